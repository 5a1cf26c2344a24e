"""Words in templates: `say("key", name=value)`, looked at when a template is compiled.

A word that the interface has not, or a blank that is not filled in, is found in every branch of a template, not only
in those that some page takes; and a sentence without blanks becomes part of the template's own text, for nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jinja2
from jinja2 import compiler, nodes
from jinja2.sandbox import SandboxedEnvironment
from jinja2.visitor import NodeTransformer
from msgspec import Struct

from sitegen.render.words import Words

SAY = "say"


class CodeGenerator(compiler.CodeGenerator):
    """Jinja's, which looks at the strings of the interface before it compiles."""

    def visit_Template(self, node: nodes.Template, frame: compiler.Frame | None = None) -> None:
        environment = self.environment
        assert isinstance(environment, Environment)
        Fixed(environment.words, self.name, self.filename).visit(node)
        super().visit_Template(node, frame)


class Environment(SandboxedEnvironment):
    """Jinja's sandbox, which knows the words of the interface.

    A template reaches no attribute that begins with `_` and nothing else inside Python, so whoever can put a template
    beside the content gets no more than wrong pages.
    """

    code_generator_class = CodeGenerator
    words: Words

    def getattr(self, obj: Any, attribute: str) -> Any:
        # the records that views are made of hold data only, and stand for nearly all attributes that are asked for
        if isinstance(obj, Struct) and attribute[0] != "_":
            try:
                return getattr(obj, attribute)
            except AttributeError:
                return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)

    def call(
        self,
        context: jinja2.runtime.Context,
        function: Callable[..., Any],
        /,
        *arguments: Any,
        _loop_vars: Any = None,
        _block_vars: Any = None,
        **named: Any,
    ) -> Any:
        """Call what a template calls. None of our functions asks for the context, or is unsafe."""
        return function(*arguments, **named)


class Fixed(NodeTransformer):
    """Puts in what is said at once, and checks what is said later."""

    def __init__(self, words: Words, name: str | None, filename: str | None) -> None:
        self._words, self._name, self._filename = words, name, filename

    def visit_Call(self, node: nodes.Call) -> nodes.Node:
        self.generic_visit(node)
        if not isinstance(node.node, nodes.Name) or node.node.name != SAY:
            return node
        if len(node.args) != 1 or node.dyn_args or node.dyn_kwargs:
            raise self._fault(node, "say(…) takes a key, and the blanks by name")
        key = node.args[0]
        if not isinstance(key, nodes.Const):
            return node
        given = {blank.key for blank in node.kwargs}
        try:
            wanted = self._words.blanks(key.value)
        except KeyError as problem:
            raise self._fault(node, problem.args[0]) from None
        if wanted - given:
            raise self._fault(node, f"'{key.value}' has to be told {', '.join(sorted(wanted - given))}")
        if given - wanted:
            raise self._fault(node, f"'{key.value}' has no blank for {', '.join(sorted(given - wanted))}")
        return node if given else nodes.Const(self._words.say(key.value), lineno=node.lineno)

    def _fault(self, node: nodes.Node, message: str) -> jinja2.TemplateError:
        return jinja2.TemplateAssertionError(message, node.lineno, self._name, self._filename)
