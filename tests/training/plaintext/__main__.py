"""Trains the labeller of pasted text and writes its weights: `python -m tests.training.plaintext`.

The second of its two fields learns from what the first says of lists that it has not seen: of each half of the lists,
what one that was trained with the other half says.

Needs the `dev` extra (python-crfsuite) and the material in `../shared`; takes half an hour on two cores, and gives the
same weights each time. Those that are shipped are what it gives at commit dcb06ad1, byte for byte. Since then a few
kinds of lines are cut otherwise; weights of now read as many of the lists that nobody has seen, but not all of the usual
layouts that are tests.

With `--leave-one-out` no weights are written: for each family of `paste-styles` in turn it trains without the files of
the family, and shows what is then read of them.
"""

from __future__ import annotations

import argparse
import json
import re
import textwrap
import time
import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from random import Random
from sys import intern
from tempfile import TemporaryDirectory
from typing import Any

import pycrfsuite
from msgspec import Struct, structs

from sitegen.ingest.plaintext.chunks import chunks
from sitegen.ingest.plaintext.labels import labeller
from sitegen.ingest.plaintext.labels.features import Description, describe
from sitegen.ingest.plaintext.labels.regularities import regularities
from sitegen.ingest.plaintext.lines import lines
from sitegen.ingest.plaintext.lines.unwrap import numbered_lines
from sitegen.ingest.read.html import is_html
from tests.training.plaintext import lists, unseen
from tests.training.plaintext.align import labels
from tests.training.plaintext.facts import copies, expectation
from tests.training.plaintext.families import FAMILIES
from tests.training.plaintext.papers import Paper, common_words, load
from tests.training.plaintext.templates import Template, invented, noisy, written
from tests.training.plaintext.templates import load as load_templates
from tests.training.plaintext.weights import packed

_WEIGHTS = Path(__file__).resolve().parents[3] / "sitegen" / "ingest" / "plaintext" / "labels" / "weights.bin"
_WORDS = _WEIGHTS.parent.with_name("common_words.txt")
_FILLINGS, _SEED_OF_LISTS = 4, 11
"""How often each list of `styles/lists` is filled with other papers."""
_SHARE_OF_SHORT = 0.3
"""Of these, those that keep no more than two papers."""
_SHARE_OF_TEMPLATES = 0.6
_SHARE_OF_NOISE = 0.35
_WEIGHT_OF_REAL = 16
"""How many made lists a list counts for that somebody pasted."""
_SHARE_OF_OTHER_FIELDS = 0.2
"""Of the filled lists, those whose papers are all of other fields than computer science or in other languages."""
_SHARE_WITHOUT_WORDS = 0.25
"""Of the lists, those of which only the looks are learned, so that nothing depends on words alone."""
_SHARE_OF_UNKNOWN_LANGUAGES = 0.35
"""Of the pasted lists, those whose menus, buttons and remarks nobody can read."""
_STYLES = re.compile(r"(\*\*|\*)(\s*)\1")
"""Marks that are not learned from: what is bold on a page is a matter of its theme, and parts chunks in any case."""
_FEWEST = 3
"""Papers of such a list: what little is in a smaller one is told by its words."""
_WORDS_OF_FEATURES = ("w0=", "w01=", "w-1=", "t=", "-1t=", "+1w0", "w=", "p=")
_NAMES = ("s1", "xGen", "mPLUG-2", "vLLM-X", "iFormer", "nanoGrad", "t0-mini", "π0", "eagle", "bge-m4", "2.5 Years")
"""Titles may begin in lower case."""
_ITERATIONS_OF_HALVES = 60


class Example(Struct):
    """A list to learn from."""

    described: Description
    features: list[list[str]]
    """Of each of its chunks, as are the labels."""
    labels: list[str]
    is_whole: bool
    """Whether each of its chunks holds one field."""
    family: str = ""
    """That of `paste-styles`, if it is one of those."""
    half: int = 0
    """Of which half of the lists it is; what is filled from one list is of one."""


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--shared", type=Path, default=Path("../shared"))
    arguments.add_argument("--documents", type=int, default=14_000)
    arguments.add_argument("--iterations", type=int, default=110)
    arguments.add_argument("--leave-one-out", action="store_true")
    arguments.add_argument("--out", type=Path, default=_WEIGHTS)
    chosen = arguments.parse_args()
    started = time.monotonic()

    def say(done: str) -> None:
        print(f"{time.monotonic() - started:.0f} s: {done}", flush=True)

    groups = {family: group for group, family in enumerate(["", *unseen.families(chosen.shared)])}
    gathered = list(examples(chosen.shared, chosen.documents))
    say(f"{len(gathered):,} lists")
    first = trainer(((it.features, it.labels, groups[it.family]) for it in gathered), chosen.iterations)
    with TemporaryDirectory() as folder:
        # beside what the second needs, which takes as long
        weights = Path(folder) / "weights"
        learning = get_context("fork").Process(target=_learn, args=(first, weights))
        if not chosen.leave_one_out:
            learning.start()
        second = trainer(_second_rows(gathered, groups), chosen.iterations)
        say("what the others say of each half is known")
        if chosen.leave_one_out:
            for family, group in groups.items():
                if family:
                    unseen.show(chosen.shared, {family: trained(first, group) + trained(second, group)})
        else:
            last = trained(second)
            learning.join()
            chosen.out.write_bytes(weights.read_bytes() + last)
            say(f"{chosen.out.stat().st_size:,} bytes of weights")


def _second_rows(
    gathered: Sequence[Example], groups: dict[str, int]
) -> Iterator[tuple[list[list[str]], list[str], int]]:
    """The lists with what one that has learned the other half of them says of each."""
    halves = []
    for half in (0, 1):
        others = ((it.features, it.labels, 0) for it in gathered if it.half != half)
        halves.append(labeller.model(zlib.decompress(trained(trainer(others, _ITERATIONS_OF_HALVES)))))
    for it in gathered:
        yield _with_regularities(it, halves[it.half]), it.labels, groups[it.family]


def _learn(trainer: pycrfsuite.Trainer, out: Path) -> None:
    out.write_bytes(trained(trainer))


def trainer(rows: Iterable[tuple[list[list[str]], list[str], int]], iterations: int) -> pycrfsuite.Trainer:
    """A trainer that knows lists by features, labels and group."""
    made = pycrfsuite.Trainer(verbose=False)
    for features, names, group in rows:
        made.append(features, names, group)
    made.select("lbfgs")
    made.set_params({"c2": 2.5, "max_iterations": iterations, "feature.minfreq": 3})
    return made


def trained(trainer: pycrfsuite.Trainer, left_out: int = -1) -> bytes:
    """Weights of all lists apart from those of a group."""
    with TemporaryDirectory() as folder:
        model = str(Path(folder) / "model")
        trainer.train(model, left_out)
        return packed(model)


def _with_regularities(example: Example, weights: labeller.Model) -> list[list[str]]:
    """The features of a list with what a model says of it that has not seen it."""
    (sums,) = labeller.scores(example.features, weights)
    odds, taken = labeller.marginals(sums, weights.transition), labeller.viterbi(sums, weights.transition)
    told = regularities(example.described, weights.labels, odds, taken)
    return [features + more for features, more in zip(example.features, told, strict=True)]


def examples(shared: Path, count: int) -> Iterator[Example]:
    """Made and real lists with their labels, of which each has chunks."""
    papers, templates = load(shared), load_templates()
    _WORDS.write_text("\n".join(textwrap.wrap(" ".join(common_words(papers)), 118)) + "\n", encoding="utf-8")
    random = Random(6)
    for it in chain(_made(papers, templates, count), _filled(papers), _pasted(shared)):
        is_wordless = random.random() < _SHARE_WITHOUT_WORDS
        # the same words are one string in all lists
        features = [[*map(intern, _wordless(names) if is_wordless else names)] for names in it.features]
        if features:
            yield structs.replace(it, features=features)


def _made(papers: list[Paper], templates: list[Template], count: int) -> Iterator[Example]:
    for seed in range(count):
        it = example(*made(papers, templates, seed), half=seed % 2)
        if it.is_whole:
            yield it


def _filled(papers: list[Paper]) -> Iterator[Example]:
    random = Random(_SEED_OF_LISTS)
    others = [paper for paper in papers if paper.is_of_other_field]
    for number, listed in list(enumerate(lists.load())) * _FILLINGS:
        if random.random() < _SHARE_OF_SHORT:
            listed = lists.shortened(listed, random.randint(1, 2))
        pool = others if random.random() < _SHARE_OF_OTHER_FIELDS else papers
        chosen = copies(random.choices(pool, k=len(listed.said["papers"])))
        vary(random, chosen)
        if random.random() < _SHARE_OF_UNKNOWN_LANGUAGES and len(chosen) >= _FEWEST:
            listed = lists.in_unknown_language(random, listed)
        it = example(*lists.filled(random, listed, chosen), half=number % 2)
        if it.is_whole:
            yield it


def _pasted(shared: Path) -> Iterator[Example]:
    for folder in ("pasted", "paste-styles"):
        for number, answer in enumerate(sorted((shared / "data" / folder).glob("*/*.expected.json"))):
            family = answer.parent.name if folder == "paste-styles" else ""
            yield from [example(*real(answer), family, number % 2)] * _WEIGHT_OF_REAL


def _unstyled(line: str) -> str:
    """A line of a page without the marks of bold words, and of italics next to each other.

    >>> _unstyled("- **Slow Clocks**, *Ann* *Lee*")
    '- Slow Clocks, *Ann Lee*'
    """
    return re.sub(" {2,}", " ", _STYLES.sub(r"\2", line)).strip(" ") if _STYLES.search(line) else line


def _wordless(features: list[str]) -> list[str]:
    return [name for name in features if not name.startswith(_WORDS_OF_FEATURES)]


def made(papers: list[Paper], templates: list[Template], seed: int) -> tuple[str, dict[str, Any]]:
    random = Random(seed)
    chosen = copies(random.sample(papers, random.randint(1, random.choice((3, 3, 5, 5, 8, 8, 14, 30)))))
    vary(random, chosen)
    if random.random() < 0.15:
        for paper in random.sample(chosen, 1 + len(chosen) // 6):
            paper.abstract = ""
    if random.random() < 0.35:
        for paper in chosen:
            paper.authors = paper.authors[: random.randint(1, 3)]
    day = date(2023, 1, 1) + timedelta(random.randint(0, 1300))
    if random.random() < _SHARE_OF_TEMPLATES:
        (template,) = random.choices(templates, [template.weight for template in templates])
        if template.is_of_one:
            del chosen[1:]
        text = written(template, random, chosen, day)
    else:
        text = random.choice(FAMILIES)(random, chosen, day)
    if random.random() < _SHARE_OF_NOISE:
        text = noisy(random, day, text)
    return text, expectation(chosen, day)


def vary(random: Random, papers: Sequence[Paper]) -> None:
    """Gives the papers of some lists titles that are shorter, of no field of research, or begin in lower case."""
    if random.random() < 0.2:
        for paper in papers:
            paper.title = short_title(random, paper.title)
    if random.random() < 0.3:
        for paper in papers:
            invented(random, paper)
    if random.random() < 0.15:
        papers[0].title = f"{random.choice(_NAMES)}: {papers[0].title.partition(': ')[2] or papers[0].title}"


def short_title(random: Random, title: str) -> str:
    """A title of a few words, as old papers and some new ones have."""
    if random.random() < 0.05:
        return random.choice(("1984", "42", "2001", "Attention", "GPT-4", "H2O", title.split()[0].strip(",:;.")))
    words = title.partition(":")[0].split() if random.random() < 0.5 else title.rpartition(":")[2].split()
    words = words[: random.randint(1, 5)]
    short = " ".join(words).strip(",;:- ")
    return short if len(short) > 2 else title


def real(answer: Path) -> tuple[str, dict[str, Any]]:
    expected = json.loads(answer.read_text(encoding="utf-8"))
    for paper in expected["papers"]:
        paper.setdefault("votes", paper.get("upvotes"))
    expected.setdefault("curator", "AK and the research community")
    source = next(
        path
        for path in sorted(answer.parent.glob(answer.name.removesuffix("expected.json") + "*"))
        if path.suffix != ".json"
    )
    from sitegen.diagnostics import Report
    from sitegen.text import decode

    return decode.normalise(decode.characters(source.read_bytes(), source.name, Report())), expected


def example(text: str, expected: dict[str, Any], family: str = "", half: int = 0) -> Example:
    """A list to learn from."""
    numbered = numbered_lines(text)
    if is_html(text):
        numbered = [(number, _unstyled(line)) for number, line in numbered]
    found = lines(numbered)
    pieces = chunks(found)
    names, is_whole = labels(found, pieces, expected)
    described = describe(found, pieces)
    return Example(described, list(described.features()), names, is_whole, family, half)


if __name__ == "__main__":
    main()
