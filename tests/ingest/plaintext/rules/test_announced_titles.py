"""Titles stand behind what leads to them: names and a colon, a year, the words of a sentence."""

from __future__ import annotations

from sitegen.ingest.plaintext.rules.announced_titles import (
    names_before_quotations,
    others_before_titles,
    quoted_titles,
    titles_before_sentences,
    titles_behind_speakers,
    titles_below_names,
)
from tests.ingest.plaintext.labelled import corrected, labelled

TITLES = ("Slow Clocks of the World", "Small Maps and What They Leave Out", "Dreams about Rooms of One's Own")
NAMES = ("Ann Lee, Bo Cho:", "Cy Roy, Di Sun:", "Ed Fox:")


def test_below_a_name_with_a_colon_stands_a_title_as_below_most() -> None:
    def labels(given: str, *names: str) -> str:
        rows = [row for name, title in zip(names, TITLES, strict=True) for row in (name, f"{title}. 1-8")]
        return corrected(labelled(f"ATOATO{given}", rows), [titles_below_names])

    assert labels("OOO", *NAMES) == labels("ASO", *NAMES) == "ATOATOATO"
    assert labels("OTO", *NAMES) == "ATOATOATO"
    assert labels("OOO", *NAMES[:2], "Questions and answers:") == "ATOATOOOO"
    assert labels("OOOO", *NAMES[:2], "Ed Fox: 2025") == "ATOATOOOOO"
    assert labels("OOO", "Ed Fox:", "Ed Fox:", "Ed Fox:") == "ATOATOOOO"


def test_a_talk_begins_before_the_names_above_its_title() -> None:
    rows = [row for name, title in zip(NAMES, TITLES, strict=True) for row in (f"10.15   {name}", title)]
    text = labelled("OATOATOOO", rows)
    text.chunks[-1].odds = 0.1
    assert corrected(text, [titles_below_names]) == "OATOATOAT"
    assert text.chunks[-1].odds > 0.5


def test_what_is_said_before_quotations_is_no_title_where_names_follow() -> None:
    rows = [f"This week we liked “{title}” by Ann Lee and Bo Cho" for title in TITLES[:2]]
    assert corrected(labelled("OTATtA", rows), [quoted_titles]) == "OTAOTA"
    assert corrected(labelled("TtA", rows[:1]), [quoted_titles]) == "TtA"
    assert corrected(labelled("TtATAA", [rows[0], *TITLES[:2], "Cy Roy"]), [quoted_titles]) == "TtATAA"


def test_titles_may_quote_others() -> None:
    replies = [f"A Reply to “{title}”, Ann Lee, Bo Cho" for title in TITLES[:2]]
    assert corrected(labelled("TtATtA", replies), [quoted_titles]) == "TtATtA"
    ours = [f"Our “{title}” at Work. Ann Lee, Bo Cho." for title in TITLES[:2]]
    assert corrected(labelled("TttATttA", ours), [quoted_titles]) == "TttATttA"


def test_families_before_titles_in_quotation_marks_are_authors_in_lines_and_cells() -> None:
    families = ("Lee et. al.", "Nguyen", "Gil, Ito,")
    cited = [f'{names} "{title}" (2024)' for names, title in zip(families, TITLES, strict=True)]
    rows = [f"| {at} | [{line}](https://a.example/{at}) |" for at, line in enumerate(cited)]
    assert corrected(labelled("OTttO" + "OTtO" + "OOTO", rows), [names_before_quotations]) == "OAATO" + "OATO" + "OATO"
    assert corrected(labelled("TttO" + "TtO" + "OTO", cited), [names_before_quotations]) == "AATO" + "ATO" + "ATO"
    assert corrected(labelled("TttO" + "TTT", [cited[0], *TITLES]), [names_before_quotations]) == "TttO" + "TTT"
    others = [f'{word} "{title}"' for word, title in zip(("Beyond", "About", "Understanding"), TITLES, strict=True)]
    assert corrected(labelled("Tt" * 3, others), [names_before_quotations]) == "Tt" * 3
    days = [f'{word} "{title}"' for word, title in zip(("Thursday", "Example", "ICML"), TITLES, strict=True)]
    assert corrected(labelled("OT" * 3, days), [names_before_quotations]) == "OT" * 3


def test_names_with_others_and_a_colon_are_no_beginning_of_a_title() -> None:
    rows = ("Ann Lee et al.: Slow Clocks", "Comments on Lee et al.: Small Maps", "Ann Lee et al.: we wait")
    assert corrected(labelled("TtTtOO", rows), [others_before_titles]) == "ATTtOO"


def test_who_speaks_is_no_part_of_a_title_as_before_most() -> None:
    rows = [f"{name}: {title} (Lee et al)" for name, title in zip(("ann", "bo again", "cy"), TITLES, strict=True)]
    assert corrected(labelled("OTAOTATtA", rows), [titles_behind_speakers]) == "OTAOTAOTA"
    assert corrected(labelled("OTATtA", rows[1:]), [titles_behind_speakers]) == "OTATtA"
    linked = [
        "me: Dreams about Rooms https://example.org/1",
        "me: See https://example.org/2",
        "todo: Slides by Ann Lee",
    ]
    assert corrected(labelled("OTAOTAOOLOOLOOO", [*rows[:2], *linked]), [titles_behind_speakers]) == "OTAOTAOTLOOLOOO"
    system = [*rows[:2], "ClockNet: How to Wait (Lee et al)"]
    assert corrected(labelled("OTAOTATtA", system), [titles_behind_speakers]) == "OTAOTATtA"
    small = [*rows[:2], "clocks: how to wait (Lee et al)"]
    assert corrected(labelled("OTAOTATtA", small), [titles_behind_speakers]) == "OTAOTATtA"


def test_a_title_goes_on_up_to_the_colon_before_sentences() -> None:
    rows = [f"{title}: We wait. They wait." for title in (*TITLES[:2], "ClockNet: Slow Clocks for All")]
    assert corrected(labelled("TSSTSSTSSS", rows), [titles_before_sentences]) == "TSSTSSTtSS"
    rows[2] = "ClockNet: How long do we wait: We wait. They wait."
    assert corrected(labelled("TSSTSSTSSS", rows), [titles_before_sentences]) == "TSSTSSTSSS"
