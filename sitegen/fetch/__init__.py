"""Fetches what lies behind a URL, within limits of time and size.

Everything here is asked for by a person or a scheduled run, never by a build. `client` speaks HTTP, `hosts` checks
where it may go, `network` makes the connections, `validators` remembers ETags, and `lookup` asks catalogues for a paper
by its title.
"""

from sitegen.fetch.client import ALLOW_PRIVATE, LATER, Client, Response
from sitegen.fetch.limits import Limits

__all__ = ["ALLOW_PRIVATE", "LATER", "Client", "Limits", "Response"]
