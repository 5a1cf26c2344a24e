"""What stands beside papers is none of them."""

from __future__ import annotations

import pytest

from sitegen.ingest.plaintext.rules.asides import RULES, posters, previews
from tests.ingest.plaintext.labelled import corrected, labelled

TITLES = ("Slow Clocks of the World", "Small Maps and What They Leave Out", "Dreams about Rooms of One's Own")


def named(labels: str, *rows: str) -> str:
    return corrected(labelled(labels, rows), RULES)


def test_drawers_queries_and_references_of_notes_are_no_titles() -> None:
    for mark in (
        ":END:",
        "((65e2f0aa-7606-4c1d-9b3a-5a0d0c11e2f3))",
        "{{query (task LATER)}}",
        "- {{query (task NOW)}}",
    ):
        assert named("TT", TITLES[0], mark) == "T", mark


def test_how_a_block_of_notes_is_shown_is_no_part_of_its_title() -> None:
    assert named("Ttt", TITLES[0], "collapsed:: true") == "T"


def test_fields_of_study_are_no_names_and_no_title() -> None:
    for label in "TAK":
        assert named(f"T{label}", TITLES[0], "Computer Science, Linguistics") == "T"
    assert named("TA", TITLES[0], "Computer Science Group") == "TA"


def test_the_last_word_of_a_title_may_be_a_field_of_study() -> None:
    assert named("Tt", "Slow Clocks of the World and Their", "History") == "Tt"


def test_who_presents_a_paper_in_a_line_below_its_title_is_no_part_of_it() -> None:
    assert named("Tt", TITLES[0], "Ann Lee leads, Bo is her backup") == "T"
    assert named("TtS", f"{TITLES[0]}: Ann Lee presented the paper. {TITLES[1]}.") == "TS"
    assert named("Tt", TITLES[0], "Leads to Small Maps") == "Tt"
    assert named("TA", "Attention leads to slower clocks", "Ann Lee") == "TA"


def test_what_a_picture_of_an_author_is_called_is_no_name() -> None:
    assert named("TAAS", TITLES[0], "Ann Lee Profile Picture", "Ann Lee", "We show that.") == "TAS"


def test_the_feed_that_a_title_came_from_is_no_part_of_it() -> None:
    assert named("Tt", TITLES[0], "cs.DB updates on arXiv.org") == "T"


def test_what_a_publisher_calls_the_file_of_a_paper_is_no_title() -> None:
    assert named("TOT", TITLES[0], f"PDF\tPDF for {TITLES[0]}") == "T"
    assert named("TOT", TITLES[0], f"Abstract View article titled, {TITLES[0]}") == "T"
    assert named("TT", TITLES[0], f"select article {TITLES[0]}") == "T"
    assert named("TT", TITLES[0], f"View article titled, {TITLES[0]}") == "T"
    assert named("TT", TITLES[0], "PDFs and What They Leave Out") == "TT"


def test_buttons_of_an_alert_are_no_names() -> None:
    for button in ("Salva su Twitter LinkedIn Facebook", "Save", "Guardar en Twitter LinkedIn Facebook"):
        assert named("TA", TITLES[0], button) == "T"
    assert named("TA", TITLES[0], "Salva Twitterson") == "TA"


def test_whose_a_page_is_is_nothing_of_a_paper() -> None:
    assert named("TTA", TITLES[0], "© 2020–2026 | by Ann Lee, Example Clocks") == "T"
    assert named("TT", TITLES[0], "© and What It Leaves Out") == "TT"
    assert named("TSS", TITLES[0], "© 2026 Example Clocks. We let agents think.") == "TSS"


def test_who_sent_a_mail_is_nothing_of_a_paper() -> None:
    assert named("TAT", "De : Alertes <alertes@example.org>", TITLES[0]) == "T"


def test_who_presents_a_paper_is_none_of_its_authors() -> None:
    assert named("TOOA", TITLES[0], "(Lee et al.), vorgestellt | von Frau Cho") == "TOOO"
    assert named("TOT", TITLES[0], "présenté | par Inès") == "TOO"
    assert named("TNT", TITLES[0], "(vorgestellt | von Cho)") == "TOO"
    assert named("TOTt", TITLES[0], "présenté | par Inès | Cho") == "TOOO"
    assert named("TOA", TITLES[0], "(Oral) | Ann Lee") == "TOA"
    assert named("TAA", TITLES[0], "Ann Lee presented | Bo Cho") == "TAA"
    assert named("TOA", TITLES[0], "What we presented | Bo Cho") == "TOA"


def test_names_behind_or_below_what_reviewers_and_juries_are_called_are_no_authors() -> None:
    assert named("TAOA", TITLES[0], "Ann Lee", "Best Reviewers", "Bo Cho, Cy Roy and 12 others") == "TAOO"
    assert named("OAAT", "The awards committee | (Bo Cho, Cy Roy)", "Ann Lee", TITLES[0]) == "OOAT"
    assert named("TOA", TITLES[0], "What reviewers want", "Ann Lee") == "TOA"


def test_an_entry_of_bibtex_is_an_aside_only_of_the_paper_that_stands_above_it() -> None:
    def labels(title: str) -> str:
        return named("TOTOO", TITLES[0], "@article{lee2025,", f"title = {{{title}}},", "year = {2025},", "}")

    assert labels(TITLES[0]) == "TOOOO"
    assert labels(TITLES[1]) == "TOTOO"


def test_buttons_of_pubmed_are_no_title_and_no_names() -> None:
    assert named("TATS", TITLES[0], "Ann Lee", "Free PMC article", "We let agents think.") == "TAS"


def test_a_field_of_study_behind_a_name_is_no_part_of_it() -> None:
    text = labelled("TA", [TITLES[0], "Ann Lee, +1 author Bo ChoComputer Science, Medicine"])
    assert corrected(text, RULES) == "TA"
    assert text.chunks[-1].text == "Ann Lee, +1 author Bo Cho"


def test_the_kind_of_a_post_behind_its_title_is_no_part_of_it() -> None:
    def title(row: str) -> str:
        text = labelled("TO", [row])
        corrected(text, RULES)
        return text.chunks[0].text

    assert title("Slow Clocks of the WorldResearch (arxiv.org)") == "Slow Clocks of the World"
    assert title("Slow Clocks of the WorldDiscussion (self.clocks)") == "Slow Clocks of the World"
    assert title("Slow Clocks of OpenResearch (2024)") == "Slow Clocks of OpenResearch"
    assert title("Slow Clocks of Research (arxiv.org)") == "Slow Clocks of Research"


def test_what_stands_above_names_on_pages_of_ssrn_is_no_title() -> None:
    assert named("TT", TITLES[0], "Example Working Paper Series") == "T"
    assert named("TOOO", TITLES[0], "Number of pages: 12 Posted: 3 Sep 2026") == "T"


def test_a_day_of_the_week_above_talks_is_no_name() -> None:
    assert named("AOT", "Wed (we leave early)", TITLES[0]) == "OT"
    assert named("AT", "Wed Lee, Bo Cho", TITLES[0]) == "AT"


def test_who_presents_or_recommends_a_paper_below_its_authors_is_none_of_them() -> None:
    for said in ("Recommended with a commentary by Cy Roy", "Presented by Cy Roy.", "Suggested by Cy Roy"):
        rows = ("Slow Clocks", "Ann Lee, Bo Cho", said, "Small Maps", "Di Sun")
        assert corrected(labelled("TAOATA", rows), RULES) == "TAOOTA"


def test_who_presents_a_paper_may_stand_in_the_next_line() -> None:
    assert named("TAOA", TITLES[0], "Ann Lee", "Introduced", "by Cy Roy.") == "TAOO"
    assert named("TAOA", TITLES[0], "Ann Lee", "Introduced", "", "by Cy Roy.") == "TAOA"
    assert named("TOATA", TITLES[0], "To be presented", "by Ann Lee", TITLES[1], "Bo Cho") == "TOATA"


def test_what_ads_calls_a_paper_is_no_part_of_its_title_or_names() -> None:
    assert named("Tt", "2025Clock.540..123L", TITLES[0]) == "T"
    assert named("OAT", "2025arXiv250601234L Lee, Ann; Cho, Bo", TITLES[0]) == "AT"
    assert named("Tt", "2025 Clocks and Maps", TITLES[0]) == "Tt"


def test_how_many_seats_a_talk_has_left_is_no_title() -> None:
    assert named("TTS", TITLES[0], "Limited Capacity seats available", "We wait for a long time.") == "TS"


def test_the_site_that_a_tab_names_behind_a_title_is_none_of_its_authors() -> None:
    for site in ("ACL Anthology", "OpenReview", "Semantic Scholar"):
        assert named("TA", f"{TITLES[0]} | {site}") == named("Tt", f"{TITLES[0]} - {site}") == "T"
    assert named("TV", f"{TITLES[0]} | OpenReview") == "TV"
    assert named("TA", f"{TITLES[0]} | Ann Lee") == "TA"
    assert named("TA", f"{TITLES[0]}\tOpenReview") == "TA"


def test_who_presented_a_paper_begins_no_abstract() -> None:
    assert named("TSS", TITLES[0], "Ann presented the paper. We wait for a long time.") == "TS"
    assert named("TSS", TITLES[0], "We presented clocks. We wait for a long time.") == "TSS"


def test_a_row_of_buttons_is_no_title() -> None:
    assert named("TTtOOOT", TITLES[0], "Save to Pocket   Broadcast   Tag   Share   ⋯", TITLES[1]) == "TT"
    assert named("TTOOT", TITLES[0], "Like · Share · Save", TITLES[1]) == "TT"
    assert named("TTOO", TITLES[0], "Share of Clocks   Maps   Rooms") == "TTOO"
    for row in ("Star and Share\tAnn Lee\tBo Cho\t2024", "Tag | Share | Ann Lee | Bo Cho", "Star | Share | 2024"):
        assert named("T" + "A" * row.count("\t") + "A" * row.count("|"), row)[0] == "T", row


def test_who_takes_part_in_a_panel_wrote_none_of_the_papers() -> None:
    rows = ("09:20 Slow Clocks of the World", "Ann Lee")
    assert named("OTAOOOA", *rows, "09:40 Panel: Do we wait? Bo Cho, Cy Roy") == "OTAOOOO"
    assert named("OTAOOOA", *rows, "09:40 Keynote: Waiting", "Bo Cho, Cy Roy") == "OTAOOOO"
    assert named("OTAOTA", *rows, "09:40 Panel Data of Clocks", "Bo Cho") == "OTAOTA"
    assert named("OTAOOOOTA", *rows, "09:40 Panel: Waiting", "10:20 Small Maps", "Bo Cho") == "OTAOOOOTA"


def test_who_sent_a_message_begins_no_title() -> None:
    def sent(*names: str) -> str:
        rows = [f"[1{day}/01/2026, 09:12] {name}: {TITLES[day]}" for day, name in enumerate(names)]
        return named("OTt" * len(names), *rows)

    assert sent("Ann", "Bo Cho") == sent("+49 170 1234567", "~ Ann") == "OOTOOT"
    assert sent("ClockNet", "MapBERT") == "OTtOTt"
    assert named("OTtOT", f"[12/01/2026, 09:12] Ann: {TITLES[0]}", f"[13/01/2026, 09:12] {TITLES[1]}") == "OTtOT"
    assert named("OTtOTt", f"09:12 Ann: {TITLES[0]}", f"09:20 Bo: {TITLES[1]}") == "OTtOTt"


def previewed(labels: str, *rows: str) -> str:
    return corrected(labelled(labels, rows), [previews])


def test_a_message_leads_to_the_title_of_its_preview() -> None:
    address, sent = "https://arxiv.org/abs/2601.01234", "9:12 AM"
    for message, labels, behind in (("Have you seen this? ", "TL", "OO"), ("", "L", "O")):
        text = labelled(f"O{labels}OT", (sent, message + address, "arXiv.org", TITLES[0]))
        assert corrected(text, [previews]) == f"O{behind}OT"
        assert text.chunks[-1].url == address
    titled = f"{TITLES[0]} {address}"
    assert previewed("OTLOT", sent, titled, "arXiv.org", "Slow Clocks of the…") == "OTLOT"
    assert previewed("OTALOT", sent, f"{TITLES[0]}, by Ann Lee {address}", "arXiv.org", TITLES[0]) == "OTALOT"
    assert previewed("OTLOT", sent, titled, "We wait", TITLES[1]) == "OTLOT"


def test_the_address_of_one_title_leads_to_no_next_one_in_a_list_with_sites() -> None:
    address, sent = "https://arxiv.org/abs/2601.01234", "9:12 AM"
    titled = f"{TITLES[0]} {address}"
    assert previewed("TLOT", titled, "arxiv.org", TITLES[1]) == "TLOT"
    assert previewed("OTLOTL", sent, titled, "arxiv.org", TITLES[1], "https://arxiv.org/abs/2601.05555") == "OTLOTL"
    assert previewed("OTLOT", sent, titled, "arxiv.org", "", TITLES[1]) == "OTLOT"


def test_titles_in_a_log_of_dated_links_keep_words_before_a_colon_unless_people_sent_them() -> None:
    def sent(*names: str) -> str:
        return named(
            "OTt" * len(names), *(f"[1{day}/01/2026, 09:12] {name}: Slow Clocks" for day, name in enumerate(names))
        )

    assert sent("Attention", "Reflexion") == sent("Reflexion", "Voyager") == sent("Attention", "Attention") == "OTtOTt"
    assert sent("Ann", "Ann") == sent("Ann Lee", "Bo") == "OOTOOT"


def test_a_break_between_talks_has_no_authors() -> None:
    rows = ("09:00 – 09:10  Begrüßung (A. Lee)", "", "09:40 – 10:00  Kaffee.", "Cy Roy", "", "10:00  Ann Lee")
    assert named("OAAOAAOA", *rows) == "OOOOOOOA"
    # names right above a title are of those who wrote it
    assert named("OOATA", "9:00 Lunch", "Ann Lee", TITLES[0], "Cy Roy") == "OOATA"


def test_the_word_behind_a_time_is_no_name() -> None:
    text = labelled("OOAA", ["09:00 – 09:10 Uhr  Ann Lee / Bo Cho:"])
    assert corrected(text, RULES) == "OAA"
    assert [chunk.text for chunk in text.chunks[1:]] == ["Ann Lee", "Bo Cho:"]
    # and of a chunk that has more
    text = labelled("OA", ["09:00 – 09:10 Uhr Ann Lee"])
    assert corrected(text, RULES) == "OA"
    assert text.chunks[1].text == "Ann Lee"
    # where it was taken for a title, the next chunk begins that
    assert named("OTt", f"9:00 EST - {TITLES[0]}") == "OT"


@pytest.mark.parametrize("word", ["EST-Net", "CET, Clocks", "EDT: Maps"])
def test_a_title_may_begin_like_a_word_behind_a_time(word: str) -> None:
    text = labelled("OTt"[: 2 + word.count(":")], [f"9:00 {word}"])
    given = [chunk.text for chunk in text.chunks]
    corrected(text, RULES)
    assert [chunk.text for chunk in text.chunks] == given


def test_who_was_there_and_speaks_of_a_paper_is_no_part_of_its_title() -> None:
    def labels(head: str, *leads: str) -> str:
        rows = [f"- {lead}: {title}" for lead, title in zip(leads, TITLES, strict=False)]
        return named("OO" + "Tt" * len(rows), head, *rows)[2:]

    head = "Attendees: Ann Lee, Bo Cho, 2 guests"
    assert labels(head, "Ann", "Bo", "Guest 1") == "OT" * 3
    assert labels(head, "Ann", "ClockNet", "Guest 1") == "OTTtOT"
    assert labels(head, "Ann", "ClockNet") == "TtTt"
    assert labels("Written by: Ann Lee, Bo Cho", "Ann", "Bo") == "TtTt"


def test_what_somebody_is_to_do_is_no_paper() -> None:
    tasks = ("- Maps: write to Ann", "- Rooms: ask [Bo](https://example.org/b)", "", TITLES[1])
    assert named("TOTtTtOT", TITLES[0], "Follow-up tasks:", *tasks) == "TOOOTtOT"
    assert named("TOTtTtOT", TITLES[0], "On tasks and maps:", *tasks) == "TOTtTtOT"
    # a section of papers may be called so
    assert named("OTt", "## Actions", tasks[0]) == "OTt"
    assert named("OTA", "Actions", f"1. {TITLES[0]}. Ann Lee") == "OTA"
    assert named("OTA", "Actions", f"1. {TITLES[0]}", "   Ann Lee") == "OTA"
    assert named("OTtOT", "Actions", tasks[0], "# Papers", f"- {TITLES[0]}") == "OOOOT"


def test_who_posts_again_and_again_wrote_none_of_the_papers() -> None:
    post = ("", "Ann Lee", "@ann@clocks.example", TITLES[0])
    assert corrected(labelled("OAOTAOT", ("Back", *post * 2)), [posters]) == "OOOTOOT"
    assert corrected(labelled("OAOT", ("Back", *post)), [posters]) == "OAOT"
    paper = ("", TITLES[0], "Ann Lee", "@ann")
    assert corrected(labelled("TAOTAO", paper * 2), [posters]) == "TAOTAO"


def test_what_those_who_were_there_say_is_no_abstract() -> None:
    said = "Ann: we need no clocks. Bo: I do."
    assert named("OOTSSSS", "Attendees: Ann Lee, Bo Cho", TITLES[0], said) == "OOTOOOO"
    assert named("OOTSSSS", "Attendees: Ann Lee, Cy Roy", TITLES[0], said) == "OOTSSSS"
    assert named("OOTSSSS", "Attendees: Ann Lee, Bo Cho", TITLES[0], said.replace("Ann", "Aim")) == "OOTSSSS"
