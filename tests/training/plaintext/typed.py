"""Lists as people type them: a few facts of each paper in a line, with the same signs between them."""

from __future__ import annotations

from datetime import date
from random import Random

from tests.training.plaintext.facts import address, initials, shorten
from tests.training.plaintext.markup import LANGUAGES, LISTS, say_date
from tests.training.plaintext.papers import Paper

_ORDERS = (
    "title", "title", "title url", "title venue", "title year url", "title (venue)", "title id", "title (cited)",
    "title authors", "title authors", "title authors url", "title authors venue", "title authors venue url",
    "title authors (year) url", "title (authors)", "title (authors) url", "title authors id", "title authors day",
    "title families", "title families venue", "title families year url", "title cited url", "title [cited]",
    "authors title", "authors title", "authors title url", "authors title venue", "authors title (venue) url",
    "families title", "families title venue", "families title (venue year)", "families title id",
    "families year title", "families (year) title", "authors (year) title venue", "families year title venue url",
    "(cited) title", "(cited) title url", "cited title", "[cited] title", "year families title",
    "url title", "url title authors", "id title", "[id] title authors", "id title (cited)", "url title (families)",
    "[day] title", "[day] title authors", "day title url", "(day) title authors", "day title [id] authors", "[day] url title",
    "venue title", "[venue] title authors", "[venue year] title", "(year) title authors", "[year] title url",
)  # fmt: skip
"""Facts in the order of a line; what stands in brackets together has only a space before it."""
_ROWS = (
    "number title authors venue", "number title authors url", "title authors year", "title authors venue year",
    "authors title venue", "day title authors", "id title authors", "title url", "title id authors", "title families",
    "number authors title year venue", "year authors title venue url", "title authors abstract", "title abstract url",
)  # fmt: skip
"""Columns of a table without their names."""
_SIGNS = (", ", ", ", " - ", " - ", " — ", " – ", " | ", "; ", " / ", ". ", ": ", " ")
_MARKS = ("", "", "", "- ", "- ", "* ", "• ", "{}. ", "{}. ", "{}) ", "({}) ", "[{}] ", "- [ ] ", "→ ")
_TITLES = ("{}", "{}", "{}", "{}", "{}", "{}", '"{}"', "“{}”", "**{}**", "_{}_", "«{}»", "'{}'")
_FORMS = ("full", "full", "full", "A. Lee", "Lee A", "A Lee", "Lee, A.", "Lee, Ann")
_MOST = (1, 2, 3, 40, 40, 40)
_OTHERS = (" et al.", ", et al.", " et al", " and others", "+")


def typed(random: Random, papers: list[Paper], day: date) -> str:
    """A list whose style is chosen once: the order of its facts, its signs, how names and days are written."""
    style = _Style(random)
    for paper in papers:
        paper.title = paper.title.rstrip(".").lower() if style.is_lower else paper.title.rstrip(".")
    entries = [style.entry(number, paper) for number, paper in enumerate(papers, 1)]
    head = random.choice(
        ("", "", "", *LANGUAGES["en"]["header"][:2], say_date(random, day), random.choice(LISTS["menu"]))
    )
    gap = random.choice(("\n", "\n", "\n\n")) if not style.is_row else "\n"
    return f"{head}\n{gap}" * bool(head) + gap.join(entries)


class _Style:
    def __init__(self, random: Random) -> None:
        self.random = random
        self.is_row = random.random() < 0.2
        self.groups = _groups(random.choice(_ROWS if self.is_row else _ORDERS))
        signs = ["\t"] if self.is_row else random.choices(_SIGNS, k=random.choice((1, 1, 3)))
        self.signs = [random.choice(signs) for _ in self.groups]
        self.mark = "" if self.is_row else random.choice(_MARKS)
        self.title = "{}" if self.is_row else random.choice(_TITLES)
        self.form, self.most = random.choice(_FORMS), random.choice(_MOST)
        self.between = "; " if "," in self.form or random.random() < 0.2 else ", "
        self.last = random.choice((self.between, self.between, " and ", " & ", ", and "))
        self.others = random.choice(_OTHERS)
        self.cited = random.choice((", ", ", ", " "))
        self.seed = random.random()
        self.is_lower = random.random() < 0.06
        self.has_summaries = not self.is_row and random.random() < 0.15

    def entry(self, number: int, paper: Paper) -> str:
        """One paper, which then knows only what was said of it."""
        if self.has_summaries or "abstract" in str(self.groups):
            shorten(self.random, paper)
        text = self.mark.format(number)
        names = {name for _, group, _ in self.groups for name in group}
        for at, (opened, group, closed) in enumerate(self.groups):
            said = " ".join(self._fact(name, number, paper) for name in group)
            text += (" " if opened else self.signs[at]) * bool(at) + f"{opened}{said}{closed}"
        if self.has_summaries:
            text += f"\n{paper.abstract}"
        elif "abstract" not in names:
            paper.abstract = ""
        if not names & {"authors", "families", "cited"}:
            paper.authors = []
        paper.is_dated = "day" in names
        paper.venue = paper.venue if "venue" in names else ""
        return text

    def _fact(self, name: str, number: int, paper: Paper) -> str:
        match name:
            case "title":
                return self.title.format(paper.title)
            case "abstract":
                return paper.abstract
            case "authors":
                return self._names(paper, self.form)
            case "families":
                return self._names(paper, "Lee")
            case "cited":
                return f"{self._names(paper, 'Lee')}{self.cited}{paper.published.year}"
            case "venue":
                return paper.venue or "arXiv"
            case "year":
                return str(paper.published.year)
            case "day":
                return say_date(Random(self.seed), paper.published, short=True)
            case "url":
                return address(self.random, paper)
            case "id":
                return paper.arxiv or paper.doi or paper.url
            case _:
                return str(number)

    def _names(self, paper: Paper, form: str) -> str:
        most = min(self.most, 3) if form == "Lee" else self.most
        others = self.others * (len(paper.authors) > most)
        paper.authors = names = [initials(name, form) for name in paper.authors[:most]]
        if others or len(names) < 2:
            return self.between.join(names) + others
        return self.between.join(names[:-1]) + self.last + names[-1]


def _groups(order: str) -> list[tuple[str, list[str], str]]:
    """The facts of an order by their brackets.

    >>> _groups("title (venue year) url")
    [('', ['title'], ''), ('(', ['venue', 'year'], ')'), ('', ['url'], '')]
    """
    groups: list[tuple[str, list[str], str]] = []
    is_open = False
    for word in order.split():
        opened, closed = word[0] if word[0] in "([" else "", word[-1] if word[-1] in ")]" else ""
        if is_open:
            first, names, _ = groups[-1]
            groups[-1] = (first, [*names, word.strip(")]")], closed)
        else:
            groups.append((opened, [word.strip("([)]")], closed))
        is_open = bool(opened or is_open) and not closed
    return groups
