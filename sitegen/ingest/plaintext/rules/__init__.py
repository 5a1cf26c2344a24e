"""What corrects the labels of a text by the rest of it, or takes chunks out of it, each of the `RULES` in its order.

What stands beside papers is none of them (`asides`); names of fields (`named_fields`) and of columns (`named_columns`)
say what is behind and below them, terms and headings what days are (`terms`); names in the line of a title
(`inline_names`) or beside places (`workplaces`), how titles are marked (`marked_titles`) and where they end
(`wrapped_titles`), and what nearly all entries of a list have (`regular_lists`, `regular_names`, `summaries`) tell what
the others are. At last abstracts get their ends (`abstracts`), and previews of pages their addresses.
"""

from __future__ import annotations

from sitegen.ingest.plaintext.rules import (
    abstracts,
    asides,
    inline_names,
    marked_titles,
    named_columns,
    named_fields,
    regular_lists,
    terms,
    wrapped_titles,
)

RULES = (
    *asides.RULES,
    abstracts.told_again,
    *named_fields.RULES,
    named_columns.named_columns,
    terms.days_below_terms,
    terms.days_in_headings,
    *inline_names.RULES,
    *marked_titles.RULES,
    *wrapped_titles.RULES,
    *regular_lists.RULES,
    wrapped_titles.sources,
    *abstracts.RULES,
    asides.previews,
    asides.posters,
)
"""In this order."""
