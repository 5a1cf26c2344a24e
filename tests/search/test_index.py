"""The files of the index: what they hold, how they are named, and how few of them a change touches."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from bisect import bisect_right
from itertools import chain
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

from sitegen.config import Config
from sitegen.config.settings import SearchSettings
from sitegen.diagnostics import UsageError
from sitegen.model import Appearance, Catalog, Facts, Listing, Paper
from sitegen.pipeline.execution.cache import encode
from sitegen.routes import is_named_by_content
from sitegen.search import digits, documents
from sitegen.search.documents import FIELDS
from sitegen.search.index import index_texts, merge, positions
from sitegen.search.index.columns import columns, numeric
from sitegen.search.index.files import MOST_NAMED
from sitegen.search.index.partition import boundary, partition
from sitegen.search.index.shards import Forms, find_forms, leaves
from sitegen.search.index.standard import BOOSTS, rounded
from sitegen.search.index.vocabulary import common_prefix
from sitegen.search.query.reader import SiteIndex
from sitegen.text import utf16
from sitegen.text.tokens import pieces, term, words
from tests.little import LittleSite
from tests.search_site import PAPERS, catalog, index, index_apart, real_papers, write


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
        values = documents.text_of(one).values()
        texts = {name: pieces(" ".join(held)) for name, held in zip(FIELDS, values, strict=False)}
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


def test_each_form_of_a_word_is_in_the_vocabulary_once() -> None:
    papers = [
        ("one", "Networks and networks", "NETWORKS of a network.", ()),
        ("two", "A Survey", "Networked models.", ()),
    ]
    made = index_of(catalog(papers))
    (vocabulary,) = (content for route, content in made.items() if route.startswith("search/words/"))
    (shard,) = (content for route, content in made.items() if route.startswith("search/terms/"))
    (suggested,) = (content for route, content in made.items() if route.startswith("search/suggest/"))
    frequencies = [*digits.decode(vocabulary.pop("frequencies"))]
    assert dict(zip(shard["terms"], frequencies, strict=True)) == {"attent": 0, "model": 2, "network": 3, "survey": 0}
    assert vocabulary == {
        "terms": "!attent !model !network !survey",
        "endings": ["0", "0s", "0ed", "0ion"],
        "forms": "% # #$! !",
    }
    assert shard["words"] == ["+ion", "+s", "NETWORKS +ed ", "Survey"]
    assert suggested == {"words": ["attention", "models", "NETWORKS", "Survey"], "counts": digits.encode([1, 2, 2, 1])}


def test_a_large_site_has_no_standard_index() -> None:
    small = Config(search=SearchSettings(standard_index_limit=len(PAPERS) - 1))
    assert "search/lunr.json" not in index_of(catalog(), small)
    enough = Config(search=SearchSettings(standard_index_limit=len(PAPERS)))
    assert "search/lunr.json" in index_of(catalog(), enough)


@pytest.mark.parametrize("few", [True, False], ids=["few files", "many files"])
def test_every_name_that_the_manifest_leads_to_is_there_and_no_other(
    few: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not few:
        for folder in MOST_NAMED:
            monkeypatch.setitem(MOST_NAMED, folder, 0)
    index = index_of(catalog())
    manifest = index["search/manifest.json"]
    named = {"search/manifest.json", "search/lunr.json", f"search/suggest/{manifest['suggest']}.json"}
    for folder, key in (("terms", "leaves"), ("positions", "positions")):
        for _, leaf in manifest[key]:
            entries = leaf if few else index[f"search/leaves/{leaf}.json"]
            named |= set() if few else {f"search/leaves/{leaf}.json"}
            named.update(f"search/{folder}/{name}.json" for _, name in entries)
    named.update(f"search/lookup/{name}.json" for _, name in manifest["lookup"])
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


def test_the_parts_that_occurrences_are_sorted_and_encoded_in_make_no_difference(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = dict(index(catalog()))
    monkeypatch.setattr("sitegen.search.index.positions._SORTED_AT_ONCE", 20)
    monkeypatch.setattr("sitegen.search.index.positions._ENCODED_AT_ONCE", 7)
    monkeypatch.setattr("sitegen.search.index.shards._POSTINGS_AT_ONCE", 5)
    assert dict(index(catalog())) == whole


def test_what_nothing_leads_to_yet_comes_first_and_the_manifest_last() -> None:
    routes = [route for route, _ in index(catalog())]
    named = [is_named_by_content(route) for route in routes]
    assert named == sorted(named, reverse=True)
    assert [route for route, is_named in zip(routes, named, strict=True) if not is_named] == [
        *(f"search/documents/{number}.json" for number in range(-(-len(PAPERS) // 3))),
        "search/lunr.json",
        "search/manifest.json",
    ]


@given(st.lists(st.builds(documents.IndexedText, _TEXTS, _TEXTS, st.tuples(_TEXTS), st.tuples(_TEXTS), _TEXTS)))
def test_topics_that_are_indexed_apart_give_the_same_index(texts: list[documents.IndexedText]) -> None:
    (postings, sequences), (apart, sequences_apart) = merge([[index_texts(texts)]]), merge([index_apart(texts)])
    assert encode(postings) == encode(apart)
    assert encode(find_forms(postings, sequences)) == encode(find_forms(apart, sequences_apart))
    assert list(positions.write(sequences)) == list(positions.write(sequences_apart))


def test_an_edited_paper_is_counted_with_its_chunk_alone() -> None:
    before, after = catalog(), catalog([(*PAPERS[0][:2], "Other words.", ()), *PAPERS[1:]])
    chunks = [[documents.text_of(one) for one in documents.describe(made, Config())] for made in (before, after)]
    first, second = ([encode(index_texts(texts[start : start + 2])) for start in (0, 2, 4, 6)] for texts in chunks)
    assert [one == other for one, other in zip(first, second, strict=True)] == [False, True, True, True]


def test_a_word_repeated_beyond_measure_is_counted_up_to_a_limit() -> None:
    counts, _ = index_texts([documents.IndexedText("", "echo " * 20_000, (), (), "")])
    assert (counts.times.tolist(), counts.lengths.tolist()) == ([2**14 - 1], [[0, 20_000, 0, 0]])


def test_the_vocabulary_holds_all_terms_with_their_words_and_how_often_they_occur(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sitegen.search.index.vocabulary.MAX_FORMS", 6)
    words = ["model", "Model", "MODELS", "models", "modeling", "modelled", "modeled", "modellings", "modeler"]
    papers = [(f"p{number}", word, " ".join(words[number:]), ()) for number, word in enumerate(words)]
    site = SiteIndex(
        write(tmp_path, catalog([*papers, ("x", "Model AI", "emoji\U0001f600x emoji\U0001f601x \u212aahn", ())]))
    )
    found = {term: (frequency, forms) for term, frequency, forms in site.vocabulary()}
    # ten titles, nine abstracts and five labels have it; of seven words in lower case the six most frequent are kept
    assert found["model"] == (9, ["modeler", "models", "modellings", "modeled", "modelled", "modeling"])
    assert found["ai"] == (0, ["ai"])
    assert found["kahn"] == (0, ["kahn"])
    assert {"emoji\U0001f600x", "emoji\U0001f601x"} <= found.keys()


def test_words_of_two_letters_and_numbers_are_not_suggested(tmp_path: Path) -> None:
    site = SiteIndex(write(tmp_path, catalog([("x", "AI and 2025 BERT models", "", ())])))
    assert [word for word, _ in site.suggestions()] == ["attention", "BERT", "models"]


_LETTERS = [f"{first}{second}" for first in "abcdefghijklmnopqrstuvwxyz" for second in "abcdefghij"]


def test_files_have_about_their_size_and_a_heavy_term_stands_nearly_alone() -> None:
    ranges = [(at.start, at.stop) for _, at in partition(_LETTERS, [10] * len(_LETTERS), 100)]
    assert [start for start, _ in ranges[1:]] == [stop for _, stop in ranges[:-1]]
    assert (ranges[0][0], ranges[-1][1]) == (0, len(_LETTERS))
    assert all(5 <= stop - start <= 21 for start, stop in ranges[:-1])
    for place in range(5, 250):
        weights = [10] * len(_LETTERS)
        weights[place] = 500
        at = next(at for _, at in partition(_LETTERS, weights, 100) if at.start <= place < at.stop)
        assert place - 1 <= at.start
        assert at.stop <= place + 2


def test_leaves_have_some_dozens_of_shards() -> None:
    entries = [(f"term{number}", "name") for number in range(2000)]
    found = [(bound, json.loads(leaf)) for bound, leaf in leaves(entries)]
    assert [tuple(entry) for _, leaf in found for entry in leaf] == entries
    assert all(24 <= len(leaf) <= 96 for _, leaf in found[:-1])
    assert [bound for bound, _ in found] == [leaf[0][0] for _, leaf in found]


@given(st.lists(st.text("abé", max_size=6), min_size=2, max_size=2, unique=True).map(sorted))
def test_a_boundary_lies_between_two_terms_and_is_as_short_as_can_be(terms: list[str]) -> None:
    before, first = terms
    bound = boundary(before, first)
    assert before < bound <= first
    assert not before < bound[:-1]


def test_a_term_that_goes_moves_no_boundary_far_from_it() -> None:
    before = {_LETTERS[at.start] for _, at in partition(_LETTERS, [10] * 260, 100)}
    fewer = [*_LETTERS[:30], *_LETTERS[31:]]
    after = {fewer[at.start] for _, at in partition(fewer, [10] * 259, 100)}
    assert len(before - after) <= 3
    assert len(before) > 20


def test_a_document_has_its_most_votes_and_its_first_day_and_is_indexed_by_the_words_of_its_formulas() -> None:
    paper = Paper(id="x", facts=Facts(title=r"A $\alpha$-Model"), plain="Text.")
    listings = [Listing(paper="x", rank=1, votes=votes) for votes in (3, 5, 4, None)]
    days = ("2025-03-28", "2025-03-29", "2025-03-30", "2025-03-31")
    made = Catalog(papers={"x": paper}, appearances={"x": tuple(map(Appearance, days, listings))})
    (document,) = documents.describe(made, Config())
    assert (document.votes, document.date) == (5, "2025-03-28")
    assert documents.text_of(document).title == "A alpha-Model"
    assert document.title == "A α-Model"
    # a topic that too few papers have has no page
    (document,) = documents.describe(msgspec.structs.replace(made, topics_of={"x": ("rare",)}), Config())
    assert document.topics == ()
    published = msgspec.structs.replace(paper, facts=msgspec.structs.replace(paper.facts, published="2024"))
    (document,) = documents.describe(msgspec.structs.replace(made, papers={"x": published}), Config())
    assert document.date == "2024"
    assert (document.url, document.address) == ("", "papers/x.html")
    (document,) = documents.describe(made, Config(urls="clean"))
    assert (document.url, document.address) == ("papers/x", "papers/x")


def test_votes_below_none_count_as_none_in_their_column() -> None:
    few = [documents.Document(id="x", title="", url="", votes=votes) for votes in (None, -3, 0, 7)]
    assert list(digits.decode(json.loads(columns(few)["votes"][0])["rows"])) == [0, 1, 1, 8]


@pytest.mark.parametrize("site", [Path("nowhere"), {}, {"search/manifest.json": b"{"}])
def test_a_site_without_an_index_is_a_usage_error(site: Path | dict[str, bytes]) -> None:
    with pytest.raises(UsageError, match="there is no search index"):
        SiteIndex(site)


def test_an_author_who_is_named_twice_is_counted_once_in_the_column() -> None:
    column = json.loads(columns([documents.Document(id="x", title="", authors=("Ada", "Bo", "Ada"))])["authors"][0])
    assert (column["values"], list(digits.decode(column["rows"]))) == (["Ada", "Bo"], [2, 0, 1])


def test_ids_that_javascript_takes_for_indexes_come_in_their_order() -> None:
    ids = ["x", "12", "7", "007", "4294967294", "4294967295", "-1", "٣", "1984"]
    assert [ids[number] for number in numeric(ids)] == ["7", "12", "1984", "4294967294"]


def test_characters_beyond_u_ffff_are_not_shared_by_terms_that_follow_each_other() -> None:
    """JavaScript would count each as two."""
    assert common_prefix("a\U0001f600b", "a\U0001f600c") == 1


@pytest.mark.shared
def test_a_paper_added_leaves_most_files_alone(shared: Path) -> None:
    made = real_papers(shared / "data/acl/sample-2k.jsonl.gz")
    papers = list(made.papers.values())
    limit = Config(search=SearchSettings(standard_index_limit=0))
    before = dict(index(Catalog(papers={one.id: one for one in papers[:-1]}), limit))
    after = dict(index(Catalog(papers={one.id: one for one in papers}), limit))
    changed = {route for route, content in after.items() if before.get(route) != content}
    kinds = {kind: sum(route.split("/")[1] == kind for route in changed) for kind in ("documents", "terms", "columns")}
    texts = chain.from_iterable(documents.text_of(next_document(papers[-1])).values())
    distinct = len({term(word) for text in texts for piece in pieces(text) for word in words(piece)})
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


def test_only_a_term_of_several_words_has_a_mask_for_each_posting() -> None:
    assert Forms([["bee"], ["bees", "bee"]], []).several.tolist() == [False, True]


@given(st.lists(st.floats(0, 100), min_size=1))
def test_scores_are_rounded_as_python_rounds(scores: list[float]) -> None:
    exact = np.array([*scores, 0.0625, 0.1875, 1.0005, 2.5635])
    assert rounded(exact).tolist() == [round(score, 3) for score in exact.tolist()]


@given(st.lists(st.text(min_size=1), unique=True))
def test_every_term_lies_in_the_file_that_boundaries_in_the_order_of_javascript_lead_to(words: list[str]) -> None:
    terms = [words[place] for place in utf16.argsort(words)]
    assert terms == sorted(words, key=utf16.sort_key)
    bounds = [utf16.sort_key(bound) for bound, _ in partition(terms, [1000] * len(terms), 10)]
    assert [bisect_right(bounds, utf16.sort_key(word)) - 1 for word in terms] == list(range(len(terms)))
