"""Which texts are addresses that may be written into a page or a header."""

from __future__ import annotations

import pytest

from sitegen.text.addresses import is_sender, is_site, is_unsubscribe, is_web_address


@pytest.mark.parametrize(
    "address",
    ["https://example.org", "http://example.org:8080/digest/", "https://a.example/%C3%A9", "https://é.example/é"],
)
def test_addresses_of_sites(address: str) -> None:
    assert is_site(address)


@pytest.mark.parametrize("address", ["https://example.org/?page=1", "https://example.org/#top"])
def test_an_address_of_the_web_with_a_query_or_a_fragment_is_no_site(address: str) -> None:
    assert is_web_address(address)
    assert not is_site(address)


@pytest.mark.parametrize("path", ["index.html", "../a/", "a/./b", "a//", "%zz/"])
def test_the_address_of_a_page_or_of_no_folder_is_no_site(path: str) -> None:
    assert is_web_address(f"https://example.org/{path}")
    assert not is_site(f"https://example.org/{path}")


@pytest.mark.parametrize(
    "address",
    [
        "digest",
        "https://é..example/",
        "https://example.org:0/",
        "https://[",
        "ftp://example.org/",
        "https://a b/",
        'https://a.example/"',
    ],
)
def test_what_no_browser_could_open_is_no_address(address: str) -> None:
    assert not is_web_address(address)
    assert not is_site(address)


def test_a_sender_is_an_address_with_a_name_on_one_line() -> None:
    assert is_sender("Paper digest <digest@papers.example>")
    assert not is_sender("Paper\ndigest <digest@papers.example>")
    assert not is_sender("Paper digest")


def test_who_unsubscribes_does_so_in_secret_and_by_an_address_that_fits_into_a_header() -> None:
    assert is_unsubscribe("https://list.example/leave?who={address}")
    assert not is_unsubscribe("http://list.example/leave")
    assert not is_unsubscribe("https://list.example/é")
    assert not is_unsubscribe("https://list.example/\nBcc: x")
