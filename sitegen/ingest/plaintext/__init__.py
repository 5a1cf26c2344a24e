"""Pasted text and Markdown digests, read by a sequence labeller.

A text is cut into lines (`unwrap`, `references`, `lines`), each line into chunks at whatever may part two fields
(`chunks`, `citations`), each chunk described by features (`shapes`, `features`) and labelled by a linear-chain
conditional random field (`labeller`, `corrections`). The labelled chunks are put together to fields (`items`) and
papers (`assembly`), of which the facts (`facts`, `people`), days (`days`, `listed_days`) and topics (`sections`) are
read; what may be wrong is reported (`doubts`). `reader` is the parser that the table of formats knows. `python -m
tests.training.plaintext` trains the weights.
"""
