"""Titles are told by where those of the other entries stand: near a number, above an abstract, in links."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain

from sitegen.ingest.plaintext.chunks import Chunk, chunks
from sitegen.ingest.plaintext.lines import lines
from sitegen.ingest.plaintext.regular_places import (
    with_titles_above_abstracts,
    with_titles_of_counted,
    without_titles_of_points,
)

TITLES = (
    "Slow Clocks of the World",
    "Small Maps and Large Rooms",
    "Dreams about a Closed Door",
    "Half of What We Left Out",
    "Rooms without Any Windows",
)
NAMES = ("Ann Lee", "Lee, Ann; Cho, Bo", "Cy Roy(Example Labs) (Apr, 2007)", "Di Sun, Ed Berg", "Fay Holm")
SAID = "We let agents think at every step of the way, and find that they need not do so to be as good as others."

Correct = Callable[[Sequence[Chunk], Sequence[str]], list[str]]


def labels(correct: Correct, given: str, *rows: str) -> str:
    """What becomes of the labels of the chunks of lines."""
    found = chunks(lines(list(enumerate(rows, 1))))
    assert len(found) == len(given), [chunk.text for chunk in found]
    return "".join(correct(found, list(given)))


def below_number(number: int, title: str, names: str) -> list[str]:
    return [str(number), "2007PhRvA..966462Z", title, names]


def above_number(number: int, title: str, names: str) -> list[str]:
    return [title, f"#{number}", names, "cite"]


def entries(form: Callable[[int, str, str], list[str]]) -> list[str]:
    return list(chain.from_iterable(map(form, range(1, 4), TITLES, (NAMES[0], NAMES[1], NAMES[3]))))


def test_titles_of_counted_entries_stand_as_many_lines_off_their_numbers_as_the_others() -> None:
    assert labels(with_titles_of_counted, "OOTAOOOOOOTA", *entries(below_number)) == "OOTA" * 3
    assert labels(with_titles_of_counted, "OOAOTOAOOOOO", *entries(above_number)) == "TOAO" * 3


def test_affiliations_and_days_beside_names_do_not_hide_them() -> None:
    rows = [row.replace("Di Sun, Ed Berg", NAMES[2]) for row in entries(above_number)]
    assert labels(with_titles_of_counted, "TOAOTOAOOOOOOO", *rows)[8] == "T"


def test_an_entry_may_have_a_line_less_than_the_others() -> None:
    names = ("Ann Lee", "Bo Cho", "Cy Roy", "Ed Berg", "Fay Holm")
    rows = list(chain.from_iterable(map(below_number, range(1, 6), TITLES, names)))
    del rows[17]
    # a number is nobody, though it stands below names
    assert labels(with_titles_of_counted, "OOTAOOOOOOTAAOTAOTA", *rows) == "OOTAOOTAOOTAOOTAOTA"


def test_entries_without_names_at_the_place_of_the_others_keep_what_they_are() -> None:
    rows = [row.replace("Di Sun, Ed Berg", "weekly questions") for row in entries(below_number)]
    assert labels(with_titles_of_counted, "OOTAOOTAOOOO", *rows) == "OOTAOOTAOOOO"


def test_numbers_that_do_not_count_tell_nothing() -> None:
    rows = [row.replace("3", "7") for row in entries(below_number)]
    assert labels(with_titles_of_counted, "OOTAOOOOOOTA", *rows) == "OOTAOOOOOOTA"
    votes = ["12", "31", "7", "5", *entries(below_number)]
    given = "OOOOOOTAOOOOOOTA"
    assert labels(with_titles_of_counted, given, *votes) == given


def shown(names: Sequence[str], titles: Sequence[str] = TITLES) -> list[str]:
    """What a reader of feeds shows."""
    parts = (("clocks updates", name, title, SAID, "") for name, title in zip(names, titles, strict=True))
    return list(chain.from_iterable(parts))


def test_a_title_stands_above_each_abstract_where_only_one_line_may_be_that() -> None:
    names = ("Ann Lee", "Bo Cho", "Cy Roy", "Ed Berg", "Fay Holm")
    assert labels(with_titles_above_abstracts, "OOOS" * 5, *shown(names)) == "OATS" * 5
    # two lines may be the title
    remarks = tuple(f"{name} sends what follows here" for name in names)
    assert labels(with_titles_above_abstracts, "OOOS" * 5, *shown(remarks)) == "OOOS" * 5
    assert labels(with_titles_above_abstracts, "OOOS" * 4 + "OOTS", *shown(remarks)) == "OOTS" * 5


def test_titles_in_the_lines_of_their_abstracts_are_seen() -> None:
    remarks = [row for title in TITLES for row in (f"**{title}.** {SAID}", f"Bo wants to try {title.lower()}", "")]
    assert labels(with_titles_above_abstracts, "TSO" * 5, *remarks) == "TSO" * 5


def test_abstracts_have_their_titles_where_few_lack_them() -> None:
    names = ("Ann Lee", "Bo Cho", "Cy Roy", "Ed Berg", "Fay Holm")
    given = "OATS" * 4 + "OOOS"
    assert labels(with_titles_above_abstracts, given, *shown(names)) == given
    assert labels(with_titles_above_abstracts, "OOOS" * 2, *shown(names[:2], TITLES[:2])) == "OOOS" * 2


def test_the_points_of_a_slide_are_no_titles() -> None:
    rows = [row for title in TITLES[:3] for row in (title, "Ann Lee, Bo Cho", "- Simple idea, many clocks", "")]
    text = lines(list(enumerate(rows, 1)))
    found = chunks(text)
    assert "".join(without_titles_of_points(text, found, list("TAT" * 3))) == "TAO" * 3
    assert "".join(without_titles_of_points(text, found, list("TOT" * 3))) == "TOT" * 3
    text = lines(list(enumerate(rows[:8], 1)))
    assert "".join(without_titles_of_points(text, chunks(text), list("TAT" * 2))) == "TAT" * 2
