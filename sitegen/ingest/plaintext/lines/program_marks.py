"""Lines without the marks of the program that they were copied from: numbers, keys of tickets,
braces of links, where a model read.

>>> list(without([(1, "We wait.【4†L12-L20】"), (2, "Ann Lee     Bo Cho")]))
[(1, 'We wait.'), (2, 'Ann Lee, Bo Cho')]
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import itemgetter

from sitegen.ingest.plaintext.people import are_people
from sitegen.ingest.plaintext.words import field, people_share
from sitegen.ingest.read import latex
from sitegen.ingest.read.drawn import Numbered
from sitegen.ingest.values.links import leads_to_paper
from sitegen.text import dates

_CITED = re.compile(r"\s*(?:【[^【】†]{1,12}†[^【】]{1,80}】|:contentReference\[oaicite:\d{1,4}\]\{index=\d{1,4}\})")
"""Where an answer of a language model has a sentence from: `We wait.【4†L12-L20】`."""
_MESSAGE = re.compile(
    r"\[?(?:[\w,./-]{1,12} ){0,4}(?:[\d-]{10}T)?\d{1,2}:\d\d(?::\d\d)?\]?\s+"
    r"<[ @+%&~!]?([\w\[\]\\`^{}|-]{1,30})>\s+(\S.*)"
)
"""One in a log of IRC, `09:12 <@ann> Clocks, at last`."""
_ADDRESS = re.compile(r"https?://[^\s<>]+")
_SITE = re.compile(r"(?:\[[^\[\]]{1,40}\]|(?:(?:page|link) )?title:|[\^↑→»])\s+", re.I)
"""What stands before the title in the answer of a program, `[arXiv] Slow Clocks`."""
_ANSWERS, _FEW = 0.7, 4
"""The share of answers among the messages of a program, and the words of a message that names no paper."""
_MINUTED = re.compile(r"\s{0,4}(?:\([\w\[\]\\`^{}|-]{1,30},(?:\s{1,4}(?=\d)|$))?(?:\d{1,2}:\d\d:\d\d\))?$")
"""Who said so, as MeetBot's minutes have it behind each item: `Slow Clocks  (ann, 17:05:00)`, and is wrapped."""
_SIGNED, _LONGEST_SIGN = re.compile(r"\([^\s()]{1,30}, \d{1,2}:\d\d:\d\d\)$"), 48
_FEWEST, _NUMBERED, _PARTED = 3, 0.7, 0.2
"""Of such items, links or tickets; and the shares of lines that have their numbers, and that part papers."""
_KEY = re.compile(
    r"(\s*(?:(?:[-*+•]|\d{1,3}[.)]|\[[ xX]\]|#{1,6})\s+){0,3})[\[*]{0,2}"
    r"([A-Z]{2}[A-Z\d]{0,8}-|(?:[\w.-]{1,40}/){1,3}[\w.-]{1,40}[#!])(?!(?:19|20)\d\d\b)(\d{1,6})(?!\w)"
    r"[\]*]{0,2}(?:\(https?://[^\s()]+\))?(?![^|]*\t|[^|]*\|.*\|)(?:\s*[:：|·•]\s*|\s+[–—-]+\s+|\s+)(?=\S)"
)
"""The key of a ticket, `CLOCK-12: `, `[CLOCK-12](https://…) `, `ann/clocks#12 `, which is no cell of a table."""
_LARGEST_VERSION = 9
"""Titles begin with `GPT-3` as well."""
_COUNT = re.compile(r"\s*(\d{1,3})[.)]\s*")
_LINE_NUMBER = re.compile(r" *(\d{1,5})(?:\t|[:|] ?| +│ ?| |$)")
"""As `cat -n`, `bat`, edbrowse and editors show it."""
_ITEM = re.compile(r"\s*(?:[-*+•#]+|\d{1,3}[.)])\s")
_BRACED = re.compile(r"\{([^{}]{1,400})\}")
_ALL_BRACED = re.compile(r"(?:h[1-6]:? )?(?:\{[^{}\\]{1,400}\}\s*){1,20}")
_HEADING = re.compile(r"^h([1-6]):? (?=\S)")
_BUTTON = re.compile(r"(?<=[.!?}] )\{([^{}]{1,40})\}")
"""Links of edbrowse, `{Slow Clocks}` or `h3 {Slow Clocks}`, and those behind names: `Ann Lee. {PDF} {Slides}`."""
_GAP = re.compile(r"\s{3,}")
_SET = re.compile(r"\s*(\w{2,24}) = (?=\S)")
"""A column and its value, as databases show records: `title = Slow Clocks`."""
_STYLE = re.compile(r" *(MLA|APA|ISO 690|Chicago|Harvard|Vancouver) *\t *(?=\S.{8,}\b(?:19|20)\d\d\b)")
"""The forms in which Google Scholar shows one reference in the rows of a box: `APA`, a tab, the reference."""
_DAY, _FULL = re.compile(r"\d{4}-\d\d-\d\d "), re.compile(r"\S \S")
PATH = re.compile(r"\s*https?://\S+ ›")
"""As search engines show where a page is, two lines below its title: `https://clocks.example › letters`."""
_WROTE = re.compile(
    r"[^\W\d_a-z][^.:;,\"“]{0,40} (?:presented|introduced|turned to|summari[sz]ed|brought|walked (?:us )?through)"
    r" (?:[\w-]+ ){0,4}(?:paper|work|study|preprint) (?:by|from) ([^.:;\"“]{5,200}?),? and"
    r" (?:colleagues|co-?authors|collaborators)\.(?:\s+|$)"
)
"""A sentence that says whose a paper is, and little more: `Dee presented the paper by Ann Lee and colleagues.`

Others, such as `It extends work by Ann Lee and colleagues.`, tell of papers elsewhere.
"""
_CELL = re.compile(r"(?<=\S) {2,}(?=\S)")
STATES = r"TODO|DONE|NEXT|WAIT(?:ING)?|STARTED|DOING|NOW|LATER|HOLD|READ|SKIP|DROP"
"""Of tasks in Org."""
_PLANNED = re.compile(
    r"^\s{1,4}([\w.-]{1,8}(?=:\s\s\s)|[\w.-]{9,24}):\s{1,12}(?:\d{1,2}:\d\d(?:-\d{1,2}:\d\d|\.{0,6})\s{1,8})?"
    r"(?:(?:Scheduled|Deadline|Closed|Sched\. ?\d{1,3}x|In {1,3}\d{1,4} d\.| ?\d{1,4} d\. ago):\s{1,4})?"
    rf"(?<=\s\s)(?:{STATES}) "
    r"(?: {0,9}\[#[A-Z]\] )? {0,9}(\S.*?)(?:\s{1,40}:(?:[\w@#%]{1,40}:){1,9})?\s{0,9}$"
)
"""A task in Org's agenda, of which the file becomes a tag: `  papers:     In 3 d.:  NEXT Slow Clocks  :soon:`."""
_PAGE = re.compile(r"\s*(\d{1,3}(?:\s{3,}|\s(?=.*al\.$)))?\D{4,80}?(?(1)|(?:\s{3,}|(?<=al\.)\s)\d{1,3})\s*")
"""The head of a page and its number, `12    A. Lee et al.`, `Slow Clocks    13`."""
_WIDEST = 160
"""Columns of a page."""
_CITED_ITEM, _MANY = re.compile(r"\s*(?:\d{1,3}\.|\[\d{1,3}\])\s+\S"), 4
"""A reference, and how many of them stand between such heads at least."""


def without(lines: Sequence[Numbered]) -> Iterator[Numbered]:
    """The lines that their authors wrote, without those marks; names with spaces between have commas."""
    lines = list(_with_own_numbers(list(_without_gaps(_without_page_heads(lines)))))
    written = _unsigned(_unbraced(_parted(_named(_in_one_style(_without_line_numbers(lines))))))
    above = ""
    for number, line in _without_keys(_answered(written)):
        line = _CITED.sub("", line) if "†" in line or "[oaicite:" in line else line
        # `  title:  READ Slow Clocks` is no task
        planned = _PLANNED.match(line)
        line = planned.expand(r"\2   :\1:") if planned and not field(planned[1]) else line
        wrote = _WROTE.match(line.strip())
        # below sentences or names it tells of another paper
        if wrote and are_people(wrote[1]) and not (above.endswith(".") or are_people(above.rpartition(":")[2])):
            yield number, f"Authors: {wrote[1]} et al."
            line = wrote.string[wrote.end() :]
        above = line.strip() or above
        names = _GAP.split(line.strip())
        is_row = len(names) > 1 and all(people_share(name) == (1, 1) for name in names)
        yield number, ", ".join(names) if is_row else line


def _without_page_heads(lines: Sequence[Numbered]) -> Sequence[Numbered]:
    """The lines without the heads of pages among numbered references, between which there are more of these."""
    items = sum(bool(_CITED_ITEM.match(line)) for _, line in lines)
    heads = {number for number, line in lines if len(line) < _WIDEST and _PAGE.fullmatch(line)}
    return [row for row in lines if row[0] not in heads] if _MANY * len(heads) <= items else lines


def _without_gaps(lines: Sequence[Numbered]) -> Iterator[Numbered]:
    """The lines without what parts a title alone from the site and the path below it, as Google has them."""
    shown = ["", *(line.strip() for _, line in lines), "", ""]
    for row, above, title, line, site, path in zip(lines, ["", *shown], *(shown[at:] for at in range(4)), strict=False):
        # `Results` above a title and its path is no title above its site
        is_site = 0 < len(site) < len(title) and not are_people(site)
        if line or above or not (is_site and PATH.match(path)):
            yield row


def _with_own_numbers(lines: Sequence[Numbered]) -> Iterator[Numbered]:
    """The lines; those that only count what are no headings or days stand before these: `2.` above `Slow Clocks`."""
    counts = {at: int(mark[1]) for at, (_, line) in enumerate(lines) if (mark := _COUNT.fullmatch(line))}
    below = [line for above, line in pairwise(line for _, line in lines if line.strip()) if _COUNT.fullmatch(above)]
    are_apart = any(line.lstrip().startswith("#") or dates.find(line) for line in below)
    are_counted = len(counts) >= _FEWEST and not are_apart and list(counts.values()) == list(range(1, len(counts) + 1))
    above = ""
    for at, (number, line) in enumerate(lines):
        if are_counted and at in counts:
            above = f"{counts[at]}. "
        elif not above or line.strip():
            yield number, above + (line.lstrip() if above else line)
            above = ""


def _without_line_numbers(lines: Sequence[Numbered]) -> Sequence[Numbered]:
    """The lines without their numbers, if all have theirs.

    As the items of a list may count on, empty lines have theirs, too, or something else parts the papers.
    """
    marks = [mark for _, line in lines if line.strip() and (mark := _LINE_NUMBER.match(line))]
    counting = sum(int(below[1]) == int(above[1]) + 1 for above, below in pairwise(marks)) + 1
    are_aligned = all(mark[0][0] == " " and mark[0][-1] == "\t" for mark in marks)
    empty = sum(mark.end() >= len(mark.string.rstrip()) for mark in marks)
    if counting < max(2 * _FEWEST, _NUMBERED * sum(bool(line.strip()) for _, line in lines)):
        return lines
    plain = [(number, _LINE_NUMBER.sub("", line, count=1)) for number, line in lines]
    are_parted = sum(_parts(line) for _, line in plain) >= max(_FEWEST, _PARTED * len(plain))
    return plain if empty >= _FEWEST or (are_aligned and are_parted) else lines


def _parts(line: str) -> bool:
    """Whether a line shows where papers end: it is empty, an item of a list, or names."""
    return not line.strip() or bool(_ITEM.match(line)) or people_share(line)[1] == 1


def _named(lines: Sequence[Numbered]) -> Sequence[Numbered]:
    """The lines, with colons behind the names of columns if most have these: `title = Slow Clocks`."""
    told = [line for _, line in lines if line.strip()]
    if sum(bool(_SET.match(line)) for line in told) < max(_FEWEST, _NUMBERED * len(told)):
        return lines
    return [(number, _SET.sub(r"\1: ", line, count=1)) for number, line in lines]


def _parted(lines: Sequence[Numbered]) -> Sequence[Numbered]:
    """The lines, with room before a column where a cell was cut off to fill its own, if others begin there.

    2025-03-13 Small Maps                     Clock Letters
    2025-03-13 Slow Clocks of the World and W Clock Letters
    """
    dated = [line for _, line in lines if _DAY.match(line)]
    columns = Counter(mark.end() for line in dated if (mark := _CELL.search(line)))
    at, count = max(columns.items(), key=itemgetter(1), default=(0, 0))
    if count < max(_FEWEST, _NUMBERED * columns.total()):
        return lines
    return [
        (number, f"{line[:at]} {line[at:]}")
        if _DAY.match(line) and _FULL.match(line, at - 2) and not _CELL.search(line)
        else (number, line)
        for number, line in lines
    ]


def _in_one_style(lines: Sequence[Numbered]) -> Sequence[Numbered]:
    """The lines, of which references that are shown in several styles have one: APA's, which names all people."""
    marks = [_STYLE.match(line) for _, line in lines]
    if not {"APA", "MLA"} <= {mark[1] for mark in marks if mark}:
        return lines
    shown = [(row, mark) for row, mark in zip(lines, marks, strict=True) if not mark or mark[1] == "APA"]
    return [(number, line[mark.end() :] if mark else line) for (number, line), mark in shown]


def _unbraced(lines: Sequence[Numbered]) -> Sequence[Numbered]:
    """The lines, of which links between braces have none; those behind a stop are buttons, which get brackets.

    Headings have Markdown's marks.
    """
    braced = sum(line[:1] in ("{", "h") and bool(_ALL_BRACED.fullmatch(line)) for _, line in lines)
    if braced < _FEWEST or latex.is_latex(lines):
        return lines
    marked = [(number, _HEADING.sub(lambda mark: "#" * int(mark[1]) + " ", line, count=1)) for number, line in lines]
    return [(number, _BRACED.sub(r"\1", _BUTTON.sub(r"[\1]", line))) for number, line in marked]


def _without_keys(lines: Iterable[Numbered]) -> Iterator[Numbered]:
    """The lines, in which tickets are items of a list without their keys, if several are of one project.

    Most have a sign or wide room behind the key, as titles begin with `NGC-1277 ` and `CIFAR-10 `, too.
    """
    keyed = [(number, line, _KEY.match(line)) for number, line in lines]
    numbers: defaultdict[str, set[int]] = defaultdict(set)
    marked = Counter[str]()
    for _, line, key in keyed:
        if key:
            numbers[key[2]].add(int(key[3]))
            marked[key[2]] += 1 if key[2].endswith(("#", "!")) or line[key.end(3) : key.end()].strip(" ") else -1
    for number, line, key in keyed:
        is_ticket = key and marked[key[2]] > 0 and len(numbers[key[2]]) >= _FEWEST
        if key and is_ticket and max(numbers[key[2]]) > _LARGEST_VERSION:
            line = f"{key[1] or '- '}{line[key.end() :]}"
        yield number, line


def _unsigned(lines: Sequence[Numbered]) -> Sequence[Numbered]:
    """The lines of minutes of a log of IRC without who said them, and when."""
    items = [(number, line.rstrip()) for number, line in lines]
    if sum(_SIGNED.search(line[-_LONGEST_SIGN:]) is not None for _, line in items) < _FEWEST:
        return lines
    shown = [(number, _MINUTED.sub("", line)) for number, line in items]
    return [row for row, (_, line) in zip(shown, items, strict=True) if row[1].strip() or not line]


def _answered(lines: Sequence[Numbered]) -> Iterator[Numbered]:
    """The lines of a log of IRC, in which titles that a program answers addresses with are links to these."""
    said = {at: message for at, (_, line) in enumerate(lines) if (message := _MESSAGE.fullmatch(line.strip()))}
    addresses = {at: address[0] for at, message in said.items() if (address := _ADDRESS.search(message[2]))}
    asked = {below: above for above, below in pairwise(said) if above in addresses}
    times = Counter(message[1] for message in said.values())
    answers = Counter(said[at][1] for at in asked)
    programs = {nick for nick, count in answers.items() if count > max(1, _ANSWERS * times[nick])}
    links = {
        below: addresses[above]
        for below, above in asked.items()
        if said[below][1] in programs and leads_to_paper(addresses[above])
    }
    done = {asked[at] for at in links}
    for at, (number, line) in enumerate(lines):
        if at in links:
            title, _, names = _SITE.sub("", said[at][2], count=1).partition(" | ")
            yield from [(number, f"[{title}]({links[at]})"), (number, names)]
        elif at not in done:
            is_bare = links and at in addresses and len(said[at][2].split()) <= _FEW
            yield number, addresses[at] if is_bare and leads_to_paper(addresses[at]) else line
