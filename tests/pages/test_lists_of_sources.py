"""The lists of sources become editions: their titles, votes and order, and what an editor deleted stays deleted."""

from __future__ import annotations

import pytest
from msgspec import structs

from sitegen.model import Entry
from sitegen.pages.merge import editions
from sitegen.pages.merge.editions import order
from tests.desk import Desk
from tests.pages.digests import digest, entry


def test_an_editions_list_shows_the_better_title_that_came_later(desk: Desk) -> None:
    desk.take(digest(entry("curse of depth", arxiv="2502.05795"), trust=10, date="2025-03-28"))
    desk.take(digest(entry("The Curse of Depth", arxiv="2502.05795"), trust=60))
    assert "[The Curse of Depth]" in desk.files["editions/2025-03-28.md"]


def test_editions_keep_their_own_listings(desk: Desk) -> None:
    for day, votes in (("2025-03-28", 12), ("2025-04-02", 40)):
        desk.take(digest(entry(votes=votes), date=day))
    listed = {page.edition.date: page.edition.listings[0].votes for page in desk.documents.editions}
    assert listed == {"2025-03-28": 12, "2025-04-02": 40}
    assert len(desk.papers) == 1


def test_two_sources_of_a_day_are_one_list_with_what_both_know_of_it(desk: Desk) -> None:
    told = structs.replace(entry(votes=12), submitter="ada")
    desk.put("2025-03-28", digest(entry(votes=40), entry("Hope"), date="2025-03-28"))
    desk.put("2025-03-28-2", digest(entry("Quantized"), told, date="2025-03-28"))
    desk.ingest()
    (page,) = desk.documents.editions
    listed = [(listing.paper, listing.votes, listing.submitter) for listing in page.edition.listings]
    assert listed == [("the-curse-of-depth", 40, "ada"), ("hope", None, ""), ("quantized", None, "")]


def test_a_point_in_a_name_parts_nothing_in_a_list(desk: Desk) -> None:
    desk.take(digest(structs.replace(entry(), submitter="Ada · Lab"), date="2025-03-28"))
    (page,) = desk.documents.editions
    assert (page.edition.listings[0].submitter, page.is_unedited) == ("Ada Lab", True)


def test_sources_of_a_day_follow_each_other_by_number(desk: Desk) -> None:
    for number in (10, 9, 2):
        desk.put(f"2025-03-28-{number}", digest(entry(f"Depth {number}"), date="2025-03-28"))
        desk.ingest()
    (page,) = desk.documents.editions
    assert [listing.paper for listing in page.edition.listings] == ["depth-2", "depth-9", "depth-10"]


def test_a_source_that_was_corrected_has_the_last_word_on_a_list_of_its_own(desk: Desk) -> None:
    def votes() -> list[int | None]:
        return [listing.votes for page in desk.documents.editions for listing in page.edition.listings]

    for count in (400, 40):
        desk.put("2025-03-28", digest(entry(votes=count), date="2025-03-28"))
        desk.ingest()
    assert votes() == [40]
    desk.put("2025-03-28-2", digest(entry(votes=60), date="2025-03-28"))
    desk.ingest()
    desk.put("2025-03-28", digest(entry(votes=4), date="2025-03-28"))
    desk.ingest()
    assert votes() == [60]


def test_a_line_deleted_from_one_of_two_days_of_a_source_stays_deleted(desk: Desk) -> None:
    for votes in (12, 40):
        listed = [
            (entry(), "2025-03-27"),
            (entry("Hope", votes=votes), "2025-03-28"),
            (entry("Quantized"), "2025-03-28"),
        ]
        desk.put("days", digest(*(structs.replace(paper, listed=day) for paper, day in listed)))
        desk.ingest()
        if votes == 12:
            desk.edit("editions/2025-03-28.md", "2. [Quantized](../papers/2025/quantized.md)\n", "")
    days = {page.edition.date: [each.paper for each in page.edition.listings] for page in desk.documents.editions}
    assert days == {"2025-03-27": ["the-curse-of-depth"], "2025-03-28": ["hope"]}


def test_a_day_is_put_in_order_once_however_many_sources_it_has(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    sorted_names: list[str] = []

    def counted(path: str) -> object:
        sorted_names.append(path)
        return order(path)

    monkeypatch.setattr(editions, "order", counted)
    for number in range(1, 31):
        desk.put(f"2025-03-28-{number}", digest(entry(f"Depth {number}"), date="2025-03-28"))
    desk.ingest()
    (page,) = desk.documents.editions
    assert [listing.paper for listing in page.edition.listings] == [f"depth-{number}" for number in range(1, 31)]
    assert len(sorted_names) == 30


def test_words_below_an_entry_that_its_source_drops_stay_below_the_others(desk: Desk) -> None:
    papers = (entry("Hope"), entry("Depth"), entry("Curse"))
    desk.put("2025-03-28", digest(*papers, date="2025-03-28"))
    desk.ingest()
    desk.edit("editions/2025-03-28.md", "hope.md)\n", "hope.md)\n\n   Mine.\n\n")
    desk.put("2025-03-28", digest(papers[2], date="2025-03-28"))
    desk.put("2025-03-28-2", digest(entry("Quantized"), date="2025-03-28"))
    desk.ingest()
    (page,) = desk.documents.editions
    listed = [(listing.paper, listing.note) for listing in page.edition.listings]
    assert listed == [("curse", ""), ("quantized", ""), ("hope", "Mine.")]
    assert "note[kept-edit]" in desk.findings


@pytest.mark.parametrize(("new", "grew"), [((), False), ((entry("Faith"),), True)])
def test_what_becomes_of_an_edited_list_when_its_source_changes_is_told(
    desk: Desk, new: tuple[Entry, ...], grew: bool
) -> None:
    desk.put("2025-03-28", digest(entry("Hope"), entry("Depth"), date="2025-03-28"))
    desk.ingest()
    desk.edit("editions/2025-03-28.md", "1. ", "1. Must read: ")
    desk.put("2025-03-28", digest(entry("Depth"), *new, date="2025-03-28"))
    desk.ingest()
    assert ("[Faith]" in desk.files["editions/2025-03-28.md"]) is grew
    (told,) = (found.message for found in desk.report.diagnostics if found.code == "kept-edit")
    assert ("your list is kept" in told, "grew at its end" in told) == (True, grew)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("1. ", "1. Must read: "),
        ("[The Curse", "[A Curse"),
        ("depth.md)\n", "depth.md)\n2. A talk on Friday\n\n   Bring your laptops.\n"),
        ("1. ", "1. [Delta](../papers/2025/delta.md)\n2. "),
        ("depth.md)\n", "depth.md)\n2. [Again](../papers/2025/the-curse-of-depth.md)\n\n   Really.\n"),
    ],
    ids=["words before", "link text", "no link", "unknown paper", "twice"],
)
def test_what_an_editor_wrote_into_a_list_stays_when_another_source_lists_more(desk: Desk, old: str, new: str) -> None:
    path = "editions/2025-03-28.md"
    desk.take(digest(entry(), date="2025-03-28"))
    desk.edit(path, old, new)
    edited = desk.files[path]
    desk.take(digest(entry("Hope"), date="2025-03-28"))
    assert desk.files[path].startswith(edited)
    assert desk.files[path].endswith(". [Hope](../papers/2025/hope.md)\n")


def test_a_page_whose_lines_end_as_on_windows_keeps_their_ends(desk: Desk) -> None:
    desk.take(digest(entry(), date="2025-03-28"))
    file = desk.config.content / "editions/2025-03-28.md"
    before = file.read_bytes().replace(b"1. [The", b"1. Read: [The").replace(b"\n", b"\r\n")
    file.write_bytes(before)
    desk.take(digest(entry("Hope"), date="2025-03-28"))
    assert file.read_bytes() == before + b"2. [Hope](../papers/2025/hope.md)\r\n"


def test_a_line_of_a_deleted_paper_leads_to_it_again_when_another_source_has_it(desk: Desk) -> None:
    desk.put("2025-03-28", digest(entry(), entry("Hope"), date="2025-03-28"))
    desk.ingest()
    (desk.config.content / next(path for path in desk.files if path.endswith("/hope.md"))).unlink()
    desk.put("2025-03-28-2", digest(entry(), entry("Hope"), entry("Quantized"), date="2025-03-28"))
    desk.ingest()
    lines = [line for line in desk.files["editions/2025-03-28.md"].splitlines() if line[:1].isdigit()]
    assert [line.partition("]")[0] for line in lines] == ["1. [The Curse of Depth", "2. [Hope", "3. [Quantized"]


@pytest.mark.parametrize("keys", ['id: "deep"\naliases: ["the-curse-of-depth"]', 'id: "The-Curse-of-Depth"'])
def test_a_deleted_line_of_a_paper_with_another_id_stays_deleted_when_its_source_is_read_again(
    desk: Desk, keys: str
) -> None:
    desk.put("2025-03-28", digest(entry(), entry("Hope"), date="2025-03-28"))
    desk.ingest()
    desk.edit("papers/2025/the-curse-of-depth.md", 'id: "the-curse-of-depth"', keys)
    desk.edit("editions/2025-03-28.md", "1. [The Curse of Depth](../papers/2025/the-curse-of-depth.md)\n", "")
    for more in ("Quantized", "Slow"):
        desk.put("2025-03-28", digest(entry(), entry("Hope"), entry(more), date="2025-03-28"))
        desk.ingest()
    (page,) = desk.documents.editions
    assert [listing.paper for listing in page.edition.listings] == ["hope", "quantized", "slow"]
    assert set(desk.papers) == {keys.split('"')[1], "hope", "quantized", "slow"}


def test_a_list_follows_its_source_though_a_paper_has_another_id(desk: Desk) -> None:
    desk.put("2025-03-28", digest(entry(votes=1), entry("Hope"), date="2025-03-28"))
    desk.ingest()
    desk.edit("papers/2025/the-curse-of-depth.md", 'id: "', 'aliases: ["the-curse-of-depth"]\nid: "deep-')
    desk.put("2025-03-28", digest(entry("Hope"), entry(votes=7), date="2025-03-28"))
    desk.ingest()
    (page,) = desk.documents.editions
    listed = [(listing.paper, listing.votes) for listing in page.edition.listings]
    assert (listed, page.is_unedited) == ([("hope", None), ("deep-the-curse-of-depth", 7)], True)


def test_a_deleted_edition_stays_deleted_when_its_source_is_read_again(desk: Desk) -> None:
    desk.put("2025-03-28", digest(entry(), date="2025-03-28"))
    desk.ingest()
    (desk.config.content / "editions/2025-03-28.md").unlink()
    desk.put("2025-03-28", digest(entry(), entry("Hope"), date="2025-03-28"))
    desk.ingest()
    assert desk.documents.editions == ()
    (note,) = desk.report.diagnostics
    assert (note.code, "would have got 1 new paper from this source" in note.message) == ("kept-edit", True)


def test_of_an_edition_with_another_date_it_is_said_that_another_source_makes_it_again(desk: Desk) -> None:
    desk.take(digest(entry(), date="2025-03-28"))
    desk.edit("editions/2025-03-28.md", "2025-03-28", "2025-03-29")
    (desk.config.content / "editions/2025-03-28.md").rename(desk.config.content / "editions/2025-03-29.md")
    desk.take(digest(entry(), entry("Hope"), date="2025-03-28"))
    assert [page.edition.date for page in desk.documents.editions] == ["2025-03-28", "2025-03-29"]
    (note,) = desk.report.diagnostics
    assert (note.code, "is made again with this source" in note.message) == ("kept-edit", True)
