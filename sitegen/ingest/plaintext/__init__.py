"""Pasted text and Markdown digests, read by a sequence labeller.

A text is cut into lines (`lines`), each line into chunks at whatever may part two fields (`chunks`). Each chunk is
described by features and labelled by a linear-chain conditional random field, and again by another that knows what the
first took all others for; lines of citations in which too little parts the fields are labelled word by word
(`labels`). `rules` correct the labels by the rest of the text. The chunks are put together to fields (`items`) and
papers with their facts and days; those that are none are refused, and what may be wrong is reported (`papers`).
`reader` is the parser that the table of formats knows.

What all of them ask of words, and whether these name people, stands in `words`; whom they name in `names`, and how
references begin in `citations`.
`python -m tests.training.plaintext` trains the weights, and
`python -m tests.training.plaintext.citations` those for words.
"""
