"""Fetching with manners: what a server may say, and what a client then does."""

from __future__ import annotations

import gzip
import tracemalloc
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sitegen.diagnostics import FetchError
from sitegen.fetch import Client, Limits, Response, hosts, network
from tests import web
from tests.web import Clock, Web


@pytest.fixture
def server() -> Iterator[Web]:
    with web.running() as found:
        yield found


def client(clock: Clock | None = None, resolve: hosts.Resolver = hosts.resolve, **limits: Any) -> Client:
    """A client that may ask the little server, which is on this machine."""
    clock = clock or Clock()
    limits = {"timeout": 2.0, **limits}
    return Client(Limits(**limits), allow_private=True, clock=clock, sleep=clock.sleep, resolve=resolve, proxy=direct)


def direct(url: str) -> str:
    return ""


def get(url: str, http: Client | None = None, **more: str) -> Response:
    with http or client() as found:
        return found.get(url, **more)


def refused(url: str, http: Client | None = None) -> str:
    with pytest.raises(FetchError) as problem:
        get(url, http)
    assert problem.value.diagnostic.hint
    return problem.value.diagnostic.message


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


def test_what_is_had_already_is_not_sent_again(server: Web) -> None:
    url = server.says("/a", web.Answer(status=304, headers={"ETag": '"1"'}))
    assert not get(url, etag='"1"', modified="Fri, 28 Mar 2025 05:00:00 GMT").changed
    assert server.asked[0].headers["If-None-Match"] == '"1"'
    assert server.asked[0].headers["If-Modified-Since"] == "Fri, 28 Mar 2025 05:00:00 GMT"


def test_a_server_is_told_who_asks_and_nothing_else(server: Web) -> None:
    url = server.says("/a", web.Answer(b"1", headers={"Set-Cookie": "who=me"}))
    with client() as http:
        http.get(url)
        http.get(url)
    assert server.asked[1].headers["User-Agent"].startswith("sitegen/")
    assert not {"Cookie", "Referer", "Authorization"} & set(server.asked[1].headers)


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_busy_server_is_asked_again_after_longer_and_longer_waits(server: Web, status: int) -> None:
    clock = Clock()
    url = server.says("/a", web.Answer(status=status), web.Answer(status=status), b"at last")
    assert get(url, client(clock)).data == b"at last"
    assert clock.slept == [1.0, 2.0]


def test_a_server_says_itself_how_long_it_wants_to_be_left_alone(server: Web) -> None:
    clock = Clock()
    date = {"Retry-After": "Fri, 28 Mar 2025 05:00:07 GMT", "Date": "Fri, 28 Mar 2025 05:00:00 GMT"}
    url = server.says(
        "/a",
        web.Answer(status=503, headers={"Retry-After": "5"}),
        web.Answer(status=503, headers={"Retry-After": "86400"}),
        web.Answer(status=503, headers={"Retry-After": "soon"}),
        b"at last",
    )
    assert get(url, client(clock)).data == b"at last"
    assert clock.slept == [5.0, 60.0, 4.0]
    assert http_date_wait(date) == 7.0


def http_date_wait(headers: dict[str, str]) -> float | None:
    return client()._retry_after(headers["Retry-After"], headers["Date"])


def test_a_server_that_stays_busy_is_given_up(server: Web) -> None:
    url = server.says("/a", web.Answer(status=503))
    assert refused(url) == f"{url} cannot be fetched: the server says 503 Service Unavailable"
    assert len(server.asked) == 4


@pytest.mark.parametrize("status", [401, 403, 404, 410, 451])
def test_a_refusal_is_not_argued_with(server: Web, status: int) -> None:
    assert str(status) in refused(server.says("/a", web.Answer(status=status)))
    assert len(server.asked) == 1


def test_a_silent_server_is_given_up(server: Web) -> None:
    url = server.says("/a", web.Answer(silent=True))
    assert "no answer within 0.1 seconds" in refused(url, client(timeout=0.1, attempts=2))


def test_an_answer_that_is_cut_short_is_asked_for_again(server: Web) -> None:
    url = server.says("/a", web.Answer(b"pap", cut=True), b"papers")
    assert get(url).data == b"papers"
    url = server.says("/b", web.Answer(b"pap", cut=True))
    assert "cannot be fetched" in refused(url)


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


def test_further_attempts_end_at_the_deadline_too(server: Web) -> None:
    clock = Clock()
    url = server.says("/a", web.Answer(status=503, headers={"Retry-After": "50"}))
    assert "takes longer than 100 seconds" in refused(url, client(clock, deadline=100.0))
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


def test_a_server_that_is_not_there_is_told() -> None:
    with web.running() as gone:
        url = gone.says("/a", b"")
    assert "cannot be fetched" in refused(url)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://example.org/a",
        "gopher://x/",
        "https://",
        "http://[::1",
        "http://a:b@example.org/",
        "x",
    ],
)
def test_only_web_addresses_are_fetched(url: str) -> None:
    assert "cannot be fetched" in refused(url)


def redirect(target: str) -> web.Answer:
    return web.Answer(status=302, headers={"Location": target})


def test_a_redirect_is_followed(server: Web) -> None:
    server.says("/b", b"papers")
    assert get(server.says("/a", redirect("/b"))).url == f"{server.address}/b"
    assert get(server.says("/c", redirect(f"{server.address}/b#part"))).data == b"papers"


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://example.org/a", "http://a:b@example.org/"])
def test_a_redirect_to_what_is_not_fetched_is_not_followed(server: Web, target: str) -> None:
    assert "which is not followed" in refused(server.says("/a", redirect(target)))


@pytest.mark.parametrize("target", ["javascript:alert(1)", "//", "http://", "http://[::1"])
def test_a_redirect_to_nowhere_leads_nowhere(server: Web, target: str) -> None:
    assert refused(server.says("/a", redirect(target)))


def test_a_redirect_in_circles_ends(server: Web) -> None:
    assert "leads in circles" in refused(server.says("/a", redirect("/a")))
    assert len(server.asked) == 6


def test_a_redirect_from_the_public_network_into_a_private_one_is_not_followed(
    server: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = server.address.rpartition(":")[2]
    server.says("/router", b"password")
    server.says("/a", redirect(f"http://router.example:{port}/router"))
    # the little server is out in the world, and another of this machine's addresses is a router's
    monkeypatch.setattr(network, "is_public", lambda address: address == "127.0.0.1")
    monkeypatch.setattr(hosts, "is_public", lambda address: address == "127.0.0.1")
    names = {"feed.example": ["127.0.0.1"], "router.example": ["127.0.0.2"]}
    for allow_private in (False, True):
        http = Client(allow_private=allow_private, resolve=names.__getitem__, proxy=direct)
        reason = refused(f"http://feed.example:{port}/a", http)
        assert reason.endswith("which is not followed: it is inside a private network")
    assert set(server.paths) == {"/a"}


@pytest.mark.parametrize("name", ["127.0.0.1", "[::1]", "localhost", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]"])
def test_a_private_address_wants_to_be_allowed(server: Web, name: str) -> None:
    port = server.address.rpartition(":")[2]
    server.says("/a", b"password")
    http = Client(Limits(attempts=1), proxy=direct)
    assert "it is inside a private network" in refused(f"http://{name}:{port}/a", http)
    assert server.asked == []


def test_the_address_that_was_checked_is_connected_to_and_the_name_not_looked_up_again(server: Web) -> None:
    port = server.address.rpartition(":")[2]
    server.says("/a", redirect(f"http://second.example:{port}/b"))
    server.says("/b", b"papers")
    asked: list[str] = []

    def resolve(name: str) -> list[str]:
        asked.append(name)
        # nobody else knows these names, and a second look-up would lead elsewhere
        return ["127.0.0.1"] if asked.count(name) == 1 else ["192.0.2.1"]

    http = client(resolve=resolve, timeout=0.5, attempts=1)
    http._allow_private = False
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(network, "is_public", lambda address: address == "127.0.0.1")
        assert get(f"http://first.example:{port}/a", http).data == b"papers"
    assert asked == ["first.example", "second.example"]
    assert [request.headers["Host"] for request in server.asked] == [f"{name}:{port}" for name in asked]


def test_a_name_with_a_private_address_among_others_is_not_connected_to() -> None:
    http = Client(Limits(attempts=1), resolve=lambda name: ["8.8.8.8", "10.0.0.1"], proxy=direct)
    assert "it is inside a private network" in refused("http://mixed.example/", http)


def test_the_next_address_of_a_name_is_tried_where_one_refuses(server: Web) -> None:
    port = server.address.rpartition(":")[2]
    server.says("/a", b"papers")
    http = client(resolve=lambda name: ["127.0.0.9", "127.0.0.1"], attempts=1)
    assert get(f"http://papers.example:{port}/a", http).data == b"papers"


def test_a_connection_into_a_private_network_serves_no_public_start(
    server: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = server.address.rpartition(":")[2]
    server.says("/router", b"password")
    server.says("/a", redirect(f"http://router.example:{port}/router"))
    resolved: list[str] = []

    def resolve(name: str) -> list[str]:
        resolved.append(name)
        return ["127.0.0.1"]

    for module in (network, hosts):
        monkeypatch.setattr(module, "is_public", lambda address: resolved[-1] != "router.example")
    with client(resolve=resolve) as http:
        # the connection is kept open for the next request
        assert http.get(f"http://router.example:{port}/router").data == b"password"
        with pytest.raises(FetchError, match="inside a private network"):
            http.get(f"http://feed.example:{port}/a")


def test_a_private_address_is_not_told_to_a_proxy(server: Web) -> None:
    url = server.says("/a", b"papers")
    http = Client(Limits(attempts=1), allow_private=True, proxy=lambda url: "http://127.0.0.1:1")
    assert get(url, http).data == b"papers"


def test_a_proxy_is_not_asked_for_a_private_address(server: Web) -> None:
    """The little server is the proxy; it would be asked for the whole URL."""
    http = Client(Limits(attempts=1), resolve=lambda name: ["10.0.0.1"], proxy=lambda url: server.address)
    assert "it is inside a private network" in refused("http://inside.example/a", http)
    assert server.asked == []


def test_a_proxy_is_asked_for_what_only_it_knows(server: Web) -> None:
    def resolve(name: str) -> list[str]:
        if name == "127.0.0.1":
            return [name]
        raise OSError("no such name")

    server.says("http://outside.example/a", b"papers")
    http = Client(Limits(attempts=1), resolve=resolve, proxy=lambda url: server.address)
    assert get("http://outside.example/a", http).data == b"papers"


def test_who_gives_a_private_address_may_be_led_to_another(server: Web) -> None:
    port = server.address.rpartition(":")[2]
    server.says("/b", b"papers")
    assert get(server.says("/a", redirect(f"http://127.0.0.1:{port}/b"))).data == b"papers"


@pytest.mark.parametrize(
    ("name", "private"),
    [
        ("127.0.0.1", True),
        ("10.1.2.3", True),
        ("169.254.169.254", True),
        ("::1", True),
        ("::ffff:192.168.0.1", True),
        ("2002:c0a8:0001::", True),
        ("0.0.0.0", True),
        ("224.0.0.1", True),
        ("64:ff9b::7f00:1", True),
        ("64:ff9b:1::1", True),
        ("fec0::1", True),
        ("::7f00:1", True),
        ("fe80::1%eth0", True),
        ("100.64.0.1", True),
        ("8.8.8.8", False),
        ("2001:4860:4860::8888", False),
        ("inside.example", True),
        ("mixed.example", True),
        ("outside.example", False),
        ("unknown.example", False),
        ("localhost", True),
    ],
)
def test_private_addresses_are_known(name: str, private: bool) -> None:
    def resolve(name: str) -> list[str]:
        if name[-1].isdecimal() or "::" in name:
            return [name]
        known = {
            "inside.example": ["192.168.1.1"],
            "mixed.example": ["8.8.8.8", "10.0.0.1"],
            "outside.example": ["8.8.8.8"],
            "localhost": ["127.0.0.1", "::1"],
        }
        if name not in known:
            raise OSError("no such name")
        return known[name]

    assert hosts.is_private(name, resolve) is private


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


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return web.certificate(tmp_path_factory.mktemp("tls"), "papers.example")


def test_the_certificate_must_be_that_of_the_name_though_its_address_is_connected_to(
    certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", f"{certificate}.crt")
    with web.running(certificate) as server:
        server.says("/a", b"papers")
        port = server.address.rpartition(":")[2]
        http = client(resolve=lambda name: ["127.0.0.1"], attempts=1)
        assert get(f"https://papers.example:{port}/a", http).data == b"papers"
        assert "certificate verify failed" in refused(f"https://other.example:{port}/a", http)


def test_a_redirect_does_not_lead_out_of_encryption(
    certificate: Path, server: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", f"{certificate}.crt")
    with web.running(certificate) as secure:
        secure.says("/a", redirect(server.says("/b", b"papers")))
        port = secure.address.rpartition(":")[2]
        http = client(resolve=lambda name: ["127.0.0.1"], attempts=1)
        reason = refused(f"https://papers.example:{port}/a", http)
    assert reason.endswith("it is not encrypted, as the address before it is")
    assert server.asked == []
