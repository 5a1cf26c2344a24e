"""Forms of mail services, known by the addresses that they are posted to."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from msgspec import Struct

from sitegen.config import Newsletter


class FormFields(Struct, frozen=True):
    """What a service calls its fields."""

    email: str = "email"
    honeypot: str = ""
    """That which people leave empty; empty where the service has none."""


def fields(newsletter: Newsletter) -> FormFields:
    """The names of a form's fields: those that are set, else those of the service.

    >>> fields(Newsletter(action="https://x.us1.list-manage.com/subscribe/post?u=12ab&id=34cd"))
    FormFields(email='EMAIL', honeypot='b_12ab_34cd')
    """
    known = _of_service(newsletter.action)
    return FormFields(newsletter.email_field or known.email, newsletter.honeypot or known.honeypot)


def _of_service(action: str) -> FormFields:
    address = urlsplit(action)
    host = address.hostname or ""
    if host.endswith(".list-manage.com"):
        # Mailchimp names it by the account and the list
        query = parse_qs(address.query)
        account, audience = query.get("u", [""])[0], query.get("id", [""])[0]
        return FormFields("EMAIL", f"b_{account}_{audience}" if account and audience else "")
    if host in ("app.kit.com", "app.convertkit.com"):
        return FormFields("email_address")
    if address.path.endswith("/subscription/form"):
        # listmonk, wherever it runs
        return FormFields("email", "nonce")
    return FormFields()
