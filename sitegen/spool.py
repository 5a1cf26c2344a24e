"""Sequences of records that are longer than memory should hold: all but the first lie in a temporary file.

    entries = spooled(Entry, (entry for part in parts for entry in part.entries))
    entries[50_000]     # is read from the file

Somebody who adds ten papers pays nothing for it, and a dump of a hundred thousand fits into a small machine. A record
that is read twice is made twice, so records of a spool are compared by `==`.
"""

from __future__ import annotations

import tempfile
import weakref
from array import array
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import chain, islice
from typing import IO, Generic, TypeVar, overload

import msgspec

T = TypeVar("T")
FEW = 2**13
"""Records that stay in memory, where papers take some twenty megabytes."""


class Spool(Sequence[T], Generic[T]):
    """A sequence that grows at its end.

    Args:
        kind: type of the records, one that `msgspec` can encode.
        records: the first ones.
    """

    def __init__(self, kind: type[T], records: Iterable[T] = ()) -> None:
        self._encode = msgspec.msgpack.Encoder().encode
        self._decode = msgspec.msgpack.Decoder(kind).decode
        self._first: list[T] = []
        self._ends = array("Q", [0])
        self._is_at_end = True
        for record in records:
            self.append(record)

    @cached_property
    def _file(self) -> IO[bytes]:
        file = tempfile.TemporaryFile()  # noqa: SIM115
        weakref.finalize(self, file.close)
        return file

    def append(self, record: T) -> None:
        """Add a record at the end."""
        if len(self._first) < FEW:
            self._first.append(record)
            return
        if not self._is_at_end:
            # it would write what is buffered
            self._file.seek(self._ends[-1])
            self._is_at_end = True
        self._ends.append(self._ends[-1] + self._file.write(self._encode(record)))

    def __len__(self) -> int:
        return len(self._first) + len(self._ends) - 1

    @overload
    def __getitem__(self, number: int) -> T: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[T]: ...
    def __getitem__(self, number: int | slice) -> T | Sequence[T]:
        if isinstance(number, slice):
            return [self[each] for each in range(*number.indices(len(self)))]
        number = range(len(self))[number]
        if number < len(self._first):
            return self._first[number]
        start, end = self._ends[number - FEW : number - FEW + 2]
        self._file.seek(start)
        self._is_at_end = False
        return self._decode(self._file.read(end - start))


def spooled(kind: type[T], records: Iterable[T]) -> Sequence[T]:
    """Records as a tuple while they are few, else as a `Spool`."""
    following = iter(records)
    few = tuple(islice(following, FEW))
    return few if len(few) < FEW else Spool(kind, chain(few, following))
