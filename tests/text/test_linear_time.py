"""Text from strangers costs time in proportion to its length, whatever it is made of."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sitegen.diagnostics import Report
from sitegen.model import Span
from sitegen.text import comments, footnotes, markdown, math, tex
from sitegen.text.decode import characters, normalise
from sitegen.text.slug import slug
from tests.bounds import at_most, is_linear
from tests.text.test_stem import terms

pytestmark = pytest.mark.slow
PARTS = [
    *("[", "[[", "![", "![a](", "](", "[^", "^[a", "[^a]: b\n", "[a](", "[a][b]", "\\[", "\\(", "\\item[", "\\cite["),
    *(" {aa}", "{", "{aa", "\\href{a}{", "\\url{", "{\\em a", "\\emph{", "\\frac{", "\\begin{equation}", "\\verb|"),
    *("~", "a~", "1,", "(", "*", "**a", "_*", "`", "`a``b```c", "``a", "$", "$a", "$$a", "&", "&#1", "<a", "<!--"),
    *(
        " ",
        "\t",
        "\n",
        "\\ ",
        "--",
        "1--",
        "> ",
        "- a\n  ",
        "a|b\n-|-\n",
        "https://",
        "\ufdd0",
        "\x85",
        "中a",
        "\u0301",
    ),
]
READERS: dict[str, Callable[[str], object]] = {
    "repair": tex.repair,
    "escape": lambda text: markdown.escape([(Span("text", text), Span("emphasis", text))]),
    "plain": markdown.plain,
    "comments": comments.without,
    "footnotes": lambda text: footnotes.shared([text, text]),
    "title": lambda title: math.title_text(title, math.to_words),
    "slug": slug,
    "terms": terms,
    "decode": lambda text: normalise(characters(text.encode(), "x.txt", Report())),
}


@pytest.mark.parametrize("name", READERS)
def test_a_part_many_times_over_is_read_in_linear_time(name: str) -> None:
    # markdown-it is linear and slow
    size = 15_000 if name == "plain" else 60_000
    for part in PARTS:
        with at_most(20):
            assert is_linear(READERS[name], part * (size // len(part))), part


@pytest.mark.parametrize(("name", "part"), [("plain", "["), ("plain", "\\["), ("repair", " {aa}")])
def test_what_was_quadratic_is_linear(name: str, part: str) -> None:
    with at_most(20):
        READERS[name](part * (400_000 // len(part)))
