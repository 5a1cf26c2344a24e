"""What of a theme's files reaches the site."""

from __future__ import annotations

import pytest

from sitegen.render.theme.assets import close, without_comments


@pytest.mark.parametrize(
    ("script", "sent"),
    [
        (b"// why\nlet a = 1; // one\n", b"let a = 1; // one\n"),
        (b"/**\n * @param {string} a\n */\nexport function f(a) {\n  // b\n  return a;\n}\n",
         b"export function f(a) {\n  return a;\n}\n"),
        (b"/* one */ let a;\n  /* two */\nlet b;\n", b"/* one */ let a;\nlet b;\n"),
        (b"/*! who wrote it */\nlet a;\n/**\n * @license MIT\n */\nlet b;\n",
         b"/*! who wrote it */\nlet a;\n/**\n * @license MIT\n */\nlet b;\n"),
        (b"let a = `https:\n// no comment\n`;\n", b"let a = `https:\n// no comment\n`;\n"),
    ],
)  # fmt: skip
def test_comments_are_for_who_writes_a_theme_and_not_sent(script: bytes, sent: bytes) -> None:
    assert without_comments(script) == sent


def test_a_stylesheet_goes_without_the_space_that_makes_it_readable() -> None:
    assert close(b".a {\n  color: red;\n}\n\n@media print {\n  .a {\n    color: black;\n  }\n}\n") == (
        b".a {\ncolor: red;\n}\n@media print {\n.a {\ncolor: black;\n}\n}\n"
    )
    assert close(b'.a::after {\n  content: "one \\\n  two";\n}\n') == b'.a::after {\n  content: "one \\\n  two";\n}\n'


def test_a_comment_before_a_rule_in_its_line_takes_no_time() -> None:
    for sheet in (b"/* " + b"letters " * 200 + b"*/ :root { --link: red; }\n", b"/* never closed " + b"a" * 500):
        assert without_comments(sheet) == sheet
