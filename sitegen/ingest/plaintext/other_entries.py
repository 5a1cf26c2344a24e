"""Entries of a list that are no papers, by what they are called or by the site that stands behind them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from sitegen.ingest.plaintext.chunks import Chunk
from sitegen.ingest.plaintext.labels import entries_of, labels_of
from sitegen.ingest.plaintext.layout import Line
from sitegen.ingest.plaintext.regular_lists import EXCEPTIONS
from sitegen.ingest.plaintext.shapes import host
from sitegen.ingest.plaintext.words import is_furniture

_FEWEST = 3
_LONGEST = 200
_PAPERS = frozenset(("arxiv", "hf", "doi", "paper"))
_DOMAIN = re.compile(r"\((?:[a-z0-9-]{1,40}\.){1,3}[a-z]{2,6}(?:/[\w.-]{1,40})?\)$")
_EVENT = re.compile(
    r"(?:(?:opening |closing )?keynote|invited (?:talk|speaker|lecture)|conférence invitée|eingeladener vortrag|lunch|"
    r"charla invitada|palestra convidada|coffee break)\b[^:–—-]{0,20}[:–—-]|(?:action(?: items?)?|todo|agreed):|"
    r"(?:show|ask|tell|launch) hn:|(?:oral|poster) session \d|(?:want to )?advertise (?:in|on|with)\b|"
    r"panel(?: discussion)?:|view a pdf of the paper titled|"
    r"(?:preface|foreword|front matter|erratum|corrigendum|(?:(?:author|publisher) )?correction|retraction)(?: to\b|:)|"
    r"(?:profa?|dra?)\. (?:profa?|dra?)\.",
    re.I,
)
"""What is no paper though it has a speaker."""
_CLASS = re.compile(r"(?:Computer Science|Mathematics|Physics|Statistics|Economics|Quantitative \w+) > ")
"""What arXiv's pages of papers begin with."""
_REPOSITORY = re.compile(r"[\w.-]{1,60}/[\w.-]{1,60}:?(?: |$)")
"""`ann/clocks: Slow clocks`, as browsers keep pages of code."""
_SPEAKER = re.compile(r"(?:by|von|par|por) [^\W\d_a-z][\w'’-]+(?: [^\W\d_a-z][\w'’-]+)?")
_SAYS = re.compile(r"([^\W\d_a-z][^\W\d_A-Z]{1,20}): (?=[^\W\d_A-Z])")
"""`Ann: we tried this`."""
_WORD = re.compile(r"[^\W\d_]+")
_VIEWED = re.compile(r"\W*\d[\d.,]*K?\s+\d{1,2}:\d\d")
"""`👁 1.2K 12:00`, how many have seen a message, and when it was sent."""
_SESSION = re.compile(
    r"(?:keynote|session|(?:technical )?track|sponsor\w*|panel|plenary|poster session|business meeting|table ronde|"
    r"mesa redonda|podium\w*|"
    r"sesión|sessão|séance|sitzung)(?=\s*(?:\d|[A-Z]\b|[:–—]|$)|\s+(?:of|on|de|zu)\b)",
    re.I,
)
"""What programmes have besides papers."""


def without_other_entries(lines: Sequence[Line], chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with entries that are no papers by what they are called, or by the site that stands behind them.

    `Session 4A: Machine Translation` has no authors where others have; `Show HN: A terminal (github.com)` is among
    links of which some lead to papers, `(arxiv.org)`.
    """
    corrected = list(labels)
    entries = entries_of(labels)
    people = _people(lines, chunks[entries[0].start].line if entries else 0)
    for entry in entries:
        beginning = " ".join(chunks[at].text for at in entry[:2])
        title = chunks[entry.start].text
        line = lines[chunks[entry.start].line].text
        is_speaker = bool(_SPEAKER.fullmatch(title)) or title.startswith("©") or _is_remark(line, people)
        if any(host(chunks[at].url) in _PAPERS for at in entry if chunks[at].line == chunks[entry.start].line):
            continue
        is_repository = host(chunks[entry.start].url) == "code" and bool(_REPOSITORY.match(title))
        is_other = is_speaker or is_repository or bool(_VIEWED.fullmatch(title))
        if is_other or _EVENT.match(beginning) or _CLASS.match(line) or is_furniture(title) or is_furniture(line):
            corrected[entry.start : entry.stop] = "O" * len(entry)
    unnamed = [entry for entry in entries if "A" not in labels_of(labels, entry)]
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


def _people(lines: Sequence[Line], first: int) -> frozenset[str]:
    """Who is named above the first title, or says several things, as in minutes."""
    above = {word for line in lines[:first] for word in _WORD.findall(line.text[:_LONGEST])}
    said = Counter(mark[1] for line in lines if (mark := _SAYS.match(line.text)))
    return frozenset(name for name, count in said.items() if count > 1 or name in above)


def _is_remark(line: str, people: Collection[str]) -> bool:
    mark = _SAYS.match(line)
    return mark is not None and mark[1] in people


def _domain(lines: Sequence[Line], chunks: Sequence[Chunk], entry: range) -> str:
    """The site in brackets that ends a title's line."""
    domain = _DOMAIN.search(lines[chunks[entry.start].line].text)
    return domain[0] if domain else ""


def _is_of_papers(domain: str) -> bool:
    return host(domain) in _PAPERS
