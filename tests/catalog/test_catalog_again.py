"""A catalog made again after edits, from what the last time left behind: the same as one made anew."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from sitegen.catalog import Findings, arrange, assemble, gather, relate, study, texts_of, with_authors
from sitegen.config import Config, TopicRules
from sitegen.diagnostics import Report
from sitegen.model import Catalog, Edition, Facts, Listing, Paper

FIELDS = ("image generation", "speech synthesis", "machine translation", "vector quantization", "graph matching")
DEFINED = (
    "Large language models (LLMs) err.",
    "An LLM is asked.",
    "A Lazy Learning Machine (LLM) rests.",
    "We test BERT and LoRA.",
    "bert is a name, and Lora too.",
    "Word-Level Graph Matching of Waggle Dances.",
    "The waggle dance of bees, word by word.",
    "A part of speech tagger (POS-tagger) tags.",
    "A POS tagger and a POS-tagger: pos taggers.",
)


def paper(number: int, title: str, text: str = "", topics: tuple[str, ...] = ()) -> Paper:
    return Paper(id=f"p{number}", facts=Facts(title=title, topics=topics), text=text, path=f"papers/p{number}.md")


def some(count: int) -> list[Paper]:
    """Papers on a few subjects, each with words of its own."""
    return [
        paper(
            number,
            f"{FIELDS[number % 5].title()} in Hive {number % 7}",
            f"On {FIELDS[number % 5]} for bees. {DEFINED[number % 9]} In comb{number % 11} of {FIELDS[number % 3]}.",
        )
        for number in range(count)
    ]


def made(papers: list[Paper], memo: Path | None, rules: TopicRules | None = None) -> Catalog:
    gathered = gather(papers, [], [], Config(topics=rules or TopicRules()), Report(), memo)
    return Catalog(
        papers=gathered.catalog.papers,
        topics=gathered.catalog.topics,
        topics_of=gathered.catalog.topics_of,
        related=dict(gathered.related()),
    )


@pytest.fixture
def papers() -> list[Paper]:
    return some(24)


def edited(papers: list[Paper], number: int, text: str) -> list[Paper]:
    return [paper(number, one.title, text) if one.id == f"p{number}" else one for one in papers]


def test_what_was_found_before_is_found_again(papers: list[Paper], tmp_path: Path) -> None:
    first = made(papers, tmp_path)
    assert first.related
    assert made(papers, tmp_path) == first == made(papers, None)


def test_an_edited_paper_is_read_anew(papers: list[Paper], tmp_path: Path) -> None:
    made(papers, tmp_path)
    after = edited(papers, 3, "Of waggle dances, and of nothing else than the waggle dance.")
    assert made(after, tmp_path) == made(after, None) != made(papers, None)


def test_a_memo_of_other_papers_costs_nothing_but_time(papers: list[Paper], tmp_path: Path) -> None:
    made([paper(number, f"Glacier {number}", "Ice flows.") for number in range(9)], tmp_path)
    assert made(papers, tmp_path) == made(papers, None)


@pytest.mark.parametrize("name", ["texts.memo", "related.memo"])
@pytest.mark.parametrize("damage", ["gone", "empty", "cut", "changed", "foreign"])
def test_damage_of_the_memo_costs_nothing_but_time(papers: list[Paper], tmp_path: Path, name: str, damage: str) -> None:
    made(papers, tmp_path)
    path = tmp_path / name
    data = path.read_bytes()
    match damage:
        case "gone":
            path.unlink()
        case "empty":
            path.write_bytes(b"")
        case "cut":
            path.write_bytes(data[: len(data) // 2])
        case "changed":
            path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
        case "foreign":
            path.write_bytes((tmp_path / ("related.memo" if name == "texts.memo" else "texts.memo")).read_bytes())
    after = edited(papers, 5, "A waggle dance.")
    assert made(after, tmp_path) == made(after, None)


def test_words_of_papers_long_gone_are_forgotten(papers: list[Paper], tmp_path: Path) -> None:
    sizes = []
    for turn in range(12):
        words = " ".join(f"word{turn}x{number}" for number in range(200))
        made(edited(papers, 3, words), tmp_path)
        sizes.append((tmp_path / "texts.memo").stat().st_size)
    assert max(sizes) < 3 * sizes[0]
    assert made(papers, tmp_path) == made(papers, None)


def test_a_folder_that_cannot_be_written_costs_nothing_but_time(papers: list[Paper], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    assert made(papers, tmp_path / "file") == made(papers, None)


def test_topics_of_one_time_and_relations_of_another_are_not_mixed(papers: list[Paper], tmp_path: Path) -> None:
    made(papers, tmp_path)
    after = edited(papers, 5, "A waggle dance.")
    gather(after, [], [], Config(), Report(), tmp_path)  # and no relations are asked for
    later = edited(after, 6, "Another waggle dance.")
    assert made(later, tmp_path) == made(later, None)


def test_a_study_elsewhere_completes_an_arranged_catalog(papers: list[Paper], tmp_path: Path) -> None:
    editions = [Edition(date="2025-03-01", listings=tuple(Listing(paper=f"p{n}", rank=n) for n in range(1, 9)))]
    catalog = with_authors(arrange(papers, editions, [], Report()), Config().author_pages)
    texts = texts_of(catalog, TopicRules())
    findings = study(texts, tmp_path)
    related = relate(findings, texts, tmp_path)
    whole = assemble(papers, editions, [], Config(), Report())
    assert replace(findings.complete(catalog), related=related) == whole
    assert relate(findings, texts) == related
    assert Findings().complete(catalog) == catalog


def test_relations_are_equal_where_their_bytes_are(papers: list[Paper]) -> None:
    catalog = arrange(papers, [], [], Report())
    texts = texts_of(catalog, TopicRules())
    one, other = (relate(study(texts), texts) for _ in range(2))
    assert all(one.raw(paper) == other.raw(paper) for paper in catalog.papers)
    assert one == other == dict(one)
    assert one.raw("nobody") == b""
    assert "nobody" not in one


# -- laws ------------------------------------------------------------------------------------------------------------

_TEXTS = st.lists(st.sampled_from([*(f"On {field}." for field in FIELDS), *DEFINED]), max_size=4).map(" ".join)
_TITLES = st.lists(st.sampled_from([*FIELDS, "LLM agents", "Waggle Dance", "BERT", "of bees"]), max_size=3).map(
    " ".join
)
_PAPERS = st.builds(
    paper,
    st.integers(0, 40),
    _TITLES,
    _TEXTS,
    st.sampled_from([(), (), (), (), ("bees",), ("LLM", "Waggle dances")]),
)
_RULES = st.sampled_from(
    [
        TopicRules(),
        TopicRules(),
        TopicRules(),
        TopicRules(find=False),
        TopicRules(ban=("LLM",), minimum=3),
        TopicRules(names=("Waggle dance",), merge={"graph matching": "matching"}),
    ]
)
_EDITS = st.lists(
    st.tuples(st.lists(_PAPERS, max_size=2), st.lists(st.integers(0, 40), max_size=1), _RULES), max_size=5
)


@given(_EDITS, st.integers(8, 40))
@settings(max_examples=60, deadline=None)
def test_whatever_is_edited_added_or_removed_comes_out_as_if_made_anew(
    edits: list[tuple[list[Paper], list[int], TopicRules]], count: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for papers, rules in _stages(edits, count):
            assert made(papers, Path(folder), rules) == made(papers, None, rules)


def _stages(
    edits: list[tuple[list[Paper], list[int], TopicRules]], count: int
) -> Iterator[tuple[list[Paper], TopicRules]]:
    there = {one.id: one for one in some(count)}
    yield list(there.values()), TopicRules()
    for written, removed, rules in edits:
        there.update((one.id, one) for one in written)
        for number in removed:
            there.pop(f"p{number}", None)
        yield list(there.values()), rules
