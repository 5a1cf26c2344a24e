"""An edition's page is a document that people edit by hand."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec import structs

from sitegen.diagnostics import Report, as_text
from sitegen.model import Edition, Facts, Listing, Paper
from sitegen.pages import edition
from sitegen.pages.edition import EditionPage, Targets
from sitegen.pages.edition_list import Item, cut, digest, find_link
from sitegen.text import comments

PAGE = """\
---
date: "2025-03-28"
curator: "AK and the research community"
---

A fine day.

1. [Hope](../papers/2025/hope.md) · 12 votes · 3 comments · by taesiri

   Why it matters, in a line.

   - a point
2. [FP4: \\[4-Bit\\] Models](../papers/2025/fp4.md)
3. [Depth](../papers/2025/depth.md) · 1 vote

That was it.
"""

PAPERS = {
    name: Paper(id=name, facts=Facts(title=name), path=f"papers/2025/{name}.md") for name in ("hope", "fp4", "depth")
}


def read(text: str) -> tuple[EditionPage, list[str]]:
    report = Report()
    unlinked = edition.parse(text, "editions/2025-03-28.md", "content/editions/2025-03-28.md", report)
    assert unlinked
    page = edition.resolve(unlinked, Targets(PAPERS.values()), report)
    return page, [as_text(found) for found in report.diagnostics]


def test_an_edition_is_read_with_its_words() -> None:
    page, findings = read(PAGE)
    assert findings == []
    assert page.edition == Edition(
        date="2025-03-28",
        curator="AK and the research community",
        intro="A fine day.",
        listings=(
            Listing(
                paper="hope",
                rank=1,
                votes=12,
                comments=3,
                submitter="taesiri",
                note="Why it matters, in a line.\n\n- a point",
            ),
            Listing(paper="fp4", rank=2),
            Listing(paper="depth", rank=3, votes=1),
        ),
        outro="That was it.",
        path="editions/2025-03-28.md",
    )


def test_the_order_of_the_lines_is_the_order_of_the_edition() -> None:
    lines = PAGE.splitlines()
    swapped = [*lines[:12], lines[13], lines[12], *lines[14:]]
    page, _ = read("\n".join(swapped))
    assert [(entry.paper, entry.rank) for entry in page.edition.listings] == [("hope", 1), ("depth", 2), ("fp4", 3)]


def test_an_edition_without_papers_is_told() -> None:
    _, findings = read("Opening words.\n")
    assert [finding.partition(": ")[2].partition(":")[0] for finding in findings] == ["warning[empty-edition]"]


def test_a_footnote_without_a_text_is_told_and_its_text_may_stand_anywhere() -> None:
    _, findings = read(
        "Fine.[^1] New.[^2]\n\n1. [A](../papers/2025/hope.md)\n\n   Good.[^3]\n\n   [^1]: A.\n\n[^3]: B.\n"
    )
    assert [finding.partition("\n")[0] for finding in findings] == [
        "content/editions/2025-03-28.md:1:15: warning[dead-footnote]: this footnote has no text"
    ]


def test_a_formula_with_a_mistake_is_told_in_the_editor_s_words_and_not_in_titles() -> None:
    _, findings = read("Fine, $\\foo$.\n\n10. [A $\\bar{x$](../papers/2025/hope.md)\n\n    As $\\foo$.\n")
    assert [finding.partition(" ")[0] for finding in findings] == [
        f"content/editions/2025-03-28.md:{place}:" for place in ("1:7", "5:8")
    ]


def test_links_of_obsidian_are_entries() -> None:
    page, findings = read("1. [[hope]] · 12 votes\n2. [[FP4|Four bits]]\n\n   Mine.\n3. [[ depth ]]\n")
    assert findings == []
    assert [(entry.paper, entry.votes, entry.note) for entry in page.edition.listings] == [
        ("hope", 12, ""),
        ("fp4", None, "Mine."),
        ("depth", None, ""),
    ]


@pytest.mark.parametrize("words", ["\nThat was it.\n\n", "\n", ""])
def test_links_below_the_list_that_lead_elsewhere_are_closing_words(words: str) -> None:
    links = "- [a blog](https://example.org)\n- [a talk](https://example.org/talk)"
    text = PAGE.replace("\nThat was it.\n", f"{words}{links}\n")
    page, findings = read(text)
    assert findings == []
    assert [entry.paper for entry in page.edition.listings] == ["hope", "fp4", "depth"]
    assert page.edition.outro == f"{words}{links}".strip()
    line = "4. [New](../papers/2025/x.md)\n"
    assert grown(text) == text.replace(" · 1 vote\n", f" · 1 vote\n{line}")


@pytest.mark.parametrize("words", ["\nThe papers:\n", ""])
def test_links_above_the_list_that_lead_elsewhere_are_opening_words(words: str) -> None:
    links = f"Elsewhere:\n\n- [a blog](https://example.org)\n- [a talk](https://example.org/talk)\n{words}"
    page, findings = read(PAGE.replace("A fine day.", links))
    assert findings == []
    assert page.edition.intro == links.strip()
    assert [entry.paper for entry in page.edition.listings] == ["hope", "fp4", "depth"]


def test_links_that_lead_elsewhere_alone_are_no_list_of_papers() -> None:
    text = "- [a blog](https://example.org)\n"
    page, findings = read(text)
    assert page.edition.intro == text.strip()
    assert ["empty-edition" in finding for finding in findings] == [True]
    hope = Listing(paper="hope", rank=1)
    listed = structs.replace(page.edition, listings=(hope,))
    text = edition.grow(structs.replace(page, edition=listed), [hope], PAPERS.__getitem__, {}, text)
    assert text == "- [a blog](https://example.org)\n\n1. [hope](../papers/2025/hope.md)\n"


@pytest.mark.parametrize("between", ["", "\n", "\n   A note.\n\n", "that goes on\n"])
def test_a_link_that_leads_elsewhere_in_the_list_itself_is_no_paper(between: str) -> None:
    text = f"1. [Hope](https://arxiv.org/abs/2503.02130)\n{between}2. [Depth](../papers/2025/depth.md)\n"
    page, findings = read(text)
    assert ["unknown-paper" in finding for finding in findings] == [True]
    assert (page.edition.intro, [entry.paper for entry in page.edition.listings]) == ("", ["depth"])


def test_a_list_does_not_start_after_its_day() -> None:
    page, findings = read(PAGE.replace("curator:", 'start: "2025-04-02"\ncurator:'))
    assert "error[front-matter]: 'start' is later than the date 2025-03-28" in findings[0]
    assert page.edition.start == ""
    page, findings = read(PAGE.replace("curator:", 'start: "2025-03-28"\ncurator:'))
    assert (page.edition.start, findings) == ("2025-03-28", [])


def test_bullets_and_loose_lists_are_lists_too() -> None:
    page, findings = read("* [Hope](../papers/2025/hope.md)\n\n* [Depth](../papers/2025/depth.md)\n  words\n  go on\n")
    assert findings == []
    assert [(entry.paper, entry.note) for entry in page.edition.listings] == [("hope", ""), ("depth", "words\ngo on")]


@pytest.mark.parametrize("between", [": ", " — ", " - ", " · 3 votes · ", " "])
def test_words_behind_a_link_are_a_comment_as_words_below_it_are(between: str) -> None:
    head = '---\ndate: "2025-03-28"\n---\n\n1. [Hope](../papers/2025/hope.md)'
    page, findings = read(f"{head}{between}read *this* first\n\n   And twice.\n")
    assert [entry.note for entry in page.edition.listings] == ["read *this* first\n\nAnd twice."]
    assert (page.is_unedited, findings) == (False, [])


def test_words_before_a_link_are_a_comment_and_emphasis_of_a_link_is_none() -> None:
    page, findings = read(
        "1. **Must read:** [Hope](../papers/2025/hope.md) · 12 votes: at once\n\n   Twice.\n"
        "2. **[FP4](../papers/2025/fp4.md)** · 3 votes\n"
        "3. [x] [[depth]]\n"
    )
    assert findings == []
    assert [(entry.paper, entry.note) for entry in page.edition.listings] == [
        ("hope", "**Must read:**\n\nat once\n\nTwice."),
        ("fp4", ""),
        ("depth", ""),
    ]


@pytest.mark.parametrize("words", ["from last week", "by popular demand", "new"])
def test_words_beside_a_link_without_a_sign_between_are_a_comment(words: str) -> None:
    page, _ = read(f"1. [Hope](../papers/2025/hope.md) {words} · by taesiri\n")
    (entry,) = page.edition.listings
    assert (entry.note, entry.submitter, entry.organisation, entry.announced) == (words, "taesiri", "", "")


def test_a_count_beside_a_link_needs_no_sign_between() -> None:
    page, _ = read("1. [Hope](../papers/2025/hope.md) 12 votes · 3 comments\n")
    (entry,) = page.edition.listings
    assert (entry.votes, entry.comments, entry.note) == (12, 3, "")


@pytest.mark.parametrize("between", [". ", ": ", ", ", "! ", " – ", " - "])
def test_words_behind_a_count_leave_it_a_count(between: str) -> None:
    page, _ = read(f"1. [Hope](../papers/2025/hope.md) · 1,200 votes · 3 comments{between}by far the best read\n")
    (entry,) = page.edition.listings
    assert (entry.votes, entry.comments, entry.note) == (1200, 3, "by far the best read")
    page, _ = read("1. [Hope](../papers/2025/hope.md) · 9 votes (up from 3) · 3 comments on page 2\n")
    assert [(entry.votes, entry.comments) for entry in page.edition.listings] == [(9, None)]
    assert page.edition.listings[0].note == "(up from 3) · 3 comments on page 2"


WRITTEN = edition.write(
    edition.with_entries(read(PAGE)[0], (Listing(paper=paper, rank=0, votes=3) for paper in PAPERS)),
    PAPERS.__getitem__,
)
"""As sitegen writes it."""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("1. ", "1. **Must read:** "),
        ("[hope]", "[Hope, in short]"),
        ("[hope](../papers/2025/hope.md)", "[[hope]]"),
        ("1. ", "1) "),
        ("\nThat", "4. [Delta](../papers/2025/delta.md)\n\nThat"),
        ("\nThat", "4. A talk on Friday\n\n   Bring your laptops.\n\nThat"),
        ("\nThat", "4. [fp4](../papers/2025/fp4.md)\n\n   Really read this.\n\nThat"),
        ("depth.md", "dept.md"),
    ],
    ids=["words before", "link text", "link of Obsidian", "mark", "unknown paper", "no link", "twice", "wrong link"],
)
def test_what_an_editor_writes_into_a_list_makes_it_the_editors(old: str, new: str) -> None:
    assert read(WRITTEN)[0].is_unedited
    assert old in WRITTEN
    assert not read(WRITTEN.replace(old, new))[0].is_unedited


@pytest.mark.parametrize(
    ("old", "new"),
    [("1. ", "7. "), ("papers/2025/hope", "papers/best/hope"), ("3 votes\n", "3 votes\n\n   Words.\n\n")],
)
def test_numbers_folders_and_words_below_do_not_make_a_list_the_editors(old: str, new: str) -> None:
    assert old in WRITTEN
    assert read(WRITTEN.replace(old, new))[0].is_unedited


def test_a_list_in_a_note_keeps_its_indent() -> None:
    page, _ = read("1. [Hope](../papers/2025/hope.md)\n   - a point\n     - of a point\n\n         code\n")
    assert page.edition.listings[0].note == "- a point\n  - of a point\n\n      code"


def test_a_link_that_leads_nowhere_is_told_with_its_place() -> None:
    page, findings = read(PAGE.replace("fp4.md", "fp5.md"))
    assert [entry.paper for entry in page.edition.listings] == ["hope", "depth"]
    assert findings == [
        "content/editions/2025-03-28.md:13:28: error[unknown-paper]: no page lies at '../papers/2025/fp5.md'\n"
        "   13 | 2. [FP4: \\[4-Bit\\] Models](../papers/2025/fp5.md)\n"
        "      |                            ^^^^^^^^^^^^^^^^^^^^^\n"
        "   hint: did you mean ../papers/2025/fp4.md?"
    ]


def test_for_a_shortened_link_the_whole_one_is_proposed() -> None:
    paper = Paper(id="hope-without-noise", facts=Facts(title="Hope"), path="papers/hope-without-noise.md")
    assert Targets([paper]).hint("papers/hop.md") == "link to a page below papers/"
    assert Targets([paper]).hint("papers/hope.md") == "did you mean ../papers/hope-without-noise.md?"
    assert Targets([paper]).hint("papers/hope-without.md") == "did you mean ../papers/hope-without-noise.md?"
    assert Targets([paper]).hint("papers/hope-wi.md") == "did you mean ../papers/hope-without-noise.md?"


@pytest.mark.parametrize("link", ["[Gone](../papers/2025/vanished.md)", "[[vanished]]"])
def test_of_a_deleted_page_the_line_is_to_be_deleted_too(link: str) -> None:
    _, (finding,) = read(PAGE.replace("3. [Depth]", f"3. {link}\n4. [Depth]"))
    assert "if the page was deleted, delete this line or restore the page" in finding


def test_a_paper_stands_in_an_edition_once() -> None:
    page, findings = read(PAGE.replace("fp4.md", "hope.md"))
    assert [entry.paper for entry in page.edition.listings] == ["hope", "depth"]
    assert "this paper stands in the edition already" in findings[0]


def test_of_a_list_with_both_sides_of_a_merge_nothing_else_is_reported() -> None:
    ours = "1. [Hope](../papers/2025/hope.md)\n\nMore:\n\n2. [Depth](../papers/2025/depth.md)\n"
    page, findings = read(f"<<<<<<< HEAD\n{ours}=======\n{ours}3. [Gone](gone.md)\n>>>>>>> other\n")
    assert [entry.paper for entry in page.edition.listings] == ["hope"]
    assert ["error[both-sides]" in finding for finding in findings] == [True]
    page, findings = read("<<<<<<< HEAD\n1. [Hope](hope.md)\n=======\n1. [[hope]]\n2. [[x]]\n>>>>>>> other\n")
    assert ([entry.paper for entry in page.edition.listings], page.edition.lost) == (["hope"], ("x",))
    assert ["error[both-sides]" in finding for finding in findings] == [True]


def test_a_number_that_is_too_long_counts_nothing() -> None:
    page, _ = read(f"1. [Hope](../papers/2025/hope.md) · {'9' * 20} votes · {'9' * 5000} comments\n")
    assert [(entry.votes, entry.comments) for entry in page.edition.listings] == [(None, None)]


def test_a_line_without_a_link_is_told_and_the_others_stay() -> None:
    page, findings = read(PAGE.replace("[FP4: \\[4-Bit\\] Models](../papers/2025/fp4.md)", "FP4"))
    assert [entry.paper for entry in page.edition.listings] == ["hope", "depth"]
    assert findings == [
        "content/editions/2025-03-28.md:13:1: warning[no-link]: this entry links to no paper\n"
        "   13 | 2. FP4\n"
        "      | ^\n"
        "   hint: write it as [title](../papers/….md)"
    ]


def test_the_date_may_come_from_the_name_of_the_file() -> None:
    page, findings = read("1. [Hope](../papers/2025/hope.md)\n")
    assert (page.edition.date, findings) == ("2025-03-28", [])


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("1850-01-01", "'1850-01-01' is not a day of the years 1900 to 2099 such as 2025-03-28"),
        ("march", "an edition's page needs a date"),
    ],
)
def test_a_name_that_is_no_day_of_an_edition_is_told_as_a_date_is(name: str, message: str) -> None:
    report = Report()
    assert edition.parse("1. [A](../papers/a.md)\n", f"editions/{name}.md", f"content/{name}.md", report) is None
    assert [(found.code, found.message) for found in report.diagnostics] == [("no-date", message)]


notes = st.sampled_from(["", "One line.", "Two\n\nparagraphs", "- a list\n- of two"])
listings = st.lists(
    st.builds(
        Listing,
        paper=st.sampled_from(sorted(PAPERS)),
        rank=st.just(1),
        votes=st.none() | st.integers(0, 9999),
        comments=st.none() | st.integers(0, 99),
        submitter=st.sampled_from(["", "AK", "Ann *B* [c]", "li·ming", "by by"]),
        organisation=st.sampled_from(["", "MIT", "AT&T _Labs_"]),
        note=notes,
    ),
    max_size=3,
    unique_by=lambda entry: entry.paper,
)


@example([Listing(paper="depth", rank=1)], "", "A bracket behind \\]")
@given(listings, st.sampled_from(["", "Words."]), st.text(st.characters(exclude_categories=("C", "Z")), min_size=1))
def test_what_is_written_is_read_back(entries: list[Listing], intro: str, title: str) -> None:
    ranked = tuple(
        Listing(
            paper=entry.paper,
            rank=rank,
            votes=entry.votes,
            comments=entry.comments,
            submitter=entry.submitter,
            organisation=entry.organisation,
            note=entry.note,
        )
        for rank, entry in enumerate(entries, 1)
    )
    dated = Edition(date="2025-03-28", intro=intro, listings=ranked, path="editions/2025-03-28.md")
    page = EditionPage(edition=dated, is_unedited=True)
    titled = {name: structs.replace(paper, facts=Facts(title=title)) for name, paper in PAPERS.items()}
    written = edition.write(page, titled.__getitem__)
    again, findings = read(written)
    assert [finding for finding in findings if "empty-edition" not in finding] == []
    assert structs.replace(again, text_digest=b"") == page
    assert again.is_unedited


def grown(text: str, *moved: tuple[str, str]) -> str:
    """The page with an entry more at its end."""
    page = EditionPage(edition=Edition(date="2025-03-28", path="editions/2025-03-28.md"))
    papers = {"x": Paper(id="x", facts=Facts(title="New"), path="papers/2025/x.md")}
    return edition.grow(page, [Listing(paper="x", rank=4)], papers.__getitem__, dict(moved), text)


def test_an_entry_is_added_without_touching_the_rest() -> None:
    line = "[New](../papers/2025/x.md)\n"
    assert grown(PAGE) == PAGE.replace(" · 1 vote\n", f" · 1 vote\n4. {line}")
    assert grown("---\ndate: x\n---\n\nWords.\n") == f"---\ndate: x\n---\n\nWords.\n\n1. {line}"


@pytest.mark.parametrize(
    "link", ["../papers/my%20notes/a.md", "<../papers/my notes/a.md>", "../papers/my%20notes/a.md#b"]
)
def test_a_link_follows_its_page_though_there_is_a_space_in_it(link: str) -> None:
    text = f"1. [A]({link}) · 3 votes\n"
    moved = ("papers/my notes/a.md", "papers/other notes/b.md")
    assert grown(text, moved).startswith("1. [A](../papers/other%20notes/b.md) · 3 votes\n")


@pytest.mark.parametrize("key", ["date", "start"])
@pytest.mark.parametrize("value", ["2025-02-30", "2025-02", "2205-03-28", "28 March", "[2025-03-28]"])
def test_a_day_that_is_none_is_reported_at_its_line(key: str, value: str) -> None:
    other = "" if key == "date" else 'date: "2025-03-28"\n'
    report = Report()
    text = f"---\n{other}{key}: {value}\n---\n\n1. [A](../papers/a.md)\n"
    edition.parse(text, "editions/x.md", "content/editions/x.md", report)
    (found,) = report.diagnostics
    assert found.severity == "error"
    assert str(found.at) == f"content/editions/x.md:{3 if other else 2}:{len(key) + 3}"


def test_an_edition_that_is_to_be_a_draft_is_told_to_be_none() -> None:
    report = Report()
    text = "---\ndate: 2025-03-28\ndraft: true\n---\n\n1. [A](../papers/a.md)\n"
    edition.parse(text, "editions/x.md", "content/editions/x.md", report)
    (found,) = report.diagnostics
    assert (found.severity, str(found.at)) == ("warning", "content/editions/x.md:3:8")


def test_a_head_that_cannot_be_read_is_not_written_anew() -> None:
    page, _ = read(edition.write(edition.with_entries(read(PAGE)[0], ()), PAPERS.__getitem__))
    assert page.is_unedited
    text = edition.write(page, PAPERS.__getitem__).replace("\n---\n", "\nmood: fine: so far\n---\n")
    unlinked = edition.parse(text, "editions/2025-03-28.md", "content/editions/2025-03-28.md", Report())
    assert unlinked
    assert not unlinked.page.is_unedited


@pytest.mark.parametrize(
    "second", ["2. <!-- mine --> [B](b.md)", "2.<!-- mine --> [B](b.md)", "<!-- mine\n-->2. [B](b.md)"]
)
def test_a_list_with_a_comment_is_the_editor_s(second: str) -> None:
    def items(second: str) -> list[Item]:
        return cut(f"1. [A](a.md)\n{second}".split("\n"))[1]

    own = items(second)
    assert [find_link(item.shown) is not None for item in own] == [True, True]
    assert own[-1].lead + own[-1].text == second.split("\n")[-1]
    assert digest(own) != digest(items("2. [B](b.md)")) == digest(items("7. [B](b.md)"))


def test_a_comment_may_begin_and_end_in_any_line_of_a_list() -> None:
    hope, other = "[Hope](../papers/2025/hope.md) · 3 votes", "[FP4](../papers/2025/fp4.md)"
    for body in (
        f"1. {hope} <!-- or\n   SECRET -->\n2. none <!-- {other}\n-->",
        f"Fine.\n\n<!-- SECRET\n-->1. {hope}\n2. none",
        f"1. {hope}\n<!-- SECRET {other}\n-->2. none",
        f"1. {hope} <!-- SECRET\n2. {other}\n-->\n2. none",
    ):
        page, _ = read(f"{body}\n\nThat was it.\n")
        assert [(entry.paper, entry.votes) for entry in page.edition.listings] == [("hope", 3)]
        assert not any(mark in comments.without(words) for words in page.edition.words for mark in ("SECRET", "--"))
