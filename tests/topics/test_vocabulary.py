"""The vocabulary as a file: what is read, what is wrong with it, and what is appended."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.diagnostics import Report
from sitegen.topics import Text, TopicEntry, Vocabulary, read, settle, tokenise, update_vocabulary
from sitegen.topics.reading import parse
from sitegen.topics.vocabulary import append, new_entries
from tests.topics.papers import LLM

WORLD_MODELS = """\
[world-models]
label = "world models"
spellings = ["neural world models"]
description = "Models that predict what an agent will see."

[noise]
ban = true

[simulators]
label = "simulators"
merge = "world-models"
"""


def problems(text: str) -> list[str]:
    """What is reported of a vocabulary: place, message and hint."""
    report = Report()
    parse(text, "topics.toml", report)
    return [f"{found.at}: {found.message}: {found.hint}" for found in report.diagnostics]


def test_a_topic_has_what_its_table_gives() -> None:
    report = Report()
    vocabulary = parse(WORLD_MODELS, "topics.toml", report)
    assert vocabulary.topics == (
        TopicEntry(
            slug="world-models",
            label="world models",
            spellings=("neural world models",),
            description="Models that predict what an agent will see.",
        ),
        TopicEntry(slug="noise", label="noise", ban=True),
        TopicEntry(slug="simulators", label="simulators", merge="world-models"),
    )
    assert not report.diagnostics


def test_a_label_leads_to_the_topic_to_show() -> None:
    vocabulary = parse(WORLD_MODELS, "topics.toml", Report())
    assert vocabulary.topic_of("Neural World-Models") == "world-models"
    assert vocabulary.topic_of("simulator") == "world-models"
    assert vocabulary.topic_of("noise") == ""
    assert vocabulary.topic_of("honey") == ""


def test_a_topic_of_pages_keeps_its_slug_when_a_table_gives_it_another_label() -> None:
    vocabulary = parse('[slow-clocks]\nlabel = "Timepieces"\n', "topics.toml", Report())
    assert vocabulary.topic_of("Slow clocks") == vocabulary.topic_of("timepieces") == "slow-clocks"
    assert vocabulary.topics[0].matches == ("Timepieces",)


def test_a_merge_in_a_circle_shows_nothing_and_a_spelling_of_two_topics_is_the_firsts() -> None:
    merges = {"a": "b", "b": "a", "c": "nowhere"}
    circle = Vocabulary(tuple(TopicEntry(slug=slug, label=slug, merge=merge) for slug, merge in merges.items()))
    assert circle.shown == {"a": "", "b": "", "c": ""}
    twins = Vocabulary((TopicEntry(slug="a", label="bee"), TopicEntry(slug="b", label="Bees")))
    assert twins.topic_of("bees") == "a"
    assert list(twins.spellings.find(["bee"], np.arange(1))) == [(0, 1, "a")]


def test_a_banned_topic_shows_nothing_though_it_was_merged_before() -> None:
    topics = parse('[a]\nban = true\nmerge = "b"\n[b]\n[c]\nmerge = "a"\n', "topics.toml", Report())
    assert topics.shown == {"a": "", "b": "b", "c": ""}


def test_a_topic_that_leads_into_a_circle_is_no_part_of_it() -> None:
    found = problems('[a]\nmerge = "b"\n[b]\nmerge = "c"\n[c]\nmerge = "b"\n')
    assert [problem.partition(": ")[0] for problem in found] == ["topics.toml:4:1", "topics.toml:6:1"]


def test_a_byte_order_mark_is_no_mistake() -> None:
    assert not problems("\ufeff[a]\n")


def test_a_file_that_is_not_there_is_an_empty_vocabulary(tmp_path: Path) -> None:
    report = Report()
    assert read(tmp_path / "topics.toml", report) == Vocabulary()
    assert not report.diagnostics


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('[a]\nlabel = "open\n', "topics.toml:2: unterminated string"),
        ('[a]\nlable = "A"\n', "topics.toml:2:1: a topic has no key 'lable': did you mean label?"),
        ("[a]\nowner = 1\n", "topics.toml:2:1: a topic has no key 'owner': the keys are label, spellings"),
        (
            '[a]\nspellings = "A"\n',
            "topics.toml:2:1: 'spellings' of 'a' is of the wrong type: it is a list of texts",
        ),
        (
            "[a]\nspellings = [1]\n",
            "topics.toml:2:1: 'spellings' of 'a' is of the wrong type: it is a list of texts",
        ),
        ('[a]\nban = "yes"\n', "topics.toml:2:1: 'ban' of 'a' is of the wrong type: it is true or false"),
        ('[a]\nlabel = "A"\nlabel = "B"\n', "topics.toml:3: cannot overwrite a value: this key stands above"),
        ("[a]\nlabel = 3\n", "topics.toml:2:1: 'label' of 'a' is of the wrong type: it is a text"),
        ("\n[World]\n", "topics.toml:2:2: 'World' is no slug: it takes up to 80 small letters, digits and hyph"),
        ("[index]\n", "topics.toml:1:2: 'index' is taken, and can be no topic's slug: write another"),
        ('[a]\nmerge = "cc"\n[c]\n', "topics.toml:2:1: there is no topic 'cc': did you mean c?"),
        ('[a]\nban = true\nmerge = "b"\n[b]\n', "topics.toml:3:1: 'a' is banned, so its papers do not lead to 'b'"),
        (
            '[a]\nmerge = "b"\n[b]\nmerge = "c"\n[c]\nban = true\n',
            "topics.toml:2:1: 'a' leads to 'c', which is banned, so that neither is shown: ban it as well, or take",
        ),
        ('[a]\nmerge = "a"\n', "topics.toml:2:1: these topics lead in a circle: a → a"),
        ('[a]\nmerge = "b"\n[b]\nmerge = "a"\n', "topics.toml:2:1: these topics lead in a circle: a → b → a"),
        ('[a]\n[b]\nspellings = ["A"]\n', "topics.toml:3:1: 'A' is a spelling of 'a' too: take it out of one"),
        ('[a]\nlabel = " "\nspellings = ["b"]\n', "topics.toml:2:1: ' ' matches nothing: give a word"),
        ('[a]\nspellings = ["  "]\n', "topics.toml:2:1: '  ' matches nothing: give a word"),
        ("[a]\n[a]\n", "topics.toml:2:2: there are two topics 'a': join the two tables"),
        ('label = "A"\n', "topics.toml:1:1: 'label' is in no topic's table: write it below the [slug]"),
    ],
)
def test_what_is_wrong_is_reported_where_it_stands_with_what_to_do(text: str, problem: str) -> None:
    assert problems(text)[0].startswith(problem)


def test_a_spelling_of_two_topics_that_are_merged_is_no_mistake() -> None:
    assert not problems('[a]\nlabel = "A"\n[b]\nlabel = "A"\nmerge = "a"\n')


@pytest.mark.parametrize(
    "broken",
    ['[bad]\nlabel = "open\n', "[bad]\nlabel\n", "[World]\n", "[bad]\nban = 3\n", f"[bad]\nlabel = {'[' * 9999}"],
)
def test_what_is_wrong_with_one_topic_loses_no_other(broken: str) -> None:
    before, after = '[honey]\nlabel = "honey"\n', '[wax]\nlabel = "wax"\n'
    report = Report()
    vocabulary = parse(f"{before}{broken}\n{after}", "topics.toml", report)
    assert {"honey", "wax"} <= {topic.slug for topic in vocabulary.topics}
    assert report.count("error")


TWICE = '[a]\nlabel = "apes"\n[b]\nban = true\n[a]\nlabel = "monkeys"\nspellings = ["gibbons"]\nban = true\n'


@pytest.mark.parametrize(
    ("text", "at"),
    [
        (TWICE, "topics.toml:5:2"),
        ('[a]\nspellings = ["gibbons"]\n\n[a]\nlabel = "apes"\nban = true\n', "topics.toml:4:2"),
    ],
    ids=["tables", "label in the second"],
)
def test_a_topic_that_stands_twice_is_one_with_a_warning(text: str, at: str) -> None:
    report = Report()
    topic = parse(text, "topics.toml", report).topics[0]
    assert (topic.slug, topic.label, topic.ban) == ("a", "apes", True)
    assert {"gibbons", "apes"} <= set(topic.names)
    assert [(str(found.at), found.severity) for found in report.diagnostics] == [(at, "warning")]


def test_topics_are_found_though_two_have_one_spelling(tmp_path: Path) -> None:
    (tmp_path / "topics.toml").write_text('[a]\nlabel = "A"\n[b]\nlabel = "a"\n', "utf-8")
    assert "[large-language-models]" in updated(tmp_path)


def test_both_sides_of_a_merge_are_read_and_written_without_gits_marks(tmp_path: Path) -> None:
    both = '[a]\n<<<<<<< HEAD\n[b]\n||||||| base\n[old]\n=======\n[c]\nmerge = "d"\n>>>>>>> other\n'
    report = Report()
    vocabulary = parse(both, "topics.toml", report)
    assert [topic.slug for topic in vocabulary.topics] == ["a", "b", "c"]
    # numbers of lines are those of the file
    assert [f"{found.code} {found.at}" for found in report.diagnostics] == [
        "both-sides topics.toml:2",
        "topics topics.toml:8:1",
    ]
    file = tmp_path / "topics.toml"
    file.write_text(both.replace('merge = "d"\n', ""), "utf-8")
    assert updated(tmp_path).startswith("[a]\n[b]\n\n[c]\n\n[large-language-models]")


def test_what_one_side_of_a_merge_says_of_a_topic_gets_into_no_other_topic(tmp_path: Path) -> None:
    ours = '[a]\nlabel = "apes"\n\n[b]\nban = true'
    theirs = '[a]\nlabel = "monkeys"\n\n# bees\n[b]\nlabel = "bees"\ndescription = """\n[Bees](x)\n"""'
    both = f"[x]\n\n<<<<<<< HEAD\n{ours}\n=======\n{theirs}\n>>>>>>> other\n"
    topics = parse(both, "topics.toml", Report()).topics
    assert [(topic.slug, topic.label, topic.ban) for topic in topics] == [
        ("x", "x", False),
        ("a", "apes", False),
        ("b", "bees", True),
    ]
    (tmp_path / "topics.toml").write_text(both, "utf-8")
    assert settle(tmp_path, Report())
    written, report = (tmp_path / "topics.toml").read_text("utf-8"), Report()
    assert written == f"[x]\n\n{ours}\n\n{theirs}\n"
    assert parse(written, "topics.toml", report).topics == topics
    assert [found.severity for found in report.diagnostics] == ["warning", "warning"]


def test_a_file_in_another_encoding_is_reported(tmp_path: Path) -> None:
    file, report = tmp_path / "topics.toml", Report()
    file.write_bytes("[café]".encode("latin-1"))
    read(file, report)
    assert [found.message for found in report.diagnostics] == ["topics.toml is not UTF-8"]


@pytest.mark.parametrize("kind", ["link", "folder"])
def test_what_is_no_file_is_reported_and_left_alone(tmp_path: Path, kind: str) -> None:
    path, report = tmp_path / "topics.toml", Report()
    if kind == "link":
        path.symlink_to(tmp_path / "elsewhere.toml")
    else:
        path.mkdir()
    assert not update_vocabulary(tmp_path, [tokenise(LLM)], 2, report)
    assert [found.message for found in report.diagnostics] == ["this is a link or no file"]
    assert path.is_symlink() or path.is_dir()


# -- appending ---------------------------------------------------------------------------------------------------------

_LABELS = st.lists(st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=3), max_size=4)


@given(_LABELS, _LABELS)
def test_what_is_appended_is_read_again_and_changes_nothing_before_it(
    first: list[list[str]], second: list[list[str]]
) -> None:
    vocabulary, text = Vocabulary(), ""
    for names in (first, second):
        entries = list(new_entries(names, vocabulary))
        before, text = text, append(text, entries)
        assert text.startswith(before)
        report = Report()
        vocabulary = Vocabulary((*vocabulary.topics, *entries))
        assert parse(text, "topics.toml", report) == vocabulary
        assert not report.diagnostics


def test_new_topics_have_slugs_of_their_own() -> None:
    first, second = new_entries([("C++",), ("C#",)], Vocabulary())
    assert first.slug == "c"
    assert second.slug.startswith("c-")


@given(st.text(), _LABELS)
def test_whatever_a_file_holds_stays_as_it_is(text: str, names: list[list[str]]) -> None:
    assert append(text, new_entries(names, Vocabulary())).startswith(text)


def test_what_is_appended_ends_its_lines_as_the_file_does() -> None:
    assert append("[a]\r\n", [TopicEntry(slug="b", label="B")]) == '[a]\r\n\r\n[b]\r\nlabel = "B"\r\n'
    assert append("[a]", [TopicEntry(slug="b", label="B")]) == '[a]\n\n[b]\nlabel = "B"\n'


def updated(folder: Path, texts: tuple[Text, ...] = LLM) -> str:
    """The vocabulary of a folder once topics of papers were looked for."""
    update_vocabulary(folder, [tokenise(texts)], 2, Report())
    file = folder / "topics.toml"
    return file.read_text("utf-8") if file.exists() else ""


def test_new_topics_are_appended_and_looked_for_once(tmp_path: Path) -> None:
    once = updated(tmp_path)
    table = '[large-language-models]\nlabel = "large language models"\nspellings = ["large language models", "LLMs"]\n'
    assert once.endswith(table)
    assert updated(tmp_path) == once


def test_a_vocabulary_without_topics_says_what_it_is_for(tmp_path: Path) -> None:
    text = updated(tmp_path, ())
    assert text.startswith("# The topics of this digest.")
    assert parse(text, "topics.toml", Report()) == Vocabulary()
    assert not update_vocabulary(tmp_path, (), 2, Report())


def test_the_editors_words_stay(tmp_path: Path) -> None:
    mine = "# mine\n[ llm ] # here\nlabel='giants'\nspellings = ['LLM']"
    (tmp_path / "topics.toml").write_text(mine, "utf-8")
    assert updated(tmp_path) == mine


def test_a_vocabulary_with_errors_is_left_alone_and_they_are_reported(tmp_path: Path) -> None:
    (tmp_path / "topics.toml").write_text("[a]\nban = 3\n", "utf-8")
    report = Report()
    assert not update_vocabulary(tmp_path, [tokenise(LLM)], 2, report)
    assert [str(found.at).removeprefix(tmp_path.as_posix()) for found in report.diagnostics] == ["/topics.toml:2:1"]
    assert (tmp_path / "topics.toml").read_text("utf-8") == "[a]\nban = 3\n"


def test_what_an_editor_saves_meanwhile_is_not_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sitegen.topics.finding as finding

    find, file = finding.find_topics, tmp_path / "topics.toml"

    def find_while_an_editor_saves(*arguments: object) -> tuple[TopicEntry, ...]:
        if not file.exists():
            file.write_text('[giants]\nlabel = "LLM"\n', "utf-8")
        return find(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(finding, "find_topics", find_while_an_editor_saves)
    assert updated(tmp_path) == '[giants]\nlabel = "LLM"\n'
