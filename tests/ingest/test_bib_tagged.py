"""Bibliographies of tagged lines: RIS, MEDLINE, Web of Science, RefWorks and refer."""

from __future__ import annotations

import pytest

from sitegen.diagnostics import Report
from sitegen.ingest import ingest
from sitegen.model import Digest


def read(text: str, report: Report | None = None) -> Digest:
    return ingest(text.encode(), "library.txt", report or Report())


def told(digest: Digest) -> list[tuple[str, list[str], str, str]]:
    return [
        (entry.facts.title, [author.name for author in entry.facts.authors], entry.facts.published, entry.facts.doi)
        for entry in digest.entries
    ]


def test_ris_becomes_papers() -> None:
    report = Report()
    digest = read(
        """\ufeff
TY  - JOUR
AU  - van der Berg, Jan, Jr.
A1  - Lee, Ann
TI  - A title that is
wrapped
PY  - 2001/09/01/
JF  - Journal of Tests
KW  - one; two
AB  - An abstract.
DO  - doi:10.1234/x
UR  - https://github.com/x/y
ER  -
TY  - BOOK
T1  - Another
PY  - 2001/00/00/
ER  - 
""",  # noqa: W291 the space behind the last ER is there in half of all files
        report,
    )
    assert told(digest) == [
        ("A title that is wrapped", ["Jan van der Berg Jr.", "Ann Lee"], "2001-09-01", "10.1234/x"),
        ("Another", [], "2001", ""),
    ]
    assert digest.entries[0].facts.venue == "Journal of Tests"
    assert digest.entries[0].facts.keywords == ("one", "two")
    assert [entry.line for entry in digest.entries] == [2, 14]
    assert not report.diagnostics


def test_a_later_date_only_completes_an_earlier_one() -> None:
    assert told(read("TY  - JOUR\nTI  - A\nY1  - 2013\nPY  - 2013/04/18\nPY  - 2013/02/15/received\nER  -"))[0][2] == (
        "2013-04-18"
    )
    assert told(read("TY  - JOUR\nTI  - A\nY1  - 1900/01/01\nDA  - 1950/01/01\nER  - "))[0][2] == "1950-01-01"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("TY  - JOUR\nTI  - A\nDA  - Mar 15\nPY  - 2023\nER  -\n", "2023-03-15"),
        ("TY  - JOUR\nTI  - A\nPY  - 2023\nDA  - Spring\nER  -\n", "2023"),
        ("%0 Conference Proceedings\n%T A\n%D 2020\n%8 November\n", "2020-11"),
        ("FN Clarivate\nVR 1.0\nPT J\nTI A\nPD MAR 15\nPY 2020\nER\n\nEF\n", "2020-03-15"),
    ],
)
def test_a_month_in_a_field_of_its_own_completes_the_year(text: str, day: str) -> None:
    assert told(read(text)) == [("A", [], day, "")]


def test_proceedings_in_a_field_of_series_are_the_venue() -> None:
    digest = read("%0 Conference Proceedings\n%T A\n%A Lee, Ann\n%S Proceedings of Tests\n%D 2020\n")
    assert digest.entries[0].facts.venue == "Proceedings of Tests"


def test_proceedings_are_the_venue_of_a_paper_of_a_conference_in_ris() -> None:
    fields = "TI  - A\nAU  - Lee, Ann\nC3  - Proceedings of Tests\n"
    digest = read(f"TY  - CONF\n{fields}ER  -\nTY  - CONF\n{fields}T2  - Tests 2025\nER  -\nTY  - PAT\n{fields}ER  -\n")
    assert [entry.facts.venue for entry in digest.entries] == ["Proceedings of Tests", "Proceedings of Tests", ""]


def test_the_title_of_a_book_is_not_its_venue_in_ris() -> None:
    digest = read(
        "TY  - BOOK\nBT  - Slow Clocks\nAU  - Lee, Ann\nER  -\nTY  - GEN\nT2  - Slow Clocks\nAU  - Lee, Ann\nER  -\n"
        "TY  - BOOK\nBT  - Slow Clocks\nT2  - Clock Books\nER  -\nTY  - CHAP\nTI  - Hands\nBT  - Slow Clocks\nER  -\n"
    )
    assert [entry.facts.venue for entry in digest.entries] == ["", "", "Clock Books", "Slow Clocks"]


def test_markup_in_a_title_of_pubmeds_export_is_read() -> None:
    (entry,) = read("PMID- 1\nTI  - Slow clocks of <i>E. coli</i> in H<sub>2</sub>O.\nFAU - Lee, Ann\n").entries
    assert entry.facts.title == "Slow clocks of E. coli in H₂O"


def test_ris_that_lost_its_first_line_is_still_ris() -> None:
    assert told(read("JF  - Journal\nT1  - A\nAU  - Lee, Ann\nER  -\n")) == [("A", ["Ann Lee"], "", "")]


def test_blank_lines_between_tags_mean_nothing_in_ris() -> None:
    assert told(read("TY  - JOUR\n\nTI  - A\n\nAU  - Lee, Ann\n\nER  -\n")) == [("A", ["Ann Lee"], "", "")]


def test_ris_that_lost_its_line_breaks_is_still_ris() -> None:
    digest = read(
        "TY  - JOUR A1  - Lee, Ann A1  - Cho, Bo T1  - Slow clocks of the\nworld N2  - We wait 3 - 4 hours. XX - no. "
        "Y1  - 2015 U6  - https://doi.org/10.1234/x ER  - TY - JOUR A1 - Roy, Cy T1 - Maps ER -"
    )
    assert told(digest) == [
        ("Slow clocks of the world", ["Ann Lee", "Bo Cho"], "2015", "10.1234/x"),
        ("Maps", ["Cy Roy"], "", ""),
    ]


@pytest.mark.parametrize("words", ["We study CT - and ED - patients", "The TI - Plasmid of ID - Cards"])
def test_words_with_dashes_are_no_tags_of_ris_that_lost_its_line_breaks(words: str) -> None:
    for space in ("", " "):
        digest = read(f"TY {space}- JOUR T1 {space}- {words} AU {space}- Lee, Ann ER {space}-")
        assert told(digest)[0][:2] == (words, ["Ann Lee"])


def test_one_space_makes_no_tag_of_ris_without_line_breaks_where_its_first_tag_has_two() -> None:
    digest = read(
        "TY  - JOUR AU  - Lee, Ann TI  - We compare T1 - Weighted scans PY  - 2023 ER - TY  - JOUR TI  - Maps"
    )
    assert told(digest) == [("We compare T1 - Weighted scans", ["Ann Lee"], "2023", ""), ("Maps", [], "", "")]


def test_records_without_a_title_are_told() -> None:
    report = Report()
    assert len(read("TY  - JOUR\nTI  - A\nER  -\nTY  - JOUR\nAU  - Lee, Ann\nER  -\n", report).entries) == 1
    assert [(found.code, found.at and found.at.line) for found in report.diagnostics] == [("untitled-record", 4)]


def test_medline_becomes_papers() -> None:
    digest = read(
        """
PMID- 8402898
OWN - NLM
DP  - 1993 Oct 8
TI  - A title that goes
      on.
LID - S0092-8674(93)90676-H [pii]
LID - 10.1016/x.2015.01 [doi]
FAU - Hiles, I D
AU  - Hiles ID
AD  - Ludwig Institute, London.
FAU - van Raaij, M J
AU  - van Raaij MJ
JT  - Cell
OT  - kinases

PMID- 2
TI  - [Second].
"""
    )
    assert told(digest) == [
        ("A title that goes on", ["I. D. Hiles", "M. J. van Raaij"], "1993-10-08", "10.1016/x.2015.01"),
        ("Second", [], "", ""),
    ]
    assert digest.entries[0].facts.authors[0].affiliation == "Ludwig Institute, London."
    assert digest.entries[0].facts.keywords == ("kinases",)


def test_the_first_of_several_affiliations_is_an_author_s() -> None:
    people = "FAU - Lee, Ann\nAD  - One Lab.\nAD  - Two Lab.\nFAU - Cho, Bo\nAD  - Two Lab.\n"
    (entry,) = read(f"PMID- 1\nTI  - A Title\n{people}").entries
    assert [author.affiliation for author in entry.facts.authors] == ["One Lab.", "Two Lab."]


def test_web_of_science_becomes_papers() -> None:
    digest = read(
        """FN ISI Export Format
VR 1.0
PT J
TI Optical properties of
   crystals
AU Brown, JM
   Lee, A.
SO Optical Materials
PY 2006
PD 04 2006
ER

PT J
TI Second
ER

EF
"""
    )
    assert told(digest) == [
        ("Optical properties of crystals", ["JM Brown", "A. Lee"], "2006-04", ""),
        ("Second", [], "", ""),
    ]


def test_refer_becomes_papers() -> None:
    digest = read("%0 Journal Article\n%A Lee, Ann\n%A Cho, Bob\n%T A\n%D 2021\n%X Words.\n\n%0 Book\n%T B\n")
    assert told(digest) == [("A", ["Ann Lee", "Bob Cho"], "2021", ""), ("B", [], "", "")]


def test_a_title_above_the_line_that_should_begin_a_record_belongs_to_it() -> None:
    digest = read("%T A\n%0 Journal Article\n%A Lee, Ann\n%D 2021\n\n%T B\n%A Cho, Bob\n%D 2020\n")
    assert told(digest) == [("A", ["Ann Lee"], "2021", ""), ("B", ["Bob Cho"], "2020", "")]


def test_records_of_ris_may_be_numbered() -> None:
    record = "TY  - JOUR\nA1  - Lee, Ann\nT1  - {}\nER  -\n\n"
    digest = read(f"1.\n{record.format('A')}2.\n{record.format('B')}")
    assert told(digest) == [("A", ["Ann Lee"], "", ""), ("B", ["Ann Lee"], "", "")]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<1>\nScore\n  *****\nTitle\n  A\n", "Ovid"),
        ("<2>  \nAuthor\n  Lee\nTitle\n  A\n", "Ovid"),
        ("TI:  A\nAU:  Lee-A\nSO:  Tests 1993\n", "SilverPlatter"),
        ('<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><title>A</title></teiHeader></TEI>', "XML"),
        ("Record.*INSPEC.*\n\nTI ~ A\n", "Inspec"),
        ("--AU-- Lee\n--TI-- A\n------\n", "Biblioscape"),
    ],
)
def test_exports_that_are_not_read_are_named(text: str, kind: str) -> None:
    report = Report()
    assert not read(text, report).entries
    (found,) = report.diagnostics
    assert (found.code, kind in found.message) == ("unknown-source", True)


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("13-17 May 2024", "2024-05"),
        ("13–17 May 2024", "2024-05"),
        ("28 May-1 June 2024", "2024-05"),
        ("28 May-11 June 2024", "2024-05"),
        ("17 May 2024", "2024-05-17"),
    ],
)
def test_the_last_day_of_a_conference_is_not_that_of_its_papers(written: str, date: str) -> None:
    assert told(read(f"TY  - CONF\nTI  - Slow Clocks\nY1  - {written}\nER  - "))[0][2] == date


def test_exports_of_cnki_have_each_name_in_two_languages() -> None:
    text = (
        "\ufeffSrcDatabase-来源库: 期刊\nTitle-题名: 慢钟的研究\nAuthor-作者: 张三;李四;\nOrgan-单位: 某大学;\n"
        "Source-文献来源: 钟表学报\nKeyword-关键词: 时钟;;等待\nSummary-摘要: 我们等待。\n"
        "PubTime-发表时间: 2021-01-15\n"
        "Year-年: 2021\nVolume-卷: v.35\nPeriod-期: 01\nPageCount-页码: 62-69\n\n"
        "SrcDatabase-来源库: 期刊\nTitle-题名: 小地图\nAuthor-作者: 王五;\n"
    )
    first, second = read(text).entries
    facts = first.facts
    assert [author.name for author in facts.authors] == ["张三", "李四"]
    assert (facts.title, facts.published, facts.venue) == ("慢钟的研究", "2021-01-15", "钟表学报")
    assert (facts.volume, facts.issue, facts.pages, facts.keywords) == ("35", "01", "62–69", ("时钟", "等待"))
    assert second.facts.title == "小地图"
