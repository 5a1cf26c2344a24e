"""What the site says to a path, as a careful static host would."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.preview import hosting
from sitegen.preview.hosting import Answer
from tests.preview.running import PAGE


def answer(site: Path, base_path: str, path: str) -> Answer:
    async def read(route: str) -> bytes | None:
        return hosting.read_file(site, route)

    return asyncio.run(hosting.answer(read, base_path, path))


def test_a_page_is_found_under_both_styles_of_address(site: Path) -> None:
    assert answer(site, "/", "/papers/var.html").body == PAGE % b"VAR"
    assert answer(site, "/", "/papers/var").body == PAGE % b"VAR"
    assert answer(site, "/", "/papers/").body == PAGE % b"papers"
    assert answer(site, "/", "/").body == PAGE % b"home"


def test_a_file_goes_before_the_page_of_its_name(site: Path) -> None:
    (site / "LICENSE").write_bytes(b"MIT")
    (site / "LICENSE.html").write_bytes(b"a page")
    assert answer(site, "/", "/LICENSE").body == b"MIT"


@pytest.mark.parametrize(
    "route", ["", "..", "../x", "papers/../x", "papers//x", "/x", "x/", ".env", "papers/.x", "C:x", "a\\b", "x\0.html"]
)
def test_a_route_that_some_system_takes_for_another_place_is_none(route: str) -> None:
    assert not hosting.is_plain(route)
    assert hosting.is_plain("papers/2025/x..y.html")


def test_a_folder_without_its_slash_leads_to_the_folder(site: Path) -> None:
    found = answer(site, "/", "/papers")
    assert (found.status, found.location) == (307, "/papers/")


def test_what_is_not_there_gets_the_sites_own_page(site: Path) -> None:
    found = answer(site, "/", "/papers/none")
    assert (found.status, found.body) == (404, PAGE % b"lost")
    (site / "404.html").unlink()
    assert answer(site, "/", "/none").status == 404


def test_the_site_lives_under_the_path_of_its_base_url(site: Path) -> None:
    assert answer(site, "/repo/", "/repo/papers/var").body == PAGE % b"VAR"
    assert answer(site, "/repo/", "/").location == "/repo/"
    assert answer(site, "/repo/", "/repo").location == "/repo/"
    beside = answer(site, "/repo/", "/papers/var")
    # as a page it is shown anew when the base URL is mended
    assert (beside.status, beside.content_type) == (404, "text/html; charset=utf-8")
    assert b"the site is under /repo/" in beside.body
    assert b"<b>" not in answer(site, "/<b>/", "/").body + answer(site, "/<b>/", "/papers").body


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/main.js", "text/javascript; charset=utf-8"),
        ("/feed.xml", "application/xml"),
    ],
)
def test_files_say_what_they_are(site: Path, path: str, kind: str) -> None:
    assert answer(site, "/", path).content_type == kind


def test_a_file_is_of_the_same_kind_where_its_ending_is_in_capitals(site: Path) -> None:
    (site / "REFS.BIB").write_bytes(b"@misc{x}")
    assert answer(site, "/", "/REFS.BIB").content_type == "application/x-bibtex; charset=utf-8"


def test_a_link_that_leads_out_of_the_site_is_not_followed(site: Path) -> None:
    (site / "out.txt").symlink_to(site.parent / "secret.txt")
    assert answer(site, "/", "/out.txt").status == 404


@pytest.mark.parametrize("path", [".env", ".git/config", "papers/.draft.html", ".well-known/x.txt"])
def test_hidden_files_are_not_served(site: Path, path: str) -> None:
    file = site / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"secret")
    assert answer(site, "/", f"/{path}").status == 404


@given(parts=st.lists(st.sampled_from(["..", ".", "", "secret.txt", "papers", "\\", "..\\", "\0", "site", "C:"])))
def test_no_path_leads_out_of_the_site(parts: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.getbasetemp() / "traversal"
    (folder / "site" / "papers").mkdir(parents=True, exist_ok=True)
    (folder / "secret.txt").write_bytes(b"secret")
    assert b"secret" not in answer(folder / "site", "/", "/" + "/".join(parts)).body
