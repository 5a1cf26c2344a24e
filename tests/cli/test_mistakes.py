"""Every mistake of an editor, alone and all together: its place, its cause, what to do, and the exit code."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.cli.console import Console

PAPER = '---\nid: "{id}"\ntitle: "The Curse of {id}"\n{more}---\n\nWe study {id} in depth, on three tasks.\n{notes}'


def paper(name: str, more: str = "", notes: str = "") -> str:
    return PAPER.format(id=name, more=more, notes=notes)


WHOLE: dict[str, str | bytes] = {
    "content/papers/2025/depth.md": paper("depth"),
    "content/papers/2025/width.md": paper("width"),
    "content/editions/2025-03-28.md": '---\ndate: "2025-03-28"\n---\n\n1. [Depth](../papers/2025/depth.md)\n',
    "content/pages/about.md": "# About\n\n## Who\n\nSee [depth](../papers/2025/depth.md) and [who](#who).\n",
    "content/pages/other.md": "# Other\n\n[About](about.md#who)\n",
}


SETTINGS = 'tittle = "X"\nbase_url = "example.org"\ntitle = ""\nrepair_skip = ["tmies"]\n'


class Mistake(NamedTuple):
    """A file with a mistake, and what has to be reported."""

    path: str
    text: str | bytes
    place: str
    """`line:column` in the file, and the severity with its code."""
    cause: str
    hint: str
    code: int = 1
    flags: tuple[str, ...] = ()


def mistakes() -> Iterable[tuple[str, Mistake]]:
    pages = "content/papers/2025"
    yield (
        "tab",
        Mistake(f"{pages}/tab.md", paper("tab", "authors:\n\t- Ada\n"), "5:1: error[front-matter]", "tab", "spaces"),
    )
    yield (
        "key",
        Mistake(f"{pages}/key.md", paper("key", "drafft: true\n"), "4:1: warning[unknown-key]", "drafft", "draft", 0),
    )
    yield (
        "draft",
        Mistake(
            f"{pages}/maybe.md", paper("maybe", "draft: maybe\n"), "4:8: error[front-matter]", "true or false", "true"
        ),
    )
    yield (
        "setting",
        Mistake("content/site.toml", SETTINGS, "1:1: error[config]", "tittle", "title", 2),
    )
    yield (
        "address",
        Mistake(
            "content/site.toml",
            SETTINGS,
            "2:1: error[config]",
            "example.org",
            "https://",
            2,
        ),
    )
    yield "no title", Mistake("content/site.toml", SETTINGS, "3:1: error[config]", "a name", "title", 2)
    yield "repair", Mistake("content/site.toml", SETTINGS, "4:1: error[config]", "tmies", "sitegen build", 2)
    quotes = '---\ntitle: "The "Depth" of Things"\n---\nText\n'
    yield "quotes", Mistake(f"{pages}/quotes.md", quotes, "2:14: error[front-matter]", "key", 'write \\"')
    link = "# Links\n\nSee [the paper](../papers/2025/dept.md).\n\n![a plot](plott.png)\n\n[who](about.md#whom)\n"
    yield "link", Mistake("content/pages/links.md", link, "3:17: warning[dead-link]", "dept.md", "depth.md", 0)
    yield "picture", Mistake("content/pages/links.md", link, "5:11: warning[missing-file]", "plott.png", "plot.png", 0)
    yield "anchor", Mistake("content/pages/links.md", link, "7:7: warning[dead-anchor]", "whom", "#who", 0)
    yield (
        "note",
        Mistake(
            f"{pages}/note.md",
            paper("note", notes="\n## Notes\n\nAs in [depth](deptth.md).\n"),
            "10:15: warning[dead-link]",
            "deptth.md",
            "depth.md",
            0,
        ),
    )
    yield "template", Mistake("templates/404.html", "<p>\n{% if %}\n", "2:1: error[template]", "", "", 2)
    yield (
        "rendering",
        Mistake(
            "templates/paper.html",
            '{% extends "!paper.html" %}\n{% block footer %}\n{{ view.colour }}{% endblock %}\n',
            "3:9: error[template]",
            "papers/depth.html",
            "",
            2,
        ),
    )
    yield (
        "bytes",
        Mistake(
            f"{pages}/bytes.md",
            paper("bytes").encode("utf-16-le"),
            "1:2: error[not-utf-8]",
            "UTF-16",
            "save the file as UTF-8",
        ),
    )
    yield (
        "date of a paper",
        Mistake(
            f"{pages}/day.md",
            paper("day", "published: 2025-02-30\n"),
            "4:12: error[front-matter]",
            "2025-02-30",
            "correct it",
        ),
    )
    yield (
        "date of an edition",
        Mistake(
            "content/editions/2025-03-30.md",
            "---\ndate: 2025-02-30\n---\n",
            "2:7: error[front-matter]",
            "day",
            "correct it",
        ),
    )
    yield (
        "id",
        Mistake(f"{pages}/zwidth.md", paper("width"), "2:5: error[id-taken]", "papers/2025/width.md", "another id"),
    )
    yield "case", Mistake(f"{pages}/upper.md", paper("DEPTH"), "2:5: error[id-taken]", "lower case", "another id")
    yield (
        "source",
        Mistake(
            "content/sources/2025-04-01.json",
            '[{"title": "A paper", "abstract": "We study papers that are cut in half.", "authors": ["Ada"]}, {"ti',
            "1:98: error[broken-json]",
            "",
            "",
        ),
    )
    yield "theme", Mistake("themes/x", "", "error[theme]", "thems", "themes", 2, ("--theme", "thems"))
    yield (
        "unknown paper",
        Mistake(
            "content/editions/2025-04-02.md",
            "---\ndate: 2025-04-02\n---\n\n1. [Wide](../papers/2025/widht.md)\n",
            "5:11: error[unknown-paper]",
            "widht.md",
            "width.md",
        ),
    )
    yield "output", Mistake("site", "", "error[output]", "site", "--output", 2)
    yield (
        "large",
        Mistake(
            "content/pages/large.md", "# Large\n\n![big](huge.png)\n", "3:8: warning[large-file]", "40 MB", "smaller", 0
        ),
    )
    yield "topics", Mistake("content/topics.toml", "[a]\nlabel = A\n", "2:9: error[topics]", "", "quot")


MISTAKES = dict(mistakes())


def write(files: dict[str, str | bytes]) -> None:
    for path, text in files.items():
        file = Path(path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)
    for name, size in (("plot.png", 10), ("huge.png", 40 * 2**20)):
        with Path("content/pages", name).open("wb") as picture:
            picture.truncate(size)


def finding(printed: str, mistake: Mistake) -> str:
    """The finding for a mistake, with the lines below it."""
    at = f"{mistake.path}:{mistake.place}" if mistake.place[0].isdigit() else mistake.place
    lines = printed.splitlines()
    start = next((number for number, line in enumerate(lines) if line.startswith(f"{at}:")), None)
    assert start is not None, f"{at} is not in\n{printed}"
    end = next((n for n in range(start + 1, len(lines)) if not lines[n].startswith(" ")), len(lines))
    return "\n".join(lines[start:end])


def check(printed: str, mistake: Mistake) -> None:
    shown = finding(printed, mistake)
    first, *below = shown.splitlines()
    assert mistake.cause in first
    assert any(line.startswith("   hint: ") and mistake.hint in line for line in below), shown
    if (
        mistake.place[0].isdigit()
        and mistake.path.endswith((".md", ".toml", ".html"))
        and isinstance(mistake.text, str)
    ):
        assert "| " in below[0], shown


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_shown_where_it_is_with_what_to_do(name: str, console: Console) -> None:
    mistake = MISTAKES[name]
    write({**WHOLE, mistake.path: mistake.text})
    assert console("build", *mistake.flags) == mistake.code, console.err
    check(console.err, mistake)
    assert "Traceback" not in console.err


def test_all_mistakes_are_shown_in_one_run(console: Console) -> None:
    write({**WHOLE, **{mistake.path: mistake.text for mistake in MISTAKES.values()}})
    flags = [flag for mistake in MISTAKES.values() for flag in mistake.flags]
    assert console("build", *flags) == 2
    for name, mistake in MISTAKES.items():
        # what is rendered is only known once all templates can be read
        if name != "rendering":
            check(console.err, mistake)


def test_links_that_lead_nowhere_are_shown_beside_a_wrong_setting(console: Console) -> None:
    write(
        {**WHOLE, "content/site.toml": "titel = 1\n", "content/pages/next.md": "---\ntitle: Next\n---\n\n[[nowhere]]\n"}
    )
    assert console("build") == 2
    assert "no key 'titel'" in console.err
    assert "dead-link" in console.err


def test_without_mistakes_nothing_is_shown(console: Console) -> None:
    write(WHOLE)
    assert console("build", "--strict", "--quiet") == 0
    assert console.err == ""


def test_a_day_that_is_none_is_refused_by_add(console: Console) -> None:
    write({**WHOLE, "papers.txt": "x"})
    assert console("add", "papers.txt", "--date", "2025-02-30") == 2
    assert "'2025-02-30' is no day" in console.err
    assert "2025-03-28" in console.err
