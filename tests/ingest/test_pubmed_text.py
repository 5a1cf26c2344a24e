"""PubMed's answers as text."""

from __future__ import annotations

from sitegen.diagnostics import Report
from sitegen.ingest import ingest
from sitegen.ingest.values import prose
from sitegen.model import Digest

ANSWERS = """\
1. Clock Lett. 2024 Mar 9;9(5):13-7. doi:
10.1000/slow.1. Epub 2024 Feb 1.

Slow clocks in the
wild.

van Roy A(1)(2), Lee-Cho BC(1).

Author information:
(1)Example University, Exampletown. Electronic address: ann@example.org.
(2)Example Labs.

BACKGROUND: We wait. And so
do you.

CONCLUSIONS: It is late.

© 2024. The Author(s).

DOI: 10.1000/slow.1
PMID: 40239755 [Indexed for MEDLINE]

Conflict of interest statement: None.


2. Ann Example. 2025 Jun 10:e481.

[Heaps of clocks].

[Article in French]

Cho B.

PMID: 40239756
"""


def read(text: str) -> tuple[Digest, Report]:
    report = Report()
    return ingest(text.encode(), "answers.txt", report), report


def test_records_are_read_by_the_order_and_form_of_their_parts() -> None:
    digest, report = read(ANSWERS)
    first, second = digest.entries
    assert (first.facts.title, first.facts.doi, first.facts.published) == (
        "Slow clocks in the wild",
        "10.1000/slow.1",
        "2024-03-09",
    )
    facts = first.facts
    assert [author.name for author in facts.authors] == ["van Roy A", "Lee-Cho BC"]
    assert (facts.venue, facts.volume, facts.issue, facts.pages) == ("Clock Lett", "9", "5", "13–7")
    assert [prose.text([part]) for part in first.abstract] == [
        "BACKGROUND: We wait. And so do you.",
        "CONCLUSIONS: It is late.",
    ]
    assert (second.facts.title, second.facts.authors[0].name, second.abstract) == ("Heaps of clocks", "Cho B", ())
    assert (second.facts.venue, second.facts.published, second.facts.pages) == ("Ann Example", "2025-06-10", "e481")
    assert [entry.line for entry in digest.entries] == [1, 26]
    assert report.diagnostics == ()


def test_a_record_without_names_keeps_its_abstract() -> None:
    digest, _ = read("1. Clock Lett. 2024;9.\n\nSlow clocks.\n\nWe wait for them.\n\nPMID: 40239755\n")
    (entry,) = digest.entries
    assert (entry.facts.title, entry.facts.authors) == ("Slow clocks", ())
    assert [prose.text([part]) for part in entry.abstract] == ["We wait for them."]


def test_each_record_has_the_line_that_it_begins_in() -> None:
    titles = ("Slow clocks", "Small maps", "Quiet rivers")
    records = (f"{at}. Clock Lett. 2024;9.\n\n{title}.\n\nPMID: {at}\n\n\n" for at, title in enumerate(titles, 1))
    digest, _ = read("".join(records))
    assert [(entry.facts.title, entry.line) for entry in digest.entries] == [*zip(titles, (1, 8, 15), strict=True)]
