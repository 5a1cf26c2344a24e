"""How well families of lists are read that no training has seen: one of `paste-styles` after the other is left out.

Papers are compared as `score.py` beside the lists does.
"""

from __future__ import annotations

import json
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any
from unittest.mock import patch

from sitegen.diagnostics import Report
from sitegen.ingest import ingest
from sitegen.ingest.plaintext.labels import labeller
from sitegen.ingest.values import prose
from sitegen.model import Entry


def families(shared: Path) -> list[str]:
    return sorted({answer.parent.name for answer in _folder(shared).glob("*/*.expected.json")})


def show(shared: Path, weights: dict[str, bytes]) -> None:
    """Prints the table of `score.py` for each family, read with the weights that do not know it."""
    score = _score(shared)
    rows = []
    for family, content in weights.items():
        with patch.object(labeller, "models", return_value=labeller.read(content)):
            rows.append((family, [_read(score, *pair) for pair in score.pairs(_folder(shared) / family, "")]))
    rows.append(("TOTAL", [result for _, results in rows for result in results]))
    score.table(rows, 20)


def _folder(shared: Path) -> Path:
    return shared / "data" / "paste-styles"


def _score(shared: Path) -> Any:
    spec = spec_from_file_location("score", _folder(shared) / "score.py")
    assert spec
    assert spec.loader
    # dataclasses look their module up
    sys.modules["score"] = module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _read(score: Any, source: Path, answer: Path) -> Any:
    expected = json.loads(answer.read_text(encoding="utf-8"))
    report = Report()
    digest = ingest(source.read_bytes(), source.name, report, date_hint=expected["date"])
    result = score.Result(source.name, answer.parent.name, len(expected["papers"]))
    has_range = bool(expected.get("date_range"))
    score.compare(expected, [_got(score, entry, digest.date, has_range) for entry in digest.entries], result)
    is_silent = all(diagnostic.severity == "note" for diagnostic in report.diagnostics)
    result.silent = result.errors if is_silent else 0
    return result


def _got(score: Any, entry: Entry, day: str, has_range: bool) -> Any:
    facts = entry.facts
    return score.Got(
        facts.title,
        prose.text(entry.abstract),
        [author.name for author in facts.authors],
        facts.arxiv,
        facts.doi,
        entry.votes,
        facts.published,
        [link.url for link in facts.links],
        [day if has_range else entry.listed or day],
        entry.line,
    )
