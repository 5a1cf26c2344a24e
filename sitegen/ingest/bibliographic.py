"""The formats of bibliographies and catalogues, in order of certainty."""

from __future__ import annotations

from sitegen.ingest.bibtex import BibTeX
from sitegen.ingest.parser import Parser
from sitegen.ingest.tagged_formats import TAGGED

BIBLIOGRAPHIC: tuple[Parser, ...] = (BibTeX(), *TAGGED)
