"""Lunr's ranking at any size: the index is cut by term, and a query loads only the pieces that it needs.

lunr.js scores a document by the entries that the query's own terms have in it, and by nothing else. So a reader's
browser fetches the manifest, the few shards that hold the query's terms, and the blocks of the papers it shows; from
these it computes the ids, the order and the scores that `lunr.Index` over everything would give. The same files serve
the terminal.

`build_index` makes every file below `search/`; `search` reads a built site. Papers are *documents* here, numbered from
0 in the catalog's order, oldest first, so that a new paper appends and leaves most files' bytes alone. The fields are
`title`, `abstract`, `authors`, `topics`, in this order everywhere. Terms are the stems that `sitegen.text.tokens`
makes; a piece such as `encoder/decoder` counts as itself and as its words. Terms are ordered by UTF-16 code units
everywhere.

## Files

All are strict JSON in UTF-8. `<name>` is a digest of the file's bytes (eight of `a-z2-7`), so hosts may cache every
file in `leaves/`, `terms/`, `words/`, `suggest/` and `columns/` for ever; `manifest.json` and `documents/` are to be
revalidated.

*Digits* below means a string that holds non-negative integers, one after the other. Its alphabet has 92 characters,
U+0021 to U+007E without `"` and `\\`, which stand for the codes 0 to 91. A number is written as

    code 0–75                     the number itself
    code 76–87, one more code     76 + (first - 76) * 92 + second                 up to 1,179
    code 88–90, two more codes    1,180 + (first - 88) * 8,464 + the two          up to 26,571
    code 91, four more codes      the four as a number in base 92

search/manifest.json
    {"format": 1,
     "documents": 10000,                                how many
     "fields": ["title", "abstract", "authors", "topics"],
     "boosts": [4, 1, 2, 2],                            of the fields, as given to Lunr's builder
     "lengths": [93131, 1204511, 41022, 30411],         sum of each field's terms over all documents
     "k1": 1.2, "b": 0.75,
     "block": 3,                                        documents in a file of `documents/`
     "chunk": 4096,                                     documents in a file of `columns/`
     "numeric": [],                                     documents whose id is an integer, by that integer: JavaScript
                                                        puts them first among the keys of an object, and so does Lunr
     "leaves": [["", <name>], ["dis", <name>], …],      each with a text that is not after its first term and after
                                                        the last term of the one before
     "words": [["", <name>], ["g", <name>], …],         likewise, for the vocabulary
     "suggest": <name>,
     "columns": {"date": [<name>, …], "votes": […], "code": […], "topics": […], "authors": […]}}
                                                        one name a chunk; a column nobody has a value in is absent

search/leaves/<name>.json
    [["", <name>], ["dial", <name>], …]                 shards of terms, with their boundaries as above

search/terms/<name>.json
    {"terms": ["survei", "surviv", …],                  in order
     "words": ["survey", "+e", …],                      the word as most papers write it: in full; "+e" for the term
                                                        and "e" behind it; "" for the term itself
     "postings": [digits, …]}                           one string a term:
                                                          its place among the terms new in its first document, from 0
                                                          bits of the fields that have it (1 title, 2 abstract,
                                                            4 authors, 8 topics); then for each such field, in order:
                                                          number of documents
                                                          for each: 2 * (gap - 1) + (1 if it occurs more than once),
                                                            the gap from the document before, which is -1 at first;
                                                          for each that has it more than once: times - 2
                                                          for each: number of terms in that document's field

search/words/<name>.json
    {"terms": "!survei&ve …",                           in order, parted by spaces; a term is a code for how many
                                                        characters it shares with the one before (75 at most), and
                                                        the rest
     "frequencies": digits,                             for each term the floor of twice the binary logarithm of the
                                                        number of (document, field) pairs that have it
     "endings": ["0", "1y", "0s", …],                   how a word is made of a term: characters to drop, text to add
     "forms": "#$ # …"}                                 for each term the codes of the endings of its words, most
                                                        frequent first, parted by spaces

search/suggest/<name>.json
    {"words": ["attention", "BERT", …],             words as most papers write them, without regard to case
                                                        in alphabetical order
     "counts": digits}                                  papers that have the word

search/documents/<number>.json                          documents number * block to (number + 1) * block - 1
    [{"id": "…", "title": "…", "url": "papers/….html",  the URL is relative to the site's root
      "date": "2025-03-28", "abstract": "…",            absent keys mean none
      "authors": ["…"], "topics": [["slug", "label"]], "votes": 12, "code": true,
      "lengths": [9, 118, 4, 3]}]                       terms in each field; a document that is not as long as the
                                                        postings say belongs to another build of the site

search/columns/<name>.json
    {"values": […], "rows": digits}                     for each document of the chunk:
                                                          date: place in values + 1, or 0
                                                          votes: votes + 1, or 0 (no values)
                                                          code: 0 or 1 (no values)
                                                          topics, authors: how many, then their places in values;
                                                          values of topics are ["slug", "label"]

search/lunr.json
    A serialised index for stock `lunr.Index.load`, for sites of up to `search.standard_index_limit` papers.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.config import Config
    from sitegen.model import Catalog
    from sitegen.routes import Route


def build_index(catalog: Catalog, config: Config, memo: Path | None = None) -> Iterator[tuple[Route, bytes]]:
    """Every file of the index of a catalog's papers, the manifest last.

    Args:
        catalog: its papers in their order are the documents.
        config: how addresses are written, and up to how many papers the standard index is written too.
        memo: a folder to remember a large index in, which makes the next one quick and changes nothing in it.
    """
    prepare()
    from sitegen.search.build import write

    return write(catalog, config, memo)


def prepare() -> None:
    """Imports numpy and what is built on it, which takes longer than to index a small site; only a build needs it."""
    # its linear algebra is not used, and the threads for it would spin on a processor that renders pages
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    import_module("sitegen.search.build")
