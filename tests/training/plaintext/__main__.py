"""Trains the labeller of pasted text and writes its weights: `python -m tests.training.plaintext`.

Needs the `dev` extra (python-crfsuite) and the material in `../shared`; takes some minutes on one core, and gives
the same weights each time. With `--leave-one-out` no weights are written: for each family of `paste-styles` in turn it
trains without the files of the family, and shows what is then read of them.
"""

from __future__ import annotations

import argparse
import json
import re
import textwrap
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pycrfsuite

from sitegen.ingest.plaintext.chunks import chunks
from sitegen.ingest.plaintext.features import describe
from sitegen.ingest.plaintext.lines import lines
from sitegen.ingest.plaintext.unwrap import numbered_lines
from sitegen.ingest.read.html import is_html
from tests.training.plaintext import lists, unseen
from tests.training.plaintext.align import labels
from tests.training.plaintext.facts import copies, expectation
from tests.training.plaintext.families import FAMILIES
from tests.training.plaintext.papers import Paper, common_words, load
from tests.training.plaintext.templates import Template, invented, noisy, written
from tests.training.plaintext.templates import load as load_templates
from tests.training.plaintext.weights import packed

_WEIGHTS = Path(__file__).resolve().parents[3] / "sitegen" / "ingest" / "plaintext" / "weights.bin"
_WORDS = _WEIGHTS.with_name("common_words.txt")
_FILLINGS, _SEED_OF_LISTS = 5, 11
"""How often each list of `styles/lists` is filled with other papers."""
_SHARE_OF_TEMPLATES = 0.6
_SHARE_OF_NOISE = 0.35
_WEIGHT_OF_REAL = 16
"""How many made lists a list counts for that somebody pasted."""
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
Example = tuple[list[list[str]], list[str], str]
"""Features and labels of a list's chunks, and its family if it is one of `paste-styles`."""


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--shared", type=Path, default=Path("../shared"))
    arguments.add_argument("--documents", type=int, default=12_000)
    arguments.add_argument("--iterations", type=int, default=90)
    arguments.add_argument("--leave-one-out", action="store_true")
    arguments.add_argument("--out", type=Path, default=_WEIGHTS)
    chosen = arguments.parse_args()
    trainer = pycrfsuite.Trainer(verbose=False)
    started = time.monotonic()
    random = Random(6)
    families = unseen.families(chosen.shared)
    groups = {"": 0} | {family: group for group, family in enumerate(families, 1)}
    for features, names, family in examples(chosen.shared, chosen.documents):
        is_wordless = random.random() < _SHARE_WITHOUT_WORDS
        trainer.append([*map(_wordless, features)] if is_wordless else features, names, groups[family])
    print(f"{time.monotonic() - started:.0f} s for the features")
    trainer.select("lbfgs")
    trainer.set_params({"c2": 2.5, "max_iterations": chosen.iterations, "feature.minfreq": 3})
    if chosen.leave_one_out:
        unseen.show(chosen.shared, {family: trained(trainer, groups[family]) for family in families})
    else:
        chosen.out.write_bytes(trained(trainer))
        print(f"{time.monotonic() - started:.0f} s in all, {chosen.out.stat().st_size:,} bytes of weights")


def trained(trainer: pycrfsuite.Trainer, left_out: int = -1) -> bytes:
    """Weights of all lists apart from those of a group."""
    with TemporaryDirectory() as folder:
        model = str(Path(folder) / "model")
        trainer.train(model, left_out)
        return packed(model)


def examples(shared: Path, count: int) -> Iterator[Example]:
    """Made and real lists with their labels."""
    papers, templates = load(shared), load_templates()
    _WORDS.write_text("\n".join(textwrap.wrap(" ".join(common_words(papers)), 118)) + "\n", encoding="utf-8")
    for seed in range(count):
        shown, is_whole = example(*made(papers, templates, seed))
        if is_whole:
            yield shown
    random = Random(_SEED_OF_LISTS)
    for listed in lists.load() * _FILLINGS:
        chosen = copies(random.choices(papers, k=len(listed.said["papers"])))
        vary(random, chosen)
        if random.random() < _SHARE_OF_UNKNOWN_LANGUAGES and len(chosen) >= _FEWEST:
            listed = lists.in_unknown_language(random, listed)
        shown, is_whole = example(*lists.filled(random, listed, chosen))
        if is_whole:
            yield shown
    for answer in sorted((shared / "data" / "pasted").glob("*/*.expected.json")):
        yield from [example(*real(answer))[0]] * _WEIGHT_OF_REAL
    for answer in sorted((shared / "data" / "paste-styles").glob("*/*.expected.json")):
        yield from [example(*real(answer), answer.parent.name)[0]] * _WEIGHT_OF_REAL


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


def example(text: str, expected: dict[str, Any], family: str = "") -> tuple[Example, bool]:
    """A list to learn from, and whether each of its chunks holds one field."""
    numbered = numbered_lines(text)
    if is_html(text):
        numbered = [(number, _unstyled(line)) for number, line in numbered]
    found = lines(numbered)
    pieces = chunks(found)
    names, is_whole = labels(found, pieces, expected)
    return (list(describe(found, pieces).features()), names, family), is_whole


if __name__ == "__main__":
    main()
