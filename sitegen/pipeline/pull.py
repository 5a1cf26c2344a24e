"""`sitegen pull`: the feeds that `site.toml` names, each of their days once.

What a feed brings is kept as any other source is, and the ledger remembers where it came from. So a fresh clone, where
nothing else is remembered, does not take a day again either.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

from sitegen.config import SITE_FILE, Config, Feed
from sitegen.diagnostics import FetchError, Location, Report
from sitegen.fetch import Client, Response
from sitegen.fetch.validators import ValidatorStore
from sitegen.ingest.trust import PASTED
from sitegen.model import Date
from sitegen.pages import ledger
from sitegen.pipeline import Progress
from sitegen.pipeline.keep import Given, Keeper, Read
from sitegen.text import slug

DAYS = 7
"""Days before today that a feed with `{date}` is asked for. Today is not over yet, and a day is taken only once."""


def pull(
    config: Config, today: Date, report: Report, *, client: Client | None = None, progress: Progress | None = None
) -> list[Path]:
    """Takes what is new in the feeds and makes pages of it.

    Args:
        today: the day, for `{date}`, for feeds that do not say their day, and to tell what is stale.
        client: fetches.

    Returns:
        The sources added.
    """
    if not config.feeds:
        at = Location((config.content / SITE_FILE).as_posix())
        report.note("no-feeds", "no feeds are named", at, hint='add one: [[feeds]] and below it url = "https://…"')
    known = ledger.read(config.content, report)
    if known is None:
        return []
    with client or Client() as http:
        run = _Pull(config, today, report, http, known.values())
        for number, feed in enumerate(config.feeds):
            if progress:
                progress("pull", number, len(config.feeds))
            run.take(feed)
    added = run.keeper.finish()
    run.validators.write()
    return added


class _Pull:
    """One run over the feeds."""

    def __init__(
        self, config: Config, today: Date, report: Report, http: Client, known: Iterable[ledger.SourceRecord]
    ) -> None:
        self.keeper = Keeper(config, report)
        self.validators = ValidatorStore(config.cache)
        self._today, self._report, self._http = today, report, http
        self._taken: dict[str, set[Date]] = {}
        self._trust: dict[str, int] = {}
        for record in known:
            if record.origin:
                self._taken.setdefault(record.origin, set()).add(record.edition)
                self._trust[record.origin] = record.trust

    def take(self, feed: Feed) -> None:
        """Takes the days of a feed that are not taken yet; one that cannot be reached keeps no other from its turn."""
        newest = ""
        try:
            for url, day in self._addresses(feed):
                if day and day in self._taken.get(url, ()):
                    newest = max(newest, day)
                else:
                    newest = max(newest, self._fetch(feed, url, day))
        except FetchError as problem:
            self._report.add(problem.diagnostic)
            return
        self._check_age(feed, newest)

    def _addresses(self, feed: Feed) -> Iterator[tuple[str, Date]]:
        if "{date}" not in feed.url:
            yield feed.url, ""
            return
        today = date.fromisoformat(self._today)
        for back in range(DAYS, 0, -1):
            day = (today - timedelta(days=back)).isoformat()
            yield feed.url.replace("{date}", day), day

    def _fetch(self, feed: Feed, url: str, day: Date) -> Date:
        """Fetches one address and keeps what is new; gives the newest day that is known of it."""
        taken = self._taken.setdefault(url, set())
        # without the source that an earlier answer became, that nothing is new would be no answer
        seen = self.validators.get(url) if taken else None
        answer = self._http.get(url, etag=seen.etag if seen else "", modified=seen.modified if seen else "")
        newest = max(taken, default="")
        if not answer.changed:
            return newest
        if day and _is_empty(answer):
            return ""
        given = Given(name=url, data=answer.data, origin=url)
        read, found = self._read(given, day)
        if read is None:
            self.validators.set(url, answer)
            return max(newest, found)
        name = feed.name or url
        if read.digest.trust == PASTED or read.digest.trust < self._known_trust(feed):
            self._report.error(
                "no-feed",
                f"{name} answers with something else than a list of papers",
                hint="look at it in a browser: it may want a login, or have moved; take a page with sitegen add",
            )
            return newest
        if read.digest.date in taken:
            self._report.note("known-day", f"{name} has nothing newer than {read.digest.date}, which is here already")
        elif read.usable:
            # what is broken in it was told now and will not mend itself, so what could be read is kept
            given, read = (given, read) if read.whole else self.keeper.mended(given, read)
            self.keeper.keep(given, read, named=slug.slug(feed.name))
            taken.add(read.digest.date)
        else:
            return newest
        self.validators.set(url, answer)
        return max(newest, found)

    def _known_trust(self, feed: Feed) -> int:
        """How far the answers of a feed, of all its days, are believed."""
        before, _, after = feed.url.partition("{date}")
        return max(
            (trust for url, trust in self._trust.items() if url.startswith(before) and url.endswith(after)), default=0
        )

    def _read(self, given: Given, day: Date) -> tuple[Read | None, Date]:
        """What a feed brought, and of which day its newest papers are as far as it tells."""
        read = self.keeper.read(given, day)
        if read is None:
            return None, ""
        entries = read.digest.entries
        newest = read.digest.date or max((e.facts.updated or e.facts.published for e in entries), default="")
        if not read.digest.date and entries:
            # the day on which a digest takes what has no day of its own is the day of that listing
            read = self.keeper.read(given, self._today) or read
        return read, newest

    def _check_age(self, feed: Feed, newest: Date) -> None:
        name = feed.name or feed.url
        hint = "check whether it has moved; stale = 0 in site.toml keeps this quiet"
        if feed.stale and "{date}" in feed.url and not newest:
            self._report.warning("stale-feed", f"{name} had no papers in the last {DAYS} days", hint=hint)
        elif feed.stale and len(newest) == 10:
            age = (date.fromisoformat(self._today) - date.fromisoformat(newest)).days
            if age > feed.stale:
                self._report.warning("stale-feed", f"{name} has had nothing new since {newest}", hint=hint)


def _is_empty(answer: Response) -> bool:
    """Whether a day has nothing at all: a weekend."""
    return answer.data.strip() in (b"", b"[]", b"{}")
