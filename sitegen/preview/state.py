"""The state of the preview, as browsers show it."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

from msgspec import Struct

from sitegen.config import Config
from sitegen.diagnostics import Diagnostic
from sitegen.routes import Route


class State(Struct, frozen=True, kw_only=True):
    """What is shown, and whether it is what the content says."""

    version: str
    """Of everything; pages have versions of their own."""
    errors: tuple[Diagnostic, ...] = ()
    config: Config | None = None
    """None until it could be read."""
    is_live: bool = False
    """Whether the other process can render pages."""
    is_fresh: bool = False
    """Whether the site on disk is what the content says."""
    assets: Route = ""
    """Folder of the theme's assets; empty until the other process has read the theme."""
    scripts: str = ""
    """Digest of the assets other than the stylesheet."""

    @property
    def site(self) -> Path | None:
        """Where the site lies."""
        return self.config.output if self.config else None

    @property
    def base_path(self) -> str:
        """Decoded, as requests are compared with it."""
        return unquote(self.config.base_path) if self.config else "/"
