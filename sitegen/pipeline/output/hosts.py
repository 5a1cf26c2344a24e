"""The limits of hosts of static sites, as far as they publish them, and the one that the settings give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from sitegen.config import SITE_FILE, Config
from sitegen.diagnostics import Location, Report
from sitegen.pipeline.output.manifest import MANIFEST
from sitegen.routes import Route


class Host(Struct, frozen=True, kw_only=True):
    """A host's limits without pay; 0 for none that is known."""

    name: str
    files: int = 0
    file_bytes: int = 0
    """Of a single file."""
    bytes: int = 0
    """Of a whole site."""

    def refusals(self, files: int, size: int, largest: int) -> Iterator[tuple[str, bool]]:
        """Why the host does not take a site of so many files and bytes, each with whether it is its largest file."""
        if self.files and files > self.files:
            yield f"{self.name} takes {self.files:,} files, and the site has {files:,}", False
        if self.bytes and size > self.bytes:
            yield f"{self.name} takes {self.bytes >> 20:,} MB, and the site has {size >> 20:,}", False
        if self.file_bytes and largest > self.file_bytes:
            yield f"{self.name} takes files of {self.file_bytes >> 20} MB, and this one has {largest >> 20}", True


HOSTS = (
    Host(name="Cloudflare Pages", files=20_000, file_bytes=25 * 2**20),
    Host(name="GitHub Pages", file_bytes=100 * 2**20, bytes=2**30),
    Host(name="GitLab Pages", files=200_000, bytes=2**30),
    Host(name="Netlify"),
)


def hosts_for(files: int, size: int, largest: int) -> str:
    """The hosts that take a site, for a summary: `any host`, or their names."""
    names = [host.name for host in HOSTS if not any(host.refusals(files, size, largest))]
    return "any host" if len(names) == len(HOSTS) else ", ".join(names)


def check_file_count(files: int, config: Config, report: Report) -> None:
    """Warn of more files than the settings allow."""
    if files > config.max_files:
        message = f"the site has {files:,} files, and max_files of {SITE_FILE} is {config.max_files:,}"
        hint = "set it to what the host takes, author_pages higher, or markdown, cards and books to less"
        report.warning("host-limit", message, config.at(SITE_FILE), hint=hint)


def check_limits(sizes: Mapping[Route, int], config: Config, report: Report) -> None:
    """Note the hosts that do not take a site of files of these bytes, and warn of more than the settings allow."""
    check_file_count(len(sizes.keys() - {MANIFEST}), config, report)
    total, largest = sum(sizes.values()), max(sizes, key=sizes.__getitem__, default="")
    for host in HOSTS:
        for message, of_largest in host.refusals(len(sizes), total, sizes.get(largest, 0)):
            report.note("host-limit", message, Location.below(config.output, largest) if of_largest else None)
