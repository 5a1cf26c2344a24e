"""What of a content folder is read again."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from sitegen.config import Config
from sitegen.config.settings import TopicSettings
from sitegen.diagnostics import Report
from sitegen.pipeline.content.importing import import_new, update_topics
from sitegen.pipeline.content.reading import ContentReader
from tests.little import LittleSite
from tests.pipeline.entries import entry, put

SETTLE = 0.1
"""Seconds after which a file that changes gets another stamp on any of the usual file systems."""


def tasks_of(reader: ContentReader) -> set[str]:
    return {task.name for task in reader.tasks.times}


def test_an_import_reads_pages_that_changed_since_the_last_run_and_no_others(config: Config) -> None:
    put(config, "a", entry("Hope"))
    import_new(config, Report())
    time.sleep(SETTLE)
    first, again, later = (ContentReader(config) for _ in range(3))
    pages = first.documents()
    assert tasks_of(first) == {"parse_papers", "parse_editions"}
    assert again.documents() == pages
    assert not tasks_of(again)
    page = config.content / pages.papers[0].paper.path
    page.write_text(page.read_text().replace("Hope", "Despair"))
    assert [found.paper.title for found in later.documents().papers] == ["Despair"]
    assert tasks_of(later) == {"parse_papers"}


def test_a_build_finds_the_tokens_of_an_import(tmp_path: Path) -> None:
    site = LittleSite(tmp_path)
    site.paste("2025-03-28", "Learning to Hope", "Learning to Dance")
    assert [task.runs for task in site.build().profile.tasks if task.name == "tokenise"] == [1]
    site.write("topics.toml", '[hope]\nlabel = "hope"\n')
    tasks = {task.name for task in site.build().profile.tasks}
    assert "match_topics" in tasks
    assert "tokenise" not in tasks


@pytest.mark.parametrize(("find", "names"), [(True, {"tokenise"}), (False, set())])
def test_no_topics_are_looked_for_where_the_editor_wants_none(config: Config, find: bool, names: set[str]) -> None:
    put(config, "a", entry("Hope"))
    import_new(config, Report())
    (config.content / "topics.toml").unlink()
    wanted = Config(content=config.content, topics=TopicSettings(find=find))
    reader = ContentReader(wanted)
    pages = {page.paper.id: page for page in reader.documents().papers}
    reader.tasks.times.clear()
    (config.cache / "results").rename(config.cache / "gone")
    assert update_topics(wanted, pages, reader.tasks, Report()) == find
    assert tasks_of(reader) == names
    assert (config.content / "topics.toml").exists() == find
