"""The file budget: hosts count files, so a large site has fewer of those that are missed least.

Three quarters of `max_files` are planned with; the rest is for what comes to the site and for the editor's own files.
What is cut, in this order:

1. A file of search results holds 6, then 12 papers, where it holds 3 on a small site.
2. An author needs more papers for a page, up to 10.

Feeds, editions as Markdown and bibliographies have a room of their own. Feeds come first, since a published one must
not disappear. Where there is no room for each edition as Markdown, those of a month are one file.
"""

from __future__ import annotations

from itertools import product

from sitegen.config import Config
from sitegen.model import Catalog

MOST_NEEDED = 10
"""Papers that give an author a page however little room there is."""
_FEW, _BESIDE_LISTS, _SHARE = 7_500, 1_000, 20
"""Up to _FEW papers, feeds, editions as Markdown and bibliographies may be _BESIDE_LISTS files together; on a larger
site one for _SHARE papers, which is less than a twentieth of all its files."""
OF_ALL = ("bib", "ris", "csl.json")
"""Endings of the bibliographies of all papers; on a large site there is the first."""
OF_LISTS = ("bibtex", *OF_ALL[1:])
"""Endings of those beside lists: `.bib` is left to the one file that has every key once."""
MANY = 5_000
"""Papers above which a site goes without what few take and takes much room: COinS for Zotero in lists other than
editions, and bibliographies as RIS and CSL-JSON beside those as BibTeX."""
_MOST_IN_ONE_FILE = 40_000
"""Papers of the longest bibliography; a larger file is refused by hosts (Cloudflare takes 25 MiB)."""


def papers_a_file(papers: int, max_files: int) -> int:
    """Papers in a file of search results; these are at most a sixteenth of all files while there is a larger size.

    >>> [papers_a_file(papers, 20_000) for papers in (68, 5_000, 10_000)]
    [3, 6, 12]
    """
    return next((size for size in (3, 6) if papers <= size * max_files // 16), 12)


def author_pages(catalog: Catalog, config: Config) -> int:
    """Pages of authors that there is room for beside all other files of a catalog, which are counted roughly."""
    papers, editions = len(catalog.papers), len(catalog.editions)
    feeds = sum(0 < config.topic_feeds <= len(topic.papers) for topic in catalog.topics)
    files = (
        papers,
        editions + len(catalog.weeks) + len(catalog.months) + len(catalog.topics),
        {"none": 0, "editions": editions, "papers": editions + papers}[config.cards],  # pictures
        max(_room(catalog), feeds + markdown_files(catalog, feeds)),
        papers // 40,  # further pages of long lists
        papers // papers_a_file(papers, config.max_files),
        papers // 12,  # the search's terms, positions and names
        100,  # the rest
    )
    return config.max_files * 3 // 4 - sum(files)


def _room(catalog: Catalog) -> int:
    papers = len(catalog.papers)
    return _BESIDE_LISTS if papers <= _FEW else papers // _SHARE


def has_markdown_of_each(catalog: Catalog, feeds: int) -> bool:
    """Whether each edition is a file as Markdown, or else all those of a month; feeds come first."""
    return feeds + len(catalog.editions) <= _room(catalog)


def markdown_files(catalog: Catalog, feeds: int) -> int:
    """Files that the editions are as Markdown."""
    each = has_markdown_of_each(catalog, feeds)
    return len(catalog.editions) if each else len({edition.date[:7] for edition in catalog.editions})


def bibliographies(catalog: Catalog, feeds: int, authors: int) -> dict[str, tuple[str, ...]]:
    """Endings of the bibliographies beside each kind of list.

    Args:
        catalog: what there is to list.
        feeds: of topics and authors, which come first.
        authors: those who have a feed, and may have bibliographies.
    """
    counts = {
        "edition": len(catalog.editions),
        "month": len(catalog.months),
        "week": len(catalog.weeks),
        "topic": len(catalog.topics),
        "author": authors,
    }
    room = _room(catalog) - feeds - markdown_files(catalog, feeds)
    papers = len(catalog.papers)
    formats = len(OF_ALL) if papers <= MANY else 1
    result: dict[str, tuple[str, ...]] = {"papers": OF_ALL[:formats] if papers <= _MOST_IN_ONE_FILE else ()}
    for ending, (kind, count) in product(OF_LISTS[:formats], counts.items()):
        if count <= room:
            room -= count
            result[kind] = (*result.get(kind, ()), ending)
    return result
