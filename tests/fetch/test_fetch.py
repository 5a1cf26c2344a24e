"""Fetching with manners: what a server may say, and what a client then does."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from typing import Any

import pytest

from sitegen.fetch import Answer, Client, Manners, Unreachable, addresses
from tests import web
from tests.web import Clock, Web


@pytest.fixture
def server() -> Iterator[Web]:
    with web.running() as found:
        yield found


def client(clock: Clock | None = None, resolve: addresses.Resolver = addresses.resolve, **manners: Any) -> Client:
    clock = clock or Clock()
    return Client(Manners(**{"timeout": 2.0, **manners}), clock=clock, sleep=clock.sleep, resolve=resolve)


def get(url: str, http: Client | None = None, **more: str) -> Answer:
    with http or client() as found:
        return found.get(url, **more)


def refused(url: str, http: Client | None = None) -> str:
    with pytest.raises(Unreachable) as problem:
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
    return client()._wait(headers["Retry-After"], headers["Date"])


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
    assert "no answer within 0.1 seconds" in refused(url, client(timeout=0.1, tries=2))


def test_an_answer_that_is_cut_short_is_asked_for_again(server: Web) -> None:
    url = server.says("/a", web.Answer(b"pap", cut=True), b"papers")
    assert get(url).data == b"papers"
    url = server.says("/b", web.Answer(b"pap", cut=True))
    assert "cannot be fetched" in refused(url)


def test_an_answer_that_never_ends_is_given_up(server: Web) -> None:
    url = server.says("/a", b"x" * 500_000)
    assert "takes longer than 180 seconds" in refused(url, client(Clock(step=100.0), tries=1))


def test_an_answer_that_is_too_large_is_refused_by_what_it_says_and_by_what_it_is(server: Web) -> None:
    small = client(limit=1000)
    assert "larger than 1,000 bytes" in refused(server.says("/a", b"x" * 2000), small)
    packed = web.Answer(gzip.compress(bytes(10**6)), headers={"Content-Encoding": "gzip"})
    assert len(packed.body) < 2000
    assert "larger than 2,000 bytes" in refused(server.says("/b", packed), client(limit=2000))


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


def test_a_redirect_from_the_public_network_into_a_private_one_is_not_followed(server: Web) -> None:
    url = server.says("/a", redirect("http://localhost:1/router"))
    # to this client the little server is out in the world, and only localhost is private
    outside = client()
    outside._is_private = lambda url: "localhost" in url  # type: ignore[method-assign]
    assert refused(url, outside).endswith("which is not followed: it is inside a private network")


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
        ("[::1]", True),
        ("::ffff:192.168.0.1", True),
        ("2002:c0a8:0001::", True),
        ("0.0.0.0", True),
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
        known = {
            "inside.example": ["192.168.1.1"],
            "mixed.example": ["8.8.8.8", "10.0.0.1"],
            "outside.example": ["8.8.8.8"],
            "localhost": ["127.0.0.1", "::1"],
        }
        if name not in known:
            raise OSError("no such name")
        return known[name]

    assert addresses.is_private(name, resolve) is private


def test_arxiv_is_asked_once_in_three_seconds(server: Web) -> None:
    clock = Clock()
    host = server.address.removeprefix("http://")
    url = server.says("/a", b"1")
    with client(clock, pause={host: 3.0}) as http:
        http.get(url)
        clock.now += 1.0
        http.get(url)
        clock.now += 5.0
        http.get(url)
    assert clock.slept == [2.0]
    assert Manners().pause == {"arxiv.org": 3.0}


def test_all_hosts_of_arxiv_share_the_pause() -> None:
    clock = Clock()
    http = client(clock)
    for url in ("https://export.arxiv.org/api", "https://rss.arxiv.org/rss/cs", "https://notarxiv.org/"):
        http._pace(url)
    assert clock.slept == [3.0]
