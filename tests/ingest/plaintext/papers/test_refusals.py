"""What is left out as no paper."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from sitegen.diagnostics import Report
from sitegen.ingest.parser import Source
from sitegen.ingest.plaintext.chunks import chunks
from sitegen.ingest.plaintext.items import Text
from sitegen.ingest.plaintext.lines import lines
from sitegen.ingest.plaintext.papers import doubts
from sitegen.ingest.plaintext.papers.assembly import papers
from tests.ingest.plaintext.labelled import labelled

LISTED = ("Slow Clocks", "Small Maps", "Long Walks")


def text_of(rows: Sequence[tuple[str, str, float]], titles: Sequence[float] = ()) -> Text:
    """Rows of a chunk each, with its label and the probability of that."""
    text = labelled("".join(label for label, _, _ in rows), [words for _, words, _ in rows], titles)
    for chunk, (*_, odds) in zip(text.chunks, rows, strict=True):
        chunk.odds = odds
    return text


def sure(*rows: tuple[str, str, float]) -> tuple[list[str], list[str]]:
    """The titles that stay, and what is said of the others."""
    text, report = text_of(rows), Report()
    kept = doubts.without_refused(papers(text)[0], text, Source("x.txt", report))
    assert all((found.severity, found.code) == ("warning", "doubtful-paper") for found in report.diagnostics)
    assert all(found.at and found.at.line for found in report.diagnostics)
    return [paper.title.text for paper in kept], [found.message for found in report.diagnostics]


def with_names(*titles: str) -> list[tuple[str, str, float]]:
    return [row for title in titles for row in (("T", title, 1.0), ("A", "Ann Lee", 1.0))]


def test_papers_that_look_alike_stay() -> None:
    assert sure(*with_names(*LISTED)) == (list(LISTED), [])


@pytest.mark.parametrize(
    ("odds", "text", "reason"),
    [
        (0.29, "Quiet Lanes", "'Quiet Lanes' hardly looks like a title, and was left out"),
        (0.74, "Quiet Lanes", "'Quiet Lanes' lacks what the others have, and was left out"),
    ],
)
def test_what_is_unlikely_below_a_list_is_left_out_with_its_reason(odds: float, text: str, reason: str) -> None:
    assert sure(*with_names(*LISTED), ("T", text, odds)) == (list(LISTED), [reason])


def test_beside_the_first_of_several_authors_even_an_odd_title_is_one() -> None:
    odd = ("T", "Slow odd Clocks", 0.2)
    assert sure(*with_names(*LISTED), odd, ("A", "(Lee et al)", 1.0))[0] == [*LISTED, odd[1]]
    assert sure(*with_names(*LISTED), odd, ("A", "(Ann Lee)", 1.0))[0] == list(LISTED)


def test_a_link_is_no_abstract_where_the_others_have_both() -> None:
    def linked(title: str, odds: float) -> tuple[str, str, float]:
        return "T", f"[{title}](https://a.example/{len(title)})", odds

    listed = [row for title in LISTED for row in (linked(title, 1.0), ("S", "We rest here.", 1.0))]
    unlike = [linked("Our Workshop", 0.5), ("V", "Example Conference 2025", 1.0)]
    kept, reasons = sure(*listed, *unlike, *listed[:2])
    assert "Our Workshop" not in kept
    assert reasons == ["'Our Workshop' lacks what the others have, and was left out"]


def test_a_title_without_an_address_is_one_by_its_names_where_most_have_these() -> None:
    links = [("T", f"[{title}](https://arxiv.org/abs/2501.0000{at})", 1.0) for at, title in enumerate(LISTED)]
    people = [("A", "Ann Lee, Bo Cho", 1.0)]
    last = [("T", "Rooms for Two of Us", 1.0), *people]

    def kept(named: int) -> bool:
        rows = [part for at, row in enumerate(links) for part in (row, *people[: at < named])]
        return "Rooms for Two of Us" in sure(*rows, *last)[0]

    assert kept(2)
    assert not kept(1)


def test_volumes_and_their_front_matter_are_no_papers_though_they_have_editors_and_a_doi() -> None:
    findings = "Findings of the Association for Computational Linguistics"
    workshop = "Proceedings of the Workshop on Clocks"
    for event in ("Complete Volume", "Front Matter, Table of Contents, Preface", findings, workshop):
        link = ("L", "https://doi.org/10.4230/LIPIcs.1", 1.0)
        assert sure(*with_names(*LISTED), *with_names(event), link)[0] == list(LISTED)
    assert "Keynote Speech Recognition" in sure(*with_names(*LISTED, "Keynote Speech Recognition"))[0]


def test_what_pages_have_besides_papers_is_no_paper_without_people() -> None:
    assert sure(*with_names(*LISTED), ("T", "Table of Contents", 1.0)) == (
        list(LISTED),
        ["'Table of Contents' hardly looks like a title, and was left out"],
    )
    assert "Table of Contents" in sure(*with_names(*LISTED, "Table of Contents"))[0]


def test_amid_a_list_less_is_asked_of_a_paper_without_anything_but_a_title() -> None:
    for odds, stays in ((0.56, True), (0.54, False)):
        kept, reasons = sure(*with_names(*LISTED), ("T", "Bare Bones", odds), *with_names("Last Words"))
        assert ("Bare Bones" in kept) is stays
        assert len(reasons) == (not stays)


def test_a_title_with_nothing_has_to_be_sure_among_others_with_names_and_abstracts() -> None:
    listed = [*with_names(LISTED[0]), ("S", "We study clocks that are slow.", 1.0)]
    for odds, stays in ((0.96, True), (0.94, False)):
        kept, _ = sure(*listed, ("T", "Bare Bones", odds), *listed)
        assert ("Bare Bones" in kept) is stays


@pytest.mark.parametrize(("odds", "stays"), [(0.91, True), (0.89, False)])
def test_the_last_title_has_to_be_likely_if_it_lacks_what_the_others_have(odds: float, stays: bool) -> None:
    last = (("T", "Best Reviewers of All", odds), ("L", "https://a.example/1", 1.0))
    kept, reasons = sure(*with_names(*LISTED), *last)
    assert ("Best Reviewers of All" in kept) is stays
    assert reasons == [] if stays else ["'Best Reviewers of All' lacks what the others have, and was left out"]


def test_a_quoted_title_behind_names_is_likely() -> None:
    for title, stays in (("“Slow Clocks of the World”", True), ("Slow Clocks of the World", False)):
        kept, _ = sure(*with_names(*LISTED), ("T", title, 0.2), ("A", "Bo Cho", 1.0), *with_names("Last Words"))
        assert (title in kept) is stays


def test_what_leads_to_a_paper_need_not_look_like_a_title() -> None:
    listed = [row for title in LISTED for row in (("T", title, 1.0), ("L", f"https://a.example/{len(title)}", 1.0))]
    for address, stays in (("https://arxiv.org/abs/2503.00001", True), ("https://a.example/1", False)):
        kept, _ = sure(*listed, ("T", "Quiet Lanes", 0.2), ("L", address, 1.0))
        assert ("Quiet Lanes" in kept) is stays


def test_a_single_word_without_an_abstract_has_to_be_sure() -> None:
    for odds, stays in ((0.97, True), (0.95, False)):
        kept, _ = sure(*with_names(*LISTED), ("T", "Reposted", odds), ("A", "Bo Cho", 1.0), *with_names("Last Words"))
        assert ("Reposted" in kept) is stays
    kept, _ = sure(*with_names(*LISTED), ("T", "慢钟与小地图", 0.7), ("A", "Bo Cho", 1.0), *with_names("Last Words"))
    assert "慢钟与小地图" in kept
    kept, _ = sure(
        *with_names(*LISTED),
        ("T", "FlowAR", 0.5),
        ("A", "Bo Cho", 1.0),
        ("S", "We study flows.", 1.0),
        *with_names("Last Words"),
    )
    assert "FlowAR" in kept


def test_a_paper_without_votes_stays_where_the_others_have_nothing_but_votes() -> None:
    voted = [row for title in LISTED for row in (("T", title, 1.0), ("N", "12", 1.0))]
    assert sure(*voted, ("T", "Bare Bones", 0.74)) == ([*LISTED, "Bare Bones"], [])


def test_a_title_that_is_there_a_second_time_is_not_said_to_be_left_out() -> None:
    assert sure(*with_names(*LISTED), ("T", LISTED[0], 0.29)) == (list(LISTED), [])


def test_what_is_left_out_is_said_one_by_one_up_to_a_number() -> None:
    rows = [("T", f"Next Page of {number} Others", 0.2) for number in range(23)]
    kept, reasons = sure(*with_names(*LISTED), *rows)
    assert kept == list(LISTED)
    assert len(reasons) == 21
    assert reasons[-1] == "3 more lines from here on were left out as well"


def test_titles_set_otherwise_than_those_with_addresses_are_strangers() -> None:
    rows: list[tuple[str, str, float]] = []
    for number, title in enumerate((*LISTED, "Last Words"), 1):
        rows += [("T", f"{number}. {title}", 1.0), ("L", f"https://arxiv.org/abs/2503.0000{number}", 1.0)]
    kept, reasons = sure(*rows, ("T", "Join Our Group", 1.0), ("A", "Ann Lee", 1.0))
    assert kept == [*LISTED, "Last Words"]
    assert reasons == ["'Join Our Group' lacks what the others have, and was left out"]


def test_titles_from_elsewhere_are_no_papers_where_most_are_from_a_site_or_a_feed_of_papers() -> None:
    def kept(*beside: tuple[str, str, float]) -> bool:
        rows = [row for title in LISTED for row in (("T", title, 1.0), ("O", "cs.CL updates on arXiv.org", 1.0))]
        return "My Last Walk" in sure(*rows, ("T", "My Last Walk", 0.9), *beside)[0]

    other = ("O", "Ann's Weblog", 1.0)
    assert not kept(other)
    assert not kept(other, ("A", "Ann Lee", 1.0))
    assert kept(("O", "Example Papers", 1.0))
    assert kept(other, ("L", "https://arxiv.org/abs/2503.00001", 1.0))
    hosts = ("arxiv.org", "arxiv.org", "openreview.net", "blog.example")
    rows = [f"{title} ({host})" for title, host in zip((*LISTED, "My Last Walk"), hosts, strict=True)]
    text = labelled("TO" * 4, rows)
    text.chunks[-2].odds = 0.9
    listed = doubts.without_refused(papers(text)[0], text, Source("x.txt", Report()))
    assert [paper.title.text for paper in listed] == [*LISTED]


def test_where_a_title_is_from_may_stand_in_the_next_line() -> None:
    hosts = ("(arxiv.org)", "World (arxiv.org)", "(arxiv.org)")
    rows = [row for title, host in zip(LISTED, hosts, strict=True) for row in (title, host)]
    text = labelled("TOTtOTOTO", [*rows, "My Last Walk (blog.example)"])
    text.chunks[-2].odds = 0.9
    listed = doubts.without_refused(papers(text)[0], text, Source("x.txt", Report()))
    assert [paper.title.first for paper in listed] == [0, 2, 4]


@pytest.mark.parametrize(
    "title",
    [
        "No meeting in May",
        "Introduction, no reading",
        "Exam, no readings",
        "Keine Sitzung",
        "Sin reunión",
    ],
)
def test_days_without_a_meeting_are_no_papers_where_the_others_have_authors(title: str) -> None:
    rows = [("T", title, 1.0), ("L", "https://example.org/1", 1.0), *with_names(*LISTED)]
    assert sure(*rows)[0] == list(LISTED)
    assert sure(rows[0], ("A", "Bo Cho", 1.0), *rows[1:])[0] == [title, *LISTED]


def test_a_title_that_leads_to_a_paper_stays_though_it_has_nothing_else() -> None:
    for url, stays in (("https://arxiv.org/abs/2503.00007", True), ("https://example.org/tea", False)):
        link = ("L", "https://example.org/1", 1.0)
        rows = [row for title in LISTED for row in (*with_names(title), link)]
        rows.append(("T", f"[Quiet Lanes and Loud Roads]({url})", 0.93))
        assert ("Quiet Lanes and Loud Roads" in sure(*rows)[0]) is stays


def test_a_paper_with_names_stays_though_it_has_no_abstract_or_address_as_the_others() -> None:
    rows: list[tuple[str, str, float]] = []
    for number, title in enumerate((*LISTED, "Last Words"), 1):
        names, link = ("A", "Ann Lee", 1.0), ("L", f"https://arxiv.org/abs/2503.0000{number}", 1.0)
        rows += [("T", f"{number}. {title}", 1.0), names, link]
    talks = ("T", "Talk of a Poster", 1.0), ("A", "Bo Cho", 1.0), ("T", "Talk of a Clock", 1.0), ("A", "Cy Roy", 1.0)
    assert "Talk of a Poster" in sure(*rows, *talks)[0]
    assert "Talk of a Poster" not in sure(*rows, *talks[:2])[0]
    abstract = ("S", "We study clocks that are slow.", 1.0)
    listed = [row for title in LISTED for row in (*with_names(title), abstract)]
    assert "Quiet Lanes" in sure(*listed, *[("T", "Quiet Lanes", 0.4), ("A", "Bo Cho", 1.0)], *listed)[0]


def test_a_paper_with_names_and_an_abstract_may_have_an_unlikely_title() -> None:
    rest = [("A", "Bo Cho", 1.0), ("S", "We study clocks that are slow.", 1.0)]
    for odds, stays in ((0.2, True), (0.1, False)):
        assert ("Quiet Lanes" in sure(*with_names(*LISTED), ("T", "Quiet Lanes", odds), *rest)[0]) is stays


@pytest.mark.parametrize(
    "event",
    [
        "Clocks 2026, Front Matter",
        "Proceedings of the 20th Conference on Clocks",
    ],
)
def test_prefaces_and_volumes_are_no_papers(event: str) -> None:
    assert sure(*with_names(*LISTED), *with_names(event))[0] == list(LISTED)


def test_what_is_called_as_a_volume_is_a_paper_where_it_has_an_abstract() -> None:
    for title in ("Proceedings of Small Minds", "Preface"):
        abstract = ("S", "We study what small minds wait for.", 1.0)
        assert sure(*with_names(*LISTED, title), abstract) == ([*LISTED, title], [])


def test_a_title_that_only_begins_as_an_editorial_does_is_one() -> None:
    for title in (
        "Best Practices in Dialogue Systems",
        "Editorial Boards of the World",
        "1984",
    ):
        assert sure(*with_names(*LISTED, title)) == ([*LISTED, title], [])


def kept_of(*rows: str) -> list[str]:
    """The titles that stay of lines that begin with one, or have one in quotation marks."""
    pieces = chunks(lines(list(enumerate(rows, 1))))
    quoted = {chunk.line for chunk in pieces if chunk.text[0] == '"'}
    titled = [chunk.text[0] == '"' if chunk.line in quoted else chunk.before == "n" for chunk in pieces]
    text = labelled("".join("OT"[is_title] for is_title in titled), rows)
    for chunk in text.chunks:
        chunk.odds = 1.0
    kept = doubts.without_refused(papers(text)[0], text, Source("x.txt", Report()))
    return [paper.title.text for paper in kept]


def test_addresses_below_a_list_are_no_titles_that_others_have_to_be_like() -> None:
    told = [row for title in LISTED for row in (("T", title, 1.0), ("S", f"We look at {title}.", 1.0))]
    addresses = [("J", f"{at}. https://arxiv.org/abs/2503.0000{at}", 1.0) for at in range(1, 5)]
    assert sure(*told, *addresses)[0][: len(LISTED)] == list(LISTED)


def test_what_several_people_wrote_is_a_paper_whoever_published_it() -> None:
    def kept(names: str) -> list[str]:
        said = "We wait for it"
        rows = [row for title in LISTED for row in ("[PDF] arxiv.org", title, "Ann Lee, Bo Cho, Cy Roy", said)]
        text = labelled("OTAS" * 4, [*rows, "[HTML] clocks.example", "Our Last Walk in Ulm", names, said])
        listed = doubts.without_refused(papers(text)[0], text, Source("x.txt", Report()))
        return [paper.title.text for paper in listed]

    assert kept("Cy Roy, Ed Fox, Eva Poe") == [*LISTED, "Our Last Walk in Ulm"]
    assert kept("D. Sun") == [*LISTED, "Our Last Walk in Ulm"]
    assert kept("Di Sun") == [*LISTED]


def test_a_title_of_one_word_may_be_less_sure_where_several_names_stand_below() -> None:
    def kept(names: str) -> list[str]:
        text = text_of([*with_names(*LISTED), ("T", "Clockwork", 0.9), ("A", names, 1.0)])
        return [paper.title.text for paper in doubts.without_refused(papers(text)[0], text, Source("x.txt", Report()))]

    assert kept("Cy Roy, Ed Fox, Eva Poe") == [*LISTED, "Clockwork"]
    assert kept("Di Sun") == [*LISTED]


def test_a_second_title_with_an_abstract_tells_more_of_the_paper_above() -> None:
    linked = [row for title in LISTED for row in (("T", title, 1.0), ("L", "https://arxiv.org/abs/2503.00001", 1.0))]
    preview = (("T", LISTED[0], 0.5), ("S", "We wait for clocks.", 0.2))
    assert sure(*linked, *preview) == ([*LISTED, LISTED[0]], [])


def test_what_is_not_called_a_title_is_none_without_names_where_most_are() -> None:
    rows = [row for title in LISTED for row in (f"OT Title: {title}", "OA Authors: Ann Lee")]
    text = labelled("OTOA" * 3 + "TL" + "TA", [row.partition(" ")[2] for row in rows] + [
        "total of 46 entries", "https://example.org/list", "Wide Rooms", "Bo Cho",
    ])  # fmt: skip
    kept = doubts.without_refused(papers(text)[0], text, Source())
    assert [paper.title.text for paper in kept] == [*LISTED, "Wide Rooms"]
