"""Lists put together at random: any order of fields, any marks, any wrapping, any noise around and between."""

from __future__ import annotations

import re
from copy import copy
from datetime import date
from random import Random
from typing import Any

from tests.training.plaintext.markup import LANGUAGES, MARKUPS, bold, heading, italic, link, say_date, wrap
from tests.training.plaintext.papers import Paper

EMOJI = "📄🔥🚀🧠📌🎯✨📝🤖🔗💡📚"


def initials(name: str, style: str) -> str:
    parts = name.split()
    if len(parts) < 2:
        return name
    family, given = parts[-1], parts[:-1]
    letters = [word[0] for word in given if word[0].isalpha()]
    dotted = " ".join(f"{letter}." for letter in letters)
    return {
        "A. Lee": f"{dotted} {family}",
        "Lee, A.": f"{family}, {dotted}",
        "Lee A": f"{family} {''.join(letters)}",
        "A Lee": f"{''.join(letters)} {family}",
        "Lee, Ann": f"{family}, {' '.join(given)}",
    }.get(style, name)


def people(random: Random, paper: Paper, separators: tuple[str, ...] = (", ", ", ", "; ", " and ")) -> str:
    """The authors in one of many ways; the paper then knows them as they are written."""
    names = list(paper.authors)
    style = random.choice(("full", "full", "full", "full", "A. Lee", "Lee A", "A Lee", "Lee, Ann"))
    most = random.choice((1, 2, 3, 4, 5, 8, 40, 40, 40))
    cut = len(names) > most
    names = [initials(name, style) for name in names[:most]]
    paper.authors = names
    between = "; " if style == "Lee, Ann" else random.choice(separators)
    if between == " and ":
        text = ", ".join(names[:-1]) + (" and " if len(names) > 1 else "") + names[-1]
    else:
        text = between.join(names)
    return text + (
        random.choice(
            (" et al.", ", et al.", " et al", "…", ", ...", " and others", f" +{random.randint(2, 9)} more", " et al.")
        )
        if cut
        else ""
    )


def address(random: Random, paper: Paper) -> str:
    if paper.arxiv:
        return random.choice(
            (
                f"https://arxiv.org/abs/{paper.arxiv}",
                f"https://arxiv.org/abs/{paper.arxiv}",
                f"https://arxiv.org/pdf/{paper.arxiv}",
                f"arxiv.org/abs/{paper.arxiv}",
                f"https://huggingface.co/papers/{paper.arxiv}",
                f"arXiv:{paper.arxiv}",
                f"https://arxiv.org/abs/{paper.arxiv}v1",
                f"http://arxiv.org/abs/{paper.arxiv}",
                f"https://www.alphaxiv.org/abs/{paper.arxiv}",
                f"https://doi.org/10.48550/arXiv.{paper.arxiv}",
            )
        )
    return random.choice(
        (
            paper.url,
            f"https://doi.org/{paper.doi}" if paper.doi else paper.url,
            f"doi:{paper.doi}" if paper.doi else paper.url,
        )
    )


def shorten(random: Random, paper: Paper) -> None:
    """Leaves a part of the abstract, as alerts and previews do."""
    way = random.random()
    sentences = re.split(r"(?<=[.!?]) (?=[A-Z])", paper.abstract)
    if way < 0.4:
        paper.abstract = sentences[0]
    elif way < 0.7:
        paper.abstract = " ".join(sentences[: random.randint(1, 3)])
    elif way < 0.9:
        paper.abstract = " ".join(paper.abstract.split()[: random.randint(15, 50)]) + random.choice((" …", "...", "…"))
    elif len(sentences) > 2:
        paper.abstract = " ".join(sentences[1:3])


def mixed(random: Random, papers: list[Paper], day: date) -> str:
    """A list in a style that nobody has used before."""
    return Mixed(random, papers, day).text()


class Mixed:
    def __init__(self, random: Random, papers: list[Paper], day: date) -> None:
        r = self.r = random
        self.papers, self.day = papers, day
        self.language = r.choice(("en",) * 9 + tuple(LANGUAGES))
        self.words = LANGUAGES[self.language]
        self.kind = r.choice(MARKUPS)
        self.width = (
            r.choice((0, 0, 0, 0, 60, 68, 72, 78, 90, 100)) if self.kind in ("plain", "md", "org", "latex") else 0
        )
        self.indent = r.choice(("", "", "", "  ", "   ", "    ", "\t", "      "))
        self.gap_in, self.gap_out = r.choice(((0, 1), (0, 1), (0, 1), (1, 1), (1, 2), (0, 0), (0, 2), (1, 3)))
        self.order = self._fields()
        self.style = {name: r.random() for name in ("title", "authors", "abstract", "link", "votes", "date", "venue")}
        self.label = {
            name: (r.choice(self.words[name]) if name in self.words else name.title())
            for name in ("title", "authors", "abstract", "link", "date")
        }
        self.labelled = {
            name
            for name in ("title", "authors", "abstract", "link", "date", "votes")
            if r.random() < r.choice((0.05, 0.1, 0.8))
        }
        self.colon = (
            "："
            if self.language in ("zh", "ja") and r.random() < 0.7
            else " :"
            if self.language == "fr" and r.random() < 0.6
            else "::"
            if r.random() < 0.03
            else ":"
        )
        self.colon_inside = r.random() < 0.5
        self.label_line = r.random() < 0.15
        self.label_bold = r.random() < 0.5
        self.numbering = r.choice(
            (
                "",
                "",
                "",
                "1. ",
                "1. ",
                "1) ",
                "[1] ",
                "- ",
                "- ",
                "* ",
                "• ",
                "(1) ",
                "#1 ",
                "1 ",
                "◦ ",
                "– ",
                "[ ] ",
                "- [ ] ",
                "【1】",
                "1️⃣ ",
                "Paper 1: ",
                "→ ",
                "01. ",
                "## 1. ",
            )
        )
        self.title_level = r.choice((1, 2, 2, 3, 3, 4))
        self.short = r.random() < 0.45
        self.separator = r.choice(
            (" — ", " – ", " - ", " | ", " · ", ". ", ", ", " / ", "; ", "\t", " :: ", " // ", "  ")
        )
        self.lines_joined = r.random() < 0.22
        self.noise = [
            r.choice(self.words["noise"] if r.random() < 0.6 else LANGUAGES["en"]["noise"])
            for _ in range(r.choice((0, 0, 0, 1, 2, 4)))
        ]
        self.emoji_labels = (
            {"authors": "👥 ", "abstract": "📝 ", "link": "🔗 ", "votes": "👍 ", "date": "📅 ", "title": "📄 "}
            if r.random() < 0.08
            else {}
        )

    def _fields(self) -> list[str]:
        r = self.r
        after = [
            name
            for name, share in (
                ("authors", 0.7),
                ("abstract", 0.65),
                ("link", 0.7),
                ("votes", 0.2),
                ("date", 0.2),
                ("venue", 0.25),
                ("categories", 0.12),
                ("noise", 0.3),
                ("code", 0.2),
                ("keywords", 0.08),
                ("remark", 0.12),
            )
            if r.random() < share
        ]
        if r.random() < 0.75:
            standard = [
                "authors",
                "venue",
                "date",
                "categories",
                "link",
                "abstract",
                "code",
                "votes",
                "keywords",
                "remark",
                "noise",
            ]
            after.sort(key=standard.index)
            if r.random() < 0.3 and len(after) > 1:
                at = r.randrange(len(after) - 1)
                after[at], after[at + 1] = after[at + 1], after[at]
        else:
            r.shuffle(after)
        before: list[str] = []
        if r.random() < 0.18:
            before = [
                name
                for name in ("votes", "link", "authors", "date", "venue", "categories", "stamp")
                if r.random() < 0.25
            ]
            after = [name for name in after if name not in before]
        return [*before, "title", *after]

    def text(self) -> str:
        r = self.r
        parts = [self._header()]
        section_every = r.choice((0, 0, 0, 2, 3, 4))
        sections = list(self.words["section"])
        r.shuffle(sections)
        chatter = r.random() < 0.15
        gap = "\n" * (self.gap_out + 1)
        for number, paper in enumerate(self.papers, 1):
            if section_every and number % section_every == 1 and sections:
                parts.append(
                    heading(self.kind, sections.pop(), r.choice((2, 3))) + r.choice(("", f" ({r.randint(2, 9)})", ""))
                )
            parts.append(self._entry(number, paper))
            if chatter and r.random() < 0.4:
                parts.append(r.choice(self.words["chat"] + self.words["ad"]))
        if r.random() < 0.5:
            parts.append(self._footer())
        rule = (
            r.choice(("---", "***", "-" * r.randint(20, 72), "=" * 40, "* * *", "———", "~~~"))
            if r.random() < 0.12
            else ""
        )
        text = (f"{gap}{rule}{gap}" if rule else gap).join(part for part in parts if part)
        return self._framed(text)

    def _framed(self, text: str) -> str:
        r = self.r
        if self.kind == "html":
            return text
        if self.kind == "latex" and r.random() < 0.6:
            text = (
                "\\documentclass{article}\n\\usepackage{hyperref}\n\\begin{document}\n" + text + "\n\\end{document}\n"
            )
        if r.random() < 0.05:
            text = "\n".join(f"> {line}" for line in text.split("\n"))
        elif r.random() < 0.04:
            text = "\n".join(f"   {line}" for line in text.split("\n"))
        elif r.random() < 0.04:
            text = text.replace("\n", "\n\n")
        return text

    def _header(self) -> str:
        r = self.r
        lines = []
        if r.random() < 0.35:
            lines += r.sample(
                (
                    "Home",
                    "About",
                    "Archive",
                    "Subscribe",
                    "Log in",
                    "Sign up",
                    "Search",
                    "Skip to content",
                    "Menu",
                    "Papers",
                    "Datasets",
                    "Models",
                    "Pricing",
                    "Topics",
                    "Contact",
                    "Privacy",
                    "Help",
                    "Settings",
                    "Inbox",
                    "All",
                    "Unread",
                    "Favorites",
                ),
                r.randint(1, 9),
            )
        title = r.choice(self.words["header"])
        day = say_date(r, self.day, self.language)
        if r.random() < 0.85:
            lines.append(
                heading(
                    self.kind,
                    r.choice(
                        (
                            f"{title} {day}",
                            f"{title} – {day}",
                            f"{title}, {day}",
                            f"{title} ({day})",
                            title,
                            day,
                            f"{title} #{r.randint(2, 99)}",
                        )
                    ),
                    1,
                )
            )
            if r.random() < 0.3:
                lines.append(day)
        for _ in range(r.choice((0, 0, 1, 1, 2))):
            lines.append(r.choice(self.words["hello"] if r.random() < 0.8 else self.words["ad"]))
        return ("\n" if r.random() < 0.5 else "\n\n").join(lines)

    def _footer(self) -> str:
        r = self.r
        return "\n".join(
            r.choice(self.words["bye"] if r.random() < 0.7 else LANGUAGES["en"]["bye"]) for _ in range(r.randint(1, 6))
        )

    def _entry(self, number: int, paper: Paper) -> str:
        if self.short:
            shorten(self.r, paper)
        mark = (
            self.numbering.replace("01", f"{number:02}")
            if "01" in self.numbering
            else self.numbering.replace("1", str(number), 1)
        )
        fields = [(name, text) for name in self.order if (text := getattr(self, f"_{name}")(paper))]
        if self.lines_joined:
            head = [text for name, text in fields if name not in ("abstract", "noise", "remark")]
            rest = [text for name, text in fields if name in ("abstract", "noise", "remark")]
            lines = [self.separator.join(head), *rest]
        else:
            lines = [text for _, text in fields]
        hanging = " " * len(mark) if self.r.random() < 0.5 and len(mark) < 5 else self.indent
        if self.kind == "html":
            body = "<br>\n".join(lines) if self.style["title"] < 0.5 else "".join(f"<p>{line}</p>\n" for line in lines)
            return f"<li>{body}</li>" if mark[:1] in "-*•1" and mark else f"<div>{body}</div>"
        if self.kind == "latex" and mark:
            mark = "\\item "
        made = []
        below = hanging if mark or self.indent else ""
        for at, line in enumerate(lines):
            first, margin = (mark, hanging) if at == 0 else (below, below)
            if self.width:
                made.append(
                    "\n".join(
                        wrap(part, self.width, first, margin, self.r if self.r.random() < 0.15 else None)
                        for part in line.split("\n")
                    )
                )
            else:
                made.append("\n".join((first if not n else margin) + part for n, part in enumerate(line.split("\n"))))
        return ("\n" * (self.gap_in + 1)).join(made)

    def _named(self, name: str, text: str) -> str:
        if name not in self.labelled:
            return text
        label = self.label.get(name, name.title())
        if self.emoji_labels:
            label = self.emoji_labels.get(name, "▪ ") + label
        colon = self.colon
        if self.label_bold and self.kind != "plain":
            label = bold(self.kind, label + colon) if self.colon_inside else bold(self.kind, label) + colon
        else:
            label += colon
        if self.label_line and name == "abstract":
            return label + "\n" + text
        return label + ("" if colon == "：" else " ") + text

    def _title(self, paper: Paper) -> str:
        way, text = self.style["title"], paper.title
        if way < 0.1:
            text = text.upper()
        elif way < 0.13:
            text = f"“{text}”"
        elif way < 0.16:
            text = f'"{text}"'
        elif way < 0.2:
            text = text + "."
        elif way < 0.23:
            text = self.r.choice(("[PDF] ", "[HTML] ", "")) + text
        if way > 0.93:
            text = self.r.choice(EMOJI) + " " + text
        if way > 0.7 and self.kind != "plain" and "link" not in self.labelled:
            text = link(self.kind, text, f"https://arxiv.org/abs/{paper.arxiv}" if paper.arxiv else paper.url)
            text = bold(self.kind, text) if way > 0.85 else text
        elif way > 0.45:
            text = bold(self.kind, text)
        if (
            way < 0.45
            and self.kind in ("md", "org", "html", "wiki")
            and self.numbering in ("", "## 1. ")
            and "title" not in self.labelled
        ):
            return heading(self.kind, text, self.title_level)
        return self._named("title", text)

    def _authors(self, paper: Paper) -> str:
        way = self.style["authors"]
        text = people(self.r, paper)
        if way < 0.2:
            text = italic(self.kind, text)
        elif way < 0.3:
            text = f"{self.words['by'][0]} {text}"
        elif way < 0.36:
            text = f"({text})"
        elif way < 0.4:
            text = "👥 " + text
        return self._named("authors", text)

    def _abstract(self, paper: Paper) -> str:
        way = self.style["abstract"]
        text = paper.abstract
        if way < 0.06 and self.kind == "md":
            return "> " + text
        if way < 0.1:
            return f"Abstract. {text}" if self.language == "en" else text
        if way < 0.13 and self.kind == "md":
            return f"<details><summary>Abstract</summary>\n\n{text}\n</details>"
        if way < 0.16:
            return "📝 " + self._named("abstract", text)
        if way < 0.19:
            return italic(self.kind, text)
        return self._named("abstract", text)

    def _link(self, paper: Paper) -> str:
        way = self.style["link"]
        url = address(self.r, paper)
        if self.kind not in ("plain",) and way < 0.55 and url.startswith("http"):
            text = link(
                self.kind, self.r.choice(("Paper", "PDF", "arXiv", "link", "Read the paper", "abs", "paper", "📄")), url
            )
            if paper.code and way < 0.25:
                text += self.r.choice((" | ", " ", " · ")) + link(self.kind, "Code", paper.code)
            return f"[{text}]" if way < 0.1 else text
        if way < 0.1:
            return f"<{url}>"
        if way > 0.95:
            return "🔗 " + url
        return self._named("link", url)

    def _votes(self, paper: Paper) -> str:
        way, word = self.style["votes"], self.r.choice(self.words["votes"][:1])
        if "votes" in self.labelled:
            return f"{word.title()}{self.colon} {paper.votes}"
        if way > 0.93:
            return f":arrow_up: {paper.votes}" if way < 0.96 else f"+{paper.votes}"
        return (
            f"▲ {paper.votes}"
            if way < 0.2
            else f"👍 {paper.votes}"
            if way < 0.4
            else str(paper.votes)
            if way < 0.6
            else f"{paper.votes} {word}"
        )

    def _date(self, paper: Paper) -> str:
        text = say_date(self.r, paper.published, self.language if self.r.random() < 0.7 else "en", short=True)
        return self._named("date", f"({text})" if self.style["date"] < 0.15 else text)

    def _venue(self, paper: Paper) -> str:
        text = paper.venue if self.style["venue"] < 0.7 else f"In {paper.venue}"
        return (
            italic(self.kind, text)
            if self.style["venue"] < 0.3
            else f"Published in: {text}"
            if 0.3 < self.style["venue"] < 0.4
            else text
        )

    def _categories(self, paper: Paper) -> str:
        return self.r.choice(("Subjects: ", "", "Categories: ")) + ", ".join(paper.categories)

    def _stamp(self, paper: Paper) -> str:
        hour = self.r.randint(8, 17)
        return f"{hour}:{self.r.choice(('00', '20', '40'))}" + self.r.choice(("", f"–{hour + 1}:00", " AM"))

    def _noise(self, paper: Paper) -> str:
        return self.r.choice(("\n", "\n", " ", " | ")).join(self.noise)

    def _code(self, paper: Paper) -> str:
        return self.r.choice(("Code: ", "GitHub: ", "code ", "")) + paper.code if paper.code else ""

    def _keywords(self, paper: Paper) -> str:
        words = self.r.sample(
            (
                "language models",
                "evaluation",
                "diffusion",
                "reasoning",
                "agents",
                "retrieval",
                "speech",
                "vision",
                "alignment",
            ),
            3,
        )
        return self.r.choice(
            (
                "Keywords: " + ", ".join(words),
                "Tags: " + "; ".join(words),
                " ".join("#" + word.replace(" ", "") for word in words),
            )
        )

    def _remark(self, paper: Paper) -> str:
        return self.r.choice(("Why it matters: ", "My notes: ", "Comment: ", "→ ", "Presenter: ", "")) + self.r.choice(
            (
                "worth a look, even if the evaluation is thin.",
                "Good figures, read section 4.",
                "Bo will present this one on Thursday.",
                "strong results on long inputs",
                "I liked it.",
            )
        )


def expectation(papers: list[Paper], day: date, **more: Any) -> dict[str, Any]:
    """What `align` needs to know of a made list."""
    rows = []
    for paper in papers:
        row: dict[str, Any] = {
            "abstract": paper.abstract,
            "authors": paper.authors,
            "arxiv": paper.arxiv,
            "doi": paper.doi,
            "links": [paper.code, paper.url],
            "votes": paper.votes,
            "comments": paper.comments,
            "submitter": paper.submitter,
            "organisation": paper.organisation,
            "categories": paper.categories,
            "venue": paper.venue,
            "published": paper.published.isoformat(),
        }
        row["links"] = [url for url in row["links"] if url]
        if not paper.is_dated:
            del row["published"]
        if paper.has_title:
            row["title"] = paper.title
        rows.append(row)
    return {"papers": rows, "date": day.isoformat(), "curator": "AK and the research community", **more}


def copies(papers: list[Paper]) -> list[Paper]:
    return [copy(paper) for paper in papers]
