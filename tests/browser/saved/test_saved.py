"""What a reader does with a paper, in a real browser: saves, notes, cites and shares it, and takes all elsewhere."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.saved.saver import (
    BIBTEX,
    FULL,
    Meet,
    downloaded,
    exported,
    give,
    titles,
)
from tests.reading import REFUSED, SHIFTS

pytestmark = pytest.mark.browser


def test_a_paper_saved_on_its_page_is_listed_and_counted(meet: Meet) -> None:
    reader = meet()
    page = reader.save("2503.02130", "crowd")
    assert titles(page) == ["A [crowd] of 60", "Forgetting Transformer"]
    expect(page.locator("[data-part=count]")).to_have_text("2 papers")
    expect(page.locator("#saved-link")).to_have_text("Saved papers 2")
    entry = page.locator(".entry").nth(1)
    assert entry.locator(".authors").inner_text() == "Zhixuan Lin, Xu Owen He"
    assert entry.locator(".facts a").all_inner_texts() == ["arXiv", "PDF", "Code"]
    expect(page.locator(".entry").first.locator(".authors")).to_contain_text("and 55 more")
    entry.locator("h2 a").click()
    expect(page.locator("h1")).to_have_text("Forgetting Transformer")
    expect(page.locator(".paper-actions .save")).to_have_attribute("aria-pressed", "true")
    assert reader.problems == []


def test_a_paper_saved_in_a_list_has_all_its_facts(meet: Meet) -> None:
    reader = meet()
    page = reader.open("index.html")
    page.locator(".entry .save").first.click()
    expect(page.locator("#saved-link")).to_have_text("Saved papers 1")
    page = reader.open("saved.html", page)
    expect(page.locator(".authors")).to_have_text("Zhixuan Lin, Xu Owen He")
    assert reader.problems == []


def test_a_doi_with_signs_that_end_an_address_is_linked_and_kept_whole(meet: Meet) -> None:
    reader = meet()
    page = reader.save("crowd")
    address = "https://doi.org/10.1234/a_b%23c%3Fd%25-e"
    expect(page.get_by_role("link", name="DOI")).to_have_attribute("href", address)
    (kept,) = json.loads(downloaded(page, "[data-export=json]")[1])["papers"]
    assert kept["doi"] == "10.1234/a_b#c?d%-e"
    assert f"UR  - {address}\n" in downloaded(page, "[data-export=ris]")[1]
    reader.open("papers/crowd.html", page)
    expect(page.locator(".actions").get_by_role("link", name="DOI")).to_have_attribute("href", address)


def test_marks_and_notes_stay(meet: Meet) -> None:
    reader = meet()
    page = reader.save("2503.02130", "crowd")
    assert page.locator("textarea:visible").count() == 0
    page.locator(".entry").first.get_by_role("button", name="Add a note").click()
    page.keyboard.type("Ask Ada.\n<b>")
    page.locator(".entry").nth(1).get_by_role("checkbox").check()
    # the note is not lost to somebody who leaves at once
    page.reload()
    assert page.get_by_role("textbox", name="Note: A [crowd] of 60").input_value() == "Ask Ada.\n<b>"
    assert [box.is_checked() for box in page.get_by_role("checkbox", name="Read").all()] == [False, True]


def test_a_removed_paper_can_be_put_back_with_its_note(meet: Meet) -> None:
    page = meet().save("2503.02130", "crowd")
    entry = page.locator(".entry").first
    entry.get_by_role("button", name="Add a note").click()
    page.keyboard.type("Ask Ada.")
    entry.get_by_role("button", name="Remove").click()
    expect(page.locator("[data-part=count]")).to_have_text("1 paper")
    entry.get_by_role("button", name="Restore: A [crowd] of 60").click()
    expect(page.locator("[data-part=count]")).to_have_text("2 papers")
    page.reload()
    assert page.get_by_role("textbox").first.input_value() == "Ask Ada."
    page.locator(".entry").first.get_by_role("button", name="Remove").click()
    page.reload()
    assert titles(page) == ["Forgetting Transformer"]


def test_a_removed_paper_stays_removed_until_it_is_restored(meet: Meet) -> None:
    page = meet().save("crowd")
    note, read = page.get_by_role("textbox"), page.get_by_role("checkbox", name="Read")
    page.get_by_role("button", name="Add a note").click()
    page.keyboard.type("Ask Ada.")
    page.get_by_role("button", name="Remove").click()
    expect(note).to_be_disabled()
    expect(read).to_be_disabled()
    page.get_by_role("button", name="Restore").click()
    expect(note).to_be_enabled()
    expect(note).to_have_value("Ask Ada.")
    read.check()
    expect(page.locator("[data-part=count]")).to_have_text("1 paper")


def test_saved_papers_are_given_to_other_programs(meet: Meet) -> None:
    page = meet().save("2503.02130", "crowd")
    page.locator(".entry").nth(1).get_by_role("button", name="Add a note").click()
    page.keyboard.type("Ask Ada.")
    name, text = downloaded(page, "[data-export=bib]")
    assert name == "saved-papers.bib"
    assert text.count("  title ") == 2
    assert BIBTEX in text
    assert ",\n  annote = {Ask Ada.}\n}\n" in text
    _, text = downloaded(page, "[data-export='csl.json']")
    assert [item.get("note") for item in json.loads(text)] == [None, "arXiv:2503.02130\nAsk Ada."]
    _, text = downloaded(page, "[data-export=ris]")
    assert text.count("TY  - ") == text.count("ER  - ") == 2
    for line in ("TI  - Forgetting Transformer", "AU  - Lin, Zhixuan", "AU  - He, Xu Owen", "PY  - 2025",
                 "DA  - 2025/03/03", "T2  - ICLR", "AB  - A gate in O(n) that forgets.", "KW  - attention",
                 "UR  - https://arxiv.org/abs/2503.02130", "N1  - Ask Ada."):  # fmt: skip
        assert line in text.splitlines()
    _, text = downloaded(page, "[data-export=md]")
    assert f"- [A \\[crowd\\] of 60]({page.url.removesuffix('saved.html')}papers/crowd.html)" in text
    assert " · \\*Ada\\* Lovelace et al." in text
    assert " · Zhixuan Lin, Xu Owen He · 3 March 2025 · [arXiv:2503.02130](" in text
    assert "\n  Ask Ada.\n" in text


def test_a_paper_whose_page_was_never_read_is_cited_by_what_is_known(meet: Meet) -> None:
    page = meet().open("saved.html")
    give(page, exported([{"id": "gone", "title": "R&D: 5% of a_b for $3", "authors": ["Ada B"]}]))
    _, text = downloaded(page, "[data-export=bib]")
    assert text == "@misc{gone,\n  title = {{R\\&D: 5\\% of a\\_b for \\$3}},\n  author = {Ada B}\n}\n"


def test_signs_of_a_note_are_no_tex(meet: Meet) -> None:
    page = meet().open("saved.html")
    give(page, exported([{"id": "gone", "title": "Gone", "note": "O(n^2) {see 3}\n"}]))
    note = r"O(n\textasciicircum{}2) \textbraceleft{}see 3\textbraceright{}"
    _, text = downloaded(page, "[data-export=bib]")
    assert text == f"@misc{{gone,\n  title = {{{{Gone}}}},\n  annote = {{{note}}}\n}}\n"


def test_up_to_three_authors_are_named_in_markdown(meet: Meet) -> None:
    page = meet().open("saved.html")
    names = ["Ada B", "Cy D", "Eve F", "Gus H"]
    papers = [{"id": f"by-{n}", "title": f"By {n}", "authors": names[:n], "bibtex": "@misc{x}"} for n in (3, 4)]
    give(page, exported(papers))
    _, text = downloaded(page, "[data-export=md]")
    assert "by-3.html) · Ada B, Cy D, Eve F\n" in text
    assert "by-4.html) · Ada B et al.\n" in text


def test_all_of_a_note_stands_below_its_paper_in_markdown(meet: Meet) -> None:
    page = meet().open("saved.html")
    give(page, exported([{"id": "gone", "title": "Gone", "note": "Ask Ada.\n\nThen Cy."}]))
    _, text = downloaded(page, "[data-export=md]")
    assert "\n  Ask Ada.\n" in text
    assert "\n  Then Cy.\n" in text


def test_a_day_is_the_same_day_in_the_far_west(meet: Meet) -> None:
    page = meet(timezone_id="Pacific/Honolulu").save("2503.02130")
    assert " · 3 March 2025 · " in downloaded(page, "[data-export=md]")[1]


def test_the_title_of_the_site_is_no_markup_in_markdown(meet: Meet) -> None:
    page = meet().open("saved.html")
    give(page, exported([{"id": "gone", "title": "Another"}]))
    page.evaluate("document.title = 'Saved papers · *News* [weekly]'")
    assert downloaded(page, "[data-export=md]")[1].startswith("# Saved papers · \\*News\\* \\[weekly\\]\n")


def test_what_is_exported_as_json_comes_back_on_another_device(meet: Meet) -> None:
    page = meet().save("2503.02130", "crowd")
    page.locator(".entry").first.get_by_role("button", name="Add a note").click()
    page.keyboard.type("Ask Ada.")
    _, text = downloaded(page, "[data-export=json]")
    other = meet()
    there = other.open("saved.html")
    expect(there.locator("[data-part=count]")).to_contain_text("Nothing is saved yet")
    give(there, text)
    expect(there.locator("[data-part=imported]")).to_have_text("2 papers added or completed.")
    assert titles(there) == titles(page)
    assert there.get_by_role("textbox").input_value() == "Ask Ada."
    give(there, text)
    expect(there.locator("[data-part=imported]")).to_have_text("There was nothing new in this file.")
    assert downloaded(there, "[data-export=json]")[1] == text
    assert other.problems == []


def test_papers_of_another_site_lead_to_where_they_are(meet: Meet) -> None:
    page = meet().open("saved.html")
    papers: list[dict[str, str]] = [
        {"id": "alone", "title": "Alone"},
        {"id": "2501.00001", "title": "At arXiv", "arxiv": "2501.00001"},
        {"id": "doi", "title": "With a DOI", "doi": "10.1234/x"},
        {"id": "crowd", "title": "Of both sites"},
    ]
    there = "https://other.example/digest/papers"
    give(page, exported([{**paper, "bibtex": "@misc{x}", "page": f"{there}/{paper['id']}.html"} for paper in papers]))
    expect(page.locator("[data-part=imported]")).to_contain_text("papers of another site among them (other.example).")
    links = page.locator(".entry h2 a")
    here = page.url.replace("saved.html", "papers/crowd.html")
    expect(page.locator(f'.entry h2 a[href="{here}"]')).to_have_text("A [crowd] of 60")
    addresses = links.evaluate_all("(links) => links.map((link) => link.href).sort()")
    assert addresses == [here, "https://arxiv.org/abs/2501.00001", "https://doi.org/10.1234/x", f"{there}/alone.html"]
    page.get_by_role("button", name="Remove: Alone").click()
    expect(page.locator("[data-part=count]")).to_have_text("3 papers")
    # and back where they are from
    pages = {paper["id"]: paper["page"] for paper in json.loads(downloaded(page, "[data-export=json]")[1])["papers"]}
    assert pages == {"2501.00001": f"{there}/2501.00001.html", "doi": f"{there}/doi.html", "crowd": here}


def test_an_import_loses_nothing(meet: Meet) -> None:
    page = meet().save("2503.02130")
    page.get_by_role("button", name="Add a note").click()
    page.keyboard.type("Ask Ada.")
    theirs = {"id": "2503.02130", "title": "Something else", "note": "Ask Bob.", "read": "2025-04-01T10:00:00.000Z"}
    give(page, exported([theirs, {"id": "gone", "title": "Another"}, {"id": "../x"}, None, 3]))
    expect(page.locator("[data-part=imported]")).to_have_text("2 papers added or completed.")
    assert sorted(titles(page)) == ["Another", "Forgetting Transformer"]
    expect(page.get_by_role("textbox")).to_have_value("Ask Ada.\n\nAsk Bob.")
    expect(page.get_by_role("checkbox", name="Read: Forgetting Transformer")).to_be_checked()


def test_a_paper_that_was_saved_on_several_devices_keeps_the_first_day_of_all(meet: Meet) -> None:
    page = meet().save("2503.02130")
    days = ("2019-06-02", "2019-06-01", "2019-06-03")
    give(page, exported([{"id": "2503.02130", "saved": day, "read": day} for day in days]))
    expect(page.locator("[data-part=imported]")).to_have_text("1 paper added or completed.")
    (kept,) = json.loads(downloaded(page, "[data-export=json]")[1])["papers"]
    assert (kept["saved"], kept["read"]) == ("2019-06-01", "2019-06-01")


@pytest.mark.parametrize("text", ["", "no JSON", "[]", '{"papers": 1}', '{"papers": [{"id": "gone"}]}', "null"])
def test_a_file_that_is_no_export_is_told(meet: Meet, text: str) -> None:
    page = meet().open("saved.html")
    give(page, text)
    expect(page.locator("[data-part=imported]")).to_have_text("This file is no export of saved papers.")


def test_an_import_runs_nothing_and_leads_nowhere_odd(meet: Meet) -> None:
    reader = meet()
    page = reader.open("saved.html")
    odd = {"id": "odd", "title": "<img src=x>", "pdf": "javascript:alert(1)", "authors": 3, "bibtex": "@misc{odd}",
           "links": [{"kind": "code", "url": "data:text/html,x"}, 7]}  # fmt: skip
    give(page, exported([odd]))
    expect(page.locator(".entry h2")).to_have_text("<img src=x>")
    assert page.locator(".entry img, .entry .facts a").count() == 0
    assert reader.problems == []


def test_of_a_list_that_is_wrong_in_a_file_nothing_is_shown(meet: Meet) -> None:
    reader = meet()
    page = reader.open("saved.html")
    odd = {"id": "odd", "title": "Odd", "authors": ["Ada B", 3], "topics": ["x", None], "bibtex": "@misc{odd}"}
    give(page, exported([odd]))
    expect(page.locator(".entry h2")).to_have_text("Odd")
    assert page.locator(".entry .authors").count() == 0
    assert downloaded(page, "[data-export=md]")[1].endswith("papers/odd.html)\n")
    assert reader.problems == []


def test_where_storage_is_refused_papers_last_for_the_visit_and_the_page_says_so(meet: Meet) -> None:
    reader = meet(REFUSED)
    page = reader.open("papers/2503.02130.html")
    page.click(".paper-actions .save")
    expect(page.locator("#saved-link")).to_have_text("Saved papers 1")
    expect(page.locator(".notice")).to_have_text("Saved only while this tab is open")
    page = reader.open("papers/crowd.html", page)
    page.click(".paper-actions .save")
    expect(page.locator("#saved-link")).to_have_text("Saved papers 2")
    page = reader.open("saved.html", page)
    expect(page.locator("[data-part=lasting]")).to_contain_text("only while this tab is open")
    assert titles(page) == ["A [crowd] of 60", "Forgetting Transformer"]
    expect(page.locator(".entry .authors").nth(1)).to_have_text("Zhixuan Lin, Xu Owen He")
    assert BIBTEX in downloaded(page, "[data-export=bib]")[1]
    assert titles(reader.open("saved.html")) == []
    assert reader.problems == []


def test_where_papers_are_kept_the_page_promises_no_less(meet: Meet) -> None:
    page = meet().open("saved.html")
    expect(page.locator("[data-part=lasting]")).to_be_hidden()


def test_a_full_device_is_told_and_nothing_seems_saved(meet: Meet) -> None:
    reader = meet(FULL)
    page = reader.open("papers/2503.02130.html")
    page.click(".paper-actions .save")
    expect(page.locator(".notice")).to_contain_text("no room left")
    expect(page.locator(".paper-actions .save")).to_have_attribute("aria-pressed", "false")
    assert reader.problems == []


def test_a_spoilt_record_costs_no_other_and_mends_itself(meet: Meet) -> None:
    reader = meet()
    page = reader.save("2503.02130", "crowd")
    page.evaluate("localStorage.setItem('saved:/repo/:crowd', '{\"title\": \"A cr')")
    page.evaluate("localStorage.setItem('saved:/repo/:gone', 'null')")
    page.reload()
    expect(page.locator(".entry h2", has_text="A [crowd] of 60")).to_be_visible()
    assert sorted(titles(page)) == ["A [crowd] of 60", "Forgetting Transformer", "gone"]


def test_a_paper_whose_page_is_gone_is_still_listed(meet: Meet, folder: Path) -> None:
    gone = folder / "repo" / "papers" / "bare.html"
    page = meet().save("bare")
    html = gone.read_bytes()
    gone.unlink()
    try:
        page.reload()
        assert titles(page) == ["Bare"]
        assert "title = {{Bare}}" in downloaded(page, "[data-export=bib]")[1]
    finally:
        gone.write_bytes(html)


def test_what_one_tab_does_another_shows(meet: Meet) -> None:
    reader = meet()
    there = reader.open("saved.html")
    reader.save("2503.02130")
    expect(there.locator(".entry h2")).to_have_text("Forgetting Transformer")
    expect(there.locator("#saved-link")).to_have_text("Saved papers 1")
    there.get_by_role("button", name="Remove").click()
    here = reader.context.pages[-1]
    expect(here.locator("[data-part=count]")).to_contain_text("Nothing is saved yet")
    expect(here.get_by_role("button", name="Restore")).to_be_visible()


def test_what_another_tab_removed_is_put_back_with_its_note_and_mark(meet: Meet) -> None:
    reader = meet()
    here = reader.save("crowd")
    here.get_by_role("button", name="Add a note").click()
    here.keyboard.type("Ask Ada.")
    here.get_by_role("checkbox", name="Read").check()
    reader.open("saved.html").get_by_role("button", name="Remove").click()
    here.get_by_role("button", name="Restore").click()
    here.reload()
    expect(here.get_by_role("textbox")).to_have_value("Ask Ada.")
    expect(here.get_by_role("checkbox", name="Read")).to_be_checked()


def test_sites_of_one_origin_keep_their_papers_apart(meet: Meet) -> None:
    page = meet().save("crowd")
    page.evaluate("localStorage.setItem('saved:/other/:2503.02130', '{}'); localStorage.setItem('saved:/:x', '{}')")
    page.reload()
    assert titles(page) == ["A [crowd] of 60"]


def test_without_script_the_page_says_what_it_is_and_nothing_else_is_offered(meet: Meet) -> None:
    reader = meet(java_script_enabled=False)
    page = reader.open("saved.html")
    expect(page.locator("main")).to_contain_text("needs JavaScript")
    assert page.locator("main button:visible, main label:visible, main ol:visible").count() == 0
    page.locator("main").get_by_role("link", name="the list of papers").click()
    page = reader.open("papers/2503.02130.html")
    assert page.locator("main button:visible").count() == 0
    assert page.locator(".actions a:visible").all_inner_texts() == ["arXiv", "PDF", "Code"]
    expect(page.locator(".bibtex pre")).to_contain_text(BIBTEX.splitlines()[0])


def test_on_a_disk_where_browsers_run_no_modules_pages_are_as_without_script(meet: Meet, folder: Path) -> None:
    page = meet().tab()
    for route in ("saved.html", "index.html", "papers/2503.02130.html", "search/index.html"):
        page.goto((folder / "repo" / route).as_uri())
        assert page.locator("button:visible, input:visible, label:visible, #saved-link:visible").count() == 0, route
    assert page.locator("main").get_by_text("needs JavaScript").is_visible()


@pytest.mark.slow
@pytest.mark.parametrize("route", ["papers/2503.02130.html", "papers/bare.html", "saved.html", "index.html"])
@pytest.mark.parametrize("width", [390, 1280])
def test_a_page_is_light_and_nothing_moves(meet: Meet, folder: Path, route: str, width: int) -> None:
    reader = meet(SHIFTS, viewport={"width": width, "height": 800})
    reader.save("2503.02130", "crowd")
    reader.requests.clear()
    page = reader.open(route)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.shift") == 0
    # the icon of the page before may come late
    asked = {url.removeprefix(reader.address) for url in reader.requests}
    assert len(asked) <= 8, asked
    # what fetches ahead is called for by a pointer, which may rest on the page
    scripts = [url for url in asked if url.endswith(".js") and not url.endswith("/prefetch.js")]
    assert sum(len(gzip.compress((folder / "repo" / script).read_bytes(), 9)) for script in scripts) <= (
        12_000 if route == "saved.html" else 9_000
    )
    assert reader.problems == []


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_on_the_page_of_one_who_saved_nothing(meet: Meet, width: int) -> None:
    page = meet(SHIFTS, viewport={"width": width, "height": 800}).open("for-you.html")
    page.wait_for_load_state("networkidle")
    expect(page.locator("[data-part=no-papers]")).to_be_visible()
    assert page.evaluate("window.shift") == 0


@pytest.mark.parametrize("route", ["papers/crowd.html", "saved.html"])
def test_pages_fit_the_narrowest_screen_and_large_text(meet: Meet, route: str) -> None:
    reader = meet(viewport={"width": 320, "height": 640})
    reader.save("2503.02130", "crowd")
    page = reader.open(route)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.set_viewport_size({"width": 640, "height": 800})
    page.evaluate("document.documentElement.style.fontSize = '34px'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 640


def test_a_note_keeps_the_focus_while_facts_arrive(meet: Meet) -> None:
    reader = meet()
    page = reader.open("saved.html")
    page.evaluate("localStorage.setItem('saved:/repo/:2503.02130', '{\"title\": \"Forgetting\"}')")
    held: list[Any] = []
    page.route("**/papers/2503.02130.html", lambda route: held.append(route))
    page.reload()
    page.get_by_role("button", name="Add a note").click()
    page.keyboard.type("Ask Ada")
    held.pop().continue_()
    expect(page.locator(".entry .authors")).to_contain_text("Zhixuan Lin")
    expect(page.locator(".entry h2")).to_have_count(1)
    page.keyboard.type(" today.")
    expect(page.get_by_role("textbox")).to_be_focused()
    expect(page.get_by_role("textbox")).to_have_value("Ask Ada today.")
    page.reload()
    expect(page.get_by_role("textbox")).to_have_value("Ask Ada today.")


def test_an_import_reads_what_is_saved_a_few_times_a_paper(meet: Meet) -> None:
    page = meet().open("saved.html")
    papers = [{"id": f"p{number}", "title": f"Paper {number}", "bibtex": "@misc{x}"} for number in range(200)]
    page.evaluate(
        """() => {
            window.reads = 0;
            const getItem = Storage.prototype.getItem;
            Storage.prototype.getItem = function (key) { window.reads += 1; return getItem.call(this, key); };
        }"""
    )
    give(page, exported(papers))
    expect(page.locator("[data-part=imported]")).to_have_text("200 papers added or completed.")
    expect(page.locator(".entry")).to_have_count(200)
    assert page.evaluate("window.reads") < 20 * len(papers)


def test_authors_who_are_not_named_are_told_in_the_list_and_in_what_it_exports(meet: Meet) -> None:
    page = meet().save("led")
    expect(page.locator(".authors")).to_have_text("Ann Lee, Bo Cho et al.")
    (kept,) = json.loads(downloaded(page, "[data-export=json]")[1])["papers"]
    assert kept["moreAuthors"] is True
    assert "= {Lee, Ann and Cho, Bo and others}" in downloaded(page, "[data-export=bib]")[1]
    assert " · Ann Lee, Bo Cho et al.\n" in downloaded(page, "[data-export=md]")[1]
    give(page, exported([{"id": "gone", "title": "Gone", "authors": ["Ada B"], "moreAuthors": True}]))
    assert "author = {Ada B and others}" in downloaded(page, "[data-export=bib]")[1]
