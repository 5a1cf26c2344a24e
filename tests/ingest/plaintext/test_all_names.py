"""Names are told by what stands above and beside them."""

from __future__ import annotations

from sitegen.ingest.plaintext.all_names import with_all_names
from sitegen.ingest.plaintext.chunks import chunks
from sitegen.ingest.plaintext.lines import lines

TITLES = ("Slow Clocks of the World",)


def named(given: str, *rows: str) -> str:
    """What becomes of the labels of the chunks of lines by what names look like."""
    text = lines(list(enumerate(rows, 1)))
    return "".join(with_all_names(text, chunks(text), list(given)))


def test_the_last_of_names_that_stand_below_each_other_or_were_wrapped_is_one() -> None:
    assert named("TAO", TITLES[0], "Ann Lee", "& Bo Cho") == "TAA"
    for line in ("Description:", "Authors", "and much more"):
        assert named("TAO", TITLES[0], "Ann Lee, Bo Cho and Cy", line) == "TAO"


def test_below_a_number_of_more_authors_stands_the_last() -> None:
    assert named("TAOO", TITLES[0], "Ann Lee, Bo Cho", "+15 authors", "Cy Roy") == "TAOA"
    assert named("TAOO", TITLES[0], "Ann Lee, Bo Cho", "+15 authors", "in this room") == "TAOO"
    for left_out in ("...", "…"):
        assert named("TAOO", TITLES[0], "Ann Lee, Bo Cho", left_out, "Cy Roy") == "TAOA"
    assert named("TOOO", TITLES[0], "Example Letters", "+15 authors", "Cy Roy") == "TOOO"


def test_the_first_of_several_below_a_title_is_no_part_of_it() -> None:
    assert named("TtL", TITLES[0], "Ann Lee et al., https://example.org/x") == "TAL"
    assert named("Tt", TITLES[0], "and of Ann Lee et al.") == "Tt"


def test_below_a_title_stands_a_name_where_names_stand_below_the_others() -> None:
    rows = [row for title in ("Small Maps", "Long Walks", "Last Words") for row in (title, "Ann Lee, Bo Cho")]
    assert named("TATATATt", *rows, TITLES[0], "Sayantan Dasgupta") == "TATATATA"
    assert named("TATATATt", *rows, TITLES[0], "Learning Models") == "TATATATt"
    assert named("TATATATt", *rows, TITLES[0], "Ann Lee, Bo Cho, +7 authors Cy Roy") == "TATATATA"
    assert named("Tt", TITLES[0], "Sayantan Dasgupta") == "Tt"
    # where it was is no name
    assert named("TAO", TITLES[0], "Ann Lee, Bo Cho et al.", "ACL 2021") == "TAO"


def test_sentences_name_nobody() -> None:
    rows = ("Slow Clocks", "Ann Lee, Bo Cho", "The room stays closed until the first of May.")
    assert named("TAA", *rows) == "TAO"
    assert named("TAA", *rows[:2], "Lange Diskussion, ob das überhaupt nachweisbar ist.") == "TAO"
    assert named("TAA", *rows[:2], "Anna de la Cruz, 李 4 and C. van der Berg.") == "TAA"


def test_the_initials_of_a_name_may_stand_in_the_next_line() -> None:
    assert named("AOT", "Lee, A.; Foster,", "J. (2024):", "Slow Clocks") == "AAT"


def test_a_remark_below_names_in_parentheses_names_nobody() -> None:
    assert named("TAAA", TITLES[0], "(Ann Lee, Bo Cho)", "To be read by all", "Cy Roy") == "TAOA"
    assert named("TAA", TITLES[0], "(Ann Lee, Bo Cho)", "ann lee") == "TAA"
    assert named("TAA", TITLES[0], "Ann Lee, Bo Cho", "de la Cruz, Cy Roy") == "TAA"


def test_names_in_parentheses_behind_a_title_may_have_their_venue_with_them() -> None:
    assert named("TOO", TITLES[0], "(Ann Lee and Bo Cho, Findings of EMNLP, 2023)") == "TAO"
    assert named("TVO", TITLES[0], "(Ann Lee et al., ACL (Findings) 2023).") == "TAO"
    assert named("TO", TITLES[0], "(see the appendix, EMNLP 2023)") == "TO"
    assert named("OO", "We met in May.", "(Ann Lee and Bo Cho, EMNLP 2023)") == "OO"


def test_pictures_tell_names_and_remarks() -> None:
    assert named("TAA", TITLES[0], "✍️ Ann Lee, Bo Cho", "💬 Worth it.") == "TAO"
    assert named("Ttt", TITLES[0], "👥 Ann Lee, Bo Cho", "💬 Worth it.") == "TAO"
    assert named("TO", TITLES[0], "👥 We met twenty people") == "TO"
    assert named("TO", TITLES[0], "✍️ Ann Lee, Bo Cho et al.") == "TA"
    assert named("TAA", TITLES[0], "👤 Ann Lee", "👤 Bo Cho") == "TAA"


def test_names_in_bold_before_others_and_before_a_venue_are_names() -> None:
    assert named("TAT", "**A. Lee**, B. Cho and C. Roy. “Slow Clocks”") == "AAT"
    assert named("TAT", "**Slow Clocks**, B. Cho and C. Roy. “Slow Clocks”") == "TAT"
    assert named("TAO", TITLES[0], "Ann Lee, Bo Cho ... Cy Roy in Example Letters")[1] == "A"
    for day in ("le jeudi 13 mars 2025 à 06:00", "am 13.3.2025, 06:00"):
        for taken_for in "SD":
            row = f"Ann Lee · Bo Cho, {day}".replace("2025, ", "2025 ")
            assert named(f"TA{taken_for}", TITLES[0], row) == "TAA"
    assert named("TAS", TITLES[0], "Ann Lee · Slow Clocks, le jeudi 13 mars 2025") == "TAS"


def test_names_between_bars_are_all_names_or_none() -> None:
    assert named("TAAO", TITLES[0], "Ann Lee | Bo Cho | Cy van Roy") == "TAAA"
    assert named("TAAO", TITLES[0], "Ann Lee | Bo Cho | in this room") == "TAAO"
    assert named("TOAO", TITLES[0], "Example Letters | Bo Cho | Cy van Roy") == "TOAO"


def test_names_that_are_linked_as_those_beside_them_are_names() -> None:
    ann, bo = (f"[{name}](https://arxiv.org/a/{name[:3]})" for name in ("Ann Lee", "Bo Cho"))
    assert named("TAOL", TITLES[0], f"{ann}, {bo}") == "TAOA"
    assert named("TAOL", TITLES[0], f"{ann}, [Bo Cho](https://example.org/)") == "TAOL"
    assert named("TAOL", TITLES[0], f"{ann}, [Bo Cho](https://[/)") == "TAOL"
    assert named("TAOL", TITLES[0], f"{ann}, [the paper](https://arxiv.org/abs/2502.05795)") == "TAOL"


def test_a_linked_name_that_is_broken_at_the_end_of_its_line_is_one() -> None:
    ann, bo = (f"[{name}](https://arxiv.org/a/{name[:3]})" for name in ("Ann Lee", "Bo"))
    assert named("TAOLO", TITLES[0], f"{ann}, {bo}", "Cho") == "TAOAA"
    assert named("TAOLO", TITLES[0], f"{ann}, {bo}", "of the World") == "TAOLO"
    assert named("TAOL", TITLES[0], f"{ann}, {bo}") == "TAOL"


def test_the_rest_of_a_title_is_no_name_where_names_are_links() -> None:
    ann, bo = (f"[{name}](https://arxiv.org/a/{name[:3]})" for name in ("Ann Lee", "Bo Cho"))
    assert named("TAAOA", TITLES[0], "Human Interactions", f"{ann}, {bo}") == "TtAOA"
    assert named("TAA", TITLES[0], "Human Interactions", "Ann Lee, Bo Cho") == "TAA"


def test_below_names_stand_more_of_which_the_first_may_be_the_rest_of_one() -> None:
    assert named("TAO", TITLES[0], "Ann Lee; Bo Cho; Cy Anna", "Roy; Ed Berg") == "TAA"
    assert named("TAO", TITLES[0], "Ann Lee; Bo Cho; Cy Anna", "", "Roy; Ed Berg") == "TAO"
    assert named("TAO", TITLES[0], "Ann Lee; Bo Cho", "Clocks; Boosting Models Through Context") == "TAO"


def test_a_remark_below_names_and_others_is_no_name() -> None:
    assert named("TAA", TITLES[0], "Ann Lee, Bo Cho и др.", "Советую читать с приложения.") == "TAO"
    assert named("TAA", TITLES[0], "Ann Lee, Bo Cho", "Cy Roy") == "TAA"
    assert named("TAA", TITLES[0], "Ann Lee, Bo Cho, +3 authors", "Cy Roy") == "TAA"


def test_names_that_are_links_go_on_in_the_next_line() -> None:
    people = "https://example.org/people"
    rows = [f"[Ann Lee]({people}/1) | [Bo Cho]({people}/2) |", f"[Cy Roy]({people}/3) | [Ed Berg]({people}/4)"]
    assert named("TAALL", TITLES[0], *rows) == "TAAAA"
    assert named("TALL", TITLES[0], rows[0].partition(" | ")[0], rows[1]) == "TAAA"
    assert named("TAALL", TITLES[0], rows[0], "", rows[1]) == "TAALL"
    assert named("TAALL", TITLES[0], rows[0], rows[1].replace("example", "example.cy")) == "TAALL"


def test_names_behind_a_title_may_stand_in_parentheses_with_the_year() -> None:
    assert named("TO", f"{TITLES[0]} (Ann Lee, Bo Cho; 2016)") == "TA"
    assert named("TO", f"{TITLES[0]} (Slow Clocks; 2016)") == "TO"


def test_three_names_below_a_title_are_no_end_of_it() -> None:
    assert named("Tt", TITLES[0], "Ann Lee, Bo Cho, Cy Roy") == "TA"
    assert named("Tt", TITLES[0], "Ann Lee, Bo Cho") == "Tt"
    assert named("Tt", TITLES[0], "Rooms, Maps, Half of the Walks") == "Tt"


def test_initials_and_a_family_name_alone_below_a_name_are_another() -> None:
    assert named("TAO", TITLES[0], "Ann Lee", "Z.-X. Shen") == "TAA"
    assert named("TAO", TITLES[0], "Ann Lee", "Example City") == "TAO"


def test_no_name_has_pages() -> None:
    assert named("TA", TITLES[0], "Nr. 7, S. 12–20") == "TO"


def test_the_only_name_below_a_title_is_one_if_it_is_linked_as_others_are() -> None:
    people = "https://example.org/search/authors"
    rows = [f"[Ann Lee]({people}/1), [Bo Cho]({people}/2)", "Small Maps", f"[Cy Roy]({people}/3)"]
    assert named("TAOATL", TITLES[0], *rows) == "TAOATA"
    assert named("TAOATL", TITLES[0], *rows[:2], "[Cy Roy](https://example.org/papers/3)") == "TAOATL"
