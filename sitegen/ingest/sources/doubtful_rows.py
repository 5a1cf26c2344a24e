"""Rows of a table that an editor is asked to look at, and those that are no papers beside the others."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import compress
from typing import Any

from sitegen.ingest.fields import JsonFields
from sitegen.ingest.parser import Source
from sitegen.ingest.values import links, people, vocabulary
from sitegen.text.folding import letters

LONGEST_NAME = 60
"""Of a column."""
FACTS = ("authors", "abstract", "url", "doi", "arxiv", "id", "venue")
_FEWEST, _NEARLY_ALL = 3, 0.75
"""How many rows have some fact, and what share of them, where one without any is doubtful."""
_MOST_HAVE, _SEVERAL = 0.6, 2
"""What share of rows have how many facts, where one without any is no paper."""
_CEREMONY = re.compile(vocabulary.any_of("ceremony"), re.I)
PAUSE = re.compile(f"{vocabulary.any_of('pause')}|{vocabulary.any_of('ceremony')}", re.I)
"""What a schedule has for a day without a paper."""
_CALLED_SUM = re.compile(rf"{vocabulary.any_of('sum')}(?:\s\w+){{0,2}}:?", re.I)
_COUNTED = re.compile(r"(?!(?:19|20)\d\d$)\d[\d.,]*(?:\s[^\W\d_]+|[件篇本个개편])?")
"""A number that is no year, `42`, `5 papers`, `5件`."""
_LEADS = "url|pdf|arxiv|doi|id"
"""Fields that may lead to a paper; what is no address may be an arXiv id alone."""
SHORTEST_ABSTRACT = 240
"""Bytes, as a sign of Chinese says as much as several letters; posts have fewer."""
_MOST = 20
"""Doubtful rows that are shown one by one."""
_NO_PAPERS = frozenset(vocabulary.words("no_paper"))
"""Types that Zotero and catalogues of libraries give."""
_PAPERS = ("paper", "article", "preprint")
_WRITTEN = re.compile(vocabulary.any_of("written"), re.I)
"""Words in types of what somebody wrote, or shows at a conference."""


def of_papers(records: Sequence[JsonFields], source: Source) -> list[JsonFields]:
    """The records that may be papers; those left out, and those that look like none, are reported."""
    pauses = [_is_pause(_title(record), record.value) for record in records]
    what, hint = "is no paper, and was left out", "say more of it, if it is one"
    records = _without(records, pauses, what, hint, source.note)
    if 2 * sum(_is_bare_word(record.value) for record in records) > len(records):
        what = "most titles of this table are single words, without authors or links; is it a table of papers?"
        source.warning("doubtful-paper", what, records[0].line)
    records = of_no_other_pages(records, source)
    what, hint = "has nothing of what most others have, and was left out", "say who wrote it, if it is a paper"
    records = _without(records, _are_bare(records), what, hint, source.warning)
    _report_bare(records, source)
    return records


def of_no_other_pages(records: Sequence[JsonFields], source: Source) -> list[JsonFields]:
    """The records but those of other pages among those of papers, each of which is reported."""
    what = "leads to no paper, as the others do, and was left out"
    hint = "put the paper's address or its identifier beside it, if it is one"
    return _without(records, _are_of_other_pages(records), what, hint, source.warning)


def _is_pause(title: str, paper: Mapping[str, Any]) -> bool:
    """Whether a row is what a schedule has besides papers, where somebody may speak who has published nothing so."""
    fields = (*FACTS[1:], "published") if _CEREMONY.fullmatch(title) else FACTS
    return bool(PAUSE.fullmatch(title)) and not _has_facts(paper, fields)


def _without(
    records: Sequence[JsonFields], are_others: Sequence[bool], what: str, hint: str, tell: Callable[..., None]
) -> list[JsonFields]:
    """The records but those that are something else, each of which is reported."""
    for record in compress(records, are_others):
        tell("doubtful-paper", f"'{_title(record)}' {what}", record.line, hint=hint)
    return [record for record, is_other in zip(records, are_others, strict=True) if not is_other]


def _has_facts(paper: Mapping[str, Any], facts: Sequence[str] = FACTS) -> bool:
    return any(map(paper.get, facts))


def _are_bare(records: Sequence[JsonFields]) -> list[bool]:
    """Which records are a title and nothing else, where most have authors and an address, say, or lead to a paper."""
    counts = [sum(map(bool, map(record.value.get, FACTS))) for record in records]
    most_have = sum(count >= _SEVERAL for count in counts) >= max(_FEWEST, _MOST_HAVE * len(records))
    most_have |= sum(map(_leads_to_paper, records)) > max(_SEVERAL, _NEARLY_ALL * len(records))
    # what has no title either is told of elsewhere
    return [most_have and not count and bool(_title(record)) for record, count in zip(records, counts, strict=True)]


def _report_bare(records: Sequence[JsonFields], source: Source) -> None:
    """Reports the rows with nothing but a title, where nearly all have more."""
    for facts in (FACTS, (*FACTS, "presenter")):
        # what has no title either is told of elsewhere
        bare = [record for record in records if _title(record) and not _has_facts(record.value, facts)]
        if len(records) - len(bare) >= max(_FEWEST, _NEARLY_ALL * len(records)):
            break
    else:
        return
    hint = "sitegen remove takes it back, if it is no paper"
    for record in bare[:_MOST]:
        what = f"'{_title(record)}' has nothing of what the others have"
        source.warning("doubtful-paper", what, record.line, hint=hint)
    if len(bare) > _MOST:
        what = f"{len(bare) - _MOST} more rows from here on have nothing of what the others have"
        source.warning("doubtful-paper", what, bare[_MOST].line, hint=hint)


def _are_of_other_pages(records: Sequence[JsonFields]) -> list[bool]:
    """Which records are of other pages: nearly all others lead to papers, most of bookmarks, which name nobody.

    What has an abstract, or names people or a place, is none.
    """
    are_papers = [*map(_leads_to_paper, records)]
    addresses = [bool(record.value.get("url")) for record in records]
    others = [is_linked and not is_paper for is_linked, is_paper in zip(addresses, are_papers, strict=True)]
    if all(addresses) and not any(record.value.get("authors") for record in records):
        are_mixed = 2 * sum(others) < len(records)
    else:
        are_mixed = sum(are_papers) >= max(_FEWEST, _NEARLY_ALL * (sum(are_papers) + sum(others)))
    papers = [*compress(records, are_papers)]
    have_abstracts = sum(map(_has_abstract, papers)) >= _NEARLY_ALL * len(papers)
    return [
        are_mixed and is_other and not _has_abstract(record) and not _is_told(record.value, have_abstracts)
        for record, is_other in zip(records, others, strict=True)
    ]


def _leads_to_paper(record: JsonFields) -> bool:
    return any(links.leads_to_paper(f"arXiv:{text}") for text in record.all(_LEADS))


def _has_abstract(record: JsonFields) -> bool:
    return len("".join(record.paragraphs("abstract")).encode()) >= SHORTEST_ABSTRACT


def _is_told(paper: Mapping[str, Any], have_abstracts: bool) -> bool:
    """Whether a record names people or a place as a paper does; a teaser of one beside abstracts is a post."""
    if have_abstracts and paper.get("abstract"):
        return len(people.several(str(paper.get("authors", "")))) > 1
    return _has_facts(paper, ("authors", "venue"))


def _title(record: JsonFields) -> str:
    return str(record.value.get("title", "")).strip("*_ ")[:80]


def _is_bare_word(paper: dict[str, Any]) -> bool:
    names = [fact for fact in FACTS if fact != "abstract"]
    return not _has_facts(paper, names) and len(str(paper.get("title", "")).split()) == 1


def is_sum(filled: Sequence[str]) -> bool:
    """Whether all cells that are not empty are numbers and a word for a sum: `Total read`, `42`; `Sum`, `5 papers`."""
    numbers = [cell for cell in filled if _COUNTED.fullmatch(cell)]
    return len(numbers) == len(filled) - 1 > 0 and any(map(_CALLED_SUM.fullmatch, filled))


def is_other_kind(kind: str, paper: dict[str, Any], kinds: Collection[str]) -> bool:
    """Whether a row is of another kind than papers, among the kinds of its table.

    Where some are called papers, others are none if nothing names them or who wrote them.
    """
    # what a program counts its records by names no paper
    is_named = not all(str(name).isdecimal() for name in paper.get("id", ()))
    is_known = not kind or _WRITTEN.search(kind) or is_named or _has_facts(paper, ("authors", "doi", "arxiv"))
    return letters(kind) in _NO_PAPERS or (any(map(is_paper, kinds)) and not is_known)


def is_paper(kind: str) -> bool:
    """Whether a kind is that of a paper, `Short paper`."""
    return letters(kind).endswith(_PAPERS)
