"""What editors write is published as they mean it: comments nowhere, footnotes where their marks are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sitegen.config import load
from sitegen.diagnostics import Report
from sitegen.pipeline.export import export
from tests.little import LittleSite

DEPTH, DAY = "papers/2025/the-curse-of-depth.md", "editions/2025-03-28.md"
HOPE = "papers/2025/learning-hope.md"


@pytest.fixture
def site(tmp_path: Path) -> LittleSite:
    site = LittleSite(tmp_path)
    site.paste("2025-03-28", "The Curse of Depth", "Learning Hope")
    site.build()
    site.write(DEPTH, site.read(DEPTH) + "<!-- secret -->\n\n<!--\n# secret\n-->\n\n# Mine\n\nTrue. <!-- secret -->\n")
    words = "---\n\n<!-- secret [x](nowhere.md)\n\nand more -->\nA fine day.\n\n1."
    site.edit(DAY, "---\n\n1.", words)
    site.write(DAY, site.read(DAY).rstrip("\n") + "\n\n   Read it. <!-- secret -->\n\n<!--\n9. [[secret]]\n-->\n")
    site.write("pages/more.md", "<!-- secret -->\n# More\n\nText. <!-- secret\n-->\n")
    topic = 'label = "depth"\nspellings = ["curse"]\ndescription = "Layers. <!-- secret -->"\n'
    site.write("topics.toml", f"[depth]\n{topic}")
    site.edit(DEPTH, "---\n\n", 'topics: ["depth"]\n---\n\n')
    return site


def test_a_comment_is_published_nowhere(site: LittleSite) -> None:
    site.build()
    assert site.findings == []
    assert not [file for file in site.output.rglob("*") if file.is_file() and b"secret" in file.read_bytes()]
    assert "A fine day." in site.html("date/2025-03-28.md")
    assert "Read it." in site.html("date/2025-03-28.html")
    assert "True." in site.html("papers/the-curse-of-depth.html")
    assert "Layers." in site.html("topics/depth.html")
    assert '<h1 id="h-more">More</h1>' in site.html("more.html")
    config = load(site.content, output=site.output)
    assert not [ending for ending in ("jsonl", "csv", "sqlite") if b"secret" in export(config, ending, None, Report())]


def test_a_comment_stays_in_its_file_when_its_page_grows(site: LittleSite) -> None:
    site.paste("2025-03-28", "The Curse of Depth", "Learning Hope", "A Third One", name="more")
    before = {path: site.read(path).count("secret") for path in (DEPTH, DAY)}
    site.build()
    assert "A Third One" in site.read(DAY)
    assert {path: site.read(path).count("secret") for path in before} == before


def test_an_entry_within_a_comment_is_none(site: LittleSite) -> None:
    site.edit(DAY, "\n2.", "\n<!--\n2.")
    site.build()
    assert "Learning Hope" not in site.html("date/2025-03-28.html")
    assert "error[unknown-paper]" not in " ".join(site.findings)


def test_footnotes_of_an_edition_are_shown_with_each_of_its_words(site: LittleSite) -> None:
    site.edit(DAY, "A fine day.", "A fine day.[^1]")
    site.edit(DAY, "Read it.", "Read it.[^2]")
    site.write(DAY, site.read(DAY) + "\n[^1]: The last of\nthe month.\n[^2]: Of *some* use.\n")
    site.build()
    of_day, paper = site.html("date/2025-03-28.html"), site.html("papers/learning-hope.html")
    assert [page.count("Of <em>some</em> use.") for page in (of_day, paper)] == [1, 1]
    assert [page.count("The last of\nthe month.") for page in (of_day, paper)] == [1, 0]
    assert "[^" not in of_day + paper


def test_footnotes_and_their_marks_are_named_for_readers_who_hear_the_page(site: LittleSite) -> None:
    site.edit(DAY, "A fine day.", "A fine day,[^1] and[^1] late.\n\n[^1]: The last of the month.\n")
    site.build()
    page = site.html("date/2025-03-28.html")
    named = re.findall(r'<(\w+) (?=[^>]*footnotes?\b|[^>]*#fn)[^>]*?aria-label="([^"]+)"[^>]*>', page)
    marks = [("a", "Footnote 1"), ("a", "Footnote 1:1")]
    back = [("a", "Back to footnote mark 1"), ("a", "Back to footnote mark 1:1")]
    assert named == [*marks, ("section", "Footnotes"), *back]
    site.write("site.toml", 'lang = "de"')
    site.build()
    page = site.html("date/2025-03-28.html")
    assert all(f'aria-label="{name} 1:1"' in page for name in ("Fußnote", "Zurück zum Fußnotenzeichen"))


def test_links_in_an_edition_as_markdown_lead_on_from_there(site: LittleSite) -> None:
    site.write("editions/plot.svg", "<svg/>")
    words = (
        "[more](../pages/more.md?x=1#True%20so), [[the-curse-of-depth]], [[more#True so|it]], ![a plot](plot.svg).[^1]"
    )
    site.edit(DAY, "A fine day.", words)
    site.write(DAY, site.read(DAY) + "\n[^1]: See [[more]].\n")
    site.write("pages/more.md", "# More\n\n## True so\n")
    site.build()
    text = site.html("date/2025-03-28.md")
    assert (
        "[more](../more.html?x=1#h-true-so), [The Curse of Depth](../papers/the-curse-of-depth.html), "
        "[it](../more.html#h-true-so), ![a plot](../files/editions/plot.svg).[^1]"
    ) in text
    assert text.count("[^1]: See [More](../more.html).") == text.count("[^1]:") == 1


def test_the_page_of_a_week_has_the_comments_of_its_editions(site: LittleSite) -> None:
    site.paste("2025-03-27", "The Curse of Depth", "Dreams of Sand")
    site.build()
    site.edit(DAY, "Read it.", "Read it with [[more]].[^1]\n\n   [^1]: Twice.\n")
    sand = next(line for line in site.read("editions/2025-03-27.md").split("\n") if "Dreams" in line)
    site.edit("editions/2025-03-27.md", sand, f"{sand}: and dream[^1]\n\n   [^1]: Once.\n")
    site.build()
    for page in ("week/2025-W13.html", "month/2025-03.html"):
        text = site.html(page)
        assert 'Read it with <a href="../more.html">More</a>.' in text
        assert "and dream" in text
        ids = re.findall(r' id="([^"]+)"', text)
        assert len(ids) == len(set(ids))
        assert sum(identifier.startswith("fn") for identifier in ids) == 4
    assert site.findings == []


def test_comments_of_two_days_on_one_paper_keep_their_own_footnotes(site: LittleSite) -> None:
    site.paste("2025-03-27", "The Curse of Depth")
    site.build()
    for day, said in (("2025-03-27", "First"), ("2025-03-28", "Second")):
        line = next(line for line in site.read(f"editions/{day}.md").split("\n") if "Curse" in line)
        site.edit(f"editions/{day}.md", line, f"{line}\n\n   {said}.[^1]\n\n   [^1]: Of the {said.lower()} day.\n")
    site.build()
    text = site.html("week/2025-W13.html")
    assert "Of the first day." in text
    assert "Of the second day." in text


def test_footnotes_of_abstracts_and_of_the_editor_s_words_stay_apart_in_one_document(site: LittleSite) -> None:
    site.edit(DAY, "A fine day.", "A fine day.[^1]\n\n[^1]: The editor's.\n")
    site.write(HOPE, f"{site.read(HOPE)}\nDeep[^1], as in `[^ab]`.\n\n[^1]: The paper's.\n")
    site.build()
    feed = site.html("editions.xml")
    assert [feed.count(f"{words}'s. <a") for words in ("The editor", "The paper")] == [1, 1]
    lines = site.html("date/2025-03-28.md").split("\n")
    assert [line for line in lines if line.startswith("[^")] == ["[^1]: The editor's.", "[^1.2]: The paper's."]
    assert "Deep[^1.2], as in `[^ab]`." in lines


def test_words_in_a_list_of_papers_on_a_free_page_have_their_footnotes_below_them(site: LittleSite) -> None:
    note = "[^1]: Not before noon."
    site.write("pages/group.md", f"# Group\n\nWe meet.[^2]\n\n- [[learning-hope]]: Ann[^1]\n\n{note}\n[^2]: Weekly.\n")
    site.build()
    page = site.html("group.html")
    assert [page.count(words) for words in ("[^", "Not before noon.", "Weekly.")] == [0, 1, 1]
    ids, leads = (set(re.findall(pattern, page)) for pattern in (r' id="(fn[^"]+)"', r' href="#(fn[^"]+)"'))
    assert ids == leads


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_both_sides_of_a_merge_are_told_and_git_s_marks_are_published_nowhere(site: LittleSite, end: str) -> None:
    sides = f"<<<<<<< HEAD{end}ours{end}======={end}theirs{end}>>>>>>> other{end}"
    head = sides.replace("ours", 'venue: "ICML"').replace("theirs", 'venue: "NeurIPS"')
    site.edit("papers/2025/learning-hope.md", "---\n\n", f"{head}---\n\n")
    site.edit(DAY, "A fine day.", f"{sides}")
    for path in (DEPTH, "pages/more.md"):
        site.write(path, site.read(path) + sides)
    site.build()
    expected = [DAY, "pages/more.md", "papers/2025/learning-hope.md", DEPTH]
    assert sorted(site.findings) == [f"error[both-sides] {path}" for path in expected]
    assert not [path for path in site.output.rglob("*.*") if path.is_file() and b"<<<<<" in path.read_bytes()]
    assert "<p>ours</p>\n<p>theirs</p>" in site.html("date/2025-03-28.html")
