"""Marks of programs are no part of the lines that they stand in."""

from __future__ import annotations

from sitegen.ingest.plaintext.lines.program_marks import without


def shown(*lines: str) -> list[str]:
    return [line for _, line in without(list(enumerate(lines, 1)))]


def test_names_with_room_between_them_are_a_list() -> None:
    assert shown("Ann Lee   Bo Cho    Cy Roy") == ["Ann Lee, Bo Cho, Cy Roy"]
    assert shown("Ann Lee   Slow clocks of the world") == ["Ann Lee   Slow clocks of the world"]


def test_the_names_of_columns_that_a_database_shows_have_colons() -> None:
    record = ("  title = Slow Clocks", "authors = Ann Lee", "   year = 2025", "", "  title = E = mc")
    assert shown(*record) == ["title: Slow Clocks", "authors: Ann Lee", "year: 2025", "", "title: E = mc"]
    assert shown(*record[:2]) == [*record[:2]]


def test_a_cell_that_fills_its_column_ends_where_others_do() -> None:
    rows = [f"2025-03-1{day} Slow Clocks   Letters" for day in range(3)]
    assert shown(*rows, "2025-03-13 Small Oldmaps Letters")[-1] == "2025-03-13 Small Oldmaps  Letters"
    for other in ("2025-03-13 Small Maps Letters", "* 25-03-13 Small Oldmaps Letters"):
        assert shown(*rows, other)[-1] == other


def test_where_an_answer_has_its_sentences_from_is_no_part_of_them() -> None:
    assert shown("Clocks wait【1†source】【2†L4-L9】. Maps too. 【3:0†maps.pdf】") == ["Clocks wait. Maps too."]
    assert shown("Clocks wait. :contentReference[oaicite:0]{index=0}") == ["Clocks wait."]
    assert shown("【概要】Clocks wait.", "Ann Lee†, Bo Cho†") == ["【概要】Clocks wait.", "Ann Lee†, Bo Cho†"]


LOG = (
    "--- Log opened Sat Mar 01 09:00:00 2025",
    "09:01 <@ann> at last https://arxiv.org/abs/2503.00001",
    "09:01 <+titles> [arXiv] Slow Clocks | Ann Lee, Bo Cho",
    "09:02 < bo_> I like clocks",
    "09:03 < bo_> https://example.org/maps",
    "09:03 <+titles> [example.org] A drawer of maps",
)


def test_a_title_with_which_a_program_answers_an_address_is_a_link_to_it() -> None:
    assert shown(*LOG) == [
        *(LOG[0], "[Slow Clocks](https://arxiv.org/abs/2503.00001)", "Ann Lee, Bo Cho"),
        *LOG[3:],
    ]


def test_an_address_in_a_chat_that_nothing_answers_stands_alone() -> None:
    bare, named = "[09:04:10] <ann> and https://arxiv.org/abs/2503.00002", "09:05 <bo_> Small Maps of a Closed Door"
    assert shown(*LOG, bare, named)[-2:] == ["https://arxiv.org/abs/2503.00002", named]
    named += " https://arxiv.org/abs/2503.00003"
    assert shown(*LOG, named)[-1] == named
    assert shown(bare, named) == [bare, named]


def test_who_said_what_and_when_is_no_part_of_the_items_of_minutes() -> None:
    items = ("* Slow Clocks of", "  the World  (ann, 17:05:00)", "* Small Maps  (ann,", "  17:06:00)", "* Old Rooms")
    minutes = (*items, "  (bo_, 17:07:11)", "", "* Clocks for All  (bo_, 17:08:00)")
    plain = [items[0], "  the World", "* Small Maps", "* Old Rooms", "", "* Clocks for All"]
    assert shown(*minutes) == plain
    assert shown(*minutes[:5]) == list(minutes[:5])


def test_tickets_are_items_of_a_list_without_their_keys() -> None:
    tickets = (
        "CLOCK-12: Slow Clocks",
        "CLOCK-9\u3000Small Maps",
        "- [ ] [CLOCK-104](https://example.org/12) - Old Rooms",
    )
    assert shown(*tickets, "CLOCK-7") == ["- Slow Clocks", "- Small Maps", "- [ ] Old Rooms", "CLOCK-7"]
    assert shown(*tickets[:2], "MAP-12 Old Rooms") == [*tickets[:2], "MAP-12 Old Rooms"]
    assert (
        shown("ann/clocks#12 Slow Clocks", "ann/clocks#3 | Small Maps", "ann/clocks#4 Old Rooms")[1] == "- Small Maps"
    )
    for sign in ("\t", " | "):
        rows = [
            sign.join((f"CLOCK-{number}", title, "open")) for number, title in enumerate(("Waits", "Maps", "Rooms"), 9)
        ]
        assert shown(*rows) == rows
    bare = (("GPT-2", "GPT-3", "GPT-4"), ("ACL-2023", "ACL-2024", "ACL-2025"), ("NGC-1277", "NGC-1052", "NGC-4258"))
    for names in bare:
        titled = [f"{name} {title}" for name, title in zip(names, ("Waits", "Sleeps", "Tells the Time"), strict=True)]
        assert shown(*titled) == titled


def test_the_numbers_of_all_lines_of_a_text_are_no_words_of_it() -> None:
    text = ["Slow Clocks", "Ann Lee", "", "Small Maps", "Bo Cho", "", "Old Rooms", "Cy Roy", ""]
    for shape in ("{} {}", "{}: {}", "{:>3}|{}", "{:>6}\t{}", "{:>4}   │ {}"):
        assert shown("$ cat", *(shape.format(at, line) for at, line in enumerate(text, 4)))[1:] == text
    assert shown(*(f"{at:>6}\t{line}" if line else "" for at, line in enumerate(text[:2] * 3, 1))) == text[:2] * 3
    items = [f"{at} {line}" for at, line in enumerate(filter(None, text * 2), 1)]
    assert shown(*items) == items
    titles = [f"{at:>6}\t{line}" for at, line in enumerate(["Slow Clocks of the World", "Small Maps of Rooms"] * 3, 1)]
    assert shown(*titles) == titles


def test_arguments_of_latex_keep_their_braces() -> None:
    lines = (
        "\\begin{talks}",
        "\\talk{Slow Clocks}",
        "{Ann Lee}",
        "{Clocks are slow.}",
        "{Maps are small.}",
        "\\end{talks}",
    )
    assert shown(*lines) == [*lines]


def test_links_of_edbrowse_have_no_braces() -> None:
    lines = ("{Slow Clocks}", "{Ann Lee}, {Bo Cho}. {PDF} {Slides}", "{Small Maps}", "{Home} {Contact}")
    assert shown(*lines) == ["Slow Clocks", "Ann Lee, Bo Cho. [PDF] [Slides]", "Small Maps", "Home [Contact]"]
    assert shown(*lines[1:]) == list(lines[1:])
    headed = ("h1 {Clocks}", "h3 {Slow Clocks}", "h4: Comments", "{PDF}")
    assert shown(*headed) == ["# Clocks", "### Slow Clocks", "#### Comments", "PDF"]


def test_numbers_that_stand_alone_are_those_of_the_items_below_them() -> None:
    rows = ("1.", "Slow Clocks", "Ann Lee", "2.", "", "Small Maps", "3.", "Rooms")
    assert shown(*rows) == ["1. Slow Clocks", "Ann Lee", "2. Small Maps", "3. Rooms"]
    assert shown(*rows[:5]) == [*rows[:5]]
    assert shown(*rows[:6], "7.", "Rooms") == [*rows[:6], "7.", "Rooms"]


def test_a_reference_that_is_shown_in_several_styles_is_shown_once() -> None:
    cited = ("Lee, Ann, et al. Slow Clocks. 2024.", "Lee, A., & Cho, B. (2024). Slow Clocks.")
    assert shown(f"MLA\t{cited[0]}", f"APA\t{cited[1]}", "", cited[0]) == [cited[1], "", cited[0]]
    places = ("APA", "Slow Clocks", "MLA", "Small Maps", "Chicago\tSmall Maps of Harvard")
    assert shown(*places) == [*places]
    rows = (f"APA\t{cited[1]}", "Small Maps of Harvard")
    assert shown(*rows) == [*rows]


def test_numbers_above_headings_and_days_stay_alone() -> None:
    for below in ("## Slow Clocks", "2025-03-01"):
        rows = ("1.", "", below, "2.", "Small Maps", "3.", "Rooms")
        assert shown(*rows) == [*rows]


def test_the_state_of_a_task_in_an_agenda_is_no_word_of_its_title() -> None:
    for lead in (
        "TODO",
        "NEXT",
        "Scheduled:  WAIT",
        "In   3 d.:  DONE",
        "10:30-11:15 Sched. 4x:  TODO [#A]",
        " 2 d. ago:  HOLD",
    ):
        assert shown(f"  papers:     {lead} Slow Clocks") == ["Slow Clocks   :papers:"]
    assert shown("  papers:     TODO Slow Clocks   :group:me:") == ["Slow Clocks   :papers:"]
    for line in ("  calendar:   12:00...... lunch with Bo", "  papers:     DONE", "Note: NEXT Clocks"):
        assert shown(line) == [line]


def test_a_field_whose_words_begin_as_a_state_does_is_no_task() -> None:
    for line in (
        "  title:      READ Slow Clocks",
        "title:   DROP Clocks in Maps",
        "  TI:  NOW Is the Time",
        "2601.01234:  NEXT Slow Clocks",
    ):
        assert shown(line) == [line]


def test_the_head_of_a_page_is_no_part_of_the_references_around_it() -> None:
    cited = [f"{number}. Lee, A.: Slow Clocks. ACL (2024)" for number in range(9, 14)]
    for head in ("12      A. Lee et al.", "12 A. Lee et al.", "Slow Clocks of the World      13", "A. Lee et al. 12"):
        assert shown(*cited[:3], head, *cited[3:]) == cited
        assert shown(*cited[:3], head) == [*cited[:3], head]
    for line in ("2024     Articles in Journals", "12 Lessons of Slow Clocks", "pp. 12-14, May 2024."):
        assert shown(*cited, line) == [*cited, line]


def test_what_parts_a_title_from_its_path_below_does_not_part_papers() -> None:
    page = ("", "Slow Clocks", "", "arXiv", "https://arxiv.org › abs", "Clocks wait ...", "", "Small Maps")
    assert shown(*page) == [*page[:2], *page[3:]]
    below = ("Clocks", "wait ...", "", "arXiv", "https://arxiv.org › abs", "Small Maps")
    assert shown(*below) == list(below)
    for title, site in (("Slow Clocks of Many", "Ann Lee, Bo Cho"), ("Slow Clocks", ""), ("Results", "Slow Clocks")):
        rows = ("", title, "", site, "https://arxiv.org › abs")
        assert shown(*rows) == list(rows)


def test_a_sentence_that_says_no_more_than_whose_a_paper_is_names_its_authors() -> None:
    for said in ("Dee presented the paper by", "We turned to the last paper by", "Cy Roy introduced new work from"):
        assert shown(f"{said} Ann Lee, Bo Cho and colleagues. Clocks wait.") == [
            "Authors: Ann Lee, Bo Cho et al.",
            "Clocks wait.",
        ]
    for line in (
        "Work by Ann Lee and colleagues shows that clocks wait.",
        "A paper by Google and colleagues.",
        "Clocks by Ann Lee.",
        "This contradicts the work by Ann Lee and colleagues. We show why.",
        "It answers the paper by Ann Lee and co-authors.",
        "New work from Ann Lee, Bo Cho and colleagues. Clocks wait.",
    ):
        assert shown(line) == [line]
    said = "Dee presented the paper by Ann Lee and colleagues. Clocks wait."
    for above in ("Bo Cho, Cy Roy", "Authors: Bo Cho", "Maps are small."):
        assert shown(above, said) == [above, said]
