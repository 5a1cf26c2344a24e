"""The tables of the tagged formats: how their lines look, and what their tags mean."""

from __future__ import annotations

from sitegen.ingest.bibliography.tagged import Lines, Tagged, Tags

RIS = Tagged(
    name="RIS",
    # a file may have lost its first line, have its publisher's name above it, or its records numbered
    head=r"(?:(?:Provider|Content|Database) ?:[^\n]*\s+)*(?:\d+\.\s+)?"
    r"(?:(?!ER)[A-Z][A-Z0-9]  ?- ?[^\n]*\n(?:[^\n]*\n){0,12}?)?(?:TY|AU|T1|TI|JF|JO|PY|ID)  ?- ",
    lines=Lines(tag=r"([A-Z][A-Z0-9])  ?-(?: (.*)|())", first=frozenset({"TY"}), last=frozenset({"ER"})),
    tags=Tags(
        title=("TI", "T1", "CT", "BT", "T2", "T3", "ST"),
        authors=("A1|AU",),
        abstract=("AB", "N2"),
        dates=("DA", "PY", "Y1"),
        doi=("DO", "DI", "M3", "N1", "UR", "L3"),
        venue=("JF", "JO", "T2", "JA", "BT"),
        keywords=("KW",),
        urls=("UR", "L1", "L2", "LK"),
    ),
)
MEDLINE = Tagged(
    name="MEDLINE (nbib)",
    head=r"(?:PMID|PMCR?|OWN|STAT|NLMUID) *-",
    lines=Lines(tag=r"([A-Z]{2,4}) *-(?: (.*)|(.*))", first=frozenset({"PMID", "OWN", "PMC", "PMCR", "STAT"})),
    tags=Tags(
        title=("TI", "BTI", "CTI", "TT"),
        authors=("FAU|CN", "AU|CN"),
        abstract=("AB", "OAB"),
        dates=("DP", "DEP"),
        doi=("LID", "AID", "SO"),
        venue=("JT", "TA"),
        keywords=("OT", "MH"),
        urls=("AID",),
        affiliation="AD",
    ),
    initials=True,
)
ISI = Tagged(
    name="Web of Science (ISI)",
    head=r"(?:FN [^\n]*\n(?:VR [^\n]*\n\s*)?)?PT [A-Z]",
    lines=Lines(tag=r"([A-Z][A-Z0-9])(?: (.*)|())", first=frozenset({"PT"}), last=frozenset({"ER", "EF", "FN", "VR"})),
    tags=Tags(
        title=("TI",),
        authors=("AF", "AU"),
        abstract=("AB",),
        dates=("PY", "PD"),
        doi=("DI", "D2"),
        venue=("SO", "JI"),
        keywords=("DE", "ID"),
    ),
)
REFWORKS = Tagged(
    name="RefWorks (tagged)",
    head=r"RT [A-Z][a-z][^\n]*\n(?:[A-Z][A-Z0-9] )",
    lines=Lines(tag=r"([A-Z][A-Z0-9])(?: (.*)|())", first=frozenset({"RT"})),
    tags=Tags(
        title=("T1", "TI"),
        authors=("A1",),
        abstract=("AB",),
        dates=("YR", "FD"),
        doi=("DO",),
        venue=("JF", "JO", "T2"),
        keywords=("K1",),
        urls=("UL", "LK"),
    ),
)
REFER = Tagged(
    name="refer (EndNote)",
    head=r"%(?:0|[0AT@] [^\n]*)(?:\n%[^%\s]|\n*\Z)",
    lines=Lines(tag=r"%([^%\s])(?: (.*)|())", first=frozenset({"0"}), blank_ends=True),
    tags=Tags(
        title=("T",),
        authors=("A",),
        abstract=("X",),
        dates=("8", "D"),
        doi=("R",),
        venue=("J", "B", "S"),
        keywords=("K",),
        urls=("U", ">"),
    ),
)
COPAC = Tagged(
    name="Copac",
    head=r"TI- ",
    lines=Lines(tag=r"([A-Z]{2})-(?: (.*)|())", first=frozenset({"TI"})),
    tags=Tags(
        title=("TI",),
        authors=("AU",),
        abstract=("AB",),
        dates=("PY",),
        doi=("DO",),
        venue=("SE",),
        keywords=("KW",),
        urls=("UR",),
    ),
)
TAGGED: tuple[Tagged, ...] = (MEDLINE, RIS, ISI, REFWORKS, REFER, COPAC)
