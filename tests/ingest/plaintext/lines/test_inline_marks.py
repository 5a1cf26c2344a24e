"""Marks inside lines are those of Markdown, and the names of a list of authors look alike."""

from __future__ import annotations

import pytest

from sitegen.diagnostics import Report
from sitegen.ingest import ingest
from sitegen.ingest.plaintext.lines import lines
from sitegen.ingest.plaintext.lines.inline_marks import marks_of, without_own_names


def text_of(row: str) -> str:
    (line,) = lines([(1, row)])
    return line.text


def test_the_anchors_of_exported_headings_are_no_words() -> None:
    assert text_of("## **1. Slow Clocks** {#1.-slow-clocks}") == "**1. Slow Clocks**"
    assert text_of("# **Papers, May 5** {#papers,-may-5}") == "**Papers, May 5**"
    assert text_of("Sets {1, 2} of {# and more}") == "Sets {1, 2} of {# and more}"


def test_the_month_of_a_meeting_is_no_part_of_the_year_of_a_reference() -> None:
    for month in ("May", "August 12", "Aug. 12–15", "July 30 - August 2", "août"):
        assert text_of(f"Lee, A. (2023a, {month}). Slow Clocks.") == "Lee, A. (2023a). Slow Clocks."
    assert text_of("Journal club (2023, May 3)") == "Journal club (2023, May 3)"
    assert text_of("Lee, A. (2023, Nature). Slow Clocks.") == "Lee, A. (2023, Nature). Slow Clocks."


def test_links_of_asciidoc_end_with_their_mark_for_another_window() -> None:
    url = "https://a.example/1"
    assert text_of(f"* {url}[Slow Clocks: A Study^] +") == f"[Slow Clocks: A Study]({url})"
    assert text_of(f"See link:{url}[Slow Clocks].") == f"See [Slow Clocks]({url})."
    assert text_of(f"[Slow Clocks]({url})[Small Maps]") == f"[Slow Clocks]({url})[Small Maps]"


def test_a_whole_reference_is_no_link() -> None:
    cited = "Lee, A., & Cho, B. (2024). Slow Clocks. *Clock Letters*."
    assert text_of(f"[{cited}](https://a.example/1)") == f"{cited} https://a.example/1"
    assert text_of("[Slow Clocks (2024)](https://a.example/1)") == "[Slow Clocks (2024)](https://a.example/1)"


def test_the_pictures_and_boxes_of_text_browsers_are_no_words() -> None:
    assert text_of("Submitted by [avatar] Ann Lee") == "Submitted by Ann Lee"
    assert text_of("[favicon] Slow Clocks") == "Slow Clocks"
    assert text_of("Avatar for All: Clocks [code]") == "Avatar for All: Clocks [code]"
    assert text_of("( ) 12") == "12"
    assert [line.text for line in lines(list(enumerate(("avatar for Ann Lee", "Ann Lee"), 1)))] == ["Ann Lee"]
    assert text_of("[image](https://a.example/1) of Avatar for All") == "[image](https://a.example/1) of Avatar for All"


def test_a_title_between_the_brackets_of_a_post_is_set_off() -> None:
    title = "慢钟与小地图的历史及其在城市中的意义"
    assert text_of(f"#论文推荐#【{title}】作者：王伟") == f"**{title}** 作者：王伟"
    assert text_of("【论文推荐】慢钟与小地图的历史") == "【论文推荐】慢钟与小地图的历史"


@pytest.mark.parametrize(
    ("line", "plain"),
    [
        ("**Ann Lee**, Bo Cho, Cy Roy. Slow Clocks", "Ann Lee, Bo Cho, Cy Roy. Slow Clocks"),
        ("Bo Cho, <u>Ann Lee</u> and Cy Roy", "Bo Cho, Ann Lee and Cy Roy"),
        ("Bo Cho and __Ann Lee__", "Bo Cho and Ann Lee"),
        ("**Lee, A. B.** (2024). Slow Clocks", "Lee, A. B. (2024). Slow Clocks"),
        ("CHO, Bo Maria; **GARCIA, Ann Maria**. Slow Clocks", "CHO, Bo Maria; GARCIA, Ann Maria. Slow Clocks"),
        ("**GARCIA, Ann Maria**; CHO, Bo Maria. Slow Clocks", "GARCIA, Ann Maria; CHO, Bo Maria. Slow Clocks"),
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


def test_buttons_and_lists_of_attributes_are_left_out() -> None:
    assert text_of('Slow Clocks <button class="star" onclick="f(\'1\')">☆</button>') == "Slow Clocks"
    assert text_of('[pdf](https://a.org/1){:target="_blank"} and more') == "[pdf](https://a.org/1) and more"


def test_the_name_of_a_field_in_brackets_has_a_colon_behind_it() -> None:
    assert text_of("【概要】We wait for clocks.") == "概要：We wait for clocks."
    assert text_of("［要旨］ We wait.") == "要旨：We wait."
    assert text_of("[Abstract] We wait.") == "Abstract: We wait."
    assert text_of("【标题】Slow Clocks") == "标题：Slow Clocks"
    assert text_of("【论文】Slow Clocks") == "论文：Slow Clocks"


@pytest.mark.parametrize(
    "line",
    ["[PDF] Slow Clocks", "【重磅】Slow Clocks", "[Abstract](https://a.org/1)", "[Abstract]", "[CITATION] Small Maps"],
)
def test_links_and_other_words_in_brackets_stay(line: str) -> None:
    assert text_of(line) == line


@pytest.mark.parametrize(
    ("line", "plain"),
    [
        ("[:scroll:](clocks.pdf) [Slow Clocks](https://example.org/1)", "[Slow Clocks](https://example.org/1)"),
        ("[:scroll:](https://example.org/1) **Slow Clocks**", "**Slow Clocks** [link](https://example.org/1)"),
        (":authors: [Ann Lee](https://example.org/lee)", ":authors: [Ann Lee](https://example.org/lee)"),
    ],
)
def test_an_emoji_by_name_is_no_word_of_a_title(line: str, plain: str) -> None:
    assert text_of(line) == plain


@pytest.mark.parametrize(
    ("line", "plain"),
    [
        ("[Slow Clocks of  the World.pdf](a.pdf)", "[Slow Clocks of the World](a.pdf)"),
        ("[Slow_Clocks_of_the_World.docx](a.docx)", "[Slow Clocks of the World](a.docx)"),
        ("[慢钟与小地图.caj](a.caj)", "[慢钟与小地图](a.caj)"),
        ("[lee2024.pdf](a.pdf)", "[lee2024.pdf](a.pdf)"),
    ],
)
def test_the_ending_of_a_file_is_no_part_of_a_title(line: str, plain: str) -> None:
    assert text_of(line) == plain


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


def test_a_colon_stands_between_arxiv_and_an_id() -> None:
    assert text_of("Slow Clocks - arxiv 2503.00001, skim") == "Slow Clocks - arxiv:2503.00001, skim"
    assert text_of("Lee et al., arXiv 2503.01234. Ours") == "Lee et al., arXiv:2503.01234. Ours"
    for title in ("A Survey of arXiv 2020 to 2025", "A Reply to arXiv 2503.01234"):
        assert text_of(title) == title


def test_keys_of_citations_and_boxes_of_tasks_before_titles_are_no_words_of_them() -> None:
    assert text_of("## @lee2025 – Slow Clocks") == "Slow Clocks"
    assert text_of("- @lee2025: Slow Clocks") == "Slow Clocks"
    assert text_of("- @lee2025 asks for clocks") == "@lee2025 asks for clocks"
    assert text_of("- {{[[TODO]]}} Slow Clocks") == "Slow Clocks"
    assert text_of("[[Ann Lee]] [[Bo Cho]]") == "Ann Lee, Bo Cho"


@pytest.mark.parametrize(
    ("line", "plain"),
    [
        ("«Slow Clocks» – de Ann Lee y Bo Cho", "«Slow Clocks» por Ann Lee y Bo Cho"),
        ("“Slow Clocks”- de Ann Lee y cols.", "“Slow Clocks” por Ann Lee et al."),
        ("Slow Clocks - de Ann a Bo", "Slow Clocks - de Ann a Bo"),
        ("Slow Clocks (Lee & al.)", "Slow Clocks (Lee et al.)"),
        ("Slow Clocks (Ann Lee +coauthors)", "Slow Clocks (Ann Lee et al.)"),
        ("Ann Lee and coauthors, Slow Clocks", "Ann Lee et al.: Slow Clocks"),
        ("Trust among Strangers and Co-authors", "Trust among Strangers and Co-authors"),
        ("Slow Clocks, Lee & Alba", "Slow Clocks, Lee & Alba"),
    ],
)
def test_whose_a_title_is_stands_behind_it_in_one_way(line: str, plain: str) -> None:
    assert text_of(line) == plain


@pytest.mark.parametrize(
    ("line", "plain"),
    [
        ("1、慢钟与小地图（小王讲）", "慢钟与小地图"),
        ("2、（Ann讲）Slow Clocks", "Slow Clocks"),
        ("- 遅い時計（山田 発表）", "遅い時計"),
        ("慢钟（讲义）与小地图", "慢钟（讲义）与小地图"),
        ("我们（小王讲）有慢钟。", "我们（小王讲）有慢钟。"),
    ],
)
def test_who_presents_a_paper_is_no_part_of_its_title(line: str, plain: str) -> None:
    assert text_of(line) == plain


@pytest.mark.parametrize(
    ("line", "linked"),
    [
        ("[[file:~/papers/2503.00001.pdf][Slow Clocks]]", "[Slow Clocks](https://arxiv.org/abs/2503.00001)"),
        ("- [Slow Clocks](2503.00001v2.pdf)", "[Slow Clocks](https://arxiv.org/abs/2503.00001)"),
        ("[Slow Clocks](https://a.example/2503.00001.pdf)", "[Slow Clocks](https://a.example/2503.00001.pdf)"),
        ("[Slow Clocks](papers/lee-2503.00001.pdf)", "[Slow Clocks](papers/lee-2503.00001.pdf)"),
    ],
)
def test_a_file_is_called_by_the_arxiv_id_of_its_paper(line: str, linked: str) -> None:
    assert text_of(line) == linked


def test_a_journal_in_italics_is_no_name_before_its_volume() -> None:
    for behind in ("**214** (2024)", "12 (2024)"):
        line = f"Ann Lee and Bo Cho, *Acta Clock.* {behind}"
        assert without_own_names(line) == line
    assert without_own_names("Lee, A., *Cho, B.* 2024. Clocks") == "Lee, A., Cho, B. 2024. Clocks"


def test_tags_of_html_amid_sentences_are_no_labels_as_invented_ones_are() -> None:
    pattern, label = marks_of("<title>A</title><title>B</title>", is_org=False)[-1]
    assert pattern.sub(label, "<gist>We show <code>x</code>.</gist>") == "gist: We show x."


def test_a_link_to_a_file_may_have_spaces_in_it() -> None:
    rows = "1. [Slow Clocks of the World.pdf](<Slow Clocks of the World.pdf>)\n2. [Small Maps](Small Maps.pdf)\n"
    digest = ingest(rows.encode(), "2025-03-28.md", Report())
    assert [entry.facts.title for entry in digest.entries] == ["Slow Clocks of the World", "Small Maps"]


def test_what_boards_and_other_programs_have_beside_papers_is_no_text() -> None:
    task = "- [ ] **Slow Clocks**<br>Ann Lee<br>We let agents think."
    for behind in (" #clocks", " @{2026-06-09}", " #clocks/slow 📅 2026-06-09"):
        assert text_of(task + behind) == text_of(task)
    assert text_of("- [ ] Slow Clocks #clocks") == "Slow Clocks #clocks"
    assert text_of("title:: @Slow Clocks") == "title:: Slow Clocks"
    assert text_of("We let clocks wait… Expand") == "We let clocks wait…"
    assert text_of("We let clocks waitShow more") == "We let clocks wait"
    assert text_of("Code: https://github.com/lee/clocksShow more") == "Code: https://github.com/lee/clocksShow more"
    assert text_of("Slow Clocks pdf icon") == "Slow Clocks"
    for row in ("pdf icon", "Slow Clocks as an icon", "Clocks That Expand", "Clocks That Show more"):
        assert text_of(row) == row
    file = '- PDF {{zotero-imported-file AB12CD34, "Lee - 2025.pdf"}}'
    assert [line.text for line in lines([(1, "- [[Slow Clocks]]"), (2, file)])] == ["Slow Clocks"]


def test_family_names_between_brackets_behind_a_title_are_those_of_authors() -> None:
    assert text_of("Slow Clocks  [Lee, Cho] ok") == "Slow Clocks  (Lee, Cho) ok"
    assert text_of("Slow Clocks [Oral] ok") == "Slow Clocks [Oral] ok"
    assert text_of("Slow Clocks [Lee, Cho](https://example.org/1)") == "Slow Clocks [Lee, Cho](https://example.org/1)"


@pytest.mark.parametrize(
    "row",
    [
        "Slow Clocks  [Vision, Language]",
        "Slow Clocks [Paris, France]",
        "We build on work [Lee, Cho] and wait.",
        "Slow Clocks  [Lee, Cho] - Ann Lee, Bo Cho",
    ],
)
def test_words_between_brackets_that_may_be_no_authors_stay(row: str) -> None:
    assert text_of(row) == row


def test_the_mark_of_who_answers_mails_is_no_part_of_names() -> None:
    assert text_of("Ann Lee (Ulm)*; Bo Cho (Bern)") == "Ann Lee (Ulm); Bo Cho (Bern)"
    assert text_of("Ann Lee (Ulm); Bo Cho (Bern)*") == "Ann Lee (Ulm); Bo Cho (Bern)"
    for line in ("*Slow (and Late)* Clocks", "Slow Clocks (f(x)*g)"):
        assert text_of(line) == line
