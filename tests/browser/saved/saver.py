"""Somebody who saves papers, and the site that they are saved from."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

FOX = """\
---
id: "2503.02130"
title: "Forgetting Transformer"
authors: ["Zhixuan Lin", "Xu Owen He"]
published: "2025-03-03"
arxiv: "2503.02130"
venue: "ICLR"
topics: ["attention"]
code: "https://code.example/fox"
---

A gate in $O(n)$ that *forgets*.
"""


CROWD = f"""\
---
id: "crowd"
title: "A [crowd] of 60"
authors: {json.dumps(["*Ada* Lovelace", *(f"Person Number{n}" for n in range(1, 60))])}
topics: ["attention"]
doi: "10.1234/a_b#c?d%-e"
---

We are many.
"""


LED = """\
---
id: "led"
title: "Led"
authors: ["Ann Lee", "Bo Cho"]
more_authors: true
---
"""


EDITION = """\
---
date: "2025-03-28"
---

1. [Forgetting Transformer](../papers/2025/2503.02130.md)
2. [A crowd](../papers/2025/crowd.md)
3. [Bare](../papers/2025/bare.md)
"""


SITE = """\
base_url = "https://example.org/repo/"
edit_url = "https://git.example/edit/main/content/{path}"
"""


BIBTEX = "@inproceedings{lin2025forgetting,\n  title         = {{Forgetting Transformer}},\n"


FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"


NO_CLIPBOARD = "delete Navigator.prototype.clipboard;"


SHARE = "Navigator.prototype.share = async (what) => { window.shared = what; };"


class Reader:
    """Somebody with one browser and some tabs."""

    def __init__(self, context: Any, address: str) -> None:
        self.context, self.address = context, address
        self.problems: list[str] = []
        self.requests: list[str] = []

    def open(self, route: str, page: Any = None) -> Any:
        page = page or self.tab()
        page.goto(self.address + route)
        return page

    def tab(self) -> Any:
        page = self.context.new_page()
        page.on("console", lambda message: self.problems.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))
        return page

    def save(self, *papers: str) -> Any:
        """Saves papers on their pages, in a tab that then shows the list of saved ones."""
        page = self.tab()
        for paper in papers:
            self.open(f"papers/{paper}.html", page)
            page.click(".paper-actions .save")
            # the facts of a paper are read from its page
            stored = f"'saved:/repo/:{paper}'"
            until(page, f"JSON.parse(localStorage.getItem({stored}) ?? '{{}}').bibtex")
        return self.open("saved.html", page)


Meet = Callable[..., Reader]


def until(page: Any, condition: str) -> None:
    """Waits in the page, whose policy lets nobody evaluate a text in it."""
    page.evaluate(f"(async () => {{ while (!({condition})) await new Promise(requestAnimationFrame); }})()")


def titles(page: Any) -> list[str]:
    return list(page.locator(".saved .entry h2").all_inner_texts())


def downloaded(page: Any, button: str) -> tuple[str, str]:
    """Name and text of the file that a button gives."""
    with page.expect_download() as waiting:
        page.click(button)
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_text("utf-8")


def exported(papers: list[Any], **others: Any) -> str:
    """The text of a file that somebody exported."""
    return json.dumps({"format": "saved papers", "version": 1, "papers": papers, **others})


def give(page: Any, text: str) -> None:
    page.set_input_files("input[type=file]", {"name": "x.json", "mimeType": "", "buffer": text.encode()})
