"""With repair off, a rendered abstract says what the source says, letter for letter."""

from __future__ import annotations

import unicodedata
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sitegen.render.markup.prose import Prose
from sitegen.text import markdown, tex

TRICKY = "\\`*_[]<>&$~#-+=.()!|{}^:;%\"' \n\tabx01é中∑\u00a0"

texts = st.one_of(
    st.text(st.characters(exclude_categories=("Cc", "Cs")) | st.sampled_from("\n\t")),
    st.text(alphabet=TRICKY, max_size=80),
    st.lists(
        st.sampled_from(
            [
                "$x$",
                "$$y_1$$",
                r"\(z\)",
                r"\[w\]",
                "$5 and $10",
                r"\emph{a}",
                "&amp;",
                "[a](b)",
                " ",
                "https://a.b/~u_/%20x",
                "www.a.b",
                "c@d.ef",
            ]
        )
    ).map("".join),
)


def rendered_text(source: str) -> str:
    """What a reader of the page sees of an abstract with repair off; math by its `alttext`."""
    spans = tex.repair(source, enabled=False).spans
    return shown(Prose().html(markdown.escape([spans])))


def shown(html: str) -> str:
    """The text content of HTML, math by its `alttext`, white space collapsed."""
    page = _Shown()
    page.feed(html)
    page.close()
    return collapsed("".join(page.parts))


def collapsed(text: str) -> str:
    return " ".join(text.split())


class _Shown(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._math = 0

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag == "math":
            self.parts.append(dict(attributes).get("alttext") or "")
        self._math += tag == "math"

    def handle_endtag(self, tag: str) -> None:
        self._math -= tag == "math"

    def handle_data(self, data: str) -> None:
        if not self._math:
            self.parts.append(data)


@given(texts)
@example('256times256 and 16.59\\% of {\\em all} with na\\"{\\i}ve e.g.~$\\mathcal{O}(n)$')
@example("$5 and $10, 50% of 10%, a < b & c, {x | x > 0}, snake_case, https://a.b/~u/%20x, generation}")
def test_a_rendered_abstract_is_its_source(source: str) -> None:
    assert rendered_text(source) == collapsed(source)


def test_math_keeps_its_source_and_its_delimiters() -> None:
    assert '<math alttext="$x^2$"' in Prose().html(markdown.escape([tex.repair("So $x^2$ it is.").spans]))


@pytest.mark.parametrize("category", ["Zs", "Cf", "Mn", "So", "Sm"])
def test_rare_characters_survive(category: str) -> None:
    rare = "".join(chr(code) for code in range(0x3000) if unicodedata.category(chr(code)) == category)
    source = " ".join(f"a{character}b" for character in rare)
    assert rendered_text(source) == collapsed(source)
