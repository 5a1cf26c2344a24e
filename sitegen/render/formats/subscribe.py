"""Forms of mail services, known by the addresses that they are posted to."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from sitegen.config import Newsletter


def fields(newsletter: Newsletter) -> tuple[str, str]:
    """Names of a form's fields for the address and for what people leave empty: those set, else those of the service.

    >>> fields(Newsletter(action="https://x.us1.list-manage.com/subscribe/post?u=12ab&id=34cd"))
    ('EMAIL', 'b_12ab_34cd')
    """
    address = urlsplit(newsletter.action)
    host, email, honeypot = address.hostname or "", "email", ""
    if host.endswith(".list-manage.com"):
        # Mailchimp names it by the account and the list
        query = parse_qs(address.query)
        email, honeypot = "EMAIL", f"b_{query['u'][0]}_{query['id'][0]}" if query.keys() >= {"u", "id"} else ""
    elif host in ("app.kit.com", "app.convertkit.com"):
        email = "email_address"
    elif address.path.endswith("/subscription/form"):
        # listmonk, wherever it runs
        honeypot = "nonce"
    return newsletter.email_field or email, newsletter.honeypot or honeypot
