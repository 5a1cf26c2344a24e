"""The keys of a page as values of a type. What is wrong with one is reported at its line, and loses no other."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping

from sitegen.diagnostics import Diagnostic, Location, Report, Severity
from sitegen.pages import front_matter
from sitegen.pages.front_matter import FENCE, Value
from sitegen.text import comments, conflicts
from sitegen.text.characters import code_point, find_illegal, remove_illegal

_TRUE, _FALSE = frozenset({"true", "yes", "on", "1"}), frozenset({"", "false", "no", "off", "0"})
_KEYS_OF_OTHERS = frozenset({"date"})
"""Keys of other programs that look like slips of ours: 'data'."""


class Keys:
    """The front matter of a page, and the body below it; `path` is that of the page, as a diagnostic names it."""

    def __init__(self, text: str, path: str, report: Report) -> None:
        errors, findings = report.count("error"), report
        self.has_sides = conflicts.refuse(text, path, report)
        """Whether Git has left two sides here. What is wrong with both together is no fault of either."""
        if self.has_sides:
            text, findings = conflicts.joined(text), Report()
        block = front_matter.split(text)
        if not block.is_closed:
            message, hint = "the front matter is opened and never closed", "put a line with --- after the last key"
            findings.error("front-matter", message, Location(path, 1, 1), excerpt=FENCE, length=len(FENCE), hint=hint)
        self.body, self.body_line = block.body, block.body_line
        if (opened := comments.find_open(block.body)) >= 0:
            at = Location.of(path, text, len(block.before) + opened)
            hint = "close it with -->, or write \\<!-- for the letters"
            what = "this comment is never closed, so it is published"
            report.warning("open-comment", what, at, excerpt=text.split("\n")[at.line - 1], length=4, hint=hint)
        self._head, self._lines, self._path, self._report = block.head, block.head.split("\n"), path, report
        values = front_matter.read(block.head, path, findings)
        self.is_whole = report.count("error") == errors
        """Whether all of it could be read."""
        # the text itself was looked at already, so only an escape can be a character that no page can show
        self.values = {key: self._showable(key, value) for key, value in values.items()} if "\\" in text else values

    def text(self, key: str) -> str:
        """The value of a key on one line."""
        value = self.values.get(key, "")
        if isinstance(value, str):
            return " ".join(value.split()) if value else ""
        self.wrong(key, f"'{key}' must be a text", f'write {key}: "…"')
        return ""

    def texts(self, key: str) -> tuple[str, ...]:
        """The values of a key that may hold several."""
        value = self.values.get(key)
        if not value:
            return ()
        if isinstance(value, str):
            return (value.strip(),)
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(item.strip() for item in value if isinstance(item, str) and item.strip())
        self.wrong(key, f"'{key}' must be a list of texts", f'write {key}: ["…", "…"]')
        return ()

    def switch(self, key: str) -> bool:
        """Whether a key is on; one with another value is reported, and on."""
        value = self.text(key).lower()
        if value not in (*_TRUE, *_FALSE):
            self.wrong(key, f"'{key}' must be true or false", f"write {key}: true, or delete the line")
        return value not in _FALSE

    def parsed(self, key: str, parse: Callable[[str], str], example: str) -> str:
        """The value of a key in another form.

        Args:
            parse: gives that form; empty for a text that has none.
            example: completes "… is not", as in "a day such as 2025-03-28".
        """
        text = self.text(key)
        value = parse(text)
        if text and not value:
            self.wrong(key, f"{text!r} is not {example}", "correct it, or delete the line")
        return value

    def own(self, known: Collection[str]) -> str:
        """The lines of keys that sitegen does not know, and comments. A slip of a key that it knows is reported."""
        self.report_slips(known)
        own = self.values.keys() - known
        return front_matter.others(self._head, self.values, known) if own or "#" in self._head else ""

    def report_slips(self, known: Collection[str]) -> None:
        """Warn of keys that look like slips of those that sitegen knows."""
        for key in self.values.keys() - known - _KEYS_OF_OTHERS:
            if similar := next((name for name in sorted(known) if _is_slip(key, name)), ""):
                at, line = self._find(key)
                message, hint = f"sitegen knows no key '{key}'", f"did you mean '{similar}'?"
                self._report.warning("unknown-key", message, at, excerpt=line, length=len(key), hint=hint)

    def find_misplaced(self, places: Mapping[str, str]) -> None:
        """Note keys that are read nowhere, as what they say has another place; `places` has a hint for each."""
        for key in sorted(self.values.keys() & places):
            # who gives the right key as well has this one for another program
            if not any(f"'{name}'" in places[key] for name in self.values):
                self.wrong(key, f"sitegen reads no key '{key}' here", places[key], code="unknown-key", severity="note")

    def wrong(
        self,
        key: str,
        message: str,
        hint: str,
        report: Report | None = None,
        code: str = "front-matter",
        severity: Severity = "error",
    ) -> None:
        """Report what is wrong with the value of a key, to this report or another one."""
        at, line = self._find(key)
        start = len(line) - len(line.partition(":")[2].lstrip())
        if line:
            at = Location(at.path, at.line, start + 1)
        length = len(line) - start
        slip = Diagnostic(severity=severity, code=code, message=message, at=at, excerpt=line, length=length, hint=hint)
        (self._report if report is None else report).add(slip)

    def _find(self, key: str) -> tuple[Location, str]:
        """Where a key is given, and that line; the page's first line for one that has no line of its own."""
        # the block starts on the file's second line
        for number, line in enumerate(self._lines, 2):
            if re.match(rf'"?{re.escape(key)}"?\s*:', line):
                return Location(self._path, number, 1), line
        return Location(self._path, 1), ""

    def _showable(self, key: str, value: Value) -> Value:
        """A value without the characters that no page can show, which are reported."""
        if isinstance(value, list):
            return [self._showable(key, item) for item in value]
        if isinstance(value, dict):
            return {inner: self._showable(key, item) for inner, item in value.items()}
        if illegal := find_illegal(value):
            at, line = self._find(key)
            message = f"{key} holds a character that cannot be shown: {code_point(illegal[0])}"
            hint = "delete it; sitegen leaves it out"
            self._report.warning("illegal-character", message, at, excerpt=line, hint=hint)
        return remove_illegal(value)


def _is_slip(key: str, known: str) -> bool:
    """Whether a key is a known one in another case, or with one letter more, less or other."""
    key = key.casefold()
    same = next((n for n, (letter, other) in enumerate(zip(key, known, strict=False)) if letter != other), None)
    if same is None:
        return abs(len(key) - len(known)) < 2
    return key[same + 1 :] in (known[same:], known[same + 1 :]) or key[same:] == known[same + 1 :]
