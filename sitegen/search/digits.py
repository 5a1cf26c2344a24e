"""Non-negative integers as text of 92 characters that JSON needs no escape for; most take one character.

Gzip makes of such a text about what a bit-packed file would take, and a browser reads it with `charCodeAt`.
The alphabet and the widths are described in `FORMAT.md`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ALPHABET = "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) not in '"\\')
BASE = len(ALPHABET)
TWO, THREE, FIVE = 76, 1180, 26572
"""The least numbers that take so many characters."""
LIMIT = BASE**4
"""The least number that cannot be written."""
CODES = {character: code for code, character in enumerate(ALPHABET)}


def encode(numbers: Iterable[int]) -> str:
    """A few numbers as digits."""
    return "".join(map(_digits, numbers))


def _digits(number: int) -> str:
    if number < TWO:
        return ALPHABET[number]
    if number < THREE:
        lead, places = divmod(number - TWO, BASE)
        return ALPHABET[76 + lead] + ALPHABET[places]
    if number < FIVE:
        lead, rest = divmod(number - THREE, BASE**2)
        return ALPHABET[88 + lead] + ALPHABET[rest // BASE] + ALPHABET[rest % BASE]
    if number >= LIMIT:
        raise OverflowError(f"{number} is too large for an index")
    return ALPHABET[91] + "".join(ALPHABET[number // BASE**power % BASE] for power in (3, 2, 1, 0))


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


def encode_all(numbers: NDArray[np.int64]) -> tuple[bytes, NDArray[np.int64]]:
    """Many numbers as digits, and where each begins; one place more than numbers, which is the end."""
    import numpy as np

    if numbers.size and int(numbers.max()) >= LIMIT:
        raise OverflowError("an index cannot hold so many documents")
    widths = 1 + (numbers >= TWO) + (numbers >= THREE) + 2 * (numbers >= FIVE)
    starts = np.zeros(numbers.size + 1, np.int64)
    np.cumsum(widths, out=starts[1:])
    codes = np.empty(int(starts[-1]), np.uint8)
    begins = starts[:-1]
    single = widths == 1
    codes[begins[single]] = numbers[single]
    for width, lead, least in ((2, 76, TWO), (3, 88, THREE), (5, 91, 0)):
        wide = np.flatnonzero(widths == width)
        rest, at = numbers[wide] - least, begins[wide]
        for power in range(width - 1, 0, -1):
            codes[at + power] = rest % BASE
            rest = rest // BASE
        codes[at] = lead + rest
    alphabet: Any = np.frombuffer(ALPHABET.encode(), np.uint8)
    return alphabet[codes].tobytes(), starts
