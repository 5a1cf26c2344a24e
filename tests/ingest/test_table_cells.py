"""What a cell of a table holds: a title with its link, a description with an address, names in one of many forms."""

from __future__ import annotations

import re

import pytest

from sitegen.diagnostics import Report
from sitegen.ingest import ingest
from sitegen.ingest.values import prose
from sitegen.model import Entry, Link
from tests.ingest.test_tables import TITLE, read, table


def entry_of(cell: str, name: str = "Title") -> Entry:
    return read(table({name: cell, "Abstract": "We do."} if name == "Title" else {"Title": TITLE, name: cell}))[
        0
    ].entries[0]


def test_cells_hold_links_in_the_ways_of_spreadsheets() -> None:
    for cell in (
        '=HYPERLINK("https://arxiv.org/abs/2502.05795","A Paper on One Thing")',
        "A Paper on One Thing\nhttps://arxiv.org/abs/2502.05795",
        "[A Paper on One Thing](https://arxiv.org/abs/2502.05795)",
        "**A Paper on One Thing** [](https://arxiv.org/abs/2502.05795)",
    ):
        facts = entry_of(cell).facts
        assert (facts.title, facts.arxiv) == ("A Paper on One Thing", "2502.05795")
    assert entry_of("https://github.com/a/b https://a.github.io", "Link").facts.links == (
        Link("code", "https://github.com/a/b"),
        Link("project", "https://a.github.io"),
    )


def test_marks_of_emphasis_around_a_cell_are_no_part_of_it() -> None:
    for cell in ("*{}*", "_{}_", "~~{}~~", "***{}***", "[*{}*](https://arxiv.org/abs/2502.05795)"):
        assert entry_of(cell.format("Slow Clocks and Hands")).facts.title == "Slow Clocks and Hands"
    for cell in ("Slow *Clocks* and Hands", "*Clocks* and *Hands*", "Search by A* and B*", "* of _Clocks_"):
        assert entry_of(cell).facts.title == cell


def test_links_may_have_numbers_whose_addresses_stand_below_the_table() -> None:
    text = "| Title | Authors |\n|---|---|\n| [Slow Clocks][1] | Ann Lee |\n| Small Maps [a][2] | Bo Cho |\n\n"
    facts = [entry.facts for entry in read(f"{text}[1]: https://arxiv.org/abs/2502.05795\n", "list.md")[0].entries]
    assert [(paper.title, paper.arxiv) for paper in facts] == [
        ("Slow Clocks", "2502.05795"),
        ("Small Maps [a][2]", ""),
    ]


def test_a_list_of_names_may_end_with_that_there_are_others() -> None:
    names = [author.name for author in entry_of("Ann Lee, Bo Choほか", "著者").facts.authors]
    assert names == ["Ann Lee", "Bo Cho"]


def test_what_a_browsers_tab_has_around_a_title_is_taken_off() -> None:
    for cell in ("[2502.05795] A Paper on One Thing", "[2502.05795v2] A Paper on One Thing - arXiv"):
        assert (entry_of(cell).facts.title, entry_of(cell).facts.arxiv) == ("A Paper on One Thing", "2502.05795")
    for cell in ("A Paper on One Thing | OpenReview", "Paper page - A Paper on One Thing"):
        assert entry_of(cell).facts.title == "A Paper on One Thing"


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Lee, Ann", ["Ann Lee"]),
        ("Lee, Ann; van der Berg, Bo", ["Ann Lee", "Bo van der Berg"]),
        ("Lee, Ann and Cho, Bo", ["Ann Lee", "Bo Cho"]),
        ("Ann Lee, Bo Cho and Cy Doe", ["Ann Lee", "Bo Cho", "Cy Doe"]),
        ("Ann Lee | Bo Cho", ["Ann Lee", "Bo Cho"]),
        ("Ann Lee\nBo Cho", ["Ann Lee", "Bo Cho"]),
        ('["Ann Lee", "Bo Cho"]', ["Ann Lee", "Bo Cho"]),
        ("Lee A, Cho B.", ["Lee A", "Cho B"]),
        ("Lee A., Cho B., van der Berg K.", ["A. Lee", "B. Cho", "K. van der Berg"]),
        ("Lee A.; Cho B.-C.", ["A. Lee", "B.-C. Cho"]),
        ("Lee A.; Ann Roy", ["Lee A.", "Ann Roy"]),
        ("Ann Lee M.D., Bo XI", ["Ann Lee M.D.", "Bo XI"]),
        ("Heaps B.V.; Maps and Rooms N.V.", ["Heaps B.V.", "Maps and Rooms N.V."]),
        ("Ann Lee R.N.; Juan Pérez G.", ["Ann Lee R.N.", "Juan Pérez G."]),
        ("Lee, A.", ["A. Lee"]),
        ("Ann Lee / Bo Cho", ["Ann Lee", "Bo Cho"]),
        ("Ann Lee · Bo Cho", ["Ann Lee", "Bo Cho"]),
        ("Ann LeeBo McCho", ["Ann Lee", "Bo McCho"]),
        ("Yann LeCun", ["Yann LeCun"]),
        ("Lee, A., Cho, B. C.", ["A. Lee", "B. C. Cho"]),
        ("Lee, A., & Cho, B. C.", ["A. Lee", "B. C. Cho"]),
        ("Lee, A. & van der Berg, B.", ["A. Lee", "B. van der Berg"]),
        ("Lee, A., Cho, B., and Roy, C.", ["A. Lee", "B. Cho", "C. Roy"]),
        ("Lee, A., Cho, B. und Roy, C.", ["A. Lee", "B. Cho", "C. Roy"]),
        ("Lee, A., Cho, B. y Ortega y Gasset, J.", ["A. Lee", "B. Cho", "J. Ortega y Gasset"]),
        ("Lee, A., Cho, B., … Zhang, D.", ["A. Lee", "B. Cho", "D. Zhang"]),
        ("Lee, A., Cho, B., . . . & Zhang, D.", ["A. Lee", "B. Cho", "D. Zhang"]),
        ("Lee, A., Silva e Souza, B.", ["A. Lee", "B. Silva e Souza"]),
        ("Lee, Ann; Cho, Bo; and Kim, Chul", ["Ann Lee", "Bo Cho", "Chul Kim"]),
        ("a Campo, Ann; Cho, Bo; y Kim, Chul", ["Ann a Campo", "Bo Cho", "Chul Kim"]),
        ("Ann Lee, Bo Cho, & Cy Roy", ["Ann Lee", "Bo Cho", "Cy Roy"]),
        ("Ann Lee et al.", ["Ann Lee"]),
        ("Ann Lee; Bo Cho; et al.", ["Ann Lee", "Bo Cho"]),
        ("Ann Lee; Bo Cho; et al. (Example University)", ["Ann Lee", "Bo Cho"]),
        ("Ann Lee e altri", ["Ann Lee"]),
        ("Ann Lee, Bo Cho und andere", ["Ann Lee", "Bo Cho"]),
        ("Ann Lee (NITS), Bo Cho i wsp.", ["Ann Lee", "Bo Cho"]),
        ("von Roy, Ann", ["Ann von Roy"]),
        ("'t Roy, Ann", ["Ann 't Roy"]),
        ("Ben Roy, Ann", ["Ann Ben Roy"]),
        ("Ben Roy, Ann Lee", ["Ben Roy", "Ann Lee"]),
        ("not stated", []),
        ("王小明、李雷", ["王小明", "李雷"]),
        ("王小明, 李雷", ["王小明", "李雷"]),
        ("王五,赵六", ["王五", "赵六"]),
        ("高橋, 由紀", ["高橋由紀"]),
        ("張本, 智和", ["張本智和"]),
        ("王小明, 李雷, 陈思, 张伟", ["王小明", "李雷", "陈思", "张伟"]),
        ("高橋 亮, 中村 由紀", ["高橋 亮", "中村 由紀"]),
        ("김철수, 이영희", ["김철수", "이영희"]),
        ("欧阳, 小明", ["欧阳小明"]),
        ("長谷川, 健太", ["長谷川健太"]),
    ],
)
def test_authors_in_one_cell_are_parted_as_they_are_written(cell: str, names: list[str]) -> None:
    assert [author.name for author in entry_of(cell, "Authors").facts.authors] == names


@pytest.mark.parametrize(
    ("cell", "arxiv"),
    [
        ("704.002", "0704.0020"),
        ("1412.021", "1412.0210"),
        ("1501.0213", "1501.02130"),
        ("2503.0213", "2503.02130"),
        ("'2503.02130", "2503.02130"),
    ],
)
def test_an_arxiv_id_that_was_taken_for_a_number_has_its_zeros_again(cell: str, arxiv: str) -> None:
    assert entry_of(cell, "arXiv").facts.arxiv == arxiv


def test_whose_an_abstract_is_stands_behind_it_and_is_no_part_of_it() -> None:
    told = "We study clocks that lose their hands."
    owners = (
        " © 2024 The Authors.",
        " Copyright © 2023 Example Press. All rights reserved.",
        " © 2024 Example Ltd. All rights are reserved, including those for text and data mining.",
        " © The Authors 2025, under licence to Example AG",
        "\n© 2025 IEEE.",
    )
    for owner in owners:
        assert prose.text(entry_of(told + owner, "Abstract").abstract) == told
    for kept in (
        "We study © 2024 as a sign of ownership in print.",
        "We study © and ®. They are old.",
        "© 2015 IEEE. We show that slow clocks wait for the moon.",
        "We show that clocks wait. © 2015 IEEE. We also show maps.",
    ):
        assert prose.text(entry_of(kept, "Abstract").abstract) == kept


def test_what_stands_for_no_abstract_is_none() -> None:
    available = (
        "[No abstract available]",
        "Abstract not available.",
        "n/a",
        "暂无摘要",
        "sin resumen",
        "(por fazer)",
        "（略）",
    )
    for words in (
        *available,
        "Abstract fehlt noch",
        "folgt",
        "TBA",
        "TODO: copy from the page",
        "from the phone, no abstract yet",
        "noch keine Zusammenfassung",
    ):
        text = f'Title,Abstract\nSlow Clocks of the World,"{words}"\nSmall Maps,We draw no abstract available to all.\n'
        digest = ingest(text.encode(), "2025-03-01.csv", Report())
        assert [bool(entry.abstract) for entry in digest.entries] == [False, True]


def test_the_parts_of_a_reference_are_no_head_of_a_table() -> None:
    text = (
        "Lee, A., B. Cho and C. Roy, “Slow Clocks of the World”, preprint, arXiv, no. 4 (2025).\n"
        "Preprint, submitted.\n"
        "Park, D., E. Berg and F. Gomez, “Small Maps of Large Rooms”, preprint, arXiv, no. 5 (2025).\n"
    )
    digest = ingest(text.encode(), "2025-03-01.txt", Report())
    assert [entry.facts.title for entry in digest.entries] == ["Slow Clocks of the World", "Small Maps of Large Rooms"]


@pytest.mark.parametrize(
    "cell",
    [
        "**Heaps of Heaps** [code](https://github.com/a/b)",
        "Heaps of Heaps ([pdf](https://a.example/h.pdf), [GitHub](https://github.com/a/b))",
        "Heaps of Heaps [[code]](https://github.com/a/b) | [[Project page]](https://a.example/heaps)",
    ],
)
def test_links_beside_a_title_are_links_of_the_paper_and_no_words_of_the_title(cell: str) -> None:
    facts = entry_of(cell).facts
    assert facts.title == "Heaps of Heaps"
    assert "https://github.com/a/b" in [link.url for link in facts.links]


def test_a_title_that_is_linked_keeps_its_words_whatever_they_are() -> None:
    assert entry_of("[Models](https://arxiv.org/abs/2502.05795)").facts.title == "Models"
    assert entry_of("[Code](https://arxiv.org/abs/2502.05795)").facts.title == "Code"


@pytest.mark.parametrize("cell", ["withdrawn", "Cancelled", "TBA", "To be announced"])
def test_a_place_that_no_paper_takes_is_none(cell: str) -> None:
    digest, report = read("Board,Title,Authors\n1,Slow Clocks of the World,Ann Lee\n2," + cell + ",\n")
    assert [entry.facts.title for entry in digest.entries] == ["Slow Clocks of the World"]
    assert [found.code for found in report.diagnostics] == ["doubtful-paper"]


def test_the_full_stop_of_the_last_initial_stays_where_family_names_come_first() -> None:
    cells = {
        "Lee, Ann; Cho, Bo K.": ["Ann Lee", "Bo K. Cho"],
        "Lee, Ann and Cho, Bo K.": ["Ann Lee", "Bo K. Cho"],
        "Cho, Bo K.": ["Bo K. Cho"],
        "Ann Lee, Bo Cho.": ["Ann Lee", "Bo Cho"],
    }
    for cell, names in cells.items():
        (entry,) = read(f'Title,Authors\nSlow Clocks,"{cell}"\n')[0].entries
        assert [author.name for author in entry.facts.authors] == names, cell


def test_searches_of_google_scholar_are_no_links_of_a_paper() -> None:
    rows = "Title,ArticleURL,CitesURL\nSlow Clocks,https://j.example/1,https://scholar.google.com/scholar?cites=1\n"
    assert [link.url for link in read(rows)[0].entries[0].facts.links] == ["https://j.example/1"]


@pytest.mark.parametrize(
    "head",
    [
        "Author First Name,Author Last Name",
        "Author Given Name,Author Surname",
        "Vorname des Autors,Nachname des Autors",
    ],
)
def test_the_parts_of_authors_names_may_have_columns_of_their_own(head: str) -> None:
    (entry,) = read(f"Title,Year,{head}\nSlow Clocks,2024,Ann; Bo,Lee; Cho\n")[0].entries
    assert [author.name for author in entry.facts.authors] == ["Ann Lee", "Bo Cho"]


def test_the_day_of_a_conference_in_an_export_of_ieee_is_not_that_of_a_list() -> None:
    rows = "Document Title,Authors,Date Added To Xplore,Meeting Date\nSlow Clocks,A. Lee,10 June 2024,17 May 2024\n"
    assert read(rows)[0].date == ""


def names_in(*cells: str) -> list[list[str]]:
    rows = "".join(f"A Paper on {number} Clocks\t{cell}\n" for number, cell in enumerate(cells, 2))
    return [[author.name for author in entry.facts.authors] for entry in read(f"Title\tAuthors\n{rows}")[0].entries]


def test_a_column_of_family_names_alone_has_two_people_in_a_cell_of_two_words() -> None:
    people = [["Lee", "Cho"], ["Roy", "Sun", "Ito"], ["Fox"], ["Ode", "Orr", "Ive"]]
    assert names_in(*map(", ".join, people)) == people
    assert names_in("Lee, Ann", "Roy, Sun, Ito") == [["Ann Lee"], ["Roy", "Sun", "Ito"]]
    assert names_in("Lee, Cho & Roy") == [["Lee", "Cho", "Roy"]]
    # family names before given names are those of one person each
    assert names_in("Lee, Ann", "Cho, Bo", "Roy, Cy")[0] == ["Ann Lee"]
    assert names_in("Lee, Ann", "Cy Roy, Di Sun, Ed Fox", "Flo Ode, Gus Orr")[0] == ["Ann Lee"]


def test_names_may_be_an_array_of_a_database_or_stand_between_slashes() -> None:
    people = ["Ann Lee", "Bo Cho"]
    rows = 'title,authors\n"Slow Clocks","{""Ann Lee"",""Bo Cho""}"\n"Small Maps","{""Ann Lee"",""Bo Cho""}"\n'
    entries = read(rows, "papers.csv")[0].entries
    assert [[author.name for author in entry.facts.authors] for entry in entries] == [people, people]


@pytest.mark.parametrize(
    "title",
    [
        "Revisiting Lee et al. (2017): Slow Clocks",
        "Lee et al. Revisited",
        "Comment on Slow Clocks by Lee et al.",
        "Why We Disagree with Roy, Lee et al.",
        "Lee et al. 2024",
    ],
)
def test_titles_name_the_authors_of_other_papers(title: str) -> None:
    facts = entry_of(title).facts
    assert (facts.title.rstrip("."), facts.authors) == (title.rstrip("."), ())


@pytest.mark.parametrize(
    "below", ["", "arXiv:2502.05795v2 [pdf]", "(arXiv: 2502.05795)", "arXiv 2502.05795", "doi:10.1000/clocks.1"]
)
@pytest.mark.parametrize("names", ["", "Ann Lee, Bo Cho,<br>Cy Roy"])
def test_below_a_title_in_its_cell_stand_its_authors_and_its_identifier(names: str, below: str) -> None:
    facts = entry_of("<br>".join(filter(None, ("Slow Clocks of Rooms", names, below)))).facts
    assert facts.title == "Slow Clocks of Rooms"
    assert [author.name for author in facts.authors] == list(filter(None, re.split(r",(?:<br>|\s)", names)))
    assert (facts.arxiv or facts.doi) in below


def test_below_authors_in_a_title_s_cell_stands_where_it_came_out() -> None:
    facts = entry_of("Slow Clocks of Rooms<br>Ann Lee, Bo Cho<br>Clock Letters 2024").facts
    assert (facts.title, len(facts.authors), facts.venue) == ("Slow Clocks of Rooms", 2, "Clock Letters 2024")


def test_authors_in_a_title_s_cell_may_go_over_two_lines() -> None:
    facts = entry_of("Slow Clocks<br>Ann Lee, Bo Cho<br>Cy Roy, Di Sun").facts
    assert [author.name for author in facts.authors] == ["Ann Lee", "Bo Cho", "Cy Roy", "Di Sun"]


@pytest.mark.parametrize(
    "cell",
    [
        "*Tall Trees*: Machine Translation",
        "*Tall Trees*, Old Windows",
        "Tall Trees for<br>Machine Translation",
        "Big Windows:<br>A Survey",
        "Slow Clocks<br>Oral Presentation",
        "Slow Clocks for<br>Machine Translation, Image Search<br>and Speech",
        "Slow Clocks and<br>Machine Translation, Image Search<br>Speech",
    ],
)
def test_the_rest_of_a_title_in_another_line_of_its_cell_is_no_name(cell: str) -> None:
    for link in ("https://example.org/a", "https://arxiv.org/abs/2502.05795"):
        facts = read(table({"Title": cell, "URL": link}))[0].entries[0].facts
        assert (facts.title, facts.authors) == (cell.replace("<br>", " "), ())


def test_a_title_in_italics_above_its_authors_has_no_marks() -> None:
    facts = entry_of("*Slow Clocks of Rooms*<br>Ann Lee, Bo Cho").facts
    assert (facts.title, len(facts.authors)) == ("Slow Clocks of Rooms", 2)


@pytest.mark.parametrize("between", [" ", "; "])
def test_a_second_paper_that_a_cell_links_is_told(between: str) -> None:
    addresses = [f"https://arxiv.org/abs/2503.0000{at}" for at in (1, 2)]
    rows = f"A Paper of Many,{between.join(addresses)}\nAnother Paper,{addresses[0]} {addresses[0]}v2\n"
    _, report = read(f"Title,Link\n{rows}")
    assert [(found.code, found.at and found.at.line) for found in report.diagnostics] == [("doubtful-paper", 2)]


def test_topics_between_semicolons_may_hold_commas() -> None:
    assert entry_of("Time, and space; clocks", "Topics").facts.topics == ("Time, and space", "clocks")
    assert entry_of("time, clocks", "Topics").facts.topics == ("time", "clocks")


def test_what_is_copied_with_an_abstract_is_no_part_of_it() -> None:
    for cell in ("Abstract: We learn.", "ABSTRACT. We learn.", "<p>We learn.</p><p>Read more →</p>"):
        assert prose.text(entry_of(cell, "Abstract").abstract) == "We learn."
    for cell in ("Abstract clocks wait.", "Abstract – an art of maps – is small."):
        assert prose.text(entry_of(cell, "Abstract").abstract) == cell


def test_an_identifier_behind_a_title_needs_no_colon() -> None:
    digest = ingest(b"Title,Authors\nSlow Clocks of the World (arXiv 2502.05795),Ann Lee\n", "2025-03-01.csv", Report())
    facts = digest.entries[0].facts
    assert (facts.title, facts.arxiv) == ("Slow Clocks of the World", "2502.05795")


@pytest.mark.parametrize(
    ("cell", "title", "authors"),
    [
        ("[The Curse of Depth](https://arxiv.org/abs/2502.05795) (Sun et al., 2025)", "The Curse of Depth", ["Sun"]),
        ("[Depth](https://a.example/), Ann Lee and Bo Cho 2025", "Depth", ["Ann Lee", "Bo Cho"]),
        ("[Depth](https://a.example/) by Ann Lee", "Depth", ["Ann Lee"]),
        ("[Depth](https://a.example/) (postponed)", "Depth", []),
        ("~~[Depth](https://a.example/)~~ cancelled", "Depth", []),
        ("~~The Curse of Depth~~ (Lee, Cho, Roe)", "The Curse of Depth", ["Lee", "Cho", "Roe"]),
        ("[Depth](https://a.example/): A Curse of Many Layers", "Depth: A Curse of Many Layers", []),
        ("[PDF](https://a.example/) (The Curse of Depth)", "(The Curse of Depth)", []),
    ],
)
def test_behind_the_title_in_a_link_or_struck_out_stand_its_authors_or_an_aside(
    cell: str, title: str, authors: list[str]
) -> None:
    (entry,) = read(f"| Paper | Votes |\n|---|---|\n| {cell} | 3 |\n", "a.md")[0].entries
    assert (entry.facts.title, [author.name for author in entry.facts.authors]) == (title, authors)


def test_comments_of_whole_paragraphs_are_abstracts_and_lines_that_lead_on_are_theirs() -> None:
    wrapped = (
        "Planners think fast and badly, and we give them clocks that wait\nfor as long as they need to find ways.\n" * 3
    )
    lines = f"{wrapped}We show that they are shorter, and our code is found at\nhttps://github.com/a/clocks"
    digest, _ = read(f'title,comments,identifiers\n"{TITLE}","{lines}","arxiv:2503.00001,doi:10.48550/x"\n')
    entry = digest.entries[0]
    assert prose.text(entry.abstract).endswith("our code is found at https://github.com/a/clocks")
    assert (entry.facts.arxiv, entry.comments) == ("2503.00001", None)
    short, _ = read(f'title,comments,abstract\n"{TITLE}",3,"Short.\nhttps://example.org/clocks"\n')
    assert (short.entries[0].comments, prose.text(short.entries[0].abstract)) == (3, "Short.")


def test_forms_may_ask_to_paste_what_they_want_here() -> None:
    digest, _ = read(f"Titolo dell'articolo,Incolla qui l'abstract,Perché?\n\"{TITLE}\",We wait.,Bello\n")
    assert [prose.text(entry.abstract) for entry in digest.entries] == ["We wait."]


def test_an_address_where_the_venue_should_be_is_the_papers() -> None:
    digest, _ = read(f'Titel;Fundstelle\n"{TITLE}";https://doi.org/10.1000/182\nOther;Nature\n')
    assert [(entry.facts.doi, entry.facts.venue) for entry in digest.entries] == [("10.1000/182", ""), ("", "Nature")]


def test_what_trackers_call_a_summary_is_the_title_beside_a_description() -> None:
    told = "Ann Lee, Bo Cho\nLink: https://arxiv.org/abs/2503.00001\n\nWe wait for clocks."
    digest, _ = read(f'Summary,Issue key,Creator,Description\n"{TITLE}",READ-1,olu,"Authors: {told}"\n')
    entry = digest.entries[0]
    assert (entry.facts.title, entry.facts.arxiv, prose.text(entry.abstract)) == (
        TITLE,
        "2503.00001",
        "We wait for clocks.",
    )
    assert ([author.name for author in entry.facts.authors], entry.submitter) == (["Ann Lee", "Bo Cho"], "olu")
    # but not beside a title
    digest, _ = read(f'Title,Summary,Description\n"{TITLE}",We wait.,Long words\n')
    assert (digest.entries[0].facts.title, prose.text(digest.entries[0].abstract)) == (TITLE, "We wait.")


def test_whom_a_title_is_cited_by_is_its_author() -> None:
    rows = "Slow Clocks (Lee et al., 2024),https://example.org/1\nSmall Maps (Roy & Sun 2023),https://example.org/2\n"
    entries = read(f"Title,Link\n{rows}Deep (Neural) Maps (2024),https://example.org/3\n".replace("al., 2", "al. 2"))[
        0
    ].entries
    assert [(entry.facts.title, [author.name for author in entry.facts.authors]) for entry in entries] == [
        ("Slow Clocks", ["Lee"]), ("Small Maps", ["Roy", "Sun"]), ("Deep (Neural) Maps (2024)", [])
    ]  # fmt: skip
    assert entries[0].facts.more_authors


def test_an_address_alone_below_a_description_is_no_part_of_the_abstract() -> None:
    def abstract(cell: str) -> str:
        digest, _ = read(f'title,description\n"{TITLE}","{cell}"\n')
        return prose.text(digest.entries[0].abstract)

    assert abstract("We wait.\nCode: https://example.org/1") == "We wait."
    assert abstract("https://example.org/1") == ""


def test_words_for_nothing_in_a_cell_are_no_abstract() -> None:
    for word in ("(brak)", "keine", "なし", "aucun", "[нет]"):
        assert not entry_of(word, "Abstract").abstract, word


def test_whom_a_title_is_cited_by_stands_before_the_meeting() -> None:
    rows = "Slow Clocks (de Roe et al., ACL 2022),1\nSmall Maps (Roy and Sun, EMNLP 2023),2\n"
    first, second = (
        entry.facts for entry in read(f"Title,Votes\n{rows}".replace("l., A", "l. A").replace("n, E", "n E"))[0].entries
    )
    assert (first.title, first.venue, [author.name for author in first.authors]) == (
        "Slow Clocks",
        "ACL 2022",
        ["de Roe"],
    )
    assert (second.title, second.venue) == ("Small Maps", "EMNLP 2023")


def test_a_meeting_and_links_behind_a_linked_title_are_no_names() -> None:
    cell = f"[{TITLE}](https://arxiv.org/abs/2503.15879) (ACL 2025 SRW) [[code]](https://github.com/a/b)"
    (entry,) = read(f"| Paper | Votes |\n|---|---|\n| {cell} | 3 |\n", "a.md")[0].entries
    assert (entry.facts.title, entry.facts.authors) == (TITLE, ())
    assert "https://github.com/a/b" in [link.url for link in entry.facts.links]
