"""How far each kind of source is to be believed where two tell different things of one paper.

Whoever publishes a paper knows it best, then those who list papers with their identifiers, then catalogues that were
gathered by machines, then what a person keeps or pastes. A source's own number (`Digest.trust`) comes first: a filtered
import that is kept in our format goes on being believed as what it was made from.
"""

from __future__ import annotations

import re

_TRUST: tuple[tuple[str, int], ...] = (
    (r"arxiv|\bOAI\b|\bACL\b|JATS|BITS", 60),
    (r"Hugging Face", 50),
    (r"Semantic Scholar|OpenAlex|Crossref|PubMed|MEDLINE|DataCite", 40),
    (r"Bib(?:La)?TeX|\bRIS\b|\bCSL\b|EndNote|Web of Science|RefWorks|MODS|MARC|Dublin Core|Copac|\bWord\b", 30),
    (r"\.cff|Hayagriva", 30),
    (r"\bRSS\b|\bAtom\b|\bfeeds?\b", 20),
    (r"JSON|YAML|Markdown", 15),
)
PASTED = 10
"""Of text that no format but the last claims; it may be anything."""
ENRICHED = -1
"""What was looked up for a paper only completes what its sources tell, those of old ledgers included."""


def trust(name: str) -> int:
    """The trust of a format, by the name of its parser.

    >>> trust("arXiv RSS"), trust("BibTeX and BibLaTeX"), trust("pasted text or HTML")
    (60, 30, 10)
    """
    return next((known for pattern, known in _TRUST if re.search(pattern, name, re.IGNORECASE)), PASTED)
