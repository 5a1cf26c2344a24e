"""Pasted text and Markdown digests, read by a sequence labeller.

A text is cut into lines (`unwrap`, `references`, `lines`), each line into chunks at whatever may part two fields
(`chunks`, `citations`), each chunk described by features (`shapes`, `features`) and labelled by a linear-chain
conditional random field (`labeller`). The names of fields go before it (`named_fields`), and what nearly all entries of
a list have is looked for in the others (`missed_titles`, `regular_lists`). The chunks are put together to fields
(`items`) and papers with their sections (`assembly`), the least likely of which are left out (`doubts`). Of the others
the facts (`facts`, `people`) and days (`days`, `listed_days`) are read; what may be wrong is reported. `reader` is the
parser that the table of formats knows. `python -m tests.training.plaintext` trains the weights.
"""
