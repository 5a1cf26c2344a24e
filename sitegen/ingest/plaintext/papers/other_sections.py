"""Sections of newsletters and pages of courses for other things than papers: `Tools & Libraries`, `Blogs`, `News`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sitegen.ingest.plaintext.chunks import rows_of
from sitegen.ingest.plaintext.items import Text, unmarked
from sitegen.ingest.plaintext.papers.assembly import Paper
from sitegen.ingest.plaintext.papers.facts import is_identified

_PAPERS = re.compile(
    r"\W*(?:(?:\w[\w'’-]* ){0,2}(?:papers|publications|preprints|readings)|research|(?:(?:required|further) )?reading)"
    r"(?: of the week| list| to read)?(?: (?:and|&) (?:papers|publications|research|projects))?\W*",
    re.I,
)
_THINGS = (
    r"(?:(?:ai|ml|new|top|other|more|quick|useful|interesting|open[ -]source|additional|this week['’]s) ){0,2}"
    r"(?:blogs?|blog ?posts|videos|podcasts|tools?|repos|repositories|libraries|code|software|tutorials"
    r"|courses|jobs|events|competitions|news|headlines|links|products)"
)
_OTHERS = re.compile(
    rf"\W*(?:{_THINGS}(?:(?: and | ?[&/,+] ?){_THINGS}){{0,2}}|who['’]s hiring)(?: of the week| in (?:ai|ml))?\W*", re.I
)
_FEWEST = 2
_LOWEST = 7
"""Level of a heading that is only set in bold."""


def in_other_sections(listed: Sequence[Paper], text: Text) -> set[int]:
    """What stands in a section for other things, beside one for papers, and the headings of both; by `id`.

    ## Top Papers of the Week
    ## Repositories & Tools

    What names authors or leads to a paper is one wherever it stands.
    """
    papers = {paper.title.first for paper in listed if not paper.fields.keys().isdisjoint("AL") or is_identified(paper)}
    kinds = _kinds(text, papers | {paper.title.first for paper in listed if "S" in paper.fields})
    own = [paper for paper in listed if kinds[paper.title.first] == "papers"]
    # where papers are nothing but titles and sentences, so may be what stands in other sections
    is_plain = any("S" in paper.fields for paper in own) and not any(paper.title.first in papers for paper in own)
    if len(own) < _FEWEST or is_plain:
        return set()
    return {
        id(paper) for paper in listed if (at := paper.title.first) not in papers and kinds[at] in ("heading", "others")
    }


def _kinds(text: Text, titles: set[int]) -> dict[int, str]:
    """For each line whether it stands in a section of `papers`, in one of `others`, or is the `heading` of one."""
    kinds: dict[int, str] = {}
    kind, level = "", 0
    for row in rows_of(text.chunks):
        place, line = row[0].line, text.lines[row[0].line]
        kinds[place] = kind
        own = line.level or _LOWEST * all("b" in chunk.style and not chunk.url for chunk in row)
        words = "" if not own or line.marker or place in titles else unmarked(line.text)
        named = "others" if _OTHERS.fullmatch(words) else "papers" * bool(_PAPERS.fullmatch(words))
        if named and not (kind == "papers" and level < own):
            kind, level, kinds[place] = named, own, "heading"
        elif words and own <= level:
            kind, level = "", 0
    return kinds
