"""First sentences, and searches by title."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sitegen.render.markup.excerpt import excerpt
from sitegen.render.markup.titles import title_searches


@given(st.text(), st.integers(20, 400))
def test_an_excerpt_is_short_and_from_the_start(text: str, length: int) -> None:
    short = excerpt(text, length)
    assert len(short) <= length
    whole = " ".join(text.split())
    assert whole.startswith(short.removesuffix("…")) or whole == short


def test_an_excerpt_ends_with_a_sentence_where_it_can() -> None:
    text = "We show that it works well, e.g. in practice. " + "It also works in theory " * 20
    assert excerpt(text, 80) == "We show that it works well, e.g. in practice."
    assert excerpt(text, 80, " …") == "We show that it works well, e.g. in practice. …"
    assert excerpt("It works. As well.", 80, " …") == "It works. As well."
    short = "It works. We show that and how and when and where…"
    assert excerpt("It works. We show that and how and when and where it is of use", 50) == short
    assert excerpt("One word after the other " * 20, 40) == "One word after the other One word after…"
    assert excerpt("深度" * 300, 50) == "深度" * 24 + "深…"


def test_searches_ask_for_the_plain_words_of_a_title() -> None:
    found = dict(title_searches(r"Sorting in $\mathcal{O}(n)$ & more"))
    assert list(found) == ["arXiv", "Google Scholar", "Hugging Face"]
    assert found["Google Scholar"].endswith("?q=Sorting+in+O%28n%29+%26+more")
