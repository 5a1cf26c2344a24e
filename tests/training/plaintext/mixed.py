"""Lists put together at random: any order of fields, any marks, any wrapping, any noise around and between."""

from __future__ import annotations

from datetime import date
from random import Random

from tests.training.plaintext.facts import address, field_order, people, shorten
from tests.training.plaintext.markup import LANGUAGES, LISTS, MARKUPS, bold, heading, italic, link, say_date, wrap
from tests.training.plaintext.papers import Paper

EMOJI = "📄🔥🚀🧠📌🎯✨📝🤖🔗💡📚"


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
        self.order = field_order(r)
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
        self.numbering = r.choice(LISTS["numbering"])
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
                LISTS["menu"],
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
            LISTS["keywords"],
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
