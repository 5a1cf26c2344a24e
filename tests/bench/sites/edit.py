"""An editor's smallest change, the same on both sides."""

from __future__ import annotations

from pathlib import Path

_WORDS = ("however", "moreover", "therefore", "indeed", "again", "mostly", "rarely", "often")


def change_word(page: Path, number: int) -> str:
    """Puts one common word in the place of another, in the middle of the last paragraph of a page.

    Args:
        number: picks the word, so that changes which follow each other differ.

    Returns:
        The word.
    """
    head, gap, paragraph = page.read_text("utf-8").rstrip("\n").rpartition("\n\n")
    words = paragraph.split(" ")
    place = len(words) // 2
    word = next(word for word in (_WORDS * 2)[number % len(_WORDS) :] if word != words[place])
    words[place] = word
    page.write_text(f"{head}{gap}{' '.join(words)}\n", "utf-8", newline="\n")
    return word
