"""What names of columns and keys mean (`columns.toml`), in the spellings and languages that occur."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import cache, lru_cache
from importlib.resources import files

from sitegen.ingest.values import vocabulary
from sitegen.text.folding import letters

_WORD = re.compile(r"[^\W_]+")
_GENDERED = re.compile(r"(?<=[^\W\d_]{3})(?:[·.:*/(_-](?:e|r|s|es|a|as|in|innen|ne|rice|trice)\)?)+(?!\w)")
"""`Auteur·e·s`, `Autor*innen`, `autores_as`."""
_OF_TYPE = re.compile(r"(?<=\w)(?:_[st])+$|^dc(?:terms)?[.:](?=\w)|(?<=\w)\[\w*\]$")
"""What stands around the names of fields: their type in Solr, as in HAL's `title_s`, Dublin Core and the language in
DSpace's `dc.title[en]`.
"""
_ALTERNATIVES = re.compile(
    r"[-/|()（）,&]+|\s(?:und|and|et|y|e|i|en|og|och)\s|(?<=[^\x00-\u024f])\s*(?=[A-Za-z])|(?<=[A-Za-z])\s*(?=[^\x00-\u024f])"
)
_OTHER_SCRIPT = re.compile(r"[^\x00-\u024f]")
_PAIRS = ({"authors", "published"}, {"title", "url"}, {"venue", "published"})
"""`Authors (year)`, `Title and link`, `Conference / Year`."""
_PARTS_OF_NAMES = (("first", "last"), ("givenname", "familyname"))
_ASKS = re.compile(rf"¿?{vocabulary.any_of('asking')}(?:['’]s)?\s.*[?？]", re.I)
"""A question that a form asks, as the name of the column of its answers."""
_ASIDE = re.compile(r"(?<=\S)\s*[(（][^()（）]*[)）]\s*$")
_CLAUSE = re.compile(rf"(?<=\S),?\s{vocabulary.any_of('clause')}\b.*$", re.I)
_ASKED = frozenset({"title", "authors", "abstract", "url", "doi", "arxiv"})
_LONGEST = 1_000
"""Characters of a name."""
LATER = 1_000
"""Names that stand there as they are go before those with words around them."""
_OTHERS = ("fillers", "asking", "day_first", "signs_of_votes", "silent")
"""Words that are no names of fields."""
_MOST_BY_HAND = 12
"""Columns of a table; exports of programs have more, of which nobody misses any."""
_UNREAD = frozenset({"", "presenter", "session", "who"})
"""What columns hold of which a paper's page has nothing."""


@cache
def _table() -> Mapping[str, list[str]]:
    return tomllib.loads(files(__package__ or "").joinpath("columns.toml").read_text("utf-8"))


def names_by_field() -> Mapping[str, list[str]]:
    """The fields of a paper, each with the names that records have for it."""
    return {field: names for field, names in _table().items() if field not in _OTHERS}


@cache
def _columns() -> tuple[Mapping[str, tuple[str, int]], Mapping[str, tuple[str, int]]]:
    """Field and rank by a name as it is in the table, and by its words in any order, which come behind all of those."""
    exact: dict[str, tuple[str, int]] = {}
    by_words: dict[str, tuple[str, int]] = {}
    for field, names in names_by_field().items():
        for rank, name in enumerate(names):
            exact.setdefault(letters(name), (field, rank))
            by_words.setdefault(_words(name), (field, len(names) + rank))
    return exact, by_words


def _words(name: str) -> str:
    """The words of a name that tell something, sorted: `Titre de l'article` is `titre`."""
    return " ".join(sorted({*_WORD.findall(name.casefold())}.difference(_table()["fillers"])))


@lru_cache(4096)
def column(name: str) -> tuple[str, int]:
    """What a column holds of a paper, empty for anything else, and the place of its name among those of the field.

    >>> [column(name)[0] for name in ("Author(s)", "Title-题名", "Link to the paper", "会议/期刊", "Author(s) ID")]
    ['authors', 'title', 'url', 'venue', '']
    >>> {column(name)[0] for name in ("One-sentence summary", "Resumo em uma frase", "Worum geht es?", "要点")}
    {'abstract'}
    >>> column("👍")[0], column("+1")[0]
    ('votes', 'votes')
    >>> [column(name)[0] for name in ("Link (if there is one)", "Which paper should we read next?", "Why this one?")]
    ['url', 'title', '']
    """
    if len(name) > _LONGEST:
        return "", 0
    if name.strip(" \ufe0f") in _table()["signs_of_votes"]:
        return "votes", 0
    bare = _OF_TYPE.sub("", name)
    if bare != name:
        # HAL's label is the whole citation
        return column(bare) if bare != "label" else ("", 0)
    exact, by_words = _columns()
    for written in (name, _GENDERED.sub("", name)):
        if known := exact.get(letters(written)):
            return known
    if (known := exact.get(letters(name.rstrip(" 0123456789")))) and known[0] == "authors":
        return known  # one of several columns, `Author 2`
    return _alternative(name) or by_words.get(_words(name) or "-") or _asked(name)


def columns_of(names: Iterable[str]) -> list[tuple[str, int]]:
    """What columns or keys beside each other hold: `Publication` the title, or the venue beside a surer title.

    Where no column has whole names, `First` beside `Last`, or `Given name` beside `Family name`, are an author's.

    >>> [[field for field, _ in columns_of([name, "Publication"])] for name in ("Title", "Name", "Year")]
    [['title', 'venue'], ['title', 'title'], ['published', 'title']]
    """
    shown = [*names]
    columns = [column(name) for name in shown]
    parts = {letters(name): at for at, name in enumerate(shown)}
    for given, family in _PARTS_OF_NAMES:
        if {given, family} <= parts.keys() and "authors" not in {field for field, _ in columns}:
            columns[parts[given]], columns[parts[family]] = column("author first name"), column("author last name")
    if "title" not in {field for field, _ in columns} and {"summary", "description"} <= parts.keys():
        # so trackers call what a task is about, `Summary` and `Description`
        columns[parts["summary"]] = column("title")
    doubtful = column("publication")
    is_titled = any(field == doubtful[0] and rank < doubtful[1] for field, rank in columns)
    return [column("publication title") if is_titled and known == doubtful else known for known in columns]


def _asked(name: str) -> tuple[str, int]:
    """What a question, or a name with an aside behind it, means: `Which paper?`, `Which paper? (a new one)`.

    A form asks for `Authors, if you know them`, too, and for the `Title of the paper you propose`.
    """
    shown = _ASIDE.sub("", name).strip()
    bare = shown if shown.endswith(("?", "？")) else _CLAUSE.sub("", shown)
    if bare != shown:
        known = column(bare)
        # the `Date we met` is none of a paper, and the `Name you go by` no title
        return (known[0], known[1] + LATER) if known[0] in _ASKED and known != column("name") else ("", 0)
    if _ASKS.fullmatch(shown):
        shown = " ".join(word for word in _WORD.findall(shown.casefold()) if word not in _table()["asking"])
    field, rank = column(shown) if shown and shown != name else ("", 0)
    return field, rank + LATER if field else 0


def _alternative(name: str) -> tuple[str, int] | None:
    """What a name in two languages, or with two words for one thing, means."""
    parts = [part for part in _ALTERNATIVES.split(name) if letters(part)]
    known = dict.fromkeys(column for part in parts if (column := _columns()[0].get(letters(part))))
    fields = {field for field, _ in known}
    if len(parts) == len(known) == 2 and fields in _PAIRS:
        return next(column for column in known if column[0] in ("authors", "title", "venue"))
    is_clear = len(fields) == 1 and (len(known) == len(parts) or bool(_OTHER_SCRIPT.search(name)))
    return min(known, key=lambda column: column[1]) if len(parts) > 1 and is_clear else None


def unread(names: Sequence[str], fields: Iterable[str]) -> dict[str, int]:
    """The columns of a table, each with its place, of which an editor may not know that they are not read.

    Args:
        names: of all columns.
        fields: what they hold.
    """
    if len(names) > _MOST_BY_HAND:
        return {}
    columns = enumerate(zip(names, fields, strict=True))
    return {name: at for at, (name, field) in columns if field in _UNREAD and letters(name) not in _silent()}


@cache
def _silent() -> Set[str]:
    return {letters(name) for name in ("", *_table()["silent"])}


@cache
def bare_dates() -> Set[tuple[str, int]]:
    """Columns that are called a date and nothing more: where their days have no year, a group meets on these."""
    return {column(name) for name in ("date", "datum", "fecha", "data", "dato", "дата", "日期", "日付", "날짜")}


@lru_cache(4096)
def is_day_first(name: str) -> bool:
    """Whether a column of dates is named in a language that writes their days first, `Fecha` with `02/09/2026`."""
    return letters(name) in {letters(known) for known in _table()["day_first"]}
