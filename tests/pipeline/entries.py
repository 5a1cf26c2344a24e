"""Sources of a few entries, and what lies in the content folder then."""

from __future__ import annotations

from typing import Any

from sitegen.config import Config
from sitegen.ingest import jsonl
from sitegen.model import Digest, Entry, Facts, Span


def files(config: Config) -> dict[str, str]:
    found = (file for file in config.content.rglob("*") if file.is_file() and file.name != "topics.toml")
    return {file.relative_to(config.content).as_posix(): file.read_text("utf-8") for file in sorted(found)}


def entry(title: str, **facts: Any) -> Entry:
    return Entry(facts=Facts(title=title, **facts), abstract=((Span("text", f"On {title}."),),))


def put(config: Config, name: str, *entries: Entry, date: str = "2025-03-28") -> None:
    file = config.content / "sources" / f"{name}.jsonl"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"".join(jsonl.write(entries, Digest(date=date))))
