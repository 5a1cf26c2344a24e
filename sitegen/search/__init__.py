"""Search: the index files of a site, queries to them, and related papers.

`index` makes the files below `search/` from the papers' texts, `query` answers queries from these files as the browser
does, and `similarity` finds related papers in the terms that `index` has counted. `FORMAT.md` specifies the files.
"""
