"""Lists of papers on the editor's own pages ('reading group, spring'), which show each paper as a full entry.

- [The Curse of Depth](../papers/2025/the-curse-of-depth.md): the one to start with
- [[llm-fp4]]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from textwrap import dedent
from typing import TYPE_CHECKING

from msgspec.structs import replace

from sitegen import routes
from sitegen.model import PaperId
from sitegen.render.plan.base import Plan
from sitegen.render.views import Card, CuratedList, PageLink
from sitegen.text import footnotes, references
from sitegen.text.markdown_parser import shared_parser

if TYPE_CHECKING:
    from markdown_it.token import Token

_LINK = re.compile(r"(?:\[(?:[^\[\]\\]|\\.)*\]\([^()]*\)|\[\[[^\[\]]+\]\])[\s:·,–—-]*")
_TASK = re.compile(r"\[[ xX]\] ")


def curated_lists(body: str, links: Sequence[PageLink], plan: Plan) -> Iterator[CuratedList]:
    """The lists of which every item leads to a paper.

    Args:
        body: Markdown.
        links: what it leads to.
        plan: has the papers' entries.
    """
    of_route = {routes.paper(paper): paper for paper in plan.catalog.papers}
    papers = {link.written: of_route[link.route] for link in links if link.route in of_route}
    if not papers:
        return
    lines, tokens = body.split("\n"), shared_parser().parse(body)
    for number, token in enumerate(tokens):
        if token.level or token.type not in ("bullet_list_open", "ordered_list_open") or not token.map:
            continue
        cards: list[Card | None] = []
        for item, _, inline in zip(tokens[number:], tokens[number + 1 :], tokens[number + 2 :], strict=False):
            if item.type == "list_item_open" and item.level == 1:
                cards.append(_card(inline, item, lines, papers, plan))
            if item.level == 0 and item.type.endswith("list_close"):
                break
        if cards and None not in cards:
            listed = [card for card in cards if card]
            # each is shown by itself, with the footnotes that stand below the list
            notes = footnotes.shared([*[card.note for card in listed], body])
            noted = (replace(card, note=note) for card, note in zip(listed, notes, strict=False))
            yield CuratedList(token.map[0], tuple(noted))


def _card(inline: Token, item: Token, lines: Sequence[str], papers: Mapping[str, PaperId], plan: Plan) -> Card | None:
    """The entry of a list item; None where it leads to no paper, or is something to do."""
    linked = (papers[reference.key] for reference in references.find(inline.content) if reference.key in papers)
    paper = next(linked, None) if inline.type == "inline" and not _TASK.match(inline.content) else None
    if paper is None or not item.map or not inline.map:
        return None
    link = _LINK.match(inline.content)
    words = inline.content[link.end() :] if link else inline.content
    below = dedent("\n".join(lines[inline.map[1] : item.map[1]])).strip("\n")
    return replace(plan.described_card(paper), note=f"{words}\n\n{below}".strip())
