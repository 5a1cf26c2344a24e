"""Errors in templates, as findings with file and line for their author."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from traceback import walk_tb
from typing import TypeAlias

import jinja2

from sitegen.diagnostics import Location, SitegenError, UsageError, suggest, usage_error
from sitegen.render.theme.compiler import records
from sitegen.render.theme_folders import is_packaged
from sitegen.routes import Route

Sources: TypeAlias = Mapping[str, tuple[str, Path]]
"""Each template's text and path, by name."""
_EXTENDS = re.compile(r"\{%[-+]?\s*extends\b[^%]*%\}\s*$")
"""A line that only hands over to the template below; what goes wrong there has nothing to do with it."""
_OF_THE_MACHINE = (SitegenError, OSError, MemoryError)
"""Whatever a template does, these are not its fault."""
GUIDE = "sitegen explain templates"
"""What shows the guide to the theme."""
_NO_ATTRIBUTE = re.compile(r"'(\w+)(?: object'|' object) has no attribute '(\w+)'")
"""What Jinja and Python say of an attribute that a record does not have."""
_WITHIN = re.compile(r"\b(?:\w+\.|<locals>\.)+(?=\w+(?: object'|' object|\(\)))")
"""Where in Python that is which a message is about."""
_JOINED = re.compile(r"sequence item \d+: expected str instance, (\w+) found")
_UNKNOWN = re.compile(r"(?:filter named|unknown tag) '(\w+)'|'(\w+)' is undefined|no (?:file|template) ([^ ,]+)")
"""What Jinja and sitegen say of a name that means nothing."""
_TAGS = ("block", "extends", "filter", "for", "from", "if", "import", "include", "macro", "set", "with")
_OF_PAGE = ("asset", "canonical", "href", "view")
"""What the template of a page knows of it, and a macro only where it is given."""


def locate(problem: BaseException, sources: Sources, names: Iterable[str] = (), page: Route = "") -> UsageError | None:
    """The finding for an error in a template; None for an error that is not the template's.

    What a filter or a function raises is the error of the template that called it, where that is one of the editor's:
    it was given something that it cannot do. Where sitegen's own did, it is a bug.

    Args:
        problem: what rendering raised. If it is not the template's fault, it gets a note of the template's line.
        names: of what a template may use, from which one is suggested for a name that means nothing.
        page: that was being rendered.
    """
    if isinstance(problem, jinja2.TemplateSyntaxError):
        message = problem.message or "it is no template"
        # of a comment that does not end Jinja gives the file as the name
        path = problem.filename or problem.name or ""
        return _finding(message[:1].lower() + message[1:], path, problem.lineno, sources, names)
    is_own = {str(path): not is_packaged(path) for _, path in sources.values()}
    passed = [(frame.f_code.co_filename, line) for frame, line in walk_tb(problem.__traceback__)]
    frames = [frame for frame in passed if frame[0] in is_own]
    where = f", on the page {page}" if page else ""
    call = re.match(r"macro '(\w+)' takes", str(problem))
    if call and frames and not is_own[frames[-1][0]]:
        return _wrong_macro(call[1], str(problem) + where, is_own, sources)
    if frames and (frames[-1] is passed[-1] or isinstance(problem, (jinja2.TemplateError, RecursionError))):
        return _finding(_sentence(problem) + where, *frames[-1], sources, names)
    if isinstance(problem, jinja2.TemplateNotFound):
        return usage_error("template", f"no theme has the template {problem}", hint="install sitegen again")
    own = [frame for frame in frames if is_own[frame[0]] and not _EXTENDS.search(_line(*frame, sources))]
    if own and not isinstance(problem, _OF_THE_MACHINE):
        return _finding(_sentence(problem) + where, *own[-1], sources, names)
    if frames:
        problem.add_note(f"while a template was rendered: {frames[-1][0]}:{frames[-1][1]}")
    return None


def _sentence(problem: BaseException) -> str:
    if isinstance(problem, jinja2.TemplateNotFound):
        return f"there is no template {str(problem).lstrip('!')}" + (" below this one" if "!" in str(problem) else "")
    if isinstance(problem, RecursionError):
        return "this template extends or includes itself"
    if isinstance(problem, KeyError):
        return f"there is no {problem}"
    message = _JOINED.sub(r"\1 is no text: write map('label') before join, or another of its parts", str(problem))
    return _WITHIN.sub("", message) or type(problem).__name__


def _wrong_macro(name: str, message: str, is_own: Mapping[str, bool], sources: Sources) -> UsageError | None:
    """The finding for a macro of the editor's that a packaged template calls with arguments which it does not take."""
    macro = re.compile(rf"\{{%[-+]?\s*(macro\s+{name}\(.*?\))\s*[-+]?%\}}", re.DOTALL)
    for template, (text, path) in sources.items():
        if is_own[str(path)] and (match := macro.search(text)):
            below = macro.search(sources.get(f"!{template}", ("", path))[0])
            hint = f"write {{% {below[1]} %}}, as the template below does" if below else ""
            return _finding(message, str(path), text.count("\n", 0, match.start()) + 1, sources, hint=hint)
    return None


def _finding(
    message: str, path: str, line: int, sources: Sources, names: Iterable[str] = (), hint: str = ""
) -> UsageError:
    excerpt = _line(path, line, sources)
    start, end = _span(message, excerpt)
    at = Location(Path(path).as_posix(), line, start + 1)
    return usage_error("template", message, at, excerpt=excerpt, length=end - start, hint=hint or _hint(message, names))


def _hint(message: str, names: Iterable[str]) -> str:
    otherwise = f"{GUIDE} has what templates may say"
    if unknown := _UNKNOWN.search(message):
        name = next(filter(None, unknown.groups()))
        if name in _OF_PAGE:
            file = '; for a file of the theme write href(site.assets ~ "/logo.svg")' if name == "asset" else ""
            return f"a macro knows its arguments only, so {name} has to be one{file}"
        return suggest(name, (*names, *_OF_PAGE, *_TAGS), otherwise, likeness=0.7)
    if not (lacking := _NO_ATTRIBUTE.match(message)):
        return otherwise
    kinds = [kind for kind in records() if kind.__name__ == lacking[1]]
    known = {name for kind in kinds for name in dir(kind) if name[0] != "_"}
    return suggest(lacking[2], known, f"{GUIDE} names the parts of {lacking[1]}" if kinds else otherwise, likeness=0.7)


def _line(path: str, line: int, sources: Sources) -> str:
    """A line of a template."""
    text = next((text for text, known in sources.values() if str(known) == path), "")
    lines = text.splitlines()
    return lines[line - 1] if 0 < line <= len(lines) else ""


def _span(message: str, line: str) -> tuple[int, int]:
    """The part of a line that a message is about: what it quotes, else the first tag, for Jinja gives no columns."""
    quoted = re.findall(r"'([^']+)'", message)
    candidates = (*(rf"\b{re.escape(name)}\b" for name in reversed(quoted)), r"\{[{%#].*?[}%#]\}", r"\S.*")
    match = next(filter(None, (re.search(pattern, line) for pattern in candidates)), None)
    return match.span() if match else (0, 1)
