"""Catalogues in JSON and YAML: Semantic Scholar, OpenAlex, ORCID, Crossref, CSL, and recorded answers of them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sitegen.diagnostics import Report
from sitegen.ingest import ingest
from sitegen.ingest.sources.catalogues import inverted
from sitegen.model import Digest, Entry


def read(value: Any, report: Report | None = None) -> Digest:
    text = value if isinstance(value, str) else json.dumps(value)
    return ingest(text.encode(), "answer.json", report or Report())


def only(value: Any) -> Entry:
    report = Report()
    (entry,) = read(value, report).entries
    assert not report.diagnostics
    return entry


def abstract(entry: Entry) -> list[str]:
    return ["".join(span.text for span in part) for part in entry.abstract]


def names(entry: Entry) -> list[str]:
    return [author.name for author in entry.facts.authors]


SCHOLAR = {
    "paperId": "331f0f",
    "externalIds": {"ArXiv": "1402.0030", "DOI": "10.1234/x", "CorpusId": 1981188},
    "title": "Neural Variational Inference",
    "abstract": None,
    "venue": "",
    "publicationVenue": {"name": "International Conference on Machine Learning"},
    "year": 2014,
    "publicationDate": "2014-01-31",
    "authors": [
        {"authorId": "1", "name": "A. Mnih", "affiliations": ["UCL"]},
        {"authorId": "2", "name": "Karol Gregor"},
    ],
    "fieldsOfStudy": ["Computer Science"],
    "openAccessPdf": {"url": "https://x.org/p.pdf"},
}


@pytest.mark.parametrize(
    "wrapped",
    [
        SCHOLAR,
        [SCHOLAR],
        {"total": 1, "offset": 0, "data": [SCHOLAR]},
        {"data": [{"contexts": [], "citedPaper": SCHOLAR}]},
        {"recommendedPapers": [SCHOLAR]},
    ],
)
def test_semantic_scholar_is_read_however_it_is_wrapped(wrapped: Any) -> None:
    entry = only(wrapped)
    facts = entry.facts
    assert (facts.title, facts.arxiv, facts.doi) == ("Neural Variational Inference", "1402.0030", "10.1234/x")
    assert (facts.published, facts.venue) == ("2014-01-31", "International Conference on Machine Learning")
    assert names(entry) == ["A. Mnih", "Karol Gregor"]
    assert facts.authors[0].affiliation == "UCL"
    assert entry.abstract == ()
    assert [(link.kind, link.url) for link in facts.links] == [("pdf", "https://x.org/p.pdf")]


def test_a_paper_of_nothing_but_nulls_is_told() -> None:
    report = Report()
    assert not read({"paperId": "2d", "authors": None, "citations": None}, report).entries
    assert [found.code for found in report.diagnostics] == ["untitled-record"]


OPENALEX = {
    "id": "https://openalex.org/W1",
    "doi": "https://doi.org/10.1234/x",
    "title": "A <i>title</i>",
    "display_name": "A <i>title</i>",
    "publication_date": "2018-05-01",
    "primary_location": {
        "source": {"display_name": "Journal of Tests"},
        "license": "cc-by",
        "landing_page_url": "https://doi.org/10.1234/x",
        "pdf_url": "https://x.org/p.pdf",
    },
    "locations": [{"landing_page_url": "http://arxiv.org/abs/1805.12018", "pdf_url": None}],
    "authorships": [
        {"author": {"display_name": "Ozan Şener"}, "institutions": [{"display_name": "Intel"}]},
        {"author": None, "raw_author_name": "J. Duchi"},
    ],
    "abstract_inverted_index": {"We": [0], "test": [1, 3], "and": [2], "bad": ["x", -1, True, 10**9]},
    "keywords": [{"display_name": "Adversarial"}, {"keyword": "Augmentation"}],
}


@pytest.mark.parametrize("wrapped", [OPENALEX, {"meta": {"count": 1}, "results": [OPENALEX]}])
def test_openalex_turns_its_abstract_back(wrapped: Any) -> None:
    entry = only(wrapped)
    assert (entry.facts.title, entry.facts.doi, entry.facts.arxiv) == ("A title", "10.1234/x", "1805.12018")
    assert (entry.facts.venue, entry.facts.license) == ("Journal of Tests", "cc-by")
    assert abstract(entry) == ["We test and test"]
    assert names(entry) == ["Ozan Şener", "J. Duchi"]
    assert entry.facts.keywords == ("Adversarial", "Augmentation")


def test_an_abstract_of_openalex_may_be_plain_text() -> None:
    assert abstract(only(OPENALEX | {"abstract_inverted_index": None, "abstract": "We test."})) == ["We test."]


def test_an_inverted_abstract_that_is_none_is_empty() -> None:
    nothing: list[Any] = [None, [], {}, {"a": None}, {"a": [None]}]
    assert [inverted(value) for value in nothing] == [""] * 5


CROSSREF = {
    "DOI": "10.1002/1521-3994(199903)320:1<1::AID-ASNA1>3.0.CO;2-8",
    "type": "journal-article",
    "title": ["On <i>tests</i> of H<sub>2</sub>O"],
    "subtitle": ["a study"],
    "container-title": ["Journal of Tests"],
    "author": [
        {"given": "Ann", "family": "Lee", "affiliation": [{"name": "ETH"}]},
        {"name": "The X Collaboration", "sequence": "additional"},
    ],
    "issued": {"date-parts": [[None]]},
    "published-print": {"date-parts": [[1999, 3]]},
    "abstract": (
        "<jats:title>Abstract</jats:title><jats:sec><jats:title>Methods</jats:title><jats:p>We <jats:italic>test"
        "</jats:italic> 5 &lt; 6 &amp; more.</jats:p></jats:sec><jats:p>x<jats:sup>2</jats:sup></jats:p>"
    ),
    "license": [{"URL": "https://creativecommons.org/licenses/by/4.0/"}],
}


@pytest.mark.parametrize(
    "wrapped",
    [
        {"status": "ok", "message-type": "work", "message": CROSSREF},
        {"status": "ok", "message-type": "work-list", "message": {"items": [CROSSREF], "total-results": 1}},
    ],
)
def test_crossref_is_read_with_its_jats(wrapped: Any) -> None:
    entry = only(wrapped)
    assert entry.facts.title == "On tests of H₂O: a study"
    assert entry.facts.doi == CROSSREF["DOI"]
    assert entry.facts.published == "1999-03"
    assert names(entry) == ["Ann Lee", "The X Collaboration"]
    assert abstract(entry) == ["Methods: We test 5 < 6 & more.", "x²"]


def test_the_works_of_a_person_at_orcid_are_read() -> None:
    chapter = {"external-id-type": "doi", "external-id-value": "10.1000/book", "external-id-relationship": "part-of"}
    own = {"external-id-type": "doi", "external-id-value": "10.1000/own", "external-id-relationship": "self"}
    work = {
        "title": {"title": {"value": "Slow Clocks"}, "subtitle": {"value": "A Survey"}},
        "external-ids": {"external-id": [chapter, own]},
        "publication-date": {"year": {"value": "2024"}, "month": {"value": "03"}, "day": None},
        "journal-title": {"value": "Clock Letters"},
        "url": {"value": "https://x.example/slow"},
    }
    bare = {"title": {"title": {"value": "Small Maps"}}, "publication-date": {"year": {"value": "2023"}}}
    first, second = read({"group": [{"work-summary": [work, bare]}, {"work-summary": [bare]}]}).entries
    facts = first.facts
    assert (facts.title, facts.doi, facts.published) == ("Slow Clocks: A Survey", "10.1000/own", "2024-03")
    assert facts.venue == "Clock Letters"
    assert (second.facts.title, second.facts.published) == ("Small Maps", "2023")


@pytest.mark.parametrize(
    ("versions", "license"),
    [
        (["tdm", "stm-asf", "am", "vor"], "https://x.example/vor"),
        (["tdm", "unspecified", "am"], "https://x.example/am"),
        (["tdm", "unspecified"], "https://x.example/unspecified"),
        (["tdm"], ""),
    ],
)
def test_the_licence_is_that_for_readers_and_not_the_one_for_text_mining(versions: list[str], license: str) -> None:
    licenses = [{"content-version": version, "URL": f"https://x.example/{version}"} for version in versions]
    assert only({"message-type": "work", "message": {**CROSSREF, "license": licenses}}).facts.license == license


def test_a_failed_answer_says_why() -> None:
    report = Report()
    answer = {"status": "failed", "message-type": "validation-failure", "message": [{"message": "No such route"}]}
    assert not read(answer, report).entries
    assert report.diagnostics[0].severity == "error"
    assert report.diagnostics[0].message == "the server answered with an error: No such route"


CSL = {
    "id": "x",
    "type": "article-journal",
    "title": "Le <b>Cinéma</b>",
    "author": [
        {"family": "Beauvoir", "given": "Simone", "non-dropping-particle": "de"},
        {"family": "Alembert", "given": "Jean", "dropping-particle": "d’"},
        {"literal": "Wikipedia"},
        {"family": "King", "given": "Martin", "suffix": "Jr."},
    ],
    "issued": {"date-parts": [["2013", 1, 1], [2014]]},
    "DOI": "10.1234/X",
    "URL": "https://example.org/paper",
}


def test_csl_puts_names_together() -> None:
    entry = only([CSL])
    assert entry.facts.title == "Le Cinéma"
    assert names(entry) == ["Simone de Beauvoir", "Jean d’Alembert", "Wikipedia", "Martin King Jr."]
    assert (entry.facts.published, entry.facts.doi, entry.facts.links) == ("2013-01-01", "10.1234/X", ())


@pytest.mark.parametrize(
    ("issued", "date"),
    [
        ({"raw": "March 2013"}, "2013-03"),
        ({"literal": "n.d."}, ""),
        ({"date-parts": [[2013, 13]]}, "2013"),
        ({"date-parts": []}, ""),
        ({"date-parts": [2013]}, ""),
        ([{"year": 2019, "month": 7}], "2019-07"),
        (None, ""),
    ],
)
def test_a_csl_date_is_read_as_far_as_it_goes(issued: Any, date: str) -> None:
    assert only([{**CSL, "issued": issued}]).facts.published == date


def test_csl_may_be_yaml() -> None:
    digest = read("---\nreferences:\n- id: x\n  title: On *Tests*\n  author:\n  - family: Lee\n    given: Ann\n"
                  "  issued:\n  - year: 2019\n    month: 7\n...\n")  # fmt: skip
    (entry,) = digest.entries
    assert (entry.facts.title, names(entry), entry.facts.published) == ("On Tests", ["Ann Lee"], "2019-07")


@pytest.mark.parametrize("nocite", ['nocite: "[@*]"\n', "nocite: |\n  @*\n", ""])
def test_csl_may_be_yaml_as_pandoc_writes_it(nocite: str) -> None:
    work = "- author:\n  - family: Lee\n    given: Ann\n  doi: 10.1234/x\n  issued: 2019-07\n  title: {}\n"
    title = "On [H~2~O]{.nocase} in *tests* at 10^5^ and $a^2b^2$"
    (entry,) = read(f"---\n{nocite}references:\n{work.format(title)}---\n").entries
    assert (entry.facts.title, names(entry)) == ("On H₂O in tests at 10⁵ and $a^2b^2$", ["Ann Lee"])
    assert (entry.facts.published, entry.facts.doi) == ("2019-07", "10.1234/x")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("- id: &a x\n  author:\n  - *a\n", "refers to itself"),
        ("- id: x\n  author:\n" + "  - " + "[" * 100_000, "nest"),
        ("- id: x\n  author:\n  - {", "cannot be read"),
    ],
)
def test_yaml_that_is_a_trap_is_refused(text: str, words: str) -> None:
    report = Report()
    assert not read(text, report).entries
    assert words in report.diagnostics[0].message


def test_json_without_end_is_an_error_and_no_more() -> None:
    report = Report()
    read('[{"paperId": "1", "title": "A", "authors": ' + "[" * 100_000, report)
    assert report.count("error") == 1


def test_numbers_that_are_none_do_no_harm() -> None:
    text = '[{"paperId": "1", "title": "A", "title": "B", "year": NaN, "authors": [NaN, 1, null, {"name": Infinity}]}]'
    (entry,) = read(text).entries
    assert (entry.facts.title, entry.facts.published) == ("B", "")


def test_parts_of_names_in_csl_are_kept_where_the_name_alone_does_not_tell_them() -> None:
    people = [
        {"family": "García Márquez", "given": "José"},
        {"literal": "Heaps Unlimited"},
        {"family": "Alembert", "given": "Jean", "dropping-particle": "d'"},
        {"family": "Lee", "given": "Ann"},
        {"family": "Gore Vidal", "given": "Al", "suffix": "Jr."},
    ]
    entry = only([{"id": "x", "type": "article-journal", "title": "Slow Clocks", "author": people}])
    assert names(entry) == ["José García Márquez", "Heaps Unlimited", "Jean d'Alembert", "Ann Lee", "Al Gore Vidal Jr."]
    assert [author.inverted for author in entry.facts.authors] == [
        "García Márquez, José", "Heaps Unlimited,", "", "", "Gore Vidal, Al, Jr.",
    ]  # fmt: skip


def test_reviews_and_comments_of_openreview_are_no_papers() -> None:
    submission = {"id": "a", "forum": "a", "replyto": None, "content": {"title": "Slow Clocks"}, "invitation": "X"}
    review = {"id": "b", "forum": "a", "replyto": "a", "content": {"title": "A fine paper"}, "invitation": "X"}
    comment = {"id": "c", "forum": "a", "replyto": "b", "content": {"title": {"value": "Thanks"}}, "invitations": ["X"]}
    assert only({"notes": [submission, review, comment]}).facts.title == "Slow Clocks"


def test_the_place_in_a_journal_is_read_from_each_catalogue() -> None:
    place = {"volume": "27", "issue": "2"}
    crossref: dict[str, Any] = {"title": ["Shelves"], "type": "journal-article", "page": "97-111", "publisher": "OUP"}
    crossref["DOI"] = "10.1234/x"
    openalex: dict[str, Any] = {"id": "https://openalex.org/W1", "display_name": "Shelves", "authorships": []}
    openalex |= {"biblio": place | {"first_page": "97", "last_page": "111"}}
    for work in ({"message-type": "work", "message": crossref | place}, {"results": [openalex]}):
        facts = only(work).facts
        assert (facts.volume, facts.issue, facts.pages) == ("27", "2", "97–111")
    assert (only([{"id": "a"} | crossref | place]).facts.publisher, facts.kind) == ("OUP", "")
