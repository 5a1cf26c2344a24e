"""Markdown to HTML: the flavour's tokens with formulas as MathML, code in colour, and links that lead to pages.

Nine abstracts of ten are one plain paragraph. They skip block parsing, or all parsing where they hold no mark at all; a
test compares the results with those of full parsing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from html import escape
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import unquote, urljoin, urlsplit

from sitegen.render.i18n.strings import Strings
from sitegen.render.markup import titles
from sitegen.render.markup.core_rules import link_addresses, replace_lists
from sitegen.render.markup.footnotes import name_footnotes
from sitegen.render.views import PageLink
from sitegen.text.addresses import is_disguised
from sitegen.text.markdown import simple
from sitegen.text.markdown_parser import parser
from sitegen.text.mathml import mathml
from sitegen.text.slug import heading_slug

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

T = TypeVar("T")
# a line that starts with a letter starts no block: all of CommonMark's, and ours, start with a mark, a digit or a space
_LINE = re.compile(r"[^\W\d_][^\n\r\0]*")
_SCHEMES = frozenset({"", "http", "https", "mailto"})
_FORMULAS = 20_000
"""Formulas remembered at a time; title, abstract, feed and list share the same few."""
_PARAGRAPHS = 2_000
"""Paragraphs remembered at a time: an abstract is on its own page, in its edition, on the home page and in feeds."""
_WIKI = re.compile(
    r"(?P<picture>!?)\[\[(?P<target>[^\[\]\n|#]*?)(?:#(?P<part>[^\[\]\n|]*?))?(?:\\?\|(?P<text>[^\[\]\n]*))?\]\]"
)
_LANGUAGE = re.compile(r"[\w+#.-]{1,40}")
_LONGEST_CODE = 100_000
"""Characters of code that are coloured: some lexers need minutes for a megabyte."""
_ANCHOR = "h-"
"""Prefix of the ids of headings, so that none is one of the theme's own."""


class Prose:
    """Turns the Markdown of one page after another into HTML; ids are counted from one `start_page` to the next.

    Args:
        formula: makes HTML of a formula's TeX.
        title: makes HTML of the title of a page that is linked to by its name.
        base: the page's address where its links are read without it, as in a mail.
        strings: name footnotes and their marks for readers who hear the page.
    """

    def __init__(
        self,
        formula: Callable[[str], str] = mathml,
        title: Callable[[str], str] = titles.html,
        base: str = "",
        strings: Strings | None = None,
    ) -> None:
        self._formula = lru_cache(_FORMULAS)(formula)
        self._title = title
        self._base = base
        self._strings = strings
        self._plain_paragraph = lru_cache(_PARAGRAPHS)(self._paragraph)
        self._href: Callable[[str], str] = str
        self._links: dict[str, PageLink] = {}
        self._ids: dict[str, int] = {}
        self._fragments = 0

    def start_page(self, href: Callable[[str], str], links: Iterable[PageLink] = ()) -> None:
        """Start a page, from where `href` gives the link to a route, and whose Markdown leads to what `links` say."""
        self._href = href
        self._links = {link.written: link for link in links}
        self._ids = {}
        self._fragments = 0

    def html(self, source: str, top: int = 3) -> str:
        """Safe HTML of a piece of Markdown.

        Args:
            source: in the flavour of `sitegen.text.markdown`; raw HTML in it is shown as text.
            top: level of the uppermost headings in it; those below follow without a gap.
        """
        return self._plain_paragraph(source) or self.blocks(source, top)

    def _paragraph(self, source: str) -> str:
        """The HTML of a single plain paragraph, which is the same on every page; empty for anything else."""
        text = source.strip(" \t")
        if not text or text != text.strip():
            return ""
        if simple(source) and "://" not in source:
            return f"<p>{_escaped(text)}</p>\n"
        if _LINE.fullmatch(source) and "^[" not in source and "](" not in source and "[[" not in source:
            return f"<p>{self.parser.renderInline(text)}</p>\n"
        return ""

    def blocks(self, source: str, top: int = 3) -> str:
        """What `html` gives, with no short cut."""
        return "".join(self.pieces(source, top, {}))

    def pieces(self, source: str, top: int, lists: Mapping[int, T]) -> Iterator[str | T]:
        """The HTML of a piece of Markdown as `html` gives it, with something else in the place of some of its lists.

        Args:
            lists: what stands there, by the lines on which the lists begin, from 0.
        """
        markdown = self.parser
        self._fragments += 1
        env: dict[str, Any] = {"docId": str(self._fragments), "lists": lists}
        tokens = markdown.parse(source, env)
        self._set_headings(tokens, top)
        start = 0
        for number, token in enumerate(tokens):
            if token.type == "replaced" and token.map:
                yield str(markdown.renderer.render(tokens[start:number], markdown.options, env))
                yield lists[token.map[0]]
                start = number + 1
        yield str(markdown.renderer.render(tokens[start:], markdown.options, env))

    def heading_ids(self, *sources: str) -> frozenset[str]:
        """What links to the headings of a page say behind `#`."""
        self.start_page(str)
        for source in sources:
            if "#" in source or "\n=" in source or "\n-" in source:
                self.blocks(source)
        return frozenset(self._ids)

    def heading_id(self, heading: str) -> str:
        """The id of one more heading of the page."""
        return self._unique_id(heading_slug(heading))

    def _set_headings(self, tokens: Sequence[Token], top: int) -> None:
        levels = sorted({int(token.tag[1]) for token in tokens if token.type == "heading_open"})
        for number, token in enumerate(tokens):
            if token.type == "heading_open":
                token.attrSet("id", self.heading_id(tokens[number + 1].content))
            if token.type in ("heading_open", "heading_close"):
                token.tag = f"h{min(6, top + levels.index(int(token.tag[1])))}"

    def _unique_id(self, name: str) -> str:
        count = self._ids[name] = self._ids.get(name, 0) + 1
        return f"{_ANCHOR}{name}" if count == 1 else self._unique_id(f"{name}-{count}")

    @cached_property
    def parser(self) -> MarkdownIt:
        """The flavour's parser with our rules for rendering."""
        from mdit_py_plugins.tasklists import tasklists_plugin

        markdown = parser()
        markdown.core.ruler.after("block", "replaced", replace_lists)
        markdown.core.ruler.push("addresses", link_addresses)
        markdown.core.ruler.push("unpublished", self._unlink)
        markdown.inline.ruler.before("link", "wiki", self._wiki)
        markdown.use(tasklists_plugin, label=True)
        markdown.validateLink = _allowed  # type: ignore[method-assign, assignment]
        rules: dict[str, Callable[[Token], str]] = {
            "math_inline": lambda token: self._formula(token.content),
            "math_display": lambda token: self._formula(token.content),
            "math_block": lambda token: f'<div class="math-block">{self._formula(f"$${token.content}$$")}</div>\n',
            "fence": _code_block,
            "code_block": _code_block,
            "td_open": _cell,
            "th_open": _cell,
            # what scrolls must be within reach of the keyboard
            "table_open": lambda token: '<div class="table" tabindex="0" role="group" aria-label="Table"><table>\n',
            "table_close": lambda token: "</table></div>\n",
            "link_open": self._link,
            "image": self._image,
        }
        for name, rule in rules.items():
            markdown.add_render_rule(name, _as_method(rule))
        if self._strings:
            name_footnotes(markdown, self._strings)
        return markdown

    def _unlink(self, state: StateCore) -> None:
        """markdown-it core rule: of a link to a page that is not published only the text stays."""
        dead = {link.written for link in self._links.values() if not link.route}
        for block in state.tokens if dead else ():
            kept: list[Token] = []
            is_dead = False
            for token in block.children or ():
                if token.type == "link_open":
                    is_dead = unquote(str(token.attrGet("href")).partition("#")[0].partition("?")[0]) in dead
                if not (is_dead and token.type in ("link_open", "link_close")):
                    kept.append(token)
            block.children = kept if block.children else block.children

    def _link(self, token: Token) -> str:
        token.attrSet("href", self.target(str(token.attrGet("href") or "")))
        return f"<a{self.parser.renderer.renderAttrs(token)}>"  # type: ignore[attr-defined]

    def target(self, written: str) -> str:
        """The address that a link of the page's Markdown leads to: `../papers/2025/x.md#part`, `%5B%5Bx%5D%5D#part`."""
        address, mark, anchor = written.partition("#")
        path, question, query = address.partition("?")
        link = self._links.get(unquote(path))
        # an address of the site, or of a file, has the ids that are there
        if anchor and (not address or (link and link.written.endswith((".md", "]]")))):
            anchor = _ANCHOR + heading_slug(unquote(anchor))
        return urljoin(self._base, (self._href(link.route + question + query) if link else address) + mark + anchor)

    def _wiki(self, state: StateInline, silent: bool) -> bool:
        """markdown-it inline rule: Obsidian's `[[page#part|text]]` and `![[picture]]`, where they lead to something."""
        match = _WIKI.match(state.src, state.pos)
        if not match:
            return False
        part = unquote(match["part"] or "").strip()
        link = self._links.get(f"[[{match['target'].strip() or f'#{part}'}]]")
        if not link:
            return False
        if not silent:
            text = (match["text"] or "").strip()
            token = state.push("html_inline", "", 0)
            label = _escaped(text) if text else self._title(link.label)
            anchor = f"#{_ANCHOR}{heading_slug(part)}" if part else ""
            if match["picture"] and link.width:
                token.content = self._picture(link, "" if text.isdecimal() else text)
            elif link.route:
                token.content = f'<a href="{escape(self._href(link.route) + anchor)}">{label}</a>'
            else:
                token.content = label
        state.pos = match.end()
        return True

    def _picture(self, link: PageLink, text: str) -> str:
        size = f' width="{link.width}" height="{link.height}"' if link.width and link.height else ""
        return f'<img src="{escape(self._href(link.route))}" alt="{escape(text)}"{size} loading="lazy">'

    def _image(self, token: Token) -> str:
        """A picture of this site as such; one of another host as a link, because pages ask no other host."""
        source = str(token.attrGet("src") or "")
        markdown = self.parser
        text = markdown.renderer.renderInlineAsText(token.children or (), markdown.options, {})  # type: ignore[attr-defined]
        if link := self._links.get(unquote(source)):
            return self._picture(link, text) if link.route else _escaped(text)
        source = urljoin(self._base, source)
        if urlsplit(source).netloc:
            return f'<a href="{escape(source)}">{_escaped(text or source)}</a>'
        return f'<img src="{escape(source)}" alt="{escape(text)}" loading="lazy">'


def _escaped(text: str) -> str:
    """As markdown-it escapes text."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def _allowed(address: str) -> bool:
    """Whether a link may lead there: the web, a mailbox, or this site."""
    try:
        return urlsplit(address.strip()).scheme.lower() in _SCHEMES and not is_disguised(address)
    except ValueError:
        return False


def _as_method(rule: Callable[[Token], str]) -> Callable[..., str]:
    # markdown-it binds render rules to its renderer
    return lambda renderer, tokens, index, options, env: rule(tokens[index])


def _code_block(token: Token) -> str:
    language = (token.info.split() or [""])[0]
    html = _highlighted(token.content, language) if language else _escaped(token.content)
    # a long line scrolls, and what scrolls must be within reach of the keyboard
    return f'<pre class="code" tabindex="0" role="group" aria-label="Code"><code>{html}</code></pre>\n'


def _highlighted(source: str, language: str) -> str:
    """HTML of code in colour, by Pygments' classes; plain where Pygments knows no such language."""
    if not _LANGUAGE.fullmatch(language) or len(source) > _LONGEST_CODE:
        return escape(source)
    from pygments import highlight
    from pygments.formatters.html import HtmlFormatter
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return escape(source)
    return highlight(source, lexer, HtmlFormatter(nowrap=True))


def _cell(token: Token) -> str:
    # the policy of our pages allows no inline style
    side = str(token.attrs.get("style", "")).removeprefix("text-align:")
    return f'<{token.tag} class="align-{side}">' if side else f"<{token.tag}>"
