"""Papers without identifiers are looked up by title; what is not sure is left alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sitegen.diagnostics import UsageError
from sitegen.model import Author, Facts, Link
from sitegen.pipeline.content.importing import import_new
from tests import answers, web
from tests.desk import Desk, play_catalogues
from tests.web import Web

TITLE = "The Curse of Depth in Large Language Models"
PAGE = "papers/2025/the-curse-of-depth-in-large-language-models.md"
OTHER = "A cook praises salt, pepper and the patience of her grandmother, who taught everybody how bread is baked."


@pytest.fixture
def desk(tmp_path: Path, server: Web, monkeypatch: pytest.MonkeyPatch) -> Desk:
    play_catalogues(server, monkeypatch)
    for path, nothing in (
        ("/api/query", answers.arxiv()),
        ("/api/papers/search", "[]"),
        ("/works", answers.openalex()),
    ):
        server.says(path, nothing)
    return Desk(tmp_path, server)


def test_what_arxiv_surely_knows_is_written_into_the_page(desk: Desk, server: Web) -> None:
    desk.paste(TITLE)
    before = desk.read(PAGE)
    server.says("/api/query", answers.arxiv("The curse of depth in large language models"))
    (find,) = desk.enrich()
    assert (find.catalogue, find.facts.arxiv) == ("arXiv", "2502.05795")
    assert desk.papers == {
        "the-curse-of-depth-in-large-language-models": Facts(
            title=TITLE,
            authors=(Author("Ada Lovelace"), Author("Alan Turing")),
            published="2025-02-09",
            updated="2025-03-01",
            arxiv="2502.05795",
            version="2",
            categories=("cs.LG", "cs.CL"),
            links=desk.papers["the-curse-of-depth-in-large-language-models"].links,
        )
    }
    # a change that an editor can review: lines are added, and only the digest of the facts is another
    removed = set(before.splitlines()) - set(desk.read(PAGE).splitlines())
    assert [line.partition(":")[0] for line in removed] == ["generated"]
    assert (desk.config.content / "sources/enriched.jsonl").exists()


def test_nothing_is_sent_but_the_words_of_titles(desk: Desk, server: Web) -> None:
    desk.paste("Depth: a $O(n)$ {Curse}? & more")
    desk.enrich()
    assert server.paths == [
        '/api/query?search_query=ti:"Depth a Curse more"&start=0&max_results=5',
        "/api/papers/search?q=Depth a Curse more",
        "/works?filter=title.search:Depth a Curse more&per-page=5",
    ]
    assert not any("Authorization" in asked.headers or "Cookie" in asked.headers for asked in server.asked)


def test_a_paper_with_a_doi_is_not_looked_up(desk: Desk, server: Web) -> None:
    page = desk.config.content / PAGE
    page.parent.mkdir(parents=True)
    page.write_text(f'---\ntitle: "{TITLE}"\ndoi: "10.1000/curse"\n---\n\nWe study it.\n', "utf-8")
    assert desk.enrich() == []
    assert server.paths == []


def test_a_title_that_is_all_formula_is_asked_for_with_the_letters_of_it(desk: Desk, server: Web) -> None:
    desk.paste(r"$\ell_1 + x^2$")
    desk.enrich()
    assert "/api/papers/search?q=ell 1 x 2" in server.paths


def test_catalogues_are_asked_one_after_the_other_until_one_is_sure(desk: Desk, server: Web) -> None:
    desk.paste(TITLE)
    server.says("/api/query", answers.arxiv("Something Else Entirely"))
    server.says("/api/papers/search", answers.hugging_face_search(TITLE))
    server.says("/works", answers.openalex(TITLE))
    assert [find.catalogue for find in desk.enrich()] == ["Hugging Face"]
    assert len(server.asked) == 2
    assert desk.papers["the-curse-of-depth-in-large-language-models"].arxiv == "2502.05795"


def test_openalex_knows_what_was_published_elsewhere(desk: Desk, server: Web) -> None:
    desk.paste(TITLE)
    server.says("/works", answers.openalex(TITLE))
    assert [find.catalogue for find in desk.enrich()] == ["OpenAlex"]
    facts = desk.papers["the-curse-of-depth-in-large-language-models"]
    assert (facts.doi, facts.venue, facts.published) == ("10.1000/curse", "ICML", "2025-07-13")


@pytest.mark.parametrize(
    "offered",
    [
        "The Curse of Depth in Large Language Models II",
        "The Curse of Depth in Large Language Models: A Survey",
        "The Curse of Width in Large Language Models",
        "The Curse of Depth",
        "",
    ],
)
def test_a_title_that_is_another_does_not_count(desk: Desk, server: Web, offered: str) -> None:
    desk.paste(TITLE)
    server.says("/api/query", answers.arxiv(offered))
    before = desk.read(PAGE)
    assert desk.enrich() == []
    assert desk.read(PAGE) == before


def test_a_slip_in_a_long_title_counts_where_the_abstract_agrees(desk: Desk, server: Web) -> None:
    desk.paste(TITLE)
    server.says("/api/query", answers.arxiv("The Curse of Depth in Large Langauge Models", summary=OTHER))
    assert desk.enrich() == []
    server.says("/api/query", answers.arxiv("The Curse of Depth in Large Langauge Models"))
    assert len(desk.enrich()) == 1
    (facts,) = desk.papers.values()
    assert facts.title == TITLE


def test_an_equal_title_over_another_abstract_or_by_others_does_not_count(desk: Desk, server: Web) -> None:
    desk.paste(TITLE)
    server.says("/api/query", answers.arxiv(TITLE, summary=OTHER))
    assert desk.enrich() == []
    desk.paste("Depth", authors=(Author("Grace Hopper"),), name="2025-03-28-2")
    server.says("/api/query", answers.arxiv("Depth"))
    assert desk.enrich("depth") == []


def test_two_papers_of_one_title_are_left_to_the_editor(desk: Desk, server: Web) -> None:
    desk.paste(TITLE)
    server.says("/api/query", answers.arxiv(TITLE, TITLE))
    assert desk.enrich() == []
    assert desk.findings == ["note[ambiguous]"]


def test_two_records_of_one_doi_are_one_paper(desk: Desk, server: Web) -> None:
    desk.paste(TITLE)
    first, second = (json.loads(answers.openalex(TITLE, doi=doi)) for doi in ("10.1000/Curse", "10.1000/curse"))
    server.says("/works", json.dumps(first | {"results": first["results"] + second["results"]}))
    (find,) = desk.enrich()
    assert find.facts.doi == "10.1000/Curse"


def test_two_pages_of_one_title_are_not_looked_up(desk: Desk, server: Web) -> None:
    desk.paste("Depth", authors=(Author("Grace Hopper"),))
    desk.paste("Depth", authors=(Author("Ada Lovelace"),), name="2025-03-28-2", summary="")
    assert desk.enrich() == []
    assert server.paths == []
    assert desk.findings == ["note[ambiguous]"] * 2


def test_a_paper_with_an_identifier_is_looked_up_only_when_it_is_named(desk: Desk, server: Web) -> None:
    desk.paste(TITLE, arxiv="2502.05795")
    server.says("/api/query", answers.arxiv(TITLE))
    assert desk.enrich() == []
    assert server.paths == []
    assert len(desk.enrich("2502.05795")) == 1
    assert desk.papers["2502.05795"].version == "2"


def test_an_id_that_no_paper_has_is_a_misuse(desk: Desk) -> None:
    desk.paste(TITLE)
    with pytest.raises(UsageError) as problem:
        desk.enrich("the-curse-of-depth-in-large-language-model")
    assert problem.value.diagnostic.hint == "did you mean the-curse-of-depth-in-large-language-models?"


def test_what_an_editor_wrote_is_not_touched(desk: Desk, server: Web) -> None:
    desk.paste(TITLE)
    desk.edit(
        PAGE, f'title: "{TITLE}"', f'title: "{TITLE}"\nauthors: ["A. Lovelace"]\ntopics: ["depth"]\nvenue: "My shelf"'
    )
    desk.edit(PAGE, "half of the layers", "most of the layers")
    server.says("/api/query", answers.arxiv(TITLE))
    assert len(desk.enrich()) == 1
    (facts,) = desk.papers.values()
    assert (facts.authors, facts.topics, facts.venue) == ((Author("A. Lovelace"),), ("depth",), "My shelf")
    assert (facts.arxiv, facts.published) == ("2502.05795", "2025-02-09")
    assert "most of the layers" in desk.read(PAGE)


def test_what_was_found_stays_when_the_source_changes(desk: Desk, server: Web) -> None:
    desk.paste(TITLE)
    server.says("/api/query", answers.arxiv(TITLE))
    desk.enrich()
    desk.paste(TITLE, venue="ICML", links=(Link("code", "https://github.com/a/b"),))
    (facts,) = desk.papers.values()
    assert (facts.arxiv, facts.venue, len(facts.authors)) == ("2502.05795", "ICML", 2)
    assert "code" in {link.kind for link in facts.links}


def test_a_page_that_was_edited_and_looked_up_still_gets_what_its_source_adds(desk: Desk, server: Web) -> None:
    desk.paste(TITLE)
    desk.edit(PAGE, "half of the layers", "most of the layers")
    server.says("/api/query", answers.arxiv(TITLE, summary=answers.SUMMARY.replace("almost", "hardly more than")))
    desk.enrich()
    desk.paste(TITLE, venue="ICML")
    (facts,) = desk.papers.values()
    assert (facts.arxiv, facts.venue, len(facts.authors)) == ("2502.05795", "ICML", 2)
    assert "most of the layers do almost" in desk.read(PAGE)


def test_what_an_editor_takes_back_stays_away(desk: Desk, server: Web) -> None:
    desk.paste(TITLE)
    before = desk.read(PAGE)
    server.says("/api/query", answers.arxiv(TITLE))
    desk.enrich()
    (desk.config.content / PAGE).write_text(before, "utf-8")
    import_new(desk.config, desk.report)
    assert desk.read(PAGE) == before


@pytest.mark.parametrize(
    "wrong",
    [
        web.Answer(status=503),
        web.Answer(status=404),
        web.Answer(silent=True),
        web.Answer(answers.arxiv(TITLE).encode()[:300], cut=True),
        web.Answer(b"<html><body>Please log in</body></html>"),
        web.Answer(answers.ARXIV_ERROR.encode()),
        web.Answer(b""),
    ],
)
def test_a_catalogue_that_fails_is_told_once_and_the_others_are_asked(
    desk: Desk, server: Web, wrong: web.Answer
) -> None:
    desk.paste(TITLE, "Learning to Hope")
    server.says("/api/query", wrong)
    server.says("/api/papers/search", answers.hugging_face_search(TITLE))
    assert [find.catalogue for find in desk.enrich()] == ["Hugging Face"]
    assert desk.findings == ["warning[catalogue]"]
    assert sum(path.startswith("/api/query") for path in server.paths) <= 2


def test_that_no_catalogue_answers_is_an_error(desk: Desk, server: Web) -> None:
    desk.paste(TITLE, "Learning to Hope")
    for path in ("/api/query", "/api/papers/search", "/works"):
        server.says(path, web.Answer(status=404))
    assert desk.enrich() == []
    assert sorted(desk.findings) == ["error[catalogue]", *["warning[catalogue]"] * 3]


def test_arxiv_is_given_its_three_seconds(desk: Desk, server: Web) -> None:
    desk.paste("Learning to Hope", "Quantized Transformers", summary="")
    desk.enrich(pause=3.0)
    assert desk.clock.slept == [3.0] * 5


def test_with_nothing_found_nothing_is_written(desk: Desk) -> None:
    desk.paste(TITLE)
    before = {file: file.read_bytes() for file in desk.config.content.rglob("*") if file.is_file()}
    assert desk.enrich() == []
    assert {file: file.read_bytes() for file in desk.config.content.rglob("*") if file.is_file()} == before
