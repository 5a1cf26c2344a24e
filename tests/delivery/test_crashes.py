"""Ten thousand readers, a server that fails and dies, a sender that is killed: nobody gets an edition twice."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from random import Random

import pytest
from aiosmtpd.smtp import SMTP

from tests.delivery.conftest import Digest
from tests.delivery.post_office import PostOffice, Step, cut, open_office

READERS = 10_000
FAILURES = ("451 greylisted", "421 closing", "452 no room", "")
"""Answers that are no refusal; the empty one cuts the line."""


class FlakyOffice(PostOffice):
    """Fails once in fifty times, and once in two thousand after it has taken a mail."""

    def __init__(self) -> None:
        super().__init__()
        self._random = Random(28)
        self.unanswered = 0
        """Whole mails, taken or not, to which the sender got no answer."""

    async def _answer(self, server: SMTP, address: str, step: Step) -> str:
        if step == "taken":
            if self._random.random() < 1 / 2000:
                self.unanswered += 1
                cut(server)
        elif self._random.random() < 1 / 150:
            reply = self._random.choice(FAILURES)
            if not reply:
                self.unanswered += step == "DATA"
                cut(server)
            return reply or "451 nobody hears this"
        return ""

    def mails(self) -> Counter[tuple[str, str]]:
        """How often each mail was taken, by reader and Message-ID."""
        heads = (data.partition(b"\r\n\r\n")[0].decode() for data in self.received)
        return Counter((_header(head, "To"), _header(head, "Message-ID")) for head in heads)


def _header(head: str, name: str) -> str:
    match = re.search(rf"(?m)^{name}: (.*?)\r?$", head)
    assert match
    return match[1]


class Run:
    """`sitegen mail` in a process of its own."""

    def __init__(self, digest: Digest, port: int, *flags: str) -> None:
        environment = {
            **os.environ,
            "SITEGEN_SMTP_HOST": "127.0.0.1",
            "SITEGEN_SMTP_PORT": str(port),
            "SITEGEN_SMTP_SECURITY": "none",
        }
        command = [sys.executable, "-m", "sitegen", "mail", "latest", "--send", "people.txt", *flags]
        with (digest.home / "log.txt").open("ab") as log:
            self.process = subprocess.Popen(command, cwd=digest.home, env=environment, stdout=log, stderr=log)

    def kill_after(self, office: PostOffice, mails: int) -> None:
        self.wait_for(office, mails)
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def wait_for(self, office: PostOffice, mails: int) -> None:
        while len(office.received) < mails:
            assert self.process.poll() is None
            time.sleep(0.02)


@pytest.mark.slow
def test_ten_thousand_readers_get_an_edition_once(digest: Digest) -> None:
    addresses = [f"reader{number}@example.org" for number in range(READERS)]
    digest.people(*addresses)
    office = FlakyOffice()
    with open_office(office=office):
        Run(digest, office.port).kill_after(office, 2_000)
        run = Run(digest, office.port)
        run.wait_for(office, 4_000)
    time.sleep(1)
    with open_office(office=office):
        run.kill_after(office, 6_000)
        run = Run(digest, office.port)
        run.wait_for(office, 8_000)
    time.sleep(1)
    with open_office(office=office):
        # what nobody knows is a warning, which is no failure
        assert run.process.wait(timeout=600) == 0
        unknown = _unknown(digest)
        assert max(office.mails().values()) == 1
        assert office.unanswered <= len(unknown) <= office.unanswered + 4
        missing = set(addresses) - {reader for reader, _ in office.mails()}
        assert missing <= unknown
        again = Run(digest, office.port, "--again", "unknown")
        assert again.process.wait(timeout=600) == 0
    # a mailbox shows mails of one Message-ID as one
    readers = Counter(reader for reader, _ in office.mails())
    assert set(readers) == set(addresses)
    assert set(readers.values()) == {1}
    assert {reader for (reader, _), count in office.mails().items() if count > 1} <= unknown


def _unknown(digest: Digest) -> set[str]:
    lines = (digest.home / "mail" / "2025-03-28.jsonl").read_text("utf-8").splitlines()
    states = {record["to"]: record["state"] for record in map(json.loads, lines)}
    return {address for address, state in states.items() if state == "sending"}
