"""What arXiv answers: Atom of its API and of the day, RSS, OAI-PMH."""

from __future__ import annotations

import json

import pytest

from sitegen.diagnostics import Report
from sitegen.ingest import ingest
from sitegen.ingest.values import prose
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


def test_classes_of_mathematics_are_no_categories() -> None:
    entry = ATOM_ENTRY.replace('<category term="cs.CR"/>', '<category term="68T50; I.2.7"/><category term="hep-ex"/>')
    assert only(ATOM.format(entry)).facts.categories == ("cs.SE", "hep-ex")


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
    [(200, ATOM.format(ATOM_ENTRY), ""), (503, "Retry later", "feed-error"), (200, "<html></html>", "no-papers")],
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
    <description>&lt;p&gt;We do it,
      at &lt;a href="https://github.com/a/b"&gt;this https URL&lt;/a&gt;.&lt;/p&gt;</description>
    <dc:creator>&lt;a href="http://a.b/1"&gt;Ann Lee&lt;/a&gt;, &lt;a href="x"&gt;B. Ito&lt;/a&gt;</dc:creator>
    </item></rdf:RDF>"""
    digest, _ = read(old)
    (entry,) = digest.entries
    assert (digest.date, entry.facts.title, entry.facts.arxiv) == ("2021-01-05", "A Title", "2101.00001")
    assert (entry.announced, entry.facts.categories) == ("replace", ("cs.LG",))
    assert ([author.name for author in entry.facts.authors], prose.text(entry.abstract)) == (
        ["Ann Lee", "B. Ito"],
        "We do it, at https://github.com/a/b.",
    )
    assert entry.facts.links == (Link("code", "https://github.com/a/b"),)


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
  A proof.</dc:description><dc:date>2004-02-01</dc:date><dc:date>2003-09-08</dc:date>
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


def test_an_answer_that_is_a_part_of_a_list_says_so() -> None:
    record = f"<record><header/><metadata>{OAI_FORMS['arXiv']}</metadata></record>"
    token = '<resumptionToken cursor="0" completeListSize="2000">1|1001</resumptionToken>'
    middle = token.replace('cursor="0"', 'cursor="500"')
    last = '<resumptionToken cursor="1000" completeListSize="2000"/>'
    for end, codes in ((token, ["part-of-list"]), (middle, []), (last, []), ("", [])):
        _, report = read(f"<OAI-PMH><ListRecords>{record}{end}</ListRecords></OAI-PMH>")
        assert [found.code for found in report.diagnostics] == codes
    deleted = '<record><header status="deleted"/></record>'
    _, report = read(f"<OAI-PMH><ListRecords>{deleted}{token}</ListRecords></OAI-PMH>")
    assert [found.code for found in report.diagnostics] == ["deleted-records", "part-of-list"]


def test_an_error_of_the_repository_is_told() -> None:
    digest, report = read('<OAI-PMH><error code="idDoesNotExist">No such id</error></OAI-PMH>')
    assert not digest.entries
    assert [found.message for found in report.diagnostics] == ["the repository answered with an error: No such id"]
