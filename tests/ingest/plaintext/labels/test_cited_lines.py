"""Citations in which nothing but commas or stops parts names, title and journal are read word by word."""

from __future__ import annotations

import pytest

from sitegen.diagnostics import Report
from sitegen.ingest.parser import Source
from sitegen.ingest.plaintext import reader
from sitegen.ingest.plaintext.chunks import Chunk, chunks, labels_of
from sitegen.ingest.plaintext.items import Text
from sitegen.ingest.plaintext.labels import cited_words
from sitegen.ingest.plaintext.labels.cited_lines import Reading, cited_lines, readings
from sitegen.ingest.plaintext.lines import lines
from tests.ingest.plaintext.labelled import labelled

CITED = {
    "commas": (
        "Ann Lee, Bo Cho, Slow Clocks and Their Uses, Journal of Clocks 12(3), 2020",
        "Cy Roy, Ann Lee, Small Maps of the Large World, Annals of Maps 4(1), 2018",
        "Ann Lee, Dreams about Rooms and Doors, Journal of Sleep 31(2), 2016",
    ),
    "title first": (
        "Slow clocks and their uses. A. Lee, B. Cho. Journal of Clocks, 2020.",
        "Small maps of the large world. C. Roy, A. Lee. Annals of Maps, 2018.",
        "Dreams about rooms and doors. A. Lee. Journal of Sleep, 2016.",
    ),
    "in": (
        "Lee A., Cho B., Slow clocks and their uses, in: Proc. of the 3rd Conference on Clocks, 2020, pp. 1-9",
        "Roy C., Lee A., Small maps of the large world, in: Proc. of the 2nd Workshop on Maps, 2018, pp. 7-12",
        "Lee A., Dreams about rooms and doors, in: Proc. of the 1st Workshop on Sleep, 2016, pp. 21-30",
    ),
}
TITLES = ["slow clocks and their uses", "small maps of the large world", "dreams about rooms and doors"]


def listed(text: str) -> list[tuple[str, int]]:
    digest = reader.parse(text, Source("list.txt", Report()))
    return [(entry.facts.title.lower(), len(entry.facts.authors)) for entry in digest.entries]


@pytest.mark.parametrize("name", CITED)
@pytest.mark.parametrize("mark", ["", "- ", "1. "])
def test_fields_are_told_apart_by_their_words(name: str, mark: str) -> None:
    text = "\n".join(mark.replace("1", str(at)) + row for at, row in enumerate(CITED[name], 1))
    assert listed(text) == list(zip(TITLES, (2, 2, 1), strict=True))


def test_a_title_with_a_colon_is_one() -> None:
    rows = [
        row.replace("Their Uses", "Maps: What They Show", 1).replace("Rooms and", "Rooms: On", 1)
        for row in CITED["commas"]
    ]
    titles = [
        TITLES[0].replace("their uses", "maps: what they show"),
        TITLES[1],
        TITLES[2].replace("rooms and", "rooms: on"),
    ]
    assert [title for title, _ in listed("\n".join(rows))] == titles


def test_lists_whose_fields_stand_in_lines_are_left_alone() -> None:
    rows = ("Slow Clocks of the World", "Ann Lee, Bo Cho", "Small Maps of the Large World", "Cy Roy, Ann Lee")
    text = labelled("TATA", rows)
    cited_lines(text)
    assert [(chunk.text, chunk.label) for chunk in text.chunks] == list(zip(rows, "TATA", strict=True))


def test_one_citation_is_no_list_of_them() -> None:
    text = labelled("AP", CITED["commas"][:1])
    cited_lines(text)
    assert labels_of(text.chunks) == "AP"


def test_words_that_nothing_parts_are_told_apart() -> None:
    (piece,) = labelled("O", ("Lee,A.,Slow clocks,Journal of Clocks",)).chunks
    words = [word.text for word in cited_words.words_of([piece])]
    assert words == ["Lee,", "A.,", "Slow", "clocks,", "Journal", "of", "Clocks"]


def test_citations_are_read_over_the_ends_of_wrapped_lines() -> None:
    rows = ("Ann Lee, Bo Cho, Slow Clocks and the", "use of Maps, Clocks 2(3)", "Cy Roy")
    text = labelled("AVA", rows)
    assert [len(cell) for cell in cited_words.cells(text.chunks, text.lines)] == [2]
    apart = labelled("AVA", (rows[0], "", *rows[1:]))
    assert [len(cell) for cell in cited_words.cells(apart.chunks, apart.lines)] == [1]


def test_texts_without_citations_have_no_readings() -> None:
    assert not readings(Text([], []))
    assert not readings(labelled("OO", ("Hello", "Bye")))


def test_messages_are_no_citations() -> None:
    rows = [f"[28.03.25, 09:1{at}:33] {row}" for at, row in enumerate(CITED["commas"])]
    text = Text(found := lines(list(enumerate(rows, 1))), chunks(found))
    assert not readings(text)


def test_where_most_lines_have_names_alone_a_title_need_not_be_as_sure() -> None:
    rows = (
        "Ивцова А.Б., Чоков В.Г. Медленные часы больших городов // Вестник часового дела. 2020. № 1. С. 5-12.",
        "Ивцова А.Б. Малые карты большого мира и их чтение // Вопросы картографии. 2018. № 4. С. 7-19.",
        "Чоков В.Г., Ивцова А.Б. Сны о комнатах и дверях // Журнал сна. 2016. Т. 3. № 2. С. 21-30.",
    )
    labels = "AOOOO" + "AOOOO" + "AOOOOO"
    text = labelled(labels, rows)
    assert sum(reading.odds for reading in readings(text)) / len(rows) < 0.6
    cited_lines(text)
    assert labels_of(text.chunks) == labels.replace("AO", "AT")
    # names alone are no title of what the next line has
    named = labelled("ATAT", ("Ivy Fern, Cho Moss", "Slow Clocks of Large Towns", "Ivy Fern", "Small Maps"))
    cited_lines(named)
    assert labels_of(named.chunks) == "ATAT"


@pytest.mark.parametrize(
    ("row", "labels", "is_whole"),
    [
        ("Ann Lee. Slow Clocks of Towns (No. 12)", "AATTTTTV", False),
        ("Ann Lee. Slow Clocks of Towns (No. 12)", "AATTTTVV", True),
        ("Ann Lee. Opting In: Clocks", "AATVV", False),
        ("Ann Lee. 大钟的慢速研究 2024", "AATV", True),
        ("Slow Clocks of Large Language Models, Lee et al.", "TTTTTaaaa", False),
        ("Slow Clocks of Large Language Models, Lee et al.", "TTTTTTaaa", True),
    ],
)
def test_a_title_that_ends_amid_its_words_makes_no_citation(row: str, labels: str, is_whole: bool) -> None:
    pieces = [Chunk(row, 0, end=len(row))]
    assert Reading(pieces, cited_words.words_of(pieces), labels, 1.0).is_citation is is_whole


LAW = (
    "Bo Cho & Ann Lee, The Rent That Nobody Paid, 43 Cornell L. Rev. 112 (2024)",
    "Cynthia Roy-Park, Who Owns the Shade of a Wall?, 12 Harv. L. Rev. 41 (2023)",
    "Deborah Park and Cynthia Roy, Leases by the Week and the Month, 9 Yale L.J. 501 (2025)",
    "Dave Owen & Ann Lee, Clocks as Common Debt, 43 Stan. Env't L.J. 112 (2024)",
)
NOTES = (
    "Come prepared to argue both sides of it.",
    "The class of next week is in the hall downstairs.",
    "Please read this one to the very end.",
    "Write one page about what you would have done.",
)


def test_lines_of_which_nothing_is_known_are_read_by_their_words_among_other_things() -> None:
    rows = [*LAW, *NOTES]
    pieces = chunks(lines(list(enumerate(rows, 1))))
    text = labelled("O" * len(pieces), rows)
    cited_lines(text)
    assert [chunk.text.rstrip(",") for chunk in text.labelled("T")] == [row.split(", ")[1] for row in LAW]


def test_names_and_a_journal_right_below_a_title_have_no_other_title() -> None:
    rows = [row for title in TITLES for row in (title.title(), "Ann Lee and Bo Cho, Journal of Clocks")]
    text = labelled("TA" * 3, rows)
    assert [reading.row[0].line for reading in readings(text)] == [0, 2, 4]


def test_names_are_read_where_titles_are_known_and_names_are_not() -> None:
    rows = [
        "Lee, Ann. 2009. “Slow Clocks of the City.” Journal of Clocks 13 (2–3): 292–311.",
        "Cho, Bo, and Cynthia Roy. 2015. “Small Maps of the Large World.” Maps 19 (2): 151–182.",
        "Park, Deborah. 2018. “Dreams about Rooms and Doors.” Sleep and Society 36 (3): 540–546.",
    ]
    pieces = chunks(lines(list(enumerate(rows, 1))))
    text = labelled("".join("T" if "“" in piece.text else "O" for piece in pieces), rows)
    for piece in text.chunks:
        piece.odds = 1.0
    cited_lines(text)
    assert [piece.text.rstrip(".") for piece in text.labelled("A")] == [
        "Lee, Ann",
        "Cho, Bo, and Cynthia Roy",
        "Park, Deborah",
    ]


def test_a_title_in_two_places_makes_no_citation() -> None:
    pieces = [Chunk("Slow Clocks Ann Lee Moon", 0, end=24)]
    words = cited_words.words_of(pieces)
    assert not Reading(pieces, words, "TTaaT", 1.0).is_citation


def test_a_name_with_a_short_particle_is_one_word() -> None:
    pieces = [Chunk("Cy Roy d'Exemple, d'optimiser", 0)]
    assert [word.kind for word in cited_words.words_of(pieces)] == ["Ca", "Ca", "Ca", "low"]


def test_an_institution_and_its_country_are_no_title_and_name() -> None:
    for line, is_one in (("University of Westvale, Germany", False), ("Clocks of Westvale, Ann Lee", True)):
        pieces = chunks(lines([(1, line)]))
        words = cited_words.words_of(pieces)
        labels = "TTT" + "a" * (len(words) - 3)
        assert Reading(pieces, words, labels, 1.0).is_citation is is_one


def test_a_line_below_a_title_that_begins_with_words_of_one_is_another() -> None:
    rows = (
        "Learning to Forget: Memory at a Lower Cost Yi Liu, Maria Garcia",
        "Seeing Less and More with Encoders Jo Keller",
    )
    text = labelled("TtA", rows)
    assert len(readings(text)) == 2
    assert len(readings(labelled("TtA", (rows[0], "Jo Keller, Aiko Tanaka, Li Wei, Bo Cho")))) == 1


def test_lines_that_begin_with_keys_are_citations_of_their_own_and_so_are_titles_with_names_in_them() -> None:
    rows = (
        "[LCR+25] Lee et al, Slow Clocks: A Study of Time in Large Language Models, arxiv 2025",
        "[SFX+24] Sun et al, waiting for answers in rooms of many clocks and no maps, acl 2024",
        "[RDX22] Roy et al, Small Maps: Finding Ways in Large Language Models, emnlp 2022",
    )
    pieces = chunks(lines(list(enumerate(rows, 1))))
    labels = ["T" if ":" in piece.text else "t" if piece.before == ":" else "O" for piece in pieces]
    text = labelled("".join(labels), rows)
    for piece in text.chunks:
        piece.odds = 1.0
    assert len(readings(text)) == 3
    cited_lines(text)
    assert [piece.text.rstrip(",") for piece in text.labelled("A")] == ["Lee et al", "Sun et al", "Roy et al"]
    assert [piece.text.split()[0] for piece in text.labelled("T")] == ["Slow", "waiting", "Small"]


def test_who_presented_a_paper_and_what_was_said_of_it_cites_none() -> None:
    rows = ["- Vorgestellt von Herrn Roy. Diskussion zur Größe der Karten.", "- Lee, A. Slow Clocks and Maps. 2020."]
    assert [reading.row[0].line for reading in readings(labelled("OAO" + "AOO", rows))] == [1]
