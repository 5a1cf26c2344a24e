"""The table of formats, in order of certainty, and which of them a text is of.

A build of pasted text has no use for the readers of thirty other formats, and to import them all takes longer than to
read it. So the table knows of each format only where its parser lies and by what a text of it can be told at a glance;
the parser is imported, and asked, where that fits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module

from msgspec import Struct

from sitegen.ingest.parser import Parser

_JSON, _XML = r"[{\[]", "<"
_PUBLISHER = "(?:Provider|Content|Database) ?:"
_LIST_OF_LINKS = r"^[^\S\n]*(?:[-*+•]|\d{1,4}[.)])\s[^\n]*?(?:\n[^\n]*?)?(?:://|github|huggingface)"


class Format(Struct, frozen=True):
    """Where the parser of a format lies, or the parsers of several that are one idea."""

    place: str
    """Its module in this room and its name there."""
    start: str = ""
    """How every text of the format begins, white space aside, as a regular expression."""
    sign: str = ""
    """What every text of the format has near its beginning, as a regular expression."""

    def parsers(self) -> tuple[Parser, ...]:
        """The parsers, imported now if they have not been before."""
        module, _, name = self.place.rpartition(".")
        found = getattr(import_module(f"{__package__}.{module}"), name)
        if isinstance(found, tuple):
            return found
        return (found() if isinstance(found, type) else found,)

    def may_be(self, head: str) -> bool:
        """Whether it is worth asking the parser about a text that begins with `head`."""
        if not re.match(self.start, head.lstrip("\ufeff \t\r\n")):
            return False
        return bool(re.search(self.sign, head, re.MULTILINE))


FORMATS: tuple[Format, ...] = (
    Format("jsonl.OwnLines", _JSON),
    Format("arxiv.atom.RecordedAnswer", _JSON),
    Format("catalogs.semantic_scholar.SemanticScholar", _JSON),
    Format("catalogs.openalex.OpenAlex", _JSON),
    Format("bibliography.csl.Crossref", _JSON),
    Format("bibliography.csl.Csl", _JSON),
    Format("catalogs.recorded.Recorded", sign="interactions:"),
    Format("bibliography.csl.CslYaml", sign=r"^[^\S\n]*- [\w-]+:"),
    Format("bibliography.yaml_formats.YAML", sign=r"^cff-version|^[ \t]+type:"),
    Format("catalogs.jats.JATS", _XML),
    Format("catalogs.jats.BITS", _XML),
    Format("catalogs.pubmed.PUBMED", _XML),
    Format("catalogs.xml_formats.CATALOGS", _XML),
    Format("catalogs.manager_formats.MANAGERS", _XML),
    Format(
        "bibliography.tagged_formats.TAGGED", rf"(?:\d+\.\s+)?[A-Z][A-Z0-9]{{1,5}} *-|%\S\s|(?:FN|PT|RT) |{_PUBLISHER}"
    ),
    Format("bibliography.bibtex.BibTeX", sign=r"@\s*[A-Za-z]+\s*(?:%[^\n]*\s*)?[{(]"),
    Format("arxiv.kaggle.ArxivKaggle", _JSON),
    Format("acl.anthology.AclLines", _JSON),
    Format("huggingface.scraped.HuggingFaceScraped", _JSON),
    Format("huggingface.api.HuggingFace", _JSON),
    Format("huggingface.web.HuggingFacePage", _XML, 'data-props="'),
    Format("arxiv.web.ArxivPage", sign=r"\[\d+\][^\n]{0,200}?arXiv:|citation_arxiv_id"),
    Format("arxiv.atom.ArxivAtom", _XML),
    Format("arxiv.rss.ArxivRss", _XML),
    Format("arxiv.oai.ArxivOai", _XML),
    Format("acl.anthology.AclXml", _XML),
    Format("arxiv.listing.ArxivListing", sign=r"^(?:>[> ]*)?\\\\\s*\n|^[> \t]*Submissions to:"),
    Format("general.feed.Feed", _XML),
    Format("general.any_json.AnyRecords", _JSON),
    Format(
        "digests.markdown.MarkdownDigest", r"[^{\[]", rf"^(?:#|---|\*\*|__)|-[ \t]*(?::[ \t]*)?\||<\w|{_LIST_OF_LINKS}"
    ),
    Format("pasted.text.Pasted"),
)
"""Pasted text accepts anything and comes last."""


def parsers() -> tuple[Parser, ...]:
    """All parsers, in order."""
    return tuple(parser for known in FORMATS for parser in known.parsers())


def recognised(head: str) -> Iterator[Parser]:
    """The parsers that accept a text that begins with `head`, surest first."""
    for known in FORMATS:
        if known.may_be(head):
            yield from (parser for parser in known.parsers() if parser.sniff(head))
