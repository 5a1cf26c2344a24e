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


def test_below_a_title_stands_a_name_where_names_stand_below_the_others() -> None:
    rows = [row for title in ("Small Maps", "Long Walks", "Last Words") for row in (title, "Ann Lee, Bo Cho")]
    assert named("TATATATt", *rows, TITLES[0], "Sayantan Dasgupta") == "TATATATA"
    assert named("TATATATt", *rows, TITLES[0], "Learning Models") == "TATATATt"
    assert named("TATATATt", *rows, TITLES[0], "Ann Lee, Bo Cho, +7 authors Cy Roy") == "TATATATA"
    assert named("Tt", TITLES[0], "Sayantan Dasgupta") == "Tt"
    # where it was is no name
    assert named("TAO", TITLES[0], "Ann Lee, Bo Cho et al.", "ACL 2021") == "TAO"


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


def test_names_behind_a_title_may_stand_in_parentheses_with_the_year() -> None:
    assert named("TO", f"{TITLES[0]} (Ann Lee, Bo Cho; 2016)") == "TA"
    assert named("TO", f"{TITLES[0]} (Slow Clocks; 2016)") == "TO"


def test_three_names_below_a_title_are_no_end_of_it() -> None:
    assert named("Tt", TITLES[0], "Ann Lee, Bo Cho, Cy Roy") == "TA"
    assert named("Tt", TITLES[0], "Ann Lee, Bo Cho") == "Tt"
    assert named("Tt", TITLES[0], "Rooms, Maps, Half of the Walks") == "Tt"


def test_no_name_has_pages() -> None:
    assert named("TA", TITLES[0], "Nr. 7, S. 12–20") == "TO"


def test_the_only_name_below_a_title_is_one_if_it_is_linked_as_others_are() -> None:
    people = "https://example.org/search/authors"
    rows = [f"[Ann Lee]({people}/1), [Bo Cho]({people}/2)", "Small Maps", f"[Cy Roy]({people}/3)"]
    assert named("TAOATL", TITLES[0], *rows) == "TAOATA"
    assert named("TAOATL", TITLES[0], *rows[:2], "[Cy Roy](https://example.org/papers/3)") == "TAOATL"
