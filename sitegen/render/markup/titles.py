"""A paper's title: plain text in which math keeps its TeX."""

from __future__ import annotations

from urllib.parse import quote_plus

from markupsafe import Markup, escape

from sitegen.model import Link
from sitegen.text import math
from sitegen.text.mathml import mathml

SEARCHES = (
    ("arXiv", "https://arxiv.org/search/?searchtype=title&query="),
    ("Google Scholar", "https://scholar.google.com/scholar?q="),
    ("Hugging Face", "https://huggingface.co/papers?q="),
)
_ARCHIVES = {
    "aclanthology.org": "ACL Anthology",
    "openreview.net": "OpenReview",
    "proceedings.mlr.press": "PMLR",
    **dict.fromkeys(("papers.nips.cc", "papers.neurips.cc", "proceedings.neurips.cc"), "NeurIPS"),
}


def archive(link: Link) -> str:
    """The archive where a link leads to the page of a paper, which is no site of its own; empty for other links."""
    host = link.url.partition("//")[2].partition("/")[0].removeprefix("www.")
    return _ARCHIVES.get(host, "") if link.kind == "project" else ""


def html(title: str) -> Markup:
    """The title for a page, its formulas as MathML in the line."""
    # nearly all titles are text alone, and a page shows a dozen
    if "$" not in title and "\\" not in title:
        return escape(title)
    spans = math.split(title)
    return Markup("").join(escape(s.text) if s.kind == "text" else Markup(mathml(s.text, inline=True)) for s in spans)


text = math.title_text
"""The title where no markup can be: its formulas as Unicode."""


def title_searches(title: str) -> list[tuple[str, str]]:
    """Services that look a title up, each with its name and the address of the search."""
    query = quote_plus(" ".join(math.title_text(title, math.to_words).split()))
    return [(label, address + query) for label, address in SEARCHES]
