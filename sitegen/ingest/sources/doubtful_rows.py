"""Rows of a table that an editor is asked to look at, and those that are no papers beside the others."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import compress
from typing import Any

from sitegen.ingest.fields import JsonFields
from sitegen.ingest.parser import Source
from sitegen.ingest.sources.columns import column
from sitegen.ingest.values import links, people, vocabulary
from sitegen.text.folding import letters

LONGEST_NAME = 60
"""Of a column."""
FACTS = ("authors", "abstract", "url", "doi", "arxiv", "id", "venue")
_FEWEST, _NEARLY_ALL = 3, 0.75
"""How many rows have some fact, and what share of them, where one without any is doubtful."""
_CEREMONY = re.compile(vocabulary.any_of("ceremony"), re.I)
PAUSE = re.compile(f"{vocabulary.any_of('pause')}|{vocabulary.any_of('ceremony')}", re.I)
"""What a schedule has for a day without a paper."""
_INVITED = re.compile(vocabulary.any_of("invited"), re.I)
"""What a programme calls the talks of those who bring no paper."""
_LEAST_FILLED = 2
"""Cells of a row that has a note, or says how many papers there are."""
_SUM = re.compile(r"[^\w\s]*|\S*\d\S*|\d[\d.,]*\s\S+")
"""`42`, `5 papers`."""
_SUMS = vocabulary.any_of("sum")
_CALLED_SUM = re.compile(rf"{_SUMS}(?:\s?[/|&+]\s?{_SUMS})?(?:\s(?:of|de|des|di|dei|der|van))?(?:\s\w+)?:?", re.I)
_WHOLE_SUM = re.compile(rf"{_SUMS}(?:\s(?:of|de|di|der) \w+)?\s?[:：]\s?\d+(?:\s?[^\W\d_]+)?", re.I)
"""`Total: 7 papers`."""
_COUNTED = re.compile(r"(?:[^\W\d][\w ]{1,30}:\s?)?(?!(?:19|20)\d\d$)\d[\d.,]*(?:\s[^\W\d_]+|[件篇本个개편])?")
"""A number that is no year, `42`, `5 papers`, `5件`, `of them assigned: 4`."""
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_LEADS = "url|pdf|arxiv|doi|id"
"""Fields that may lead to a paper; what is no address may be an arXiv id alone."""
SHORTEST_ABSTRACT = 240
"""Bytes, as a sign of Chinese says as much as several letters; posts have fewer."""
_MOST = 20
"""Doubtful rows that are shown one by one."""
_NO_PAPERS = frozenset(vocabulary.words("no_paper"))
"""Types that Zotero and catalogues of libraries give."""
_SIGNS = re.compile(r"\A[^\w]+")
"""Before a remark, `↓ only for Thursday`."""
_PAPERS, _TASKS = frozenset({"paper", "article", "preprint"}), frozenset({"task", "todo", "errand", "event", "meeting"})
"""Types that lists of tasks give, of which the last may be of papers where there are no others."""
_WRITTEN = re.compile(vocabulary.any_of("written"), re.I)
"""Words in types of what somebody wrote, or shows at a conference."""


def of_papers(records: Sequence[JsonFields], source: Source) -> list[JsonFields]:
    """The records that may be papers; those left out, and those that look like none, are reported."""
    pauses = [_is_pause(_title(record), record.value) for record in records]
    what, hint = "is no paper, and was left out", "say more of it, if it is one"
    records = _without(records, pauses, what, hint, source.note)
    what = "has the same as title and author and says nothing else, and was left out"
    records = _without(records, [_is_trial(record.value) for record in records], what, hint, source.warning)
    what = "is written as no title and has nothing of what the others have, and was left out"
    hint = "write it with a capital, or its authors or address beside it, if it is a paper"
    records = _without(records, _are_remarks(records), what, hint, source.warning)
    if 2 * sum(_is_bare_word(record.value) for record in records) > len(records):
        what = "most titles of this table are single words, without authors or links; is it a table of papers?"
        source.warning("doubtful-paper", what, records[0].line)
    records = of_no_other_pages(records, source)
    _report_bare(records, source)
    return records


def of_no_other_pages(records: Sequence[JsonFields], source: Source, *, are_links: bool = True) -> list[JsonFields]:
    """The records but those of other pages among those of papers, each of which is reported.

    Where they are no links that somebody kept, only posts are left out.
    """
    what = "leads to no paper, as the others do, and was left out"
    hint = "put the paper's address or its identifier beside it, if it is one"
    return _without(records, _are_of_other_pages(records, are_links), what, hint, source.warning)


def _is_pause(title: str, paper: Mapping[str, Any]) -> bool:
    """Whether a row is what a schedule has besides papers, where somebody may speak who has published nothing so."""
    told = (*FACTS[1:], "published") if _CEREMONY.fullmatch(title) else FACTS
    return bool(PAUSE.fullmatch(title)) and not _has_facts(paper, told)


def _is_trial(paper: Mapping[str, Any]) -> bool:
    """Whether somebody tries a form out, who says the same everywhere."""
    said = {str(paper[fact]).strip("[]'") for fact in FACTS if paper.get(fact)}
    return bool(paper.get("authors")) and said == {paper.get("title")}


def _without(
    records: Sequence[JsonFields], are_others: Sequence[bool], what: str, hint: str, tell: Callable[..., None]
) -> list[JsonFields]:
    """The records but those that are something else, each of which is reported."""
    for record in compress(records, are_others):
        tell("doubtful-paper", f"'{_title(record)}' {what}", record.line, hint=hint)
    return [record for record, is_other in zip(records, are_others, strict=True) if not is_other]


def _has_facts(paper: Mapping[str, Any], facts: Sequence[str] = FACTS) -> bool:
    return any(map(paper.get, facts))


def _are_remarks(records: Sequence[JsonFields]) -> list[bool]:
    """Which records are in small letters and have nothing of a paper, where half of all have more.

    A form may be answered by `no wish this time`.
    """
    bare = [not _has_facts(record.value) for record in records]
    has_others = 2 * sum(bare) <= len(records)
    return [is_bare and has_others and _is_small(_title(record)) for record, is_bare in zip(records, bare, strict=True)]


def _is_small(title: str) -> bool:
    # `sorry, I have none` has a capital too, and `bring it back, Ann` a name; `clocknet: waiting in Ulm` is a title
    words = _SIGNS.sub("", title).split()
    capitals = sum(len(word) > 1 and word != word.lower() for word in words)
    return len(words) > 1 and words[0].islower() and 4 * capitals <= len(words) * (words[0][-1] != ":")


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


def _are_of_other_pages(records: Sequence[JsonFields], are_links: bool) -> list[bool]:
    """Which records are of other pages among those of papers.

    Of bookmarks, which name nobody, all that lead elsewhere are. Where nearly all others lead to papers, what has
    neither authors nor an abstract is one too, and what has a few words where they have abstracts.
    """
    are_papers = [any(links.leads_to_paper(f"arXiv:{text}") for text in record.all(_LEADS)) for record in records]
    addresses = [bool(record.value.get("url")) for record in records]
    others = [is_linked and not is_paper for is_linked, is_paper in zip(addresses, are_papers, strict=True)]
    if are_links and all(addresses) and not any(record.value.get("authors") for record in records):
        return others if 2 * sum(others) < len(records) else [False] * len(records)
    papers = [*compress(records, are_papers)]
    if len(papers) < max(_FEWEST, _NEARLY_ALL * (len(papers) + sum(others))):
        return [False] * len(records)
    have_abstracts = sum(map(_has_abstract, papers)) >= _NEARLY_ALL * len(papers)
    return [
        is_other and not _has_abstract(record) and not _is_told(record.value, have_abstracts, are_links)
        for record, is_other in zip(records, others, strict=True)
    ]


def _has_abstract(record: JsonFields) -> bool:
    return len("".join(record.paragraphs("abstract")).encode()) >= SHORTEST_ABSTRACT


def _is_told(paper: Mapping[str, Any], have_abstracts: bool, are_links: bool) -> bool:
    """Whether a record without an abstract names people or a place as a paper does, and is no teaser of a post.

    Two wrote no post, nor is `forge-bot` a whole name, while `Clock Club` may be the name of a feed.
    """
    names = str(paper.get("authors", ""))
    if have_abstracts and paper.get("abstract"):
        return len(people.several(names)) > 1 or (not are_links and " " in names.strip())
    return not are_links or _has_facts(paper, ("authors", "venue"))


def _title(record: JsonFields) -> str:
    return str(record.value.get("title", "")).strip("*_ ")[:80]


def _is_bare_word(paper: dict[str, Any]) -> bool:
    names = [fact for fact in FACTS if fact != "abstract"]
    return not _has_facts(paper, names) and len(str(paper.get("title", "")).split()) == 1


def is_summary(paper: dict[str, Any]) -> bool:
    """Whether a row is no paper but, say, the sum of a column."""
    has_facts = any(str(paper.get(fact) or "").strip("0123456789 []") for fact in FACTS)
    return not has_facts and bool(_SUM.fullmatch(str(paper.get("title", "x y"))))


def is_sum(filled: Sequence[str]) -> bool:
    """Whether all cells that are not empty are numbers and a word for a sum: `Total read`, `42`; `Sum`, `5 papers`."""
    numbers = [cell for cell in filled if _COUNTED.fullmatch(cell)]
    is_whole = 0 < len(filled) <= _LEAST_FILLED and any(map(_WHOLE_SUM.fullmatch, filled))
    return is_whole or (len(numbers) == len(filled) - 1 > 0 and any(map(_CALLED_SUM.fullmatch, filled)))


def is_note(
    filled: Sequence[str], paper: dict[str, Any], width: int, line: int, source: Source, *, is_below_notes: bool
) -> bool:
    """Whether a row of a wider table is a note or a count, which is reported: `Next time:`, `May 5`; `Articles`, `6`.

    What stands in parentheses alone is one too, `(no meeting)`, and what is below a sum or notes; a number in a column
    of votes counts those of `paper`, which is what the row would be as one.
    """
    if not width > _LEAST_FILLED == len(filled):
        return False
    name, value = filled
    is_count = " " not in name and bool(_COUNTED.fullmatch(value)) and not paper.get("votes")
    is_aside = bool(_ASIDE.fullmatch(value))
    if is_count or name[-1] in ":：" or (not _has_facts(paper) and (is_below_notes or is_aside)):
        what = f"'{name[:80]}' with '{value[:80]}' is a note and no paper, and was left out"
        source.note("doubtful-paper", what, line, hint="say more of it, if it is one")
        return True
    return False


def invited(filled: Sequence[str], paper: Mapping[str, Any]) -> str:
    """What a cell calls the talk of one who brings no paper, `Keynote`; empty for a row that tells of one."""
    is_told = _has_facts(paper, ("abstract", "doi", "arxiv", "published"))
    is_told = is_told or any(map(links.leads_to_paper, paper.get("url", [])))
    return "" if is_told else next(filter(_INVITED.fullmatch, (cell.strip("*_ ") for cell in filled)), "")


def is_other_kind(kind: str, paper: dict[str, Any], kinds: Collection[str]) -> bool:
    """Whether a row is of another kind than papers, among the kinds of its table.

    Where some are called papers, others are none if they name nobody who wrote them, and nothing leads to them.
    """
    name = letters(kind)
    are_named = not _PAPERS.isdisjoint(kinds)
    if name in _NO_PAPERS or (are_named and name in _TASKS) or _INVITED.fullmatch(kind):
        return True
    is_known = not kind or _WRITTEN.search(kind) or _has_facts(paper, ("authors", "doi", "arxiv", "id"))
    return are_named and not is_known and not any(map(links.leads_to_paper, paper.get("url", [])))


def is_other_head(cells: Sequence[str], linked: Collection[int], width: int) -> bool:
    """Whether a row that stands apart is the head of a table of something else: `Name,Email,Role`.

    `linked` are the columns of the rows above that have addresses, which the row then has not, and `width` is how many
    columns they have.
    """
    filled = [cell for cell in cells if cell]
    is_short = len(filled) > 1 and all(len(cell) <= LONGEST_NAME and not re.search(r"\d", cell) for cell in filled)
    is_bare = bool(linked) and not any(cells[number] for number in linked if number < len(cells))
    is_other = len(cells) != width or any(column(cell)[0] for cell in cells)
    return is_short and (is_bare or (len(filled) == len(cells) and is_other))
