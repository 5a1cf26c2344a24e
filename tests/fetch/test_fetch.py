"""What a server may say, and what a client makes of it."""

from __future__ import annotations

import gzip

import pytest

from sitegen.diagnostics import FetchError, UncertainError
from tests import web
from tests.fetch.clients import client, get, refused
from tests.web import Web


def test_an_answer_is_its_bytes(server: Web) -> None:
    url = server.says(
        "/a", web.Answer(b"papers", headers={"ETag": '"1"', "Last-Modified": "Fri, 28 Mar 2025 05:00:00 GMT"})
    )
    answer = get(url)
    assert (answer.data, answer.changed, answer.etag) == (b"papers", True, '"1"')
    assert answer.modified == "Fri, 28 Mar 2025 05:00:00 GMT"


def test_a_packed_answer_is_unpacked(server: Web) -> None:
    packed = web.Answer(gzip.compress(b"papers" * 100), headers={"Content-Encoding": "gzip"})
    assert get(server.says("/a", packed)).data == b"papers" * 100


def test_a_packed_answer_of_several_members_is_unpacked_whole(server: Web) -> None:
    packed = web.Answer(gzip.compress(b"pap") + gzip.compress(b"ers"), headers={"Content-Encoding": "gzip"})
    assert get(server.says("/a", packed)).data == b"papers"
    assert server.asked[0].headers["Accept-Encoding"] == "gzip"


def test_letters_beyond_ascii_are_quoted_and_nothing_else(server: Web) -> None:
    server.says("/%C3%A4%20b?q=1&x=(2)&y=%C3%A9", b"papers")
    assert get(f"{server.address}/ä b?q=1&x=(2)&y=%C3%A9").data == b"papers"


def test_an_address_without_a_path_asks_for_the_first_page(server: Web) -> None:
    server.says("/", b"papers")
    server.says("/?page=2", b"more papers")
    assert get(server.address).data == b"papers"
    assert get(f"{server.address}?page=2").data == b"more papers"


def test_what_is_had_already_is_not_sent_again(server: Web) -> None:
    url = server.says("/a", web.Answer(status=304, headers={"ETag": '"1"'}))
    assert not get(url, etag='"1"', modified="Fri, 28 Mar 2025 05:00:00 GMT").changed
    assert server.asked[0].headers["If-None-Match"] == '"1"'
    assert server.asked[0].headers["If-Modified-Since"] == "Fri, 28 Mar 2025 05:00:00 GMT"


def test_a_mark_with_letters_that_no_request_may_have_is_not_sent_back(server: Web) -> None:
    url = server.says("/a", web.Answer(b"papers", headers={"ETag": '"é"'}), b"more papers")
    assert get(url, etag=get(url).etag).data == b"more papers"
    assert "If-None-Match" not in server.asked[1].headers


def test_what_cannot_be_sent_has_certainly_not_been_accepted(server: Web) -> None:
    url = server.says("/a", b"thanks")
    with client() as http, pytest.raises(FetchError) as problem:
        http.post(url, b"papers", {"Content-Type": "text/plain "})
    assert not isinstance(problem.value, UncertainError)
    assert server.asked == []


def test_a_server_is_told_who_asks_and_nothing_else(server: Web) -> None:
    url = server.says("/a", web.Answer(b"1", headers={"Set-Cookie": "who=me"}))
    with client() as http:
        http.get(url)
        http.get(url)
    assert server.asked[1].headers["User-Agent"].startswith("sitegen/")
    assert not {"Cookie", "Referer", "Authorization"} & set(server.asked[1].headers)


def test_a_server_that_is_not_there_is_told() -> None:
    with web.running() as gone:
        url = gone.says("/a", b"")
    assert refused(url) == f"{url} cannot be fetched: connection refused"
