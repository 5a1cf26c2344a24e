"""Names of the links between footnotes and their marks, which show signs only, for readers who hear the page."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from sitegen.render.i18n.strings import Strings

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_NAMED = {
    "footnote_ref": ("<a ", "footnote"),
    "footnote_anchor": ("<a ", "footnote_back"),
    "footnote_block_open": ("<section ", "footnotes"),
}
"""The elements that get a name, and the keys of their strings, by the rules that render them."""


def name_footnotes(markdown: MarkdownIt, strings: Strings) -> None:
    """Have the footnotes of a parser rendered with names: `<a href="#fn-1-1" aria-label="Footnote 1">[1]</a>`."""
    rules: dict[str, Callable[..., str]] = markdown.renderer.rules  # type: ignore[attr-defined]

    def named(render: Callable[..., str], element: str, key: str) -> Callable[..., str]:
        def rule(renderer: object, tokens: Any, index: int, options: Any, env: Any) -> str:
            # each mark of a note that has several says another: 1, 1:1
            mark = rules["footnote_caption"](tokens, index, options, env).strip("[]") if tokens[index].meta else ""
            label = strings.html(key, mark=mark)
            return render(tokens, index, options, env).replace(element, f'{element}aria-label="{label}" ', 1)

        return rule

    for name, (element, key) in _NAMED.items():
        markdown.add_render_rule(name, named(rules[name], element, key))
