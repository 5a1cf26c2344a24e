"""Lists as people paste them: what a reader sees in each, and what is no paper."""

from __future__ import annotations

import pytest

from sitegen.diagnostics import Report
from sitegen.ingest import ingest
from sitegen.ingest.values import prose
from sitegen.model import Digest

DEPTH = "The Curse of Depth in Large Language Models"
FORGET = "Learning to Forget: Memory at a Lower Cost"
VISION = "Seeing Less and Knowing More with Sparse Vision Encoders"
ABSTRACTS = {
    DEPTH: "Half of the layers of a large model do almost nothing. We show why this happens, and propose a scaling of "
    "layer norms that gives each layer something to do. On four benchmarks it improves accuracy by two points.",
    FORGET: "Memory that grows with the input is expensive. This work keeps what matters and forgets the rest, and we "
    "find that a tenth of the cache is enough on three tasks. Code is available.",
    VISION: "Vision encoders look at every patch, although most of them are sky. We present an encoder that chooses "
    "where to look, and show that it is four times faster without a loss of accuracy.",
}
NAMES = {
    DEPTH: ["Wenfang Sun", "Xinyuan Song", "Pengxiang Li"],
    FORGET: ["Yi Liu", "Maria Garcia"],
    VISION: ["Jonas Keller", "Aiko Tanaka", "Li Wei"],
}
IDS = {DEPTH: "2502.05795", FORGET: "2502.05796", VISION: "2502.05797"}
TITLES = [DEPTH, FORGET, VISION]


def read(text: str, path: str = "2025-03-28.txt") -> Digest:
    return ingest(text.encode(), path, Report())


def titles(digest: Digest) -> list[str]:
    return [entry.facts.title for entry in digest.entries]


def names(digest: Digest) -> list[list[str]]:
    return [[author.name for author in entry.facts.authors] for entry in digest.entries]


def listed(entry: str, between: str = "\n\n", head: str = "Papers of 28 March 2025\n\n") -> str:
    """A list in which `entry` is filled in for each paper."""
    return head + between.join(
        entry.format(
            number=number, title=title, abstract=ABSTRACTS[title], names=", ".join(NAMES[title]), id=IDS[title],
            url=f"https://arxiv.org/abs/{IDS[title]}",
        )
        for number, title in enumerate(TITLES, 1)
    )  # fmt: skip


WITH_ALL = {
    "numbered": "{number}. {title}\n{names}\n{url}\n{abstract}",
    "labels": "Title: {title}\nAuthors: {names}\nLink: {url}\nAbstract: {abstract}",
    "german labels": "Titel: {title}\nAutoren: {names}\nLink: {url}\nZusammenfassung: {abstract}",
    "markdown headings": "## {number}. [{title}]({url})\n\n*{names}*\n\n{abstract}",
    "bold titles": "- **{title}** — {names}\n  {url}\n  {abstract}",
    "org mode": "* {title}\n:PROPERTIES:\n:AUTHORS: {names}\n:URL: {url}\n:END:\n{abstract}",
    "chinese": "【{number}】{title}\n作者：{names}\n链接：{url}\n摘要：{abstract}",
}


@pytest.mark.parametrize("style", list(WITH_ALL))
def test_papers_are_read_whatever_the_list_looks_like(style: str) -> None:
    digest = read(listed(WITH_ALL[style]))
    assert titles(digest) == TITLES
    assert names(digest) == [NAMES[title] for title in TITLES]
    assert [entry.facts.arxiv for entry in digest.entries] == list(IDS.values())
    assert [prose.text(entry.abstract) for entry in digest.entries] == list(ABSTRACTS.values())
    assert digest.date == "2025-03-28"


@pytest.mark.parametrize("style", list(WITH_ALL))
@pytest.mark.parametrize("odd", ["1984", "2001: A Space Odyssey", "Attention"])
def test_a_title_is_known_by_its_place_among_the_others(style: str, odd: str) -> None:
    for title in TITLES:
        digest = read(listed(WITH_ALL[style]).replace(title, odd))
        assert titles(digest) == [odd if other == title else other for other in TITLES]


def test_a_day_a_time_or_a_name_above_names_is_no_title() -> None:
    text = listed("{number}. {title}\n{names}\n{abstract}")
    for other in ("8:00 am", "29 March 2025", "Carla Berg"):
        assert titles(read(f"{text}\n\n{other}\nNoor Rossi, Olu Brandt\n")) == TITLES


@pytest.mark.parametrize("between", [" ", "\n"])
@pytest.mark.parametrize("label", ["{}:", "**{}:**", "**{}**:"])
def test_abstracts_in_sections_are_whole(label: str, between: str) -> None:
    said = "Objective: What is done for {title}. Methods: We had 64 of it. Results: All were better in a year."
    shown = said
    for name in ("Objective", "Methods", "Results"):
        shown = shown.replace(f"{name}:", label.format(name))
    digest = read(listed("{title}\n{names}\n" + shown.replace(". ", f".{between}")))
    abstracts = [prose.text(entry.abstract) for entry in digest.entries]
    assert abstracts == [said.format(title=title) for title in TITLES]


def test_years_at_the_end_of_a_title_are_its_own() -> None:
    digest = read(listed("{number}. {title}, 2003–2024\n{names}\n{abstract}"))
    assert titles(digest) == [f"{title}, 2003–2024" for title in TITLES]
    assert names(digest) == list(NAMES.values())


def test_names_may_stand_behind_a_title_with_nothing_between() -> None:
    digest = read(listed("{title} {names}, Bo Cho", between="\n"))
    assert titles(digest) == TITLES
    assert names(digest) == [[*NAMES[title], "Bo Cho"] for title in TITLES]


def test_the_day_that_a_line_of_a_log_begins_with_is_no_part_of_its_title() -> None:
    digest = read(listed("2025-03-28 {title} {url}", between="\n", head=""))
    assert titles(digest) == TITLES
    assert digest.date == "2025-03-28"


@pytest.mark.parametrize("label", ["", "Authors: "])
def test_a_list_of_arxiv_that_a_text_browser_wrapped_keeps_its_titles(label: str) -> None:
    first, second = "Learning Representations of Wrapped Titles in the Text Browsers", "of Our Grandparents"
    authors = {"Deep": "Wenfang Sun, Xinyuan Song", "Fast": "Yi Liu, Maria Garcia", "Small": "Jonas Keller, Li Wei"}
    text = "\n".join(
        f"[{at}] arXiv:2503.0213{at} [pdf, html, other]\n"
        f"    Title: {word} {first}\n    {second}\n    {label}{authors[word]}\n    Comments: 12 pages\n"
        for at, word in enumerate(authors, 1)
    )
    digest = read(f"Tue, 13 May 2025\n\n{text}")
    assert titles(digest) == [f"{word} {first} {second}" for word in authors]
    assert names(digest) == [listed.split(", ") for listed in authors.values()]


def test_blocks_of_slides_have_titles_and_names_in_small_type() -> None:
    slide = (
        "\\begin{{frame}}{{Paper of the week}}\n\\begin{{block}}{{{title}}}\n\\small {names} \\\\\n{abstract}\n"
        "\\end{{block}}\n\\url{{{url}}}\n\\end{{frame}}"
    )
    digest = read(listed(slide, head=""))
    assert titles(digest) == TITLES
    assert names(digest) == [NAMES[title] for title in TITLES]


def test_keys_of_citations_and_pictures_are_no_part_of_titles() -> None:
    digest = read(listed("- [[@sun2025]] {title} ([arXiv]({url})) ![](pictures/{number}.png)", between="\n"))
    assert titles(digest) == TITLES


def test_an_abstract_above_all_titles_is_doubted() -> None:
    report = Report()
    text = listed("{title}\n\n{abstract}", head="").partition("\n\n")[2]
    ingest(text.encode(), "2025-03-28.txt", report)
    assert any(found.at and found.at.line == 1 for found in report.diagnostics)


def test_a_chat_is_a_list_of_its_links_and_its_talk_is_none() -> None:
    digest = read(
        f"[28.03.25, 09:10:33] Carla Berg: {DEPTH}\nhttps://arxiv.org/abs/2502.05795\n"
        f"[28.03.25, 09:12:01] Bo Marsh: has anybody tried this?\n"
        f"[29.03.25, 09:11:47] Carla Berg: {FORGET}\nhttps://arxiv.org/abs/2502.05796\n"
    )
    assert titles(digest) == [DEPTH, FORGET]
    assert [entry.listed for entry in digest.entries] == ["2025-03-28", "2025-03-29"]


def test_a_bibliography_is_parted_inside_its_lines() -> None:
    digest = read(
        "References\n\n"
        f"Sun, W., Song, X., & Li, P. (2025). {DEPTH} (No. arXiv:2502.05795). arXiv.\n"
        f"Liu, Y., & Garcia, M. (2025). {FORGET}. In Proceedings of the 63rd Annual Meeting (pp. 191–201).\n"
        f"Keller, J., Tanaka, A., & Li, W. (2024). {VISION}. In Advances in Neural Information Processing Systems.\n"
    )
    assert titles(digest) == TITLES
    assert names(digest)[0] == ["Sun, W.", "Song, X.", "Li, P."]


def test_several_days_are_several_lists() -> None:
    digest = read(
        f"2025-03-28\n\n{DEPTH}\n{ABSTRACTS[DEPTH]}\n\n{FORGET}\n{ABSTRACTS[FORGET]}\n\n"
        f"2025-03-27\n\n{VISION}\n{ABSTRACTS[VISION]}\n"
    )
    assert [entry.listed for entry in digest.entries] == ["2025-03-28", "2025-03-28", "2025-03-27"]


def test_links_alone_are_papers_to_be_looked_up_and_none_is_made_up() -> None:
    report = Report()
    text = "https://arxiv.org/abs/2502.05795\n\narXiv:2502.05796\n\nhttps://example.org/room-booking\n\n2502.05797\n"
    digest = ingest(text.encode(), "2025-03-28.txt", report)
    assert not digest.entries
    assert [entry.facts.arxiv for entry in digest.untitled] == ["2502.05795", "2502.05796", "", "2502.05797"]
    assert [found.code for found in report.diagnostics] == ["identifier-only"] * 4


def test_a_paper_without_what_the_others_have_is_doubted() -> None:
    report = Report()
    text = listed("{number}. {title}\n{names}\n{url}\n{abstract}").replace(ABSTRACTS[FORGET], "")
    ingest(text.encode(), "2025-03-28.txt", report)
    assert [found.message for found in report.diagnostics] == [f"'{FORGET}' has no abstract, though the others have"]
    assert report.diagnostics[0].at is not None
    assert report.diagnostics[0].excerpt == FORGET


def test_a_clear_list_raises_no_doubt() -> None:
    report = Report()
    ingest(listed("{number}. {title}\n{names}\n{url}\n{abstract}").encode(), "2025-03-28.txt", report)
    assert not report.diagnostics


def test_a_text_without_papers_is_an_error_that_says_what_was_seen_and_what_to_do() -> None:
    report = Report()
    assert not ingest(b"Log In\nSign Up\n\nPrivacy\nTerms\n", "page.txt", report).entries
    found = next(found for found in report.diagnostics if found.code == "no-papers")
    assert found.severity == "error"
    assert "4 lines" in found.message
    assert found.hint.count(";") == 2


def test_a_quoted_mail_is_read_without_its_marks_and_answers() -> None:
    body = listed("{number}. {title}\n   {abstract}", head="")
    quoted = "\n".join(f"> {line}" for line in body.split("\n"))
    digest = read(f"On Fri, 28 Mar 2025 at 08:55, Ines <ines@example.org> wrote:\n{quoted}\n\nThanks, great list!\n")
    assert titles(digest) == TITLES
    assert [prose.text(entry.abstract) for entry in digest.entries] == list(ABSTRACTS.values())


def test_a_text_browsers_numbers_lead_to_the_addresses_at_its_end() -> None:
    items = "\n\n".join(f"   [{number}]{title}\n   {ABSTRACTS[title]}" for number, title in enumerate(TITLES, 1))
    addresses = "\n".join(f"   {number}. https://arxiv.org/abs/{IDS[title]}" for number, title in enumerate(TITLES, 1))
    digest = read(f"   Daily Papers\n\n{items}\n\nReferences\n\n{addresses}\n")
    assert titles(digest) == TITLES
    assert [entry.facts.arxiv for entry in digest.entries] == list(IDS.values())


@pytest.mark.parametrize(
    "entry",
    [
        "[27/11/2026, 09:1{n}:40] {name}: {title} https://arxiv.org/abs/2511.0123{n}\n",
        "## [{title}](https://arxiv.org/abs/2511.0123{n}) [code](https://github.com/a/b{n})\nWe show it.\n\n",
        "1{n}. {title} (Dialogue, 2024)\n   Ann Lee, Bo Cho\n   arXiv:2511.0123{n}\n",
    ],
)
def test_what_stands_beside_titles_is_no_part_of_them(entry: str) -> None:
    titles = [
        "Slow Clocks Make Better Planners",
        "Small Maps and What They Leave Out",
        "Dreams about Rooms: Planning in Sleep",
    ]
    names = ("Ada", "Bo", "Cy")
    named = zip(range(1, 4), names, titles, strict=True)
    text = "".join(entry.format(n=n, name=name, title=title) for n, name, title in named)
    read = ingest(text.encode(), "2026-11-27.md", Report()).entries
    assert [entry.facts.title for entry in read] == titles
    assert [entry.facts.arxiv for entry in read] == [f"2511.0123{n}" for n in (1, 2, 3)]
    assert {link.kind for entry in read for link in entry.facts.links} == ({"code"} if "code" in text else set())


@pytest.mark.parametrize("title", ["BERT", "Publisher Correction: Slow Clocks"])
def test_what_is_called_a_title_is_one(title: str) -> None:
    entries = [f"Title: {title}", "Title: SimCLR", DEPTH, VISION]
    text = "\n\n".join(f"{entry} https://arxiv.org/abs/2502.0579{number}" for number, entry in enumerate(entries))
    assert titles(read(text)) == [title, "SimCLR", DEPTH, VISION]
    assert titles(read(text.split("\n")[0])) == [title]
