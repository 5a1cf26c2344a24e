"""Papers laid out the way people paste them: five styles of a page saved as text, and what pasting does to a text."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

HEADER = ("new", "Get trending papers in your email inbox once a day!", "Subscribe", "byAK and the research community")
NAVIGATION = (
    "Hugging Face's logo", "Hugging Face", "Models", "Datasets", "Spaces", "Community", "Docs", "Enterprise", "Pricing",
    "Log In", "Sign Up",
)  # fmt: skip
DATE = "Mar 28"


class Known(Struct, frozen=True, kw_only=True):
    """A paper as it should come out."""

    title: str
    abstract: str
    arxiv: str = ""
    votes: int = 0
    comments: int = 0
    submitter: str = "taesiri"
    authors: tuple[str, ...] = ()


Style = Callable[[Known], Sequence[str]]


def plain(paper: Known) -> Sequence[str]:
    return paper.title, paper.abstract


def submitted(paper: Known) -> Sequence[str]:
    authors = f"· {len(paper.authors)} author{'s' * (len(paper.authors) != 1)}"
    counts = str(paper.votes), str(paper.comments)
    return "Submitted by", paper.submitter, counts[0], paper.title, authors, paper.abstract, counts[1]


def voted(paper: Known) -> Sequence[str]:
    return str(paper.votes), paper.title, paper.abstract, f"·\n{len(paper.authors)} authors"


def addressed(paper: Known) -> Sequence[str]:
    return paper.title, paper.abstract, f"https://huggingface.co/papers/{paper.arxiv}"


STYLES: Mapping[str, Style] = {"A": plain, "B": submitted, "C": voted, "D": plain, "E": addressed}
"""D is A with the line breaks that a title and an abstract have of their own."""


def page(papers: Sequence[Known], style: Style = plain, between: str = "\n\n", date: str = DATE) -> str:
    """A whole page, its parts set apart by `between`."""
    return between.join([*HEADER, date, *(part for paper in papers for part in style(paper))]) + "\n"


def _wrapped(text: str, width: int) -> str:
    return "\n".join(textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False))


def wrapped(width: int) -> Style:
    return lambda paper: (_wrapped(paper.title, width), _wrapped(paper.abstract, width))


def _each_line(papers: Sequence[Known], before: str, after: str = "") -> str:
    return "\n".join(f"{before}{line}{after}" for line in page(papers).split("\n"))


def _numbered(papers: Sequence[Known]) -> str:
    parts = [part for number, paper in enumerate(papers, 1) for part in (f"{number}. {paper.title}", paper.abstract)]
    return "\n\n".join([*HEADER, DATE, *parts])


def _html(papers: Sequence[Known]) -> str:
    articles = "".join(
        f"<article><h3><a href='/papers/{paper.arxiv}'>{html.escape(paper.title)}</a></h3>"
        f"<ul><li><img alt=''></li></ul><div>· 7 authors</div><p>{html.escape(paper.abstract)}</p></article>"
        for paper in papers
    )
    return (
        "<!DOCTYPE html><html><head><title>Daily Papers</title><script>var a = '<p>no</p>'</script><style>p {}</style>"
        "</head><body><header><nav><a href='/models'>Models</a></nav></header><main><h1>Daily Papers</h1>"
        f"<h2>by <a href='/AK'>AK</a> and the research community</h2><time>{DATE}</time>{articles}</main>"
        "<footer>© Hugging Face <a href='/tos'>TOS</a></footer></body></html>"
    )


VARIANTS: Mapping[str, Callable[[Sequence[Known]], str | bytes]] = {
    "crlf": lambda papers: page(papers).replace("\n", "\r\n"),
    "cr": lambda papers: page(papers).replace("\n", "\r"),
    "utf-16": lambda papers: page(papers).encode("utf-16"),
    "no last newline": lambda papers: page(papers).rstrip(),
    "trailing spaces": lambda papers: _each_line(papers, "", "  \t"),
    "indented by tabs": lambda papers: _each_line(papers, "\t"),
    "indented abstracts": lambda papers: page(papers, lambda paper: (paper.title, f"    {paper.abstract}")),
    "no-break spaces between": lambda papers: page(papers).replace("\n\n", "\n\u00a0\n"),
    "zero-width spaces between": lambda papers: page(papers).replace("\n\n", "\n\u200b\n"),
    "nul bytes between": lambda papers: page(papers).replace("\n\n", "\n\x00\n"),
    "no blank lines": lambda papers: page(papers, between="\n"),
    "many blank lines": lambda papers: page(papers, between="\n\n\n\n"),
    "blank lines between papers only": lambda papers: page(papers, lambda paper: ("\n".join(plain(paper)),)),
    "wrapped at 72": lambda papers: page(papers, wrapped(72)),
    "wrapped at 100": lambda papers: page(papers, wrapped(100)),
    "wrapped, abstracts only": lambda papers: page(papers, lambda paper: (paper.title, _wrapped(paper.abstract, 80))),
    "wrapped, blank lines between papers only": lambda papers: page(
        papers, lambda paper: ("\n".join(wrapped(80)(paper)),)
    ),
    "wrapped and double-spaced": lambda papers: page(papers, wrapped(72)).replace("\n", "\n\n"),
    "mail quoting": lambda papers: _each_line(papers, "> "),
    "mail quoting twice": lambda papers: _each_line(papers, "> > "),
    "a forwarded mail": lambda papers: "Hi,\n\nOn Fri, Mar 28, 2025, Ann <a@b.c> wrote:\n\n" + _each_line(papers, "> "),
    "no header": lambda papers: "\n\n".join(part for paper in papers for part in plain(paper)),
    "navigation first": lambda papers: "\n\n".join([*NAVIGATION * 5, page(papers)]),
    "navigation at the end": lambda papers: page(papers) + "\n\n".join(["Previous", "Next", "© Hugging Face", "TOS"]),
    "two pastes": lambda papers: "\n".join([page(papers[:3]), *NAVIGATION, page(papers[3:])]),
    "everything twice": lambda papers: page([*papers, *papers]),
    "numbered": _numbered,
    "bullets": lambda papers: page(papers, lambda paper: (f"- {paper.title}", paper.abstract)),
    "bold titles": lambda papers: page(papers, lambda paper: (f"**{paper.title}**", paper.abstract)),
    "headings": lambda papers: page(papers, lambda paper: (f"### {paper.title}", paper.abstract)),
    "rules": lambda papers: page(papers, lambda paper: (*plain(paper), "---")),
    "labels": lambda papers: page(papers, lambda paper: (f"Title: {paper.title}", f"Abstract: {paper.abstract}")),
    "a word above abstracts": lambda papers: page(papers, lambda paper: (paper.title, "Abstract", paper.abstract)),
    "names": lambda papers: page(papers, lambda paper: (paper.title, "Ann Lee, Bo Cho and Cy Roy", paper.abstract)),
    "badges": lambda papers: page(
        papers, lambda paper: (*plain(paper), "View arXiv page", "GitHub\n1.2k", "Read more")
    ),
    "html": _html,
    "html without articles": lambda papers: "".join(
        f"<h2>{html.escape(paper.title)}</h2>\n<p>{html.escape(paper.abstract)}</p>\n" for paper in papers
    ),
}
"""What pasting does to a page; each must give the same titles and abstracts."""
