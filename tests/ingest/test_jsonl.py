"""Our own JSON lines, and JSON in nobody's format."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from sitegen.diagnostics import Report
from sitegen.ingest import ingest, jsonl
from sitegen.ingest.values import prose
from sitegen.model import Digest, Entry, Facts, Link, Repair, Span
from sitegen.text.names import author
from tests.paths import ROOT

# any text that a page may hold
words = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=20)
days = st.dates(date(1000, 1, 1), date(2999, 12, 31)).map(str)
dates = days | st.sampled_from(["", "2025", "2025-03"])
kinds = st.sampled_from(["code", "project", "data", "model", "pdf", "demo"])
addresses = st.from_regex(r"https?://[a-z]+\.example(?:/[a-zé?=%0-9]*)?", fullmatch=True)
spans = st.builds(Span, st.sampled_from(["text", "emphasis", "strong", "code", "math", "display"]), words)
texts = st.lists(words, max_size=3).map(tuple)
counts = st.none() | st.integers(0, 10**6)
facts = st.builds(
    Facts,
    title=words.filter(str.strip),
    authors=st.lists(st.builds(author, words, words), max_size=3).map(tuple),
    published=dates,
    updated=dates,
    arxiv=st.sampled_from(["", "2502.05795", "math/0309136"]),
    version=words,
    doi=st.sampled_from(["", "10.1000/182"]),
    venue=words,
    license=words,
    categories=texts,
    keywords=texts,
    topics=texts,
    links=st.lists(st.builds(Link, kinds, addresses), max_size=3).map(tuple),
)
entries = st.builds(
    Entry,
    facts=facts,
    abstract=st.lists(st.lists(spans, max_size=3).map(tuple), max_size=3).map(tuple),
    votes=counts,
    comments=counts,
    submitter=words,
    organisation=words,
    announced=words,
    repairs=st.lists(st.builds(Repair, words, words, words), max_size=2).map(tuple),
)


@given(
    st.builds(
        Digest,
        date=days,
        start=days,
        curator=words,
        entries=st.lists(entries, min_size=1, max_size=3).map(tuple),
    )
)
def test_nothing_of_a_digest_is_lost(digest: Digest) -> None:
    report = Report()
    again = ingest(b"".join(jsonl.write(digest.entries, digest)), "kept.jsonl", report)
    assert not report.diagnostics
    numbered = tuple(structs.replace(entry, line=number) for number, entry in enumerate(digest.entries, 2))
    assert structs.replace(again, trust=0, format="") == structs.replace(digest, entries=numbered)


def test_a_line_is_short_and_can_be_written_by_hand() -> None:
    lines = b"".join(jsonl.write([Entry(facts=Facts(title="A"), abstract=((Span("text", "B."),),))])).decode()
    assert lines == '{"sitegen":"papers","version":1}\n{"title":"A","abstract":[["B."]]}\n'


def test_a_broken_line_costs_no_other() -> None:
    head = '{"sitegen": "papers", "version": 1, "date": "2025-03-28"}'
    broken = [
        '{"title": "A"}',
        "{",
        '{"authors": []}',
        '{"title": "B", "votes": "many"}',
        "[" * 10_000,
        '{"title": "C"}',
    ]
    report = Report()
    digest = ingest("\r\n".join([head, *broken, ""]).encode(), "kept.jsonl", report)
    assert digest.date == "2025-03-28"
    assert [(entry.facts.title, entry.line) for entry in digest.entries] == [("A", 2), ("C", 7)]
    assert [(found.code, found.at and found.at.line) for found in report.diagnostics] == [
        ("broken-record", line) for line in (3, 4, 5, 6)
    ]


def test_a_newer_version_is_read_as_well_as_it_can_be() -> None:
    report = Report()
    lines = b'{"sitegen": "papers", "version": %d, "mood": "good"}\n{"title": "A", "mood": "bad"}' % (jsonl.VERSION + 1)
    digest = ingest(lines, "kept.jsonl", report)
    assert [entry.facts.title for entry in digest.entries] == ["A"]
    assert [found.code for found in report.diagnostics] == ["newer-format"]


def test_each_unknown_key_is_reported_once_and_costs_nothing_else() -> None:
    head = '{"sitegen": "papers", "version": 1, "date": "2025-03-28", "curatr": "Ann"}'
    lines = [head, '{"title": "A", "author": ["Ann Lee"], "venue": "Z"}', '{"title": "B", "author": [], "mood": 1}']
    report = Report()
    digest = ingest("\n".join(lines).encode(), "kept.jsonl", report)
    assert (digest.date, [entry.facts.title for entry in digest.entries]) == ("2025-03-28", ["A", "B"])
    assert digest.entries[0].facts.venue == "Z"
    assert [(str(found.at), found.code, found.message, found.hint) for found in report.diagnostics] == [
        (f"kept.jsonl:{number}", "unknown-key", f"sitegen knows no key '{key}' in such lines", hint)
        for number, key, hint in (
            (1, "curatr", "did you mean curator?"),
            (2, "author", "did you mean authors?"),
            (3, "mood", "sitegen explain sources shows the keys of such lines"),
        )
    ]


def test_anybodys_records_are_read_by_their_names() -> None:
    record = {
        "id": "2505.00001",
        "title": "Speech   Collection",
        "abstract": 'We collect na\\"ive speech.',
        "authors": ["Ann Lee", {"name": "B. Ito"}],
        "date": "2025-05-25",
        "venue": "lilt",
        "tags": ["bias", "resources"],
        "upvotes": 3,
        "url": "https://example.org/abs/1",
        "pdf": "https://example.org/1.pdf",
        "code_url": "https://github.com/a/b",
    }
    report = Report()
    for text in (json.dumps(record), json.dumps([record], indent=1), json.dumps({"papers": [record]})):
        (entry,) = ingest(text.encode(), "mine.json", report).entries
        assert (entry.facts.title, entry.facts.arxiv, entry.votes) == ("Speech Collection", "2505.00001", 3)
        assert [author.name for author in entry.facts.authors] == ["Ann Lee", "B. Ito"]
        assert (entry.facts.published, entry.facts.topics) == ("2025-05-25", ("bias", "resources"))
        assert {link.kind for link in entry.facts.links} == {"code", "pdf"}
        assert prose.text(entry.abstract) == "We collect naïve speech."
    assert not report.diagnostics


def test_counts_may_be_as_pages_show_them_and_names_as_bibliographies_do() -> None:
    record = {"title": "A", "author": "Lee, Ann and {The Group} and others", "votes": "1.2k", "num_comments": "3"}
    (entry,) = ingest(json.dumps([record | {"abstract": "B"}]).encode(), "mine.json", Report()).entries
    assert [author.name for author in entry.facts.authors] == ["Ann Lee", "The Group"]
    assert (entry.votes, entry.comments) == (1200, 3)


def test_a_list_under_its_day_is_the_list_of_that_day() -> None:
    one, two = ({"title": title, "abstract": "We do.", "authors": ["Ann Lee"]} for title in "AB")
    for value in (
        {"date": "2025-03-28", "papers": [one]},
        {"2025-03-28": [one]},
        [{"date": "2025-03-28", "papers": [one]}],
    ):
        digest = ingest(json.dumps(value).encode(), "mine.json", Report())
        assert (digest.date, [entry.listed for entry in digest.entries]) == ("2025-03-28", [""])
    digest = ingest(json.dumps({"2025-03-28": [one], "2025-03-27": [two]}).encode(), "mine.json", Report())
    assert [(entry.facts.title, entry.listed) for entry in digest.entries] == [("A", "2025-03-28"), ("B", "2025-03-27")]


def test_headings_of_a_table_may_be_the_keys() -> None:
    row = {"Title": "A", "Authors": "Ann Lee; Bo Cho", "Year": 2025, "DOI": "10.1000/1", "Abstract": "We do."}
    (entry,) = ingest(json.dumps([row]).encode(), "mine.json", Report()).entries
    assert [author.name for author in entry.facts.authors] == ["Ann Lee", "Bo Cho"]
    assert (entry.facts.published, entry.facts.doi) == ("2025", "10.1000/1")


def test_a_number_with_a_point_is_an_id_to_its_last_zero() -> None:
    (entry,) = ingest(b'[{"id": 2503.02130, "title": "A", "abstract": "B"}]', "mine.json", Report()).entries
    assert entry.facts.arxiv == "2503.02130"


@pytest.mark.parametrize("value", ['{"title": "Settings", "width": 3}', '{"name": "x", "version": "1"}', "[1, 2, 3]"])
def test_json_that_is_no_paper_is_refused(value: str) -> None:
    report = Report()
    assert not ingest(value.encode(), "package.json", report).entries
    assert [found.code for found in report.diagnostics] == ["unknown-source"]


def test_records_may_stand_under_identifiers_or_days() -> None:
    paper = {"title": "Less Memory", "abstract": "We need less.", "authors": ["Ann Lee et al."]}
    keyed = json.dumps({"2502.05795": paper | {"comment": "Code: https://github.com/a/less"}, "2502.05796": paper})
    first, second = ingest(keyed.encode(), "kept.json", Report()).entries
    assert (first.facts.arxiv, second.facts.arxiv) == ("2502.05795", "2502.05796")
    assert first.facts.links == (Link("code", "https://github.com/a/less"),)
    assert ([author.name for author in first.facts.authors], first.facts.more_authors) == (["Ann Lee"], True)
    dated = json.dumps({"2025-03-27": [paper], "2025-03-28": [paper | {"title": "More Memory"}]})
    digest = ingest(dated.encode(), "kept.json", Report())
    assert (digest.date, [entry.listed for entry in digest.entries]) == ("2025-03-28", ["2025-03-27", "2025-03-28"])


@pytest.mark.parametrize(
    ("authors", "names"),
    [
        (["Ann Lee", "Bo Cho", "et al."], ["Ann Lee", "Bo Cho"]),
        (["Ann Lee, Bo Cho, et al."], ["Ann Lee", "Bo Cho"]),
        (["García Márquez, José Luis"], ["García Márquez, José Luis"]),
    ],
)
def test_a_list_of_authors_may_hold_a_line_of_them(authors: list[str], names: list[str]) -> None:
    line = json.dumps({"title": "Slow Clocks", "abstract": "We wait.", "authors": authors})
    (entry,) = ingest(line.encode(), "mine.jsonl", Report()).entries
    assert [author.written for author in entry.facts.authors] == names


def test_the_lines_that_the_manual_shows_are_read_without_a_word() -> None:
    manual = (ROOT / "sitegen" / "docs" / "sources.md").read_text("utf-8")
    lines = manual.partition("```json\n")[2].partition("```")[0]
    report = Report()
    digest = ingest(lines.encode(), "papers.jsonl", report)
    assert not report.diagnostics
    first, second = digest.entries
    assert (digest.date, digest.curator, first.votes) == ("2025-03-28", "AK", 12)
    assert [(author.name, author.affiliation) for author in first.facts.authors] == [
        ("Wenfang Sun", ""),
        ("Ann Lee", "MIT"),
    ]
    assert (first.facts.arxiv, first.facts.version) == ("2502.05795", "2")
    assert prose.text(second.abstract) == "Clocks of $n$ hands."
    assert [link.kind for link in second.facts.links] == ["code"]
