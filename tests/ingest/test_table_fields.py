"""What cells tell of a paper besides people and dates: titles, links, identifiers, votes."""

from __future__ import annotations

import pytest

from sitegen.ingest.sources.descriptions import described
from sitegen.ingest.values import prose
from tests.bounds import is_linear
from tests.ingest.test_table_shapes import DEPTH, HOPE, codes, read, titles


def test_a_short_title_is_no_title_where_there_is_a_whole_one() -> None:
    digest, _ = read(f'Title,Authors,Short Title\n"{DEPTH}",A. Lee,Curse\n{HOPE},B. Cho,\n')
    assert titles(digest) == [DEPTH, HOPE]


def test_an_identifier_with_brackets_is_read_whole() -> None:
    rows = (f'"{title}",https://doi.org/10.1016/S0140-6736({n})30183-5' for n, title in ((20, DEPTH), (21, HOPE)))
    digest, _ = read("Title,URL\n" + "\n".join(rows))
    dois = [entry.facts.doi for entry in digest.entries]
    assert dois == ["10.1016/S0140-6736(20)30183-5", "10.1016/S0140-6736(21)30183-5"]


def test_what_an_address_has_behind_a_doi_is_no_part_of_it() -> None:
    urls = ("https://dl.example.org/doi/abs/10.1145/3292500?casa_token=x1", "https://doi.org/10.1145/3292500#abstract")
    digest, _ = read(f'Title,URL\n"{DEPTH}",{urls[0]}\n{HOPE},{urls[1]}\n')
    assert {entry.facts.doi for entry in digest.entries} == {"10.1145/3292500"}
    digest, _ = read(f'Title,DOI\n"{DEPTH}",10.1145/3292500?a\n{HOPE},{urls[1]}\n')
    assert [entry.facts.doi for entry in digest.entries] == ["10.1145/3292500?a", "10.1145/3292500"]


def test_links_of_org_in_cells_are_links() -> None:
    digest, _ = read(
        f"| # | Paper | Authors |\n|---+---|\n| 1 | [[https://arxiv.org/abs/2502.05795][{DEPTH}]] | A. Lee |\n"
    )
    (entry,) = digest.entries
    assert (entry.facts.title, entry.facts.arxiv) == (DEPTH, "2502.05795")


def test_what_a_column_says_of_its_cells_is_no_part_of_its_name() -> None:
    digest, _ = read(f"Title,Authors,Abstract (optional)\n{HOPE},B. Cho,We hope that clocks go right.\n")
    assert digest.entries[0].abstract


@pytest.mark.parametrize("head", ["👍", "▲", "❤️", "+1", "Preferenze"])
def test_a_sign_may_stand_for_votes(head: str) -> None:
    digest, report = read(f'Title,Authors,{head}\n{HOPE},B. Cho,12\n"{DEPTH}",A. Lee,0\n')
    assert [entry.votes for entry in digest.entries] == [12, 0]
    assert codes(report) == []


def test_an_address_in_a_title_s_cell_is_the_paper_s() -> None:
    address = "https://arxiv.org/abs/1706.03762"
    for cell in (f"{HOPE} ({address})", f"{HOPE} {address}", f"{HOPE} <{address}>", f"{address} {HOPE}"):
        digest, _ = read(f"Paper\tPresenter\n{cell}\tAda\n")
        assert titles(digest) == [HOPE]
        assert digest.entries[0].facts.arxiv == "1706.03762"


def test_a_line_end_of_old_machines_in_a_table_whose_first_cell_looks_like_a_tag_is_one() -> None:
    digest, _ = read(f"<id>\ttitle\tauthors\n1\t{HOPE}\tB. Cho\r2\t{DEPTH}\tA. Lee\n")
    assert titles(digest) == [HOPE, DEPTH]


def test_what_a_site_says_of_each_of_its_pages_is_no_abstract() -> None:
    same = ("Join the discussion on this paper page", f"Abstract page for arXiv paper 2502.05795: {HOPE}")
    rows = (f"Small Maps,A. Lee,{same[0]}", f"{HOPE},B. Cho,{same[1]}", "Slow Clocks,C. Roy,We look at clocks.")
    digest, _ = read("\n".join(("title,authors,abstract", *rows)))
    assert [bool(entry.abstract) for entry in digest.entries] == [False, False, True]


def test_volume_and_pages_are_read_where_pages_are_no_count() -> None:
    rows = "Title,Authors,Journal,Volume,Issue,Pages,Publisher\nSlow Clocks,Ann Lee,Clock Letters,27,2,{},OUP\n"
    for pages, known in (("97-111", "97–111"), ("14", "")):
        (entry,) = read(rows.format(pages))[0].entries
        facts = entry.facts
        assert (facts.volume, facts.issue, facts.pages, facts.publisher) == ("27", "2", known, "OUP")


def test_fields_of_dublin_core_are_known_in_each_language() -> None:
    names = "dc.contributor.author[],dc.date.issued[],dc.identifier.doi[],dc.title[en],dc.title[fr],dc.type[]"
    rows = (
        f'"Lee, Ann||Cho, Bo",2024,10.1000/182,{HOPE},,Article',
        '"Roy, Cy",2024,,,Les horloges lentes,Article',
        "Library,2024,,Logo of the library,,Image",
    )
    digest, report = read("\n".join((names, *rows)))
    assert titles(digest) == [HOPE, "Les horloges lentes"]
    facts = digest.entries[0].facts
    assert ([author.name for author in facts.authors], facts.published, facts.doi) == (
        ["Ann Lee", "Bo Cho"],
        "2024",
        "10.1000/182",
    )
    assert codes(report) == [("warning", "doubtful-paper", 4)]


def test_cards_of_a_board_name_authors_in_their_descriptions() -> None:
    cards = (
        f'{HOPE},"**Authors:** Ann Lee, Bo Cho\n\n**Abstract**\n> We wait for {{}}.\n\n---\nWhy: short"',
        'Slow Clocks,"Cy Roy, Ed Fox et al."',
        'Small Maps,"We draw maps: all of them are small."',
    )
    digest, _ = read("\n".join(("Card Name,Card Description", *cards)))
    assert [[author.name for author in entry.facts.authors] for entry in digest.entries] == [
        ["Ann Lee", "Bo Cho"],
        ["Cy Roy", "Ed Fox"],
        [],
    ]
    assert [prose.text(entry.abstract) for entry in digest.entries] == [
        "We wait for {}.",
        "",
        "We draw maps: all of them are small.",
    ]


@pytest.mark.parametrize(
    ("cell", "votes"),
    [
        *[(cell, 1204) for cell in ("1.204", "1,204", "1 204", "1\u202f204", "1'204", "1204.0", "1204 Stimmen")],
        *[(cell, 3) for cell in ("+3", "▲ 3", "3 👍", "3 votes", "3票", "❤️ 3")],
        ("1,2k", 1200),
    ],
)
def test_votes_are_read_with_signs_words_and_separators_of_thousands(cell: str, votes: int) -> None:
    digest, report = read(f'Title;Votes\n"{DEPTH}";{cell}\n')
    assert ([entry.votes for entry in digest.entries], codes(report)) == ([votes], [])


def test_votes_that_cannot_be_read_are_told_of_once() -> None:
    digest, report = read(f'Title;Votes\n"{DEPTH}";-\n{HOPE};many\nSlow Clocks of the World;3.5\n')
    assert ([entry.votes for entry in digest.entries]) == [None, None, None]
    (found,) = report.diagnostics
    assert (found.code, found.at and found.at.line) == ("bad-number", 3)
    assert found.message == "'many' was not read as a number of votes, nor were 1 more"


@pytest.mark.parametrize("part", ["\n", "\n ", "\n- ", "\n---x", "\n> ", "a: "])
def test_a_long_description_is_read_in_linear_time(part: str) -> None:
    assert is_linear(described, "a" + part * (60_000 // len(part)))
