"""A paper as BibTeX."""

from __future__ import annotations

import re
from itertools import accumulate

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sitegen.model import Author, Facts
from sitegen.render.formats.bibtex import bibtex

BARE = Facts(title="The Curse of Depth")


def test_a_paper_of_which_only_the_title_is_known_has_no_invented_facts() -> None:
    assert bibtex("x", BARE) == "@misc{x,\n  title = {{The Curse of Depth}}\n}\n"


def test_a_paper_of_which_much_is_known() -> None:
    facts = msgspec.structs.replace(
        BARE,
        authors=(Author("Ada B. Lovelace"), Author("Meta, Inc.")),
        published="2025-03-28",
        arxiv="2503.02130",
        categories=("cs.LG", "cs.AI"),
        doi="10.1/a_b",
    )
    assert bibtex("x", facts) == (
        "@misc{x,\n"
        "  title         = {{The Curse of Depth}},\n"
        "  author        = {Lovelace, Ada B. and {Meta, Inc.}},\n"
        "  year          = {2025},\n"
        "  month         = mar,\n"
        "  doi           = {10.1/a_b},\n"
        "  eprint        = {2503.02130},\n"
        "  archiveprefix = {arXiv},\n"
        "  primaryclass  = {cs.LG},\n"
        "  url           = {https://arxiv.org/abs/2503.02130}\n"
        "}\n"
    )


@pytest.mark.parametrize(
    ("title", "value"),
    [
        ("50% of R&D_1 #2", r"50\% of R\&D\_1 \#2"),
        (r"Sorting in $O(n^2)$ & more", r"Sorting in $O(n^2)$ \& more"),
        ("{x | x > 0}", r"\textbraceleft{}x | x > 0\textbraceright{}"),
        ("costs $5", r"costs \$5"),
        ("a{b", r"a\textbraceleft{}b"),
        ("Schrödinger", "Schrödinger"),
        ("two\nlines", "two lines"),
    ],
)
def test_letters_that_tex_takes_for_commands_are_escaped(title: str, value: str) -> None:
    assert f"title = {{{{{value}}}}}" in bibtex("x", Facts(title=title))


TITLES = st.lists(st.sampled_from([*r"\{}$%&#_^~ ab,"]) | st.characters(exclude_categories=["Cs"]), max_size=20)


@given(TITLES.map("".join))
@example("$a{b$")
@example(r"$\$")
@example("$x%$}")
@example("$}}}}{{{{$")
@example("\\")
def test_braces_always_close(title: str) -> None:
    entry = bibtex("x", Facts(title=title, authors=(Author(title),), doi=title.strip()))
    for counted in (re.findall(r"\\.|[{}]", entry, re.DOTALL), re.findall("[{}]", entry)):
        depths = list(accumulate((mark == "{") - (mark == "}") for mark in counted))
        assert min(depths) == depths[-1] == 0
    assert len(entry.splitlines()) == len(entry.split("\n")) - 1
