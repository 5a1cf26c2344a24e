"""Lines of wikis are read as a reader of the wiki sees them."""

from __future__ import annotations

from tests.ingest.plaintext.lines.test_lines import read, texts


def test_a_citation_of_a_wiki_is_a_line_of_its_facts() -> None:
    text = "== Papers ==\n* {{cite journal\n|last1=Lee |first1=Ann\n|last2=Cho |first2=Bo\n|title=Slow Clocks\n"
    assert texts(
        f"{text}|journal=Maps\n|year=2025 |doi=10.1000/1}}}}\n* {{{{cite web |url=https://a.example}}}}\n"
    ) == [
        "Papers",
        "**Slow Clocks**, Ann Lee, Bo Cho. Maps, 2025. doi:10.1000/1",
        "{{cite web |url=https://a.example}}",
    ]


def test_the_first_author_of_a_citation_may_have_no_number() -> None:
    people = "|last=Lee |first=Ann |last2=Cho |first2=Bo |author3=The Clock Group |last5=Roy"
    assert texts(f"* {{{{cite journal {people} |title=Slow Clocks |year=2025}}}}\n") == [
        "**Slow Clocks**, Ann Lee, Bo Cho, The Clock Group. 2025"
    ]


def test_fields_of_a_citation_that_are_empty_hide_no_others() -> None:
    fields = "|author= |last=Lee |first=Ann |title=Slow Clocks |journal= |conference=Maps |year= |date=May 2025"
    assert texts(f"* {{{{cite conference {fields} |doi= |arxiv=2502.05795}}}}\n") == [
        "**Slow Clocks**, Ann Lee. Maps, May 2025. arXiv:2502.05795"
    ]


def test_two_backslashes_end_a_line_of_dokuwiki() -> None:
    item = "  - **Slow Clocks** \\\\ Ann Lee \\\\ Bo Cho\n"
    assert texts(f"===== Papers =====\n{item}") == ["Papers", "**Slow Clocks**", "Ann Lee", "Bo Cho"]
    assert texts(item) == ["**Slow Clocks** \\\\ Ann Lee \\\\ Bo Cho"]


def test_two_backslashes_in_a_table_of_dokuwiki_end_no_row() -> None:
    row = "| 3 May | **Slow Clocks**\\\\ Ann Lee\\\\ [[https://a.example|Paper]] |\n"
    assert texts(f"===== Papers =====\n{row}")[1:] == [
        "| 3 May | **Slow Clocks** · Ann Lee · [Paper](https://a.example) |"
    ]


def test_headings_of_dokuwiki_are_the_higher_the_more_signs_they_have() -> None:
    note = "====== Journal Club ======\n===== Papers =====\n==== Slow Clocks ====\n"
    assert [(line.text, line.level) for line in read(note)] == [("Journal Club", 1), ("Papers", 2), ("Slow Clocks", 3)]
    other = "== Journal Club ==\n=== Papers ===\n==== Slow Clocks ====\n"
    assert [line.level for line in read(other)] == [2, 3, 4]


def test_the_head_of_a_table_of_dokuwiki_has_cells_as_its_rows_have() -> None:
    heading = "===== Papers =====\n"
    assert texts(f"{heading}^ Paper ^ Authors ^\n") == texts(f"{heading}| Paper | Authors |\n")
    assert texts("^ Paper ^ Authors ^\n") == ["^ Paper ^ Authors ^"]
    assert texts(f"{heading}^ is the sign of ^ heads\n")[1:] == ["^ is the sign of ^ heads"]


def test_links_of_other_wikis_are_links() -> None:
    assert texts("  * [[https://a.example/1|Slow Clocks]]\n") == ["[Slow Clocks](https://a.example/1)"]


def test_entities_that_a_source_is_written_with_are_their_signs() -> None:
    assert texts("R&amp;D &quot;Slow Clocks&quot;&nbsp;&middot;&nbsp;1 vote &lt;here&gt;") == [
        'R&D "Slow Clocks"\xa0·\xa01 vote &lt;here&gt;',
    ]  # fmt: skip


def test_comments_of_a_wiki_are_no_words() -> None:
    assert texts("* Slow Clocks, Ann Lee <!-- slides? -->\n* Small Maps") == ["Slow Clocks, Ann Lee", "Small Maps"]


def test_bold_words_of_a_wiki_may_have_an_apostrophe() -> None:
    assert texts("* '''Show, Don't Tell''', Ann Lee\n") == ["**Show, Don't Tell**, Ann Lee"]


def test_the_names_of_a_citation_may_stand_in_one_field() -> None:
    for field in ("authors", "vauthors", "author"):
        assert texts(f"* {{{{cite journal |{field}=Lee A, Cho B |title=Slow Clocks |year=2025}}}}\n") == [
            "**Slow Clocks**, Lee A, Cho B. 2025"
        ]


def test_the_sign_of_a_page_of_literature_is_no_word_of_its_name() -> None:
    assert texts("- TODO [[@Slow Clocks: A Study]]\n- [[Ann Lee]]\n")[:2] == ["Slow Clocks: A Study", "Ann Lee"]


def test_attributes_of_pandoc_are_no_words() -> None:
    text = '## [Slow Clocks](https://a.example/1){.link target="_blank"} {#p1 .unnumbered}\n\n'
    assert texts(text) == ["[Slow Clocks](https://a.example/1)"]


def test_a_table_that_is_never_closed_is_none() -> None:
    assert texts("{| class=wikitable\n! Paper !! Names\n") == ["{| class=wikitable", "! Paper !! Names"]
