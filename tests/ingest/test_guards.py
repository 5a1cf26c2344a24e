"""What the world calls JSON and XML, and what it does to those who read it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.diagnostics import Report
from sitegen.ingest import formats, ingest
from sitegen.ingest.fields import JsonFields
from sitegen.ingest.parser import Source
from sitegen.ingest.read import characters
from sitegen.ingest.read import json as json_guard
from sitegen.ingest.read import xml as xml_guard
from sitegen.ingest.values import dates, identifiers
from tests.little import LittleSite

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)


def items(text: str) -> tuple[list[object], Report]:
    report = Report()
    return [value for value, _ in json_guard.items(text, Source("x.json", report))], report


@given(
    st.lists(st.dictionaries(st.text(max_size=3), st.text(max_size=9) | st.integers(-(10**9), 10**9), max_size=3)),
    st.booleans(),
)
def test_records_are_the_same_in_a_list_and_a_line_each(records: list[dict[str, object]], is_ascii: bool) -> None:
    by_line = "\n".join(json.dumps(each, ensure_ascii=is_ascii) for each in records)
    for text in (json.dumps(records, ensure_ascii=is_ascii), by_line):
        found, report = items(text)
        assert not report.diagnostics
        assert found == records


@given(values)
def test_any_value_can_be_looked_into(value: object) -> None:
    fields = JsonFields(value)
    assert fields.text("title|a") == fields.text("title|a").strip()
    assert isinstance(fields.texts("a.b"), tuple)
    assert [*fields.all("a|b")] == [*fields.texts("a"), *fields.texts("b")]
    assert not fields.one("a.b").text("c") or isinstance(value, dict)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"a": NaN}', {"a": None}),
        ('{"a": 1, "a": 2}', {"a": 2}),
        ('{"a": 2503.02130}', {"a": "2503.02130"}),
        ('{"a": ' + "9" * 5000 + "}", {"a": "9" * 5000}),
        ('{"a": "one\ntwo\u2028three"}', {"a": "one\ntwo\u2028three"}),
    ],
)
def test_odd_json_is_read(text: str, value: object) -> None:
    found, report = items(text)
    assert found == [value]
    assert not report.diagnostics


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 100_000, '[{"a": ' + "[" * 100_000 + "]" * 100_000 + "}]"])
def test_nesting_without_end_is_an_error_and_no_more(text: str) -> None:
    found, report = items(text)
    assert found == []
    assert {diagnostic.code for diagnostic in report.diagnostics} == {"broken-json"}


def test_what_stands_behind_the_end_of_a_list_is_not_passed_over_in_silence() -> None:
    found, report = items('[{"a": 1}]\n{"a": 2}')
    assert len(found) == 1
    assert [(diagnostic.code, diagnostic.at and diagnostic.at.line) for diagnostic in report.diagnostics] == [
        ("broken-json", 1)
    ]


@pytest.mark.parametrize(
    "text",
    [
        '{"papers": [{"a": 1}, {"a": 2}]',
        '{"papers": [{"a": 1}, {"a": 2}, {"a": "thr',
        '{"papers": [{"a": 1}, {"a": oops}, {"a": 2}], "next": 3}',
        '{"2025-03-28": [{"a": 1}], "2025-03-29": [{"a": 2}], "2025-03-30"',
    ],
)
def test_the_records_of_an_object_that_is_broken_are_read(text: str) -> None:
    found, report = items(text)
    assert found == [{"a": 1}, {"a": 2}]
    assert [diagnostic.code for diagnostic in report.diagnostics] == ["broken-json"]


def test_the_authors_of_a_paper_that_is_cut_short_are_no_records() -> None:
    found, report = items('{"title": "Cats", "authors": [{"name": "Ann Lee"}], "abst')
    assert found == []
    assert [diagnostic.code for diagnostic in report.diagnostics] == ["broken-json"]


def test_an_error_names_line_and_column_and_shows_the_line() -> None:
    _, report = items('[\n {"a": 1},\n {"a": oops},\n {"a": 3}\n]')
    (found,) = report.diagnostics
    assert str(found.at) == "x.json:3:8"
    assert found.excerpt == ' {"a": oops},'


@given(st.text(), st.text(alphabet="\ud800\udc00\x00\x93\x85â€™Ã¼aé \n"))
def test_cleaned_text_can_be_written_and_is_clean(text: str, odd: str) -> None:
    cleaned = characters.clean(text + odd)
    cleaned.encode()
    assert not any(ord(character) < 32 and character not in "\t\n" for character in cleaned)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("WÃ¼bben", "Wübben"),
        ("don\x92t", "don’t"),
        ("a\x00b\ufeff", "ab"),
        ("one\r\ntwo", "one\ntwo"),
        ("half \ud83d and whole \ud83d\ude00", "half \ufffd and whole 😀"),
        ("Ânon, âme, Ãvila £5", "Ânon, âme, Ãvila £5"),
    ],
)
def test_characters_are_as_they_were_meant(text: str, cleaned: str) -> None:
    assert characters.clean(text) == cleaned


def tree(text: str) -> tuple[xml_guard.Tree, Report]:
    report = Report()
    return xml_guard.parse(text, Source("x.xml", report), ("r",)), report


def test_xml_has_lines_local_names_and_named_characters() -> None:
    found, report = tree(
        '\n<?xml version="1.0" encoding="latin-1"?>\n<a:x xmlns:a="u">\n<r a:k="v">caf&eacute;</r></a:x>'
    )
    ((element, line),) = found.all("r")
    assert (element.tag, element.get("k"), xml_guard.words(element), line) == ("r", "v", "café", 4)
    assert not report.diagnostics


def test_of_broken_xml_the_whole_records_are_kept() -> None:
    found, report = tree("<x>\n<g><r>1</r>\n<r>2</r></g>\n<g><r>3</r><r>4<b>")
    assert [xml_guard.words(element) for element, _ in found.all("r")] == ["1", "2", "3"]
    assert [(diagnostic.code, diagnostic.at and diagnostic.at.line) for diagnostic in report.diagnostics] == [
        ("broken-xml", 4)
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "xml-entities"),
        ('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>', "xml-entities"),
        ("<a>" * 100_000, "broken-xml"),
        ("", "broken-xml"),
        ("<a b='1' b='2'/>", "broken-xml"),
    ],
)
def test_hostile_xml_is_an_error_and_no_more(text: str, code: str) -> None:
    found, report = tree(text)
    assert list(found.all("r")) == []
    assert [diagnostic.code for diagnostic in report.diagnostics] == [code]


@pytest.mark.parametrize(
    ("stamp", "day"),
    [
        ("Fri,  9 Jun 23 00:44:20 GMT", "2023-06-09"),
        ("Wed, 13 Dec 2000 08:48:06 GMT   (349kb)", "2000-12-13"),
        ("2025-03-28T04:16:44.621Z", "2025-03-28"),
        ("20230125", "2023-01-25"),
        ("2001-02", "2001-02"),
        ("2001", "2001"),
        ("2025-02-30", "2025-02-30"),
        ("31 Feb 2020", "2020-02-31"),
        ("1174867200000", "2007-03-26"),
        ("0000-00-00", ""),
        ("yesterday", ""),
    ],
)
def test_time_stamps_are_days(stamp: str, day: str) -> None:
    assert dates.parse(stamp) == day


def test_documents_one_behind_the_other_are_read_together() -> None:
    report = Report()
    one = '<?xml version="1.0"?>\n<feed xmlns="http://a.b"><entry>{}</entry></feed>\n'
    tree = xml_guard.parse(one.format("first") + one.format("second"), Source("x.xml", report), ("entry",))
    assert [(xml_guard.words(entry), line) for entry, line in tree.all("entry")] == [("first", 2), ("second", 4)]
    assert not report.diagnostics


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("2503.02130", ("2503.02130", "")),
        ("0704.0001v3", ("0704.0001", "3")),
        ("hep-ex/0406020", ("hep-ex/0406020", "")),
        ("math.GT/0309136v2", ("math/0309136", "2")),
        ("https://arxiv.org/pdf/2503.02130v1.pdf", ("2503.02130", "1")),
        ("oai:arXiv.org:2609.26811v1", ("2609.26811", "1")),
        ("10.1000/2503.02130", ("", "")),
        ("12345", ("", "")),
        ("704.0002", ("0704.0002", "")),
        ("2503.0213", ("2503.02130", "")),
        ("1299.1234", ("1299.1234", "")),
    ],
)
def test_identifiers_that_look_like_numbers_are_identifiers(text: str, identifier: tuple[str, str]) -> None:
    assert identifiers.arxiv(text) == identifier


def test_a_file_of_another_kind_is_refused_with_its_kind() -> None:
    for text, kind in (("<svg><g/></svg>" * 3, "XML"), ('{"name": "x", "main": "y"}', "JSON")):
        report = Report()
        digest = ingest(f'<?xml version="1.0"?>{text}'.encode() if kind == "XML" else text.encode(), "x", report)
        assert not digest.entries
        assert kind in report.diagnostics[0].message


def test_a_log_of_a_million_lines_is_refused_at_once() -> None:
    report = Report()
    assert not ingest(b"INFO all is well\n" * 1_000_000, "x.log", report).entries
    assert [found.code for found in report.diagnostics] == ["too-large"]


def test_lines_without_a_word_are_no_papers() -> None:
    report = Report()
    assert not ingest(b"\\\\\n\n" * 2_000, "2025-03-28.txt", report).entries
    assert [found.code for found in report.diagnostics] == ["no-papers"]


@pytest.mark.parametrize("filler", ["\n", " ", "\t", "-", "- ", "* a\n", "\\\\\n", "@a", "|", "[1] "])
@pytest.mark.parametrize("start", ["", "@article{a,\n", "- a:\n", "# A\n"])
def test_a_glance_at_a_text_takes_no_time(start: str, filler: str) -> None:
    """Any of these would take minutes if a sign was looked for in a way that goes back over what it has seen."""
    head = (start + filler * 100_000)[:100_000]
    for known in formats.known_formats():
        known.accepts(head)


@pytest.mark.parametrize("piece", ["<!--", "<?", "</", "<a ", "<a href='", "&#"])
def test_markup_that_never_ends_is_soon_read(piece: str) -> None:
    """It would take minutes if the rest of the page was searched for the end of each."""
    ingest(b"<html><body><p>A Title</p>" + piece.encode() * 100_000, "2025-03-28.html", Report())


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[]", "this list is empty"),
        ('{"status": "ok", "count": 0, "data": []}', "there is no paper in this answer"),
        ('{"error": "Paper with id x not found"}', "it says: Paper with id x not found"),
        ('{"message": "Too Many Requests.\\nWait.", "code": "429"}', "it says: Too Many Requests. Wait."),
        ('{"color": "red", "sizes": [1, 2]}', "this looks like JSON, which is not read"),
        (
            '{"title":"News","url":"","papers":["papers/1.json"],"editions":[],"topics":"topics.json"}',
            "this looks like an index of papers, which is not read; the files that it names have them",
        ),
    ],
)
def test_an_answer_without_papers_is_refused_with_what_it_says(text: str, reason: str) -> None:
    report = Report()
    assert not ingest(text.encode(), "answer.json", report).entries
    (found,) = report.diagnostics
    assert (found.code, reason in found.message) == ("unknown-source", True)


def test_a_page_of_sitegen_is_refused_with_what_to_add_instead(tmp_path: Path) -> None:
    """Its lists look alike whatever facts a paper has, so that these would go to the next one."""
    site = LittleSite(tmp_path)
    site.paste("2025-03-28", "Slow Clocks of the World")
    site.build()
    report = Report()
    assert not ingest(site.html("date/2025-03-28.html").encode(), "2025-03-28.html", report).entries
    (found,) = report.diagnostics
    assert "add the RIS, BibTeX or CSL-JSON" in found.message
