"""Every file of the families of sources is read, or refused with a reason; the totals are printed and held."""

from __future__ import annotations

import gzip
from collections import Counter
from pathlib import Path

import pytest
from msgspec import Struct

from sitegen.diagnostics import Report
from sitegen.ingest import ingest
from sitegen.model import Digest

pytestmark = pytest.mark.shared


class Totals(Struct):
    """What came of a family."""

    read: int
    refused: int
    papers: int


EXPECTED = {
    "hf/api": Totals(289, 0, 5053),
    "hf/scraped-json": Totals(136, 0, 7401),
    "hf/weekly-text": Totals(21, 0, 210),
    "hf/newsletter-zh": Totals(8, 0, 56),
    "arxiv/abs": Totals(588, 1, 588),
    "arxiv/api-atom": Totals(8, 1, 67),
    "arxiv/api-recorded-json": Totals(8, 1, 67),
    "arxiv/email-excerpts": Totals(1, 0, 2),
    "arxiv/email-listings": Totals(13, 0, 57),
    "arxiv/kaggle": Totals(1, 0, 100),
    "arxiv/month-listings": Totals(7, 0, 2467),
    "arxiv/oai": Totals(9, 0, 22),
    "arxiv/rss": Totals(1, 0, 4),
    "acl": Totals(2, 0, 12000),
    "pasted/readme-digest": Totals(27, 0, 810),
}


def digest_of(file: Path) -> tuple[Digest, Report]:
    data = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
    report = Report()
    return ingest(data, file.name, report), report


def is_a_day_of_hugging_face(file: Path, digest: Digest, report: Report) -> bool:
    """With its date, authors, votes and abstracts."""
    whole = (
        entry.facts.arxiv and entry.facts.authors and entry.facts.published and entry.abstract
        for entry in digest.entries
    )
    voted = (entry.votes is not None for entry in digest.entries)
    return not report.diagnostics and digest.date == file.stem and all(whole) and all(voted)


def is_an_edition_of_thirty(file: Path, digest: Digest, report: Report) -> bool:
    whole = (entry.facts.arxiv and entry.facts.authors and entry.abstract for entry in digest.entries)
    return digest.date == file.stem.partition("_")[2] and len(digest.entries) == 30 and all(whole)


EACH = {"hf/api": is_a_day_of_hugging_face, "pasted/readme-digest": is_an_edition_of_thirty}
"""What every file of a family is beside having papers."""


@pytest.mark.slow
@pytest.mark.parametrize("family", list(EXPECTED))
def test_every_file_is_read_or_refused_with_a_reason(
    family: str, shared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = Totals(0, 0, 0)
    reasons: Counter[str] = Counter()
    for file in sorted((shared / "data" / family).iterdir()):
        digest, report = digest_of(file)
        codes = {diagnostic.code for diagnostic in report.diagnostics}
        assert digest.entries or codes, file.name
        assert family not in EACH or EACH[family](file, digest, report), file.name
        reasons.update(codes)
        found = Totals(
            found.read + bool(digest.entries), found.refused + (not digest.entries), found.papers + len(digest.entries)
        )
    with capsys.disabled():
        print(f"\n{family}: {found.read} read, {found.refused} refused, {found.papers} papers {dict(reasons) or ''}")
    assert found == EXPECTED[family]


def test_arxivs_records_have_names_without_tex_and_dates(shared: Path) -> None:
    left = []
    for folder in ("abs", "month-listings", "email-listings", "oai", "kaggle"):
        for file in sorted((shared / "data" / "arxiv" / folder).iterdir()):
            for entry in digest_of(file)[0].entries:
                assert entry.facts.arxiv
                assert entry.facts.authors
                assert entry.facts.published or entry.facts.updated
                left += [author.name for author in entry.facts.authors if "\\" in author.name]
    # `\ssling` is no command of TeX's either
    assert left == ["M. Fü\\ssling"]
