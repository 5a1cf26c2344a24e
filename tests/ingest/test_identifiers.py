"""Identifiers in addresses, as they are copied from the pages of publishers and preprint servers."""

from __future__ import annotations

import pytest

from sitegen.diagnostics import Report
from sitegen.ingest import ingest
from sitegen.ingest.values import identifiers


@pytest.mark.parametrize(
    ("address", "doi"),
    [
        ("https://www.biorxiv.org/content/10.1101/2024.01.02.573001v2.full.pdf", "10.1101/2024.01.02.573001"),
        ("https://www.medrxiv.org/content/10.64898/2026.01.12.26343911v1?rss=1", "10.64898/2026.01.12.26343911"),
        ("https://link.springer.example/article/10.1007/s11263-024-0211-3#Sec1", "10.1007/s11263-024-0211-3"),
        ("https://link.springer.example/content/pdf/10.1007/s11263-024-0211-3.pdf", "10.1007/s11263-024-0211-3"),
        (
            "https://plos.example/one/article?id=10.1371/journal.pone.0123456&type=printable",
            "10.1371/journal.pone.0123456",
        ),
        ("https://www.frontiers.example/articles/10.3389/fpsyg.2020.00001/full", "10.3389/fpsyg.2020.00001"),
        ("https://iop.example/article/10.1088/1742-6596/2701/1/012001/meta", "10.1088/1742-6596/2701/1/012001"),
        ("https://dl.acm.example/doi/pdf/10.1145/3292500.pdf", "10.1145/3292500"),
        ("doi: 10.18653/v1/", ""),
        ("https://journals.aps.example/prl/abstract/10.1103/PhysRevLett.123.1", "10.1103/PhysRevLett.123.1"),
        ("(https://link.springer.example/article/10.1007/s00-1.pdf).", "10.1007/s00-1"),
        ("https://www.biorxiv.org/content/10.1101/2024.01.02.573001v2.full.pdf+html", "10.1101/2024.01.02.573001"),
        (
            "https://biorxiv.example/content/10.1101/2024.01.02.573001v2.supplementary-material",
            "10.1101/2024.01.02.573001",
        ),
        ("https://link.springer.example/book/10.1007/978-3-031-00001-2", ""),
        ("https://doi.org/10.21203/rs.3.rs-12/v1", "10.21203/rs.3.rs-12/v1"),
        ("https://doi.org/10.1234/clocks.pdf", "10.1234/clocks.pdf"),
        ("https://journal.example/volumes/10.1/2024", ""),
    ],
)
def test_an_address_at_a_publisher_names_the_doi_without_version_and_form(address: str, doi: str) -> None:
    assert identifiers.find_doi(address) == doi


def test_a_pasted_list_has_the_dois_of_its_addresses() -> None:
    text = """Reading list

1. Slow Clocks and the Tides
Ann Lee, Bo Cho
https://www.biorxiv.org/content/10.1101/2024.01.02.573001v1

2. Fast Rivers and the Moon
Cem Dal, Eva Fox
https://link.springer.example/article/10.1007/s11263-024-0211-3
"""
    entries = ingest(text.encode(), "list.txt", Report()).entries
    assert [entry.facts.doi for entry in entries] == ["10.1101/2024.01.02.573001", "10.1007/s11263-024-0211-3"]


def test_dblp_names_papers_of_arxiv_by_their_abstracts() -> None:
    assert identifiers.find_arxiv("Slow Clocks. CoRR abs/2506.14133 (2025)") == "2506.14133"
    assert identifiers.find_arxiv("see page abs/2506.14133") == ""
    for written in ("CoRR abs/2506.14133 (2025)", "*CoRR*, abs/2506.14133, 2025."):
        text = f"Ann Lee, Bo Cho:\nSlow Clocks of the World. {written}\n"
        (entry,) = ingest(text.encode(), "2026-01-01.txt", Report()).entries
        assert entry.facts.arxiv == "2506.14133"


def test_a_file_of_arxiv_keeps_its_name_elsewhere() -> None:
    assert identifiers.find_arxiv("https://files.example.org/u/49/2502.05795v1.pdf") == "2502.05795"
    assert not any(
        map(identifiers.find_arxiv, ("https://a.example/2024.05795v1.pdf", "https://a.example/2502.05795v1"))
    )
