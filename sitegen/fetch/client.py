"""HTTP with manners: time-outs, a limit on size, patience with servers that are busy, and one redirect at a time.

The clock and the sleep are arguments, so that a test needs no waiting and a run hides no time.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Mapping
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import TYPE_CHECKING

from msgspec import Struct, field

from sitegen import __version__
from sitegen.diagnostics import Diagnostic
from sitegen.fetch import addresses

if TYPE_CHECKING:
    import httpx

ARXIV = "arxiv.org"
_BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MOST_REDIRECTS = 5


class Manners(Struct, frozen=True, kw_only=True):
    """How patient a client is, and with whom."""

    timeout: float = 20.0
    """Seconds without a byte."""
    deadline: float = 180.0
    """Seconds for one answer in all, for a server may send a byte now and then for ever."""
    limit: int = 64 * 2**20
    """Bytes of an answer, unpacked."""
    tries: int = 4
    """Requests before a server that is busy or silent is given up."""
    backoff: float = 1.0
    """Seconds before the second request; twice as many before each further one."""
    longest_wait: float = 60.0
    """Seconds that a server's Retry-After is followed for."""
    pause: Mapping[str, float] = field(default_factory=lambda: {ARXIV: 3.0})
    """Seconds between two requests to a host and those below it. arXiv asks for three."""


class Answer(Struct, frozen=True, kw_only=True):
    """What a server answered."""

    url: str
    """Where the answer came from, after redirects."""
    data: bytes = b""
    changed: bool = True
    """False where the server says that nothing is new."""
    etag: str = ""
    modified: str = ""
    """`Last-Modified`, as the server writes it."""


class Unreachable(Exception):
    """An address that could not be fetched, and why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


class _Again(Exception):
    """A failure that may pass."""

    def __init__(self, reason: str, wait: float | None = None) -> None:
        super().__init__(reason)
        self.wait = wait


class Client:
    """Fetches addresses, one after the other; a context manager."""

    def __init__(
        self,
        manners: Manners | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        resolve: addresses.Resolver = addresses.resolve,
    ) -> None:
        self._manners = manners or Manners()
        self._clock, self._sleep, self._resolve = clock, sleep, resolve
        self._http: dict[bool, httpx.Client] = {}
        self._last: dict[str, float] = {}

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        # one that is entered again opens new connections, and still knows whom it asked when
        while self._http:
            self._http.popitem()[1].close()

    def get(self, url: str, *, etag: str = "", modified: str = "", accept: str = "*/*") -> Answer:
        """Fetches an address.

        Args:
            etag, modified: of the answer that is had already; the server may then say that nothing is new.
            accept: kinds of answers wanted.

        Raises:
            Unreachable: there is no answer, or none that may be used.
        """
        if reason := addresses.fault(url):
            raise _unreachable(f"{url} cannot be fetched: {reason}", "give an address that begins with https://")
        headers = {"Accept": accept, "If-None-Match": etag, "If-Modified-Since": modified}
        headers = {name: value for name, value in headers.items() if value}
        tries = max(1, self._manners.tries)
        for attempt in range(tries):
            try:
                return self._follow(url, headers)
            except _Again as problem:
                if attempt == tries - 1:
                    hint = "try again later, or save the page as a file and add that"
                    raise _unreachable(f"{url} cannot be fetched: {problem}", hint) from problem
                wait = problem.wait if problem.wait is not None else self._manners.backoff * 2**attempt
                self._sleep(wait)
        raise AssertionError("unreachable")

    def _follow(self, start: str, headers: Mapping[str, str]) -> Answer:
        """The answer at the end of the redirects."""
        url = start
        for _ in range(_MOST_REDIRECTS + 1):
            found = self._request(start, url, headers)
            if isinstance(found, Answer):
                return found
            self._check_redirect(start, url, found)
            url = found
        raise _unreachable(f"{start} leads in circles: more than {_MOST_REDIRECTS} redirects", "check the address")

    def _check_redirect(self, start: str, url: str, target: str) -> None:
        reason = addresses.fault(target)
        if not reason and url.startswith("https:") and not target.startswith("https:"):
            reason = "it is not encrypted, as the address before it is"
        if not reason and self._is_private(target) and not self._is_private(start):
            reason = "it is inside a private network"
        if reason:
            hint = "if you trust that address, give it instead"
            raise _unreachable(f"{start} leads to {target}, which is not followed: {reason}", hint)

    def _request(self, start: str, url: str, headers: Mapping[str, str]) -> Answer | str:
        """One request: the answer, or where it leads."""
        import httpx

        self._pace(url)
        begun = self._clock()
        http = self._connection(url)
        try:
            with http.stream("GET", url, headers=dict(headers)) as response:
                return self._answer(start, url, response, begun)
        except httpx.TimeoutException as problem:
            raise _Again(f"no answer within {self._manners.timeout:g} seconds") from problem
        except httpx.TransportError as problem:
            raise _Again(_reason(problem)) from problem
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as problem:
            raise _unreachable(f"{url} cannot be fetched: {_reason(problem)}", "check the address") from problem
        finally:
            # no server is told what another, or it itself, said before
            http.cookies.clear()

    def _answer(self, start: str, url: str, response: httpx.Response, begun: float) -> Answer | str:
        told = response.headers
        if response.status_code in _REDIRECTS and (target := told.get("location")):
            return addresses.redirected(url, target)
        if response.status_code in _BUSY:
            raise _Again(_said(response), self._wait(told.get("retry-after", ""), told.get("date", "")))
        etag, modified = told.get("etag", ""), told.get("last-modified", "")
        if response.status_code == 304:
            return Answer(url=url, changed=False, etag=etag, modified=modified)
        if response.status_code != 200:
            hint = "check the address in a browser"
            raise _unreachable(f"{url} cannot be fetched: {_said(response)}", hint)
        size = told.get("content-length", "")
        self._check_size(start, int(size) if size.isdecimal() else 0)
        data = b"".join(self._parts(start, response, begun))
        return Answer(url=url, data=data, etag=etag, modified=modified)

    def _parts(self, start: str, response: httpx.Response, begun: float) -> Iterator[bytes]:
        """The body, unpacked, within the limits of size and time."""
        size = 0
        for part in response.iter_bytes():
            size += len(part)
            self._check_size(start, size)
            if self._clock() - begun > self._manners.deadline:
                raise _Again(f"the answer takes longer than {self._manners.deadline:g} seconds")
            yield part

    def _check_size(self, start: str, size: int) -> None:
        if size > self._manners.limit:
            hint = "download the file and add that, with --since or --category where it is large"
            raise _unreachable(f"{start} is larger than {self._manners.limit:,} bytes", hint)

    def _pace(self, url: str) -> None:
        """Waits until the host wants another request."""
        name = addresses.origin(url)
        for place, pause in self._manners.pause.items():
            if name == place or name.endswith(f".{place}"):
                if place in self._last and (wait := self._last[place] + pause - self._clock()) > 0:
                    self._sleep(wait)
                self._last[place] = self._clock()

    def _wait(self, told: str, now: str) -> float | None:
        """Seconds that a server asks to wait, as a number or as a date by its own clock."""
        if told.strip().isdecimal():
            return min(float(told), self._manners.longest_wait)
        try:
            seconds = (parsedate_to_datetime(told) - parsedate_to_datetime(now)).total_seconds()
        except (ValueError, TypeError):
            return None
        return min(max(0.0, seconds), self._manners.longest_wait)

    def _is_private(self, url: str) -> bool:
        return addresses.is_private(addresses.host(url), self._resolve)

    def _connection(self, url: str) -> httpx.Client:
        import httpx

        # a proxy has no business with this machine's own addresses
        outside = not self._is_private(url)
        if outside not in self._http:
            self._http[outside] = httpx.Client(
                timeout=self._manners.timeout,
                follow_redirects=False,
                trust_env=outside,
                headers={"User-Agent": f"sitegen/{__version__}"},
            )
        return self._http[outside]


def _said(response: httpx.Response) -> str:
    return f"the server says {response.status_code} {response.reason_phrase}".rstrip()


def _reason(problem: Exception) -> str:
    """What a library says of a failure, as a part of a sentence."""
    text = re.sub(r"^\[[^\]]*\]\s*", "", str(problem).strip().partition("\n")[0])
    return text[:1].lower() + text[1:] if text else type(problem).__name__


def _unreachable(message: str, hint: str) -> Unreachable:
    return Unreachable(Diagnostic(severity="error", code="unreachable", message=message, hint=hint))
