"""A paper's page: facts in the front matter, the abstract below, and from the first heading on the editor's notes.

`generated` holds the digest of the facts and the abstract as sitegen wrote them. A page whose facts still have that
digest is ours to update when its source changes; of any other page `merge` finds out which facts the editor changed.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator
from itertools import chain, repeat
from operator import attrgetter
from types import MappingProxyType
from typing import Any

import msgspec
from msgspec import Struct, structs

from sitegen.diagnostics import Location, Report
from sitegen.files import is_path
from sitegen.ingest.values import identifiers, people
from sitegen.model import Author, Facts, Link, Paper, PaperId
from sitegen.pages import footnotes, formulas, front_matter, schema
from sitegen.pages.front_matter import Value
from sitegen.pages.keys import Keys
from sitegen.pages.normalise import FORMS, LINES, LINK_KEYS, LISTS
from sitegen.text import comments, markdown, math, slug
from sitegen.text.addresses import leads_to_host, without_spaces
from sitegen.text.json import quoted
from sitegen.text.markdown_parser import shared_parser
from sitegen.text.names import author

_PLACES = MappingProxyType(
    dict.fromkeys(("abstract", "abstractNote", "summary"), "write the abstract below the head, before any heading")
    | dict.fromkeys(("votes", "comments", "submitter"), "write it behind its link in an edition, as in · 12 votes")
    | dict.fromkeys(("date", "year"), "write it as 'published'")
    | dict.fromkeys(("journal", "booktitle", "publicationTitle"), "write it as 'venue'")
    | dict.fromkeys(("url", "link", "eprint"), "write it as 'arxiv', 'doi', 'pdf', 'code' or 'project'")
)
"""Where to write what keys of a bibliography, of Hugo or of sitegen's JSON lines say."""
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_RESERVED = re.compile(r"index(?:\.p\d+)?", re.I)
"""The list of all papers lies beside them."""
_MAX_ID = 200
"""File systems take 255 bytes, and there are endings."""
_FILE_ENDING = re.compile(r"\.(?:html?|xml|json|php)$")
_ADDRESS = re.compile(r"/.*|.*/|[^\sA-Z]*/[^\sA-Z]*|.*\.(?:html?|xml|json|php)")
"""Other names, as Obsidian has them, may hold a slash as well: `TCP/IP`."""
_FIRST_FACTS = frozenset(
    ("title", "authors", "published", "updated", "arxiv", "version", "doi", "venue", "license", "categories")
) | {"keywords", "topics", "links"}
"""Facts that are part of a page's digest even where they are not known. Facts that came later are not, so that older
pages keep their digests.
"""


class PaperPage(Struct, frozen=True, kw_only=True, gc=False):
    """One page as it lies on disk."""

    paper: Paper
    draft: bool = False
    source: str = ""
    """The source it was made from, relative to the content folder."""
    generated: str = ""
    own: str = ""
    """Lines of keys that sitegen does not know, and comments, as they stand."""
    text_digest: bytes = b""
    """Of the text that the page was parsed from; empty for a new page."""

    @property
    def is_unedited(self) -> bool:
        """Whether the facts are still as sitegen wrote them."""
        return bool(self.generated) and self.generated == digest(self.paper.facts, self.paper.abstract)


def by_name(papers: Collection[Paper]) -> dict[str, Paper]:
    """Papers by their ids and aliases, in lower case. Ids go first, and of two papers with an alias the first page."""
    names = {paper.id.lower(): paper for paper in papers}
    for paper in sorted((paper for paper in papers if paper.aliases), key=attrgetter("path")):
        for alias in paper.aliases:
            names.setdefault(alias.lower(), paper)
    return names


def aliases_of(papers: Collection[Paper]) -> dict[PaperId, tuple[str, ...]]:
    """The aliases of each paper that has some, without its own id and those that lead to another paper."""
    names = by_name(papers)
    return {
        paper.id: tuple(
            [alias for alias in paper.aliases if names[alias.lower()] is paper and alias.lower() != paper.id.lower()]
        )
        for paper in papers
        if paper.aliases
    }


def name_in_address(alias: str) -> str:
    """The name in an alias that is written as an address, which makes no redirect; empty for one that is not.

    >>> name_in_address("old/group.html"), name_in_address("feed.xml"), name_in_address("TCP/IP")
    ('group', 'feed', '')
    """
    return _FILE_ENDING.sub("", alias.rstrip("/").rpartition("/")[2]) if _ADDRESS.fullmatch(alias) else ""


def id_in_name(path: str) -> PaperId:
    """The id that the file of a page is called by, which sitegen made it with."""
    return path.rpartition("/")[2].removesuffix(".md")


def join_hint(keep: Paper, lose: Paper) -> str:
    """How an editor makes one page of those of two papers."""
    aliases = ", ".join(map(quoted, (*keep.aliases, lose.id, *lose.aliases)))
    return f"move what you wrote to {keep.path}, write aliases: [{aliases}] there, and delete this page"


def digest(facts: Facts, abstract: str) -> str:
    """Eight hex digits of the normalised facts: how a page is laid out makes no difference to it."""
    links = sorted((link.kind, link.url) for link in facts.links)
    authors = [Author(author.written, author.affiliation) for author in facts.authors]
    others = structs.asdict(facts) | {"authors": authors, "links": ()}
    known = {name: value for name, value in others.items() if value or name in _FIRST_FACTS}
    normal = [known, links, markdown.normal(abstract)]
    return hashlib.sha256(msgspec.json.encode(normal)).hexdigest()[:8]


def write(page: PaperPage) -> str:
    """The page as text. Unknown facts are left out, never written empty."""
    paper, facts = page.paper, page.paper.facts
    affiliations: list[Value] = [author.affiliation for author in facts.authors]
    values: dict[str, Value] = {
        "id": paper.id,
        "title": facts.title,
        "authors": [author.written for author in facts.authors],
        "affiliations": affiliations if any(affiliations) else [],
        "more_authors": "true" if facts.more_authors else "",
    }
    values |= {name: getattr(facts, name) for name in LINES}
    values |= {name: list(getattr(facts, name)) for name in LISTS}
    for key in LINK_KEYS:
        urls: list[Value] = [link.url for link in facts.links if link.kind == key]
        values[key] = urls[0] if len(urls) == 1 else urls
    values |= {"aliases": list(paper.aliases), "draft": "true" if page.draft else ""}
    generated: dict[str, Value] = {"source": page.source, "generated": page.generated}
    return front_matter.write(values, page.own, generated, paper.abstract, paper.notes.strip("\n"))


def read(text: str, path: str, display_path: str, report: Report) -> PaperPage | None:
    """A page from its text, or None where it cannot be shown: it has no title, or may be a draft for all that is known.

    Args:
        path: where it lies, relative to the content folder.
        display_path: the path that a diagnostic names.
    """
    keys = Keys(text, display_path, report)
    if not keys.is_whole:
        return None
    facts = _facts(keys)
    if not facts.title:
        hint = 'put title: "…" between the two lines of --- at its head'
        report.error("no-title", "a paper's page needs a title", Location(display_path, 1), hint=hint)
        return None
    abstract, notes = parted(keys.body)
    footnotes.check(keys, display_path, report, notes)
    formulas.check(keys, display_path, "\n" * keys.body.count("\n", 0, keys.body.rindex(notes)) + notes, report)
    shown = comments.without(abstract)
    keys.find_misplaced(_PLACES)
    paper = Paper(
        id=_identifier(keys, path),
        facts=facts,
        abstract=abstract,
        plain=markdown.plain(shown),
        unicode=markdown.plain(shown, math.to_unicode) if "$" in shown or "\\(" in shown else "",
        notes=notes,
        aliases=keys.texts("aliases"),
        path=path,
    )
    return PaperPage(
        paper=paper,
        draft=keys.switch("draft"),
        source=keys.text("source"),
        generated=keys.text("generated"),
        own=keys.own(schema.PAPER),
        text_digest=front_matter.digest(text),
    )


def parted(body: str) -> tuple[str, str]:
    """The abstract and the notes of a page's body, parted at the first heading."""
    if "#" not in body and "\n=" not in body and "\n-" not in body and "\n " not in body:
        return body.strip(), ""
    tokens = shared_parser().parse(comments.blanked(body))
    headings = (token.map[0] for token in tokens if token.map and not token.level and token.type == "heading_open")
    lines = body.split("\n")
    first = next(headings, len(lines))
    return "\n".join(lines[:first]).strip(), "\n".join(lines[first:]).strip("\n")


def _identifier(keys: Keys, path: str) -> str:
    value = keys.text("id") or id_in_name(path)
    if _ID.fullmatch(value) and len(value) <= _MAX_ID and is_path(value) and not _RESERVED.fullmatch(value):
        return value
    hint = f"use up to {_MAX_ID} letters, digits, '.', '_' and '-'; 'index' and 'aux' are no ids"
    keys.wrong("id", f"{value[:_MAX_ID]!r} cannot be an id", hint)
    return slug.unique(value, ())


def _facts(keys: Keys) -> Facts:
    if number := identifiers.find_arxiv(keys.text("doi")):
        # arXiv's own DOI says no more than the number in it
        keys.values |= {"doi": "", "arxiv": keys.values.get("arxiv") or number}
    values: dict[str, Any] = {name: keys.text(name) for name in LINES if name not in FORMS}
    values |= {name: keys.parsed(name, parse, example) for name, (parse, example) in FORMS.items()}
    values |= {name: keys.texts(name) for name in LISTS}
    values["topics"] = tuple(dict.fromkeys(values["topics"] + keys.texts("tags")))
    _check_lists(keys)
    names = keys.texts("authors")
    return Facts(
        authors=tuple(map(author, names, chain(_affiliations(keys, len(names)), repeat("")))),
        more_authors=keys.switch("more_authors") and bool(names),
        links=tuple(Link(kind, url) for kind in LINK_KEYS for url in _addresses(keys, kind)),
        **values,
    )


def _affiliations(keys: Keys, count: int) -> list[str]:
    """Where the authors work, in their order; empty for one of whom it is not known."""
    given = keys.values.get("affiliations") or []
    listed = given if isinstance(given, list) else [given]
    texts = [text for text in listed if isinstance(text, str)]
    if len(texts) < len(listed):
        keys.wrong("affiliations", "'affiliations' must be a list of texts", 'write affiliations: ["…", "…"]')
        return []
    if len(listed) > count:
        hint = 'give one for each author, in their order, and "" for one without'
        keys.wrong("affiliations", f"{len(listed)} affiliations for {count} authors", hint, severity="warning")
    return texts


def _check_lists(keys: Keys) -> None:
    """Warn of a text that holds several labels, or several names of two words each; `García Márquez, José` is one."""
    for key in ("authors", "keywords", "topics", "tags"):
        line = keys.values.get(key)
        text, what = line if isinstance(line, str) else "", "name" if key == "authors" else "label"
        parts = [part.strip() for part in text.split(",") if part.strip()]
        if key == "authors":
            names = [name for name, _ in people.several(text)]
            parts = names if all(" " in name and not name[0].islower() for name in names) else []
        if len(parts) > 1:
            hint = f"write {key}: {msgspec.json.encode(parts).decode()}, or one {what} in brackets"
            read = f"{len(parts)} names" if key == "authors" else f"one {what}, and holds {len(parts)}"
            keys.wrong(key, f"this text is read as {read}", hint, severity="warning")
            # written back as one it would be one name in brackets, of which nobody is told
            keys.values |= {key: [*parts]} if key == "authors" else {}


def _addresses(keys: Keys, key: str) -> Iterator[str]:
    for url in map(without_spaces, keys.texts(key)):
        if leads_to_host(url):
            yield url
        else:
            keys.wrong(key, f"{url!r} is not a web address", hint="start it with https:// and the host")
