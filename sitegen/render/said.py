"""Words in templates: `say("key", name=value)`, looked at when a template is compiled.

A word that the interface has not, or a blank that is not filled in, is found in every branch of a template, not only
in those that some page takes; and a sentence without blanks becomes part of the template's own text, for nothing.
"""

from __future__ import annotations

import jinja2
from jinja2 import nodes
from jinja2.visitor import NodeTransformer

from sitegen.render.words import Words

SAY = "say"


class Environment(jinja2.Environment):
    """Jinja's, which knows the words of the interface."""

    words: Words

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        template = super()._parse(source, name, filename)
        Fixed(self.words, name, filename).visit(template)
        return template


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
