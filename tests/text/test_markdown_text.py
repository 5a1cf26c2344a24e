"""Text survives the way into Markdown and back."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sitegen.model import RichText, Span
from sitegen.text import markdown, math
from sitegen.text.characters import remove_illegal

MARKUP = "\\`*_[]<>&$~#-+=.()!|{}:;\"' \n\t0123456789ab^é中\u00a0\u2028"
texts = st.one_of(st.text(), st.text(alphabet=MARKUP, max_size=60))


def source_of(token: str) -> str:
    return token


def letters(text: str) -> str:
    """What a page can show of a text, white space collapsed."""
    return " ".join(remove_illegal(text).split())


def content(text: str) -> str:
    return " ".join(markdown.plain(text, show=source_of).split())


@given(st.lists(texts, max_size=3))
def test_what_a_paper_says_is_read_back_letter_for_letter(paragraphs: list[str]) -> None:
    written = markdown.escape([math.split(paragraph) for paragraph in paragraphs])
    assert content(written) == letters("\n".join(paragraphs))


formulas = st.builds("${}$".format, st.text(alphabet=MARKUP, max_size=9))
styled = st.builds(Span, st.sampled_from(["text", "emphasis", "strong", "code"]), texts)


@example([Span("text", "a &"), Span("emphasis", "lt;")])
@example([Span("text", "[a\\]"), Span("emphasis", "(b)")])
@given(st.lists(styled | st.builds(Span, st.just("math"), formulas), max_size=5))
@example([Span("text", "`"), Span("math", "$\\:$"), Span("text", "`")])
def test_emphasis_code_and_formulas_never_cost_a_letter(spans: list[Span]) -> None:
    written = markdown.escape([tuple(spans)])
    assert re.sub(r"\s", "", content(written)) == re.sub(r"\s", "", letters("".join(span.text for span in spans)))


@pytest.mark.parametrize(
    ("spans", "written"),
    [
        ((Span("text", "snake_case and 2*3"),), "snake_case and 2\\*3"),
        ((Span("text", "a "), Span("emphasis", "b c"), Span("text", " d")), "a *b c* d"),
        ((Span("code", "a b"),), "`a b`"),
        ((Span("code", "`a"),), "`` `a ``"),
        ((Span("code", "a`"),), "`` a` ``"),
        ((Span("text", "1. not a list"),), "1\\. not a list"),
        ((Span("text", "# not a heading"),), "\\# not a heading"),
        ((Span("text", "costs $5 & more"),), "costs \\$5 & more"),
        ((Span("text", "so "), Span("math", "$x_1$"), Span("text", ".")), "so $x_1$."),
        ((Span("math", "$\\:$"), Span("emphasis", "0:")), "\\$\\\\:\\$0:"),
        ((Span("math", "$x$"), Span("emphasis", "0")), "$x$*0*"),
        ((Span("math", "$\\$"),), "\\$\\\\\\$"),
        ((Span("math", "$a`b$"),), "\\$a\\`b\\$"),
    ],
)
def test_markdown_stays_readable(spans: RichText, written: str) -> None:
    assert markdown.escape([spans]) == written


def test_math_is_found_outside_code_only() -> None:
    assert markdown.plain("`$a` costs $x$", show=lambda tex: f"<{tex}>") == "$a costs <$x$>"


@given(texts)
def test_layout_is_no_difference_in_the_normal_form(text: str) -> None:
    written = markdown.escape([math.split(text)])
    wrapped = "\n".join(written.split(" ")) if not re.search(r"(?:^| )[-+#>=~\d:|\\&]", written) else written
    assert markdown.normal(wrapped) == markdown.normal(written)


@example("0\r=")
@example("^[]")
@given(st.one_of(texts, st.text(alphabet="\\*_[]()&;:#! ab1\n", max_size=30)))
def test_the_short_way_to_plain_text_and_the_long_way_agree(text: str) -> None:
    text = text.strip()
    assert content(text) == " ".join(markdown.tree_text(text, source_of).split())


def test_lines_between_dollars_are_one_formula_whatever_they_look_like() -> None:
    assert markdown.paragraphs("$$\na\n- b\n$$") == ((Span("display", "$$\na\n- b\n$$"),),)


def test_a_line_that_begins_and_ends_with_formulas_keeps_what_is_between() -> None:
    (spans,) = markdown.paragraphs("$$a$$ to $$b$$")
    assert [span.text for span in spans] == ["$$a$$", " to ", "$$b$$"]
