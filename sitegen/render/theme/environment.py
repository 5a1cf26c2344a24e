"""The Jinja environment of templates: strict, escaping and sandboxed, with the filters and functions of a theme."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache, partial
from html import escape
from typing import Any

import jinja2
from markupsafe import Markup

from sitegen.render import charts
from sitegen.render.formats.bibtex import bibtex
from sitegen.render.formats.citations import doi_address
from sitegen.render.formats.metadata import content_policy, head, page_title
from sitegen.render.i18n.strings import Strings
from sitegen.render.markup import titles
from sitegen.render.markup.direction import Direction
from sitegen.render.markup.excerpt import excerpt
from sitegen.render.markup.prose import Prose
from sitegen.render.theme.compiler import Environment
from sitegen.render.theme.template_errors import Sources
from sitegen.render.views import CuratedList, Site, list_filters

_CALLS = 1 << 15


def make_environment(sources: Sources, site: Site, strings: Strings, prose: Prose) -> jinja2.Environment:
    """A Jinja environment with the filters and functions that a theme may use."""

    def source(name: str) -> tuple[str, str, None] | None:
        text, path = sources.get(name, ("", None))
        return (text, str(path), None) if path else None

    environment = Environment(
        strings,
        sources.keys(),
        loader=jinja2.FunctionLoader(source),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    direction, longdate = Direction(strings.lang), strings.on_pages(strings.longdate)
    environment.filters.update(
        markdown=lambda source, top=3: Markup(prose.html(source, top)),
        pieces=partial(_pieces, prose=prose),
        heading_id=prose.heading_id,
        inline=titles.html,
        title_text=titles.text,
        longdate=longdate,
        month=strings.month,
        day_of_year=strings.on_pages(strings.day_of_year),
        percent=strings.percent,
        number=strings.number,
        excerpt=excerpt,
        dir=direction.attribute,
        isolated=direction.isolated,
        # Jinja's own can wait for what is still to come, and is slow
        join=lambda parts, between="": between.join(parts),
    )
    environment.globals.update(
        site=site,
        lang=strings.lang,
        rtl=direction.is_rtl,
        paper_lang=Markup(' lang="{}"').format(site.paper_lang) if site.paper_lang not in ("", strings.lang) else "",
        # between double quotes, where its own stand as they are
        policy=Markup(escape(content_policy(site), quote=False).replace('"', "&quot;")),
        once=remember_calls(),
        list_filters=list_filters,
        say=_say(strings),
        daterange=strings.on_pages(strings.daterange),
        weekdays=strings.weekdays,
        bar_chart=partial(charts.bars, date_text=longdate, number_text=strings.number),
        sparkline=charts.spark,
        title_searches=titles.title_searches,
        archive=titles.archive,
        bibtex=bibtex,
        doi_address=doi_address,
        head=lambda view: head(view, site, strings),
        page_title=lambda view: page_title(view, site, strings),
    )
    return environment


def remember_calls() -> Callable[..., Any]:
    """A function `once` for which `once(macro, …)` is `macro(…)`, remembered by its arguments.

    A template's macro has to be an imported one, so that it sees nothing but its arguments and what all pages share.
    """
    return lru_cache(_CALLS)(lambda function, *arguments: function(*arguments))


def _pieces(source: str, lists: Iterable[CuratedList], prose: Prose) -> list[Markup | CuratedList]:
    """A page's Markdown as HTML, in pieces between its lists of papers."""
    pieces = prose.pieces(source, 2, {papers.line: papers for papers in lists})
    return [Markup(piece) if isinstance(piece, str) else piece for piece in pieces if piece]


def _say(strings: Strings) -> Callable[..., Markup]:
    def say(key: str, /, **blanks: Any) -> Markup:
        try:
            return strings.html(key, **blanks)
        except KeyError:
            raise jinja2.TemplateRuntimeError(f"the interface has no string '{key}'") from None

    return say
