"""The facts of a paper from its labelled words: a title without marks, names, identifiers, links, counts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain, dropwhile

from sitegen.ingest.fields import number_of
from sitegen.ingest.parser import Source
from sitegen.ingest.plaintext.items import Text
from sitegen.ingest.plaintext.names import authors_of, leaves_out
from sitegen.ingest.plaintext.papers.assembly import Paper
from sitegen.ingest.plaintext.papers.days import day_in
from sitegen.ingest.plaintext.papers.imprints import imprint
from sitegen.ingest.read.wrapped import goes_on
from sitegen.ingest.record import plain
from sitegen.ingest.values import identifiers, links, prose, vocabulary
from sitegen.model import Author, Date, Entry, Facts, Link
from sitegen.text import addresses, dates

_SPACES = " \t\n\r\xa0\u2003\u2009\u202f\u3000"
_BEFORE_TITLE = _SPACES + '"“„«»”《]*_`|~>▲△☆★•·–—:,'
_BEHIND_TITLE = _SPACES + '"“”„«»》*_`|~-–—:;,[(（'
_VOTES_BEHIND = re.compile(r"\s\[\d{1,5} (?:up)?votes?\]\s*$", re.I)
_TITLE_TAIL = re.compile(
    rf"{_VOTES_BEHIND.pattern}"
    r"|(?<=[\w)?!$\"”»])\.$"
    r"|\s*(?:[\[(]\s*(?:pdf|html|code|paper|project|link|website|github(?: repo)?|arxiv|openreview|oral|poster"
    r"|spotlight|demo|(?:invited |keynote )?talk|(?:long|short|full|regular|workshop) paper|best paper(?: award)?)"
    r"\s*[\])]\s*)+\.?$",
    re.I,
)
_TITLE_TAG = re.compile(
    rf"^\s*(?:#\d{{1,4}}[.:]?\s+)?(?:\[(?:{vocabulary.any_of('tag_of_results')}|pdf|bib|abs|R|D|P|Findings|TACL|SRW|Oral|Poster"
    r"|Spotlight|Demo|Industry|Online|Virtual|In[- ][Pp]erson|(?:cs\.)?(?:AI|CL|CV|IR|LG|ML|RO|SD))\]\s*)*"
)
"""What search engines, Reddit and posts put before titles, and the numbers of a conference's papers."""
_LIST_TAG = re.compile(
    r"\s+(?:(?:Journal|Proceedings) Article|Conference Paper|Book Chapter)$"
    r"|\s+#[a-z][\w/-]*$|^\[[\w -]{2,30}\]\s+(?=\S)|(?<=\S)(?:\s*\[(?![^\[\]]*\bet al)[\w -]{2,20}\])+$"
)
"""`[reading-group] `, as mailing lists begin subjects; ` [Poster]`, ` Journal Article` or ` #clocks`, behind titles."""
_PICTURES = re.compile(r"^[\U0001f000-\U0001faff\u2190-\u21ff\u2300-\u27bf\ufe0f\u20e3]+\s*")
_CUT_QUOTATION = re.compile(r"\s[\"“„«][^\"“”„«»]+$")
_QUOTATION = re.compile(r"([\"“„«][^\"“”„«»]+[\"”“»])(?=[\s:,;–—-]\W*\w)")
"""A quotation that a title begins and does not end with, `“Average” Is Not “First”`, `"Slow Clocks": A Reply`."""
_LEAD = re.compile(r"^\W*tl;?dr\W+|^[-–—→↳⇒|>\s\ufe0f\U0001f300-\U0001faff\u2600-\u27bf]+\s", re.I)
"""What an abstract is marked with: `- `, `-> `, `📝 `, `TLDR `."""
_SUBMITTED = re.compile(r"^(?:submitted\s+)?by\s+", re.I)
_LONGEST_NAME = 120
_TOPICS, _CATEGORY = re.compile(r"[,;、，|]|\s+(?=#)"), re.compile(r"\b[a-z][a-z-]+(?:\.[A-Za-z-]{2,})")
_IN = re.compile(r"^(?:in:?\s+|\W+$)", re.I)
_BEHIND_VENUE = re.compile(
    r",\s(?:(?:[^\W\d]{3,9}\.? )?(?:19|20)\d\d\b|(?:(?:pp?|S)\.|pages)\s?\d|(?:pp?|S|pages)$|\d+$)"
    r"|[.,]\s(?:band|bd|vol|volume|nr|no)\.?\s\d|,?\s(?:(?:\d+:)?\d+[–—-]\d+|vol|bd)$",
    re.I,
)
"""Year, pages and volume behind a venue."""
_DAY = re.compile(r"(?:^|,?\s)\(?(?:\d{1,2}\s)?([^\W\d]{3,9})\.?(?:\s\d{1,2})?\)?$")
_NO_VENUE = re.compile(
    r"\d+ (?:pages|figures|tables)\b.*|.*\bcode\b.*\bavailable\b.*|project page\b.*|(?:long|short) papers?(?:, \d.*)?"
    r"|(?-i:and|of|on|the)\b.*|.*(?:\.\.\.|…)|arxiv",
    re.I,
)
"""What authors remark on arXiv, and parts of the names of venues."""
_VERSION = re.compile(r"\d{4}\.\d{4,5}v(\d{1,2})\b")
_COUNT = re.compile(r"\d[\d.,]*+(?:\s?k\b)?", re.I)


def titles(listed: Sequence[Paper]) -> list[str]:
    """The titles without marks, and without the pictures, numbers and tags that a list puts before several of them."""
    texts = [paper.title.text if paper.title.label == "T" else "" for paper in listed]
    if sum(bool(_PICTURES.match(text)) for text in texts) > 0.5 * len(texts):
        texts = [_PICTURES.sub("", text) for text in texts]
    if len(texts) > 1 and all(text.startswith((f"{number} ", f"{number}-")) for number, text in enumerate(texts, 1)):
        texts = [text.lstrip("0123456789")[1:] for text in texts]
    tags = Counter(_kind_of_tag(mark) for text in {*texts} for mark in _LIST_TAG.finditer(text))
    texts = [_LIST_TAG.sub(lambda mark: "" if tags[_kind_of_tag(mark)] > 1 else mark[0], text) for text in texts]
    return list(map(title_of, texts))


def _kind_of_tag(mark: re.Match[str]) -> str:
    """What tags of a list have in common: their last word, `Poster`, or that they are hashtags."""
    word = mark[0].split()[-1]
    return "#" if word[0] == "#" else word


def title_of(text: str) -> str:
    """A title without the marks around it, as of a link that goes on below, but with that of a quotation at its end."""
    whole = text
    text = _unframed(_TITLE_TAG.sub("", text)) or text
    if text[:1] == "[" and {*"[]"}.isdisjoint(text[1:-1]):
        text = text[1:].removesuffix("]")
    text = _unframed(_TITLE_TAIL.sub("", text))
    ends = [f"{text}{sign}" for sign in '"”“»'] if _CUT_QUOTATION.search(text) else []
    return next((end for end in ends if end in whole), text)


def _unframed(text: str) -> str:
    bare = text.lstrip(_BEFORE_TITLE).rstrip(_BEHIND_TITLE)
    opened = _QUOTATION.match(text.strip(_SPACES))
    return f"{opened[1][0]}{bare}" if opened else bare


def _venue(text: str) -> str:
    """The venue that a text names, without `In` and the date; empty where it is a comment or only a part of a name."""
    named = _IN.sub("", _BEHIND_VENUE.split(text.strip(" .,:()"))[0])
    day = _DAY.search(named)
    named = named[: day.start()] if day and dates.month_number(day[1]) else named
    venue = named + ")" * (named.count("(") - named.count(")"))
    return "" if _NO_VENUE.fullmatch(venue) or goes_on(venue) else venue


def entry(paper: Paper, words: str, text: Text, hint: str, listed_on: Date, topic: str, source: Source) -> Entry:
    title, title_repairs = prose.title(words, source)
    parts = (part for item in paper.fields.get("S", ()) for part in item.paragraphs)
    paragraphs = dropwhile(links.ALONE.fullmatch, parts)
    abstract, repairs = prose.abstract([_LEAD.sub("", part) for part in paragraphs], source)
    urls = [pair for item in paper.items() for pair in item.urls]
    # `e-Print: 0704.0797 [gr-qc]`, `arXiv 0704.0797`
    bare = (_arxiv(item.text) for item in paper.fields.get("L", ()) if not item.urls)
    arxiv = next(filter(None, chain((_arxiv(url) for _, url in urls), bare)), "")
    doi = next(filter(None, (identifiers.doi(url) for _, url in urls)), "")
    day = day_in(paper.text("P"), hint)
    voted = _VOTES_BEHIND.search(paper.title.text)
    authors = tuple([Author(plain(name, source)) for name in authors_of(paper.fields.get("A", ()))])
    published = imprint(paper, text)
    venue = _venue(published.venue or paper.text("V"))
    facts = Facts(
        title=title,
        authors=authors,
        more_authors=bool(authors) and any(leaves_out(item.text) for item in paper.fields["A"]),
        published=day.date if day else published.year,
        arxiv=arxiv,
        version=next((mark[1] for _, url in urls if arxiv and (mark := _VERSION.search(url))), ""),
        doi=doi,
        venue=venue,
        volume=published.volume,
        issue=published.issue,
        pages=published.pages,
        categories=tuple(dict.fromkeys(_CATEGORY.findall(" ".join(item.text for item in paper.fields.get("K", ()))))),
        topics=tuple(filter(None, (part.strip(" `*#") for part in (topic, *_TOPICS.split(paper.text("W")))))),
        links=links.distinct([*_links(urls), *prose.links_in(abstract)]),
    )
    return Entry(
        facts=facts,
        abstract=abstract,
        line=text.lines[paper.title.first].number,
        votes=count(paper.text("N") or (voted[0] if voted else "")),
        comments=count(paper.text("C")),
        submitter=_SUBMITTED.sub("", paper.text("M")),
        organisation=paper.text("G").lstrip("🏢 ")[:_LONGEST_NAME],
        listed=listed_on,
        repairs=title_repairs + repairs,
    )


def is_identified(paper: Paper) -> bool:
    """Whether a paper has an address or identifier of its own."""
    return any(_arxiv(url) or identifiers.doi(url) or links.leads_to_paper(url) for url in paper.addresses)


def _arxiv(url: str) -> str:
    return identifiers.find_arxiv(url) or identifiers.arxiv(url.split(" ")[0])[0]


def _links(urls: Iterable[tuple[str, str]]) -> Iterable[Link]:
    for words, url in urls:
        host, slash, _ = url.partition("/")
        # `example.org/x` is an address, `../x` and `code/x.py` are files beside the page that it was copied from
        is_address = url.startswith("http") or (slash and addresses.is_host_name(host.partition(":")[0]))
        is_link = is_address and not (identifiers.find_doi(url) or identifiers.doi(url))
        if is_link and (link := links.named(links.trimmed(url), words if words != url else "")):
            yield link


def count(text: str) -> int | None:
    """The first count in a text; None where there is none, as a score is none.

    >>> count("1.2k upvotes"), count("1,204 votes"), count("Score: 6.5")
    (1200, 1204, None)
    """
    mark = _COUNT.search(text)
    return number_of(mark[0]) if mark else None
