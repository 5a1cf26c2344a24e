"""Facts are read from the words of a list as it writes them."""

from __future__ import annotations

import pytest

from sitegen.diagnostics import Report
from sitegen.ingest.parser import Source
from sitegen.ingest.plaintext.items import Item, Text
from sitegen.ingest.plaintext.lines.layout import Line
from sitegen.ingest.plaintext.names import names
from sitegen.ingest.plaintext.papers.assembly import Paper
from sitegen.ingest.plaintext.papers.days import day_in
from sitegen.ingest.plaintext.papers.facts import _links, count, entry, title_of, titles
from sitegen.ingest.plaintext.reader import parse
from sitegen.ingest.plaintext.words import are_names
from sitegen.ingest.values import prose

TEXT = Text([Line("", number) for number in range(3)], [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann Lee | Bo Cho ⋅ Cy Roy", ["Ann Lee", "Bo Cho", "Cy Roy"]),
        ("Lee, Ann, Bo Cho, Cy Roy", ["Lee, Ann", "Bo Cho", "Cy Roy"]),
        ("Ann Lee, Bo Seven and Cy More", ["Ann Lee", "Bo Seven", "Cy More"]),
        ("See Kiong Ng, Bo Cho", ["See Kiong Ng", "Bo Cho"]),
        ("Cy Roy, from Example Labs, Dan Poe", ["Cy Roy", "Dan Poe"]),
        ("May Lee 2024, Bo Cho", ["May Lee 2024", "Bo Cho"]),
        ("Lee, Ann M., Bo Cho, and Cy Roy", ["Lee, Ann M", "Bo Cho", "Cy Roy"]),
        ("Lee, A., Cho, B.", ["Lee, A", "Cho, B"]),
        ("Ann Lee 외 3인", ["Ann Lee"]),
        ("Ann Lee, Bo Cho, J. Clocks.", ["Ann Lee", "Bo Cho", "J. Clocks"]),
        ("Ann Lee, Bo Cho, …, Di Sun", ["Ann Lee", "Bo Cho", "Di Sun"]),
        ("by Ann Lee* and Bo Cho† et al.", ["Ann Lee", "Bo Cho"]),
        ("par Ann Lee, Bo Cho, etc.", ["Ann Lee", "Bo Cho"]),
        ("de Ann Lee e Bo Cho", ["Ann Lee", "Bo Cho"]),
        ("de Souza, Ana; de Marneffe, Marie", ["de Souza, Ana", "de Marneffe, Marie"]),
        ("with Ann Lee, Bo Cho", ["Ann Lee", "Bo Cho"]),
        ("Ann Lee, Bo Cho +12", ["Ann Lee", "Bo Cho"]),
        ("(Ann Lee, Bo Cho; 2023, presented by Cy Roy)", ["Ann Lee", "Bo Cho"]),
        ("Ann Lee, Bo Cho 2024", ["Ann Lee", "Bo Cho"]),
        ("(Lee et al., 05-2023)", ["Lee"]),
        ("(Lee+ 2025)", ["Lee"]),
        ("Ann Lee], Bo Cho]", ["Ann Lee", "Bo Cho"]),
        ("Şen, Ayşe, and Bo Çağ", ["Şen, Ayşe", "Bo Çağ"]),
        ("Ann Lee, Bo M. Cho and Cy Roy, Small Maps University", ["Ann Lee", "Bo M. Cho", "Cy Roy"]),
        ("Ann Lee & Clock Collaboration 2024,", ["Ann Lee", "Clock Collaboration"]),
        ("Ann Lee et al., Bo Cho", ["Ann Lee", "Bo Cho"]),
        ("Lee, Ann, Cho, Bo and Roy, Cy", ["Lee, Ann", "Cho, Bo", "Roy, Cy"]),
        ("Ann Lee, Bo Cho (Example AI); Cy Roy, Di Sun (Maps)", ["Ann Lee", "Bo Cho", "Cy Roy", "Di Sun"]),
        ("Ann Lee, Bo Cho e.a.", ["Ann Lee", "Bo Cho"]),
        ("w/ Ann Lee, Bo Cho", ["Ann Lee", "Bo Cho"]),
        ("__ Ann Lee, Bo Cho", ["Ann Lee", "Bo Cho"]),
        ("作者丨Ann Lee、Bo Cho 等", ["Ann Lee", "Bo Cho"]),
        ("with Ann Lee and Bo Cho", ["Ann Lee", "Bo Cho"]),
        ("BY ANNA MARSH, CLARA OKOYE", ["ANNA MARSH", "CLARA OKOYE"]),
        ("(Ann Lee, Bo Cho u. a.;", ["Ann Lee", "Bo Cho"]),
        ("Ann Lee1,2, Bo Cho2 (Example AI)", ["Ann Lee", "Bo Cho"]),
        ("Ann Lee 1, Bo Cho 1 2, Cy Roy 3", ["Ann Lee", "Bo Cho", "Cy Roy"]),
        ("作者：张三、李四 等", ["张三", "李四"]),
        ("di Ann Lee, Bo Cho e altri", ["Ann Lee", "Bo Cho"]),
        ("Ann Lee, Bo Cho e altri 6 autori", ["Ann Lee", "Bo Cho"]),
        ("Ann Lee, Bo Cho y 6 otros autores", ["Ann Lee", "Bo Cho"]),
        ("Ann Lee, Bo Cho et 6 autres auteurs", ["Ann Lee", "Bo Cho"]),
        ("Ann Lee, Bo Cho und 6 weitere Autoren", ["Ann Lee", "Bo Cho"]),
        ("Ann Lee、Bo Cho。", ["Ann Lee", "Bo Cho"]),
        ("Ann Lee, Bo Cho and team", ["Ann Lee", "Bo Cho"]),
        ("Ann Lee, Bo Cho 외 5명", ["Ann Lee", "Bo Cho"]),
        ("Ann Lee, Bo Cho and colleagues", ["Ann Lee", "Bo Cho"]),
        ("Ann Lee, Bo Cho e colegas", ["Ann Lee", "Bo Cho"]),
        ("Ann Lee, Bo Cho i in.", ["Ann Lee", "Bo Cho"]),
        ("Ann Lee, Bo Cho m.fl.", ["Ann Lee", "Bo Cho"]),
        ("○Ann Lee, Bo Cho（例示大）, Cy Roy", ["Ann Lee", "Bo Cho", "Cy Roy"]),
        ("Ann Lee，○Bo Cho，◎Cy Roy（例示大）", ["Ann Lee", "Bo Cho", "Cy Roy"]),
        ("（Ann Lee、Bo Cho 他）", ["Ann Lee", "Bo Cho"]),
        ("Ann Lee; Bo Cho, Example University", ["Ann Lee", "Bo Cho"]),
        ("Ann Lee, Institute of Maps, Bo Cho", ["Ann Lee", "Bo Cho"]),
        ("University of Example", ["University of Example"]),
        ("Ann Lee, Bo Cho [long]", ["Ann Lee", "Bo Cho"]),
        ("Ann Lee, Bo Cho et al., Cy Roy", ["Ann Lee", "Bo Cho", "Cy Roy"]),
        ("Ann Lee, Bo Cho, Example University; Cy Roy, Example Labs", ["Ann Lee", "Bo Cho", "Cy Roy"]),
        ("Ann Lee, Example College Ulm; Bo Cho", ["Ann Lee", "Bo Cho"]),
        ("Ann Leeᵃ, Bo Choᵃ,ᵇ, Cy Royᶜ", ["Ann Lee", "Bo Cho", "Cy Roy"]),
        ("Ann Lee and Bo Cho, Meta Schmidt", ["Ann Lee", "Bo Cho", "Meta Schmidt"]),
        ("García Márquez, Gabriel; Vargas Llosa, Mario", ["García Márquez, Gabriel", "Vargas Llosa, Mario"]),
        ("Ann Lee, Bo Cho, Cy Roy; (1):1−29, 2024", ["Ann Lee", "Bo Cho", "Cy Roy"]),
        ("Ann Lee, Bo Cho, og Cy Roy", ["Ann Lee", "Bo Cho", "Cy Roy"]),
        ("Ann Lee a Bo Cho", ["Ann Lee", "Bo Cho"]),
        ("Ann Lee, Bo Cho, and 2 more authors", ["Ann Lee", "Bo Cho"]),
        ("Von Neumann, John; Lee, Ann", ["Von Neumann, John", "Lee, Ann"]),
        ("A. Lee, B. Cho i C. Roy", ["A. Lee", "B. Cho", "C. Roy"]),
        ("Von Ann Lee und Bo Cho", ["Ann Lee", "Bo Cho"]),
        ("Ann Lee, Cy Roy u. Bo Cho", ["Ann Lee", "Cy Roy", "Bo Cho"]),
        ("Ann Lee u. a.", ["Ann Lee"]),
        ("Ann Lee + 6 others", ["Ann Lee"]),
        ("From Meta and Example Labs", ["From Meta", "Example Labs"]),
        ("V. Lee und Bo Cho", ["V. Lee", "Bo Cho"]),
        ("Ann Lee, Bo Cho, … Cy Roy", ["Ann Lee", "Bo Cho", "Cy Roy"]),
        ("Ann Lee, Example Research; Bo Cho and Cy Roy, Example University", ["Ann Lee", "Bo Cho", "Cy Roy"]),
        ("Ann Lee (with thanks to all)", ["Ann Lee"]),
        ("LEE, Ann (Example University (NL)); CHO, Bo (KIT)", ["LEE, Ann", "CHO, Bo"]),
        ("Ann Lee and Bo Cho (Example U.) (Apr,", ["Ann Lee", "Bo Cho"]),
        ("Ann Lee 0000-0002-1825-0097, Bo Cho", ["Ann Lee 0000-0002-1825-0097", "Bo Cho"]),
        ("de la Cruz, Ana Maria; van Dijk, Jan Piet", ["de la Cruz, Ana Maria", "van Dijk, Jan Piet"]),
        ("Ann in 't Veld, Bo Cho", ["Ann in 't Veld", "Bo Cho"]),
        ("Ann Lee, Bo Cho um", ["Ann Lee", "Bo Cho um"]),
        ("Ann Lee 0001, Bo Cho 0002", ["Ann Lee", "Bo Cho"]),
        ("Ann Lee 0001:", ["Ann Lee"]),
        ("Ann Lee, Bo Cho u. v. m.", ["Ann Lee", "Bo Cho"]),
        ("LEE, Ann, CHO, Bo", ["LEE, Ann", "CHO, Bo"]),
        ("Lee, Anna, Chong, Bob and Roy, Cyd", ["Lee, Anna", "Chong, Bob", "Roy, Cyd"]),
        ("Lee, Anna", ["Lee, Anna"]),
        ("(Chiwei, Zhu et al.", ["Chiwei, Zhu"]),
        ("Ann Lee, Bo Cho ואחרים", ["Ann Lee", "Bo Cho"]),
        ("Ann Lee i in", ["Ann Lee"]),
        ("Ann Lee, Bo Cho...Cy Roy", ["Ann Lee", "Bo Cho", "Cy Roy"]),
        ("Ann Lee, C., Bo Cho", ["Ann Lee", "C", "Bo Cho"]),
        ("Example-AI, Ann Lee, Bo Cho", ["Example-AI", "Ann Lee", "Bo Cho"]),
        ("Lee, MD; Cho, B", ["Lee, MD", "Cho, B"]),
        ("PD Lee, AB Cho, C Roy", ["PD Lee", "AB Cho", "C Roy"]),
        ("PD James, PDG Silva, PD Dr. Ann Lee", ["PD James", "PDG Silva", "Ann Lee"]),
        ("Ann Lee 1 , Bo Cho 1 2 , Cy Roy", ["Ann Lee", "Bo Cho", "Cy Roy"]),
        ("von Roy, Ann", ["von Roy, Ann"]),
        ("von Ann Lee, Bo Cho", ["Ann Lee", "Bo Cho"]),
        ("Lee AB, Cho B & many more", ["Lee AB", "Cho B"]),
        ("Ann Lee -- Bo Cho -- Cy Roy", ["Ann Lee -- Bo Cho -- Cy Roy"]),
        ("bez autora", []),
        ("Ann Lee 1, Bo Cho 2(3), Cy Roy 1", ["Ann Lee", "Bo Cho 2", "Cy Roy"]),
        ("陈伟·王芳·李娜，清华大学", ["陈伟", "王芳", "李娜", "清华大学"]),
        ("张三·李四、王五", ["张三", "李四", "王五"]),
        ("Ann Lee (1), Bo Cho 2 (2)", ["Ann Lee", "Bo Cho 2"]),
    ],
)
def test_names_are_those_of_people(text: str, expected: list[str]) -> None:
    assert [name.rstrip(".") for name in names(text)] == expected


def test_friends_end_titles_and_no_lists_of_names() -> None:
    assert not any(map(are_names, ("Clocks and Friends.", "Clocks & friends", "Robots and collaborators")))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.2k", 1200),
        ("1,204 likes", 1204),
        ("none", None),
        ("1,2k", 1200),
    ],
)
def test_counts_are_numbers_that_count(text: str, expected: int | None) -> None:
    assert count(text) == expected


def test_an_address_within_the_list_s_own_site_is_no_link() -> None:
    urls = [("Code", "/ada/loom"), ("top", "#x/y"), ("Code", "github.com/ada/loom"), ("see", "below")]
    assert [link.url for link in _links(urls)] == ["https://github.com/ada/loom"]


def test_a_file_beside_the_list_is_no_host() -> None:
    urls = [("Code", "../code/x.py"), ("Code", "./x.py"), ("Code", "code/x.py"), ("Code", "ada.example:8080/x.py")]
    assert [link.url for link in _links(urls)] == ["https://ada.example:8080/x.py"]


def test_of_two_readings_of_a_date_the_nearer_counts() -> None:
    for hint, expected in (("2025-12-07", "2025-12-08"), ("2025-08-11", "2025-08-12")):
        found = day_in("The list 8/12/2025 of papers", hint)
        assert found is not None
        assert found.date == expected


def test_a_date_with_hyphens_has_its_day_first_if_it_can() -> None:
    found = [day_in(text, "") for text in ("Read on 2-3-2026", "Read on 3-28-2025")]
    assert [day and day.date for day in found] == ["2026-03-02", "2025-03-28"]


def test_a_year_behind_the_word_week_is_none() -> None:
    assert day_in("Papers of the Week 2024", "2024") is None
    found = day_in("Papers of Week 24, 2024", "")
    assert found is not None
    assert (found.start, found.date) == ("2024-06-10", "2024-06-16")


def abstract(text: str) -> str:
    """What becomes of the words of an abstract."""
    told = Item("S", text, 2, 2, 1.0, paragraphs=[text])
    paper = Paper(Item("T", "Slow Clocks", 1, 1, 1.0), {"S": [told]})
    return prose.text(entry(paper, "Slow Clocks", TEXT, "", "", "", Source()).abstract)


def test_a_category_that_is_named_twice_is_one() -> None:
    told = Item("K", "Primary: cs.LG. Subjects: Machine Learning (cs.LG); Robotics (cs.RO)", 2, 2, 1.0)
    paper = Paper(Item("T", "Slow Clocks", 1, 1, 1.0), {"K": [told]})
    assert entry(paper, "Slow Clocks", TEXT, "", "", "", Source()).facts.categories == ("cs.LG", "cs.RO")


@pytest.mark.parametrize("remark", ["Long paper, 9 pages", "Short papers", "12 pages, 3 figures", "Code is available"])
def test_a_remark_of_authors_is_no_venue(remark: str) -> None:
    def venue(text: str) -> str:
        paper = Paper(Item("T", "Slow Clocks", 1, 1, 1.0), {"V": [Item("V", text, 2, 2, 1.0)]})
        return entry(paper, "Slow Clocks", TEXT, "", "", "", Source()).facts.venue

    assert (venue(remark), venue("ICML 2024")) == ("", "ICML 2024")


def test_the_identifier_of_a_paper_may_have_a_space_in_it_or_be_behind_an_address_that_counts_clicks() -> None:
    for item in (
        Item("L", "arXiv 2503.01234.", 2, 2, 1.0),
        Item(
            "L",
            "Read",
            2,
            2,
            1.0,
            urls=[("Read", "https://click.example/r?u=https%3A%2F%2Farxiv.org%2Fabs%2F2503.01234&c=4")],
        ),
    ):
        paper = entry(
            Paper(Item("T", "Slow Clocks", 1, 1, 1.0), {"L": [item]}), "Slow Clocks", TEXT, "", "", "", Source()
        )
        assert paper.facts.arxiv == "2503.01234"


@pytest.mark.parametrize("mark", ["- ", "-> ", "→ ", "📝 ", "✍️ ", "– 💡 ", "TLDR ", "tl;dr: "])
def test_a_mark_before_an_abstract_is_no_part_of_it(mark: str) -> None:
    assert abstract(f"{mark}We let agents think.") == "We let agents think."
    assert abstract("(-2.5 K) is cold.") == "(-2.5 K) is cold."
    assert abstract("-2.5 K is cold.") == "-2.5 K is cold."


def test_a_text_that_is_too_long_is_refused_at_once() -> None:
    report = Report()
    assert not parse("a\n" * 100_001, Source("long.txt", report)).entries
    (found,) = report.diagnostics
    assert (found.severity, found.code, found.hint) == ("error", "too-large", "take the part of it that lists papers")
    assert found.message.startswith("this is longer than 100,000 lines")


def test_two_names_joined_by_a_word_are_two() -> None:
    assert names("Lee and Cho") == ["Lee", "Cho"]
    assert names("Ann Lee ... Bo Cho") == ["Ann Lee", "Bo Cho"]


def test_who_speaks_of_a_paper_is_named_once_among_its_authors() -> None:
    talks = "\n\n".join(
        f"Slow Clocks {part}\nSpeakers\n{speaker}\nAuthors: Ann Lee, Bo Cho, Cy Roy"
        for part, speaker in (("of the World", "Ann Lee"), ("and Small Maps", "Bo Cho"), ("in Long Walks", "Cy Roy"))
    )
    listed = [[author.name for author in it.facts.authors] for it in parse(talks, Source("a.txt", Report())).entries]
    assert listed == [["Ann Lee", "Bo Cho", "Cy Roy"]] * 3


def test_numbers_before_all_titles_of_a_list_are_none_of_them() -> None:
    known = ["Slow Clocks", "A Map of Sundials", "Hourglasses for All", "Waiting"]
    rows = [f"{number}-{title}" for number, title in enumerate(known, 1)]
    assert titles([Paper(Item("T", row, 0, 0, 1.0)) for row in rows]) == known
    # one alone may be its own
    alone = ["3-Manifolds and Clocks", "A Map of Sundials", "Hourglasses for All", "[Un]Wanted Clocks"]
    assert titles([Paper(Item("T", title, 0, 0, 1.0)) for title in alone]) == alone


def test_an_award_is_no_part_of_a_title() -> None:
    assert title_of("Slow Clocks of the World (Best Paper Award)") == "Slow Clocks of the World"
    assert title_of("Slow Clocks (Demo)") == title_of("Slow Clocks (regular paper).") == "Slow Clocks"


def test_names_are_parted_by_signs_of_chinese() -> None:
    assert names("李四；王小明") == ["李四", "王小明"]
    assert names("李四·王小明") == ["李四", "王小明"]


def test_the_doi_of_the_volume_is_that_of_none_of_its_papers() -> None:
    report = Report()
    contents = "Slow Clocks in Small Rooms\nAnn Lee, Bo Cho\n\nFast Rivers of Old Towns\nCy Roy, Di Sun\n"
    below = "\nBibliographic Information\nDOI https://doi.org/10.1007/978-3-031-99999-1{}\n"
    entries = parse(contents + below.format(""), Source("a.txt", report)).entries
    assert not any(entry.facts.doi for entry in entries)
    assert any("the DOI of a whole book" in found.message for found in report.diagnostics)
    chapters = parse(contents + below.format("_2"), Source()).entries
    assert [entry.facts.doi for entry in chapters if entry.facts.doi] == ["10.1007/978-3-031-99999-1_2"]


def test_what_stands_behind_others_is_no_name() -> None:
    assert names("A.B. Ward , C. Grady , et al. Clock Review B") == ["A.B. Ward", "C. Grady"]
    assert names("Ann Lee et al., Bo Cho") == ["Ann Lee", "Bo Cho"]
