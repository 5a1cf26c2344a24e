"""The same paper from several sources is one paper, and it makes no difference which source came first."""

from __future__ import annotations

import itertools
import json

import pytest
from msgspec import structs

from sitegen.diagnostics import Location, Report
from sitegen.files import Folder
from sitegen.model import Author, Entry, Facts, Link, Span
from sitegen.pages import ledger
from sitegen.pipeline.content.importing import import_new
from tests.desk import Desk
from tests.pages.digests import ADA, ALAN, digest, entry


def test_a_paper_is_known_again_by_its_arxiv_id_its_doi_or_its_title(desk: Desk) -> None:
    desk.take(
        digest(entry("The Curse of Depth", arxiv="2502.05795")),
        digest(entry("The curse of depth in large language models", arxiv="2502.05795", doi="10.1000/curse")),
        digest(entry("Depth, a Curse", doi="10.1000/CURSE")),
        digest(entry("the Curse of Depth!", authors=ADA)),
    )
    assert list(desk.papers) == ["2502.05795"]


def test_a_paper_is_known_again_by_a_title_with_its_formulas_in_tex_in_unicode_or_in_letters(desk: Desk) -> None:
    titles = (r"CO$_{\textrm{2}}$ in $O(n^2)$ for $\beta$-VAE", "CO₂ in O(n²) for β-VAE", "CO2 in O(n2) for β-VAE")
    desk.take(*(digest(entry(title, authors=ADA, venue=title[:4])) for title in titles))
    (facts,) = desk.papers.values()
    assert facts.title == titles[0]


def test_titles_alike_are_two_papers_where_ids_or_authors_say_so(desk: Desk) -> None:
    desk.take(
        digest(entry(authors=ADA, arxiv="2502.05795")),
        digest(entry(authors=ALAN)),
        digest(entry(arxiv="1901.00001", authors=ADA)),
    )
    assert len(desk.papers) == 3


def test_titles_alike_are_two_papers_where_their_dois_say_so(desk: Desk) -> None:
    desk.take(digest(entry(doi="10.1000/one")), digest(entry(doi="10.1000/TWO")), digest(entry(doi="10.1000/Two")))
    assert sorted(facts.doi.casefold() for facts in desk.papers.values()) == ["10.1000/one", "10.1000/two"]


def test_only_the_source_that_a_page_names_is_said_to_differ_from_an_edit(desk: Desk) -> None:
    desk.take(digest(entry(arxiv="2502.05795", venue="ICML"), trust=60))
    desk.edit("papers/undated/2502.05795.md", 'venue: "ICML"', 'venue: "My own"')
    desk.report = Report()
    desk.take(digest(entry(arxiv="2502.05795", venue="NeurIPS"), trust=30))
    assert desk.findings == []
    desk.put("undated-1", digest(entry(arxiv="2502.05795", venue="ICLR"), trust=60))
    desk.ingest()
    assert desk.findings == ["note[kept-edit]"]
    assert desk.papers["2502.05795"].venue == "My own"


def test_two_papers_of_one_title_are_each_known_again(desk: Desk) -> None:
    for trust in (30, 31):
        desk.put("a", digest(entry(authors=ADA), entry(authors=ALAN), trust=trust))
        desk.ingest()
    assert {facts.authors for facts in desk.papers.values()} == {ADA, ALAN}
    assert len(desk.papers) == 2


def test_three_papers_of_one_title_are_each_known_again(desk: Desk) -> None:
    people = [ADA, ALAN, (Author("Grace Hopper"),)]
    for name in "ab":
        for number, authors in enumerate(people):
            desk.put(f"{name}-{number}", digest(entry(authors=authors, venue=name)))
            desk.ingest()
    assert len(desk.papers) == 3


def test_an_initial_that_two_names_share_makes_them_nobody_in_common(desk: Desk) -> None:
    desk.take(digest(entry(authors=(Author("A. Lovelace"),))), digest(entry(authors=(Author("A. Turing"),))))
    assert len(desk.papers) == 2


def test_an_author_is_the_same_with_the_surname_first_and_initials(desk: Desk) -> None:
    desk.take(digest(entry(authors=(Author("Jürgen Müller"),))), digest(entry(authors=(Author("Muller, J."),))))
    assert len(desk.papers) == 1


def test_names_of_two_letters_tell_papers_apart(desk: Desk) -> None:
    desk.take(digest(entry(authors=(Author("Li Yu"),))), digest(entry(authors=(Author("Xu He"),))))
    assert len(desk.papers) == 2


def test_editorials_of_many_years_are_many_papers(desk: Desk) -> None:
    desk.take(*(digest(entry("Editorial", published=year)) for year in ("2003", "2011", "2020")))
    assert len(desk.papers) == 3


def test_each_fact_is_from_the_source_that_knows_best(desk: Desk) -> None:
    desk.take(
        digest(entry("the curse of depth", "pasting", keywords=("layers",), venue="Mail"), trust=10),
        digest(entry("The Curse of Depth", "depth", authors=ADA, arxiv="2502.05795"), trust=60),
        digest(
            entry("Curse of depth", "bib", arxiv="2502.05795", authors=ALAN, venue="ICML", doi="10.1000/x"), trust=30
        ),
    )
    (page,) = desk.documents.papers
    assert page.paper.facts == Facts(
        title="The Curse of Depth",
        authors=ADA,
        arxiv="2502.05795",
        doi="10.1000/x",
        venue="ICML",
        keywords=("layers",),
    )
    assert "depth behaves" in page.paper.abstract
    source = ledger.digest(desk.files[page.source].encode())
    assert (ledger.read(Folder(desk.config.content), Report())[1] or {})[source].trust == 60
    assert page.is_unedited


def test_an_id_never_changes(desk: Desk) -> None:
    desk.take(digest(entry(), trust=10), digest(entry("The Curse of Depth", arxiv="2502.05795"), trust=60))
    assert {name: facts.arxiv for name, facts in desk.papers.items()} == {"the-curse-of-depth": "2502.05795"}


def test_a_later_version_of_a_paper_is_believed(desk: Desk) -> None:
    desk.take(
        digest(entry("Depth, Revised", arxiv="2502.05795", version="3"), trust=60),
        digest(entry("Depth", arxiv="2502.05795", version="1"), trust=60),
        digest(entry("Depth, Twice", arxiv="2502.05795", version="2"), trust=60),
    )
    assert desk.papers["2502.05795"].title == "Depth, Revised"


def test_a_paper_that_a_source_gives_twice_has_all_that_it_says_of_it(desk: Desk) -> None:
    code = Link("code", "https://github.com/a/b")
    desk.take(
        digest(
            entry("Depth", "short", arxiv="2502.05795", venue="ICML"),
            entry("Hope", arxiv="2502.00001"),
            entry("Depth", "depth", arxiv="2502.05795", links=(code,)),
        )
    )
    facts = desk.papers["2502.05795"]
    assert (facts.venue, facts.links) == ("ICML", (code,))
    (found,) = desk.report.diagnostics
    assert (found.code, found.at and found.at.line) == ("duplicate-paper", 4)
    desk.take(digest(*(structs.replace(entry("Depth", arxiv="2502.05795"), listed=day) for day in DAYS)))
    assert len(desk.report.diagnostics) == 1


def test_a_preprint_and_its_publication_in_one_source_have_all_facts_of_both(desk: Desk) -> None:
    preprint = entry(about="depth", authors=ADA, arxiv="2502.05795", keywords=("layers",), published="2025-02")
    published = entry(authors=ADA, doi="10.1000/curse", published="2025", venue="ICML")
    for both in ([preprint, published], [published, preprint]):
        desk.take(digest(*both))
        (page,) = desk.documents.papers
        facts = page.paper.facts
        assert (facts.arxiv, facts.doi, facts.venue) == ("2502.05795", "10.1000/curse", "ICML")
        assert (facts.keywords, facts.published, "depth" in page.paper.abstract) == (("layers",), "2025-02", True)


def test_an_entry_that_joins_others_of_its_source_completes_them(desk: Desk) -> None:
    named = entry("Depth, a Curse", doi="10.1000/curse", venue="ICML")
    linking = entry("The Curse of Depth", doi="10.1000/curse", arxiv="2502.05795", authors=ADA)
    desk.take(digest(entry(keywords=("layers",)), named, linking, entry(authors=ALAN)))
    assert [(facts.venue, facts.keywords, facts.authors) for facts in desk.papers.values()] == [
        ("ICML", ("layers",), ADA), ("", (), ALAN)
    ]  # fmt: skip


def test_two_dois_of_one_title_are_two_papers_though_an_entry_between_has_none(desk: Desk) -> None:
    desk.take(digest(entry(authors=ADA), *(entry(authors=ADA, doi=f"10.1000/{name}") for name in ("one", "two"))))
    assert sorted(facts.doi for facts in desk.papers.values()) == ["10.1000/one", "10.1000/two"]


def test_two_titles_with_one_identifier_are_doubted_unless_they_are_alike(desk: Desk) -> None:
    first, second = entry("Slow Clocks", doi="10.1000/one"), entry("Slow Clocks, Revised", doi="10.1000/one")
    desk.take(digest(first, second))
    assert [(found.severity, found.code) for found in desk.report.diagnostics] == [("note", "duplicate-paper")]
    desk.take(digest(first, structs.replace(entry("Small Maps", doi="10.1000/one"), listed=DAYS[0])))
    doubt = desk.report.diagnostics[-1]
    assert (doubt.severity, doubt.code) == ("warning", "doubtful-paper")
    assert doubt.message == "'Small Maps' has the identifier of 'Slow Clocks', and is taken for that paper"


def test_papers_with_one_abstract_are_doubted_because_they_become_one(desk: Desk) -> None:
    same = "Planning agents think at every step. We let them think when a slow clock ticks, and plans become longer."
    desk.take(digest(entry("Slow Clocks Make Better Planners", same), entry("Small Maps Make Errors", same)))
    (doubt,) = desk.report.diagnostics
    assert (doubt.severity, doubt.code) == ("warning", "doubtful-paper")
    assert "'Small Maps Make Errors' has the abstract of 'Slow Clocks Make Better Planners'" in doubt.message
    assert len(desk.papers) == 1


def test_of_two_versions_in_a_source_the_later_one_counts(desk: Desk) -> None:
    versions = [entry(title, title.lower(), arxiv="2502.05795", version=number) for number, title in VERSIONS]
    desk.take(digest(*versions))
    assert desk.papers["2502.05795"].title == "Depth"
    (page,) = desk.documents.papers
    assert "depth" in page.paper.abstract


def test_a_source_that_is_read_only_in_part_keeps_what_it_knew(desk: Desk) -> None:
    desk.put("a", digest(entry("Depth", arxiv="2502.05795", version="3"), entry("Hope", arxiv="2502.00001"), trust=60))
    desk.put("b", digest(entry("The Curse of Depth", arxiv="2502.05795", version="4"), trust=60))
    desk.ingest()
    before = json.loads(desk.files["sources/ledger.json"])
    desk.put("a", digest(entry("Hope", arxiv="2502.00001"), trust=60))
    desk.received = {key: structs.replace(known, complete=False) for key, known in desk.received.items()}
    desk.ingest()
    after = json.loads(desk.files["sources/ledger.json"])
    source, was = (
        {record["path"]: record for record in records.values()}["sources/a.jsonl"] for records in (after, before)
    )
    assert (source["also"], source["versions"]) == (was["also"], was["versions"])
    assert set(source["papers"]) == set(was["papers"])
    # so it is read again, and known again by the title that no page shows
    desk.take(digest(entry("Depth", venue="ICML"), trust=10))
    assert len(desk.papers) == 2


def test_a_paper_is_not_left_over_because_its_source_is_read_only_in_part(desk: Desk) -> None:
    desk.put("2025-03-28", digest(entry("Depth"), entry("Hope"), date="2025-03-28"))
    desk.ingest()
    desk.put("2025-03-28", digest(entry("Hope"), date="2025-03-28"))
    desk.received = {key: structs.replace(known, complete=False) for key, known in desk.received.items()}
    desk.ingest()
    assert desk.findings == []


def test_a_source_that_lost_its_day_with_a_part_keeps_what_it_listed_then(desk: Desk) -> None:
    desk.put("a", digest(entry("Depth"), date="2025-03-28"))
    desk.ingest()
    desk.put("a", digest(entry("Hope"), date=""))
    desk.received = {key: structs.replace(known, complete=False) for key, known in desk.received.items()}
    desk.ingest()
    (record,) = json.loads(desk.files["sources/ledger.json"]).values()
    assert record["lists"] == {"2025-03-28": ["depth"]}


def test_the_class_in_an_old_arxiv_id_makes_no_other_paper(desk: Desk) -> None:
    desk.take(digest(entry("Knots", arxiv="math.GT/0309136")), digest(entry("On Knots", arxiv="math/0309136")))
    assert [facts.arxiv for facts in desk.papers.values()] == ["math/0309136"]


DAYS = ("2025-03-27", "2025-03-28")
VERSIONS = (("1", "Depth, as It Was First Called"), ("2", "Depth"))
ABOUT_DEPTH = "Layers of language models are deep, and the deeper ones contribute less than anybody would expect. " * 2
ABOUT_RIVERS = (
    "Water runs downhill through valleys whose shapes follow from erosion, sediment and vegetation alike. " * 2
)


def test_a_second_paper_of_a_title_with_another_abstract_is_reported_and_kept(desk: Desk) -> None:
    told = [
        Entry(facts=Facts(title="Deep Currents"), abstract=((Span("text", words),),), line=line)
        for line, words in enumerate((ABOUT_DEPTH, ABOUT_RIVERS), 3)
    ]
    desk.take(digest(*told))
    assert len(desk.papers) == 2
    (found,) = desk.report.diagnostics
    assert (found.severity, found.code) == ("warning", "same-title")
    assert found.at == Location((desk.config.content / "sources" / "undated-1.jsonl").as_posix(), 3)
    desk.put("undated-1", digest(*told, entry("Hope")))
    desk.ingest()
    assert len(desk.papers) == 3
    assert len(desk.report.diagnostics) == 1


def test_versions_of_one_paper_are_one_and_the_later_updates(desk: Desk) -> None:
    for version in ("1", "2"):
        desk.put(
            f"v{version}", digest(entry("Depth", arxiv="2502.05795", version=version, updated=f"2025-03-0{version}"))
        )
        (source,) = import_new(desk.config, desk.report, desk.received)[1]
        assert [(paper.is_new, paper.is_updated) for paper in source.papers] == [(version == "1", version == "2")]
    assert len(desk.papers) == 1


def test_links_of_all_sources_are_kept(desk: Desk) -> None:
    code, site = Link("code", "https://github.com/a/b"), Link("project", "https://a.github.io/")
    desk.take(
        digest(entry(links=(code,)), trust=10),
        digest(entry(links=(Link("code", "https://GitHub.com/a/b/"), site)), trust=60),
    )
    (facts,) = desk.papers.values()
    assert [link.kind for link in facts.links] == ["code", "project"]


def test_a_source_that_changes_takes_back_only_what_it_gave(desk: Desk) -> None:
    desk.put("a", digest(entry(authors=ADA, venue="ICML"), trust=60))
    desk.put("b", digest(entry(arxiv="2502.05795", keywords=("layers",)), trust=50))
    desk.ingest()
    desk.put("a", digest(entry(authors=ALAN), trust=60))
    desk.ingest()
    assert list(desk.papers.values()) == [
        Facts(title="The Curse of Depth", authors=ALAN, arxiv="2502.05795", keywords=("layers",))
    ]


def test_a_source_that_changes_leaves_the_lines_of_an_abstract_and_the_titles_in_a_list_as_they_are(desk: Desk) -> None:
    paper, edition = "papers/2025/the-curse-of-depth.md", "editions/2025-03-28.md"
    desk.put("a", digest(entry(about="depth"), date="2025-03-28"))
    desk.ingest()
    desk.edit(paper, " behaves", "\nbehaves")
    desk.edit(edition, "[The Curse of Depth]", "[Curse]")
    before = desk.files
    desk.put("a", digest(entry(about="depth", venue="ICML"), date="2025-03-28"))
    desk.ingest()
    head, _, abstract = desk.files[paper].rpartition("---\n")
    assert 'venue: "ICML"' in head
    assert before[paper].endswith(f"---\n{abstract}")
    assert desk.files[edition] == before[edition]


def test_a_title_that_a_page_no_longer_shows_still_leads_to_it(desk: Desk) -> None:
    desk.take(
        digest(entry("Depth"), trust=10),
        digest(entry("Depth", arxiv="2502.05795"), trust=30),
        digest(entry("The Curse of Depth", arxiv="2502.05795"), trust=60),
        digest(entry("Depth", authors=ADA), trust=10),
    )
    assert list(desk.papers.values()) == [Facts(title="The Curse of Depth", authors=ADA, arxiv="2502.05795")]


def test_what_an_editor_added_does_not_keep_other_facts_from_coming(desk: Desk) -> None:
    desk.take(digest(entry("The curse of depth"), trust=10))
    desk.edit("papers/undated/the-curse-of-depth.md", "source:", 'topics: ["depth"]\nsource:')
    desk.take(digest(entry("The Curse of Depth", authors=ADA, arxiv="2502.05795"), trust=60))
    (facts,) = desk.papers.values()
    assert (facts.topics, facts.authors, facts.title) == (("depth",), ADA, "The Curse of Depth")
    desk.take(digest(entry("The Curse of Depth", venue="ICML", arxiv="2502.05795"), trust=30))
    (facts,) = desk.papers.values()
    assert (facts.topics, facts.venue) == (("depth",), "ICML")


def test_what_an_editor_wrote_otherwise_stays(desk: Desk) -> None:
    desk.take(digest(entry("The curse of depth", authors=ADA), trust=10))
    desk.edit("papers/undated/the-curse-of-depth.md", "Ada Lovelace", "Ada King, Countess of Lovelace")
    desk.take(digest(entry("The Curse of Depth", authors=(Author("A. Lovelace"), *ALAN), doi="10.1000/x"), trust=60))
    (facts,) = desk.papers.values()
    assert facts == Facts(title="The curse of depth", authors=(Author("Ada King, Countess of Lovelace"),))


def test_what_another_source_knows_of_an_edited_page_is_told(desk: Desk) -> None:
    desk.take(digest(entry("The curse of depth", arxiv="2502.05795"), trust=10))
    desk.edit("papers/undated/2502.05795.md", "The curse of depth", "On the Curse of Depth")
    desk.report = Report()
    desk.take(digest(entry("The Curse of Depth", arxiv="2502.05795"), trust=60))
    assert desk.findings == []
    desk.take(digest(entry("The Curse of Depth", arxiv="2502.05795", doi="10.1000/x", venue="ICML"), trust=60))
    assert desk.findings == ["note[kept-edit]"]
    assert "doi, venue;" in desk.report.diagnostics[0].message
    assert desk.papers["2502.05795"].doi == ""


def test_two_pages_that_turn_out_to_be_one_paper_are_joined(desk: Desk) -> None:
    desk.take(
        digest(entry("Depth", authors=ADA), date="2025-03-28"),
        digest(entry("The Curse of Depth", arxiv="2502.05795"), date="2025-03-29"),
        digest(entry("Depth", arxiv="2502.05795"), trust=10),
    )
    (page,) = desk.documents.papers
    assert page.paper.facts.authors == ADA
    assert {page.paper.id, *page.paper.aliases} == {"depth", "2502.05795"}
    assert [len(edition.edition.listings) for edition in desk.documents.editions] == [1, 1]
    before = desk.files
    desk.ingest()
    assert desk.files == before


def test_of_pages_that_were_joined_the_later_version_is_believed(desk: Desk) -> None:
    fourth = entry("The Curse of Depth", arxiv="2502.05795", version="4", venue="ICML")
    second = entry("Depth, a Curse", doi="10.1000/curse", version="2")
    desk.take(digest(fourth, second), digest(entry("The Curse of Depth", arxiv="2502.05795", doi="10.1000/curse")))
    desk.take(digest(entry("The Curse of Depth", arxiv="2502.05795", version="3", venue="ACL"), trust=30))
    (facts,) = desk.papers.values()
    assert (facts.version, facts.venue) == ("4", "ICML")


@pytest.mark.parametrize("trust", [10, 90])
def test_pages_that_were_joined_are_known_by_the_titles_of_both(desk: Desk, trust: int) -> None:
    desk.take(
        digest(entry("Depth of Curses", doi="10.1000/x"), trust=trust),
        digest(entry("The Curse of Depth", arxiv="2502.05795"), trust=50),
        digest(entry("The Curse", doi="10.1000/x", arxiv="2502.05795"), trust=20),
    )
    for number, title in enumerate(("Depth of Curses", "The Curse of Depth", "The Curse")):
        desk.put(f"again-{number}", digest(entry(title)))
        desk.ingest()
    assert len(desk.papers) == 1


def test_a_list_that_names_joined_papers_twice_names_the_paper_once_and_still_follows_its_source(desk: Desk) -> None:
    both = [entry("Depth", votes=3), entry("The Curse of Depth", arxiv="2502.05795", votes=2)]
    desk.put("2025-03-28", digest(*both, date="2025-03-28"))
    desk.ingest()
    desk.take(digest(entry("Depth", arxiv="2502.05795"), trust=10))
    (page,) = desk.documents.editions
    assert [(listing.paper, listing.rank, listing.votes) for listing in page.edition.listings] == [("2502.05795", 1, 3)]
    assert page.is_unedited


def test_a_paper_keeps_its_place_in_a_list_when_another_source_of_the_day_joins_it(desk: Desk) -> None:
    desk.take(
        digest(entry("The Curse of Depth", arxiv="2502.05795"), date="2025-03-27"),
        digest(entry("Depth"), entry("Hope"), date="2025-03-28"),
        digest(entry("Depth", arxiv="2502.05795"), date="2025-03-28"),
    )
    day = desk.documents.editions[1]
    assert [listing.paper for listing in day.edition.listings] == ["2502.05795", "hope"]


def test_three_pages_that_turn_out_to_be_one_paper_one_after_the_other_are_joined(desk: Desk) -> None:
    desk.take(
        digest(entry("Curse", arxiv="2502.05795"), date="2025-03-26"),
        digest(entry("The Curse of Depth", doi="10.1000/x"), date="2025-03-27"),
        digest(entry("Depth"), date="2025-03-28"),
    )
    desk.edit("papers/2025/depth.md", 'title: "Depth"', 'title: "Depth"\nvenue: "ICML"')
    desk.take(digest(entry("Curse", arxiv="2502.05795", doi="10.1000/x"), entry("Depth", doi="10.1000/x")))
    days = desk.documents.editions
    assert [[listing.paper for listing in day.edition.listings] for day in days] == [["depth"]] * 3
    assert list(desk.papers) == ["depth"]


def test_pages_are_not_joined_over_what_an_editor_wrote(desk: Desk) -> None:
    desk.take(digest(entry("Depth")), digest(entry("The Curse of Depth", arxiv="2502.05795")))
    for name in ("depth", "2502.05795"):
        desk.edit(f"papers/undated/{name}.md", 'generated: "', 'rating: "5"\ngenerated: "')
    desk.take(digest(entry("Depth", arxiv="2502.05795"), trust=10))
    assert len(desk.documents.papers) == 2
    assert desk.findings == ["warning[same-paper]"]


def test_a_draft_is_not_joined_with_a_page_that_readers_see(desk: Desk) -> None:
    desk.take(digest(entry("Depth")), digest(entry("The Curse of Depth", arxiv="2502.05795")))
    desk.edit("papers/undated/depth.md", 'generated: "', 'draft: true\ngenerated: "')
    desk.take(digest(entry("Depth", arxiv="2502.05795"), trust=10))
    assert [(page.paper.id, page.draft) for page in desk.documents.papers] == [("2502.05795", False), ("depth", True)]
    assert desk.findings == ["warning[same-paper]"]


def test_a_deleted_paper_stays_deleted_though_its_source_calls_it_otherwise(desk: Desk) -> None:
    desk.put("a", digest(entry(arxiv="2502.05795"), trust=60))
    desk.put("b", digest(entry(venue="Mail"), trust=10))
    desk.ingest()
    (desk.config.content / "papers/undated/2502.05795.md").unlink()
    for name, trust in (("a", 60), ("b", 10)):
        desk.put(name, digest(entry(arxiv="2502.05795" if trust == 60 else "", venue="ICML"), trust=trust))
    desk.ingest()
    assert desk.papers == {}


def test_facts_that_no_page_can_hold_are_left_out(desk: Desk) -> None:
    odd = entry(
        "A  title\u2028on two\nlines",
        authors=(Author(" "), Author("Ada\tLovelace")),
        published="March",
        doi="none",
        arxiv="x",
        links=(Link("code", "javascript:alert(1)"),),
    )
    desk.take(digest(odd))
    (page,) = desk.documents.papers
    assert page.paper.facts == Facts(title="A title on two lines", authors=ADA)
    assert page.is_unedited


def test_a_topic_that_a_source_names_twice_is_one(desk: Desk) -> None:
    desk.take(digest(entry(topics=("Depth", "Hope", "Depth"))))
    (page,) = desk.documents.papers
    assert (page.paper.facts.topics, page.is_unedited) == (("Depth", "Hope"), True)


def test_a_page_that_is_not_utf_8_keeps_its_bytes_when_its_source_changes(desk: Desk) -> None:
    desk.put("a", digest(entry()))
    desk.ingest()
    page = desk.config.content / "papers/undated/the-curse-of-depth.md"
    page.write_bytes(page.read_bytes() + b"\n## Notes\n\nRead in M\xfcnchen.\n")
    before = page.read_bytes()
    desk.put("a", digest(entry(venue="ICML")))
    desk.ingest()
    assert page.read_bytes() == before


@pytest.mark.parametrize(("trust", "is_whole"), [(10, False), (30, True), (60, True)])
@pytest.mark.parametrize("is_later", [False, True])
def test_a_list_of_all_authors_wins_over_one_that_leaves_some_out_of_a_source_that_is_as_good(
    desk: Desk, trust: int, is_whole: bool, is_later: bool
) -> None:
    cut = digest(entry(authors=ADA, more_authors=True, arxiv="2502.05795"), trust=30)
    whole = digest(entry(authors=(*ADA, *ALAN), arxiv="2502.05795"), trust=trust)
    desk.take(*(cut, whole) if is_later else (whole, cut))
    (facts,) = desk.papers.values()
    assert (facts.authors, facts.more_authors) == (((*ADA, *ALAN), False) if is_whole else (ADA, True))


@pytest.mark.parametrize(("trust", "is_full"), [(10, False), (30, True)])
@pytest.mark.parametrize("is_later", [False, True])
def test_given_names_in_full_win_over_initials_of_a_source_that_is_as_good(
    desk: Desk, trust: int, is_full: bool, is_later: bool
) -> None:
    initials = (Author("A. Lovelace"), Author("A.-M. Turing"))
    brief = digest(entry(authors=initials, arxiv="2502.05795"), trust=30)
    full = digest(entry(authors=(*ADA, *ALAN), arxiv="2502.05795"), trust=trust)
    desk.take(*(brief, full) if is_later else (full, brief))
    (facts,) = desk.papers.values()
    assert facts.authors == ((*ADA, *ALAN) if is_full else initials)


def test_initials_of_all_authors_win_over_the_given_names_of_some(desk: Desk) -> None:
    initials = (Author("A. Lovelace"), Author("A.-M. Turing"))
    cut, whole = entry(authors=ADA, more_authors=True, arxiv="2502.05795"), entry(authors=initials, arxiv="2502.05795")
    desk.take(digest(cut), digest(whole))
    (facts,) = desk.papers.values()
    assert (facts.authors, facts.more_authors) == (initials, False)


@pytest.mark.parametrize("order", [*itertools.permutations(range(3))])
def test_the_title_is_that_of_the_source_that_names_all_authors_and_these_in_full(
    desk: Desk, order: tuple[int, ...]
) -> None:
    initials, full = (Author("A. Lovelace"),), (*ADA, *ALAN)
    sources = (
        digest(entry("The Curse", arxiv="2502.05795", authors=initials), date="2025-03-27"),
        digest(entry("The Curse of Depth", arxiv="2502.05795", authors=full), date="2025-03-28"),
        digest(entry("The Curse of Depth in Deep Models", arxiv="2502.05795"), date="2025-03-26"),
    )
    desk.take(*(sources[number] for number in order))
    assert desk.titles == ["The Curse of Depth"]


def test_a_list_that_leaves_authors_out_brings_that_along(desk: Desk) -> None:
    desk.put("a", digest(entry(authors=ADA, more_authors=True)))
    desk.ingest()
    desk.put("b", digest(entry(authors=(*ADA, *ALAN), more_authors=True, venue="ICML"), trust=60))
    desk.ingest()
    (facts,) = desk.papers.values()
    assert (facts.authors, facts.more_authors) == ((*ADA, *ALAN), True)
    desk.put("b", digest(entry(venue="ICML"), trust=60))
    desk.put("a", digest(entry()))
    desk.ingest()
    (facts,) = desk.papers.values()
    assert (facts.authors, facts.more_authors) == ((), False)


def test_authors_that_an_editor_wrote_stay_with_whether_there_are_more(desk: Desk) -> None:
    desk.put("a", digest(entry(authors=ADA, more_authors=True, arxiv="2502.05795")))
    desk.ingest()
    desk.edit("papers/undated/2502.05795.md", "Ada Lovelace", "Ada King")
    desk.put("b", digest(entry(authors=(*ADA, *ALAN), arxiv="2502.05795"), trust=60))
    desk.ingest()
    (facts,) = desk.papers.values()
    assert (facts.authors, facts.more_authors) == ((Author("Ada King"),), True)


def test_papers_of_one_author_and_title_that_another_journal_had_in_another_year_stay_apart(desk: Desk) -> None:
    first = entry("Editorial", authors=ADA, published="2020", venue="Journal A")
    desk.take(digest(first), digest(entry("Editorial", "rivers", authors=ADA, published="2021", venue="Journal B")))
    desk.take(digest(entry("Editorial", authors=ADA, published="2022", venue="Letters"), first))
    assert [facts.venue for facts in desk.papers.values()] == ["Journal A", "Journal B", "Letters"]
    desk.take(digest(entry("Editorial", "rivers", authors=ADA, published="2023", venue="Letters on Rivers")))
    assert len(desk.papers) == 3
    assert desk.findings == []


def test_a_shortened_name_of_a_journal_is_no_other_journal(desk: Desk) -> None:
    for year, venue in ("2020", "Phys. Rev. Lett."), ("2021", "Physical Review Letters"):
        desk.take(digest(entry(authors=ADA, published=year, venue=venue)))
    assert len(desk.papers) == 1


def test_papers_of_one_title_in_two_volumes_or_on_other_pages_stay_apart(desk: Desk) -> None:
    ours = entry("Editorial", authors=ADA, published="2021", venue="J. B", volume="1", pages="1–2")
    next_year = entry("Editorial", authors=ADA, published="2022", venue="J. B", volume="2", pages="1–2")
    later = entry("Editorial", authors=ADA, published="2022", venue="J. B", volume="2", pages="301–302")
    desk.take(digest(ours, next_year), digest(later), digest(next_year, ours))
    known = sorted((facts.volume, facts.pages) for facts in desk.papers.values())
    assert known == [("1", "1–2"), ("2", "1–2"), ("2", "301–302")]
    assert desk.findings == []


def test_a_source_whose_paper_was_taken_for_another_gets_a_page_once_its_facts_contradict(desk: Desk) -> None:
    desk.take(digest(entry("Editorial", authors=ADA, published="2020", venue="Journal A"), trust=60))
    desk.put("b", digest(entry("Editorial", authors=ADA)))
    desk.ingest()
    assert len(desk.papers) == 1
    desk.put("b", digest(entry("Editorial", "rivers", authors=ADA, published="2021", venue="Journal B")))
    desk.ingest()
    assert [facts.venue for facts in desk.papers.values()] == ["Journal A", "Journal B"]
    desk.put("b", digest(entry("Editorial", "seas", authors=ADA, published="2021", venue="Journal B")))
    desk.ingest()
    assert [page.paper.text.count("seas") for page in desk.documents.papers] == [0, 2]
    assert desk.findings == []


def test_a_page_that_the_editor_parts_from_another_stays_apart(desk: Desk) -> None:
    desk.take(digest(entry("Editorial", authors=ADA, published="2020", venue="Journal A"), trust=60))
    desk.put("b", digest(entry("Editorial", authors=ADA)))
    desk.ingest()
    own = '---\ntitle: "Editorial"\nauthors: ["Ada Lovelace"]\npublished: "2021"\nvenue: "Journal B"\n---\n'
    (desk.config.content / "papers" / "2021").mkdir(parents=True)
    (desk.config.content / "papers" / "2021" / "editorial-b.md").write_text(own, "utf-8")
    desk.put("b", digest(entry("Editorial", authors=ADA, published="2021", venue="Journal B", doi="10.1234/b")))
    desk.ingest()
    assert [facts.venue for facts in desk.papers.values()] == ["Journal A", "Journal B"]
    assert desk.findings == ["note[kept-edit]"]


def test_a_deleted_paper_that_a_new_list_brings_back_is_told(desk: Desk) -> None:
    desk.put("a", digest(entry("Depth"), entry("Hope")))
    desk.ingest()
    (desk.config.content / "papers" / "undated" / "depth.md").unlink()
    desk.put("a", digest(entry("Depth"), entry("Hope", "rivers")))
    desk.ingest()
    assert (list(desk.papers), desk.findings) == (["hope"], [])
    desk.take(digest(entry("Depth"), entry("Faith")))
    assert sorted(desk.papers) == ["depth", "faith", "hope"]
    assert desk.findings == ["note[deleted-paper]"]
