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


HIRING = [
    "Firms Are Hiring More Data Scientists than They Can Train",
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


TITLES = (
    "Slow Clocks of the World",
    "Small Maps and What They Leave Out",
    "Dreams about Rooms of One's Own",
    "Sundials for Everyone",
)
NAMES = (["Ann Lee", "Bo Cho"], ["Cy Roy", "Di Fox"], ["Ed Poe", "Flo May"], ["Gus Orr", "Hal Ive"])
PAPERS = list(zip(TITLES, NAMES, strict=True))


@pytest.mark.parametrize("fourth", ["Sundials for Everyone", "Reading Sundials by Night"])
def test_editors_above_their_volume_are_no_authors(fourth: str) -> None:
    papers = [*PAPERS[:3], (fourth, NAMES[3]), ("Wrist Watches and Attention", ["Ida Jay", "Jon Kay"])]
    text = "Kim Bell, Leo Dow, Max Orr:\nProceedings of the 3rd Workshop on Clocks, WC 2024, Ulm, 2024.\n"
    text += "".join(f"{', '.join(names)}:\n{title}. {at}1-{at}9\n" for at, (title, names) in enumerate(papers))
    assert [names for _, names in read(text)] == [names for _, names in papers]


def test_an_identifier_in_brackets_behind_another_word_in_brackets_is_no_label_of_a_link() -> None:
    rows = (
        "1. Slow Clocks of the Moon. Ann Lee, Bo Cho. [arXiv][2401.00001]",
        "2. Small Maps of Old Rooms. Cy Roy, Di Sun. [arXiv][2401.00002]",
    )
    entries = ingest("\n".join(rows).encode(), "2026-01-01.md", Report()).entries
    assert [entry.facts.arxiv for entry in entries] == ["2401.00001", "2401.00002"]


def test_a_word_that_leads_to_a_paper_behind_another_link_is_no_title() -> None:
    listed = (("Slow Clocks of the World, Ann Lee", "Alphaxiv"), ("Fast Clocks in Ulm, Bo Cho", "Preprint"))
    rows = [
        f"- {what} [arXiv]({address}) [{word}]({address})\n"
        for at, (what, word) in enumerate((*listed, ("Odd Bells of Summer, Cy Roy", "Summary")))
        for address in [f"https://arxiv.org/abs/2301.0000{at}"]
    ]
    assert "Preprint" not in [title for title, _ in read("".join(rows))]


@pytest.mark.parametrize("title", ["Slow Oxygen and co", "Humans, Robots and collaborators"])
def test_company_in_a_title_names_nobody(title: str) -> None:
    listed = [("Slow Clocks of the World", "Ann Lee"), (title, "Bo Cho"), ("Odd Bells of Summer", "Cy Roy")]
    papers = [(each, [name, "Ed Poe"]) for each, name in listed]
    assert read("\n\n".join(f"{each}\n{', '.join(names)}" for each, names in papers)) == papers


def test_tokens_of_language_models_and_marks_that_stand_once_each_are_words_of_titles() -> None:
    papers = [
        ("<unk> Tokens Are Not Noise: Learning from Unknown Words", ["Ann Lee", "Bo Cho"]),
        ("<mask> Is All You Need for Slow Language Models", ["Cy Roy", "Di Fox"]),
        ("<mask> or <unk>: Learning to Wait for Trains without Clocks", ["Ed Poe", "Flo May"]),
        ("<ann> and Other Names in Logs of Slow Chats", ["Gus Ray", "Hal Kim"]),
    ]
    said = "We show that slow clocks tell the time as well as others. Our experiments on five towns show that it works."
    assert read("".join(f"{title}\n{', '.join(names)}\n{said}\n\n" for title, names in papers)) == papers


def test_tokens_of_models_that_begin_several_titles_were_typed_by_nobody() -> None:
    papers = [
        ("<unk> Tokens Are Not Noise: Learning from Unknown Words", ["Ann Lee", "Bo Cho"]),
        ("<mask> Is All You Need for Slow Language Models", ["Cy Roy", "Di Fox"]),
        ("<mask> Tokens and How They Wait for Trains without Clocks", ["Ed Poe", "Flo May"]),
    ]
    said = "We show that slow clocks tell the time as well as others. Our experiments on five towns show that it works."
    assert read("".join(f"{title}\n{', '.join(names)}\n{said}\n\n" for title, names in papers)) == papers


def test_a_list_in_portuguese_has_its_names_behind_de() -> None:
    rows = (
        "- Automatic Detection of Code-Switching Style from Acoustics, de Ann Lee, Bo Cho e Cy Roy (2018). https://example.org/1\n"
        "- Cross-Task Generalization Abilities of Large Language Models, de Di Sun (2024). https://example.org/2\n"
        "- An Annotated Resource of Dyslexic Errors, de Ed Fox e Flo Day (2014). https://example.org/3\n"
    )
    entries = ingest(f"Leituras de julho\n\n{rows}".encode(), "2026-01-01.txt", Report()).entries
    assert [entry.facts.title[-10:] for entry in entries] == [" Acoustics", "age Models", "xic Errors"]
    assert [[author.name for author in entry.facts.authors] for entry in entries] == [
        ["Ann Lee", "Bo Cho", "Cy Roy"], ["Di Sun"], ["Ed Fox", "Flo Day"]
    ]  # fmt: skip
    assert [entry.facts.published for entry in entries] == ["2018", "2024", "2014"]


def test_a_talk_that_has_no_title_yet_is_no_paper() -> None:
    talks = "".join(
        f"Title: {title}\nSpeaker: {name}, Example University\nAbstract: {said}\n\n"
        for title, name, said in (
            ("Slow Clocks of the World", "Ann Lee", "We study how long clocks take, and why nobody has said so."),
            ("Small Maps of Large Rooms", "Bo Cho", "Rooms are larger than maps, and we say by how much they are."),
            ("TBA", "Cy Roy", "TBA"),
        )
    )
    assert [title for title, _ in read(talks)] == ["Slow Clocks of the World", "Small Maps of Large Rooms"]


def test_a_button_of_the_paper_above_tells_nothing_of_the_one_below() -> None:
    papers = ("Slow Clocks of the World", "Small Maps of Large Rooms", "Dreams about Doors", "Quiet Rivers of Sand")
    buttons = ("[abs][OpenReview]", "[abs]", "[abs][OpenReview]", "[abs][OpenReview]")
    text = "".join(
        f"{title}\n\nAnn Lee, Bo Cho; Proceedings of Clocks, PMLR 267:{at}-{at + 9}\n\n{button}\n\n"
        for at, (title, button) in enumerate(zip(papers, buttons, strict=True), 100)
    )
    assert [title for title, _ in read(text)] == [*papers]
