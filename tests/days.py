"""A digest of two days, as Hugging Face tells them, with everything that an edition can show."""

from __future__ import annotations

import json
from typing import Any

from tests.little import LittleSite

ABSTRACT = "We look at {topic} closely and find that it behaves well on three tasks. " * 9 + "At last come zeppelins."
TOPICS = """
[diffusion-models]
label = "diffusion models"

[language-models]
label = "language models"
"""


def entry(number: int, title: str, votes: int, day: str, topics: tuple[str, ...], **more: Any) -> dict[str, Any]:
    paper = {
        "id": f"2503.0000{number}",
        "title": title,
        "summary": f"{ABSTRACT.format(topic=title.lower())} {' '.join(f'This is of {topic}.' for topic in topics)}",
        "authors": [{"name": "Ada Lovelace"}, {"name": f"Reader {number}"}],
        "publishedAt": f"{day}T00:00:00.000Z",
        "upvotes": votes,
    } | more
    return {"paper": paper, "title": title, "publishedAt": f"{day}T00:00:00.000Z", "numComments": 2}


CODE = {"githubRepo": "https://github.com/a/b"}
FIRST = [
    entry(1, "Alpha", 40, "2025-03-20", ("diffusion models", "language models")),
    entry(2, "Beta", 7, "2025-03-26", ("language models",), **CODE),
    entry(3, "Gamma", 3, "2025-03-25", ("language models",)),
]
SECOND = [
    entry(4, "Delta", 5, "2025-03-27", ("diffusion models", "language models"), **CODE),
    entry(5, "Epsilon", 31, "2025-03-21", ("language models",)),
    entry(1, "Alpha", 12, "2025-03-20", ("diffusion models", "language models")),
    entry(6, "Zeta", 8, "2025-03-28", ("diffusion models",), **CODE),
]


def two_days(site: LittleSite) -> None:
    """Builds the editions of 27 and 28 March 2025; Alpha stands in both."""
    site.write("site.toml", "[topics]\nfind = false\n")
    site.write("topics.toml", TOPICS)
    site.write("sources/2025-03-27.json", json.dumps(FIRST))
    site.write("sources/2025-03-28.json", json.dumps(SECOND))
    site.build()
    page = site.read("editions/2025-03-28.md")
    line = next(line for line in page.splitlines() if "[Delta]" in line)
    site.edit("editions/2025-03-28.md", line, f"{line}\n\n   Read *this* one first.")
    site.build()
