"""Clients that may ask the little server."""

from __future__ import annotations

from typing import Any

import pytest

from sitegen.diagnostics import FetchError
from sitegen.fetch import Client, Limits, Response, hosts
from tests.web import Clock


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
