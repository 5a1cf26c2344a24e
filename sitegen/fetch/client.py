"""An HTTP client with limits on time and size, retries for busy servers, and one redirect at a time.

The clock and the sleep are arguments, so that a test needs no waiting.
"""

from __future__ import annotations

import re
import time
import zlib
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from msgspec import Struct

from sitegen.diagnostics import Diagnostic, FetchError, RefusedError, UncertainError, UntrustedError
from sitegen.fetch import hosts
from sitegen.fetch.limits import Limits, retry_after, unpack
from sitegen.text.addresses import url_error
from sitegen.version import __version__

if TYPE_CHECKING:
    import httpcore

    from sitegen.fetch.network import Connections

ALLOW_PRIVATE = "--allow-private"
"""The flag by which private networks are asked as well."""
LATER = "run the command again later"
"""What to do where a server that is sent something is busy."""
_BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})
_NOT_TAKEN = frozenset({429, 503})
"""With which a server says that it has not done what it was asked for."""
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MAX_REDIRECTS = 5


class Response(Struct, frozen=True, kw_only=True):
    """What a server answered."""

    url: str
    """Where the answer came from, after redirects."""
    data: bytes = b""
    changed: bool = True
    """False where the server says that nothing is new."""
    etag: str = ""
    modified: str = ""
    """`Last-Modified`, as the server writes it."""


class _RetryableError(Exception):
    """A failure that may pass, after the seconds that the server asks to `wait`; with `is_sent` the server may have
    done what it was asked for.
    """

    def __init__(self, reason: str, wait: float | None = None, *, is_sent: bool, status: int = 0) -> None:
        super().__init__(reason)
        self.wait, self.is_sent, self.status = wait, is_sent, status


def system_proxy(url: str) -> str:
    """The proxy that the system names for a URL (`https_proxy`, `no_proxy`), empty for none."""
    return "" if proxy_bypass(hosts.host(url)) else getproxies().get(urlsplit(url).scheme, "")


class Client:
    """Fetches URLs, one after the other; a context manager.

    Args:
        allow_private: whether URLs in private networks may be given. A public one never leads to a private one.
        clock, sleep: the time.
        resolve: from names to IP addresses.
        proxy: from a URL to its proxy.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        allow_private: bool = False,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        resolve: hosts.Resolver = hosts.resolve,
        proxy: Callable[[str], str] = system_proxy,
    ) -> None:
        self._limits, self._allow_private = limits or Limits(), allow_private
        self._clock, self._sleep, self._resolve, self._proxy = clock, sleep, resolve, proxy
        self._open: dict[tuple[str, bool], Connections] = {}
        self._last_request: dict[str, float] = {}

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        # a client that is entered again opens new connections, and still keeps its pauses
        while self._open:
            self._open.popitem()[1].close()

    def get(self, url: str, *, etag: str = "", modified: str = "") -> Response:
        """Fetch a URL.

        Args:
            etag, modified: of an earlier response, if a header can have them; the server may say that nothing is new.

        Raises:
            FetchError: there is no answer, or none that may be used.
        """
        return self._ask(url, {"Accept": "*/*", "If-None-Match": etag, "If-Modified-Since": modified})

    def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> Response:
        """Send something to a server; this is repeated only where the server has certainly not accepted it.

        Args:
            headers: of the request, its Content-Type among them.

        Raises:
            UncertainError: the server may have accepted it or not.
            FetchError: the server has not accepted it.
        """
        return self._ask(url, headers, body)

    def _ask(self, url: str, headers: Mapping[str, str], body: bytes | None = None) -> Response:
        if reason := url_error(url):
            raise _error(f"{url} cannot be fetched: {reason}", "give an address that begins with https://")
        task = _Task(
            start=url,
            headers={"User-Agent": f"sitegen/{__version__}", "Accept-Encoding": "gzip"}
            | {name: value for name, value in headers.items() if value and value.isascii() and value.isprintable()},
            body=body,
            deadline=self._clock() + self._limits.deadline,
            may_be_private=self._allow_private and hosts.is_private(hosts.host(url), self._resolve),
        )
        for attempt in range(1, self._limits.attempts + 1):
            try:
                return self._follow(task)
            except _RetryableError as problem:
                if task.body is not None and problem.is_sent:
                    raise UncertainError(
                        Diagnostic(severity="warning", code="unknown-delivery", message=f"{url}: {problem}")
                    ) from problem
                wait = self._limits.backoff * 2 ** (attempt - 1) if problem.wait is None else problem.wait
                is_late = self._clock() + wait >= task.deadline
                if attempt < self._limits.attempts and not is_late:
                    self._sleep(wait)
                    continue
                slow = f"it takes longer than {self._limits.deadline:g} seconds"
                message = f"{url} cannot be fetched: {slow if is_late and not problem.status else problem}"
                hint = "try again later, or save the page as a file and add that"
                if task.body is not None and problem.status:
                    hint = LATER
                # who wants to be left alone is not to be asked for anything else either
                is_refusal = problem.status not in (0, 429) and problem.wait is None
                raise _error(message, hint, RefusedError if is_refusal else FetchError) from problem
        raise AssertionError("the last attempt returns or raises")

    def _follow(self, task: _Task) -> Response:
        """The answer at the end of the redirects."""
        url = task.start
        for _ in range(_MAX_REDIRECTS + 1):
            answer = self._request(task, url)
            if isinstance(answer, Response):
                return answer
            if task.body is not None:
                raise _not_followed(task, answer, "what is sent goes where it is addressed")
            reason = url_error(answer)
            if not reason and url.startswith("https:") and not answer.startswith("https:"):
                reason = "it is not encrypted, as the address before it is"
            if reason:
                raise _not_followed(task, answer, reason)
            url = answer
        raise _error(f"{task.start} leads in circles: more than {_MAX_REDIRECTS} redirects", "check the address")

    def _request(self, task: _Task, url: str) -> Response | str:
        """Make one request: the answer, or where it leads."""
        import httpcore

        from sitegen.fetch.network import PrivateAddressError

        self._pace(url)
        try:
            with self._connections(task, url).request(url, task.headers, task.body, task.deadline) as response:
                return self._answer(task, url, response)
        except PrivateAddressError as problem:
            raise _private(task, url) from problem
        except httpcore.TimeoutException as problem:
            reason = f"no answer within {self._limits.timeout:g} seconds"
            raise _RetryableError(reason, is_sent=not isinstance(problem, httpcore.ConnectTimeout)) from problem
        except (httpcore.NetworkError, httpcore.ProxyError, httpcore.ProtocolError) as problem:
            is_sent = not isinstance(problem, (httpcore.ConnectError, httpcore.ProxyError, httpcore.LocalProtocolError))
            raise _RetryableError(_reason(problem), is_sent=is_sent) from problem
        except (zlib.error, UnicodeError) as problem:
            raise _error(f"{url} cannot be fetched: {_reason(problem)}", "check the address") from problem

    def _answer(self, task: _Task, url: str, response: httpcore.Response) -> Response | str:
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
        if response.status in _REDIRECTS and (location := headers.get("location")):
            return hosts.redirect_target(url, location)
        if response.status in _BUSY:
            wait = retry_after(headers.get("retry-after", ""), headers.get("date", ""))
            reason = _status(response) + (f", and to come back in {wait:,.0f} seconds" if wait else "")
            raise _RetryableError(reason, wait, is_sent=response.status not in _NOT_TAKEN, status=response.status)
        etag, modified = headers.get("etag", ""), headers.get("last-modified", "")
        if response.status == 304:
            return Response(url=url, changed=False, etag=etag, modified=modified)
        if response.status != 200 and (task.body is None or response.status // 100 != 2):
            message = f"{url} cannot be fetched: {_status(response)}"
            raise _error(message, "check the address in a browser", RefusedError)
        length = headers.get("content-length", "")
        self._check_size(task, int(length[:20]) if length.isdecimal() else 0)
        data, parts, encoding = bytearray(), response.iter_stream(), headers.get("content-encoding", "").strip().lower()
        if encoding not in ("", "identity", "gzip", "x-gzip"):
            message = f"{url} cannot be fetched: the answer is packed as {encoding!r:.40}"
            raise _error(message, "download it in a browser")
        try:
            for part in unpack(parts) if encoding.endswith("gzip") else parts:
                data += part
                if self._limits.cut and len(data) >= self._limits.size:
                    break
                self._check_size(task, len(data))
        except EOFError as problem:
            raise _RetryableError(str(problem), is_sent=True) from problem
        return Response(url=url, data=bytes(data), etag=etag, modified=modified)

    def _check_size(self, task: _Task, size: int) -> None:
        if size > self._limits.size and not self._limits.cut:
            hint = "download the file and add that, with --since or --category where it is large"
            raise _error(f"{task.start} is larger than {self._limits.size:,} bytes", hint)

    def _pace(self, url: str) -> None:
        """Wait until the host wants another request."""
        name = urlsplit(url).netloc.lower()
        for host, pause in self._limits.pauses.items():
            if name == host or name.endswith(f".{host}"):
                if host in self._last_request and (wait := self._last_request[host] + pause - self._clock()) > 0:
                    self._sleep(wait)
                self._last_request[host] = self._clock()

    def _connections(self, task: _Task, url: str) -> Connections:
        """The connections that may be used for a URL: those to private hosts are not there for public starts."""
        from sitegen.fetch.network import Connections, Network

        # a proxy has no business with this machine's own addresses; it resolves public names itself
        proxy = "" if task.may_be_private else self._proxy(url)
        if proxy and hosts.is_private(hosts.host(url), self._resolve):
            raise _private(task, url)
        key = proxy, task.may_be_private
        if key not in self._open:
            allow_private = bool(proxy) or task.may_be_private
            network = Network(self._resolve, self._clock, self._limits.timeout, allow_private=allow_private)
            self._open[key] = Connections(network, proxy)
        return self._open[key]


class _Task(Struct, frozen=True, kw_only=True):
    """One call of `Client.get` or `post`."""

    start: str
    headers: Mapping[str, str]
    body: bytes | None
    """What is sent; None where something is fetched."""
    deadline: float
    may_be_private: bool


def _status(response: httpcore.Response) -> str:
    reason = response.extensions.get("reason_phrase", b"").decode("latin-1")
    return f"the server says {response.status} {reason}".rstrip()


def _reason(problem: Exception) -> str:
    """What a library says of a failure, as a part of a sentence; EOF at its beginning is no word."""
    text = re.sub(r"^\[[^\]]*\]\s*", "", str(problem).strip().partition("\n")[0])
    return text[:1].lower() + text[1:] if text[1:2].islower() else text or type(problem).__name__


def _private(task: _Task, url: str) -> FetchError:
    reason = "it is inside a private network"
    if url != task.start:
        return _not_followed(task, url, reason)
    return _error(f"{url} cannot be fetched: {reason}", f"give {ALLOW_PRIVATE} if you trust it", UntrustedError)


def _not_followed(task: _Task, target: str, reason: str) -> FetchError:
    message = f"{task.start} leads to {target}, which is not followed: {reason}"
    return _error(message, "if you trust that address, give it instead", UntrustedError)


def _error(message: str, hint: str, kind: type[FetchError] = FetchError) -> FetchError:
    return kind(Diagnostic(severity="error", code="unreachable", message=message, hint=hint))
