"""The searches that `site.toml` names: checked as settings are, and answered from the index of this very build."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from msgspec import structs

from sitegen.catalog.timeline import newest_first
from sitegen.config import SITE_FILE, Config
from sitegen.diagnostics import Report, UsageError
from sitegen.model import Catalog, SavedSearch
from sitegen.routes import Route
from sitegen.search.query import SiteIndex, find_all
from sitegen.search.query.language import FIELDS, parse, require_all
from sitegen.text.slug import unique
from sitegen.text.toml import TomlFile

Files: TypeAlias = Iterator[tuple[Route, bytes]]


def check_searches(config: Config) -> None:
    """Refuse searches that have no name, one that another has, or a query that cannot mean what it says, by a
    UsageError with each of them.
    """
    file, slugs = TomlFile.read(config.content / SITE_FILE), set[str]()
    for number, search in enumerate(config.searches):
        slug = unique(search.name, ())
        # what is missing, or no text, was reported with the other settings
        given = {key for key, value in file.values["searches"][number].items() if isinstance(value, str)}
        if "name" in given and not search.name.strip():
            file.fault(f"searches.{number}.name", "a search needs a name", "the name is the heading of its page")
        elif "name" in given and slug in slugs:
            hint = "give one of them another name, as the address of its page is made of it"
            file.fault(f"searches.{number}.name", f"a search before has the name {search.name!r:.200}", hint)
        slugs.add(slug)
        if "query" in given and (problem := _problem(search.query)):
            hint = "sitegen explain search has the language of queries"
            file.fault(f"searches.{number}.query", f"{problem}: {search.query!r:.200}", hint)
    if file.faults:
        raise UsageError(*file.faults)


def _problem(query: str) -> str:
    """What keeps a query from meaning what its editor meant; a reader's query is never refused."""
    parsed = parse(query)
    if not parsed.items:
        return "a search needs a query"
    if parsed.shortened:
        return "the query is too long"
    for item in parsed.items:
        field, colon, value = item.value.partition(":")
        if item.kind == "word" and colon and field.lower() in FIELDS:
            return f"{field}: does not take {value!r}" if value else f"{field}: has no value"
    return ""


def add_searches(catalog: Catalog, index: Files, config: Config, report: Report) -> tuple[Catalog, Files]:
    """The catalog with what each named search finds.

    Args:
        index: the files of the search index, which come back to be published.
        report: is warned of searches that find nothing, which have no page.
    """
    if not config.searches or not catalog.papers:
        return catalog, index
    files = list(index)
    site, papers = SiteIndex(dict(files)), list(catalog.papers)
    searches = []
    for number, search in enumerate(config.searches):
        ids = [papers[document] for document in find_all(search.query, site)]
        matches = newest_first({it: catalog.papers[it].facts.published for it in ids}, catalog.appearances)
        if matches:
            slug, query = unique(search.name, ()), require_all(search.query)
            searches.append(SavedSearch(slug=slug, name=search.name, query=query, papers=matches))
        else:
            file = TomlFile.read(config.content / SITE_FILE)
            message = f"the search {search.name!r:.200} finds no paper, and has no page"
            file.fault(f"searches.{number}.query", message, "sitegen search tries a query in the terminal", "warning")
            report.add(structs.replace(file.faults[-1], code="empty-search"))
    return structs.replace(catalog, searches=tuple(searches)), iter(files)
