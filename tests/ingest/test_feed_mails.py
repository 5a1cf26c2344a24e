"""Folders of Thunderbird's feeds, a mail for each item."""

from __future__ import annotations

from sitegen.diagnostics import Report
from sitegen.ingest import ingest
from sitegen.ingest.values import prose
from sitegen.model import Digest

MAIL = """From - Tue Mar 04 06:00:00 2025
Received: by localhost; Tue, 04 Mar 2025 06:00:00 +0200
Date: Tue, 04 Mar 2025 04:00:00 +0000
Message-Id: <{address}@localhost.localdomain>
From: {sender}
MIME-Version: 1.0
Subject: {title}
Content-Base: {address}
Content-Type: text/html; charset=UTF-8

<html>
  <head><title>{title}</title><base href="{address}"></head>
  <body id="msgFeedSummaryBody" selected="false">
    <p>{said}</p>
  </body>
</html>


"""
FEED = "cs.CL updates"
ABSTRACT = "We study clocks that wait for their owners, and find that most of them wait longer than they say. " * 4
ANNOUNCED = "arXiv:2504.00001v1 Announce Type: new <br>\nAbstract: " + ABSTRACT


def read(*items: tuple[str, str, str, str]) -> tuple[Digest, Report]:
    report = Report()
    fields = (dict(zip(("title", "sender", "address", "said"), item, strict=True)) for item in items)
    return ingest("".join(MAIL.format(**item) for item in fields).encode(), "papers", report), report


def arxiv(number: int) -> str:
    return f"https://arxiv.org/abs/2504.0000{number}"


def test_an_item_has_its_authors_as_sender_and_its_abstract_as_body() -> None:
    digest, report = read(
        ("Slow Clocks: A Study", "Ann Lee, Bo Cho", arxiv(1), ANNOUNCED),
        ("Small Maps", "=?UTF-8?Q?Ren=C3=A9e_Roy?=", arxiv(2), ABSTRACT),
    )
    assert not report.diagnostics
    first, second = digest.entries
    assert (first.facts.title, first.facts.arxiv, first.facts.published) == (
        "Slow Clocks: A Study",
        "2504.00001",
        "2025-03-04",
    )
    assert prose.text(first.abstract) == prose.text(second.abstract) == ABSTRACT.strip()
    assert [[author.name for author in entry.facts.authors] for entry in digest.entries] == [
        ["Ann Lee", "Bo Cho"],
        ["Renée Roy"],
    ]


def test_the_name_of_a_feed_is_no_author_and_its_posts_are_no_papers() -> None:
    digest, report = read(
        ("Slow Clocks", "Clock Weekly", arxiv(1), ABSTRACT),
        ("Small Maps", "Clock Weekly", arxiv(2), ABSTRACT),
        ("Old Towns", FEED, arxiv(3), ABSTRACT),
        ("What we did in March", "Clock Club", "https://clocks.example.org/march", "We fixed two clocks."),
    )
    assert [entry.facts.title for entry in digest.entries] == ["Slow Clocks", "Small Maps", "Old Towns"]
    assert [entry.facts.authors for entry in digest.entries] == [()] * 3
    assert [(found.severity, found.code) for found in report.diagnostics] == [("warning", "doubtful-paper")]


def test_a_letter_about_papers_is_read_as_pasted_alone_and_left_out_among_papers() -> None:
    names = ("Ann Lee, Bo Cho", "Cy Roy, Di Sun")
    listed = "".join(
        f'<h2><a href="{arxiv(at)}">Slow Clocks of Town {at}</a></h2><p>{name}</p><p>{ABSTRACT}</p>'
        for at, name in enumerate(names)
    )
    letter = ("Clock Letter 12", "Clock Letter", "https://letters.example.org/12", listed)
    assert [entry.facts.arxiv for entry in read(letter)[0].entries] == ["2504.00000", "2504.00001"]
    digest, report = read(("Small Maps", "Ann Lee, Bo Cho", arxiv(2), f"{ABSTRACT} {arxiv(3)} {arxiv(4)}"), letter)
    assert [entry.facts.title for entry in digest.entries] == ["Small Maps"]
    assert [(found.severity, found.code) for found in report.diagnostics] == [("warning", "doubtful-paper")]


def test_names_may_stand_where_an_address_would() -> None:
    digest, report = read(("Slow Clocks: A Study", "<Ann Lee, Bo Cho>", arxiv(1), ANNOUNCED))
    assert [author.name for author in digest.entries[0].facts.authors] == ["Ann Lee", "Bo Cho"]
    assert not report.diagnostics


def test_an_announced_abstract_that_a_page_cuts_off_is_without_its_button() -> None:
    for button in ("… Expand", "...Show more", "… [Read more →]"):
        digest, _ = read(("Slow Clocks: A Study", "Ann Lee", arxiv(1), f"We study clocks that wait for{button}"))
        assert (
            prose.text(digest.entries[0].abstract)
            == f"We study clocks that wait for{button.rstrip(' →]EShowmxpandRr[e')}"
        )
