"""The interface's words: in one place, whole, and in the reader's language."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

import sitegen
from sitegen.diagnostics import Diagnostic, UsageError
from sitegen.model import LinkKind
from sitegen.render.i18n.strings import Strings, blanks_of
from sitegen.render.i18n.translations import has_strings, load_strings
from tests.catalogs import Rendered, catalog, config, edition, paper
from tests.render.interface import about_page, table, theirs, theme_with

ROOT = Path(sitegen.__file__).parents[1]
TEMPLATES = ROOT / "templates"
BUILT = re.compile(r"""\bsay\((?:`\w+\$\{|\w+ ~ "\w+"|"\w+" ~)""")
"""A key that is put together where it is said: `colours_${scheme}`, "count_" ~ kind, what ~ "_a_" ~ unit."""


def words(lang: str = "en", *folders: Path) -> Strings:
    return load_strings([*folders, TEMPLATES], lang)


# ---------------------------------------------------------------- one place, and nothing idle in it


def sources() -> Iterator[tuple[Path, str]]:
    for folder, patterns in ((TEMPLATES, ("*.html", "*.js")), (ROOT / "sitegen", ("*.py",))):
        for pattern in patterns:
            yield from ((path, path.read_text("utf-8")) for path in folder.rglob(pattern) if "vendor" not in path.parts)


def test_every_word_that_is_said_exists() -> None:
    known = table("en")
    said = re.compile(r"""\bsay\(\s*(["'])(\w+)\1\s*[,)]""")
    missing = {found[2] for path, text in sources() for found in said.finditer(text)} - known.keys()
    assert not {key for key in missing if key != "key"}


def test_every_word_that_scripts_say_is_sent_to_them() -> None:
    strings = tomllib.loads((TEMPLATES / "strings" / "en.toml").read_text("utf-8"))
    sent = {**strings["script"], **strings["script_more"]}
    said = re.compile(r"\bsay\(\s*'(\w+)'")
    scripts = "".join(text for path, text in sources() if path.suffix == ".js")
    assert set(said.findall(scripts)) <= sent.keys()
    assert not _unsaid(sent, scripts)


def test_every_word_is_said_somewhere() -> None:
    everything = "".join(text for _, text in sources())
    assert not _unsaid(table("en"), everything)


def _unsaid(keys: Iterable[str], text: str) -> set[str]:
    """Keys that stand nowhere in a text, neither whole nor put together there."""
    parts = set(re.findall(r"\w*_\w*", " ".join(BUILT.findall(text))))
    whole = set(re.findall(r"""(?<=["'`])\w+(?=["'`])|\b\w+(?=: )""", text)) | set(get_args(LinkKind))
    return {key for key in set(keys) - whole if not any(part in key for part in parts)}


def test_german_has_every_word() -> None:
    assert table("de").keys() == table("en").keys()


# ---------------------------------------------------------------- sentences, numbers, dates


def test_a_number_chooses_the_form_and_is_written_as_the_language_writes_it() -> None:
    english, german = words(), words("de")
    assert [english.say("count_papers", n=n) for n in (0, 1, 10234)] == ["0 papers", "1 paper", "10,234 papers"]
    assert [german.say("count_votes", n=n) for n in (1, 10234)] == ["1 Stimme", "10.234 Stimmen"]


@pytest.mark.parametrize(
    ("lang", "forms"),
    [
        ("ja", {1: "other", 2: "other"}),
        ("fr", {0: "one", 1: "one", 2: "other"}),
        ("pt-BR", {0: "one", 2: "other"}),
        ("pl", {1: "one", 3: "few", 12: "many", 22: "few", 25: "many", 101: "many"}),
        ("ru", {1: "one", 11: "many", 21: "one", 24: "few", 30: "many"}),
        ("cs", {1: "one", 4: "few", 5: "other"}),
        ("ar", {0: "zero", 1: "one", 2: "two", 6: "few", 11: "many", 100: "other", 103: "few"}),
        ("he", {1: "one", 2: "two", 3: "other"}),
        ("ro", {1: "one", 0: "few", 119: "few", 120: "other"}),
        ("hr", {1: "one", 2: "few", 5: "other", 21: "one"}),
        ("de-AT", {1: "one", 0: "other"}),
        ("lv", {0: "zero", 1: "one", 11: "zero", 18: "zero", 21: "one", 24: "other"}),
        ("lt", {1: "one", 9: "few", 10: "other", 11: "other", 21: "one", 111: "other"}),
        ("sl", {1: "one", 2: "two", 104: "few", 5: "other", 101: "one"}),
        ("cy", {0: "zero", 1: "one", 2: "two", 3: "few", 6: "many", 4: "other"}),
        ("ga", {1: "one", 2: "two", 6: "few", 7: "many", 10: "many", 0: "other", 11: "other"}),
        ("gd", {1: "one", 11: "one", 12: "two", 10: "few", 19: "few", 0: "other", 20: "other"}),
        ("mt", {1: "one", 2: "two", 0: "few", 110: "few", 19: "many", 20: "other", 102: "other"}),
        ("br", {21: "one", 22: "two", 9: "few", 11: "other", 71: "other", 93: "other", 5: "other"}),
        ("mk", {1: "one", 21: "one", 11: "other"}),
        ("fil", {0: "one", 5: "one", 16: "other"}),
        ("pt-PT", {0: "other", 1: "one"}),
    ],
)
def test_languages_count_in_their_own_way(tmp_path: Path, lang: str, forms: dict[int, str]) -> None:
    said = ", ".join(f'{category} = "{category}"' for category in ("zero", "one", "two", "few", "many", "other"))
    own = theirs(tmp_path, f"[script]\ncount_papers = {{ {said} }}", lang)
    made = words(lang, own)
    assert {n: made.say("count_papers", n=n) for n in forms} == forms


@pytest.mark.parametrize("lang", ["DE", "De-at", "PT-br"])
def test_tags_of_languages_have_no_case(tmp_path: Path, lang: str) -> None:
    own = theirs(tmp_path, 'archive = "Arquivo"', "pt-BR")
    assert has_strings([own, TEMPLATES], lang)
    assert words(lang, own).say("archive") == ("Arquivo" if lang == "PT-br" else words("de").say("archive"))


def test_german_bends_the_papers_that_editions_are_with(tmp_path: Path) -> None:
    papers = [paper("a"), paper("b")]
    days = edition("2025-03-27", "a"), edition("2025-03-28", "a", "b")
    page = Rendered(catalog(papers, *days), config(tmp_path, lang="de"))["date/index.html"]
    assert "2 Ausgaben mit 2 Artikeln" in page.partition("<body>")[2]
    assert 'content="Alle 2 Ausgaben mit 2 Artikeln, nach Monaten"' in page


@pytest.mark.parametrize(
    ("date", "english", "german"),
    [
        ("2025-03-28", "28 March 2025", "28. März 2025"),
        ("2025-12-01", "1 December 2025", "1. Dezember 2025"),
        ("2025-03", "March 2025", "März 2025"),
        ("2025", "2025", "2025"),
        ("2025-W05", "Week 5, 2025", "Woche 5, 2025"),
        ("", "", ""),
        ("2025-02-30", "2025-02-30", "2025-02-30"),
        ("2025-99-01", "2025-99-01", "2025-99-01"),
        ("2025-13", "2025-13", "2025-13"),
        ("2025-W60", "2025-W60", "2025-W60"),
        ("2025-", "2025-", "2025-"),
    ],
)
def test_dates_read_as_people_write_them(date: str, english: str, german: str) -> None:
    assert (words().longdate(date), words("de").longdate(date)) == (english, german)


@pytest.mark.parametrize(
    ("start", "end", "english", "german"),
    [
        ("", "2025-03-28", "28 March 2025", "28. März 2025"),
        ("2025-03-28", "2025-03-28", "28 March 2025", "28. März 2025"),
        ("2025-03-03", "2025-03-07", "3–7 March 2025", "3.–7. März 2025"),
        ("2025-03-31", "2025-04-04", "31 March – 4 April 2025", "31. März – 4. April 2025"),
        ("2025-02-27", "2025-02-30", "27 February 2025 – 2025-02-30", "27. Februar 2025 – 2025-02-30"),
        ("2024-12-30", "2025-01-03", "30 December 2024 – 3 January 2025", "30. Dezember 2024 – 3. Januar 2025"),
    ],
)
def test_ranges_say_nothing_twice(start: str, end: str, english: str, german: str) -> None:
    assert (words().daterange(start, end), words("de").daterange(start, end)) == (english, german)


@given(st.text(), st.integers(0, 10**7))
def test_what_fills_a_blank_is_said_as_it_is_and_cannot_become_markup(text: str, n: int) -> None:
    made = words()
    assert made.say("show_all_results", n=n, query=text).endswith(f"for “{text}”")
    assert not re.search(r"[<>\"]", made.html("show_all_results", n=n, query=text))


# ---------------------------------------------------------------- words of the user's


def test_a_site_may_change_a_single_word(tmp_path: Path) -> None:
    theirs(tmp_path, 'archive = "Back issues"')
    page = about_page(tmp_path)
    assert "Back issues" in page
    assert "Archive" not in page
    assert "About" in page


def test_a_language_stands_before_english_and_a_region_before_its_language(tmp_path: Path) -> None:
    theirs(tmp_path, 'archive = "Back issues"\nabout = "Who"')
    theirs(tmp_path, 'archive = "Arquivo"\npapers = "Artigos"', "pt")
    own = theirs(tmp_path, 'papers = "Papers BR"', "pt-BR")
    made = words("pt-BR", own)
    assert [made.say(key) for key in ("archive", "papers", "about", "topics")] == [
        "Arquivo",
        "Papers BR",
        "Who",
        "Topics",
    ]


@pytest.mark.parametrize("lang", ["tlh", "fr", "", "../../etc", "de\n"])
def test_a_language_without_words_is_said_in_english(tmp_path: Path, lang: str) -> None:
    assert words(lang).say("archive") == "Archive"
    assert words(lang).lang == "en"
    assert "Archive" in about_page(tmp_path, lang=lang)


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        ('about = "Who"\narchiv = "Hefte"', 2, "the interface has no string 'archiv'", "did you mean archive?"),
        ('\nabout = "Who', 2, "unterminated string", "quotation marks"),
        ("about = 3", 1, "about: expected text", ""),
        ('about = ""', 1, "about: these words are empty", ""),
        ('months = ["January"]', 1, "months: expected a list of 12 names", ""),
        ('[script]\ncount_votes = { one = "a vote" }', 2, "count_votes: expected a sentence for 'other'", ""),
        ('count_votes = { other = "votes", some = "x" }', 1, "count_votes: expected a sentence for 'other'", ""),
        ('by = "von {nmae}"', 1, "by: there is no {nmae} to fill in, but {name}", ""),
        ('about = "Über {uns}"', 1, "about: there is no {uns} to fill in, but nothing", ""),
    ],
)
def test_a_wrong_word_is_told_by_file_and_line(tmp_path: Path, text: str, line: int, message: str, hint: str) -> None:
    own = theirs(tmp_path, text)
    found = _finding(tmp_path)
    assert found.at is not None
    assert (found.at.path, found.at.line) == ((own / "strings" / "en.toml").as_posix(), line)
    assert message in found.message
    assert hint in found.hint
    assert found.excerpt == text.splitlines()[line - 1]


# ---------------------------------------------------------------- words in templates


@pytest.mark.parametrize(
    ("template", "line", "message"),
    [
        ("{% if false %}\n{{ say('nonsense') }}{% endif %}", 2, "the interface has no string 'nonsense'"),
        ("\n\n{{ say('by') }}", 3, "'by' needs name"),
        ("{{ say('about', name=1) }}", 1, "'about' has no blank for name"),
        ("{{ say('about', 1) }}", 1, "say(…) takes a key"),
        ("\n{{ say(view.title) }}", 2, "the interface has no string 'About'"),
    ],
)
def test_a_template_that_says_what_there_is_not_is_told(tmp_path: Path, template: str, line: int, message: str) -> None:
    own = theirs(tmp_path, "")
    (own / "page.html").write_text(template)
    found = _finding(tmp_path)
    assert found.at is not None
    assert (found.at.path, found.at.line) == ((own / "page.html").as_posix(), line)
    assert message in found.message


def test_words_are_text_in_a_template_and_what_fills_them_may_be_markup(tmp_path: Path) -> None:
    own = theirs(tmp_path, 'about = "R&D \\"<b>\\" 100 %"\nby = "<by> {name}"')
    (own / "page.html").write_text(
        "{% set x %}<i>x</i>{% endset %}{{ say('about') }} {{ say('by', name=x) }} {{ say('by', name='<') }}"
    )
    assert about_page(tmp_path) == "R&amp;D &#34;&lt;b&gt;&#34; 100 % &lt;by&gt; <i>x</i> &lt;by&gt; &lt;"


def test_a_compiled_template_is_not_used_with_other_words(tmp_path: Path) -> None:
    own = theirs(tmp_path, 'about = "first"')
    (own / "page.html").write_text("{{ say('about') }}")
    assert about_page(tmp_path) == "first"
    theirs(tmp_path, 'about = "second"')
    assert about_page(tmp_path) == "second"
    theirs(tmp_path, 'about = "dritte"', "de")
    assert [about_page(tmp_path, lang=lang) for lang in ("de", "en", "de")] == ["dritte", "second", "dritte"]


def test_pages_and_scripts_move_when_a_word_changes(tmp_path: Path) -> None:
    before = theme_with(tmp_path)
    theirs(tmp_path, 'by = "von {name}"')
    page_word = theme_with(tmp_path)
    theirs(tmp_path, '[script]\nnotice_saved = "Got it"')
    script_word = theme_with(tmp_path)
    assert len({made.digest for made in (before, page_word, script_word)}) == 3
    assert before.site.assets == page_word.site.assets != script_word.site.assets
    assert b'"notice_saved":"Got it"' in script_word.assets.read("js/main.js")
    assert not [name for name in before.assets.names if name.startswith("strings/")]


# ---------------------------------------------------------------- whole sites


def _finding(folder: Path) -> Diagnostic:
    with pytest.raises(UsageError) as caught:
        about_page(folder)
    return caught.value.diagnostic


def test_blanks_are_known_by_their_braces() -> None:
    assert blanks_of("{a} and {b_2}, not { c }") == {"a", "b_2"}
    assert blanks_of({"one": "a", "other": "{k}"}) == {"n", "k"}
