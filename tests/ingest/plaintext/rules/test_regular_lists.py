"""What nearly all entries of a list have is looked for in the others."""

from __future__ import annotations

from sitegen.ingest.plaintext.rules.regular_lists import (
    alike_lines,
    cards,
    lone_addresses,
    names_above_titles,
    names_below_titles,
    names_beside_names,
    names_with_places,
    regular_votes,
    tagged_titles,
)
from tests.ingest.plaintext.labelled import corrected, labelled

TITLES = ("Slow Clocks of the World", "Small Maps and What They Leave Out", "Dreams about Rooms of One's Own")


def test_numbers_above_titles_are_votes() -> None:
    def labels(*numbers: str) -> str:
        rows = [row for number, title in zip(numbers, TITLES, strict=True) for row in (number, title)]
        return corrected(labelled("OT" * len(numbers), rows), [regular_votes])

    assert labels("12", "7", "2019") == "NTNTNT"


def test_days_and_times_above_titles_are_no_votes() -> None:
    def labels(given: str, *above: str) -> str:
        rows = [row for number, title in zip(above, TITLES, strict=True) for row in (number, title)]
        return corrected(labelled(given * len(above), rows), [regular_votes])

    assert labels("OT", "10.10", "10.40", "11.30") == "OT" * 3
    assert labels("OOT", "Nov. 9", "Nov. 16", "Dec. 7") == "OOT" * 3
    assert labels("OT", "1.2k", "10", "1.125") == "NT" * 3
    # a day in the line above changes nothing
    page = [row for number, title in zip(("36", "19", "8"), TITLES, strict=True) for row in (number, title)]
    assert corrected(labelled("D" + "OT" * 3, ["Jan 2", *page]), [regular_votes]) == "D" + "NT" * 3


def test_a_number_beside_the_rest_of_a_title_counts_nothing_where_no_title_begins() -> None:
    assert corrected(labelled("tO", ("What goes on", "4")), [regular_votes]) == "tO"


def test_numbers_of_papers_with_a_nought_before_them_are_no_votes() -> None:
    rows = [row for number, title in zip(("01", "02", "03"), TITLES, strict=True) for row in (number, title)]
    assert corrected(labelled("OT" * 3, rows), [regular_votes]) == "OT" * 3


def test_the_only_address_of_a_paper_beside_a_title_is_its_own() -> None:
    def labels(given: str, *rows: str) -> str:
        return corrected(labelled(given, (TITLES[0], *rows)), [lone_addresses])

    doi, arxiv = "https://pub.example.org/doi/full/10.1000/1", "https://arxiv.org/abs/2503.00001"
    assert labels("TAO", "Ann Lee", doi) == "TAL"
    assert labels("TOOO", doi, "https://example.org", doi) == "TLOL"
    assert labels("TOO", doi, arxiv) == "TOO"
    assert labels("TLO", arxiv, doi) == "TLO"
    assert corrected(labelled("OT", (arxiv, TITLES[0])), [lone_addresses]) == "OT"


def test_an_address_of_any_kind_is_a_papers_own_where_most_have_one_that_no_other_has() -> None:
    def labels(*addresses: str) -> str:
        rows = [part for title, url in zip(TITLES, addresses, strict=True) for part in (title, *url.split())]
        return corrected(labelled("".join("T" + "O" * len(url.split()) for url in addresses), rows), [lone_addresses])

    one, two, three = (f"https://hal.example.org/{number}" for number in (1, 2, 3))
    assert labels(one, two, three) == "TL" * 3
    assert labels(one, two, f"{three} {one}") == "TLTLTOO"
    assert labels(one, one, one) == "TO" * 3
    assert labels(one, f"{two} {one}", f"{three} {one}") == "TOTOOTOO"


def test_a_word_before_an_address_is_a_title_as_the_words_of_most_lines_are() -> None:
    def labels(given: str, *rows: str) -> str:
        odds = [0.2 if label == "O" else 0.9 for label in given]
        return corrected(labelled(given, rows, odds), [alike_lines])

    rows = [f"{title} https://arxiv.org/abs/2503.0000{number}" for number, title in enumerate(("BERT", TITLES[0]), 1)]
    assert labels("OLTL", *rows) == "TLTL"
    assert labels("OLTL", f"- {rows[0]}", rows[1]) == "OLTL"
    said = f"And another: {TITLES[1]} https://arxiv.org/abs/2503.00003"
    assert labels("OTLTL", said, rows[1]) == "OTLTL"
    assert labels("OLTLOLTL", "PDF" + rows[0][4:], rows[1], "PDF" + rows[1][24:], rows[1]) == "OLTLOLTL"


def test_names_below_a_title_are_its_authors_where_most_titles_have_theirs_there() -> None:
    rows = (
        "Slow Clocks",
        "Ann Lee",
        "",
        "Small Maps",
        "Bo Cho",
        "",
        "Quiet Rivers",
        "Cy Roy1, Di Sun2",
        "",
        "We wait.",
    )
    assert corrected(labelled("TATATOS", rows), [names_below_titles]) == "TATATAS"
    assert corrected(labelled("TATATSS", rows), [names_below_titles]) == "TATATAS"
    assert corrected(labelled("TATOTOS", rows), [names_below_titles]) == "TATOTOS"
    others = (*rows[:7], "Full paper", *rows[8:])
    assert corrected(labelled("TATATOS", others), [names_below_titles]) == "TATATOS"


def test_a_linked_name_beside_linked_names_is_one_of_them() -> None:
    def labels(*linked: str) -> str:
        line = ", ".join(f"[{words}](https://example.org/{at})" for at, words in enumerate(linked))
        return corrected(labelled("OOA", [line]), [names_beside_names])

    assert labels("Ann Lee", "Bo Cho:") == "AOA"
    assert labels("Slow Clocks of the World", "Bo Cho:") == "OOA"


def test_lines_of_a_name_and_a_place_below_a_title_name_its_authors() -> None:
    def labels(*rows: str) -> str:
        return corrected(labelled("T" + "OO" * len(rows), [TITLES[0], *rows]), [names_with_places])

    assert labels("Lee, Ann\tExample University", "Cho, Bo\tKIT") == "TAOAO"
    assert labels("Slow clocks of the towns, Part II\tKIT", "Cho, Bo\tKIT") == "TOOOO"


def test_what_search_engines_tag_is_a_title_above_names() -> None:
    def labels(first: str, below: str) -> str:
        return corrected(labelled("OA" if below == "Ann Lee" else "OO", [first, below]), [tagged_titles])

    assert labels(f"[CITATION] {TITLES[0]}", "Ann Lee") == "TA"
    assert labels(f"[ZITATION] {TITLES[0]}", "Ann Lee") == "TA"
    assert labels(TITLES[0], "Ann Lee") == "OA"
    assert labels("[PDF] example.org", TITLES[0]) == "OO"


def test_numbers_of_a_programme_behind_the_names_of_its_parts_are_no_votes() -> None:
    rows = [row for number, title in zip((12, 7, 40), TITLES, strict=True) for row in (f"Clocks / {number}", title)]
    assert corrected(labelled("OOT" * 3, rows), [regular_votes]) == "OOT" * 3


def test_a_site_behind_titles_tells_of_another_title_before_it() -> None:
    def labels(site: str) -> str:
        rows = [f"{title} ({site})" for title in TITLES]
        return corrected(labelled("TOTOOO", rows, [1, 0, 1, 0, 0.2, 0]), [alike_lines])

    assert labels("arxiv.org") == "TOTOTO"
    assert labels("example.org") == "TOTOOO"


CARD = "We wait for clocks, and they tell us what the time of day has been."


def test_a_card_without_words_has_its_title_above_its_site() -> None:
    rows = ["", TITLES[0], CARD, "arxiv.org", "", TITLES[1], CARD, "arxiv.org", "", TITLES[2], "aclanthology.org"]
    assert corrected(labelled("TSOTSOOO", rows), [cards]) == "TSOTSOTO"
    # it stands apart
    assert corrected(labelled("TSOTSOOO", [*rows[:8], *rows[9:]]), [cards]) == "TSOTSOOO"


def test_a_name_below_the_site_of_a_card_is_who_wrote_it() -> None:
    rows = [row for title in TITLES for row in (title, CARD, "arXiv.org", "Ann Lee", "")]
    assert corrected(labelled("TSOTTSOOTSOO", rows), [cards]) == "TSOA" * 3
    assert corrected(labelled("TSOO" * 3, [row.replace("Ann Lee", "3 replies") for row in rows]), [cards]) == "TSOO" * 3


def test_sites_above_titles_are_those_of_other_cards() -> None:
    rows = [row for title in TITLES for row in ("", "arXiv.org", title, CARD)]
    assert corrected(labelled("OTS" * 3, rows), [cards]) == "OTS" * 3


def test_names_with_places_above_a_title_are_its_authors_where_nearly_all_titles_have_them_there() -> None:
    def labels(given: str, *last: str) -> str:
        named = [row for title in TITLES for row in ("Ann Lee (KIT, Germany), Bo Cho (EPFL, Switzerland)", title)]
        return corrected(labelled("AT" * 3 + given, [*named, *last]), [names_above_titles]).removeprefix("AT" * 3)

    assert labels("OOT", "Anna Roy (KIT, Germany)", "tmn at Clocks 3") == "AAT"
    assert (
        labels("OOOOOOO", "Ann Lee (KIT, Germany), He He (KIT, Germany), Cy Roy (KIT, Germany)", "Rooms") == "AAAAAAT"
    )
    assert labels("OOO", "Anna Roy (KIT, Germany)", "Rooms") == "OOO"
    assert labels("OT", "Book of Rooms", "Maps of Rooms") == "OT"
