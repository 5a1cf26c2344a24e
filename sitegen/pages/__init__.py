"""Papers, editions and free pages as Markdown files that an editor reads and edits, and the ledger of their sources.

`intake` writes them when a source is new, `documents` reads them all for a build, and the page modules say how each
kind is laid out. Nothing here knows of HTML.
"""
