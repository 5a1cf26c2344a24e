"""Lists of publications as people write them by hand: names, title and journal with nothing but a sign between.

Each list has a form of its own: the order of its fields, the signs between them, how names are written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

from tests.training.plaintext.markup import wrap
from tests.training.plaintext.papers import Paper
from tests.training.plaintext.references import _parted


def _listed(words: str) -> list[str]:
    return words.split(";" if ";" in words else " ")


_FIELDS = _listed(
    "Physics Chemistry Biology Mathematics Geometry Statistics Economics History Linguistics Medicine "
    "Surgery Optics Ecology Geology Finance Psychology Education Philosophy Robotics Computation Logic "
    "Nursing Genetics Cardiology Materials Energy Management Marketing Networks Systems Engineering "
    "Learning Language Vision Sociology Politics"
)
_SHORT_FIELDS = _listed(
    "Phys. Chem. Biol. Math. Geom. Stat. Econ. Hist. Ling. Med. Surg. Opt. Ecol. Geol. Appl. Comput. Sci."
    " Eng. Mater. Astron. Astrophys. Nucl. Inst. Methods Mech. Anal. Algebra Combin. Theor. Soc. Am. Eur."
    " Res. Rev. Int. Syst."
)
_JOURNALS = (
    "Journal of {0}", "Journal of {0} and {1}", "International Journal of {0}", "Annals of {0}", "{0} Letters", "{0}",
    "{0} and {1}", "European Journal of {0}", "Advances in {0}", "Review of {0}", "Transactions on {0}", "{0} Today",
    "IEEE Transactions on {0}", "Archives of {0}", "Acta {0}", "{0} Research", "Bulletin of {0}", "Nature {0}",
    "ACM Transactions on {0}", "Lecture Notes in {0}", "The {0} Journal", "Quarterly Journal of {0}", "Nature", "PNAS",
    "Zeitschrift für {0}", "Archiv für {0}", "Revue de {0}", "Annales de {0}", "Revista de {0}", "Rivista di {0}",
    "Cuadernos de {0}", "Revista Brasileira de {0}", "Вестник {0}", "Proceedings of the Royal Society {0}", "Science",
    "American {0} Review", "{0} & {1}", "Studies in {0}", "Handbook of {0}", "PLoS ONE", "Cell", "Physica A", "JHEP",
)  # fmt: skip
_BOOKS = (
    "Proceedings of the {n}th International Conference on {0}", "Proc. of {acr} {year}", "Proc. {acr}", "{acr} {year}",
    "{acr}'{yy}", "Proceedings of {acr}", "Handbook of {0}", "{0}: Essays in Honour of {name}", "Advances in {0}",
    "Proc. Int. Conf. on {0}", "Tagungsband {acr}", "Actes de {acr}", "Atti del Convegno {0}", "Workshop on {0}",
    "International Conference on {0} and {1} ({acr})", "Annual Meeting of the {0} Society", "{acr}", "{0} in Practice",
    "Proceedings of the {year} Workshop on {0}", "Anais do {acr}", "Actas del Congreso de {0}", "Lecture Notes in {0}",
)  # fmt: skip
_CITIES = _listed("Berlin Paris London Madrid Rome Vienna Tokyo Boston Cambridge Oxford Lisbon Moscow Beijing Zurich")
_PUBLISHERS = _listed(
    "Springer;Elsevier;Cambridge University Press;Oxford University Press;Wiley;ACM;IEEE;de Gruyter;CRC "
    "Press;North-Holland;AMS;Kluwer;PUF;Routledge"
)
_NAMES = _listed(
    "Anna Lindqvist;Jan de Vries;Marek Novák;Paolo Ricci;José García López;Ana Souza;Jean-Pierre "
    "Martin;Hans Müller;K. Tanaka;Wei Zhang;Olga Petrova;Lars Eriksson;Mehmet Yılmaz;John A. Smith;Mary "
    "O'Connor;Peter van der Berg;Maria von Renesse;Gerard de Melo;Jean-Luc du Bois;Rafael dos "
    "Santos;J.-X. Huang;Li Chen;Rita Rossi;Ivan Ivanov;Sofia Fernández;Ewa Kowalska;David Brown;Sarah "
    "Jones;Thomas Becker;Minh Nguyen;Raj Patel;Chiara Conti"
)
_MONTHS = _listed(
    "January February March April May June July August September October November December Jan. Feb. Mar."
    " Sept. Oct. Nov. Dec. März Mai juin octubre maio"
)
_WORDS = {
    "de": (_listed("die der das ein eine von zur zum für und im bei mit über als"), _listed("ung keit heit schaft ismus ation tät er e")),
    "fr": (_listed("le la les un une de des du pour et dans sur par à en"), _listed("tion ment ité eur ance isme ique")),
    "es": (_listed("el la los un una de del para y en sobre con por al"), _listed("ción miento dad ismo ico ante or")),
    "pt": (_listed("o a os um uma de da do para e em sobre com por"), _listed("ção mento dade ismo ico agem or")),
    "it": (_listed("il la i un una di della per e in su con tra"), _listed("zione mento ità ismo ico aggio ore")),
    "ru": (_listed("и в на о по для из с к"), _listed("ание ость ение ция ство изм")),
}  # fmt: skip
_ROOTS = _listed(
    "stru form analy mod sist contr popul regul evol funda lingu hist terr polit comun parti organ distri inter trans"
)
_CYRILLIC_ROOTS = _listed("струк форм анали модел систем контр регул эвол лингв истор полит комму")


def publications(r: Random, papers: Sequence[Paper]) -> str:
    """A list of papers in a form of its own; the papers then are as they are written there."""
    made = _Form(r, papers)
    entries = [made.entry(paper) for paper in papers]
    mark = r.choice(
        ("", "", "", "", "1. ", "1. ", "[1] ", "- ", "* ", "• ", "(1) ", "1) ", "[J1] ", "J1. ", "1 ", "{1} ")
    )
    gap = r.choice(("\n", "\n", "\n\n"))
    parts = [r.choice(("", "", "Publications\n", "# Publications\n", "Selected papers:\n", "Veröffentlichungen\n"))]
    year = r.randint(2000, 2026)
    has_years = r.random() < 0.25
    first = r.choice((1, 1, len(entries)))
    width = r.choice((0, 0, 0, 60, 72, 80, 95))
    margin = r.choice(("", "  ", "    ", "\t"))
    gap = gap if not width or mark or margin else "\n\n"
    for at, text in enumerate(entries):
        if has_years and r.random() < 0.3:
            parts.append(str(year))
            year -= 1
        number = at + 1 if first == 1 else len(entries) - at
        first_sign = mark.replace("1", str(number))
        parts.append(wrap(text, width, first_sign, margin) if width else first_sign + text)
    return gap.join(part for part in parts if part) + "\n"


class _Form:
    """How the entries of a list are written."""

    def __init__(self, r: Random, papers: Sequence[Paper]) -> None:
        self.r = r
        self.owner = r.choice(_NAMES) if r.random() < 0.45 else ""
        self.is_owner_alone = bool(self.owner) and r.random() < 0.12
        self.style = r.randrange(12)
        self.between = r.choice((", ",) * 8 + ("; ", "; ", " and ", " & ", " - ", "/", ",", " / ", ", and "))
        self.last = r.choice(
            (", ", " and ", " and ", ", and ", " & ", ", & ", " und ", " et ", " y ", " e ", " и ", "; ", " AND ")
        )
        if self.between not in (", ", "; ", ","):
            self.last = self.between
        self.glue = 0.06 if r.random() < 0.15 else 0.0
        self.sep = r.choice(
            (", ",) * 9 + (". ",) * 9 + (": ", ": ", ":  ", " ", "; ", " - ", " – ", "., ", ",", ".: ", " / ")
        )
        self.end = r.choice(
            (", ",) * 8
            + (". ",) * 8
            + ("; ", " ", " - ", " – ", ": ", ". In: ", ", in: ", ", In ", ". In ", ", in ", ". - ", " // ")
        )
        self.form = r.choice(
            ("ATV",) * 9 + ("AYTV",) * 4 + ("TAV",) * 5 + ("TVA", "YATV", "YATV", "YTAV", "AT", "TA", "VAT")
        )
        self.year = r.choice(("({})", "({})", "{}", "{}", "[{}]", "({})", "{}a"))
        self.year_gap = r.choice((" ", " ", ", ", ". "))
        self.year_end = r.choice(
            (". ", ", ", ": ", " ", ".: ", ") ") if self.year == "{}" else (". ", ", ", ": ", " ", "; ")
        )
        self.quotes = r.choice(("",) * 9 + ('""', "“”", "„“", "«»", "‘’", "''", "**", "**", "__"))
        self.italic = r.random() < 0.12
        self.venue = r.randrange(10)
        self.language = r.choice(("",) * 5 + tuple(_WORDS))
        self.is_sentence_case = r.random() < 0.5
        self.title_case = r.choice(("",) * 14 + ("upper",))
        self.tail = r.choice(("", "", "", "", "doi", "link", "note", "mixed", "mixed", "mixed"))
        self.others = r.choice(
            (" et al.", ", et al.", " et al", " et. al.", " u. a.", " e outros", " и др.", " and others")
        )
        self.most = r.choice((2, 3, 4, 6, 10, 10, 20))
        self.by = r.choice(("",) * 5 + ("by ", "with ", "(with ", "(", "mit "))
        self.stop = r.choice((".", ".", "", ""))

    def entry(self, paper: Paper) -> str:
        r = self.r
        title = self._title(paper)
        names = self._names(paper)
        venue = self._venue(paper)
        year = str(paper.published.year)
        form = self.form
        if "A" in form and not names:
            form = form.replace("A", "")
        open_, close = (
            (self.quotes[:1], self.quotes[1:]) if self.quotes not in ("**", "''", "__") else (self.quotes, self.quotes)
        )
        shown = title
        if self.quotes:
            stop = r.choice(("", "", ",", ".")) if self.quotes not in ("**", "__") else ""
            shown = f"{open_}{title}{stop}{close}"
        end = self.end if not title.endswith(("?", "!")) or r.random() < 0.3 else " "
        if self.quotes and r.random() < 0.6:
            end = r.choice((" ", ", "))
        year = self.year.format(year)
        if form == "ATV":
            text = names + self.sep + shown + end + venue
        elif form == "AYTV":
            text = names + self.year_gap + year + self.year_end + shown + end + venue
        elif form == "TAV":
            by, close_by = (self.by, ")" if "(" in self.by else "")
            text = shown + (" " if by else self.sep) + by + names + close_by + end + venue
        elif form == "TVA":
            text = shown + end + venue + r.choice((". ", ", ", " ")) + self.by.strip("(") + names
        elif form == "YATV":
            text = year + r.choice((" ", ". ", ": ", " – ")) + names + self.sep + shown + end + venue
        elif form == "YTAV":
            text = year + r.choice((" ", ". ", ": ")) + shown + self.sep + names + end + venue
        elif form == "AT":
            text = names + self.sep + shown
        elif form == "TA":
            text = (
                shown
                + (r.choice((" ", " ", ". ", ", ", " – ")) if not self.by else " ")
                + self.by
                + names
                + (")" if "(" in self.by else "")
            )
        elif form == "VAT":
            text = venue + r.choice((": ", " - ", ". ")) + names + self.sep + shown
        else:
            text = shown + end + venue
        text = text.rstrip(". ") + self.stop + self._tail(paper)
        if self.glue:
            text = re.sub(r"(?<=[,.]) (?=[A-Z])", lambda _: "" if r.random() < self.glue else " ", text)
        return re.sub(r"\.\.(?!\.)", ".", text)

    def _title(self, paper: Paper) -> str:
        r, title = self.r, paper.title.rstrip(".").strip()
        if self.language and r.random() < 0.7:
            title = self._foreign()
        elif self.is_sentence_case:
            head, *rest = title.split(" ")
            title = " ".join(
                [
                    head,
                    *(word if sum(map(str.isupper, word)) > 1 or r.random() < 0.03 else word.lower() for word in rest),
                ]
            )
        if r.random() < 0.04:
            words = title.split()
            title = " ".join(words[: r.randint(2, 5)]).rstrip(",;:-")
        if self.title_case:
            title = title.upper()
        if r.random() < 0.04:
            title += r.choice(
                (": a review", ": Part II", ", II", " (II)", " in Europe, 1950-1990", ": theory and practice", "?")
            )
        paper.title = title
        return title

    def _foreign(self) -> str:
        r = self.r
        small, ends = _WORDS[self.language]
        roots = _CYRILLIC_ROOTS if self.language == "ru" else _ROOTS
        words = []
        for at in range(r.randint(3, 11)):
            if at % 2 and r.random() < 0.75:
                words.append(r.choice(small))
            else:
                word = r.choice(roots) + r.choice(("", "", r.choice(roots))) + r.choice(ends)
                words.append(word.capitalize() if (self.language == "de" and r.random() < 0.7) or not at else word)
        if r.random() < 0.2 and len(words) > 5:
            words[3] += r.choice((":", ",", "."))
        words[0] = words[0][:1].upper() + words[0][1:]
        if words[-1] in small:
            words.pop()
        return " ".join(words)

    def _names(self, paper: Paper) -> str:
        r = self.r
        names = paper.authors[: r.choice((1, 2, 2, 3, 3, 4, 5, 8))]
        if r.random() < 0.3:
            names = r.sample(_NAMES, len(names) if len(names) < 9 else 5)
        if self.owner:
            names = [name for name in names if name != self.owner]
            names.insert(r.randint(0, len(names)), self.owner)
            if self.is_owner_alone or r.random() < 0.15:
                names = [self.owner]
        is_cut = len(names) > self.most
        written = [self._name(name, at) for at, name in enumerate(names[: self.most])]
        paper.authors = [name.replace("*", "") for name in written]
        if self.owner and r.random() < 0.1:
            written = [f"**{name}**" if self.owner.split()[-1].lower() in name.lower() else name for name in written]
        text = (
            self.between.join(written[:-1])
            + (self.last if len(written) > 1 and not is_cut else self.between if len(written) > 1 else "")
            + written[-1]
        )
        return text + (self.others if is_cut else "")

    def _name(self, name: str, at: int) -> str:
        given, family = _parted(name)
        letters = [word[0].upper() for word in re.split(r"[\s-]", given) if word[:1].isalpha()]
        if not given or not letters:
            return name
        dotted, bare = " ".join(f"{letter}." for letter in letters), "".join(letters)
        tight = dotted.replace(" ", "")
        shown = {
            0: name, 1: f"{dotted} {family}", 2: f"{family}, {dotted}", 3: f"{family} {bare}", 4: f"{family} {tight}",
            5: f"{bare} {family}", 6: f"{family}, {tight}", 7: f"{tight}{family}" if at else f"{tight} {family}",
            8: f"{given} {family.upper()}" if self.r.random() < 0.9 else name, 9: f"{dotted} {family}",
            10: name, 11: f"{family}, {given}" if at == 0 or ";" in self.between else name,
        }[self.style]  # fmt: skip
        if self.style == 4 and self.r.random() < 0.3:
            shown = shown.upper() if len(family) > 2 else shown
        if self.style == 1 and self.between == " and ":
            return family
        return shown

    def _journal(self) -> str:
        r = self.r
        if self.venue < 3 or r.random() < 0.2:
            words = r.sample(_SHORT_FIELDS, r.randint(1, 3))
            lead = r.choice(
                ("J. ", "J. ", "", "Int. J. ", "Ann. ", "Proc. ", "Trans. ", "Bull. ", "Z. ", "Acta ", "Lett. ")
            )
            text = lead + " ".join(words)
            return text.replace(".", "") if r.random() < 0.25 else text
        return r.choice(_JOURNALS).format(*r.sample(_FIELDS, 2))

    def _venue(self, paper: Paper) -> str:
        r, year = self.r, paper.published.year
        if r.random() < 0.12 and paper.venue:
            return f"{paper.venue}, {year}" if r.random() < 0.5 else paper.venue
        kind = r.random()
        if kind < 0.08:
            return r.choice(
                (
                    f"arXiv:{year % 100:02}0{r.randint(1, 9)}.{r.randint(10000, 99999)}", f"arXiv preprint, {year}",
                    "submitted", "to appear", f"in press, {year}", f"Ph.D. thesis, University of {r.choice(_CITIES)}, {year}",
                    "preprint", f"{year}", f"({year})", f"{r.choice(_PUBLISHERS)}, {year}", f"Technical Report {r.randint(1, 99)}",
                    f"{r.choice(_PUBLISHERS)}, {r.choice(_CITIES)}, {year}, {r.randint(100, 900)} p.",
                )
            )  # fmt: skip
        volume, issue, page = r.randint(1, 180), r.randint(1, 12), r.randint(1, 900)
        last = page + r.randint(3, 30)
        dash = r.choice(("-", "–", "-", "--"))
        journal = self._journal()
        journal = f"*{journal}*" if self.italic else journal
        if kind < 0.62:
            return r.choice(
                (
                    f"{journal} {volume}({issue}), {year}", f"{journal} {volume} ({year}) {page}{dash}{last}",
                    f"{journal}, {volume}({issue}):{page}{dash}{last}, {year}", f"{journal}, vol. {volume}, no. {issue}, pp. {page}{dash}{last}, {year}",
                    f"{journal}. {year};{volume}({issue}):{page}{dash}{last}", f"{journal}, {year}", f"{journal} {year}",
                    f"{journal}, {volume}, {page}{dash}{last}, {year}", f"{journal} {volume}, {page} ({year})",
                    f"{journal} ({year})", f"{journal} {volume} ({issue}), {page}{dash}{last}", f"{journal}, {volume}, {year}",
                    f"{journal}, {r.choice(_MONTHS)} {year}", f"{journal}, Bd. {volume}, S. {page}{dash}{last}, {year}",
                    f"{journal}, n° {issue}, {year}, p. {page}{dash}{last}", f"{journal}, v. {volume}, n. {issue}, p. {page}{dash}{last}, {year}",
                    f"{journal}. {volume}: {page}{dash}{last}", f"{volume} {journal} {page} ({year})", f"{year}, {journal} {volume}: {page}{dash}{last}",
                    f"{journal}. {year}. №{issue}. С. {page}{dash}{last}", f"{journal} {volume}", f"{journal}, {volume} ({year}), {page}{dash}{last}",
                )
            )  # fmt: skip
        acronym = "".join(r.choice("ACDEFILMNPRST") for _ in range(r.randint(3, 5)))
        book = r.choice(_BOOKS).format(
            *r.sample(_FIELDS, 2),
            n=r.randint(4, 29),
            acr=acronym,
            year=year,
            yy=f"{year % 100:02}",
            name=r.choice(_NAMES),
        )
        book = f"*{book}*" if self.italic else book
        lead = (
            r.choice(("in: ", "In: ", "in ", "In ", "", "", "in Proc. of ", "presented at "))
            if " in" not in self.end.lower()
            else ""
        )
        editors = " and ".join(r.sample(_NAMES, r.choice((1, 2, 2))))
        editors = r.choice(
            ("", "", "", f"{editors} (Eds.), ", f"{editors} (eds.): ", f"{editors}, eds., ", f"({editors}, Hrsg.) ")
        )
        behind = r.choice(
            (
                f", {year}", f", {r.choice(_CITIES)}, {year}", f", pp. {page}{dash}{last}, {year}", f", {r.choice(_PUBLISHERS)}, {year}, pp. {page}{dash}{last}",
                f" ({year}), {page}{dash}{last}", f", {r.choice(_CITIES)}, {r.choice(_MONTHS)} {year}", f" ({r.choice(_CITIES)}, {year})", "",
                f". {r.choice(_CITIES)}: {r.choice(_PUBLISHERS)}, {year}", f", {r.choice(_MONTHS)} {r.randint(1, 20)}-{r.randint(21, 30)}, {year}",
                f", S. {page}{dash}{last}. {r.choice(_PUBLISHERS)}, {year}", f", {r.choice(_CITIES)}, pp. {page}{dash}{last}",
            )
        )  # fmt: skip
        return lead + editors + book + behind

    def _tail(self, paper: Paper) -> str:
        r = self.r
        kind = r.choice(("", "", "doi", "link", "note")) if self.tail == "mixed" else self.tail
        if kind == "doi":
            number = f"10.{r.randint(1000, 9999)}/{r.choice(('s', 'j.', 'art'))}{r.randint(1000, 999999)}"
            return r.choice((f" doi:{number}", f" https://doi.org/{number}", f", DOI: {number}", f" [doi:{number}]"))
        if kind == "link":
            return r.choice(
                (
                    " [pdf]",
                    " [PDF] [Code]",
                    " (pdf)",
                    " PDF",
                    " [link](https://example.org/a)",
                    " https://example.org/p.pdf",
                    " [bib] [abs]",
                )
            )
        if kind == "note":
            return r.choice(
                (
                    " (in German)", " Best paper award.", " (accepted)", " (invited)", " Cited by 12", " Impact factor: 3.2", " [Q1]",
                    " (Acceptance rate 21%)", " (in Russian)", " Oral presentation", " Erratum ibid.", " Open access.", " (peer reviewed)",
                )
            )  # fmt: skip
        return ""
