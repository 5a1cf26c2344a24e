"""Labels taken back: what looks like an entry of the list, or a part of one, and belongs to the page around it.

That the entries of a list are alike tells it: an abstract that the last paper alone has, behind its link, is a comment
below the list.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from sitegen.ingest.plaintext.chunks import Chunk
from sitegen.ingest.plaintext.layout import Line
from sitegen.ingest.plaintext.regular_lists import ASIDE, EXCEPTIONS, rows_of
from sitegen.ingest.plaintext.shapes import host
from sitegen.ingest.plaintext.words import is_date, people_share

_FEWEST = 3
_WORDS_OF_DAY, _MORE = 3, 3
_SHORT = 60
"""Characters."""
_PAPERS = frozenset(("arxiv", "hf", "doi", "paper"))
_FOLDED = re.compile(r"[△▽▲▼]\s*(?:Less|More)")
"""The switch behind an abstract that can be folded."""
_WORD = re.compile(r"[^\W\d_]{2}")
_DOMAIN = re.compile(r"\((?:[a-z0-9-]{1,40}\.){1,3}[a-z]{2,6}(?:/[\w.-]{1,40})?\)$")
_EVENT = re.compile(
    r"(?:keynote|invited (?:talk|speaker|lecture)|conférence invitée|eingeladener vortrag|charla invitada|lunch|"
    r"palestra convidada|coffee break)\b[^:–—-]{0,20}[:–—-]",
    re.I,
)
"""What is no paper though it has a speaker."""
_CONTENTS = re.compile(
    r"(?:table of )?contents|inhalt(?:sverzeichnis)?|sommaire|table des matières|índice|indice|目录|目次", re.I
)
_SESSION = re.compile(
    r"(?:keynote|session|sponsor\w*|panel|plenary|poster session|business meeting|table ronde|mesa redonda|podium\w*|"
    r"sesión|sessão|séance|sitzung)\b",
    re.I,
)
"""What programmes have besides papers."""


def without_early_names(chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with no authors lines above the first title that look like nobody's names, as a menu's words do."""
    first = next((chunk.line for chunk, label in zip(chunks, labels, strict=True) if label in "TJ"), 0)
    return [
        "O" if label == "A" and chunk.line < first - 1 and not people_share(ASIDE.sub("", chunk.text))[1] else label
        for chunk, label in zip(chunks, labels, strict=True)
    ]


def without_told_days(chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with no day of the list that a sentence tells of something, or on which the page was made, below."""
    last = max((at for at, label in enumerate(labels) if label == "T"), default=len(labels))
    return [
        "O" if label == "D" and _tells_more(chunk.text, at > last) else label
        for at, (chunk, label) in enumerate(zip(chunks, labels, strict=True))
    ]


def _tells_more(text: str, is_below: bool) -> bool:
    others = len(text.split()) - _WORDS_OF_DAY
    return others >= _MORE and not is_date(text) and (is_below or text.endswith("."))


def without_shared_sentences(chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with no words for sentences of abstracts that several end in, `Read more…`, nor lines with a link."""
    corrected = list(labels)
    often = Counter(chunk.text for chunk in chunks)
    for row in rows_of(chunks):
        last = chunks[row[-1]]
        is_sentence = len(row) > 1 and last.before == "." and len(last.text) < _SHORT
        is_end = corrected[row[-1] : row.stop + 1] != ["S", "S"] and corrected[row[-1]] == "S"
        if (is_sentence and is_end and often[last.text] >= _FEWEST) or _FOLDED.fullmatch(last.text):
            corrected[row[-1]] = "O"
        sign = "".join(chunks[at].text for at in row if not chunks[at].url)
        has_link = sign and any(chunks[at].url for at in row)
        if has_link and set(corrected[row.start : row.stop]) == {"S"} and not _WORD.search(sign):
            # `📄 https://…`
            corrected[row.start : row.stop] = ["L" if chunks[at].url else "O" for at in row]
    return corrected


def without_lone_fields(chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with no abstract or authors above the list or behind its last link, if no other paper has any."""
    corrected = list(labels)
    text = "".join(corrected)
    head, *entries = re.split("(?=T)", text)
    if len(entries) < _FEWEST:
        return corrected
    for label in "SA":
        others = "".join(entries[:-1])
        last = entries[-1]
        behind = max(last.rfind("L"), last.rfind("S") if label == "A" else -1)
        if label not in others and behind >= 0:
            corrected = _without(label, corrected, len(text) - len(last) + behind)
        if label not in others + last[: behind + 1]:
            corrected[: len(head)] = _without(label, corrected[: len(head)], 0)
    ends = [entry[entry.find("L") :] for entry in entries if "L" in entry]
    if len(ends) == len(entries) and all(set(end) <= set("LO") for end in ends[:-1]):
        for label in "SA":
            corrected = _without(label, corrected, text.rfind("L"))
    return corrected


def _without(label: str, labels: Sequence[str], start: int) -> list[str]:
    return [*labels[:start], *("O" if one == label else one for one in labels[start:])]


def without_bold_labels(lines: Sequence[Line], chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with no titles in bold words and a colon that begin a point below a heading with a title.

    `- **What is new**: We show why.` has a sentence.
    """
    corrected = list(labels)
    below = False
    for row in rows_of(chunks):
        line, first = lines[chunks[row.start].line], chunks[row.start]
        is_label = below and line.marker == "-" and "b" in first.style and first.text[-1] in ":："
        if is_label and corrected[row.start : row.start + 2] == ["T", "t"]:
            behind = corrected[row.start + 1 : row.stop]
            corrected[row.start : row.stop] = ["O", *("S" if label == "t" else label for label in behind)]
        if line.level:
            below = "T" in corrected[row.start : row.stop]
    return corrected


def without_other_entries(lines: Sequence[Line], chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with entries that are no papers by what they are called, or by the site that stands behind them.

    `Session 4A: Machine Translation` has no authors where others have; `Show HN: A terminal (github.com)` is among
    links of which some lead to papers, `(arxiv.org)`.
    """
    corrected = list(labels)
    starts = [at for at, label in enumerate(labels) if label == "T"]
    entries = [range(start, stop) for start, stop in pairwise([*starts, len(labels)])]
    for entry in entries:
        beginning = " ".join(chunks[at].text for at in entry[:2])
        if _EVENT.match(beginning) or _CONTENTS.fullmatch(chunks[entry.start].text):
            corrected[entry.start : entry.stop] = "O" * len(entry)
    unnamed = [entry for entry in entries if "A" not in labels[entry.start : entry.stop]]
    if len(unnamed) <= 0.5 * len(entries):
        for entry in unnamed:
            if _SESSION.match(chunks[entry.start].text):
                corrected[entry.start : entry.stop] = "O" * len(entry)
    domains = [_domain(lines, chunks, entry) for entry in entries]
    if sum(map(bool, domains)) >= max(_FEWEST, (1 - EXCEPTIONS) * len(entries)) and any(map(_is_of_papers, domains)):
        for entry, domain in zip(entries, domains, strict=True):
            if not _is_of_papers(domain):
                corrected[entry.start : entry.stop] = "O" * len(entry)
    return corrected


def _domain(lines: Sequence[Line], chunks: Sequence[Chunk], entry: range) -> str:
    """The site in brackets that ends a title's line."""
    domain = _DOMAIN.search(lines[chunks[entry.start].line].text)
    return domain[0] if domain else ""


def _is_of_papers(domain: str) -> bool:
    return host(domain) in _PAPERS
