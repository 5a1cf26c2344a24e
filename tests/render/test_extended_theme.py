"""A user's templates that extend the packaged ones, as their readers see them."""

from __future__ import annotations

import re
from pathlib import Path

import jinja2
import pytest
from jinja2 import Environment, nodes

from sitegen.diagnostics import UsageError
from sitegen.render.i18n.translations import load_strings
from sitegen.render.markup.prose import Prose
from sitegen.render.plan import site_view
from sitegen.render.theme import Theme
from sitegen.render.theme.environment import make_environment
from tests.catalogs import catalog, config
from tests.little import LittleSite
from tests.paths import ROOT

TEMPLATES = ROOT / "templates"


@pytest.fixture
def site(tmp_path: Path) -> LittleSite:
    site = LittleSite(tmp_path)
    site.paste("2025-03-28", "The Curse of Depth", "Learning Hope")
    return site


def template(site: LittleSite, name: str, text: str) -> None:
    file = site.content.parent / "templates" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)


@pytest.mark.parametrize("parent", ["!base.html", "base.html"])
def test_a_line_in_the_foot_of_every_page_is_three_lines_of_one_file(site: LittleSite, parent: str) -> None:
    line = "{% block footer %}{{ super() }}<p>Made in Riga</p>{% endblock %}"
    template(site, "base.html", f'{{% extends "{parent}" %}}\n{line}\n')
    site.build()
    assert site.findings == []
    for route in site.routes:
        if route.endswith(".html"):
            assert site.html(route).count("Made in Riga") == 1
            assert re.search(r'<footer class="site-foot">.*Made in Riga.*</footer>', site.html(route), re.DOTALL)


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("404.html", '{% extends "!404.html" %}{% block masthead %}Café{% endblock %}', "template"),
        ("strings/en.toml", 'archive = "Café"', "words"),
    ],
)
def test_a_file_of_the_theme_that_is_not_utf_8_is_told_and_not_published(
    site: LittleSite, name: str, text: str, code: str
) -> None:
    template(site, name, text)
    site.build()
    (site.content.parent / "templates" / name).write_text(text, "latin-1")
    with pytest.raises(UsageError, match=f"{name}: error.{code}.: .* is not UTF-8"):
        site.build()
    assert "Café" in site.html("404.html")


@pytest.mark.parametrize("parent", ["!paper.html", "paper.html"])
def test_a_paper_s_block_is_changed_and_the_rest_stays(site: LittleSite, parent: str) -> None:
    template(
        site, "paper.html", f'{{% extends "{parent}" %}}{{% block actions %}}{{{{ super() }}}}Ask me{{% endblock %}}'
    )
    site.build()
    text = site.text("papers/the-curse-of-depth.html")
    assert "Ask me" in text
    assert "BibTeX" in text
    assert "Ask me" not in site.text("index.html")


def test_a_named_theme_takes_the_place_of_the_folder_beside_the_content(site: LittleSite, tmp_path: Path) -> None:
    template(site, "404.html", '{% extends "404.html" %}{% block masthead %}{{ super() }}beside{% endblock %}')
    template(site, "css/beside.css", "p { color: hotpink }")
    named = tmp_path / "named"
    named.mkdir()
    (named / "404.html").write_text('{% extends "404.html" %}{% block masthead %}{{ super() }}named{% endblock %}')
    site.build(theme=named)
    assert site.text("404.html").count("named") == 1
    assert "beside" not in site.text("404.html")
    (sheet,) = (site.output / "assets").rglob("site.css")
    assert "hotpink" not in sheet.read_text("utf-8")


def test_a_macro_stands_in_place_of_that_of_the_same_name_wherever_it_is_called(site: LittleSite) -> None:
    macro = '{% macro save_button() %}<button class="save">Keep</button>{% endmacro %}'
    template(site, "_card.html", f'{{% extends "!_card.html" %}}\n{macro}\n')
    macro = "{% macro brand(href, route) %}Logo{{ tools(href, route) }}{% endmacro %}"
    template(site, "_layout.html", f'{{% extends "!_layout.html" %}}\n{macro}\n')
    site.build()
    assert site.findings == []
    assert site.html("index.html").count(">Keep</button>") == 2
    assert site.html("search/index.html").count(">Keep</button>") == 1
    assert re.search(r'Logo<div class="tools">.*<nav', site.html("index.html"), re.DOTALL)


def test_a_template_of_another_name_extends_the_packaged_one(site: LittleSite) -> None:
    template(site, "base.html", "mine")
    template(site, "404.html", '{% extends "!base.html" %}{% block main %}gone{% endblock %}')
    site.build()
    assert "gone" in site.text("404.html")
    assert "<footer" in site.html("404.html")
    assert site.html("index.html") == "mine"


def test_which_template_is_extended_may_be_chosen_as_the_page_is_rendered(site: LittleSite) -> None:
    template(site, "404.html", '{% set below = "404.html" %}{% extends below %}{% block main %}gone{% endblock %}')
    site.build()
    assert "gone" in site.text("404.html")


def test_a_template_without_one_below_it_cannot_extend_itself(site: LittleSite) -> None:
    template(site, "404.html", '{% extends "mine.html" %}')
    template(site, "mine.html", '\n{% extends "mine.html" %}')
    with pytest.raises(UsageError, match=r"no template mine\.html below this one") as caught:
        site.build()
    assert [found.at.line for found in caught.value.diagnostics if found.at] == [2]


def test_all_errors_of_templates_show_in_one_run_and_the_site_stays(site: LittleSite) -> None:
    site.build()
    before = site.html("index.html")
    template(site, "404.html", "{% if %}")
    template(site, "paper.html", '{% extends "!paper.html" %}\n{% block more %}{{ view.colour }}{% endblock %}')
    template(site, "_watch.html", "{{ 1 +")
    with pytest.raises(UsageError) as caught:
        site.build()
    found = sorted((Path(d.at.path).name, d.at.line) for d in caught.value.diagnostics if d.at)
    assert {("404.html", 1), ("_watch.html", 1)} <= set(found)
    assert site.html("index.html") == before


def test_a_mistake_in_strings_shows_with_those_of_templates(site: LittleSite) -> None:
    template(site, "404.html", '{% extends "!404.html" %}{% block main %}{{ oops')
    template(site, "strings/en.toml", 'nonsense = "x"\n')
    with pytest.raises(UsageError) as caught:
        site.build()
    assert [found.code for found in caught.value.diagnostics] == ["template", "words"]


@pytest.mark.parametrize("text", ["", "{# to be written #}\n"])
def test_an_empty_page_is_an_error_of_the_template_that_makes_it(site: LittleSite, text: str) -> None:
    template(site, "paper.html", '{% extends "!paper.html" %}')
    template(site, "base.html", text)
    with pytest.raises(UsageError, match=r"base\.html: error.template.: what this template makes is empty") as caught:
        site.build()
    assert len(caught.value.diagnostics) == 1
    assert "papers/the-curse-of-depth.html" not in site.routes


def test_templates_that_did_well_are_not_tried_again_until_one_changes(
    site: LittleSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    template(site, "404.html", '{% extends "404.html" %}')
    tried: list[str] = []
    compile_one = Theme.compile

    def compile_noted(theme: Theme, name: str) -> None:
        tried.append(name)
        compile_one(theme, name)

    monkeypatch.setattr(Theme, "compile", compile_noted)
    # of a file that is as new as this the first build cannot be sure
    for name in ("Depth", "Hope", "Trees"):
        site.paste("2025-03-28", name)
        tried.clear()
        site.build()
    assert tried == []
    template(site, "404.html", "{% if %}")
    site.paste("2025-03-29", "Bees")
    with pytest.raises(UsageError):
        site.build()
    assert tried == ["404.html"]
    assert "date/2025-03-29.html" not in site.routes


def test_a_process_that_builds_again_compiles_only_templates_that_changed(
    site: LittleSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled: list[str] = []
    parse = jinja2.Environment._parse

    def parse_noted(environment: jinja2.Environment, source: str, name: str, filename: str) -> nodes.Template:
        compiled.append(name)
        return parse(environment, source, name, filename)

    monkeypatch.setattr(jinja2.Environment, "_parse", parse_noted)
    for words in ("Made in Riga", "Made in Oslo"):
        template(site, "404.html", '{% extends "404.html" %}{% block main %}' + words + "{% endblock %}")
        compiled.clear()
        site.build()
        assert words in site.html("404.html")
    # a template that is the user's own is parsed once more, to look at its blocks
    assert set(compiled) <= {"404.html", None}
    # words of the interface are compiled into templates
    site.write("site.toml", 'lang = "de"')
    site.build()
    assert 'lang="de"' in site.html("404.html")
    assert "Suche" in site.html("404.html")


@pytest.mark.parametrize(
    ("name", "hint"), [("Paper.html", "paper.html"), ("papers.html", "paper.html"), ("x.html", "")]
)
def test_a_template_that_changes_nothing_is_a_warning(site: LittleSite, name: str, hint: str) -> None:
    template(site, name, "x")
    site.build()
    found = [found for found in site.report.diagnostics if found.code == "unused-template"]
    assert len(found) == 1
    assert found[0].severity == "warning"
    assert hint in found[0].hint


@pytest.mark.parametrize(
    "imported",
    [
        "import { other } from './other.js';\n",
        'import "./other.js"; console.log(1);\n',
        "import {other} from './other.js'\n",
        "import other from './other.js';\n",
        "import{other}from'./other.js';\n",
        "export { other } from './other.js';\n",
    ],
)
def test_a_script_that_imports_one_that_is_not_there_is_a_warning(site: LittleSite, imported: str) -> None:
    template(site, "js/mine.js", f"{imported}import {{ find }} from './dom.js';\nfind();\n")
    site.build()
    (found,) = site.report.diagnostics
    assert (found.code, found.severity) == ("missing-script", "warning")
    assert found.at
    assert found.at.path.endswith("templates/js/mine.js")
    assert "imports js/other.js" in found.message


@pytest.mark.parametrize("parent", ["!paper.html", "paper.html", "base.html"])
def test_a_block_that_the_template_below_lacks_is_a_warning_at_its_line(site: LittleSite, parent: str) -> None:
    own = "{% block main %}{% block mine %}{% endblock %}{% endblock %}"
    template(site, "paper.html", f'{{% extends "{parent}" %}}\n{own}\n{{% block mains %}}x{{% endblock %}}\n')
    site.build()
    (found,) = site.report.diagnostics
    assert (found.code, found.severity, found.at and found.at.line) == ("unused-block", "warning", 3)
    assert "main" in found.hint


@pytest.mark.parametrize(
    ("name", "text", "root", "lacking"),
    [
        ("paper.html", "<h1>{{ view.facts.title }}</h1>", "paper.html", "<!doctype html, <title, <main"),
        ("base.html", '{ % extends "!base.html" %}', "base.html", "<!doctype html, <title, <main, {% block head %}"),
        (
            "base.html",
            "<!doctype html><title>x</title><main>{% block head %}{% endblock %}",
            "base.html",
            "{% block main %}",
        ),
        ("404.html", '{% extends "mine.html" %}', "mine.html", "<title, <main"),
    ],
)
def test_pages_that_lack_a_part_of_every_page_are_a_warning_at_the_template_that_lacks_it(
    site: LittleSite, name: str, text: str, root: str, lacking: str
) -> None:
    template(site, "mine.html", "<!doctype html>")
    template(site, name, text)
    for _ in range(2):
        site.build()
        (found,) = [found for found in site.report.diagnostics if found.code == "unused-block"]
        assert found.at
        assert found.at.path.endswith(f"templates/{root}")
        assert f"pages lack {lacking}" in found.message


def test_a_macro_that_the_template_below_lacks_is_a_warning_unless_another_calls_it(site: LittleSite) -> None:
    template(site, "_card.html", '{% extends "!_card.html" %}\n{% macro entri(card) %}x{% endmacro %}\n')
    template(site, "_layout.html", '{% extends "!_layout.html" %}\n{% macro lab() %}lab{% endmacro %}\n')
    template(
        site,
        "404.html",
        '{% extends "404.html" %}{% from "_layout.html" import lab %}{% block masthead %}{{ lab() }}{% endblock %}',
    )
    site.build()
    (found,) = site.report.diagnostics
    assert (found.code, found.severity, found.at and found.at.line) == ("unused-block", "warning", 2)
    assert "did you mean entry?" in found.hint


@pytest.mark.parametrize("lost", ["<p>Made in Riga</p>", "{{ view.route }}", "{% if rtl %}x{% endif %}"])
def test_what_stands_outside_the_blocks_of_a_template_that_extends_is_a_warning(site: LittleSite, lost: str) -> None:
    own = "{% macro x() %}x{% endmacro %}{% set y %}y{% endset %}{% block main %}{{ x() }}{% endblock %}\n"
    template(site, "404.html", f'{{% extends "404.html" %}}\n{own}\n{lost}\n')
    site.build()
    (found,) = site.report.diagnostics
    assert (found.code, found.severity, found.at and found.at.line) == ("unused-block", "warning", 4)


@pytest.mark.parametrize(
    "own",
    [
        '{% extends "404.html" %}\n<!-- our theme, 2025 -->\n<!-- more\nof it -->\n',
        '<!-- our theme -->\n{% extends "404.html" %}',
        '{% if false %}{% extends "404.html" %}{% else %}<!doctype html><title>x</title>{% endif %}',
    ],
)
def test_comments_and_what_shows_beside_or_before_what_is_extended_are_no_warning(site: LittleSite, own: str) -> None:
    template(site, "404.html", own)
    site.build()
    assert not site.report.diagnostics


def test_a_picture_of_shared_links_that_is_none_is_a_warning_and_left_out(site: LittleSite) -> None:
    site.write("site.toml", 'base_url = "https://papers.example/"\n')
    site.build()
    assert "card.png" in site.html("404.html")
    template(site, "card.png", "not a png")
    site.build()
    (found,) = site.report.diagnostics
    assert (found.code, found.severity) == ("no-picture", "warning")
    assert found.at
    assert found.at.path.endswith("templates/card.png")
    assert "card.png" not in site.html("404.html")


def test_a_mistake_that_every_page_has_is_told_once(site: LittleSite) -> None:
    template(site, "base.html", '{% extends "base.html" %}{% block footer %}{{ nobody }}{{ none }}{% endblock %}')
    template(site, "404.html", '{% extends "404.html" %}{% block main %}{{ some }}{% endblock %}')
    with pytest.raises(UsageError) as caught:
        site.build()
    messages = [found.message.partition(",")[0] for found in caught.value.diagnostics]
    assert messages == ["'some' is undefined", "'nobody' is undefined"]


def test_templates_that_extend_each_other_are_an_error(site: LittleSite) -> None:
    template(site, "404.html", '{% extends "x.html" %}')
    template(site, "x.html", '{% extends "404.html" %}')
    with pytest.raises(UsageError, match="extends or includes itself"):
        site.build()


@pytest.mark.parametrize("name", ['"x.html"', '"x" ~ ".html"', 'view.nothing | default("x") ~ ".html"'])
def test_a_template_that_another_one_includes_is_used(site: LittleSite, name: str) -> None:
    template(site, "x.html", "included")
    template(site, "404.html", f"{{% include {name} %}}")
    site.build()
    assert site.findings == []
    assert site.html("404.html") == "included"


def test_the_guide_names_every_block_filter_and_global(tmp_path: Path) -> None:
    guide = (TEMPLATES / "README.md").read_text("utf-8")
    settings = config(tmp_path)
    site = site_view(catalog([]), settings)
    strings = load_strings([TEMPLATES], "en")
    environment = make_environment({}, site, strings, Prose())
    names = {*environment.filters, *environment.globals} - {*Environment().filters, *Environment().globals}
    names |= {"view", "href", "asset", "canonical"}
    for file in TEMPLATES.glob("[!_]*.html"):
        names |= {block.name for block in Environment().parse(file.read_text("utf-8")).find_all(nodes.Block)}
        names.add(file.name)
    missing = [name for name in sorted(names) if not re.search(rf"`{re.escape(name)}[`(]", guide)]
    assert missing == []
