"""arXiv in its forms: Atom, RSS, OAI-PMH, plain text, metadata lines."""

from __future__ import annotations

import json

import pytest

from sitegen.diagnostics import Report
from sitegen.ingest import arxiv_authors, ingest, prose
from sitegen.model import Author, Digest, Entry, Link


def read(text: str | bytes, path: str = "list.txt", date: str = "") -> tuple[Digest, Report]:
    report = Report()
    return ingest(text.encode() if isinstance(text, str) else text, path, report, date_hint=date), report


def only(text: str) -> Entry:
    digest, report = read(text)
    assert not report.diagnostics
    (entry,) = digest.entries
    return entry


ATOM = """<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom">
  <id>https://arxiv.org/api/x</id><title>arXiv Query</title><updated>2026-04-12T22:09:36Z</updated>
  {}
</feed>
"""
ATOM_ENTRY = """<entry>
  <id>http://arxiv.org/abs/2005.14124v2</id>
  <title>Active Fuzzing for
  Cyber-Physical Systems</title>
  <updated>2020-07-16T08:00:00Z</updated>
  <published>2020-05-28T08:00:00Z</published>
  <link href="https://arxiv.org/abs/2005.14124v2" rel="alternate"/>
  <summary>We show $x &lt; y$.
  A second paragraph.</summary>
  <category term="cs.CR"/><category term="cs.SE"/><arxiv:primary_category term="cs.SE"/>
  <arxiv:comment>Code: https://github.com/yuqiChen/Active_fuzzing</arxiv:comment>
  <arxiv:doi>10.1145/3395363.3397376</arxiv:doi><arxiv:journal_ref>ISSTA 2020</arxiv:journal_ref>
  <author><name>Yuqi Chen</name><arxiv:affiliation>SMU</arxiv:affiliation></author>
  <author><name>B&#233;a Xu</name></author>
</entry>"""


def test_an_answer_of_the_api_tells_all_of_a_paper() -> None:
    facts = only(ATOM.format(ATOM_ENTRY)).facts
    assert facts.title == "Active Fuzzing for Cyber-Physical Systems"
    assert facts.authors == (Author("Yuqi Chen", "SMU"), Author("Béa Xu"))
    assert (facts.arxiv, facts.version) == ("2005.14124", "2")
    assert (facts.published, facts.updated) == ("2020-05-28", "2020-07-16")
    assert (facts.doi, facts.venue, facts.categories) == ("10.1145/3395363.3397376", "ISSTA 2020", ("cs.SE", "cs.CR"))
    assert facts.links == (Link("code", "https://github.com/yuqiChen/Active_fuzzing"),)


def test_an_answer_of_the_api_is_an_edition_only_where_a_day_is_asked_for() -> None:
    assert read(ATOM.format(ATOM_ENTRY))[0].date == ""
    assert read(ATOM.format(ATOM_ENTRY), date="2025-03-28")[0].date == "2025-03-28"


def test_an_error_that_looks_like_a_paper_is_an_error() -> None:
    error = (
        "<entry><id>http://arxiv.org/api/errors#incorrect_id_format_for_1234</id><title>Error</title>"
        "<summary>incorrect id format for 1234</summary><author><name>arXiv api core</name></author></entry>"
    )
    digest, report = read(ATOM.format(error + ATOM_ENTRY))
    assert len(digest.entries) == 1
    assert [found.message for found in report.diagnostics] == [
        "arXiv answered with an error: incorrect id format for 1234"
    ]


def test_a_paper_may_be_called_error() -> None:
    named = ATOM_ENTRY.replace("Active Fuzzing for\n  Cyber-Physical Systems", "Error")
    assert only(ATOM.format(named)).facts.title == "Error"


def test_an_empty_answer_says_that_arxiv_found_nothing() -> None:
    digest, report = read(ATOM.format(""))
    assert not digest.entries
    assert [found.code for found in report.diagnostics] == ["no-papers"]


@pytest.mark.parametrize(
    ("status", "body", "code"),
    [(200, ATOM.format(ATOM_ENTRY), ""), (503, "Retry later", "feed-error"), (200, "<html></html>", "unknown-source")],
)
def test_a_recorded_answer_is_read_or_tells_its_status(status: int, body: str, code: str) -> None:
    recorded = {"url": "https://export.arxiv.org/api/query?id_list=1", "status_code": status, "body": body}
    digest, report = read(json.dumps(recorded))
    assert len(digest.entries) == (not code)
    assert [found.code for found in report.diagnostics] == ([code] if code else [])


RSS = """<?xml version='1.0' encoding='UTF-8'?>
<rss xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/" version="2.0"><channel>
<title>cs.LG updates on arXiv.org</title><link>http://rss.arxiv.org/rss/cs.LG</link>
<pubDate>Thu, 24 Sep 2026 00:00:00 -0400</pubDate>
<item><title>The Drift Contract</title><link>https://arxiv.org/abs/2609.26811</link>
<description>arXiv:2609.26811v1 Announce Type: replace-cross
Abstract: Local learning trains each layer.</description>
<guid isPermaLink="false">oai:arXiv.org:2609.26811v3</guid><category>cs.LG</category><category>stat.ML</category>
<arxiv:announce_type>replace-cross</arxiv:announce_type><dc:rights>http://creativecommons.org/licenses/by/4.0/</dc:rights>
<dc:creator>Fabien Polly, Ann Lee and J. R. Ito</dc:creator></item>
</channel></rss>
"""


def test_the_daily_feed_is_the_edition_of_its_day() -> None:
    digest, _ = read(RSS)
    (entry,) = digest.entries
    assert digest.date == "2026-09-24"
    assert prose.text(entry.abstract) == "Local learning trains each layer."
    assert [author.name for author in entry.facts.authors] == ["Fabien Polly", "Ann Lee", "J. R. Ito"]
    assert (entry.facts.arxiv, entry.facts.version, entry.announced) == ("2609.26811", "3", "replace-cross")
    assert entry.facts.categories == ("cs.LG", "stat.ML")
    assert entry.facts.license == "http://creativecommons.org/licenses/by/4.0/"
    assert entry.facts.published == ""


def test_the_daily_feed_as_atom_says_the_same() -> None:
    item = (
        "<entry><id>oai:arXiv.org:2609.26811v1</id><title>The Drift Contract</title>"
        "<updated>2026-09-24T00:00:00-04:00</updated><published>2026-09-24T00:00:00-04:00</published>"
        "<summary>arXiv:2609.26811v1 Announce Type: new \nAbstract: Local learning.</summary>"
        '<category term="cs.LG"/><dc:creator xmlns:dc="d">Fabien Polly, Ann Lee</dc:creator></entry>'
    )
    digest, _ = read(ATOM.format(item))
    (entry,) = digest.entries
    assert (digest.date, entry.announced, entry.facts.published) == ("2026-04-12", "new", "")
    assert (prose.text(entry.abstract), len(entry.facts.authors)) == ("Local learning.", 2)


def test_a_feed_of_the_old_kind_has_its_id_in_the_title() -> None:
    old = """<?xml version="1.0"?>
    <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
      xmlns:dc="http://purl.org/dc/elements/1.1/">
    <channel rdf:about="http://arxiv.org/"><title>cs updates on arXiv.org</title>
    <dc:date>2021-01-05T20:30:00-05:00</dc:date>
    </channel><item rdf:about="http://arxiv.org/abs/2101.00001">
    <title>A Title. (arXiv:2101.00001v2 [cs.LG] UPDATED)</title><link>http://arxiv.org/abs/2101.00001</link>
    <description>&lt;p&gt;We do it.&lt;/p&gt;</description>
    <dc:creator>&lt;a href="http://a.b/1"&gt;Ann Lee&lt;/a&gt;, &lt;a href="x"&gt;B. Ito&lt;/a&gt;</dc:creator>
    </item></rdf:RDF>"""
    digest, _ = read(old)
    (entry,) = digest.entries
    assert (digest.date, entry.facts.title, entry.facts.arxiv) == ("2021-01-05", "A Title", "2101.00001")
    assert (entry.announced, entry.facts.categories) == ("replace", ("cs.LG",))
    assert ([author.name for author in entry.facts.authors], prose.text(entry.abstract)) == (
        ["Ann Lee", "B. Ito"],
        "We do it.",
    )


OAI = """<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords><record><header>
<identifier>oai:arXiv.org:x</identifier></header><metadata>{}</metadata></record>
<record><header status="deleted"><identifier>oai:arXiv.org:y</identifier></header></record></ListRecords></OAI-PMH>"""
OAI_FORMS = {
    "arXiv": """<arXiv xmlns="http://arxiv.org/OAI/arXiv/"><id>math/0309136</id><created>2003-09-08</created>
      <updated>2004-02-01</updated><authors><author><keyname>Müller</keyname><forenames>Ann</forenames>
      <suffix>Jr.</suffix><affiliation>ETH</affiliation></author><author><keyname>X Collaboration</keyname></author>
      <author><keyname>:</keyname></author></authors><title>On $\\sigma$-ideals
      of sets</title><categories>math.LO math.GN</categories><journal-ref>Fund. Math. 1 (2004)</journal-ref>
      <doi>10.1000/1, 10.1000/2</doi><license>http://arxiv.org/licenses/x</license><abstract>  A claim
of two lines.
  A proof.
</abstract></arXiv>""",
    "arXivRaw": """<arXivRaw xmlns="http://arxiv.org/OAI/arXivRaw/"><id>math/0309136</id>
      <version version="v1"><date>Mon, 8 Sep 2003 10:00:00 GMT</date></version>
      <version version="v2"><date>Sun, 1 Feb 2004 10:00:00 GMT</date></version>
      <title>On $\\sigma$-ideals of sets</title><authors>Ann M\\"uller, Jr. (ETH), X Collaboration</authors>
      <categories>math.LO math.GN</categories><journal-ref>Fund. Math. 1 (2004)</journal-ref><doi>10.1000/1</doi>
      <license>http://arxiv.org/licenses/x</license><abstract>  A claim
of two lines.
  A proof.</abstract></arXivRaw>""",
    "oai_dc": """<oai_dc:dc xmlns:oai_dc="o" xmlns:dc="d"><dc:title>On $\\sigma$-ideals of sets</dc:title>
      <dc:creator>Müller Jr., Ann</dc:creator><dc:creator>X Collaboration</dc:creator>
      <dc:subject>Mathematics - Logic</dc:subject><dc:subject>03E75 (Primary)</dc:subject>
      <dc:description>Comment: 7 pages</dc:description><dc:description>  A claim
of two lines.
  A proof.</dc:description><dc:date>2003-09-08</dc:date><dc:date>2004-02-01</dc:date>
      <dc:identifier>http://arxiv.org/abs/math/0309136</dc:identifier>
      <dc:identifier>Fund. Math. 1 (2004)</dc:identifier>
      <dc:identifier>doi:10.1000/1</dc:identifier></oai_dc:dc>""",
}


@pytest.mark.parametrize("form", list(OAI_FORMS))
def test_the_three_forms_of_oai_agree(form: str) -> None:
    digest, report = read(OAI.format(OAI_FORMS[form]))
    (entry,) = digest.entries
    facts = entry.facts
    assert facts.title == "On $\\sigma$-ideals of sets"
    assert [author.name for author in facts.authors] == ["Ann Müller Jr.", "X Collaboration"]
    assert (facts.arxiv, facts.doi, facts.venue) == ("math/0309136", "10.1000/1", "Fund. Math. 1 (2004)")
    assert (facts.published, facts.updated) == ("2003-09-08", "2004-02-01")
    assert prose.text(entry.abstract).replace("\n\n", " ") == "A claim of two lines. A proof."
    assert [found.code for found in report.diagnostics] == ["deleted-records"]


def test_an_error_of_the_repository_is_told() -> None:
    digest, report = read('<OAI-PMH><error code="idDoesNotExist">No such id</error></OAI-PMH>')
    assert not digest.entries
    assert [found.message for found in report.diagnostics] == ["the repository answered with an error: No such id"]


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
    assert [(found.code, found.at and found.at.line) for found in report.diagnostics] == [("broken-record", 3)]


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
    "authors_parsed": [["Balázs", "C.", ""], ["Berger", "E. L.", "Jr", "ANL"]],
}


def test_a_metadata_line_is_a_paper() -> None:
    entry = only(json.dumps(LINE))
    facts = entry.facts
    assert facts.title == "Calculation of prompt diphoton production"
    assert facts.authors == (Author("C. Balázs"), Author("E. L. Berger Jr", "ANL"))
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
        ("broken-record", 4),
    ]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("A. Lee, B. Cho, & M. V. Penston", ["A. Lee", "B. Cho", "M. V. Penston"]),
        ("Chen Anderson and Rolando Alexander", ["Chen Anderson", "Rolando Alexander"]),
        ("Planck Collaboration: P. A. R. Ade, N. Aghanim", ["Planck Collaboration", "P. A. R. Ade", "N. Aghanim"]),
        ("Al Gore, Jr., Ann Lee, et al.", ["Al Gore Jr.", "Ann Lee"]),
        ("A. Lee (MIT, Cambridge (USA)) and B. Cho (broken", ["A. Lee", "B. Cho (broken"]),
        ("", []),
    ],
)
def test_authors_on_one_line_are_told_apart(line: str, names: list[str]) -> None:
    assert [name for name, _ in arxiv_authors.split(line)] == names
