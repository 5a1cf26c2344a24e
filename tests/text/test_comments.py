"""Comments in Markdown, which are in the editor's files and nowhere else."""

from __future__ import annotations

import pytest

from sitegen.text import comments


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        ("One <!-- two -->three.", "One three."),
        ("One.\n\n<!-- two\n\nthree -->\nFour.", "One.\n\n\nFour."),
        ("It's 5` <!-- feet -->long.\n\nSee `x`.", "It's 5` long.\n\nSee `x`."),
        ("\\`<!-- a -->\\`", "\\`\\`"),
        ("```x``` <!-- a -->\n\n```\nb\n```", "```x``` \n\n```\nb\n```"),
        # a line that begins a block ends the words above, with quotation marks of TeX too
        ("of ``a''.\n<!-- SECRET ``b'' -->", "of ``a''.\n"),
        ("a ` b\n- c <!-- SECRET ` x -->", "a ` b\n- c "),
    ],
)
def test_a_comment_is_left_out(markdown: str, shown: str) -> None:
    assert comments.without(markdown) == shown


@pytest.mark.parametrize(
    "markdown",
    [
        "`<!-- code -->`",
        "``a\nb <!-- ` -->``",
        "> ~~~\n> <!-- code -->\n> ~~~",
        "- ```\n  a\n\n  <!-- code -->\n  ```",
        "```html\n\n<!-- code -->\n```\n",
        "~~~\n<!-- code -->",
        "\\<!-- what a paper says -->",
        "<!-- what nothing closes",
    ],
)
def test_code_and_what_is_no_comment_stay(markdown: str) -> None:
    assert comments.without(markdown) == comments.blanked(markdown) == markdown


def test_what_is_blanked_leaves_all_else_in_its_place() -> None:
    text = "One <!-- two\nthree -->four.\n<!-- five -->"
    blanked = comments.blanked(text)
    assert len(blanked) == len(text)
    assert [line.strip() for line in blanked.split("\n")] == ["One", "four.", ""]
    assert blanked.index("four") == text.index("four")
