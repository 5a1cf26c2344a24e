"""Links between Markdown pages, as an editor writes them, and the routes they mean on the site."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import unquote

from sitegen import routes
from sitegen.model import Catalog
from sitegen.routes import Route

_ADDRESS = re.compile(r"[(<:]\s*([^\s()<>#:]+\.md)\b")


class PageLinks:
    """Where the pages of the content folder lie in the site."""

    def __init__(self, catalog: Catalog) -> None:
        self._routes: dict[str, Route] = {
            **{paper.path: routes.paper(paper.id) for paper in catalog.papers.values()},
            **{edition.path: routes.edition(edition.date) for edition in catalog.editions},
            **{page.path: routes.page(page.slug) for page in catalog.pages},
        }

    def found(self, path: str, *texts: str) -> tuple[tuple[str, Route], ...]:
        """Links in Markdown that lead to other pages.

        Args:
            path: of the page that the texts stand on, relative to the content folder.
            texts: Markdown.

        Returns:
            Each address as written, with the route it means; addresses that lead to no page are left out.
        """
        links = {}
        for text in texts:
            if ".md" in text:
                for address in _ADDRESS.findall(text):
                    meant = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(address)))
                    if route := self._routes.get(meant):
                        links[address] = route
        return tuple(links.items())
