"""The text of a template, parsed: words, facts and choices."""

from __future__ import annotations

import re

from msgspec import Struct

_TOKEN = re.compile(r"(?<!\\)[{}]|¦")


class Choice(Struct, eq=False):
    options: list[list[str | Choice]]
    is_fresh: bool


Nodes = list["str | Choice"]


def parsed(text: str) -> Nodes:
    nodes, rest = _sequence(text.rstrip("\n"), 0)
    assert rest == len(text.rstrip("\n")), text[rest - 20 : rest + 20]
    return nodes


def _sequence(text: str, at: int) -> tuple[Nodes, int]:
    nodes: Nodes = []
    while mark := _TOKEN.search(text, at):
        if mark.start() > at:
            nodes.append(text[at : mark.start()])
        at = mark.start()
        if mark[0] != "{":
            return nodes, at
        choice = Choice([], text[at + 1] == "%")
        at += choice.is_fresh
        while text[at] != "}":
            option, at = _sequence(text, at + 1)
            choice.options.append(option)
        nodes.append(choice)
        at += 1
    return [*nodes, text[at:]] if at < len(text) else nodes, len(text)
