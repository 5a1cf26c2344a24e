"""Papers of the ACL Anthology, as XML and as lines of JSON."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sitegen.diagnostics import Report
from sitegen.ingest import ingest
from sitegen.ingest.values import prose
from sitegen.model import Author, Digest, Link, Repair, Span

LINE = {
    "id": "2020.wmt-1.88",
    "title": "YerevaNN's Systems",
    "title_xml": "<fixed-case>Y</fixed-case>ereva<fixed-case>NN</fixed-case>'s Systems for <tex-math>n^2</tex-math> "
    "&amp; more",
    "abstract": "From en\\rightarrowru.",
    "abstract_xml": "From en<tex-math>\\rightarrow</tex-math>ru, <i>with <b>great</b> care</i>: "
    "code at <url>https://github.com/a/b</url>.",
    "authors": ["Karen Hambardzumyan", "Jörg Ito"],
    "year": "2020",
    "month": "November",
    "venue": ["wmt"],
    "booktitle": "Proceedings of the Fifth Conference on Machine Translation",
    "bibkey": "hambardzumyan-etal-2020-yerevanns",
    "url": "https://aclanthology.org/2020.wmt-1.88/",
    "doi": "10.18653/v1/2020.wmt-1.88",
    "pdf": "https://aclanthology.org/2020.wmt-1.88.pdf",
}
XML = """<?xml version='1.0' encoding='UTF-8'?>
<collection id="2020.wmt">
  <volume id="1" ingest-date="2020-12-22">
    <meta><booktitle>Proceedings of <fixed-case>WMT</fixed-case></booktitle><month>19--20 November</month>
      <year>2020</year></meta>
    <frontmatter><url hash="x">2020.wmt-1.0</url></frontmatter>
    <paper id="1">
      <title>Find <fixed-case><tex-math>n^2</tex-math></fixed-case> &amp; <i>more</i></title>
      <author><first>Karen</first><last>Hambardzumyan</last><affiliation>YerevaNN</affiliation></author>
      <author><last>Team</last></author>
      <abstract>A claim of <tex-math>O(n)</tex-math> &lt; more.</abstract>
      <url hash="x">2020.wmt-1.1</url><doi>10.18653/v1/2020.wmt-1.1</doi>
    </paper>
    {}
  </volume>
</collection>
"""


def read(text: str) -> tuple[Digest, Report]:
    report = Report()
    return ingest(text.encode(), "acl.txt", report), report


def lines(*changes: dict[str, Any]) -> str:
    return "\n".join(json.dumps(LINE | change, ensure_ascii=False) for change in changes)


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        ("AbstractMachine translation is hard.", "Machine translation is hard."),
        ("Abstract<fixed-case>N</fixed-case>eural nets.", "Neural nets."),
        ("Abstract meaning representations.", "Abstract meaning representations."),
        ("AbstractQA-2 is a task.", "AbstractQA-2 is a task."),
    ],
)
def test_a_heading_that_sticks_to_an_abstract_is_no_part_of_it(markup: str, shown: str) -> None:
    digest, _ = read(lines({"abstract_xml": markup}))
    assert prose.text(digest.entries[0].abstract) == shown


def test_a_line_is_a_paper_with_its_markup() -> None:
    digest, report = read(lines({}))
    (entry,) = digest.entries
    assert not report.diagnostics
    assert digest.date == ""
    assert entry.facts.title == "YerevaNN's Systems for $n^2$ & more"
    assert entry.facts.authors == (Author("Karen Hambardzumyan"), Author("Jörg Ito"))
    assert (entry.facts.published, entry.facts.doi) == ("2020-11", "10.18653/v1/2020.wmt-1.88")
    assert entry.facts.venue == "Proceedings of the Fifth Conference on Machine Translation"
    assert entry.facts.links == (
        Link("pdf", "https://aclanthology.org/2020.wmt-1.88.pdf"),
        Link("code", "https://github.com/a/b"),
    )
    assert entry.abstract == (
        (
            Span("text", "From en"),
            Span("math", "$\\rightarrow$"),
            Span("text", "ru, "),
            Span("emphasis", "with "),
            Span("strong", "great"),
            Span("emphasis", " care"),
            Span("text", ": code at https://github.com/a/b."),
        ),
    )


def test_what_was_repaired_in_title_and_abstract_is_listed() -> None:
    (entry,) = read(lines({"title_xml": 'On M\\"uller', "abstract_xml": "Of \\emph{depth} alone."}))[0].entries
    assert (entry.facts.title, prose.text(entry.abstract)) == ("On Müller", "Of depth alone.")
    assert entry.repairs == (Repair("accent", 'M\\"uller', "Müller"), Repair("emphasis", "\\emph{depth}", "depth"))


def test_the_xml_of_a_volume_gives_its_papers_and_not_its_front_matter() -> None:
    digest, report = read(XML.format(""))
    (entry,) = digest.entries
    assert not report.diagnostics
    assert entry.facts.title == "Find $n^2$ & more"
    assert entry.facts.authors == (Author("Karen Hambardzumyan", "YerevaNN"), Author("Team"))
    assert (entry.facts.published, entry.facts.venue) == ("2020-11", "Proceedings of WMT")
    assert entry.facts.links == (Link("pdf", "https://aclanthology.org/2020.wmt-1.1.pdf"),)
    assert prose.text(entry.abstract) == "A claim of $O(n)$ < more."
    assert entry.line == 7


def test_a_paper_of_an_older_file_names_its_own_date_and_volume() -> None:
    told = "<title>Slow Clocks</title><booktitle>Clocks 2015</booktitle><month>July</month><year>2015</year>"
    (entry,) = read(f'<volume id="P15"><paper id="1001">{told}</paper></volume>')[0].entries
    assert (entry.facts.published, entry.facts.venue) == ("2015-07", "Clocks 2015")


def test_code_and_data_that_the_anthology_knows_of_are_links() -> None:
    paper = """<paper id="2"><title>Another</title><author><first>A</first><last>Lee</last></author>
      <attachment type="Software" hash="x">2020.wmt-1.2.Software.zip</attachment>
      <attachment type="presentation" hash="x">2020.wmt-1.2.pdf</attachment>
      <pwccode url="https://github.com/a/c" additional="false">a/c</pwccode>
      <pwcdataset url="https://example.org/data">Data</pwcdataset></paper>"""
    digest, _ = read(XML.format(paper))
    assert digest.entries[1].facts.links == (
        Link("code", "https://github.com/a/c"),
        Link("data", "https://example.org/data"),
        Link("code", "https://aclanthology.org/attachments/2020.wmt-1.2.Software.zip"),
    )


def test_an_author_may_come_in_parts_and_an_address_stands_in_for_a_missing_doi() -> None:
    told = {"authors": [{"first": "Ann", "last": "Lee"}, {"full": "B. Ito"}, "Cy Roy"], "doi": None, "pdf": None}
    (entry,) = read(lines(told))[0].entries
    assert [author.name for author in entry.facts.authors] == ["Ann Lee", "B. Ito", "Cy Roy"]
    assert Link("project", "https://aclanthology.org/2020.wmt-1.88/") in entry.facts.links


@pytest.mark.parametrize(
    ("year", "month", "published"),
    [
        ("2001", "sEPTEMBER", "2001-09"),
        ("2007", "27--30 January", "2007-01"),
        ("2015", "May 31--2 June", "2015-05"),
        ("2010", "6", "2010-06"),
        ("1999", "Unknown", "1999"),
        ("1999", "", "1999"),
        ("", "May", ""),
    ],
)
def test_months_are_free_text(year: str, month: str, published: str) -> None:
    digest, _ = read(lines({"year": year, "month": month}))
    assert digest.entries[0].facts.published == published


@pytest.mark.parametrize(
    ("damaged", "meant"),
    [
        ("a nominal \x93inflector\x94", "a nominal “inflector”"),
        ("It\x92s freely available", "It’s freely available"),
        ("HKUSTâ\x80\x99s acoustics", "HKUST’s acoustics"),
        ("Wei\xdf and naïve café", "Weiß and naïve café"),
    ],
)
@pytest.mark.parametrize("ascii_only", [True, False])
def test_control_characters_are_the_quotation_marks_they_were(damaged: str, meant: str, ascii_only: bool) -> None:
    text = json.dumps(LINE | {"abstract_xml": damaged}, ensure_ascii=ascii_only)
    assert prose.text(read(text)[0].entries[0].abstract) == meant


def test_papers_without_authors_or_abstract_are_papers() -> None:
    digest, report = read(lines({"authors": []}, {"abstract": None, "abstract_xml": ""}))
    assert [(len(entry.facts.authors), bool(entry.abstract)) for entry in digest.entries] == [(0, True), (2, False)]
    assert not report.diagnostics


def test_plain_fields_serve_where_there_is_no_markup() -> None:
    digest, _ = read(lines({"title_xml": "", "title": "a < b & c", "abstract_xml": "", "abstract": "x <i> y"}))
    (entry,) = digest.entries
    assert (entry.facts.title, prose.text(entry.abstract)) == ("a < b & c", "x <i> y")


def test_markup_that_is_never_closed_loses_no_text() -> None:
    digest, _ = read(lines({"abstract_xml": "one <i>two <tex-math>x</i> three"}))
    assert prose.text(digest.entries[0].abstract).replace("$", "") == "one two x three"


def test_a_file_cut_short_keeps_the_papers_before() -> None:
    whole = XML.format("<paper id='2'><title>Second</title></paper><paper id='3'><title>Third</title><abs")
    digest, report = read(whole[: whole.index("<abs\n")] + "<abs")
    assert [entry.facts.title for entry in digest.entries] == ["Find $n^2$ & more", "Second"]
    assert [found.code for found in report.diagnostics] == ["broken-xml"]


def test_a_paper_without_a_title_is_named_and_costs_no_other() -> None:
    digest, report = read(XML.format("<paper id='2'><title/></paper><paper id='3'><title>Third</title></paper>"))
    assert [entry.facts.title for entry in digest.entries][1:] == ["Third"]
    assert [(found.code, found.at and found.at.line) for found in report.diagnostics] == [("untitled-record", 14)]


def test_pages_and_the_publisher_of_the_volume_are_read() -> None:
    text = XML.format("").replace("<month>", "<publisher>ACL</publisher><month>")
    (entry,) = read(text.replace("<doi>", "<pages>1–10</pages><doi>"))[0].entries
    assert (entry.facts.pages, entry.facts.publisher) == ("1–10", "ACL")
    (entry,) = read(lines({"pages": "12–20", "volume": "long"}))[0].entries
    assert (entry.facts.pages, entry.facts.volume) == ("12–20", "")
