"""TeX in tens of thousands of real titles and abstracts: next to nothing is left of it, and no text is lost."""

from __future__ import annotations

import gzip
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from sitegen.diagnostics import Report
from sitegen.ingest import ingest
from sitegen.ingest.parser import Source
from sitegen.ingest.sources import acl
from sitegen.model import Repair
from sitegen.text.tex import Repaired, repair

pytestmark = [pytest.mark.shared, pytest.mark.slow]

_COMMAND = re.compile(r"\\[A-Za-z]+")
_NAMES = re.compile(
    r"\\[A-Za-z]+\*?|&#?\w+;|\\(?:begin|end)\{\w+\*?\}|\{(?:em|it|bf|sl|tt|sc|rm|sf|cal)(?=[\s\\])|"
    r"(?<![A-Za-z])(?:text(?:it|bf|tt|sc|rm|sf|up|sl|normal)?|emph|math(?:cal|bb|bf|rm|sf|it|frak)|mathscr|boldsymbol|"
    r"operatorname|widetilde|widehat|sqrt|tilde|hat|bar|vec)(?=[\s{])|"
    r"times|(?<![A-Za-z])(?:to|sim|approx|leq|geq|neq|pm|cdots?|mu|deg|circ|infty|ll|gg|ldots|propto|varepsilon|varphi|"
    r"langle|rangle|subseteq|notin|mapsto|ell|(?:long)?(?:left|right|leftright)arrow)(?![a-z])|circ(?=times)"
)
"""What is TeX's own in a text, with or without its backslash."""


@cache
def texts(shared: Path) -> tuple[tuple[str, str], ...]:
    """Each distinct title and abstract with its family: `ACL title`, `arXiv abstract` …"""
    return tuple(dict.fromkeys([*_acl(shared), *_arxiv(shared)]))


def _acl(shared: Path) -> Iterator[tuple[str, str]]:
    for name in ("sample-2k", "sample-10k"):
        with gzip.open(shared / f"data/acl/{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                paper = json.loads(line)
                yield from (
                    (f"ACL {field}", paper[field].strip()) for field in ("title", "abstract") if paper.get(field)
                )


def _arxiv(shared: Path) -> Iterator[tuple[str, str]]:
    for file in sorted((shared / "data/arxiv").rglob("*")):
        if file.is_file():
            for entry in ingest(file.read_bytes(), file.name, Report(), repair=False).entries:
                yield "arXiv title", entry.facts.title
                abstract = "\n\n".join("".join(span.text for span in spans) for spans in entry.abstract)
                if abstract:
                    yield "arXiv abstract", abstract


@cache
def mended(shared: Path) -> tuple[tuple[str, str, Repaired], ...]:
    return tuple((family, text, repair(text)) for family, text in texts(shared))


def test_hardly_a_command_is_left_outside_of_formulas(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    seen: Counter[str] = Counter()
    left: Counter[str] = Counter()
    for family, _, made in mended(shared):
        seen[family] += 1
        outside = "".join(span.text for span in made.spans if span.kind in ("text", "emphasis", "strong"))
        left[family] += bool(_COMMAND.search(outside))
    for family, count in seen.items():
        with capsys.disabled():
            print(f"{family}: {count - left[family]} of {count} without a command ({1 - left[family] / count:.2%})")
        assert left[family] <= 0.01 * count


def test_hardly_a_command_is_left_in_the_anthologys_markup(shared: Path) -> None:
    source = Source()
    seen = left = 0
    with gzip.open(shared / "data/acl/sample-2k.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            paper = json.loads(line)
            for words in (paper["title_xml"], paper["abstract_xml"]):
                spans, _ = acl.spans(words, source)
                seen += bool(words)
                left += any(
                    span.kind in ("text", "emphasis", "strong") and _COMMAND.search(span.text) for span in spans
                )
    print(f"ACL markup: {seen - left} of {seen} without a command")
    assert left <= 0.01 * seen


def test_what_is_not_repaired_stays_letter_for_letter(shared: Path) -> None:
    for _, text, made in mended(shared):
        if not made.repairs:
            assert made.text == text


def test_no_text_is_lost(shared: Path) -> None:
    """Letters and figures of the source, TeX's names aside, are in the output and in their order."""
    changed = 0
    for _, text, made in mended(shared):
        for change in made.repairs:
            changed += 1
            assert _keeps_its_letters(change), (change, text)
        lost = Counter(_letters(text)) - Counter(_letters(made.text))
        allowed = sum((Counter(_letters(change.before)) for change in made.repairs), Counter())
        assert not lost - allowed, text
    print(f"{changed} changes lose no text")


def _keeps_its_letters(change: Repair) -> bool:
    before, after = _letters(_NAMES.sub("", change.before)), _letters(change.after)
    if change.rule == "link":
        # a label moves in front of its address, and one that says the same is not said twice
        return not Counter(before) - (Counter(after) + Counter(after)) or "://" in change.after
    if change.rule == "abbreviation":
        return True
    rest = iter(after)
    return all(letter in rest for letter in before)


def _letters(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.replace("µ", "u")).casefold()
    return "".join(character for character in plain if character.isalnum())
