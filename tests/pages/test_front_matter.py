"""Front matter keeps what editors and papers put into it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.diagnostics import Report
from sitegen.pages import front_matter
from sitegen.pages.front_matter import Value
from sitegen.pages.keys import Keys
from sitegen.text.characters import remove_illegal

words = st.text(min_size=1).map(remove_illegal).filter(bool)
keys = st.from_regex(r"[a-z][a-z_-]{0,9}", fullmatch=True)
mappings = st.dictionaries(words.map(lambda word: word[:20]), words, min_size=1, max_size=2)
values = st.one_of(words, mappings, st.lists(st.one_of(words, mappings), min_size=1, max_size=3))
OWN = (
    'og:image: "plot.png"',
    "a:b: c:d",
    "review: |\n  First.\n\n  id: none\n\n\n  Last.",
    "review2: |2-\n    indented\n\n  rest\n",
    "kept: |+\n  text\n\n\n",
    "folded: >\n\n  one\n\n  two",
    "'it''s: one': 1",
    '"quoted: \\" one": [a,\n\n  "b: c"]',
    'broken: "over\n\n  lines: two"',
    'flush: "over\ntitle: two"',
    "? asked\n: answer",
    "nested:\n  a: 1\n\n  title: b",
    "list:\n- a: b\n\n- c",
    "# a remark",
    "-x: 1",
    "odd: a\x85  b",
)
"""What people and other programs write into a front matter, of any keys but those that are known here."""
KNOWN: dict[str, Value] = {"id": "hope", "title": "A: b", "topics": ["one", "two"]}


def read(head: str) -> tuple[dict[str, Value], Report]:
    report = Report()
    return front_matter.read(head, "x.md", report), report


def found(head: str) -> str:
    """The one finding in a block, as `line:column message`."""
    (diagnostic,) = read(head)[1].diagnostics
    assert diagnostic.at
    return f"{diagnostic.at.line}:{diagnostic.at.column} {diagnostic.message}"


@given(st.dictionaries(keys, values, max_size=4))
def test_what_is_written_is_read_back(written: dict[str, Value]) -> None:
    text = front_matter.write(written, "", {}) + "\nbody"
    report = Report()
    block = front_matter.split(text)
    assert front_matter.read(block.head, "x.md", report) == written
    assert block.body == "\nbody"
    assert report.diagnostics == ()


@given(st.dictionaries(keys, values, max_size=4))
def test_what_is_written_is_yaml_to_everybody(written: dict[str, Value]) -> None:
    import yaml

    head = front_matter.write(written, "", {}).removeprefix("---\n").removesuffix("---\n")
    assert yaml.load(head, Loader=yaml.BaseLoader) == (written or None)


@given(st.permutations([*OWN, "id: hope", "title:\n\n  'A: b'", "topics:\n- one\n- two"]), st.sampled_from(["", " "]))
def test_own_keys_stay_letter_for_letter_in_their_order(parts: list[str], indent: str) -> None:
    import yaml

    def own_of(head: str) -> str:
        return front_matter.others(head, read(head)[0], {*KNOWN, "generated"})

    # a remark stands in the first column, and an indent before it would make it a part of the key above
    head = "".join(f"{part if part[0] == '#' else re.sub('(?m)^(?=.)', indent, part)}\n" for part in parts)
    own = own_of(head)
    assert own == "\n".join(part for part in parts if part in OWN)
    written = front_matter.write(KNOWN, own, {"generated": "b81d02c7"})
    found = yaml.load(front_matter.split(written).head, Loader=yaml.BaseLoader)
    assert found == yaml.load(head, Loader=yaml.BaseLoader) | {"generated": "b81d02c7"}
    assert own_of(front_matter.split(written).head) == own


@given(st.text())
def test_no_text_at_all_breaks_reading(text: str) -> None:
    report = Report()
    block = front_matter.split(f"---\n{text}\n---\n")
    front_matter.read(block.head, "x.md", report)


def test_every_scalar_stays_the_text_it_is() -> None:
    head = "arxiv: 2503.02130\ncountry: no\nyear: 2025\ndate: 2025-03-28\nbig: 1e3\nempty:\nlist: [1, yes, ~]\n"
    assert read(head)[0] == {
        "arxiv": "2503.02130",
        "country": "no",
        "year": "2025",
        "date": "2025-03-28",
        "big": "1e3",
        "empty": "",
        "list": ["1", "yes", ""],
    }


def test_editors_may_write_any_plain_yaml() -> None:
    head = "title: 'Don''t stop'  # really\ntags:\n  - one\n  - two\nabstract: >\n  folded\n  lines\n"
    assert read(head)[0] == {"title": "Don't stop", "tags": ["one", "two"], "abstract": "folded lines\n"}


@pytest.mark.parametrize(
    ("head", "finding"),
    [
        ("title: A: B\n", "2:9 a value without quotation marks has a colon in it"),
        ('title: "open\n', "2:8 a quoted text is opened and never closed"),
        ('title: "open\nvenue: A\nauthors: ["A"]\n', "2:8 a quoted text is opened and never closed"),
        ('authors: ["A", "B\nid: "x"\n', "2:16 a quoted text is opened and never closed"),
        ('authors: ["A", "B"\nid: "x"\n', "2:10 a list is opened and never closed"),
        ("authors: [A, B\n", "2:10 a list is opened and never closed"),
        ('authors: [\n "A",\n "B" "C"]\n', "4:6 did not find expected ',' or ']'"),
        ('title: "a "b" c"\n', "2:12 did not find expected key"),
        ("authors:\n  - Ann Lee\n - Bo Cho\n", "4:2 this item is not indented as those above it"),
        ("authors:\n  - Ann Lee\n- Bo Cho\n", "4:1 this item is not indented as those above it"),
        ("authors: Ann Lee\n- Bo Cho\n", "3:1 did not find expected key"),
        ("a: 1\na: 2\n", "3:1 the key 'a' stands here twice"),
        ("a: &x 1\n", "2:4 anchors and aliases have no meaning here"),
        ("a: !!python/object:os.system ls\n", "2:4 YAML tags have no meaning here"),
        ("- a\n- b\n", "2:1 the front matter is not a list of keys"),
        ("a: [[[[[[[[[1]]]]]]]]]\n", "2:9 this is nested too deeply"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(head: str, finding: str) -> None:
    assert found(head) == finding


def test_a_block_that_never_closes_is_told_and_loses_no_text() -> None:
    report = Report()
    assert Keys("---\ntitle: x\n\nText\n", "x.md", report).body == "title: x\n\nText\n"
    assert [diagnostic.code for diagnostic in report.diagnostics] == ["front-matter"]


def test_a_block_may_close_as_documents_of_yaml_do() -> None:
    block = front_matter.split("---\ntitle: x\n...\nText\n")
    assert (block.head, block.body, block.body_line, block.is_closed) == ("title: x\n", "Text\n", 4, True)


def test_a_block_of_comments_alone_is_an_empty_one() -> None:
    values, report = read("# nothing yet\n")
    assert (values, report.diagnostics) == ({}, ())
