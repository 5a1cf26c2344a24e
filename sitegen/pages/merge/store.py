"""Papers' pages by id while sources are merged; new ones lie in a temporary file when they are many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, MutableMapping

from sitegen.model import PaperId
from sitegen.pages.paper import PaperPage
from sitegen.spool import Spool


class Pages(MutableMapping[PaperId, PaperPage]):
    """The pages, at first as they are on disk."""

    def __init__(self, pages: Iterable[PaperPage]) -> None:
        self.before = {page.paper.id: page for page in pages}
        """As they are on disk."""
        self._pages: dict[PaperId, PaperPage | int] = {**self.before}
        self._new = Spool(PaperPage)

    def __getitem__(self, identifier: PaperId) -> PaperPage:
        page = self._pages[identifier]
        return self._new[page] if isinstance(page, int) else page

    def __setitem__(self, identifier: PaperId, page: PaperPage) -> None:
        if identifier in self.before:
            self._pages[identifier] = page
        else:
            self._pages[identifier] = len(self._new)
            self._new.append(page)

    def __delitem__(self, identifier: PaperId) -> None:
        del self._pages[identifier]

    def __iter__(self) -> Iterator[PaperId]:
        return iter(self._pages)

    def __len__(self) -> int:
        return len(self._pages)

    def __contains__(self, identifier: object) -> bool:
        return identifier in self._pages

    @property
    def new(self) -> frozenset[PaperId]:
        """Papers that got a page."""
        return frozenset(self._pages.keys() - self.before.keys())

    @property
    def updated(self) -> frozenset[PaperId]:
        """Papers whose pages were there and are to be written again."""
        before = self.before
        return frozenset(name for name, page in before.items() if self._pages.get(name, page) is not page)

    @property
    def retitled(self) -> frozenset[PaperId]:
        """Papers whose titles have changed."""
        return frozenset(name for name in self.updated if self[name].paper.title != self.before[name].paper.title)
