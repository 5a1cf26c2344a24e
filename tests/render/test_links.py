"""Addresses in a running text: where they end, and what they lead to."""

from __future__ import annotations

import pytest

from sitegen.ingest.values.links import found


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("The code is at https://github.com/ada/loom.", ["https://github.com/ada/loom"]),
        ("See [the page](https://ada.example/loom), please.", ["https://ada.example/loom"]),
        ("Code: [https://github.com/ada/loom](https://github.com/ada/loom).", ["https://github.com/ada/loom"] * 2),
        ("As in https://wiki.example/Loom_(weaving), see [1].", ["https://wiki.example/Loom_(weaving)"]),
        ("代码见https://github.com/ada/loom。谢谢", ["https://github.com/ada/loom"]),
        ("Site:\\[https://ada.example/a\\](https://ada.example/a)-Code", ["https://ada.example/a"] * 2),
        (
            "See _https://ada.example/loom_ and https://ada.example/a_b_ too.",
            ["https://ada.example/loom", "https://ada.example/a_b_"],
        ),
        ("Nothing and/or nobody.", []),
    ],
)
def test_an_address_ends_where_a_reader_sees_its_end(text: str, addresses: list[str]) -> None:
    assert [link.url for link in found(text)] == addresses


@pytest.mark.parametrize(
    "address",
    [
        "https://arxiv.org/search/cs?searchtype=author&query=Li,+K",
        "https://arxiv.org/format/2505.16211",
        "https://creativecommons.org/licenses/by/4.0/",
        "https://zoom.example/j/844100",
        "https://us02web.zoom.us/j/844100",
        "https://www.zotero.org/users/1234567/items/QIJ6K776",
        "https://orcid.org/0000-0002-1825-0097",
        "https://dblp.org/pid/12/345.html",
        "https://cdn.huggingface.co/social-thumbnails/papers/2503.07605.png",
    ],
)
def test_what_stands_beside_papers_is_no_link_of_theirs(address: str) -> None:
    assert [link.url for link in found(f"See {address} and https://ada.example/loom")] == ["https://ada.example/loom"]
