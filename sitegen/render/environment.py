"""How templates are read: Jinja, strict and escaping, with the few things it is taught here."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from types import CodeType
from typing import Any

import jinja2
from markupsafe import Markup, escape

from sitegen.render import chart, citation, elsewhere, titles
from sitegen.render.bytecode import CompiledTemplates
from sitegen.render.choices import choices
from sitegen.render.head import head
from sitegen.render.hosting import policy_attribute
from sitegen.render.said import Environment
from sitegen.render.views import Site
from sitegen.render.wording import excerpt
from sitegen.render.words import Words

_SPECIAL = re.compile("[&<>'\"]").search
_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})


def make_environment(
    sources: Mapping[str, tuple[str, Path]], site: Site, words: Words, markdown: Callable[..., str], cache: Path
) -> jinja2.Environment:
    """A Jinja environment with the filters and functions that a theme may use.

    Args:
        sources: each template's text and path, by name.
        site: what every page shares; known to all templates.
        words: what the interface says, and how it writes dates and numbers.
        markdown: the filter that makes HTML of Markdown.
        cache: folder for compiled templates.
    """

    def source(name: str) -> tuple[str, str, None] | None:
        found = sources.get(name)
        return (found[0], str(found[1]), None) if found else None

    environment = Environment(
        loader=jinja2.FunctionLoader(source),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=CompiledTemplates(cache, words.lang, words.digest),
    )
    environment.words = words
    environment.template_class = Template
    environment.filters.update(
        markdown=markdown,
        inline=titles.html,
        title_text=titles.text,
        longdate=words.longdate,
        month=words.month,
        day_of_year=words.day_of_year,
        percent=words.percent,
        number=words.number,
        excerpt=excerpt,
        # Jinja's own can wait for what is still to come, and is slow
        join=lambda parts, between="": between.join(parts),
    )
    environment.globals.update(
        site=site,
        rtl=site.lang.partition("-")[0].lower() in _RIGHT_TO_LEFT,
        policy=policy_attribute(site),
        once=Once(),
        choices=choices,
        say=_saying(words),
        daterange=words.daterange,
        weekdays=words.weekdays,
        bars=partial(chart.bars, said=words.longdate, shown=words.number),
        spark=chart.spark,
        title_searches=elsewhere.title_searches,
        bibtex=citation.bibtex,
        head=lambda view: head(view, site, words),
    )
    return environment


def _saying(words: Words) -> Callable[..., Markup]:
    def say(key: str, /, **blanks: Any) -> Markup:
        try:
            return words.html(key, **blanks)
        except KeyError:
            raise jinja2.TemplateRuntimeError(f"the interface has no word '{key}'") from None

    return say


class Once:
    """`once(macro, …)` is `macro(…)`, remembered by its arguments.

    A paper's entry stands under each of its topics and authors, and the head of the site on every page. A template's
    macro has to be an imported one, so that it sees nothing but its arguments and what all pages share.
    """

    MOST = 50_000

    def __init__(self) -> None:
        self._made: dict[tuple[Any, ...], str] = {}

    def __call__(self, macro: Callable[..., str], *arguments: Any) -> str:
        key = (macro, *arguments)
        made = self._made.get(key)
        if made is None:
            if len(self._made) >= self.MOST:
                # memory is bounded, and a large site's lists come in order, so old entries are seldom asked for
                self._made.clear()
            made = self._made[key] = macro(*arguments)
        return made


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
