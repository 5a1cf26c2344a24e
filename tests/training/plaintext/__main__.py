"""Trains the labeller of pasted text and writes its weights: `python -m tests.training.plaintext`.

Needs the `dev` extra (python-crfsuite) and the material in `../shared`; takes some minutes on one core, and gives
the same weights each time. With `--without FAMILY` the files of one family of `paste-styles` are left out of training.
"""

from __future__ import annotations

import argparse
import json
import textwrap
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pycrfsuite

from sitegen.ingest.plaintext.chunks import chunks
from sitegen.ingest.plaintext.features import describe
from sitegen.ingest.plaintext.lines import lines
from sitegen.ingest.plaintext.unwrap import numbered_lines
from tests.training.plaintext.align import labels
from tests.training.plaintext.facts import copies, expectation
from tests.training.plaintext.families import FAMILIES
from tests.training.plaintext.papers import Paper, common_words, load
from tests.training.plaintext.templates import Template, invented, noisy, written
from tests.training.plaintext.templates import load as load_templates
from tests.training.plaintext.weights import export

_WEIGHTS = Path(__file__).resolve().parents[3] / "sitegen" / "ingest" / "plaintext" / "weights.bin"
_WORDS = _WEIGHTS.with_name("common_words.txt")
_SHARE_OF_TEMPLATES = 0.6
_SHARE_OF_NOISE = 0.35
_SHARE_WITHOUT_WORDS = 0.1
"""Of the lists, those of which only the looks are learned, so that nothing depends on words alone."""
_WORDS_OF_FEATURES = ("w0=", "w01=", "w-1=", "t=", "-1t=", "+1w0", "w=", "p=")
_NAMES = ("s1", "xGen", "mPLUG-2", "vLLM-X", "iFormer", "nanoGrad", "t0-mini", "π0", "eagle", "bge-m4", "2.5 Years")
"""Titles may begin in lower case."""
Example = tuple[list[list[str]], list[str]]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--shared", type=Path, default=Path("../shared"))
    arguments.add_argument("--documents", type=int, default=6000)
    arguments.add_argument("--iterations", type=int, default=100)
    arguments.add_argument("--without", default="", help="a family of paste-styles, or 'all'")
    arguments.add_argument("--out", type=Path, default=_WEIGHTS)
    chosen = arguments.parse_args()
    trainer = pycrfsuite.Trainer(verbose=False)
    started = time.monotonic()
    random = Random(5)
    for features, names in examples(chosen.shared, chosen.documents, chosen.without):
        is_wordless = random.random() < _SHARE_WITHOUT_WORDS
        trainer.append([*map(_wordless, features)] if is_wordless else features, names)
    print(f"{time.monotonic() - started:.0f} s for the features")
    trainer.select("lbfgs")
    trainer.set_params({"c2": 1.0, "max_iterations": chosen.iterations, "feature.minfreq": 3})
    model = chosen.out.with_suffix(".crfsuite")
    trainer.train(str(model))
    size = export(model, chosen.out)
    model.unlink()
    print(f"{time.monotonic() - started:.0f} s in all, {size:,} bytes of weights")


def examples(shared: Path, count: int, without: str = "") -> Iterator[Example]:
    """Made and real lists with their labels."""
    papers, templates = load(shared), load_templates()
    _WORDS.write_text("\n".join(textwrap.wrap(" ".join(common_words(papers)), 118)) + "\n", encoding="utf-8")
    for seed in range(count):
        text, expected = made(papers, templates, seed)
        yield example(text, expected)
    for answer in sorted((shared / "data" / "pasted").glob("*/*.expected.json")):
        yield example(*real(answer))
    for answer in sorted((shared / "data" / "paste-styles").glob("*/*.expected.json")):
        if without not in ("all", answer.parent.name):
            yield example(*real(answer))


def _wordless(features: list[str]) -> list[str]:
    return [name for name in features if not name.startswith(_WORDS_OF_FEATURES)]


def made(papers: list[Paper], templates: list[Template], seed: int) -> tuple[str, dict[str, Any]]:
    random = Random(seed)
    chosen = copies(random.sample(papers, random.randint(1, random.choice((3, 3, 5, 5, 8, 8, 14, 30)))))
    if random.random() < 0.2:
        for paper in chosen:
            paper.title = short_title(random, paper.title)
    if random.random() < 0.15:
        for paper in chosen:
            invented(random, paper)
    if random.random() < 0.15:
        chosen[0].title = f"{random.choice(_NAMES)}: {chosen[0].title.partition(': ')[2] or chosen[0].title}"
    if random.random() < 0.35:
        for paper in chosen:
            paper.authors = paper.authors[: random.randint(1, 3)]
    day = date(2023, 1, 1) + timedelta(random.randint(0, 1300))
    if random.random() < _SHARE_OF_TEMPLATES:
        (template,) = random.choices(templates, [template.weight for template in templates])
        text = written(template, random, chosen, day)
    else:
        text = random.choice(FAMILIES)(random, chosen, day)
    if random.random() < _SHARE_OF_NOISE:
        text = noisy(random, day, text)
    return text, expectation(chosen, day)


def short_title(random: Random, title: str) -> str:
    """A title of a few words, as old papers and some new ones have."""
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


def example(text: str, expected: dict[str, Any]) -> Example:
    found = lines(numbered_lines(text))
    pieces = chunks(found)
    return list(describe(found, pieces)), labels(found, pieces, expected)


if __name__ == "__main__":
    main()
