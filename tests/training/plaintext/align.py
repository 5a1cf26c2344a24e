"""Which chunk of a text holds what, told from the papers that the text is known to list."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sitegen.ingest.plaintext.chunks import Chunk
from sitegen.ingest.plaintext.lines.layout import Line
from sitegen.ingest.plaintext.papers.days import day_in
from sitegen.ingest.plaintext.papers.facts import count
from sitegen.ingest.plaintext.words import field
from sitegen.ingest.values.people import OTHERS

_FAR = 24
"""Chunks above the first title that may say something of it."""
_START = 40
"""Characters by which an abstract is known."""
_AROUND = " \t,.:;()[]（）"
_BY = re.compile(r"(?:by|von|par|por|di)\s+", re.IGNORECASE)
_PLACE = re.compile(r"(?<=\w) \([^()]*\)")
_WHEN = re.compile(
    r",?\s+(?:am|el|em|il|le|on)\s+(?=[\w ./:-]{4,45}$)[^,;]*\d[^,;]*$"
    r"|\s+(?:(?:um|at|à|às|a las|alle|om|kl\.?)\s+\d{1,2}[:.h]\d\d\b|in\s+#\w).*$"
)
"""`by Ann Lee on 13 Mar 2025`, `par Ann Lee, le jeudi 13 mars`, `von Ann Lee um 09:37`, `by Ann Lee in #clocks`."""
"""Where somebody works: `Ann Lee (Example University)`."""
_TEX = re.compile(r"\\(?:[a-zA-Z]+\*?|.)")


def fold(text: str) -> str:
    text = _TEX.sub(lambda mark: mark[0][1:], text)
    text = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return re.sub(r"[\W_]+", "", text).casefold()


def labels(lines: Sequence[Line], chunks: Sequence[Chunk], expected: Mapping[str, Any]) -> tuple[list[str], bool]:
    """The label of each chunk, `O` for what is nothing of a paper's, and whether the chunks hold one field each.

    Where a title and its authors are one chunk, no label is right: such a list teaches that its titles are none.
    """
    alignment = _Alignment(lines, chunks, expected)
    return alignment.labels(), alignment.is_whole


class _Alignment:
    def __init__(self, lines: Sequence[Line], chunks: Sequence[Chunk], expected: Mapping[str, Any]) -> None:
        self.lines, self.chunks, self.expected = lines, chunks, expected
        self.folds = [fold(chunk.text) for chunk in chunks]
        self.starts: list[int] = []
        at = 0
        for text in self.folds:
            self.starts.append(at)
            at += len(text)
        self.whole = "".join(self.folds)
        self.made = ["O"] * len(chunks)
        self.is_whole = True

    def labels(self) -> list[str]:
        papers = self.expected["papers"]
        titles: list[int] = []
        cursor = 0
        for paper in papers:
            cursor = self._title(paper, cursor)
            titles.append(cursor)
        for place, paper in enumerate(papers):
            for text in [paper.get("abstract", ""), *paper.get("abstract_also", [])]:
                if text and self._abstract(fold(text), titles[place]):
                    break
            else:
                self.is_whole &= not paper.get("abstract") or fold(paper["abstract"])[:_START] not in self.whole
        for place, paper in enumerate(papers):
            low = titles[place - 1] if place else 0
            high = titles[place + 1] if place + 1 < len(papers) else len(self.chunks)
            self._facts(paper, titles[place], min(low, high), max(high, titles[place]))
        self._days()
        for place in range(1, len(self.chunks)):
            if self.made[place] in "OA" and field(self.chunks[place - 1].text) == "submitter":
                self.made[place] = "M"
        return self.made

    def _run(self, at: int, size: int) -> range:
        first = bisect_left(self.starts, at + 1) - 1
        while first + 1 < len(self.starts) and self.starts[first + 1] <= at and not self.folds[first]:
            first += 1
        last = bisect_left(self.starts, at + size) - 1
        return range(first, last + 1)

    def _found(self, text: str, start: int = 0) -> Iterator[range]:
        at = self.whole.find(text, start)
        while text and at >= 0:
            yield self._run(at, len(text))
            at = self.whole.find(text, at + len(text))

    def _title(self, paper: Mapping[str, Any], cursor: int) -> int:
        title = fold(paper.get("title", ""))
        if not title:
            return self._identifier(paper, cursor)
        best = -1
        for run in self._found(title):
            size = sum(len(self.folds[place]) for place in run)
            inside = len(self.folds[run[0]]) - len(title) if len(run) == 1 else size - len(title)
            if inside > max(6, 0.25 * len(title)) or any(self.made[place] in "TtS" for place in run):
                continue
            if len(title) < 12 and inside > 1:
                continue
            is_first = True
            for place in run:
                if self.folds[place] or len(run) == 1:
                    self.made[place] = "T" if is_first else "t"
                    is_first = False
            if best < cursor or best < 0:
                best = run[0]
        self.is_whole &= best >= 0
        return best if best >= 0 else cursor

    def _identifier(self, paper: Mapping[str, Any], cursor: int) -> int:
        for place, chunk in enumerate(self.chunks):
            if (
                place >= cursor
                and self.made[place] == "O"
                and any(
                    one and one in (chunk.url or chunk.text)
                    for one in (paper.get("arxiv"), paper.get("doi"), *paper.get("links", []))
                )
            ):
                self.made[place] = "J"
                return place
        return cursor

    def _abstract(self, text: str, title: int) -> bool:
        at = self.starts[title] if title < len(self.starts) else 0
        run = next(self._found(text, at), None) or next(self._found(text), None)
        if run is None and len(text) > 120:
            first, last = self.whole.find(text[:60], at), self.whole.find(text[-60:], at)
            first = first if first >= 0 else self.whole.find(text[:60])
            last = last if last >= first else self.whole.find(text[-60:], max(first, 0))
            if 0 <= first < last < first + len(text) * 1.3 + 400:
                run = self._run(first, last + 60 - first)
        if run is None:
            return False
        for place in run:
            if self.made[place] == "O" and (not self.folds[place] or self.folds[place][:_START] in text):
                self.made[place] = "S"
        self.is_whole &= self.made[run[0]] == "S"
        return True

    def _facts(self, paper: Mapping[str, Any], title: int, low: int, high: int) -> None:
        names = [fold(name) for name in paper.get("authors", [])]
        tokens = {fold(word) for name in paper.get("authors", []) for word in re.split(r"[\s,.\-‐·]+", name)} - {""}
        near: dict[str, list[int]] = {}
        for place in range(max(low, title - _FAR), min(high + 12, len(self.chunks))):
            if self.made[place] != "O" or not (self.folds[place] or self.chunks[place].text.strip()):
                continue
            kind = self._kind(paper, place, names, tokens)
            if not kind and sum(len(name) > 3 and name in self.folds[place] for name in names) > 1:
                self.is_whole = False
            if kind:
                near.setdefault(kind, []).append(place)
        for kind, places in near.items():
            if kind in "NCMP":
                side = self.expected.get("before", "")
                allowed = [place for place in places if (place < title) == (kind in side)] or places
                self.made[min(allowed, key=lambda place: abs(place - title))] = kind
            else:
                for place in places:
                    self.made[place] = kind

    def _kind(self, paper: Mapping[str, Any], place: int, names: Sequence[str], tokens: set[str]) -> str:
        chunk, text = self.chunks[place], self.folds[place]
        url = chunk.url
        if url:
            doi = (paper.get("doi") or "").lower()
            shown = [one for one in (paper.get("arxiv"), *paper.get("links", [])) if one]
            if (doi and doi in url.lower()) or any(one.rstrip("/") in url for one in shown):
                return "L"
            if chunk.text == url:
                return ""
        is_submitter = bool(place) and "submitted" in self.chunks[place - 1].text.lower()
        if (
            paper.get("submitter")
            and text
            and (is_submitter or text.startswith("submittedby"))
            and text.endswith(fold(paper["submitter"]))
        ):
            return "M"
        bare = _BY.sub("", OTHERS.sub("", _PLACE.sub("", _WHEN.sub("", chunk.text)).strip(_AROUND)))
        known = [fold(word) for word in re.split(r"[\s,.;\-‐&*†、，；·•|/]+|\band\b|\bund\b|\bet\b|\by\b", bare)]
        known = [re.sub(r"\d+$", "", word) for word in known if word and not word.isdigit()]
        if (
            names
            and known
            and sum(word in tokens for word in known) >= 0.75 * len(known)
            and any(len(word) > 1 for word in known)
        ):
            return "A"
        for kind, key in (("V", "venue"), ("G", "organisation"), ("K", "categories")):
            value = paper.get(key)
            values = value if isinstance(value, list) else [value] if value else []
            if (
                values
                and text
                and any(
                    fold(one) == text
                    or (kind == "K" and fold(one) in text and len(text) < 60)
                    or (len(text) > 8 and text in fold(one))
                    for one in values
                )
            ):
                return kind
        is_none = re.fullmatch(r"\W*\d+[.):、]\W*", chunk.text) or OTHERS.search(chunk.text)
        number = None if is_none else re.search(r"(?<![\d.:/–-])\d[\d,.]*k?(?![\d:/–-])", chunk.text)
        if number and len(chunk.text) < 24 and not url and not day_in(chunk.text, "2025"):
            number_shown = count(number[0])
            if paper.get("votes") is not None and number_shown == paper["votes"]:
                return "N"
            if paper.get("comments") and number_shown == paper["comments"]:
                return "C"
        if (
            paper.get("submitter")
            and text
            and fold(paper["submitter"]) in (text, text.removeprefix("submittedby"), text.removeprefix("by"))
        ):
            return "M"
        if (
            paper.get("published")
            and len(chunk.text) < 36
            and (day := day_in(chunk.text, str(paper["published"])[:4]))
            and day.date == str(paper["published"])
        ):
            return "P"
        return ""

    def _days(self) -> None:
        wanted = {
            self.expected.get("date", ""),
            *self.expected.get("date_range", []),
            *(paper.get("date", "") for paper in self.expected["papers"]),
        } - {""}
        for place, chunk in enumerate(self.chunks):
            if self.made[place] != "O" or "s" in chunk.style:
                continue
            day = day_in(chunk.text, self.expected.get("date", "")) if len(chunk.text) < 120 else None
            if day and (day.date in wanted or (day.start and day.start in wanted)):
                self.made[place] = "D"
            elif self.expected.get("curator") and fold(self.expected["curator"]) == self.folds[place].removeprefix(
                "by"
            ):
                self.made[place] = "U"
