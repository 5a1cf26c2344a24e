"""Any other RSS or Atom feed, such as a journal's.

Each item of a feed with a title is a paper. What a publisher says of an article (`prism:doi`, `dc:creator`) is read;
HTML in titles and summaries becomes text. The day of the list is the one asked for, else the feed's own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sitegen.ingest.fields import Fields
from sitegen.ingest.read import html
from sitegen.ingest.read.characters import clean
from sitegen.ingest.record import Record
from sitegen.ingest.sources.columns import column
from sitegen.ingest.syntax import XmlFormat
from sitegen.ingest.values import dates, markup, people, prose, vocabulary
from sitegen.ingest.values.identifiers import find_arxiv, find_doi
from sitegen.model import Date

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_CHANGED = ("updated", "lastBuildDate", "date", "published", "pubDate")
_TEXTS = ("encoded", "content", "summary", "description")
_LABEL = re.compile(r"(Publication date|Source|Author\(s\)|Authors) ?:(?: |$)(.*)")
_BEFORE_TITLE = re.compile(r"\A(?:\[ASAP\] ?|[^.:]{1,80}, Vol\. \d+, Pages? [\w-]+: )")
"""As the ACS and MDPI have it."""
_DOI = re.compile(r".{0,80}\bdoi: ?10\.\S+", re.IGNORECASE)
_AROUND = re.compile(vocabulary.any_of("around_abstract"))
"""What publishers put around an abstract, and WordPress below a post."""
_LINK = re.compile(
    r"<a\s[^<>]{0,999}?\bhref=[\"'](https?://[^\"'<>]{1,500})[\"'][^<>]{0,999}>"
    r"((?:[^<]|<(?!/?a\b)){0,999}+)</a>",
    re.IGNORECASE,
)
_TO_PAPER = re.compile(rf"\W*(?:{vocabulary.any_of('to_paper')}(?:\W+|$|(?<!\w)|(?<=[^\x00-\u024f])))*", re.IGNORECASE)
_NAMED_SO = re.compile(r"\b(?:full|text|html|arxiv|preprint)\b", re.IGNORECASE)
_PAPER = frozenset({"title", "url", "pdf", "doi", "arxiv"})
"""What such a link is called like a column of."""
_LONG_WORD = re.compile(r"[^\W_]{4,}|\d+")
_MAIL = re.compile(r"\A[^\s@()]{1,64}@[^\s@()]{1,255}(?:\s?\((.{0,9999})\))?\Z")
"""`ann@example.org (Ann Lee)`"""


def _labelled(item: Fields) -> tuple[list[str], dict[str, str]]:
    """The paragraphs of an abstract, and what publishers put around them with a label."""
    abstract: list[str] = []
    labels: dict[str, str] = {}
    written = {*_names(item)}
    texts = (_markup(value) for path in _TEXTS for value in item.find(path))
    for line in map(str.strip, _paragraphs(max(texts, key=len, default=""))):
        # what stands above says where the article is from
        is_self = markup.SELF.fullmatch(line) and (not abstract or line.lower().startswith("abstract"))
        if is_self or (_DOI.fullmatch(line) and not any(part.endswith(".") for part in abstract)):
            abstract = []
        elif match := _LABEL.match(line):
            labels[match[1].lower().replace("(s)", "s")] = match[2]
        elif line and not _AROUND.match(line) and (abstract or not _is_byline(line, written)):
            abstract.append(line)
    return abstract, labels


def _abstract(item: Fields) -> list[str]:
    """The abstract; an item that has none may have its title there again."""
    paragraphs = _labelled(item)[0]
    return paragraphs if paragraphs != [_words(item.text("title"))] else []


def _markup(element: Element) -> str:
    """HTML, whether it is in the feed as text or as elements."""
    from xml.etree.ElementTree import tostring

    return markup.with_signs(tostring(element, encoding="unicode")) if len(element) else clean(element.text or "")


def _paragraphs(source: str) -> list[str]:
    return [text for _, text in html.lines(source)] if "<" in source or "&" in source else prose.paragraphs(source)


def _words(source: str) -> str:
    return " ".join(_paragraphs(source))


def _names(item: Fields) -> list[tuple[str, str]]:
    # RSS has an address first, and then the name in brackets
    names = [_MAIL.sub(r"\1", _words(name)) for name in item.texts("author/name|creator|author|authors")]
    if _is_of_sitegen(item) and len(names) == 1 and f" · {item.above.text('title')}".endswith(f" · {names[0]}"):
        return []  # papers whose authors nobody knows are by the site
    return [pair for name in names for pair in people.names_in(name)]


def _is_byline(line: str, written: set[tuple[str, str]]) -> bool:
    """Whether a line says no more than who wrote an item, `by Ann Lee, Bo Cho`, as PLOS begins its abstracts."""
    word, _, behind = line.partition(" ")
    names = people.several(behind if column(word.strip(":"))[0] == "authors" else line)
    return bool(names) and {*names} <= written


def _addresses(item: Fields) -> list[str]:
    """The address of an item, and the one in its text that leads to its paper, where there is one."""
    title = _words(item.text("title"))
    links = (link for path in _TEXTS for value in item.find(path) for link in _LINK.findall(_markup(value)))
    papers = {
        name: url
        for url, words in links
        if (name := find_arxiv(url) or find_doi(url)) and _leads_to_own(_words(words), name, title)
    }
    own = item.texts("link[@rel='alternate']@href|link|link@href")[:1]
    return [*own, *papers.values()] if len(papers) == 1 else [*own]


def _leads_to_own(words: str, name: str, title: str) -> bool:
    """Whether a link has the name of a paper, of links to papers or of the item; others lead to what it mentions."""
    if not words or "://" in words or name in words:
        return True
    rest = _TO_PAPER.sub("", words, count=1).rstrip(" .:!)]→»")
    if column(rest)[0] in _PAPER or (not rest and _NAMED_SO.search(words)):
        return True
    said, called = (set(_LONG_WORD.findall(text.casefold())) for text in (words, title))
    return 2 * len(said & called) >= max(len(said), 1)


def _is_of_sitegen(item: Fields) -> bool:
    """Whether an entry's days are those of lists, as in a feed of sitegen; that of the paper stands beside them."""
    return item.above.text("generator") == "sitegen"


def _keywords(item: Fields) -> list[str]:
    # topics there may be found ones, which nobody gave the paper, and are found again
    return [] if _is_of_sitegen(item) else [*map(_words, item.all("category|category@term|subject"))]


def _published(item: Fields) -> Date:
    if _is_of_sitegen(item):
        return dates.parse(item.text("publicationDate"))
    label = _labelled(item)[1].get("publication date", "")
    # what RSS calls the day of a change is the only one that there is
    changed = "date" if item.value.tag == "entry" else "date|updated|modified"
    days = (item.text("published|pubDate|publicationDate"), label, item.text(changed))
    return next(filter(None, map(dates.parse, days)), "")


FEED = XmlFormat(
    Record(
        title=lambda item: _BEFORE_TITLE.sub("", _words(item.text("title"))),
        abstract=_abstract,
        authors=lambda item: _names(item) or people.names_in(_words(_labelled(item)[1].get("authors", ""))),
        published=_published,
        updated=lambda item: "" if _is_of_sitegen(item) else dates.parse(item.text("updated|modified")),
        doi="doi|identifier|id|guid|link",
        mentions="link|link@href|id|guid",
        venue=lambda item: _words(item.text("publicationName")) or _labelled(item)[1].get("source", "").split(",")[0],
        keywords=_keywords,
        url=_addresses,
    ),
    elements=("item", "entry"),
    day="|".join(f"{path}{name}" for path in ("", "channel/") for name in _CHANGED),
)
