"""Who in the cells of a table has written a paper, and who has not."""

from __future__ import annotations

import pytest

from sitegen.ingest.values import prose
from tests.ingest.test_table_shapes import DEPTH, HOPE, read, titles


def test_several_people_are_authors_in_a_column_of_any_name() -> None:
    digest, _ = read(f'Paper,Who,Year\n{HOPE},Ann Lee & Bo Cho,2024\n"{DEPTH}","Cy Roy, Di Sun",2025\n')
    assert [[author.name for author in entry.facts.authors] for entry in digest.entries] == [
        ["Ann Lee", "Bo Cho"], ["Cy Roy", "Di Sun"]
    ]  # fmt: skip
    alone, _ = read(f'Paper,Who,Year\n{HOPE},Ann,2024\n"{DEPTH}",Bo and Cy,2025\n')
    assert not any(entry.facts.authors for entry in alone.entries)
    first, _ = read(f'Paper,Who,Year\n{HOPE},Lee+,2024\n"{DEPTH}",Roy & al.,2025\n')
    assert [[author.name for author in entry.facts.authors] for entry in first.entries] == [["Lee"], ["Roy"]]
    for cell in ("Read…", "Ann"):
        read_on, _ = read(f'Paper,Who,Year\n{HOPE},{cell},2024\n"{DEPTH}",{cell},2025\n')
        assert not any(entry.facts.authors for entry in read_on.entries)
    half, _ = read(f'Paper,Who,Year\n{HOPE},Ann Lee & Bo Cho,2024\n"{DEPTH}",the whole group,2025\n')
    assert not any(entry.facts.authors for entry in half.entries)


@pytest.mark.parametrize("parts", ["first,last", "given_name,family_name"])
def test_authors_with_a_row_each_are_those_of_one_paper(parts: str) -> None:
    rows = [(HOPE, "Ann", "Lee"), (HOPE, "Bo", "Cho"), (HOPE, "", "Roy"), (DEPTH, "Di", "Sun")]
    lines = [f'7,"{title}",{given},{last},x@example.org,Ulm University' for title, given, last in rows]
    digest, _ = read("\n".join([f"paper,title,{parts},email,affiliation", *lines, ""]))
    assert [(entry.facts.title, [author.name for author in entry.facts.authors]) for entry in digest.entries] == [
        (HOPE, ["Ann Lee", "Bo Cho", "Roy"]), (DEPTH, ["Di Sun"])
    ]  # fmt: skip


def test_who_answers_a_form_in_french_is_no_title() -> None:
    head = "Horodateur,Votre prénom et nom,Titre de l'article proposé"
    assert titles(read(f"{head}\n2024/06/17,Ann Lee,{HOPE}\n2024/06/17,Bo Cho,Slow Clocks of the World\n")[0]) == [
        HOPE, "Slow Clocks of the World"
    ]  # fmt: skip


def test_authors_may_stand_in_a_column_with_their_year() -> None:
    digest, _ = read(f"No.\tAuthors (year)\tTitle\n1\tA. Lee & B. Cho (2020)\t{HOPE}\n")
    assert [author.name for author in digest.entries[0].facts.authors] == ["A. Lee", "B. Cho"]


def test_the_author_to_write_to_is_one_of_the_authors() -> None:
    digest, _ = read(f"#,Name,Contact author,arXiv\nA-1,{HOPE},Ann Lee,2502.05795\nA-2,Slow Clocks,Bo Cho,2502.05796\n")
    assert [[author.name for author in entry.facts.authors] for entry in digest.entries] == [["Ann Lee"], ["Bo Cho"]]


@pytest.mark.parametrize(
    "head", ["First authors", "First author et al.", "Premiers auteurs", "Primera autora / primer autor"]
)
def test_first_authors_are_authors(head: str) -> None:
    digest, _ = read(f"Paper;{head};Link\n{DEPTH};Ann Lee et al.;\n{HOPE};Bo Cho et al.;\n")
    assert [[author.name for author in entry.facts.authors] for entry in digest.entries] == [["Ann Lee"], ["Bo Cho"]]


FORM = """Timestamp,Your name,{title},"{link}",{authors},Why this one?,Can you bring tea?
28/3/2025 9:00:10,Mia,Slow Clocks: Planning at the Pace of Thought,arxiv.org/abs/2504.00001,Ann Lee et al.,wise,Yes
28/3/2025 9:02:30,Kim,Small Maps for Robots That Forget Where They Were,2504.00002,"Cy Roy, Dee Fox",it has code,No
"""


@pytest.mark.parametrize(
    ("title", "link", "authors"),
    [
        ("Which paper should we read next?", "Link (arXiv, if there is one)", "Who wrote it? (first author is enough)"),
        ("Welches Paper sollen wir als nächstes lesen?", "Link (falls es einen gibt)", "Wer hat es geschrieben?"),
        ("Quel article voulez-vous proposer ?", "Lien (vers arXiv, si possible)", "Qui l'a écrit ?"),
        ("¿Qué artículo leemos?", "Enlace (si lo hay)", "¿Quién lo escribió?"),
    ],
)
def test_answers_of_a_form_are_papers_by_its_questions(title: str, link: str, authors: str) -> None:
    digest, report = read(FORM.format(title=title, link=link, authors=authors))
    assert titles(digest) == [
        "Slow Clocks: Planning at the Pace of Thought",
        "Small Maps for Robots That Forget Where They Were",
    ]
    assert [entry.facts.arxiv for entry in digest.entries] == ["2504.00001", "2504.00002"]
    assert [entry.facts.authors[0].name for entry in digest.entries] == ["Ann Lee", "Cy Roy"]
    assert not report.diagnostics


def test_names_behind_a_title_in_its_cell_are_its_authors() -> None:
    rows = "".join(
        f"May {n} | Ana | {title}. A Lee, B Chen. https://arxiv.org/abs/2504.0000{n}\n"
        for n, title in ((1, DEPTH), (2, HOPE))
    )
    digest, _ = read(f"Date | Presenter | Paper\n{rows}")
    assert titles(digest) == [DEPTH, HOPE]
    assert [author.name for author in digest.entries[0].facts.authors] == ["A Lee", "B Chen"]


def test_the_first_of_several_authors_is_known_in_a_column_of_any_name() -> None:
    digest, _ = read(
        "| # | wie | titel | waar |\n|---+---+---+---|\n"
        f"| 1 | Lee e.a. | {DEPTH} | Klok |\n| 2 | Cho et al. | {HOPE} | Klok |\n| | totaal | | 2 |\n"
    )
    assert titles(digest) == [DEPTH, HOPE]
    names = [[author.name for author in entry.facts.authors] for entry in digest.entries]
    assert names == [["Lee"], ["Cho"]]


def test_a_sentence_is_no_first_author_of_more() -> None:
    rows = f"{DEPTH}\tClocks\tTrust matters more.\n{HOPE}\tClocks\tSpeed matters less.\n"
    digest, _ = read(f"Title\tVenue\tRemark\n{rows}")
    assert [entry.facts.authors for entry in digest.entries] == [(), ()]


def test_topics_and_languages_in_a_column_of_any_name_are_no_authors() -> None:
    for cells in (("Vision, Language and Speech", "Robots, Graphs and Maps"), ("C++", "C++")):
        digest, _ = read(f'title,remarks,link\n{DEPTH},"{cells[0]}",\n{HOPE},"{cells[1]}",\n')
        assert [entry.facts.authors for entry in digest.entries] == [(), ()]
    digest, _ = read(f'title,remarks,link\n{DEPTH},"Ann Lee, Bo Cho",\n{HOPE},Fox+,\n')
    assert all(entry.facts.authors for entry in digest.entries)


def test_who_stands_beside_a_paper_has_written_it_or_presents_it() -> None:
    papers = ("Slow Clocks of the World", "Small Maps of Rooms", "Dreams about Long Rivers")
    rows = "".join(f"2025-05-0{day},{title},{{}}\n" for day, title in enumerate(papers, 1))
    written = read("Date,Paper,Who\n" + rows.format("Lee et al", "Cho", "Roy et al"))[0].entries
    assert [entry.facts.authors[0].name for entry in written] == ["Lee", "Cho", "Roy"]
    shown = read("Date,Paper,Who\n" + rows.format("ada", "bo + ada", ""))[0].entries
    assert [(entry.listed, entry.facts.authors) for entry in shown] == [(f"2025-05-0{day}", ()) for day in (1, 2, 3)]
    assert read("wk\twho\tpaper\nw1\tada\tSlow Clocks of the World\n")[0].entries[0].facts.title == papers[0]


def test_who_answers_a_form_is_no_title_beside_that_of_a_paper() -> None:
    digest, _ = read(f"Timestamp,Name,Title of paper\n1/2/2026,Ann,{HOPE}\n1/3/2026,Bo,Slow Clocks\n")
    assert titles(digest) == [HOPE, "Slow Clocks"]


def test_family_names_in_cells_that_were_parted_still_leave_others_out() -> None:
    cells = ["Lee, Cho et al.", "Roy, Sun, Ito", "Poe, May, Fox", "Ode, Ray"]
    digest, _ = read("Title,Authors\n" + "".join(f'Slow Clocks {cell[:3]},"{cell}"\n' for cell in cells))
    assert [author.name for author in digest.entries[0].facts.authors] == ["Lee", "Cho"]
    assert [entry.facts.more_authors for entry in digest.entries] == [True, False, False, False]


def test_parts_of_a_name_beside_whole_names_are_those_of_somebody_else() -> None:
    digest, _ = read(f"title,authors,given name,family name\n{HOPE},Ann Lee and Bo Cho,Eva,Roy\n")
    assert [author.name for author in digest.entries[0].facts.authors] == ["Ann Lee", "Bo Cho"]


def test_name_beside_a_title_is_of_the_authors_where_it_holds_several_and_of_who_answers_else() -> None:
    known = "Lee, Ann [u1d71539] [0000-0001-4851-4460] (Example University, Department of Clocks);Cho, Bo"
    digest, _ = read(f'PID,Name,Title,Year\n1,"{known}",{HOPE},2024\n2,"Roy, Cy;Sun, Di (Ulm)","{DEPTH}",2025\n')
    assert [[author.name for author in entry.facts.authors] for entry in digest.entries] == [
        ["Ann Lee", "Bo Cho"], ["Cy Roy", "Di Sun"]
    ]  # fmt: skip
    assert titles(digest) == [HOPE, DEPTH]
    answered, _ = read(f'Name,Title,Year\nAnn Lee,{HOPE},2024\nBo Cho,"{DEPTH}",2025\n')
    assert not any(entry.facts.authors for entry in answered.entries)


def test_co_authors_in_a_column_of_their_own_follow_the_first() -> None:
    digest, _ = read(f'Title,Co-authors,Primary author\n{HOPE},"Bo Cho, Cy Roy",Ann Lee\n"{DEPTH}",,Di Sun\n')
    assert [[author.name for author in entry.facts.authors] for entry in digest.entries] == [
        ["Ann Lee", "Bo Cho", "Cy Roy"], ["Di Sun"]
    ]  # fmt: skip


def test_below_a_title_in_its_cell_stand_names_and_a_labelled_abstract() -> None:
    cells = (
        "Slow Clocks <br> Ann Lee *et al.*",
        "Small Maps<br>A. B. Cho",
        "Long Walks<br>Cy Roy, Di Sun<br>Resumen: We walk at https://example.org/w<br>arXiv:2509.16591",
        "Dreams<br>Long Ones",
    )
    digest, _ = read("| Paper | Presenta |\n|---|---|\n" + "".join(f"| {cell} | Eva |\n" for cell in cells))
    facts = [entry.facts for entry in digest.entries]
    assert [one.title for one in facts] == ["Slow Clocks", "Small Maps", "Long Walks", "Dreams Long Ones"]
    assert [[author.name for author in one.authors] for one in facts] == [
        ["Ann Lee"], ["A. B. Cho"], ["Cy Roy", "Di Sun"], []
    ]  # fmt: skip
    assert prose.text(digest.entries[2].abstract) == "We walk at https://example.org/w"
    assert (facts[0].more_authors, facts[2].arxiv) == (True, "2509.16591")


def test_a_title_may_be_cited_without_a_year() -> None:
    cells = ("Slow Clocks (Lee et al.)", "Small Maps (Lee and Cho 2024)", "Rooms (Time and Space)")
    digest, _ = read(
        "Date;Paper;arXiv\n" + "".join(f"1 May 2025;{cell};2502.0579{at}\n" for at, cell in enumerate(cells))
    )
    assert titles(digest) == ["Slow Clocks", "Small Maps", "Rooms (Time and Space)"]
    assert [entry.facts.more_authors for entry in digest.entries] == [True, False, False]
