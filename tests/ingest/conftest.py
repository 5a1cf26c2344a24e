"""What rules for single layouts once read and the trained labeller does not read yet.

Each is expected to fail, strictly: a labeller that reads one of these makes its test fail until its line here is gone.
"""

from __future__ import annotations

import pytest

NOT_READ_YET = frozenset(
    f"tests/ingest/{name}"
    for name in (
        "test_variants.py::test_a_digest_in_markdown_is_read[links below a heading]",
        "test_variants.py::test_a_digest_in_markdown_is_read[folded]",
        "test_variants.py::test_a_digest_in_markdown_is_read[labels in a list]",
        "test_variants.py::test_a_digest_in_markdown_is_read[a link on its own line]",
        "test_variants.py::test_a_digest_in_markdown_is_read[bold in a list]",
        "test_variants.py::test_a_curator_alone_below_the_header_is_one",
        "test_variants.py::test_a_number_below_each_title_is_its_votes_where_nothing_else_is_there",
        "test_variants.py::test_titles_of_several_lines_are_told_from_abstracts_in_narrow_columns[\\n-36]",
        "test_variants.py::test_titles_of_several_lines_are_told_from_abstracts_in_narrow_columns[\\n-44]",
        "test_variants.py::test_titles_of_several_lines_are_told_from_abstracts_in_narrow_columns[\\n-50]",
        "test_variants.py::test_titles_of_several_lines_are_told_from_abstracts_in_narrow_columns[\\n-56]",
        "test_variants.py::test_titles_of_several_lines_are_told_from_abstracts_in_narrow_columns[\\n-64]",
        "test_variants.py::test_titles_of_several_lines_are_told_from_abstracts_in_narrow_columns[\\n\\n-36]",
        "test_variants.py::test_titles_of_several_lines_are_told_from_abstracts_in_narrow_columns[\\n\\n-44]",
        "test_variants.py::test_titles_of_several_lines_are_told_from_abstracts_in_narrow_columns[\\n\\n-50]",
        "test_variants.py::test_titles_of_several_lines_are_told_from_abstracts_in_narrow_columns[\\n\\n-56]",
        "test_variants.py::test_a_date_below_a_papers_heading_is_no_list_of_its_own",
        "test_bib_corpus.py::test_every_file_is_read_or_refused_with_a_reason[jabref-other]",
        "test_corpus.py::test_every_file_is_read_or_refused_with_a_reason[hf/weekly-text]",
        "test_corpus.py::test_every_file_is_read_or_refused_with_a_reason[hf/newsletter-zh]",
        "test_corpus.py::test_every_file_is_read_or_refused_with_a_reason[pasted/readme-digest]",
        "test_corpus.py::test_every_readme_is_an_edition_of_thirty",
        "test_pasted_corpus.py::test_other_days_as_pasting_mangles_them[wrapped, blank lines between papers only]",
    )
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.nodeid in NOT_READ_YET:
            item.add_marker(pytest.mark.xfail(reason="the labeller does not read this yet", strict=True))
