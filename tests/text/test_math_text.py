"""What is math in plain text, and how it reads in mails, feed titles and search."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.text.math import split, title_text, to_unicode, to_words


@pytest.mark.parametrize(
    ("text", "formulas"),
    [
        ("$x$", ["$x$"]),
        ("an $n$-gram and $k$-means", ["$n$", "$k$"]),
        ("a $$x$$ b \\(y\\) c \\[z\\]", ["$$x$$", "\\(y\\)", "\\[z\\]"]),
        ("$5 and $10", []),
        ("$5-$10, US$5, $x$5", []),
        ("it costs $5 per bee$", []),
        ("$ x $", []),
        ("$x $ and $ y$", []),
        ("\\$5 and \\$x$", []),
        ("it is \\$5, and $x$", ["$x$"]),
        ("$a\\$b$", ["$a\\$b$"]),
        ("$148K for the whole of it, and a stray$ sign", []),
        ("$x\n\ny$", []),
        ("$x\ny$", ["$x\ny$"]),
        ("$$$ and $$", []),
        ("\\( open and \\[ open", []),
        ("\\\\(x\\\\)", []),
        ("\\(x\\) costs $5", ["\\(x\\)"]),
        ("$5 for \\[x\\] and $y$", ["\\[x\\]", "$y$"]),
        ("$0.5$", ["$0.5$"]),
        ("$7 mod 3$", ["$7 mod 3$"]),
    ],
)
def test_what_is_math(text: str, formulas: list[str]) -> None:
    assert [span.text for span in split(text) if span.kind != "text"] == formulas


@given(st.text(alphabet="$\\()[] \n1ax{}") | st.text())
def test_the_parts_are_the_text_letter_for_letter(text: str) -> None:
    assert "".join(span.text for span in split(text)) == text


@pytest.mark.parametrize(
    ("tex", "shown"),
    [
        ("$\\mathcal{O}(n\\log n)$", "O(n log n)"),
        ("\\alpha", "α"),
        ("\\alpha x", "αx"),
        ("x^2", "x²"),
        ("$$x_{ij}^{-1}$$", "xᵢⱼ⁻¹"),
        ("\\frac{a}{b}", "a/b"),
        ("\\frac{a+b}{2}", "(a+b)/2"),
        ("\\sqrt{x+1}", "√(x+1)"),
        ("\\sqrt[3]{x}", "³√x"),
        ("\\tilde{O}(\\sqrt{T})", "Õ(√T)"),
        ("x \\leq 5", "x ≤ 5"),
        ("\\mathbb{R}^d", "ℝᵈ"),
        ("360^\\circ", "360°"),
        ("e^{-2K/p}", "e^(-2K/p)"),
        ("\\text{if } x", "if x"),
        ("\\left( a \\right)", "( a )"),
        ("\\left. f \\right|_0", "f |₀"),
        ("\\arg\\min_\\theta", "arg min_θ"),
        ("\\unknown{x}", "unknown x"),
        ("\\hat{ab}", "ab"),
        ("{a}b", "ab"),
        ("\\(y\\)", "y"),
        ("2\\times 10^{-3}", "2× 10⁻³"),
        ("a\\,b", "a b"),
        ("a\\;b\\quad c\\!d", "a b cd"),
        ("\\log^{-1} x", "log⁻¹ x"),
        ("\\sin^{-1}\\cos x", "sin⁻¹ cos x"),
        ("{", ""),
        ("", ""),
    ],
)
def test_a_formula_on_one_line(tex: str, shown: str) -> None:
    assert to_unicode(tex) == shown


@pytest.mark.parametrize(
    ("tex", "words"),
    [
        ("$\\mathcal{O}(n\\log n)$", "O(n log n)"),
        ("\\alpha", "alpha"),
        ("\\varepsilon", "epsilon"),
        ("\\ell_1", "l1"),
        ("R^2", "R2"),
        ("\\frac{a}{b}", "a b"),
        ("x \\leq y", "x y"),
    ],
)
def test_a_formula_in_words(tex: str, words: str) -> None:
    assert to_words(tex) == words


def test_a_title_with_math() -> None:
    title = "LR$^2$VQ: $\\alpha$-Entmax in $\\mathcal{O}(n)$ for $5"
    assert title_text(title) == "LR²VQ: α-Entmax in O(n) for $5"
    assert title_text(title, to_words) == "LR2VQ: alpha-Entmax in O(n) for $5"


@given(st.text(alphabet="\\{}^_$ ab1&~'[]") | st.text())
def test_no_formula_breaks_them(tex: str) -> None:
    assert "\\frac" not in to_unicode("\\frac{a}{b}" + tex)
    to_words(tex)


@pytest.mark.parametrize("piece", ["{", "\\frac", "^", "\\sqrt[", "$", "\\(", "$a ", "\\left"])
def test_hostile_formulas_come_back(piece: str) -> None:
    split(piece * 20_000)
    to_unicode(piece * 20_000)


def test_groups_are_read_as_deep_as_real_formulas_have_them() -> None:
    assert to_unicode(r"\sqrt{\sqrt{\sqrt{\sqrt{x}}}}").count("√") == 4
    assert "x" in to_unicode(r"\sqrt{\sqrt{\sqrt{\sqrt{x}}}}")
    assert to_unicode("x^{\\circ}") == "x°"
    assert to_unicode(r"\binom{n}{k}") == "(n k)"
