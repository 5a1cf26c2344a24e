"""The state of the preview, as browsers show it."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from sitegen.diagnostics import Diagnostic, as_text
from sitegen.routes import Route


class State(Struct, frozen=True, kw_only=True):
    """What is shown, and whether it is what the content says."""

    version: str
    """Of everything; pages have versions of their own."""
    errors: tuple[Diagnostic, ...] = ()
    site: Path | None = None
    """None until a configuration could be read."""
    base_path: str = "/"
    is_live: bool = False
    """Whether the other process can render pages."""
    is_fresh: bool = False
    """Whether the site on disk is what the content says."""
    assets: Route = ""
    """Folder of the theme's assets; empty until the other process has read the theme."""
    scripts: str = ""
    """Digest of the assets other than the stylesheet."""

    @property
    def messages(self) -> list[str]:
        """The errors as they are shown over a page."""
        return [as_text(diagnostic) for diagnostic in self.errors]
