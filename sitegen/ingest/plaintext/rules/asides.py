"""What stands beside papers: entries of BibTeX, buttons, sites; presenters, reviewers, panels, tasks, senders."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise, takewhile

from sitegen.ingest.plaintext.chunks import BIBCODE, SHORTEST_STAMP, Chunk, labels_of, relabel, rows_of
from sitegen.ingest.plaintext.items import Text
from sitegen.ingest.plaintext.people import are_people
from sitegen.ingest.plaintext.words import MOST_COMMON, common_share, field, words
from sitegen.ingest.sources.doubtful_rows import PAUSE
from sitegen.ingest.values.title_cells import SITE
from sitegen.text.addresses import is_host_name
from sitegen.text.folding import letters

_ENTRY = re.compile(r"@[A-Za-z]{4,20}\{[^\s,{}]{0,100},$")
_TITLE = re.compile(r"^title\s*=\s*[{\"]+(.{1,400}?)[}\"]+,?$", re.I | re.M)
_LONGEST_ENTRY = 40
"""Lines."""
_BLOCK = re.compile(
    r":?(?:LOGBOOK|END):?|CLOCK: \S.*|\(\([0-9a-f-]{36}\)\)|\{\{(?:query|embed)\b.*\}\}"
    r"|(?:collapsed|id|heading|background-color|query-table):: .*"
)
"""Drawers of times, references, queries and properties of blocks of Org, Logseq and Roam."""
_STUDY = (
    r"(?:Computer Science|Medicine|Chemistry|Biology|Materials Science|Physics|Geology|Psychology|Art|History|Geography"
    r"|Sociology|Business|Political Science|Economics|Philosophy|Mathematics|Engineering|Environmental Science"
    r"|Agricultural and Food Sciences|Education|Law|Linguistics)"
)
_FIELDS_OF_STUDY = re.compile(rf"{_STUDY}(?:, {_STUDY}){{0,5}}")
_STUDY_BEHIND = re.compile(rf"(?<=[^\W\d_A-Z]){_FIELDS_OF_STUDY.pattern}$")
"""As Semantic Scholar has them between names and venue."""
_KIND_BEHIND = re.compile(r"(?<=[^\W_A-Z])(?:Discussion|News|Project|Question|Research|Resources?|Tutorial)$")
"""Of a post on Reddit's old pages: `Slow ClocksResearch (arxiv.org)`."""
_FILE = re.compile(
    r"select article \S.*|(?:PDF\s+)?PDF for \S.*|(?:Abstract\s+)?View (?:article|chapter)[^:]{0,20} titled\b.*", re.I
)
"""As publishers name the links to papers, `PDF for Slow Clocks`."""
_SHARED = re.compile(
    r"(?:Save|Salva|Guardar|Speichern|Enregistrer|Salvar|Opslaan|Zapisz|Spara)"
    r"(?:(?: su| en| on| auf| sur| no)?(?: (?:Twitter|X|LinkedIn|Facebook))+)?|Free (?:PMC )?article"
    r"|Limited Capacity .{4,20}|(?:[A-Z][\w&]* ){0,4}Working Papers? Series(?: No\. \d+)?"
    r"|Number of pages: \d+ Posted: .{4,60}|[^\W\d_].{1,60} Profile Picture|[\w.*-]{2,20} updates on arXiv\.org"
)
"""Buttons below the papers of an alert of Google Scholar's, and of PubMed's results; Sched's seats; SSRN's lines; what
the ACM's pages call the picture of an author, whose name stands below it; and what feed readers have below a title.
"""
_BETWEEN, _OBJECT = r"(?:\s\s+|\t|\s?[·•|]\s?)", r"(?: (?:as|for|in|on|to)\b(?: \w+)?| [^\W\dA-Z]+)?"
_BUTTONS = re.compile(
    rf"(?=.+\b(?:Share|Save)(?: to \w+)?(?:{_BETWEEN}|$))"
    r"(?:Add|Bookmark|Cite|Comment|Like|Mark|Reply|Repost|Save|Share|Star|Tag)(?: (?:as|to) \w+)?"
    rf"(?:{_BETWEEN}[^\s\d·•|]+{_OBJECT}){{2,9}}"
)
"""A row of them, `Save to Pocket   Tag   Share   ⋯`, and not a title that is a verb, as names and a year have none."""
_ADDRESS = re.compile(r"[^\W\d_]{2,12}\s?: [^<>]{0,80}<[^<>\s@]{1,80}@[^<>\s@]{1,80}>")
"""Who sent a mail, or got it: `De : Ann Lee <ann@example.org>`."""
_SITE, _BAR = re.compile(SITE), re.compile(r"[|–—-]\s+$")
"""As browsers name a page: `Slow Clocks | OpenReview`."""
_LEADS = re.compile(
    r"(?:[^\W\d_a-z][\w'’-]+ ){1,2}(?:leads|presents|presented|will present|presenting|introduced|summari[sz]ed)"
    r"(?: (?:it|this|(?:(?:the|this) )?(?:discussion|paper|session|talk)))?(?:[.!]|[,;] .{1,40})?"
)
"""Who does so: `Ann leads`, and behind a title `: Ann Lee presented the paper.`, or before an abstract."""
_WEEKDAY = re.compile(r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?)(?:day)?|Sunday")
"""When a paper is read, alone at the beginning of a line, as plans have it: `Wed  Ann: Slow Clocks`."""
_PRESENTED = re.compile(
    r"\b(?:[Pp]resented|presents|led|[Ii]ntroduced|[Ss]uggested|[Cc]hosen|[Rr]ecommended|with a commentary"
    r"|[Vv]orgestellt|[Pp]résentée?|[Pp]resentado|[Pp]resentato|[Aa]presentado)$"
)
_MOST_PARTS = 20
"""Chunks of a title that are looked at."""
_BY = re.compile(r"(?:by|von|par|por|da|door|av)\b", re.I)
"""Between that and who does it: `presented by Ann Lee`."""
_HONOURED = re.compile(r"\b(?:reviewers|chairs|volunteers|committee|jury)(?: awards?| prizes?)?\W*$", re.I)
"""Before people who wrote none of the papers there: `Best Reviewers`, `The jury (Ann Lee, Bo Cho)`."""

_EVENT = re.compile(
    r"(?:panel|round ?table|podium|table ronde|mesa redonda|tavola rotonda|keynote|invited (?:talk|lecture))"
    r"\b[^:.–—-]{0,20}[:.–—-]\s",
    re.I,
)
"""What a programme has besides papers, with people of its own, `Panel: Do we need clocks? Ann Lee, Bo Cho`."""
_TASKS = re.compile(
    r"\W*(?:action (?:items|points)|actions|follow[ -]?up (?:tasks|items)|(?:offene )?aufgaben|tareas|tâches|tarefas)"
    r"(?:, by person)?\W*",
    re.I,
)
_SENDER = re.compile(r"(?:~ ?)?(?:\+\d[\d() -]{5,20}|[^\W\d_][^\s:\dA-Z]{0,20}(?: [^\s:\d]{1,20}){0,3}):")
"""By name or number, which is no `ClockNet:`."""
_SPEAKER = re.compile(r"([^\W\d_]\S{0,20}(?: [^\W\d_]\S{0,20}){0,2})(?: \d)?:")
_BY_NUMBER = re.compile(r"~|\+\d")
_HOUR = re.compile(r"(?:Uhr[:,]?|h|hrs|Std\.?|[ap]\.?m\.?|UTC|CES?T|E[SD]T|P[SD]T)(?:\s+(?:[·|–—-]\s+)?|$)")
"""What other signs stand behind is of a title, `EDT-Former`."""
_ACCOUNT = re.compile(r"\W?@[\w-]+(?:[.@][\w-]+)*\W?")
_TIME = re.compile(r"\b\d{1,2}:\d\d\b")


def _entries(text: Text) -> None:
    """Nothing is in entries of BibTeX that a page has folded open below their titles."""
    lines = text.lines
    starts = [at for at, line in enumerate(lines) if _ENTRY.match(line.text)]
    texts = {letters(line.text) for line in lines} if starts else set()
    inside: set[int] = set()
    for start in starts:
        entry = list(takewhile(lambda line: line.text != "}", lines[start : start + _LONGEST_ENTRY]))
        title = _TITLE.search("\n".join(line.text for line in entry))
        if title and letters(title[1]) in texts:
            inside |= set(range(start, start + len(entry)))
    for chunk in text.chunks:
        chunk.label = "O" if chunk.line in inside else chunk.label


def _shown_beside(text: Text) -> None:
    """What a program or a site shows beside papers is left out: `Commented [AL1]: Do we want this?`, `Save`.

    One field of study alone in its line may be the end of a title, several are not; `© 2026 Ann Lee` begins abstracts.
    """
    are_several = sum(bool(_FIELDS_OF_STUDY.fullmatch(line.text)) for line in text.lines) > 1

    def is_shown(chunk: Chunk) -> bool:
        line = text.lines[chunk.line]
        is_study = chunk.label != "t" or (are_several and chunk.text == line.text)
        is_whole = any(whole.fullmatch(line.mark + line.text) for whole in (_ADDRESS, _BUTTONS, _FILE, _SHARED))
        is_led = (chunk.label in "Tt" or (chunk.label in "OS" and chunk.before == "n")) and _LEADS.fullmatch(chunk.text)
        is_site = bool(_SITE.fullmatch(chunk.text) and _BAR.search(line.text, 0, chunk.start))
        is_site = chunk.label in "ATt" and (is_site or bool(re.match(r"© ?\d{4}\b", line.text)))
        is_weekday = chunk.label == "A" and chunk.start == 0 and _WEEKDAY.fullmatch(chunk.text)
        is_code = re.fullmatch(BIBCODE, chunk.text) or _BLOCK.fullmatch(line.text)
        is_other = is_whole or is_led or is_site or is_weekday or is_code
        return bool(is_other or (is_study and _FIELDS_OF_STUDY.fullmatch(chunk.text)))

    shown = [is_shown(chunk) for chunk in text.chunks]
    for (chunk, was_shown), (below, is_beside) in pairwise(zip(text.chunks, shown, strict=True)):
        # what goes on below begins there
        relabel([below] if was_shown and chunk.label == "T" and not is_beside else (), "t", "T")
    text.chunks[:] = [chunk for chunk, is_beside in zip(text.chunks, shown, strict=True) if not is_beside]


def _glued_words(text: Text) -> None:
    """No field of study ends the last name, as where a page of Semantic Scholar was copied: `Ann LeeMedicine`.

    Nor does the kind of a post end its title, before a host.
    """
    for chunk, after in pairwise([*text.chunks, Chunk("", -1)]):
        is_post = chunk.label in "Tt" and is_host_name(after.text.strip("()"))
        word = _KIND_BEHIND.search(chunk.text) if is_post else None
        if word := word or (_STUDY_BEHIND.search(chunk.text) if chunk.label == "A" else None):
            chunk.text = chunk.text[: word.start()]
            chunk.end = chunk.start + len(chunk.text)


def _hours(text: Text) -> None:
    """The word behind a time is none of what stands there: `9:30 – 10:00 Uhr  Ann Lee`."""
    for time, chunk, after in zip(text.chunks, text.chunks[1:], [*text.chunks[2:], Chunk("", -1)], strict=False):
        word = _HOUR.match(chunk.text) if "s" in time.style and chunk.line == time.line else None
        if word:
            chunk.text, chunk.start = chunk.text[word.end() :], chunk.start + word.end()
            relabel([after] if chunk.label == "T" and not chunk.text else (), "t", "T")
    text.chunks[:] = [chunk for chunk in text.chunks if chunk.text]


def _presenters(text: Text) -> None:
    """Who presents a paper is none of its authors, and may stand in the next line where it has some.

    Nor are names right behind or below words that say who they are, as on pages of awards.
    """
    for at, (above, chunk) in enumerate(pairwise(text.chunks), 1):
        is_presenter = above.label in "NO" and _PRESENTED.search(above.text) and _BY.match(chunk.text)
        is_here = chunk.line == above.line
        if is_presenter and not (is_here or text.lines[chunk.line].gap or chunk.line > above.line + 1):
            is_here = "A" in labels_of(text.chunks[max(0, at - _MOST_PARTS) : at]).rpartition("T")[2]
        if is_presenter and is_here:
            rest = takewhile(lambda piece: piece.label == "t", text.chunks[at + 1 : at + _MOST_PARTS])
            relabel([above, chunk, *(rest if chunk.label == "T" else ())], "ANTt", "O")
        elif above.label + chunk.label == "OA" and _HONOURED.search(above.text):
            relabel((piece for piece in text.chunks[at : at + _MOST_PARTS] if piece.line == chunk.line), "A", "O")


def _of_events(text: Text) -> None:
    """Those who take part in a panel or a break, behind its name or below, are no authors of any paper.

    A break right above a title has nobody, `10:00 Lunch`, `Ann Lee`, `Slow Clocks`.
    """
    is_event = False
    rows = rows_of(text.chunks)
    for at, row in enumerate(rows):
        line = text.lines[row[0].line]
        own = row["s" in row[0].style :]
        if "s" in row[0].style or line.gap or line.marker or "T" in labels_of(row):
            is_free = bool(own) and "T" not in labels_of(row)
            is_pause = is_free and bool(PAUSE.fullmatch(own[0].text.rstrip(".,:")))
            near = rows[at + 1 : at + _MOST_PARTS] if is_pause else []
            below = takewhile(lambda row: not (text.lines[row[0].line].gap or "s" in row[0].style), near)
            is_pause = is_pause and not any("T" in labels_of(row) for row in below)
            is_event = is_pause or (is_free and bool(_EVENT.match(line.text, own[0].start)))
        if is_event:
            relabel(row, "A", "O")


def _tasks(text: Text) -> None:
    """What somebody is to do, in the list below such a heading, is no paper: `Action items`, `- Maps: ask Ann`.

    A title with authors behind it or right below is one, what has a link may be one, and a section may be called so.
    """
    are_tasks = False
    for row, below in pairwise([*rows_of(text.chunks), [Chunk("", -1)]]):
        line, next_line = text.lines[row[0].line], text.lines[below[0].line]
        are_tasks = not line.level and (bool(_TASKS.fullmatch(line.text)) or (are_tasks and bool(line.marker)))
        told = row if next_line.marker or next_line.gap else [*row, *below]
        is_paper = {*"TA"} <= {*labels_of(told)} or any(chunk.url for chunk in row)
        relabel(row if are_tasks and not is_paper else (), "TtAS", "O")


def _senders(text: Text) -> None:
    """Who sent a message stands in no title, behind the day before each: `[12/01/2026, 09:12] Ann: Slow Clocks`.

    Titles begin like this in a log of links, `Attention: A Survey`, but not twice with the same, nor with people.
    """
    rows = [row for row in rows_of(text.chunks) if "s" in row[0].style and len(row[0].text) >= SHORTEST_STAMP]
    sent = [row for row in rows if row[1:] and _SENDER.fullmatch(row[1].text)]
    names = [row[1].text.rstrip(":") for row in sent]
    times = Counter(names)
    known = sum(times[name] > 1 or bool(_BY_NUMBER.match(name)) or are_people(name) for name in names)
    are_named = 2 * known >= len(names) and common_share(words(" ".join(names).lower())) <= MOST_COMMON
    are_usual = are_named and len(sent) > max(1, 0.5 * len(rows))
    for _, sender, *message in sent if are_usual else ():
        relabel(message[:1] if sender.label == "T" else (), "t", "T")
        sender.label = "O"


def _speakers(text: Text) -> None:
    """Who speaks, `Ann: Slow Clocks`, stands in no title or abstract where several were there: `Present: Ann Lee`."""
    rows = rows_of(text.chunks)
    there = (text.lines[row[0].line].text for row in rows if field(row[0].text) == "attendance")
    known = {name for line in there for name in words(line.lower())}
    # `2 visitors`
    known |= {name.removesuffix("s") for name in known}
    marks = filter(None, (_SPEAKER.fullmatch(chunk.text) for chunk in text.chunks if chunk.label in "TS"))
    names = {mark[0] for mark in marks if {*words(mark[1].lower())} <= known}
    for row in rows if len(names) > 1 else ():
        if row[0].text in names and labels_of(row[:2]) in ("Tt", "SS"):
            relabel(row[: None if row[0].label == "S" else 1], "TS", "O")
            relabel(row[1:2], "t", "T")


def posters(text: Text) -> None:
    """Who posts again and again has written none of the papers: `Ann Lee` as a first line, and `@ann` below it."""
    rows = [(row, text.lines[row[0].line]) for row in rows_of(text.chunks)]
    first = [(row, line, below) for (row, line), (_, below) in pairwise(rows) if line.gap > below.gap]
    posted = [(row, line.text) for row, line, below in first if _ACCOUNT.fullmatch(below.text)]
    times = Counter(line for _, line in posted)
    for row, line in posted:
        relabel(row if times[line] > 1 else (), "A", "O")


def previews(text: Text) -> None:
    """The address of a message leads to the title of its preview, below the name of the site; its words are none.

    Ann Lee, 9:12 AM
    Have you seen this? https://arxiv.org/abs/2601.01234
    arXiv.org
    Slow Clocks of the World
    """
    lines, rows = text.lines, rows_of(text.chunks)
    for at, (message, site, title) in enumerate(zip(rows, rows[1:], rows[2:], strict=False)):
        is_sent = any(_TIME.search(lines[row[0].line].text) for row in rows[max(0, at - 1) : at + 1])
        is_site = len(site) == 1 and bool(_SITE.fullmatch(site[0].text) or is_host_name(site[0].text))
        is_below = not any(lines[row[0].line].gap for row in (site, title))
        if not (is_sent and is_site and is_below and message[-1].url and title[0].label == "T"):
            continue
        has_own = any(chunk.url for row in rows[at + 2 : at + 4] for chunk in row)
        if not (has_own or title[-1].text.endswith(("…", "...")) or "A" in labels_of(message)):
            title[0].url = message[-1].url
            relabel(message, "TtL", "O")


RULES = (
    _hours,
    _entries,
    _shown_beside,
    _glued_words,
    _presenters,
    _of_events,
    _tasks,
    _senders,
    _speakers,
)
