"""What a template says of one paper, and the words around it that are of none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path
from random import Random

from msgspec import Struct, field

from tests.training.plaintext.facts import address, initials, shorten
from tests.training.plaintext.markup import LANGUAGES, say_date
from tests.training.plaintext.mixed import EMOJI
from tests.training.plaintext.nodes import Nodes, parsed
from tests.training.plaintext.papers import Paper
from tests.training.plaintext.pieces import INSTITUTIONS, PEOPLE

STYLES = Path(__file__).parent / "styles"


class Style(Struct):
    """What is the same in a whole list."""

    random: Random
    day: date
    chosen: dict[int, int] = field(default_factory=dict)

    def pick(self, key: int, among: int) -> int:
        return self.chosen.setdefault(key, self.random.randrange(among))


class Entry:
    """The facts of a paper as a style shows them."""

    def __init__(self, style: Style, paper: Paper, number: int) -> None:
        self.style, self.paper, self.number = style, paper, number
        self.r = style.random
        self.shown: set[str] = set()

    def text(self, nodes: Nodes) -> str:
        made = "".join(self._rendered(nodes))
        return re.sub(r"\n{3,}", "\n\n", re.sub(r"(?m)^[ \t]+$", "", made)).strip("\n")

    def _rendered(self, nodes: Nodes, is_fresh: bool = False) -> Iterator[str]:
        for node in nodes:
            if isinstance(node, str):
                yield node.replace("\\{", "{").replace("\\}", "}")
            elif len(node.options) == 1:
                (name,) = node.options[0]
                assert isinstance(name, str)
                yield self._fact(name)
            else:
                among = len(node.options)
                at = self.r.randrange(among) if is_fresh or node.is_fresh else self.style.pick(id(node), among)
                yield from self._rendered(node.options[at], is_fresh)

    def noise(self, kind: str) -> str:
        """A line that is of no paper: `chat`, `ad`, `bye`, `hello`, `button`, `menu`, `section`, `remark`, `translation`, `title` or `sentence`."""
        if kind == "section" and self.r.random() < 0.4:
            words = " ".join(self.r.sample(_common(), self.r.randint(1, 4)))
            return self.r.choice((words.upper(), words.title(), words.capitalize(), words))
        return "".join(self._rendered(self.r.choice(_noise()[kind]), is_fresh=True))

    def _fact(self, name: str) -> str:
        self.shown.add(name)
        return str(getattr(self, f"_{name}")())

    def forget(self) -> None:
        """Takes from the paper what was not shown."""
        if not self.shown & {"abstract", "short"}:
            self.paper.abstract = ""
        if not self.shown & {"authors", "families", "names", "family", "affiliated"}:
            self.paper.authors = []
        if not self.shown & {"published"}:
            self.paper.is_dated = False
        if not self.shown & {"title", "upper"}:
            self.paper.has_title = False
        for name, nothing in (("votes", -1), ("comments", -1), ("submitter", ""), ("organisation", ""), ("venue", "")):
            if name not in self.shown:
                setattr(self.paper, name, nothing)

    def _title(self) -> str:
        return self.paper.title

    def _upper(self) -> str:
        return self.paper.title.upper()

    def _authors(self) -> str:
        names, s = list(self.paper.authors), self.style
        form = ("full", "full", "full", "full", "full", "A. Lee", "Lee, Ann", "Lee, A.", "Lee A")[s.pick(1, 9)]
        most = (1, 2, 3, 6, 40, 40, 40, 40)[s.pick(2, 8)]
        self.paper.authors = shown = [initials(name, form) for name in names[:most]]
        between = "; " if "," in form else (", ", ", ", ", ", ", ", "; ", " · ", "、", " ⋅ ", " | ")[s.pick(3, 9)]
        last = (between, between, " and ", ", and ", " & ")[s.pick(4, 5)] if between == ", " else between
        text = between.join(shown[:-1]) + last + shown[-1] if len(shown) > 1 else shown[0]
        more = (" et al.", ", et al.", " …", " and others", f", +{len(names) - most} more", " et al")[s.pick(5, 6)]
        return text + more * (len(names) > most)

    def _family(self) -> str:
        """The first author's family name, which stands for all."""
        self.paper.authors = [self.paper.authors[0].split()[-1]]
        return self.paper.authors[0]

    def _families(self) -> str:
        """The family names of all authors, or of the first ones."""
        most = (2, 3, 40, 40)[self.style.pick(11, 4)]
        families = [name.split()[-1] for name in self.paper.authors]
        self.paper.authors = shown = families[:most]
        last = (", ", ", ", " & ", " and ")[self.style.pick(12, 4)]
        text = ", ".join(shown[:-1]) + last + shown[-1] if len(shown) > 1 else shown[0]
        return text + " et al." * (len(families) > most)

    def _names(self) -> str:
        """The authors, a line each."""
        return "\n".join(self.paper.authors)

    def _affiliated(self) -> str:
        """The authors, each with an institution in parentheses."""
        named = [f"{name} ({self.r.choice(INSTITUTIONS)})" for name in self.paper.authors]
        last = (", ", " and ", ", and ")[self.style.pick(10, 3)]
        return ", ".join(named[:-1]) + last + named[-1] if len(named) > 1 else named[0]

    def _abstract(self) -> str:
        if self.style.pick(8, 16):
            return self.paper.abstract
        return re.sub(r"(?<=[a-z]\.) (?=[A-Z])", lambda _: self.r.choice(("\n\n", " ", " ")), self.paper.abstract)

    def _short(self) -> str:
        shorten(self.r, self.paper)
        return self.paper.abstract

    def _url(self) -> str:
        return self.paper.url

    def _address(self) -> str:
        return address(self.r, self.paper)

    def _pdf(self) -> str:
        return self.paper.url.replace("/abs/", "/pdf/")

    def _page(self) -> str:
        return f"https://huggingface.co/papers/{self.paper.arxiv}" if self.paper.arxiv else self.paper.url

    def _code(self) -> str:
        return self.paper.code or "https://github.com/example-org/tool"

    def _id(self) -> str:
        return self.paper.arxiv or self.paper.doi or self.paper.url

    def _doi(self) -> str:
        return self.paper.doi or (f"10.48550/arXiv.{self.paper.arxiv}" if self.paper.arxiv else self.paper.url)

    def _votes(self) -> str:
        way = self.style.pick(9, 16)
        if way < 2:
            self.paper.votes = 1000 + self.paper.votes % 9 * 100
        return f"{self.paper.votes / 1000:.1f}k" if not way else f"{self.paper.votes:,}"

    def _comments(self) -> str:
        return str(self.paper.comments)

    def _submitter(self) -> str:
        return self.paper.submitter

    def _organisation(self) -> str:
        return self.paper.organisation

    def _venue(self) -> str:
        return self.paper.venue or "arXiv"

    def _category(self) -> str:
        return ", ".join(self.paper.categories)

    def _pages(self) -> str:
        return self.paper.pages or f"{self.number * 12}–{self.number * 12 + 11}"

    def _published(self) -> str:
        return self._dated(self.paper.published, 6)

    def _year(self) -> str:
        return str(self.paper.published.year)

    def _n(self) -> str:
        return str(self.number)

    def _day(self) -> str:
        return self._dated(self.style.day, 7)

    def _earlier(self) -> str:
        return self._dated(self.style.day - timedelta(self.r.randint(1, 9)), 7)

    def _dated(self, day: date, key: int) -> str:
        """A day, written the same way in a whole list."""
        return say_date(Random(self.style.pick(key, 1000)), day, short=key == 6)

    def _sent(self) -> str:
        return f"{self.style.day:%a, %-d %b %Y} {self._clock()}:00 {self.r.choice(('+0100', '-0700', 'GMT'))}"

    def _iso(self) -> str:
        return self.style.day.isoformat()

    def _person(self) -> str:
        return self.r.choice(PEOPLE)

    def _given(self) -> str:
        """A given name, or a family name, as groups call each other."""
        return self.r.choice(self._person().split())

    def _emoji(self) -> str:
        return self.r.choice(EMOJI)

    def _number(self) -> str:
        return str(self.r.randint(2, 300))

    def _digit(self) -> str:
        return str(self.r.randint(1, 9))

    def _clock(self) -> str:
        return f"{self.r.randint(8, 18)}:{self.r.choice(('00', '05', '15', '20', '30', '40', '45'))}"

    def _later(self) -> str:
        return f"{10 + self.number // 3}:{self.number % 3 * 20:02}"

    def _age(self) -> str:
        return self.r.choice((f"{self.r.randint(1, 23)}h", f"{self.r.randint(2, 23)} hours ago", "yesterday", "3d"))

    def _sentence(self) -> str:
        return self.noise("sentence")

    def _section(self) -> str:
        return self.noise("section")

    def _header(self) -> str:
        return self.r.choice(LANGUAGES["en"]["header"]) if self.r.random() < 0.6 else self.noise("section")

    def _hello(self) -> str:
        return self.r.choice(LANGUAGES["en"]["hello"]) if self.r.random() < 0.3 else self.noise("hello")

    def _bye(self) -> str:
        return "\n".join(self.noise("bye") for _ in range(self.r.randint(1, 4)))

    def _noise(self) -> str:
        return self.noise("button")

    def _chat(self) -> str:
        return self.noise("chat")

    def _ad(self) -> str:
        return self.noise("ad")

    def _remark(self) -> str:
        return self.noise("remark")

    def _translation(self) -> str:
        return self.noise("translation")


@cache
def _noise() -> dict[str, list[Nodes]]:
    parts = re.split(r"^--- (\w+)\n", (STYLES / "noise").read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return {
        kind: [parsed(line) for line in text.splitlines()] for kind, text in zip(parts[::2], parts[1::2], strict=True)
    }


@cache
def _common() -> list[str]:
    return (files("sitegen.ingest.plaintext") / "common_words.txt").read_text(encoding="utf-8").split()
