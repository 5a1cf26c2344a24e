"""Addresses in and around abstracts: what they lead to, and the identifiers in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from sitegen.ingest.values import vocabulary
from sitegen.ingest.values.identifiers import find_arxiv, find_doi
from sitegen.model import Link, LinkKind
from sitegen.text import addresses
from sitegen.text.characters import has_any

ADDRESS = re.compile(rf"(?:https?://|(?<![\w./@-])(?:www\.)?(?:github|huggingface)\.(?:com|co|io)/){addresses.LETTERS}")
ALONE = re.compile(r"\W{0,5}(?:[^\s:]{1,30}(?: [^\s:]{1,30})?:\s)?https?://\S+\s{0,5}")
"""A line or paragraph that is an address, `https://example.org/1`, or `Code: https://example.org/1`."""

_KINDS_BY_HOST: tuple[tuple[str, LinkKind], ...] = vocabulary.by_kind("hosts")
_KINDS_BY_WORDS: tuple[tuple[str, LinkKind], ...] = vocabulary.by_kind("words")
_PICTURE = re.compile(r"\.(?:gif|jpe?g|png|svg|webp)$", re.IGNORECASE)
_SCHEME = re.compile(r"(?!https?://|file:)[a-z]{2,9}:/+\S+", re.IGNORECASE)
_REPOSITORY = re.compile(rf"{_SCHEME.pattern}|(?!n/a\b)[\w-]+/[\w.-]+", re.IGNORECASE)
_BESIDE = re.compile(vocabulary.any_of("beside_papers"), re.IGNORECASE)
_PAGES = re.compile(vocabulary.any_of("page_of_paper"))
_BETWEEN = re.compile(r"(?<![\s;,])[\s;,]++(?=https?://)")
_WHOLE = re.compile(r"https?://[^\s/]+\.[^\s/]\S*", re.IGNORECASE)


def trimmed(url: str) -> str:
    """The address without the punctuation of the sentence around it, and with its scheme."""
    url = addresses.trimmed(addresses.within_brackets(url))
    return url if url.startswith("http") else f"https://{url}"


def leads_to_paper(url: str) -> bool:
    """Whether an address holds a paper's identifier, or is of a site that has nothing but papers, or of a PDF."""
    return bool(find_arxiv(url) or find_doi(url) or _PAGES.search(url))


def found(text: str) -> Iterator[Link]:
    """The links of a running text, each with the kind that its host or the words before it tell."""
    if not has_any(text, ("://", "github.", "huggingface.")):
        return
    for address in ADDRESS.finditer(text):
        url = trimmed(address[0])
        link = named(url, text[max(0, address.start() - 90) : address.start()])
        if link and not addresses.is_cut_off(address[0]):
            yield link


def named(url: str, words: str = "") -> Link | None:
    """A link, its kind guessed from the host and from `words` in front of it; None where it is the paper's own page, a
    picture, or what stands beside papers, such as a search or a licence.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if "." not in parts.netloc or find_arxiv(url) or _BESIDE.search(url) or _PICTURE.search(parts.path):
        return None
    return Link(_kind(parts.netloc.lower() + parts.path, words), url)


def _kind(address: str, words: str) -> LinkKind:
    by_host = next((kind for pattern, kind in _KINDS_BY_HOST if re.search(pattern, address, re.IGNORECASE)), None)
    has_path = bool(address.partition("/")[2].strip("/"))
    if by_host and by_host != "model" and (has_path or by_host != "code"):
        return by_host
    words = re.split(r"[.!?]\s", words)[-1].lower()
    nearest = [(place.end(), kind) for pattern, kind in _KINDS_BY_WORDS for place in re.finditer(pattern, words)]
    by_words = max(nearest, default=(0, by_host or "project"))[1]
    return by_words if by_host != "model" or by_words in ("data", "demo") else "model"


def distinct(links: Iterable[Link]) -> tuple[Link, ...]:
    """Each address once, without regard to a slash at its end."""
    seen: dict[str, Link] = {}
    for link in links:
        seen.setdefault(link.url.rstrip("/").lower(), link)
    return tuple(seen.values())


def several(text: str) -> list[str]:
    """The addresses of a field that holds one, or more between spaces, commas or semicolons.

    >>> several("https://example.org/a;https://example.org/b"), several("https://example.org/a b")
    (['https://example.org/a', 'https://example.org/b'], ['https://example.org/a b'])
    """
    return _BETWEEN.split(text)


def link(url: str, kind: LinkKind | None = None, before: str = "") -> tuple[Link, ...]:
    """A link from a field that holds an address, its kind guessed from the words `before` it; none for no address."""
    url = url.strip()
    # what has no path may be the name of a file
    url = trimmed(url) if "/" in url or url.startswith("www.") else ""
    if not _WHOLE.fullmatch(url):
        return ()
    link = Link(kind, url) if kind else named(url, before)
    return (link,) if link else ()


def wrong(url: str, kind: LinkKind) -> tuple[Link, ...]:
    """What was meant for an address and is none, so that it can be reported: `https:/a.org`, `ftp://…`, `ann/clocks`.

    Paths of files and remarks are nothing that anybody meant for one.
    """
    meant = _REPOSITORY if kind == "code" else _SCHEME
    return (Link(kind, url),) if meant.fullmatch(url.strip()) else ()


def address(url: str, has_home: bool) -> tuple[Link, ...]:
    """The link of a field that holds a record's own address; where an identifier leads to the paper already, only what
    is more than another page of it: code, data, a PDF.
    """
    shown = () if find_doi(url) else link(url)
    return tuple(one for one in shown if not has_home or one.kind != "project")
