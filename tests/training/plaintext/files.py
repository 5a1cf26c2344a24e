"""Exports and documents: LaTeX, CSV, text browsers, reference managers, tables of contents, links alone, several days."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from random import Random

from tests.training.plaintext.facts import people
from tests.training.plaintext.markup import bold, italic, link, say_date, wrap
from tests.training.plaintext.papers import Paper
from tests.training.plaintext.pieces import EN, abstract, drop, join, maybe


def latex_list(r: Random, papers: list[Paper], day: date) -> str:
    way = r.randrange(5)
    inside: list[str] = []
    for paper in papers:
        title = (
            r.choice(
                (
                    bold("latex", paper.title),
                    link("latex", paper.title, paper.url),
                    bold("latex", link("latex", paper.title, paper.url)),
                    italic("latex", paper.title),
                    paper.title,
                )
            )
            .replace("%", "\\%")
            .replace("&", "\\&")
        )
        who = people(r, paper).replace("&", "\\&")
        text = abstract(r, paper, 0.5, 0.3).replace("%", "\\%").replace("&", "\\&")
        text = wrap(text, 78) if r.random() < 0.5 else text
        url = f"\\url{{{paper.url}}}"
        inside.append(
            {
                0: f"\\item {title} \\\\\n  {who} \\\\\n  {url}\n\n  {text}",
                1: f"\\item {who}. {title}. {italic('latex', paper.venue)}, {paper.published.year}. {url}",
                2: f"\\subsection*{{{paper.title}}}\n{italic('latex', who)}\n\n{text}\n\n{url}",
                3: f"\\bibitem{{key{len(inside)}}} {who}.\n\\newblock {title}.\n\\newblock {paper.venue}, {paper.published.year}.",
                4: f"\\item[{title}] {who}. {text}",
            }[way]
        )
        if way in (1, 3):
            drop(paper)
    environment = {0: "enumerate", 1: "itemize", 3: "thebibliography", 4: "description"}.get(way, "")
    head = f"\\section{{{r.choice(EN['header'])}}}\n" if r.random() < 0.7 else ""
    body = join(inside, r.choice(("\n", "\n\n")))
    body = (
        f"\\begin{{{environment}}}{'{99}' if way == 3 else ''}\n{body}\n\\end{{{environment}}}" if environment else body
    )
    when = (
        f"\\date{{{say_date(r, day)}}}\n"
        if r.random() < 0.5
        else maybe(r, f"% {say_date(r, day)}\n") + maybe(r, f"Week of {say_date(r, day)}\n", 0.3)
    )
    return (
        (
            f"\\documentclass{{article}}\n\\usepackage{{hyperref}}\n\\title{{{r.choice(EN['header'])}}}\n{when}\\begin{{document}}\n\\maketitle\n{head}{body}\n\\end{{document}}\n"
        )
        if r.random() < 0.6
        else head + when + body
    )


def csv_rows(r: Random, papers: list[Paper], day: date) -> str:
    """An export without a header row that would say what is what."""
    out = io.StringIO()
    writer = csv.writer(
        out,
        delimiter=r.choice((",", ";", "\t", "|")),
        quoting=r.choice((csv.QUOTE_MINIMAL, csv.QUOTE_ALL)),
        lineterminator="\n",
    )
    columns = r.choice(("taua", "tu", "ntwu", "ntau", "dtwu", "tawu", "utw", "twy", "wty", "tvu"))
    for number, paper in enumerate(papers, 1):
        who = people(r, paper, ("; ", "; ", ", "))
        values = {
            "t": paper.title,
            "a": paper.abstract,
            "u": paper.url,
            "n": str(number),
            "d": paper.published.isoformat(),
            "w": who,
            "y": str(paper.published.year),
            "v": str(paper.votes),
        }
        writer.writerow([values[key] for key in columns])
        if "a" not in columns:
            drop(paper)
    return maybe(r, f"{r.choice(EN['header'])} {say_date(r, day)}\n", 0.4) + out.getvalue()


def text_browser(r: Random, papers: list[Paper], day: date) -> str:
    """A page as lynx, links or w3m dump it: numbers before links, addresses at the end."""
    numbered = r.random() < 0.7
    refs: list[str] = []

    def ref(text: str, url: str) -> str:
        refs.append(url)
        return f"[{len(refs)}]{text}" if numbered else text

    indent = r.choice(("   ", "  ", ""))
    parts = [
        join(
            [
                ref("Home", "https://example.org/"),
                ref("Archive", "https://example.org/archive"),
                ref("About", "https://example.org/about"),
            ],
            r.choice((" | ", "\n" + indent, "  ")),
        ),
        r.choice(("                       Papers of the week", "Daily Papers", "   Reading list")),
        say_date(r, day),
    ]
    way, between = r.randrange(4), r.choice(("", "", "", ", ", " | "))
    buttons = r.choice(((), ("pdf", "bib", "abs"), ("pdf", "html", "other"))) if way > 1 else ()
    for number, paper in enumerate(papers, 1):
        above = " ".join(ref(name, f"{paper.url}#{name}") for name in buttons)
        title = ref(paper.title, paper.url)
        who = (
            between.join(ref(name, "https://example.org/people") for name in paper.authors)
            if between
            else people(r, paper)
        )
        text = abstract(r, paper, 0.7, 0.3)
        mark = {0: "     * ", 1: f"    {number}. ", 2: indent, 3: indent}[way]
        extra = maybe(
            r,
            ref("PDF", paper.url.replace("/abs/", "/pdf/"))
            + r.choice(("", " " + ref("Code", paper.code) if paper.code else "")),
            0.4,
        )
        rest = " " * len(mark)
        parts.append(
            join(
                [
                    rest + above if above else "",
                    wrap(title, 72, mark, rest),
                    wrap(who, 72, rest, rest),
                    wrap(text, 72, rest, rest) if text else "",
                    rest + extra if extra else "",
                ],
                r.choice(("\n", "\n", "\n\n")),
            )
        )
    text = join(parts, "\n\n")
    if numbered:
        text += (
            "\n\nReferences\n\n"
            + maybe(r, "   Visible links\n")
            + "\n".join(f"{n:4}. {url}" for n, url in enumerate(refs, 1))
            + "\n"
        )
    return text


def links_only(r: Random, papers: list[Paper], day: date) -> str:
    """Addresses and bare identifiers, among others that are no papers."""
    parts = [
        maybe(r, r.choice((say_date(r, day), "To read", f"{r.choice(EN['header'])} {say_date(r, day)}", "links:")), 0.7)
    ]
    mark = r.choice(("", "", "- ", "* ", "1. ", "• "))
    for number, paper in enumerate(papers, 1):
        paper.has_title = False
        paper.abstract, paper.authors = "", []
        forms = (
            (
                paper.arxiv,
                f"arXiv:{paper.arxiv}",
                f"https://arxiv.org/abs/{paper.arxiv}",
                f"https://arxiv.org/pdf/{paper.arxiv}.pdf",
                f"https://huggingface.co/papers/{paper.arxiv}",
                f"arxiv.org/abs/{paper.arxiv}v2",
            )
            if paper.arxiv
            else (f"https://doi.org/{paper.doi}", paper.url, f"doi:{paper.doi}")
            if paper.doi
            else (paper.url,)
        )
        parts.append(
            mark.replace("1", str(number))
            + r.choice(forms)
            + maybe(r, r.choice((" (Bo)", " - to discuss", "  read!")), 0.1)
        )
        if r.random() < 0.15:
            parts.append(
                mark.replace("1", str(number))
                + r.choice(
                    (
                        "https://github.com/example-org/tiny-trainer",
                        "https://example.org/blog/post",
                        "https://www.youtube.com/watch?v=abc",
                        "https://example.org/room-booking",
                        "https://news.example.org/ai",
                    )
                )
            )
    return join(parts, r.choice(("\n", "\n", "\n\n")))


def contents(r: Random, papers: list[Paper], day: date) -> str:
    """A proceedings' table of contents with leaders, or a book of abstracts with running heads."""
    leaders = r.random() < 0.6
    parts = [r.choice(("Table of Contents", "Contents", "Inhalt", "Book of Abstracts", "Conference Program"))]
    width = r.choice((70, 80, 88))
    head = r.choice(
        (
            "Book of Abstracts – Example Workshop",
            "Proceedings of the Example Conference",
            "Example Day of Language Technology",
        )
    )
    page = 1
    for number, paper in enumerate(papers, 1):
        page += r.randint(1, 14)
        numbered = f"{number} " if r.random() < 0.05 else ""
        who = people(r, paper, (" and ", ", "))
        if leaders:
            lines = wrap(numbered + paper.title, width - 8).split("\n")
            lines[-1] += (
                " " + "." * max(5, width - len(lines[-1])) + f" {page}"
                if r.random() < 0.5
                else " " + ". " * max(5, (width - len(lines[-1])) // 2) + f"{page}"
            )
            parts.append(join([*lines, who]))
            drop(paper)
        else:
            marks = r.random() < 0.3
            if marks:
                who = ", ".join(f"{name}{r.randint(1, 3)}" for name in who.split(", "))
            place = "1 University of Example, 2 Example Research" if marks else maybe(r, "University of Example", 0.3)
            text = wrap(r.choice(("", "Abstract. ", "")) + paper.abstract, width, hyphens=r)
            rows = text.split("\n")
            if len(rows) > 8 and r.random() < 0.5:
                rows[5:5] = r.choice(([str(page), head], [head], [f"{page}"]))
            parts.append(
                join(
                    [
                        wrap(numbered + paper.title, width),
                        who,
                        place,
                        r.choice(("", "\n")) + "\n".join(rows),
                        maybe(r, "Keywords: language, models, evaluation", 0.4),
                    ]
                )
            )
    return join(parts, "\n\n")


def manager_report(r: Random, papers: list[Paper], day: date) -> str:
    """Label and value by tabs or colons, an author a line; notes of Zotero, Readwise, Notion and Obsidian."""
    way = r.randrange(4)
    parts = [
        r.choice(
            (
                "Zotero Report",
                "Library export",
                f"# Reading {say_date(r, day)}",
                "---\ntags: [daily, papers]\ndate: " + day.isoformat() + "\n---",
            )
        )
    ]
    has_abstract = r.random() < 0.8
    for paper in papers:
        text = abstract(r, paper, 1, 0.3) if has_abstract else drop(paper)
        if way == 0:
            lines = [
                paper.title,
                "Item Type\tPreprint",
                *(f"Author\t{name}" for name in paper.authors),
                f"Abstract\t{text}" if text else "",
                f"Date\t{paper.published}",
                "Language\ten",
                "Library Catalog\tarXiv.org",
                f"URL\t{paper.url}",
                "Accessed\t8/5/2025, 10:12:33 AM",
            ]
        elif way == 1:
            lines = [
                f"## {paper.title}\n",
                "Status: Reading",
                "Tags: LLM, Evaluation",
                f"URL: {paper.url}",
                f"Authors: {people(r, paper)}",
                f"Added: {say_date(r, day)} 9:14 AM\n",
                text,
            ]
        elif way == 2:
            lines = [
                f"### [[{paper.title.replace('[', '').replace(']', '')}]]",
                "authors:: " + ", ".join(f"[[{name}]]" for name in paper.authors),
                f"link:: {paper.url}\n",
                f"> [!abstract]- Abstract\n> {text}" if text else "",
            ]
        else:
            lines = [
                f"# {paper.title}",
                "## Metadata",
                f"- Author: [[{people(r, paper)}]]",
                f"- Full Title: {paper.title}",
                "- Category: #articles",
                f"- Summary: {text}" if text else "",
                f"- URL: {paper.url}",
                "## Highlights",
                "- Good figures. ([View Highlight](https://read.example.org/x))",
            ]
        parts.append(join(lines))
    return join(parts, "\n\n")


def several_days(r: Random, papers: list[Paper], day: date) -> str:
    """Lists of several days under each other."""
    form = r.choice(("{}", "## {}", "**{}**", "--- {} ---", "{}:", "# {}"))
    way, mark = r.randrange(4), r.choice(("", "- ", "1. ", "* "))
    has_abstract = r.random() < 0.6
    language = r.choice(("en", "en", "de", "es", "zh", "fr"))
    parts = []
    at, often = day + timedelta(1), r.choice((1, 2, 2, 3, 4))
    state = r.getstate()
    for number, paper in enumerate(papers):
        if number % often == 0:
            at -= timedelta(r.randint(1, 4) if number else 1)
            # the same way of writing each day
            keep = r.getstate()
            r.setstate(state)
            parts.append(form.format(say_date(r, at, language)))
            r.setstate(keep)
        paper.listed, paper.is_dated = at, False
        text = abstract(r, paper, 1, 0.3) if has_abstract else drop(paper)
        who = people(r, paper) if way in (1, 2) else ""
        parts.append(join([mark.replace("1", str(number + 1)) + paper.title, who, paper.url if way != 2 else "", text]))
    return join(parts, "\n\n" if has_abstract else r.choice(("\n", "\n\n")))
