"""A little digest to tell stories with: paste, edit, build, and see what a reader sees."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from sitegen.config import load
from sitegen.diagnostics import Report
from sitegen.pipeline import Result
from sitegen.pipeline.build import build

HEADER = "new\n\nGet trending papers in your email inbox!\n\nSubscribe\n\nbyAda and the research community\n\n"

ABSTRACT = (
    "We study how {topic} behaves when a reader looks at it closely, and find that it behaves well. "
    "Our experiments with {topic} on three tasks of growing size show that it keeps its promises."
)


class LittleSite:
    """A content folder and the site that is built from it, in a folder of the test's own."""

    def __init__(self, folder: Path) -> None:
        self.content = folder / "content"
        self.output = folder / "site"
        self.report = Report()
        (self.content / "sources").mkdir(parents=True)

    def paste(self, date: str, *titles: str, name: str = "") -> None:
        """Puts a digest of the given titles into the sources, each with an abstract about its last word."""
        papers = [f"{title}\n\n{ABSTRACT.format(topic=title.split()[-1])}\n\n" for title in titles]
        self.write(f"sources/{name or date}.txt", HEADER + f"{date}\n\n" + "".join(papers))

    def write(self, path: str, text: str) -> None:
        file = self.content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8", newline="")

    def read(self, path: str) -> str:
        return (self.content / path).read_text("utf-8")

    def edit(self, path: str, old: str, new: str) -> None:
        text = self.read(path)
        assert old in text
        self.write(path, text.replace(old, new))

    def delete(self, path: str) -> None:
        (self.content / path).unlink()

    def build(self, **flags: Any) -> Result:
        self.report = Report()
        asked = {name: flags.pop(name) for name in ("frozen", "executor") if name in flags}
        config = load(self.content, output=self.output, **flags)
        return build(config, report=self.report, **asked)

    @property
    def findings(self) -> list[str]:
        """`severity[code] path` of each finding of the last build."""
        root = f"{self.content.as_posix()}/"
        return [
            f"{found.severity}[{found.code}] {found.at.path.removeprefix(root) if found.at else ''}"
            for found in self.report.diagnostics
        ]

    @property
    def pages(self) -> dict[str, str]:
        """Every file of the content folder, by path."""
        files = (file for file in self.content.rglob("*") if file.is_file())
        return {file.relative_to(self.content).as_posix(): file.read_text("utf-8") for file in files}

    @property
    def routes(self) -> set[str]:
        """Every file of the site but the theme's assets and the search index's."""
        files = {file.relative_to(self.output).as_posix() for file in self.output.rglob("*") if file.is_file()}
        return {route for route in files if not route.startswith(("assets/", "search/"))}

    def html(self, route: str) -> str:
        return (self.output / route).read_text("utf-8")

    def titles(self, route: str) -> list[str]:
        """Titles of the papers that a page lists, in order."""
        listed = _Titles()
        listed.feed(self.html(route))
        return [" ".join(title.split()) for title in listed.titles]

    def text(self, route: str) -> str:
        """What a page says, white space collapsed."""
        words = _Text()
        words.feed(self.html(route))
        return re.sub(r"\s+", " ", "".join(words.parts)).strip()


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self._silent += tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data)


class _Titles(HTMLParser):
    """Collects the text of the link in each entry's heading."""

    def __init__(self) -> None:
        super().__init__()
        self.titles: list[str] = []
        self._path: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if (tag == "h2" and not self._path) or (tag == "a" and self._path == ["h2"]):
            self._path.append(tag)
            if tag == "a":
                self.titles.append("")

    def handle_endtag(self, tag: str) -> None:
        if self._path and self._path[-1] == tag:
            self._path.pop()

    def handle_data(self, data: str) -> None:
        if self._path == ["h2", "a"]:
            self.titles[-1] += data
