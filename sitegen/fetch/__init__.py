"""From the network: bytes behind an address, within bounds of time, size and manners.

Everything here is asked for by a person or a scheduled run, never by a build. `client` speaks HTTP, `addresses` says
where it may go, `memory` what was fetched before, and `lookup` asks the catalogues of others for a paper by its title.
"""

from sitegen.fetch.client import Answer, Client, Manners, Unreachable

__all__ = ["Answer", "Client", "Manners", "Unreachable"]
