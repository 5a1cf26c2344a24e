"""Pasted text, Markdown, mail and HTML become a dated list of papers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec import structs

from sitegen.diagnostics import Report, as_text
from sitegen.ingest import ingest
from sitegen.ingest.read import html
from sitegen.ingest.values import prose
from sitegen.model import Author, Digest, Link
from tests.pasted_styles import STYLES, VARIANTS, Known, page

FIXTURES = Path(__file__).parent / "pasted"

PAPERS = (
    Known(
        title="Learning Structured Output Representations from Attributes using Deep Generative Models",
        abstract="Structured output representation is a generative task explored in computer vision that requires "
        "the mapping of low dimensional features to high dimensional outputs. Losses in complex spatial "
        "information lead to uncertain and ambiguous structures within a single output. We explore the "
        "conditional variational auto-encoder, and train it on images conditioned on attributes such as "
        "hair color and glasses. We further introduce strategies for improving generalized sample "
        "generation.",
        arxiv="2503.00001",
    ),
    Known(
        title="What Is a Good Embedding?",
        abstract="Learnable embedding vectors are widely used in database-related domains. However, the huge volume "
        "of corpora leads to a large memory consumption of the embedding table, which poses a great "
        "challenge to training and deployment. We perform a comprehensive analysis, introduce a taxonomy of "
        "techniques, and develop a modular benchmark that integrates 14 methods. Our code is at "
        "https://github.com/a/embedding.",
        arxiv="2503.00002",
    ),
    Known(
        title="Compressing Features for Learning with Noisy Labels",
        abstract="Supervised learning can be viewed as distilling relevant information from input data into "
        "features. This becomes difficult when supervision is noisy, as the distilled information might not "
        "be relevant. We study the compression of features, revisit dropout and its nested variant, and "
        "show that both learn ordered features. Experiments on Clothing1M show comparable performance; the "
        "rest is left to future work.",
        arxiv="2503.00003",
    ),
    Known(
        title="LLM-FP4: 4-Bit Floating-Point Quantized Transformers",
        abstract="We propose to quantize both weights and activations of large language models down to 4-bit "
        "floating-point values, in a post-training manner. Existing solutions are primarily integer-based "
        "and struggle with bit widths below 8 bits. Our method achieves an average score of 63.1 on common "
        "sense reasoning, which is only 5.8 lower than the full-precision model, and outperforms the state "
        "of the art by 12.7 points.",
        arxiv="2503.00004",
    ),
    Known(
        title="FlowAR",
        abstract="Autoregressive modeling has achieved remarkable success in language, by generating a token after "
        "another. Recently, next-scale prediction brought this to images, with a hierarchy of scales that "
        "is complex and rigid. We introduce a simple scale design, in which each scale is double the last, "
        "and flow matching on top of it. The resulting model improves on all previous ones of its size.",
        arxiv="2503.00005",
    ),
)


def read(text: str | bytes, path: str = "2025-03-28.txt", *, report: Report | None = None, hint: str = "") -> Digest:
    data = text if isinstance(text, bytes) else text.encode()
    return ingest(data, path, report if report is not None else Report(), date_hint=hint)


def fixture(name: str, report: Report | None = None) -> Digest:
    path = FIXTURES / name
    return ingest(path.read_bytes(), name, report if report is not None else Report(), date_hint="2025")


def outline(digest: Digest) -> list[tuple[str, str]]:
    return [(entry.facts.title, prose.text(entry.abstract)) for entry in digest.entries]


EXPECTED = [(paper.title, paper.abstract) for paper in PAPERS]


@pytest.mark.parametrize("name", list(VARIANTS))
def test_however_it_was_pasted_the_papers_are_the_same(name: str) -> None:
    assert outline(read(VARIANTS[name](PAPERS))) == EXPECTED


def test_any_line_may_be_a_title_on_the_page_that_the_seed_was_saved_from() -> None:
    titles = ["1984", "# of Parameters", "...", "2025-03-28"]
    papers = [structs.replace(paper, title=title) for paper, title in zip(PAPERS, titles, strict=False)]
    assert [title for title, _ in outline(read(page(papers)))] == titles


def test_a_trending_page_gives_votes_names_and_comments() -> None:
    known = [structs.replace(paper, votes=40 + at, comments=at + 1) for at, paper in enumerate(PAPERS)]
    digest = read(page(known, STYLES["B"]))
    assert outline(digest) == EXPECTED
    assert [(entry.votes, entry.comments, entry.submitter) for entry in digest.entries] == [
        (paper.votes, paper.comments, "taesiri") for paper in known
    ]


def test_a_markdown_list_gives_ids_a_range_of_days_and_paragraphs() -> None:
    digest = fixture("weekly.md")
    assert (digest.start, digest.date) == ("2025-03-24", "2025-03-28")
    first, second = digest.entries
    assert (first.facts.title, first.facts.arxiv) == ("Residual Tokens", "2503.01234")
    assert first.facts.links == (Link("code", "https://github.com/a/tokens"),)
    assert len(first.abstract) == 2
    assert (second.facts.title, second.facts.arxiv, len(second.abstract)) == ("Sliced Transport", "2503.04321", 1)


def test_a_saved_page_gives_what_a_reader_saw() -> None:
    digest = fixture("saved.html")
    assert (digest.date, digest.curator) == ("2025-03-28", "AK and the research community")
    assert [(entry.facts.title, entry.facts.arxiv, entry.votes, entry.submitter) for entry in digest.entries] == [
        ("Residual Tokens & Masks", "2503.01234", 42, "taesiri"),
        ("Sliced Transport", "2503.04321", 7, "AK"),
    ]
    assert prose.text(digest.entries[1].abstract).endswith("They cost next to nothing.")
    assert digest.entries[0].line == 13


@pytest.mark.parametrize("hidden", ['<div style="color: red; display: none">', "<nav>", "<noscript>"])
def test_what_a_saved_page_hides_is_not_read(hidden: str) -> None:
    end = f"</{hidden[1:].split(' ')[0].rstrip('>')}>"
    source = f"<html><body><h1>Slow Clocks</h1>{hidden}<p>Not <b>shown</b></p>{end}<p>We wait.</p></body></html>"
    assert [text for _, text in html.lines(source)] == ["Slow Clocks", "We wait."]


def test_what_is_hidden_goes_on_behind_the_end_of_the_same_tag_within_it() -> None:
    hidden = "<div style='display: none'><div>Not</div> shown</div>"
    assert [text for _, text in html.lines(f"<p>Slow Clocks</p>{hidden}<p>We wait.</p>")] == ["Slow Clocks", "We wait."]


def test_nothing_shifts_where_an_abstract_is_missing() -> None:
    for missing in (0, 1, 2):
        expected = [(paper.title, "" if place == missing else paper.abstract) for place, paper in enumerate(PAPERS)]
        text = "\n\n".join(part for pair in expected for part in pair if part)
        assert outline(read(text)) == expected


def test_an_abstract_may_have_paragraphs() -> None:
    parts = {paper.title: re.split(r"(?<=[.]) (?=[A-Z])", paper.abstract) for paper in PAPERS[:2]}
    digest = read(page(PAPERS[:2], lambda paper: (paper.title, *parts[paper.title])))
    assert [[prose.text([spans]) for spans in entry.abstract] for entry in digest.entries] == list(parts.values())


def test_a_paper_pasted_twice_is_one_and_a_note_says_so() -> None:
    report = Report()
    again = Known(title=PAPERS[0].title.upper(), abstract=PAPERS[0].abstract)
    assert outline(read(page([*PAPERS, again]), report=report)) == EXPECTED
    (found,) = report.diagnostics
    assert (found.severity, found.code) == ("note", "duplicate-paper")


def test_of_two_mentions_of_a_paper_the_one_that_says_more_counts() -> None:
    again = Known(title=PAPERS[0].title, abstract=PAPERS[1].abstract)
    remark = Known(title=again.title, abstract=f"{again.abstract.partition('. ')[0]}.")
    for pair in ((remark, again), (again, remark)):
        (first, _) = read(page([*pair, PAPERS[2]])).entries
        assert prose.text(first.abstract) == again.abstract


def test_a_second_paste_fills_in_what_the_first_lacks() -> None:
    text = page([PAPERS[1]], lambda paper: (paper.title,)) + page(PAPERS[:2])
    assert sorted(outline(read(text))) == sorted(EXPECTED[:2])
    known = [structs.replace(paper, votes=40, comments=at) for at, paper in enumerate(PAPERS[:3], 1)]
    text = page(known, lambda paper: STYLES["B"](paper)[:-1]) + page(known, STYLES["B"])
    assert [entry.comments for entry in read(text).entries] == [1, 2, 3]


def test_the_year_is_asked_for_where_nothing_says_it() -> None:
    report = Report()
    digest = read(page(PAPERS), "paste.txt", report=report)
    assert digest.date == ""
    assert as_text(report.diagnostics[0]).splitlines() == [
        "paste.txt:9:1: warning[date-without-year]: 'Mar 28' does not say which year",
        "    9 | Mar 28",
        "      | ^^^^^^",
        "   hint: give the day, as in --date 2025-03-28, or name the file 2025-03-28.txt",
    ]


@pytest.mark.parametrize(
    ("date", "path", "hint", "day"),
    [
        ("Mar 28", "2025-03-28.txt", "", "2025-03-28"),
        ("Mar 28", "paste.txt", "2024", "2024-03-28"),
        ("Mar 28", "2023-01-01.txt", "2024-04-01", "2024-03-28"),
        ("28 March 2025", "paste.txt", "", "2025-03-28"),
        ("Sept 3", "2025-09-04-2.txt", "", "2025-09-03"),
        ("Subscribe", "2025-03-28.txt", "", "2025-03-28"),
    ],
)
def test_the_day_comes_from_the_page_and_its_year_from_the_hint(date: str, path: str, hint: str, day: str) -> None:
    report = Report()
    digest = read(page(PAPERS, date=date), path, hint=hint, report=report)
    assert digest.date == day
    assert report.diagnostics == ()
    assert outline(digest) == EXPECTED


def test_titles_that_look_like_anything_else_are_titles_by_their_place() -> None:
    titles = ["2025-03-28", "...", "null", "# Hash Title: not a heading", "--- A Title That Starts With Dashes", "42"]
    papers = [Known(title=title, abstract=PAPERS[place % 5].abstract) for place, title in enumerate(titles)]
    assert [title for title, _ in outline(read(page(papers)))] == titles


def test_authors_dates_and_identifiers_are_read_where_shown() -> None:
    text = page(
        PAPERS[:3],
        lambda paper: (
            paper.title,
            "Ann Lee, Bo van der Cho and Cy Roy",
            paper.abstract,
            f"https://arxiv.org/abs/{paper.arxiv}v2",
            "Published on Mar 20",
            "GitHub\n1.2k",
            "arXiv Page",
        ),
    )
    digest = read(text)
    assert {entry.facts.authors for entry in digest.entries} == {
        (Author("Ann Lee"), Author("Bo van der Cho"), Author("Cy Roy"))
    }
    assert {entry.facts.published for entry in digest.entries} == {"2025-03-20"}
    assert [entry.facts.arxiv for entry in digest.entries] == ["2503.00001", "2503.00002", "2503.00003"]
    assert outline(digest) == EXPECTED[:3]


def test_addresses_above_titles_belong_to_the_paper_below() -> None:
    digest = read(page(PAPERS, lambda paper: (f"arXiv:{paper.arxiv}", paper.title, paper.abstract)))
    assert [entry.facts.arxiv for entry in digest.entries] == [paper.arxiv for paper in PAPERS]


@pytest.mark.parametrize("ellipsis", ["…", "...", "...)"])
def test_an_address_that_is_cut_off_leads_nowhere(ellipsis: str) -> None:
    shown = ("doi.org/10.1000/slow", "arxiv.org/abs/2503.1234", "example.org/a")
    rows = [
        f"{paper.title}\n{paper.abstract} Code: https://github.com/a{ellipsis}\nhttps://{address}{ellipsis}"
        for paper, address in zip(PAPERS[:3], shown, strict=True)
    ]
    entries = read("\n\n".join(rows)).entries
    assert [entry.facts.title for entry in entries] == [paper.title for paper in PAPERS[:3]]
    urls = {link.url for entry in entries for link in entry.facts.links}
    assert urls == {"https://github.com/a/embedding"}
    assert {entry.facts.doi + entry.facts.arxiv for entry in entries} == {""}


@pytest.mark.parametrize(
    ("words", "link"),
    [
        ("Code is available at https://github.com/a/b.", Link("code", "https://github.com/a/b")),
        ("(https://a.github.io/b_(c)/).", Link("project", "https://a.github.io/b_(c)/")),
        ("See our project page: https://a.gitlab.io", Link("project", "https://a.gitlab.io")),
        ("See our project page: https://a.gitlab.io/.", Link("project", "https://a.gitlab.io/")),
        ("See the demo: https://example.org/x?y=1&z=2!", Link("demo", "https://example.org/x?y=1&z=2")),
        ("Our dataset is at https://example.org/d, and more.", Link("data", "https://example.org/d")),
        ("Models: https://huggingface.co/a/b", Link("model", "https://huggingface.co/a/b")),
        ("Try https://huggingface.co/spaces/a/b", Link("demo", "https://huggingface.co/spaces/a/b")),
        ("The benchmark at https://huggingface.co/datasets/a/b.", Link("data", "https://huggingface.co/datasets/a/b")),
        ("Code: github.com/a/b.", Link("code", "https://github.com/a/b")),
        ("at https://github.com/a/b{https://github.com/a/b}.", Link("code", "https://github.com/a/b")),
    ],
)
def test_links_in_abstracts_have_a_kind_and_no_punctuation(words: str, link: Link) -> None:
    digest = read(page([Known(title="A Title", abstract=f"{PAPERS[0].abstract} {words}")]))
    assert digest.entries[0].facts.links == (link,)


def test_repairs_are_listed_and_can_be_switched_off() -> None:
    paper = Known(title="LR^2VQ and {\\em more}", abstract=f"{PAPERS[0].abstract} A gain of 2.7times.")
    (repaired,) = read(page([paper])).entries
    assert repaired.facts.title == "LR²VQ and more"
    assert [change.rule for change in repaired.repairs] == ["superscript", "emphasis", "times"]
    (plain,) = ingest(page([paper]).encode(), "2025-03-28.txt", Report(), repair=False).entries
    assert (plain.facts.title, prose.text(plain.abstract)) == (paper.title, paper.abstract)
    (skipped,) = ingest(page([paper]).encode(), "2025-03-28.txt", Report(), repair_skip=["superscript"]).entries
    assert skipped.facts.title == "LR^2VQ and more"


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"", "empty-source", "nothing"),
        (b" \n\t\n", "empty-source", "nothing"),
        (b"%PDF-1.7\n%\xe2\xe3", "unknown-source", "a PDF"),
        (b"PK\x03\x04xxxx", "unknown-source", "ZIP"),
        (bytes(range(256)) * 40, "unknown-source", "binary"),
        (b'[{"paper": {"id": "2503.1"}}]', "untitled-record", "title"),
        (b'{"title": "x"}', "unknown-source", "JSON"),
        (b'<?xml version="1.0"?><feed></feed>', "no-papers", "holds no paper"),
        (b'<?xml version="1.0"?><plan></plan>', "unknown-source", "XML"),
        (b"new\n\nSubscribe\n\nMar 28\n", "no-papers", "no paper"),
        (b"- https://example.com/a\n- https://example.com/b\n", "no-papers", "no paper"),
    ],
)
def test_what_is_no_digest_is_said_and_gives_nothing(data: bytes, code: str, words: str) -> None:
    report = Report()
    digest = read(data, report=report)
    assert digest.entries == ()
    (found,) = [found for found in report.diagnostics if found.code != "encoding"]
    assert found.code == code
    assert words in found.message
    assert ("tables as CSV" in found.hint) == ("not text" in found.message)


@given(st.binary() | st.text().map(str.encode))
def test_no_file_breaks_the_parser(data: bytes) -> None:
    for entry in read(data).entries:
        assert entry.facts.title


_LINES = st.lists(
    st.sampled_from(
        ["new", "Subscribe", "Mar 28", "byAK and the research community", "Submitted by", "AK", "42", "-", "1.2k", "·",
         "· 7 authors", "A Title: Of a Paper", "# Heading", "1. Numbered", "- bullet", "**Bold**", "", "", "> quoted",
         "https://arxiv.org/abs/2503.01234", "GitHub", "Published on Mar 20", "Abstract", "<p>html</p>", "[",
         "][3]", "Ann Lee, Bo Cho", "A sentence that ends.", PAPERS[0].abstract, "  indented", "---", "Title: X",
         "$x$ {\\em y}"]
    ),
    max_size=40,
).map("\n".join)  # fmt: skip


@given(_LINES)
@example("Submitted by\nAK\n1. Numbered\n<p>html</p>\nnew")
@example("\n".join([*["new"] * 8, "<p>html</p>", "# Heading", PAPERS[0].abstract]))
@example("Subscribe\n<p>html</p>\n  indented\n**Bold**\n# Heading\nnew")
def test_no_page_breaks_the_parser(text: str) -> None:
    digest = read(text)
    # a tag is no letter of the page
    written = "".join(filter(str.isalnum, text.replace("<p>", "").replace("</p>", "")))
    for entry in ingest(text.encode(), "2025-03-28.txt", Report(), repair=False).entries:
        assert "".join(filter(str.isalnum, entry.facts.title)) in written
    assert all(entry.line <= text.count("\n") + 1 for entry in digest.entries)


def test_front_matter_is_no_paper_and_dates_the_list() -> None:
    list_of_two = "".join(f"{paper.title}\n\n{paper.abstract}\n\n12\n\n" for paper in PAPERS[:2])
    digest = read(f'---\nlayout: default\ndate: "2025-03-27"\ntags:\n  - papers\n---\n\n{list_of_two}', "papers.md")
    assert [entry.facts.title for entry in digest.entries] == [paper.title for paper in PAPERS[:2]]
    assert digest.date == "2025-03-27"
    assert digest.entries[0].line == 8


def test_labels_between_rules_are_a_papers() -> None:
    paper = PAPERS[1]
    digest = read(f"---\nTitle: {paper.title}\nAuthors: Ada Byron\n---\n\n{paper.abstract}\n")
    assert [entry.facts.title for entry in digest.entries] == [paper.title]


def test_a_doi_behind_its_name_in_the_line_above_is_no_address() -> None:
    page = "Lee A, Cho B. Slow Clocks of the World. Nature. 2017 Feb 2;542(7639):115-118. doi:\n10.1038/nature21056.\n"
    for entry in ingest(page.encode(), "list.txt", Report()).entries:
        assert (entry.facts.doi, entry.facts.links) == ("10.1038/nature21056", ())


def test_numbers_of_papers_are_no_votes() -> None:
    def votes(*numbers: int) -> list[int | None]:
        rows = (
            f"{count} votes\n{paper.title}\nAnn Lee, Bo Cho\n" for count, paper in zip(numbers, PAPERS, strict=False)
        )
        return [entry.votes for entry in ingest("\n".join(rows).encode(), "list.txt", Report()).entries]

    assert votes(1) == [1]
    assert votes(1, 2) == [None] * 2
    assert votes(3, 2) == [3, 2]
