"""Pasted lists with their answers as lists with slots: `python -m tests.training.plaintext.slots FOLDER >> styles/lists`.

FOLDER holds pairs as `paste-styles` does. What a list says of its papers becomes slots (`lists`), so that training can
fill it with other papers; what it says otherwise stays, as do summaries in languages that no other paper has. Lists
that are no pasted text, those of which a title is not found, and those that still quote an abstract are left out.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path
from typing import Any

from sitegen.diagnostics import Report
from sitegen.ingest import formats
from sitegen.text import decode
from tests.training.plaintext.facts import initials

_VENUE = re.compile(r'"booktitle": "[^"]*"')
"""Names of conferences, which are no words of a paper's."""
_QUOTED = 12
"""Words in a row that two texts share only if one quotes the other."""
_FORMS = ("", "A. Lee", "Lee, A.", "Lee A", "A Lee", "Lee, Ann", "Lee")
_SEPARATOR = re.compile(r"[^\w\n⟦⟧]{1,4}|,? ?(?:and|und|et|y|e|i|en|og|och|与|和|及) | ?(?:, and|, &) ")
_ENGLISH = re.compile(
    r"\b(?:the|of|and|to|we|that|for|with|this|is|an|are|as|at|be|been|by|can|from|has|have|how|into|it|its|not|on|or|our|such"
    r"|their|these|they|through|under|using|via|which|while)\b",
    re.IGNORECASE,
)
_FEWEST_WORDS = 12
_FEWEST_IN_A_ROW = 5
"""Words of an abstract that is parted by marks, ends of lines within words, or a page's head."""
_SHARE_OF_ABSTRACT = 0.6
_BREAK = r"(?:[ \t]+|[ \t]*\n[ \t>%#|*]*)"
_SLOT_OR_WORD = re.compile(r"⟦[^⟧]*⟧|[^\s⟦]+")
_CUT = re.compile(r"\s*(?:…|\.\.\.)$")


def slotted(text: str, answer: dict[str, Any]) -> tuple[str, dict[str, Any]] | None:
    """A list with slots and what it says besides; nothing where a paper's title is not in it.

    >>> slotted("- Slow Clocks by Ann Lee", {"papers": [{"title": "Slow Clocks", "authors": ["Ann Lee"]}]})
    ('- ⟦title 1⟧ by ⟦authors 1 1⟧', {'papers': [{}]})
    """
    papers = [dict(paper) for paper in answer["papers"]]
    said = {key: answer[key] for key in ("date", "date_range", "curator", "before") if answer.get(key)}
    for number, paper in enumerate(papers, 1):
        for key in ("arxiv", "doi"):
            if (name := paper.get(key)) and name in text:
                text = re.sub(rf"(?<![\w.]){re.escape(name)}(?![\d])", f"⟦{key} {number}⟧", text)
                del paper[key]
                paper["links"] = [link for link in paper.get("links", []) if name not in link]
    for number, paper in enumerate(papers, 1):
        text = _with_abstract(text, number, paper)
    for number, paper in enumerate(papers, 1):
        text, start = _with_title(text, number, paper)
        if start < 0:
            return None
    for number, paper in enumerate(papers, 1):
        text = _with_authors(text, number, paper)
    kept = (
        "title",
        "abstract",
        "authors",
        "arxiv",
        "doi",
        "links",
        "votes",
        "comments",
        "submitter",
        "organisation",
        "categories",
        "venue",
        "published",
        "date",
    )
    said["papers"] = [{key: paper[key] for key in kept if paper.get(key)} for paper in papers]
    return text, said


def _with_title(text: str, number: int, paper: dict[str, Any]) -> tuple[str, int]:
    """The text with the title's slot, and its place."""
    title = paper.get("title", "")
    cut = _CUT.search(title)
    words = _CUT.sub("", title).split()
    if not words:
        return text, 0
    pattern = _BREAK.join(map(re.escape, words))
    for shown, kind in ((pattern, "title"), (_BREAK.join(re.escape(word.upper()) for word in words), "TITLE")):
        found = list(re.finditer(rf"(?<![\w⟦]){shown}(?!\w)" + (r"\s?(?:…|\.\.\.)" if cut else ""), text))
        if not found:
            continue
        del paper["title"]
        size = f" {len(words)}…" if cut else ""
        for match in reversed(found):
            text = text[: match.start()] + _slot(f"{kind} {number}{size}", text, *match.span()) + text[match.end() :]
        return text, found[0].start()
    return text, text.find(title)


def _with_abstract(text: str, number: int, paper: dict[str, Any]) -> str:
    abstract = paper.get("abstract", "")
    words = _CUT.sub("", abstract).split()
    if len(words) < _FEWEST_WORDS or len(_ENGLISH.findall(abstract)) < len(words) / 12:
        return text
    cut = _CUT.search(abstract)
    found = re.search(_BREAK.join(map(re.escape, words)) + (r"\s?(?:…|\.\.\.)" if cut else ""), text)
    if not found:
        return _with_parts(text, number, paper, words)
    del paper["abstract"]
    size = f"{len(words)}{'…' if cut else ''}"
    return text[: found.start()] + _slot(f"abstract {number} {size}", text, *found.span()) + text[found.end() :]


def _with_parts(text: str, number: int, paper: dict[str, Any], words: list[str]) -> str:
    """The text with slots for words in a row of an abstract that something parts, if they are most of it."""
    shown = list(_SLOT_OR_WORD.finditer(text))
    equal = SequenceMatcher(None, words, [word[0] for word in shown], autojunk=False).get_matching_blocks()
    parts = [part for part in equal if part.size >= _FEWEST_IN_A_ROW]
    if sum(part.size for part in parts) < _SHARE_OF_ABSTRACT * len(words):
        return text
    del paper["abstract"]
    for part in reversed(parts):
        start, end = shown[part.b].start(), shown[part.b + part.size - 1].end()
        slot = _slot(f"words {number} {part.a + 1}-{part.a + part.size}", text, start, end)
        text = text[:start] + slot + text[end:]
    return text


def _with_authors(text: str, number: int, paper: dict[str, Any]) -> str:
    names = paper.get("authors", [])
    title = re.search(rf"⟦(?:title|TITLE) {number}\b", text)
    if not names:
        return text
    at = title.start() if title else 0
    for form in _FORMS:
        shown = [initials(name, form) if form else name for name in names]
        places = _places(text, at, shown)
        if not places:
            continue
        form = form or _form(names)
        between = [text[end:start] for (_, end), (start, _) in pairwise(places)]
        del paper["authors"]
        if all(_SEPARATOR.fullmatch(part) for part in between) and len(set(between[:-1])) < 2:
            slot = f"⟦authors {number} {len(names)}{f' {form}' if form else ''}{_signs(between)}⟧"
            return text[: places[0][0]] + slot + text[places[-1][1] :]
        for place, (start, end) in reversed(list(enumerate(places, 1))):
            slot = f"⟦author {number}.{place}{f' {form}' if form else ''}⟧"
            text = text[:start] + slot + text[end:]
        return text
    return text


def _signs(between: list[str]) -> str:
    """What a slot says of the signs between names.

    >>> _signs([", ", " and "])
    ' ", " " and "'
    """
    if not between or set(between) == {", "} or any('"' in part for part in between):
        return ""
    if len(set(between)) == 1:
        return f' "{between[0]}"'
    return f' "{between[0]}" "{between[-1]}"'


def _form(names: list[str]) -> str:
    """How names are written that an answer has as the list has them; empty for first name and last name."""
    forms = {
        "A. Lee": r"(?:[^\W\d_]\.[ -]?)+ \S+",
        "Lee, A.": r"\S+, (?:[^\W\d_]\.[ -]?)+",
        "Lee A": r"\S+ [A-Z]{1,3}",
        "A Lee": r"[A-Z]{1,3} \S+",
        "Lee, Ann": r"\S+, .+",
        "Lee": r"\S+",
    }
    return next((form for form, shape in forms.items() if all(re.fullmatch(shape, name) for name in names)), "")


def _places(text: str, title: int, names: list[str]) -> list[tuple[int, int]]:
    """Where names stand in a row, next to a title."""
    nearest: list[tuple[int, int]] = []
    for first in re.finditer(rf"(?<![\w⟦]){re.escape(names[0])}(?!\w)", text):
        places = [first.span()]
        for name in names[1:]:
            start = text.find(name, places[-1][1], places[-1][1] + len(name) + 90)
            if start < 0 or "⟦t" in text[places[-1][1] : start]:
                break
            places.append((start, start + len(name)))
        if len(places) == len(names) and (not nearest or abs(places[0][0] - title) < abs(nearest[0][0] - title)):
            nearest = places
    return nearest if nearest and abs(nearest[0][0] - title) < 3000 else []


def _slot(said: str, text: str, start: int, end: int) -> str:
    """A slot that is as wide as what it stands for, and whose lines begin alike."""
    lines = text[start:end].split("\n")
    if len(lines) == 1:
        return f"⟦{said}⟧"
    first = start - text.rfind("\n", 0, start) - 1
    width = max(len(lines[0]) + first, *(len(line) for line in lines[1:]))
    margin = re.match(r"[ \t>%#|*]*", lines[1])
    return f"⟦{said} ¦{width}¦{margin[0] if margin else ''}⟧"


def pairs(folder: Path) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Family and name, text and answer of the pasted lists in a folder."""
    *_, pasted = formats.known_formats()
    for answer in sorted(folder.rglob("*.expected.json")):
        name = answer.name.removesuffix(".expected.json")
        source = next(path for path in sorted(answer.parent.glob(f"{name}.*")) if path != answer)
        text = decode.normalise(decode.characters(source.read_bytes(), source.name, Report()))
        if next(formats.recognised(text[: formats.HEAD])).parser == pasted.parser and "⟦" not in text:
            yield f"{answer.parent.name} {name}", text, json.loads(answer.read_text(encoding="utf-8"))


def quoting(texts: Sequence[str], shared: Path) -> set[int]:
    """The places of the texts that quote an abstract of the material, of which none may stand in this repository."""
    places = defaultdict(set)
    for place, text in enumerate(texts):
        for phrase in _phrases(text):
            places[phrase].add(place)
    return {place for said in _abstracts(shared) for phrase in _phrases(said) for place in places.get(phrase, ())}


def _phrases(text: str) -> Iterator[str]:
    words = re.sub(r"⟦[^⟧]*⟧|\W", " ", text.lower()).split()
    return (" ".join(words[at : at + _QUOTED]) for at in range(len(words) - _QUOTED + 1))


def _abstracts(shared: Path) -> Iterator[str]:
    """What the material says of papers, at length: whole files, as phrases are looked for in them."""
    for folder in ("hf/api", "acl", "arxiv"):
        for path in sorted((shared / "data" / folder).rglob("*")):
            if path.suffix in (".gz", ".json", ".jsonl", ".abs", ".xml", ".txt"):
                content = path.read_bytes()
                text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode("utf-8", "replace")
                yield _VENUE.sub("", text.replace("\\n", " ").replace('\\"', " "))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--shared", type=Path, default=Path("../shared"))
    arguments.add_argument("folders", type=Path, nargs="+")
    chosen = arguments.parse_args()
    named = [(name, slotted(text, answer)) for folder in chosen.folders for name, text, answer in pairs(folder)]
    lists = [(name, *made) for name, made in named if made and not re.search(r"^=== ", made[0], re.MULTILINE)]
    left_out = quoting([text for _, text, _ in lists], chosen.shared)
    for place, (name, text, said) in enumerate(lists):
        if place not in left_out:
            print(f"=== {name}", json.dumps(said, ensure_ascii=False), text.rstrip("\n"), sep="\n")


if __name__ == "__main__":
    main()
