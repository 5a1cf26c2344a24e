"""Free pages: a title, words, and when a reading group meets."""

from __future__ import annotations

import pytest

from sitegen.diagnostics import Report
from sitegen.model import FreePage
from sitegen.pages import documents
from tests.desk import Desk


def read(desk: Desk, text: str, name: str = "group.md") -> tuple[FreePage, list[str]]:
    file = desk.config.content / "pages" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    report = Report()
    (page,) = documents.read(desk.config.content, report).pages
    lines = [found.at.line for found in report.diagnostics if found.at]
    return page, [
        f"{line}: {found.code}: {found.message}" for line, found in zip(lines, report.diagnostics, strict=True)
    ]


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        ('---\ntitle: "Our group"\n---\n\n# We meet\n\nCome.\n', "Our group", "# We meet\n\nCome."),
        ("# We meet\n\nCome.\n", "We meet", "Come."),
        ("Come.\n\n# We meet\n", "Reading group", "Come.\n\n# We meet"),
        ("# \n\nCome.\n", "Reading group", "Come."),
    ],
)
def test_a_page_has_the_title_of_its_head_its_first_heading_or_its_file(
    desk: Desk, text: str, title: str, body: str
) -> None:
    page, findings = read(desk, text, "reading-group.md")
    assert (page.title, page.body, page.slug, findings) == (title, body, "reading-group", [])


def test_marks_without_a_footnote_and_footnotes_without_a_mark_are_told_at_their_places(desk: Desk) -> None:
    code = "`[^x]` \\\\[^x] <!-- [^x] -->\n\n```\n[^x]\n```\n"
    _, findings = read(desk, f"A claim.[^1] Another.[^b]\n\n{code}\n> [^b]: text[^d]\n\n[^c]: never\n[^d]: more\n")
    assert findings == [
        "1: dead-footnote: this footnote has no text",
        "11: dead-footnote: no mark leads to this footnote, so it is not shown",
    ]
    _, findings = read(
        desk, "Formula $x[^c]$, [link](https://a.example/[^3]).\n\n    regex = [^a-z]+\n    [^4]: code\n"
    )
    assert findings == []


def test_formulas_that_are_not_shown_as_they_are_meant_are_told_at_their_places(desk: Desk) -> None:
    right = "$\\frac{a}{b}$ `$\\foo$` <!-- $\\foo$ --> \\$5 {\n\n    $\\foo$\n\n$$\n\\left\\{ x \\right.\n$$\n\n"
    wrong = "- $\\foo{x}$ and\n  $\\foo$, $a}$ or\n  \\(\\frac{a}{b\\)\n\n$$\nx\n^\n$$\n"
    _, findings = read(desk, right + wrong)
    name = "bad-formula: \\foo is no command that is known, so its name is shown"
    assert findings == [
        f"9: {name}",
        f"10: {name}",
        "10: bad-formula: a } of this formula closes nothing",
        "11: bad-formula: a { of this formula is not closed",
        "13: bad-formula: this formula cannot be typeset, so its source is shown",
    ]


def test_an_earlier_name_that_is_another_page_s_or_an_address_is_told(desk: Desk) -> None:
    aliases = '["/old/", "group.html", "circle", "Our group", "TCP/IP", "talks", "old/path", "search"]'
    folder = desk.config.content / "pages"
    folder.mkdir(parents=True)
    (folder / "circle.md").write_text(f"---\naliases: {aliases}\n---\nCome.\n", "utf-8")
    (folder / "talks.md").write_text("# Talks\n", "utf-8")
    (folder / "team.md").write_text('---\naliases: ["Talks"]\n---\nWe.\n', "utf-8")
    report = Report()
    documents.read(desk.config.content, report)
    found = [(it.severity, it.code, it.message, it.hint) for it in report.diagnostics]
    assert found == [
        ("warning", "lost-address", "'/old/' is an address, and only a name leads here", "write the name alone, old"),
        (
            "warning",
            "lost-address",
            "'group.html' is an address, and only a name leads here",
            "write the name alone, group",
        ),
        (
            "warning",
            "id-taken",
            "'talks' is what pages/talks.md is called, and leads there",
            "delete that page if it is the same, else take the alias out",
        ),
        (
            "warning",
            "lost-address",
            "'old/path' is an address, and only a name leads here",
            "write the name alone, path",
        ),
        ("warning", "id-taken", "'search' is a page of the site itself, and leads there", "take the alias out"),
        (
            "warning",
            "id-taken",
            "'Talks' leads to pages/circle.md already",
            "delete it from one of the two pages",
        ),
    ]


def test_the_sessions_of_a_group_are_in_order_and_a_wrong_one_is_told_with_its_line(desk: Desk) -> None:
    page, findings = read(desk, "---\nsession:\n- 2025-04-09 17:00\n- next week\n- 2025-04-02\n---\nCome.\n")
    assert [session[:10] for session in page.sessions] == ["2025-04-02", "2025-04-09"]
    assert findings == ["2: front-matter: 'next week' is no day or time"]


@pytest.mark.parametrize("name", ["search", "Search"])
def test_a_page_with_the_name_of_one_of_the_sites_own_is_told_and_left_out(desk: Desk, name: str) -> None:
    page, findings = read(desk, "Come.\n")
    taken = desk.config.content / "pages" / f"{name}.md"
    taken.write_text("# Mine\n", "utf-8")
    report = Report()
    assert documents.read(desk.config.content, report).pages == (page,)
    assert [found.message for found in report.diagnostics] == [f"the site has a page of its own called {name}"]
    assert findings == []


def test_of_two_pages_of_one_name_the_one_without_the_plain_address_is_told_with_the_other(desk: Desk) -> None:
    read(desk, "Ours.\n", "notes/group.md")
    file = desk.config.content / "pages" / "archive" / "Group.md"
    file.parent.mkdir()
    file.write_text("Theirs.\n", "utf-8")
    report = Report()
    first, second = documents.read(desk.config.content, report).pages
    assert (first.path, first.slug) == ("pages/archive/Group.md", "group")
    (found,) = report.diagnostics
    assert (found.severity, found.code) == ("warning", "name-taken")
    assert found.at
    assert found.at.path.endswith("content/pages/notes/group.md")
    assert found.message == f"the address 'group' is that of pages/archive/Group.md, so this page is '{second.slug}'"


@pytest.mark.parametrize("key", ["sesion", "SESSION"])
def test_a_slip_in_a_key_of_a_free_page_is_named(desk: Desk, key: str) -> None:
    _, findings = read(desk, f"---\ntitle: Us\n{key}: 2025-04-02\n---\nCome.\n")
    assert findings == [f"3: unknown-key: sitegen knows no key '{key}'"]
