"""What a reader does with a paper, in a real browser: saves, notes, cites and shares it, and takes all elsewhere."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.little import LittleSite
from tests.reading import REFUSED, SHIFTS, served

pytestmark = pytest.mark.browser

FOX = """\
---
id: "2503.02130"
title: "Forgetting Transformer"
authors: ["Zhixuan Lin", "Xu Owen He"]
published: "2025-03-03"
arxiv: "2503.02130"
venue: "ICLR"
topics: ["attention"]
code: "https://code.example/fox"
---

A gate in $O(n)$ that *forgets*.
"""
CROWD = f"""\
---
id: "crowd"
title: "A [crowd] of 60"
authors: {json.dumps([f"Person Number{n}" for n in range(60)])}
topics: ["attention"]
---

We are many.
"""
EDITION = """\
---
date: "2025-03-28"
---

1. [Forgetting Transformer](../papers/2025/2503.02130.md)
2. [A crowd](../papers/2025/crowd.md)
3. [Bare](../papers/2025/bare.md)
"""
SITE = """\
base_url = "https://example.org/repo/"
edit_url = "https://git.example/edit/main/content/{path}"
"""
BIBTEX = "@inproceedings{lin2025forgetting,\n  title         = {{Forgetting Transformer}},\n"
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"
NO_CLIPBOARD = "delete Navigator.prototype.clipboard;"
SHARE = "Navigator.prototype.share = async (what) => { window.shared = what; };"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is served: a site below `/repo/`."""
    root = tmp_path_factory.mktemp("saved")
    little = LittleSite(root)
    little.output = root / "served" / "repo"
    little.write("site.toml", SITE)
    little.write("papers/2025/2503.02130.md", FOX)
    little.write("papers/2025/crowd.md", CROWD)
    little.write("papers/2025/bare.md", '---\nid: "bare"\ntitle: "Bare"\n---\n')
    little.write("editions/2025-03-28.md", EDITION)
    little.build()
    return root / "served"


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with served(folder) as address:
        yield f"{address}repo/"


class Reader:
    """Somebody with one browser and some tabs."""

    def __init__(self, context: Any, address: str) -> None:
        self.context, self.address = context, address
        self.problems: list[str] = []
        self.requests: list[str] = []

    def open(self, route: str, page: Any = None) -> Any:
        page = page or self.tab()
        page.goto(self.address + route)
        return page

    def tab(self) -> Any:
        page = self.context.new_page()
        page.on("console", lambda message: self.problems.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))
        return page

    def save(self, *papers: str) -> Any:
        """Saves papers on their pages, in a tab that then shows the list of saved ones."""
        page = self.tab()
        for paper in papers:
            self.open(f"papers/{paper}.html", page)
            page.click(".paper-actions .save")
            # the facts of a paper are read from its page
            stored = f"'saved:/repo/:{paper}'"
            until(page, f"JSON.parse(localStorage.getItem({stored}) ?? '{{}}').bibtex")
        return self.open("saved.html", page)


Meet = Callable[..., Reader]


@pytest.fixture
def meet(chromium: Any, address: str) -> Iterator[Meet]:
    """A reader, whose browser is as the settings say; `script` runs before those of a page."""
    readers: list[Reader] = []

    def meet(script: str = "", **settings: Any) -> Reader:
        context = chromium.new_context(**settings)
        if script:
            context.add_init_script(script)
        readers.append(Reader(context, address))
        return readers[-1]

    yield meet
    for reader in readers:
        reader.context.close()


def until(page: Any, condition: str) -> None:
    """Waits in the page, whose policy lets nobody evaluate a text in it."""
    page.evaluate(f"(async () => {{ while (!({condition})) await new Promise(requestAnimationFrame); }})()")


def titles(page: Any) -> list[str]:
    return list(page.locator(".saved .entry h2").all_inner_texts())


def downloaded(page: Any, button: str) -> tuple[str, str]:
    """Name and text of the file that a button gives."""
    with page.expect_download() as waiting:
        page.click(button)
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_text("utf-8")


def give(page: Any, text: str) -> None:
    page.set_input_files("input[type=file]", {"name": "x.json", "mimeType": "", "buffer": text.encode()})


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
    entry.get_by_role("button", name="Restore").click()
    expect(page.locator("[data-part=count]")).to_have_text("2 papers")
    page.reload()
    assert page.get_by_role("textbox").first.input_value() == "Ask Ada."
    page.locator(".entry").first.get_by_role("button", name="Remove").click()
    page.reload()
    assert titles(page) == ["Forgetting Transformer"]


def test_saved_papers_are_given_to_other_programs(meet: Meet) -> None:
    page = meet().save("2503.02130", "crowd")
    page.locator(".entry").nth(1).get_by_role("button", name="Add a note").click()
    page.keyboard.type("Ask Ada.")
    name, text = downloaded(page, "[data-export=bib]")
    assert name == "saved-papers.bib"
    assert text.count("  title ") == 2
    assert BIBTEX in text
    _, text = downloaded(page, "[data-export=ris]")
    assert text.count("TY  - ") == text.count("ER  - ") == 2
    for line in ("TI  - Forgetting Transformer", "AU  - Lin, Zhixuan", "AU  - He, Xu Owen", "PY  - 2025",
                 "DA  - 2025/03/03", "T2  - ICLR", "AB  - A gate in $O(n)$ that forgets.", "KW  - attention",
                 "UR  - https://arxiv.org/abs/2503.02130", "N1  - Ask Ada."):  # fmt: skip
        assert line in text.splitlines()
    _, text = downloaded(page, "[data-export=md]")
    assert f"- [A \\[crowd\\] of 60]({page.url.removesuffix('saved.html')}papers/crowd.html)" in text
    assert " · Zhixuan Lin, Xu Owen He · 3 March 2025 · [arXiv:2503.02130](" in text
    assert "\n  Ask Ada.\n" in text


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


def test_an_import_loses_nothing(meet: Meet) -> None:
    page = meet().save("2503.02130")
    page.get_by_role("button", name="Add a note").click()
    page.keyboard.type("Ask Ada.")
    theirs = {"id": "2503.02130", "title": "Something else", "note": "Ask Bob.", "read": "2025-04-01T10:00:00.000Z"}
    give(page, json.dumps({"papers": [theirs, {"id": "gone", "title": "Another"}, {"id": "../x"}, None, 3]}))
    expect(page.locator("[data-part=imported]")).to_have_text("2 papers added or completed.")
    assert sorted(titles(page)) == ["Another", "Forgetting Transformer"]
    expect(page.get_by_role("textbox")).to_have_value("Ask Ada.\n\nAsk Bob.")
    expect(page.get_by_role("checkbox", name="Read: Forgetting Transformer")).to_be_checked()


@pytest.mark.parametrize("text", ["", "no JSON", "[]", '{"papers": 1}', "null"])
def test_a_file_that_is_no_export_is_told(meet: Meet, text: str) -> None:
    page = meet().open("saved.html")
    give(page, text)
    expect(page.locator("[data-part=imported]")).to_have_text("This file is no export of saved papers.")


def test_an_import_runs_nothing_and_leads_nowhere_odd(meet: Meet) -> None:
    reader = meet()
    page = reader.open("saved.html")
    odd = {"id": "odd", "title": "<img src=x>", "pdf": "javascript:alert(1)", "authors": 3, "bibtex": "@misc{odd}",
           "links": [{"kind": "code", "url": "data:text/html,x"}, 7]}  # fmt: skip
    give(page, json.dumps({"papers": [odd]}))
    expect(page.locator(".entry h2")).to_have_text("<img src=x>")
    assert page.locator(".entry img, .entry .facts a").count() == 0
    assert reader.problems == []


def test_where_storage_is_refused_papers_last_for_the_visit_and_the_page_says_so(meet: Meet) -> None:
    reader = meet(REFUSED)
    page = reader.open("papers/2503.02130.html")
    page.click(".paper-actions .save")
    expect(page.locator("#saved-link")).to_have_text("Saved papers 1")
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


@pytest.mark.parametrize(
    ("button", "text"),
    [
        ("Copy BibTeX", BIBTEX),
        ("Copy RIS", "TY  - CONF\r\nID  - lin2025forgetting\r\n"),
        ("Copy Markdown", "[Forgetting Transformer](https://example.org/repo/papers/2503.02130.html)"),
        ("Copy Link", "https://example.org/repo/papers/2503.02130.html"),
    ],
)
def test_one_click_copies(meet: Meet, button: str, text: str) -> None:
    page = meet(permissions=["clipboard-read", "clipboard-write"]).open("papers/2503.02130.html")
    page.get_by_role("button", name=button).click()
    expect(page.locator(".notice")).to_contain_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()").startswith(text)


def test_copying_is_offered_only_where_it_works_and_sharing_too(meet: Meet) -> None:
    reader = meet(NO_CLIPBOARD)
    page = reader.open("papers/2503.02130.html")
    assert page.locator(".needs-copy:visible, .needs-share:visible").count() == 0
    expect(page.locator(".paper-actions .save")).to_be_visible()
    page = meet(SHARE).open("papers/2503.02130.html")
    page.get_by_role("button", name="Share").click()
    until(page, "window.shared")
    assert page.evaluate("window.shared") == {
        "title": "Forgetting Transformer",
        "url": "https://example.org/repo/papers/2503.02130.html",
    }


def test_a_refusal_to_copy_is_told(meet: Meet) -> None:
    script = "Clipboard.prototype.writeText = async () => { throw new DOMException('no', 'NotAllowedError'); };"
    page = meet(script).open("papers/2503.02130.html")
    page.get_by_role("button", name="Copy BibTeX").click()
    expect(page.locator(".notice")).to_contain_text("did not let this page copy")


def test_citations_come_as_files(meet: Meet) -> None:
    page = meet().open("papers/2503.02130.html")
    name, text = downloaded(page, "[data-download=bib]")
    assert (name, text.startswith(BIBTEX)) == ("2503.02130.bib", True)
    name, text = downloaded(page, "[data-download=ris]")
    assert (name, text.startswith("TY  - CONF")) == ("2503.02130.ris", True)


def test_a_reader_may_suggest_a_correction(meet: Meet) -> None:
    page = meet().open("papers/2503.02130.html")
    link = page.get_by_role("link", name="Suggest a correction")
    assert link.get_attribute("href") == "https://git.example/edit/main/content/papers/2025/2503.02130.md"


def test_of_many_authors_the_first_show_and_the_others_unfold(meet: Meet) -> None:
    page = meet(java_script_enabled=False).open("papers/crowd.html")
    authors = page.locator(".paper-authors")
    expect(authors).to_contain_text("Person Number19")
    assert not authors.get_by_text("Person Number59").is_visible()
    authors.get_by_text("and 40 more").click()
    expect(authors.get_by_text("Person Number59")).to_be_visible()


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
    scripts = [url for url in asked if url.endswith(".js")]
    assert sum(len(gzip.compress((folder / "repo" / script).read_bytes(), 9)) for script in scripts) <= 12_000
    assert reader.problems == []


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
    give(page, json.dumps({"papers": papers}))
    expect(page.locator("[data-part=imported]")).to_have_text("200 papers added or completed.")
    expect(page.locator(".entry")).to_have_count(200)
    assert page.evaluate("window.reads") < 20 * len(papers)
