"""Marks inside lines are those of Markdown, and the names of a list of authors look alike."""

from __future__ import annotations

import pytest

from sitegen.ingest.plaintext.lines import lines
from sitegen.ingest.plaintext.lines.inline_marks import marks_of, without_own_names


def text_of(row: str) -> str:
    (line,) = lines([(1, row)])
    return line.text


def texts_of(text: str) -> list[str]:
    return [line.text for line in lines(list(enumerate(text.split("\n"), 1)))]


def test_the_anchors_of_exported_headings_are_no_words() -> None:
    assert text_of("## **1. Slow Clocks** {#1.-slow-clocks}") == "**1. Slow Clocks**"
    assert text_of("# **Papers, May 5** {#papers,-may-5}") == "**Papers, May 5**"
    assert text_of("Sets {1, 2} of {# and more}") == "Sets {1, 2} of {# and more}"


def test_links_of_asciidoc_end_with_their_mark_for_another_window() -> None:
    url = "https://a.example/1"
    assert text_of(f"* {url}[Slow Clocks: A Study^] +") == f"[Slow Clocks: A Study]({url})"
    assert text_of(f"See link:{url}[Slow Clocks].") == f"See [Slow Clocks]({url})."
    assert text_of(f"[Slow Clocks]({url})[Small Maps]") == f"[Slow Clocks]({url})[Small Maps]"


@pytest.mark.parametrize(
    ("line", "plain"),
    [
        ("**Ann Lee**, Bo Cho, Cy Roy. Slow Clocks", "Ann Lee, Bo Cho, Cy Roy. Slow Clocks"),
        ("Bo Cho, <u>Ann Lee</u> and Cy Roy", "Bo Cho, Ann Lee and Cy Roy"),
        ("Bo Cho and __Ann Lee__", "Bo Cho and Ann Lee"),
        ("**Lee, A. B.** (2024). Slow Clocks", "Lee, A. B. (2024). Slow Clocks"),
    ],
)
def test_a_name_among_others_is_set_as_they_are(line: str, plain: str) -> None:
    assert without_own_names(line) == plain


@pytest.mark.parametrize(
    "line",
    [
        "**Slow Clocks**, Ann Lee, Bo Cho",
        "**Ann Lee** writes about clocks",
        "**Time, Clocks**. A book",
        "*Example Letters*, 3, 20–31",
        "**Ann Lee**: Slow Clocks, Small Maps",
    ],
)
def test_titles_journals_and_names_alone_stay_as_they_are_set(line: str) -> None:
    assert without_own_names(line) == line


def test_lists_of_attributes_are_left_out() -> None:
    assert text_of('[pdf](https://a.org/1){:target="_blank"} and more') == "[pdf](https://a.org/1) and more"


@pytest.mark.parametrize(
    ("line", "parted"),
    [
        ("Lee A,Cho B,et al.Slow clocks[J].Clocks,2024", "Lee A,Cho B,et al. Slow clocks[J].Clocks,2024"),
        ("Lee A N.Slow clocks of the world[C]// Clocks", "Lee A N. Slow clocks of the world[C]// Clocks"),
        ("李明，王芳．世界上的慢时钟与小地图研究[J]. 时钟学报", "李明，王芳. 世界上的慢时钟与小地图研究[J]. 时钟学报"),
        ("See example.Org for more, and Node.js", "See example.Org for more, and Node.js"),
    ],
)
def test_names_and_title_are_parted_where_a_reference_has_the_mark_of_its_kind(line: str, parted: str) -> None:
    assert text_of(line) == parted


def test_an_arxiv_id_before_a_title_as_tabs_of_browsers_show_it_is_the_title_s() -> None:
    assert text_of("[2503.00001v2] Slow Clocks of the World") == "Slow Clocks of the World arXiv:2503.00001"
    assert text_of("- [2503.00001] Slow Clocks") == "Slow Clocks arXiv:2503.00001"
    assert text_of("[2503.00001](https://a.org/1) Slow Clocks").startswith("[2503.00001](")


def test_tags_of_html_amid_sentences_are_no_labels_as_invented_ones_are() -> None:
    pattern, label = marks_of("<title>A</title><title>B</title>", is_org=False)[-1]
    assert pattern.sub(label, "<gist>We show <code>x</code>.</gist>") == "gist: We show x."


def test_marks_of_forums_are_those_of_markdown() -> None:
    rows = "[list]\n[*][url=https://example.org/1]Slow Clocks[/url] by [i]Ann Lee[/i]\n[*][b]Small Maps[/b]\n[/list]"
    assert texts_of(rows) == ["[Slow Clocks](https://example.org/1) by Ann Lee", "**Small Maps**"]


def test_a_backslash_at_the_end_of_a_line_breaks_it() -> None:
    assert texts_of("*Slow Clocks* \\\nAnn Lee\\\nBo Cho") == ["*Slow Clocks*", "Ann Lee", "Bo Cho"]


def test_what_a_browser_shows_of_a_link_is_no_part_of_its_address() -> None:
    url = "https://a.example/profile?id=~Ann_Lee1"
    assert text_of(f'[Ann Lee]({url} "~Ann_Lee1"), [Bo Cho]({url})') == f"[Ann Lee]({url}), [Bo Cho]({url})"
