"""The files of the index: what they hold, how they are named, and how few of them a change touches."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import lunr
import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lunr.builder import Builder
from lunr.pipeline import Pipeline
from lunr.token import Token
from msgspec.structs import astuple

from sitegen.config import Config, SearchRules
from sitegen.model import Catalog
from sitegen.pipeline.cache import encode
from sitegen.search import digits, documents, utf16
from sitegen.search.documents import FIELDS
from sitegen.search.index import count_terms
from sitegen.search.index.partition import boundary
from sitegen.search.index.standard import BOOSTS, rounded
from sitegen.text.tokens import pieces, term, terms, words
from tests.little import LittleSite
from tests.search_site import PAPERS, catalog, index, real_papers


def index_of(made: Catalog, config: Config | None = None) -> dict[str, Any]:
    return {route: json.loads(content) for route, content in index(made, config)}


def lunr_index(made: Catalog) -> dict[str, Any]:
    """What lunr.py's own builder makes of the same terms."""

    def as_term(token: Any, place: int | None = None, tokens: Any = None) -> Any:
        return [Token(found) for word in words(str(token)) if (found := term(word))]

    Pipeline.register_function(as_term, "as-term")
    builder = Builder()
    builder.ref("id")
    for field, boost in zip(FIELDS, BOOSTS, strict=True):
        builder.field(field, boost=boost)
    builder.pipeline.add(as_term)
    for one in documents.describe(made, Config()):
        texts = dict(zip(FIELDS, map(pieces, astuple(documents.text_of(one))), strict=True))
        builder.add({"id": one.id, **texts})
    serialized: dict[str, Any] = json.loads(json.dumps(builder.build().serialize()))
    return serialized


def assert_standard_index_is_lunrs(made: Catalog) -> None:
    ours = index_of(made)["search/lunr.json"]
    theirs = lunr_index(made)
    assert ours["version"] == theirs["version"] == lunr.__TARGET_JS_VERSION__
    assert ours["fields"] == theirs["fields"]
    assert ours["fieldVectors"] == theirs["fieldVectors"]
    terms = [entry[0] for entry in ours["invertedIndex"]]
    assert terms == sorted(terms, key=utf16.sort_key)
    assert dict(ours["invertedIndex"]) == dict(theirs["invertedIndex"])


def test_the_standard_index_is_what_lunrs_builder_makes() -> None:
    assert_standard_index_is_lunrs(catalog())


@pytest.mark.shared
@pytest.mark.slow
def test_the_standard_index_of_real_papers_is_what_lunrs_builder_makes(shared: Path) -> None:
    assert_standard_index_is_lunrs(real_papers(shared / "data/acl/sample-2k.jsonl.gz"))


def test_a_large_site_has_no_standard_index() -> None:
    small = Config(search=SearchRules(standard_index_limit=len(PAPERS) - 1))
    assert "search/lunr.json" not in index_of(catalog(), small)


def test_every_name_that_the_manifest_leads_to_is_there_and_no_other() -> None:
    index = index_of(catalog())
    manifest = index["search/manifest.json"]
    named = {"search/manifest.json", "search/lunr.json", f"search/suggest/{manifest['suggest']}.json"}
    for _, leaf in manifest["leaves"]:
        named.add(f"search/leaves/{leaf}.json")
        named.update(f"search/terms/{name}.json" for _, name in index[f"search/leaves/{leaf}.json"])
    named.update(f"search/words/{name}.json" for _, name in manifest["words"])
    named.update(f"search/columns/{name}.json" for names in manifest["columns"].values() for name in names)
    blocks = -(-manifest["documents"] // manifest["block"])
    named.update(f"search/documents/{number}.json" for number in range(blocks))
    assert set(index) == named
    assert list(index)[-1] == "search/manifest.json"


def test_columns_nobody_has_a_value_in_are_absent() -> None:
    bare = catalog(PAPERS[:1])
    bare = msgspec.structs.replace(bare, appearances={}, topics=(), topics_of={})
    assert set(index_of(bare)["search/manifest.json"]["columns"]) == {"authors", "code", "date"}


def test_a_site_without_papers_has_an_index() -> None:
    index = index_of(Catalog(papers={}))
    assert index["search/manifest.json"]["documents"] == 0
    assert index["search/manifest.json"]["leaves"] == []


def test_the_same_papers_give_the_same_bytes() -> None:
    assert dict(index(catalog())) == dict(index(catalog()))


_WORDS = (
    *("attention", "Attention", "ATTENTION", "model", "models", "Models", "modelling", "survey", "surveys", "the"),
    *("e.g.", "encoder/decoder", "state-of-the-art", "Müller", "naïve", "注意力机制", "BERT模型", "emoji😀", "😀x"),
    *("İstanbul", "x\u212ay", "aΣb", "7", "<b>", '"hello"', "\\", "$x^2$", "\ue000z", "translate", "translation"),
)
_TEXTS = st.lists(
    st.sampled_from(_WORDS) | st.text(max_size=4).map(lambda text: "".join(filter(str.isprintable, text))), max_size=9
).map(" ".join)


@given(st.lists(st.tuples(_TEXTS, _TEXTS, st.just(("Ada Müller",))), min_size=1, max_size=12), st.integers(1, 5))
def test_the_chunks_that_papers_are_counted_in_make_no_difference(texts: list[Any], chunk: int) -> None:
    made = catalog((f"p{number}", *fields) for number, fields in enumerate(texts))
    assert list(index(made, chunk=chunk)) == list(index(made, chunk=len(texts)))


def test_an_edited_paper_is_counted_with_its_chunk_alone() -> None:
    before, after = catalog(), catalog([(*PAPERS[0][:2], "Other words.", ()), *PAPERS[1:]])
    chunks = [[documents.text_of(one) for one in documents.describe(made, Config())] for made in (before, after)]
    first, second = ([encode(count_terms(texts[start : start + 2])) for start in (0, 2, 4, 6)] for texts in chunks)
    assert [one == other for one, other in zip(first, second, strict=True)] == [False, True, True, True]


@pytest.mark.shared
def test_a_paper_added_leaves_most_files_alone(shared: Path) -> None:
    made = real_papers(shared / "data/acl/sample-2k.jsonl.gz")
    papers = list(made.papers.values())
    limit = Config(search=SearchRules(standard_index_limit=0))
    before = dict(index(Catalog(papers={one.id: one for one in papers[:-1]}), limit))
    after = dict(index(Catalog(papers={one.id: one for one in papers}), limit))
    changed = {route for route, content in after.items() if before.get(route) != content}
    kinds = {kind: sum(route.split("/")[1] == kind for route in changed) for kind in ("documents", "terms", "columns")}
    distinct = len(set(terms(" ".join(astuple(documents.text_of(next_document(papers[-1])))))))
    assert kinds["documents"] == 1
    assert kinds["columns"] <= 3
    # a shard is touched by a term of the paper, or by a cut that its term moved
    assert kinds["terms"] <= distinct + 2


def next_document(paper: Any) -> documents.Document:
    return documents.describe(Catalog(papers={paper.id: paper}), Config())[0]


def test_a_build_loads_no_lunr_and_nothing_that_it_brings_along(tmp_path: Path) -> None:
    """lunr.py imports NLTK where it is installed, and that scikit-learn: seconds for a version number."""
    for library in ("lunr", "nltk", "sklearn"):
        (tmp_path / library).mkdir()
        (tmp_path / library / "__init__.py").write_text("raise RuntimeError('imported')", "utf-8")
    site = LittleSite(tmp_path / "digest")
    site.paste("2025-03-28", "Attention Is All You Need")
    command: list[str | Path] = [sys.executable, "-m", "sitegen", "build", "--quiet"]
    command += ["--content", site.content, "--output", site.output]
    done = subprocess.run(
        command, env={**os.environ, "PYTHONPATH": str(tmp_path)}, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert (site.output / "search/lunr.json").exists()


@given(st.lists(st.integers(0, digits.LIMIT - 1)))
def test_numbers_survive_being_written(numbers: list[int]) -> None:
    text, starts = digits.encode_all(np.array(numbers, np.int64))
    assert text.decode() == digits.encode(numbers)
    assert list(digits.decode(text.decode())) == numbers
    assert len(starts) == len(numbers) + 1
    assert json.loads(f'"{text.decode()}"') == text.decode()


@given(st.lists(st.floats(0, 100), min_size=1))
def test_scores_are_rounded_as_python_rounds(scores: list[float]) -> None:
    exact = np.array([*scores, 0.0625, 0.1875, 1.0005, 2.5635])
    assert rounded(exact).tolist() == [round(score, 3) for score in exact.tolist()]


@given(st.lists(st.text(min_size=1), unique=True))
def test_a_boundary_parts_neighbours_in_the_order_of_javascript(words: list[str]) -> None:
    terms = [words[place] for place in utf16.argsort(words)]
    assert terms == sorted(words, key=utf16.sort_key)
    for before, first in pairwise(terms):
        bound = utf16.sort_key(boundary(before, first))
        assert utf16.sort_key(before) < bound <= utf16.sort_key(first)
