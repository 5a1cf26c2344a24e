"""The lists of `paste-styles`, which the weights were trained on, still come out right; how many do is printed."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import pytest

from sitegen.diagnostics import Report
from sitegen.ingest.parser import Source
from sitegen.ingest.plaintext.reader import parse
from sitegen.text import decode

pytestmark = pytest.mark.shared


def folded(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text)
    return re.sub(r"[\W_]+", "", "".join(sign for sign in letters if not unicodedata.combining(sign))).casefold()


def test_lists_of_a_hundred_styles_are_read(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wanted = read = matched = 0
    for answer in sorted((shared / "data" / "paste-styles").glob("*/*.expected.json")):
        expected = json.loads(answer.read_text(encoding="utf-8"))
        stem = answer.name.removesuffix("expected.json")
        source = next(path for path in sorted(answer.parent.glob(stem + "*")) if path.suffix != ".json")
        text = decode.normalise(decode.characters(source.read_bytes(), source.name, Report()))
        digest = parse(text, Source(source.name, date_hint=expected["date"]))
        titles = {folded(paper["title"]) for paper in expected["papers"] if "title" in paper}
        found = {folded(entry.facts.title) for entry in digest.entries if entry.facts.title}
        wanted, read, matched = wanted + len(titles), read + len(found), matched + len(titles & found)
    with capsys.disabled():
        print(f"\n{matched} of {wanted} papers of a hundred styles are read, and {read - matched} others")
    assert matched >= 0.96 * wanted
    assert matched >= 0.97 * read
