"""What is odd in an editor's theme and stops no build, as warnings at its files: names that nothing uses, what shows
nowhere, and slips in stylesheets, where browsers pass over them in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import jinja2
from jinja2 import nodes

from sitegen.diagnostics import Diagnostic, Location, suggest
from sitegen.render.theme.assets import OTHERS, Assets
from sitegen.render.theme.template_errors import GUIDE, Sources
from sitegen.render.theme_folders import packaged_folders
from sitegen.text.decode import utf_8

_PIECES = re.compile(
    r"""/\*.*?(?:\*/|\Z)|"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|\burl\([^"')]*\)|\\.|[{}]|@import\b""",
    re.DOTALL | re.IGNORECASE,
)
"""What may hold a brace that is none, then braces, and imports."""
_UNSEEN = re.compile(r"\A(?:\s|<!--.*?-->)*", re.DOTALL)
_SHOWN = (nodes.Output, nodes.Block, nodes.Macro, nodes.AssignBlock)


def find_odd(
    environment: jinja2.Environment, sources: Sources, own: Sequence[str], assets: Assets
) -> Iterator[Diagnostic]:
    """
    Args:
        own: names of the templates that are not sitegen's.
    """
    yield from _broken_assets(assets)
    yield from _stylesheets(assets)
    yield from _unused_templates(environment, sources, own)
    for name in own:
        with suppress(jinja2.TemplateError):
            yield from _lost_parts(environment, sources, name)


def lineage(environment: jinja2.Environment, sources: Sources, name: str) -> Iterator[tuple[str, nodes.Template]]:
    """A template, the one it extends, and so on, with their names, up to one that is chosen as a page is rendered.

    Raises:
        jinja2.TemplateError: one is wrong, or not there.
    """
    for _ in sources:
        template = environment.parse(sources[name][0])
        yield name, template
        extends = template.find(nodes.Extends)
        parent = extends.template.value if extends and isinstance(extends.template, nodes.Const) else ""
        name = environment.join_path(parent, name) if parent else ""
        if not name:
            return
        if name not in sources:
            raise jinja2.TemplateNotFound(name)


def _broken_assets(assets: Assets) -> Iterator[Diagnostic]:
    """A picture that is none, and each import of a script that is not there, so that others fail."""
    if broken := assets.broken_image:
        message = "this is no picture, so links to pages of the site are shared without one"
        yield _warning("no-picture", message, broken, hint="save it as a PNG")
    for importer, name in assets.missing:
        message = f"this script imports {name}, which the theme does not have, so it does not run"
        hint = "make serve fetches those of others in a checkout of sitegen" if name.startswith("vendor/") else ""
        yield _warning("missing-script", message, importer, hint=hint)


def _stylesheets(assets: Assets) -> Iterator[Diagnostic]:
    """Slips in the editor's stylesheets, and in the file of their order."""
    packaged = packaged_folders()
    for path in assets.sheets.values():
        if not any(map(path.is_relative_to, packaged)):
            text = utf_8(path.read_bytes(), path, "stylesheet")
            for position, message, hint in _slips(text):
                yield _warning("stylesheet", message, path, text.count("\n", 0, position) + 1, hint)
    # sitegen's names the serif, which not every site has
    known = {OTHERS, *assets.sheets, *(f"css/{path.name}" for folder in packaged for path in folder.glob("css/*.css"))}
    for name, line in assets.order.items():
        if assets.order_file and name not in known:
            hint = suggest(name, known, "each line names a file of css/", lambda near: near.removeprefix("css/"))
            yield _warning("stylesheet", f"there is no {name}, so it has no place", assets.order_file, line, hint)


def _slips(text: str) -> Iterator[tuple[int, str, str]]:
    """Where a stylesheet is not what its author thinks, with what to say and to do."""
    opened: list[int] = []
    for piece in _PIECES.finditer(text):
        if piece[0] == "{":
            opened.append(piece.start())
        elif piece[0] == "}" and opened:
            opened.pop()
        elif piece[0] == "}":
            yield piece.start(), "this } closes nothing", "take it out, or look for the { that is missing before it"
        elif piece[0].lower() == "@import":
            message = "@import loads nothing, as all stylesheets of the theme are joined to one"
            yield piece.start(), message, "put the other file into css/ as well"
        elif piece[0].startswith("/*") and not piece[0].endswith("*/", 2):
            yield piece.start(), "this comment is not closed, so nothing after it is read", "close it with */"
    if opened:
        yield opened[-1], "this { is not closed, so other rules are taken to be part of it", "close it with }"


def _unused_templates(environment: jinja2.Environment, sources: Sources, own: Sequence[str]) -> Iterator[Diagnostic]:
    """Each of the editor's templates that overrides none, and that none of the others names."""
    known = {name.lstrip("!") for name in sources.keys() - set(own)}
    texts = "".join(sources[name][0] for name in own)
    patterns: list[str] = []
    for name in own:
        with suppress(jinja2.TemplateError):
            patterns += map(_pattern, environment.parse(sources[name][0]).find_all(nodes.Concat))
    for name in own:
        bare = name.lstrip("!")
        is_named = re.search(rf"[\"'/]{re.escape(bare)}[\"']", texts) or any(
            re.fullmatch(pattern, bare) for pattern in patterns
        )
        if bare in known or is_named:
            continue
        names = {other.lower(): other for other in known}
        hint = suggest(bare.lower(), names, f"{GUIDE} names those that are used", names.__getitem__)
        yield _warning("unused-template", f"nothing uses the template {bare}", sources[name][1], hint=hint)


def _pattern(joined: nodes.Concat) -> str:
    """The names that `"_hero_" ~ kind ~ ".html"` may make."""
    parts = [str(part.value) if isinstance(part, nodes.Const) else "" for part in joined.nodes]
    return ".*".join(map(re.escape, parts)) if any(parts) else ""


def _lost_parts(environment: jinja2.Environment, sources: Sources, name: str) -> Iterator[Diagnostic]:
    """What never shows of a template that extends another: blocks that this one lacks, and what is in no block."""
    (_, template), *parents = lineage(environment, sources, name)
    if not parents:
        return
    path = sources[name][1]
    known = {block.name for _, parent in parents for block in parent.find_all(nodes.Block)}
    # what stands before `extends` shows, and so may what stands beside one in a condition
    extends = False
    for statement in template.body:
        extends |= isinstance(statement, nodes.Extends)
        for part in _parts(statement):
            if isinstance(part, nodes.Block) and part.name not in known:
                message = f"no template below {name} has a block {part.name!r}, so it shows nowhere"
                hint = suggest(part.name, known, f"{GUIDE} names the blocks")
                yield _warning("unused-block", message, path, part.lineno, hint)
            elif extends and isinstance(part, nodes.Output) and (line := _first_line(part)):
                message = "this template extends another, so what stands outside its blocks shows nowhere"
                yield _warning("unused-block", message, path, line, f"put it into one of the blocks that {GUIDE} names")


def _parts(node: nodes.Node) -> Iterator[nodes.Node]:
    """Texts, blocks and macros that a statement is or has, also those within conditions."""
    if isinstance(node, _SHOWN):
        yield node
        return
    for part in node.iter_child_nodes():
        yield from _parts(part)


def _first_line(output: nodes.Output) -> int:
    """Where the first thing stands that a template says; 0 where there are but space and comments."""
    for piece in output.nodes:
        if not isinstance(piece, nodes.TemplateData):
            return piece.lineno
        if words := _UNSEEN.sub("", piece.data):
            return piece.lineno + piece.data.count("\n", 0, len(piece.data) - len(words))
    return 0


def _warning(code: str, message: str, path: Path, line: int = 0, hint: str = "") -> Diagnostic:
    at = Location(path.as_posix(), line)
    return Diagnostic(severity="warning", code=code, message=message, at=at, hint=hint)
