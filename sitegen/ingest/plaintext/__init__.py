"""Pasted text and Markdown digests, read by a sequence labeller.

A text is cut into lines (`unwrap`, `paper_notes`, `program_marks`, `references`, `lines`, `layout`, `inline_marks`),
each line into chunks at whatever may part two fields (`chunks`, `citations`), each chunk described by features
(`shapes`, `words`, `features`) and labelled by a linear-chain conditional random field (`labeller`), and again by
another that knows what the first took all others for (`regularities`); lines of citations in which too little parts the
fields are labelled word by word (`cited_lines`, `cited_words`). `RULES` correct the labels, a module after the other:
what stands beside papers (`asides`), the names of fields (`named_fields`) and of columns (`named_columns`), names in
the line of a title (`inline_names`), how titles are marked (`marked_titles`) and where they end (`wrapped_titles`),
what nearly all entries of a list have (`regular_lists`), what is said of each paper (`summaries`).
The chunks are put together to fields (`items`) and papers with their sections (`assembly`), which get the addresses of
sources below them (`cited_sources`); those that are none are left out (`refusals`). Of the others the facts (`facts`,
`people`) and days (`days`, `listed_days`) are read; what may be wrong is reported (`doubts`). `reader` is the parser
that the table of formats knows.
`python -m tests.training.plaintext` trains the weights, and
`python -m tests.training.plaintext.citations` those for words.
"""
