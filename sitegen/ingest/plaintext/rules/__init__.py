"""What corrects the labels of a text by the rest of it, a module after the other but for lines that stand twice.

What stands beside papers is none of them (`asides`); names of fields (`named_fields`) and of columns (`named_columns`)
say what is behind and below them; names in the line of a title (`inline_names`), how titles are marked
(`marked_titles`) and where they end (`wrapped_titles`), and what nearly all entries of a list have (`regular_lists`,
`summaries`) tell what the others are.
"""

from __future__ import annotations

from sitegen.ingest.plaintext.rules import (
    asides,
    inline_names,
    marked_titles,
    named_columns,
    named_fields,
    regular_lists,
    summaries,
    wrapped_titles,
)

RULES = (
    *asides.RULES,
    summaries.told_again,
    *named_fields.RULES,
    named_columns.named_columns,
    *inline_names.RULES,
    wrapped_titles.quoted_titles,
    *marked_titles.RULES,
    *regular_lists.RULES,
    wrapped_titles.sources,
    *summaries.RULES,
)
"""In this order."""
