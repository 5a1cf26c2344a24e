"""A paper in citations: its key, its names, its type, and the formats RIS, CSL-JSON and COinS.

BibTeX has a module of its own. The theme's `js/cite.js` writes RIS and CSL-JSON of saved papers in the browser; a test
compares the two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, islice
from typing import Any, Literal, NamedTuple, TypeAlias
from urllib.parse import quote, urlencode

from sitegen.model import Author, Facts, Paper, PaperId
from sitegen.render.markup import titles
from sitegen.text.names import Name, split_name
from sitegen.text.slug import slug

VenueKind: TypeAlias = Literal["conference", "journal", "chapter", "book", "thesis", "report", ""]
_PROCEEDINGS = re.compile(
    r"\b(?:proceedings|actes|findings|conference|workshop|symposium|meeting|congress|lecture notes)\b"
    r"|^advances in neural",
    re.IGNORECASE,
)
_JOURNAL = re.compile(
    r"\b(?:journal|transactions|letters|review|magazine|annals|bulletin|nature|science|plos|jmlr|tmlr|tacl|pnas"
    r"|national academy of sciences)\b|^computational linguistics",
    re.IGNORECASE,
)
_CONFERENCE = re.compile(
    r"\b(?:neurips|nips|icml|iclr|cvpr|iccv|eccv|wacv|acl|emnlp|naacl|eacl|coling|conll|lrec|aaai|ijcai|kdd|sigir|www"
    r"|interspeech|icassp|miccai|corl|colm|chi|uai|aistats|bmvc|siggraph|icra|iros)\b",
    re.IGNORECASE,
)
_NO_JOURNAL = re.compile(
    r"rxiv\b|\b(?:preprints?|ssrn|hal|osf|research square|zenodo|figshare|openreview|thesis|dissertation)\b|\d$",
    re.IGNORECASE,
)
"""Where preprints and reports are; a year is at the end of a conference's name."""
_PASSED_OVER = re.compile(
    "an?|the|on|of|for|to|in|at|by|with|from|and|or|is|are|do|does|can|how|what|why|when|who|which|we|its?|towards?"
)
"""Words that no key is made of."""
_ENDS_PATH = re.compile("[#?]|%(?![0-9A-Fa-f]{2})")
_BREAKS = re.compile(r"[\s\x1c-\x1f\x85]+")


class VenueTerms(NamedTuple):
    """What formats call a kind of venue: types of an entry, and the name of the field that has the venue."""

    bibtex: str
    bibtex_venue: str
    ris: str
    csl: str
    coins: str
    scholar_venue: str


VENUE_TERMS: dict[VenueKind, VenueTerms] = {
    "conference": VenueTerms(
        "inproceedings", "booktitle", "CONF", "paper-conference", "proceeding", "conference_title"
    ),
    "journal": VenueTerms("article", "journal", "JOUR", "article-journal", "article", "journal_title"),
    "chapter": VenueTerms("incollection", "booktitle", "CHAP", "chapter", "bookitem", "inbook_title"),
    "book": VenueTerms("book", "series", "BOOK", "book", "book", "journal_title"),
    "thesis": VenueTerms("phdthesis", "school", "THES", "thesis", "document", "dissertation_institution"),
    "report": VenueTerms("techreport", "institution", "RPRT", "report", "report", "technical_report_institution"),
    "": VenueTerms("misc", "howpublished", "GEN", "article", "preprint", "journal_title"),
}
"""By the kind of the venue; what has none is a preprint."""


def venue_kind(facts: Facts) -> VenueKind:
    """The kind of publication that a source says, else what the name of the venue shows.

    Another venue that gives papers a DOI is a journal.

    >>> [venue_kind(Facts(title="", venue=name)) for name in ("Findings of the ACL", "Transactions of the ACL", "Cell")]
    ['conference', 'journal', '']
    >>> [venue_kind(Facts(title="", venue=name, doi="10.1234/5")) for name in ("Cell", "bioRxiv", "SPAA 2024")]
    ['journal', '', '']
    """
    venue = facts.venue
    if facts.kind and facts.kind in VENUE_TERMS and (venue or facts.kind in ("book", "thesis", "report")):
        return facts.kind
    may_be_journal = venue and facts.doi and not _NO_JOURNAL.search(venue)
    return _kind_by_name(venue) or ("journal" if may_be_journal else "")


@lru_cache(maxsize=10_000)
def _kind_by_name(venue: str) -> VenueKind:
    if _JOURNAL.search(venue) and not re.match(r"(?!.*\bacademy\b)\W*(?:proceedings|findings)", venue, re.IGNORECASE):
        return "journal"
    return "conference" if _PROCEEDINGS.search(venue) or _CONFERENCE.search(venue) else ""


def address(facts: Facts) -> str:
    """The address of the paper itself; empty where it is unknown."""
    links = (link.url for kind in ("pdf", "project") for link in facts.links if link.kind == kind)
    return next(chain(identifying_addresses(facts), links), "")


def identifying_addresses(facts: Facts) -> Iterator[str]:
    """The addresses that a paper's identifiers make: that on arXiv, and that of its DOI.

    >>> list(identifying_addresses(Facts(title="", arxiv="2503.02130", doi="10.1234/5")))
    ['https://arxiv.org/abs/2503.02130', 'https://doi.org/10.1234/5']
    """
    if facts.arxiv:
        yield f"https://arxiv.org/abs/{facts.arxiv}"
    if facts.doi:
        yield doi_address(facts.doi)


def doi_address(doi: str) -> str:
    """The address of a DOI, with codes for signs that would end its path; percent codes that it has already stay.

    >>> doi_address("10.1234/a#b?c"), doi_address("10.1234/5%-a%3Cb")
    ('https://doi.org/10.1234/a%23b%3Fc', 'https://doi.org/10.1234/5%25-a%3Cb')
    """
    return f"https://doi.org/{_ENDS_PATH.sub(lambda sign: quote(sign[0]), doi)}"


def on_one_line(text: str) -> str:
    """The text with every break of a line, in whatever alphabet, as a space."""
    return text if text.isprintable() else _BREAKS.sub(" ", text).strip()


def keys(papers: Iterable[Paper]) -> dict[PaperId, str]:
    """A key for each paper in the customary form, `ren2024flowar`, none twice.

    Papers come oldest first, so a key stays when newer papers would have the same: those get a letter more.
    """
    assigned: set[str] = set()
    count: dict[str, int] = {}
    result = {}
    for paper in papers:
        facts = paper.facts
        author = facts.authors[0].written if facts.authors else ""
        stem = _stem(author, facts.title, facts.published[:4]) or re.sub(r"[^A-Za-z0-9:_.+/-]+", "-", paper.id)
        key = stem
        while key in assigned:
            count[stem] = count.get(stem, 0) + 1
            key = stem + _letters(count[stem])
        assigned.add(key)
        result[paper.id] = key
    return result


# a program that makes the keys again and again, as the preview does, finds nearly all of them here
@lru_cache(maxsize=32_768)
def _stem(first_author: str, title: str, year: str) -> str:
    family = slug(split_name(first_author).family).replace("-", "") if first_author else ""
    every = slug(title).split("-")
    words = (word for word in every if not _PASSED_OVER.fullmatch(word))
    # without an author two words of the title tell papers apart
    chosen = list(islice(words, 1 if family else 2)) or every[: 1 if family else 2]
    first, *rest = [family, *chosen] if family else chosen
    # a bare year would say nothing and be the key of another digest's papers too
    return first and first + year + "".join(rest)


def _letters(number: int) -> str:
    """`a` to `z`, then `aa` … as spreadsheets count columns."""
    letters = ""
    while number:
        number, last = divmod(number - 1, 26)
        letters = chr(ord("a") + last) + letters
    return letters


def keywords(facts: Facts, topics: Iterable[str]) -> tuple[str, ...]:
    """The authors' own words for a paper and its topics, each once without regard to case."""
    words = dict[str, str]()
    for word in (*facts.keywords, *topics):
        words.setdefault(word.casefold(), word)
    return tuple(words.values())


def ris(key: str, facts: Facts, abstract: str = "", topics: Iterable[str] = ()) -> str:
    """One record of RIS (Research Information Systems, as reference managers read it), each line with CR LF."""
    fields = _ris(key, facts, abstract, topics)
    lines = [f"{tag}  - {on_one_line(value)}\r\n" for tag, value in fields if value]
    return "".join([*lines, "ER  - \r\n"])


def _ris(key: str, facts: Facts, abstract: str, topics: Iterable[str]) -> Iterator[tuple[str, str]]:
    year, month, day = [*facts.published.split("-"), "", ""][:3]
    yield "TY", VENUE_TERMS[venue_kind(facts)].ris
    yield "ID", key
    yield "TI", titles.text(facts.title)
    for author in facts.authors:
        yield "AU", split_name(author.written).inverted
    yield "PY", year
    yield "DA", f"{year}/{month}/{day}" if year else ""
    container, publisher = _container_and_publisher(facts)
    yield "T2", container
    first, _, last = facts.pages.partition("–")
    yield from (("VL", facts.volume), ("IS", facts.issue), ("SP", first), ("EP", last))
    yield "PB", publisher
    yield "DO", facts.doi
    yield "AN", f"arXiv:{facts.arxiv}" if facts.arxiv else ""
    yield "AB", abstract
    for keyword in keywords(facts, topics):
        yield "KW", keyword
    yield "UR", address(facts)


def _container_and_publisher(facts: Facts) -> tuple[str, str]:
    """What the paper is a part of, and who published it: a thesis is no part of the university that is its venue."""
    if venue_kind(facts) in ("thesis", "report"):
        return "", facts.venue or facts.publisher
    return facts.venue, facts.publisher or ("arXiv" if facts.arxiv and not facts.venue else "")


def csl(key: str, facts: Facts, abstract: str = "") -> dict[str, Any]:
    """The paper as an item of CSL-JSON (csl-data.json of citation-style-language/schema).

    CSL has no word for authors who are not named; pandoc writes and reads a last name `others`, as BibTeX does.
    """
    kind = venue_kind(facts)
    container, publisher = _container_and_publisher(facts)
    is_preprint = bool(facts.arxiv) and not facts.venue
    item = {
        "id": key,
        "type": VENUE_TERMS[kind].csl if kind or facts.arxiv else "document",
        "title": titles.text(facts.title),
        "author": [_csl_name(split_name(author.written)) for author in facts.authors]
        + [{"literal": "others"}] * facts.more_authors,
        "issued": {"date-parts": [[int(part) for part in facts.published.split("-")]]} if facts.published else None,
        "container-title": container,
        "genre": "Preprint" if is_preprint else "",
        "volume": facts.volume,
        "issue": facts.issue,
        "page": facts.pages.replace("–", "-"),
        "publisher": publisher,
        ("number" if is_preprint else "note"): f"arXiv:{facts.arxiv}" if facts.arxiv else "",
        "DOI": facts.doi,
        "URL": address(facts),
        "abstract": abstract,
    }
    return {field: value for field, value in item.items() if value}


def _csl_name(name: Name) -> dict[str, str]:
    if not name.given:
        return {"literal": name.family}
    return {"family": name.family, "given": name.given} | ({"suffix": name.suffix} if name.suffix else {})


def inverted_name(author: Author) -> str:
    """The name with the family first where that is known; programs part any other as they see fit."""
    return split_name(author.inverted).inverted if author.inverted else author.name


def coins(facts: Facts) -> str:
    """The paper as a ContextObject in Span (OpenURL 1.0 in KEV form), by which Zotero takes all papers of a list.

    It stands in an attribute as it is: its values are escaped, and HTML takes `&` before its names for nothing else.
    """
    kind = venue_kind(facts)
    is_proceeding, is_whole = kind in ("conference", "chapter"), kind in ("book", "report", "thesis")
    pairs = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", f"info:ofi/fmt:kev:mtx:{'book' if is_proceeding or is_whole else 'journal'}"),
        ("rft.genre", VENUE_TERMS[kind].coins),
        ("rft.btitle" if is_whole else "rft.atitle", titles.text(facts.title)),
        ("rft.btitle" if is_proceeding else "rft.jtitle", "" if is_whole else facts.venue),
        *[(f"rft.{name}", getattr(facts, name)) for name in ("volume", "issue", "pages")],
        ("rft.pub", facts.publisher),
        *[("rft.au", inverted_name(author)) for author in facts.authors],
        ("rft.date", facts.published),
        ("rft_id", f"info:doi/{facts.doi}" if facts.doi else ""),
        ("rft_id", address(facts) if facts.arxiv or not facts.doi else ""),
    ]
    # a query need not escape these two (RFC 3986, 3.4)
    return urlencode([pair for pair in pairs if pair[1]], safe=":/")
