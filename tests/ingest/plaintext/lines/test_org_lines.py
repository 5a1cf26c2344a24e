"""What Org puts around lines is taken off, in files of Org and nowhere else."""

from __future__ import annotations

from sitegen.diagnostics import Report
from sitegen.ingest import ingest
from sitegen.ingest.plaintext.words import field
from tests.ingest.plaintext.lines.test_lines import read, texts


def test_org_gives_the_values_of_drawers_and_no_priorities_or_tags() -> None:
    found = read(
        "#+TITLE: Papers\n** TODO [#A] Slow Clocks :llm:eval:\n   :PROPERTIES:\n   :AUTHORS: Ann Lee\n   :END:\n"
        "   We let agents think.\n"
    )
    assert [line.text for line in found[1:]] == ["Slow Clocks", "AUTHORS: Ann Lee", "We let agents think."]
    assert [line.gap for line in found[1:]] == [0, 0, 0]
    assert found[1].level == 2
    assert texts("* Slow Clocks\n:PROPERTIES:\n:ARXIV_ID: 2502.05795\n:END:\n")[1] == "ARXIV_ID: 2502.05795"


def test_states_of_tasks_are_no_words_of_titles() -> None:
    names = ("STARTED", "DOING", "LATER", "WAIT", "READ", "SKIP", "DROP")
    states = "".join(f"** {state} Slow Clocks\n" for state in names)
    assert texts(f"#+TITLE: Papers\n{states}")[1:] == ["Slow Clocks"] * 7
    assert texts("#+TITLE: Papers\n** STARTED\n")[1:] == ["STARTED"]


def test_time_stamps_of_org_are_days() -> None:
    text = "#+TITLE: Papers\n* <2025-03-13 Чт>\n- Slow Clocks\n* [2025-03-17 Mon 10:00]\n- Small Maps\n"
    assert texts(text)[1:] == ["2025-03-13", "Slow Clocks", "2025-03-17", "Small Maps"]


def test_headings_with_time_stamps_are_of_org() -> None:
    assert texts("* <2025-03-13 Thu> Clocks\n** Slow Clocks :read:\n") == ["2025-03-13 Clocks", "Slow Clocks"]


def test_what_drawers_of_org_say_of_the_note_is_no_text() -> None:
    assert texts("#+TITLE: Papers\n** Slow Clocks\n:CUSTOM_ID: key7\n:AUTHOR: Ann Lee\n")[1:] == [
        "Slow Clocks",
        "AUTHOR: Ann Lee",
    ]


def test_states_of_tasks_that_a_file_of_org_names_are_no_words() -> None:
    note = "#+TODO: TODO READING | READ\n* Papers\n** READING Slow Clocks\n** READ [#A] Small Maps\n"
    assert texts(note)[-2:] == ["Slow Clocks", "Small Maps"]
    assert texts(note.replace("READING |", "|"))[-2] == "READING Slow Clocks"


def test_tags_of_org_are_words_elsewhere() -> None:
    assert texts("Slow Clocks :llm:\n") == ["Slow Clocks :llm:"]


def test_marks_of_blocks_and_plans_are_no_words_in_org() -> None:
    note = (
        '* Slow Clocks\nCLOSED: [2025-03-28 Fri 18:20]\n:LOGBOOK:\n- State "DONE"   from "TODO"   [2025-03-28]\n:END:\n'
        "#+begin_quote\nWe let agents think.\n#+end_quote\n** Small Maps\n"
    )
    assert texts(note) == ["Slow Clocks", "We let agents think.", "Small Maps"]
    assert texts("CLOSED: [2025-03-28]\nSmall Maps\n")[0] == "CLOSED: [2025-03-28]"


def test_the_title_of_a_file_of_org_is_a_line_without_its_name() -> None:
    assert texts("#+TITLE: Reading Queue\n* Slow Clocks\n")[:2] == ["Reading Queue", "Slow Clocks"]


def test_what_a_note_of_org_roam_refers_to_is_an_address_of_its_paper() -> None:
    note = "* Slow Clocks\n:PROPERTIES:\n:ID: 7\n:ROAM_REFS: https://arxiv.org/abs/2503.00001\n:END:\n"
    assert field("ROAM_REFS:") == "link"
    assert texts("#+TITLE: Papers\n" + note)[-1] == "ROAM_REFS: https://arxiv.org/abs/2503.00001"


def test_the_day_on_which_a_paper_was_put_on_a_list_is_not_that_of_its_publication() -> None:
    drawer = ":PROPERTIES:\n:AUTHORS: Ann Lee\n:URL: https://arxiv.org/abs/2503.0000%d\n:{}: [2026-05-10]\n:END:\n"
    for name, day in (("ADDED", ""), ("PUBLISHED", "2026-05-10")):
        titles = ("Slow Clocks of the World", "Small Maps and What They Leave Out")
        listed = "".join(f"** TODO {title}\n{(drawer % at).format(name)}" for at, title in enumerate(titles))
        digest = ingest(f"#+TITLE: Papers\n* Inbox\n{listed}".encode(), "papers.org", Report())
        assert [entry.facts.published for entry in digest.entries] == [day, day]


def test_a_block_of_org_is_parted_from_the_lines_around_it() -> None:
    note = "* Slow Clocks\nAnn Lee\n#+begin_quote\nWe wait.\n#+end_quote\nSend it on.\n\n#+begin_quote\nWe go.\n"

    gaps = [(line.text, line.gap) for line in read(f"#+TITLE: Papers\n{note}")]
    assert gaps[1:] == [("Slow Clocks", 0), ("Ann Lee", 0), ("We wait.", 1), ("Send it on.", 1), ("We go.", 1)]
