"""What leaves `ingest` is fit to become a page: dates are days, counts are numbers, text is what pages may hold."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from sitegen.diagnostics import Report
from sitegen.ingest import ingest, jsonl
from sitegen.model import Author, Digest, Entry, Facts, Link, Span
from tests.ingest.test_fuzz import SOURCES

HEAD = {"sitegen": "papers", "version": 1}


def read(*lines: object, path: str = "kept.jsonl") -> tuple[Digest, Report]:
    report = Report()
    return ingest("\n".join(map(json.dumps, lines)).encode(), path, report), report


def findings(report: Report) -> list[tuple[str, str, int]]:
    return [(found.severity, found.code, found.at.line if found.at else 0) for found in report.diagnostics]


NO_DAYS = ["../../templates/404", "../papers/2025/mine", "ledger", "2010", "2015-08", "2025-02-30", "٢٠٢٥-03-28", "/a"]


@pytest.mark.parametrize("day", NO_DAYS)
def test_the_day_of_a_list_is_a_day_of_the_calendar(day: str) -> None:
    digest, report = read(HEAD | {"date": day, "start": day, "ranges": [[day, day]]}, {"title": "A"})
    assert (digest.date, digest.start, digest.ranges) == ("", "", ())
    assert [entry.facts.title for entry in digest.entries] == ["A"]
    assert findings(report) == [("error", "bad-date", 1)] * 2
    assert repr(day)[1:-1] in report.diagnostics[0].message


@pytest.mark.parametrize(
    "name",
    [
        *("Front Matter", "Clocks 2026: Preface", "Editorial Board", "目录", "Table des matières", "Title Page i"),
        *("Clocks 2026 Table of Contents", "Message from the General Chairs"),
    ],
)
def test_what_a_volume_has_around_its_papers_is_none_in_any_format(name: str) -> None:
    digest, report = read(HEAD, {"title": name}, {"title": "Preface to Clocks"}, {"title": name, "abstract": [["We."]]})
    assert [entry.facts.title for entry in digest.entries] == ["Preface to Clocks", name]
    assert findings(report) == [("note", "doubtful-paper", 2)]
    table = f"Title,Authors,Venue\nSlow Clocks,Ann Lee,Maps\n{name},,Maps\n".encode()
    assert [entry.facts.title for entry in ingest(table, "a.csv", Report()).entries] == ["Slow Clocks"]


def test_the_abstract_that_ieee_gives_an_index_makes_no_paper_of_it() -> None:
    said = [["Presents an index of the authors whose papers are here."]]
    digest, _ = read(HEAD, {"title": "Author Index", "abstract": said}, {"title": "Slow Clocks", "abstract": said})
    assert [entry.facts.title for entry in digest.entries] == ["Slow Clocks"]


def test_somebody_may_write_a_paper_that_is_called_as_an_index_is() -> None:
    digest, _ = read(HEAD, *({"title": name, "authors": ["Ann Lee"]} for name in ("Foreword", "Table of Contents")))
    assert [entry.facts.title for entry in digest.entries] == ["Table of Contents"]


@pytest.mark.parametrize("day", NO_DAYS)
def test_the_day_on_which_a_paper_was_listed_is_a_day_of_the_calendar(day: str) -> None:
    digest, report = read(HEAD, {"title": "A"}, {"title": "B", "listed": day})
    assert [(entry.facts.title, entry.listed) for entry in digest.entries] == [("A", ""), ("B", "")]
    assert findings(report) == [("error", "bad-date", 3)]


@pytest.mark.parametrize("day", ["../x", "2025-13-30", "2025-13", "25", "2025-3-28", "0000"])
def test_a_paper_is_dated_by_a_day_a_month_or_a_year(day: str) -> None:
    digest, report = read(HEAD, {"title": "A", "published": day, "updated": day})
    assert (digest.entries[0].facts.published, digest.entries[0].facts.updated) == ("", "")
    assert findings(report) == [("warning", "bad-date", 2)] * 2
    for known in ("2010", "2015-08", "2024-02-29"):
        assert read(HEAD, {"title": "A", "published": known})[0].entries[0].facts.published == known


def test_of_a_day_that_its_month_does_not_have_the_month_stays() -> None:
    digest, report = read(HEAD, {"title": "A", "published": "2025-02-30"})
    assert digest.entries[0].facts.published == "2025-02"
    assert findings(report) == [("warning", "bad-date", 2)]
    assert "only its month was kept: '2025-02-30'" in report.diagnostics[0].message


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", "Title,Authors,Date\nSlow Clocks,Ann Lee,2025-02-30\n"),
        ("a.json", '[{"title": "Slow Clocks", "authors": ["Ann Lee"], "published": "2025-02-30"}]'),
        ("a.bib", "@misc{a, title={Slow Clocks}, author={Ann Lee}, year=2025, month=feb, day=30}"),
    ],
)
def test_a_day_that_its_month_does_not_have_is_reported_from_each_format(name: str, text: str) -> None:
    report = Report()
    digest = ingest(text.encode(), name, report)
    assert digest.entries[0].facts.published == "2025-02"
    assert [found.code for found in report.diagnostics] == ["bad-date"]


@pytest.mark.parametrize(
    "text",
    [
        '[{"title": "A Title", "authors": "Ann Lee", "published": "%s"}]',
        '{"title": "A Title", "authors": "Ann Lee", "year": "%s"}',
        "@misc{a, title = {A Title}, year = {%s}}",
        "@misc{a, title = {A Title}, date = {%s}}",
    ],
)
def test_numbers_that_are_no_date_are_reported_and_words_are_not(text: str) -> None:
    for written, codes in {"199X": ["bad-date"], "20244": ["bad-date"], "in press": [], "0000-00-00": []}.items():
        report = Report()
        (entry,) = ingest((text % written).encode(), "kept.x", report).entries
        assert (entry.facts.published, [found.code for found in report.diagnostics]) == ("", codes)


def test_words_and_addresses_that_mean_nothing_are_reported_from_anybodys_records() -> None:
    paper = {"title": "A Title", "authors": "Ann Lee", "published": "In press", "code": "N/A", "pdf": "papers/a.pdf"}
    wrong = {"published": "soon", "code": "ann/clocks", "pdf": "ftp://a.example/b.pdf"}
    text = json.dumps([paper, paper | wrong, paper | {"code": "https:/a.example/c"}], indent=0)
    digest = ingest(text.encode(), "a.json", report := Report())
    assert [entry.facts.links for entry in digest.entries] == [()] * 3
    assert [(found.code, found.at and found.at.line) for found in report.diagnostics] == [
        *(("bad-date", 9), ("bad-address", 9), ("bad-address", 9)),
        ("bad-address", 16),
    ]
    table = "Title,Authors,Code\nSlow Clocks,Ann Lee,ann/clocks\nOdd Clocks,Bo Cho,soon\n"
    ingest(table.encode(), "a.csv", report := Report())
    assert findings(report) == [("warning", "bad-address", 2)]


def test_of_many_wrong_values_of_a_kind_the_first_is_reported_with_their_number() -> None:
    _, report = read(HEAD, *({"title": f"Clocks {n}", "published": f"soon {n}", "updated": "x" * n} for n in range(5)))
    assert [(found.at and found.at.line, found.message) for found in report.diagnostics] == [
        (2, "'published' is no date, and was left out: 'soon 0', as were 4 more"),
        (3, "'updated' is no date, and was left out: 'x', as were 3 more"),
    ]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "code/main.py", "https://", "https://a b.example/"])
def test_a_link_that_is_no_address_is_reported(address: str) -> None:
    digest, report = read(HEAD, {"title": "A", "links": [["code", address], ["pdf", "https://a.example/b.pdf"]]})
    assert digest.entries[0].facts.links == (Link("pdf", "https://a.example/b.pdf"),)
    assert findings(report) == [("warning", "bad-address", 2)]
    assert address in report.diagnostics[0].message


def test_spaces_in_an_address_are_escaped() -> None:
    digest, report = read(HEAD, {"title": "A", "links": [["code", " https://a.example/b c?d e "]]})
    assert digest.entries[0].facts.links == (Link("code", "https://a.example/b%20c?d%20e"),)
    assert not report.diagnostics


@pytest.mark.parametrize("name", list(SOURCES))
@pytest.mark.parametrize("bad", ["2025-02-30", "../../templates/404"])
def test_no_format_lets_another_date_through(name: str, bad: str) -> None:
    text = SOURCES[name]
    for good in ("2025-03-28", "2025-03-27", "2025-03", "2025"):
        report = Report()
        digest = ingest(text.replace(good, bad).encode(), "x", report)
        days = [digest.date, digest.start, *(entry.listed for entry in digest.entries)]
        papers = [date for entry in digest.entries for date in (entry.facts.published, entry.facts.updated)]
        assert all(date != "2025-02-30" and "/" not in date for date in (*days, *papers))
        assert all(len(day) in (0, 10) for day in days)


@pytest.mark.parametrize("digits", ["18446744073709551616", "9" * 5000, "-1", "9007199254740992"])
@pytest.mark.parametrize(
    "make",
    [
        lambda n: f'{{"sitegen":"papers","version":1}}\n{{"title":"A","votes":{n},"comments":{n}}}',
        lambda n: f'[{{"title":"A","abstract":"B","authors":["C"],"upvotes":{n},"comments":{n}}}]',
        lambda n: f'[{{"title":"A","abstract":"B","authors":["C"],"upvotes":"{n}","comments":"{n}k"}}]',
        lambda n: f'[{{"paper":{{"id":"2503.00001","title":"A","upvotes":{n}}},"numComments":{n}}}]',
    ],
)
def test_no_count_is_larger_than_a_number_of_json(make: Callable[[str], str], digits: str) -> None:
    digest = ingest(make(digits).encode(), "2025-03-28.json", report := Report())
    for entry in digest.entries:
        assert (entry.votes, entry.comments) == (None, None)
    assert digest.entries or [found.severity for found in report.diagnostics] == ["error"]


def test_an_identifier_is_short_and_one_word() -> None:
    digest, report = read(HEAD, {"title": "A", "arxiv": "9" * 300, "doi": "10.1000/" + "a" * 300})
    assert (digest.entries[0].facts.arxiv, digest.entries[0].facts.doi) == ("", "")
    assert findings(report) == [("warning", "bad-id", 2)] * 2


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("a.bib", "@article{a, title={On Depth}, author={Lee, Ann},\n doi={10.1000}}", 1),
        ("a.csv", "title,doi,arxiv\nOn Depth,10.1000/182,\nOn Width,,2401.1\n", 3),
        ("a.json", '[{"title": "On Depth", "abstract": "We dive.", "authors": ["Ann Lee"], "doi": "10/abc12"}]', 1),
        ("a.csv", "title,arxiv,authors\nOn Depth,2503,Ann Lee\n", 2),
        ("a.json", '[{"title": "On Depth", "abstract": "We dive.", "authors": ["Ann Lee"], "arxiv": "2503"}]', 1),
        ("a.bib", "@misc{a, title={On Depth}, author={Lee, Ann},\n eprint={2503}, archiveprefix={arXiv}}", 1),
        ("a.ris", "TY  - JOUR\nTI  - On Depth\nAU  - Lee, Ann\nDO  - 2503\nER  - \n", 1),
    ],
)
def test_what_only_looks_like_an_identifier_is_left_out_and_said(name: str, text: str, line: int) -> None:
    digest = ingest(text.encode(), name, report := Report())
    assert {entry.facts.doi for entry in digest.entries} <= {"", "10.1000/182"}
    assert not any(entry.facts.arxiv for entry in digest.entries)
    assert findings(report) == [("warning", "bad-id", line)]


def test_a_remark_in_a_field_for_an_identifier_is_none_of_a_wrong_one() -> None:
    text = "title,doi,arxiv\nOn Depth,see publisher,N/A\nOn Width,10.48550/arXiv.2401.12345,-\n"
    digest = ingest(text.encode(), "a.csv", report := Report())
    assert [(entry.facts.doi, entry.facts.arxiv) for entry in digest.entries] == [("", ""), ("", "2401.12345")]
    assert not report.diagnostics


def test_an_old_identifier_has_one_spelling() -> None:
    digest, report = read(HEAD, *({"title": "A", "arxiv": f"{id}/0309136"} for id in ("math.GT", "math", "MATH.GT")))
    assert {entry.facts.arxiv for entry in digest.entries} == {"math/0309136"}
    assert not report.diagnostics


def test_no_text_holds_characters_that_pages_may_not_hold() -> None:
    odd = "\x00\x01\x08\x0b\x1f\x7f\ufffe\uffff"
    texts = {key: f"{key}{odd}" for key in ("title", "venue", "license", "submitter", "organisation", "doi")}
    row = texts | {"authors": [f"Ann{odd}"], "links": [["code", f"https://a.b/{odd}"]], "abstract": [[f"We{odd} do."]]}
    digest, _ = read(HEAD | {"curator": f"AK{odd}"}, row)
    (entry,) = digest.entries
    assert (entry.facts.title, entry.facts.authors, entry.submitter) == ("title", (Author("Ann"),), "submitter")
    assert entry.facts.links == (Link("code", "https://a.b/"),)
    assert entry.abstract == ((Span("text", "We do."),),)
    assert digest.curator == "AK"


@pytest.mark.parametrize("odd", ["\ufffe", "\uffff", "\x01", "&#xFFFE;"])
@pytest.mark.parametrize("name", list(SOURCES))
def test_no_format_lets_such_a_character_through(name: str, odd: str) -> None:
    text = SOURCES[name].replace("Depth", f"Dep{odd}th").replace("depth", f"dep{odd}th")
    digest = ingest(text.encode(), "2025-03-28.x", Report())
    shown = repr(digest.entries)
    assert not any(repr(character)[1:-1] in shown for character in ("\ufffe", "\uffff", "\x01"))


def test_no_file_says_how_far_it_is_to_be_believed() -> None:
    digest, _ = read(HEAD | {"trust": 99}, {"title": "A", "trust": 99})
    assert digest.trust == 15
    (line, *_) = jsonl.write([Entry(facts=Facts(title="A"))], Digest(trust=60))
    assert b"trust" not in line


def test_the_first_day_of_a_range_whose_last_is_wrong_is_left_out() -> None:
    head = '{"sitegen": "papers", "version": 1, "date": "2025-02-30", "start": "2025-02-24"}\n{"title": "A Title"}\n'
    report = Report()
    digest = ingest(head.encode(), "kept.jsonl", report)
    assert (digest.date, digest.start) == ("", "")
    assert [found.code for found in report.diagnostics] == ["bad-date"]
