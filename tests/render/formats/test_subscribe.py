"""The form of a mail service, with the names that the service knows its fields by."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.little import LittleSite


def form(folder: Path, settings: str) -> tuple[str, str, str]:
    """The form, the name of its address field and that of the field to be left empty, on a built page."""
    site = LittleSite(folder)
    site.paste("2025-03-28", "Bounds for trees")
    site.write("site.toml", f"[newsletter]\n{settings}\n")
    site.build()
    html = site.html("index.html")
    (found,) = re.findall(r'(?s)<form class="subscribe".*?</form>', html)
    (email,) = re.findall(r'<input id="subscribe-address" type="email" name="([^"]*)"', found)
    empty = re.findall(r'<input id="subscribe-empty" type="text" name="([^"]*)" tabindex="-1"', found)
    labels = set(re.findall(r'<label for="([^"]*)"', found))
    assert labels == {"subscribe-address", "subscribe-empty"} if empty else {"subscribe-address"}
    return found, email, "".join(empty)


@pytest.mark.parametrize(
    ("action", "email", "honeypot"),
    [
        ("https://buttondown.com/api/emails/embed-subscribe/digest", "email", ""),
        ("https://app.kit.com/forms/123/subscriptions", "email_address", ""),
        ("https://digest.us1.list-manage.com/subscribe/post?u=12ab&id=34cd&f_id=5", "EMAIL", "b_12ab_34cd"),
        ("https://digest.us1.list-manage.com/subscribe/post?u=12ab", "EMAIL", ""),
        ("https://lists.example.org/subscription/form", "email", "nonce"),
        ("https://mail.example.org/join", "email", ""),
    ],
)
def test_a_known_service_is_sent_the_fields_that_it_wants(
    tmp_path: Path, action: str, email: str, honeypot: str
) -> None:
    assert form(tmp_path, f'action = "{action}"')[1:] == (email, honeypot)


def test_what_is_set_goes_before_what_is_known(tmp_path: Path) -> None:
    settings = 'action = "https://app.kit.com/forms/1/subscriptions"\nemail_field = "mail"\nhoneypot = "website"\n'
    found, *names = form(tmp_path, f'{settings}fields = {{ l = "4f1c" }}')
    assert names == ["mail", "website"]
    assert '<input type="hidden" name="l" value="4f1c">' in found
