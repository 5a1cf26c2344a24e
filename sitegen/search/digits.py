"""Non-negative integers as text of 92 characters that JSON needs no escape for; most take one character.

Gzip makes of such a text about what a bit-packed file would take, and a browser reads it with `charCodeAt`.
The alphabet and the widths are described in `FORMAT.md`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise, starmap
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sitegen.arrays import Array

ALPHABET = "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) not in '"\\')
BASE = len(ALPHABET)
TWO, THREE, FIVE = 76, 1180, 26572
"""The least numbers that take so many characters."""
LIMIT = BASE**4
"""The least number that cannot be written."""
CODES = {character: code for code, character in enumerate(ALPHABET)}


def encode(numbers: Iterable[int]) -> str:
    """Numbers as digits."""
    import numpy as np

    return next(encode_runs(np.fromiter(numbers, np.int64), np.zeros(1, np.int64))).decode()


def decode(text: str) -> Iterator[int]:
    """The numbers of a text of digits."""
    codes = map(CODES.__getitem__, text)
    for code in codes:
        if code < 76:
            yield code
        elif code < 88:
            yield TWO + (code - 76) * BASE + next(codes)
        elif code < 91:
            yield THREE + (code - 88) * BASE**2 + next(codes) * BASE + next(codes)
        else:
            yield ((next(codes) * BASE + next(codes)) * BASE + next(codes)) * BASE + next(codes)


def encode_lists(parts: Iterable[tuple[Array, Array]], firsts: Array) -> Iterator[bytes]:
    """Lists of numbers as digits; some lists that follow each other may be written as one.

    >>> import numpy as np
    >>> sizes, members = (np.array([4, 5]), np.array([1, 2])), (np.array([4, 5, 5]), np.array([7, 8, 9]))
    >>> [list(decode(digits.decode())) for digits in encode_lists([sizes, members], np.array([4, 5]))]
    [[1, 7], [2, 8, 9]]

    Args:
        parts: keys of lists, ascending, each with a number of that list. The numbers of the first part come first.
        firsts: the key of the first list of each text.
    """
    import numpy as np

    keys, numbers = (np.concatenate(arrays) for arrays in zip(*parts, strict=True))
    order = np.argsort(keys, kind="stable")
    return encode_runs(numbers[order], np.searchsorted(keys[order], firsts))


def encode_runs(numbers: Array, starts: Array) -> Iterator[bytes]:
    """Runs of numbers as digits, given where each of them begins.

    >>> import numpy as np
    >>> list(encode_runs(np.array([0, 1, 2]), np.array([0, 2])))
    [b'!#', b'$']
    """
    import numpy as np

    if numbers.size and int(numbers.max()) >= LIMIT:
        raise OverflowError("an index cannot hold so many documents")
    widths = 1 + (numbers >= TWO) + (numbers >= THREE) + 2 * (numbers >= FIVE)
    places = np.append(0, np.cumsum(widths))
    codes = np.empty(int(places[-1]), np.uint8)
    begins = places[:-1]
    # the places of those that take more are written again
    codes[begins] = numbers
    for width, lead, least in ((2, 76, TWO), (3, 88, THREE), (5, 91, 0)):
        wide = np.flatnonzero(widths == width)
        rest, at = numbers[wide] - least, begins[wide]
        for power in range(width - 1, 0, -1):
            codes[at + power] = rest % BASE
            rest = rest // BASE
        codes[at] = lead + rest
    alphabet: Any = np.frombuffer(ALPHABET.encode(), np.uint8)
    text = alphabet[codes].tobytes()
    return map(text.__getitem__, starmap(slice, pairwise([*places[starts].tolist(), len(text)])))
