"""The Jinja environment of templates: strict, escaping and sandboxed, with the filters and functions of a theme."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial
from pathlib import Path
from types import CodeType
from typing import TYPE_CHECKING, Any

import jinja2
from jinja2 import compiler, nodes
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape
from msgspec import Struct

from sitegen.render import charts, titles
from sitegen.render.bytecode import CompiledTemplates
from sitegen.render.excerpt import excerpt
from sitegen.render.formats.bibtex import bibtex
from sitegen.render.formats.metadata import head
from sitegen.render.formats.policy import policy_attribute
from sitegen.render.i18n.jinja import StringTransformer
from sitegen.render.i18n.strings import Strings
from sitegen.render.memo import remember_calls
from sitegen.render.views import Site, list_filters

if TYPE_CHECKING:
    from sitegen.render.markdown import Prose
    from sitegen.render.plan.curated import CuratedList

_SPECIAL = re.compile("[&<>'\"]").search
_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})


class CodeGenerator(compiler.CodeGenerator):
    """Jinja's, which looks at the interface strings before it compiles a template."""

    def visit_Template(self, node: nodes.Template, frame: compiler.Frame | None = None) -> None:
        assert isinstance(self.environment, Environment)
        StringTransformer(self.environment.strings, self.name, self.filename).visit(node)
        super().visit_Template(node, frame)


class Environment(SandboxedEnvironment):
    """Jinja's sandbox, which knows the strings of the interface.

    A template reaches no attribute that begins with `_` and nothing else inside Python, so whoever can put a template
    beside the content gets no more than wrong pages.
    """

    code_generator_class = CodeGenerator

    def __init__(self, strings: Strings, **options: Any) -> None:
        super().__init__(**options)
        self.strings = strings
        self.names: Collection[str] = ()
        """Of all templates, with those that others override."""
        self._records: set[type] = set()

    def getattr(self, obj: Any, attribute: str) -> Any:
        # views are made of records, which hold data only; nearly all attributes that templates use are theirs
        if type(obj) in self._records and attribute[0] != "_":
            try:
                return getattr(obj, attribute)
            except AttributeError:
                return self.undefined(obj=obj, name=attribute)
        if isinstance(obj, Struct):
            self._records.add(type(obj))
        return super().getattr(obj, attribute)

    def join_path(self, template: str, parent: str) -> str:
        """The name of what a template extends or includes: `!paper.html`, and for `paper.html` itself its own name,
        is the one that stands below it, as in Sphinx.
        """
        bare, own = template.lstrip("!"), parent.lstrip("!")
        if bare != own and bare == template:
            return template
        layer = len(parent) - len(own) + 1
        if bare != own:
            # of a template of another name there may be fewer
            layer = next((number for number in range(layer, 0, -1) if "!" * number + bare in self.names), 0)
        return "!" * layer + bare

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


def make_environment(
    sources: Mapping[str, tuple[str, Path]], site: Site, strings: Strings, prose: Prose, cache: Path
) -> jinja2.Environment:
    """A Jinja environment with the filters and functions that a theme may use.

    Args:
        sources: each template's text and path, by name.
        site: what every page shares; known to all templates.
        strings: what the interface says, and how it writes dates and numbers.
        prose: makes HTML of Markdown.
        cache: folder for compiled templates.
    """

    def source(name: str) -> tuple[str, str, None] | None:
        text, path = sources.get(name, ("", None))
        return (text, str(path), None) if path else None

    environment = Environment(
        strings,
        loader=jinja2.FunctionLoader(source),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=CompiledTemplates(cache, strings.lang, strings.digest),
    )
    environment.template_class = Template
    environment.names = sources.keys()
    environment.filters.update(
        markdown=lambda source, top=3: Markup(prose.html(source, top)),
        pieces=partial(_pieces, prose=prose),
        inline=titles.html,
        title_text=titles.text,
        longdate=strings.longdate,
        month=strings.month,
        day_of_year=strings.day_of_year,
        percent=strings.percent,
        number=strings.number,
        excerpt=excerpt,
        # Jinja's own can wait for what is still to come, and is slow
        join=lambda parts, between="": between.join(parts),
    )
    environment.globals.update(
        site=site,
        rtl=site.lang.partition("-")[0].lower() in _RIGHT_TO_LEFT,
        policy=policy_attribute(site),
        once=remember_calls(),
        list_filters=list_filters,
        say=_say(strings),
        daterange=strings.daterange,
        weekdays=strings.weekdays,
        bar_chart=partial(charts.bars, date_text=strings.longdate, number_text=strings.number),
        sparkline=charts.spark,
        title_searches=titles.title_searches,
        bibtex=bibtex,
        head=lambda view: head(view, site, strings),
    )
    return environment


def _pieces(source: str, lists: Iterable[CuratedList], prose: Prose) -> list[Markup | CuratedList]:
    """A page's Markdown as HTML, in pieces between its lists of papers."""
    pieces = prose.pieces(source, 2, {papers.line: papers for papers in lists})
    return [Markup(piece) if isinstance(piece, str) else piece for piece in pieces if piece]


def _say(strings: Strings) -> Callable[..., Markup]:
    def say(key: str, /, **blanks: Any) -> Markup:
        try:
            return strings.html(key, **blanks)
        except KeyError:
            raise jinja2.TemplateRuntimeError(f"the interface has no word '{key}'") from None

    return say


class Template(jinja2.Template):
    """A template that is fast where Jinja allows for more than is needed here; together a quarter of the time.

    Macros are imported without comparing the globals of the importing page, because all pages share theirs. A string
    without special characters is not wrapped to be escaped.
    """

    @classmethod
    def from_code(
        cls, environment: jinja2.Environment, code: CodeType, globals: Any, uptodate: Callable[[], bool] | None = None
    ) -> jinja2.Template:
        template = super().from_code(environment, code, globals, uptodate)
        template.root_render_func.__globals__["escape"] = _escape
        return template

    def _get_default_module(self, ctx: jinja2.runtime.Context | None = None) -> jinja2.environment.TemplateModule:
        return super()._get_default_module()


def _escape(value: Any) -> Any:
    """What `markupsafe.escape` returns, without wrapping it again where there is nothing to escape."""
    kind = type(value)
    if kind is Markup or (kind is str and not _SPECIAL(value)):
        return value
    return escape(value)
