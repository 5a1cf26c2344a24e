"""What corrects the labels of a text by the rest of it, each of the `RULES` in its order.

The labeller sees a chunk and its neighbours. What the name of a field or a column says of the value behind or below it
(`named_fields`, `named_columns`), where titles and names begin and end (`edges`), which sentences are abstracts
(`abstracts`), and what nearly all entries of a list have (`regular_lists`) is known from farther away. A rule is kept
only as long as lists that it was not made for are read better with it.
"""

from __future__ import annotations

from sitegen.ingest.plaintext.rules import abstracts, edges, named_columns, named_fields, regular_lists, venues

RULES = (
    abstracts.repeated,
    *named_fields.RULES,
    named_columns.named_columns,
    *edges.RULES,
    *regular_lists.RULES,
    *abstracts.RULES,
    venues.venues,
)
"""In this order."""
