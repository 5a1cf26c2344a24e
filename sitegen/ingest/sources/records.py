"""Records of nobody's format: JSON, YAML, rows of tables, read as well as their names allow (`columns.toml`).

An object is a paper if it has a title, or what may be called so, `name` or `標題`, and says of whom or where it is:
`{"story_title": …}` of a reader of feeds, `{"name": …, "desc": "… https://arxiv.org/abs/…"}` of a board of tasks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, zip_longest
from operator import itemgetter
from typing import Any, get_args

from sitegen.ingest import record
from sitegen.ingest.fields import Fields, JsonFields, number_of
from sitegen.ingest.parser import Source
from sitegen.ingest.read import json, yaml
from sitegen.ingest.record import Names, Record
from sitegen.ingest.sources.columns import column, columns_of
from sitegen.ingest.sources.descriptions import described
from sitegen.ingest.sources.doubtful_rows import is_other_kind, of_no_other_pages
from sitegen.ingest.sources.row_dates import are_days_first, as_others
from sitegen.ingest.values import identifiers, people, vocabulary
from sitegen.ingest.values.prose import announced, of_pubmed
from sitegen.model import Digest, LinkKind
from sitegen.text.folding import letters
from sitegen.text.names import of_parts, without_number

_INNER = vocabulary.words("wrapped")
_WITHIN, _PAPERS, _FEEDS, _ABOUT = (
    frozenset(vocabulary.words(name)) for name in ("of_paper", "papers", "about_list", "about")
)
_VALUE = frozenset({"value", "content", "format", "lang", "direction"})
ADDRESSES = frozenset({"url", "pdf", "code", "project", "data", "model", "demo", "doi", "arxiv", "id"})
"""Fields of which a record may have several."""
_NOTHING: tuple[Any, ...] = (None, "", [], {}, "null", "~")
_DATES = frozenset({"published", "updated"})
"""Fields of which the first value that is a date counts: bioRxiv has the DOI of the journal in `published`."""
_TELLING = frozenset({"abstract", "authors", "url", "pdf", "doi", "arxiv", "id"})
"""Fields of papers that other things have too, though seldom two of them."""
_ANYTHING = frozenset({"name", "displayname", "headline"})
"""Titles of packages, repositories and people as well."""
_KEY = re.compile(r'"([^"\\\n]{1,40})"\s*:')
_MAY_BE_CUT = 15_000
"""Characters of a beginning behind which its last record may go on."""
_ACCOUNT = re.compile(r"[\w.-]{2,40}")
_FLAIR = re.compile(r"^\[[DNPR]\]\s+")
"""What kind of post it is: `[R] Slow Clocks`."""
_LONG = 40
"""Characters of a line that may go on in the next."""
_LONE_ADDRESS = re.compile(
    r"\s*(?:\W?(?:link|lien|enlace|url|pdf|arxiv|doi|paper)\s?:\W?\s{0,3})?(https?://\S+)\s*", re.IGNORECASE
)
_GIVEN, _FAMILY, _WHOLE = ("|".join(vocabulary.words(name)) for name in ("given_name", "family_name", "whole_name"))
_UNIT = re.compile(r"\s*[^\W\d_]+$")
_OTHER_ROLES = re.compile(r"\w*editor|translator|reviewed\w*|bookauthor", re.IGNORECASE)
"""Of those among a record's people who did not write it, in Zotero's `creatorType` and others' `role`."""


def canonical(value: Mapping[str, Any]) -> dict[str, Any]:
    """A record with the names of `columns.toml`, and with the fields of what it wraps among its own."""
    flat = {letters(key): (key, _unwrapped(inner)) for key, inner in value.items()}
    for name in _INNER:
        if isinstance(inner := flat.get(letters(name), ("", None))[1], dict):
            flat |= {letters(key): (key, _unwrapped(field)) for key, field in inner.items()}
    ranked: dict[str, list[tuple[int, Any]]] = {}
    filled = [pair for pair in flat.values() if pair[1] not in _NOTHING]
    for (_, held), (field, rank) in zip(filled, columns_of(key for key, _ in filled), strict=True):
        if field:
            ranked.setdefault(field, []).append((rank, held))
    fields: dict[str, Any] = {}
    for field, found in ranked.items():
        values = [held for _, held in sorted(found, key=itemgetter(0))]
        fields[field] = _flattened(values) if field in ADDRESSES | _DATES else values[0]
    if isinstance(abstract := fields.get("abstract"), str):
        fields["abstract"], addresses = without_addresses(abstract)
        fields["url"] = [*fields.get("url", ()), *addresses]
    return fields


def without_addresses(text: str) -> tuple[str, list[str]]:
    """A text of several lines without those that are nothing but an address, and these addresses."""
    kept: list[str] = []
    addresses: list[str] = []
    lines = text.split("\n")
    for above, line in pairwise(["", *lines]):
        alone = _LONE_ADDRESS.fullmatch(line) if len(lines) > 1 and not _leads_on(above.rstrip()) else None
        if alone:
            addresses.append(alone[1])
        else:
            kept.append(line)
    return "\n".join(kept).strip() if addresses else text, addresses


def _leads_on(line: str) -> bool:
    """Whether a line stops within a sentence, `our code is at`."""
    *_, last = line.split(" ")
    return len(line) > _LONG and (line.endswith((":", "-", "–")) or (last.isalpha() and last.islower()))


def _unwrapped(value: Any) -> Any:
    """`{"value": x, "format": "html"}` is x, and so is `{"content": x}` for a text."""
    if not isinstance(value, dict) or not set(value) <= _VALUE:
        return value
    return value.get("value", value["content"] if isinstance(value.get("content"), str) else value)


def _flattened(values: list[Any]) -> list[Any]:
    """The values, of which lists are taken apart; of a link only its address, and of what is wrapped only that."""
    flat = (inner for value in values for inner in (value if isinstance(value, list) else [value]))
    return [value.get("href") or value.get("value", value) if isinstance(value, dict) else value for value in flat]


def _abstract(fields: Fields) -> list[str]:
    paragraphs = next((fields.as_paragraphs(value) for value in fields.find("abstract") if isinstance(value, str)), [])
    described = (one for one in fields.each("abstract") if one.text("descriptionType") in ("Abstract", ""))
    paragraphs = paragraphs or next((one.paragraphs("description|value|content") for one in described), [])
    # readers of feeds hand on what arXiv's feeds have before an abstract
    return [announced(paragraph)[0] for paragraph in paragraphs]


def _account(fields: Fields) -> str:
    """Who posted a link, where votes and comments are counted: `"author": "slow_reader"` has not written the paper."""
    author = fields.value.get("authors")
    is_account = isinstance(author, str) and _ACCOUNT.fullmatch(author) and {"votes", "comments"} <= fields.value.keys()
    return author if is_account else ""


def _people(fields: Fields) -> Names:
    line = fields.value.get("authors")
    if _account(fields):
        return []
    if isinstance(line, str):
        return [*people.several(line), *people.others(line)]
    if not (authors := fields.each("authors.author|authors.authors|authors.creator|authors")):
        parts = ([part.strip() for part in fields.text(name).split(";")] for name in ("family", "given"))
        return [of_parts(family, given) for family, given in zip_longest(*parts, fillvalue="")]
    writers = (one for one in authors if not _OTHER_ROLES.fullmatch(one.text("creatorType|role")))
    return [(_name(one), next(iter(one.all(_HOUSES)), "")) for one in writers]


_HOUSES = "|".join(f"affiliation{kind}" for kind in ("", "s", "s.value", ".name", ".title", "s.name", "s.title"))


def _name(author: Fields) -> str:
    """A name from whatever parts it is told in."""
    if isinstance(author.value, dict):
        value = {letters(key): held for key, held in author.value.items()}
        within = (held for held in map(value.get, ("name", "person")) if isinstance(held, dict))
        author = JsonFields(next(within, value))
    given, family = author.text(_GIVEN), author.text(_FAMILY)
    if family:
        return of_parts(family, given)
    return without_number(author.as_text(author.value) or author.text(_WHOLE) or given)


def _naming(fields: Fields) -> Iterator[str]:
    """What may name the paper; Google Scholar's journal is `arXiv preprint arXiv:2503.02130`."""
    yield from fields.all("url|pdf|doi|demo")
    yield from (venue for venue in fields.all("venue") if re.match(r"(?i)(?:preprint, ?)?(?:arxiv|corr)\b", venue))


def count(text: str, field: str) -> int | None:
    """The number of `votes` or `comments` that a text tells, `5 votes` or `5票`; `10 pages` are no comments."""
    bare = _UNIT.sub("", text)
    return number_of(bare if column(text[len(bare) :].strip())[0] == field else text)


RECORD = Record(
    title=lambda paper: of_pubmed(_FLAIR.sub("", paper.heading("title|title.title|title.value"))),
    subtitle="subtitle",
    abstract=_abstract,
    authors=_people,
    published="published",
    updated="updated",
    arxiv="arxiv|id|url|pdf|demo",
    version="version",
    doi="doi|arxiv|id|url|pdf",
    mentions=_naming,
    venue="venue|venue.journal.title|venue.journal_title",
    volume="volume",
    issue="issue",
    pages=lambda paper: pages if re.search(r"\d\W+\w*\d", pages := paper.text("pages")) else "",  # `12` is a count
    publisher="publisher|publisher.name",
    license="license",
    keywords="keywords|keywords.name",
    topics="topics|topics.tag|topics.name",
    categories="categories",
    url="url",
    links=tuple((kind, kind) for kind in get_args(LinkKind)),
    # arXiv's authors tell in their comments where the code is
    comments="comments|comment",
    listing=lambda paper: (
        {"submitter": paper.text("submitter") or _account(paper)}
        | {name: count(paper.text(name), name) for name in ("votes", "comments")}
    ),
    may_be_untitled=True,
)
"""A paper whose fields have the names of `columns.toml`."""


def sniff(head: str) -> bool:
    """Whether JSON that begins with `head` has papers; or YAML, whose keys are small: notes have capitals in theirs."""
    keys = set(_KEY.findall(head))
    if not head.lstrip("\ufeff \t\r\n").startswith(("{", "[")):
        trial = Source()
        dash = re.search(r"^[ \t]*-", head, re.MULTILINE)
        value = yaml.load(head[: head.rfind(f"\n{dash[0]}")] if dash and len(head) > _MAY_BE_CUT else head, trial)
        keys = {key for one, _ in json.nested(value, _is_record) for key in one if not trial.report.diagnostics}
        keys = keys if keys == {key.lower() for key in keys} else set()
    fields = {column(key)[0] for key in keys}
    return "title" in fields and bool(fields & _TELLING)


def parse(text: str, source: Source) -> Digest:
    """Parse such JSON: a list, an object a line, or an object that holds the list, however deep."""
    return _digest(json.items(text, source), source)


def parse_yaml(text: str, source: Source) -> Digest:
    """Parse YAML that has papers somewhere."""
    return _digest([(value, 1) for value in yaml.load_all(text, source) if value is not None], source)


def _digest(items: Iterable[tuple[Any, int]], source: Source) -> Digest:
    papers = of_no_other_pages([*_records(items, source)], source)
    return record.collect(_with_dates(papers, source), RECORD, source)


def _with_dates(papers: Sequence[JsonFields], source: Source) -> Sequence[JsonFields]:
    """The papers with the day first in all dates such as `03/05/2024`, or the month, as one of them settles it."""
    dates = [(one.value[field], one.line) for one in papers for field in ("published", "updated") if field in one.value]
    cells = [(date, line) for dates_of_one, line in dates for date in dates_of_one if isinstance(date, str)]
    is_first = are_days_first(cells, source)
    for several, _ in dates:
        several[:] = [as_others(date, is_first) if isinstance(date, str) else date for date in several]
    return papers


def _records(items: Iterable[tuple[Any, int]], source: Source) -> Iterator[JsonFields]:
    """The papers of a file with the names of `columns.toml`; how many records are of other kinds is reported."""
    others: list[tuple[str, int]] = []
    for item, line in items:
        for value, day in [*json.nested(item, _is_record)] or [(_untitled(item), "")]:
            fields = canonical(value) if isinstance(value, Mapping) else {}
            kind = fields.pop("kind", "")
            if isinstance(fields.get("abstract"), str) and "authors" not in fields:
                fields |= described(fields["abstract"])
            if isinstance(kind, str) and is_other_kind(kind, fields, ()):
                others.append((kind, line))
            else:
                yield JsonFields(fields, line, day)
    if others:
        kinds = ", ".join(dict(others))
        what = f"{len(others)} of these records are of types that no paper has ({kinds}), and were left out"
        source.warning("doubtful-paper", what, others[0][1], hint="give them another type, or none, to have them read")


def _untitled(value: Any) -> Any:
    """What is no paper by its title, and may be one by an identifier."""
    return {key: held for key, held in value.items() if column(key)[0] != "title"} if isinstance(value, dict) else value


def _is_record(value: Mapping[str, Any]) -> bool:
    """Whether an object is a paper: it has a title, though not for a list of papers in it or beside it, as a feed's."""
    key = str(value.get("key"))
    is_about = key in _FEEDS or (key in _ABOUT and not _is_of_paper(value))
    return not is_about and _has_title(value) and not _holds_list(value)


def _is_of_paper(value: Mapping[str, Any]) -> bool:
    return not {"authors", "doi", "arxiv"}.isdisjoint(_fields(value).values())


def _fields(value: Mapping[str, Any]) -> dict[str, str]:
    """The fields of a paper by the names of an object's keys, and of those of the record that it wraps."""
    inner = (value[key] for key in _INNER if isinstance(value.get(key), dict))
    return {letters(key): column(key)[0] for part in (value, *inner) for key, held in part.items() if held != {}}


def _has_title(value: Mapping[str, Any]) -> bool:
    names = _fields(value)
    titles = {name for name, field in names.items() if field == "title"}
    fields = set(names.values())
    tells_of_paper = "authors" in fields and len(fields & _TELLING) > 1 and bool(titles - _ANYTHING)
    return not titles.isdisjoint(("title", "titles")) or (bool(titles) and (tells_of_paper or _names_paper(value)))


def _names_paper(value: Mapping[str, Any]) -> bool:
    texts = [text for text in value.values() if isinstance(text, str)]
    return any(identifiers.find_arxiv(text) or identifiers.find_doi(text) for text in texts)


def _holds_list(value: Mapping[str, Any]) -> bool:
    """Whether an object is around papers; in one that names its authors or identifiers other titles are no papers'."""
    keys = _PAPERS if _is_of_paper(value) else value.keys() - _WITHIN
    lists = (value[key] for key in keys & value.keys() if isinstance(value[key], list))
    return any(isinstance(one, dict) and _has_title(one) for inner in lists for one in inner)
