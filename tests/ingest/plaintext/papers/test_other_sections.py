"""What stands in sections for other things than papers."""

from __future__ import annotations

from collections.abc import Iterable

from sitegen.ingest.plaintext.chunks import chunks
from sitegen.ingest.plaintext.items import Text
from sitegen.ingest.plaintext.lines import lines
from sitegen.ingest.plaintext.papers.assembly import papers
from sitegen.ingest.plaintext.papers.other_sections import in_other_sections

PAPERS = ("Slow Clocks of the World", "Small Maps and What They Leave Out")


def kept(head: str, other: str, tools: Iterable[str], *, deep: str = "##") -> list[str]:
    """The titles that stay of two sections, of which all lines but the headings are titles."""
    rows = [f"## {head}", *(f"- {title}" for title in PAPERS), f"{deep} {other}", *(f"- {tool}" for tool in tools)]
    found = lines(list(enumerate(rows, 1)))
    text = Text(found, chunks(found))
    for chunk in text.chunks:
        chunk.label = "O" if found[chunk.line].level else "L" if chunk.text == chunk.url else "T"
    listed, _ = papers(text)
    refused = in_other_sections(listed, text)
    return [paper.title.text for paper in listed if id(paper) not in refused]


def test_tools_in_a_section_of_their_own_are_no_papers_beside_one_of_papers() -> None:
    tools = ("An Engine for Maps", "A Library of Clocks")
    assert kept("Top Papers of the Week", "🛠 Repositories & Tools", tools) == [*PAPERS]
    assert kept("Readings", "Blogs", tools) == [*PAPERS]
    assert kept("Clocks", "Tools", tools) == [*PAPERS, *tools]


def test_a_topic_of_papers_is_no_section_of_other_things() -> None:
    others = ("An Engine for Maps", "A Library of Clocks")
    assert kept("Papers", "Code Generation", others) == [*PAPERS, *others]
    assert kept("Papers", "Datasets", others, deep="###") == [*PAPERS, *others]


def test_what_leads_to_a_paper_is_one_in_any_section() -> None:
    led = "Maps at Night https://arxiv.org/abs/2503.00001"
    assert kept("Papers", "Tools", ("An Engine for Maps", led)) == [*PAPERS, "Maps at Night"]
