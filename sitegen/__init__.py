"""sitegen turns a digest of research papers into a website.

The folders are the stations a paper passes, in this order: `ingest` reads a source, `pages` keeps it as Markdown,
`catalog` relates it to the others, `search` and `render` make bytes of it, `build` publishes them. Each imports only
from the rooms before it.
"""

__version__ = "0.1.0"
