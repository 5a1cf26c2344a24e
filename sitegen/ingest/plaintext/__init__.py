"""Pasted text and Markdown digests, read by a sequence labeller.

A text is cut into lines (`lines`, `hypertext`), each line into chunks at whatever may part two fields (`chunks`), each
chunk described by features (`features`) and labelled by a linear-chain conditional random field (`labeller`), and the
labelled chunks are put together to papers (`assembly`, `fields`, `days`). `reader` is the parser that the table of
formats knows. The weights are trained by `python -m tests.training.plaintext`.
"""
