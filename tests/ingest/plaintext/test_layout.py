"""Where lines end tells whether they go on."""

from __future__ import annotations

from sitegen.ingest.plaintext.lines import lines


def texts(text: str) -> list[str]:
    return [line.text for line in lines(list(enumerate(text.split("\n"), 1)))]


WRAPPED = """\
1. Slow Clocks of the World and
   the Time that They Keep, A. Lee
2. Small Maps and What They Leave
   Out on Purpose, B. Cho et al.
3. Dreams about Rooms in which a
   Person Finds a Door, C. Roy
"""


def test_items_that_are_wrapped_are_one_line_each() -> None:
    assert texts(WRAPPED)[:2] == [
        "Slow Clocks of the World and the Time that They Keep, A. Lee",
        "Small Maps and What They Leave Out on Purpose, B. Cho et al.",
    ]


def test_a_name_that_had_no_room_is_no_end_of_a_title() -> None:
    poster = WRAPPED.replace("A. Lee\n", "A. Lee\n4. Rooms of the Known World\n   Christodoulopoulou-Lee, C.\n")
    assert "Rooms of the Known World" in texts(poster)


def test_items_whose_lines_end_before_they_must_keep_them() -> None:
    kept = texts(WRAPPED.replace("World and", "World"))
    assert kept[:2] == ["Slow Clocks of the World", "the Time that They Keep, A. Lee"]
    assert len(kept) == 4
    assert len(texts(WRAPPED.replace("   the", "the"))) == 6
    assert len(texts("".join(WRAPPED.splitlines(keepends=True)[:4]))) == 4
