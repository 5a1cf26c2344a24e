"""Layouts that the labeller's training never sees, filled with invented papers: `unseen/`.

In a layout `{3t}` is the third paper's title, `a` `b` `c` its authors with commas, semicolons or an 'and', `s` its
abstract and `f` the first sentence of it, `u` and `i` its address and identifier; `{3s#44}` is wrapped at 44 columns.
`<3t>` names a paper whose title is written out, `<3a>` one whose authors are.
"""

from __future__ import annotations

import re
import textwrap
import tomllib
from pathlib import Path

from msgspec import Struct

_FOLDER = Path(__file__).parent / "unseen"
_PLACE = re.compile(r"\{(\d)([tabcsfui])(?:#(\d+))?\}|<(\d)([ta])>")


class Expected(Struct):
    title: str
    authors: list[str]
    abstract: str = ""
    """What it begins with."""
    is_whole: bool = True


class Layout(Struct):
    name: str
    text: str
    papers: list[Expected]


def layouts() -> list[Layout]:
    papers = tomllib.loads((_FOLDER / "papers.toml").read_text(encoding="utf-8"))["paper"]
    found = re.split(r"^=== (.*)\n", (_FOLDER / "layouts.txt").read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return [_filled(name, text, papers) for name, text in zip(found[::2], found[1::2], strict=True)]


def _filled(name: str, text: str, papers: list[dict[str, str]]) -> Layout:
    shown: dict[int, set[str]] = {}

    def fill(mark: re.Match[str]) -> str:
        if mark[4]:
            shown.setdefault(int(mark[4]), set()).add(mark[5])
            return ""
        number, kind, width = int(mark[1]), mark[2], mark[3]
        shown.setdefault(number, set()).add(kind)
        words = _fact(papers[number - 1], kind)
        return "\n".join(textwrap.wrap(words, int(width))) if width else words

    text = _PLACE.sub(fill, text)
    return Layout(name, text, [_expected(papers[number - 1], facts) for number, facts in shown.items()])


def _fact(paper: dict[str, str], kind: str) -> str:
    names = list(paper["authors"])
    together = " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
    return {
        "t": paper["title"],
        "a": ", ".join(names),
        "b": "; ".join(names),
        "c": together,
        "s": paper["abstract"],
        "f": re.split(r"(?<=[.?]) ", paper["abstract"])[0],
        "u": f"https://arxiv.org/abs/{paper['id']}",
        "i": paper["id"],
    }[kind]


def _expected(paper: dict[str, str], shown: set[str]) -> Expected:
    authors = list(paper["authors"]) if shown & set("abc") else []
    kind = next((kind for kind in "sf" if kind in shown), "")
    return Expected(paper["title"], authors, _fact(paper, kind) if kind else "", kind != "f")
