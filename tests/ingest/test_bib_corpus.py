"""Hundreds of real bibliographies: each is read or refused with a reason, and Zotero's own answers are ours."""

from __future__ import annotations

import gzip
import html
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from sitegen.diagnostics import Report
from sitegen.ingest import ingest
from sitegen.model import Facts
from sitegen.text.math import title_text

pytestmark = pytest.mark.shared

_TOTALS = {
    # folder: files, files with papers, papers; MODS, MARC, Word, BibTeXML, RefWorks and Copac are refused
    "better-bibtex": (50, 48, 2218),
    "better-bibtex-export": (227, 224, 496),
    "jabref-bib": (110, 91, 588),
    "jabref-other": (58, 23, 26),
    "publisher-feeds": (82, 79, 79),
    "pybtex": (2, 2, 38),
    "zotero-import": (40, 38, 127),
}
_RECORDED = {"crossref-cassettes": (8, 13), "semantic-scholar": (24, 5218)}
"""Folders of recorded answers: files, and papers in the answers."""
_NOT_READ = frozenset({"MARCXML_000.marc.xml", "RefWorks_Tagged_000.refworks.txt"})
_OTHER_CREATORS = frozenset(
    {
        *(
            "editor",
            "translator",
            "contributor",
            "seriesEditor",
            "bookAuthor",
            "reviewedAuthor",
            "counsel",
            "cosponsor",
        ),
        *(
            "producer",
            "scriptwriter",
            "castMember",
            "commenter",
            "recipient",
            "interviewer",
            "attorneyAgent",
            "wordsBy",
        ),
    }
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@pytest.mark.parametrize("folder", _TOTALS)
def test_every_file_is_read_or_refused_with_a_reason(
    shared: Path, folder: str, capsys: pytest.CaptureFixture[str]
) -> None:
    files = read = papers = 0
    for file in sorted((shared / "data/bib" / folder).iterdir()):
        if "expected-zotero" in file.name:
            continue
        report = Report()
        entries = ingest(file.read_bytes(), file.name, report).entries
        files, read, papers = files + 1, read + bool(entries), papers + len(entries)
        assert entries or report.diagnostics, file.name
        assert all(entry.facts.title.strip() for entry in entries), file.name
    with capsys.disabled():
        print(f"\n{folder}: {read} read, {files - read} refused, {papers} papers")
    assert (files, read, papers) == _TOTALS[folder]


def answers(file: Path) -> Iterator[bytes]:
    """The bodies of the answers that a test recorder kept (VCR cassettes)."""
    for interaction in yaml.safe_load(file.read_text(encoding="utf-8"))["interactions"]:
        response = interaction["response"]
        body = response.get("content") or response["body"].get("string") or response["body"].get("base64_string")
        data = body.encode() if isinstance(body, str) else body or b""
        yield gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data


@pytest.mark.parametrize("folder", _RECORDED)
def test_every_recorded_answer_is_read_or_refused_with_a_reason(shared: Path, folder: str) -> None:
    files = sorted((shared / "data/bib" / folder).glob("*.yaml"))
    papers = 0
    for file in files:
        for answer in answers(file):
            if not answer.lstrip().startswith((b"{", b"[", b"@")):
                continue
            report = Report()
            entries = ingest(answer, file.name, report).entries
            assert entries or report.diagnostics, file.name
            papers += len(entries)
    assert (len(files), papers) == _RECORDED[folder]


def test_zoteros_answers_are_ours(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    agreed: Counter[str] = Counter()
    compared: Counter[str] = Counter()
    for expected in sorted((shared / "data/bib/zotero-import").glob("*.expected-zotero.json")):
        source = expected.with_name(expected.name.removesuffix(".expected-zotero.json"))
        if source.name in _NOT_READ:
            continue
        items = [item for item in json.loads(expected.read_text(encoding="utf-8")) if _title(item)]
        entries = ingest(source.read_bytes(), source.name, Report()).entries
        assert len(entries) == len(items), source.name
        for item, entry in zip(items, entries, strict=True):
            for field, theirs, ours in _fields(item, entry.facts):
                compared[field] += 1
                agreed[field] += theirs == ours
                if theirs != ours:
                    print(f"  {source.name}: {field}: Zotero has {theirs!r}, sitegen {ours!r}")
    for field, count in compared.items():
        with capsys.disabled():
            print(f"Zotero, {field}: {agreed[field]} of {count} agree ({agreed[field] / count:.1%})")
    assert sum(agreed.values()) >= 0.97 * sum(compared.values())
    assert all(agreed[field] >= 0.95 * count for field, count in compared.items())


def _fields(item: dict[str, Any], facts: Facts) -> list[tuple[str, Any, Any]]:
    people = [
        _plain(f"{one.get('firstName', '')} {one.get('lastName', '')}")
        for one in item["creators"]
        if one["creatorType"] not in _OTHER_CREATORS
    ]
    return [
        ("title", _plain(_title(item)), _plain(title_text(facts.title))),
        ("authors", people, [_plain(author.name) for author in facts.authors]),
        ("date", _date(item.get("date", "")), facts.published),
        ("DOI", _doi(item), facts.doi),
    ]


def _doi(item: dict[str, Any]) -> str:
    """Zotero keeps a DOI among the extras of items whose type has no field for it."""
    extra = re.search(r"^DOI: (\S+)", item.get("extra", ""), re.MULTILINE)
    return str(item.get("DOI") or (extra[1] if extra else ""))


def _title(item: dict[str, Any]) -> str:
    return str(next((item[key] for key in ("title", "caseName", "nameOfAct", "subject") if item.get(key)), ""))


def _plain(text: str) -> str:
    """Zotero's titles are HTML; full stops at the end differ by style."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", text)).replace("\u00a0", " ").split()).rstrip(".")


def _date(text: str) -> str:
    """Zotero's dates, which are often the source's words, as ISO 8601."""
    if re.fullmatch(r"\d{4}(-\d\d)?(-\d\d)?", text):
        return text
    year = re.search(r"(?<!\d)[12]\d{3}(?!\d)", text)
    if not year:
        return ""
    month = next((_MONTHS.index(word[:3].lower()) + 1 for word in re.findall(r"[A-Za-z]{3,}", text)
                  if word[:3].lower() in _MONTHS), 0)  # fmt: skip
    day = re.search(r"(?<!\d)\d{1,2}(?!\d)", text)
    return year[0] + (f"-{month:02}" + (f"-{int(day[0]):02}" if day else "") if month else "")
