"""What is found in papers' texts, topics and related papers, with what the last time found to start from.

Two files are kept in the folder of the memo: what the papers' words and topics are made of, and what relations are. The
second belongs to the first by its digest. Nothing that is found hangs on them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import msgspec
import numpy as np
from msgspec import Struct

from sitegen.catalog import finding, memo, relating, topics
from sitegen.catalog.grams import SpeltOut, Texts
from sitegen.catalog.kept import Holders, compare
from sitegen.catalog.labels import usual_labels
from sitegen.catalog.lexicon import Lexicon
from sitegen.catalog.ragged import Ragged, joined
from sitegen.catalog.readings import Readings, read, usages
from sitegen.catalog.texts import Text
from sitegen.catalog.topics import Topics
from sitegen.catalog.vectors import Rarity
from sitegen.catalog.vocabulary import Vocabulary
from sitegen.config import TopicRules
from sitegen.model import PaperId

FILE = "texts.memo"
RELATIONS = "related.memo"


class _Last(Struct, frozen=True):
    """What the last time found of words and topics."""

    papers: list[tuple[PaperId, bytes]]
    readings: Readings
    long_forms: dict[str, tuple[str, ...]]
    found: finding.Found | None


class _Said(Struct, array_like=True):
    """Of `_Last` what is no array."""

    papers: list[tuple[PaperId, bytes]]
    defined: list[list[tuple[str, str]]]
    tokens: bytes
    words: bytes
    long_forms: dict[str, tuple[str, ...]]
    runs: dict[str, tuple[str, ...]] | None


class _SaidOfRelations(Struct, array_like=True):
    papers: bytes
    topics: list[tuple[str, ...]]
    labels: dict[str, str]
    size: int


class Study:
    """Papers on the desk.

    Args:
        papers: in canonical order.
        rules: the editor's.
        folder: a place for a memo.
    """

    def __init__(self, papers: Sequence[Text], rules: TopicRules, folder: Path | None = None) -> None:
        self._papers, self._rules, self._folder = papers, rules, folder
        self._identities = [(paper.id, _digest(paper)) for paper in papers]
        self._last = _load(folder / FILE) if folder else None
        self._kept = compare(self._identities, self._last.papers) if self._last else None
        if self._kept and not self._kept.few:
            self._last = self._kept = None
        self._readings = self._read()
        if self._last and 2 * np.count_nonzero(self._readings.present()) < len(self._readings.lexicon.tokens):
            # most of what is remembered is of papers that are gone
            self._last = self._kept = None
            self._readings = self._read()
        self._usages = usages(self._readings)
        self._holders = Holders(self._readings.texts, self._readings.lexicon, self._usages.spelt_out)

    def _read(self) -> Readings:
        if not self._last or not self._kept:
            return read(self._papers, Lexicon())
        last, kept = self._last.readings, self._kept
        fresh = read((self._papers[row] for row in kept.new.tolist()), last.lexicon)
        order = kept.before.copy()
        order[kept.new] = len(last.defined) + np.arange(len(kept.new))
        tokens = joined([last.texts.tokens, fresh.texts.tokens]).take(order)
        titles = np.concatenate((last.texts.titles, fresh.texts.titles))[order]
        defined = [*last.defined, *fresh.defined]
        english = np.concatenate((last.english, fresh.english))[order]
        return Readings(last.lexicon, Texts(tokens, titles), [defined[row] for row in order.tolist()], english)

    def topics(self) -> Topics:
        """The papers' topics."""
        rules, use, long_forms = self._rules, self._usages, self._usages.spelt_out.long_forms
        vocabulary = Vocabulary(rules, long_forms)
        given = topics.given_to(self._papers, vocabulary)
        carried, written = given.carried, given.written
        found = None
        if rules.find:
            unlabelled = np.array([not paper.topics for paper in self._papers], np.bool_)
            looked = unlabelled & self._readings.english
            found, sought = finding.find(self._readings, use, looked, sorted(written.values()), self._found_before())
            carried = topics.choose(found.marks, sought, int(looked.sum()), carried, vocabulary, rules.minimum)
            writings = topics.writings(self._readings, found.marks, sought, carried)
            written = usual_labels(writings, use.plain, long_forms) | written
        if self._folder:
            _save(self._folder / FILE, _Last(self._identities, self._readings, dict(long_forms), found))
        return topics.topics_of(self._papers, carried, written | vocabulary.written, rules.minimum)

    def _found_before(self) -> finding.Before | None:
        last, kept = self._last, self._kept
        if not last or not kept or not last.found:
            return None
        return finding.Before(last.found, last.readings.texts, self._spelt_out_before(last), kept, self._holders)

    def _spelt_out_before(self, last: _Last) -> SpeltOut:
        now = self._usages.spelt_out
        return now if now.long_forms == last.long_forms else SpeltOut(last.readings.lexicon, last.long_forms)

    def related(self, found: Topics) -> dict[PaperId, bytes]:
        """For each paper those related to it, in MessagePack: a row of `Related`. Papers without any are absent.

        It is the last to be asked for: the texts are let go, for they are most of what is in memory.
        """
        self._papers = ()
        identifiers = [paper for paper, _ in self._identities]
        carried = [found.of.get(paper, ()) for paper in identifiers]
        before = self._related_before()
        made = relating.relate(identifiers, self._readings, self._usages, carried, found.labels, before)
        if self._folder:
            _save_relations(self._folder / RELATIONS, made, _stamp(self._identities))
        flat, ends = made.rows.values.data, [0, *made.rows.ends.tolist()]
        rows = zip(identifiers, pairwise(ends), strict=True)
        # a row of nothing is a byte that says so
        return {identifier: bytes(flat[start:end]) for identifier, (start, end) in rows if end - start > 1}

    def _related_before(self) -> relating.Before | None:
        last, kept = self._last, self._kept
        if not self._folder or not last or not kept:
            return None
        relations = _load_relations(self._folder / RELATIONS, _stamp(last.papers))
        # how rare a term is hangs on how many papers there are, by powers of two
        if not relations or len(self._identities).bit_length() != relations.rarity.size.bit_length():
            return None
        return relating.Before(relations, last.readings.texts, self._spelt_out_before(last), kept, self._holders)


def _digest(paper: Text) -> bytes:
    return hashlib.sha1(msgspec.msgpack.encode(paper), usedforsecurity=False).digest()


def _stamp(papers: Sequence[tuple[PaperId, bytes]]) -> bytes:
    return hashlib.sha1(b"".join([digest for _, digest in papers]), usedforsecurity=False).digest()


def _load(path: Path) -> _Last | None:
    kept = memo.load(path, _Said)
    if not kept:
        return None
    said, arrays = kept
    lexicon = Lexicon(_strings(said.tokens), _strings(said.words), arrays[:6])
    tokens, ends, titles, english, looked, alone, usage, marks, mark_ends = arrays[6:]
    readings = Readings(lexicon, Texts(Ragged(tokens, ends), titles), said.defined, english)
    found = None
    if said.runs is not None:
        found = finding.Found(looked, alone, usage, said.runs, Ragged(marks, mark_ends))
    return _Last(said.papers, readings, said.long_forms, found)


def _save(path: Path, last: _Last) -> None:
    readings, found = last.readings, last.found
    lexicon, texts = readings.lexicon, readings.texts
    said = _Said(
        papers=last.papers,
        defined=readings.defined,
        tokens=_bytes(lexicon.tokens),
        words=_bytes(lexicon.words),
        long_forms=last.long_forms,
        runs=dict(found.runs) if found else None,
    )
    none = np.zeros(0, np.int8)
    arrays = [*lexicon.arrays, texts.tokens.values, texts.tokens.ends, texts.titles, readings.english]
    if found:
        arrays += [found.looked, found.alone, found.usage, found.marks.values, found.marks.ends]
    memo.save(path, said, arrays if found else [*arrays, none, none, none, none, none])


def _load_relations(path: Path, papers: bytes) -> relating.Relations | None:
    kept = memo.load(path, _SaidOfRelations)
    if not kept or kept[0].papers != papers:
        return None
    said, (plain, phrases, held, terms, counts, vectors, ends, candidates, promise, rows, row_ends) = kept
    return relating.Relations(
        plain=plain,
        topics=said.topics,
        labels=said.labels,
        phrases=phrases,
        held=held,
        rarity=Rarity(terms, counts, said.size),
        vectors=Ragged(vectors, ends),
        candidates=candidates,
        promise=promise,
        rows=Ragged(rows, row_ends),
    )


def _save_relations(path: Path, made: relating.Relations, papers: bytes) -> None:
    said = _SaidOfRelations(papers, made.topics, dict(made.labels), made.rarity.size)
    rarity, vectors, rows = made.rarity, made.vectors, made.rows
    arrays = [made.plain, made.phrases, made.held, rarity.terms, rarity.papers, vectors.values, vectors.ends]
    memo.save(path, said, [*arrays, made.candidates, made.promise, rows.values, rows.ends])


def _bytes(strings: Sequence[str]) -> bytes:
    # no token holds a line feed
    return "\n".join(strings).encode("utf-8", "surrogatepass")


def _strings(data: bytes) -> list[str]:
    return data.decode("utf-8", "surrogatepass").split("\n")
