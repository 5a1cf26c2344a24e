"""Addresses that mail can be sent to."""

from __future__ import annotations

import re

_LOCAL_PART = re.compile(r"[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*", re.ASCII)
_HOST_NAME = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}", re.ASCII | re.IGNORECASE)


def is_mail_address(value: str) -> bool:
    """Whether mail can be sent there: RFC 5321's dot-string before the `@`, in ASCII, and a name of a domain.

    >>> is_mail_address("ada.l@example.org"), is_mail_address("ada@localhost"), is_mail_address("a b@example.org")
    (True, False, False)
    """
    local, _, domain = value.rpartition("@")
    return len(value) <= 254 and _LOCAL_PART.fullmatch(local) is not None and is_host_name(domain)


def is_host_name(value: str) -> bool:
    """Whether it is the full name of a host (RFC 1035), in ASCII."""
    return _HOST_NAME.fullmatch(value) is not None
