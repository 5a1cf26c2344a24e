"""Interface strings in templates: `say("key", name=value)`, checked when a template is compiled.

A key that the interface does not have, or a blank that is not filled in, is found in every branch of a template, not
only in those that some page takes. A string without blanks becomes part of the template's own text.
"""

from __future__ import annotations

import jinja2
from jinja2 import nodes
from jinja2.visitor import NodeTransformer

from sitegen.render.i18n.strings import Strings

SAY = "say"


class StringTransformer(NodeTransformer):
    """Replaces calls of `say` that need no blanks by their string, and checks the others."""

    def __init__(self, strings: Strings, name: str | None, filename: str | None) -> None:
        self._strings, self._name, self._filename = strings, name, filename

    def visit_Call(self, node: nodes.Call) -> nodes.Node:
        self.generic_visit(node)
        if not isinstance(node.node, nodes.Name) or node.node.name != SAY:
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
        return node if arguments else nodes.Const(self._strings.say(key.value), lineno=node.lineno)

    def _fault(self, node: nodes.Node, message: str) -> jinja2.TemplateError:
        return jinja2.TemplateAssertionError(message, node.lineno, self._name, self._filename)
