"""Which addresses are fetched and connected to: redirects, private networks, proxies, certificates."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

import pytest

from sitegen.diagnostics import FetchError
from sitegen.fetch import Client, Limits, hosts, network
from sitegen.fetch.client import system_proxy
from tests import web
from tests.fetch.clients import client, direct, get, refused
from tests.web import Web


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("file:///etc/passwd", "file: is not fetched"),
        ("ftp://example.org/a", "ftp: is not fetched"),
        ("gopher://x/", "gopher: is not fetched"),
        ("https://", "it names no server"),
        ("https://example.org:0/", "it names no server"),
        ("http://[::1", "it is no web address"),
        ("http://a:b@example.org/", "it carries a password"),
        ("http://token@example.org/", "it carries a password"),
        ("http://:b@example.org/", "it carries a password"),
        ("x", "it has no https://"),
    ],
)
def test_only_web_addresses_are_fetched(url: str, reason: str) -> None:
    refusal = refused(url)
    assert "cannot be fetched" in refusal
    assert reason in refusal


def redirect(target: str) -> web.Answer:
    return web.Answer(status=302, headers={"Location": target})


def test_a_redirect_is_followed(server: Web) -> None:
    server.says("/b", b"papers")
    assert get(server.says("/a", redirect("/b"))).url == f"{server.address}/b"
    answer = get(server.says("/c", redirect(f"{server.address}/b#part")))
    assert (answer.url, answer.data) == (f"{server.address}/b", b"papers")


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


@pytest.mark.parametrize(
    ("user", "told"), [("ann:secret", "ann:secret"), ("ann", "ann:"), ("ann%40lab:%C3%BC%3A@", "ann@lab:ü:@")]
)
def test_a_proxy_is_told_the_user_and_password_that_its_address_has(server: Web, user: str, told: str) -> None:
    server.says("http://outside.example/a", b"papers")
    proxy = server.address.replace("http://", f"http://{user}@")
    addresses = {"127.0.0.1": ["127.0.0.1"], "outside.example": ["8.8.8.8"]}
    http = Client(Limits(attempts=1), resolve=addresses.__getitem__, proxy=lambda url: proxy)
    assert get("http://outside.example/a", http).data == b"papers"
    assert server.asked[-1].headers["Proxy-Authorization"] == f"Basic {b64encode(told.encode()).decode()}"


def test_the_system_names_the_proxy_of_an_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "http://proxy.example:3128")
    monkeypatch.setenv("no_proxy", "near.example")
    urls = ["https://far.example/a", "https://near.example/a", "https://deep.near.example/a"]
    assert [system_proxy(url) for url in urls] == ["http://proxy.example:3128", "", ""]


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
        ("2002:808:808::", False),
        # no server lies behind a Teredo tunnel
        ("2001:0:4136:e378:8000:63bf:f7f7:f7f7", True),
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


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://Papers.Example:443/A", "papers.example"),
        ("https://[2001:DB8::1]/", "2001:db8::1"),
        ("https://x%.LOCAL/", "x%.local"),
    ],
)
def test_the_name_of_a_host_is_in_lower_case_whatever_stands_in_it(url: str, name: str) -> None:
    assert hosts.host(url) == name


def test_a_name_that_has_no_form_in_ascii_is_an_address_that_cannot_be_fetched() -> None:
    assert refused("https://ü..example/a").startswith("https://ü..example/a cannot be fetched: ")


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
