"""A mail as a reader's program sees it."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import cast

import pytest
from msgspec.structs import replace

from sitegen.config import load
from sitegen.delivery.edition import read_issue
from sitegen.delivery.mail import preview_mail, write_mail
from sitegen.delivery.message import MAX_SIZE, address_to, compose
from sitegen.delivery.plain import plain_text
from sitegen.delivery.recipients import Recipient
from sitegen.diagnostics import Report, UsageError
from tests.delivery.conftest import SETTINGS, Digest

NOW = datetime(2025, 3, 28, 6, tzinfo=UTC)


def written(digest: Digest, name: str = "latest") -> EmailMessage:
    path = write_mail(digest.config, name, lambda: NOW, Report(), lambda stage, done, total: None)
    return message_from_bytes(path.read_bytes(), policy=policy.default)


def part(message: EmailMessage, kind: str) -> str:
    found = cast("EmailMessage", message.get_body((kind,)))
    return str(found.get_content()).replace("\r\n", "\n")


def test_a_mail_has_the_headers_that_programs_go_by(digest: Digest) -> None:
    mail = written(digest)
    assert mail.get_content_type() == "multipart/alternative"
    assert mail["Subject"] == "Papers of the day, 28 March 2025: 3 papers"
    assert mail["From"] == "Papers of the day <digest@papers.example>"
    assert mail["Date"] == "Fri, 28 Mar 2025 06:00:00 +0000"
    assert mail["List-Id"] == "<digest.papers.example>"
    leave = "<https://papers.example/leave?reader=digest%40papers.example>"
    assert mail["List-Unsubscribe"] == f"{leave}, <mailto:digest@papers.example?subject=unsubscribe>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert re.fullmatch(r"<2025-03-28\.[0-9a-f]{24}@papers\.example>", mail["Message-ID"])


def test_a_mail_is_ascii_whatever_its_papers_say(digest: Digest) -> None:
    """A server need not take other bytes unless MAIL asks for them (RFC 6152)."""
    digest.edit("papers/2025/bounds-for-trees.md", "We study how", "Čapek and Łoś study how")
    mail = written(digest)
    assert mail.as_bytes().isascii()
    assert {half["Content-Transfer-Encoding"] for half in mail.iter_parts()} <= {"7bit", "quoted-printable", "base64"}
    assert "Čapek and Łoś study how" in part(mail, "plain")


def test_a_list_has_the_name_that_the_settings_give_it(digest: Digest) -> None:
    digest.edit("site.toml", "[mail]", '[mail]\nlist_id = "news.papers.example"')
    assert written(digest)["List-Id"] == "<news.papers.example>"


def test_a_mail_lists_the_papers_with_links_in_full(digest: Digest) -> None:
    mail = written(digest)
    html, text = part(mail, "html"), part(mail, "plain")
    assert '<a href="https://papers.example/digest/papers/bounds-for-trees.html"' in html
    assert "Bounds for trees\n----------------\n<https://papers.example/digest/papers/bounds-for-trees.html>" in text
    (preheader,) = re.findall(r'<div class="preheader" style="display: none;[^"]*">([^<]*)</div>', html)
    assert preheader == "Bounds for trees; Learning to rank; A survey of graphs"
    assert preheader not in text
    links = set(re.findall(r'<a href="([^"]+)"', html))
    assert len(links) == 6
    assert all(link in text for link in links)
    assert all(link.startswith("https://papers.example/") for link in links)
    assert max(len(line) for line in text.splitlines() if "<http" not in line) <= 72


def test_the_links_of_a_paper_stand_alone_where_nothing_else_is_known_of_it(digest: Digest) -> None:
    links = 'code: "https://github.com/lab/x"\ndata: "https://data.example/x"'
    digest.write("papers/2025/bare.md", f"---\ntitle: Bare facts\n{links}\n---\n")
    digest.write("editions/2025-03-29.md", "---\ndate: 2025-03-29\n---\n\n1. [[bare]]\n")
    assert "\nCode <https://github.com/lab/x> · Data <https://data.example/x>\n" in part(written(digest), "plain")


def test_the_first_three_titles_stand_beside_the_subject(digest: Digest) -> None:
    digest.paste("2025-03-29", "First words", "Second thoughts", "Third party", "Fourth wall")
    digest.build()
    assert "First words; Second thoughts; Third party</div>" in part(written(digest), "html")


def test_what_is_known_of_a_paper_runs_as_its_title_and_leaves_names_whole(digest: Digest) -> None:
    digest.write("papers/2025/peace.md", '---\ntitle: שלום לכולם\nauthors: ["דוד & Co"]\n---\n')
    digest.write("editions/2025-03-29.md", "---\ndate: 2025-03-29\n---\n\n1. [[peace]] · 3 votes\n")
    html = re.sub(' (?:style|class|href)="[^"]*"', "", part(written(digest), "html"))
    entry = '<div dir="auto"><h2><a>שלום לכולם</a></h2><p><bdi>דוד &amp; Co</bdi> · 3 votes</p></div>'
    assert entry in html.replace("\n", "")


def test_styles_are_on_the_elements_and_colours_of_the_dark_remain(digest: Digest) -> None:
    html = part(written(digest), "html")
    assert '<h1 style="' in html
    (style,) = re.findall(r"(?s)<style[^>]*>(.*?)</style>", html)
    assert style.strip().startswith("@media (prefers-color-scheme: dark)")


def test_formulas_are_unicode_and_the_editors_links_lead_on(digest: Digest) -> None:
    digest.write("pages/about.md", "# About\n")
    digest.edit("editions/2025-03-28.md", "\n1. ", "\nSee [this](../pages/about.md) and ![it](a.png).\n\n1. ")
    digest.write("editions/2025-03-28.md", digest.read("editions/2025-03-28.md") + "\nUntil tomorrow.\n")
    paper = "papers/2025/bounds-for-trees.md"
    digest.edit(paper, "We study how", "With $x^2 \\le \\alpha$ and $$\\mathbb{R}$$ we study how")
    mail = written(digest)
    assert "With x² ≤ α and ℝ we study" in part(mail, "html")
    assert "With x² ≤ α and ℝ we study" in part(mail, "plain")
    assert "this <https://papers.example/digest/about.html>" in part(mail, "plain").replace("\n", " ")
    assert '<a href="https://papers.example/digest/date/a.png"' in part(mail, "html")
    assert "<img" not in part(mail, "html")
    assert part(mail, "html").index("we study") < part(mail, "html").index("Until tomorrow.")


def test_the_same_edition_is_the_same_mail(digest: Digest) -> None:
    first = written(digest).as_bytes()
    assert written(digest).as_bytes() == first
    assert written(digest, "2025-03-27")["Message-ID"] != written(digest)["Message-ID"]


@pytest.mark.parametrize("name", ["week", "2025-W13"])
def test_a_week_is_a_mail_of_all_its_papers(digest: Digest, name: str) -> None:
    mail = written(digest, name)
    assert mail["Subject"] == "Papers of the day, Week 13, 2025: 5 papers"
    assert "Notes on width" in part(mail, "plain")
    assert "https://papers.example/digest/week/2025-W13.html" in part(mail, "plain")


def test_the_mail_of_a_week_has_the_comments_of_its_editions(digest: Digest) -> None:
    page = digest.read("editions/2025-03-27.md")
    line = next(line for line in page.split("\n") if "Notes on width" in line)
    digest.edit("editions/2025-03-27.md", line, f"{line}\n\n   Mind [[notes-on-width]].\n")
    mail = part(written(digest, "2025-W13"), "html")
    assert re.search('Mind <a href="https://papers.example/digest/papers/notes-on-width.html"[^>]*>Notes on', mail)


def test_a_mail_is_by_the_curator_of_its_edition_or_else_of_the_digest(digest: Digest) -> None:
    digest.edit("site.toml", "[mail]", 'curator = "Zoe"\n\n[mail]')
    page = digest.read("editions/2025-03-28.md")
    digest.write("editions/2025-03-28.md", re.sub("(?m)^curator: .*$", "curator: Cy", page))
    assert "by Cy · 3 papers" in part(written(digest), "plain")
    digest.write("editions/2025-03-28.md", re.sub("(?m)^curator: .*\\n", "", page))
    assert "by Zoe · 3 papers" in part(written(digest), "plain")


def test_the_week_is_the_newest(digest: Digest) -> None:
    digest.paste("2025-04-03", "Sorting by ice")
    digest.paste("2025-04-04", "Sorting by fire")
    digest.build()
    assert written(digest, "week")["Subject"] == "Papers of the day, Week 14, 2025: 2 papers"


@pytest.mark.parametrize("name", ["week", "2025-W13", "2025-03"])
def test_a_week_or_month_of_one_edition_is_the_mail_of_that(digest: Digest, name: str) -> None:
    digest.delete("editions/2025-03-27.md")
    assert written(digest, name).as_bytes() == written(digest, "2025-03-28").as_bytes()


def test_votes_of_another_week_are_not_in_the_mail_of_a_week(digest: Digest) -> None:
    one, other = "bounds-for-trees", "notes-on-width"
    for day, votes in (("2025-03-31", {one: 5}), ("2025-04-01", {other: 9}), ("2025-04-07", {one: 50})):
        lines = (f"1. [{paper}](../papers/2025/{paper}.md) · {count} votes" for paper, count in votes.items())
        digest.write(f"editions/{day}.md", "\n".join(["---", f'date: "{day}"', "---", "", *lines, ""]))
    text = part(written(digest, "2025-W14"), "html")
    assert "5 votes" in text
    assert "50 votes" not in text


def test_a_name_that_is_none_is_a_usage_error_with_the_nearest(digest: Digest) -> None:
    with pytest.raises(UsageError, match=r"there is no edition '2025-03-26'[\s\S]*did you mean 2025-03-2"):
        written(digest, "2025-03-26")


def test_a_digest_without_editions_says_so(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    config = load(tmp_path / "content", base_url="https://papers.example/")
    with pytest.raises(UsageError, match=r"there is no edition yet\n.*sitegen add"):
        read_issue(config, "latest", Report())


def test_an_edition_without_papers_is_not_sent(digest: Digest) -> None:
    digest.write("editions/2025-04-04.md", '---\ndate: "2025-04-04"\n---\n\nOpening words.\n')
    with pytest.raises(UsageError, match="the edition 'latest' has no papers"):
        written(digest, "latest")


def test_no_title_writes_a_header_of_its_own(digest: Digest) -> None:
    digest.edit(
        "site.toml", '"Papers of the day"', '"Papers\\r\\nBcc: all@example.org\\r\\n\\r\\nof\\u2028the\\u202eday"'
    )
    mail = written(digest)
    assert mail["Bcc"] is None
    assert mail["Subject"].startswith("Papers Bcc: all@example.org of the day, 28 March 2025")


@pytest.mark.parametrize("papers", [60, 150, 900])
def test_a_large_edition_stays_below_the_size_at_which_mails_are_cut(digest: Digest, papers: int) -> None:
    view, theme = read_issue(digest.config, "latest", Report())
    long = "A sentence of some length that says little. " * 30
    cards = [replace(view.cards[0], text=long)] * papers
    mail = compose(replace(view, cards=tuple(cards), total=papers), theme, digest.config.mail)
    now = datetime(2025, 3, 28, tzinfo=UTC)
    html, message = mail.html, address_to(mail, Recipient("ann@example.org"), digest.config.mail, now)
    assert len(message.as_bytes()) <= MAX_SIZE + 2000, "headers apart"
    shown = html.count("<h2")
    if papers == 900:
        assert f"{papers - shown} more papers on the site" in html
    else:
        assert shown == papers
        assert "says little. …</p>" in html


def test_one_paper_that_a_mail_leaves_out_is_told_of(digest: Digest) -> None:
    view, theme = read_issue(digest.config, "latest", Report())
    html = compose(replace(view, cards=view.cards[1:]), theme, digest.config.mail).html
    assert "1 more paper on the site" in html


def test_abstracts_are_cut_after_a_sentence(digest: Digest) -> None:
    view, theme = read_issue(digest.config, "latest", Report())
    long = "A sentence of some length that says little. " * 30
    cards = tuple(type(card)(id=card.id, title=card.title, route=card.route, text=long) for card in view.cards)
    html = compose(replace(view, cards=cards), theme, digest.config.mail).html
    (text, *_) = re.findall(r'<p dir="auto"[^>]*>([^<]*)</p>', html)
    assert len(text) <= 480
    assert text.endswith("says little. …")


def test_without_an_address_of_the_web_readers_leave_by_mail(digest: Digest) -> None:
    digest.edit("site.toml", 'unsubscribe = "https://papers.example/leave?reader={address}"', "")
    mail = written(digest)
    assert mail["List-Unsubscribe"] == "<mailto:digest@papers.example?subject=unsubscribe>"
    assert mail["List-Unsubscribe-Post"] is None
    assert 'href="mailto:digest@papers.example?subject=unsubscribe"' in part(mail, "html")


def test_a_long_way_out_of_the_list_is_not_encoded(digest: Digest) -> None:
    digest.edit("site.toml", "/leave?reader", f"/{'x' * 200}/leave?reader")
    written(digest)
    head = (digest.home / "mail" / "2025-03-28.eml").read_bytes().partition(b"\r\n\r\n")[0].decode("ascii")
    assert f"List-Unsubscribe: <https://papers.example/{'x' * 200}/leave?reader=digest%40papers.example>, <mail" in head


@pytest.mark.parametrize(("key", "message"), [("sender", "a mail needs a sender"), ("base_url", "the site's address")])
def test_what_a_mail_needs_is_said(digest: Digest, key: str, message: str) -> None:
    digest.write("site.toml", re.sub(f"(?m)^{key}.*$", "", digest.read("site.toml")))
    with pytest.raises(UsageError, match=message):
        written(digest)


def test_a_theme_has_a_mail_of_its_own(digest: Digest, tmp_path: Path) -> None:
    template = tmp_path / "templates" / "mail" / "edition.html"
    template.parent.mkdir(parents=True)
    template.write_text("<!doctype html><title>x</title><p>{{ view.total }} of {{ prose('*us*') }}", "utf-8")
    assert part(written(digest), "plain") == "3 of\n\nus\n"


def test_text_is_made_of_html() -> None:
    html = (
        "<head><title>No</title></head><div class='preheader'>no <b>no</b><br>no <img src='x'>no</div>"
        "<h1>A <a href='u'>b</a></h1><p>One<br>two <a href='https://x/'>three</a>.<ul><li>four<li>five</ul><p><a href='https://y/'>https://y/</a>"
    )
    assert plain_text(html) == "A b\n===\n<u>\n\nOne two three <https://x/>.\n\n* four\n\n* five\n\nhttps://y/\n"


def test_lists_in_text_have_the_numbers_and_boxes_that_they_have_in_html() -> None:
    box = '<li><label><input type="checkbox"{} disabled> {}</label></li>'
    tasks = f"<ul>{box.format('', 'todo')}{box.format(' checked', 'done')}</ul>"
    html = f'<ol start="3"><li><p>three</p></li><li>four<ul><li>point</ul></li><li>five</ol>{tasks}<p>End'
    assert plain_text(html).split("\n\n") == [
        *("3. three", "4. four", "* point", "5. five"),
        *("[ ] todo", "[x] done", "End\n"),
    ]


def test_quotations_in_text_are_marked_line_by_line() -> None:
    inner = f"<blockquote><h2>Two</h2><ul><li>{'word ' * 20}</ul></blockquote>"
    text = plain_text(f"Before<blockquote><p>One</p>{inner}</blockquote><blockquote></blockquote><p>After")
    assert text.split("\n") == [
        *("Before", "", "> One", ">", "> > Two", "> > ---", "> >"),
        *(
            "> > * word word word word word word word word word word word word word",
            "> >   word word word word word word word",
        ),
        *("", "After", ""),
    ]


def test_footnotes_and_pictures_of_an_edition_are_read_as_text(digest: Digest) -> None:
    (digest.content / "editions/plot.png").write_bytes(b"x")
    words = "See ![the plot](plot.png) below.[^1]\n\n[^1]: A note."
    digest.write("editions/2025-03-29.md", f"---\ndate: 2025-03-29\n---\n\n{words}\n\n1. [[a-study-of-depth]]\n")
    assert "\n\nSee the plot below.[1]\n\n1. A note.\n\n" in part(written(digest), "plain")


def test_formulas_in_the_titles_that_the_editor_links_to_are_unicode(digest: Digest) -> None:
    digest.write("papers/2025/squares.md", "---\ntitle: Sums of $x^2$\n---\n")
    digest.write("editions/2025-03-29.md", "---\ndate: 2025-03-29\n---\n\nFirst [[squares]].\n\n1. [[squares]]\n")
    mail = written(digest)
    assert "First Sums of x² <https://" in part(mail, "plain")
    assert ">Sums of x²</a>." in part(mail, "html")


def test_a_mail_begins_with_the_named_searches_that_find_some_of_its_papers(digest: Digest) -> None:
    digest.write("site.toml", f'{SETTINGS}\n[[searches]]\nname = "On trees"\nquery = "trees"\n')
    html = preview_mail(digest.config, "2025-03-28").html
    section = html[html.index("On trees") : html.index("<h2")]
    assert "https://papers.example/digest/searches/on-trees.html" in html
    assert "Bounds for trees" in section
    assert "Learning to rank" not in section
    assert "On trees" not in preview_mail(digest.config, "2025-03-27").html


def test_of_a_search_that_finds_many_papers_a_mail_names_the_first(digest: Digest) -> None:
    digest.write("site.toml", f'{SETTINGS}\n[[searches]]\nname = "Bounds"\nquery = "bounds"\n')
    digest.paste("2025-04-01", *[f"Bounds of {letter * 4}" for letter in "abcdefghijklmno"])
    digest.build()
    html = preview_mail(digest.config, "2025-04-01").html
    section = html[html.index(">Bounds</a>") : html.index("<h2")]
    assert section.count("Bounds of ") == 12


def test_a_mail_says_where_authors_are_left_out(digest: Digest) -> None:
    authors = json.dumps(["Ann Lee", "Bo Cho", "Cy Roy", "Di Sun", "Ed Poe"])
    digest.write("papers/2025/bare.md", f"---\ntitle: Bare\nauthors: {authors}\nmore_authors: true\n---\n")
    digest.write("editions/2025-03-29.md", "---\ndate: 2025-03-29\n---\n\n1. [[bare]]\n")
    assert "\nAnn Lee, Bo Cho, Cy Roy, Di Sun et al.\n" in part(written(digest), "plain")
