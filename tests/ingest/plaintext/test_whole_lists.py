"""Lists that are read right by the regularity of all of their entries, from the text to papers."""

from __future__ import annotations

import pytest

from sitegen.diagnostics import Report
from sitegen.ingest import ingest


def read(text: str) -> list[tuple[str, list[str]]]:
    """Title and names of each paper of a text."""
    entries = ingest(text.encode(), "2025-03-28.txt", Report()).entries
    return [(entry.facts.title, [author.name for author in entry.facts.authors]) for entry in entries]


@pytest.mark.parametrize(
    "entry",
    [
        "{title}\n{names}\n\n",
        "{number}. {names}. {title}. 2024. arXiv:2401.0000{number}\n",
        "- [{title}](https://arxiv.org/abs/2401.0000{number}) - {names}\n",
    ],
)
def test_a_title_may_have_in_before_its_colon(entry: str) -> None:
    papers = [
        ("Opting In: Consent for Federated Clocks", ["Ann Lee", "Bo Cho"]),
        ("Zooming In: Attention to Sundials at Scale", ["Cy Roy", "Di Fox"]),
        ("Plugged In: Power for Hour Glasses", ["Ed Poe", "Flo May"]),
        ("Wrist Watches and Attention", ["Gus Orr", "Hal Ive"]),
    ]
    listed = enumerate(papers, 1)
    text = "".join(entry.format(number=at, title=title, names=", ".join(names)) for at, (title, names) in listed)
    assert read(text) == papers
