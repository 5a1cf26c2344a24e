"""Bibliographies: the usual citation styles, as reference managers and publishers print them."""

from __future__ import annotations

from datetime import date
from random import Random

from tests.training.plaintext.facts import initials, shorten
from tests.training.plaintext.markup import wrap
from tests.training.plaintext.papers import Paper


def _names(
    r: Random, paper: Paper, style: str, last: str, most: int = 20, between: str = ", ", others: str = "et al."
) -> str:
    names = [initials(name, style) for name in paper.authors]
    cut = len(names) > most
    paper.authors = names = names[:most]
    if cut:
        return between.join(names) + between + others if most > 1 else f"{names[0]}, {others}"
    return names[0] if len(names) == 1 else between.join(names[:-1]) + last + names[-1]


def _place(r: Random, paper: Paper, form: str = "in") -> str:
    if paper.arxiv:
        return r.choice(
            (
                f"arXiv preprint arXiv:{paper.arxiv}",
                f"arXiv:{paper.arxiv}",
                f"CoRR, abs/{paper.arxiv}",
                f"Preprint, arXiv:{paper.arxiv}",
                f"arXiv:{paper.arxiv} [{paper.categories[0]}]",
            )
        )
    pages = (
        r.choice(("", f", pages {paper.pages}", f" (pp. {paper.pages})", f", pp. {paper.pages}")) if paper.pages else ""
    )
    return f"{form} {paper.venue}{pages}".strip()


def _link(r: Random, paper: Paper) -> str:
    url = (
        f"https://doi.org/10.48550/arXiv.{paper.arxiv}"
        if paper.arxiv
        else f"https://doi.org/{paper.doi}"
        if paper.doi
        else paper.url
    )
    return r.choice((url, url, f"doi: {url.removeprefix('https://doi.org/')}" if "doi.org" in url else url, ""))


def apa(r: Random, p: Paper) -> str:
    who = _names(r, p, "Lee, A.", ", & ", 19)
    when = r.choice((str(p.published.year), f"{p.published.year}, {p.published:%B %-d}", "n.d."))
    where = f" (No. arXiv:{p.arxiv}). arXiv" if p.arxiv else f". {_place(r, p, 'In')}"
    return f"{who} ({when}). {p.title}{where}. {_link(r, p)}"


def mla(r: Random, p: Paper) -> str:
    names = list(p.authors)
    first = initials(names[0], "Lee, Ann")
    if len(names) > 2:
        p.authors, who = [first], first + ", et al."
    elif len(names) == 2:
        p.authors, who = [first, names[1]], f"{first}, and {names[1]}."
    else:
        p.authors, who = [first], first + "."
    where = (
        f"arXiv:{p.arxiv}, arXiv, {p.published.day} {p.published:%b}. {p.published.year}. arXiv.org, {_link(r, p)}"
        if p.arxiv
        else f"{p.venue}, {p.published.year}, pp. {p.pages}, {_link(r, p)}"
    )
    return f"{who} “{p.title}.” {where}." + r.choice(("", " Accessed 3 Mar. 2025."))


def chicago(r: Random, p: Paper) -> str:
    names = [initials(p.authors[0], "Lee, Ann"), *p.authors[1:]]
    p.authors = names
    who = names[0] if len(names) == 1 else ", ".join(names[:-1]) + ", and " + names[-1]
    where = f"arXiv, {p.published:%B %-d, %Y}" if p.arxiv else f"In {p.venue}, {p.pages}. {p.published.year}"
    return f"{who}. “{p.title}.” {where}. {_link(r, p)}."


def ieee(r: Random, p: Paper) -> str:
    who = _names(r, p, "A. Lee", ", and " if len(p.authors) > 2 else " and ", r.choice((6, 30)))
    where = (
        f"{p.published:%b. %-d, %Y}, arXiv: arXiv:{p.arxiv}."
        if p.arxiv
        else f"in {p.venue}, {p.published.year}, pp. {p.pages}."
    )
    return f"{who}, “{p.title},” {where} {_link(r, p)}" + r.choice(
        ("", " Accessed: Mar. 3, 2025. [Online]. Available: " + p.url)
    )


def acm(r: Random, p: Paper) -> str:
    who = _names(r, p, "full", r.choice((", and ", " and ")), 30)
    return f"{who}. {p.published.year}. {p.title}. {_place(r, p, 'In')}. {_link(r, p)}"


def acl(r: Random, p: Paper) -> str:
    who = _names(r, p, "full", r.choice((", and ", " and ")), 30)
    return f"{who}. {p.published.year}. {p.title}. {_place(r, p, 'In')}."


def plain_bst(r: Random, p: Paper) -> str:
    who = _names(r, p, r.choice(("full", "A. Lee")), r.choice((", and ", " and ")), 30)
    return f"{who}. {p.title}. {_place(r, p, 'In')}, {p.published.year}."


def vancouver(r: Random, p: Paper) -> str:
    who = _names(r, p, "Lee A", ", ", r.choice((3, 6, 30)), others="et al")
    where = r.choice(
        (
            f"{p.venue}. {p.published.year};{r.randint(1, 30)}({r.randint(1, 9)}):{p.pages}",
            f"arXiv [Preprint]. {p.published.year} {p.published:%b} {p.published.day}"
            if p.arxiv
            else f"In: {p.venue}; {p.published.year}. p. {p.pages}",
        )
    )
    return f"{who}. {p.title}. {where}. {_link(r, p)}"


def nature(r: Random, p: Paper) -> str:
    who = _names(r, p, "Lee, A.", " & ", r.choice((1, 5, 30)))
    return f"{who} {p.title}. " + r.choice(
        (
            f"Preprint at {_link(r, p) or p.url} ({p.published.year}).",
            f"{p.venue} {r.randint(1, 99)}, {r.randint(100, 999)} ({p.published.year}).",
        )
    )


def lncs(r: Random, p: Paper) -> str:
    who = _names(r, p, "Lee, A.", ", ", 30)
    return f"{who}: {p.title}. {_place(r, p, 'In:')} ({p.published.year}). {_link(r, p)}"


def din(r: Random, p: Paper) -> str:
    names = [initials(name, "Lee, Ann") for name in p.authors]
    names = [
        f"{name.split(',')[0].upper()},{name.split(',', 1)[1]}" if "," in name and r.random() < 0.99 else name
        for name in names
    ]
    p.authors = names
    who = "; ".join(names) if r.random() < 0.7 else " / ".join(names)
    return r.choice(
        (
            f"{who}: {p.title}. In: {p.venue or 'arXiv'} ({p.published.year}). {_link(r, p)}",
            f"{who}, {p.published.year}. {p.title}. {_place(r, p, 'In:')}. Verfügbar unter: {p.url}",
            f"{who} ({p.published.year}): {p.title}. Online verfügbar unter {p.url}.",
        )
    )


def harvard(r: Random, p: Paper) -> str:
    who = _names(r, p, "Lee, A.", " and ", r.choice((3, 30)))
    return (
        f"{who} ({p.published.year}) ‘{p.title}’, {_place(r, p, 'in')}. Available at: {p.url}"
        + r.choice(("", " (Accessed: 3 March 2025)"))
        + "."
    )


def ams(r: Random, p: Paper) -> str:
    who = _names(r, p, "A. Lee", " and ", 30)
    return f"{who}, “{p.title}”, {_place(r, p, 'in')} ({p.published.year})."


def elsevier(r: Random, p: Paper) -> str:
    who = _names(r, p, "A. Lee", ", ", r.choice((4, 30)))
    return f"{who}, {p.title}, {_place(r, p, 'in:')}, {p.published.year}. {_link(r, p)}."


def gb7714(r: Random, p: Paper) -> str:
    who = _names(r, p, "Lee A", ", ", 3)
    return f"{who}. {p.title}[{r.choice(('J', 'C', 'A/OL'))}]. {p.venue or 'arXiv'}, {p.published.year}. {_link(r, p)}"


def dblp(r: Random, p: Paper) -> str:
    who = _names(r, p, "full", ", ", 30)
    return (
        f"{who}:\n{p.title}. {r.choice((p.venue, 'CoRR abs/' + p.arxiv))} ({p.published.year})"
        if r.random() < 0.5
        else f"{who}: {p.title}. {p.venue} {p.published.year}: {p.pages or '1-12'}"
    )


def talk(r: Random, p: Paper) -> str:
    return f"{p.title} ({_names(r, p, 'full', ' and ', r.choice((1, 3, 30)))}), {p.venue}"


STYLES = (
    apa,
    apa,
    mla,
    chicago,
    ieee,
    acm,
    acl,
    plain_bst,
    vancouver,
    nature,
    lncs,
    din,
    harvard,
    ams,
    elsevier,
    gb7714,
    dblp,
    talk,
)


def bibliography(r: Random, papers: list[Paper], day: date) -> str:
    """A reference list, with or without numbers, wraps, hyphens and annotations."""
    style = r.choice(STYLES)
    mark = r.choice(("", "", "", "[1] ", "[1]\t", "1. ", "1) ", "(1) ", "- ", "[1]  ", "• "))
    width = r.choice((0, 0, 0, 48, 60, 72, 80, 92))
    annotated = r.random() < 0.15
    gap = r.choice(("\n", "\n", "\n\n", "\n\n"))
    hanging = r.choice(("", "  ", "   ", "    ", "\t", "     "))
    head = r.choice(
        (
            "",
            "References",
            "Bibliography",
            "Works Cited",
            "Literatur",
            "Bibliographie",
            "Publications",
            "Reading list",
            "参考文献",
            "Selected publications",
            "Papers",
        )
    )
    parts = [head + r.choice(("\n", "")) if head else ""]
    if r.random() < 0.2:
        parts.append(str(day.year))
    for number, paper in enumerate(papers, 1):
        paper.is_dated = False
        text = " ".join(style(r, paper).split(" ")).replace(" .", ".").rstrip()
        first = mark.replace("1", str(number))
        body = "\n".join(
            wrap(part, width, first if not n else hanging, hanging, r if width < 61 and r.random() < 0.7 else None)
            if width
            else (first if not n else hanging) + part
            for n, part in enumerate(text.split("\n"))
        )
        if annotated:
            if r.random() < 0.4:
                shorten(r, paper)
            body += r.choice(("\n", "\n\n")) + (
                wrap(paper.abstract, width, hanging, hanging) if width else hanging + paper.abstract
            )
        else:
            paper.abstract = ""
        parts.append(body)
        if width and width < 80 and r.random() < 0.08:
            parts.append(str(number + 10))
    return gap.join(part for part in parts if part) + r.choice(("", "\n"))
