"""Fixtures that many tests share."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

import sitegen
from tests import web
from tests.paths import SHARED
from tests.reading import launched
from tests.web import Web

if TYPE_CHECKING:
    from playwright.sync_api import Browser

EXAMPLES, QUICK_EXAMPLES = 60, 20
"""Of each property, in a run of all tests and in one of the quick ones."""


def pytest_configure(config: pytest.Config) -> None:
    # a busy machine is no fault of what is tested
    untimed = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
    examples = QUICK_EXAMPLES if config.option.markexpr == "not slow" else EXAMPLES
    settings.register_profile("untimed", untimed, max_examples=examples)
    settings.load_profile("untimed")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real papers beside the checkout; tests that want it are skipped where it is absent."""
    folder = SHARED
    if not (folder / "data").is_dir():
        pytest.skip("the corpus of real papers is not beside this checkout")
    return folder


@pytest.fixture(scope="session", autouse=True)
def the_theme_is_made_once() -> Iterator[None]:
    """Each little site has a cache folder of its own, and would join scripts for itself."""
    from sitegen.render.theme import assets
    from sitegen.render.theme.bundle import bundle, parse

    parse_once = cache(lambda modules: parse(dict(modules)))
    bundle_once = cache(lambda modules: bundle(dict(modules)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(assets, "parse", lambda modules: parse_once(tuple(modules.items())))
        patch.setattr(assets, "bundle", lambda modules: bundle_once(tuple(modules.items())))
        patch.setattr(assets, "without_comments", cache(assets.without_comments))
        patch.setattr(assets, "unindented", cache(assets.unindented))
        yield


@pytest.fixture(scope="session", autouse=True)
def the_program_is_read_once() -> Iterator[None]:
    """Each little build would read all of sitegen's files to see whether it is still the same sitegen."""
    from sitegen.pipeline import inputs, versions
    from sitegen.pipeline.stamps import scan
    from sitegen.preview import renderer

    package = Path(sitegen.__file__).parent
    digest, stamps = versions.program_digest(), scan(package)
    with pytest.MonkeyPatch.context() as patch:
        for module in (versions, renderer):
            patch.setattr(module, "program_digest", lambda: digest)
        patch.setattr(inputs, "scan", lambda folder: stamps if folder == package else scan(folder))
        yield


@pytest.fixture
def server() -> Iterator[Web]:
    """A little web on this machine."""
    with web.running() as found:
        yield found


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The system's Chromium. `make test` installs it where it may; without it the tests that want it are skipped."""
    with launched() as browser:
        yield browser
