"""sitegen as a program or a notebook calls it."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from pathlib import Path

import pytest

import sitegen
from sitegen import SitegenError, UsageError, add, build
from tests.little import ABSTRACT, HEADER
from tests.paths import ROOT


@pytest.fixture
def notebook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a notebook, with a pasted digest beside it."""
    monkeypatch.chdir(tmp_path)
    paper = "On the Depth of Networks\n\n" + ABSTRACT.format(topic="networks")
    (tmp_path / "papers.txt").write_text(f"{HEADER}2025-03-28\n\n{paper}\n", "utf-8")
    return tmp_path


def test_a_notebook_adds_a_digest_and_builds_the_site(notebook: Path) -> None:
    added = add("papers.txt")
    assert added.papers == ("on-the-depth-of-networks",)
    assert added.sources == (Path("content/sources/2025-03-28.txt"),)
    assert not added.diagnostics

    result = build("content", "site")
    assert (result.papers, result.editions, result.written) == (1, 1, result.outputs)
    assert not result.diagnostics
    assert "On the Depth of Networks" in (notebook / "site/papers/on-the-depth-of-networks.html").read_text("utf-8")

    assert build().written == 0
    assert add("papers.txt").sources == ()


def test_errors_in_content_are_in_the_result(notebook: Path) -> None:
    (notebook / "content" / "papers").mkdir(parents=True)
    (notebook / "content" / "papers" / "x.md").write_text("No title.", "utf-8")
    result = build(base_url="https://example.org/digest", jobs=1)
    assert str(result.diagnostics[0]).startswith("content/papers/x.md:1: error[no-title]: ")


def test_any_executor_runs_the_tasks(notebook: Path) -> None:
    add(notebook / "papers.txt", content=notebook / "content")
    with ThreadPoolExecutor(1) as executor:
        assert build(executor=executor).papers == 1


def test_what_cannot_be_acted_on_raises_one_kind_of_error(notebook: Path) -> None:
    with pytest.raises(UsageError, match="there is no folder contnet"):
        build("contnet", "site")
    (notebook / "content").mkdir()
    (notebook / "content" / "site.toml").write_text("titel = 1\nlang = 3\n", "utf-8")
    with pytest.raises(SitegenError) as problem:
        build()
    assert [diagnostic.at and diagnostic.at.line for diagnostic in problem.value.diagnostics] == [1, 2]
    assert "did you mean title?" in str(problem.value)
    assert add("http://127.0.0.1:1/papers", content=notebook / "other").diagnostics[0].code == "unreachable"


def test_wrong_arguments_are_told(notebook: Path) -> None:
    with pytest.raises(UsageError, match="'yesterday' is no day"):
        add("papers.txt", since="yesterday")
    (notebook / "content").mkdir(exist_ok=True)
    for jobs in (-1, 100_000, True, "2"):
        with pytest.raises(UsageError, match="no number of processes"):
            build(jobs=jobs)  # type: ignore[arg-type]


def test_a_day_may_be_what_a_notebook_has_of_it(notebook: Path) -> None:
    day = date(2025, 4, 1)
    assert add("papers.txt", since=day).sources == ()
    assert add("papers.txt", date=day).sources == (Path("content/sources/2025-04-01.txt"),)
    with pytest.raises(UsageError, match="'2025-04-01 00:00:00' is no day"):
        add("papers.txt", since=datetime(2025, 4, 1))


def test_a_category_may_stand_alone(notebook: Path) -> None:
    lines = (
        '{"title": "Depth", "authors": ["Ann Lee"], "categories": ["cs.CL"]}',
        '{"title": "Width", "authors": ["Bo Cho"], "categories": ["cs.CV"]}',
    )
    (notebook / "papers.jsonl").write_text("\n".join(lines), "utf-8")
    assert add("papers.jsonl", categories="cs.CL").papers == ("depth",)


def test_the_public_names_are_there_and_an_import_of_sitegen_loads_nothing() -> None:
    assert all(hasattr(sitegen, name) for name in sitegen.__all__)
    assert set(sitegen.__all__) <= set(dir(sitegen))
    with pytest.raises(AttributeError, match="no_such_name"):
        sitegen.no_such_name  # noqa: B018
    script = "import sys; before = set(sys.modules); import sitegen; print(*(set(sys.modules) - before))"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    names = loaded.stdout.split()
    assert "msgspec" not in names
    assert {name for name in names if name.startswith("sitegen")} == {"sitegen", "sitegen.version"}
