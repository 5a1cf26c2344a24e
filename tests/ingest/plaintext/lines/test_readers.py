"""Who read a paper is no part of its title."""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.ingest.plaintext.lines.readers import without_readers


def shown(*lines: str) -> list[str]:
    return [line for _, line in without_readers(list(enumerate(lines, 1)))]


def test_who_read_a_paper_is_no_part_of_its_title_where_several_people_read_some() -> None:
    address = "https://arxiv.org/abs/2503.00001"
    read = (
        f"Ann read Slow Clocks {address}",
        "- Bo and Cy picked “Small Maps”",
        f"2. Di Sun reads: [Dreams of Rooms]({address})",
        "It waits.",
    )
    titles = [f"Slow Clocks {address}", "- “Small Maps”", f"2. [Dreams of Rooms]({address})", "It waits."]
    assert shown(*read) == titles
    others = [f"Small Maps {address}"] * 3
    kept: Sequence[Sequence[str]] = (
        # one person twice
        (read[0], "Ann picked “Small Maps”", read[2]),
        # few of those with addresses, and titles that have names behind them
        (*read, *others),
        [f"{some} read Faces of Clocks, Ann Lee, Bo Cho. {address}" for some in ("Bats", "Otters", "Lynxes")],
        # who is no person
        [f"{some} read Faces of Clocks {address}" for some in ("Humans", "Machines", "Transformers")],
        [f"{some} Faces of Clocks {address}" for some in ("Monkeys read", "Hippocampus reads", "Ribosome reading")],
        ("Students Read Maps", "Clocks read the time", "Bats picked Old Clocks"),
    )
    for rows in kept:
        assert shown(*rows) == [*rows]
