"""Lists that are read right by the regularity of all of their entries, from the text to papers."""

from __future__ import annotations

import pytest

from sitegen.diagnostics import Report
from sitegen.ingest import ingest


def read(text: str) -> list[tuple[str, list[str]]]:
    """Title and names of each paper of a text."""
    entries = ingest(text.encode(), "2025-03-28.txt", Report()).entries
    return [(entry.facts.title, [author.name for author in entry.facts.authors]) for entry in entries]


@pytest.mark.parametrize(
    "entry",
    [
        "{title}\n{names}\n\n",
        "{number}. {names}. {title}. 2024. arXiv:2401.0000{number}\n",
        "- [{title}](https://arxiv.org/abs/2401.0000{number}) - {names}\n",
    ],
)
def test_a_title_may_have_in_before_its_colon(entry: str) -> None:
    papers = [
        ("Opting In: Consent for Federated Clocks", ["Ann Lee", "Bo Cho"]),
        ("Zooming In: Attention to Sundials at Scale", ["Cy Roy", "Di Fox"]),
        ("Plugged In: Power for Hour Glasses", ["Ed Poe", "Flo May"]),
        ("Wrist Watches and Attention", ["Gus Orr", "Hal Ive"]),
    ]
    listed = enumerate(papers, 1)
    text = "".join(entry.format(number=at, title=title, names=", ".join(names)) for at, (title, names) in listed)
    assert read(text) == papers


@pytest.mark.parametrize("mark", ["", "- "])
def test_the_first_of_a_list_has_the_family_names_before_its_year(mark: str) -> None:
    text = (
        f"{mark}Lee & Cho (2019). Slow Clocks at Night.\n"
        f"{mark}Roy et al. (2020). Fast Clocks by Day.\n"
        f"{mark}Poe & May (2021). Wrist Watches and Attention.\n"
        f"{mark}Orr (2021). Hour Glasses in Kitchens.\n"
    )
    assert read(text) == [
        ("Slow Clocks at Night", ["Lee", "Cho"]),
        ("Fast Clocks by Day", ["Roy"]),
        ("Wrist Watches and Attention", ["Poe", "May"]),
        ("Hour Glasses in Kitchens", ["Orr"]),
    ]


def test_single_words_before_years_are_no_names_where_all_are() -> None:
    listed = {
        "Math": "Slow Clocks at Night",
        "Vision": "Fast Clocks by Day",
        "Robotics": "Sundials for Everyone",
        "Speech": "Wrist Watches and Attention",
    }
    text = "".join(
        f"{field} (2020). {title}. https://arxiv.org/abs/2401.0000{at}\n"
        for at, (field, title) in enumerate(listed.items(), 1)
    )
    assert read(text) == [(title, []) for title in listed.values()]


def test_fields_of_study_in_lines_of_their_own_are_no_part_of_titles() -> None:
    text = (
        "Planning with Clocks of Thought and Time\nPhilosophy\nAnn Lee, Bo Cho\n\n"
        "Slow Clocks at Night in Northern Towns\nEconomics\nCy Roy, Di Fox\n\n"
        "A Study of Sundials in Their Places\nHistory\nEd Poe, Flo May\n"
    )
    assert read(text) == [
        ("Planning with Clocks of Thought and Time", ["Ann Lee", "Bo Cho"]),
        ("Slow Clocks at Night in Northern Towns", ["Cy Roy", "Di Fox"]),
        ("A Study of Sundials in Their Places", ["Ed Poe", "Flo May"]),
    ]


HIRING = [
    "Firms Are Hiring More Data Scientists",
    "Which Companies Are Hiring? Evidence from Postings",
    "Complete Volume Rendering of Clocks",
    "Fast and Slow: Complete Volume Reconstruction from Views",
]


def test_titles_on_hiring_and_whole_volumes_are_of_papers() -> None:
    text = "".join(f"{title}\nAnn Lee, Bo Cho\n\n" for title in HIRING)
    assert read(text) == [(title, ["Ann Lee", "Bo Cho"]) for title in HIRING]


def test_with_names_and_an_abstract_a_title_may_be_that_of_a_notice() -> None:
    titles = [*HIRING, "Companies Are Hiring in Waves"]
    said = "We study how this came about, and show that it is slower than it seems in all three of our towns."
    text = "".join(f"{title}\nAnn Lee, Bo Cho\nOf {title.lower()} little is known. {said}\n\n" for title in titles)
    assert read(text) == [(title, ["Ann Lee", "Bo Cho"]) for title in titles]
