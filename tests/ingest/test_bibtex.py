"""BibTeX's files as editors' programs write them: entries, what stands between them, encodings, faults."""

from __future__ import annotations

import pytest

from sitegen.diagnostics import Report
from sitegen.ingest import ingest
from tests.ingest.bibtex_files import names, only, read


def test_macros_are_joined_with_a_hash() -> None:
    facts = only(
        """@string{ann = "Ann Lee"} @STRING(and = { and })
@preamble{ "\\newcommand{\\noopsort}[1]{}" # ann }
@book(key, Title = "A Book", author = ann # AND # "Bob Cho", year = "{\\noopsort{a}}1973", month = 10 # "~jan")"""
    )
    assert names(facts) == ["Ann Lee", "Bob Cho"]
    assert facts.published == "1973-01-10"


def test_parentheses_around_an_entry_may_stand_in_its_values_too() -> None:
    assert only("@article(k, title = {a ) b}, year = {2002})").title == "a ) b"


def test_an_entry_takes_what_it_lacks_from_its_crossref() -> None:
    digest = read(
        """@inproceedings{p, title = {A Paper}, author = {Lee, Ann}, crossref = {Conf}}
@proceedings{conf, title = {Proceedings of Tests}, year = 2006, month = oct, editor = {Ed Itor}}"""
    )
    paper, volume = (entry.facts for entry in digest.entries)
    assert (paper.venue, paper.published, names(paper)) == ("Proceedings of Tests", "2006-10", ["Ann Lee"])
    assert names(volume) == []


def test_a_volume_that_others_refer_to_is_told_where_it_has_no_authors() -> None:
    report = Report()
    text = """@incollection{c, title = {A Chapter}, author = {Lee, Ann}, crossref = {Book}}
@book{book, title = {A Book}, author = {Cho, Bo}}
@inproceedings{p, title = {A Paper}, author = {Lee, Ann}, crossref = {conf}}
@proceedings{conf, title = {Proceedings
                            of Tests}}
@proceedings{alone, title = {Proceedings of Rest}}"""
    assert len(ingest(text.encode(), "refs.bib", report).entries) == 5
    [volume] = report.diagnostics
    assert (volume.code, volume.at and volume.at.line) == ("doubtful-paper", 4)
    assert "'Proceedings of Tests'" in volume.message


def test_a_volume_without_a_title_is_left_out_and_not_said_to_be_a_paper() -> None:
    report = Report()
    text = "@article{w, journal = {J}}\n@article{c, title = {A Child of Clocks}, author = {Lee, Ann}, crossref = {w}}"
    [child] = ingest(text.encode(), "refs.bib", report).entries
    assert child.facts.venue == "J"
    assert [found.code for found in report.diagnostics] == ["untitled-record"]


def test_an_entry_takes_what_it_lacks_from_shared_data_and_from_the_series_of_its_volume() -> None:
    text = """@inproceedings{p, title = {A Paper}, author = {Lee, Ann}, xdata = {shared}}
@xdata{shared, doi = {10.1234/slow}, date = {2024-05-02}}
@inproceedings{q, title = {Another}, author = {Cho, Bo}, crossref = {volume}}
@proceedings{volume, title = {Volume 2}, crossref = {series}}
@proceedings{series, title = {Clocks}, year = {2023}}
"""
    first, second, *_ = read(text).entries
    assert (first.facts.doi, first.facts.published) == ("10.1234/slow", "2024-05-02")
    assert second.facts.published == "2023"


def test_a_crossref_to_itself_ends() -> None:
    assert only("@misc{a, title = {A}, crossref = {a}}").title == "A"


def test_others_are_nobody() -> None:
    assert names(only("@misc{a, title = {A}, author = {Lee, Ann and others}}")) == ["Ann Lee"]
    assert names(only("@misc{a, title = {A}, author = {others}}")) == []


def test_two_entries_of_one_key_are_two_papers() -> None:
    assert [entry.facts.title for entry in read("@misc{a, title = {A}}\n@misc{a, title = {B}}").entries] == ["A", "B"]


def test_an_entry_may_have_no_key() -> None:
    assert only("@article{, title = {A}}").title == "A"
    assert only("@article{title = {A}}").title == "A"


def test_what_stands_between_entries_is_a_comment() -> None:
    digest = read(
        """% Encoding: UTF-8
This file was made by hand, mail me@home.org
@comment{jabref-meta: grouping {0 x;}}
%@misc{gone, title = {Commented out}}
@misc{here, title = {Here}} some words
"""
    )
    assert [entry.facts.title for entry in digest.entries] == ["Here"]


@pytest.mark.parametrize(
    "before",
    ["What follows is to be tested, by hand, once a week.\n\n", 'Words.\n\n@preamble{ "Words for \\LaTeX alone" }\n\n'],
)
def test_a_few_words_may_stand_above_the_first_entry(before: str) -> None:
    entry = (
        "@article{lee,\n  author = {Lee, Ann},\n  title = {A},\n  journal = {Journal of Tests},\n  year = 2020,\n}\n"
    )
    digest = read(before + entry + entry.replace("lee", "cho"))
    assert [(entry.facts.title, entry.facts.published) for entry in digest.entries] == [("A", "2020")] * 2


def test_a_broken_entry_costs_no_other_and_keeps_its_whole_fields() -> None:
    report = Report()
    digest = read(
        """@misc{a, title = {Whole}}
@misc{b,
  title = {Half},
  note = {never closed,
}
@misc{c, title = {Also whole}}
""",
        report,
    )
    assert [entry.facts.title for entry in digest.entries] == ["Whole", "Half", "Also whole"]
    (found,) = report.diagnostics
    assert (found.code, found.severity, found.at and found.at.line) == ("broken-bibtex", "error", 2)
    assert "@misc b" in found.message


BROKEN = r"""@article{a,
  title = {A {broken one},
  author = {Lee, Ann and {The Group}},
  year = 2000,
  month = jan
}
@article{b,
  title = "A "quoted" word",
  author = "Ann Lee and {The Group}",
  abstract = {Closed twice}},
  date = {2000-01}
}
@article{c, title = {On one {line}, author = {Ann Lee and {The Group}}, date = {2000-01}}
@article{d, title = {Cut off}, author = {Ann Lee and {The Group}}, date = {2000-01}, abstract = {We
"""


def test_where_braces_do_not_match_a_value_ends_where_the_next_field_begins() -> None:
    report = Report()
    found = [entry.facts for entry in read(BROKEN, report).entries]
    assert [facts.title for facts in found] == ["A broken one", 'A "quoted" word', "On one line", "Cut off"]
    assert [names(facts) for facts in found] == [["Ann Lee", "The Group"]] * 4
    assert [facts.published for facts in found] == ["2000-01"] * 4
    assert [problem.code for problem in report.diagnostics] == ["broken-bibtex"] * 4


def test_names_that_each_have_braces_of_their_own_are_several() -> None:
    report = Report()
    (entry,) = read("@misc{a, title = {A}, author = {Lee, Ann} and {Cho, Bo}}", report).entries
    assert names(entry.facts) == ["Ann Lee", "Bo Cho"]
    assert [found.code for found in report.diagnostics] == ["broken-bibtex"]


def test_entries_without_a_title_are_told_once() -> None:
    report = Report()
    digest = read("@misc{a, title = {A}}\n@misc{b, year = 2001}\n@misc{c, year = 2001}", report)
    assert len(digest.entries) == 1
    (found,) = report.diagnostics
    assert (found.code, found.at and found.at.line) == ("untitled-record", 2)
    assert "records 2, 3 have no title" in found.message


def test_macros_that_grow_without_end_are_left_alone() -> None:
    lines = ["@string{a0 = {ha}}"] + [f"@string{{a{n} = a{n - 1} # a{n - 1} # a{n - 1}}}" for n in range(1, 40)]
    digest = read("\n".join([*lines, "@misc{a, title = {A} # a39}"]))
    assert len(digest.entries[0].facts.title) < 100_000


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1"])
def test_a_file_is_read_in_the_encoding_it_has(encoding: str) -> None:
    text = "@article{a,\n  title = {Über Umlaute},\n  author = {Müller, Jürgen},\n}\n"
    (entry,) = read(text.encode(encoding)).entries
    assert (entry.facts.title, names(entry.facts)) == ("Über Umlaute", ["Jürgen Müller"])


def test_a_file_is_read_in_the_encoding_that_it_names() -> None:
    report = Report()
    text = "% Encoding: ISO-8859-2\n@misc{a, title = {Łódź and Þ}}\n".replace(" and Þ", "")
    assert read(text.encode("iso-8859-2"), report).entries[0].facts.title == "Łódź"
    assert not report.diagnostics


def test_a_wrongly_named_encoding_is_not_believed() -> None:
    report = Report()
    data = "% Encoding: UTF-8\n@misc{a, title = {25° Café}}\n".encode("cp1252")
    assert read(data, report).entries[0].facts.title == "25° Café"
    assert [found.code for found in report.diagnostics] == ["encoding"]


def test_chinese_in_gbk_is_read() -> None:
    report = Report()
    data = "@article{凯撒2013,\n  author = {凯撒},\n  title = {测试标题},\n  journal = {测试期刊}\n}\n".encode("gbk")
    (entry,) = read(data, report).entries
    assert (entry.facts.title, names(entry.facts), entry.facts.venue) == ("测试标题", ["凯撒"], "测试期刊")
    assert [found.code for found in report.diagnostics] == ["encoding"]


@pytest.mark.parametrize(
    ("encoding", "title", "author"),
    [
        ("shift_jis", "日本語の論文についての研究", "山田太郎"),
        ("euc_jp", "日本語の論文についての研究", "山田太郎"),
        ("euc_kr", "한국어 자연어 처리에 관한 연구", "김철수"),
        ("big5", "中文論文的研究與應用分析", "王小明"),
        ("gbk", "中文论文的研究与应用分析", "王小明"),
        ("cp1251", "Исследование нейронных сетей", "Анна Иванова"),
        ("koi8_r", "Исследование нейронных сетей", "Анна Иванова"),
        ("cp1252", "Élève à Gênes: où ça, déjà vu", "Jörg Müller"),
    ],
)
def test_the_older_encodings_of_the_world_are_known_by_their_signs(encoding: str, title: str, author: str) -> None:
    report = Report()
    data = f"@article{{a,\n  title = {{{title}}},\n  author = {{{author}}},\n}}\n".encode(encoding)
    (entry,) = read(data, report).entries
    assert (entry.facts.title, names(entry.facts)) == (title, [author])
    assert [found.code for found in report.diagnostics] == ["encoding"]


def test_a_page_that_cites_itself_at_its_end_is_no_bibliography() -> None:
    page = "# Papers\n\n" + "Some words about a project of ours. " * 30 + "\n\n```\n@misc{a,\n title = {A}}\n```\n"
    from sitegen.ingest.sources.bibtex import sniff

    assert not sniff(page)


def test_a_page_with_an_entry_folded_open_is_read_as_the_list_that_it_is() -> None:
    titles = (
        "Slow Clocks of the World",
        "Small Maps of Large Rooms",
        "What Rivers Know of Bridges",
        "Old Trees and New",
    )
    entry = "@InProceedings{Lee_2025,\n    author    = {Lee, Ann},\n    title     = {Small Maps of Large Rooms},\n}\n"
    rows = [f"{title}\nAnn Lee, Bo Cho\n[pdf] [supp]\n[bibtex]\n" for title in titles]
    digest = ingest("".join([rows[0], rows[1], entry, *rows[2:]]).encode(), "2025-03-28.txt", Report())
    assert [paper.facts.title for paper in digest.entries] == list(titles)


def test_a_list_with_an_entry_below_each_paper_is_no_bibliography_but_a_fenced_one_is() -> None:
    from sitegen.ingest.sources.bibtex import sniff

    entry = "```bibtex\n@article{a, title={A Title of Ours}, year={2025}}\n```\n"
    paper = (
        "## A Title of Ours\n\n*Ann Lee, Bo Cho*\n\n" + "We study what readers do with papers. " * 8 + f"\n\n{entry}\n"
    )
    assert not sniff(paper * 3)
    assert sniff("Here it is:\n\n" + entry)


@pytest.mark.parametrize(
    "piece",
    ["@a{x, t={", "@comment{", "@string{a=", "{", "@", "@a{", '"', "%\n@", "@a(b,", "a = b # ", "\n@a{b,", "@%", "\\'"],
)
def test_hostile_files_take_no_longer_than_others(piece: str) -> None:
    read("@misc{a, title = {A}}\n" + piece * 20_000)
    read("@misc{a, title = {" + piece * 20_000 + "}}")


BBL = r"""      \field{year}{2024}
    \endentry
    \entry{lee2025}{article}{}{}
      \name{author}{2}{}{%
        {{hash=fa}{%
           family={Lee},
           familyi={L\bibinitperiod},
           given={Ann\bibnamedelima Bo},
           giveni={A\bibinitperiod\bibinitdelim B\bibinitperiod}}}%
        {{hash=fb}{%
           family={Roy},
           given={Cy},
           prefix={van}}}%
      }
      \name{editor}{1}{}{%
        {{hash=fc}{%
           family={Sun},
           given={Di}}}%
      }
      \strng{namehash}{fa}
      \field{abstract}{We let {\em agents} think.}
      \field{title}{Slow {C}locks}
      \field{year}{2025}
      \verb{eprint}
      \verb 2501.00001
      \endverb
    \endentry
"""


def test_a_part_of_what_biber_makes_of_a_bibliography_is_read_as_the_bibliography_is() -> None:
    digest = read(BBL + BBL)
    assert [(entry.facts.title, entry.line) for entry in digest.entries] == [("Slow Clocks", 3)]
    facts = digest.entries[0].facts
    assert (names(facts), facts.arxiv, facts.published) == (["Ann Bo Lee", "Cy van Roy"], "2501.00001", "2025")


def test_a_list_or_a_bibliography_that_shows_a_line_of_biber_s_is_still_one() -> None:
    shown = "\\field{title}{x}"
    listed = f"1. Slow Clocks of the World\n   Ann Lee, Bo Cho\n\n2. Small Maps and Towns\n   Cy Roy\n\n    {shown}\n"
    assert len(read(listed).entries) == 2
    entry = "@article{a, title = {Slow Clocks}, author = {Ann Lee}, note = {see\n%s\n}}\n"
    assert [found.facts.title for found in read(entry % shown + entry.replace("{a,", "{b,") % shown).entries] == [
        "Slow Clocks"
    ] * 2
