"""Catalogues in XML: JATS, PubMed, Crossref's deposits, DataCite, EndNote, Dublin Core, MODS and MARC."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from sitegen.diagnostics import Report
from sitegen.ingest import ingest
from sitegen.ingest.values import markup as untagged
from sitegen.ingest.values.markup import mathml
from sitegen.model import Entry


def read(text: str, report: Report | None = None) -> Sequence[Entry]:
    return ingest(text.encode(), "record.xml", report or Report()).entries


def only(text: str) -> Entry:
    report = Report()
    (entry,) = read(text, report)
    assert not report.diagnostics
    return entry


def abstract(entry: Entry) -> list[str]:
    return ["".join(span.text for span in part) for part in entry.abstract]


def names(entry: Entry) -> list[str]:
    return [author.name for author in entry.facts.authors]


JATS = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE article PUBLIC "-//NLM//DTD JATS" "JATS.dtd">
<article xmlns:mml="http://www.w3.org/1998/Math/MathML" xmlns:xlink="http://www.w3.org/1999/xlink">
<front><journal-meta><journal-title-group><journal-title>Journal of Tests</journal-title></journal-title-group>
</journal-meta><article-meta>
<article-id pub-id-type="doi">10.1234/x</article-id><article-id pub-id-type="arxiv">2404.12157</article-id>
<title-group><article-title>On <italic>tests</italic><xref ref-type="fn">*</xref> of H<sub>2</sub>O</article-title>
</title-group>
<contrib-group>
<contrib contrib-type="author"><name><surname>Lee</surname><given-names>Ann</given-names></name>
<xref ref-type="aff" rid="a1">1</xref></contrib>
<contrib contrib-type="author"><collab>The X Collaboration</collab></contrib>
<contrib contrib-type="editor"><name><surname>Itor</surname><given-names>Ed</given-names></name></contrib>
<aff id="a1"><label>1</label><institution-id institution-id-type="ror">05a28rw58</institution-id>ETH, Zürich</aff>
</contrib-group>
<pub-date date-type="received"><day>9</day><month>8</month><year>2023</year></pub-date>
<pub-date pub-type="ppub"><year>2024</year></pub-date>
<pub-date pub-type="epub"><day>3</day><month>2</month><year>2024</year></pub-date>
<permissions><license xlink:href="https://creativecommons.org/licenses/by/4.0/"/></permissions>
<abstract abstract-type="graphical"><p>A picture.</p></abstract>
<abstract><title>Abstract</title><sec><title>Methods.</title><p>We test
<inline-formula><alternatives><tex-math>\\documentclass{minimal}\\begin{document}$$x &lt; 1$$\\end{document}</tex-math>
<mml:math><mml:mi>x</mml:mi></mml:math></alternatives></inline-formula> and
<inline-formula><mml:math><mml:msup><mml:mi>y</mml:mi><mml:mn>2</mml:mn></mml:msup></mml:math></inline-formula>.</p></sec></abstract>
<kwd-group><kwd>depth</kwd></kwd-group>
</article-meta></front><body><p>No <article-title>other</article-title></p></body></article>"""


def test_an_article_in_jats_becomes_a_paper() -> None:
    entry = only(JATS)
    facts = entry.facts
    assert (facts.title, facts.doi, facts.arxiv) == ("On tests of H₂O", "10.1234/x", "2404.12157")
    assert (facts.venue, facts.published, facts.keywords) == ("Journal of Tests", "2024-02-03", ("depth",))
    assert facts.license == "https://creativecommons.org/licenses/by/4.0/"
    assert names(entry) == ["Ann Lee", "The X Collaboration"]
    assert facts.authors[0].affiliation == "ETH, Zürich"
    assert abstract(entry) == ["Methods: We test $x < 1$ and y²."]


def test_pubmed_becomes_papers() -> None:
    entry = only(
        """<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><Journal><JournalIssue><PubDate>
<MedlineDate>2010 Sep-Oct</MedlineDate></PubDate></JournalIssue><Title>Cell</Title></Journal>
<ArticleTitle>A title of <i>mice</i>.</ArticleTitle><ELocationID EIdType="doi">10.1234/x</ELocationID>
<Abstract><AbstractText Label="AIMS">We aim.</AbstractText><AbstractText>And test.</AbstractText></Abstract>
<AuthorList><Author><LastName>Hiles</LastName><ForeName>I D</ForeName><AffiliationInfo><Affiliation>UCL</Affiliation>
</AffiliationInfo></Author><Author><CollectiveName>The Group</CollectiveName></Author></AuthorList></Article>
</MedlineCitation><PubmedData><ArticleIdList><ArticleId IdType="pubmed">1</ArticleId></ArticleIdList><ReferenceList>
<Reference><ArticleIdList><ArticleId IdType="doi">10.9999/other</ArticleId></ArticleIdList></Reference></ReferenceList>
</PubmedData></PubmedArticle></PubmedArticleSet>"""
    )
    assert (entry.facts.title, entry.facts.doi, entry.facts.published) == ("A title of mice", "10.1234/x", "2010-09")
    assert names(entry) == ["I. D. Hiles", "The Group"]
    assert abstract(entry) == ["AIMS: We aim.", "And test."]


def test_the_editors_of_a_chapter_in_pubmed_are_no_authors() -> None:
    chapter = only(
        """<PubmedBookArticle><BookDocument><PMID>1</PMID><ArticleTitle>A chapter</ArticleTitle>
<AuthorList Type="editors"><Author><LastName>Itor</LastName><ForeName>Ed</ForeName></Author></AuthorList>
<AuthorList Type="authors"><Author><LastName>Lee</LastName><ForeName>Ann</ForeName></Author></AuthorList>
</BookDocument></PubmedBookArticle>"""
    )
    assert names(chapter) == ["Ann Lee"]


def test_crossrefs_deposit_becomes_a_paper() -> None:
    entry = only(
        """<doi_records><doi_record><crossref><journal><journal_metadata><full_title>Journal</full_title>
<doi_data><doi>10.1/journal</doi></doi_data></journal_metadata><journal_article><titles><title>A</title></titles>
<contributors><person_name contributor_role="author"><given_name>Ann</given_name><surname>Lee</surname></person_name>
<person_name contributor_role="editor"><surname>Itor</surname></person_name></contributors>
<publication_date><month>3</month><year>1999</year></publication_date>
<doi_data><doi>10.1234/x</doi></doi_data></journal_article></journal></crossref></doi_record></doi_records>"""
    )
    assert (entry.facts.title, entry.facts.doi, entry.facts.published) == ("A", "10.1234/x", "1999-03")
    assert (entry.facts.venue, names(entry)) == ("Journal", ["Ann Lee"])
    batch = only(
        """<doi_batch><body><journal><journal_article><titles><title>A</title><subtitle>B</subtitle></titles>
<contributors><person_name contributor_role="author"><given_name>Ann</given_name><surname>Lee</surname></person_name>
</contributors><publication_date><year>1999</year></publication_date>
<doi_data><doi>10.1234/x</doi></doi_data></journal_article></journal></body></doi_batch>"""
    )
    assert (batch.facts.title, batch.facts.doi, batch.facts.published) == ("A: B", "10.1234/x", "1999")
    assert names(batch) == ["Ann Lee"]


def test_the_licence_in_a_deposit_is_not_that_for_text_mining() -> None:
    entry = only(
        """<crossref><journal_article><titles><title>A</title></titles>
<license_ref applies_to="tdm">https://x.example/mining</license_ref>
<license_ref>https://x.example/reading</license_ref></journal_article></crossref>"""
    )
    assert entry.facts.license == "https://x.example/reading"


def test_endnotes_styles_raise_and_lower_figures() -> None:
    words = (
        '<style face="normal">10</style><style face="superscript" size="9">5</style><style face="italic"> drops'
        ' of H</style><style face="subscript">2</style><style>O</style>'
    )
    entry = only(
        f"<xml><records><record><titles><title>{words}</title></titles><abstract>{words}</abstract></record></records></xml>"
    )
    assert entry.facts.title == "10⁵ drops of H₂O"
    assert entry.abstract[0][0].text == "10⁵ drops of H₂O"


def test_datacite_becomes_a_paper() -> None:
    entry = only(
        """<resource xmlns="http://datacite.org/schema/kernel-4"><identifier identifierType="DOI">10.1234/x</identifier>
<creators><creator><creatorName>Miller, Elizabeth</creatorName></creator></creators><titles><title>A</title>
<title titleType="Subtitle">B</title></titles><publicationYear>2014</publicationYear><descriptions>
<description descriptionType="Abstract">Words.</description></descriptions></resource>"""
    )
    assert (entry.facts.title, names(entry), entry.facts.published) == ("A: B", ["Elizabeth Miller"], "2014")
    assert abstract(entry) == ["Words."]


def test_a_day_of_another_year_than_that_of_publication_is_none_in_datacite() -> None:
    entry = only(
        """<resource xmlns="http://datacite.org/schema/kernel-4"><identifier identifierType="DOI">10.1234/x</identifier>
<creators/><titles><title>A</title></titles><publicationYear>2014</publicationYear>
<dates><date dateType="Issued">2015-02-01</date><date dateType="Created">2014-11-30</date></dates></resource>"""
    )
    assert entry.facts.published == "2014-11-30"


def test_endnote_becomes_papers() -> None:
    entry = only(
        """<xml><records><record><contributors><authors><author><style face="normal">Chapman, A. G.</style></author>
</authors></contributors><titles><title><style>A title of
   two lines</style></title></titles><periodical><full-title>Ecology</full-title></periodical><dates><year>1937</year>
<pub-dates><date>Jan</date></pub-dates></dates><electronic-resource-num>10.1234/x</electronic-resource-num>
</record></records></xml>"""
    )
    assert (entry.facts.title, names(entry), entry.facts.published) == (
        "A title of two lines",
        ["A. G. Chapman"],
        "1937-01",
    )
    assert (entry.facts.venue, entry.facts.doi) == ("Ecology", "10.1234/x")


def test_dublin_core_of_a_publisher_becomes_a_paper_even_with_undeclared_prefixes() -> None:
    entry = only(
        """<doc:document><rdf:RDF><rdf:Description rdf:about="x"><dct:title>A</dct:title>
<dct:creator>Ann Lee</dct:creator><prism:coverDate>1988-05-26</prism:coverDate>
<prism:doi>10.1234/x</prism:doi></rdf:Description></rdf:RDF>
<ce:abstract class="author"><ce:section-title>Abstract</ce:section-title><ce:para>Words.</ce:para>
</ce:abstract></doc:document>"""
    )
    assert (entry.facts.title, names(entry), entry.facts.published) == ("A", ["Ann Lee"], "1988-05-26")
    assert abstract(entry) == ["Words."]


def test_a_book_of_pubmed_may_stand_alone_and_a_missing_translation_is_no_title() -> None:
    book = only(
        """<PubmedBookArticle><BookDocument><PMID>1</PMID><Book><BookTitle>A guideline</BookTitle><PubDate>
<Year>2009</Year></PubDate></Book></BookDocument></PubmedBookArticle>"""
    )
    assert (book.facts.title, book.facts.published) == ("A guideline", "2009")
    article = only(
        """<PubmedArticle><Article><ArticleTitle>[Not Available].</ArticleTitle>
<VernacularTitle>Ein Test.</VernacularTitle></Article></PubmedArticle>"""
    )
    assert article.facts.title == "Ein Test"
    untitled = only("<PubmedArticle><Article><ArticleTitle>[Not Available].</ArticleTitle></Article></PubmedArticle>")
    assert untitled.facts.title == "Not Available"


def test_a_file_that_is_cut_short_keeps_what_was_whole() -> None:
    report = Report()
    whole = "<record><titles><title>A</title></titles></record>"
    entries = read(f"<xml><records>{whole}<record><titles><title>B</ti", report)
    assert [entry.facts.title for entry in entries] == ["A"]
    assert [found.code for found in report.diagnostics] == ["broken-xml"]


def test_entities_of_its_own_are_refused() -> None:
    report = Report()
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><xml><records><record>&b;</record></records></xml>'
    assert not read(bomb, report)
    assert report.diagnostics[0].code == "xml-entities"


@pytest.mark.parametrize(
    ("source", "paragraphs"),
    [
        ("Plain text.", ["Plain text."]),
        ("a < b & c", ["a < b & c"]),
        ("a &lt; b &amp; c", ["a < b & c"]),
        ("<p>One</p><p>Two</p>", ["One", "Two"]),
        ("10<sup>-3</sup> m<sup>th</sup> x<sup>T</sup> L<sub>max</sub>", ["10⁻³ mᵗʰ xᵀ Lₘₐₓ"]),
        ("<jats:p>A <jats:custom>B</jats:custom></jats:p>", ["A B"]),
        ("<p><![CDATA[if <i> is < p]]></p>", ["if <i> is < p"]),
        ("<x y> is a tag of ours", ["<x y> is a tag of ours"]),
        ("<p>a<sup>b", ["ab"]),
        ("</sup></p><p>", []),
        ("\n   <jats:p>We wait", ["We wait"]),
        (" <p>We wait", ["We wait"]),
        ("Slow. <p>Fast.", ["Slow.", "Fast."]),
        ("Is it slow?<br>It is!<br>We", ["Is it slow?", "It is!", "We"]),
        ("One line<br>two lines", ["One line", "two lines"]),
        ("Slow.\n<p>\nFast.", ["Slow.", "Fast."]),
        ("Aim <p>We wait", ["Aim", "We wait"]),
        ("Slow Clocks in <i>Ulm", ["Slow Clocks in Ulm"]),
        ("CO<sub>2 Clocks", ["CO2 Clocks"]),
        ("A <br> Story of <p> and <a> Tags", ["A <br> Story of <p> and <a> Tags"]),
        ("If a<b and c>d hold", ["If a<b and c>d hold"]),
    ],
)
def test_marked_up_text_becomes_paragraphs(source: str, paragraphs: list[str]) -> None:
    assert untagged.paragraphs(source) == paragraphs


@pytest.mark.parametrize(
    ("source", "paragraphs"),
    [
        ("\n   <jats:p>We wait", ["We wait"]),
        ("Slow. <p>Fast.", ["Slow.", "Fast."]),
        ("Slow. <p> Fast.", ["Slow.", "Fast."]),
        ("Slow\n<p>\nFast", ["Slow", "Fast"]),
        ("Is it slow?<br>It is!<br>We", ["Is it slow?", "It is!", "We"]),
        ("One line<br>two lines", ["One line", "two lines"]),
        ("Aim <p>We wait", ["Aim", "We wait"]),
        ("We <jats:p> wait", ["We", "wait"]),
        ("Slow Clocks in <i>Ulm", ["Slow Clocks in Ulm"]),
        *(
            (text, [text])
            for text in ("A <br> Story of <p> and <a> Tags", "All <div>s (<p>, <a>/<b>)", "If a<b or c>d")
        ),
    ],
)
def test_tags_that_nothing_closes_are_markup_unless_they_are_words(source: str, paragraphs: list[str]) -> None:
    assert untagged.paragraphs(source) == paragraphs


def test_mathml_becomes_a_line() -> None:
    fraction = "<math><mfrac><mn>1</mn><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow></mfrac></math>"
    assert mathml(fraction) == "1/(a+b)"
    assert mathml("<mml:math><mml:msub><mml:mi>x</mml:mi><mml:mi>Q</mml:mi></mml:msub></mml:math>") == "x_Q"
    assert mathml("<math><mi>broken") == "broken"
    assert mathml("<math>" * 10_000) == ""


def test_tags_that_were_escaped_in_a_text_are_read_as_tags() -> None:
    entry = only(
        """<resource><identifier identifierType="DOI">10.1234/x</identifier><creators><creator/></creators>
<titles><title>Clocks of &lt;i&gt;A. lenta&lt;/i&gt;</title></titles><descriptions>
<description descriptionType="Abstract">&lt;p&gt;Of CO&lt;sub&gt;2&lt;/sub&gt;.&lt;/p&gt;&lt;p&gt;n &lt; 3.&lt;/p&gt;
</description></descriptions></resource>"""
    )
    assert entry.facts.title == "Clocks of A. lenta"
    assert abstract(entry) == ["Of CO₂.", "n < 3."]


def test_text_about_tags_keeps_them() -> None:
    record = """<resource><identifier identifierType="DOI">10.1234/x</identifier><creators><creator/></creators>
<titles><title>Which &lt;a&gt; and &lt;b&gt; Tags Are Slow</title></titles><descriptions>
<description descriptionType="Abstract">{}</description></descriptions></resource>"""
    kept = "If x &lt;y and z&gt; 3, we parse List&lt;T&gt; well."
    entry = only(record.format(f"The &lt;p&gt; tags. {kept}"))
    assert entry.facts.title == "Which <a> and <b> Tags Are Slow"
    assert abstract(entry) == ["The <p> tags. If x <y and z> 3, we parse List<T> well."]
    assert abstract(only(record.format(f"&lt;p&gt;{kept}&lt;/p&gt;"))) == ["If x <y and z> 3, we parse List<T> well."]


def test_pubmed_gives_the_place_in_the_journal() -> None:
    text = (
        "<PubmedArticle><Article><Journal><JournalIssue><Volume>27</Volume><Issue>2</Issue></JournalIssue></Journal>"
        "<ArticleTitle>Shelves</ArticleTitle><Pagination><MedlinePgn>97-111</MedlinePgn></Pagination></Article></PubmedArticle>"
    )
    (entry,) = ingest(text.encode(), "x.xml", Report()).entries
    assert (entry.facts.volume, entry.facts.issue, entry.facts.pages) == ("27", "2", "97–111")
