"""BibTeX and BibLaTeX as editors' programs write them, each trap for itself."""

from __future__ import annotations

import pytest

from sitegen.diagnostics import Report
from sitegen.ingest import ingest
from sitegen.ingest.values.dates import dated, issued
from sitegen.ingest.values.people import bibtex, reading_order
from sitegen.model import Digest, Facts


def read(text: str | bytes, report: Report | None = None) -> Digest:
    data = text.encode() if isinstance(text, str) else text
    return ingest(data, "library.bib", report or Report())


def only(text: str | bytes) -> Facts:
    report = Report()
    (entry,) = read(text, report).entries
    assert not report.failed(strict=True), report.diagnostics
    return entry.facts


def names(facts: Facts) -> list[str]:
    return [author.name for author in facts.authors]


def test_an_entry_becomes_a_paper() -> None:
    report = Report()
    digest = read(
        """@article{lee2024,
  title     = {The {BERT} of {\\"O}nn: a {\\'E}tude},
  author    = {Lee, Ann and van der Berg, Jr., Jan and {The {X} Collaboration}},
  journal   = {Journal of Tests},
  year      = 2024,
  month     = mar,
  doi       = {https://doi.org/10.1234/ab\\_c},
  url       = {https://github.com/x/y\\_z},
  abstract  = {First line
               goes on.

               Second one, 5\\% of it.},
  keywords  = {depth, layer norm; scaling},
}""",
        report,
    )
    (entry,) = digest.entries
    assert not report.diagnostics
    assert entry.facts.title == "The BERT of Önn: a Étude"
    assert names(entry.facts) == ["Ann Lee", "Jan van der Berg Jr.", "The X Collaboration"]
    assert (entry.facts.venue, entry.facts.published) == ("Journal of Tests", "2024-03")
    assert entry.facts.doi == "10.1234/ab_c"
    assert [(link.kind, link.url) for link in entry.facts.links] == [("code", "https://github.com/x/y_z")]
    assert ["".join(span.text for span in part) for part in entry.abstract] == [
        "First line goes on.",
        "Second one, 5% of it.",
    ]
    assert entry.facts.keywords == ("depth", "layer norm", "scaling")
    assert entry.line == 1


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


@pytest.mark.parametrize(
    ("fields", "identifier"),
    [
        ("eprint = {1706.03762v5}, archiveprefix = {arXiv}, primaryclass = {cs.CL}", "1706.03762"),
        ("eprint = {hep-th/9901001}, eprinttype = {arxiv}", "hep-th/9901001"),
        ("journal = {CoRR}, volume = {abs/1706.03762}", "1706.03762"),
        ("journal = {arXiv preprint arXiv:1706.03762}", "1706.03762"),
        ("url = {https://arxiv.org/abs/1706.03762v1}", "1706.03762"),
        ("doi = {10.48550/arXiv.1706.03762}", "1706.03762"),
        ("eprint = {12345}, eprinttype = {pubmed}", ""),
    ],
)
def test_an_arxiv_id_is_found_where_programs_put_it(fields: str, identifier: str) -> None:
    facts = only(f"@misc{{a, title = {{A}}, {fields}}}")
    assert facts.arxiv == identifier
    assert facts.doi == ""
    assert facts.venue == ""


@pytest.mark.parametrize(
    ("source", "title"),
    [
        ("{{Double} {{B}races}}", "Double Braces"),
        ("\\emph{So} {\\em it} is, \\textbf{b} \\textsc{Sc}", "So it is, b Sc"),
        ("A~B -- C --- ``quoted'' \\& \\% \\#1 \\_x", "A\u00a0B – C — “quoted” & % #1 _x"),
        ("S\\o rensen {\\ae}{\\dh} \\L{}ukasz {\\v z} \\=P {\\u \\i}", "Sørensen æð Łukasz ž P̄ ĭ"),
        ("III{\\textendash}V in {\\LaTeX}", "III–V in LaTeX"),
        ("\\PCTeX{} on \\VAX/\\TeX: \\SI{5}{m} \\AA ngstr", "PCTeX on VAX/TeX: 5m Ångstr"),
        ("Franc{\\ocirc{u}} and Gel{\\cprime}fand, Ivan\\cprime\\kern-.1em ov", "Franců and Gelʹfand, Ivanʹov"),
        ("A\\hspace{1em}B", "A B"),
        ("methodology\\hyphen independent, A\\thinspace M", "methodology-independent, A\u202fM"),
        ("the $\\Sigma^{0}$ of {$x$}", "the $\\Sigma^{0}$ of $x$"),
        ("see http://x.y/~u and \\url{http://x.y/a_b}", "see http://x.y/~u and http://x.y/a_b"),
        ("\\href{https://x.y/z}{our {Page}}", "our Page (https://x.y/z)"),
        ("\\mkbibquote{Q} and \\bibcyr{text}", "“Q” and text"),
        ("9\\textsuperscript{th} O\\textsubscript{2}", "9th O₂"),
        ("\\{x\\} and 5\\,µm", "{x} and 5\u202fµm"),
    ],
)
def test_a_fields_tex_is_read(source: str, title: str) -> None:
    assert only(f"@misc{{a, title = {{{source}}}}}").title == title


def test_where_preprints_lie_is_no_venue_and_journals_have_commands() -> None:
    assert only("@article{a, title = {A}, journal = {CoRR}}").venue == ""
    assert only("@misc{a, title = {A}, journal = {arXiv preprint arXiv:2503.02130}}").venue == ""
    assert only(r"@article{a, title = {A}, journal = {\prl}}").venue == "Physical Review Letters"


def test_two_accents_on_a_letter_and_html_in_names_are_read() -> None:
    facts = only(r"@misc{a, title = {Bits &#38; bobs}, author = {Nguy{\~{\^e}}n, V{\u a}n and O&#39;Neil, P.}}")
    assert (facts.title, names(facts)) == ("Bits & bobs", ["Văn Nguyễn", "P. O'Neil"])


def test_marks_of_footnotes_are_no_part_of_a_name() -> None:
    facts = only(r"@misc{a, title = {A}, author = {Lee*, Ann and Ito$^{1,2}$, Bo and Roy$^\dagger$, Cy}}")
    assert names(facts) == ["Ann Lee", "Bo Ito", "Cy Roy"]


def test_a_chinese_name_in_its_signs_has_the_family_first() -> None:
    assert names(only("@misc{a, title = {A}, author = {李, 大同 and 王小明 and Li, Datong}}")) == [
        "李大同",
        "王小明",
        "Datong Li",
    ]


def test_a_subtitle_follows_its_title() -> None:
    assert only("@misc{a, title = {Title}, subtitle = {Sub}}").title == "Title: Sub"
    assert only("@misc{a, title = {Why?}, subtitle = {Sub}}").title == "Why? Sub"


@pytest.mark.parametrize(
    ("field", "found"),
    [
        ("Milton {Abramowitz} and Irene A. {Stegun}", ["Milton {Abramowitz}", "Irene A. {Stegun}"]),
        ("family=Dijk, given=Marten, prefix=van, useprefix=true and Lee, A.", ["Marten van Dijk", "A. Lee"]),
        ("{Barnes and Noble, Inc.} AND Doe\n and Roe", ["{Barnes and Noble, Inc.}", "Doe", "Roe"]),
        ("Bennett, Jr., Frank G.", ["Frank G. Bennett Jr."]),
        ("Lee, A.; Cho, B.", ["A. Lee", "B. Cho"]),
        ("Ann Lee, Bob Cho, Cid Roe, Dan Poe", ["Ann Lee", "Bob Cho", "Cid Roe", "Dan Poe"]),
        ("Lee, A., Cho, B.", ["A. Lee", "B. Cho"]),
        ("", []),
        (" and ", []),
    ],
)
def test_names_come_into_reading_order(field: str, found: list[str]) -> None:
    assert bibtex(field) == found


def test_a_third_part_of_a_name_is_its_suffix() -> None:
    assert reading_order("King, Martin Luther, Jr.") == "Martin Luther King Jr."


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2001/09/01/", "2001-09-01"),
        ("2001/00/00/", "2001"),
        ("///", ""),
        ("1993-00-00", "1993"),
        ("2019-10/2019-11", "2019-10"),
        ("2017-21", "2017"),
        ("~1930", "1930"),
        ("1996 Jul 9", "1996-07-09"),
        ("2010 Sep-Oct", "2010-09"),
        ("January 1, 2013", "2013-01-01"),
        ("7--9 January 2018", "2018-01"),
        ("20180412", "2018-04-12"),
        ("2021-02-30", "2021-02"),
        ("0000 Year Date", ""),
        ("in press", ""),
    ],
)
def test_only_what_is_certain_of_a_date_is_taken(text: str, date: str) -> None:
    assert issued(text) == date


def test_a_month_may_hold_the_day() -> None:
    assert [dated("2001", month) for month in ("10~jan", "jun # 5", "{June} 20--25", "0", "13", "Michaelmas")] == [
        "2001-01-10",
        "2001-06-05",
        "2001-06",
        "2001",
        "2001",
        "2001",
    ]


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
    from sitegen.ingest.sources.bibtex import BibTeX

    assert not BibTeX().sniff(page)


@pytest.mark.parametrize(
    "piece",
    ["@a{x, t={", "@comment{", "@string{a=", "{", "@", "@a{", '"', "%\n@", "@a(b,", "a = b # ", "\n@a{b,", "@%", "\\'"],
)
def test_hostile_files_take_no_longer_than_others(piece: str) -> None:
    read("@misc{a, title = {A}}\n" + piece * 20_000)
    read("@misc{a, title = {" + piece * 20_000 + "}}")
