"""What is odd in an editor's theme and stops no build, as warnings at its files: names that nothing uses, what shows
nowhere, and slips in stylesheets, where browsers pass over them in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from posixpath import normpath, relpath
from urllib.parse import unquote

import jinja2
from jinja2 import nodes

from sitegen.diagnostics import Diagnostic, Location, suggest
from sitegen.render.theme.assets import OTHERS, Assets
from sitegen.render.theme.template_errors import GUIDE, Sources
from sitegen.render.theme_folders import is_packaged, packaged_folders
from sitegen.text.decode import utf_8

_PIECES = re.compile(
    r"""/\*.*?(?:\*/|\Z)|"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|\\.|[{}]"""
    r"""|\burl\(\s*["']?([^"')]*)["']?\s*\)|@import\b[^;{}"'/]*""",
    re.DOTALL | re.IGNORECASE,
)
"""What may hold a brace that is none, then braces, addresses and imports."""
_OF_THEME = re.compile(r"(?![a-z][a-z\d+.-]*:|/|.*\\)[^?#]+", re.IGNORECASE)
"""The path of an address in `url()`, without a host or escapes."""
_UNSEEN = re.compile(r"\A(?:\s|<!--.*?-->)*", re.DOTALL)
_OF_EACH_PAGE = ("<!doctype html", "<title", "<main")
"""What a template that makes a page says, or one that it extends."""
_SHOWN = (nodes.Output, nodes.Block, nodes.Macro, nodes.AssignBlock)


def find_odd(
    environment: jinja2.Environment, sources: Sources, own: Sequence[str], assets: Assets
) -> Iterator[Diagnostic]:
    """What is odd; `own` are the names of the templates that are not sitegen's."""
    yield from _broken_assets(assets)
    texts = "".join(sources[name][0] for name in own)
    yield from _stylesheets(assets, texts)
    yield from _unused_templates(environment, sources, own, texts)
    for name in own:
        with suppress(jinja2.TemplateError):
            yield from _lost_parts(environment, sources, name, texts)
            yield from _lost_pages(environment, sources, name)


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


def _stylesheets(assets: Assets, texts: str) -> Iterator[Diagnostic]:
    """Slips in the editor's stylesheets, and in the file of their order; those that nothing loads."""
    for name, path in assets.loose_sheets.items():
        if path.name not in texts and not is_packaged(path):
            hint = "in css/ all whose names end in .css are joined; any other needs a link in a template"
            yield _warning("stylesheet", f"nothing loads {name}", path, hint=hint)
    for path in assets.sheets.values():
        if not is_packaged(path):
            text = utf_8(path.read_bytes(), path, "stylesheet")
            for position, message, hint in _slips(text, assets.names):
                yield _warning("stylesheet", message, path, text.count("\n", 0, position) + 1, hint)
    # sitegen's names the serif, which not every site has
    packaged = [f"css/{path.name}" for folder in packaged_folders() for path in folder.glob("css/*.css")]
    known = {OTHERS, *assets.sheets, *packaged}
    for name, line in assets.order.items():
        if assets.order_file and name not in known:
            hint = suggest(name, known, "each line names a file of css/", lambda near: near.removeprefix("css/"))
            yield _warning("stylesheet", f"there is no {name}, so it has no place", assets.order_file, line, hint)


def _slips(text: str, names: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    """Where a stylesheet is not what its author thinks, with what to say and to do; `names` are the theme's files."""
    opened: list[int] = []
    for piece in _PIECES.finditer(text):
        if piece[0] == "{":
            opened.append(piece.start())
        elif piece[0] == "}" and opened:
            opened.pop()
        elif piece[0] == "}":
            yield piece.start(), "this } closes nothing", "take it out, or look for the { that is missing before it"
        elif piece[0].lower().startswith("@import"):
            message = "@import loads nothing, as all stylesheets of the theme are joined to one"
            yield piece.start(), message, "put the other file into css/ as well"
        elif piece[0].startswith("/*") and not piece[0].endswith("*/", 2):
            yield piece.start(), "this comment is not closed, so nothing after it is read", "close it with */"
        elif address := _OF_THEME.match((piece[1] or "").strip()):
            name = normpath(f"css/{unquote(address[0])}")
            # what lies above the theme is the site's, where a check looks for it
            if name not in names and not name.startswith("../"):
                otherwise = "save the file there, or correct the path"
                hint = suggest(name, names, otherwise, lambda near: relpath(near, "css"))
                yield piece.start(), f"the theme has no {name}, so browsers load nothing here", hint
    if opened:
        yield opened[-1], "this { is not closed, so other rules are taken to be part of it", "close it with }"


def _unused_templates(
    environment: jinja2.Environment, sources: Sources, own: Sequence[str], texts: str
) -> Iterator[Diagnostic]:
    """Each of the editor's templates that overrides none, and that none of the others names."""
    known = {name.lstrip("!") for name in sources.keys() - set(own)}
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


def _lost_pages(environment: jinja2.Environment, sources: Sources, name: str) -> Iterator[Diagnostic]:
    """What pages lack because of a template that extends nothing, in place of one that has it."""
    if f"!{name}" not in sources:
        return
    made, below = (list(lineage(environment, sources, first)) for first in (name, f"!{name}"))
    text, packaged = ("".join(sources[one][0] for one, _ in templates).lower() for templates in (made, below))
    root, template = made[-1]
    # an empty page is an error when it is rendered
    if template.find(nodes.Extends) or not any(map(_first_line, template.find_all(nodes.Output))):
        return
    parts = () if template.find(nodes.Include) else _OF_EACH_PAGE
    lacking = [part for part in parts if part in packaged and part not in text]
    if root == name and not below[0][1].find(nodes.Extends):
        own = {block.name for block in template.find_all(nodes.Block)}
        filled = set(re.findall(r"\{%-? block (head|main)\b", packaged)) - own
        lacking += [f"{{% block {block} %}}" for block in sorted(filled)]
    if lacking:
        message = f"pages lack {', '.join(lacking)}, as this template extends nothing"
        yield _warning("unused-block", message, sources[root][1], hint=f'begin with {{% extends "!{root}" %}}')


def _lost_parts(environment: jinja2.Environment, sources: Sources, name: str, texts: str) -> Iterator[Diagnostic]:
    """What never shows of a template that extends another: blocks that this one lacks, what is in no block, and macros
    that nothing calls.
    """
    (_, template), *parents = lineage(environment, sources, name)
    if not parents:
        return
    path = sources[name][1]
    blocks = {block.name for _, parent in parents for block in parent.find_all(nodes.Block)}
    macros = {macro.name for _, parent in parents for macro in parent.find_all(nodes.Macro)}
    # what stands before `extends` shows, and so may what stands beside one in a condition
    extends = False
    for statement in template.body:
        extends |= isinstance(statement, nodes.Extends)
        for part in _parts(statement):
            if isinstance(part, (nodes.Block, nodes.Macro)):
                kind, known = ("block", blocks) if isinstance(part, nodes.Block) else ("macro", macros)
                is_called = kind == "macro" and len(re.findall(rf"\b{part.name}\b", texts)) > 1
                if is_called or part.name in known:
                    continue
                message = f"no template below {name} has a {kind} {part.name!r}, so it shows nowhere"
                hint = suggest(part.name, known, f"{GUIDE} names the {kind}s")
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
