"""A source's record as an entry: the steps that all formats with fields share.

A format says which of its fields is the title, the abstract, an author; what then happens to the words is the same
whatever they came in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from sitegen.diagnostics import Location, Report
from sitegen.ingest.parser import Options
from sitegen.ingest.records import links, prose
from sitegen.model import Author, Entry, Facts, Link, LinkKind

_WRAPPED = 100
"""Lines longer than this are not wrapped by a program, so a line end after them ends a paragraph."""
_PREPRINTS = re.compile(r"\W*(?:arxiv\b|corr\W*$)", re.IGNORECASE)
_FOOTNOTE = re.compile(r"(?:\s*(?:[*†‡§¶∗⋆]|\$\^[^$]{1,24}\$))+$")
_TEX = re.compile(r"[\\{}$~^]|&#?\w+;|``|''")
_NUMBER = re.compile(r"(\d{3,4})\.(\d{3,5})")
_ARXIV_ID = re.compile(
    r"(?:oai:)?(?:arxiv(?:\.org)?[:/]|https?://(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html|e-print)/)?\s*"
    r"(?P<id>\d{4}\.\d{4,5}|(?P<archive>[a-z-]+)(?:\.[A-Z][\w-]*)?/(?P<number>\d{7}))(?:v(?P<version>\d+))?(?:\.pdf)?",
    re.IGNORECASE,
)


def entry(
    options: Options,
    title: str,
    abstract: str | Sequence[str] = "",
    *,
    line: int = 1,
    found_in: Iterable[Link] = (),
    listed: dict[str, Any] | None = None,
    **facts: Any,
) -> Entry:
    """A paper as one record tells it.

    Args:
        options: whether and how TeX is repaired.
        title: as in the source.
        abstract: as in the source, or its paragraphs.
        line: where the record starts.
        found_in: links of other fields; those in the abstract follow.
        listed: `votes`, `comments`, `submitter`, `organisation`, `announced`.
        facts: further fields of `Facts`, as in the source. Where preprints lie is no venue.
    """
    words, title_repairs = prose.title(title, options)
    if facts.get("updated") and facts["updated"] == facts.get("published"):
        facts["updated"] = ""
    if _PREPRINTS.match(facts.get("venue", "")):
        facts["venue"] = ""
    told, repairs = prose.abstract(paragraphs(abstract) if isinstance(abstract, str) else abstract, options)
    return Entry(
        facts=Facts(title=words, links=links.distinct([*found_in, *prose.links_in(told)]), **facts),
        abstract=told,
        line=line,
        repairs=title_repairs + repairs,
        **(listed or {}),
    )


def paragraphs(text: str) -> list[str]:
    """The paragraphs of an abstract: parted by blank lines, by an indented first line as arXiv does, or by line ends
    where lines are too long to be wrapped.
    """
    text = text.strip("\n")
    if "\n" not in text:
        return [text] if text.strip() else []
    margin = re.match(r"[ \t]*", text)
    depth = len(margin[0]) if margin else 0
    lines = text.split("\n")
    # arXiv indents the first paragraph too, or has lost just that indentation
    depth = 0 if depth == 2 and not lines[1].startswith("  ") else depth
    is_wrapped = sum(len(line) > _WRAPPED for line in lines) < 0.5 * len(lines)
    found: list[list[str]] = [[]]
    for number, line in enumerate(lines):
        starts = not line.strip() or len(line) - len(line.lstrip()) >= depth + 2
        if starts or (number and not is_wrapped and len(lines[number - 1]) > _WRAPPED):
            found.append([])
        if line.strip():
            found[-1].append(line.strip())
    return _unbroken(" ".join(part) for part in found if part)


def _unbroken(parts: Iterable[str]) -> list[str]:
    """Paragraphs without a break in a displayed formula, whose lines are indented too."""
    whole: list[str] = []
    for part in parts:
        before = whole[-1] if whole else ""
        if before.count("\\begin{") > before.count("\\end{") or before.count("$$") % 2:
            whole[-1] = f"{before} {part}"
        else:
            whole.append(part)
    return whole


def plain(text: str, options: Options) -> str:
    """A name or a venue on one line, its TeX accents as letters."""
    return prose.title(text, options)[0] if _TEX.search(text) else " ".join(text.split())


def people(names: Iterable[str | tuple[str, str]], options: Options) -> tuple[Author, ...]:
    """Authors from names, or from names with affiliations; in order, empty ones left out."""
    pairs = ((name, "") if isinstance(name, str) else name for name in names)
    made = (Author(_unmarked(plain(name, options)), plain(place, options)) for name, place in pairs)
    return tuple(author for author in made if author.name)


def _unmarked(name: str) -> str:
    """A name without the marks of footnotes that a title page has behind it: `Ann Lee*`, `Ann Lee$^{1,2}$`."""
    return _FOOTNOTE.sub("", name) if name[-1:] in "*†‡§¶∗⋆$" else name


def link(url: str, kind: LinkKind | None = None, words: str = "") -> tuple[Link, ...]:
    """A link from a field that holds an address; nothing where it holds none."""
    url = links.trimmed(url.strip())
    if not re.match(r"https?://[^\s/]+\.[^\s/]", url, re.IGNORECASE) or re.search(r"\s", url):
        return ()
    found = Link(kind, url) if kind else links.named(url, words)
    return (found,) if found else ()


def address(url: str, has_home: bool) -> tuple[Link, ...]:
    """The link of a field that holds a record's own address; where an identifier leads to the paper already, only what
    is more than another page of it: code, data, a PDF.
    """
    found = link(url)
    if not found or links.doi(url):
        return ()
    return () if has_home and found[0].kind == "project" else found


def tell_untitled(records: Sequence[tuple[int, int]], path: str, report: Report) -> None:
    """Reports the records, each by its number and line, that have no title and so were left out."""
    if not records:
        return
    numbers = ", ".join(str(number) for number, _ in records[:8])
    if len(records) > 8:
        numbers += f" … ({len(records)} in all)"
    many = len(records) > 1
    report.warning(
        "untitled-record",
        f"records {numbers} have no title, and were left out"
        if many
        else f"record {numbers} has no title, and was left out",
        Location(path, records[0][1]),
    )


def arxiv_id(text: str) -> tuple[str, str]:
    """The identifier and the version in a field that holds nothing else.

    >>> arxiv_id("http://arxiv.org/abs/math.GT/0309136v2"), arxiv_id("1234")
    (('math/0309136', '2'), ('', ''))

    Zeros that a program lost, which took it for a number, come back:

    >>> arxiv_id("704.0002"), arxiv_id("2503.0213")
    (('0704.0002', ''), ('2503.02130', ''))
    """
    found = _ARXIV_ID.fullmatch(_restored(text.strip()))
    if not found:
        return "", ""
    name = f"{found['archive'].lower()}/{found['number']}" if found["archive"] else found["id"]
    return name, found["version"] or ""


def _restored(text: str) -> str:
    """An identifier with the zeros at its ends that a number does not have: five digits follow since 2015."""
    found = _NUMBER.fullmatch(text)
    month = found[1].zfill(4) if found else ""
    if not found or not (month >= "0704" and "01" <= month[2:] <= "12"):
        return text
    return f"{month}.{found[2].ljust(5 if month >= '1501' else 4, '0')}"


def doi(text: str) -> str:
    """The first DOI of a field; empty where there is none, or where it is arXiv's own."""
    # old ones hold all kinds of brackets, which only a field that is nothing but a DOI can tell from its surroundings
    whole = re.fullmatch(
        r"(?:https?://(?:dx\.)?doi\.org/|doi:)?\s*(10\.\d{4,9}/[^\s\"{}|\\^]+)", text.strip(), re.IGNORECASE
    )
    found = whole or re.search(r"(10\.\d{4,9}/[^\s,;<>\"{}|\\^]+)", text)
    name = found[1].rstrip(".,;") if found else ""
    return "" if "/arxiv." in name.lower() else name
