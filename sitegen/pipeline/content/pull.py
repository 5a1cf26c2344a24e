"""`sitegen pull`: the feeds that `site.toml` names, each of their days once, and what joins a day later.

What a feed brings is stored as any other source is, and the ledger records where it came from. So a fresh clone does
not take a day again either.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from msgspec import Struct, field, structs

from sitegen.config import SITE_FILE, Config, Feed
from sitegen.diagnostics import FetchError, RefusedError, Report
from sitegen.fetch import Client, Response
from sitegen.fetch.validators import ValidatorStore
from sitegen.files import Folder
from sitegen.ingest.formats import FEED, PASTED
from sitegen.model import Date, PaperId
from sitegen.pages import ledger
from sitegen.pages.merge.papers import usual_id
from sitegen.pipeline import Progress, lock, silent
from sitegen.pipeline.content.imported import Imported
from sitegen.pipeline.content.importing import import_new
from sitegen.pipeline.content.source_store import ParsedSource, SourceInput, SourceStore
from sitegen.text import slug

DAYS = 7
"""Days before today that a feed with `{date}` is asked for. Today is not over yet, and a day is taken only once."""


def pull(
    config: Config, today: Date, report: Report, *, client: Client | None = None, progress: Progress = silent
) -> list[Imported]:
    """Take what is new in the feeds, and make pages of it.

    Args:
        today: the day, for `{date}`, for feeds that do not say their day, and to find stale feeds and days far ahead.

    Returns:
        The sources added.
    """
    if not config.feeds:
        hint = 'add one: [[feeds]] and below it url = "https://…"'
        report.note("no-feeds", "no feeds are named", config.at(SITE_FILE), hint=hint)
    with lock.of_content(config, progress):
        # a run that was killed may have left sources whose days the ledger does not know yet
        import_new(config, report, today=lambda: today)
    _, known = ledger.read(Folder(config.content), report)
    if known is None:
        return []
    run = _Pull(config, today, report, known)
    with client or Client() as http:
        answers = []
        for number, feed in enumerate(config.feeds):
            progress("pull", number, len(config.feeds))
            answers.append(run.fetch(feed, http))
    with lock.of_content(config, progress):
        with SourceStore(config, report) as store:
            for feed, responses in zip(config.feeds, answers, strict=True):
                run.take(feed, responses, store)
        imported = store.import_all(lambda: today)
    run.validators.write()
    return imported


class _Answer(Struct, frozen=True):
    """What one address of a feed answered; no response for a day that is here already."""

    url: str
    day: Date
    response: Response | None


class _Origin(Struct):
    """What is here of an address that was asked before."""

    days: set[Date] = field(default_factory=set)
    """Of its lists."""
    whole: set[Date] = field(default_factory=set)
    """Of those that could be read to their ends."""
    sources: set[str] = field(default_factory=set)
    """Digests of their bytes."""
    papers: set[PaperId] = field(default_factory=set)
    trust: int = 0


class _Pull:
    """One run over the feeds."""

    def __init__(self, config: Config, today: Date, report: Report, known: ledger.Ledger) -> None:
        self.validators = ValidatorStore(config.cache)
        self._today, self._report = today, report
        self._origins: defaultdict[str, _Origin] = defaultdict(_Origin)
        for key, record in known.items():
            if record.origin:
                origin = self._origins[record.origin]
                origin.sources.add(key)
                origin.days.add(record.edition)
                if not record.partly:
                    origin.whole.add(record.edition)
                origin.papers.update(record.papers, *record.also.values())
                origin.trust = record.trust

    def fetch(self, feed: Feed, http: Client) -> list[_Answer | None]:
        """Fetch the days of a feed that are not here yet; the last is None where it cannot be reached."""
        answers: list[_Answer | None] = []
        for url, day in self._addresses(feed):
            origin = self._origins[url]
            if day and day in origin.whole:
                answers.append(_Answer(url, day, None))
                continue
            # without the sources that earlier answers became, that nothing is new would be no answer
            seen = self.validators.get(url, origin.sources)
            try:
                response = http.get(url, etag=seen.etag, modified=seen.modified)
            except FetchError as problem:
                self._report.add(problem.diagnostic)
                if day and isinstance(problem, RefusedError):
                    # other days may be there
                    continue
                answers.append(None)
                break
            answers.append(_Answer(url, day, response))
        return answers

    def take(self, feed: Feed, answers: Iterable[_Answer | None], store: SourceStore) -> None:
        """Keep what a feed answered, and see how old it is."""
        newest, kept = "", len(store.received)
        for answer in answers:
            if answer is None:
                return
            newest = max(newest, self._keep(feed, answer, store) if answer.response else answer.day)
        if len(store.received) == kept:
            self._check_age(feed, newest)

    def _addresses(self, feed: Feed) -> Iterator[tuple[str, Date]]:
        if "{date}" not in feed.url:
            yield feed.url, ""
            return
        today = date.fromisoformat(self._today)
        for back in range(DAYS, 0, -1):
            day = (today - timedelta(days=back)).isoformat()
            yield feed.url.replace("{date}", day), day

    def _keep(self, feed: Feed, answer: _Answer, store: SourceStore) -> Date:
        """Keep what is new in an answer; gives the newest day that is known of it."""
        url, response = answer.url, answer.response
        origin = self._origins[url]
        known = origin.days
        newest = max(known, default="")
        if response is None or not response.changed:
            return newest
        if answer.day and response.data.strip() in (b"", b"[]", b"{}"):
            # a weekend
            return ""
        source = SourceInput(name=url, data=response.data, origin=url)
        parsed, latest, has_day = self._parse(source, answer.day, store)
        if parsed is None:
            # who removes that source, which may be the editor's own, wants the answer again
            self.validators.set(url, response, origin.sources | {ledger.digest(source.data)})
            return max(newest, latest)
        name = feed.name or url
        if parsed.digest.trust == PASTED or parsed.digest.trust < self._known_trust(feed):
            message = f"{name} answers with something other than a list of papers"
            hint = "look at it in a browser: it may want a login, or have moved; take a page with sitegen add"
            self._report.error("no-feed", message, hint=hint)
            return newest
        is_whole, had_papers = parsed.complete, bool(parsed.digest.entries)
        if known and (parsed.digest.date in known or not has_day):
            parsed = self._without_known(parsed, url)
        if had_papers and not parsed.digest.entries:
            self._report.note("known-day", f"{name} has nothing newer than {newest}, which is here already")
        elif parsed.usable:
            # what is broken in it may never mend itself, so what could be read and is new is kept
            parsed = parsed if parsed.complete else parsed.as_lines()
            store.add(parsed, named=slug.slug(feed.name), partly=not is_whole)
            known.add(parsed.digest.date)
            origin.sources.add(parsed.key)
            latest = latest or parsed.digest.date
        else:
            return newest
        if is_whole:
            self.validators.set(url, response, origin.sources)
        return max(newest, latest)

    def _known_trust(self, feed: Feed) -> int:
        """How far the answers of a feed, of all its days, are trusted."""
        of_any_day = re.compile(re.escape(feed.url).replace(re.escape("{date}"), r"\d{4}-\d\d-\d\d"))
        return max((it.trust for url, it in self._origins.items() if of_any_day.fullmatch(url)), default=0)

    def _without_known(self, parsed: ParsedSource, url: str) -> ParsedSource:
        """What a feed brought without the papers that it has listed before, as feeds hold their last ones for weeks."""
        listed, entries = self._origins[url].papers, parsed.digest.entries
        ids = (usual_id(entry.facts) for entry in entries)
        fresh = tuple(entry for entry, key in zip(entries, ids, strict=True) if listed.isdisjoint((key, f"id:{key}")))
        digest = structs.replace(parsed.digest, entries=fresh)
        return structs.replace(parsed, digest=digest, complete=parsed.complete and len(fresh) == len(entries))

    def _parse(self, source: SourceInput, day: Date, store: SourceStore) -> tuple[ParsedSource | None, Date, bool]:
        """What a feed brought, the day of its newest papers as far as it says, and whether it has a day of its own."""
        parsed = store.parse(source, day, may_lack_day=True)
        if parsed is None:
            return None, "", True
        # the day of a journal's or blog's feed is that of its last change, which may be every day
        has_day = bool(parsed.digest.date) and (bool(day) or parsed.digest.trust != FEED)
        entries = parsed.digest.entries
        days = (e.facts.updated or e.facts.published for e in entries)
        newest = parsed.digest.date if has_day else max(days, default="")
        if not parsed.digest.date and entries:
            # the day on which a digest takes what has no day of its own is the day of that listing
            parsed = store.parse(source, self._today) or parsed
        return parsed, newest, has_day

    def _check_age(self, feed: Feed, newest: Date) -> None:
        name = feed.name or feed.url
        hint = "check whether it has moved; stale = 0 in site.toml keeps this quiet"
        if feed.stale and "{date}" in feed.url and not newest:
            self._report.warning("stale-feed", f"{name} had no papers in the last {DAYS} days", hint=hint)
        elif feed.stale and len(newest) == 10:
            age = (date.fromisoformat(self._today) - date.fromisoformat(newest)).days
            if age > feed.stale:
                self._report.warning("stale-feed", f"{name} has had nothing new since {newest}", hint=hint)
