"""Where else a paper can be found: searches by title, for papers whose source names no identifier."""

from __future__ import annotations

from urllib.parse import quote_plus

from sitegen.render import titles

_SEARCHES = (
    ("arXiv", "https://arxiv.org/search/?searchtype=title&query="),
    ("Google Scholar", "https://scholar.google.com/scholar?q="),
    ("Hugging Face", "https://huggingface.co/papers?q="),
)


def title_searches(title: str) -> list[tuple[str, str]]:
    """Services that look a title up, each with its name and the address of the search."""
    words = quote_plus(" ".join(titles.words(title).split()), errors="replace")
    return [(label, address + words) for label, address in _SEARCHES]
