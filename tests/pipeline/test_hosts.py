"""What a build says of hosts."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.pipeline.output.hosts import Host, hosts_for
from tests.little import LittleSite

MB = 2**20


@pytest.mark.parametrize(
    ("files", "size", "largest", "hosts"),
    [
        (20_000, 2**30, 25 * MB, "any host"),
        (20_001, 300 * MB, MB, "GitHub Pages, GitLab Pages, Netlify"),
        (9_000, 300 * MB, 26 * MB, "GitHub Pages, GitLab Pages, Netlify"),
        (9_000, 2**30 + 1, MB, "Cloudflare Pages, Netlify"),
        (9_000, 300 * MB, 100 * MB + 1, "GitLab Pages, Netlify"),
        (200_000, 300 * MB, 26 * MB, "GitHub Pages, GitLab Pages, Netlify"),
        (200_001, 2**30 + 1, 101 * MB, "Netlify"),
    ],
)
def test_hosts_are_named_that_take_a_site(files: int, size: int, largest: int, hosts: str) -> None:
    assert hosts_for(files, size, largest) == hosts


def test_why_a_host_does_not_take_a_site_is_told() -> None:
    host = Host(name="Somewhere", files=20_000, file_bytes=25 * MB, bytes=2**30)
    assert list(host.refusals(20_001, 1025 * MB, 26 * MB)) == [
        ("Somewhere takes 20,000 files, and the site has 20,001", False),
        ("Somewhere takes 1,024 MB, and the site has 1,025", False),
        ("Somewhere takes files of 25 MB, and this one has 26", True),
    ]


def test_a_build_knows_the_size_of_the_site_also_where_it_wrote_little(tmp_path: Path) -> None:
    site = LittleSite(tmp_path)
    site.paste("2025-03-28", "Depth", "Width")
    first = site.build()
    site.write("pages/more.md", "# More\n")
    again = site.build()
    files = [file.stat().st_size for file in site.output.rglob("*") if file.is_file()]
    assert again.size == sum(files) > first.size > 0
    assert again.hosts == "any host"
