"""The fields of BibTeX: names, dates, identifiers, TeX, each trap for itself."""

from __future__ import annotations

import pytest

from sitegen.diagnostics import Report
from sitegen.ingest.values.dates import dated, parse
from sitegen.ingest.values.people import bibtex
from sitegen.text.names import split_name
from tests.ingest.bibtex_files import names, only, read


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


@pytest.mark.parametrize(
    ("fields", "identifier"),
    [
        ("eprint = {1706.03762v5}, archiveprefix = {arXiv}, primaryclass = {cs.CL}", "1706.03762"),
        ("eprint = {hep-th/9901001}, eprinttype = {arxiv}", "hep-th/9901001"),
        ("journal = {CoRR}, volume = {abs/1706.03762}", "1706.03762"),
        ("journal = {arXiv preprint arXiv:1706.03762}", "1706.03762"),
        ("howpublished = {arXiv math.AG/9901001v2}", "math/9901001"),
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
        ("D\\'\\i az-Ram\\'\\i rez, na\\\"\\i\nve, K\\'{\\i} a", "Díaz-Ramírez, naïve, Kí a"),
        ("S\\o rensen {\\ae}{\\dh} \\L{}ukasz {\\v z} \\=P {\\u \\i}", "Sørensen æð Łukasz ž P̄ ĭ"),
        ("III{\\textendash}V in {\\LaTeX}", "III–V in LaTeX"),
        ("\\PCTeX{} on \\VAX/\\TeX: \\SI{5}{m} \\AA ngstr", "PCTeX on VAX/TeX: 5m Ångstr"),
        ("Franc{\\ocirc{u}} and Gel{\\cprime}fand, Ivan\\cprime\\kern-.1em ov", "Franců and Gelʹfand, Ivanʹov"),
        ("A\\hspace{1em}B", "A B"),
        ("{Clocks at z \\raisebox{-0.5ex}\\textasciitilde 2}", "Clocks at z ~ 2"),
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
    assert only(r"@article{a, title = {A}, journal = {\ApJ}}").venue == "Astrophysical Journal"


@pytest.mark.parametrize("tilde", ["~", "\\~{}", "$\\sim$", "{\\textasciitilde}"])
def test_a_tilde_in_an_address_is_one_however_it_is_written(tilde: str) -> None:
    (link,) = only(f"@misc{{a, title = {{A}}, url = {{https://x.example/{tilde}ann/code}}}}").links
    assert link.url == "https://x.example/~ann/code"


@pytest.mark.parametrize("sign", [" ", "\n         ", ";", "; ", ", "])
def test_several_addresses_in_a_field_are_links_of_their_own(sign: str) -> None:
    urls = ["https://x.example/slow/clocks", "https://y.example/slow"]
    wrapped = sign.join(urls).replace("/clocks", "/\n   clocks")
    entry = f"@misc{{a, title = {{A}}, url = {{{wrapped}}}}}"
    ris = f"TY  - JOUR\nTI  - A\nUR  - {sign.join(urls)}\nER  - \n"
    assert [link.url for link in only(entry).links] == urls
    assert [link.url for link in only(ris).links] == urls


@pytest.mark.parametrize(
    ("fields", "urls", "doi"),
    [
        (r"howpublished = {\url{https://github.com/x/y\_z}}", ["https://github.com/x/y_z"], ""),
        ("howpublished = {Available at https://x.example/slow.}", ["https://x.example/slow"], ""),
        (r"note = {\href{https://x.example/slow.pdf}{PDF}, 2nd ed.}", ["https://x.example/slow.pdf"], ""),
        (r"howpublished = {\url{https://doi.org/10.1000/182}}", [], "10.1000/182"),
        (r"note = {\url{https://doi.org/10.1000/182}}", [], "10.1000/182"),
        (r"note = {Erratum: \url{https://doi.org/10.1000/183}}", [], ""),
        ("website = {https://x.example/slow}", ["https://x.example/slow"], ""),
        ("html = {https://x.example/slow.html}, pdf = {slow.pdf}", ["https://x.example/slow.html"], ""),
    ],
)
def test_addresses_stand_in_remarks_and_under_other_names(fields: str, urls: list[str], doi: str) -> None:
    facts = only(f"@misc{{a, title = {{A}}, {fields}}}")
    assert ([link.url for link in facts.links], facts.doi) == (urls, doi)


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
        ("family=Dijk, given=Marten, prefix=van, useprefix=true and Lee, A.", ["van Dijk, Marten", "Lee, A."]),
        ("{Barnes and Noble, Inc.} AND Doe\n and Roe", ["{Barnes and Noble, Inc.},", "Doe", "Roe"]),
        ("Bennett, Jr., Frank G.", ["Bennett, Jr., Frank G."]),
        ("Lee, A.; Cho, B.", ["Lee, A.", "Cho, B."]),
        ("Ann Lee, Bob Cho, Cid Roe, Dan Poe", ["Ann Lee", "Bob Cho", "Cid Roe", "Dan Poe"]),
        ("Ann Lee, Bob Cho, Cid Roe", ["Ann Lee", "Bob Cho", "Cid Roe"]),
        ("Ann Lee, Bob Cho, and Cid Roe", ["Ann Lee", "Bob Cho", "Cid Roe"]),
        ("A. Lee, B. Cho and C. Roe", ["A. Lee", "B. Cho", "C. Roe"]),
        ("Lee A., Cho B.", ["Lee A.", "Cho B."]),
        ("Ann Lee & Cho, Bob", ["Ann Lee", "Cho, Bob"]),
        ("Lee, A. and Cho, B. et~al.", ["Lee, A.", "Cho, B."]),
        ("García Márquez, José Luis, and Lee, A.", ["García Márquez, José Luis", "Lee, A."]),
        ("Heaps & Bounds and {A. Lee Group}", ["Heaps & Bounds", "{A. Lee Group},"]),
        ("Office of Clocks, Bureau of Hands, Heap City", ["Office of Clocks, Bureau of Hands, Heap City"]),
        ("Gore Vidal, Al Bo, Jr.", ["Gore Vidal, Al Bo, Jr."]),
        ("Lee, A., Cho, B.", ["Lee, A.", "Cho, B."]),
        ("", []),
        (" and ", []),
    ],
)
def test_a_field_of_authors_is_parted_into_names(field: str, found: list[str]) -> None:
    assert bibtex(field) == found


def test_where_a_family_name_ends_is_kept_where_the_name_alone_does_not_tell() -> None:
    names = (
        r"Garc{\'\i}a M{\'a}rquez, Jos{\'e} and {Heaps Unlimited} and {Barnes and Noble} and Lovelace, Ada"
        r" and de la Vall{\'e}e Poussin, Charles Louis and Gore, Jr., Al and 孙, 文芳"
    )
    authors = only(f"@misc{{a, title = {{A}}, author = {{{names}}}}}").authors
    assert [author.name for author in authors] == [
        "José García Márquez", "Heaps Unlimited", "Barnes and Noble", "Ada Lovelace",
        "Charles Louis de la Vallée Poussin", "Al Gore Jr.", "孙文芳",
    ]  # fmt: skip
    # small words begin a family name, so that of Poussin tells it alone
    assert [author.inverted for author in authors] == [
        "García Márquez, José", "Heaps Unlimited,", "", "", "", "", "孙, 文芳",
    ]  # fmt: skip
    assert split_name(authors[4].name).family == "de la Vallée Poussin"


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
        ("05/12/2005", "2005-12-05"),
        ("05/13/2005", "2005-05-13"),
        ("2021-02-32", "2021-02"),
        ("0000 Year Date", ""),
        ("in press", ""),
    ],
)
def test_only_what_is_certain_of_a_date_is_taken(text: str, date: str) -> None:
    assert parse(text) == date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("[v2] Tue, 11 Jun 1996", "1996-06-11"),
        ("Issue 3, 5 May 2024", "2024-05-05"),
        ("10:30, 13 May 2024", "2024-05-13"),
        ("Vol. 12, 5 March 2024", "2024-03-05"),
        ("Maps - 5 May 2024", "2024-05-05"),
        ("13-17 May 2024", "2024-05"),
        ("28 May-11 June 2024", "2024-05"),
        ("28 May – 1 June 2024", "2024-05"),
        ("10.1016/j.maps.2024.01.002", ""),
        ("2023年5月", "2023-05"),
        ("5月12日 2023年", "2023"),
    ],
)
def test_a_day_is_read_behind_other_numbers_and_none_of_a_range(text: str, date: str) -> None:
    assert parse(text) == date


def test_a_day_that_its_month_does_not_have_stays_to_be_reported() -> None:
    assert [parse(text) for text in ("2021-02-30", "20210230", "2021 Feb 30")] == ["2021-02-30"] * 3


def test_a_month_may_hold_the_day() -> None:
    assert [dated("2001", month) for month in ("10~jan", "jun # 5", "{June} 20--25", "0", "13", "Michaelmas")] == [
        "2001-01-10",
        "2001-06-05",
        "2001-06",
        "2001",
        "2001",
        "2001",
    ]


@pytest.mark.parametrize(
    ("year", "date"),
    [
        ("2024/05", "2024-05"),
        ("5/2024", "2024-05"),
        ("2024/05/12", "2024-05-12"),
        ("2007-05", "2007-05"),
        ("2003/04", "2003"),
        ("1999/00", "1999"),
        ("2023/2024", "2023"),
        ("05/06/2024", "2024"),
    ],
)
def test_a_month_in_the_field_of_the_year_is_read_where_it_is_no_second_year(year: str, date: str) -> None:
    assert only(f"@misc{{a, title = {{A}}, year = {{{year}}}}}").published == date


@pytest.mark.parametrize(
    ("authors", "is_doubtful"),
    [
        ("Ann Lee, Bo Cho", True),
        ("Ann Lee, Bo Cho and Cy Roe", True),
        ("van der Berg, Jan Bo", False),
        ("García Márquez, José Luis and Lee, Ann", False),
    ],
)
def test_a_comma_between_what_may_be_two_names_is_doubted(authors: str, is_doubtful: bool) -> None:
    report = Report()
    read(f"@misc{{a, title = {{A}}, author = {{{authors}}}}}", report)
    assert [found.code for found in report.diagnostics] == ["doubtful-paper"] * is_doubtful


def test_dates_in_figures_are_read_alike_in_a_bibliography() -> None:
    dates = ("03/05/2024", "03/28/2024")
    digest = read("".join(f"@misc{{a{at}, title = {{A {at}}}, date = {{{date}}}}}" for at, date in enumerate(dates)))
    assert [entry.facts.published for entry in digest.entries] == ["2024-03-05", "2024-03-28"]


def test_the_place_in_a_journal_is_read_with_the_kind_of_the_entry() -> None:
    facts = only(
        "@article{k, title = {Shelves}, journal = {The Computer Journal}, volume = 27, number = 2, "
        "pages = {97--111}, publisher = {OUP}}"
    )
    assert (facts.venue, facts.volume, facts.issue, facts.pages) == ("The Computer Journal", "27", "2", "97–111")
    assert (facts.publisher, facts.kind) == ("OUP", "journal")
    preprint = only("@article{k, title = {Shelves}, journal = {CoRR}, volume = {abs/1706.03762}}")
    assert (preprint.arxiv, preprint.volume, preprint.kind) == ("1706.03762", "", "")
    assert only("@mastersthesis{k, title = {Shelves}, school = {MIT}}").kind == "thesis"


def test_how_it_was_published_is_the_venue_of_an_entry_without_another() -> None:
    entry = "@misc{{k, title = {{Shelves}}, howpublished = {{{}}}}}"
    assert only(entry.format("Actes de la 17e conférence")).venue == "Actes de la 17e conférence"
    for how in ("\\url{https://x.example/a}", "Accessed: 2024-05-02", "arXiv:1706.03762"):
        assert only(entry.format(how)).venue == ""
