"""The table of formats, in order of certainty, and which of them a text is of.

A build of pasted text has no use for the readers of thirty other formats, and to import them all takes longer than to
read it. So the table knows of each format where its parser lies and what every text of it has near its beginning; the
parser is imported where that fits.

Trust is how far a source is believed where two tell different things of one paper: whoever publishes a paper knows it
best, then those who list papers with their identifiers, then catalogues that were gathered by machines, then what a
person keeps or pastes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module

from msgspec import Struct

from sitegen.ingest.parser import Parser, Sniffer

ENRICHED = -1
"""Trust of what was looked up for a paper: it only completes what its sources tell, those of old ledgers included."""
PASTED = 10
"""Trust of text that no format but the last claims; it may be anything."""


class Format(Struct, frozen=True):
    """A format of sources."""

    name: str
    """As messages call it: 'OpenAlex (JSON)'."""
    description: str
    """What it is, in a sentence, for `sitegen explain formats`."""
    trust: int
    place: str
    """The module of its parser in this package and its name there."""
    start: str = ""
    """How every text of the format begins, white space aside, as a regular expression."""
    marks: tuple[str, ...] = ()
    """What every text of the format has near its beginning, as regular expressions."""
    asks: bool = False
    """Whether the parser has the last word, with its own `sniff`."""

    def parser(self) -> Parser:
        """The parser, imported now if it has not been before."""
        return self._load()

    def _load(self) -> Sniffer:
        module, _, name = self.place.rpartition(".")
        found = getattr(import_module(f"{__package__}.{module}"), name)
        parser: Sniffer = found() if isinstance(found, type) else found
        return parser

    def accepts(self, head: str) -> bool:
        """Whether a text that begins with `head` is of this format."""
        if not re.match(self.start, head.lstrip("\ufeff \t\r\n"), re.MULTILINE):
            return False
        if not all(re.search(mark, head, re.MULTILINE) for mark in self.marks):
            return False
        return not self.asks or self._load().sniff(head)


_JSON, _XML = r"[{\[]", "<"
_PROLOGUE = r"(?:<\?[^>]*>\s*|<!--(?s:.*?)-->\s*|<!DOCTYPE[^>\[]*(?:\[[^\]]*\])?\s*>\s*)*"
_NO_ENTRY = r"(?s:(?!<(?:\w+:)?entry\b).)*"
_HYPHENED = r"(?:(?!ER)[A-Z][A-Z0-9]  ?- ?[^\n]*\n(?:[^\n]*\n){0,12}?)?"
_QUOTE, _ARXIV_NUMBER = r"(?:>[> \t]*)?", r"(?:[a-z-]+(?:\.[A-Z][\w-]*)?/)?\d"
_WORK = (
    "article|chapter|entry|anthos|report|thesis|web|scene|artwork|patent|case|newspaper|legislation|manuscript|"
    "original|post|misc|performance|periodical|proceedings|book|blog|reference|conference|anthology|repository|thread|"
    "video|audio|exhibition"
)

FORMATS: tuple[Format, ...] = (
    Format(
        "sitegen's JSON lines",
        "what `sitegen export` and filtered imports write: the papers of a digest, nothing lost",
        15,
        "jsonl.OwnLines",
        r'\{\s*"sitegen"\s*:\s*"papers"',
    ),
    Format(
        "a recorded answer of arXiv's API",
        "an answer of arXiv that a program kept with its status, as JSON",
        60,
        "sources.arxiv.RecordedAnswer",
        r"\{",
        (r'"url"', r'"status_code"', r'"body"'),
    ),
    Format(
        "Semantic Scholar (JSON)",
        "answers of Semantic Scholar's API, and lines of its data sets",
        40,
        "sources.catalogues.SEMANTIC_SCHOLAR",
        _JSON,
        (r'"(?:paperId|corpusid|corpusId)"',),
    ),
    Format(
        "OpenAlex (JSON)",
        "works from OpenAlex's API",
        40,
        "sources.catalogues.OPENALEX",
        _JSON,
        (r'"authorships"|"abstract_inverted_index"|https://openalex\.org/W',),
    ),
    Format(
        "Crossref (JSON)",
        "works from Crossref's API",
        40,
        "sources.catalogues.CROSSREF",
        _JSON,
        (r'"message-type"\s*:|"message-version"\s*:|\A(?=(?s:.)*"DOI")(?=(?s:.)*"reference-count")',),
    ),
    Format(
        "CSL-JSON",
        "bibliographies from Zotero, Mendeley or Pandoc as CSL-JSON",
        30,
        "sources.bibliographies.CSL_JSON",
        _JSON,
        (
            r'"type"\s*:\s*"[a-z_-]+"',
            r'"title"\s*:\s*[\[\"]',
            '"(?:issued|container-title|citation-key|publisher-place|family|literal|accessed|event-place)"',
        ),
    ),
    Format(
        "CSL-YAML",
        "the same as YAML, as Pandoc takes it",
        30,
        "sources.bibliographies.CSL_YAML",
        r"(?:#[^\n]*\n\s*|---[^\n]*\n\s*)*(?:references:\s*\n\s*)?- [\w-]+:",
        (r"^[ \t]+(?:issued|container-title|citation-key|author|accessed):[ \t]*$",),
    ),
    Format(
        "CITATION.cff (YAML)",
        "the file by which software says how it is cited",
        30,
        "sources.bibliographies.CITATION_FILE",
        "",
        (r"^cff-version[ \t]*:",),
    ),
    Format(
        "Hayagriva (YAML)",
        "bibliographies of Typst",
        30,
        "sources.bibliographies.HAYAGRIVA",
        r"(?:#[^\n]*+\n\s*+|---[ \t]*+\n\s*+)*+[^\s:#\-][^\s:]*+:[ \t]*+\n(?:[ \t]++[^\n]*+\n){0,12}?"
        rf"[ \t]++type:[ \t]*+[\"']?(?i:{_WORK})\b",
    ),
    Format(
        "JATS (XML)",
        "articles as publishers and PubMed Central keep them",
        60,
        "sources.publishers.JATS",
        _XML,
        (r"<(?:\w+:)?article[\s>](?s:.*?)<(?:\w+:)?(?:front|article-meta|journal-meta)\b|<article-meta\b",),
    ),
    Format(
        "BITS (XML)",
        "chapters of books, in the sister format of JATS",
        60,
        "sources.publishers.BITS",
        _XML,
        (r"<book-part-wrapper\b|<book\b[^<>]*>\s*<book-meta\b",),
    ),
    Format(
        "PubMed (XML)",
        "PubMed's records, and what publishers send there",
        40,
        "sources.publishers.PUBMED",
        _XML,
        (r"<(?:Pubmed(?:Book)?Article(?:Set)?|ArticleSet)\b",),
    ),
    Format(
        "Crossref (XML)",
        "deposits and answers of Crossref",
        40,
        "sources.catalogues.CROSSREF_XML",
        _XML,
        (r"<(?:\w+:)?(?:crossref|doi_records|crossref_result|doi_batch)\b",),
    ),
    Format(
        "DataCite (XML)",
        "records of DataCite, such as Zenodo's",
        40,
        "sources.catalogues.DATACITE",
        _XML,
        (r"<(?:\w+:)?resource\b(?s:.*)<creator",),
    ),
    Format(
        "EndNote (XML)",
        "exports of EndNote and Bookends",
        30,
        "sources.bibliographies.ENDNOTE",
        _XML,
        (r"<xml>\s*<records>|<records>\s*<record>",),
    ),
    Format(
        "Dublin Core (XML)",
        "descriptions of articles in Dublin Core and PRISM",
        30,
        "sources.publishers.DUBLIN_CORE",
        _XML,
        (r"<(?:\w+:)?Description\b(?s:.{0,400})<(?:dct?|dcterms):|<pex-dc:|<(?:\w+:)?pex-dc\b",),
    ),
    Format(
        "MEDLINE (nbib)",
        "PubMed's export for reference managers",
        40,
        "sources.bibliographies.MEDLINE",
        r"(?:PMID|PMCR?|OWN|STAT|NLMUID) *-",
    ),
    Format(
        "RIS",
        "the export that nearly all publishers and reference managers offer",
        30,
        "sources.bibliographies.RIS",
        # a file may have lost its first line, have its publisher's name above it, or its records numbered
        rf"(?:(?:Provider|Content|Database) ?:[^\n]*\s+)*(?:\d+\.\s+)?{_HYPHENED}(?:TY|AU|T1|TI|JF|JO|PY|ID)  ?- ",
    ),
    Format(
        "Web of Science (ISI)",
        "the tagged export of the Web of Science",
        30,
        "sources.bibliographies.WEB_OF_SCIENCE",
        r"(?:FN [^\n]*\n(?:VR [^\n]*\n\s*)?)?PT [A-Z]",
    ),
    Format(
        "refer (EndNote)",
        "EndNote's tagged export, lines such as %T and %A",
        30,
        "sources.bibliographies.REFER",
        r"%(?:0|[0AT@] [^\n]*)(?:\n%[^%\s]|\n*\Z)",
    ),
    Format(
        "BibTeX and BibLaTeX",
        "bibliographies of LaTeX, from JabRef, Zotero, DBLP or by hand",
        30,
        "sources.bibtex.BibTeX",
        "",
        (r"@\s*[A-Za-z]+\s*(?:%[^\n]*\s*)?[{(]",),
        asks=True,
    ),
    Format(
        "arXiv metadata lines (Kaggle)",
        "arXiv's metadata as published on Kaggle, whole or a part",
        60,
        "sources.arxiv.KAGGLE",
        _JSON,
        (r'"title"', r'"update_date"'),
    ),
    Format(
        "ACL Anthology (JSON lines)",
        "papers of the ACL Anthology as JSON",
        60,
        "sources.acl.LINES",
        _JSON,
        (r'"title"', r'"bibkey"', "aclanthology"),
    ),
    Format(
        "Hugging Face papers (scraped JSON)",
        "days and weeks of Hugging Face as scrapers keep them",
        50,
        "sources.huggingface.Scraped",
        _JSON,
        (r'"paper_url"', r'"title"'),
    ),
    Format(
        "Hugging Face daily papers (JSON)",
        "answers of the API of Hugging Face's daily papers",
        50,
        "sources.huggingface.Api",
        r"(?!\[?\s*\{\s*')[{\[]",
        (
            r'["\']paper["\']\s*:\s*\{\s*["\']\w+["\']\s*:'
            r'|"(?:submittedOnDailyAt|discussionId|upvotes)"\s*:(?s:.)*"summary"\s*:'
            r'|"summary"\s*:(?s:.)*"(?:submittedOnDailyAt|discussionId|upvotes)"\s*:',
        ),
    ),
    Format(
        "Hugging Face papers (web page)",
        "a page of huggingface.co/papers, saved or by its address",
        50,
        "sources.huggingface.Page",
        _XML,
        (
            r"[Hh]ugging ?[Ff]ace",
            r'data-target="(?:DailyPapers|Papers|TrendingPapers|PaperContent|PaperPage)\w*"'
            r'|\bdata-props="[^"]*&quot;(?:dailyPapers|papers?)&quot;:',
        ),
    ),
    Format(
        "arXiv pages",
        "pages of arxiv.org: lists of new papers, or a paper's own page, saved or copied",
        60,
        "sources.arxiv_pages.ArxivPage",
        "",
        (r"\[\d+\][^\n]{0,200}?arXiv:|citation_arxiv_id",),
        asks=True,
    ),
    Format(
        "arXiv Atom",
        "answers of arXiv's API and its daily Atom feeds",
        60,
        "sources.arxiv.Atom",
        rf"{_PROLOGUE}<(?:\w+:)?feed\b",
        # any feed may have links to arXiv; one of arXiv says so before its entries, or in their ids
        (rf"\A{_NO_ENTRY}arxiv\.org/|<id>\s*(?:https?://arxiv\.org/(?:abs|api)/|oai:arXiv)",),
    ),
    Format(
        "arXiv RSS",
        "arXiv's daily RSS feeds",
        60,
        "sources.arxiv.Rss",
        rf"{_PROLOGUE}<(?:rss|rdf:RDF)\b",
        (r"<(?:link|id|channel)\b[^>]*>?\s*(?:rdf:about=\"|)https?://(?:\w+\.)?arxiv\.org|updates on arXiv",),
    ),
    Format(
        "OAI-PMH (arXiv, arXivRaw, oai_dc)",
        "records harvested from arXiv or any other repository",
        60,
        "sources.arxiv.Oai",
        r"<(?!(?s:.){0,3000}<(?:rss|rdf:RDF|feed)\b)",
        (r"<OAI-PMH\b|<oai_dc:dc\b|<dc[\s>]|<arXiv(?:Raw)?[\s>]|openarchives\.org/OAI/",),
    ),
    Format(
        "ACL Anthology (XML)",
        "volumes of the ACL Anthology",
        60,
        "sources.acl.Xml",
        rf"{_PROLOGUE}<(?:collection|volume)\s+id=",
        (r"<(?:paper|volume)\b",),
    ),
    Format(
        "arXiv .abs files and listing mails",
        "arXiv's daily mails, monthly listings and abstracts as plain text",
        60,
        "sources.arxiv_text.ArxivListing",
        "",
        (
            rf"^{_QUOTE}\\\\[ \t]*\n(?:[> \t]*\n)*{_QUOTE}(?:arXiv|Paper)\b[^:\n]{{0,40}}:\s*{_ARXIV_NUMBER}"
            rf"|\A(?=(?s:.)*^{_QUOTE}[ \t]*Submissions to:)(?=(?s:.)*%-%-%)",
        ),
    ),
    Format(
        "RSS and Atom feeds",
        "feeds of journals, blogs and aggregators",
        20,
        "sources.feeds.Feed",
        rf"{_PROLOGUE}<(?:\w+:)?(?:rss|feed|RDF|channel)\b",
    ),
    Format(
        "JSON records with a title",
        "anybody's own JSON, read by the names of its keys",
        15,
        "sources.records.AnyRecords",
        _JSON,
        (
            r'"(?:[Tt]itles?)"\s*:',
            r'(?i)"(?:abstract|summary|authors?|creators|authorString|doi|arxiv\w*|pdf(?:_url)?)"\s*:',
        ),
    ),
    Format(
        "tables with a head (CSV, TSV, Markdown, HTML)",
        "rows of a spreadsheet, an export or a page, read by the names of their columns",
        15,
        "sources.tables.Table",
        r"[^{\[]",
        (r"[\t,;|]|<table|<TABLE",),
        asks=True,
    ),
    Format(
        "digests as Markdown lists, tables or headings",
        "digests that people and bots write",
        15,
        "digests.markdown.MarkdownDigest",
        r"[^{\[]",
        (
            r"^(?:#|---|\*\*|__)|-[ \t]*(?::[ \t]*)?\||<\w|"
            r"^[^\S\n]*(?:[-*+•]|\d{1,4}[.)])\s[^\n]*?(?:\n[^\n]*?)?(?:://|github|huggingface)",
        ),
        asks=True,
    ),
    Format(
        "pasted text or HTML",
        "what is copied from a page, a mail or a chat, whatever its layout",
        PASTED,
        "pasted.text.Pasted",
    ),
)
"""Pasted text accepts anything and comes last."""


def recognised(head: str) -> Iterator[Format]:
    """The formats that accept a text that begins with `head`, surest first."""
    return (known for known in FORMATS if known.accepts(head))
