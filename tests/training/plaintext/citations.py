"""Trains the labeller of words in citations and writes its weights: `python -m tests.training.plaintext.citations`.

It learns from lists of publications in made-up forms (`publications`), bibliographies in citation styles
(`references`), and the lists in `styles/lists` and `styles/publications`, filled with papers. The latter have the
layouts of real pages and invented words. It takes five minutes and gives the same weights each time.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pycrfsuite

from sitegen.ingest.plaintext.chunks import chunks
from sitegen.ingest.plaintext.labels import cited_lines, cited_words
from sitegen.ingest.plaintext.labels.cited_words import Word
from sitegen.ingest.plaintext.lines import lines
from sitegen.ingest.plaintext.lines.unwrap import numbered_lines
from tests.training.plaintext import lists
from tests.training.plaintext.__main__ import vary
from tests.training.plaintext.align import fold
from tests.training.plaintext.facts import copies, expectation
from tests.training.plaintext.papers import load
from tests.training.plaintext.publications import publications
from tests.training.plaintext.references import bibliography
from tests.training.plaintext.weights import packed

WEIGHTS = Path(__file__).resolve().parents[3] / "sitegen" / "ingest" / "plaintext" / "labels" / "citation_weights.bin"
_LISTS = sorted((Path(__file__).parent / "styles" / "publications").glob("*.txt"))
_FILLINGS = 6
"""How often each list of these is filled with papers."""
_SMALL = 0.02
"""Smaller weights are left out."""
_SHARE_WITHOUT_WORDS = 0.3
"""Of the lists, those of which only the looks of words are learned."""
_SHARE_OF_OTHERS, _SHARE_OF_OTHERS_IN_FILES = 0.25, 0.5
"""Of the lines that have no title, those that are learned from."""
_WORDS = re.compile(r"(?:[+-]?\d?)(?:w|s3)=")

Labelled = list[tuple[list[list[str]], list[str]]]


def labelled(text: str, expected: Mapping[str, Any], random: Random, share_of_others: float = 1.0) -> Labelled:
    """The lines of a list, with the features and the label of each word."""
    text_lines = lines(numbered_lines(text))
    rows = cited_words.cells(chunks(text_lines), text_lines)
    read = [cited_words.words_of(row) for row in rows]
    often = cited_words.counted(read)
    learned: Labelled = []
    papers = [(fold(paper.get("title", "")), _words_of_names(paper.get("authors", []))) for paper in expected["papers"]]
    for row, words in zip(rows, read, strict=True):
        whole = "".join(fold(word.text) for word in words)
        mine = [paper for paper in papers if paper[0] and paper[0] in whole]
        names = _labels(words, *mine[0]) if len(mine) == 1 else ["N"] * len(words)
        if names and (names[0] != "N" or random.random() < share_of_others):
            learned.append((cited_words.described(words, row, often, len(rows)), names))
    return learned


def _words_of_names(names: Sequence[str]) -> set[str]:
    return {fold(word) for name in names for word in re.split(r"[\s,.]+", name)} - {""}


def _labels(words: Sequence[Word], title: str, authors: set[str]) -> list[str] | None:
    """The label of each word of a line that has a title; None where that shares a word with something else."""
    folds = [fold(word.text) for word in words]
    span = _span(folds, title)
    if not span:
        return None
    start, end = span
    people = _people(words, folds, authors, start, end)
    names = ["O"] * start + ["T"] * (end - start) + ["V"] * (len(words) - end)
    if people:
        first, last = people
        is_ahead = first < start
        names[first:last] = ["A" if is_ahead else "a"] * (last - first)
        if is_ahead:
            names[last:start] = ["D"] * (start - last)
    elif authors:
        return None
    return names


def _span(folds: Sequence[str], title: str) -> tuple[int, int] | None:
    """Where words begin and end that are a title."""
    for start in range(len(folds)):
        whole = ""
        for end in range(start, len(folds)):
            whole += folds[end]
            if whole == title and folds[start]:
                return start, end + 1
            if not title.startswith(whole):
                break
    return None


def _people(
    words: Sequence[Word], folds: Sequence[str], authors: set[str], start: int, end: int
) -> tuple[int, int] | None:
    """Where the names stand in a line, beside its title."""
    best: tuple[int, int, int] = (0, 0, 0)
    for low, high in ((0, start), (end, len(words))):
        at = low
        while at < high:
            run = at
            while run < high and _is_named(words[run], folds[run], authors):
                run += 1
            first, last = at, run
            while first < last and not _is_of(words[first], folds[first], authors):
                first += 1
            while (
                last > first and not _is_of(words[last - 1], folds[last - 1], authors) and words[last - 1].kind != "al"
            ):
                last -= 1
            told = {folds[place] for place in range(first, last)} & authors
            count = sum(len(word) > 1 for word in told)
            if last > first and count > best[0]:
                best = (count, first, last)
            at = max(run, at + 1)
    wanted = sum(len(word) > 1 for word in authors)
    return (best[1], best[2]) if best[0] and best[0] >= min(2, wanted) and best[0] >= 0.4 * wanted else None


def _is_named(word: Word, folded: str, authors: set[str]) -> bool:
    """Whether a word is of a name or stands between names."""
    return word.kind in ("and", "al", "ini") or not folded or _is_of(word, folded, authors)


def _is_of(word: Word, folded: str, authors: set[str]) -> bool:
    """Whether a word is of an author's name."""
    if not folded or folded in authors:
        return bool(folded)
    parts = [fold(part) for part in re.split(r"[\s,.‐-]+", word.text)]
    parts = [part for part in parts if part]
    return all(part in authors for part in parts) or (word.kind == "ini" and any(part in authors for part in parts))


def examples(shared: Path, files: Sequence[Path], count: int, seed: int = 5) -> Iterator[tuple[int, Labelled]]:
    """The lines of many lists, each with the number of the file that it is from, 0 for all others."""
    papers = load(shared)
    random = Random(seed)
    for number in range(count):
        chosen = copies(random.choices(papers, k=random.randint(4, 14)))
        vary(random, chosen)
        day = date(random.randint(1995, 2026), random.randint(1, 12), random.randint(1, 28))
        text = bibliography(random, chosen, day) if number % 4 == 0 else publications(random, chosen)
        yield 0, labelled(text, expectation(chosen, day), random)
    for group, file in enumerate([None, *files]):
        for listed in lists.load() if file is None else parsed(file) * _FILLINGS:
            chosen = copies(random.choices(papers, k=len(listed.said["papers"])))
            vary(random, chosen)
            share = _SHARE_OF_OTHERS if file is None else _SHARE_OF_OTHERS_IN_FILES
            yield group, labelled(*lists.filled(random, listed, chosen), random, share)


def parsed(file: Path) -> list[lists.PastedList]:
    """The lists of a file that is written as `styles/lists` is."""
    pasted = []
    for text in re.split(r"^=== .*\n", file.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        said, _, body = text.partition("\n")
        pasted.append(lists.PastedList(body, json.loads(said)))
    return pasted


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--shared", type=Path, default=Path("../shared"))
    arguments.add_argument("--lists", type=Path, nargs="*", default=_LISTS)
    arguments.add_argument("--count", type=int, default=2000)
    arguments.add_argument("--iterations", type=int, default=150)
    arguments.add_argument("--minfreq", type=int, default=5)
    arguments.add_argument("--c2", type=float, default=1.0)
    arguments.add_argument("--leave-one-out", action="store_true")
    arguments.add_argument("--out", type=Path, default=WEIGHTS)
    chosen = arguments.parse_args()
    started = time.monotonic()
    trainer = pycrfsuite.Trainer(verbose=False)
    random = Random(3)
    count = 0
    for group, made in examples(chosen.shared, chosen.lists, chosen.count):
        is_wordless = random.random() < _SHARE_WITHOUT_WORDS
        for features, names in made:
            count += 1
            rows = [[name for name in row if not _WORDS.match(name)] for row in features] if is_wordless else features
            trainer.append(rows, names, group)
    print(f"{time.monotonic() - started:.0f} s: {count:,} lines", flush=True)
    trainer.select("lbfgs")
    trainer.set_params({"c2": chosen.c2, "max_iterations": chosen.iterations, "feature.minfreq": chosen.minfreq})
    for left_out in (-1, *(range(1, len(chosen.lists) + 1) if chosen.leave_one_out else ())):
        out = chosen.out if left_out < 0 else chosen.out.with_suffix(f".{left_out}")
        with TemporaryDirectory() as folder:
            model = str(Path(folder) / "model")
            trainer.train(model, left_out)
            out.write_bytes(packed(model, _SMALL, cited_lines.STEP))
        print(f"{time.monotonic() - started:.0f} s: {out} {out.stat().st_size:,} bytes of weights", flush=True)


if __name__ == "__main__":
    main()
