"""Related papers: near ones first, with the words that say why."""

from __future__ import annotations

import re

import pytest

from sitegen.catalog import assemble
from sitegen.config import Config, TopicRules
from sitegen.diagnostics import Report
from sitegen.model import Catalog, Facts, Paper
from tests.paths import ROOT


def paper(identifier: str, title: str, text: str = "", topics: tuple[str, ...] = ()) -> Paper:
    return Paper(id=identifier, facts=Facts(title=title, topics=topics), text=text, path=f"{identifier}.md")


def catalogue(*papers: Paper) -> Catalog:
    return assemble(papers, [], [], Config(), Report())


HIVE = [
    paper("dance", "The Waggle Dance of Honey Bees", "Honey bees dance a waggle dance to recruit foragers to flowers."),
    paper("forage", "Foragers Follow the Waggle Dance", "Foragers read the angle of the waggle dance in the hive."),
    paper("wax", "Wax Comb Geometry", "Hexagonal comb cells of wax save material in the hive."),
    paper("ice", "Glacier Ice Flow", "Ice creeps downhill under its own weight."),
    paper("melt", "Melting of Glacier Ice", "Meltwater speeds up glacier ice in summer."),
]


def test_the_nearest_paper_comes_first_with_the_words_shared() -> None:
    first = catalogue(*HIVE).related["dance"][0]
    assert first.paper == "forage"
    assert first.terms[0].lower() == "waggle dance"
    assert "foragers" in first.terms


def test_papers_that_share_nothing_are_not_related() -> None:
    related = catalogue(*HIVE).related
    assert {found.paper for found in related["ice"]} == {"melt"}


def test_terms_are_written_as_in_the_paper_that_shows_them() -> None:
    catalog = catalogue(*HIVE)
    for identifier, related in catalog.related.items():
        own = f"{catalog.papers[identifier].title} {catalog.papers[identifier].text}".casefold()
        assert all(term.casefold() in own for found in related for term in found.terms)


def test_a_word_is_not_repeated_beside_the_phrase_it_stands_in() -> None:
    for related in catalogue(*HIVE).related.values():
        for found in related:
            assert 1 <= len(found.terms) <= 5
            folded = [term.casefold() for term in found.terms]
            assert not any(one != other and one in other for one in folded for other in folded)


def test_a_shared_topic_is_a_reason() -> None:
    papers = [paper("one", "Honey", topics=("apiculture",)), paper("two", "Wax", topics=("apiculture",))]
    others = [paper(f"other-{number}", f"Glacier {number}") for number in range(4)]
    (found,) = catalogue(*papers, *others).related["one"]
    assert (found.paper, found.terms) == ("two", ("apiculture",))


def test_at_most_six_papers_are_related_and_equals_stand_by_id() -> None:
    twins = [paper(f"twin-{number}", "Waggle Dance", "Bees waggle.") for number in range(9)]
    others = [paper(f"other-{number}", f"Glacier number {number}") for number in range(40)]
    related = catalogue(*twins, *others).related["twin-4"]
    assert [found.paper for found in related] == ["twin-0", "twin-1", "twin-2", "twin-3", "twin-5", "twin-6"]


def test_a_digest_of_one_paper_has_no_relations() -> None:
    assert not catalogue(HIVE[0]).related
    assert not catalogue().related


@pytest.fixture(scope="module")
def digest() -> Catalog:
    """The pasted digest of the checkout, read just well enough."""
    source = ROOT / "content" / "sources" / "2025-03-28.txt"
    if not source.exists():
        pytest.skip("the digest is not in this checkout")
    blocks = [block.strip() for block in source.read_text(encoding="utf-8").split("\n\n")][5:]
    pairs = zip(blocks[::2], blocks[1::2], strict=False)
    papers = [
        paper(re.sub(r"\W+", "-", title.lower()).strip("-"), title, " ".join(abstract.split()))
        for title, abstract in pairs
    ]
    return assemble(papers, [], [], Config(topics=TopicRules()), Report())


def test_a_paper_on_image_generation_leads_to_the_others_of_its_kind(digest: Catalog) -> None:
    (nfig,) = (identifier for identifier in digest.papers if identifier.startswith("nfig"))
    titles = {digest.papers[found.paper].title.split(":")[0] for found in digest.related[nfig]}
    assert titles >= {
        "Visual Autoregressive Modeling",
        "M-VAR",
        "FlowAR",
        "FlexVAR",
        "Collaborative Decoding Makes Visual Auto-Regressive Modeling Efficient",
    }


def test_the_digest_has_the_topics_its_readers_would_name(digest: Catalog) -> None:
    found = {topic.label for topic in digest.topics}
    assert found >= {
        "autoregressive image generation",
        "diffusion models",
        "image generation",
        "large language models",
        "representation learning",
        "speech synthesis",
        "time series forecasting",
        "transfer learning",
        "vector quantization",
        "visual autoregressive modeling",
    }
    # most papers carry some, and none carries a wall of them
    assert len(digest.topics_of) >= 0.85 * len(digest.papers)
    assert max(map(len, digest.topics_of.values())) <= 5
