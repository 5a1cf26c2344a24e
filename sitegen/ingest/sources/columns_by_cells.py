"""What columns of a table hold by their cells, where their names do not tell.

>>> rows = [["Slow Clocks of the World", "Ann Lee, Bo Cho"], ["Small Maps of Long Rooms", "Cy Roy, Di Sun"]]
>>> [field for field, _ in by_cells((("url", 0), ("who", 0)), rows)]
['title', 'authors']
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from sitegen.ingest.sources.cells import plain
from sitegen.ingest.sources.columns import bare_dates, column
from sitegen.ingest.sources.doubtful_rows import SHORTEST_ABSTRACT, is_paper
from sitegen.ingest.sources.row_dates import are_of_one_weekday
from sitegen.ingest.values import title_cells
from sitegen.ingest.values.identifiers import find_arxiv
from sitegen.text import dates

_PHRASE = (3, 30)
"""Words of a title."""
_FEWEST_DATED, _YEARS, _MOST_ROWS = 3, 2, 50
"""How many papers of arXiv have days so many years after they came out, of the first rows of a table."""
DOUBTFUL = column("publication")[1]
"""The place of the first name that may be a title's or something else's."""

Columns: TypeAlias = tuple[tuple[str, int], ...]
"""What each column holds of a paper, and the place of its name among those of that field."""


def by_cells(columns: Columns, rows: Sequence[Sequence[str]]) -> Columns:
    """Columns of which, where none is named so, the first that holds cells of titles, authors and so on is theirs.

    A `Paper (link)` or a `Thema` of phrases is the titles, too, `Comments` of paragraphs are abstracts, and `Name`
    beside a surer title is the authors. Who does something without being an author presents a paper, and a `Date` that
    is of one weekday, or years after the papers came out, is that of a meeting.
    """
    whole = [cells for cells in rows if len(cells) == len(columns)]
    for field, names, holds, share in _BY_CELLS:
        is_titled = any(known == "title" and rank < DOUBTFUL for known, rank in columns)
        fields = ["" if is_titled and known == "title" and rank > DOUBTFUL else known for known, rank in columns]
        for at in [] if field in fields else [at for name in names for at, known in enumerate(fields) if known == name]:
            held = [cells[at] for cells in whole if holds(cells[at])]
            # few papers stand there twice, and two may have taken three hours each
            if len(held) > share * len(whole) and (field != "title" or 2 * len({*held}) > len(whole)):
                columns = (*columns[:at], (field, 0), *columns[at + 1 :])
                break
    columns = tuple(("presenter" if field == "who" else field, rank) for field, rank in columns)
    days = {at: [cells[at] for cells in whole] for at, known in enumerate(columns) if known in bare_dates()}
    of_meetings = {at for at, cells in days.items() if are_of_one_weekday(cells) or _are_years_later(cells, whole)}
    return tuple(("listed" if at in of_meetings else field, rank) for at, (field, rank) in enumerate(columns))


def _are_years_later(cells: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Whether most days are years after the papers came out, as their numbers of arXiv tell: `1912.02292`."""
    dated = zip(cells[:_MOST_ROWS], rows, strict=False)
    named = ((dates.day_of(cell, "")[0], find_arxiv(" ".join(row))) for cell, row in dated)
    years = [int(day[2:4]) - int(name[:2]) for day, name in named if day and name[:4].isdecimal()]
    return len(years) >= _FEWEST_DATED and 2 * sum(late >= _YEARS for late in years) > len(years)


def _is_day(cell: str) -> bool:
    return dates.find(cell) is not None


def is_prose(cell: str) -> bool:
    """Whether a cell is long enough for an abstract."""
    return len(cell.encode()) >= SHORTEST_ABSTRACT


def _is_phrase(cell: str) -> bool:
    return _PHRASE[0] <= len(cell.split()) <= _PHRASE[1]


def _are_several(cell: str) -> bool:
    return title_cells.are_several(plain(cell)[0])


_BY_CELLS: tuple[tuple[str, tuple[str, ...], Callable[[str], bool], float], ...] = (
    ("title", ("", "url", "topics", "keywords"), _is_phrase, 0.8),
    ("authors", ("", "who", "presenter"), _are_several, 0.5),
    ("abstract", ("comments", ""), is_prose, 0.5),
    ("kind", ("categories", "topics", ""), is_paper, 0.3),
    ("listed", ("session",), _is_day, 0.3),
)
"""Fields by their cells: what their columns may be named as, what a cell is, and the share of such cells."""
