"""Topics as a reader finds them: pages that stay, and the editor's words in `topics.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.catalog import arrange, with_topics
from sitegen.catalog.topics import MAX_FOUND
from sitegen.model import Catalog, Facts, Paper
from sitegen.topics import TopicEntry, Vocabulary
from tests.little import LittleSite


def catalog_of(
    found: Mapping[str, tuple[str, ...]],
    given: Mapping[str, tuple[str, ...]] | None = None,
    minimum: int = 2,
    **entry: str,
) -> Catalog:
    """A catalog of papers in whose texts topics are found, and of papers that are given topics.

    Args:
        entry: further fields of the vocabulary's topic `bees`.
    """
    topics = {**dict.fromkeys(found, ()), **(given or {})}
    papers = [Paper(id=name, facts=Facts(title=name, topics=labels)) for name, labels in topics.items()]
    slugs = {slug for names in found.values() for slug in names} - {"bees"}
    entries = [TopicEntry(slug="bees", label="Bees", **entry), *(TopicEntry(slug=slug, label=slug) for slug in slugs)]  # type: ignore[arg-type]
    return with_topics(arrange(papers, [], []), found, Vocabulary(tuple(entries)), minimum)


def pages(catalog: Catalog) -> dict[str, tuple[str, ...]]:
    """The papers of each topic."""
    return {topic.slug: topic.papers for topic in catalog.topics}


def test_a_found_topic_needs_several_papers() -> None:
    assert pages(catalog_of({"a": ("bees", "wax"), "b": ("bees",)})) == {"bees": ("a", "b")}
    assert pages(catalog_of({"a": ("bees",)}, minimum=1)) == {"bees": ("a",)}


@pytest.mark.parametrize("label", ["Bees", "bee", "Honey"])
def test_a_given_topic_always_shows(label: str) -> None:
    catalog = catalog_of({"a": ()}, {"b": (label,)})
    assert [topic.papers for topic in catalog.topics] == [("b",)]


def test_a_given_topic_is_shown_with_papers_that_have_it_in_their_text() -> None:
    assert pages(catalog_of({"a": ("bees",)}, {"b": ("BEE",)})) == {"bees": ("a", "b")}


def test_given_topics_keep_their_order_and_let_no_others_in() -> None:
    given = ("Wax", "Queens", "Drones", "Swarms", "Hives", "Smoke", "Bees")
    catalog = catalog_of({"a": ("bees",), "b": ("bees",), "c": ("bees", "mites")}, {"c": given})
    assert catalog.topics_of["c"] == tuple(label.lower() for label in given)


def test_labels_that_differ_in_case_and_plural_are_one_topic() -> None:
    catalog = catalog_of({}, {"a": ("Honey Pot",), "b": ("honey pots",), "c": ("honey pots",)})
    assert [(topic.label, len(topic.papers)) for topic in catalog.topics] == [("honey pots", 3)]


def test_a_banned_topic_shows_nowhere_even_where_it_is_given() -> None:
    assert not catalog_of({}, {"a": ("Bees",)}, ban=True).topics_of  # type: ignore[arg-type]


def test_a_topic_has_the_editors_label_and_description() -> None:
    (topic,) = catalog_of({"a": ("bees",), "b": ("bees",)}, description="They hum.").topics
    assert (topic.label, topic.description, topic.aliases) == ("Bees", "They hum.", ())


def test_a_paper_shows_its_best_topics() -> None:
    found = tuple(f"topic-{number}" for number in range(9))
    catalog = catalog_of({"a": found, "b": found[:5], "c": found[:5], "d": found[5:], "e": found[5:]})
    assert catalog.topics_of["a"] == found[:MAX_FOUND]


def test_a_topic_of_nearly_all_papers_comes_after_those_that_say_more() -> None:
    found = {f"p{number}": ("bees", f"topic-{number % 11}") for number in range(22)}
    catalog = catalog_of(found)
    assert catalog.topics_of["p3"] == ("topic-3", "bees")


_SLUGS = st.lists(st.sampled_from([f"topic-{number}" for number in range(9)]), unique=True).map(tuple)
_FOUND = st.dictionaries(st.sampled_from("abcdefgh"), _SLUGS, max_size=8)


@given(_FOUND, _FOUND, st.integers(1, 3))
def test_a_page_of_a_topic_stays_when_papers_come(
    before: dict[str, tuple[str, ...]], more: dict[str, tuple[str, ...]], minimum: int
) -> None:
    assert pages(catalog_of(before, minimum=minimum)).keys() <= pages(catalog_of(more | before, minimum=minimum)).keys()


@given(_FOUND, st.data())
def test_a_page_of_a_topic_stays_when_better_topics_come(
    found: dict[str, tuple[str, ...]], data: st.DataObject
) -> None:
    newer = {f"newer-{number}" for number in range(6)}
    after = {
        paper: tuple(data.draw(st.permutations([*slugs, *data.draw(st.sets(st.sampled_from(sorted(newer))))])))
        for paper, slugs in found.items()
    }
    assert pages(catalog_of(found)).keys() <= pages(catalog_of(after)).keys()


# -- little sites ------------------------------------------------------------------------------------------------------


@pytest.fixture
def site(tmp_path: Path) -> LittleSite:
    """Two papers about vector quantization and one about something else."""
    site = LittleSite(tmp_path)
    site.paste("2025-03-28", "Vector Quantization in Hives", "Fast Vector Quantization for Wax", "The Dance of Bees")
    site.build()
    return site


PAGE = "topics/vector-quantization.html"


def test_topics_are_written_down_when_papers_are_imported(site: LittleSite) -> None:
    assert '[vector-quantization]\nlabel = "Vector quantization"\n' in site.read("topics.toml")
    assert len(site.titles(PAGE)) == 2


def test_the_editor_renames_a_topic(site: LittleSite) -> None:
    site.edit("topics.toml", 'label = "Vector quantization"', 'label = "Codebooks"')
    site.build()
    assert "Codebooks" in site.text(PAGE)
    assert len(site.titles(PAGE)) == 2
    site.paste("2025-03-29", "More Vector Quantization by Drones")
    site.build()
    assert len(site.titles(PAGE)) == 3


def test_the_editor_bans_a_topic_for_good(site: LittleSite) -> None:
    site.edit("topics.toml", "[vector-quantization]\n", "[vector-quantization]\nban = true\n")
    site.paste("2025-03-29", "More Vector Quantization by Drones")
    site.build()
    assert PAGE not in site.routes
    assert site.read("topics.toml").count("[vector-quantization") == 1


def test_a_topic_that_is_merged_leads_on_with_its_feed(site: LittleSite) -> None:
    site.write("site.toml", "topic_feeds = 2\n")
    site.write("topics.toml", site.read("topics.toml") + '\n[compression]\nlabel = "compression"\n')
    site.edit("topics.toml", "[vector-quantization]\n", '[vector-quantization]\nmerge = "compression"\n')
    site.build()
    assert len(site.titles("topics/compression.html")) == 2
    assert 'href="../topics/compression.html"' in site.html(PAGE)
    assert "compression" in site.html("topics/vector-quantization.xml")
    assert "/topics/vector-quantization.html /topics/compression.html 301" in site.html("_redirects")
    assert "vector-quantization" not in site.html("topics/index.html")


def test_the_editor_describes_a_topic_in_markdown(site: LittleSite) -> None:
    site.edit(
        "topics.toml",
        "[vector-quantization]\n",
        '[vector-quantization]\ndescription = "Of [bees](papers/2025/the-dance-of-bees.md), *in short*."\n',
    )
    site.build()
    assert 'Of <a href="../papers/the-dance-of-bees.html">bees</a>, <em>in short</em>.' in site.html(PAGE)


def test_a_build_adds_nothing_to_the_vocabulary_of_known_papers(site: LittleSite) -> None:
    before = site.read("topics.toml")
    site.edit("topics.toml", '\n[vector-quantization]\nlabel = "Vector quantization"\n', "")
    site.build()
    assert "[vector-quantization]" not in site.read("topics.toml")
    site.write("topics.toml", before)
    site.build()
    assert site.read("topics.toml") == before


def test_a_frozen_build_matches_and_finds_nothing(site: LittleSite) -> None:
    site.delete("topics.toml")
    site.build(frozen=True)
    assert "topics.toml" not in site.pages
    assert PAGE not in site.routes


def test_topics_of_pages_written_by_hand_are_found_in_a_build(tmp_path: Path) -> None:
    site = LittleSite(tmp_path)
    for topic in ("Vector Quantization", "Reinforcement Learning"):
        page = f"topics/{topic.lower().replace(' ', '-')}.html"
        for title in (topic, f"Fast {topic}"):
            site.write(f"papers/{title.lower().replace(' ', '-')}.md", f"---\ntitle: {title}\n---\n\nOn {topic}.\n")
        site.build(frozen=True)
        assert page not in site.routes
        site.build()
        assert page in site.routes
        assert site.build().written == 0


def test_what_is_wrong_with_the_vocabulary_is_reported_and_the_rest_is_built(site: LittleSite) -> None:
    site.write("topics.toml", site.read("topics.toml") + "\n[bees]\nban = 3\n")
    site.paste("2025-03-29", "More Vector Quantization by Drones")
    site.build()
    assert site.findings == ["error[topics] topics.toml"]
    assert len(site.titles(PAGE)) == 3


@pytest.mark.parametrize("key", ["topics", "tags"])
def test_a_topic_that_a_page_gives_shows_with_one_paper(tmp_path: Path, key: str) -> None:
    site = LittleSite(tmp_path)
    site.write("papers/dance.md", f"---\ntitle: Dance\n{key}:\n  - Bee dances\n---\n\nThey dance.\n")
    site.build(frozen=True)
    assert site.titles("topics/bee-dances.html") == ["Dance"]
    site.build()
    assert site.titles("topics/bee-dances.html") == ["Dance"]


def test_a_topic_is_known_by_earlier_names_but_not_by_what_another_is_called_now() -> None:
    entries = (
        TopicEntry(slug="bees", label="hymenoptera", spellings=("Bees", "wasps")),
        TopicEntry(slug="hives", label="Hives", merge="bees"),
        TopicEntry(slug="wasps", label="wasps"),
        TopicEntry(slug="spam", label="spam", ban=True),
    )
    papers = [Paper(id=name, facts=Facts(title=name)) for name in ("a", "b")]
    found = {"a": ("bees",), "b": ("wasps",)}
    topics = with_topics(arrange(papers, [], []), found, Vocabulary(entries), 1).topics
    assert {topic.label: topic.names for topic in topics} == {"hymenoptera": ("Bees", "Hives", "hives"), "wasps": ()}


def test_a_name_that_a_search_cannot_tell_from_a_topic_is_no_name_of_another() -> None:
    entries = (
        TopicEntry(slug="counting", label="model counting", spellings=("#SAT", "+", "counting\nmodels")),
        TopicEntry(slug="sat", label="SAT"),
    )
    papers = [Paper(id=name, facts=Facts(title=name)) for name in ("a", "b")]
    topics = with_topics(arrange(papers, [], []), {"a": ("counting",), "b": ("sat",)}, Vocabulary(entries), 1).topics
    assert {topic.label: topic.names for topic in topics} == {"model counting": ("counting models",), "SAT": ()}
