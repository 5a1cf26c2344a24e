"""The index of a site that changed a little: made from the one before, and the same as one made anew."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sitegen.config import Config, SearchRules
from sitegen.model import Appearance, Author, Catalog, Facts, Listing, Paper, Topic
from sitegen.search import build_index, memo
from tests.search_site import catalog, real_papers

LARGE = Config(search=SearchRules(standard_index_limit=0))
"""So that no site is small."""
_WORDS = (
    *("attention", "Attention", "ATTENTION", "model", "models", "Models", "modelling", "survey", "surveys", "the"),
    *("e.g.", "encoder/decoder", "state-of-the-art", "Müller", "naïve", "注意力机制", "BERT模型", "emoji😀", "😀x"),
    *("İstanbul", "x\u212ay", "aΣb", "7", "<b>", '"hello"', "\\", "$x^2$", "\ue000z", "translate", "translation"),
)
texts = st.lists(
    st.sampled_from(_WORDS) | st.text(max_size=4).map(lambda text: "".join(filter(str.isprintable, text))), max_size=9
)
papers = st.tuples(texts, texts, st.lists(st.sampled_from(("Ada Müller", "Bo", "Cy")), max_size=2), st.integers(0, 3))
sites = st.lists(papers, min_size=1, max_size=12)


@st.composite
def histories(draw: st.DrawFn) -> list[list[Any]]:
    """Sites that follow one another, each with a few papers edited, added or removed."""
    site = draw(sites)
    history = [site]
    for _ in range(draw(st.integers(1, 3))):
        site = list(site)
        for _ in range(draw(st.integers(1, 2))):
            what, place = draw(st.sampled_from(("edit", "add", "remove"))), draw(st.integers(0, len(site)))
            site[place : place + (what != "add")] = [] if what == "remove" else [draw(papers)]
        history.append(site)
    return history


def made_of(site: Sequence[Any]) -> Catalog:
    found = {}
    appearances, topics_of = {}, {}
    for number, (title, text, authors, kind) in enumerate(site):
        name = str(number) if number % 5 == 4 else f"p{number}"
        facts = Facts(title=" ".join(title), authors=tuple(map(Author, authors)), published=f"202{kind}")
        found[name] = Paper(id=name, facts=facts, text=" ".join(text))
        if kind:
            appearances[name] = (Appearance("2025-01-01", Listing(paper=name, rank=1, votes=kind - 1 or None)),)
        if kind > 1:
            topics_of[name] = ("models",)
    topics = (Topic(slug="models", label="Models of attention", papers=tuple(topics_of)),) if topics_of else ()
    return Catalog(papers=found, appearances=appearances, topics=topics, topics_of=topics_of)


def index(made: Catalog, folder: Path | None = None, config: Config = LARGE) -> list[tuple[str, bytes]]:
    return list(build_index(made, config, folder))


def assert_each_is_as_if_made_anew(history: Sequence[Catalog], folder: Path) -> None:
    for made in history:
        assert index(made, folder) == index(made)


@settings(deadline=None)
@given(histories())
def test_an_index_made_from_the_one_before_is_as_if_made_anew(history: list[list[Any]]) -> None:
    with TemporaryDirectory() as folder:
        assert_each_is_as_if_made_anew(list(map(made_of, history)), Path(folder))


@settings(deadline=None)
@given(histories(), st.sampled_from((40, 90, 200)))
@example([[([], ["attention"], [], 0), ([], ["xKy"], [], 0)], [([], [], ["Ada Müller"], 0), ([], ["xKy"], [], 0)]], 40)
def test_so_it_is_where_terms_fill_many_files(history: list[list[Any]], target: int) -> None:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patching:
        patching.setattr("sitegen.search.shards.SHARD_BYTES", target)
        patching.setattr("sitegen.search.vocabulary.WORDS_BYTES", target)
        patching.setattr("sitegen.search.vocabulary.SUGGESTED", 5)
        assert_each_is_as_if_made_anew(list(map(made_of, history)), Path(folder))


def test_one_paper_edited_does_not_count_all_words_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index(catalog(), tmp_path)
    monkeypatch.setattr("sitegen.search.made.make", None)
    assert index(edited(catalog(), "vq", " More."), tmp_path)


def test_a_site_with_the_standard_index_has_it_right_after_an_edit(tmp_path: Path) -> None:
    index(catalog(), tmp_path)
    after = edited(catalog(), "vq", " More.")
    assert index(after, tmp_path, Config()) == index(after, None, Config())


def test_another_way_to_write_addresses_reaches_every_file(tmp_path: Path) -> None:
    index(catalog(), tmp_path)
    clean = msgspec.structs.replace(LARGE, urls="clean")
    assert index(catalog(), tmp_path, clean) == index(catalog(), None, clean)


@settings(deadline=None)
@given(st.integers(0, 100), st.integers(0, 2**32), st.sampled_from(("flip", "cut", "empty", "remove", "another")))
def test_a_damaged_memo_is_as_none(which: int, place: int, damage: str) -> None:
    with TemporaryDirectory() as folder:
        index(catalog(), Path(folder))
        kept = sorted(Path(folder).iterdir())
        path = kept[which % len(kept)]
        data = bytearray(path.read_bytes())
        if damage == "flip":
            data[place % len(data)] ^= 1 + place % 255
        content = {"cut": data[: place % len(data)], "empty": bytearray(), "another": bytearray(b"not ours")}.get(
            damage, data
        )
        path.unlink() if damage == "remove" else path.write_bytes(content)
        assert memo.load(Path(folder)) is None
        after = edited(catalog(), "vq", " More.")
        assert index(after, Path(folder)) == index(after)
        # and it is whole again
        assert memo.load(Path(folder)) is not None


def test_a_memo_of_other_code_is_as_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index(catalog(), tmp_path)
    monkeypatch.setattr("sitegen.search.memo.__version__", "0.0.0")
    assert memo.load(tmp_path) is None


def test_a_folder_that_cannot_be_written_to_is_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert index(catalog(), tmp_path / "file") == index(catalog())


@pytest.mark.shared
@pytest.mark.slow
def test_a_large_site_of_real_papers_is_as_if_made_anew(shared: Path, tmp_path: Path) -> None:
    whole = real_papers(shared / "data/acl/sample-10k.jsonl.gz")
    names = list(whole.papers)
    steps = [whole, edited(whole, names[5000], " We propose zyxwvq models.")]
    steps.append(edited(edited(steps[-1], names[0], " First."), names[-1], " Last."))
    steps.append(without(steps[-1], names[-2:]))
    steps.append(steps[0])
    assert_each_is_as_if_made_anew(steps, tmp_path)


def edited(made: Catalog, name: str, more: str) -> Catalog:
    paper = made.papers[name]
    return msgspec.structs.replace(
        made, papers={**made.papers, name: msgspec.structs.replace(paper, text=paper.text + more)}
    )


def without(made: Catalog, names: Sequence[str]) -> Catalog:
    return msgspec.structs.replace(made, papers={name: one for name, one in made.papers.items() if name not in names})
