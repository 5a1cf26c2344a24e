"""Titles of talks and references by their place."""

from __future__ import annotations

from sitegen.ingest.plaintext.rules.talks import timed_talks, titles_of_references
from tests.ingest.plaintext.labelled import corrected, labelled

TITLES = ("Slow Clocks of the World", "Small Maps and What They Leave Out", "Dreams about Rooms of One's Own")


def test_between_names_and_where_it_came_out_stands_the_title_of_a_reference() -> None:
    def labels(line: str, given: str) -> str:
        return corrected(labelled(given, [line]), [titles_of_references])

    assert labels("Ли А. Б., Чо В. Дж. Почему часы ждут? О времени // Время. 2019. № 3.", "ATOOO") == "ATtOO"
    assert labels("Ли А. Б. «Часы» и «карты»: о времени // Время. 2019.", "ATOTOOO") == "ATtttOO"
    assert labels("Lee A, Cho B. Can clocks wait? A trial. Clock Lett. 2019;5(1):1-4.", "OOTTOO") == "ATtOOO"
    assert labels("Lee A. Who waits? Clocks, 1920–1940. Ulm: Maps, 2019. 93 p.", "AATTOOO") == "ATtOOOO"
    assert labels("LEE, A. Who waits? Clocks. In: Maps. Ulm: Maps, 2019.", "AATOOOOO") == "ATtOOOOO"
    assert labels("Lee A, Cho B (2019) Who waits? Clocks. Maps. 2019;5:1-4", "AOOTOO") == "AOTtOO"
    assert labels("Lee, A., & Cho, B. (2019). Slow clocks: A study. In: Clocks.", "ADTtOO") == "ADTtOO"
    for line, given in (
        ("Lee A, Cho B. Can clocks wait? A trial. We say no.", "AOOO"),
        ("Lee, A. Zhang [и др.] // Время. 2019. № 3.", "AOOO"),
        ("Clocks of the world // Ann Lee, 2019.", "OOO"),
        ("Lee A. Clocks: Maps, 2019. 93 p.", "AOOOO"),
        ("Lee A, Cho B. https://arxiv.org/abs/2503.00001 x y // J. 2019", "ALOO"),
    ):
        assert labels(line, given) == given


def test_below_the_time_of_each_talk_stand_names_with_places_and_a_title() -> None:
    speakers = ("Ann Lee (Ulm)", "Bo Cho (Bern)", "Cy Roy (Pisa)")
    rows = [
        row
        for time, (speaker, title) in enumerate(zip(speakers, TITLES, strict=True), 9)
        for row in (f"ore {time}.30", speaker, title, "")
    ]
    assert corrected(labelled("OOOO" * 3, rows), [timed_talks]) == "OAAT" * 3
    assert corrected(labelled("OOOO" * 2, rows[:8]), [timed_talks]) == "OOOO" * 2
    bare = [row.partition(" (")[0] for row in rows]
    assert corrected(labelled("OOO" * 3, bare), [timed_talks]) == "OOO" * 3
