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


def test_the_day_beside_a_presenter_is_not_that_of_the_paper() -> None:
    text = "".join(
        f"Title: {title}\nAuthors: {', '.join(names)}\nPresenter: Kim | Date: {day} October 2024\n\n"
        for day, (title, names) in enumerate(PAPERS, 21)
    )
    entries = ingest(text.encode(), "2025-03-28.txt", Report()).entries
    assert [(entry.facts.title, entry.facts.published) for entry in entries] == [(title, "") for title in TITLES]


def test_a_wide_title_without_a_stop_goes_on_up_to_the_one_below() -> None:
    entry = "  • {}.\n    {}.\n    In Proceedings of the 4th Workshop on Clocks, pp. 141-151.\n    [pdf] [bib]\n\n"
    text = (
        entry.format("Leo Dow, Kim Bell", "Reading Sundials without Supervision")
        + entry.format("Flo May, Bo Cho", "Slow Clocks by Night with Little Light in Long\n    Winters")
        + entry.format("Di Fox, Cy Roy", "Planning with Bells and What They Leave Out")
    )
    assert read(text) == [
        ("Reading Sundials without Supervision", ["Leo Dow", "Kim Bell"]),
        ("Slow Clocks by Night with Little Light in Long Winters", ["Flo May", "Bo Cho"]),
        ("Planning with Bells and What They Leave Out", ["Di Fox", "Cy Roy"]),
    ]


def test_titles_go_on_below_lines_without_room_for_more() -> None:
    said = {
        "Learning to Wait without Supervision across\nMany Valleys for Early Travellers": "Although lessons have "
        "been known for long, nobody has asked what they cost. We present a model of this cost and find that it is low "
        "in nine of ten cases.",
        "Small Maps by Night in Long Winters for\nEarly Travellers": "We study how small maps are used in three towns "
        "of the north. In experiments with forty people we show that this takes longer than it seems, and propose a "
        "method that is faster.",
        "Attention to Towns and What They Leave Out\nin Long Winters in Long Winters": "We study how attention to are "
        "used in three towns of the north. In experiments with forty people we show that this takes longer than it "
        "seems, and propose a method that is faster.",
    }
    text = "".join(f"{title}\n{abstract}\n\n" for title, abstract in said.items())
    assert read(text) == [(title.replace("\n", " "), []) for title in said]


def test_a_name_and_a_colon_before_a_title_are_its_own() -> None:
    papers = [
        ("Oryx Clocks: Small Maps by Night", ["Ann Lee", "Cy Roy"]),
        ("Learning to Wait from Noisy Postings", ["Jon Kay", "Leo Dow"]),
        ("Attention to Towns of the World", ["Gus Orr", "Ida Jay"]),
    ]
    assert read("".join(f"### {title}\n{', '.join(names)}\n" for title, names in papers)) == papers


def test_authors_with_places_have_a_line_each_below_the_time_of_a_talk() -> None:
    said = (
        "We study how lessons are used in three towns of the north. In experiments with forty people we show that "
        "this takes longer than it seems, and propose a method that is faster.",
        "We study how towns are used in three towns of the north. In experiments with forty people we show that "
        "this takes longer than it seems, and propose a method that is faster.",
        "Although slow clocks have been known for long, nobody has asked what they cost. We present a model of this "
        "cost and find that it is low in nine of ten cases.",
    )
    papers = [
        ("Learning to Wait for Everyone in the North", ["Leo Dow", "Jon Kay", "Max Orr"]),
        ("Attention to Towns from Noisy Postings", ["Ann Lee", "Ed Poe", "Nia Pym"]),
        ("Slow Clocks at Scale", ["Flo May", "Hal Ive", "Oz Quy"]),
    ]
    place = " (University of Lisbon, Portugal)\n"
    text = "".join(
        f"{hour}:30\t{place.join(names)}{place}{title} (abstract)\nABSTRACT. {abstract}\n\n"
        for hour, ((title, names), abstract) in enumerate(zip(papers, said, strict=True), 10)
    )
    assert read(text) == papers


def test_an_identifier_in_brackets_behind_another_word_in_brackets_is_no_label_of_a_link() -> None:
    rows = (
        "1. Slow Clocks of the Moon. Ann Lee, Bo Cho. [arXiv][2401.00001]",
        "2. Small Maps of Old Rooms. Cy Roy, Di Sun. [arXiv][2401.00002]",
    )
    entries = ingest("\n".join(rows).encode(), "2026-01-01.md", Report()).entries
    assert [entry.facts.arxiv for entry in entries] == ["2401.00001", "2401.00002"]


def test_family_names_that_were_parted_still_leave_others_out() -> None:
    text = (
        "Lee, Cho et al. (2019). Slow Clocks at Night.\n"
        "Roy, Sun, Ito (2020). Fast Clocks by Day.\n"
        "Poe, May, Fox (2021). Wrist Watches and Attention.\n"
        "Orr, Kay, Dow (2021). Hour Glasses in Kitchens.\n"
    )
    entries = ingest(text.encode(), "2025-03-28.txt", Report()).entries
    assert [author.name for author in entries[0].facts.authors] == ["Lee", "Cho"]
    assert [entry.facts.more_authors for entry in entries] == [True, False, False, False]


@pytest.mark.parametrize(
    ("item", "third"),
    [
        ("Mid Clocks, Di Dorr et al., NeurIPS 2023", [("Mid Clocks", ["Di Dorr"])]),
        ("Mid Clocks by Di Dorr et al.", [("Mid Clocks", ["Di Dorr"])]),
        ("Di Dorr et al., NeurIPS 2023", []),
        ("Di Dorr, Ed Eng", []),
    ],
)
def test_names_of_an_item_that_counts_are_not_of_the_one_above(item: str, third: list[tuple[str, list[str]]]) -> None:
    text = (
        "1. Slow Clocks Learn to Tell the Time (Ann Lee, Bo Cho; ICML 2024)\n"
        "   https://arxiv.org/abs/2503.00001\n"
        '2. "Fast Clocks: A Survey" by Cy Dee, https://doi.org/10.1000/182\n'
        f"3. {item}\n"
    )
    first = ("Slow Clocks Learn to Tell the Time", ["Ann Lee", "Bo Cho"])
    assert read(text) == [first, ("Fast Clocks: A Survey", ["Cy Dee"]), *third]
    report = Report()
    ingest(text.encode(), "2025-03-28.txt", report)
    assert [(found.code, found.at and found.at.line) for found in report.diagnostics] == [("doubtful-paper", 4)]


def test_a_word_that_leads_to_a_paper_behind_another_link_is_no_title() -> None:
    listed = (("Slow Clocks of the World, Ann Lee", "Alphaxiv"), ("Fast Clocks in Ulm, Bo Cho", "Preprint"))
    rows = [
        f"- {what} [arXiv]({address}) [{word}]({address})\n"
        for at, (what, word) in enumerate((*listed, ("Odd Bells of Summer, Cy Roy", "Summary")))
        for address in [f"https://arxiv.org/abs/2301.0000{at}"]
    ]
    assert "Preprint" not in [title for title, _ in read("".join(rows))]


@pytest.mark.parametrize(
    "last",
    ["Di Moss, Ann Lee, Ed Poe (discussants)", "Ann Lee, Bo Cho et al., Why Bells Ring Late in Summer, ICML 2022"],
)
def test_an_item_of_people_has_none_of_them_for_a_title(last: str) -> None:
    titles = ["Slow Clocks of the World", "Fast Clocks in the Towns of Ulm", "Odd Bells of Summer"]
    rows = [*(f"{title}, Cy Roy, Ed Poe" for title in titles), last]
    papers = read("".join(f"{at}. {row}\n" for at, row in enumerate(rows, 1)))
    assert papers == [(title, ["Cy Roy", "Ed Poe"]) for title in titles]


@pytest.mark.parametrize("title", ["Slow Oxygen and co", "Humans, Robots and collaborators"])
def test_company_in_a_title_names_nobody(title: str) -> None:
    listed = [("Slow Clocks of the World", "Ann Lee"), (title, "Bo Cho"), ("Odd Bells of Summer", "Cy Roy")]
    papers = [(each, [name, "Ed Poe"]) for each, name in listed]
    assert read("\n\n".join(f"{each}\n{', '.join(names)}" for each, names in papers)) == papers


def test_an_editor_hears_that_readers_are_taken_off_titles() -> None:
    report = Report()
    rows = [
        f"{name} read Slow Clocks of Ulm https://arxiv.org/abs/2301.0000{at}\n"
        for at, name in enumerate(("Ann", "Bo", "Cy"))
    ]
    ingest("".join(rows).encode(), "2025-03-28.txt", report)
    assert any("who read them" in found.message for found in report.diagnostics)


def test_who_typed_a_line_in_irc_is_no_part_of_a_title() -> None:
    log = (
        "<ann> hi all, what do we read this week?\n"
        "<@bo> Slow Clocks of the World and Other Machines https://arxiv.org/abs/2601.01234\n"
        "<cy> looks good\n"
        "<ann> Learning to Wait for Trains without Clocks https://arxiv.org/abs/2601.01236\n"
        "<cy> ok, see you on friday\n"
    )
    titles = ["Slow Clocks of the World and Other Machines", "Learning to Wait for Trains without Clocks"]
    assert [title for title, _ in read(log)] == titles


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
