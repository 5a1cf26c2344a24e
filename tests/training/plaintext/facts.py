"""How lists show facts of papers: names in many forms, addresses, a part of the abstract."""

from __future__ import annotations

import re
from copy import copy
from datetime import date
from random import Random
from typing import Any

from tests.training.plaintext.markup import LISTS
from tests.training.plaintext.papers import Paper


def initials(name: str, style: str) -> str:
    parts = name.split()
    if len(parts) < 2:
        return name
    family, given = parts[-1], parts[:-1]
    letters = [word[0] for word in given if word[0].isalpha()]
    dotted = " ".join(f"{letter}." for letter in letters)
    return {
        "Lee": family,
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


def field_order(r: Random) -> list[str]:
    """The fields that a list shows, in the order of its entries."""
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
        standard = LISTS["order"]
        after.sort(key=standard.index)
        if r.random() < 0.3 and len(after) > 1:
            at = r.randrange(len(after) - 1)
            after[at], after[at + 1] = after[at + 1], after[at]
    else:
        r.shuffle(after)
    before: list[str] = []
    if r.random() < 0.18:
        before = [
            name for name in ("votes", "link", "authors", "date", "venue", "categories", "stamp") if r.random() < 0.25
        ]
        after = [name for name in after if name not in before]
    return [*before, "title", *after]


def shorten(random: Random, paper: Paper) -> None:
    """Leaves a part of the abstract, as alerts and previews do."""
    if not paper.abstract:
        return
    way = random.random() * 1.15
    sentences = re.split(r"(?<=[.!?]) (?=[A-Z])", paper.abstract)
    if way < 0.4:
        paper.abstract = sentences[0]
    elif way < 0.7:
        paper.abstract = " ".join(sentences[: random.randint(1, 3)])
    elif way < 0.9:
        paper.abstract = " ".join(paper.abstract.split()[: random.randint(15, 50)]) + random.choice((" …", "...", "…"))
    elif way < 1:
        paper.abstract = " ".join(sentences[1:3]) if len(sentences) > 2 else paper.abstract
    else:
        paper.abstract = " ".join(sentences[0].split()[: random.randint(6, 14)]).strip(",;:(.") + "."


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
        if paper.listed:
            row["date"] = paper.listed.isoformat()
        if paper.has_title:
            row["title"] = paper.title
        rows.append(row)
    return {"papers": rows, "date": day.isoformat(), "curator": "AK and the research community", **more}


def copies(papers: list[Paper]) -> list[Paper]:
    return [copy(paper) for paper in papers]
