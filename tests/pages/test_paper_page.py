"""A paper's page says what is known, keeps what the editor adds, and tells whose words are whose."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.diagnostics import Report, as_text
from sitegen.model import Author, Facts, Link, Paper
from sitegen.pages import paper
from sitegen.pages.merge import facts
from sitegen.pages.normalise import LINK_KEYS
from sitegen.pages.paper import PaperPage
from sitegen.pages.schema import PAPER
from sitegen.text import markdown, math
from sitegen.text.characters import find_illegal

PAGE = """\
---
id: "hope"
title: "Hope: A Model"
authors: ["Ada Lovelace", "Alan Turing"]
arxiv: "2503.02130"
code: "https://github.com/a/b"
source: "sources/2025-03-28.txt"
---

We hope.

## Notes

Read this **twice**.
"""

line = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1).map(
    lambda t: " ".join(t.split())
)
titles = line.filter(lambda words: bool(words) and not find_illegal(words))


def read(text: str) -> PaperPage:
    report = Report()
    page = paper.read(text, "papers/2025/hope.md", "content/papers/2025/hope.md", report)
    assert [as_text(found) for found in report.diagnostics] == []
    assert page
    return page


def findings(text: str) -> list[str]:
    report = Report()
    paper.read(text, "papers/2025/hope.md", "content/papers/2025/hope.md", report)
    return [f"{found.at}: {found.message}" for found in report.diagnostics]


def generated(facts: Facts, abstract: str) -> PaperPage:
    page = PaperPage(
        paper=Paper(id="hope", facts=facts, abstract=abstract, path="papers/2025/hope.md"),
        source="sources/2025-03-28.txt",
        generated=paper.digest(facts, abstract),
    )
    return read(paper.write(page))


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("abstract: We hope.", "below the head"),
        ("votes: 12", "edition"),
        ("date: 2025-03-28", "'published'"),
        ("year: 2025", "'published'"),
        ("url: https://example.org/", "'pdf'"),
    ],
)
def test_what_has_another_place_than_its_key_is_told_it_and_stays(line: str, place: str) -> None:
    report = Report()
    page = paper.read(f"---\ntitle: Hope\n{line}\n---\n", "papers/hope.md", "papers/hope.md", report)
    assert page
    assert page.own == line
    assert [(found.severity, found.code, str(found.at)[:17]) for found in report.diagnostics] == [
        ("note", "unknown-key", "papers/hope.md:3:")
    ]
    assert place in report.diagnostics[0].hint


def test_a_page_is_cut_at_its_first_heading() -> None:
    page = read(PAGE)
    assert page.paper.abstract == "We hope."
    assert page.paper.notes == "## Notes\n\nRead this **twice**."
    assert page.paper.facts == Facts(
        title="Hope: A Model",
        authors=(Author("Ada Lovelace"), Author("Alan Turing")),
        arxiv="2503.02130",
        links=(Link("code", "https://github.com/a/b"),),
    )


@pytest.mark.parametrize(
    ("body", "abstract", "notes"),
    [
        ("One.\n\nTwo.\n", "One.\n\nTwo.", ""),
        ("One.\n\nMine\n====\n\nTwo.", "One.", "Mine\n====\n\nTwo."),
        ("One.\n\nMine\n----\n\nTwo.", "One.", "Mine\n----\n\nTwo."),
        ("One.\n\n # Mine", "One.", " # Mine"),
        ("```\n# no heading\n```\n\n# Mine", "```\n# no heading\n```", "# Mine"),
        ("A #hashtag is no heading.", "A #hashtag is no heading.", ""),
        ("> # Theirs\n\nOne.\n\n# Mine", "> # Theirs\n\nOne.", "# Mine"),
        ("# Mine\n\nOnly notes.", "", "# Mine\n\nOnly notes."),
        ("One.\n\n---\n\nTwo.", "One.\n\n---\n\nTwo.", ""),
    ],
)
def test_where_the_notes_begin(body: str, abstract: str, notes: str) -> None:
    assert paper.parted(body) == (abstract, notes)


@pytest.mark.parametrize("formula", ["$O(n^2)$", r"\(O(n^2)\)"])
def test_formulas_are_shown_in_unicode_however_they_are_delimited(formula: str) -> None:
    page = read(PAGE.replace("We hope.", f"We hope in {formula}."))
    assert page.paper.unicode == "We hope in O(n²)."


@given(titles, st.lists(line, max_size=3), st.lists(titles, max_size=2))
def test_what_is_written_is_read_back_and_still_ours(title: str, paragraphs: list[str], topics: list[str]) -> None:
    facts = Facts(title=title, topics=tuple(dict.fromkeys(topics)))
    page = generated(facts, markdown.escape([math.split(words) for words in paragraphs]))
    assert page.paper.facts == facts
    assert page.is_unedited
    assert paper.write(page) == paper.write(read(paper.write(page)))


def test_keys_that_sitegen_does_not_know_and_comments_stay_as_they_are_written() -> None:
    own = """\
# read on the train
rating: 5
read: yes
"my key": 'it''s'
review: {by: me, stars: [1, 2]}
quote: |
  in two
  lines
list:
- a  # the best
- b"""
    page = read(PAGE.replace("arxiv:", f"{own}\narxiv:"))
    assert page.own == own
    text = paper.write(page)
    assert f"\n{own}\nsource: " in text
    assert paper.write(read(text)) == text


def test_comments_behind_known_keys_and_within_them_become_lines() -> None:
    page = read(
        "---\ntitle: C# for Owls # as in the proceedings\nauthors:\n- Ann Lee # the boss\n  # who left\n- 'Bo # Cho'\n"
        'doi: "10.1000/x" # checked # twice\nmood: good  # mine\nvenue: |\n  # 1 in\n  owls\n---\n'
    )
    assert page.paper.facts.title == "C# for Owls"
    own = "# as in the proceedings\n# the boss\n# who left\n# checked # twice\nmood: good  # mine"
    assert page.own == own
    text = paper.write(page)
    assert f"\n{own}\n" in text
    assert paper.write(read(text)) == text


def test_own_keys_of_front_matter_in_braces_stay() -> None:
    page = read('---\n{id: hope, title: "Hope",\n rating: 5, "my key": [a]}\n---\n')
    assert page.own == '"rating": "5"\n"my key": ["a"]'
    assert paper.write(read(paper.write(page))) == paper.write(page)


def test_layout_is_no_edit() -> None:
    page = generated(Facts(title="Hope", topics=("a", "b")), "We *hope* for 5\\*3 in long\nlines.")
    text = paper.write(page).replace('topics: ["a", "b"]', "topics:\n  - a\n  - b").replace("\n", "\r\n")
    text = (
        text.replace("*hope*", "_hope_")
        .replace(" in long\r\nlines", "\r\nin long lines")
        .replace("id: ", "own: 1\r\nid:  ")
    )
    assert read(text.replace("\r\n\r\n", "\r\n\r\n\r\n") + "\n\n## Notes\nmine").is_unedited


def test_links_of_a_kind_in_another_order_are_no_edit() -> None:
    links = (Link("code", "https://github.com/a/b"), Link("code", "https://github.com/a/c"))
    text = paper.write(generated(Facts(title="Hope", links=links), "We hope."))
    assert read(text.replace("a/b", "a/-").replace("a/c", "a/b").replace("a/-", "a/c")).is_unedited


@pytest.mark.parametrize(
    ("old", "new"), [("Hope", "Hop"), ('"a"', '"c"'), ("We *hope*", "We hope"), ("lines", "words")]
)
def test_a_changed_fact_is_an_edit(old: str, new: str) -> None:
    page = generated(Facts(title="Hope", topics=("a", "b")), "We *hope* for long lines.")
    assert not read(paper.write(page).replace(old, new)).is_unedited


def test_a_source_and_an_editor_may_change_different_facts() -> None:
    page = generated(Facts(title="Hope", venue="ACL"), "We hope.")
    edited = read(paper.write(page).replace('"Hope"', '"Great Hope"'))
    said = facts.values(Facts(title="Hope", venue="EMNLP", doi="10.1/x"), "We hoped.")
    assert facts.edited(edited, said) == ("title",)


def test_facts_that_other_sources_added_later_are_no_edits() -> None:
    page = generated(Facts(title="Hope", venue="ACL"), "We hope.")
    later = ("doi", "published", "updated")
    added = 'doi: "10.1000/x"\npublished: "2025"\nupdated: "2025-03-01"\nsource:'
    edited = read(paper.write(page).replace('"Hope"', '"Great Hope"').replace("source:", added))
    said = facts.values(Facts(title="Hope", venue="ACL"), "We hope.")
    assert facts.edited(edited, said, later) == ("title",)


def test_which_facts_were_edited_nobody_can_tell_where_both_changed_one() -> None:
    edited = msgspec.structs.replace(
        generated(Facts(title="Hope", venue="ACL"), "We hope."),
        paper=Paper(id="hope", facts=Facts(title="Great Hope", venue="ACL"), abstract="We hope."),
    )
    assert facts.edited(edited, facts.values(Facts(title="Little Hope", venue="EMNLP"), "We hope.")) is None


def test_findings_point_at_the_value() -> None:
    where = "content/papers/2025/hope.md"
    assert findings(PAGE.replace('"2503.02130"', "2503")) == [
        f"{where}:5:8: '2503' is not an arXiv id such as 2503.02130"
    ]
    assert findings(PAGE.replace("https:", "javascript:")) == [
        f"{where}:6:7: 'javascript://github.com/a/b' is not a web address"
    ]
    assert findings(PAGE.replace('["Ada Lovelace", "Alan Turing"]', "{a: b}")) == [
        f"{where}:4:10: 'authors' must be a list of texts"
    ]
    assert findings("No front matter") == [f"{where}:1: a paper's page needs a title"]


@pytest.mark.parametrize("identifier", ["a/b", ".a", "index", "Index.p2", "aux", "x" * 201])
def test_an_id_that_cannot_be_a_file_of_the_site_is_an_error(identifier: str) -> None:
    assert findings(PAGE.replace('"hope"', f'"{identifier}"')) == [
        f"content/papers/2025/hope.md:2:5: {identifier[:200]!r} cannot be an id"
    ]
    assert findings(PAGE.replace('"hope"', f'"{"x" * 200}"')) == []


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("https://arxiv.org/abs/2503.02130v2", "2503.02130"),
        ("arXiv:hep-ex/0406020", "hep-ex/0406020"),
        ("https://arxiv.org/pdf/2503.02130v1.pdf", "2503.02130"),
    ],
)
def test_an_arxiv_id_may_be_written_as_people_do(written: str, meant: str) -> None:
    assert read(PAGE.replace("2503.02130", written)).paper.facts.arxiv == meant


@pytest.mark.parametrize("key", ["published", "updated"])
@pytest.mark.parametrize("value", ["2025-02-30", "2025-13", "28 March 2025", "20250328"])
def test_a_date_that_the_calendar_does_not_have_is_an_error_and_left_out(key: str, value: str) -> None:
    text = f'---\ntitle: "Hope"\n{key}: "{value}"\n---\n'
    assert findings(text) == [
        f"content/papers/2025/hope.md:3:{len(key) + 3}: '{value}' is not a date such as 2025-03-28, 2025-03 or 2025"
    ]


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        *(("Title", "title"), ("autors", "authors"), ("dio", ""), ("tag", "tags"), ("vene", "venue")),
        *(("venie", "venue"), ("venuue", "venue"), ("ve", ""), ("vennuee", "")),
    ],
)
def test_a_key_that_is_a_slip_away_from_a_known_one_is_named(key: str, meant: str) -> None:
    report = Report()
    paper.read(f'---\ntitle: "Hope"\n{key}: "x"\n---\n', "papers/x.md", "content/papers/x.md", report)
    found = [(str(found.at), found.severity, found.hint) for found in report.diagnostics]
    assert found == ([("content/papers/x.md:3:1", "warning", f"did you mean '{meant}'?")] if meant else [])


def test_keys_of_other_programs_beside_ours_are_left_alone() -> None:
    keys = "".join(
        f"{key}: x\n" for key in ("date", "year", "rating", "cssclass", "layout", "status", "url", "type", "venueid")
    )
    assert findings(f'---\ntitle: "Hope"\npublished: "2025"\ndoi: "10.1000/182"\n{keys}---\n') == []


def test_the_digest_of_facts_is_the_same_in_every_release() -> None:
    # pages of earlier releases would count as edited otherwise
    facts = Facts(title="Hope", authors=(Author("Ada"),), arxiv="2502.05795", links=(Link("code", "https://a.b/c"),))
    assert [paper.digest(facts, "An *abstract*."), paper.digest(Facts(title="Hope"), "")] == ["6fdc67eb", "eb54bab7"]


def test_a_draft_is_one_or_is_not() -> None:
    assert findings('---\ntitle: "Hope"\ndraft: maybe\n---\n') == [
        "content/papers/2025/hope.md:3:8: 'draft' must be true or false"
    ]
    page = paper.read('---\ntitle: "Hope"\ndraft: maybe\n---\n', "hope.md", "hope.md", Report())
    assert page
    assert page.draft
    for draft, words in ((True, ("true", "True", "yes", "on", "1")), (False, ("false", "no", "off", "0", '""'))):
        assert [read(f'---\ntitle: "Hope"\ndraft: {word}\n---\n').draft for word in words] == [draft] * 5


def test_a_doi_with_something_behind_it_is_none() -> None:
    text = '---\ntitle: "Hope"\ndoi: "{}"\n---\n'
    where = "content/papers/2025/hope.md:3:6"
    assert findings(text.format("10.1000/ab cd")) == [f"{where}: '10.1000/ab cd' is not a DOI such as 10.1000/182"]
    assert len(findings(text.format("https://doi.org/10.1000/ab and more"))) == 1
    for written in (
        "https://doi.org/10.1000/ab",
        "doi: 10.1000/ab.",
        "10.1000/ab,",
        "https://doi.org/10.1000/ab?x=1#y",
    ):
        assert read(text.format(written)).paper.facts.doi == "10.1000/ab"


@pytest.mark.parametrize("given", ["MIT", '["MIT"]'])
def test_one_affiliation_may_be_written_without_brackets(given: str) -> None:
    page = read(f"---\ntitle: Hope\nauthors: [Ada Lovelace, Lee]\naffiliations: {given}\n---\n")
    assert [author.affiliation for author in page.paper.facts.authors] == ["MIT", ""]


def test_affiliations_that_are_no_texts_or_too_many_are_reported() -> None:
    head = '---\ntitle: "Hope"\nauthors: ["Ada", "Lee"]\naffiliations: '
    for odd in ("[{name: MIT}]", "[[x, y]]", "{MIT: Example}"):
        (found,) = findings(f"{head}{odd}\n---\n")
        assert found.endswith(": 'affiliations' must be a list of texts")
    (found,) = findings(f'{head}["MIT", "KIT", "TU"]\n---\n')
    assert found.endswith(": 3 affiliations for 2 authors")
    page = read(f'{head}[null, "KIT"]\n---\n')
    assert [author.affiliation for author in page.paper.facts.authors] == ["", "KIT"]


def test_arxiv_s_own_doi_is_the_number_in_it() -> None:
    assert findings('---\ntitle: "Hope"\ndoi: "10.48550/arXiv.2602.11111"\n---\n') == []
    facts = read('---\ntitle: "Hope"\ndoi: "10.48550/arXiv.2602.11111"\n---\n').paper.facts
    assert (facts.arxiv, facts.doi) == ("2602.11111", "")


def test_every_fact_of_a_paper_has_a_key_of_its_name() -> None:
    assert set(Facts.__struct_fields__) - {"links"} <= set(PAPER)
    assert set(LINK_KEYS) <= set(PAPER)


@pytest.mark.parametrize("name", ["García Márquez, José", "Lovelace, Ada", "Ada Lovelace", "Heaps Unlimited,"])
def test_a_name_stays_as_the_editor_writes_it(name: str) -> None:
    page = paper.read(f'---\ntitle: "Hope"\nauthors: ["{name}"]\n---\n', "hope.md", "hope.md", Report())
    assert page
    assert f'authors: ["{name}"]' in paper.write(page)
    before = Facts(title="Hope", authors=(Author(name),))
    # as releases had it that did not know what the comma says
    assert paper.digest(page.paper.facts, "") == paper.digest(before, "")


@pytest.mark.parametrize(
    ("authors", "is_told"),
    [
        ("Ann Lee, Bo Xu", True),
        ("Ann Lee; Bo Xu", True),
        ("Ann Lee and Bo Xu", True),
        ("Lee, A., Xu, B.", True),
        ('["Ann Lee, Bo Xu"]', False),
        ("García Márquez, José", False),
        ("van Groen, Ann Maaike", False),
        ("Lee, Ann", False),
        ("Looms and Sons, Inc.", False),
    ],
)
def test_several_authors_in_one_text_are_told(authors: str, is_told: bool) -> None:
    told = findings(f"---\ntitle: Hope\nauthors: {authors}\n---\n")
    said = "content/papers/2025/hope.md:3:10: this text is read as 2 names"
    assert told == ([said] if is_told else [])


def test_several_authors_in_one_text_are_several_when_the_page_is_written_again() -> None:
    page = paper.read("---\ntitle: Hope\nauthors: Ann Lee, Bo Xu\n---\n", "hope.md", "hope.md", Report())
    assert page
    assert 'authors: ["Ann Lee", "Bo Xu"]' in paper.write(page)


@pytest.mark.parametrize("key", ["topics", "tags", "keywords"])
def test_several_labels_in_one_text_are_told(key: str) -> None:
    told = findings(f"---\ntitle: Hope\n{key}: machine learning, library\n---\n")
    place = len(key) + 3
    assert told == [f"content/papers/2025/hope.md:3:{place}: this text is read as one label, and holds 2"]
    assert findings(f'---\ntitle: Hope\n{key}: ["machine learning, library"]\n---\n') == []
    assert findings(f"---\ntitle: Hope\n{key}: machine learning\n---\n") == []


def test_a_version_is_a_number_with_or_without_its_letter() -> None:
    text = "---\ntitle: Hope\nversion: {}\n---\n"
    assert findings(text.format("two")) == ["content/papers/2025/hope.md:3:10: 'two' is not a version such as 2"]
    assert read(text.format("v2")).paper.facts.version == "2"


def test_a_comment_that_nothing_closes_is_told_at_its_place() -> None:
    opened = PAGE.replace("We hope.", "We `<!--` hope. \\<!-- <!-- ask Bo")
    assert findings(opened) == ["content/papers/2025/hope.md:10:23: this comment is never closed, so it is published"]
    assert findings(opened + "\n-->\n") == []


def test_a_footnote_whose_text_stands_in_the_other_part_is_told_at_its_place() -> None:
    text = PAGE.replace("We hope.", "We hope.[^1] \\[^2] [^3] [^4]\n\n[^3]: Here.").replace("**twice**", "twice[^3]")
    assert findings(text + "\n[^1]: Much.\n\n[^2]: Not so much.\n") == [
        "content/papers/2025/hope.md:10:9: the text of this footnote stands below the first heading",
        "content/papers/2025/hope.md:16:16: the text of this footnote stands above the first heading",
    ]
    assert findings(PAGE.replace("We hope.", "We hope.[^1]\n\n[^1]: Much.")) == []
    assert findings(PAGE.replace("We hope.", "We `[^1]` [^1](https://x.example).") + "\n[^1]: Much.\n") == []
    assert findings(PAGE.replace("We hope.", "We hope. <!-- as in[^1] -->") + "\n[^1]: Much.\n") == []


def test_a_formula_with_a_mistake_is_told_among_the_notes_and_not_in_the_abstract() -> None:
    mistake = "$\\frac{a}{b$"
    text = PAGE.replace("We hope.", f"We hope {mistake}.").replace("**twice**", f"twice {mistake}")
    (found,) = findings(text)
    before, _, _ = text.rpartition(mistake)
    line, column = before.count("\n") + 1, len(before) - before.rindex("\n")
    assert found == f"content/papers/2025/hope.md:{line}:{column}: a {{ of this formula is not closed"


def test_that_there_are_more_authors_is_said_where_some_are_named() -> None:
    page = generated(Facts(title="Hope", authors=(Author("Ada Lovelace"),), more_authors=True), "")
    assert page.paper.facts.more_authors
    assert page.is_unedited
    assert 'authors: ["Ada Lovelace"]\nmore_authors: "true"\n' in paper.write(page)
    assert "more_authors" not in paper.write(generated(Facts(title="Hope", authors=(Author("Ada Lovelace"),)), ""))
    assert not read("---\ntitle: Hope\nmore_authors: true\n---\n").paper.facts.more_authors
    assert findings("---\ntitle: Hope\nauthors: Ada\nmore_authors: maybe\n---\n") == [
        "content/papers/2025/hope.md:4:15: 'more_authors' must be true or false"
    ]
