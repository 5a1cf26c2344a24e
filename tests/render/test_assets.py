"""What of a theme's files reaches the site."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sitegen.diagnostics import UsageError
from sitegen.render.theme.assets import unindented, without_comments
from tests.little import LittleSite


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
    assert unindented(b".a {\n  color: red;\n}\n\n@media print {\n  .a {\n    color: black;\n  }\n}\n") == (
        b".a {\ncolor: red;\n}\n@media print {\n.a {\ncolor: black;\n}\n}\n"
    )
    long_text = b'.a::after {\n  content: "one \\\n  two";\n}\n'
    assert unindented(long_text) == long_text


def test_a_comment_before_a_rule_in_its_line_takes_no_time() -> None:
    for sheet in (b"/* " + b"letters " * 200 + b"*/ :root { --link: red; }\n", b"/* never closed " + b"a" * 500):
        assert without_comments(sheet) == sheet


@pytest.fixture
def site(tmp_path: Path) -> LittleSite:
    site = LittleSite(tmp_path)
    site.paste("2025-03-28", "The Curse of Depth")
    return site


def asset(site: LittleSite, name: str) -> str:
    (file,) = (site.output / "assets").glob(f"*/{name}")
    return file.read_text("utf-8")


def test_a_mark_of_utf_8_is_no_part_of_a_selector(site: LittleSite) -> None:
    site.write("../templates/css/own.css", "\ufeff.brand { color: red }\n")
    site.build()
    assert site.findings == []
    assert "\n.brand { color: red }\n" in asset(site, "css/site.css")


def test_a_stylesheet_that_is_not_utf_8_is_an_error(site: LittleSite) -> None:
    site.write("../templates/css/own.css", "")
    (site.content.parent / "templates" / "css" / "own.css").write_bytes(b'a { content: "R\xeeg\xe2" }')
    with pytest.raises(UsageError, match=r"own\.css: error.stylesheet.: own\.css is not UTF-8"):
        site.build()


@pytest.mark.parametrize(
    ("sheet", "lines"),
    [
        ('/* } */\n.a::after { content: "}"; background: url(x\\).png) }\n.b\\{ { .c { color: red } }\n', []),
        (".a {\n  color: red;\n.b { color: red }\n", [1]),
        (".a { color: red }\n}\n.b { color: red }\n", [2]),
        ('.a { color: red }\n@import "more.css";\n/* @import url(x.css) */\n', [2]),
        (".a { color: red }\n\n/* why */ /* what\n.b { color: red }\n", [3]),
    ],
)
def test_what_browsers_pass_over_in_a_stylesheet_is_a_warning_at_its_line(
    site: LittleSite, sheet: str, lines: list[int]
) -> None:
    site.write("../templates/css/own.css", sheet)
    site.build()
    found = site.report.diagnostics
    assert [(one.code, one.severity, one.at and one.at.line) for one in found] == [
        ("stylesheet", "warning", line) for line in lines
    ]


def test_a_file_that_a_stylesheet_names_and_the_theme_lacks_is_a_warning_at_its_line(site: LittleSite) -> None:
    site.write("../templates/css/wide bg.png", "")
    names = ["bg.png", "'../pic/paper.png?v=2'", '"wide%20bg.png"', "../favicon.svg#a", "/bg.png", "#a", "../../b.png"]
    others = ["https://a.example/bg.png", "//a.example/bg.png", "data:image/png;base64,A", "b\\ g.png"]
    rules = "".join(f".a {{ background: url({name}) }}\n" for name in names + others)
    site.write("../templates/css/own.css", f"/* url(no.png) */\n{rules}@import url(more.css);\n")
    site.build()
    *missing, imported = site.report.diagnostics
    assert [(one.code, one.at and one.at.line, one.message.split(",")[0]) for one in missing] == [
        ("stylesheet", 2, "the theme has no css/bg.png"),
        ("stylesheet", 3, "the theme has no pic/paper.png"),
    ]
    assert "@import" in imported.message


def test_names_in_a_theme_that_mean_nothing_are_warnings(site: LittleSite) -> None:
    site.write("../templates/css/own.css", "")
    site.write("../templates/css/order.txt", "# mine\ntoken.css\n\nserif.css\nbase.css\nown.css\n")
    site.write("../templates/strings/latvian.toml", 'topics = "T"\n')
    site.write("../templates/strings/pt-BR.toml", 'topics = "T"\n')
    site.write("../templates/strings/._pt-BR.toml", "left by a file manager")
    site.build()
    order, words = site.report.diagnostics
    assert (order.code, order.at and order.at.line) == ("stylesheet", 2)
    assert "tokens.css" in order.hint
    assert words.code == "words"
    assert "latvian" in words.message


@pytest.mark.parametrize("name", ["own.css", "Css/own.css", "css/sub/own.css", "css/own.CSS", "css/own.scss"])
def test_a_stylesheet_that_nothing_loads_is_a_warning(site: LittleSite, name: str) -> None:
    site.write(f"../templates/{name}", "p { color: red }")
    site.write("../templates/css/print/wide.css", "p { color: red }")
    link = '<link rel="stylesheet" href="{{ asset("css/print/wide.css") }}">'
    site.write("../templates/404.html", f'{{% extends "404.html" %}}{{% block head %}}{link}{{% endblock %}}')
    site.build()
    (found,) = site.report.diagnostics
    assert (found.code, found.severity) == ("stylesheet", "warning")
    assert found.at
    assert found.at.path.endswith(f"templates/{name}")


def test_strings_in_another_folder_are_a_warning(site: LittleSite) -> None:
    for name in ("string/en.toml", "settings.toml"):
        site.write(f"../templates/{name}", 'topics = "T"\n')
    site.build()
    (found,) = site.report.diagnostics
    assert (found.code, found.severity) == ("words", "warning")
    assert "string/en.toml" in found.message


def test_what_programs_leave_in_a_theme_is_not_published(site: LittleSite) -> None:
    for name in ("node_modules/x/package.json", "Thumbs.db", "own.txt"):
        site.write(f"../templates/{name}", "{}")
    site.build()
    names = {file.name for file in (site.output / "assets").rglob("*")}
    assert names & {"package.json", "Thumbs.db", "own.txt"} == {"own.txt"}


@pytest.mark.parametrize(
    ("sheet", "colours"),
    [
        ("", ["#fdfcf9", "#17181a"]),
        (":root { --ground: light-dark(#cfe8d5, rgb(0 51 34)); }", ["#cfe8d5", "rgb(0 51 34)"]),
        ("@media print { :root { --ground: #fff } }", ["#fdfcf9", "#17181a"]),
    ],
)
def test_the_bar_of_a_browser_has_the_colour_of_the_page(site: LittleSite, sheet: str, colours: list[str]) -> None:
    site.write("../templates/css/own.css", sheet)
    site.build()
    assert re.findall(r'<meta name="theme-color" content="([^"]+)', site.html("index.html")) == colours
