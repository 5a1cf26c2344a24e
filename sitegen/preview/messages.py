"""Messages between the preview's server and the processes that render pages and build the site."""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct

from sitegen.config import Config
from sitegen.diagnostics import Diagnostic
from sitegen.routes import Route


class Changed(Struct, frozen=True, kw_only=True):
    """Message to the renderer: files have changed."""

    paths: tuple[str, ...] | None = None
    """In full; None where it is not known which."""
    routes: tuple[Route, ...] = ()
    """Pages that browsers show, to be rendered first."""
    is_built: bool = False
    """Whether a build came to an end, which may have imported something."""


class Wanted(Struct, frozen=True):
    """Message to the renderer: a browser asks for a page."""

    route: Route


class Page(Struct, frozen=True, kw_only=True):
    """Message from the renderer: a page or an asset as it is now."""

    route: Route
    body: bytes | None = None
    """None for what is not rendered on demand, or not at all."""
    is_gone: bool = False
    """Whether the site on disk has the page, and the next one has not."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """Why it could not be rendered."""


class Refreshed(Struct, frozen=True, kw_only=True):
    """Message from the renderer: the changes were read, and pages can be rendered."""

    generation: int
    """Counts the states of the content."""
    is_ready: bool
    """Whether there are pages to render, and nothing better on disk."""
    config: Config | None = None
    """None when it could not be read."""
    pages: tuple[Page, ...] = ()
    """Those that browsers show."""
    diagnostics: tuple[Diagnostic, ...] = ()
    assets: Route = ""
    """Folder of the theme's assets."""
    scripts: str = ""
    """Digest of the assets other than the stylesheet."""


class Outcome(Struct, frozen=True, kw_only=True):
    """Message from a build that ended."""

    generation: int = 0
    """The state of the content that was built."""
    is_published: bool = False
    """Whether the site on disk is that state."""
    changed: bool = False
    """Whether a file of the site was written or removed."""
    summary: str = ""
    """What was built, for the terminal; empty when the build came to no end."""
    config: Config | None = None
    """None when it could not be read, or something is wrong in it."""
    diagnostics: tuple[Diagnostic, ...] = ()


def cut_off(generation: int = 0) -> Outcome:
    """The outcome of a build whose process ended before it did."""
    error = "the build's process ended before the build did"
    return Outcome(generation=generation, diagnostics=(Diagnostic(severity="error", code="bug", message=error),))


Message: TypeAlias = Page | Refreshed | Outcome
