"""An edition told of in chats and networks, everywhere once; the servers are on this machine and speak the APIs."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from sitegen.delivery.announce import announce
from sitegen.delivery.send import Clock
from sitegen.diagnostics import ContentError, Report, UsageError
from sitegen.fetch import Client, Limits
from tests import web
from tests.delivery.conftest import Digest
from tests.web import Answer, Web

PAGE = "https://papers.example/digest/date/2025-03-28.html"
TITLE = "Papers of the day, 28 March 2025: 3 papers"


class Announcer:
    """Tells of an edition."""

    def __init__(self, digest: Digest, server: Web, clock: Clock, time: web.Clock) -> None:
        self.digest, self._server, self._clock, self._time = digest, server, clock, time
        self.environment: dict[str, str] = {}
        self.report = Report()
        self.allow_private = True
        self.earlier: tuple[str, ...] = ()

    def to(self, service: str, **settings: Any) -> None:
        """Names a service, whose server answers with OK until it says something else."""
        keys = {"service": service, **settings}
        lines = "".join(f"{key} = {json.dumps(value)}\n" for key, value in keys.items())
        self.digest.write("site.toml", f"{self.digest.read('site.toml')}\n[[announce]]\n{lines}")
        name = settings.get("name", service).upper()
        is_hook = service in ("slack", "discord", "mattermost", "teams")
        self.environment[f"SITEGEN_ANNOUNCE_{name}"] = f"{self._server.address}/hook/{name}" if is_hook else "secret"
        self._server.says(f"/hook/{name}", b"ok")

    def __call__(self, edition: str = "latest", **more: Any) -> tuple[str, ...]:
        self.report = Report()
        client = Client(
            Limits(timeout=1.0),
            allow_private=self.allow_private,
            clock=self._time,
            sleep=self._time.sleep,
            proxy=lambda url: "",
        )
        quiet = lambda stage, done, total: None  # noqa: E731
        outcome = announce(
            self.digest.config, edition, self.environment, client, self._clock, self.report, quiet, **more
        )
        self.earlier = outcome.earlier
        return outcome.announced

    @property
    def findings(self) -> list[str]:
        return [f"{found.code}: {found.message}" for found in self.report.diagnostics]


@pytest.fixture
def tell(digest: Digest, server: Web, clock: Clock, time: web.Clock) -> Announcer:
    return Announcer(digest, server, clock, time)


def body(server: Web, number: int = -1) -> Any:
    asked = server.asked[number]
    assert asked.headers["Content-Type"] == "application/json"
    return json.loads(asked.body)


def test_slack_gets_links_in_its_own_markup(tell: Announcer, server: Web) -> None:
    tell.digest.edit("papers/2025/bounds-for-trees.md", '"Bounds for trees"', '"Bounds <for> @trees & $x^2$ | y"')
    # a name of two lines would begin another one
    tell.digest.edit("site.toml", '"Papers of the day"', r'"Papers\nof the day"')
    tell.to("slack")
    assert tell() == ("slack",)
    papers = "https://papers.example/digest/papers"
    assert body(server)["text"].split("\n") == [
        f"<{PAGE}|{TITLE}>",
        f"• <{papers}/bounds-for-trees.html|Bounds &lt;for&gt; @\u200btrees &amp; x² ¦ y>",
        f"• <{papers}/learning-to-rank.html|Learning to rank>",
        f"• <{papers}/a-survey-of-graphs.html|A survey of graphs>",
    ]


@pytest.mark.parametrize(("count", "others"), [(5, []), (7, ["and 2 more"])])
def test_a_chat_names_five_papers_and_says_how_many_there_are_besides(
    tell: Announcer, server: Web, count: int, others: list[str]
) -> None:
    tell.digest.paste("2025-03-29", *(f"On trees of size {number + 1}" for number in range(count)))
    tell.digest.build()
    tell.to("mattermost")
    assert tell() == ("mattermost",)
    assert re.sub(r"\(http\S+\)", "", body(server)["text"]).split("\n") == [
        f"[Papers of the day, 29 March 2025: {count} papers]",
        *(f"• [On trees of size {number}]" for number in range(1, 6)),
        *others,
    ]


@pytest.mark.parametrize("service", ["mattermost", "discord", "teams"])
def test_chats_get_markdown_in_which_a_title_is_only_a_title(tell: Announcer, server: Web, service: str) -> None:
    tell.digest.edit(
        "papers/2025/bounds-for-trees.md", '"Bounds for trees"', '"Bounds](https://evil.example) @all *b*"'
    )
    tell.to(service)
    assert tell() == (service,)
    sent = body(server)
    if service == "mattermost":
        text = sent["text"]
    elif service == "discord":
        (embed,) = sent["embeds"]
        assert (embed["title"], embed["url"], sent["allowed_mentions"]) == (TITLE, PAGE, {"parse": []})
        assert server.paths[-1].endswith("?wait=true")
        text = embed["description"]
    else:
        card = sent["attachments"][0]["content"]
        assert (sent["type"], card["type"]) == ("message", "AdaptiveCard")
        # else a line that is longer than the card is wide is cut off
        assert all(block["wrap"] for block in card["body"])
        text = card["body"][1]["text"]
    route = "https://papers.example/digest/papers/bounds-for-trees.html"
    assert f"[Bounds\\](https://evil.example) @\u200ball \\*b\\*]({route})" in text


def test_an_address_with_brackets_is_whole_in_markdown(tell: Announcer, server: Web) -> None:
    tell.digest.edit("site.toml", "example/digest/", "example/digest(1)/")
    tell.to("mattermost")
    assert tell() == ("mattermost",)
    assert "](https://papers.example/digest%281%29/papers/bounds-for-trees.html)" in body(server)["text"]


def test_discord_gets_a_title_within_its_length(tell: Announcer, server: Web) -> None:
    tell.digest.edit("site.toml", '"Papers of the day"', f'"{"Papers " * 50}"')
    tell.to("discord")
    assert tell() == ("discord",)
    (embed,) = body(server)["embeds"]
    assert len(embed["title"]) == 256
    assert embed["title"].endswith("…")


def test_mastodon_gets_a_status_within_its_length(tell: Announcer, server: Web) -> None:
    tell.digest.edit("site.toml", '"Papers of the day"', f'"{"Papers " * 80}"\nlang = "fil-PH"')
    tell.to("mastodon", url=server.address)
    server.says("/api/v1/statuses", b'{"id": "1"}')
    assert tell() == ("mastodon",)
    asked = server.asked[-1]
    assert asked.headers["Authorization"] == "Bearer secret"
    assert asked.headers["Idempotency-Key"] == f"{PAGE} 2025-03-28"
    assert body(server)["language"] == "fil"
    text, _, address = body(server)["status"].rpartition("\n\n")
    assert address == PAGE
    assert len(text) <= 500 - 25


def test_bluesky_gets_a_record_of_its_own_key_whose_first_line_is_a_link(tell: Announcer, server: Web) -> None:
    tell.digest.edit("site.toml", '"Papers of the day"', '"Pâpers of the day"')
    tell.to("bluesky", url=server.address, account="papers.example")
    server.says("/xrpc/com.atproto.server.createSession", b'{"did": "did:plc:x", "accessJwt": "token"}')
    server.says("/xrpc/com.atproto.repo.putRecord", b'{"uri": "at://x"}')
    assert tell() == ("bluesky",)
    assert body(server, 0) == {"identifier": "papers.example", "password": "secret"}
    assert server.asked[1].headers["Authorization"] == "Bearer token"
    put = body(server, 1)
    assert (put["repo"], put["collection"]) == ("did:plc:x", "app.bsky.feed.post")
    # what the specification says of keys: https://atproto.com/specs/tid
    assert len(put["rkey"]) == 13
    assert put["rkey"].startswith("3llf")
    record = put["record"]
    assert record["createdAt"] == "2025-03-28T06:00:00.000Z"
    (facet,) = record["facets"]
    start, end = facet["index"]["byteStart"], facet["index"]["byteEnd"]
    assert record["text"].encode()[start:end].decode() == "Pâpers of the day, 28 March 2025: 3 papers"
    assert facet["features"] == [{"$type": "app.bsky.richtext.facet#link", "uri": PAGE}]
    assert "• Bounds for trees" in record["text"]
    assert len(record["text"]) <= 300


@pytest.mark.parametrize(("size", "fits"), [(475, True), (476, False)])
def test_a_status_names_the_papers_that_it_has_room_for(tell: Announcer, server: Web, size: int, fits: bool) -> None:
    title = "x" * (size - len(f"{TITLE}\n• \nand 2 more"))
    tell.digest.edit("papers/2025/bounds-for-trees.md", "Bounds for trees", title)
    tell.to("mastodon", url=server.address)
    server.says("/api/v1/statuses", b'{"id": "1"}')
    assert tell() == ("mastodon",)
    text, _, _ = body(server)["status"].rpartition("\n\n")
    assert text == (f"{TITLE}\n• {title}\nand 2 more" if fits else TITLE)


@pytest.mark.parametrize(("count", "others"), [(5, ""), (7, "\nand 2 more")])
def test_a_status_says_how_many_papers_there_are_besides_and_a_draft_has_them_all(
    tell: Announcer, server: Web, count: int, others: str
) -> None:
    tell.digest.paste("2025-03-29", *(f"On trees of size {number + 1}" for number in range(count)))
    tell.digest.build()
    tell.to("mastodon", url=server.address)
    tell.to("buttondown", url=server.address)
    server.says("/api/v1/statuses", b'{"id": "1"}')
    server.says("/v1/emails", Answer(b"{}", 201))
    tell()
    assert f"\n• On trees of size 5{others}\n\nhttps://" in body(server, 0)["status"]
    assert body(server, 1)["body"].count("## [On trees") == count
    assert "more" not in body(server, 1)["body"]


def test_on_bluesky_an_edition_replaces_its_own_record_under_another_title_too(tell: Announcer, server: Web) -> None:
    tell.to("bluesky", url=server.address, account="papers.example")
    server.says("/xrpc/com.atproto.server.createSession", b'{"did": "did:plc:x", "accessJwt": "token"}')
    server.says("/xrpc/com.atproto.repo.putRecord", b'{"uri": "at://x"}')
    tell()
    tell.digest.delete("announced.jsonl")
    tell.digest.edit("site.toml", '"Papers of the day"', '"Papers of a day"')
    tell()
    first, second = body(server, 1), body(server, 3)
    assert first["record"]["text"] != second["record"]["text"]
    assert first["rkey"] == second["rkey"]


@pytest.mark.parametrize(
    ("edition", "key"), [("2025-03-28", "3llfj2ahc22bh"), ("2025-W13", "3ll3h6kmc22fr"), ("2025-03", "3ljbmhez222r6")]
)
def test_on_bluesky_an_edition_has_the_key_of_its_first_day(
    tell: Announcer, server: Web, edition: str, key: str
) -> None:
    """Another version of sitegen has to find the record of this one."""
    tell.to("bluesky", url=server.address, account="papers.example")
    server.says("/xrpc/com.atproto.server.createSession", b'{"did": "did:plc:x", "accessJwt": "token"}')
    server.says("/xrpc/com.atproto.repo.putRecord", b'{"uri": "at://x"}')
    tell(edition)
    assert body(server, 1)["rkey"] == key


def test_mail_services_get_a_draft_in_which_nothing_runs(tell: Announcer, server: Web) -> None:
    tell.digest.edit("papers/2025/bounds-for-trees.md", "We study how", "We study {{ .Env }} and {% load %} how")
    tell.digest.edit("papers/2025/bounds-for-trees.md", "Bounds for trees", "Bounds {{for}} trees")
    tell.to("buttondown", url=server.address)
    tell.to("listmonk", url=server.address, account="digest", lists=[1, 7])
    server.says("/v1/emails", Answer(b"{}", 201))
    server.says("/api/campaigns", b"{}")
    assert tell() == ("buttondown", "listmonk")
    draft, campaign = body(server, 0), body(server, 1)
    assert server.asked[0].headers["Authorization"] == "Token secret"
    assert (draft["subject"], draft["status"]) == (TITLE, "draft")
    assert server.asked[1].headers["Authorization"] == "Basic ZGlnZXN0OnNlY3JldA=="
    assert (campaign["lists"], campaign["type"], campaign["content_type"]) == ([1, 7], "regular", "markdown")
    for text in (draft["body"], campaign["body"]):
        assert "## [Bounds &#123;{for}} trees](https://papers.example/digest/papers/bounds-for-trees.html)" in text
        assert "We study &#123;{ .Env }} and &#123;% load %} how" in text
        assert "{{" not in text


def test_the_address_of_a_service_may_end_with_a_slash(tell: Announcer, server: Web) -> None:
    url = f"{server.address}/of/ours/"
    tell.to("mastodon", url=url)
    tell.to("bluesky", url=url, account="papers.example")
    tell.to("buttondown", url=url)
    tell.to("listmonk", url=url, account="digest", lists=[1])
    routes = [
        f"/of/ours{path}"
        for path in (
            "/api/v1/statuses",
            "/xrpc/com.atproto.server.createSession",
            "/xrpc/com.atproto.repo.putRecord",
            "/v1/emails",
            "/api/campaigns",
        )
    ]
    for route in routes:
        server.says(route, b'{"did": "did:plc:x", "accessJwt": "token"}')
    assert tell() == ("mastodon", "bluesky", "buttondown", "listmonk")
    assert server.paths == routes


def test_a_second_run_tells_nobody_again(tell: Announcer, server: Web) -> None:
    tell.to("slack")
    tell.to("slack", name="lab")
    assert tell(dry_run=True) == ("slack", "lab")
    assert server.asked == []
    assert not (tell.digest.config.content / "announced.jsonl").exists()
    assert tell() == ("slack", "lab")
    assert tell() == ()
    assert tell(dry_run=True) == ()
    assert tell.earlier == ("slack", "lab")
    assert server.paths == ["/hook/SLACK", "/hook/LAB"]
    journal = tell.digest.read("announced.jsonl")
    assert "hook" not in journal
    tell.to("discord")
    assert tell() == ("discord",)


@pytest.mark.parametrize(
    ("names", "key"),
    [((), "service"), (("slack",), "name"), (("team a", "team-a"), "name"), (("Team", "team"), "name")],
)
def test_two_services_of_one_name_or_secret_are_a_mistake_in_the_settings(
    tell: Announcer, server: Web, names: tuple[str, ...], key: str
) -> None:
    tell.to("slack")
    for name in names:
        tell.to("slack", name=name)
    if not names:
        tell.to("slack")
    with pytest.raises(UsageError, match=rf"announce.\d.{key}: a service before has the name") as problem:
        tell()
    lines = tell.digest.read("site.toml").splitlines()
    (found,) = problem.value.diagnostics
    assert found.at
    assert found.at.line == max(number for number, line in enumerate(lines, 1) if line.startswith(key))
    assert server.asked == []


def test_the_variable_of_a_secret_has_letters_and_digits_of_the_name(tell: Announcer) -> None:
    tell.to("slack", name="lab-2.eu")
    tell.environment = {"SITEGEN_ANNOUNCE_LAB_2_EU": tell.environment.popitem()[1]}
    assert tell() == ("lab-2.eu",)


def test_what_was_not_told_is_an_error_without_the_secret_and_is_told_by_the_next_run(
    tell: Announcer, server: Web
) -> None:
    tell.to("slack")
    tell.to("mattermost")
    server.says("/hook/SLACK", Answer(b"invalid_payload", 400), b"ok")
    assert tell() == ("mattermost",)
    assert tell.findings == ["announce: not announced to slack: the webhook: the server says 400 Bad Request"]
    assert tell() == ("slack",)


@pytest.mark.parametrize("status", [429, 503])
def test_a_server_that_has_surely_not_taken_it_is_asked_again(
    tell: Announcer, server: Web, time: web.Clock, status: int
) -> None:
    tell.to("slack")
    server.says("/hook/SLACK", Answer(b"", status, {"Retry-After": "7"}), b"ok")
    assert tell() == ("slack",)
    assert time.slept == [7.0]


@pytest.mark.parametrize(
    ("status", "hint"),
    [(429, "run the command again later"), (503, "run the command again later"), (404, "check its settings")],
)
def test_a_busy_server_is_no_reason_to_doubt_the_secret(tell: Announcer, server: Web, status: int, hint: str) -> None:
    tell.to("slack")
    server.says("/hook/SLACK", *[Answer(b"", status)] * 9)
    assert tell() == ()
    assert tell.report.diagnostics[0].hint.startswith(hint)


def test_an_edition_with_an_error_is_announced_nowhere(tell: Announcer, server: Web) -> None:
    tell.to("slack")
    tell.digest.delete("papers/2025/bounds-for-trees.md")
    with pytest.raises(ContentError, match=r"unknown-paper(?s:.)*nothing is sent"):
        tell()
    assert server.asked == []


@pytest.mark.parametrize(
    "answer", [Answer(b"", 502), Answer(b"", 500), Answer(b"o", cut=True), Answer(silent=True)], ids=str
)
def test_what_nobody_knows_is_not_told_twice_unless_the_editor_says_so(
    tell: Announcer, server: Web, answer: Answer
) -> None:
    tell.to("slack")
    server.says("/hook/SLACK", answer, b"ok")
    for _ in range(2):
        assert tell() == ()
        assert [finding.partition(":")[0] for finding in tell.findings] == ["unknown-delivery"]
        assert tell.report.failed()
    assert len(server.asked) == 1
    assert tell(again=True) == ("slack",)


def test_what_a_server_answered_is_said_by_the_next_run_too(tell: Announcer, server: Web) -> None:
    tell.to("discord")
    server.says("/hook/DISCORD", Answer(b"", 500), b"ok")
    said = "discord may have the announcement or not: the webhook: the server says 500 Internal Server Error"
    for _ in range(3):
        assert tell() == ()
        assert tell.findings == [f"unknown-delivery: {said}"]
    assert server.address not in tell.digest.read("announced.jsonl")
    assert tell(again=True) == ("discord",)
    assert tell() == ()
    assert tell.findings == []


def test_a_run_that_was_killed_left_no_answer(tell: Announcer, server: Web) -> None:
    tell.to("slack")
    record = '{"to":"2025-03-28 slack","state":"sending","at":"2025-03-28T09:00:00+00:00","answer":""}\n'
    tell.digest.write("announced.jsonl", record)
    assert tell() == ()
    assert tell.findings[0].endswith("slack may have the announcement or not: an earlier run ended before its answer")


@pytest.mark.parametrize("service", ["slack", "discord"])
def test_a_server_in_a_private_network_is_told_with_the_flag_that_allows_it(tell: Announcer, service: str) -> None:
    tell.allow_private = False
    tell.to(service)
    assert tell() == ()
    (found,) = tell.report.diagnostics
    assert found.message == f"not announced to {service}: the webhook: it is inside a private network"
    assert found.hint == "give --allow-private if you trust it"


def test_a_sign_in_that_fails_tells_nobody_and_leaves_nothing_unknown(tell: Announcer, server: Web) -> None:
    tell.to("bluesky", url=server.address, account="papers.example")
    server.says("/xrpc/com.atproto.server.createSession", Answer(b"", 502), b"[]", b'{"did": "d", "accessJwt": "t"}')
    server.says("/xrpc/com.atproto.repo.putRecord", b"{}")
    for hint in ("run the command again later", "check its settings and its secret"):
        assert tell() == ()
        assert tell.findings[0].startswith("announce: not announced to bluesky: ")
        assert tell.report.diagnostics[0].hint == hint
    assert tell() == ("bluesky",)


def test_a_webhook_does_not_lead_on(tell: Announcer, server: Web) -> None:
    tell.to("slack")
    server.says("/hook/SLACK", Answer(b"", 302, {"Location": server.says("/elsewhere", b"ok")}))
    assert tell() == ()
    assert server.paths == ["/hook/SLACK"]


def test_a_webhook_that_leads_to_its_like_is_not_shown(tell: Announcer, server: Web) -> None:
    tell.to("slack")
    hook = tell.environment["SITEGEN_ANNOUNCE_SLACK"]
    server.says("/hook/SLACK", Answer(b"", 301, {"Location": f"{hook.replace('http:', 'https:')}/"}))
    assert tell() == ()
    reason = "the webhook leads to another address, which is not followed: what is sent goes where it is addressed"
    assert tell.findings == [f"announce: not announced to slack: {reason}"]
    assert "SLACK" not in tell.digest.read("announced.jsonl")


def test_the_end_of_a_line_is_no_part_of_a_secret(tell: Announcer, server: Web) -> None:
    tell.to("mastodon", url=server.address)
    server.says("/api/v1/statuses", b'{"id": "1"}')
    tell.environment["SITEGEN_ANNOUNCE_MASTODON"] += "\r\n"
    assert tell() == ("mastodon",)
    assert server.asked[0].headers["Authorization"] == "Bearer secret"


@pytest.mark.parametrize("secret", ["sec\nret", "sécret", "secret\x7f"])
def test_a_secret_that_none_can_be_is_an_error_before_anything_is_recorded(
    tell: Announcer, server: Web, secret: str
) -> None:
    tell.to("mastodon", url=server.address)
    tell.to("slack")
    tell.environment["SITEGEN_ANNOUNCE_MASTODON"] = secret
    assert tell() == ("slack",)
    assert tell.findings == ["announce: SITEGEN_ANNOUNCE_MASTODON has characters that no secret can have"]
    assert server.paths == ["/hook/SLACK"]
    assert "mastodon" not in tell.digest.read("announced.jsonl")


def test_a_token_that_a_server_gives_and_no_request_may_have_is_not_shown(tell: Announcer, server: Web) -> None:
    tell.to("bluesky", url=server.address, account="papers.example")
    server.says("/xrpc/com.atproto.server.createSession", b'{"did": "did:plc:x", "accessJwt": "to\\nken"}')
    server.says("/xrpc/com.atproto.repo.putRecord", Answer(b"", 401))
    assert tell() == ()
    assert "ken" not in tell.findings[0] + tell.digest.read("announced.jsonl")


def test_what_is_missing_is_named(tell: Announcer, digest: Digest) -> None:
    with pytest.raises(UsageError, match="names no service"):
        tell()
    tell.to("slack")
    tell.to("mastodon")
    tell.environment.clear()
    assert tell() == ()
    assert tell.findings == ["announce: slack needs its secret", "announce: mastodon needs url"]
