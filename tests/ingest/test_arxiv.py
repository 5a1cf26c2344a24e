"""arXiv as text: `.abs` files, mails, listings of a month, metadata lines."""

from __future__ import annotations

import json
import quopri

import pytest

from sitegen.diagnostics import Report
from sitegen.ingest import ingest
from sitegen.ingest.values import people, prose
from sitegen.model import Author, Digest, Entry, Link


def read(text: str | bytes, path: str = "list.txt", date: str = "") -> tuple[Digest, Report]:
    report = Report()
    return ingest(text.encode() if isinstance(text, str) else text, path, report, date_hint=date), report


def only(text: str) -> Entry:
    digest, report = read(text)
    assert not report.diagnostics
    (entry,) = digest.entries
    return entry


RULE = "-" * 78
MAIL = rf"""Date: Fri,  9 Jun 23 00:44:20 GMT
Subject: math.OA daily Subj-class mailing

{RULE}
 Submissions to:
Operator Algebras
 received from  Wed  7 Jun 23 18:00:00 GMT  to  Thu  8 Jun 23 18:00:00 GMT
{RULE}
{RULE}
\\
arXiv:2306.04711
Date: Wed, 7 Jun 2023 18:20:40 GMT   (14kb)

Title: A title that is wrapped
  with two spaces
Authors: Fr\'ed\'eric Patras (1), Pawe{{\l}} Zalecki (1 and 2) ((1) CNRS, (2) UJ)
Categories: math.OA
Comments: Code at https://github.com/a/b
Journal-ref: SIGMA 19 (2023), 038
DOI: 10.3842/SIGMA.2023.038
\\
  We exhibit for every group that is
amenable two things.
  This is the second paragraph.
\\ ( https://arxiv.org/abs/2306.04711 ,  14kb)
%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-%-
{RULE}
\\
arXiv:2306.04713 (*cross-listing*)
Date: Wed, 7 Jun 2023 18:23:40 GMT   (14kb)

Title: Crossed
Authors: Ben Hayes
Categories: math.GR math.OA
\\
  An abstract.
\\ ( https://arxiv.org/abs/2306.04713 ,  14kb)
%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%--%%
{RULE}
\\
arXiv:2204.01445
replaced with revised version Thu, 8 Jun 2023 08:03:26 GMT   (25kb,D)

Title: Replaced
Authors: Kurusch Ebrahimi-Fard and Andrej Sitarz
Categories: math.PR
\\ ( https://arxiv.org/abs/2204.01445 ,  25kb)
%%%---%%%---%%%---%%%---%%%---%%%---%%%---%%%---%%%---%%%---%%%---%%%---%%%---
For subscribe options to combined math archives,
"""


def test_a_mail_has_three_parts_and_replacements_have_no_abstract() -> None:
    digest, report = read(MAIL)
    assert not report.diagnostics
    assert digest.date == "2023-06-09"
    assert [(entry.facts.title, entry.announced, bool(entry.abstract)) for entry in digest.entries] == [
        ("A title that is wrapped with two spaces", "new", True),
        ("Crossed", "cross", True),
        ("Replaced", "replace", False),
    ]
    first, _, last = digest.entries
    assert first.facts.authors == (Author("Frédéric Patras", "CNRS"), Author("Paweł Zalecki", "CNRS; UJ"))
    assert (first.facts.doi, first.facts.published) == ("10.3842/SIGMA.2023.038", "2023-06-07")
    assert first.facts.links == (Link("code", "https://github.com/a/b"),)
    assert prose.text(first.abstract).split("\n\n") == [
        "We exhibit for every group that is amenable two things.",
        "This is the second paragraph.",
    ]
    assert (last.facts.published, last.facts.updated) == ("", "2023-06-08")
    assert digest.entries[1].line == MAIL.split("\n").index("arXiv:2306.04713 (*cross-listing*)") + 1


def test_a_cross_listing_that_is_replaced_is_both() -> None:
    crossed = MAIL.replace("arXiv:2204.01445\n", "arXiv:2204.01445 (*cross-listing*)\n")
    assert [entry.announced for entry in read(crossed)[0].entries] == ["new", "cross", "replace-cross"]


@pytest.mark.parametrize("mark", ["> ", ">", "> > "])
def test_a_mail_that_was_passed_on_reads_like_the_mail(mark: str) -> None:
    quoted = "Hi, for you:\n\n" + "\n".join(mark + line for line in MAIL.split("\n"))
    digest, report = read(quoted)
    assert [entry.facts for entry in digest.entries] == [entry.facts for entry in read(MAIL)[0].entries]
    assert (digest.date, report.diagnostics) == ("2023-06-09", ())


def test_a_mail_in_a_programs_encoding_reads_like_the_mail() -> None:
    head, _, body = MAIL.partition("\n\n")
    encoded = quopri.encodestring(body.encode()).decode()
    digest, report = read(f"{head}\nContent-Transfer-Encoding: quoted-printable\n\n{encoded}")
    assert [entry.facts for entry in digest.entries] == [entry.facts for entry in read(MAIL)[0].entries]
    assert not report.diagnostics


def test_an_excerpt_without_head_is_of_the_day_asked_for_else_of_the_last_day_received() -> None:
    excerpt = MAIL.partition("mailing\n")[2]
    assert read(excerpt)[0].date == "2023-06-08"
    assert read(excerpt, "cs-2023-06-09.txt")[0].date == "2023-06-09"


ABS = rf"""{RULE}
\\
{{}}
From: Yasuhiro Ajiro <ya@example.com>
Date: Wed, 13 Dec 2000 08:48:06 GMT   (349kb)
Date (revised v2): Fri, 12 Jan 2001 09:00:00 GMT   (350kb)

Title: Kima
Author: Yasuhiro Ajiro
Comments: 8 pages
\\
  We have implemented Kima, the ``first'' of its kind.
\\
"""


@pytest.mark.parametrize(
    ("head", "identifier"),
    [
        ("arXiv:cs/0012007", "cs/0012007"),
        ("Paper: cs/0012007", "cs/0012007"),
        ("Paper: math.GT/0012007", "math/0012007"),
        ("Paper (*cross-listing*): hep-ph/9301239", "hep-ph/9301239"),
        ("arXiv:0704.0001", "0704.0001"),
        ("arXiv:2503.02130", "2503.02130"),
    ],
)
def test_an_abs_file_is_one_paper_whatever_its_id_looks_like(head: str, identifier: str) -> None:
    facts = only(ABS.format(head)).facts
    assert (facts.arxiv, facts.title, facts.version) == (identifier, "Kima", "2")
    assert (facts.published, facts.updated) == ("2000-12-13", "2001-01-12")


def test_a_listing_of_a_month_has_no_day_and_no_abstracts() -> None:
    month = ABS.format("Paper: astro-ph/9301001").partition("\n  We have")[0] + "\n" + RULE + "\n"
    digest, _ = read(month + month.replace("9301001", "9301002") + RULE)
    assert digest.date == ""
    assert [entry.facts.arxiv for entry in digest.entries] == ["astro-ph/9301001", "astro-ph/9301002"]
    assert not any(entry.abstract for entry in digest.entries)


def test_latin_1_is_read_and_said() -> None:
    digest, report = read(ABS.format("arXiv:cs/0012007").replace("8 pages", "München").encode("latin-1"))
    assert len(digest.entries) == 1
    assert [found.code for found in report.diagnostics] == ["encoding"]


def test_a_record_without_a_title_costs_no_other() -> None:
    broken = ABS.format("arXiv:cs/0012007").replace("Title: Kima\n", "")
    digest, report = read(broken + ABS.format("arXiv:cs/0012008"))
    assert [entry.facts.arxiv for entry in digest.entries] == ["cs/0012008"]
    assert [(found.code, found.at and found.at.line) for found in report.diagnostics] == [("untitled-record", 3)]


def test_words_between_two_records_are_of_neither() -> None:
    first, second = (ABS.format(f"arXiv:cs/001200{number}").removeprefix(f"{RULE}\n") for number in (7, 8))
    digest, _ = read(f"{RULE}\n{first}\nSee also the one below.\n\n{second}")
    abstracts = [prose.text(entry.abstract) for entry in digest.entries]
    assert abstracts == ["We have implemented Kima, the “first” of its kind."] * 2


def test_a_line_that_begins_with_an_id_before_a_record_is_none() -> None:
    digest, report = read(f"arXiv:cs/0012009 is for Monday.\n\n{ABS.format('arXiv:cs/0012007')}")
    assert [entry.facts.arxiv for entry in digest.entries] == ["cs/0012007"]
    assert not report.diagnostics


def test_a_listing_that_is_cut_short_keeps_what_its_last_paper_has() -> None:
    header, mark, abstract = ABS.format("arXiv:cs/0012007").removesuffix("\\\\\n").rpartition("\\\\\n")
    for text in (header, header + mark, header + mark + abstract):
        (entry,) = read(text)[0].entries
        assert (entry.facts.arxiv, entry.facts.title) == ("cs/0012007", "Kima")
        assert entry.facts.authors == (Author("Yasuhiro Ajiro"),)
        assert bool(entry.abstract) == text.endswith(abstract)


def test_one_mark_may_end_a_record_and_begin_the_next() -> None:
    first, second = (ABS.format(f"arXiv:cs/001200{number}").removeprefix(f"{RULE}\n") for number in (7, 8))
    digest, _ = read(first + second.removeprefix("\\\\\n"))
    assert [entry.facts.arxiv for entry in digest.entries] == ["cs/0012007", "cs/0012008"]


LINE = {
    "id": "0704.0001",
    "submitter": "Pavel Nadolsky",
    "authors": "C. Bal\\'azs, E. L. Berger",
    "title": "Calculation of prompt\n  diphoton production",
    "comments": "37 pages",
    "journal-ref": "Phys.Rev.D76:013009,2007",
    "doi": "10.1103/PhysRevD.76.013009",
    "categories": "hep-ph hep-ex",
    "license": None,
    "abstract": "  A fully differential calculation\nis presented.\n",
    "versions": [
        {"version": "v1", "created": "Mon, 2 Apr 2007 19:18:42 GMT"},
        {"version": "v2", "created": "Tue, 24 Jul 2007 20:10:27 GMT"},
    ],
    "update_date": "2008-11-26",
    "authors_parsed": [["Balázs", "C.", ""], ["Berger", "E. L.", "Jr", "ANL", "MSU"]],
}


def test_a_metadata_line_is_a_paper() -> None:
    entry = only(json.dumps(LINE))
    facts = entry.facts
    assert facts.title == "Calculation of prompt diphoton production"
    assert facts.authors == (Author("C. Balázs"), Author("E. L. Berger Jr", "ANL; MSU"))
    assert (facts.arxiv, facts.version, facts.published, facts.updated) == (
        "0704.0001",
        "2",
        "2007-04-02",
        "2007-07-24",
    )
    assert (facts.venue, facts.categories) == ("Phys.Rev.D76:013009,2007", ("hep-ph", "hep-ex"))
    assert prose.text(entry.abstract) == "A fully differential calculation is presented."


def test_a_broken_line_costs_no_other() -> None:
    lines = [json.dumps(LINE), json.dumps(LINE)[:90], json.dumps(LINE | {"id": "0704.0002"}), "{}"]
    digest, report = read("\n".join(lines))
    assert [(entry.facts.arxiv, entry.line) for entry in digest.entries] == [("0704.0001", 1), ("0704.0002", 3)]
    assert [(found.code, found.at and found.at.line) for found in report.diagnostics] == [
        ("broken-json", 2),
        ("untitled-record", 4),
    ]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("A. Lee, B. Cho, & M. V. Penston", ["A. Lee", "B. Cho", "M. V. Penston"]),
        ("Chen Anderson and Rolando Alexander", ["Chen Anderson", "Rolando Alexander"]),
        ("Planck Collaboration: P. A. R. Ade, N. Aghanim", ["Planck Collaboration", "P. A. R. Ade", "N. Aghanim"]),
        ("Al Gore, Jr., Ann Lee, et al.", ["Al Gore Jr.", "Ann Lee"]),
        ("Ann Lee, Bo Cho et al.", ["Ann Lee", "Bo Cho"]),
        ("李明、王小明，Ann Lee", ["李明", "王小明", "Ann Lee"]),
        ("A. Lee (MIT, Cambridge (USA)) and B. Cho (broken", ["A. Lee", "B. Cho (broken"]),
        ("", []),
    ],
)
def test_authors_on_one_line_are_told_apart(line: str, names: list[str]) -> None:
    assert [name for name, _ in people.split_line(line)] == names


def test_numbers_of_affiliations_that_nothing_explains_are_left_out() -> None:
    assert people.split_line("A. Lee (1), B. Cho (2, 3), C. Roy (ETH) ((1) MIT)") == [
        ("A. Lee", "MIT"),
        ("B. Cho", ""),
        ("C. Roy", "ETH"),
    ]
