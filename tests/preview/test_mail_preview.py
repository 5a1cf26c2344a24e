"""A mail can be looked at while it is written, in the preview and nowhere else."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from sitegen.config import load
from tests.little import LittleSite
from tests.preview.running import Preview, Scripted, built

pytest.importorskip("css_inline")


@pytest.fixture
def site(tmp_path: Path) -> LittleSite:
    little = LittleSite(tmp_path)
    little.paste("2025-03-28", "Depth and its curse", "Vector quantization")
    little.build()
    return little


@pytest.fixture
def preview(site: LittleSite) -> Iterator[Preview]:
    load_site = partial(load, site.content, output=site.output)
    running = Preview(Scripted(built(site.output)), site.content, load_site)
    yield running
    running.close()


def test_an_edition_is_shown_as_the_mail_that_it_becomes(site: LittleSite, preview: Preview) -> None:
    answer = preview.get("/_sitegen/mail/latest.html")
    html = preview.text("/_sitegen/mail/latest.html")
    assert (answer.status, answer.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert '<a href="/papers/vector-quantization.html" style="' in html
    assert '/_sitegen/live.js"' in html
    text = preview.text("/_sitegen/mail/2025-03-28.txt")
    assert "Vector quantization\n-------------------\n</papers/vector-quantization.html>" in text
    assert not any("mail" in path.relative_to(site.output).parts for path in site.output.rglob("*"))


def test_the_editors_own_template_shows_at_once(site: LittleSite, preview: Preview) -> None:
    template = site.content.parent / "templates" / "mail" / "edition.html"
    template.parent.mkdir(parents=True)
    template.write_text("<!doctype html><title>x</title><body><p>Mine</p></body>", "utf-8")
    assert "<p>Mine</p>" in preview.text("/_sitegen/mail/latest.html")
    shutil.rmtree(template.parent)
    assert "Mine" not in preview.text("/_sitegen/mail/latest.html")


@pytest.mark.parametrize(
    ("path", "message"),
    [("2025-03-27.html", "did you mean 2025-03-28?"), ("latest.png", "Nothing"), ("x", "Nothing")],
)
def test_what_is_no_mail_is_said_so(preview: Preview, path: str, message: str) -> None:
    assert preview.get(f"/_sitegen/mail/{path}").status == 404
    assert message in preview.text(f"/_sitegen/mail/{path}")
