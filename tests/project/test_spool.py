"""Long sequences of records: the first in memory, the others in a temporary file, and nobody sees the difference."""

from __future__ import annotations

import pytest

from sitegen import spool
from sitegen.model import Entry, Facts, Span
from sitegen.spool import Spool, spooled


def entries(count: int) -> list[Entry]:
    text = (Span("text", "Ünder a paper's title"),)
    return [Entry(facts=Facts(title=f"Paper {number}"), abstract=(text,), line=number) for number in range(count)]


@pytest.fixture(autouse=True)
def only_three_records_stay_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool, "FEW", 3)


def test_few_records_are_a_tuple() -> None:
    assert spooled(Entry, iter(entries(2))) == tuple(entries(2))


def test_many_records_come_back_as_they_were_in_any_order() -> None:
    many = spooled(Entry, iter(entries(10)))
    assert isinstance(many, Spool)
    assert len(many) == 10
    assert list(many) == entries(10)
    assert [many[number] for number in (9, 0, 4, -1)] == [entries(10)[number] for number in (9, 0, 4, 9)]
    assert many[2:5] == entries(10)[2:5]
    with pytest.raises(IndexError):
        many[10]


def test_records_may_be_added_after_some_were_read() -> None:
    many = Spool(Entry)
    for number, entry in enumerate(entries(8)):
        many.append(entry)
        assert many[number // 2] == entries(8)[number // 2]
    assert list(many) == entries(8)


def test_the_file_goes_with_the_spool() -> None:
    many = Spool(Entry, entries(5))
    file = many._file
    del many
    assert file.closed
