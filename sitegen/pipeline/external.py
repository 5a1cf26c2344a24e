"""`sitegen check --external`: whether the pages of other hosts that the site links to are still there.

Every address is asked for once a month at most, a few kilobytes of it, host by host as slowly as the host wants, and a
run asks for no more than a few hundred; the next run goes on. What is not there is a note, since it may be back
tomorrow: no build fails because another site is down.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from datetime import date

import msgspec
from msgspec import Struct

from sitegen.config import Config
from sitegen.diagnostics import FetchError, Location, Report, UntrustedError
from sitegen.fetch import Client, Limits
from sitegen.files import Folder
from sitegen.model import Date
from sitegen.pipeline import Progress
from sitegen.text.iso_dates import is_day
from sitegen.text.json import remembered

LIMITS = Limits(timeout=10, deadline=30, size=2**14, attempts=2, cut=True)
AT_ONCE = 300
"""Addresses asked for in a run."""
_NAME = "links.json"
_FRESH = {True: 30, False: 1}
"""Days for which an answer holds, by whether the address was there."""


class _Answer(Struct, frozen=True):
    """What was found at an address."""

    day: Date
    problem: str = ""
    """Why it could not be read; empty where it could."""


def check_external(
    links: Mapping[str, Location], config: Config, today: Date, client: Client, report: Report, progress: Progress
) -> None:
    """Ask for addresses of the web, and report those that cannot be read."""
    known = remembered(config.cache / _NAME, dict[str, _Answer]) or {}
    answers = {url: answer for url, answer in known.items() if is_day(answer.day)}
    due = [url for url in links if not _is_fresh(answers.get(url), today)]
    try:
        with client:
            for number, url in enumerate(due[:AT_ONCE]):
                progress("check links", number, min(len(due), AT_ONCE))
                try:
                    client.get(url)
                    answers[url] = _Answer(today)
                except UntrustedError as problem:
                    # no answer that would hold for another run
                    answers.pop(url, None)
                    refusal = problem.diagnostic
                    report.note("outside-link", refusal.message, links[url], hint=refusal.hint)
                except FetchError as problem:
                    answers[url] = _Answer(today, problem.diagnostic.message)
    finally:
        # who stops a run of minutes need not begin anew
        with contextlib.suppress(OSError):
            known = {url: answers[url] for url in sorted(links.keys() & answers.keys())}
            Folder(config.cache).write(_NAME, msgspec.json.encode(known))
    for url, at in links.items():
        if url in answers and answers[url].problem:
            hint = "look at it in a browser; correct the link, or leave it if it is only down"
            report.note("outside-link", answers[url].problem, at, hint=hint)
    if len(due) > AT_ONCE:
        message = f"{len(due) - AT_ONCE:,} addresses have not been asked for yet"
        report.note("outside-link", message, hint="run sitegen check --external again")


def _is_fresh(answer: _Answer | None, today: Date) -> bool:
    if answer is None:
        return False
    age = date.fromisoformat(today) - date.fromisoformat(answer.day)
    return 0 <= age.days < _FRESH[not answer.problem]
