"""A paper's text as a row of normal words, in which phrases can be counted.

Words that say nothing of the subject, and punctuation, become the empty word: no phrase crosses them. Everything else
is folded to one form for all its spellings: case, plural, hyphens, British endings.
"""

from __future__ import annotations

import re

from sitegen.catalog.wordlists import GENERIC, STOP, VAGUE

BREAK = ""
TOKEN = re.compile(r"https?://\S+|\$[^$\n]{1,80}\$|[^\W_]+(?:[-‐‑'’][^\W_]+|\.\d+)*|[^\w\s]+")
CHUNK = re.compile(r"(?:\$[^$\n]{1,80}\$|\S)+")
"""What white space parts in a text with math: no token lies in two chunks."""
_HYPHENS = str.maketrans("", "", "-‐‑'’")
_MEASURE = re.compile(r"[\d.,%×x-]+(?:[kmbx%]|st|nd|rd|th)?")
_SINGULARS = {
    "analyses": "analysis",
    "bases": "basis",
    "corpora": "corpus",
    "criteria": "criterion",
    "data": "data",
    "heuristics": "heuristic",
    "hypotheses": "hypothesis",
    "indices": "index",
    "lenses": "lens",
    "matrices": "matrix",
    "metrics": "metric",
    "topics": "topic",
    "vertices": "vertex",
}
_NOT_PLURAL = ("ss", "us", "is", "ics", "series")
_ALIKE = frozenset({"series", "bias", "lens", "news", "atlas", "canvas", "pandas", "gas", "alias", "species", "always"})


def fold(token: str) -> str:
    """The normal word of a token, or `BREAK`."""
    if not token[0].isalnum() or token.startswith("http"):
        return BREAK
    lowered = token.lower().removesuffix("'s").removesuffix("’s")
    if lowered in STOP or lowered in GENERIC or _MEASURE.fullmatch(lowered):
        return BREAK
    word = normal(token)
    if lowered != token.lower() and word in VAGUE:
        # `the model's reasoning` is no kind of reasoning, while `Moore's law` is a law
        return BREAK
    if word in GENERIC or len(word) < 2 or (word.endswith("ly") and word not in _NOUNS_IN_LY):
        return BREAK
    return word


def normal(token: str) -> str:
    """A word without case, hyphens, plural and British endings."""
    letters = token.lower().replace("’", "'").removesuffix("'s").translate(_HYPHENS)
    if token[-1] == "s" and token[-2:-1].isupper():
        return letters[:-1]
    # capitals are an acronym's own: GPS is no plural
    return letters if token.isupper() else singular(letters)


def key(label: str) -> str:
    """What all ways to write a label have in common: `Vision-Language Models`, `vision language model`."""
    return "".join(normal(token) for token in TOKEN.findall(label) if token[0].isalnum())


_NOUNS_IN_LY = frozenset(
    {"anomaly", "assembly", "family", "supply", "polly", "butterfly", "homily", "italy", "monopoly"}
)


def singular(word: str) -> str:
    """The word without its plural, and with American endings, as far as spelling tells."""
    word = word.replace("isation", "ization").replace("odelling", "odeling").replace("abelling", "abeling")
    if word in _SINGULARS:
        return _SINGULARS[word]
    if len(word) < 4 or word[-1] != "s" or word in _ALIKE or word.endswith(_NOT_PLURAL):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y" if len(word) > 5 else word[:-1]
    if word.endswith(("sses", "xes", "ches", "shes", "zzes")):
        return word[:-2]
    return word[:-1]
