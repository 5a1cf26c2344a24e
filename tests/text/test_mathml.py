"""Formulas on a page."""

from __future__ import annotations

from html import unescape
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sitegen.text.characters import remove_illegal
from sitegen.text.mathml import ATTRIBUTES, ELEMENTS, mathml

COMMANDS = r"""
\frac \sqrt \text \mathbb \left \right \begin{matrix} \end{matrix} \href \style \color \mathrm \sum \alpha \a
\newcommand{\a}{\a\a} { } [ ] & \\ ^ _ < > ' " ! % # ~ x 12 <script> </math> javascript:alert(1) &#x3c;
"""
PIECES = st.sampled_from([*COMMANDS.split(), " "])
TEX = st.lists(PIECES | st.characters(), max_size=12).map("".join).map(remove_illegal)


@given(TEX)
@example(r"\text{<img src=x onerror=alert(1)>}")
@example(r"\text{&#x3c;script&#x3e;}")
@example(r"\href{javascript:alert(1)}{x}")
@example(r"\style{position:fixed}{x}")
@example(r'\color{red" onclick="alert(1)}{x}')
@example(r"\char\"FFFE")
@example("&#x0fffe;")
def test_whatever_the_tex_only_known_elements_and_attributes_reach_the_page(tex: str) -> None:
    root = ElementTree.fromstring(mathml(f"${tex}$"))
    if root.tag == "code":
        assert root.attrib == {"class": "math"}
        assert not len(root)
        return
    assert root.tag == "math"
    assert set(root.attrib) <= {"alttext", "display"}
    for element in root.iter():
        if element is not root:
            assert element.tag in ELEMENTS
            assert set(element.attrib) <= ATTRIBUTES


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co"]), min_size=1))
def test_the_source_stays_readable_letter_for_letter(tex: str) -> None:
    root = ElementTree.fromstring(mathml(f"${tex}$"))
    assert (root.text if root.tag == "code" else root.attrib["alttext"]) == f"${tex}$"


@pytest.mark.parametrize(("source", "block"), [("$x$", False), ("$$x$$", True), (r"\(x\)", False), (r"\[x\]", True)])
def test_doubled_and_square_delimiters_are_displayed(source: str, block: bool) -> None:
    made = mathml(source)
    assert f'alttext="{source}"' in unescape(made)
    assert ('display="block"' in made) is block
    assert "display" not in mathml(source, inline=True)


def test_a_formula_is_typeset() -> None:
    assert mathml("$x^2$") == '<math alttext="$x^2$"><mrow><msup><mi>x</mi><mn>2</mn></msup></mrow></math>'


def test_an_unknown_command_is_shown_by_its_name() -> None:
    assert "<mi>Irr</mi>" in mathml(r"$\Irr(G)$")


def test_text_within_a_formula_is_text() -> None:
    assert "<mtext>a&lt;b &amp; c</mtext>" in mathml(r"$\text{a<b & c}$").replace("\u00a0", " ")


@pytest.mark.parametrize("tex", ["{", r"\frac{1}", r"\left(", "", "%"])
def test_what_is_no_formula_is_shown_as_its_source(tex: str) -> None:
    assert mathml(f"${tex}$") == f'<code class="math">${tex}$</code>'


def test_a_macro_that_grows_without_end_is_not_run() -> None:
    doubled = "".join(rf"\newcommand{{\{b}}}{{\{a}\{a}}}" for a, b in pairwise("abcdefghijklmnopqrstuvwxyz"))
    assert mathml(rf"$\newcommand{{\a}}{{xx}}{doubled}\z$").startswith('<code class="math">')


def test_equations_that_are_aligned_within_a_formula_have_columns() -> None:
    shown = mathml(r"$$\begin{aligned}a &= b \\ c &= d\end{aligned}$$")
    assert shown.count("<mtr>") == 2
    assert "&amp;</mi>" not in shown
