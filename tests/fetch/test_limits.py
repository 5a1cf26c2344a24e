"""Limits of time and size, and patience with servers that are busy."""

from __future__ import annotations

import gzip
import socket
import sys
import tracemalloc
import zlib
from contextlib import ExitStack

import pytest

from sitegen.diagnostics import FetchError, UncertainError
from sitegen.fetch import Client, Limits
from tests import web
from tests.bounds import at_most
from tests.fetch.clients import client, direct, get, refused
from tests.web import Clock, Web


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_busy_server_is_asked_again_after_longer_and_longer_waits(server: Web, status: int) -> None:
    clock = Clock()
    url = server.says("/a", web.Answer(status=status), web.Answer(status=status), b"at last")
    assert get(url, client(clock)).data == b"at last"
    assert clock.slept == [1.0, 2.0]


def test_a_server_says_itself_how_long_it_wants_to_be_left_alone(server: Web) -> None:
    clock = Clock()
    url = server.says(
        "/a",
        web.Answer(status=503, headers={"Retry-After": "5"}),
        web.Answer(status=503, headers={"Retry-After": "90"}),
        web.Answer(status=503, headers={"Retry-After": "soon"}),
        b"at last",
    )
    assert get(url, client(clock)).data == b"at last"
    assert clock.slept == [5.0, 90.0, 4.0]


def test_a_server_may_name_a_time_by_its_own_clock_until_which_to_leave_it_alone(server: Web) -> None:
    clock = Clock()
    now = {"Date": "Fri, 28 Mar 2025 05:00:00 GMT"}
    times = ("Fri, 28 Mar 2025 05:00:07 GMT", "Fri, 28 Mar 2025 05:01:30 GMT", "Fri, 28 Mar 2025 04:59:00 GMT")
    busy = (web.Answer(status=503, headers=now | {"Retry-After": time}) for time in times)
    assert get(server.says("/a", *busy, b"at last"), client(clock)).data == b"at last"
    assert clock.slept == [7.0, 90.0, 0.0]


def test_a_server_that_wants_to_be_left_alone_for_long_is_given_up_at_once(server: Web) -> None:
    clock = Clock()
    url = server.says("/a", web.Answer(status=429, headers={"Retry-After": "3600"}), b"too early")
    said = f"{url} cannot be fetched: the server says 429 Too Many Requests, and to come back in 3,600 seconds"
    assert refused(url, client(clock)) == said
    assert clock.slept == []


def test_a_server_that_stays_busy_is_given_up(server: Web) -> None:
    url = server.says("/a", web.Answer(status=503))
    assert refused(url) == f"{url} cannot be fetched: the server says 503 Service Unavailable"
    assert len(server.asked) == 4


@pytest.mark.parametrize("status", [401, 403, 404, 410, 451])
def test_a_refusal_is_not_argued_with(server: Web, status: int) -> None:
    assert str(status) in refused(server.says("/a", web.Answer(status=status)))
    assert len(server.asked) == 1


def test_a_status_without_a_name_is_told_by_its_number(server: Web) -> None:
    url = server.says("/a", web.Answer(status=499))
    assert refused(url) == f"{url} cannot be fetched: the server says 499"


def test_a_silent_server_is_given_up(server: Web) -> None:
    url = server.says("/a", web.Answer(silent=True))
    assert "no answer within 0.1 seconds" in refused(url, client(timeout=0.1, attempts=2))


@pytest.mark.skipif(sys.platform != "linux", reason="another system may refuse what Linux lets wait")
def test_a_message_was_certainly_not_sent_to_a_server_that_takes_no_connection() -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=0) as server, ExitStack() as waiting:
        for _ in range(4):
            other = waiting.enter_context(socket.socket())
            other.setblocking(False)
            other.connect_ex(server.getsockname())
        http = waiting.enter_context(client(timeout=0.1, attempts=2))
        with pytest.raises(FetchError, match=r"no answer within 0\.1 seconds") as problem:
            http.post(f"http://127.0.0.1:{server.getsockname()[1]}/", b"{}", {})
    assert not isinstance(problem.value, UncertainError)


def test_an_answer_that_is_cut_short_is_asked_for_again(server: Web) -> None:
    url = server.says("/a", web.Answer(b"pap", cut=True), b"papers")
    assert get(url).data == b"papers"
    url = server.says("/b", web.Answer(b"pap", cut=True))
    assert "cannot be fetched" in refused(url)


def test_a_connection_that_the_server_has_ended_meanwhile_is_not_used_again(server: Web) -> None:
    clock = Clock()
    url = server.says("/a", web.Answer(b"one", last=True), b"two")
    with client(clock) as http:
        http.get(url)
        assert server.has_ended.wait(60)
        # whether one that is sent into a dead connection was taken would be unknown
        assert http.post(url, b"{}", {}).data == b"two"
    assert clock.slept == []


def test_an_answer_that_never_ends_is_given_up(server: Web) -> None:
    url = server.says("/a", b"x" * 500_000)
    assert "takes longer than 180 seconds" in refused(url, client(Clock(step=100.0), attempts=1))


@pytest.mark.parametrize(
    ("before", "drip"),
    [
        (b"", b"x"),
        (b"HTTP/1.1 200 OK\r\nX-Slow: ", b"x"),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n", b"x"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
    ],
    ids=["status", "header", "continue", "body", "chunks"],
)
def test_a_server_that_drips_is_given_up_at_the_deadline(before: bytes, drip: bytes) -> None:
    with web.dripping(before, drip) as (url, drips):
        http = Client(Limits(timeout=5.0, deadline=0.5), allow_private=True, proxy=direct)
        assert "takes longer than 0.5 seconds" in refused(url, http)
        # there was never a silence that the time-out would have ended
        assert drips() < 100


def test_a_silent_server_is_waited_for_no_longer_than_the_deadline(server: Web) -> None:
    url = server.says("/a", web.Answer(silent=True))
    with at_most(30, waiting=True):
        refused(url, client(Clock(), timeout=60.0, deadline=0.2, attempts=1))


def test_further_attempts_end_at_the_deadline_too(server: Web) -> None:
    clock = Clock()
    url = server.says("/a", web.Answer(status=503, headers={"Retry-After": "50"}))
    assert "503 Service Unavailable, and to come back in 50 seconds" in refused(url, client(clock, deadline=100.0))
    assert clock.slept == [50.0]


def test_an_answer_that_is_too_large_is_refused_by_what_it_says_and_by_what_it_is(server: Web) -> None:
    small = client(size=1000)
    assert "larger than 1,000 bytes" in refused(server.says("/a", b"x" * 2000), small)
    packed = web.Answer(gzip.compress(bytes(10**6)), headers={"Content-Encoding": "gzip"})
    assert len(packed.body) < 2000
    assert "larger than 2,000 bytes" in refused(server.says("/b", packed), client(size=2000))


def bomb(layers: int) -> bytes:
    """Gigabytes of zeros in a few kilobytes."""
    data = gzip.compress(bytes(2**25), 9)
    for _ in range(layers - 1):
        data = gzip.compress(data * 40, 9)
    return data


@pytest.mark.parametrize(
    ("encoding", "data"),
    [
        ("gzip", gzip.compress(bytes(2**27), 9)),
        ("gzip", gzip.compress(bytes(2**25), 9) * 100),
        ("gzip, gzip", bomb(2)),
        ("gzip, gzip, gzip", bomb(3)),
        ("zstd", b"\x28\xb5\x2f\xfd\x00\x58\x51\x00\x00\x10\x00\x00\x01\x00\xfb\xff\x39\xc0\x02"),
        ("deflate", zlib.compress(bytes(2**27), 9)),
    ],
)
def test_a_bomb_is_not_unpacked(server: Web, encoding: str, data: bytes) -> None:
    url = server.says("/a", web.Answer(data, headers={"Content-Encoding": encoding}))
    http = client(size=10**6)
    tracemalloc.start()
    try:
        refused(url, http)
        assert tracemalloc.get_traced_memory()[1] < 10 * 10**6
    finally:
        tracemalloc.stop()


def test_a_packed_answer_that_is_cut_short_is_not_taken_for_whole(server: Web) -> None:
    packed = gzip.compress(b"papers" * 100)
    url = server.says("/a", web.Answer(packed[:-9], headers={"Content-Encoding": "gzip"}))
    assert "the packed answer is cut short" in refused(url)


def test_a_broken_packing_is_told(server: Web) -> None:
    url = server.says("/a", web.Answer(b"no gzip at all", headers={"Content-Encoding": "gzip"}))
    assert "cannot be fetched" in refused(url)


def test_arxiv_is_asked_once_in_three_seconds(server: Web) -> None:
    clock = Clock()
    host = server.address.removeprefix("http://")
    url = server.says("/a", b"1")
    with client(clock, pauses={host: 3.0}) as http:
        http.get(url)
        clock.now += 1.0
        http.get(url)
        clock.now += 5.0
        http.get(url)
    assert clock.slept == [2.0]
    assert Limits().pauses == {"arxiv.org": 3.0}


def test_all_hosts_of_arxiv_share_the_pause() -> None:
    clock = Clock()
    http = client(clock)
    for url in ("https://export.arxiv.org/api", "https://rss.arxiv.org/rss/cs", "https://notarxiv.org/"):
        http._pace(url)
    assert clock.slept == [3.0]
