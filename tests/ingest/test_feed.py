"""Feeds that are not arXiv's."""

from __future__ import annotations

import pytest

from sitegen.diagnostics import Report
from sitegen.ingest import ingest
from sitegen.ingest.values import prose
from sitegen.model import Digest, Link

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/">
<channel><title>A Journal</title><link>https://journal.example/</link><pubDate>Fri, 28 Mar 2025 06:00:00 GMT</pubDate>
<item>
  <title>On &lt;i&gt;Drosophila&lt;/i&gt; &amp;amp; flies</title>
  <link>https://journal.example/a/1</link>
  <description>&lt;p&gt;First&nbsp;paragraph.&lt;/p&gt;&lt;p&gt;Second, with a &lt;a href="https://github.com/a/b"&gt;link&lt;/a&gt;
  to https://github.com/a/b.&lt;/p&gt;</description>
  <dc:creator>Ann Lee, B. Ito and C. Roy</dc:creator>
  <prism:doi>10.1000/182</prism:doi><prism:publicationName>A Journal</prism:publicationName>
  <pubDate>Wed, 26 Mar 2025 06:00:00 GMT</pubDate><category>genetics</category>
</item>
{}
</channel></rss>
"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Notes</title><updated>2025-03-28T06:00:00Z</updated>
<entry><title type="html">A &amp;lt; B</title><link href="https://notes.example/1"/><id>tag:1</id>
<published>2025-03-01T00:00:00Z</published><updated>2025-03-02T00:00:00Z</updated>
<author><name>Ann Lee</name></author><author><name>B. Ito</name></author>
<summary>Plain words.</summary></entry></feed>"""


def read(text: str, path: str = "feed.xml", date: str = "") -> tuple[Digest, Report]:
    report = Report()
    return ingest(text.encode(), path, report, date_hint=date), report


def test_a_journals_feed_tells_what_a_journal_tells() -> None:
    digest, report = read(RSS.format(""))
    (entry,) = digest.entries
    assert not report.diagnostics
    assert (digest.date, digest.curator) == ("2025-03-28", "")
    assert entry.facts.title == "On Drosophila & flies"
    assert [author.name for author in entry.facts.authors] == ["Ann Lee", "B. Ito", "C. Roy"]
    assert (entry.facts.doi, entry.facts.venue, entry.facts.published) == ("10.1000/182", "A Journal", "2025-03-26")
    assert entry.facts.keywords == ("genetics",)
    assert entry.facts.links == (Link("code", "https://github.com/a/b"),)
    assert prose.text(entry.abstract).split("\n\n")[0].split() == ["First", "paragraph."]
    assert entry.line == 4


def test_what_publishers_put_around_an_abstract_is_none_where_it_is_empty() -> None:
    around = (
        "&lt;p&gt;Publication date: April 2025&lt;/p&gt;&lt;p&gt;&lt;b&gt;Source:&lt;/b&gt; Clocks, Volume 9&lt;/p&gt;"
    )
    about = f"<description>{around}&lt;p&gt;Author(s): &lt;/p&gt;</description>"
    items = (f"<item><title>{title}</title>{about}</item>" for title in ("Editorial Board", "Slow Clocks"))
    digest, report = read(RSS.format("".join(items)))
    assert [entry.facts.title for entry in digest.entries] == ["On Drosophila & flies", "Slow Clocks"]
    clocks = digest.entries[1]
    assert (clocks.abstract, clocks.facts.venue, clocks.facts.published) == ((), "Clocks", "2025-04")
    assert [found.code for found in report.diagnostics] == ["doubtful-paper"]


def test_a_feed_whose_items_lead_to_arxiv_is_still_its_own() -> None:
    digest, _ = read(RSS.format("").replace("https://journal.example/a/1", "https://arxiv.org/abs/2503.00001"))
    (entry,) = digest.entries
    assert (entry.facts.title, entry.facts.arxiv) == ("On Drosophila & flies", "2503.00001")
    assert (entry.facts.published, entry.facts.doi) == ("2025-03-26", "10.1000/182")


def test_an_atom_feed_is_read_too_and_a_day_asked_for_is_the_day() -> None:
    digest, _ = read(ATOM, date="2025-03-29")
    (entry,) = digest.entries
    assert digest.date == "2025-03-29"
    assert entry.facts.title == "A < B"
    assert [author.name for author in entry.facts.authors] == ["Ann Lee", "B. Ito"]
    assert (entry.facts.published, entry.facts.updated) == ("2025-03-01", "2025-03-02")
    assert entry.facts.links == (Link("project", "https://notes.example/1"),)


def test_an_item_without_a_title_is_named_and_costs_no_other() -> None:
    digest, report = read(RSS.format("<item><link>https://a.b/</link></item><item><title>Third</title></item>"))
    assert [entry.facts.title for entry in digest.entries] == ["On Drosophila & flies", "Third"]
    assert [found.message for found in report.diagnostics] == ["record 2 has no title, and was left out"]


def test_a_broken_feed_is_read_as_well_as_it_can_be() -> None:
    digest, report = read(RSS.format("<item><title>Cut")[:-30])
    assert digest.entries[0].facts.title == "On Drosophila & flies"
    assert "broken-xml" in {found.code for found in report.diagnostics}


@pytest.mark.parametrize(
    "start", ["<rss>", "<feed xmlns='http://www.w3.org/2005/Atom'>", "<OAI-PMH>", "<rss>arxiv.org"]
)
def test_entities_of_its_own_are_refused(start: str) -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>' + start + "&b;"
    digest, report = read(bomb)
    assert not digest.entries
    assert "xml-entities" in {found.code for found in report.diagnostics}


def test_an_ampersand_that_begins_no_name_costs_no_item_and_is_told() -> None:
    digest, report = read(RSS.format("<item><title>Cats & dogs &Co</title></item><item><title>Last</title></item>"))
    assert [(entry.facts.title, entry.line) for entry in digest.entries][1:] == [("Cats & dogs &Co", 13), ("Last", 13)]
    assert [(found.severity, found.code, found.at and found.at.line) for found in report.diagnostics] == [
        ("warning", "broken-xml", 13)
    ]


def test_the_text_of_an_item_may_be_elements_or_escaped_whatever_its_size() -> None:
    content = '<content type="xhtml"><div xmlns="x"><p>One <b>&amp; two</b>.</p><p>Three.</p></div></content>'
    digest, _ = read(ATOM.replace("<summary>Plain words.</summary>", f"<summary>Short.</summary>{content}"))
    assert prose.text(digest.entries[0].abstract) == "One & two.\n\nThree."


def test_the_link_to_the_page_is_preferred_to_others() -> None:
    links = (
        '<link rel="self" href="https://notes.example/1.atom"/><link rel="alternate" href="https://notes.example/p"/>'
    )
    digest, _ = read(ATOM.replace('<link href="https://notes.example/1"/>', links))
    assert digest.entries[0].facts.links == (Link("project", "https://notes.example/p"),)


def test_an_encoding_that_xml_does_not_know_is_read() -> None:
    report = Report()
    feed = '<?xml version="1.0" encoding="852"?>\n<rss><channel><item><title>Čeština</title></item></channel></rss>'
    digest = ingest(feed.encode("cp852"), "feed.xml", report)
    assert [entry.facts.title for entry in digest.entries] == ["Čeština"]
    assert not report.diagnostics


def test_a_feed_that_a_browser_showed_is_read_with_its_lines() -> None:
    note = "This XML file does not appear to have any style information associated with it. The document tree is below."
    shown = f"{note}\n\n{RSS.partition('?>')[2].lstrip().format('')}"
    digest, report = read(shown, "copied.txt")
    assert [entry.facts.title for entry in digest.entries] == ["On Drosophila & flies"]
    assert digest.entries[0].line == 5
    assert not report.count("error")


def test_who_wrote_an_item_may_stand_behind_an_address() -> None:
    item = "<item><title>Slow Clocks</title><author>{}</author><link>https://j.example/2</link></item>"
    written = {
        "ann@j.example (Ann Lee, Bo Cho)": ["Ann Lee", "Bo Cho"],
        "ann@j.example": [],
        "Ann Lee": ["Ann Lee"],
    }
    for author, names in written.items():
        digest, _ = read(RSS.format(item.format(author)))
        assert [name.name for name in digest.entries[-1].facts.authors] == names, author


def test_the_last_of_names_with_initials_behind_them_has_a_word_before_it() -> None:
    digest, _ = read(RSS.format("").replace("Ann Lee, B. Ito and C. Roy", "Lee, A., Ito, B., &amp; Roy, C."))
    assert [author.name for author in digest.entries[0].facts.authors] == ["A. Lee", "B. Ito", "C. Roy"]


def test_a_post_about_a_paper_is_of_the_paper_that_it_leads_to() -> None:
    post = """<item><title>Slow clocks</title><link>https://blog.example/1</link><description>
&lt;p&gt;They are late.&lt;/p&gt;
&lt;p&gt;&lt;a href="https://arxiv.org/abs/{}"&gt;Paper&lt;/a&gt;, &lt;a href="https://arxiv.org/pdf/{}"&gt;PDF&lt;/a&gt;&lt;/p&gt;
&lt;p&gt;The post Slow clocks appeared first on Blog.&lt;/p&gt;</description></item>"""
    digest, _ = read(RSS.format(post.format("2503.00001", "2503.00001v2")))
    entry = digest.entries[1]
    assert entry.facts.arxiv == "2503.00001"
    assert prose.text(entry.abstract).split("\n\n") == ["They are late.", "Paper, PDF"]
    digest, _ = read(RSS.format(post.format("2503.00001", "2503.00002")))
    assert digest.entries[1].facts.arxiv == ""


@pytest.mark.parametrize(
    ("words", "is_of_post"),
    [
        ("Read the full paper", True),
        ("[PDF]", True),
        ("Full text", True),
        ("arXiv preprint", True),
        ("Zum Artikel", True),
        ("Lire l'article", True),
        ("阅读论文", True),
        ("arXiv:2503.00001", True),
        ("https://arxiv.org/abs/2503.00001", True),
        ("How Clocks Are Moved", True),
        ("LoRA", False),
        ("*", False),
        ("see", False),
        ("a new study", False),
        ("Lee et al.", False),
    ],
)
def test_a_post_that_mentions_a_paper_is_none(words: str, is_of_post: bool) -> None:
    post = """<item><title>Why I moved my clocks</title><link>https://blog.example/1</link><description><![CDATA[
<p>On the plane I read <a href="https://arxiv.org/abs/2503.00001">{}</a>. Then it rained.</p>]]></description></item>"""
    facts = read(RSS.format(post.format(words)))[0].entries[1].facts
    assert facts.arxiv == ("2503.00001" if is_of_post else "")
    assert [link.url for link in facts.links] == ([] if is_of_post else ["https://blog.example/1"])


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Slow Clocks", "<h3>Abstract</h3> <p>We study them.</p>"),
        ("Slow Clocks", "<div>Summary</div>We study them."),
        ("Slow Clocks", "Clock Letters, Ahead of Print. <br/>We study them."),
        ("Slow Clocks", "<p>Clock Letters, Volume 1, Issue 3, Page 12-20, March 2025.</p><p>We study them.</p>"),
        ("[ASAP] Slow Clocks", "<div><cite>Clock Letters</cite></div><div>DOI: 10.1000/182</div><p>We study them.</p>"),
        (
            "Clocks, Vol. 25, Pages 21: Slow Clocks",
            "<p>Clocks, Vol. 25, Pages 21: Slow Clocks</p><p>Clocks doi: 10.1000/182</p><p>We study them.</p>",
        ),
    ],
)
def test_what_publishers_put_around_title_and_abstract_is_no_part_of_them(title: str, text: str) -> None:
    digest, _ = read(RSS.format(f"<item><title>{title}</title><description><![CDATA[{text}]]></description></item>"))
    entry = digest.entries[1]
    assert (entry.facts.title, prose.text(entry.abstract)) == ("Slow Clocks", "We study them.")


@pytest.mark.parametrize("line", ["by Ann Lee, B. Ito, C. Roy", "Von Ann Lee und B. Ito", "Ann Lee, B. Ito and C. Roy"])
def test_who_wrote_an_item_is_no_part_of_its_text(line: str) -> None:
    digest, _ = read(RSS.replace("First&nbsp;paragraph.", line).format(""))
    assert prose.text(digest.entries[0].abstract).startswith("Second, with a link")
    digest, _ = read(RSS.replace("First&nbsp;paragraph.", f"{line}, and us").format(""))
    assert prose.text(digest.entries[0].abstract).startswith(line)


def test_sentences_above_a_summary_or_a_doi_stay() -> None:
    text = "<p>We study clocks.</p><p>Summary</p><p>They are slow.</p><p>Data: doi:10.1000/183</p>"
    digest, _ = read(RSS.format(f"<item><title>Slow</title><description><![CDATA[{text}]]></description></item>"))
    assert prose.text(digest.entries[1].abstract).startswith("We study clocks.")


def test_authors_may_stand_in_one_element_between_semicolons() -> None:
    digest, _ = read(RSS.format("<item><title>Slow Clocks</title><authors>Ann Lee;Bo Cho;</authors></item>"))
    assert [author.name for author in digest.entries[1].facts.authors] == ["Ann Lee", "Bo Cho"]


def test_raised_and_lowered_figures_stay_so_and_are_none_of_names() -> None:
    words = "10&lt;sup&gt;5&lt;/sup&gt; drops of H&lt;sub&gt;2&lt;/sub&gt;O at 10&lt;sup&gt;&amp;minus;3&lt;/sup&gt; K"
    authors = "Ann Lee&lt;sup&gt;1&lt;/sup&gt;, Bo Cho&lt;sup&gt;1,*&lt;/sup&gt;"
    item = f"<item><title>{words}</title><authors>{authors}</authors><description>We see {words}.</description></item>"
    entry = read(RSS.format(item))[0].entries[1]
    assert entry.facts.title == "10⁵ drops of H₂O at 10⁻³ K"
    assert prose.text(entry.abstract) == "We see 10⁵ drops of H₂O at 10⁻³ K."
    assert [author.name for author in entry.facts.authors] == ["Ann Lee", "Bo Cho"]


def test_a_feed_of_sitegen_keeps_the_authors_of_papers_whatever_its_title() -> None:
    lists = (["Ann Lee", "Bo Cho"], ["Ann Lee"], ["Papers of Ann Lee"])
    entries = "".join(
        f"<entry><title>Slow Clocks {at}</title>"
        + "".join(f"<author><name>{name}</name></author>" for name in names)
        + "</entry>"
        for at, names in enumerate(lists)
    )
    for title in ("Papers of Ann Lee", "Clocks · Papers of Ann Lee"):
        head = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>{title}</title><generator>sitegen</generator>'
        found = read(f"{head}{entries}</feed>")[0].entries
        assert [[author.name for author in entry.facts.authors] for entry in found] == [*lists[:2], []]


def test_topics_in_a_feed_of_sitegen_which_may_be_found_ones_are_no_keywords() -> None:
    for program, keywords in (("sitegen", ()), ("another", ("clocks",))):
        head = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><generator>{program}</generator>'
        text = f'{head}<entry><title>Slow Clocks</title><category term="clocks"/></entry></feed>'
        assert read(text)[0].entries[0].facts.keywords == keywords
