"""Papers as material for made lists: of Hugging Face's days, the ACL Anthology, arXiv, libraries of reference managers
and, in other languages, invented ones.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from msgspec import Struct

from sitegen.diagnostics import Report
from sitegen.ingest import ingest
from sitegen.ingest.values import prose
from sitegen.model import Entry


class Paper(Struct, kw_only=True):
    """A paper with all that a list may show of it; a style that shows less of a field changes its copy."""

    title: str
    abstract: str = ""
    authors: list[str]
    arxiv: str = ""
    doi: str = ""
    url: str = ""
    code: str = ""
    votes: int = 0
    comments: int = 0
    submitter: str = ""
    organisation: str = ""
    categories: list[str]
    venue: str = ""
    pages: str = ""
    published: date
    is_dated: bool = True
    """Whether the day it was published is one of the list's facts, rather than a part of a citation."""
    listed: date | None = None
    """The day of its own list, where there are several."""
    has_title: bool = True
    """Whether the list shows its title; else it is known by its identifier alone."""
    is_of_other_field: bool = False
    """Whether it is of another field than computer science, or in another language than English."""


_OTHER_LANGUAGES = Path(__file__).with_name("other_languages.jsonl")
_OFTEN = 5
_WEIGHT_OF_OTHER_FIELDS, _WEIGHT_OF_LANGUAGES = 2, 3
"""How often a paper that is not of computer science, or not in English, is in the material."""
_MOST_OF_LIBRARY = 40
"""A library is often about one thing, whose words would be learned."""
_CATEGORIES = ("cs.CL", "cs.CV", "cs.LG", "cs.AI", "cs.RO", "stat.ML", "eess.AS", "cs.IR", "cs.MM", "cs.SD", "math.OC")
_PLACES = (
    "Example AI",
    "University of Example",
    "Tsinghua University",
    "Stanford University",
    "NVIDIA",
    "Google",
    "ByteDance Seed",
    "jingdong",
    "Qwen",
    "MIT",
    "ETH Zürich",
    "Inria",
    "Meta AI",
    "LMU Munich",
    "Apple",
    "Deepmind",
    "IBM Research",
    "National University of Singapore",
    "inclusionAI",
    "Tencent Hunyuan",
    "Kling Team",
    "Zhejiang University",
    "alibaba-inc",
    "muset.ai",
    "Adobe",
    "Microsoft Research",
    "Show Lab",
    "HKUSTGZ",
    "Salesforce AI Research",
    "Robbyant",
    "TongyiLab",
    "Brown University",
    "KAIST",
    "Alibaba Group",
)


def load(shared: Path) -> list[Paper]:
    """All papers that the material holds, in a fixed order."""
    random = Random(7)
    found = [
        paper for path in sorted((shared / "data" / "hf" / "api").glob("*.json"))[::2] for paper in _daily(path, random)
    ]
    with gzip.open(shared / "data" / "acl" / "sample-2k.jsonl.gz", "rt", encoding="utf-8") as lines:
        found += [paper for line in lines if (paper := _anthology(json.loads(line), random))]
    pages = sorted((shared / "data" / "arxiv" / "abs").glob("*.abs"))
    preprints = [paper for path in pages if (paper := _preprint(path, random))]
    libraries = list(_libraries(shared, random))
    return found + (preprints + libraries) * _WEIGHT_OF_OTHER_FIELDS + _other_languages(random) * _WEIGHT_OF_LANGUAGES


def _daily(path: Path, random: Random) -> list[Paper]:
    listed = json.loads(path.read_text(encoding="utf-8"))
    entries = listed.get("data", []) if isinstance(listed, dict) else listed
    papers = []
    for entry in entries:
        inner = entry.get("paper") if isinstance(entry, dict) else None
        if (
            not isinstance(inner, dict)
            or not inner.get("title")
            or not inner.get("summary")
            or not inner.get("authors")
        ):
            continue
        by = entry.get("submittedBy") or {}
        try:
            published = date.fromisoformat(str(inner.get("publishedAt"))[:10])
        except ValueError:
            continue
        papers.append(
            Paper(
                title=" ".join(inner["title"].split()),
                abstract=" ".join(inner["summary"].split()),
                authors=[
                    author.get("name", "").strip() for author in inner["authors"] if author.get("name", "").strip()
                ][: random.choice((4, 8, 30))],
                arxiv=inner.get("id", ""),
                url=f"https://arxiv.org/abs/{inner.get('id', '')}",
                code=inner.get("githubRepo")
                or (
                    f"https://github.com/example-org/{random.choice(('bench', 'model', 'tool', 'agent'))}-{random.randint(1, 999)}"
                    if random.random() < 0.4
                    else ""
                ),
                votes=inner.get("upvotes") or random.randint(0, 90),
                comments=entry.get("numComments") or 0,
                submitter=(by.get("fullname") or "AK") if isinstance(by, dict) else "AK",
                organisation=random.choice(_PLACES),
                categories=random.sample(_CATEGORIES, random.choice((1, 1, 2, 3))),
                venue=random.choice(
                    (
                        "arXiv",
                        "arXiv 2025",
                        "NeurIPS 2025",
                        "ICLR 2025",
                        "CVPR 2025",
                        "ICML'24",
                        "arXiv preprint",
                        "ACL 2024 (Oral)",
                        "TMLR",
                    )
                ),
                published=published,
            )
        )
    return [paper for paper in papers if paper.authors]


def _anthology(record: dict[str, Any], random: Random) -> Paper | None:
    if not record.get("abstract") or not record.get("authors") or len(record["title"]) < 12:
        return None
    return Paper(
        title=" ".join(record["title"].split()),
        abstract=" ".join(record["abstract"].split()),
        authors=record["authors"],
        doi=record.get("doi") or "",
        url=record.get("url") or "",
        votes=random.randint(0, 40),
        submitter=random.choice(("AK", "taesiri", "akhaliq", *record["authors"])),
        organisation=random.choice(_PLACES),
        categories=random.sample(_CATEGORIES, random.choice((1, 2))),
        venue=record.get("booktitle") or "",
        pages=record.get("pages") or "",
        published=date(int(record["year"]), random.randint(1, 12), random.randint(1, 28)) + timedelta(0),
    )


def _preprint(path: Path, random: Random) -> Paper | None:
    """A paper of physics or mathematics, of which there are few."""
    content = path.read_bytes()
    for entry in ingest(content, path.name, Report()).entries if content else ():
        facts = entry.facts
        journal = re.search(rb"^Journal-ref: (.*)$", content, re.MULTILINE)
        authors = [author.name for author in facts.authors if " " in author.name]
        if facts.arxiv and facts.title and entry.abstract and authors:
            return Paper(
                title=facts.title,
                abstract=" ".join(prose.text(entry.abstract).split()),
                authors=authors[:30],
                arxiv=facts.arxiv,
                url=f"https://arxiv.org/abs/{facts.arxiv}",
                votes=random.randint(0, 20),
                submitter=authors[0],
                organisation=random.choice(_PLACES),
                categories=random.sample(_CATEGORIES, random.choice((1, 2))),
                venue=journal[1].decode("latin-1").strip() if journal else "arXiv",
                published=date.fromisoformat(facts.published) if facts.published else date(2007, 4, 2),
            )
    return None


def _libraries(shared: Path, random: Random) -> Iterator[Paper]:
    """Papers with an abstract from libraries of reference managers, of whatever field, each once."""
    known: set[str] = set()
    for path in sorted((shared / "data" / "bib").rglob("*")):
        entries = ingest(path.read_bytes(), path.name, Report()).entries if path.is_file() else ()
        papers = [paper for entry in entries if (paper := _of_library(entry, random)) and paper.title not in known]
        known.update(paper.title for paper in papers)
        yield from random.sample(papers, min(len(papers), _MOST_OF_LIBRARY))


def _of_library(entry: Entry, random: Random) -> Paper | None:
    facts, abstract = entry.facts, " ".join(prose.text(entry.abstract or ()).split())
    authors = [author.name for author in facts.authors if " " in author.name]
    if not authors or re.search(r"[\\{}$]", " ".join([facts.title, abstract, *authors])):
        return None
    if len(facts.title) < 12 or len(abstract) < 80:
        return None
    return _of_other_field(random, facts.title, authors, abstract, facts.venue, facts.published, facts.doi)


def _other_languages(random: Random) -> list[Paper]:
    """Invented papers of other fields and languages, whose titles are as hard to know as real ones."""
    rows = map(json.loads, _OTHER_LANGUAGES.read_text(encoding="utf-8").splitlines())
    return [
        _of_other_field(
            random,
            row["title"],
            row["authors"],
            row["abstract"],
            " ".join((row["venue"], row["volume"])).strip(),
            str(row["year"]),
            pages=row["pages"],
        )
        for row in rows
    ]


def _of_other_field(
    random: Random,
    title: str,
    authors: list[str],
    abstract: str,
    venue: str,
    published: str,
    doi: str = "",
    pages: str = "",
) -> Paper:
    year, month, day = [*map(int, re.findall(r"\d+", published)), 0, 0, 0][:3]
    return Paper(
        title=title,
        abstract=abstract,
        authors=authors[:30],
        doi=doi,
        url=f"https://doi.org/{doi}" if doi else f"https://journal.example/article/{random.randint(100, 99_999)}",
        votes=random.randint(0, 20),
        submitter=authors[0],
        organisation=random.choice(_PLACES),
        categories=random.sample(_CATEGORIES, random.choice((1, 2))),
        venue=venue,
        pages=pages or random.choice(("", f"{random.randint(1, 400)}–{random.randint(401, 900)}")),
        published=date(year or 2019, month or random.randint(1, 12), day or random.randint(1, 28)),
        is_of_other_field=True,
    )


def common_words(papers: Iterable[Paper]) -> list[str]:
    """The words that several abstracts have in lower case, in the singular, sorted."""
    counts: Counter[str] = Counter()
    for paper in papers:
        counts.update(set(re.findall(r"(?<![\w'-])[a-z]{2,}(?![\w'])", paper.abstract)))
    often = {word for word, count in counts.items() if count >= _OFTEN}
    return sorted(word for word in often if not (word.endswith("s") and word[:-1] in often))
