"""Files of reference managers: CSL, RIS and its kin, EndNote."""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct

from sitegen.ingest import record
from sitegen.ingest.fields import Fields, JsonFields
from sitegen.ingest.parser import Source
from sitegen.ingest.read import yaml
from sitegen.ingest.read.tagged import Lines
from sitegen.ingest.record import Names, People, Record
from sitegen.ingest.sources.catalogues import CSL
from sitegen.ingest.syntax import JsonFormat, TaggedFormat, XmlFormat
from sitegen.ingest.values import dates, prose, publication
from sitegen.model import Date, Digest, Entry
from sitegen.text.names import dotted

CSL_JSON = JsonFormat(CSL, under=("items", "references"))

_MARKS = (
    (r"(\*{1,2})(?=\S)([^*\n]+)(?<=\S)\1", r"\2"),
    (r"\[([^\[\]\n]+)\]\{[^{}\n]*\}", r"\1"),
    (r"~([^\W_]+[+−-]?|[+−-]\w+)~", r"<sub>\1</sub>"),
    (r"\^([^\W_]+[+−-]?|[+−-]\w+)\^(?![\w{])", r"<sup>\1</sup>"),
)
"""Pandoc's emphasis, `[H~2~O]{.nocase}` and `10^5^`; behind the second sign of `$a^2b^2$` a figure follows."""


def _unmarked(work: Fields, source: Source) -> Entry | None:
    """A work whose title has HTML's marks instead of Markdown's, in which Pandoc has it."""
    if not isinstance(work.value, dict):
        return None
    title = work.text("title")
    for mark, plain in _MARKS:
        title = re.sub(mark, plain, title)
    return CSL(JsonFields({**work.value, "title": title}, work.line), source)


def parse_csl_yaml(text: str, source: Source) -> Digest:
    """Parse CSL as YAML: a list of works, or an object that holds it as its `references`."""
    value = yaml.load(text, source)
    works = value.get("references") if isinstance(value, dict) else value
    records = [JsonFields(work) for work in works] if isinstance(works, list) else []
    return record.collect(records, _unmarked, source)


def _date(paths: str) -> Callable[[Fields], Date]:
    return lambda fields: dates.combined(fields.all(paths))


class TaggedPeople(Struct, frozen=True):
    """Authors by name, one a field or several between semicolons, with affiliations behind them."""

    choices: tuple[str, ...]
    """Tags in order of preference; those that are used together in one word, parted by bars."""
    affiliation: str = ""
    initials: bool = False
    """Whether names have lost the full stops of their initials, as NLM writes them."""

    def __call__(self, fields: Fields) -> Names:
        tags = next((known.split("|") for known in self.choices if fields.text(known)), [])
        authors: list[tuple[str, str]] = []
        for tag, value in fields.value:
            if tag in tags:
                names = re.split(r"[\n;]", value)
                authors += ((dotted(name) if self.initials else name, "") for name in names)
            elif tag == self.affiliation and authors:
                name, before = authors[-1]
                authors[-1] = (name, before or " ".join(value.split()))
        return authors


_RIS_TAG = (
    r"(?<!\b(?:an|in|of|on))(?<!\b(?:and|for|the|The))\s"
    r"(?=(?:A[1-4BU]|D[AO]|J[12AFO]|KW|L[1-4AK]|N[12]|U[1-9R]|V[LO]|Y[12]"
    r"|(?:TY|ER|A[DN]|BT|C[1-8NTY]|D[IP]|E[DPT]|I[DS]|M[1-3]|P[BPY]|S[ENPT]|T[1-4IT])(?! - [a-z]))  ?-(?:\s|$))"
)
"""The space before a tag; not before a dash in a sentence, `US - China`, `of ID - Cards`, `CT - and`."""
_RIS_TITLE = "TI|T1|CT|BT|T2|T3|ST"


def _ris_venue(work: Fields) -> str:
    """The journal, proceedings or series of a work; a book has its own title in one of these fields."""
    # of a conference T2 may be its name and C3 that of its proceedings; C3 of patents and maps is no venue
    names = work.all(f"JF|JO|{'C3|' * (work.text('TY') == 'CONF')}T2|JA|BT")
    return next((name for name in names if name != work.text(_RIS_TITLE)), "")


RIS = TaggedFormat(
    Record(
        title=_RIS_TITLE,
        authors=TaggedPeople(("A1|AU",)),
        abstract="AB|N2",
        published=_date("DA|PY|Y1"),
        doi="DO|DI|M3|N1|UR|L3|U6",
        mentions="M1|M3|N1|AN",
        venue=_ris_venue,
        volume="VL",
        issue="IS",
        pages=lambda work: publication.pages(work.text("SP"), work.text("EP")),
        publisher="PB",
        kind="TY",
        keywords="KW",
        url="UR|L1|L2|LK",
    ),
    Lines(tag=r"([A-Z][A-Z0-9])  ?-(?: (.*)|())", first=frozenset({"TY"}), last=frozenset({"ER"}), inner=_RIS_TAG),
)
MEDLINE = TaggedFormat(
    Record(
        title=lambda work: prose.of_pubmed(work.heading("TI|BTI|CTI|TT")),
        authors=TaggedPeople(("FAU|CN", "AU|CN"), affiliation="AD", initials=True),
        abstract="AB|OAB",
        published=_date("DP|DEP"),
        doi="LID|AID|SO",
        mentions="LID",
        url="AID",
        venue="JT|TA",
        volume="VI",
        issue="IP",
        pages="PG",
        keywords="OT|MH",
    ),
    Lines(tag=r"([A-Z]{2,4}) *-(?: (.*)|(.*))", first=frozenset({"PMID", "OWN", "PMC", "PMCR", "STAT"})),
)
WEB_OF_SCIENCE = TaggedFormat(
    Record(
        title="TI",
        authors=TaggedPeople(("AF", "AU")),
        abstract="AB",
        published=_date("PY|PD"),
        doi="DI|D2",
        venue="SO|JI",
        keywords="DE|ID",
    ),
    Lines(tag=r"([A-Z][A-Z0-9])(?: (.*)|())", first=frozenset({"PT"}), last=frozenset({"ER", "EF", "FN", "VR"})),
)
CNKI = TaggedFormat(
    Record(
        title="TITLE",
        authors=TaggedPeople(("AUTHOR",)),
        abstract="SUMMARY",
        published=_date("PUBTIME|YEAR"),
        venue="SOURCE",
        volume="VOLUME",
        issue="PERIOD",
        pages="PAGECOUNT",
        keywords="KEYWORD",
        url="URL|LINK",
        doi="DOI",
    ),
    Lines(tag=r"([A-Za-z]{2,20})-[^\x00-\x7f]{1,12}[:：] ?(.*)", first=frozenset({"SRCDATABASE"})),
)
REFER = TaggedFormat(
    Record(
        title="T",
        authors=TaggedPeople(("A",)),
        abstract="X",
        published=_date("8|D"),
        doi="R",
        venue="J|B|S",
        keywords="K",
        url="U|>",
    ),
    Lines(tag=r"%([^%\s])(?: (.*)|())", first=frozenset({"0"}), blank_ends=True),
)

ENDNOTE = XmlFormat(
    Record(
        title="//title",
        abstract="//abstract",
        authors=People("//authors//author"),
        published=lambda reference: dates.dated(reference.text("//year"), reference.text("//pub-dates//date")),
        doi="//electronic-resource-num|//related-urls//url",
        venue="//full-title|//secondary-title",
        keywords="//keyword",
        url="//related-urls//url",
    ),
    elements=("record",),
)
