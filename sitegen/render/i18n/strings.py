"""Interface strings, numbers and dates in the site's language.

A string is asked for by its key. Templates get it escaped, as `say("papers", n=12)`; the rest of the program gets it
as plain text. Ten thousand pages ask for dates, so none is parsed into a `datetime`, and none depends on the machine's
locale.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Mapping
from functools import cache
from typing import Any, TypeAlias

import msgspec
from markupsafe import Markup, escape
from msgspec import Struct

from sitegen.model import Date
from sitegen.render.i18n.plurals import rule_of
from sitegen.text.iso_dates import is_date, is_day

Entry: TypeAlias = str | dict[str, str] | list[str]
"""A sentence, a sentence for each plural category of the number `n`, or a list of names."""
_BLANK = re.compile(r"\{(\w+)\}")
_WEEK = re.compile(r"\d{4}-W(?:0[1-9]|[1-4]\d|5[0-3])")


class Strings:
    """The interface strings of one language; what it lacks is English."""

    def __init__(
        self,
        lang: str,
        table: Mapping[str, Entry],
        scripts: Mapping[str, Collection[str]],
        english: Mapping[str, Entry],
        against: Collection[str],
    ) -> None:
        """
        Args:
            lang: BCP 47 tag of the language that the strings are in, for plural forms, and for dates of scripts.
            table: every string by its key.
            scripts: keys of those that scripts show, by the name of their table.
            english: every string in English, which has all blanks there are; another language may leave some out.
            against: keys of those that run against the pages, as they are English where pages run from right to left.
        """
        self._arguments = lang, table, scripts, english, against
        self.lang, self._table, self._english, self._against = lang, table, english, against
        self._scripts = {
            name: {key: _isolated_forms(table[key]) if key in against else table[key] for key in sorted(keys)}
            for name, keys in scripts.items()
        }
        self._plural = rule_of(lang)
        self._sentences = {
            key: _forms(entry, against=key in against) for key, entry in table.items() if not isinstance(entry, list)
        }
        self.weekdays: tuple[str, ...] = tuple(table.get("weekdays", ()))
        """Short names of the days from Monday on."""
        self._months = tuple(table.get("months", ()))
        self._separator = self.say("thousands")
        # thousands of pages share the same few days
        self.longdate = cache(self._longdate)
        """A date, month, year or week as a reader writes it: `28 March 2025`."""

    def __reduce__(self) -> tuple[type[Strings], tuple[Any, ...]]:
        return Strings, self._arguments

    @property
    def digest(self) -> bytes:
        """Of all strings."""
        everything = self.lang, self._table, sorted(self._against)
        return hashlib.blake2b(msgspec.json.encode(everything), digest_size=16).digest()

    def for_scripts(self, table: str) -> bytes:
        """The strings of scripts below a table of the files, as JSON."""
        return msgspec.json.encode({"lang": self.lang, "words": self._scripts[table]})

    def blanks(self, key: str) -> frozenset[str]:
        """The names that a sentence has to be given.

        Raises:
            KeyError: there is no such sentence; with a message for the author of a template.
        """
        entry = self._english.get(key)
        if entry is None or isinstance(entry, list):
            raise KeyError(f"the interface has no string '{key}'")
        return blanks_of(entry)

    def say(self, key: str, /, **blanks: Any) -> str:
        """A sentence as plain text. Numbers get their separators, and `n` chooses the plural form."""
        return self._form(key, blanks).text % {name: self._written(value) for name, value in blanks.items()}

    def html(self, key: str, /, **blanks: Any) -> Markup:
        """A sentence as HTML. What fills the blanks is escaped, unless it is HTML already."""
        form = self._form(key, blanks).html
        return Markup(form % {name: escape(self._written(value)) for name, value in blanks.items()})

    def on_pages(self, date_text: Callable[..., str]) -> Callable[..., str]:
        """One of the functions that write dates, for pages: these keep what runs against the page in one piece."""
        if "date_day" not in self._against:
            return date_text
        return lambda *dates: f"\u2066{text}\u2069" if (text := date_text(*dates)) else ""

    def number(self, value: int) -> str:
        """With the language's separator at each thousand: `10,234`."""
        return f"{value:,}".replace(",", self._separator)

    def percent(self, thousandths: int) -> str:
        """A share, to one decimal: `3.6%`."""
        return self.say("percent", share=f"{thousandths // 10}{self.say('decimal')}{thousandths % 10}")

    def day_of_year(self, date: Date) -> str:
        """A day where its year is shown already: `28 March`."""
        return self.say("date_day_of_year", day=_day(date), month=self.month(date[5:7]))

    def month(self, number: str) -> str:
        """The name of a month, given by two digits; anything else stays as it is."""
        return self._months[int(number) - 1] if number.isdecimal() and 1 <= int(number) <= 12 else number

    def daterange(self, start: Date, end: Date) -> str:
        """A span of days that repeats nothing, `24–28 March 2025`; `start` may be empty."""
        if not start or start == end:
            return self.longdate(end)
        if not (is_day(start) and is_day(end)):
            return self.say("date_span", first=self.longdate(start), last=self.longdate(end))
        if start[:7] == end[:7]:
            return self.say("date_days", first=_day(start), day=_day(end), month=self.month(end[5:7]), year=end[:4])
        first = self.day_of_year(start) if start[:4] == end[:4] else self.longdate(start)
        return self.say("date_span", first=first, last=self.longdate(end))

    def _longdate(self, date: Date) -> str:
        if not is_date(date) and not _WEEK.fullmatch(date):
            return date
        year, _, rest = date.partition("-")
        if not rest:
            return year
        if rest[0] == "W":
            return self.say("date_week", week=rest[1:].lstrip("0"), year=year)
        month, _, day = rest.partition("-")
        if not day:
            return self.say("date_month", month=self.month(month), year=year)
        return self.say("date_day", day=_day(date), month=self.month(month), year=year)

    def _form(self, key: str, blanks: Mapping[str, Any]) -> _Form:
        forms = self._sentences[key]
        usual = forms["other"]
        return forms.get(self._plural(blanks["n"]), usual) if "n" in blanks else usual

    def _written(self, value: Any) -> Any:
        return self.number(value) if type(value) is int else value


class _Form(Struct, frozen=True):
    """A sentence as a pattern for `%`."""

    text: str
    html: str


def blanks_of(entry: Entry) -> frozenset[str]:
    """Names in braces; of a sentence with plural forms also `n`, which chooses among them."""
    if isinstance(entry, str):
        return frozenset(_BLANK.findall(entry))
    forms = entry.values() if isinstance(entry, dict) else entry
    return frozenset({"n", *(name for form in forms for name in _BLANK.findall(form))})


def _forms(entry: str | dict[str, str], *, against: bool) -> dict[str, _Form]:
    """The forms of a sentence by plural category; `other` serves for all that are not there."""
    texts = {"other": entry} if isinstance(entry, str) else entry
    patterns = {category: _BLANK.sub(r"%(\1)s", text.replace("%", "%%")) for category, text in texts.items()}
    return {
        category: _Form(pattern, str(escape(_isolated(pattern) if against else pattern)))
        for category, pattern in patterns.items()
    }


def _isolated_forms(entry: Entry) -> Entry:
    if isinstance(entry, dict):
        return {category: _isolated(text) for category, text in entry.items()}
    return _isolated(entry) if isinstance(entry, str) else entry


def _isolated(text: str) -> str:
    """A sentence in an isolate from left to right, of characters rather than `<bdi>`, as it may stand in an attribute.

    What has no order that could be lost stays as it is: words alone, signs alone, and texts of several paragraphs.
    """
    has_order = re.search(r"\w", text) and re.search(r"[^\w\s]", text) and "\n" not in text
    return f"\u2066{text}\u2069" if has_order else text


def _day(date: Date) -> str:
    return date[8:10].lstrip("0")
