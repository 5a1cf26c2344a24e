"""What a name beside a chunk, a word, a sign or an address in it says it is: `Authors: Ann Lee`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise, takewhile

from sitegen.ingest.plaintext.chunks import Chunk, labels_of, relabel, rows_of
from sitegen.ingest.plaintext.items import ABSTRACT, Text
from sitegen.ingest.plaintext.labels.shapes import host
from sitegen.ingest.plaintext.people import ASIDE, INVERTED
from sitegen.ingest.plaintext.words import field, is_label, people_share, section
from sitegen.ingest.sources.columns import column

LABELS = {
    "votes": "N",
    "comment_count": "C",
    "place": "G",
    "topics": "W",
    "venue": "V",
    "published": "P",
    "id": "L",
    "categories": "K",
    "authors": "A",
    "abstract": "S",
}
"""The label of the chunk behind a field's name; `W` is of topics, which only their names tell."""
_OFTEN_TAKEN_FOR = {"authors": "GSV", "abstract": "AD", "venue": "T"}
"""Labels that what is called so may have got by its words."""
_NUMBER = r"\d[\d,.]{0,8}\s?k?"
_COUNTED = (
    (
        "N",
        re.compile(
            rf"\W{{0,5}}{_NUMBER}\s*(?:(?:up)?votes?|votos?|voti|voix|stimmen?|stemmen|röster|głos\w{{0,2}}|голос\w{{0,2}}|票|points?"
            r"|个?赞)(?:\W{0,2}| by\b.*)",
            re.I,
        ),
    ),
    ("N", re.compile(rf"\W?[👍🔺▲⬆]\ufe0f?\s*{_NUMBER}\W{{0,2}}", re.I)),
    ("C", re.compile(rf"\W{{0,3}}{_NUMBER}\s*(?:comments?|评论)\W{{0,2}}|💬\s*{_NUMBER}", re.I)),
    ("P", re.compile(r"(?:published|submitted|posted)(?: on)?:? \S.{2,20}\d(?:; originally .{4,32}\.)?", re.I)),
    ("G", re.compile(r"🏢\s*\S.{0,60}")),
)
_FEED_ABSTRACT = re.compile(r"\babstract:$", re.I)
"""`Announce Type: new Abstract:`."""
_READ_MORE = re.compile(
    r"(?:Read|Find out) (?:more|the (?:full )?(?:paper|report|research|study))(?: here)?: "
    r"[\"“„«]?(?:[^\Wa-z]|[a-z]+[A-Z]).* \((?:arXiv|bioRxiv|medRxiv|OpenReview|PDF)\b[^()]*\)\.?"
)
_NOTE_DATE = re.compile(r"(?:ADDED|CREATED|CAPTURED|MODIFIED|EXPORTED|SCHEDULED|DEADLINE|CLOSED):")
"""Properties of Org's notes that say when somebody wrote or does them."""
_COUNT = re.compile(r"\W{0,3}\d[\d,.]{0,8}\s?k?\W{0,2}", re.IGNORECASE)
_SECTION = re.compile(r"[\[【]?([^.:：\[\]【】]{2,60})[:：\]】]")
"""The label of a section of an abstract: `Methods: `."""
_STOPS = ".!?。…"
"""What sentences end with."""
_REST = re.compile(r"(?=\w*[\d./_-]\S)[a-z\d][^\s<>()]*[^\W_]")
_SHARE, _NAMED = 0.6, 0.9
"""The share of names in a list of them, and how sure a label is that a word in the line above says."""
_SHORT = 40
"""Bytes, as a sign of Chinese says as much as several letters, of what is no abstract: `Abstract: see the link`."""


def _by_itself(text: Text) -> None:
    """A number counts what the word or the sign beside it says, `45 votes`, `💬 3`."""
    for chunk, below in pairwise([*text.chunks, Chunk("", -1)]):
        words = chunk.text
        is_next = below.before == "n" and not (text.lines[below.line].gap or text.lines[below.line].marker)
        if is_next and chunk.url[-1:] == "-" and (rest := _REST.match(below.text)):
            # the end of a line parts an address
            chunk.url += rest[0]
        if words.startswith("Note taken on "):
            chunk.label = "O"
        elif chunk.label in "OCST" or "; originally announced " in words:
            counted = next((label for label, pattern in _COUNTED if pattern.fullmatch(words)), chunk.label)
            # what was the rest of that title
            relabel([below] if chunk.label == "T" != counted else [], "t", "T")
            chunk.label = counted
        elif chunk.label == "L" and words.isdecimal() and not chunk.url:
            # the number of a row, which leads to no paper
            chunk.label = "O"


def _beside_title(text: Text) -> None:
    """An address of code beside a title is the paper's; below `Upvote` in a line of its own are votes."""
    titled_line = -1
    for above, chunk in pairwise(text.chunks):
        titled_line = above.line if above.label == "T" else titled_line
        if chunk.label == "O" and field(above.text) == "votes" and _COUNT.fullmatch(chunk.text):
            chunk.label = "N"
        elif chunk.label == "O" and chunk.line == titled_line and host(chunk.url) == "code":
            chunk.label = "L"


def _names_of_fields(text: Text) -> None:
    """The name of a field is no title, a day behind `Published` is the paper's, and who submitted it is somebody."""
    for at, (name, value) in enumerate(pairwise(text.chunks), 1):
        named = "" if _NOTE_DATE.fullmatch(name.text) else field(name.text)
        if named == "title" and name.label + value.label == "Tt" and value.before in ":tw":
            name.label, value.label = "O", "T"
        is_title, has_title = name.label in "Tt", value.label in "Tt"
        is_beside = value.before == ":" or (is_title and value.before == "u")
        if is_beside and named and not (is_title and has_title):
            name.label = "O"
        if value.label == "T" and named == "title" and at > 1 and (name.line == value.line or is_label(name.text)):
            # a translation, in the line above what is called the title
            relabel(_line_from(text.chunks, at - 2, -1), "Tt", "O")
        if value.label == "D" and value.before == ":" and named == "published":
            value.label = "P"
        is_submitter = named == "submitter" or (name.label == "M" and value.line == name.line)
        if is_submitter and not value.url and (value.label not in "TJ" or " " not in value.text):
            value.label = "M"


def _read_more(text: Text) -> None:
    """The titles at the ends of essays, with where they are: `Read more: Slow Clocks (arXiv).`"""
    rows = [row for row in rows_of(text.chunks) if _READ_MORE.fullmatch(text.lines[row[0].line].text)]
    for first, *rest in rows if len(rows) > 1 else ():
        first.label = "O"
        for chunk in takewhile(lambda chunk: chunk.text[0] != "(", rest):
            chunk.label, chunk.odds = "T" if chunk is rest[0] else "t", max(chunk.odds, _NAMED)


def _line_from(chunks: Sequence[Chunk], at: int, step: int) -> Iterator[Chunk]:
    """The chunks of a line from a place on, forwards or backwards."""
    line = chunks[at].line
    while 0 <= at < len(chunks) and chunks[at].line == line:
        yield chunks[at]
        at += step


def _values(text: Text) -> None:
    """What stands behind the name of a field is that field, also where it goes on in the line."""
    open_line, open_label = -1, ""
    for at, (name, value) in enumerate(pairwise(text.chunks), 1):
        open_line = -1 if field(value.text) else open_line
        is_next = open_label + value.label == "KO" and name.text[-1] in ";,"
        if value.line == open_line and (is_next or _goes_on(value, open_label)):
            value.label = open_label
        if value.label == "D" and _NOTE_DATE.fullmatch(name.text):
            value.label = "O"
            continue
        if name.text.rstrip("*_ ").endswith((":", "：")):
            named = "abstract" if _FEED_ABSTRACT.search(name.text) else field(name.text)
            # in more languages, `Autorzy:`
            known = column(name.text.strip("*_ :："))[0]
            named = named or known * (known in ("authors", "abstract"))
            label = "L" if named == "code" and value.url else LABELS.get(named, "O")
            is_open = value.label in "O" + _OFTEN_TAKEN_FOR.get(named, "") and not is_label(value.text)
            if is_open and value.line == name.line and may_be(list(_line_from(text.chunks, at, 1)), label):
                value.label = label
                open_line, open_label = (value.line, label) if label in "AKS" else (open_line, open_label)
            elif value.label == label == "K":
                open_line, open_label = value.line, label


def _goes_on(chunk: Chunk, named: str) -> bool:
    """Whether a chunk goes on with what was named in its line: an aside, a name, a sentence."""
    if chunk.label == "O" and chunk.before == "(":
        return True
    both = named + chunk.label
    return both == "AS" or (not chunk.url and (both == "SO" or (both == "AO" and _are_names(chunk.text))))


def may_be(rest: Sequence[Chunk], label: str) -> bool:
    """Whether the first chunk of the rest of a line may be what the name before it says."""
    value = rest[0]
    if label in "NC":
        return bool(_COUNT.fullmatch(value.text))
    if label == "L":
        return not value.text.isdecimal()
    if label == "S":
        return not value.url and sum(len(chunk.text.encode()) for chunk in rest) >= _SHORT
    return label != "A" or _are_names(value.text)


def _are_names(text: str) -> bool:
    """Whether what stands behind the word authors may be names: `Lee, Ann (Example University);`."""
    listed = ASIDE.sub("", text).strip(" ;,.")
    return people_share(listed)[1] >= _SHARE or bool(INVERTED.fullmatch(listed))


def _sections(text: Text) -> None:
    """What begins with the labels of sections is an abstract, with these: `Aim: We wait. Results: It took hours.`"""
    runs: list[list[Chunk]] = [[]]
    is_open = False
    for above, row in pairwise([[], *rows_of(text.chunks)]):
        chunks = _abstract_chunks(row)
        is_wrapped = is_open and above[-1].text[-1] not in _STOPS and not text.lines[row[0].line].gap
        goes_on = is_wrapped and set(labels_of(row)) <= {"O", "S"} and not field(row[0].text)
        # sections below an abstract are what a reader notes of it
        begins = bool(_named_section(chunks[:1])) and (is_open or "S" not in labels_of(above))
        runs += [[]] if begins and not is_open else []
        runs[-1] += chunks if begins or goes_on else []
        is_open = begins or goes_on
    for run in runs:
        is_abstract = {"opening", "closing"} <= {_named_section([chunk]) for chunk in run}
        for chunk in run if is_abstract and run[-1].text[-1] in _STOPS else ():
            chunk.label, chunk.odds, chunk.title_odds = "S", max(chunk.odds, _NAMED), 0.0


def _headed(text: Text) -> None:
    """The paragraph below a heading that is called the abstract is one, the first below a title: `## Abstract`."""
    rows = rows_of(text.chunks)
    parts = [bool(text.lines[row[0].line].gap or text.lines[row[0].line].level) for row in rows]
    has_abstract = False
    for at, row in enumerate(rows[:-1]):
        has_abstract = "S" in labels_of(row) or (has_abstract and "T" not in labels_of(row))
        if text.lines[row[0].line].level and ABSTRACT.fullmatch(row[0].text) and not has_abstract:
            end = next((place for place in range(at + 2, len(rows)) if parts[place]), len(rows))
            said = list(chain.from_iterable(rows[at + 1 : end]))
            is_prose = set(labels_of(row) + labels_of(said)) <= {"O", "S"} and not any(chunk.url for chunk in said)
            for chunk in said if is_prose and may_be(said, "S") else ():
                chunk.label, chunk.odds = "S", max(chunk.odds, _NAMED)


def _meetings(text: Text) -> None:
    """The day in a line that begins with who presents a paper, `Presenter: Ann`, is not that on which it came out."""
    for row in rows_of(text.chunks):
        if row[0].text[-1] in ":：" and column(row[0].text.strip("*_ :："))[0] == "presenter":
            relabel(row, "P", "O")


def _abstract_chunks(row: Sequence[Chunk]) -> list[Chunk]:
    """The chunks of a line but for addresses and the word abstract before them, up to the name of another field."""
    chunks = row[field(row[0].text) == "abstract" :]
    own = takewhile(lambda chunk: LABELS.get(field(chunk.text)) in (None, "S"), chunks)
    return [chunk for chunk in own if not chunk.url]


def _named_section(chunks: Sequence[Chunk]) -> str:
    """The kind of section that the first of some chunks begins with the label of; empty for none."""
    label = _SECTION.match(chunks[0].text) if chunks else None
    return section(label[1]) if label else ""


RULES = (
    _by_itself,
    _beside_title,
    _names_of_fields,
    _read_more,
    _values,
    _meetings,
    _headed,
    _sections,
)
