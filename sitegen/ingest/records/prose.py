"""A paper's words as every format hands them in: repaired, parted into spans, with the links found in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sitegen.ingest.parser import Options
from sitegen.ingest.records import links
from sitegen.model import Link, Repair, RichText
from sitegen.text import tex


def title(text: str, options: Options) -> tuple[str, tuple[Repair, ...]]:
    """A title as plain text on one line, in which math keeps its TeX."""
    made = tex.repair(_one_line(text), options.repair_skip, options.repair)
    return made.text, made.repairs


def abstract(paragraphs: Sequence[str], options: Options) -> tuple[tuple[RichText, ...], tuple[Repair, ...]]:
    """An abstract's paragraphs as spans; line breaks within a paragraph become spaces."""
    made = [tex.repair(line, options.repair_skip, options.repair) for line in map(_one_line, paragraphs) if line]
    return tuple(part.spans for part in made), tuple(repair for part in made for repair in part.repairs)


def text(paragraphs: Iterable[RichText]) -> str:
    """The characters of an abstract, its paragraphs parted by a blank line."""
    return "\n\n".join("".join(span.text for span in spans) for spans in paragraphs)


def links_in(paragraphs: Iterable[RichText]) -> tuple[Link, ...]:
    return links.distinct(link for spans in paragraphs for link in links.found("".join(span.text for span in spans)))


def _one_line(text: str) -> str:
    if "\u00a0" in text or "\u202f" in text:
        # a no-break space is a space the author chose, and stays
        return re.sub(r"[^\S\u00a0\u202f]+", " ", text).strip()
    return " ".join(text.split())
