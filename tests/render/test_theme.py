"""Themes: what overrides what, and what a theme's author is told."""

from __future__ import annotations

import marshal
import pickle
import re
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from jinja2.bccache import BytecodeCache, bc_magic

from sitegen.config import Config
from sitegen.diagnostics import Diagnostic, Location, UsageError
from sitegen.model import Catalog
from sitegen.render.plan import site_view
from sitegen.render.plan.free_pages import FreePageView
from sitegen.render.theme import Theme, load_theme
from tests.catalogs import Rendered, catalog, config, edition, paper
from tests.paths import ROOT

TEMPLATES = ROOT / "templates"
PAGE = FreePageView(route="about.html", title="About", body="Hello *you*.")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The user's folder of templates, beside the content."""
    folder = tmp_path / "templates"
    folder.mkdir()
    return folder


def theme(folder: Path, **values: Any) -> Theme:
    settings: Config = config(folder, **values)
    return load_theme(settings, site_view(digest(), settings))


def digest() -> Catalog:
    return catalog([paper("a")], edition("2025-03-28", "a"))


def test_a_single_file_of_the_user_stands_before_the_packaged_one(tmp_path: Path, own: Path) -> None:
    (own / "page.html").write_text("{{ view.title }}: {{ view.body | markdown }}")
    assert theme(tmp_path).render(PAGE) == b"About: <p>Hello <em>you</em>.</p>\n"
    assert b"<html" in Rendered(digest(), config(tmp_path))["index.html"].encode()


def test_the_named_theme_is_used_instead_of_the_folder_beside_the_content(tmp_path: Path, own: Path) -> None:
    (own / "page.html").write_text("beside")
    named = tmp_path / "mine"
    named.mkdir()
    (named / "page.html").write_text("named")
    assert theme(tmp_path, theme=named).render(PAGE) == b"named"


def test_a_theme_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no theme folder"):
        theme(tmp_path, theme=tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("template", "line", "words"),
    [
        ("<p>\n{% if %}", 2, "expected an expression"),
        ("<p>\n\n{{ view.nothing }}", 3, "nothing"),
        ("{{ view.votes is defined }}\n{% set votes = view.votes %}", 2, "no attribute 'votes'"),
        ("{{ nobody }}", 1, "'nobody' is undefined"),
        ("\n{{ view.title | shout }}", 2, "no filter named 'shout'"),
        ("\n{{ 1 + view.title }}", 2, "unsupported operand"),
        ("{{ asset('css/none.css') }}", 1, "the theme has no file css/none.css"),
        ("{% include 'none.html' %}", 1, "no template none.html"),
        ("\n{{ view.title() }}", 2, "not callable"),
        ("\n{{ daterange('2025') }}", 2, "daterange"),
        ("\n\n{{ view.title | longdate(1, 2, 3) }}", 3, "takes 2 positional arguments"),
        ("\n{{ ['a', 1] | sort }}", 2, "not supported between"),
        ("\n{{ 5 | join }}", 2, "can only join"),
        ("\n{{ '%d' | format('x') }}", 2, "number is required"),
        ("\n{{ view | tojson }}", 2, "not JSON serializable"),
        ("{% macro all(x) %}\n{{ x | sort }}{% endmacro %}\n{{ all(['a', 1]) }}", 2, "not supported between"),
    ],
)
def test_a_wrong_template_is_told_by_file_and_line(
    tmp_path: Path, own: Path, template: str, line: int, words: str
) -> None:
    (own / "page.html").write_text(template)
    found = _finding(theme(tmp_path))
    assert found.at is not None
    assert (found.at.path, found.at.line) == ((own / "page.html").as_posix(), line)
    assert words in found.message
    assert found.excerpt == template.splitlines()[line - 1]


@pytest.mark.parametrize(
    ("template", "hint"),
    [
        ("{{ view.titel }}", "did you mean title?"),
        ("{{ site.titel }}", "did you mean title?"),
        ("{{ view.votes }}", "sitegen explain templates names the parts of FreePageView"),
        ("{{ view.title | longdat }}", "did you mean longdate?"),
        ("{{ veiw.title }}", "did you mean view?"),
        ("{% extend '!page.html' %}", "did you mean extends?"),
        ("{% extends '!pages.html' %}", "did you mean page.html?"),
        ("{{ asset('favicon.sgv') }}", "did you mean favicon.svg?"),
        ("{{ 1 + view.title }}", "sitegen explain templates has what templates may say"),
    ],
)
def test_a_name_that_is_misspelt_is_suggested(tmp_path: Path, own: Path, template: str, hint: str) -> None:
    (own / "page.html").write_text(template)
    assert _finding(theme(tmp_path)).hint == hint


def test_a_macro_that_lacks_what_only_pages_know_is_told_so(tmp_path: Path, own: Path) -> None:
    macro = '{% macro brand(href, route) %}{{ asset("favicon.svg") }}{% endmacro %}'
    (own / "_layout.html").write_text(f'{{% extends "!_layout.html" %}}{macro}')
    assert 'write href(site.assets ~ "/logo.svg")' in _finding(theme(tmp_path)).hint


@pytest.mark.parametrize("template", ["{{ href() }}", "{{ view.titel }}", "{{ [view] | join }}"])
def test_a_message_has_no_names_of_the_program(tmp_path: Path, own: Path, template: str) -> None:
    (own / "page.html").write_text(template)
    assert not re.search(r"sitegen\.|locals|instance", _finding(theme(tmp_path)).message)


@pytest.mark.parametrize("opened", ["{# todo", "{% raw %}todo"])
def test_a_comment_that_does_not_end_is_told_with_its_file(tmp_path: Path, own: Path, opened: str) -> None:
    (own / "page.html").write_text(f"<p>\n{opened}\n")
    with pytest.raises(UsageError) as caught:
        theme(tmp_path).compile("page.html")
    (found,) = caught.value.diagnostics
    assert found.at == Location((own / "page.html").as_posix(), 2, 1)


@pytest.mark.parametrize("shown", ["super", "view", "view.page_links", "once"])
def test_what_is_no_text_is_an_error_rather_than_shown(tmp_path: Path, own: Path, shown: str) -> None:
    (own / "page.html").write_text(
        f"{{% extends '!page.html' %}}{{% block footer %}}\n{{{{ {shown} }}}}{{% endblock %}}"
    )
    found = _finding(theme(tmp_path))
    assert "is no text" in found.message
    assert found.at == Location((own / "page.html").as_posix(), 2, 1)


@pytest.mark.parametrize("base", ["", '{% extends "!base.html" %}\n{% from "_layout.html" import tools %}'])
@pytest.mark.parametrize(("takes", "said"), [("", "takes not more than 0"), ("href", "takes not more than 1")])
def test_a_macro_that_takes_other_arguments_than_it_is_given_is_told_where_it_is(
    tmp_path: Path, own: Path, base: str, takes: str, said: str
) -> None:
    (own / "_layout.html").write_text(f'{{% extends "!_layout.html" %}}\n{{% macro brand({takes}) %}}x{{% endmacro %}}')
    if base:
        (own / "base.html").write_text(base)
    found = _finding(theme(tmp_path))
    assert found.at == Location((own / "_layout.html").as_posix(), 2, 10)
    assert f"'brand' {said} argument" in found.message
    assert "{% macro brand(href, route) %}" in found.hint


def test_a_filter_that_fails_in_a_block_is_told_in_the_template_that_has_it(tmp_path: Path, own: Path) -> None:
    (own / "page.html").write_text("{% extends '!page.html' %}\n{% block main %}\n{{ ['a', 1] | sort }}{% endblock %}")
    assert _finding(theme(tmp_path)).at == Location((own / "page.html").as_posix(), 3, 1)
    (own / "page.html").write_text("{% extends '!page.html' %}{% block main %}{{ ['a', 1] | sort }}{% endblock %}")
    assert _finding(theme(tmp_path)).at == Location((own / "page.html").as_posix(), 1, 1)


@pytest.mark.parametrize("template", ["", "{% extends '!page.html' %}"], ids=["none", "extends"])
def test_what_fails_in_a_packaged_template_is_a_bug(
    tmp_path: Path, own: Path, template: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if template:
        (own / "page.html").write_text(template)
    broken = theme(tmp_path)

    def fail(*arguments: object) -> str:
        raise ValueError("a bug")

    monkeypatch.setattr(broken.prose, "html", fail)
    monkeypatch.setattr(broken.prose, "pieces", fail)
    with pytest.raises(ValueError, match="a bug") as caught:
        broken.render(PAGE)
    assert "while a template was rendered" in caught.value.__notes__[0]


def test_a_disk_that_fails_while_a_template_is_rendered_is_no_mistake_of_it(
    tmp_path: Path, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (own / "page.html").write_text("{{ view.body | markdown }}")
    broken = theme(tmp_path)

    def fail(*arguments: object) -> str:
        raise OSError("the disk is full")

    monkeypatch.setattr(broken.prose, "html", fail)
    with pytest.raises(OSError, match="the disk is full"):
        broken.render(PAGE)


def test_what_is_missing_is_marked_rather_than_where_it_was_looked_for(tmp_path: Path, own: Path) -> None:
    (own / "logos.html").write_text("")
    (own / "page.html").write_text("{% from 'logos.html' import logo %}{{ logo() }}")
    found = _finding(theme(tmp_path))
    assert found.at is not None
    start = found.at.column - 1
    assert found.excerpt[start : start + found.length] == "logo"


@pytest.mark.parametrize(
    "template",
    [
        "{{ view.__class__ }}",
        "{{ view.title.__class__.__mro__ }}",
        "{{ view['__class__'] }}",
        "{{ view | attr('__class__') }}",
        "{{ [view] | map(attribute='__class__') | first }}",
        "{{ '{0.__class__}'.format(view) }}",
        "{{ say.__globals__ }}",
        "{{ once.__init__ }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ self._TemplateReference__context }}",
        "{% for x in (view,) %}{{ loop._iterable }}{{ x.__struct_fields__ }}{% endfor %}",
        "{% macro m() %}{% endmacro %}{{ m._func }}",
    ],
)
def test_a_template_reaches_nothing_inside_python(tmp_path: Path, own: Path, template: str) -> None:
    (own / "page.html").write_text(f"\n{template}")
    found = _finding(theme(tmp_path))
    assert found.at is not None
    assert (found.at.path, found.at.line) == ((own / "page.html").as_posix(), 2)
    assert "unsafe" in found.message


def test_the_same_macro_of_the_same_is_made_once(tmp_path: Path, own: Path) -> None:
    (own / "_m.html").write_text("{% macro m(x, href) %}<a href='{{ href(x) }}'>{% endmacro %}")
    (own / "page.html").write_text(
        "{% from '_m.html' import m %}{{ once(m, 'a.html', href) }}{{ once(m, 'b.html', href) }}"
    )
    made = theme(tmp_path)
    assert made.render(PAGE) == made.render(PAGE) == b"<a href='a.html'><a href='b.html'>"


def test_what_a_page_says_is_escaped(tmp_path: Path, own: Path) -> None:
    (own / "page.html").write_text("{{ view.title }} {{ view.title | inline }}")
    page = FreePageView(route="x.html", title="<b> & $x$", body="")
    assert theme(tmp_path).render(page).startswith(b"&lt;b&gt; &amp; $x$ &lt;b&gt; &amp; <math ")


def test_stylesheets_are_joined_in_the_theme_s_order(tmp_path: Path, own: Path) -> None:
    (own / "css").mkdir()
    (own / "css" / "order.txt").write_text("# first things first\nz.css\nbase.css\n")
    for name in ("z", "base", "mine"):
        (own / "css" / f"{name}.css").write_text(f".{name}-own {{}}\n")
    made = theme(tmp_path)
    sheet = made.assets.read("css/site.css").decode()
    assert sheet.index(".z-own") < sheet.index(".base-own") < sheet.index(".mine-own")
    assert not [name for name in made.assets.names if name.startswith("css/") and name != "css/site.css"]


def test_a_stylesheet_of_the_site_s_own_beats_all_but_that_for_paper(tmp_path: Path, own: Path) -> None:
    (own / "css").mkdir()
    (own / "css" / "own.css").write_text(".own {}\n")
    sheet = theme(tmp_path).assets.read("css/site.css").decode()
    assert sheet.index("@layer pygments {") < sheet.index("@layer own {") < sheet.index("@layer print {")
    assert "pygments, own, print;" in sheet.partition("\n")[0]


def test_a_stylesheet_in_a_folder_of_its_own_is_loaded_by_the_pages_that_want_it(tmp_path: Path, own: Path) -> None:
    (own / "css" / "slides").mkdir(parents=True)
    (own / "css" / "slides" / "dark.css").write_text(".slide {}\n")
    assets = theme(tmp_path).assets
    assert assets.read("css/slides/dark.css") == b".slide {}\n"
    assert "css/slides/dark.css" in assets.names
    assert b".slide" not in assets.read("css/site.css")


def test_assets_move_when_one_of_them_changes_and_only_then(tmp_path: Path, own: Path) -> None:
    before = theme(tmp_path)
    (own / "page.html").write_text("other")
    assert theme(tmp_path).site.assets == before.site.assets
    assert theme(tmp_path).digest != before.digest
    (own / "extra.js").write_text("1")
    assert theme(tmp_path).site.assets != before.site.assets


def test_hidden_files_are_none_of_the_theme(tmp_path: Path, own: Path) -> None:
    (own / ".DS_Store").write_text("x")
    (own / ".git").mkdir()
    (own / ".git" / "config").write_text("x")
    assert not [name for name in theme(tmp_path).assets.names if name.startswith(".") or "/." in name]


def test_copies_that_editors_make_are_none_of_the_theme(tmp_path: Path, own: Path) -> None:
    copies = {"base.html~", "page.html.bak", "page.html.orig", "css.rej", ".page.html.swp", "page.tmp", "#page.html#"}
    for name in (*copies, "extra.js"):
        (own / name).write_text("x")
    names = theme(tmp_path).assets.names
    assert "extra.js" in names
    assert copies.isdisjoint(names)


def test_a_folder_with_the_content_is_no_theme(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    for folder in (tmp_path, tmp_path / "content"):
        with pytest.raises(UsageError, match="holds the content"):
            theme(tmp_path, theme=folder)


def test_nothing_below_the_cache_folder_is_run(tmp_path: Path, own: Path) -> None:
    folder = own.with_name(".sitegen") / "templates"
    folder.mkdir(parents=True)
    planted = marshal.dumps(compile("raise SystemExit('planted code was run')", "x", "exec"))
    key, tag = BytecodeCache().get_cache_key("page.html", str(own / "page.html")), sys.implementation.cache_tag
    (own / "page.html").write_text("fine")
    for name in (key, f"{key}.en.{tag}", f"__jinja2_{key}.cache"):
        (folder / name).write_bytes(bc_magic + pickle.dumps(BytecodeCache().get_source_checksum("fine")) + planted)
    assert theme(tmp_path).render(PAGE) == b"fine"
    assert len(list(folder.iterdir())) == 3, "and nothing is stored there that could be replaced"


def test_a_template_that_changed_is_compiled_again(tmp_path: Path, own: Path) -> None:
    (own / "page.html").write_text("old")
    assert theme(tmp_path).render(PAGE) == b"old"
    (own / "page.html").write_text("new")
    assert theme(tmp_path).render(PAGE) == b"new"


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("{% block title %}T{% endblock %} {{ self.title() }}", b"T T"),
        ("{{ view.votes is defined }} {{ view.votes | default('none') }}", b"False none"),
        ("{% set ns = namespace(title='x') %}{% set ns.title = 'y' %}{{ ns.title }}", b"y"),
        (
            "{% macro m(a, b=2) %}{{ a }}{{ b }}{% endmacro %}{{ m(1) }} {{ m(1, 3) }} {{ m(b='<', a=1) }}",
            b"12 13 1&lt;",
        ),
        ("{% macro m(x) %}{{ caller(x) }}{% endmacro %}{% call(y) m('&') %}<i>{{ y }}{% endcall %}", b"<i>&amp;"),
        ("{% block title %}{% for x in 'ab' %}{{ loop.index }}{{ x }}{% endfor %}{% endblock %}", b"1a2b"),
    ],
)
def test_a_template_may_say_what_jinja_lets_it_say(tmp_path: Path, own: Path, template: str, words: bytes) -> None:
    (own / "page.html").write_text(template)
    assert theme(tmp_path).render(PAGE) == words


def test_nothing_is_written_beside_a_template(tmp_path: Path, own: Path) -> None:
    (own / "page.html").write_text("fine")
    packaged = set(TEMPLATES.rglob("*"))
    theme(tmp_path).render(PAGE)
    Rendered(digest(), config(tmp_path))["index.html"]
    assert list(own.iterdir()) == [own / "page.html"]
    assert set(TEMPLATES.rglob("*")) == packaged


def test_a_theme_is_small_when_pickled_and_renders_the_same_bytes(tmp_path: Path) -> None:
    site = Rendered(digest(), config(tmp_path))
    pickled = pickle.dumps(site.theme)
    assert len(pickled) < 100_000
    again = pickle.loads(pickled)
    assert again is pickle.loads(pickled)
    for route in ("index.html", "papers/a.html", "feed.xml"):
        output = site.outputs[route]
        assert output.render(output.view, again) == site.raw(route)


def test_another_process_renders_with_the_templates_that_were_read_whatever_its_own_disk_has(
    tmp_path: Path, own: Path
) -> None:
    (own / "page.html").write_text("before")
    pickled = pickle.dumps(theme(tmp_path))
    shutil.rmtree(own)
    assert pickle.loads(pickled).render(PAGE) == b"before"


def _finding(theme: Theme) -> Diagnostic:
    with pytest.raises(UsageError) as caught:
        theme.render(PAGE)
    return caught.value.diagnostic


def test_a_site_brings_a_serif_of_its_own_where_its_settings_say_so(tmp_path: Path) -> None:
    if not (TEMPLATES / "vendor/serif/400.woff2").is_file():
        pytest.skip("the checkout was set up before there was a serif")
    with_serif, without = (Rendered(catalog([paper("a")]), config(tmp_path, serif=serif)) for serif in (True, False))
    folder = f"assets/{with_serif.theme.assets.digest}"
    fonts = {f"{folder}/vendor/serif/{name}" for name in ("400.woff2", "600.woff2", "LICENSE.txt")}
    assert fonts <= with_serif.outputs.keys()
    assert f'<link rel="preload" href="../{folder}/vendor/serif/400.woff2" as="font"' in with_serif["papers/a.html"]
    assert "@font-face" in with_serif[f"{folder}/css/site.css"]
    assert "font" not in without["papers/a.html"]
    assert not [route for route in without.outputs if "serif" in route]
    assert "@font-face" not in without[f"assets/{without.theme.assets.digest}/css/site.css"]
