"""Labelled chunks become papers: what belongs to which."""

from __future__ import annotations

import pytest

from sitegen.diagnostics import Report
from sitegen.ingest import ingest
from sitegen.ingest.plaintext.names import authors_of, names
from sitegen.ingest.plaintext.papers.assembly import Paper, papers
from sitegen.ingest.plaintext.rules.regular_lists import regular_votes
from tests.ingest.plaintext.labelled import assembled, corrected, fields, labelled


def test_sentences_above_a_list_and_a_last_title_without_some_do_not_move_the_others() -> None:
    rows = [
        row
        for title in ("Slow Clocks", "Small Maps", "New Rooms")
        for row in (f"T {title}", f"S We study {title}.", "")
    ]
    found = assembled("S We talk of papers.", "", *rows, "T The Lamp")
    assert fields(found, "S") == ["We study Slow Clocks.", "We study Small Maps.", "We study New Rooms.", ""]


def test_what_is_called_an_abstract_counts_more_than_a_summary_above_it() -> None:
    (paper,) = assembled("T Slow Clocks", "OS TL;DR: Clocks are slow.", "OS Abstract: Agents think at every step.")
    assert fields([paper], "S") == ["Agents think at every step."]


def test_what_is_called_an_abstract_belongs_to_the_title_above_it_however_far() -> None:
    listed = assembled(
        "T Slow Clocks", "", "L arXiv:2504.00001", "", "O 概要:", "", "S Agents think at every step.", "",
        "T Small Maps", "", "L arXiv:2504.00002", "", "O 概要:", "", "S Robots forget what they saw.", "",
        "T Long Walks", "", "L arXiv:2504.00003",
    )  # fmt: skip
    assert fields(listed, "S") == ["Agents think at every step.", "Robots forget what they saw.", ""]


def test_identifiers_above_titles_belong_to_the_titles_below() -> None:
    listed = assembled(
        "L arXiv:2504.00001", "T Slow Clocks", "S Agents think at every step.", "",
        "L arXiv:2504.00002", "T Small Maps", "S Robots forget what they saw.",
    )  # fmt: skip
    assert fields(listed, "L") == ["arXiv:2504.00001", "arXiv:2504.00002"]


def addresses(listed: list[Paper]) -> list[str]:
    return [next((url for item in paper.fields.get("L", ()) for _, url in item.urls), "") for paper in listed]


def test_an_address_ends_what_is_said_of_a_paper_where_nothing_parts_them() -> None:
    told = [
        (f"T {title}", "A Ann Lee", f"P 202{at}") for at, title in enumerate(("Slow Clocks", "Small Maps", "Rooms"))
    ]
    doi = "L https://doi.org/10.1000/"
    rows = (*told[0], f"{doi}1", *told[1], *told[2], "T Dreams", "A Bo Cho", f"{doi}4", "T Last")
    assert addresses(assembled(*rows)) == [
        "https://doi.org/10.1000/1", "", "", "https://doi.org/10.1000/4", "",
    ]  # fmt: skip


def test_two_abstracts_do_not_show_that_all_stand_above_their_titles() -> None:
    listed = assembled("T Slow Clocks", "", "S We wait.", "T Small Maps", "O We read.", "T Rooms")
    assert fields(listed, "S") == ["We wait.", "", ""]


def test_one_address_above_all_titles_of_many_shows_nothing() -> None:
    url = "https://arxiv.org/abs/2503.0000"
    rows = (f"L {url}1", "T Slow Clocks", "A Ann Lee", "T Small Maps", "A Bo Cho", f"L {url}2", "T Rooms", "T Dreams")
    assert addresses(assembled(*rows)) == ["", f"{url}2", "", ""]


def test_addresses_at_the_end_of_a_page_do_not_move_the_identifiers_above_titles() -> None:
    rows = [
        row
        for at, title in enumerate(("Slow Clocks", "Small Maps", "New Rooms"))
        for row in (f"L https://arxiv.org/abs/2503.0000{at}", f"T {title}", f"S We study {title}.", "")
    ]
    found = assembled("T Listing", "", *rows, "L https://a.example/contact")
    assert addresses(found[1:]) == [f"https://arxiv.org/abs/2503.0000{at}" for at in range(3)]


def test_bullets_of_a_second_kind_belong_to_the_bullet_above() -> None:
    listed = assembled(
        "T •\tSlow Clocks", "A o\tAnn Lee", "S o\tAgents think at every step.",
        "T •\tSmall Maps", "A o\tBo Cho", "S o\tRobots forget what they saw.", "",
        "T •\tA Paper of Nobody", "",
        "S Words that belong to nothing.",
    )  # fmt: skip
    assert fields(listed, "S")[:2] == ["Agents think at every step.", "Robots forget what they saw."]


def test_a_day_behind_a_title_is_the_papers_own() -> None:
    assert assembled("TD Slow Clocks | 2025-03-02")[0].text("P") == "2025-03-02"
    assert assembled("D ## 2025-03-02", "T ### Small Maps")[0].text("P") == ""


def test_the_second_day_in_a_line_of_a_paper_is_its_own_too() -> None:
    papers_and_days = labelled("TPOD", ["Slow Clocks", "2025-03-02 | modified: | 2025-03-05"])
    (paper,), free = papers(papers_and_days)
    assert (paper.text("P"), free) == ("2025-03-02", [])
    _, free = papers(labelled("TPD", ["Slow Clocks", "2025-03-02", "2025-03-05"]))
    assert [item.text for item in free] == ["2025-03-05"]


def test_a_remark_below_an_abstract_is_no_part_of_it() -> None:
    abstract = "Agents think at every step, although most of what they think is never used by anyone."
    (paper,) = assembled("T Slow Clocks", f"S {abstract}", "A Ann Lee", "S We liked it.")
    assert [part.text for part in paper.fields["S"]] == [abstract]


def test_numbers_below_names_count_comments_where_those_above_titles_count_votes() -> None:
    text = [row for at in range(3) for row in (f"1{at}", "Slow Clocks", "2 authors", f"{at}")]
    assert corrected(labelled("NTON" * 3, text), [regular_votes]) == "NTOC" * 3


def test_a_speaker_above_the_authors_is_the_first_of_them() -> None:
    (paper,) = assembled("T Slow Clocks", "A Ann Lee", "O Authors:", "A Ann Lee, Bo Cho")
    assert authors_of(paper.fields["A"]) == ["Ann Lee", "Bo Cho"]
    (paper,) = assembled("T Slow Clocks", "A D Bensaid, Bo Cho, D Bensaid")
    assert authors_of(paper.fields["A"]) == ["D Bensaid", "Bo Cho", "D Bensaid"]
    (paper,) = assembled("T Slow Clocks", "A P Li, P Li, K Zhang")
    assert authors_of(paper.fields["A"]) == ["P Li", "P Li", "K Zhang"]


def test_the_names_of_what_is_no_paper_are_not_those_of_the_paper_above() -> None:
    rows = [row for title in ("Clocks", "Maps", "Rooms", "Walks", "Lanes") for row in (f"T {title}", "A Ann Lee", "")]
    listed = assembled(*rows, "O Keynote:", "A Bo Cho")
    assert [len(paper.fields["A"]) for paper in listed] == [1] * 5
    (alone,) = assembled("T Clocks", "A Ann Lee", "O and", "O with", "O help", "", "A Bo Cho")
    assert len(alone.fields["A"]) == 2
    (told,) = assembled("A Lee A., Cho B.", "OA Author full names: Lee, Ann; Cho, Bo", "T Clocks")
    assert len(told.fields["A"]) == 2


def test_below_names_stands_what_the_same_paper_says() -> None:
    entry = ("T {}", "", "A Ann Lee, Bo Cho", "", "O 1: Example University", "", "S We study {} well.", "", "")
    rows = [row.format(title) for title in ("clocks", "maps", "rooms") for row in entry]
    assert fields(assembled("S We met in May.", "", *rows), "S") == [
        f"We study {title} well." for title in ("clocks", "maps", "rooms")
    ]


def test_what_is_called_an_abstract_stands_below_its_title_whatever_else_is_said_above_the_first() -> None:
    rows = ("S Search all submissions", "T Clocks", "A Ann Lee", "OS Abstract: We study clocks.", "T Maps", "A Bo Cho")
    assert fields(assembled(*rows), "S") == ["We study clocks.", ""]


def test_a_named_field_right_above_a_title_is_the_first_of_its_record() -> None:
    listed = assembled(
        "T Slow Clocks", "", "OA Authors: Cy Roy", "T Small Maps", "", "OA Authors: Ed Fox", "T Long Walks"
    )
    assert fields(listed, "A") == ["", "Cy Roy", "Ed Fox"]


def test_fields_that_are_named_stand_below_their_titles_though_the_next_is_nearer() -> None:
    listed = assembled(
        "S We show clocks.", "",
        "T Slow Clocks", "", "A Ann Lee", "", "OW Topics: clocks", "OS TL;DR: They wait.", "OS Abstract: We wait.", "",
        "T Small Maps", "", "A Bo Cho", "", "OW Topics: maps", "OS TL;DR: Maps are small.", "OS Abstract: We draw.", "",
        "T Long Walks", "", "A Cy Roy",
    )  # fmt: skip
    assert fields(listed, "S") == ["We wait.", "We draw.", ""]
    assert fields(listed, "W") == ["clocks", "maps", ""]


def test_abstracts_below_names_and_other_facts_are_of_the_title_above() -> None:
    listed = assembled(
        "T Slow Clocks", "A Ann Lee", "O Computer Science", "S We wait for long.", "O Save", "O Alert",
        "T Small Maps", "A Bo Cho", "O Computer Science", "S We draw for long.", "O 18 Citations", "O Save", "O Alert",
        "T Dreams", "A Cy Roy", "O Computer Science", "O Save", "O Alert",
    )  # fmt: skip
    assert fields(listed, "S") == ["We wait for long.", "We draw for long.", ""]


def test_names_before_the_title_of_the_next_item_are_not_those_of_the_last() -> None:
    listed = ingest(
        b'* *Slow Clocks of the World* by Ann Lee, Bo Cho\n* Cy Roy, Ed Sun: "**Small Maps and Their Streets**"\n'
        b'* *Dreams about Rooms of Our Own* by Flo Berg, Gus Hill\n* Ida Joy, Kim Lux: "**Old Words in New Songs**"\n',
        "2025-03-28.md",
        Report(),
    )
    assert [[author.name for author in entry.facts.authors] for entry in listed.entries] == [
        ["Ann Lee", "Bo Cho"],
        ["Cy Roy", "Ed Sun"],
        ["Flo Berg", "Gus Hill"],
        ["Ida Joy", "Kim Lux"],
    ]


def test_names_beside_some_titles_say_nothing_of_where_those_of_others_stand() -> None:
    rows = (
        "AT Ann Lee | Slow Clocks",
        "AT Bo Cho | Small Maps",
        "T Dreams of Rooms",
        "A Cy Roy",
        "T Old Words",
        "A Di Sun",
    )
    assert fields(assembled(*rows), "A") == ["Ann Lee", "Bo Cho", "Cy Roy", "Di Sun"]


def test_what_stands_below_an_item_with_a_box_to_tick_is_of_that_item() -> None:
    rows = [
        row
        for title, said in (
            ("Slow Clocks", "S   - Clocks are slow."),
            ("Small Maps", ""),
            ("Dreams", "S   - We dream."),
        )
        for row in (f"T - [ ] {title}", f"L   - https://a.example/{title[:5]}", said)
    ]
    assert fields(assembled(*filter(None, rows), "T - [x] Last Words"), "S") == [
        "Clocks are slow.",
        "",
        "We dream.",
        "",
    ]


def test_who_proposes_a_paper_is_none_of_its_authors() -> None:
    for words in ("(Vorschlag Ann Lee)", "presented by Ann Lee", "propuesto por Ann Lee"):
        assert names(words) == []
    assert names("Ann Presented, Bo Cho") == ["Ann Presented", "Bo Cho"]


def test_records_that_name_their_fields_begin_with_the_title_though_the_next_is_nearer() -> None:
    rows = [
        row
        for title, number in (("Slow Clocks", 1), ("Small Maps", 2))
        for row in ("O Title:", f"T {title}", "", "", "O URL:", f"L https://arxiv.org/abs/2503.0000{number}")
    ]
    listed = assembled(*rows, "T Powered by Search")
    assert fields(listed, "L") == ["https://arxiv.org/abs/2503.00001", "https://arxiv.org/abs/2503.00002", ""]
    bare = [row for row in rows if not row.startswith("O ")]
    assert fields(assembled(*bare, "T Powered by Search"), "L")[0] == ""


def test_identifiers_above_titles_and_in_their_lines_again_are_those_papers() -> None:
    first, last = "LTL 2503.00001\nSlow Clocks arXiv:2503.00001", "LTL 2503.00002\nDreams arXiv:2503.00002"
    text = labelled("LTLTLTL", [*first[4:].split("\n"), "", "Small Maps", "", *last[4:].split("\n")])
    assert fields(papers(text)[0], "L") == ["2503.00001", "", "2503.00002"]


def test_an_identifier_above_a_title_and_below_it_again_is_that_papers() -> None:
    rows = []
    for title, doi in (("Slow Clocks", "10.1000/aa"), ("Small Maps", "10.1000/bb"), ("Dreams", "10.1000/cc")):
        rows += [
            f"OL Letters. doi: {doi}",
            "",
            f"T {title}",
            "",
            "A Ann Lee",
            "",
            "S We rest.",
            "S We wait.",
            "",
            f"L DOI: {doi}",
            "",
            "",
        ]
    listed = assembled(*rows)
    assert [{item.text[-2:] for item in paper.fields["L"]} for paper in listed] == [{"aa"}, {"bb"}, {"cc"}]


def test_an_identifier_that_a_title_leads_to_is_that_papers_whatever_stands_nearer() -> None:
    listed = assembled(
        "T [Slow Clocks](https://arxiv.org/abs/2503.00001)", "", "L 2503.00001v2", "T What We Keep", "",
        "T [Small Maps](https://arxiv.org/abs/2503.00002)", "", "L 2503.00002v1", "T Further Reading",
    )  # fmt: skip
    assert fields(listed, "L") == ["2503.00001v2", "", "2503.00002v1", ""]


def test_an_identifier_that_another_paper_mentions_stays_with_its_own() -> None:
    titles = ("Slow Clocks of the Moon", "Fast Maps of the Sea", "Quiet Rivers of Sand")
    also = ("", "See also arXiv:2501.00001", "")
    text = "".join(
        f"{number}. {title}\nAnn Lee, Bo Cho\narXiv:2501.0000{number}\n{mention}\n\n"
        for number, (title, mention) in enumerate(zip(titles, also, strict=True), 1)
    )
    entries = ingest(text.encode(), "list.txt", Report()).entries
    assert [entry.facts.arxiv for entry in entries] == ["2501.00001", "2501.00002", "2501.00003"]


def test_a_title_that_a_preview_repeats_does_not_move_the_addresses_of_others() -> None:
    first, last = "https://arxiv.org/abs/2501.00001", "https://arxiv.org/abs/2501.00003"
    previewed = (f"L {first}", "T Slow Clocks", "", "T Small Maps", "", "L https://arxiv.org/abs/2501.00002", "O 9:15")
    listed = assembled("T Slow Clocks", "", *previewed, "T Dreams about Rooms", "", f"L {last}", "T Dreams about Rooms")
    assert [paper.text("L")[-1:] for paper in listed] == ["1", "", "2", "3", ""]


@pytest.mark.parametrize("mark", ["arXiv:2501.00001", "https://doi.org/10.1000/clocks"])
def test_an_identifier_that_comes_again_on_another_day_is_that_papers_on_both(mark: str) -> None:
    days = ("12 January 2026", "Slow Clocks of the Moon", ""), ("9 March 2026", "Clocks That Keep Time", "v3")
    text = "".join(
        f"{day}\n\n{title}\nAnn Lee, Bo Cho\n{mark}{version * ('arXiv' in mark)}\n\n" for day, title, version in days
    )
    facts = [entry.facts for entry in ingest(text.encode(), "list.txt", Report()).entries]
    assert {(paper.arxiv, paper.doi) for paper in facts} == {(facts[0].arxiv, facts[0].doi)}
    assert [paper.version for paper in facts] == (["", "3"] if "arXiv" in mark else ["", ""])


def test_names_below_abstracts_are_those_of_the_title_above() -> None:
    said = "We study how long it takes"
    rows = [
        row
        for number in "123"
        for row in (f"T Slow Clocks {number}", "", "", f"S {said} {number}.", f"A Ann Lee {number}", "O 9:15")
    ]
    listed = assembled("A Cy Roy", "S Everybody is welcome.", *rows)
    assert [paper.text("S")[-2:] for paper in listed] == ["1.", "2.", "3."]
    assert fields(listed, "A") == ["Ann Lee 1", "Ann Lee 2", "Ann Lee 3"]
    # above the titles they are below the abstracts of others
    above = [
        row[:1] + row[1:]
        for number in "123"
        for row in (f"A Ann Lee {number}", f"T Slow Clocks {number}", f"S {said}.")
    ]
    assert fields(assembled(*above), "A") == ["Ann Lee 1", "Ann Lee 2", "Ann Lee 3"]
