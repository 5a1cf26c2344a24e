"""Papers without identifiers are looked up by title; what is not sure is left alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sitegen.config import Config
from sitegen.diagnostics import Report, UsageError
from sitegen.fetch import Client, Limits, lookup
from sitegen.ingest import jsonl
from sitegen.model import Author, Digest, Entry, Facts, Link, Span
from sitegen.pages import documents
from sitegen.pipeline.enrich import Find, enrich
from sitegen.pipeline.importing import import_new
from tests import answers, web
from tests.web import Clock, Web

TITLE = "The Curse of Depth in Large Language Models"
PAGE = "papers/2025/the-curse-of-depth-in-large-language-models.md"
OTHER = "A cook praises salt, pepper and the patience of her grandmother, who taught everybody how bread is baked."


class Desk:
    """A digest of papers that came without identifiers, and catalogues on the little web."""

    def __init__(self, folder: Path, server: Web) -> None:
        self.config = Config(content=folder / "content")
        self.server, self.report, self.clock = server, Report(), Clock()
        for path in ("/api/query", "/api/papers/search", "/works"):
            server.says(path, {"/api/query": answers.arxiv(), "/works": answers.openalex()}.get(path, "[]"))

    def paste(self, *titles: str, summary: str = answers.SUMMARY, name: str = "2025-03-28", **facts: Any) -> None:
        abstract = ((Span("text", summary),),) if summary else ()
        entries = tuple(Entry(facts=Facts(title=title, **facts), abstract=abstract) for title in titles)
        file = self.config.content / "sources" / f"{name}.jsonl"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"".join(jsonl.write(entries, Digest(date="2025-03-28"))))
        import_new(self.config, self.report)

    def enrich(self, *ids: str, pause: float = 0.0) -> list[Find]:
        self.report = Report()
        self.server.asked.clear()
        host = self.server.address.removeprefix("http://")
        limits = Limits(timeout=1.0, attempts=2, pauses={host: pause})
        client = Client(limits, allow_private=True, clock=self.clock, sleep=self.clock.sleep)
        address = self.server.address
        return enrich(
            self.config, self.report, ids, client=client, catalogues=lookup.catalogues(address, address, address)
        )

    def read(self, path: str = PAGE) -> str:
        return (self.config.content / path).read_text("utf-8")

    def edit(self, old: str, new: str, path: str = PAGE) -> None:
        assert old in self.read(path)
        (self.config.content / path).write_text(self.read(path).replace(old, new), "utf-8")

    @property
    def papers(self) -> dict[str, Facts]:
        return {page.paper.id: page.paper.facts for page in documents.read(self.config.content, Report()).papers}

    @property
    def findings(self) -> list[str]:
        return [f"{found.severity}[{found.code}]" for found in self.report.diagnostics]


@pytest.fixture
def server() -> Iterator[Web]:
    with web.running() as found:
        yield found


@pytest.fixture
def desk(tmp_path: Path, server: Web) -> Desk:
    return Desk(tmp_path, server)


def test_what_arxiv_surely_knows_is_written_into_the_page(desk: Desk, server: Web) -> None:
    desk.paste(TITLE)
    before = desk.read()
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
    removed = set(before.splitlines()) - set(desk.read().splitlines())
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
    before = desk.read()
    assert desk.enrich() == []
    assert desk.read() == before


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
    desk.edit(f'title: "{TITLE}"', f'title: "{TITLE}"\nauthors: ["A. Lovelace"]\ntopics: ["depth"]\nvenue: "My shelf"')
    desk.edit("half of the layers", "most of the layers")
    server.says("/api/query", answers.arxiv(TITLE))
    assert len(desk.enrich()) == 1
    (facts,) = desk.papers.values()
    assert (facts.authors, facts.topics, facts.venue) == ((Author("A. Lovelace"),), ("depth",), "My shelf")
    assert (facts.arxiv, facts.published) == ("2502.05795", "2025-02-09")
    assert "most of the layers" in desk.read()


def test_what_was_found_stays_when_the_source_changes(desk: Desk, server: Web) -> None:
    desk.paste(TITLE)
    server.says("/api/query", answers.arxiv(TITLE))
    desk.enrich()
    desk.paste(TITLE, venue="ICML", links=(Link("code", "https://github.com/a/b"),))
    (facts,) = desk.papers.values()
    assert (facts.arxiv, facts.venue, len(facts.authors)) == ("2502.05795", "ICML", 2)
    assert "code" in {link.kind for link in facts.links}


def test_what_an_editor_takes_back_stays_away(desk: Desk, server: Web) -> None:
    desk.paste(TITLE)
    before = desk.read()
    server.says("/api/query", answers.arxiv(TITLE))
    desk.enrich()
    (desk.config.content / PAGE).write_text(before, "utf-8")
    import_new(desk.config, desk.report)
    assert desk.read() == before


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


def test_arxiv_is_given_its_three_seconds(desk: Desk, server: Web) -> None:
    desk.paste("Learning to Hope", "Quantized Transformers", summary="")
    desk.enrich(pause=3.0)
    assert desk.clock.slept == [3.0] * 5


def test_with_nothing_found_nothing_is_written(desk: Desk) -> None:
    desk.paste(TITLE)
    before = {file: file.read_bytes() for file in desk.config.content.rglob("*") if file.is_file()}
    assert desk.enrich() == []
    assert {file: file.read_bytes() for file in desk.config.content.rglob("*") if file.is_file()} == before
