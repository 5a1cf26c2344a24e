"""The digest that both generators build: N papers as pages, listed in editions of about twenty."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path

from sitegen.config import load
from sitegen.diagnostics import Report
from sitegen.model import Catalog, Edition, Listing, Paper
from sitegen.pages import documents, edition
from sitegen.pages.edition import EditionPage
from sitegen.topics import FILE, read
from tests.catalogs import assemble

SAMPLE = 10_000
"""Papers of the sample; more than these are recombined from its sentences."""
ADDED = 30
"""Papers of a new day."""
_LISTED = 20
_DAYS = 28
_SITE = """\
title = "Digest"
base_url = "https://digest.example/"
description = "Papers, day by day"
"""


def write(folder: Path, papers: int, shared: Path, recombined: bool = False) -> Path:
    """Makes a content folder as an editor would: `sitegen add`, and then the editions by hand.

    Args:
        folder: where `content/` is made, unless it is there.
        papers: how many.
        shared: the folder of real papers.
        recombined: takes papers made of the sample's sentences even where the sample has enough.
    """
    content = folder / "content"
    if content.exists():
        return content
    folder.mkdir(parents=True, exist_ok=True)
    source = folder / "papers.jsonl"
    if recombined or papers > SAMPLE:
        generator = shared / "data" / "gen_scale.py"
        subprocess.run([sys.executable, generator, str(papers), "--seed", "7", "-o", source], check=True)
    else:
        with gzip.open(shared / "data" / "acl" / "sample-10k.jsonl.gz", "rt", encoding="utf-8") as lines:
            source.write_text("".join(islice(lines, papers)), "utf-8")
    # a folder that is cut off half-made must not be taken for the whole next time
    made = folder / "unfinished" / "content"
    shutil.rmtree(made.parent, ignore_errors=True)
    made.mkdir(parents=True)
    (made / "site.toml").write_text(_SITE, "utf-8")
    subprocess.run(
        [sys.executable, "-m", "sitegen", "add", source.resolve(), "--content", made.resolve(), "--quiet"],
        check=True,
        cwd=folder,
    )
    _write_editions(made)
    made.rename(content)
    shutil.rmtree(made.parent)
    return content


def add_day(content: Path, number: int, shared: Path) -> None:
    """Puts a day's thirty papers into the sources, as a program that collects them would: others than the sample's."""
    sources = content / "sources"
    # a folder that is used again has days already, which would bring nothing new
    while (sources / f"2031-01-{number:02}.jsonl").exists():
        number += 1
    days = sorted((shared / "data" / "hf" / "api").glob("*.json"))
    listed = chain.from_iterable(json.loads(day.read_text("utf-8")) for day in days)
    date = f"2031-01-{number:02}"
    head = {"sitegen": "papers", "version": 1, "date": date, "curator": "The readers"}
    papers = [
        {
            "title": " ".join(paper["title"].split()),
            "authors": [author["name"] for author in paper["authors"]],
            "published": date,
            "abstract": [[" ".join(paper["summary"].split())]],
        }
        for paper in (item["paper"] for item in islice(listed, number * ADDED, (number + 1) * ADDED))
    ]
    sources.mkdir(exist_ok=True)
    text = "".join(f"{json.dumps(line)}\n" for line in (head, *papers))
    (sources / f"{date}.jsonl").write_text(text, "utf-8")


def catalog(content: Path) -> Catalog:
    """What sitegen knows of a content folder, without writing anything."""
    config = load(content)
    report = Report()
    pages = documents.read(content, report)
    papers = [page.paper for page in pages.papers]
    vocabulary = read(content / FILE, report)
    return assemble(papers, [page.edition for page in pages.editions], pages.pages, config, vocabulary)


def _write_editions(content: Path) -> None:
    papers = {page.paper.id: page.paper for page in documents.read(content, Report()).papers}
    (content / "editions").mkdir()
    for made in editions(papers.values()):
        page = EditionPage(edition=made)
        text = edition.write(page, papers.__getitem__)
        (content / made.path).write_text(text, "utf-8")


def editions(papers: Iterable[Paper]) -> Iterator[Edition]:
    """Lists each paper once, about twenty a day, in the month or else the year it was published."""
    months: dict[str, list[str]] = {}
    for number, paper in enumerate(sorted(papers, key=lambda paper: (paper.facts.published, paper.id))):
        published = paper.facts.published
        month = published[:7] if len(published) >= 7 else f"{published or '2005'}-{1 + number % 12:02}"
        months.setdefault(month, []).append(paper.id)
    for month, listed in months.items():
        days = min(_DAYS, -(-len(listed) // _LISTED))
        for day in range(days):
            date = f"{month}-{1 + day * _DAYS // days:02}"
            listings = [
                Listing(paper=paper, rank=rank, votes=len(paper) * 7 % 97)
                for rank, paper in enumerate(listed[day::days], 1)
            ]
            yield Edition(date=date, curator="The readers", listings=tuple(listings), path=f"editions/{date}.md")
