"""Whatever an editor does between two builds, the second gives what a first one would: in bytes and in findings."""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from sitegen.pipeline import inputs, versions
from tests.little import LittleSite

DAYS = ("2025-03-28", "2025-03-29", "2025-04-01")
TITLES = ("Learning to Plan", "Scaling Laws of $n^2$ Attention", "Graphs", "A Survey of Planning", "Müller’s Law")
WORDS = ("planning", "graphs", "attention", "`code`", "$x_1$", "<b>", "[Planning](../../papers/2025/graphs.md)")
SETTINGS = ('title = "Other"\n', 'base_url = "https://example.org/x/"\n', 'lang = "de"\n', "[topics]\nminimum = 1\n")

days, titles, words = st.sampled_from(DAYS), st.sampled_from(TITLES), st.sampled_from(WORDS)
places = st.integers(0, 20)


class Editing(RuleBasedStateMachine):
    """A digest between the hands of its editor, and now and then a build."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = TemporaryDirectory()
        self.site = LittleSite(Path(self._folder.name) / "warm")
        self._release = "1"

    @initialize()
    def begin(self) -> None:
        self.site.paste(DAYS[0], *TITLES[:3])
        self.site.paste(DAYS[1], *TITLES[2:])
        self._build(self.site)

    @rule(day=days, found=st.lists(titles, min_size=1, max_size=3, unique=True))
    def paste_a_source(self, day: str, found: list[str]) -> None:
        self.site.paste(day, *found, name=f"{day}-{len(list(self.site.content.glob('sources/*')))}")

    @rule(place=places, word=words)
    def edit_an_abstract(self, place: int, word: str) -> None:
        if page := self._page("papers", place):
            self.site.write(page, self.site.read(page).replace(" behaves ", f" behaves {word} ", 1))

    @rule(place=places, word=words)
    def add_notes(self, place: int, word: str) -> None:
        if page := self._page("papers", place):
            self.site.write(page, f"{self.site.read(page)}\n## Notes\n\nOn {word}.\n")

    @rule(
        place=places, line=st.sampled_from(('topics: ["planning", "law"]', "draft: true", "arxiv: 2503.00001", "x: 1"))
    )
    def add_a_key(self, place: int, line: str) -> None:
        page = self._page("papers", place)
        if page and line.partition(":")[0] not in self.site.read(page):
            self.site.write(page, self.site.read(page).replace("---\n", f"---\n{line}\n", 1))

    @rule(place=places, title=titles)
    def rename_a_paper(self, place: int, title: str) -> None:
        if page := self._page("papers", place):
            lines = self.site.read(page).split("\n")
            self.site.write(
                page, "\n".join(f'title: "{title}"' if line.startswith("title:") else line for line in lines)
            )

    @rule(place=places, number=st.integers(0, 2))
    def move_a_page(self, place: int, number: int) -> None:
        if page := self._page("papers", place):
            target = self.site.content / f"papers/moved/page-{number}.md"
            target.parent.mkdir(exist_ok=True)
            (self.site.content / page).replace(target)

    @rule(place=places)
    def delete_a_page(self, place: int) -> None:
        if page := self._page("papers", place):
            self.site.delete(page)

    @rule(place=places)
    def break_a_page(self, place: int) -> None:
        if page := self._page("papers", place):
            self.site.write(page, self.site.read(page).replace("title:", "titel:", 1))

    @rule(place=places, line=places)
    def drop_a_line_of_an_edition(self, place: int, line: int) -> None:
        if page := self._page("editions", place):
            lines = self.site.read(page).split("\n")
            del lines[line % len(lines)]
            self.site.write(page, "\n".join(lines))

    @rule(place=places, word=words)
    def comment_in_an_edition(self, place: int, word: str) -> None:
        if page := self._page("editions", place):
            self.site.write(page, self.site.read(page).replace("\n2. ", f"\n\n   Look at {word}.\n2. ", 1))

    @rule(word=words)
    def write_a_free_page(self, word: str) -> None:
        self.site.write("pages/about.md", f"# About us\n\nWe read {word}.\n")

    @rule(text=st.sampled_from(SETTINGS))
    def configure(self, text: str) -> None:
        self.site.write("site.toml", text)

    @rule(text=st.sampled_from(("main { color: red }", "main { color: blue }", "")))
    def change_the_theme(self, text: str) -> None:
        file = self.site.content.parent / "templates/css/own.css"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8") if text else file.unlink(missing_ok=True)

    @rule(release=st.sampled_from("12"))
    def install_another_version(self, release: str) -> None:
        self._release = release

    @rule(
        place=places, damage=st.sampled_from(("cut", "change", "delete")), where=st.sampled_from((".sitegen", "site"))
    )
    def damage_what_was_built(self, place: int, damage: str, where: str) -> None:
        files = sorted(file for file in (self.site.content.parent / where).rglob("*") if file.is_file())
        files = [file for file in files if file.name not in ("lock", "build.json")]
        if files:
            file = files[place * 7 % len(files)]
            data = file.read_bytes()
            changed = data[: len(data) // 2] if damage == "cut" else data[:40] + b"?" + data[41:]
            file.unlink() if damage == "delete" else file.write_bytes(changed)

    @rule()
    def build(self) -> None:
        with TemporaryDirectory() as folder:
            cold = LittleSite(Path(folder))
            for name in ("content", "templates"):
                if (self.site.content.parent / name).exists():
                    shutil.copytree(self.site.content.parent / name, Path(folder) / name, dirs_exist_ok=True)
            assert self._build(self.site) == self._build(cold)
            assert self.site.pages == cold.pages
            assert _files(self.site) == _files(cold)

    def teardown(self) -> None:
        try:
            self.build()
            self.build()
        finally:
            self._folder.cleanup()

    def _build(self, site: LittleSite) -> Any:
        """What a build finds."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(versions, "libraries", lambda: [self._release])
            summary = site.build(jobs=1)
        root = site.content.parent.as_posix()
        told = [
            (found.severity, found.code, found.message.replace(root, ""), found.hint.replace(root, ""))
            for found in site.report.diagnostics
        ]
        counts = summary.papers, summary.editions, summary.topics, summary.outputs, summary.repairs
        return counts, site.findings, told, site.report.failed()

    def _page(self, folder: str, place: int) -> str:
        pages = sorted(self.site.content.glob(f"{folder}/**/*.md"))
        return pages[place % len(pages)].relative_to(self.site.content).as_posix() if pages else ""


def _files(site: LittleSite) -> dict[str, bytes]:
    files = (file for file in site.output.rglob("*") if file.is_file())
    return {file.relative_to(site.output).as_posix(): file.read_bytes() for file in files}


TestWarmIsCold = Editing.TestCase
TestWarmIsCold.settings = settings(max_examples=8, stateful_step_count=12)


@pytest.mark.slow
def test_warm_is_cold_for_long() -> None:
    run_state_machine_as_test(Editing, settings=settings(max_examples=60, stateful_step_count=25))


def test_a_file_that_was_new_at_a_build_is_missed_by_the_next(tmp_path: Path) -> None:
    site = LittleSite(tmp_path)
    site.paste(DAYS[0], *TITLES[:3])
    own = tmp_path / "templates/css/own.css"
    own.parent.mkdir(parents=True)
    site.build(jobs=1)
    # by now all else is known to be as it was
    time.sleep(2.1)
    own.write_text("main { color: blue }", "utf-8")
    site.build(jobs=1)
    own.unlink()
    site.build(jobs=1)
    (sheet,) = site.output.glob("assets/*/css/site.css")
    assert "color: blue" not in sheet.read_text("utf-8")


def test_what_an_import_says_is_not_said_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # no file is too young for its stamp to be trusted
    monkeypatch.setattr(inputs, "with_unsettled_marked", lambda stamps, now: stamps)
    site = LittleSite(tmp_path)
    site.paste(DAYS[0], *TITLES[:3])
    site.build(jobs=1)
    for page in site.content.glob("papers/*/*.md"):
        page.unlink()
    site.paste(DAYS[1], *TITLES[:3])
    site.build(jobs=1)
    assert "deleted-paper" in {found.code for found in site.report.diagnostics}
    site.build(jobs=1)
    assert "deleted-paper" not in {found.code for found in site.report.diagnostics}
