"""Compiles templates as Jinja does, with faster code where themes need less than Jinja allows.

All pages share their globals, no function that a theme may call asks for the context, and nearly all attributes that
templates use are fields of records, so half of what Jinja's own code does for each page is not needed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from functools import cache, lru_cache, partial
from io import StringIO
from itertools import chain
from types import CodeType, NoneType
from typing import Any, TypeAlias

import jinja2
from jinja2 import compiler, nodes, runtime
from jinja2.sandbox import SandboxedEnvironment
from jinja2.utils import missing
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape
from msgspec import Struct

from sitegen.render.i18n.strings import Strings

_SPECIAL = re.compile("[&<>'\"]").search
_markup: Callable[[str], Markup] = partial(str.__new__, Markup)
"""Marks a string as HTML; `Markup` itself looks first whether it is given something else."""
_MAY_LACK = frozenset({"defined", "undefined", "default", "d"})
"""Tests and filters of what may not be there."""
_LANGUAGES = 8
"""Sets of strings that a process is likely to need again."""
_SHOWN = (str, int, float, NoneType, jinja2.Undefined)
"""What a page can show; where a template gives it anything else, something was forgotten."""
Frame: TypeAlias = compiler.Frame


def records(record: type[Struct] = Struct) -> Iterator[type[Struct]]:
    """All records that views are made of."""
    for kind in record.__subclasses__():
        if kind.__module__.startswith(("sitegen.model", "sitegen.render.")):
            yield kind
        yield from records(kind)


def fields(kind: type[Struct]) -> Iterator[str]:
    """Names of the fields and properties of a record."""
    yield from kind.__struct_fields__
    yield from (name for name, value in vars(kind).items() if isinstance(value, property))


@cache
def safe_fields() -> frozenset[str]:
    """Those that a template may read without being asked what they are of."""
    # a string's `format` reaches whatever its arguments have
    return frozenset(chain.from_iterable(map(fields, records()))) - {"format", "format_map"}


class StringTransformer(NodeTransformer):
    """Checks calls of `say("key", name=value)`, and replaces those that need no blanks by their string.

    A key that the interface does not have, or a blank that is not filled in, is found in every branch of a template,
    not only in those that some page takes.
    """

    def __init__(self, strings: Strings, name: str | None, filename: str | None) -> None:
        self._strings, self._name, self._filename = strings, name, filename

    def visit_Call(self, node: nodes.Call) -> nodes.Node:
        self.generic_visit(node)
        if not isinstance(node.node, nodes.Name) or node.node.name != "say":
            return node
        if len(node.args) != 1 or node.dyn_args or node.dyn_kwargs:
            raise self._fault(node, "say(…) takes a key, and the blanks by name")
        key = node.args[0]
        if not isinstance(key, nodes.Const):
            return node
        arguments = {blank.key for blank in node.kwargs}
        try:
            wanted = self._strings.blanks(key.value)
        except KeyError as problem:
            raise self._fault(node, problem.args[0]) from None
        if wanted - arguments:
            raise self._fault(node, f"'{key.value}' needs {', '.join(sorted(wanted - arguments))}")
        if arguments - wanted:
            raise self._fault(node, f"'{key.value}' has no blank for {', '.join(sorted(arguments - wanted))}")
        return node if arguments else nodes.Const(self._strings.html(key.value).unescape(), lineno=node.lineno)

    def _fault(self, node: nodes.Node, message: str) -> jinja2.TemplateError:
        return jinja2.TemplateAssertionError(message, node.lineno, self._name, self._filename)


class CodeGenerator(compiler.CodeGenerator):
    """Jinja's, which takes fields of records directly."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._fields = safe_fields()
        self._may_lack = False

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        assert isinstance(self.environment, Environment)
        StringTransformer(self.environment.strings, self.name, self.filename).visit(node)
        super().visit_Template(node, frame)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        is_block = isinstance(node.node, nodes.Name) and node.node.name == "self"
        if node.attr not in self._fields or is_block or self._may_lack:
            super().visit_Getattr(node, frame)
            return
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Macro(self, node: nodes.Macro, frame: Frame) -> None:
        """A macro, in whose place that of a template stands which extends this one, as with blocks."""
        super().visit_Macro(node, frame)
        if frame.toplevel:
            own, look_up = frame.symbols.ref(node.name), "setdefault" if self.extends_so_far else "get"
            first = f"context.vars.{look_up}('!{node.name}', {own})"
            self.writeline(f"{own} = context.vars[{node.name!r}] = {first}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        self.visit(node.node, frame)
        stream, self.stream = self.stream, StringIO()
        self.signature(node, frame, {"caller": "caller"} if forward_caller else None)
        arguments, self.stream = self.stream.getvalue(), stream
        self.write(f"({arguments.removeprefix(', ')})")

    def visit_Test(self, node: nodes.Test, frame: Frame) -> None:
        self._visit_lenient(super().visit_Test, node, frame)

    def visit_Filter(self, node: nodes.Filter, frame: Frame) -> None:
        self._visit_lenient(super().visit_Filter, node, frame)

    def _visit_lenient(self, visit: Callable[..., None], node: nodes.Test | nodes.Filter, frame: Frame) -> None:
        before, self._may_lack = self._may_lack, node.name in _MAY_LACK
        visit(node, frame)
        self._may_lack = before


class Macro(runtime.Macro):
    """Jinja's, which is called at once where its arguments are given by position."""

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        lacking = self._argument_count - len(arguments)
        if named or lacking < 0 or self.caller or self.catch_varargs or self.catch_kwargs:
            return super().__call__(*arguments, **named)
        return _markup(self._func(*arguments, *[missing] * lacking))


class Template(jinja2.Template):
    """A template whose macros are imported without comparing globals, as all pages share theirs."""

    @classmethod
    def from_code(cls, environment: jinja2.Environment, code: CodeType, *more: Any) -> jinja2.Template:
        template = super().from_code(environment, code, *more)
        template.root_render_func.__globals__.update(escape=_escape, Markup=_markup, Macro=Macro)
        return template

    def _get_default_module(self, ctx: runtime.Context | None = None) -> jinja2.environment.TemplateModule:
        return super()._get_default_module()


class Compiled(jinja2.BytecodeCache):
    """The compiled templates of this process, the latest form of each: a preview loads its theme after each edit.

    None is kept on disk: whoever could write there would run what they like.
    """

    def __init__(self) -> None:
        self._latest: dict[str, tuple[str, CodeType]] = {}

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        checksum, code = self._latest.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        assert bucket.code is not None
        self._latest[bucket.key] = bucket.checksum, bucket.code


@lru_cache(maxsize=_LANGUAGES)
def compiled_with(strings: bytes) -> Compiled:
    """Templates into which the strings of this digest were compiled."""
    return Compiled()


class Environment(SandboxedEnvironment):
    """Jinja's sandbox, which knows the strings of the interface.

    A template reaches no attribute that begins with `_` and nothing else inside Python, so whoever can put a template
    beside the content gets no more than wrong pages.
    """

    code_generator_class = CodeGenerator
    template_class = Template

    def __init__(self, strings: Strings, names: Collection[str], **options: Any) -> None:
        super().__init__(bytecode_cache=compiled_with(strings.digest), **options)
        self.strings = strings
        self.names = names
        """Of all templates, with those that others override."""
        self._load = cache(super().get_template)

    def get_template(self, name: Any, parent: str | None = None, globals: Any = None) -> jinja2.Template:
        return self._load(name, parent)

    def join_path(self, template: str, parent: str) -> str:
        """The name of what a template extends or includes: `!paper.html`, or its own name, is the one below it."""
        bare, own = template.lstrip("!"), parent.lstrip("!")
        if bare != own and bare == template:
            return template
        layer = len(parent) - len(own) + 1
        if bare != own:
            # of a template of another name there may be fewer
            layer = next((number for number in range(layer, 0, -1) if "!" * number + bare in self.names), 0)
        return "!" * layer + bare


def _escape(value: Any) -> Any:
    """What `markupsafe.escape` returns, without wrapping it again where there is nothing to escape."""
    kind = type(value)
    if kind is Markup or (kind is str and not _SPECIAL(value)):
        return value
    if not isinstance(value, _SHOWN) and not hasattr(value, "__html__"):
        to_do = "write () behind it" if callable(value) else "write which part of it is to show"
        raise jinja2.TemplateRuntimeError(f"what stands here is no text; {to_do}")
    return escape(value)
