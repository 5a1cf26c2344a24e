"""Labelled chunks become papers with their facts and days, or are refused or doubted with a reason.

`assembly` puts fields together and says in which sections papers stand; `refusals` says which of them are none.
`facts` reads each paper, `imprints` where it came out, `days` and `listed_days` when it was listed, and `doubts`
reports what may be wrong.
"""
