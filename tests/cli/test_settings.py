"""Settings from the file, the environment and flags, and what is wrong with them."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from sitegen.cli.commands import sitegen
from sitegen.cli.options import today
from sitegen.diagnostics import UsageError
from tests.cli.console import Asked, Console


def test_a_configuration_that_cannot_be_read_ends_with_2(console: Console, tmp_path: Path) -> None:
    (tmp_path / "content" / "site.toml").write_text('titel = "x"')
    assert console("build") == 2
    assert console.err.startswith("content/site.toml:1:1: error[config]: site.toml has no key 'titel'")
    assert "did you mean title?" in console.err
    assert console("build", "--format", "json") == 2
    assert json.loads(console.out)["diagnostics"][0]["line"] == 1


def test_a_mistyped_content_folder_is_a_misuse_and_leaves_the_site_alone(
    console: Console, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "content" / "pages").mkdir()
    (tmp_path / "content" / "pages" / "note.md").write_text("A note.")
    assert console("build", "--jobs", "1") == 0
    before = {file: file.read_bytes() for file in (tmp_path / "site").rglob("*") if file.is_file()}
    for folder in ("contents", "content/site.toml"):
        (tmp_path / "content" / "site.toml").write_text("")
        assert console("build", "--content", folder) == 2
    assert "is not a folder" in console.err
    assert console("build", "--content", "contnet") == 2
    assert console.err == "error[content]: there is no folder contnet\n   hint: did you mean content?\n"
    assert {file: file.read_bytes() for file in (tmp_path / "site").rglob("*") if file.is_file()} == before
    assert not (tmp_path / "contnet").exists()


def test_no_file_is_suggested_for_a_folder_that_is_not_there(console: Console, tmp_path: Path) -> None:
    (tmp_path / "papers.txt").touch()
    assert console("build", "--content", "paper.txt") == 2
    assert "did you mean" not in console.err


@pytest.mark.parametrize(
    ("place", "name"), [(".", "content"), ("content", "."), ("content", "../content"), ("content/papers", "..")]
)
def test_the_cache_lies_beside_the_content_from_wherever_that_is_named(
    console: Console, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str, name: str
) -> None:
    (tmp_path / "content" / "papers").mkdir()
    monkeypatch.chdir(tmp_path / place)
    assert console("build", "--jobs", "1", "--content", name, "--output", (tmp_path / "site").as_posix()) == 0
    assert [file.parent for file in tmp_path.rglob(".sitegen")] == [tmp_path]


def test_a_source_is_not_added_to_a_file(console: Console, tmp_path: Path) -> None:
    (tmp_path / "papers.txt").write_text("x")
    assert console("add", "papers.txt", "--content", "papers.txt") == 2
    assert console.err.startswith("error[content]: papers.txt is not a folder")


WRONG = """\
titel = "x"
lang = "de_DE"
base_url = "https://["
cards = "all"
author_pages = 99999999999999999999999
languages = ["en", 3]
"-content" = "x"
[topics]
minimum = "x"
[newsletter]
action = "https://list.example;script-src *"
from = "x"
[[feeds]]
url = "https://feed.example/"
[[feeds]]
  stale = "x"
[[announce]]
service = "slack"
[[announce]]
service = "mastodon"
url = "ftp://social.example"
[[feeds]]
url = "a.b"
"""


def test_all_that_is_wrong_in_the_settings_is_told_in_one_run(console: Console, tmp_path: Path) -> None:
    (tmp_path / "content" / "site.toml").write_text(WRONG)
    assert console("build", "--format", "json") == 2
    told = [(found["line"], found["column"], found["message"]) for found in json.loads(console.out)["diagnostics"]]
    assert sorted(told) == [
        (1, 1, "site.toml has no key 'titel'"),
        (2, 1, "lang: 'de_DE' is no language tag"),
        (3, 1, "base_url: 'https://[' is not the address of a site"),
        (4, 1, "cards: invalid value 'all'"),
        (5, 1, "author_pages: expected a whole number <= 1000000000"),
        (6, 1, "languages: expected text, got a whole number"),
        (7, 1, "site.toml has no key '-content'"),
        (9, 1, "topics.minimum: expected a whole number, got text"),
        (11, 1, "newsletter.action: 'https://list.example;script-src *' is no web address"),
        (12, 1, "[newsletter] has no key 'from'"),
        (15, 3, "url is missing"),
        (16, 3, "feeds.1.stale: expected a whole number, got text"),
        (21, 1, "announce.1.url: 'ftp://social.example' is no address of a server"),
        (23, 1, "feeds.2.url: 'a.b' cannot be fetched: it has no https://"),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('lang = ""\n', "1:1: error[config]: lang: '' is no language tag"),
        ('languages = ["english"]\n', "1:1: error[config]: languages: 'english' is no language tag"),
        ('[[searches]]\nname = "Trees"\n', "1:3: error[config]: query is missing"),
        ('[[searches]]\nquery = "trees"\n', "1:3: error[config]: name is missing"),
        ('[[searches]]\nname = "Trees"\nquery = 3\n', "3:1: error[config]: searches.0.query: expected text"),
    ],
)
def test_a_wrong_setting_is_told_once_at_its_line(console: Console, tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "content" / "site.toml").write_text(text)
    assert console("build") == 2
    assert console.err.startswith(f"content/site.toml:{said}")
    assert console.err.count("error[") == 1


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ('[topics]\nminimum = 1\n\ncurator = "Ann"\n', "curator belongs above the first [table]"),
        ("minimum = 1\n", "minimum belongs in the table topics"),
        ('[topics]\nurl = "https://list.example/"\n', "url belongs in the table feeds or announce"),
        ("[topics]\nminimal = 1\n", "did you mean minimum?"),
        ("[topics]\nsearch = 1\n", "did you mean search?"),
    ],
)
def test_a_key_in_the_wrong_table_is_told_where_it_belongs(
    console: Console, tmp_path: Path, text: str, hint: str
) -> None:
    (tmp_path / "content" / "site.toml").write_text(text)
    assert console("build") == 2
    assert f"hint: {hint}\n" in console.err


def test_settings_with_both_sides_of_a_merge_are_told_as_such(console: Console, tmp_path: Path) -> None:
    text = '<<<<<<< HEAD\ntitle = "a"\n=======\ntitle = "b"\n>>>>>>> group\n'
    (tmp_path / "content" / "site.toml").write_text(text)
    assert console("build") == 2
    message = "error[both-sides]: Git has left two sides of a merge here: HEAD and group"
    assert console.err.startswith(f"content/site.toml:1:1: {message}\n")
    assert console.err.count("error[") == 1


def test_a_table_that_stands_there_twice_is_told_where_it_stands_first(console: Console, tmp_path: Path) -> None:
    (tmp_path / "content" / "site.toml").write_text("title = 'x'\n[[feed]]\nurl = 'y'\n[[feed]]\nurl = 'z'\n")
    assert console("build") == 2
    assert console.err.startswith("content/site.toml:2:3: error[config]: site.toml has no key 'feed'")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("title = 'x'\nauthor_pages = " + "9" * 5000, "2:16: error[config]: a number is too large"),
        ("title = " + "[" * 5000, " error[config]: brackets are nested too deeply"),
        ("title = 'x'\ntitle = 'y'", "2: error[config]: cannot overwrite a value"),
        ("title = ", "1: error[config]: invalid value"),
    ],
)
def test_settings_that_are_no_toml_end_with_2(console: Console, tmp_path: Path, text: str, place: str) -> None:
    (tmp_path / "content" / "site.toml").write_text(text)
    assert console("build") == 2
    assert console.err.startswith(f"content/site.toml:{place}")
    is_double = "overwrite" in place
    assert ("keep one of the two" in console.err) == is_double


def test_settings_are_utf_8_with_or_without_the_mark_of_an_editor(console: Console, tmp_path: Path) -> None:
    file = tmp_path / "content" / "site.toml"
    for encoding, code in (("utf-8", 0), ("utf-8-sig", 0), ("latin-1", 2)):
        file.write_bytes('title = "Fäden"\n'.encode(encoding))
        assert console("build", "--jobs", "1") == code
    assert console.err == "content/site.toml: error[config]: site.toml is not UTF-8\n   hint: save the file as UTF-8\n"
    assert "<title>Fäden" in (tmp_path / "site" / "index.html").read_text("utf-8")


def test_a_wrong_item_of_a_list_is_told_by_the_name_of_the_list(console: Console, tmp_path: Path) -> None:
    (tmp_path / "content" / "site.toml").write_text('title = "x"\nlanguages = ["en", 3]')
    assert console("build") == 2
    assert console.err.startswith("content/site.toml:2:1: error[config]: languages: expected text, got a whole number")


@pytest.mark.parametrize(
    "action",
    [
        "javascript:alert(1)",
        "//list.example/",
        "list.example",
        "https://list.example; script-src *",
        "https://list.example;script-src/",
        "https://list.example/ https://other.example",
        "https://list.example\n/",
        "https://user:pass@list.example/",
        "https://*",
        "https://[",
    ],
)
def test_the_newsletters_form_posts_to_a_web_address(console: Console, tmp_path: Path, action: str) -> None:
    (tmp_path / "content" / "site.toml").write_text(f"[newsletter]\naction = {json.dumps(action)}\n")
    assert console("build") == 2
    assert console.err.startswith("content/site.toml:2:1: error[config]: newsletter.action: ")


@pytest.mark.parametrize("url", ["https://[", "ftp://example.org/", "https://example.org/?a", "example.org"])
def test_a_base_url_from_the_command_line_is_no_fault_of_a_file(console: Console, url: str) -> None:
    assert console("build", "--base-url", url) == 2
    assert console.err.startswith("error[config]: base_url: ")


def test_a_wrong_address_from_the_host_is_told_by_the_name_of_its_flag(
    console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert console("build", "--host-url", "nonsense") == 2
    assert console.err.startswith("error[config]: --host-url: 'nonsense' is not the address of a site")
    monkeypatch.setenv("SITEGEN_HOST_URL", "nonsense")
    assert console("build", "--base-url", "https://[") == 2
    assert console.err.startswith("error[config]: base_url: ")


@pytest.mark.parametrize("title", ["", "  "])
def test_a_site_needs_a_name(console: Console, tmp_path: Path, title: str) -> None:
    (tmp_path / "content" / "site.toml").write_text(f'title = "{title}"')
    assert console("build") == 2
    assert console.err.startswith("content/site.toml:1:1: error[config]: title: a site needs a name")


@pytest.mark.parametrize("url", ["https://git.example/edit/", "content/{path}"])
def test_an_edit_url_without_a_page_in_it_is_told(console: Console, tmp_path: Path, url: str) -> None:
    (tmp_path / "content" / "site.toml").write_text(f'title = "x"\nedit_url = "{url}"')
    assert console("build") == 2
    assert console.err.startswith("content/site.toml:2:1: error[config]: edit_url")


def test_a_flag_wins_over_the_environment_that_over_the_file_that_over_the_default(
    console: Console, asked: Asked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert console("build") == 0
    assert (asked.config.base_url, asked.config.output, asked.config.content) == ("", Path("site"), Path("content"))
    monkeypatch.setenv("SITEGEN_HOST_URL", "https://host.example")
    console("build")
    assert asked.config.base_url == "https://host.example/"
    (tmp_path / "content" / "site.toml").write_text('base_url = "https://file.example/"')
    console("build")
    assert asked.config.base_url == "https://file.example/"
    monkeypatch.setenv("SITEGEN_BASE_URL", "https://environment.example/")
    monkeypatch.setenv("SITEGEN_OUTPUT", "public")
    console("build")
    assert (asked.config.base_url, asked.config.output) == ("https://environment.example/", Path("public"))
    console("build", "--base-url", "https://flag.example/repo", "--output", "out")
    assert (asked.config.base_url, asked.config.output) == ("https://flag.example/repo/", Path("out"))


def test_the_other_settings_of_the_environment_reach_the_build(
    console: Console, asked: Asked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "theme").mkdir()
    (tmp_path / "papers").mkdir()
    monkeypatch.setenv("SITEGEN_CONTENT", "papers")
    monkeypatch.setenv("SITEGEN_THEME", "theme")
    monkeypatch.setenv("SITEGEN_JOBS", "3")
    monkeypatch.setenv("SITEGEN_QUIET", "1")
    assert console("build", "--frozen") == 0
    assert console.err == ""
    assert (asked.config.content, asked.config.theme, asked.config.jobs) == (Path("papers"), Path("theme"), 3)
    assert asked.frozen


def commands(group: click.Group = sitegen) -> Iterator[click.Command]:
    for command in group.commands.values():
        yield from commands(command) if isinstance(command, click.Group) else [command]


def test_each_flag_can_be_set_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    flags = {
        (command, option): f"SITEGEN_{option.opts[-1].strip('-').replace('-', '_').upper()}"
        for command in commands()
        for option in command.params
        if isinstance(option, click.Option)
    }
    for name in flags.values():
        monkeypatch.setenv(name, "x")
    unset = [
        f"{command.name} {option.opts[-1]}"
        for command, option in flags
        if option.resolve_envvar_value(click.Context(command, **command.context_settings)) != "x"
    ]
    assert unset == ["init --host"]


def test_a_dry_run_that_the_environment_asks_for_changes_nothing(
    console: Console, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "papers.bib").write_text("@article{a, title={Slow Clocks}, author={Ann Lee}}")
    monkeypatch.setenv("SITEGEN_DRY_RUN", "1")
    monkeypatch.setenv("SITEGEN_DATE", "2025-03-28")
    assert console("add", "papers.bib") == 0
    assert console.err.startswith("would add content/sources/2025-03-28.bib")
    assert not list((tmp_path / "content").rglob("*.*"))


@pytest.mark.parametrize("epoch", ["yesterday", "1e400", "9" * 40])
def test_a_source_date_that_is_none_is_told(epoch: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(UsageError, match="SOURCE_DATE_EPOCH"):
        today()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="only POSIX sets a zone for one process")
@pytest.mark.parametrize("zone", ["WEST12", "EAST-14"])
def test_the_day_is_that_of_utc_wherever_the_machine_is(zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", zone)
    # of a second before midnight, and of midnight
    times = {"1743465599": "2025-03-31", "1743465600": "2025-04-01"}
    try:
        time.tzset()
        for epoch, day in times.items():
            monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
            assert today() == day
    finally:
        monkeypatch.undo()
        time.tzset()
