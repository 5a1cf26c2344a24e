"""An edition to everyone on a list, once, whatever the server and the line make of it."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from sitegen.delivery.mail import Sent, send_mail
from sitegen.delivery.send import Clock
from sitegen.delivery.smtp import ATTEMPTS, MailServer, Server, server_from
from sitegen.diagnostics import ContentError, Report, UsageError
from tests import web
from tests.delivery.conftest import Digest
from tests.delivery.post_office import Fault, PostOffice, open_office

PEOPLE = ("ada@example.org", "bob@example.org", "eve@example.org")


class Sender:
    """Sends the newest edition through a post office."""

    def __init__(self, digest: Digest, port: int, clock: Clock) -> None:
        self._digest, self._server, self._clock = digest, Server("127.0.0.1", port, "none"), clock
        self.report = Report()

    def __call__(self, *people: str, dry_run: bool = False, **more: Any) -> Sent:
        self.report = Report()
        return send_mail(
            self._digest.config,
            "latest",
            self._digest.people(*people or PEOPLE),
            None if dry_run else more.pop("server", self._server),
            self._clock,
            self.report,
            lambda stage, done, total: None,
            **more,
        )

    @property
    def findings(self) -> list[str]:
        return [f"{found.code} {found.message.partition(' ')[0]}" for found in self.report.diagnostics]


@pytest.fixture
def send(digest: Digest, office: PostOffice, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Sender:
    for name in ("_TIMEOUT", "_VERDICT"):
        monkeypatch.setattr(f"sitegen.delivery.smtp.{name}", 2)
    return Sender(digest, office.port, clock)


def test_everyone_gets_a_mail_of_their_own(send: Sender, office: PostOffice) -> None:
    sent = send("Ada Lovelace <ada@example.org>", "BOB@example.org", "bob@example.org")
    assert (sent.people, sent.due, dict(sent.outcomes)) == (2, 2, {"sent": 2})
    assert office.readers() == ["ada@example.org", "bob@example.org"]
    assert str(office.taken()[0]["To"]) == "Ada Lovelace <ada@example.org>"
    assert "reader=bob%40example.org" in office.taken()[1]["List-Unsubscribe"]
    # a mailbox shows mails of one Message-ID as one, and two readers may share it
    assert len({mail["Message-ID"] for mail in office.taken()}) == 2
    assert office.connections == 1


@pytest.mark.parametrize(("problem", "told"), [(TimeoutError(), "TimeoutError"), (OSError("no\n way"), "no way")])
def test_why_a_server_cannot_be_reached_is_told_in_a_line(
    send: Sender, monkeypatch: pytest.MonkeyPatch, problem: OSError, told: str
) -> None:
    def connect(*_: object, **__: object) -> None:
        raise problem

    monkeypatch.setattr("smtplib.SMTP", connect)
    with pytest.raises(UsageError, match=f"cannot be used: {told}\n"):
        send()


def test_a_second_run_sends_to_those_who_are_new(send: Sender, office: PostOffice) -> None:
    send("ada@example.org")
    assert send(*PEOPLE).due == 2
    assert office.readers() == list(PEOPLE)
    assert send(*PEOPLE).due == 0


def test_the_journal_holds_what_became_of_each_mail_and_what_the_server_said(
    send: Sender, office: PostOffice, digest: Digest
) -> None:
    office.fails("bob@example.org", Fault("RCPT", "550 no such user"))
    office.fails("eve@example.org", *[Fault("RCPT", "450 busy")] * ATTEMPTS)
    send()
    journal = (digest.home / "mail/2025-03-28.jsonl").read_text("utf-8").splitlines()
    lines = [json.loads(line) for line in journal]
    assert {line["at"] for line in lines} == {"2025-03-28T06:00:00+00:00"}
    assert [(line["to"].partition("@")[0], line["state"], line.get("answer", "")) for line in lines] == [
        ("ada", "sending", ""),
        ("ada", "sent", "250 OK"),
        ("bob", "refused", "550 no such user"),
        *[("eve", "failed", "450 busy")] * ATTEMPTS,
    ]


@pytest.fixture
def neighbour(digest: Digest) -> Path:
    """The content folder of another digest beside the first one."""
    return Path(shutil.copytree(digest.content, digest.home / "weekly"))


def test_two_digests_in_one_folder_have_each_its_journal(
    send: Sender, digest: Digest, office: PostOffice, neighbour: Path
) -> None:
    send("ada@example.org")
    digest.content = neighbour
    assert send("ada@example.org").due == 1
    assert send("ada@example.org").due == 0
    assert office.readers() == ["ada@example.org"] * 2
    names = sorted(path.relative_to(digest.home).as_posix() for path in digest.home.glob("mail/**/*.jsonl"))
    assert names == ["mail/2025-03-28.jsonl", "mail/weekly/2025-03-28.jsonl"]


def test_who_stands_in_a_journal_of_an_earlier_place_gets_no_second_mail(
    send: Sender, digest: Digest, neighbour: Path
) -> None:
    send("ada@example.org")
    shutil.rmtree(digest.content)
    digest.content = neighbour
    assert send("ada@example.org", "bob@example.org").due == 1
    assert not (digest.home / "mail/weekly").exists()


def test_a_content_folder_has_one_journal_also_where_a_link_leads_to_it(
    send: Sender, digest: Digest, office: PostOffice
) -> None:
    send("ada@example.org")
    (digest.home / "shared").mkdir()
    link = digest.home / "shared/papers"
    link.symlink_to(digest.content)
    content, digest.content = digest.content, link
    assert send("ada@example.org", "bob@example.org").due == 1
    assert not (digest.home / "shared/mail").exists()
    digest.content = content
    assert send("bob@example.org").due == 0
    assert office.readers() == ["ada@example.org", "bob@example.org"]


def test_a_journal_beside_a_link_is_not_passed_over(send: Sender, digest: Digest, office: PostOffice) -> None:
    journal = digest.home / "shared/mail/papers/2025-03-28.jsonl"
    journal.parent.mkdir(parents=True)
    journal.write_text('{"to": "ada@example.org", "state": "sent", "at": ""}\n')
    (digest.home / "shared/papers").symlink_to(digest.content)
    digest.content = digest.home / "shared/papers"
    with pytest.raises(UsageError, match="beside a link"):
        send("ada@example.org")
    (digest.home / "mail").mkdir()
    journal.rename(digest.home / "mail/2025-03-28.jsonl")
    assert send("ada@example.org").due == 0


def test_a_dry_run_counts_and_changes_nothing(send: Sender, digest: Digest, office: PostOffice) -> None:
    assert send(dry_run=True).due == 3
    assert not (digest.home / "mail").exists()
    send("ada@example.org")
    assert send(dry_run=True).due == 2
    assert office.readers() == ["ada@example.org"]


@pytest.mark.parametrize(
    ("path", "old", "new", "code"),
    [
        ("editions/2025-03-28.md", "bounds-for-trees.md", "gone.md", "unknown-paper"),
        ("editions/2025-03-28.md", "2025-03-28", "2025-03-82", "front-matter"),
        ("papers/2025/bounds-for-trees.md", "id:", "id: [", "front-matter"),
        ("papers/2025/bounds-for-trees.md", "title:", "updated: soon\ntitle:", "front-matter"),
    ],
)
def test_nothing_is_sent_while_the_edition_or_a_paper_of_it_has_an_error(
    send: Sender, digest: Digest, office: PostOffice, path: str, old: str, new: str, code: str
) -> None:
    digest.edit(path, old, new)
    for dry_run in (True, False):
        with pytest.raises(ContentError, match=rf"{path}(?s:.)*\[{code}\](?s:.)*nothing is sent"):
            send(dry_run=dry_run)
    assert office.taken() == []


def test_an_error_in_a_page_of_another_edition_stops_no_mail(send: Sender, digest: Digest) -> None:
    digest.delete("papers/2025/a-study-of-depth.md")
    digest.edit("papers/2025/notes-on-width.md", "id:", "id: [")
    assert dict(send().outcomes) == {"sent": 3}
    assert len(send.findings) == 2


def test_nothing_is_sent_while_a_source_waits_to_be_imported(send: Sender, digest: Digest, office: PostOffice) -> None:
    digest.paste("2025-03-29", "On waiting")
    with pytest.raises(ContentError, match=r"sources/2025-03-29\.txt: error\[not-in-ledger\]"):
        send()
    assert office.taken() == []
    digest.build()
    assert send().edition == "2025-03-29"


def test_an_edition_of_a_day_to_come_is_told(send: Sender, digest: Digest) -> None:
    digest.paste("2025-03-29", "On time")
    digest.build()
    send()
    assert send.findings == ["future-edition 2025-03-29"]


@pytest.mark.parametrize("step", ["RCPT", "DATA"])
def test_whom_the_server_puts_off_is_sent_it_after_the_others(
    send: Sender, office: PostOffice, time: web.Clock, step: Any
) -> None:
    office.fails("ada@example.org", Fault(step, "451 greylisted"), Fault(step, "421 closing"))
    assert dict(send().outcomes) == {"sent": 3}
    assert office.readers() == ["bob@example.org", "eve@example.org", "ada@example.org"]
    assert time.slept == [2.0, 4.0]
    # who says 421 closes the connection (RFC 5321, section 3.8)
    assert office.connections == 2


def test_whom_the_server_puts_off_for_good_is_tried_by_the_next_run(send: Sender, office: PostOffice) -> None:
    office.fails("ada@example.org", *[Fault("RCPT", "450 busy")] * ATTEMPTS)
    assert dict(send().outcomes) == {"sent": 2, "failed": 1}
    assert send.report.failed()
    assert send.findings == ["not-sent ada@example.org"]
    assert dict(send().outcomes) == {"sent": 1}


def test_a_server_that_will_pass_a_mail_on_gets_it_at_once(send: Sender, office: PostOffice, time: web.Clock) -> None:
    office.fails("ada@example.org", Fault("RCPT", "251 not of this house, will forward"))
    assert dict(send("ada@example.org").outcomes) == {"sent": 1}
    assert office.readers() == ["ada@example.org"]
    assert time.slept == []


def test_whom_the_server_refuses_is_named_and_left_alone(send: Sender, office: PostOffice) -> None:
    office.fails("ada@example.org", Fault("RCPT", "550 no such person"))
    assert dict(send().outcomes) == {"refused": 1, "sent": 2}
    assert "550 no such person" in send.report.diagnostics[0].message
    assert send().due == 0
    assert dict(send(again=["refused"]).outcomes) == {"sent": 1}


@pytest.mark.parametrize("fault", [Fault("RCPT"), Fault("RCPT", silent=True)], ids=["cut", "silent"])
def test_a_line_that_ends_before_the_message_does_is_opened_again(
    send: Sender, office: PostOffice, fault: Fault
) -> None:
    office.fails("ada@example.org", fault)
    assert dict(send().outcomes) == {"sent": 3}
    assert sorted(office.readers()) == list(PEOPLE)
    assert office.connections == 2


@pytest.mark.parametrize(
    "fault",
    [Fault("taken"), Fault("taken", silent=True), Fault("taken", "thank you")],
    ids=["cut", "silent", "unreadable"],
)
def test_what_nobody_knows_is_not_sent_twice_unless_the_editor_says_so(
    send: Sender, office: PostOffice, fault: Fault
) -> None:
    office.fails("ada@example.org", fault)
    assert dict(send().outcomes) == {"sending": 1, "sent": 2}
    assert send.findings == ["unknown-delivery ada@example.org"]
    assert send().due == 0
    assert send.findings == ["unknown-delivery ada@example.org"]
    assert sorted(office.readers()) == list(PEOPLE)
    send(again=["unknown"])
    first, second = (message for message in office.taken() if "ada" in str(message["To"]))
    assert first["Message-ID"] == second["Message-ID"]
    assert send().due == 0
    assert send.findings == []


def test_a_server_that_takes_no_mail_of_the_sender_ends_the_run(
    send: Sender, digest: Digest, office: PostOffice
) -> None:
    office.fails("", Fault("MAIL", "550 not yours"))
    with pytest.raises(UsageError, match=r"550.*not yours"):
        send()
    assert dict(send().outcomes) == {"sent": 3}


def test_a_server_that_is_not_there_is_waited_for(send: Sender, office: PostOffice, time: web.Clock) -> None:
    with open_office() as gone:
        nobody = Server("127.0.0.1", gone.port, "none")
    with pytest.raises(UsageError) as problem:
        send(server=nobody)
    assert time.slept == [2.0, 4.0, 8.0, 16.0, 32.0]
    assert problem.value.diagnostic.hint.startswith("check SITEGEN_SMTP_HOST, _PORT and _SECURITY")


def test_no_more_than_the_rate_are_sent_in_a_minute(send: Sender, digest: Digest, time: web.Clock) -> None:
    digest.edit("site.toml", "rate = 0", "rate = 30")
    send()
    assert time.slept == [2.0, 2.0]


def test_after_a_wait_for_the_server_no_more_are_sent_in_a_minute_either(
    send: Sender, digest: Digest, office: PostOffice, time: web.Clock
) -> None:
    digest.edit("site.toml", "rate = 0", "rate = 30")
    for reader in ("ada@example.org", "bob@example.org"):
        office.fails(reader, *[Fault("RCPT", "450 busy")] * 2)
    send()
    wait, again, longer = 2.0, 2.0, 4.0
    assert time.slept == [wait, wait, again, wait, longer, wait]


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_password_goes_through_an_encrypted_line(
    digest: Digest, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, security: Any
) -> None:
    certificate = web.certificate(tmp_path, "localhost")
    monkeypatch.setenv("SSL_CERT_FILE", f"{certificate}.crt")
    with open_office(certificate, security) as office:
        send = Sender(digest, office.port, clock)
        account = Server("localhost", office.port, security, "digest", "secret")
        assert dict(send(server=account).outcomes) == {"sent": 3}
        assert office.logins == [b"digest:secret"]
        wrong = Server("localhost", office.port, security, "digest", "guess")
        with pytest.raises(UsageError, match=r"cannot be used: .*535"):
            send("new@example.org", server=wrong)
        monkeypatch.delenv("SSL_CERT_FILE")
        with pytest.raises(UsageError, match="CERTIFICATE_VERIFY_FAILED"):
            send("new@example.org", server=account)


def test_a_server_that_speaks_no_tls_at_once_is_asked_once(send: Sender, office: PostOffice, time: web.Clock) -> None:
    with pytest.raises(UsageError) as problem:
        send(server=Server("127.0.0.1", office.port, "tls"))
    assert "_SECURITY" in problem.value.diagnostic.hint
    assert time.slept == []


def test_a_server_without_starttls_gets_no_mail(send: Sender, office: PostOffice) -> None:
    with pytest.raises(UsageError, match="STARTTLS"):
        send(server=Server("127.0.0.1", office.port, "starttls"))
    assert office.taken() == []


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({}, "no mail server is named"),
        ({"HOST": "mail.example", "SECURITY": "ssl"}, "SITEGEN_SMTP_SECURITY is 'ssl'"),
        ({"HOST": "mail.example", "PORT": "smtp"}, "SITEGEN_SMTP_PORT is 'smtp'"),
        ({"HOST": "mail.example", "PORT": "0"}, "SITEGEN_SMTP_PORT is '0'"),
        ({"HOST": "mail.example", "PORT": "65536"}, "SITEGEN_SMTP_PORT is '65536'"),
        ({"HOST": "mail..example"}, r"SITEGEN_SMTP_HOST is 'mail\.\.example'"),
        ({"HOST": "smtp://mail.example"}, "SITEGEN_SMTP_HOST is 'smtp://mail.example'"),
        ({"HOST": "mail.example:25"}, "SITEGEN_SMTP_HOST is 'mail.example:25'"),
        ({"HOST": "mail.example "}, "SITEGEN_SMTP_HOST is 'mail.example '"),
        ({"HOST": "mail.example", "SECURITY": "none", "USER": "me"}, "a password is not sent without TLS"),
    ],
)
def test_a_server_that_cannot_be_meant_is_a_usage_error(environment: Mapping[str, str], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        server_from({f"SITEGEN_SMTP_{name}": value for name, value in environment.items()})


@pytest.mark.parametrize("host", ["localhost", "mail.example.", "münchen.example", "192.0.2.1", "::1", "2001:db8::25"])
def test_a_server_has_a_name_or_an_address(host: str) -> None:
    assert server_from({"SITEGEN_SMTP_HOST": host}).host == host


def test_the_usual_ports_go_with_the_security() -> None:
    def port(security: str) -> int:
        return server_from({"SITEGEN_SMTP_HOST": "mail.example", "SITEGEN_SMTP_SECURITY": security}).port

    assert (port(""), port("starttls"), port("tls"), port("none")) == (587, 587, 465, 25)


def test_the_journal_has_the_intent_before_and_the_answer_after(
    send: Sender, digest: Digest, office: PostOffice
) -> None:
    office.fails("bob@example.org", Fault("DATA", "451 later"))
    send("ada@example.org", "bob@example.org")
    lines = (digest.home / "mail" / "2025-03-28.jsonl").read_text("utf-8").splitlines()
    told = [(record["to"][:3], record["state"]) for record in map(json.loads, lines)]
    assert told == [
        ("ada", "sending"),
        ("ada", "sent"),
        ("bob", "sending"),
        ("bob", "failed"),
        ("bob", "sending"),
        ("bob", "sent"),
    ]


def test_an_intent_is_on_the_disk_before_the_mail_goes_out(
    send: Sender, digest: Digest, office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[tuple[str, int]] = []

    def fsync(file: int) -> None:
        lines = (digest.home / "mail" / "2025-03-28.jsonl").read_text("utf-8").splitlines()
        kept.append((json.loads(lines[-1])["state"], len(office.received)))

    monkeypatch.setattr("sitegen.delivery.journal.os.fsync", fsync)
    send("ada@example.org", "bob@example.org")
    assert kept == [("sending", 0), ("sending", 1)]


def test_a_line_that_a_crash_tore_is_dropped_and_another_one_is_an_error(
    send: Sender, digest: Digest, office: PostOffice
) -> None:
    journal = digest.home / "mail" / "2025-03-28.jsonl"
    send("ada@example.org")
    with journal.open("ab") as file:
        file.write(b'{"to":"bob@exa')
    assert send("bob@example.org").due == 1
    assert send(*PEOPLE).due == 1
    journal.write_bytes(b"what is this\n" + journal.read_bytes())
    with pytest.raises(UsageError, match=r"mail/2025-03-28\.jsonl:1"):
        send()
    assert office.readers() == list(PEOPLE)


@pytest.mark.parametrize("body", [b".", b".a\r\n..\r\n.\r\nb", b"a\n.\nb\r.c", b"", b"a\r\n"])
def test_a_message_arrives_letter_for_letter(office: PostOffice, body: bytes) -> None:
    head, reader = b"To: ada@example.org\r\n\r\n", "ada@example.org"
    with MailServer(Server("127.0.0.1", office.port, "none"), Clock().sleep) as server:
        for _ in range(2):
            server.deliver("digest@papers.example", reader, head + body, lambda: None)
    whole = head + re.sub(rb"\r\n|\r|\n", b"\r\n", body)
    assert office.received == [whole if whole.endswith(b"\r\n") else whole + b"\r\n"] * 2
