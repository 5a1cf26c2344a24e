"""Entries of a list that are no papers, by what they are called or by the site that stands behind them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from sitegen.ingest.plaintext.chunks import Chunk
from sitegen.ingest.plaintext.layout import Line
from sitegen.ingest.plaintext.regular_lists import EXCEPTIONS
from sitegen.ingest.plaintext.shapes import host
from sitegen.ingest.plaintext.words import is_furniture

_FEWEST = 3
_PAPERS = frozenset(("arxiv", "hf", "doi", "paper"))
_DOMAIN = re.compile(r"\((?:[a-z0-9-]{1,40}\.){1,3}[a-z]{2,6}(?:/[\w.-]{1,40})?\)$")
_EVENT = re.compile(
    r"(?:(?:opening |closing )?keynote|invited (?:talk|speaker|lecture)|conférence invitée|eingeladener vortrag|lunch|"
    r"charla invitada|palestra convidada|coffee break)\b[^:–—-]{0,20}[:–—-]|(?:action(?: items?)?|todo|agreed):|"
    r"(?:show|ask|tell|launch) hn:|(?:oral|poster) session \d|(?:want to )?advertise (?:in|on|with)\b|"
    r"(?:profa?|dra?)\. (?:profa?|dra?)\.",
    re.I,
)
"""What is no paper though it has a speaker."""
_SPEAKER = re.compile(r"(?:by|von|par|por) [^\W\d_a-z][\w'’-]+(?: [^\W\d_a-z][\w'’-]+)?")
_SAYS = re.compile(r"([^\W\d_a-z][^\W\d_A-Z]{1,20}): (?=[^\W\d_A-Z])")
"""`Ann: we tried this`."""
_SESSION = re.compile(
    r"(?:keynote|session|sponsor\w*|panel|plenary|poster session|business meeting|table ronde|mesa redonda|podium\w*|"
    r"sesión|sessão|séance|sitzung)\b",
    re.I,
)
"""What programmes have besides papers."""


def without_other_entries(lines: Sequence[Line], chunks: Sequence[Chunk], labels: Sequence[str]) -> list[str]:
    """The labels, with entries that are no papers by what they are called, or by the site that stands behind them.

    `Session 4A: Machine Translation` has no authors where others have; `Show HN: A terminal (github.com)` is among
    links of which some lead to papers, `(arxiv.org)`.
    """
    corrected = list(labels)
    everything = "\n".join(line.text for line in lines)
    starts = [at for at, label in enumerate(labels) if label == "T"]
    entries = [range(start, stop) for start, stop in pairwise([*starts, len(labels)])]
    for entry in entries:
        beginning = " ".join(chunks[at].text for at in entry[:2])
        title = chunks[entry.start].text
        line = lines[chunks[entry.start].line].text
        is_speaker = bool(_SPEAKER.fullmatch(title)) or title.startswith("©") or _is_remark(line, everything)
        if is_speaker or _EVENT.match(beginning) or is_furniture(title) or is_furniture(line):
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


def _is_remark(line: str, text: str) -> bool:
    """Whether somebody says something, who is named elsewhere in the text too, as in minutes."""
    mark = _SAYS.match(line)
    return mark is not None and len(re.findall(rf"\b{mark[1]}\b", text)) > 1


def _domain(lines: Sequence[Line], chunks: Sequence[Chunk], entry: range) -> str:
    """The site in brackets that ends a title's line."""
    domain = _DOMAIN.search(lines[chunks[entry.start].line].text)
    return domain[0] if domain else ""


def _is_of_papers(domain: str) -> bool:
    return host(domain) in _PAPERS
