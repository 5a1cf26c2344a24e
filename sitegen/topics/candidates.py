"""Phrases of titles and abstracts that could be topics, with how papers use them.

A phrase is a run of words between function words, words of every abstract and punctuation. A candidate is a run of two
to four words within a phrase that stands in some title or ends in the name of a field ("~ retrieval"), or a single word
that is a name ("LoRA") or a topic by itself ("pruning").
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence

from msgspec import Struct

from sitegen.topics.corpus import Corpus, TokenizedPaper
from sitegen.topics.english import English

MAX_WORDS = 4


class Candidate(Struct, frozen=True):
    """A phrase and how papers use it, in all its spellings."""

    words: tuple[str, ...]
    """Normal words: ("time", "series") rather than ("timeseries",)."""
    papers: int
    titles: int
    """Papers that have it in their title."""

    @property
    def key(self) -> str:
        return "".join(self.words)


def find_candidates(corpus: Corpus, minimum: int, english: English) -> list[Candidate]:
    """Find the candidates that at least `minimum` papers have, and that stand alone.

    A candidate stands alone if no word follows it in half of the cases and none precedes it in one of ten: `recurrent
    neural` never does, `recurrent neural network` does.
    """
    usage = _Usage(corpus, english)
    for paper in corpus.papers:
        usage.add(paper)
    spellings: defaultdict[str, list[str]] = defaultdict(list)
    for run in usage.papers:
        spellings[run.replace(" ", "")].append(run)
    return [candidate for runs in spellings.values() if (candidate := usage.candidate(runs, minimum))]


class _Usage:
    """How often runs of words are used."""

    def __init__(self, corpus: Corpus, english: English) -> None:
        self._corpus = corpus
        self._single = corpus.names | english.subjects
        self._fields = english.fields
        titles = (phrase for paper in corpus.papers for phrase in corpus.phrases(paper.title))
        self._in_titles = {run for phrase in titles for start, end, run in _runs(phrase) if end - start > 1}
        self.papers, self._titles, self._total, self._opening, self._ending = (Counter[str]() for _ in range(5))

    def add(self, paper: TokenizedPaper) -> None:
        title = self._candidates(paper.title)
        runs = title + self._candidates(paper.abstract)
        self._total.update(runs)
        self.papers.update(set(runs))
        self._titles.update(set(title))

    def _candidates(self, tokens: Sequence[str]) -> list[str]:
        single, in_titles, fields = self._single, self._in_titles, self._fields
        candidates: list[str] = []
        opening: list[str] = []
        ending: list[str] = []
        for phrase in self._corpus.phrases(tokens):
            size = len(phrase)
            no_fields = fields.isdisjoint(phrase)
            for start, run in enumerate(phrase):
                end = start + 1
                if run in single:
                    candidates.append(run)
                    if not start:
                        opening.append(run)
                    if end == size:
                        ending.append(run)
                for word in phrase[end : end + MAX_WORDS - 1]:
                    end += 1
                    run = f"{run} {word}"
                    if run in in_titles or word in fields:
                        candidates.append(run)
                        if not start:
                            opening.append(run)
                        if end == size:
                            ending.append(run)
                    elif no_fields:
                        # a longer run of a title begins with a run of that title
                        break
        self._opening.update(opening)
        self._ending.update(ending)
        return candidates

    def candidate(self, runs: Collection[str], minimum: int) -> Candidate | None:
        """The candidate that all these runs are spellings of, if enough papers have it and it stands alone."""
        papers = sum([self.papers[run] for run in runs])
        if papers < minimum:
            return None
        counts = (self._titles, self._total, self._opening, self._ending)
        titles, total, opening, ending = (sum(count[run] for run in runs) for count in counts)
        if 2 * ending < total or 10 * opening < total:
            return None
        most_words = max(runs, key=lambda run: (run.count(" "), run))
        return Candidate(tuple(most_words.split()), papers, titles)


def _runs(phrase: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Start, end and words of all runs of at most `MAX_WORDS` words."""
    for start, run in enumerate(phrase):
        yield start, start + 1, run
        for end, word in enumerate(phrase[start + 1 : start + MAX_WORDS], start + 2):
            run = f"{run} {word}"
            yield start, end, run
