"""The same list in the markup of different programs, and in the words of different languages."""

from __future__ import annotations

import textwrap
import tomllib
from datetime import date
from pathlib import Path
from random import Random

MARKUPS = ("plain", "plain", "plain", "md", "md", "org", "latex", "html", "slack", "wiki")


def bold(kind: str, text: str) -> str:
    return {
        "md": f"**{text}**",
        "org": f"*{text}*",
        "latex": rf"\textbf{{{text}}}",
        "html": f"<b>{text}</b>",
        "slack": f"*{text}*",
        "wiki": f"'''{text}'''",
    }.get(kind, text)


def italic(kind: str, text: str) -> str:
    return {
        "md": f"*{text}*",
        "org": f"/{text}/",
        "latex": rf"\emph{{{text}}}",
        "html": f"<em>{text}</em>",
        "slack": f"_{text}_",
        "wiki": f"''{text}''",
    }.get(kind, text)


def link(kind: str, text: str, url: str) -> str:
    return {
        "md": f"[{text}]({url})",
        "org": f"[[{url}][{text}]]",
        "latex": rf"\href{{{url}}}{{{text}}}",
        "html": f'<a href="{url}">{text}</a>',
        "slack": f"<{url}|{text}>",
        "wiki": f"[{url} {text}]",
    }.get(kind, f"{text}: {url}" if text.islower() else text)


def heading(kind: str, text: str, level: int = 2) -> str:
    return {
        "md": "#" * level + " " + text,
        "org": "*" * level + " " + text,
        "latex": ("\\section{%s}" if level < 3 else "\\subsection*{%s}") % text,
        "html": f"<h{level}>{text}</h{level}>",
        "wiki": "=" * level + f" {text} " + "=" * level,
        "slack": f"*{text}*",
    }.get(kind, text)


def wrap(text: str, width: int, first: str = "", rest: str = "", hyphens: Random | None = None) -> str:
    lines = textwrap.wrap(
        text, width, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )
    if hyphens:
        for at in range(len(lines) - 1):
            word = lines[at + 1].strip().split(" ")[0]
            if len(word) > 7 and word.isalpha() and hyphens.random() < 0.35:
                cut = hyphens.randint(3, len(word) - 3)
                indent = lines[at + 1][: len(lines[at + 1]) - len(lines[at + 1].lstrip())]
                lines[at] += f" {word[:cut]}-"
                lines[at + 1] = indent + lines[at + 1].lstrip()[cut:]
    return "\n".join(lines)


_WORDS: dict[str, dict[str, list[str]]] = tomllib.loads(
    (Path(__file__).parent / "languages.toml").read_text(encoding="utf-8")
)
LISTS = _WORDS["lists"]
"""Marks before entries, orders of fields and words of menus."""
LANGUAGES = {name: words for name, words in _WORDS.items() if name != "lists"}
_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
}
_WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def say_date(random: Random, day: date, language: str = "en", short: bool = False) -> str:
    """A day as people write it."""
    if language in ("zh", "ja"):
        return random.choice(
            (
                f"{day.year}年{day.month}月{day.day}日",
                f"{day.year}年{day.month}月{day.day}日" + ("(金)" if language == "ja" else ""),
                f"{day.month}月{day.day}日",
                day.isoformat(),
            )
        )
    if language == "ko":
        return random.choice(
            (f"{day.year}년 {day.month}월 {day.day}일", day.isoformat(), f"{day.year}.{day.month:02}.{day.day:02}")
        )
    name = _MONTHS[language].split()[day.month - 1]
    if language != "en":
        de = " de " if language in ("es", "pt") else ". " if language == "de" else " "
        year = f" de {day.year}" if language in ("es", "pt") else f" {day.year}"
        return random.choice(
            (
                f"{day.day}{de}{name}{year}",
                f"{day.day:02}.{day.month:02}.{day.year}",
                day.isoformat(),
                f"{day.day}{de}{name}",
            )
        )
    ways = [
        f"{name} {day.day}, {day.year}",
        f"{day.day} {name} {day.year}",
        day.isoformat(),
        f"{name[:3]} {day.day}, {day.year}",
        f"{day.day} {name[:3]} {day.year}",
        f"{day:%m/%d/%Y}",
        f"{day.year}/{day.month:02}/{day.day:02}",
    ]
    if not short:
        ways += [
            f"{_WEEKDAYS[day.weekday()]}, {name} {day.day}, {day.year}",
            f"{_WEEKDAYS[day.weekday()]}, {day.day} {name} {day.year}",
            f"{_WEEKDAYS[day.weekday()]}, {name} {day.day}",
            f"{name} {day.day}",
            f"Week {day.isocalendar()[1]}, {day.year}",
            f"{_WEEKDAYS[day.weekday()][:3]}, {day.day} {name[:3]} {day.year}",
        ]
    return random.choice(ways)
