"""Tasks outside this process's own pool: on an executor that the caller brings, or on a Dask cluster.

    with connect("dask://scheduler.example:8786") as executor:
        build(config, report=report, executor=executor)

Nothing is known of such workers: they may be threads, or processes on machines that have neither the content folder
nor the theme. So all arguments travel as bytes, and a worker whose sitegen would make other bytes is refused.
"""

from __future__ import annotations

import pickle
import re
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError, Executor, Future
from contextlib import AbstractContextManager, contextmanager
from functools import lru_cache
from typing import Any, TypeVar

from msgspec import Struct

from sitegen.diagnostics import as_usage_error, usage_error
from sitegen.pipeline.versions import versions

T = TypeVar("T")
_SCHEME = "dask://"
_WORKER = "a worker has {}, and this machine {}"
_SECONDS = 20
"""How long a cluster is waited for."""
_UNKNOWN = 64
"""Tasks that an executor is trusted to run at a time."""
_LARGE = 1 << 20
"""Bytes from which an argument is sent to the cluster once, and not with every task."""


class RemoteExecutor(Executor):
    """Runs tasks on an executor whose workers share nothing with this process.

    Args:
        executor: of the caller, who closes it.
        processes: tasks that it runs at a time; 0 for as many as it says itself, or many if it does not.
        send: replaces an argument by what stands for it in the executor's calls.
    """

    def __init__(self, executor: Executor, processes: int = 0, send: Callable[[bytes], Any] = bytes) -> None:
        self.processes: int = processes or getattr(executor, "_max_workers", None) or _UNKNOWN
        self._executor, self._send = executor, send
        self._versions = versions()

    def submit(self, fn: Callable[..., T], /, *args: Any, **_: Any) -> Future[T]:
        sent = (self._send(arg) if isinstance(arg, bytes) else _Pickled(pickle.dumps(arg)) for arg in args)
        return self._executor.submit(_call, self._versions, fn, *sent)


class _Pickled(Struct, frozen=True):
    """An argument on its way."""

    data: bytes


def adapt(executor: Executor) -> RemoteExecutor:
    """A caller's executor as one that shares nothing with this process."""
    return executor if isinstance(executor, RemoteExecutor) else RemoteExecutor(executor)


def _call(expected: tuple[str, ...], task: Callable[..., T], /, *arguments: Any) -> T:
    """Run a task where this is, if the programs are the same."""
    check_versions(_own_versions(), expected, _WORKER)
    return task(
        *(pickle.loads(argument.data) if isinstance(argument, _Pickled) else argument for argument in arguments)
    )


_own_versions = lru_cache(maxsize=1)(versions)


def check_versions(one: Sequence[str], other: Sequence[str], message: str) -> None:
    """Raise a UsageError where two programs would make different bytes; the message has blanks for what differs."""
    for pair in zip(one, other, strict=False):
        if len({*pair}) > 1:
            raise usage_error("versions", message.format(*pair), hint="install the same versions everywhere")


@contextmanager
def connect(address: str) -> Iterator[RemoteExecutor]:
    """The executor of a Dask cluster.

    Args:
        address: of its scheduler, `dask://host:port`.

    Raises:
        UsageError: there is no such cluster, it has no workers, or it fails.
    """
    host = address.removeprefix(_SCHEME)
    if host == address or not re.fullmatch(r"\S+:\d{1,5}", host):
        raise usage_error("executor", f"{address!r} is no address of an executor", hint=f"as in {_SCHEME}host:8786")
    try:
        from distributed import Client
        from distributed.scheduler import KilledWorker
        from distributed.utils import LoopRunner
    except ModuleNotFoundError as problem:
        hint = "install it with pip install 'sitegen-digest[dask]'"
        raise usage_error("executor", f"{address} needs the package {problem.name}", hint=hint) from problem
    # the first bytes of another kind of server may be taken for the length of an answer that no memory holds
    with _failing(host, (OSError, ValueError, MemoryError), "cannot be reached"):
        LoopRunner().run_sync(_greet, f"tcp://{host}")
        client = Client(f"tcp://{host}", timeout=_SECONDS, set_as_default=False)
    with client:
        with _failing(host, (TimeoutError,), "has no workers"):
            client.wait_for_workers(1, timeout=_SECONDS)
        with _failing(host, (ModuleNotFoundError,), "has workers without sitegen"):
            for theirs in client.run(versions).values():
                check_versions(theirs, versions(), _WORKER)
        executor = client.get_executor(pure=False)
        processes = sum(client.nthreads().values())
        with _failing(host, (KilledWorker, CancelledError), "lost its workers"):
            yield RemoteExecutor(executor, processes, _Sender(client.scatter))


async def _greet(address: str) -> None:
    """Check that Dask answers there: its client would wait for ever for another kind of server."""
    import asyncio

    from distributed.comm.core import connect as open_comm

    async with asyncio.timeout(_SECONDS):
        comm = await open_comm(address, timeout=_SECONDS)
    comm.abort()


def _failing(host: str, kinds: tuple[type[Exception], ...], message: str) -> AbstractContextManager[None]:
    hint = "see that the scheduler and its workers run, and that sitegen is installed for them"
    return as_usage_error(kinds, "executor", lambda _: f"the cluster at {host} {message}", hint)


class _Sender:
    """Puts large bytes into a cluster's memory once.

    Every worker gets them, as those that only one had would be lost with it.
    """

    def __init__(self, scatter: Callable[..., Any]) -> None:
        self._scatter = scatter
        self._last: tuple[bytes, Any] = (b"", None)

    def __call__(self, data: bytes) -> Any:
        if len(data) < _LARGE:
            return data
        if self._last[0] is not data:
            self._last = data, self._scatter(data, broadcast=True)
        return self._last[1]
