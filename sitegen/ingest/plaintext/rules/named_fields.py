"""What a name beside a chunk, a word or a sign in it says it is: `Authors: Ann Lee`, `45 votes`."""

from __future__ import annotations

import re
from itertools import pairwise

from sitegen.ingest.plaintext.chunks import Chunk, relabel, rows_of
from sitegen.ingest.plaintext.items import Text
from sitegen.ingest.plaintext.labels.shapes import host
from sitegen.ingest.plaintext.words import ASIDE, INVERTED, PLACE, field, is_label, people_share
from sitegen.ingest.sources.columns import column

LABELS = {
    "votes": "N",
    "comment_count": "C",
    "place": "G",
    "topics": "W",
    "venue": "V",
    "published": "P",
    "id": "L",
    "code": "L",
    "categories": "K",
    "authors": "A",
    "abstract": "S",
}
"""The label of the chunk behind a field's name; `W` is of topics, which only their names tell."""
_NAMED_BY_COLUMNS = {"authors": "authors", "coauthors": "authors", "abstract": "abstract"}
"""What the names of columns say that are no names of fields in running text."""
_OFTEN_TAKEN_FOR = {"authors": "GSV", "place": "A", "abstract": "AD", "venue": "T", "topics": "T"}
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
    (
        "P",
        re.compile(
            r"\[?(?:published|submitted|posted)(?: on)?:? \S.{2,20}\d(?:; originally .{4,32}\.|\])?",
            re.I,
        ),
    ),
)
_REACTION = re.compile(r"\+1(?! authors?)\b", re.I)
"""`+1 Ann`, who would read a paper."""
_NOTE_DATE = re.compile(r"(?:ADDED|CREATED|CAPTURED|MODIFIED|EXPORTED|SCHEDULED|DEADLINE|CLOSED):")
"""Properties of Org's notes that say when somebody wrote or does them."""
_REFERENCES = re.compile(r"(?:references|literatur|références|referencias|referências|bibliografia)\s?:", re.IGNORECASE)
_BUTTON = re.compile(r"\[arXiv:\s?\d{4}\.\d{4,5}(?:v\d{1,2})?\]", re.I)
_COUNT = re.compile(rf"\W{{0,3}}{_NUMBER}\W{{0,2}}", re.I)
_LONGEST = 20
"""Chunks of a title and of the name of its field."""
_SHARE = 0.6
"""The share of names in a list of them."""


def counts(text: Text) -> None:
    """A number counts what the word or the sign beside it says, `45 votes`, `💬 3`, or that above it, `Upvote`.

    Those who say `+1` have written nothing.
    """
    for above, chunk in pairwise([Chunk("", -1), *text.chunks]):
        if chunk.label in "OCSTD":
            chunk.label = next((label for label, known in _COUNTED if known.fullmatch(chunk.text)), chunk.label)
        if chunk.label == "A" and _REACTION.match(chunk.text):
            chunk.label = "O"
        if chunk.label == "O" and field(above.text) == "votes" and _COUNT.fullmatch(chunk.text):
            chunk.label = "N"


def buttons(text: Text) -> None:
    """A number of arXiv on a button leads to the paper, `[arXiv:2410.05167] [Poster]`, unless it names an address."""
    for chunk in text.labelled("O"):
        if _BUTTON.fullmatch(chunk.text) and "://" not in text.lines[chunk.line].text:
            chunk.label = "L"


def code_beside_titles(text: Text) -> None:
    """An address of code beside a title, or beside another address of the paper, is the paper's."""
    titled_line = -1
    for above, chunk in pairwise(text.chunks):
        titled_line = above.line if above.label in "TL" else titled_line
        if chunk.label == "O" and chunk.line == titled_line and host(chunk.url) == "code":
            chunk.label = "L"


def values(text: Text) -> None:
    """What stands behind the name of a field is that field, also where it goes on in the line."""
    open_line, open_label = -1, ""
    for at, (name, value) in enumerate(pairwise(text.chunks), 1):
        open_line = -1 if field(value.text) else open_line
        if value.line == open_line and _goes_on(value, open_label):
            value.label = open_label
        if value.label == "D" and _NOTE_DATE.fullmatch(name.text):
            value.label = "O"
        if not name.text.rstrip("*_ ").endswith((":", "：")) or value.line != name.line:
            continue
        # in more languages, `Autorzy:`
        known = column(name.text.strip("*_ :："))[0]
        named = field(name.text) or _NAMED_BY_COLUMNS.get(known, "")
        if named == "title" and value.label == "T":
            # a translation, in the line above what is called the title
            near = text.chunks[max(0, at - _LONGEST) : at]
            above = next((chunk.line for chunk in reversed(near) if chunk.line < name.line), -1)
            row = [chunk for chunk in near if chunk.line == above]
            relabel(row if not any(is_label(chunk.text) for chunk in row) else (), "Tt", "O")
        label = LABELS.get(named, "O")
        is_open = value.label in "O" + _OFTEN_TAKEN_FOR.get(named, "") and not is_label(value.text)
        if is_open and may_be(value, label):
            value.label = label
            open_line, open_label = (value.line, label) if label in "AKS" else (open_line, open_label)


def others_names(text: Text) -> None:
    """Names behind `References:` are others', and those below the word `Institution` are told again."""
    rows = list(rows_of(text.chunks))
    for row in rows:
        relabel(row[1:] if _REFERENCES.fullmatch(row[0].text) else (), "ATtV", "O")
    for above, row in pairwise(rows):
        if len(above) == 1 and above[0].label == "O" and column(above[0].text.strip("*_ :："))[0] == "affiliation":
            relabel(row, "A", "O")


def roles(text: Text) -> None:
    """People behind the name of a role are no title: `Chairs: Ann Lee and Bo Cho`, `担当：佐藤`."""
    for row in rows_of(text.chunks):
        is_presented = row[0].text.endswith((":", "：")) and column(row[0].text.strip("*_ :："))[0] == "presenter"
        relabel(row[1:2] if is_presented and len(row) == 2 else (), "Tt", "O")
        is_role = row[0].label == "T" and row[0].text.endswith(":") and field(row[0].text) == "remark"
        is_of_people = is_role and _are_names(" ".join(chunk.text for chunk in row[1:]))
        relabel(row if is_of_people else (), "Tt", "O")


def _goes_on(chunk: Chunk, named: str) -> bool:
    """Whether a chunk goes on with what was named in its line: an aside, a name, a sentence."""
    if chunk.label == "O" and chunk.before == "(":
        return True
    both = named + chunk.label
    return not chunk.url and (both in ("AS", "SO") or (both == "AO" and _are_names(chunk.text)))


def may_be(value: Chunk, label: str) -> bool:
    """Whether a chunk may be what the name before it says."""
    if label in "NC":
        return bool(_COUNT.fullmatch(value.text))
    if label == "S":
        return not value.url
    return label != "A" or _are_names(value.text)


def _are_names(text: str) -> bool:
    """Whether what stands behind the word authors may be names: `Lee, Ann (Example University);`."""
    listed = PLACE.sub("", ASIDE.sub("", text)).strip(" ;,.")
    return people_share(listed)[1] >= _SHARE or bool(INVERTED.fullmatch(listed))


RULES = (roles, counts, buttons, code_beside_titles, values, others_names)
