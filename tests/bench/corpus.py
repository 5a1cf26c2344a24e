"""Papers and queries to measure search with: real abstracts, judged questions, and known items of a fixed seed."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from msgspec import Struct

from sitegen.model import Author, Catalog, Facts, Paper
from sitegen.text.tokens import STOP_WORDS

SEED = 2025
EACH = 400
"""Known-item queries of each kind."""
REALISTIC = """
neural machine translation|question answering|bert|large language models|sentiment analysis|named entity recognition
low-resource languages|dependency parsing|word embeddings|text summarization|hate speech detection|dialogue systems
knowledge graph|transformer|attention mechanism|few-shot learning|chain of thought prompting|instruction tuning
retrieval augmented generation|hallucination|coreference resolution|semantic parsing|speech recognition
bias in language models|multilingual pretraining|cross-lingual transfer|relation extraction|event extraction
fake news detection|code generation|image captioning|visual question answering|grammatical error correction
text simplification|machine reading comprehension|topic model|word sense disambiguation|morphological analysis
part of speech tagging|statistical machine translation phrase based|treebank|annotation guidelines
corpus of spoken dialogue|discourse relations|argument mining|metaphor detection|emotion recognition
document classification|paraphrase generation|data augmentation|contrastive learning sentence embeddings|prompt tuning
adapters|model compression|knowledge distillation|quantization|evaluation metrics for generation|human evaluation
interpretability probing|tokenization|subword segmentation|zipf|historical linguistics|sign language|clinical notes
legal text|biomedical literature|manning|social media|twitter|wordnet|lexical semantics|survey
constituency grammar induction|long documents|reinforcement learning
"""


class KnownItem(Struct, frozen=True):
    """A query made of one paper, which should be found by it."""

    query: str
    paper: str


def rows(path: Path, limit: int = 0) -> Iterator[dict[str, Any]]:
    """Papers of a file of JSON lines, compressed or not."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            row = json.loads(line)
            row["id"] = str(row["id"]).lower().replace(".", "-")
            yield row
            if number == limit:
                return


def catalog(path: Path, limit: int = 0) -> Catalog:
    """The papers of a file as the search room gets them."""
    papers = {}
    for row in rows(path, limit):
        authors = tuple(map(Author, row.get("authors") or ()))
        date = row.get("date") or str(row.get("year") or "")
        facts = Facts(title=row["title"], authors=authors, published=date)
        papers[row["id"]] = Paper(id=row["id"], facts=facts, plain=row["abstract"])
    return Catalog(papers=papers)


def realistic() -> list[str]:
    """What readers of such a site would ask."""
    return [query for line in REALISTIC.split("\n") for query in line.split("|") if query]


def known_items(path: Path) -> dict[str, list[KnownItem]]:
    """Queries of words of a title, of an abstract, and of a title with one typing error, and of few of these."""
    dice = random.Random(SEED)
    papers = list(rows(path))
    titles = Counter(row["title"].lower() for row in papers)
    papers = [row for row in papers if titles[row["title"].lower()] == 1]
    found: dict[str, list[KnownItem]] = {}
    kinds: dict[str, Callable[[Any, random.Random], str]] = {
        "title words": _title,
        "abstract words": _abstract,
        "one typo": _mistyped,
        "two title words": partial(_few, field="title", count=2),
        "three title words": partial(_few, field="title", count=3),
        "four abstract words": partial(_few, field="abstract", count=4),
        "first letter": _mistyped_first,
        "one mistyped word": _mistyped_alone,
    }
    for kind, make in kinds.items():
        dice.shuffle(papers)
        made = ((make(row, dice), row["id"]) for row in papers)
        found[kind] = [KnownItem(*item) for item, _ in zip((one for one in made if one[0]), range(EACH), strict=False)]
    return found


def _words(text: str) -> list[str]:
    words = re.findall(r"[A-Za-z][A-Za-z0-9]+", text)
    return [word for word in words if len(word) > 2 and word.lower() not in STOP_WORDS]


def _title(row: dict[str, Any], dice: random.Random) -> str:
    words = _words(row["title"])
    if len(words) < 4:
        return ""
    places = sorted(dice.sample(range(len(words)), min(len(words), dice.randint(4, 6))))
    return " ".join(words[place] for place in places)


def _abstract(row: dict[str, Any], dice: random.Random) -> str:
    words = list(dict.fromkeys(_words(row["abstract"])))
    return " ".join(dice.sample(words, dice.randint(5, 8))) if len(words) >= 20 else ""


def _few(row: dict[str, Any], dice: random.Random, *, field: str, count: int) -> str:
    words = list(dict.fromkeys(_words(row[field])))
    return " ".join(dice.sample(words, count)) if len(words) >= 2 * count - 1 else ""


def _mistyped(row: dict[str, Any], dice: random.Random) -> str:
    words = _title(row, dice).split()
    long = [place for place, word in enumerate(words) if len(word) >= 5]
    if not long:
        return ""
    place = dice.choice(long)
    words[place] = mistyped(words[place], dice.randrange(len(words[place]) - 1), dice)
    return " ".join(words)


def _mistyped_first(row: dict[str, Any], dice: random.Random) -> str:
    words = _title(row, dice).split()
    long = [place for place, word in enumerate(words) if len(word) >= 5]
    if not long:
        return ""
    place = dice.choice(long)
    words[place] = mistyped(words[place], 0, dice)
    return " ".join(words)


def _mistyped_alone(row: dict[str, Any], dice: random.Random) -> str:
    """The longest word of a title, which is often the rarest, with an error in it."""
    word = max(_words(row["title"]), key=len, default="")
    return mistyped(word, dice.randrange(1, len(word) - 1), dice) if len(word) >= 8 else ""


def mistyped(word: str, at: int, dice: random.Random) -> str:
    """A word with one typing error: a letter too few, too many, or wrong, or two swapped."""
    letter = dice.choice("abcdefghijklmnopqrstuvwxyz")
    return dice.choice(
        [
            word[:at] + word[at + 1 :],
            word[:at] + letter + word[at:],
            word[:at] + letter + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        ]
    )
