"""sitegen turns a digest of research papers into a website.

    >>> from sitegen import add, build
    >>> add("papers.txt", date="2025-03-28").papers     # doctest: +SKIP
    ('the-curse-of-depth-in-large-language-models', ...)
    >>> result = build("content", "site")               # doctest: +SKIP
    >>> result.papers, result.written                   # doctest: +SKIP
    (68, 92)
    >>> print(*result.diagnostics, sep="\\n")           # doctest: +SKIP
    content/papers/2025/x.md:4:8: warning[front-matter]: ...

Errors in content never raise: they are diagnostics of the result. What cannot be acted on at all raises a
`SitegenError`, and a disk that is full or closed an `OSError`.
"""

from typing import TYPE_CHECKING, Any

from sitegen.version import __version__

if TYPE_CHECKING:
    from sitegen.api import Added, add, build
    from sitegen.diagnostics import Diagnostic, FetchError, SitegenError, UsageError
    from sitegen.pipeline import Result

__all__ = [
    "Added",
    "Diagnostic",
    "FetchError",
    "Result",
    "SitegenError",
    "UsageError",
    "__version__",
    "add",
    "build",
]


def __getattr__(name: str) -> Any:
    # loaded when asked for: every import of a part of sitegen passes through here
    if name not in __all__:
        raise AttributeError(f"module 'sitegen' has no attribute {name!r}")
    from sitegen import api

    return getattr(api, name)


def __dir__() -> list[str]:
    return [*globals(), *__all__]
