"""The catalog as tables: CSV (RFC 4180) for spreadsheets, SQLite for queries."""

from __future__ import annotations

import csv
import io
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from typing import get_args

from sitegen.model import Edition, LinkKind, Paper, PaperId
from sitegen.text.markdown import plain

_PLACE = ("venue", "volume", "issue", "pages", "publisher")
FIELDS = ("published", "updated", "arxiv", "version", "doi", *_PLACE, "license")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings of what spreadsheets take for a formula (OWASP, "CSV Injection")."""
_SCHEMA = f"""
CREATE TABLE papers (id TEXT PRIMARY KEY, key TEXT, title TEXT, {" TEXT, ".join(FIELDS)} TEXT, abstract TEXT,
                     more_authors INTEGER);
CREATE TABLE authors (paper TEXT REFERENCES papers, position INTEGER, name TEXT, affiliation TEXT);
CREATE TABLE terms (paper TEXT REFERENCES papers, kind TEXT, term TEXT);
CREATE TABLE links (paper TEXT REFERENCES papers, kind TEXT, url TEXT);
CREATE TABLE listings (date TEXT, rank INTEGER, paper TEXT REFERENCES papers, votes INTEGER, comments INTEGER,
                       note TEXT);
"""
_TERMS = ("categories", "keywords", "topics")
_LINKS = get_args(LinkKind)
# what is called `data` is a date to Italians, and to who reads their tables
_LINK_NAMES = ["dataset" if kind == "data" else kind for kind in _LINKS]


def as_csv(papers: Sequence[Paper], keys: Mapping[PaperId, str]) -> bytes:
    """A row for each paper below a row of names. Several values of a field are parted by `; `."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(["id", "key", "title", "authors", *FIELDS, *_TERMS, *_LINK_NAMES, "abstract"])
    for paper in papers:
        facts = paper.facts
        names = [*(author.name for author in facts.authors), *["et al."] * facts.more_authors]
        values = [paper.id, keys[paper.id], facts.title, "; ".join(names)]
        values += [getattr(facts, name) for name in FIELDS]
        values += ["; ".join(getattr(facts, name)) for name in _TERMS]
        values += ["; ".join(link.url for link in facts.links if link.kind == kind) for kind in _LINKS]
        values.append(_abstract(paper))
        writer.writerow([f"'{value}" if value.startswith(_FORMULA) else value for value in values])
    # spreadsheets read UTF-8 where a mark says so
    return text.getvalue().encode("utf-8-sig")


def _abstract(paper: Paper) -> str:
    """The paragraphs of an abstract, parted by blank lines, with formulas in TeX."""
    return plain(paper.abstract, str).replace("\n", "\n\n")


def as_sqlite(papers: Sequence[Paper], keys: Mapping[PaperId, str], editions: Sequence[Edition]) -> bytes:
    """A database with the tables of `_SCHEMA`."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(_SCHEMA)
        for paper in papers:
            facts, name = paper.facts, paper.id
            values = [name, keys[name], facts.title, *[getattr(facts, field) for field in FIELDS], _abstract(paper)]
            values.append(facts.more_authors)
            database.execute(f"INSERT INTO papers VALUES ({', '.join('?' * len(values))})", values)
            people = [(name, position, it.name, it.affiliation) for position, it in enumerate(facts.authors, 1)]
            database.executemany("INSERT INTO authors VALUES (?, ?, ?, ?)", people)
            terms = [(name, kind, term) for kind in _TERMS for term in getattr(facts, kind)]
            database.executemany("INSERT INTO terms VALUES (?, ?, ?)", terms)
            database.executemany("INSERT INTO links VALUES (?, ?, ?)", [(name, it.kind, it.url) for it in facts.links])
        listings = [
            (day.date, it.rank, it.paper, it.votes, it.comments, it.note) for day in editions for it in day.listings
        ]
        database.executemany("INSERT INTO listings VALUES (?, ?, ?, ?, ?, ?)", listings)
        database.commit()
        return database.serialize()
