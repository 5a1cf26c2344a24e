"""What happens to an editor's work: nothing is lost, nothing comes back, and nothing else changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec import structs

from sitegen.diagnostics import Report
from sitegen.pages.lost_addresses import report_gone
from tests.little import LittleSite

EDITION = "editions/2025-03-28.md"


@pytest.fixture
def site(tmp_path: Path) -> LittleSite:
    site = LittleSite(tmp_path)
    site.paste("2025-03-28", "Learning to Hope", "A Curse of Depth", "Quantized Transformers")
    site.build()
    return site


def line_of(page: str, title: str) -> str:
    return next(line for line in page.splitlines(keepends=True) if f"[{title}]" in line)


def test_a_pasted_digest_becomes_pages(site: LittleSite) -> None:
    assert set(site.pages) == {
        "sources/2025-03-28.txt",
        "sources/ledger.json",
        "topics.toml",
        "papers/2025/learning-to-hope.md",
        "papers/2025/a-curse-of-depth.md",
        "papers/2025/quantized-transformers.md",
        EDITION,
    }
    assert 'curator: "Ada and the research community"' in site.read(EDITION)
    assert site.titles("date/2025-03-28.html") == ["Learning to Hope", "A Curse of Depth", "Quantized Transformers"]
    assert site.titles("index.html") == site.titles("date/2025-03-28.html")


def test_a_build_with_nothing_new_writes_nothing(site: LittleSite) -> None:
    before = site.pages
    summary = site.build()
    assert (summary.written, summary.removed) == (0, 0)
    assert site.pages == before


def test_one_edited_page_is_written_where_it_is_shown_and_nowhere_else(site: LittleSite) -> None:
    files = {file: file.stat().st_mtime_ns for file in site.output.rglob("*.html")}
    site.write(
        "papers/2025/a-curse-of-depth.md", site.read("papers/2025/a-curse-of-depth.md") + "\n## Notes\n\nMine.\n"
    )
    site.build()
    changed = {
        file.relative_to(site.output).as_posix() for file, time in files.items() if file.stat().st_mtime_ns != time
    }
    assert changed == {"papers/a-curse-of-depth.html"}


def test_the_order_of_lines_is_the_order_readers_see(site: LittleSite) -> None:
    page = site.read(EDITION)
    hope, depth = line_of(page, "Learning to Hope"), line_of(page, "A Curse of Depth")
    site.write(EDITION, page.replace(hope, "").replace(depth, depth + hope))
    site.build()
    assert site.titles("date/2025-03-28.html") == ["A Curse of Depth", "Learning to Hope", "Quantized Transformers"]


def test_a_deleted_line_stays_deleted(site: LittleSite) -> None:
    page = site.read(EDITION)
    site.write(EDITION, page.replace(line_of(page, "A Curse of Depth"), ""))
    site.build()
    site.paste("2025-03-29", "A New Day")
    site.build()
    assert site.titles("date/2025-03-28.html") == ["Learning to Hope", "Quantized Transformers"]


def test_a_deleted_page_stays_deleted_even_when_its_source_changes(site: LittleSite) -> None:
    site.delete("papers/2025/a-curse-of-depth.md")
    page = site.read(EDITION)
    site.write(EDITION, page.replace(line_of(page, "A Curse of Depth"), ""))
    site.paste("2025-03-28", "Learning to Hope", "A Curse of Depth", "Quantized Transformers", "Late Arrival")
    site.build()
    assert "papers/2025/a-curse-of-depth.md" not in site.pages
    assert site.titles("date/2025-03-28.html") == ["Learning to Hope", "Quantized Transformers", "Late Arrival"]


def test_comments_and_notes_are_shown(site: LittleSite) -> None:
    line = line_of(site.read(EDITION), "A Curse of Depth")
    site.edit(EDITION, line, f"{line}\n   Read it for the **proof**.\n\n")
    page = site.read("papers/2025/learning-to-hope.md")
    site.write(
        "papers/2025/learning-to-hope.md", f"{page}\n## What we think\n\nA table:\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
    )
    site.build()
    assert "Read it for the <strong>proof</strong>." in site.html("date/2025-03-28.html")
    assert "<table>" in site.html("papers/learning-to-hope.html")


def test_opening_and_closing_words_are_shown(site: LittleSite) -> None:
    path = "editions/2025-03-28.md"
    site.edit(path, "\n1. ", "\nGood morning.\n\n1. ")
    site.write(path, site.read(path) + "\nGood night, **reader**.\n")
    site.build()
    page = site.output / "date" / "2025-03-28.html"
    order = [
        page.read_text("utf-8").index(part) for part in ("Good morning", 'class="entries"', "Good night, <strong>")
    ]
    assert order == sorted(order)
    assert (site.output / "date" / "2025-03-28.md").read_text("utf-8").endswith("Good night, **reader**.\n")


def test_a_second_digest_leaves_the_first_alone(site: LittleSite) -> None:
    before = site.pages
    site.paste("2025-03-29", "A New Day", "Learning to Hope")
    site.build()
    after = site.pages
    changed = {path for path in before if before[path] != after[path]}
    assert changed == {"sources/ledger.json"}
    assert site.titles("date/2025-03-29.html") == ["A New Day", "Learning to Hope"]
    assert "Listed before on" in site.text("date/2025-03-29.html")
    assert site.titles("index.html") == ["A New Day", "Learning to Hope"]


def test_a_reformatted_page_is_left_as_it_is_and_still_follows_its_source(site: LittleSite) -> None:
    path = "papers/2025/a-curse-of-depth.md"
    site.edit(path, 'title: "A Curse of Depth"', "title:   A Curse of Depth\nmine: yes")
    reformatted = site.read(path)
    site.build()
    assert site.read(path) == reformatted
    site.edit("sources/2025-03-28.txt", "We study how Depth behaves", "We show how Depth behaves")
    site.build()
    assert "We show how Depth behaves" in site.read(path)
    assert "mine:" in site.read(path)
    assert site.findings == []


def test_an_edited_fact_stays_when_the_source_changes_and_the_build_says_so(site: LittleSite) -> None:
    path = "papers/2025/a-curse-of-depth.md"
    site.edit(path, "A Curse of Depth", "The Curse of Depth")
    site.edit("sources/2025-03-28.txt", "We study how Depth behaves", "We show how Depth behaves")
    site.build()
    assert 'title: "The Curse of Depth"' in site.read(path)
    assert site.findings == [f"note[kept-edit] {path}"]
    assert "We show how Depth behaves" in site.read(path)


def test_where_editor_and_source_change_the_same_fact_the_others_follow_the_source_from_then_on(
    site: LittleSite,
) -> None:
    path, source = "papers/2025/a-curse-of-depth.md", "sources/2025-03-28.txt"
    site.edit(path, '"A Curse of Depth"', '"On the Curse of Depth"')
    site.edit(source, "A Curse of Depth\n", "The Curse of Depth\n")
    site.build()
    assert site.findings == [f"note[kept-edit] {path}"]
    site.edit(source, "We study how Depth behaves", "We show how Depth behaves")
    site.build()
    assert 'title: "On the Curse of Depth"' in site.read(path)
    assert "We show how Depth behaves" in site.read(path)


def test_a_title_mended_in_the_source_is_still_the_same_paper(site: LittleSite) -> None:
    site.edit("sources/2025-03-28.txt", "A Curse of Depth\n", "The Curse of Depth\n")
    site.build()
    assert 'title: "The Curse of Depth"' in site.read("papers/2025/a-curse-of-depth.md")
    assert site.titles("index.html") == ["Learning to Hope", "The Curse of Depth", "Quantized Transformers"]


def test_a_changed_source_updates_an_edition_that_is_still_ours(site: LittleSite) -> None:
    site.paste("2025-03-28", "Quantized Transformers", "Learning to Hope")
    site.build()
    assert site.titles("date/2025-03-28.html") == ["Quantized Transformers", "Learning to Hope"]


def test_a_new_line_in_a_source_joins_an_edited_edition_at_its_end(site: LittleSite) -> None:
    page = site.read(EDITION)
    hope, depth = line_of(page, "Learning to Hope"), line_of(page, "A Curse of Depth")
    edited = page.replace(hope, "").replace(depth, depth + hope)
    site.write(EDITION, edited)
    site.paste("2025-03-28", "Learning to Hope", "A Curse of Depth", "Quantized Transformers", "Late Arrival")
    site.build()
    assert site.read(EDITION) == edited + "4. [Late Arrival](../papers/2025/late-arrival.md)\n"


def test_two_sources_of_one_day_are_one_edition(site: LittleSite) -> None:
    site.paste("2025-03-28", "An Afterthought", name="2025-03-28-2")
    site.build()
    assert site.titles("date/2025-03-28.html")[-1] == "An Afterthought"
    assert len(site.titles("date/2025-03-28.html")) == 4


def test_the_same_bytes_twice_are_one_source(site: LittleSite) -> None:
    before = site.pages
    site.write("sources/2025-04-01.txt", site.read("sources/2025-03-28.txt"))
    site.build()
    assert {path for path in site.pages if path not in before} == {"sources/2025-04-01.txt"}


def test_a_page_may_be_moved(site: LittleSite) -> None:
    text = site.read("papers/2025/a-curse-of-depth.md")
    site.delete("papers/2025/a-curse-of-depth.md")
    site.write("papers/depth/curse.md", text)
    summary = site.build()
    assert (summary.written, summary.removed) == (0, 0)
    assert site.findings == []


def test_a_draft_is_not_shown(site: LittleSite) -> None:
    site.edit("papers/2025/a-curse-of-depth.md", "source:", 'draft: "true"\nsource:')
    site.build()
    assert "papers/a-curse-of-depth.html" not in site.routes
    assert site.titles("date/2025-03-28.html") == ["Learning to Hope", "Quantized Transformers"]
    assert site.findings == []


def test_formulas_are_unicode_where_a_page_is_described(site: LittleSite) -> None:
    page = '---\ntitle: "Steps"\n---\n\nIn $2^{10}$ steps, $p \\le 0.05$ and $x \\neq y$.\n'
    site.write("papers/2025/steps.md", page)
    site.build()
    html = (site.output / "papers" / "steps.html").read_text("utf-8")
    assert '<meta name="description" content="In 2¹⁰ steps, p ≤ 0.05 and x ≠ y.">' in html


def test_a_link_to_a_draft_publishes_nothing_of_it(site: LittleSite) -> None:
    site.edit("papers/2025/a-curse-of-depth.md", "generated:", "draft: true\ngenerated:")
    site.write("pages/plans.md", "---\ndraft: true\n---\nSecret.\n")
    site.write("pages/next.md", "[depth](../papers/2025/a-curse-of-depth.md), [plans](plans.md)\n")
    site.build()
    assert site.findings == ["warning[dead-link] pages/next.md", "warning[dead-link] pages/next.md"]
    assert not (site.output / "files").exists()


def test_a_language_without_words_of_the_interface_is_told(site: LittleSite) -> None:
    site.build(lang="lv")
    assert [known.code for known in site.report.diagnostics] == ["words"]
    site.build(lang="en-GB")
    assert site.findings == []


def test_another_address_that_changes_the_ids_in_feeds_is_told(site: LittleSite) -> None:
    for address in ("https://me.example/digest/", ""):
        site.build(base_url=address)
        assert site.findings == []
    site.build(base_url="https://own.example/")
    assert site.findings == ["warning[feed-ids] site.toml"]
    (found,) = site.report.diagnostics
    assert found.hint == 'write feed_id = "tag:me.example,2025:digest/" into it'
    site.write("site.toml", 'feed_id = "tag:me.example,2025:digest/"\n')
    site.build(base_url="https://own.example/")
    assert site.findings == []


def test_in_ci_a_source_without_pages_is_an_error(site: LittleSite) -> None:
    site.paste("2025-03-29", "A New Day")
    # the second finds what the first wrote, and has nothing to do
    for _ in range(2):
        site.build(frozen=True)
        assert site.findings == ["error[not-in-ledger] sources/2025-03-29.txt"]
        assert "papers/2025/a-new-day.md" not in site.pages
    site.build()
    assert site.titles("date/2025-03-29.html") == ["A New Day"]


def test_in_ci_topics_that_were_not_committed_are_an_error(site: LittleSite) -> None:
    site.delete("topics.toml")
    site.build(frozen=True)
    assert site.findings == ["error[topics] topics.toml"]
    site.write("site.toml", "[topics]\nfind = false\n")
    site.build(frozen=True)
    assert site.findings == []


def test_in_ci_a_source_that_cannot_all_be_read_says_itself_what_is_wrong(site: LittleSite) -> None:
    site.write("sources/refs.bib", "@misc{a, title = {Slow Clocks}}\n@book{b, title = {Small Maps, year = 2020\n")
    for frozen in (False, True):
        site.build(frozen=frozen)
        assert site.findings == ["error[broken-bibtex] sources/refs.bib"]
    assert "papers/undated/slow-clocks.md" in site.pages


def test_a_source_without_papers_makes_no_edition(site: LittleSite) -> None:
    site.write("sources/2026-12-11.txt", "Remember to buy milk.\n")
    site.build()
    assert [finding.partition("]")[0] for finding in site.findings] == ["error[no-papers"]
    assert "editions/2026-12-11.md" not in site.pages
    site.write("sources/2026-12-11.txt", "Slow Clocks of the World\nAnn Lee\n\nSmall Maps of Rooms\nBo Cho\n")
    site.build()
    assert site.titles("date/2026-12-11.html") == ["Slow Clocks of the World", "Small Maps of Rooms"]


def test_two_pages_of_one_paper_are_told_but_for_a_draft(site: LittleSite) -> None:
    for name, key in (("one", 'doi: "10.1000/ABC"'), ("two", 'doi: "10.1000/abc"'), ("three", 'arxiv: "2502.05795"')):
        site.write(f"papers/2025/{name}.md", f'---\ntitle: "Paper {name}"\n{key}\n---\n\nWe study {name}.\n')
    draft = '---\ntitle: "Paper four"\narxiv: "2502.05795"\ndraft: true\n---\n\nNot yet.\n'
    site.write("papers/2025/four.md", draft)
    site.build()
    assert site.findings == ["warning[same-paper] papers/2025/two.md"]


def test_of_two_pages_of_one_paper_the_one_that_was_listed_first_is_to_stay_and_to_get_the_other_as_an_alias(
    site: LittleSite,
) -> None:
    site.paste("2025-04-04", "A Curse in Print")
    site.build()
    old, new = "papers/2025/a-curse-of-depth.md", "papers/2025/a-curse-in-print.md"
    for page, alias in ((old, "a-depth"), (new, "a-print")):
        site.edit(page, "generated:", f'doi: "10.1000/abc"\naliases: ["{alias}"]\ngenerated:')
    site.build()
    (found,) = site.report.diagnostics
    assert site.findings == [f"warning[same-paper] {new}"]
    aliases = 'write aliases: ["a-depth", "a-curse-in-print", "a-print"] there'
    assert found.hint == f"move what you wrote to {old}, {aliases}, and delete this page"


def test_two_pages_with_the_same_authors_and_abstract_are_noted_until_the_editor_tells_them_apart(
    site: LittleSite,
) -> None:
    head, text = 'authors: ["Ada Alvarez", "Bo Berg"]\n', "---\n\nThis paper studies slow clocks.\n"
    one, two = "papers/2025/slow-clocks.md", "papers/2025/slow-clock.md"
    site.write(one, f'---\ntitle: "Slow Clocks"\n{head}{text}')
    site.write(two, f'---\ntitle: "Slow Clock"\n{head}{text}')
    site.write("papers/2025/other.md", f'---\ntitle: "Slow Clock"\nauthors: ["Ada Alvarez"]\n{text}')
    site.build()
    assert site.findings == [f"note[same-paper] {one}"]
    for line in ("doi: 10.1000/a\n", "draft: true\n"):
        site.write(one, f'---\ntitle: "Slow Clocks"\n{line}{head}{text}')
        site.write(two, f'---\ntitle: "Slow Clock"\ndoi: 10.1000/b\n{head}{text}')
        site.build()
        assert site.findings == []
    site.write(one, f'---\ntitle: "Slow Clocks"\n{head}{text}')
    site.build()
    assert site.findings == [f"note[same-paper] {one}"]
    site.write(one, f'---\ntitle: "Slow Clocks"\n{head}{text}\n## Notes\n\nThe [first part](slow-clock.md).\n')
    site.build()
    assert site.findings == []


def test_bad_pages_are_told_and_the_rest_is_built(site: LittleSite) -> None:
    site.write("papers/2025/broken.md", '---\ntitle: "open\n---\nText\n')
    site.write("editions/2025-03-30.md", "---\ndate: 2025-03-30\n---\n1. [Nobody](../papers/2025/nobody.md)\n")
    site.build()
    assert site.findings == [
        "error[unknown-paper] editions/2025-03-30.md",
        "error[front-matter] papers/2025/broken.md",
    ]


@pytest.mark.parametrize("title", ['"Learning "to Hope"', '"Learning to Hope', "Learning: to Hope"])
def test_a_page_whose_keys_cannot_all_be_read_is_left_out_for_it_may_be_a_draft(site: LittleSite, title: str) -> None:
    site.paste("2025-04-01", "Learning to Hope", "A Curse of Depth")
    site.build()
    page = "papers/2025/learning-to-hope.md"
    site.edit(page, 'title: "Learning to Hope"', f"title: {title}\ndraft: true")
    site.build()
    assert site.findings == [f"error[front-matter] {page}"]
    assert "papers/learning-to-hope.html" not in site.routes
    site.write("pages/hidden.md", f"---\ntitle: {title}\ndraft: true\n---\nText\n")
    site.build()
    assert "hidden.html" not in site.routes


def test_an_entry_below_a_second_heading_is_told_not_to_be_in_the_list(site: LittleSite) -> None:
    site.paste("2025-04-01", "Learning to Hope", "A Curse of Depth")
    site.build()
    site.edit("editions/2025-04-01.md", "2. ", "\n## Depth\n\n2. ")
    site.build()
    assert site.findings == ["warning[second-list] editions/2025-04-01.md"]
    site.edit("editions/2025-04-01.md", "## Depth\n\n2. ", "   ## Depth\n\n2. ")
    site.build()
    assert site.findings == []


def test_words_below_an_entry_keep_it_when_its_source_drops_it(site: LittleSite) -> None:
    site.paste("2025-04-01", "Learning to Hope", "Rivers of Doubt", "Dreams of Sand")
    site.build()
    site.write("editions/2025-04-01.md", site.read("editions/2025-04-01.md") + "\n   My words.\n")
    site.paste("2025-04-01", "Learning to Hope")
    site.build()
    assert "My words." in site.read("editions/2025-04-01.md")
    assert "Rivers of Doubt" not in site.read("editions/2025-04-01.md")
    assert site.findings == [
        "note[kept-edit] editions/2025-04-01.md",
        "note[left-over] papers/2025/rivers-of-doubt.md",
    ]


def test_a_paper_that_a_changed_source_drops_is_named_unless_another_gives_it(site: LittleSite) -> None:
    site.paste("2025-04-01", "Learning to Hope", "Rivers of Doubt", "Dreams of Sand")
    site.paste("2025-03-31", "Dreams of Sand")
    site.build()
    site.paste("2025-04-01", "Learning to Hope")
    site.build()
    assert site.findings == ["note[left-over] papers/2025/rivers-of-doubt.md"]
    site.build()
    assert site.findings == []


def test_words_behind_a_link_make_a_list_the_editors(site: LittleSite) -> None:
    site.paste("2025-04-01", "Learning to Hope", "A Curse of Depth")
    site.build()
    site.edit("editions/2025-04-01.md", "learning-to-hope.md)", "learning-to-hope.md), read it first")
    site.paste("2025-04-01", "A Curse of Depth", "Learning to Hope", name="2025-04-01-2")
    site.build()
    assert "), read it first\n" in site.read("editions/2025-04-01.md")


def test_earlier_ids_lead_to_one_paper(site: LittleSite) -> None:
    site.paste("2025-04-01", "Learning to Hope", "A Curse of Depth")
    site.build()
    site.edit("papers/2025/a-curse-of-depth.md", "generated:", 'aliases: ["deep"]\ngenerated:')
    site.build()
    assert site.findings == []
    site.edit("papers/2025/learning-to-hope.md", "generated:", 'aliases: ["DEEP"]\ngenerated:')
    site.build()
    assert site.findings == ["error[id-taken] papers/2025/learning-to-hope.md"]
    assert "date/2025-04-01.html" in site.routes


@pytest.mark.parametrize(("alias", "title"), [("deep", "A Curse of Depth"), ("learning-to-hope", "Learning to Hope")])
def test_an_earlier_id_of_two_papers_leads_to_the_same_one_everywhere(site: LittleSite, alias: str, title: str) -> None:
    site.paste("2025-04-01", "Learning to Hope", "A Curse of Depth")
    site.build()
    for name in ("learning-to-hope", "a-curse-of-depth"):
        site.edit(f"papers/2025/{name}.md", "generated:", f'aliases: ["{alias}"]\ngenerated:')
    site.write("editions/2025-04-01.md", f"1. [X](../papers/2025/{alias}.md)\n")
    site.write("pages/more.md", f"# More\n\n[[{alias}]]\n")
    site.build()
    assert any("[id-taken]" in finding for finding in site.findings)
    assert site.titles("date/2025-04-01.html") == [title]
    for route in ("more.html", f"papers/{alias}.html"):
        assert title in site.text(route)


def test_an_earlier_id_that_another_page_still_has_is_told(site: LittleSite) -> None:
    site.paste("2025-04-01", "Learning to Hope", "A Curse of Depth")
    site.build()
    site.edit("papers/2025/a-curse-of-depth.md", "generated:", 'aliases: ["Learning-to-Hope"]\ngenerated:')
    site.build()
    assert site.findings == ["warning[id-taken] papers/2025/a-curse-of-depth.md"]
    site.edit("papers/2025/learning-to-hope.md", "generated:", "draft: true\ngenerated:")
    site.build()
    assert "warning[id-taken] papers/2025/a-curse-of-depth.md" not in site.findings


def test_an_id_that_can_be_none_is_told_once(site: LittleSite) -> None:
    page = "papers/2025/a-curse-of-depth.md"
    site.paste("2025-04-01", "A Curse of Depth")
    site.build()
    site.edit(page, 'id: "a-curse-of-depth"', 'id: "a curse"')
    site.build()
    assert site.findings == [f"error[front-matter] {page}"]


def test_an_id_that_was_published_and_is_gone_is_told_with_the_line_that_brings_it_back(site: LittleSite) -> None:
    page = "papers/2025/a-curse-of-depth.md"
    site.paste("2025-04-01", "Learning to Hope", "A Curse of Depth")
    site.build()
    site.edit(page, 'id: "a-curse-of-depth"', 'id: "curse"\naliases: ["deep"]')
    site.build()
    assert site.findings == [f"warning[lost-address] {page}"]
    (found,) = site.report.diagnostics
    assert (found.at and found.at.line, found.hint) == (2, 'add aliases: ["deep", "a-curse-of-depth"] to this page')
    site.edit(page, 'id: "curse"', 'id: "curse"\ndraft: true')
    site.build()
    assert site.findings == []
    site.edit(page, 'draft: true\naliases: ["deep"]', 'aliases: ["deep", "a-curse-of-depth"]')
    site.build()
    assert site.findings == []
    assert "papers/a-curse-of-depth.html" in site.routes
    # also when its source was read again since
    site.paste("2025-04-01", "Learning to Hope", "A Curse of Depth", "Songs of Rain")
    site.build()
    site.edit(page, ', "a-curse-of-depth"]', "]")
    site.build()
    assert site.findings == [f"warning[lost-address] {page}"]


def test_the_page_of_an_author_that_a_correction_removes_is_told(site: LittleSite) -> None:
    for number in range(2):
        text = f'---\ntitle: "Shelf {number}"\nauthors: ["Hinrich Schuetze"]\n---\n\nText.\n'
        site.write(f"papers/shelf-{number}.md", text)
    site.build()
    for number in range(2):
        site.edit(f"papers/shelf-{number}.md", "Schuetze", "Schütz")
    site.delete("editions/2025-03-28.md")
    assert site.build().gone == ("date/2025-03-28.html", "authors/hinrich-schuetze.html")


def test_pages_that_the_last_build_had_and_nothing_leads_on_from_are_told_once(site: LittleSite) -> None:
    for name, page in (("group", "# Group\n"), ("circle", "# Circle\n")):
        site.write(f"pages/{name}.md", page)
    site.write("papers/2025/mine.md", '---\ntitle: "My own paper"\n---\n\nWe study what we like.\n')
    site.build()
    for page in ("pages/group.md", "pages/circle.md", "papers/2025/mine.md"):
        text = site.read(page)
        site.delete(page)
        site.write(page.replace(".md", "-two.md"), text)
    site.edit("pages/circle-two.md", "# Circle", '---\naliases: ["circle"]\n---\n# Circle')
    result = site.build()
    assert result.gone == ("group.html", "papers/mine.html")
    report = Report()
    report_gone((*result.gone, "searches/a.html", "searches/b.html"), report)
    (found,) = report.diagnostics
    shown = "group.html, papers/mine.html, searches/a.html and 1 more"
    assert found.message == f"gone since the last build, and nothing leads on from there: {shown}"
    report_gone(result.gone, failed := Report([structs.replace(found, severity="error")]))
    assert len(failed.diagnostics) == 1
    assert site.build().gone == ()
    site.write("pages/more.md", "# More\n")
    assert site.build().gone == ()


def test_a_page_that_a_build_with_an_error_removed_is_told_when_the_error_is_mended(site: LittleSite) -> None:
    pages = "papers/2025/a-curse-of-depth.md", "papers/2025/learning-to-hope.md"
    text = site.read(pages[1])
    for page in pages:
        site.delete(page)
    for words in ("", "Words of mine.\n"):
        site.write("pages/more.md", f"# More\n{words}")
        site.build()
        assert site.findings == [f"error[unknown-paper] {EDITION}"] * 2
    site.write(pages[1], text)
    site.edit(EDITION, line_of(site.read(EDITION), "A Curse of Depth"), "")
    assert site.build().gone == ("papers/a-curse-of-depth.html",)
    site.write("pages/more.md", "# More\n")
    assert site.build().gone == ()


@pytest.mark.parametrize("name", ["papers/u.MD", "editions/2025-05-02.markdown", "pages/blog.mkd"])
def test_a_page_whose_name_does_not_end_as_pages_do_is_told(site: LittleSite, name: str) -> None:
    site.write(name, "---\ntitle: U\n---\n")
    site.write("papers/notes.txt", "What I think of them.\n")
    site.build()
    assert site.findings == [f"warning[not-read] {name}"]


def test_a_topic_whose_table_was_renamed_is_told_as_gone(site: LittleSite) -> None:
    site.write("topics.toml", '[hope]\nlabel = "hope"\nspellings = ["hope"]\n')
    site.write("papers/mine.md", '---\ntitle: "My hope"\ntopics: ["hope"]\n---\n\nWe hope.\n')
    site.build()
    site.edit("topics.toml", "[hope]", "[hopes]")
    assert "topics/hope.html" in site.build().gone
    site.write("topics.toml", site.read("topics.toml") + '\n[hope]\nlabel = "old"\nmerge = "hopes"\n')
    assert site.build().gone == ()


def test_a_page_that_was_never_published_under_its_file_s_name_has_lost_no_address(site: LittleSite) -> None:
    site.write("papers/2025/mine.md", '---\nid: "own"\ntitle: "My own paper"\n---\n\nWe study what we like.\n')
    text = site.read("papers/2025/a-curse-of-depth.md")
    site.delete("papers/2025/a-curse-of-depth.md")
    site.write("papers/curses.md", text)
    site.build()
    assert site.findings == []
    site.edit("papers/curses.md", 'id: "a-curse-of-depth"', 'id: "curse"\ndraft: true')
    site.edit("editions/2025-03-28.md", "[A Curse", "[B Curse")
    site.build()
    assert "lost-address" not in " ".join(site.findings)


def test_a_free_page_cannot_take_the_place_of_one_of_ours(site: LittleSite) -> None:
    site.write("pages/index.md", "# Mine\n\nInstead of the digest.\n")
    site.write("pages/reading-group.md", "# Reading group\n\nThursdays.\n")
    site.build()
    assert site.findings == ["error[name-taken] pages/index.md"]
    assert site.titles("index.html") == ["Learning to Hope", "A Curse of Depth", "Quantized Transformers"]
    assert "Thursdays." in site.text("reading-group.html")


def test_a_broken_ledger_stops_ingest_and_nothing_else(site: LittleSite) -> None:
    site.write("sources/ledger.json", "{")
    site.paste("2025-03-29", "A New Day")
    site.build()
    assert site.findings == ["error[ledger] sources/ledger.json"]
    assert site.titles("index.html") == ["Learning to Hope", "A Curse of Depth", "Quantized Transformers"]


def test_repairs_are_listed_by_every_build_and_can_be_turned_off(tmp_path: Path) -> None:
    site = LittleSite(tmp_path)
    site.paste("2025-03-28", "Images of 256times256 Pixels")
    assert [(made.before, made.after) for made in site.build().repairs] == [("256times256", "256×256")]
    assert [(made.before, made.after) for made in site.build().repairs] == [("256times256", "256×256")]
    assert site.titles("index.html") == ["Images of 256×256 Pixels"]
    for settings, title in (
        ('repair_skip = ["times"]\n', "Images of 256times256 Pixels"),
        ("", "Images of 256×256 Pixels"),
        ("repair = false\n", "Images of 256times256 Pixels"),
    ):
        site.write("site.toml", settings)
        assert bool(site.build().repairs) == ("×" in title)
        assert site.titles("index.html") == [title]


def test_an_edition_under_the_name_of_another_day_is_reported_and_is_in_nobodys_way(tmp_path: Path) -> None:
    site = LittleSite(tmp_path)
    site.paste("2025-04-04", "Learning to Hope")
    site.build()
    (site.content / "editions/2025-04-04.md").rename(site.content / "editions/2025-04-07.md")
    site.paste("2025-04-07", "A Curse of Depth")
    site.build()
    assert site.findings == ["warning[other-date] editions/2025-04-07.md"]
    assert site.titles("date/2025-04-04.html") == ["Learning to Hope"]
    assert site.titles("date/2025-04-07.html") == ["A Curse of Depth"]
    assert "A Curse of Depth" in site.read("editions/2025-04-07-2.md")
