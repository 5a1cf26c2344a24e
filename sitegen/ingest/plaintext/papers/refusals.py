"""Titles that are none: too unlikely beside what the other papers of the list have."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from operator import itemgetter

from sitegen.ingest.plaintext.chunks import labels_of, rows_of
from sitegen.ingest.plaintext.items import Text
from sitegen.ingest.plaintext.names import names
from sitegen.ingest.plaintext.papers.assembly import Paper
from sitegen.ingest.plaintext.papers.facts import is_identified
from sitegen.ingest.plaintext.papers.other_sections import in_other_sections
from sitegen.ingest.plaintext.people import are_people
from sitegen.ingest.plaintext.words import common_share, is_furniture, is_volume
from sitegen.ingest.sources.doubtful_rows import PAUSE
from sitegen.ingest.validation import FRONT_MATTER
from sitegen.ingest.values.identifiers import find_arxiv

DOUBTFUL = 0.65
"""Below this probability of a title it is shown."""
_LIKELIER = 0.55
"""Below this probability a title amid a list is left out if it lacks what the others have."""
_REFUSED, _REFUSED_AMID = 0.3, 0.15
"""Below this probability a paper is left out, and below this one if it is full, leads to a paper, or all else is titles
and abstracts.
"""
_BARE = 0.9
"""Below this probability the first or the last title is left out if it lacks what the others have."""
_SURE = 0.95
"""Below this probability a title with nothing beside it is left out where the others have more than one field."""
_ONE_WORD, _NAMED = 0.96, 0.75
"""Below these probabilities a single word without an abstract is no title, and one with authors or an own address."""
_QUOTES = frozenset("“„«「『")
"""What titles of citations begin with behind names; others stand beside `Lee et al.`"""
_SEVERAL_WORDS = re.compile(r" |[\u3040-\u30ff\u3400-\u9fff]{4}")
"""A space, which no Chinese or Japanese title has between words."""
_SYSTEM = re.compile(r"\w[A-Z]|[^\W\d]\d")
"""In words by which papers name what they present, `ClockNet`."""
_OTHER = re.compile(
    r"(?:19|20)\d\d|(?:\W*+\d{1,3}+(?!\d))++\W*|.*\(current\)"
    r"|Editors['’] Suggestion|Featured in Physics"
    r"|(?:\\[A-Za-z]+(?:\{[^{}]*\})?\s*)+"
    r"|.*\b(?:on|this|next) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b.*|.*\b[Tt]his feed\b.*"
    r"|[^\d;]{2,80}(?: (?:19|20)\d\d;\s?\d{1,4}(?:\([^()]{1,9}\))?:\s?e?\d[\d–-]*|, \d{1,4}, \d{1,5}[–-]\d{1,5})\W*"
)
"""A year above papers, numbers of pages, what a screen reader says of a menu, commands of TeX, marks of journals, what
sites announce in their feeds, and journals with volume and pages, `Clock Lett 2024;27:e144`.
"""
_EVENT = re.compile(
    r"(?:(?:opening |closing )?keynote|invited (?:talk|speaker|lecture)|conférence invitée|eingeladener vortrag|lunch|"
    r"charla invitada|palestra convidada|coffee break)\b[^:–—-]{0,20}[:–—-]|(?:action(?: items?)?|todo|agreed):|"
    r"conflicts? of interest(?: statement)?:|(?:show|ask|tell|launch) hn:|(?:oral|poster) session \d|"
    r"(?:track|session) (?:[a-z]|\d{1,2})\s?[:–—-]\s|(?:want to )?advertise (?:in|on|with)\b|"
    r"panel(?: discussion)?:|(?:preface|foreword|editorial|book review|front matter|erratum|corrigendum|retraction|"
    r"(?:(?:author|publisher) )?correction)(?: to\b|:)"
    r"|(?:a )?(?:word|message) from our sponsors?\b"
    r"|(?:antrittsvorlesung|gastvortrag|ringvorlesung|inaugural lecture|leçon inaugurale|lección inaugural)\b"
    r"|(?:save |cite )+.{0,40}\bcited by \d"
    r"|(?:guest |associate |section )?editors$|reserved for \w|page \d{1,4} of \d{1,4}$",
    re.I,
)
"""What a programme, a volume or a page of news has besides papers, which may have a speaker too."""
_PRIZE = re.compile(
    r"(?:full|short|long|regular|oral|demo|workshop|invited|position) (?:papers?|presentations?|talks?)"
    r"(?: (?:and|&) (?:\w+ ){0,2}(?:abstracts|demo\w*|panels?|papers|posters|presentations|sessions?|talks|tracks?))?"
    r"|(?:best|distinguished|outstanding) (?:(?!practi|of |for |in |and )[\w-]+ ){0,3}"
    r"(?:papers?|systems?|posters?|demos?|talks?|reviewers?|volunteers?|chairs?)(?: awards?| prizes?)?(?: winners?)?"
    r"|(?:early career|excellent|great|honou?rable|lifetime|reviewing|service|special|test of time) (?:\w+ ){0,2}"
    r"(?:awards?|mentions?|prizes?|reviewers)(?: \(?\d{4}\)?| for \w+)?",
    re.I,
)
"""What programmes call papers, and what these have won."""
_KIND = re.compile(
    r"(?:guest )?editorial|(?:author|publisher) correction|corrigendum|erratum|expression of concern"
    r"|retraction(?: note| notice)?|obituary|book reviews?|masthead",
    re.I,
)
"""What publishers call what is no paper, above its title."""
_ARTICLE = re.compile(r"(?:(?:original|regular|research|review) )?(?:articles?|papers?|reviews?|research)", re.I)
_HIRING = re.compile(
    r"(?!who )(?:[\w.&'-]{1,30} ){1,4}"
    r"(?:\([^()]{2,20}\) (?:is|are) hiring\b|(?:is|are) hiring(?: (?:for|an?|in|remote)\b|[.!]?$))",
    re.I,
)
"""`Example Labs (YC W26) Is Hiring Engineers`, `Example Labs Is Hiring a Cook`, not `Firms Are Hiring More Cooks`."""
_PAID = re.compile(
    r"\W{0,3}(?<!\ba )(?<!\bthe )[(\[](?:(?P<sure>sponsor)|sponsored|promoted|advertisement|anzeige)[)\]]\W{0,3}(?:\[\d+\]|https?://\S+)?$",
    re.I,
)
"""Behind the title of what somebody has paid for, `Buy Our Clocks (Sponsor)`."""
_MEETING = re.compile(
    r"\b(?:\d{1,3}(?:st|nd|rd|th)|(?:19|20)\d\d)\b|\b(?:conferen|conférence|workshop|symposi|simposi|meeting"
    r"|congres|convegno|collo[qk]|journées|jornadas|tagung|societ|associat|academy|machine learning research"
    r"|advances in neural)",
    re.I,
)
"""What names of volumes have, rather than titles that begin alike, `Transactions on the Blockchain Are Not Private`."""
_SIGNS = " 🏆🏅🎖🥇🎉📢\ufe0f"
_SOURCE = re.compile(r"[ab\d]rxiv|hugging ?face|openreview|anthology|papers\b", re.I)
"""What sites and feeds of papers are called: `(arxiv.org)`, `cs.CL updates on arXiv.org`, `Hugging Face Papers`."""
_COUNTS = frozenset("NC")
"""Labels of votes and comments, which papers may lack that nobody has looked at yet."""
_NAMED_BY = frozenset("AS")
"""Labels of what tells a paper from a mention of it."""
_NEARLY, _MOSTLY = 0.75, 0.9
_FEWEST = 3


def reasons_to_refuse(listed: Sequence[Paper], text: Text) -> list[str]:
    """For each paper why it is none, as in `hardly looks like a title`; empty for those that stay."""
    strangers = _unlike_identified(listed, text) | _of_other_sources(listed, text) | in_other_sections(listed, text)
    fewest = _NEARLY * max(_FEWEST, len(listed))
    expected = {label for label in "ASL" if sum(_has(paper, label) for paper in listed) >= fewest}
    fields = sorted(len(paper.fields.keys() - _COUNTS) for paper in listed)
    usual = fields[len(fields) // 2] if fields else 0
    full = [at for at, paper in enumerate(listed) if paper.fields] or [0]
    # menus stand above and below a list, with nothing before them, as an hour or a number may be before each title
    firsts = [paper.title.first for paper in listed]
    behind = {chunk.line for chunk in text.labelled("T") if chunk.before in "dsw"}
    behind = behind if sum(first in behind for first in firsts) >= _NEARLY * len(listed) else set()
    least = [_LIKELIER if full[0] < at < full[-1] or line in behind else _BARE for at, line in enumerate(firsts)]
    refused = _REFUSED
    if set(labels_of(text.chunks)) <= {"T", "t", "S"}:
        # between titles and abstracts there is nothing else that one could be
        refused = _REFUSED_AMID
        least = [refused] * len(listed)
    called, kinds = _called(listed, text) if "L" in expected else set(), _of_other_kinds(listed, text)
    return [
        "is marked as paid for"
        if _is_paid(paper, text)
        else "is of another kind than the others"
        if id(paper) in kinds
        else _reason(paper, usual, strangers, odds, expected, refused, is_called=id(paper) in called)
        for paper, odds in zip(listed, least, strict=True)
    ]


def _called(listed: Sequence[Paper], text: Text) -> set[int]:
    """The papers that somebody calls by a word which leads to them, `Reflexion`; not `here`.

    Among words alone it may be the name of who presents one, and behind another link a button, `Preprint`.
    """
    are_long = 2 * sum(bool(_SEVERAL_WORDS.search(paper.title.text)) for paper in listed) >= len(listed)
    lines = rows_of(text.chunks)
    alone = {row[0].line for row in lines if row[0].label == "T" and len({chunk.url for chunk in row if chunk.url}) < 2}
    named = (paper for paper in listed if paper.title.first in alone and is_identified(paper))
    return {
        id(paper)
        for paper in named
        if (are_long or _SYSTEM.search(paper.title.text)) and not common_share([paper.title.text.lower()])
    }


def _is_paid(paper: Paper, text: Text) -> bool:
    """Whether a title ends with such a mark, or right before one, and has no authors but that.

    Papers that lead somewhere may end with `(Sponsored)`, and none with `(Sponsor)`.
    """
    line = text.lines[paper.title.last].text
    mark = _PAID.search(line)
    is_told = "A" in paper.fields and not _PAID.match(paper.text("A"))
    below = text.lines[paper.title.last + 1 : paper.title.last + 2]
    is_told = is_told or any(are_people(row.text) for row in below if not row.gap)
    if mark is None or is_told or (is_identified(paper) and not mark["sure"]):
        return False
    title = _PAID.sub("", paper.title.text)
    return re.findall(r"\w+", title)[-1:] == re.findall(r"\w+", line[: mark.start()])[-1:]


def _has(paper: Paper, label: str) -> bool:
    return bool(paper.fields.get(label)) or (label == "L" and bool(paper.title.urls))


def _reason(
    paper: Paper, usual: int, strangers: set[int], least: float, expected: set[str], refused: float, *, is_called: bool
) -> str:
    """Why something is no paper; empty for papers, which are likelier than `refused`.

    One with nothing but a title, or that lacks a field that nearly all have, has to be likelier than `least`.
    """
    has_more = bool(paper.fields.keys() - _COUNTS) or is_identified(paper)
    is_bare = not has_more and usual > 0 and paper.title.odds < (_SURE if usual > 1 else least)
    lacks = paper.title.odds < least and "A" not in paper.fields and not all(_has(paper, label) for label in expected)
    is_told = paper.title.odds > _NAMED and ("A" in paper.fields or is_identified(paper))
    is_system = is_told and bool(_SYSTEM.search(paper.title.text))
    is_word = not (_SEVERAL_WORDS.search(paper.title.text) or "S" in paper.fields or is_system or is_called)
    is_cited = "A" in paper.fields and (paper.title.text[:1] in _QUOTES or " et al" in paper.text("A"))
    is_full = set("AS") <= paper.fields.keys() or is_cited or is_identified(paper)
    is_likely = paper.title.odds >= (_ONE_WORD if is_word else _REFUSED_AMID if is_full else refused)
    words = paper.title.text.lstrip(_SIGNS)
    is_other = is_furniture(words) or any(known.fullmatch(words) for known in (_OTHER, _PRIZE, PAUSE))
    is_other = is_other and not _NAMED_BY & paper.fields.keys()
    is_event = bool(_EVENT.match(words) or _PRIZE.fullmatch(words))
    is_event = is_event or bool(_HIRING.match(words) and not paper.fields.keys() >= _NAMED_BY)
    is_alone = "A" not in paper.fields and not is_identified(paper)
    # a link amid a sentence, `as I said in [an older letter](…)`
    is_mention = is_alone and bool(paper.title.urls) and words.islower() and paper.title.odds < DOUBTFUL
    is_named_so = is_volume(words) and (is_alone or bool(_MEETING.search(words)))
    is_of_volume = "S" not in paper.fields and (is_named_so or bool(FRONT_MATTER.fullmatch(words)))
    is_other = is_other or is_of_volume or is_mention or (is_event and not is_identified(paper))
    if is_likely and not (is_bare or lacks or is_other) and id(paper) not in strangers:
        return ""
    if is_other or not is_likely:
        return "hardly looks like a title"
    return "lacks what the others have" if lacks and not is_bare else "has nothing of what the others have"


def _unlike_identified(listed: Sequence[Paper], text: Text) -> set[int]:
    """The papers set unlike those with an identifier, where nearly all that are set like these have one; by `id`.

    Nor is one a stranger that has names and an abstract, and others names, or one that has names, is sure or has an
    abstract, and is set like others, half of which have an identifier.
    """
    forms: dict[tuple[int, str, bool], list[bool]] = {}
    # addresses alone are no titles to be like
    for paper in [paper for paper in listed if paper.title.label == "T"] or listed:
        forms.setdefault(_form(paper, text), []).append(is_identified(paper))
    usual = max(forms, key=lambda form: sum(forms[form]), default=None)
    if usual is None or sum(forms[usual]) < max(_FEWEST, _MOSTLY * len(forms[usual])):
        return set()
    others = [paper for paper in listed if _form(paper, text) != usual]
    named = [paper for paper in listed if "A" in paper.fields]
    are_named = len(named) >= _NEARLY * len(listed)
    set_as = Counter(_form(paper, text) for paper in named)
    # papers with names and without an address, in a list or beside one of papers with both
    alike = {
        id(paper)
        for paper in (named if are_named else ())
        if (form := _form(paper, text))[0] == usual[0] and (form[1] == usual[1] or set_as[form] > 1)
    }
    told = [one for one in others if "A" in one.fields and ("S" in one.fields or one.title.odds >= _SURE)]
    alike |= {id(one) for one in told if are_named and "S" in one.fields}
    alike |= {id(one) for one in told if 2 * sum(own := forms[_form(one, text)]) >= len(own) > 1}
    return {id(paper) for paper in others if not is_identified(paper)} - alike


def _of_other_sources(listed: Sequence[Paper], text: Text) -> set[int]:
    """The unsure papers with another source than most sure ones have beside, below or above their titles; by `id`.

    Slow Clocks of the World (arxiv.org)
    The Village Pub Is Closed (example.org)
    """
    rows = {row[0].line: [chunk.text for chunk in row if chunk.label == "O"] for row in rows_of(text.chunks)}
    beside = [
        [rows.get(line, []) for line in (paper.title.first, paper.title.last + 1, paper.title.first - 1)]
        for paper in listed
    ]
    for paper, told in zip(listed, beside, strict=True):
        # where there is no room for it, it stands in the next line
        told[0] = told[0] or rows.get(paper.title.last, []) or told[1]
    sure = [told for paper, told in zip(listed, beside, strict=True) if paper.title.odds >= _SURE]
    named = [sum(any(map(_SOURCE.search, told[place])) for told in sure) for place in range(3)]
    if max(named) < max(_FEWEST, _NEARLY * len(sure)):
        return set()
    place = named.index(max(named))
    return {
        id(paper)
        for paper, told in zip(listed, beside, strict=True)
        if told[place] and not any(map(_SOURCE.search, told[place]))
        if paper.title.odds < _SURE and not is_identified(paper)
        # somebody's page has one writer
        if len(names(paper.text("A"))) < 2
    }


def _of_other_kinds(listed: Sequence[Paper], text: Text) -> set[int]:
    """What is called an `Editorial` right above its title, where nearly all others are called an `Article`; by `id`.

    What leads to arXiv or has an abstract is a paper all the same.
    """
    above = {row[0].line + 1: row[0].text for row in rows_of(text.chunks) if labels_of(row) == "O"}
    kinds = [above.get(paper.title.first, "") for paper in listed]
    usual, count = max(Counter(kinds).items(), key=itemgetter(1), default=("", 0))
    if not _ARTICLE.fullmatch(usual) or count < max(_FEWEST, _NEARLY * len(listed)):
        return set()
    others = (one for one, kind in zip(listed, kinds, strict=True) if _KIND.fullmatch(kind) and "S" not in one.fields)
    return {id(one) for one in others if not any(find_arxiv(url) for item in one.items() for _, url in item.urls)}


def _form(paper: Paper, text: Text) -> tuple[int, str, bool]:
    line = text.lines[paper.title.first]
    return line.level, line.marker, bool(paper.title.urls)
