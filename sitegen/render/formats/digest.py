"""An edition as Markdown, for agents, feeds and readers of plain text; and `llms.txt`, which links to all of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TypeAlias
from urllib.parse import quote

from msgspec import Struct

from sitegen import routes
from sitegen.model import Edition, Facts, Listing, Paper, RichText
from sitegen.render.theme import Theme
from sitegen.render.views import PageLink, Ref
from sitegen.routes import Route
from sitegen.text import footnotes, markdown, math, references
from sitegen.text.wording import et_al

Href: TypeAlias = Callable[[Route], str]
MOST_AUTHORS = 10
_HARMLESS = re.compile(r"[A-Za-z][A-Za-z0-9 ,.;:?'()-]*")
"""A line of which nothing could be markup, as most are, which is quick to see."""


class DigestView(Struct, frozen=True, gc=False):
    """An edition with its papers."""

    edition: Edition
    papers: tuple[Paper, ...]
    """Those of its listings, in their order."""
    page_links: tuple[PageLink, ...] = ()
    """What links in the editor's words and in abstracts lead to."""

    @property
    def page(self) -> Route:
        return routes.edition(self.edition.date)

    @property
    def route(self) -> Route:
        """Of the edition as Markdown, where it has a file of its own."""
        return routes.beside(self.page, "md")

    @property
    def entries(self) -> Iterator[tuple[Paper, Listing]]:
        return zip(self.papers, self.edition.listings, strict=True)


def editions(views: Sequence[DigestView], theme: Theme) -> bytes:
    """An edition as a file, or those of a month, oldest first, where there is no room for a file each.

    Links lead on from the folder of months too, which lies beside that of editions.
    """
    return footnotes.together([_edition(of_day, theme) for of_day in views]).encode("utf-8") + b"\n"


def _edition(view: DigestView, theme: Theme) -> str:
    """The edition with a head."""
    day = theme.strings.daterange(view.edition.start, view.edition.date)
    href = partial(theme.site.address, view.route)
    head = [f"# {_plain(day)}", f"<{href(view.page)}>"]
    theme.prose.start_page(href, view.page_links)
    return _linked("\n\n".join([*head, *body(view, href)]), view, theme)


def _linked(text: str, view: DigestView, theme: Theme) -> str:
    """Markdown with links and pictures that lead on from the site, not from the folder in which an editor writes."""
    links = {link.written: link for link in view.page_links if link.route}
    for reference in reversed([reference for reference in references.find(text) if reference.key in links]):
        link, start, end = links[reference.key], reference.start, reference.start + reference.length
        if not reference.is_wiki:
            text = text[:start] + theme.prose.target(text[start:end]) + text[end:]
            continue
        before, (words, after) = text[: start - len("[[")], text[end:].split("]]", 1)
        label = words.strip("\\| ") or _plain(link.label, markdown.link_text)
        address = theme.prose.target(quote(link.written) + (f"#{quote(reference.part)}" if reference.part else ""))
        text = f"{before if link.width else before.removesuffix('!')}[{label}]({address}){after}"
    return text


def paper(view: Paper, theme: Theme) -> bytes:
    """A paper by itself."""
    route = routes.paper(view.id)
    blocks = [f"# {_plain(view.title)}", f"<{theme.site.address(route, route)}>", facts_line(view.facts), view.abstract]
    return "\n\n".join(filter(None, blocks)).encode("utf-8") + b"\n"


def body(view: DigestView, href: Href) -> Iterator[str]:
    """The blocks below the head."""
    intro, *notes, outro = footnotes.once(view.edition.words)
    blocks = [_plain(view.edition.curator), intro]
    for number, ((paper, listing), note) in enumerate(zip(view.entries, notes, strict=True), 1):
        blocks.append(f"## {number}. [{_plain(paper.title, markdown.link_text)}]({href(routes.paper(paper.id))})")
        blocks += [facts_line(paper.facts, listing.votes), note, footnotes.apart(paper.abstract, f".{number}")]
    return filter(None, [*blocks, outro])


def facts_line(facts: Facts, votes: int | None = None) -> str:
    """Authors, date, venue, arXiv id and votes, as Markdown."""
    return " · ".join(_facts(facts, votes))


def _facts(facts: Facts, votes: int | None) -> Iterator[str]:
    if names := [author.name for author in facts.authors]:
        yield _plain(et_al(names, MOST_AUTHORS, are_more=facts.more_authors))
    if facts.published:
        yield facts.published
    if facts.venue:
        yield _plain(facts.venue)
    if facts.arxiv:
        yield f"[arXiv:{facts.arxiv}](https://arxiv.org/abs/{facts.arxiv})"
    if votes is not None:
        yield f"▲ {votes}"


def llms(sections: Sequence[tuple[str, Sequence[Ref]]], theme: Theme) -> bytes:
    """`llms.txt` (llmstxt.org): what the site is, and where its text is."""
    site, link = theme.site, partial(theme.site.address, routes.LLMS)
    blocks = [f"# {_plain(site.title)}"]
    if site.description:
        blocks.append(f"> {_plain(site.description)}")
    for heading, refs in sections:
        lines = [
            f"- [{_plain(ref.label, markdown.link_text)}]({link(ref.route)}){f': {ref.count}' if ref.count else ''}"
            for ref in refs
        ]
        blocks += [f"## {_plain(heading)}", "\n".join(lines)]
    return "\n\n".join(blocks).encode("utf-8") + b"\n"


def _plain(text: str, write: Callable[[RichText], str] = lambda spans: markdown.escape([spans])) -> str:
    """Text in one line, of which nothing becomes markup."""
    line = " ".join(text.split())
    return line if _HARMLESS.fullmatch(line) else write(math.split(line))
