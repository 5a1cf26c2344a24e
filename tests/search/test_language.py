"""The language of queries is the same in both parsers, and takes any text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.search.query.language import MAX_ITEMS, Item, identifiers, named, parse, require_all
from sitegen.text.folding import exact_words
from tests.search_site import node

FIXTURES = json.loads((Path(__file__).parent / "language.json").read_text("utf-8"))
IDENTIFIERS = {
    "2503.02130": "2503.02130",
    " 2503.02130v2 ": "2503.02130",
    "arXiv:2503.02130": "2503.02130",
    "https://arxiv.org/abs/2503.02130v1": "2503.02130",
    "http://www.arxiv.org/pdf/2503.02130.pdf": "2503.02130",
    "arxiv.org/html/2503.02130": "2503.02130",
    "https://huggingface.co/papers/2503.02130": "2503.02130",
    "10.48550/arXiv.2503.02130": "2503.02130",
    "https://doi.org/10.48550/arXiv.2503.02130": "2503.02130",
    "hep-ex/0406020": "hep-ex/0406020",
    "math.GT/0309136": "math/0309136",
    "10.1145/3292500.3330701": "10.1145/3292500.3330701",
    "https://doi.org/10.18653/v1/N19-1423": "10.18653/v1/n19-1423",
    "doi:10.1145/3292500": "10.1145/3292500",
    "https://www.doi.org/10.1145/3292500": "10.1145/3292500",
    # as browsers copy addresses
    "https://arxiv.org/abs/2503.02130?context=cs": "2503.02130",
    "https://arxiv.org/html/2503.02130v1#S1": "2503.02130",
    "https://arxiv.org/pdf/2503.02130v1.pdf#page=3": "2503.02130",
    "https://arxiv.org/abs/2503.02130/": "2503.02130",
    "arXiv: 2503.02130": "2503.02130",
    "https://doi.org/10.1000/182?nosfx=y#top": "10.1000/182",
    "https://doi.org/10.1002/(SICI)10(1998)4:8%3C69::AID%3E3.0.CO;2-O": "10.1002/(sici)10(1998)4:8<69::aid>3.0.co;2-o",
    "https://doi.org/10.1000/%E4%B8%AD%C3%89": "10.1000/中é",
    "https://doi.org/10.1000/a%23b%3Fc": "10.1000/a#b?c",
    "https://doi.org/10.1000/%3C%zz": "10.1000/%3c%zz",
    "https://doi.org/10.1000/%3C%E4": "10.1000/%3c%e4",
    "doi: 10.1000/a%3Cb?c#d": "10.1000/a<b?c#d",
    "10.1000/0004-3702(94)90041-8": "10.1000/0004-3702(94)90041-8",
    "10.1000/s1(94)": "10.1000/s1(94)",
    # as papers print them, and as they stand in texts and in addresses elsewhere
    "arXiv:2503.02130v1 [cs.CV] 8 Mar 2025": "2503.02130",
    "arxiv 2503.02130": "2503.02130",
    "https://arxiv.org/abs/2503.02130.": "2503.02130",
    "<https://arxiv.org/abs/2503.02130>, (arXiv:2503.02130)": "2503.02130",
    "论文：2503.02130v2。": "2503.02130",
    "https://www.alphaxiv.org/abs/2503.02130": "2503.02130",
    "https://ar5iv.labs.arxiv.org/html/2503.02130": "2503.02130",
    "Depth, arXiv:2503.02130, 2025, https://doi.org/10.1145/3292500.": "2503.02130 10.1145/3292500",
    "2503.02130,math.GT/0309136 (10.1000/182), “10.1000/183”": "2503.02130 math/0309136 10.1000/182 10.1000/183",
    "arXiv：2503.02130": "2503.02130",
    "doi:10.48550/arXiv.2503.02130": "2503.02130",
    "DOI: 10.48550/ARXIV.hep-ex/0406020v2, https://doi.org/10.48550/arXiv.2503.02131": "hep-ex/0406020 2503.02131",
    # any address that has one
    "https://dl.acm.org/doi/pdf/10.1145/3386569.3392500?download=true": "10.1145/3386569.3392500",
    "dl.acm.org/doi/10.1145/4284.4287, doi=10.1145/3292500": "10.1145/4284.4287 10.1145/3292500",
    "https://example.org/?q=doi%3A10.1145%2F3292500&hl=en": "10.1145/3292500",
    "https://link.springer.com/content/pdf/10.1007/978-3-030-58452-8_24.pdf": "10.1007/978-3-030-58452-8_24",
    "https://www.biorxiv.org/content/10.1101/2020.01.01.123456v1.full.pdf#x": "10.1101/2020.01.01.123456",
    "https://onlinelibrary.wiley.com/doi/10.1002/j.1/full": "10.1002/j.1",
    "https://www.semanticscholar.org/arxiv/2503.02130": "2503.02130",
    "https://scholar.google.com/scholar?q=2503.02130&hl=en": "2503.02130",
    "https://arxiv.org/abs/2503.02130,https://doi.org/10.1000/x.pdf": "2503.02130 10.1000/x.pdf",
    "https://example.org/issues/1234567": "",
    # the ACL's own end its DOIs
    "2022.acl-long.571, W18-5448": "10.18653/v1/2022.acl-long.571 10.18653/v1/w18-5448",
    "https://aclanthology.org/2022.acl-long.571v2.pdf": "10.18653/v1/2022.acl-long.571",
    "https://www.aclweb.org/anthology/W18-5448/": "10.18653/v1/w18-5448",
    # a phrase, a field or a sign asks for something else
    '"of 2503.02130" title:"of 2503.02130" -"of 2503.02130" -id：2503.02130': "",
    'id:2503.02130 id:"2503.02130" -2503.02130 +2503.02130': "",
    "x2503.02130 2503.021301 2503.02130-a example.org/2503.02130 10.1000/": "",
    "GPT-4.1": "",
    "1234.5": "",
    "attention": "",
}


def in_browser(*texts: str) -> list[dict[str, Any]]:
    parses: list[dict[str, Any]] = node("language.mjs", given=texts)
    return parses


def comparable(item: dict[str, Any]) -> dict[str, Any]:
    """An item of the browser's parser without its place and without what is as usual."""
    return {key: value for key, value in item.items() if value and key not in ("start", "end")}


@pytest.mark.parametrize(("query", "items"), FIXTURES)
def test_the_terminal_parses_as_the_fixtures_say(query: str, items: list[dict[str, Any]]) -> None:
    assert parse(query).items == tuple(msgspec.convert(item, Item) for item in items)


def test_the_browser_parses_as_the_fixtures_say() -> None:
    parses = in_browser(*(query for query, _ in FIXTURES))
    assert [[comparable(item) for item in parsed["items"]] for parsed in parses] == [items for _, items in FIXTURES]


def test_a_whole_name_is_one_phrase_whatever_signs_it_has() -> None:
    for name in ("world models", 'the "bitter" lesson', "so-called “agents”", "C++ -x: y"):
        (phrase,) = parse(named("topic", name)).items
        assert (phrase.kind, phrase.field, exact_words(phrase.value)) == ("phrase", "topic", exact_words(name))


def test_every_text_has_one_parse() -> None:
    parts = st.sampled_from(
        ['"', "“", "-", "+", ":", " ", "..", "title", "year", "2024", "has", "code", "votes", ">", "x", "é", "\u00a0"]
    )
    texts: list[str] = []

    @settings(max_examples=300, database=None)
    @given(
        st.one_of(st.lists(parts, max_size=12).map("".join), st.text(st.characters(max_codepoint=0xFFFF), max_size=20))
    )
    def collect(text: str) -> None:
        texts.append(text)
        assert len(parse(text).items) <= MAX_ITEMS

    collect()
    for text, parsed in zip(texts, in_browser(*texts), strict=True):
        ours = parse(text)
        assert (text, [msgspec.to_builtins(item) for item in ours.items]) == (
            text,
            [comparable(item) for item in parsed["items"]],
        )
        assert [(item["start"], item["end"]) for item in parsed["items"]] == list(ours.spans)


def test_a_long_text_is_cut() -> None:
    assert parse("word " * 100).shortened
    assert len(parse("word " * 100).items) == len(in_browser("word " * 100)[0]["items"]) == 64
    assert parse("x" * 5000).shortened
    assert not parse("word").shortened


def test_identifiers_and_their_addresses_are_known_in_both_parsers() -> None:
    assert {text: " ".join(identifiers(text)) for text in IDENTIFIERS} == IDENTIFIERS
    assert [" ".join(parsed["identifiers"]) for parsed in in_browser(*IDENTIFIERS)] == list(IDENTIFIERS.values())


REQUIRED = {
    "diffusion models": "+diffusion +models",
    'trees "of graphs" -video title:deep': '+trees "of graphs" -video title:deep',
    "2503.02130": "2503.02130",
    "curse 2503.02130": "+curse 2503.02130",
    "+already needed": "+already +needed",
    "année 模型": "+année +模型",
    "": "",
}


def test_a_query_that_lives_on_requires_all_of_its_words() -> None:
    assert {query: require_all(query) for query in REQUIRED} == REQUIRED
    assert [parsed["required"] for parsed in in_browser(*REQUIRED)] == list(REQUIRED.values())
