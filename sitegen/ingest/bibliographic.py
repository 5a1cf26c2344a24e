"""The formats of bibliographies and catalogues, in order of certainty."""

from __future__ import annotations

from sitegen.ingest.bibtex import BibTeX
from sitegen.ingest.catalog_xml import CATALOGS
from sitegen.ingest.csl import Crossref, Csl, CslYaml
from sitegen.ingest.jats import JATS
from sitegen.ingest.openalex import OpenAlex
from sitegen.ingest.parser import Parser
from sitegen.ingest.pubmed import PUBMED
from sitegen.ingest.recorded import Recorded
from sitegen.ingest.semantic_scholar import SemanticScholar
from sitegen.ingest.tagged_formats import TAGGED

_ANSWERS: tuple[Parser, ...] = (SemanticScholar(), OpenAlex(), Crossref(), Csl())

BIBLIOGRAPHIC: tuple[Parser, ...] = (
    *_ANSWERS,
    Recorded((*_ANSWERS, BibTeX())),
    CslYaml(),
    JATS,
    PUBMED,
    *CATALOGS,
    *TAGGED,
    BibTeX(),
)
