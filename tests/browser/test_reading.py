"""What lives on between a reader's visits: watches, muted words, and the papers that are ranked for one reader."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import POLICY
from tests.browser.saved.saver import Reader, downloaded, exported, give
from tests.little import LittleSite
from tests.reading import served

pytestmark = pytest.mark.browser

SUBJECTS = {
    "bees": "The waggle dance of honey bees recruits foragers to nectar far from the hive.",
    "ice": "Glacier ice creeps downhill, and meltwater speeds up its flow in summer.",
    "trees": "Balanced search trees keep their depth logarithmic under rotations.",
}
SETTINGS = """\
title = "Papers"

[[searches]]
name = "Of bees"
query = "waggle dance"
"""


class Digest(LittleSite):
    """A site of papers about a few subjects, to which editions are added while readers read."""

    def edition(self, date: str, *papers: tuple[str, str]) -> None:
        """Adds an edition of papers, each a title and a subject."""
        lines = []
        for title, subject in papers:
            name = title.lower().replace(" ", "-")
            front = f'---\nid: "{name}"\ntitle: "{title}"\nauthors: ["Ada Lovelace"]\ntopics: ["{subject}"]\n---\n\n'
            self.write(f"papers/2025/{name}.md", f"{front}{SUBJECTS[subject]} {title} says more.\n")
            lines.append(f"1. [{title}](../papers/2025/{name}.md)\n")
        self.write(f"editions/{date}.md", f'---\ndate: "{date}"\n---\n\n{"".join(lines)}')
        self.build()


@pytest.fixture
def site(tmp_path: Path) -> Digest:
    site = Digest(tmp_path)
    site.output = tmp_path / "served" / "repo"
    site.write("site.toml", SETTINGS)
    site.edition(
        "2025-03-27",
        ("Dance of bees", "bees"),
        ("Hive economics", "bees"),
        ("Flow of glaciers", "ice"),
        ("Rotations of trees", "trees"),
    )
    return site


@pytest.fixture
def reader(chromium: Any, site: Digest) -> Iterator[Reader]:
    with served(site.output.parent, {"Content-Security-Policy": POLICY}) as address:
        context = chromium.new_context(viewport={"width": 1280, "height": 900})
        reader = Reader(context, f"{address}repo/")
        yield reader
        assert reader.problems == []
        assert all(url.startswith((address, "blob:")) for url in reader.requests)
        context.close()


def watch(reader: Reader, page: Any, route: str) -> None:
    """Watches what a page shows, and waits until the browser knows its newest paper."""
    reader.open(route, page)
    button = page.get_by_role("button", name="Watch", exact=True)
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".notice")).to_contain_text("Watched: ")
    wait_for_newest(page)


def wait_for_newest(page: Any) -> None:
    """Waits until the browser knows the newest papers of all watches."""
    kept = "() => Object.keys(localStorage).filter((key) => key.startsWith('watch:')).map((key) => localStorage[key])"
    for _ in range(400):
        if all("seen" in text for text in page.evaluate(kept)):
            return
        page.wait_for_timeout(50)
    raise AssertionError("the browser does not know the newest papers")


def add_news(site: Digest) -> None:
    site.edition(
        "2025-03-28",
        ("Bees by night", "bees"),
        ("Summer of ice", "ice"),
        ("Depth of trees", "trees"),
        ("Robber bees", "bees"),
    )


def test_the_home_page_says_what_is_new_of_what_a_reader_watches(site: Digest, reader: Reader) -> None:
    page = reader.tab()
    watch(reader, page, "topics/bees.html")
    watch(reader, page, "searches/of-bees.html")
    watch(reader, page, "authors/ada-lovelace.html")
    reader.open("index.html", page)
    panel = page.locator("#watchlist")
    expect(panel).to_contain_text("Nothing new in 3 topics, authors and searches.")
    add_news(site)
    page.reload()
    expect(panel.locator("> ul > li")).to_have_count(3)
    expect(panel.locator("> ul > li").first).to_contain_text("Ada Lovelace4 new since today")
    topic = panel.locator("> ul > li", has=page.get_by_role("link", name="bees", exact=True))
    expect(topic).to_contain_text("2 new since today")
    expect(panel.locator("> ul > li", has=page.get_by_role("link", name="Of bees"))).to_contain_text("Robber bees")
    # who has looked has seen
    panel.get_by_role("link", name="bees", exact=True).click()
    expect(page.locator("h1")).to_have_text("bees")
    page.go_back()
    expect(panel.locator("> ul > li")).to_have_count(2)
    with page.context.expect_page():
        panel.get_by_role("link", name="Of bees").click(button="middle")
    page.reload()
    expect(panel.locator("> ul > li")).to_have_count(1)


@pytest.mark.parametrize(
    "entries",
    [
        '[bees]\nlabel = "hymenoptera"\nspellings = ["bees"]\n',
        '[bees]\nlabel = "bees"\nmerge = "hymenoptera"\n\n[hymenoptera]\nlabel = "hymenoptera"\n',
    ],
    ids=["renamed", "merged"],
)
def test_a_watch_outlives_the_name_of_its_topic(site: Digest, reader: Reader, entries: str) -> None:
    page = reader.tab()
    watch(reader, page, "topics/bees.html")
    site.write("topics.toml", entries)
    add_news(site)
    reader.open("index.html", page)
    news = page.locator("#watchlist > ul > li")
    expect(news).to_contain_text("bees2 new since today")
    reader.open("topics/bees.html", page)
    expect(page.locator("h1")).to_have_text("hymenoptera")
    expect(page.get_by_role("button", name="Watch", exact=True)).to_have_attribute("aria-pressed", "true")
    reader.open("index.html", page)
    expect(news).to_have_count(1)
    expect(news).to_contain_text("hymenoptera2 new since today")


@pytest.mark.parametrize("route", ["topics/bees.html", "authors/ada-lovelace.html", "search/index.html?q=waggle"])
def test_who_watches_and_leaves_before_the_index_answers_is_shown_what_comes_next(
    site: Digest, reader: Reader, route: str
) -> None:
    page = reader.open(route)
    button = page.get_by_role("button", name="Watch", exact=True)
    expect(button).to_be_visible()
    page.route("**/watchlist.js", lambda request: request.abort())
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    page.unroute_all()
    add_news(site)
    reader.open("index.html", page)
    expect(page.locator("#watchlist")).to_contain_text("new since today")
    expect(page.locator("#watchlist")).to_contain_text("Robber bees")
    expect(page.locator("#watchlist")).not_to_contain_text("Dance of bees")
    reader.problems[:] = [line for line in reader.problems if "net::ERR_FAILED" not in line]


def test_words_that_are_excluded_just_before_leaving_hide_nothing_else(site: Digest, reader: Reader) -> None:
    page = reader.tab()
    watch(reader, page, "topics/bees.html")
    reader.open("for-you.html", page)
    page.get_by_label("bees: without the words").fill("night")
    page.route("**/search/**", lambda request: request.abort())
    page.keyboard.press("Tab")
    page.wait_for_timeout(300)
    page.unroute_all()
    add_news(site)
    reader.open("index.html", page)
    expect(page.locator("#watchlist")).to_contain_text("bees1 new since today")
    reader.problems[:] = [line for line in reader.problems if "net::ERR_FAILED" not in line]


def test_the_day_is_named_by_its_distance(site: Digest, reader: Reader) -> None:
    page = reader.tab()
    watch(reader, page, "topics/bees.html")
    add_news(site)
    for since, day in (("2025-03-27T10:00:00Z", "27 March 2025"), ("", "")):
        page.evaluate(
            """(since) => {
              const key = Object.keys(localStorage).find((one) => one.startsWith('watch:'));
              const time = since || new Date(Date.now() - 2 * 86400000).toISOString();
              localStorage.setItem(key, JSON.stringify({ ...JSON.parse(localStorage.getItem(key)), since: time }));
            }""",
            since,
        )
        reader.open("index.html", page)
        weekday = page.evaluate("new Date(Date.now() - 2 * 86400000).toLocaleDateString('en-GB', { weekday: 'long' })")
        expect(page.locator("#watchlist")).to_contain_text(f"2 new since {day or weekday}")


def test_all_papers_are_new_where_those_that_were_seen_are_gone(site: Digest, reader: Reader) -> None:
    page = reader.tab()
    watch(reader, page, "search/index.html?q=meltwater")
    (site.content / "papers/2025/flow-of-glaciers.md").unlink()
    site.edit("editions/2025-03-27.md", "1. [Flow of glaciers](../papers/2025/flow-of-glaciers.md)\n", "")
    add_news(site)
    reader.open("index.html", page)
    expect(page.locator("#watchlist")).to_contain_text("meltwater1 new since ")


def test_a_search_is_watched_from_its_page_without_words_that_the_reader_excludes(site: Digest, reader: Reader) -> None:
    page = reader.tab()
    watch(reader, page, "search/index.html?q=waggle")
    reader.open("for-you.html", page)
    page.get_by_label("waggle: without the words").fill('glacier, "bees by night"')
    page.keyboard.press("Tab")
    reader.open("index.html", page)
    expect(page.locator("#watchlist")).to_contain_text("Nothing new.")
    add_news(site)
    page.reload()
    expect(page.locator("#watchlist")).to_contain_text("waggle1 new since ")
    expect(page.locator("#watchlist")).to_contain_text("Robber bees")
    page.locator("#watchlist").get_by_role("link", name="waggle").click()
    expect(page.locator("main input[name=q]")).to_have_value("waggle")
    # what other words hid before is not new
    reader.open("for-you.html", page)
    page.get_by_label("waggle: without the words").fill("robber")
    page.keyboard.press("Tab")
    wait_for_newest(page)
    reader.open("index.html", page)
    expect(page.locator("#watchlist")).to_contain_text("Nothing new.")


def test_to_look_at_a_watch_undoes_nothing_that_was_changed_since(site: Digest, reader: Reader) -> None:
    page = reader.tab()
    watch(reader, page, "topics/bees.html")
    other = reader.open("for-you.html")
    expect(other.locator(".watches > li")).to_have_count(1)
    reader.open("for-you.html", page)
    words = page.get_by_label("bees: without the words")
    words.fill("robber")
    page.keyboard.press("Tab")
    page.locator(".watches").get_by_role("link", name="bees").click()
    expect(page.locator("h1")).to_have_text("bees")
    reader.open("for-you.html", page)
    expect(words).to_have_value("robber")
    # nor what another tab did
    page.get_by_role("button", name="Remove: bees").click()
    other.get_by_label("bees: without the words").fill("night")
    other.keyboard.press("Tab")
    expect(other.locator(".notice")).to_have_text("This device could not store that.")
    other.locator(".watches").get_by_role("link", name="bees").click()
    expect(other.locator("h1")).to_have_text("bees")
    expect(other.get_by_role("button", name="Watch", exact=True)).to_have_attribute("aria-pressed", "false")


def test_a_watch_is_given_up_where_it_began_and_on_the_readers_page(site: Digest, reader: Reader) -> None:
    page = reader.tab()
    watch(reader, page, "topics/bees.html")
    watch(reader, page, "topics/ice.html")
    page.get_by_role("button", name="Watch").click()
    expect(page.get_by_role("button", name="Watch")).to_have_attribute("aria-pressed", "false")
    reader.open("for-you.html", page)
    expect(page.locator(".watches > li")).to_have_count(1)
    page.get_by_role("button", name="Remove: bees").click()
    expect(page.locator(".watches > li")).to_have_count(0)
    expect(page.get_by_role("heading", name="Watched")).to_be_focused()
    expect(page.get_by_text("Topics, authors and searches have a button")).to_be_visible()


def test_who_uses_nothing_of_it_loads_nothing_of_it(site: Digest, reader: Reader) -> None:
    reader.open("index.html")
    assert not [url for url in reader.requests if "watch" in url or "muted" in url or "/search/" in url]


def mute(page: Page, words: str, *, told: str = "") -> None:
    """Write the muted words on the page "For you", which tells how many they are."""
    page.get_by_label("Muted words").fill(words)
    page.keyboard.press("Tab")
    if told:
        expect(page.locator(".notice")).to_have_text(told)


def test_papers_with_muted_words_are_folded_away_and_said_to_be(site: Digest, reader: Reader) -> None:
    page = reader.open("for-you.html")
    expect(page.get_by_label("Muted words")).to_have_accessible_description(re.compile("One a line"))
    mute(page, "GLACIERS\nhive economics, wag, aggle\n\n", told="4 words muted")
    reader.open("index.html", page)
    line = page.locator(".folded-papers")
    expect(line).to_have_text("2 papers folded: GLACIERS, hive economics. Show")
    expect(page.locator(".entry:visible")).to_have_count(2)
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.textContent") == "Rotations of trees"
    button = line.get_by_role("button", name="Show")
    expect(button).to_have_attribute("aria-expanded", "false")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".entry:visible")).to_have_count(4)
    expect(line.get_by_role("button", name="Hide")).to_have_attribute("aria-expanded", "true")
    reader.open("for-you.html", page)
    mute(page, "")
    reader.open("index.html", page)
    expect(page.locator(".entry:visible")).to_have_count(4)


def test_a_muted_word_folds_papers_away_where_the_list_has_it_as_the_page_says(site: Digest, reader: Reader) -> None:
    page = reader.open("for-you.html")
    expect(page.locator("#muted-help")).to_contain_text("where its entry in a list has one of these words")
    mute(page, "foragers", told="1 word muted")
    reader.open("index.html", page)
    expect(page.locator(".folded-papers")).to_contain_text("2 papers folded: foragers.")
    reader.open("papers/index.html", page)
    expect(page.locator(".entry:visible")).to_have_count(4)


def test_a_muted_word_may_have_hyphens_and_spaces(site: Digest, reader: Reader) -> None:
    site.edit("papers/2025/dance-of-bees.md", "Dance of bees", "Bee-line (part-1)")
    site.build()
    page = reader.open("for-you.html")
    mute(page, "bee-line (part-1)\nhive  economics", told="2 words muted")
    reader.open("index.html", page)
    expect(page.locator(".folded-papers")).to_contain_text("2 papers folded: bee-line (part-1), hive economics.")


def test_the_papers_that_are_said_to_be_folded_are_those_that_a_filter_leaves(site: Digest, reader: Reader) -> None:
    page = reader.open("for-you.html")
    mute(page, "glaciers\nhive economics", told="2 words muted")
    reader.open("index.html?topic=bees", page)
    line = page.locator(".folded-papers")
    expect(line).to_have_text("1 paper folded: hive economics. Show")
    page.select_option("select[name=topic]", "trees")
    expect(line).to_be_hidden()
    page.select_option("select[name=topic]", "")
    expect(line).to_have_text("2 papers folded: glaciers, hive economics. Show")


def test_a_muted_word_that_no_spaces_part_from_others_is_found(site: Digest, reader: Reader) -> None:
    site.edit("papers/2025/dance-of-bees.md", "Dance of bees", "深度学习方法")
    site.build()
    page = reader.open("for-you.html")
    mute(page, "学习", told="1 word muted")
    reader.open("index.html", page)
    expect(page.locator(".folded-papers")).to_contain_text("1 paper folded: 学习")


def test_the_newest_papers_are_ranked_by_those_that_were_saved(site: Digest, reader: Reader) -> None:
    page = reader.open("for-you.html")
    expect(page.get_by_text("Save a few papers")).to_be_visible()
    reader.save("dance-of-bees")
    add_news(site)
    reader.open("for-you.html", page)
    entries = page.locator("[data-part=papers] > .entry")
    expect(entries).to_have_count(3)
    assert {title.split()[-1] for title in entries.locator("h2").all_inner_texts()} == {"bees", "night", "economics"}
    reason = entries.first.locator(".reason")
    expect(reason).to_contain_text("Because you saved Dance of bees: ")
    expect(reason).to_contain_text("bees")
    expect(page.get_by_text("Save a few papers")).to_be_hidden()
    # marked, a paper counts against others like it, and stays until the page is left
    less = page.get_by_role("button", name="Less like this: Bees by night")
    less.click()
    expect(page.get_by_text("1 paper marked “less like this”.")).to_be_visible()
    less.click()
    expect(page.get_by_text("marked “less like this”.")).to_be_hidden()
    less.click()
    expect(entries).to_have_count(3)
    page.reload()
    expect(page.locator("[data-part=status]")).not_to_be_empty()
    assert "Bees by night" not in entries.locator("h2").all_inner_texts()
    page.get_by_role("button", name="Forget them").click()
    expect(entries).to_have_count(3)
    entries.first.get_by_role("button", name="Save").click()
    expect(page.locator("#saved-link")).to_have_text("Saved papers 2")


def test_what_a_reader_saved_stays_saved_under_another_id(site: Digest, reader: Reader) -> None:
    page = reader.save("dance-of-bees")
    reader.save("flow-of-glaciers")
    for name in ("dance-of-bees", "flow-of-glaciers"):
        site.edit(f"papers/2025/{name}.md", f'id: "{name}"', f'id: "new-{name}"\naliases: ["{name}"]')
    add_news(site)
    reader.open("for-you.html", page)
    titles = page.locator("[data-part=papers] > .entry h2")
    expect(titles.first).to_be_visible()
    assert not {"Dance of bees", "Flow of glaciers"} & set(titles.all_inner_texts())
    page = reader.open("papers/dance-of-bees.html", page)
    page.wait_for_url("**/papers/new-dance-of-bees.html")
    expect(page.locator(".paper button.save")).to_have_attribute("aria-pressed", "true")
    reader.open("date/2025-03-27.html", page)
    expect(page.get_by_role("button", name="Save: Flow of glaciers")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#saved-link")).to_have_text("Saved papers 2")


def test_what_a_reader_noted_under_both_ids_of_a_paper_is_kept(site: Digest, reader: Reader) -> None:
    page = reader.save("dance-of-bees", "flow-of-glaciers")
    page.evaluate(
        """() => {
          const [old, own] = ['saved:/repo/:dance-of-bees', 'saved:/repo/:flow-of-glaciers'];
          for (const [key, note] of [[old, 'Old note'], [own, 'Own note']]) {
            localStorage[key] = JSON.stringify({ ...JSON.parse(localStorage[key]), note });
          }
        }"""
    )
    (site.content / "papers/2025/dance-of-bees.md").unlink()
    aliases = 'aliases: ["dance-of-bees", "flow-of-glaciers"]'
    site.edit("papers/2025/flow-of-glaciers.md", 'id: "flow-of-glaciers"', f'id: "flow-of-glaciers"\n{aliases}')
    site.build()
    reader.open("papers/flow-of-glaciers.html", page)
    expect(page.locator("#saved-link")).to_have_text("Saved papers 1")
    assert page.evaluate("JSON.parse(localStorage['saved:/repo/:flow-of-glaciers']).note") == "Own note\n\nOld note"


@pytest.mark.parametrize("lost", ["newest.js", "newest.json", "worker.js"])
def test_a_ranking_that_cannot_be_loaded_says_so_and_can_be_tried_again(reader: Reader, lost: str) -> None:
    page = reader.tab()
    reader.save("dance-of-bees")
    page.route(f"**/{lost}", lambda route: route.abort())
    reader.open("for-you.html", page)
    status = page.locator("[data-part=status]")
    expect(status).to_contain_text("Try again")
    expect(status).not_to_contain_text("other words")
    page.unroute_all()
    status.get_by_role("button", name="Try again").click()
    expect(page.locator("[data-part=papers] > .entry")).not_to_have_count(0)
    reader.problems[:] = [line for line in reader.problems if "net::ERR_FAILED" not in line]


def test_news_that_cannot_be_loaded_are_told_of(site: Digest, reader: Reader) -> None:
    page = reader.tab()
    watch(reader, page, "topics/bees.html")
    page.route("**/search/manifest.json", lambda route: route.abort())
    reader.open("index.html", page)
    expect(page.locator(".notice")).to_contain_text("could not be loaded")
    reader.problems[:] = [line for line in reader.problems if "net::ERR_FAILED" not in line]


def test_all_of_it_is_taken_to_another_browser(site: Digest, reader: Reader, chromium: Any) -> None:
    page = reader.tab()
    watch(reader, page, "topics/bees.html")
    reader.open("for-you.html", page)
    mute(page, "glaciers")
    page = reader.save("dance-of-bees")
    reader.open("for-you.html", page)
    page.get_by_role("button", name="Less like this: Hive economics").click()
    reader.open("saved.html", page)
    _, text = downloaded(page, "[data-export=json]")
    assert {"watches", "muted", "unwanted"} <= json.loads(text).keys()
    other = Reader(chromium.new_context(), reader.address)
    there = other.open("saved.html")
    give(there, text)
    expect(there.locator("[data-part=imported]")).to_have_text("1 paper added or completed.")
    give(there, text)
    expect(there.locator("[data-part=imported]")).to_have_text("There was nothing new in this file.")
    other.open("for-you.html", there)
    expect(there.locator(".watches > li")).to_have_count(1)
    expect(there.get_by_label("Muted words")).to_have_value("glaciers")
    expect(there.get_by_text("1 paper marked")).to_be_visible()
    assert other.problems == []
    other.context.close()


def test_words_that_are_muted_here_stay_when_a_file_brings_others(site: Digest, reader: Reader) -> None:
    page = reader.open("for-you.html")
    mute(page, "glaciers")
    reader.open("saved.html", page)
    give(page, exported([], muted=["trees", "glaciers"]))
    expect(page.locator("[data-part=imported]")).to_have_text(re.compile("added"))
    reader.open("for-you.html", page)
    expect(page.get_by_label("Muted words")).to_have_value("glaciers\ntrees")


def test_watches_alone_are_taken_to_another_browser_too(site: Digest, reader: Reader) -> None:
    page = reader.open("saved.html")
    expect(page.get_by_role("heading", name="Import")).to_be_visible()
    expect(page.get_by_role("heading", name="Export")).to_be_hidden()
    watch(reader, page, "topics/bees.html")
    reader.open("saved.html", page)
    _, text = downloaded(page, "[data-export=json]")
    assert [one["label"] for one in json.loads(text)["watches"]] == ["bees"]


def test_a_file_of_anybodys_makes_no_link_that_leads_elsewhere(site: Digest, reader: Reader) -> None:
    page = reader.open("saved.html")
    watches = [
        {"query": "x", "label": "<b>x</b>", "path": "https://evil.example/"},
        {"query": 3},
        None,
        {"query": "y", "path": "//evil.example"},
        {"query": "z", "path": "http://["},
    ]
    give(page, exported([], watches=watches, muted=[3, "", "ok"], unwanted=[{"id": "../x"}, 4]))
    expect(page.locator("[data-part=imported]")).to_have_text("4 entries for “For you” added.")
    reader.open("for-you.html", page)
    expect(page.locator(".watches > li")).to_have_count(3)
    hrefs = page.locator(".watches a").evaluate_all("(links) => links.map((link) => link.href)")
    assert all(href.startswith(reader.address) for href in hrefs)
    expect(page.get_by_label("Muted words")).to_have_value("ok")


def test_a_watch_that_began_without_a_connection_is_told_as_such(chromium: Any, site: Digest) -> None:
    with served(site.output.parent) as address:
        context = chromium.new_context()
        page = Reader(context, f"{address}repo/").open("topics/bees.html")
        page.wait_for_load_state("networkidle")
        context.set_offline(True)
        with page.expect_event("requestfailed"):
            page.get_by_role("button", name="Watch", exact=True).click()
        page.wait_for_timeout(300)
        expect(page.locator(".notice")).to_contain_text("Watched: ")
        context.close()


def test_where_nothing_can_be_kept_the_reader_is_told(chromium: Any, site: Digest) -> None:
    with served(site.output.parent) as address:
        context = chromium.new_context()
        context.add_init_script(
            "Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused'); } });"
        )
        reader = Reader(context, f"{address}repo/")
        page = reader.open("topics/bees.html")
        page.get_by_role("button", name="Watch", exact=True).click()
        expect(page.locator(".notice")).to_have_text("This device could not store that.")
        reader.open("saved.html", page)
        give(page, exported([], muted=["trees"], unwanted=[{"id": "flow-of-glaciers"}]))
        expect(page.locator("[data-part=imported]")).to_have_text("This device could not store 2 entries of this file.")
        context.close()
