"""What becomes of a record's words and dates, whatever format it came in."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sitegen.diagnostics import Report
from sitegen.ingest import ingest
from sitegen.ingest.values import prose
from sitegen.model import Entry, Link


def only(**record: Any) -> Entry:
    """The paper of a record in JSON of nobody's format."""
    digest = ingest(json.dumps([{"title": "A Title", "abstract": "Words."} | record]).encode(), "kept.json", Report())
    (entry,) = digest.entries
    return entry


def test_a_change_on_the_day_of_publication_is_none() -> None:
    assert only(published="2025-03-01", updated="2025-03-01").facts.updated == ""
    assert only(published="2025-03-01", updated="2025-03-02").facts.updated == "2025-03-02"


@pytest.mark.parametrize(
    ("venue", "shown"),
    [
        *((name, "") for name in ("arXiv.org", "CoRR", "Scopus", "PubMed", "Scopus; Web of Science", "MED", "PPR")),
        *((name, name) for name in ("Corrosion Science", "Med", "Scopus of Clocks", "Semantic Scholar Workshop")),
    ],
)
def test_where_preprints_lie_and_what_only_tells_of_papers_is_no_venue_in_any_format(venue: str, shown: str) -> None:
    assert only(venue=venue).facts.venue == shown


@pytest.mark.parametrize(
    "written", ["#clocks #deep maps", "#clocks, #deep maps", "clocks; deep maps", ["#clocks", "deep maps"]]
)
def test_hashtags_are_topics_without_their_sign(written: str | list[str]) -> None:
    assert only(topics=written).facts.topics == ("clocks", "deep maps")
    assert only(topics="C#, F#").facts.topics == ("C#", "F#")


def test_one_pdf_is_enough_and_arxivs_own_is_known_by_its_id() -> None:
    pdfs = ["https://arxiv.org/pdf/2502.05795", "https://a.example/1.pdf", "https://b.example/1.pdf"]
    assert only(pdf=pdfs).facts.links == (Link("pdf", "https://a.example/1.pdf"),)


def test_the_address_of_a_paper_that_has_an_identifier_is_a_link_where_it_is_more_than_another_page() -> None:
    def kinds(**identifiers: str) -> list[str]:
        urls = [
            "https://a.example/1",
            "https://a.example/1.pdf",
            "https://github.com/a/b",
            "https://doi.org/10.1000/1.pdf",
        ]
        return [link.kind for link in only(url=urls, **identifiers).facts.links]

    assert kinds(arxiv="2502.05795") == kinds(doi="10.1000/1.pdf") == ["pdf", "code"]


@pytest.mark.parametrize("picture", ["https://a.example/track.PNG", "https://ann.github.io/a.svg?x=1"])
def test_a_picture_is_no_project(picture: str) -> None:
    assert not only(abstract=f"See our project: {picture}", url=picture).facts.links


def test_commas_part_keywords_in_one_text_and_belong_to_them_in_a_list() -> None:
    assert only(keywords="depth, layers").facts.keywords == ("depth", "layers")
    assert only(keywords=["depth, of layers", "Depth, of layers", "hope"]).facts.keywords == (
        "depth, of layers",
        "hope",
    )


def test_a_paragraph_does_not_end_within_a_displayed_formula() -> None:
    abstract = "We have it.\n\n  \\begin{equation}\n x\n\n  y\n \\end{equation}\n\nMore."
    assert prose.paragraphs(abstract) == ["We have it.", "\\begin{equation} x y \\end{equation}", "More."]


def test_an_abstract_that_is_indented_as_a_whole_is_one_paragraph() -> None:
    assert prose.paragraphs("    We have it,\n    and more.\n      Or less.") == ["We have it, and more.", "Or less."]


def test_an_address_is_one_whatever_its_case_and_with_a_slash_behind_it() -> None:
    code = ["https://github.com/Ann/Depth", "https://github.com/ann/depth/"]
    assert only(code=code).facts.links == (Link("code", code[0]),)


def test_the_first_of_two_fields_of_one_name_counts_in_bibtex() -> None:
    bib = "@article{a, title = {First}, title = {Second}, year = {}, year = {2025}}"
    (entry,) = ingest(bib.encode(), "refs.bib", Report()).entries
    assert (entry.facts.title, entry.facts.published) == ("First", "2025")


def test_xml_that_is_nested_without_end_is_an_error_and_no_more() -> None:
    report = Report()
    text = "<rss><channel><item><title>A Title</title></item><item>" + "<a>" * 50_000
    assert [entry.facts.title for entry in ingest(text.encode(), "feed.xml", report).entries] == ["A Title"]
    assert [found.message for found in report.diagnostics] == ["the elements are nested too deeply"]


@pytest.mark.parametrize(
    ("id", "day", "published"),
    [
        ("2502.05795", "2025-02-09", "2025-02-09"),
        ("2502.05795", "2025-03-01", "2025-03-01"),
        ("2502.05795", "2025-06-01", "2025-02"),
    ],
)
def test_a_day_months_after_an_arxiv_id_is_of_a_later_version(id: str, day: str, published: str) -> None:
    paper = {"id": id, "title": "A Title", "summary": "Words.", "publishedAt": f"{day}T10:00:00Z", "authors": []}
    (entry,) = ingest(json.dumps([{"paper": paper}]).encode(), "2025-06-02.json", Report()).entries
    assert entry.facts.published == published


def test_the_day_of_a_change_is_the_only_one_that_an_item_of_rss_has() -> None:
    item = "<title>A Title</title><updated>2025-03-26T06:00:00Z</updated>"
    (entry,) = ingest(f"<rss><channel><item>{item}</item></channel></rss>".encode(), "feed.xml", Report()).entries
    assert (entry.facts.published, entry.facts.updated) == ("2025-03-26", "")
    (entry,) = ingest(f"<feed><entry>{item}</entry></feed>".encode(), "feed.xml", Report()).entries
    assert (entry.facts.published, entry.facts.updated) == ("", "2025-03-26")


def test_the_month_of_a_volume_is_not_joined_to_the_year_of_a_paper_in_it() -> None:
    bib = "@inproceedings{a, title = {A Title}, year = 2024, crossref = {b}}\n@proceedings{b, title = {P}, month = 5}"
    paper, _ = ingest(bib.encode(), "refs.bib", Report()).entries
    assert (paper.facts.published, paper.facts.venue) == ("2024", "P")


@pytest.mark.parametrize(
    ("path", "day"),
    [("2025-03-28.json", "2025-03-28"), ("2024-01-02/papers.json", ""), ("2024-01-02/2025-03-28.json", "2025-03-28")],
)
def test_the_name_of_a_file_says_the_day_of_its_list_and_that_of_its_folder_does_not(path: str, day: str) -> None:
    assert ingest(json.dumps([{"title": "A Title", "abstract": "Words."}]).encode(), path, Report()).date == day


def test_a_column_may_say_the_day_of_the_list_of_each_row() -> None:
    rows = "Title,Authors,Listed\nA Title,Ann Lee,2025-03-28\nAnother Title,Bo Cho,\nA Third,Cy Roy,2025-03-31\n"
    digest = ingest(rows.encode(), "papers.csv", Report())
    assert [entry.listed for entry in digest.entries] == ["2025-03-28", "2025-03-28", "2025-03-31"]


@pytest.mark.parametrize(
    ("path", "text", "word"),
    [
        ("a.bib", "@article{a, title = {Slow Clocks}, author = {Lee, A. and Cho, B. and others}}", " and others"),
        ("a.bib", "@article{a, title = {Slow Clocks}, author = {Lee, A. and Cho, B. and {others}}}", " and {others}"),
        (
            "a.ris",
            "TY  - JOUR\nTI  - Slow Clocks\nAU  - Lee, A.\nAU  - Cho, B.\nAU  - et al.\nER  - \n",
            "AU  - et al.\n",
        ),
        ("a.ris", "TY  - JOUR\nTI  - Slow Clocks\nAU  - Lee, A.\nAU  - Cho, B., et al.\nER  - \n", ", et al."),
        ("a.csv", 'Title,Authors\nSlow Clocks,"Lee, A., Cho, B., et al."\nFast Maps,Cy Roy\n', ", et al."),
        ("a.csv", 'Title,Authors\nSlow Clocks,"A. Lee, B. Cho und andere"\nFast Maps,Cy Roy\n', " und andere"),
        ("a.json", '[{"title": "Slow Clocks", "doi": "10.1/x", "authors": "Lee, A., Cho, B., et al."}]', ", et al."),
        (
            "a.json",
            '[{"title": "Slow Clocks", "doi": "10.1/x", "authors": ["A. Lee", "B. Cho", "others"]}]',
            ', "others"',
        ),
        (
            "a.json",
            '[{"id": "a", "type": "article", "title": "Slow Clocks", "author": [{"family": "Lee", "given": "A."}, '
            '{"family": "Cho", "given": "B."}, {"literal": "others"}]}]',
            ', {"literal": "others"}',
        ),
        (
            "a.xml",
            "<rss><item><title>Slow Clocks</title><author>A. Lee, B. Cho, et al.</author></item></rss>",
            ", et al.",
        ),
        (
            "a.txt",
            "arXiv:2502.05795\nTitle: Slow Clocks\nAuthors: A. Lee, B. Cho, et al. (9 more)\n\\\\\n  We.\n",
            ", et al. (9 more)",
        ),
    ],
)
def test_authors_whom_a_source_leaves_out_are_a_fact_and_no_name(path: str, text: str, word: str) -> None:
    for source, is_cut in ((text, True), (text.replace(word, ""), False)):
        facts = ingest(source.encode(), path, Report()).entries[0].facts
        assert [author.name for author in facts.authors] == ["A. Lee", "B. Cho"]
        assert facts.more_authors is is_cut


def test_names_in_a_field_for_one_are_parted_where_a_word_for_others_stands_behind_them() -> None:
    ris = b"TY  - JOUR\nTI  - Slow Clocks\nAU  - Lee, A., Cho, B., et al.\nER  - \n"
    (entry,) = ingest(ris, "a.ris", Report()).entries
    assert [author.name for author in entry.facts.authors] == ["A. Lee", "B. Cho"]
    assert entry.facts.more_authors


def test_a_number_of_all_authors_leaves_none_out() -> None:
    assert not only(authors="Ann Lee, Bo Cho (2 authors)").facts.more_authors
    assert only(authors="Ann Lee, Bo Cho and 12 authors").facts.more_authors
    assert not only(authors="et al.").facts.more_authors
