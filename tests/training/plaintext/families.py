"""Lists as particular programs and pages give them: chats, search pages, programmes, feed readers, text browsers …"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from tests.pasted_styles import STYLES, VARIANTS, Known, page
from tests.training.plaintext.markup import LANGUAGES, bold, italic, link, say_date, wrap
from tests.training.plaintext.mixed import EMOJI, address, mixed, people, shorten
from tests.training.plaintext.papers import Paper
from tests.training.plaintext.references import bibliography

Style = Callable[[Random, list[Paper], date], str]
_NAMES = [
    "Anna Berg",
    "Bo Lindqvist",
    "Carla Iyer",
    "Farid Okoye",
    "Grace Keller",
    "Hugo Marsh",
    "Ines Vogel",
    "Jonas Novak",
    "Lena Sato",
    "Mateo Duarte",
    "Noor Rossi",
    "Olu Brandt",
    "Priya Shah",
]
_EN = LANGUAGES["en"]


def _person(r: Random) -> str:
    return r.choice(_NAMES)


def _maybe(r: Random, text: str, share: float = 0.5) -> str:
    return text if r.random() < share else ""


def _join(parts: list[str], by: str = "\n") -> str:
    return by.join(part for part in parts if part)


def _drop(paper: Paper) -> str:
    paper.abstract = ""
    return ""


def _abstract(r: Random, paper: Paper, share: float = 0.7, short: float = 0.4) -> str:
    if r.random() > share:
        return _drop(paper)
    if r.random() < short:
        shorten(r, paper)
    return paper.abstract


def chat_app(r: Random, papers: list[Paper], day: date) -> str:
    """Names and times on lines of their own, reactions, previews."""
    has_abstract, preview, several = r.random() < 0.6, r.random() < 0.6, r.random() < 0.25
    stamp = r.choice(
        (
            "{n}\n  {t}",
            "{n} {t}",
            "{n}  {t} Uhr",
            "{n} — Today at {t}",
            "{t} {n}",
            "**{n}** {t}",
            "{n}\n{t}",
            "{n}, {t}",
            "{n} · {t}",
        )
    )
    parts = [
        r.choice(("#papers", "paper-club", "reading-group", "Journal Club", "general")),
        _maybe(r, say_date(r, day)),
    ]
    for number, paper in enumerate(papers):
        if several and number and r.random() < 0.3:
            parts.append(say_date(r, day))
        clock = f"{r.randint(8, 11)}:{r.randint(10, 59)}" + r.choice((" AM", "", " AM"))
        head = stamp.format(n=_person(r), t=clock)
        url = address(r, paper)
        first = r.choice(
            (
                f"{paper.title} {url}",
                f"{paper.title}\n{url}",
                f"*{paper.title}*\n{url}",
                url if preview else f"{paper.title}\n{url}",
            )
        )
        text = paper.abstract if has_abstract and not preview else ""
        if preview:
            site = r.choice(("arXiv.org", "huggingface.co", "arxiv.org", ""))
            inside = _join([site, paper.title, _abstract(r, paper, 0.9) if has_abstract else _drop(paper)])
            text = r.choice(("\n", "\n\n")) + inside
        elif not has_abstract:
            _drop(paper)
        reactions = r.choice(
            (
                "",
                "",
                f":eyes:\n{r.randint(1, 9)}",
                f"👍 {r.randint(1, 9)}",
                f"{r.randint(2, 5)} replies\nLast reply today at 9:58 AM",
                f"🔥\n{r.randint(1, 6)}",
                "(edited)",
            )
        )
        parts.append(_join([head, first, text, reactions]))
        if r.random() < 0.35:
            parts.append(_join([stamp.format(n=_person(r), t=clock), r.choice(_EN["chat"])]))
    return _join(parts, "\n\n")


def chat_log(r: Random, papers: list[Paper], day: date) -> str:
    """A prefix with day, time and name before each message."""
    at = r.choice(
        (
            "[{d:%d.%m.%y}, {t}:11] {n}: ",
            "{d:%d/%m/%Y}, {t} - {n}: ",
            "{n}, [{d:%d.%m.%Y} {t}]\n",
            "[{d:%d/%m/%Y} {t}] {n}\n",
            "[{d:%-m/%-d/%y}, {t}:02 AM] {n}: ",
            "[{t}] <{n}> ",
            "{t} {n}: ",
            "[{d:%Y-%m-%d %H}:{t}] {n}: ",
            "{d:%Y-%m-%d} {t} | {n}: ",
            "<{n}> ",
            "[{d:%d-%b-%y} {t}] {n}\n",
        )
    )
    parts = [
        _maybe(r, at.format(d=day, t="08:00", n="Papers & Pizza") + "Messages and calls are end-to-end encrypted.", 0.4)
    ]
    has_abstract = r.random() < 0.65
    one_line = r.random() < 0.3
    emoji, tail = (
        r.choice(("", "", "", "📄 ", "🔥 ")),
        r.choice(("", "", "", "#nlp #llm @paper_channel", "💻 Code: https://github.com/example-org/x")),
    )
    for paper in papers:
        clock = f"{r.randint(8, 11):02}:{r.randint(10, 59)}"
        head = at.format(d=day, t=clock, n=_person(r))
        if r.random() < 0.08 and head.endswith("\n"):
            head += r.choice(("Forwarded from Another Channel\n", "Forwarded from Deep Reads\n"))
        title = emoji + r.choice(("{}", "{}", "*{}*", "**{}**")).format(paper.title)
        who = _maybe(r, people(r, paper), 0.2)
        body = [title, address(r, paper)]
        if r.random() < 0.15:
            body.reverse()
        if who:
            body.insert(1, who)
        body.append(_abstract(r, paper, 1, 0.2) if has_abstract else _drop(paper))
        body.append(tail)
        parts.append(head + _join(body, " " if one_line else "\n"))
        if r.random() < 0.35:
            parts.append(
                at.format(d=day, t=clock, n=_person(r))
                + r.choice((*_EN["chat"], "image omitted", "<Media omitted>", "joined the group"))
            )
    return _join(parts, r.choice(("\n", "\n", "\n\n")))


def hugging_face(r: Random, papers: list[Paper], day: date) -> str:
    """The daily papers page through the years and browsers."""
    blank = r.choice(("\n", "\n", "\n\n"))
    nav = [
        "Hugging Face's logo",
        "Hugging Face",
        "Models",
        "Datasets",
        "Spaces",
        "Buckets",
        "new",
        "Community",
        "Docs",
        "Enterprise",
        "Pricing",
        "Log In",
        "Sign Up",
    ]
    head = (
        [
            *nav[r.randint(0, 5) :],
            *(
                (
                    "new",
                    "Get trending papers in your email inbox once a day!",
                    "Get trending papers in your email inbox!",
                    "Subscribe",
                )
                if r.random() < 0.7
                else ()
            ),
        ]
        if r.random() < 0.8
        else []
    )
    head += r.choice((["Daily Papers"], ["Trending Papers"], []))
    head += r.choice(
        (
            ["byAK and the research community"],
            ["by", "AKAK", "and the research community"],
            ["by AK and the research community"],
            ["by", "AK", "AK and the research community"],
            [],
        )
    )
    head += r.choice(([], ["Daily", "Weekly", "Monthly"]))
    when = r.choice(
        (
            f"{day:%b %-d}",
            f"{day:%b %-d}",
            f"{day:%b %-d, %Y}",
            f"Week {day.isocalendar()[1]}\n{day - timedelta(6):%b %-d} - {day:%b %-d}",
            f"{day:%A, %B %-d}",
        )
    )
    if r.random() < 0.9:
        head.append(when)
    order = r.choice(
        (
            "SVTAaC",
            "VTAaC",
            "VTSC",
            "TA",
            "TA",
            "TaV",
            "VTAgPC",
            "SVTgC",
            "SVTgaC",
            "VTga",
            "SVTgaC",
            "SVTgC",
            "STaPU",
            "TAL",
            "STVaC",
            "VTALC",
            "T",
            "Tc",
            "Tc",
            "Tc",
            "SVT",
            "TPV",
            "TVC",
            "SVTaAC",
            "VTAa",
        )
    )
    abstract = r.random() < 0.8
    parts = []
    bullets = r.random() < 0.15
    if r.random() < 0.12:
        return _paper_page(r, papers, day)
    for paper in papers:
        if not abstract or "A" not in order:
            _drop(paper)
        elif r.random() < 0.15:
            shorten(r, paper)
        authors = f"{len(paper.authors)} author{'s' * (len(paper.authors) != 1)}"
        fields = {
            "S": r.choice(("Submitted by\n{}", "Submitted by \n{}", "Submitted by {}")).format(paper.submitter),
            "V": str(paper.votes),
            "T": paper.title,
            "A": paper.abstract,
            "C": str(paper.comments or ""),
            "a": r.choice((f"·\n{authors}", f"· {authors}", authors)),
            "g": r.choice((f"{paper.organisation}\n·", paper.organisation, f"·\n{paper.organisation}")),
            "P": r.choice(
                (
                    f"{paper.published:%b %-d}",
                    f"Published on {paper.published:%b %-d, %Y}",
                    f"· Published {paper.published:%b %-d}",
                )
            ),
            "U": f"Upvote\n{paper.votes}\n\nGitHub {r.randint(5, 900)}\narXiv Page",
            "L": f"https://huggingface.co/papers/{paper.arxiv}" if paper.arxiv else "",
            "c": f"\nPaper • {paper.arxiv} • Published {paper.published:%b %-d, %Y} • {paper.votes}",
        }
        if bullets:
            fields["a"] = "    • \n    • \n" + f"    • {authors}\n"
            fields["V"] = f"\n{paper.votes}\n"
        entry = blank.join(fields[key] for key in order if fields[key])
        if order == "Tc" and r.random() < 0.2:
            parts.append(
                r.choice(
                    (
                        "example-org/Mini-7B-Chat\nText Generation • Updated 2 days ago • 12.3k • 145",
                        "example-org/voicelet\nAutomatic Speech Recognition • Updated 5 days ago • 3.1k • 27",
                        "example-org/faq-pairs\nViewer • Updated Mar 3 • 12k • 9",
                    )
                )
            )
        parts.append(entry + ("\n\n" + entry.split("\n", 2)[-1] if order == "STaPU" and r.random() < 0.5 else ""))
    foot = (
        "Previous\nNext\nSystem theme\nCompany\nTOS\nPrivacy\nAbout\nJobs\nWebsite\nModels\nDatasets\nSpaces\nPricing\nDocs"
        if r.random() < 0.5
        else ""
    )
    return blank.join(head) + "\n\n" + r.choice(("\n\n", "\n\n", "\n", blank)).join(parts) + "\n\n" + foot


def _paper_page(r: Random, papers: list[Paper], day: date) -> str:
    """One paper's own page."""
    del papers[1:]
    paper = papers[0]
    names = ("\n,\n" if r.random() < 0.6 else ",\n").join(paper.authors)
    return (
        f"Hugging Face\nModels\nDatasets\nLog In\nSign Up\nPapers\narxiv:{paper.arxiv}\n\n{paper.title}\nPublished on {paper.published:%b %-d}\n· Submitted by \n {paper.submitter} on {day:%b %-d}\n#2 Paper of the day\nUpvote\n{paper.votes}\n\n+12\nAuthors:\n{names}\n,\n"
        f"Abstract\n{paper.abstract}\nView arXiv page\nView PDF\nGitHub\n{r.randint(3, 99)}\nAdd to collection\nCommunity\n{_person(r)}\n1 day ago\nThis is an automated message from a bot. The following papers were recommended by an API:\n\nModels citing this paper\n1\nexample-org/Mini-7B-Chat\nText Generation • Updated 2 days ago • 12.3k\nDatasets citing this paper\n0\nNo dataset linking this paper\nCollections including this paper\n3"
    )


_SUBJECTS = {
    "cs.CL": "Computation and Language (cs.CL)",
    "cs.CV": "Computer Vision and Pattern Recognition (cs.CV)",
    "cs.LG": "Machine Learning (cs.LG)",
    "cs.AI": "Artificial Intelligence (cs.AI)",
    "cs.RO": "Robotics (cs.RO)",
    "stat.ML": "Machine Learning (stat.ML)",
    "eess.AS": "Audio and Speech Processing (eess.AS)",
    "cs.IR": "Information Retrieval (cs.IR)",
    "cs.MM": "Multimedia (cs.MM)",
    "cs.SD": "Sound (cs.SD)",
    "math.OC": "Optimization and Control (math.OC)",
}


def arxiv_page(r: Random, papers: list[Paper], day: date) -> str:
    """Listings, search results and mails of arXiv."""
    way = r.randrange(4)
    parts = [
        "Skip to main content\nCornell University\nWe gratefully acknowledge support from the Simons Foundation, member institutions, and all contributors. Donate\n",
        "Computation and Language\nAuthors and titles for recent submissions\n"
        if way < 2
        else "Showing 1–50 of 97 results for all: language\nSearch term...\nSort results by\nGo\n",
    ]
    parts = parts if r.random() < 0.7 else []
    if way < 2:
        parts.append(
            f"{day:%a, %-d %b %Y} (showing {len(papers)} of {len(papers)} entries )"
            if way
            else f"Showing new listings for {day:%A, %-d %B %Y}\nNew submissions (showing {len(papers)} of {len(papers)} entries)"
        )
    for number, paper in enumerate(papers, 1):
        ident = paper.arxiv or f"2{r.randint(1, 5)}0{r.randint(1, 9)}.{r.randint(10000, 20000)}"
        paper.arxiv = ident
        subjects = "; ".join(_SUBJECTS[name] for name in paper.categories)
        if way < 2:
            lines = [
                f"[{number}] arXiv:{ident} [pdf, html, other]",
                r.choice(("Title: ", "Title:\n    ", "Title:")) + paper.title,
                r.choice(("", "Authors: ")) + ", ".join(paper.authors),
                _maybe(r, "Comments: 9 pages, 4 figures"),
                f"Subjects: {subjects}",
                _abstract(r, paper, 1, 0) if not way else _drop(paper),
            ]
        elif way == 2:
            lines = [
                f"{number}. arXiv:{ident} [pdf, other]  {' '.join(paper.categories)}",
                paper.title,
                "Authors: " + ", ".join(paper.authors),
                "Abstract: " + _maybe(r, "…", 0.3) + paper.abstract + r.choice(("", " △ Less", " ▽ More")),
                f"Submitted {paper.published:%-d %B, %Y}; originally announced {paper.published:%B %Y}.",
            ]
        else:
            lines = [
                "\\\\",
                f"arXiv:{ident}",
                f"Date: {paper.published:%a, %-d %b %Y} 17:16:01 GMT   (1,543kb)\n",
                wrap("Title: " + paper.title, 76, "", "  "),
                wrap("Authors: " + ", ".join(paper.authors), 76, "", "  "),
                "Categories: " + " ".join(paper.categories),
                "\\\\",
                wrap(paper.abstract, 80, "  "),
                f"\\\\ ( https://arxiv.org/abs/{ident} ,  1,868kb)",
                "-" * 78,
            ]
        parts.append(_join(lines))
    return _join(parts, r.choice(("\n", "\n\n")))


def scholar_alert(r: Random, papers: list[Paper], day: date) -> str:
    """Alerts of search engines: a tag before the title, initials, a snippet."""
    tag = r.choice(("[PDF] ", "[HTML] ", "", "[PDF] "))
    parts = [
        r.choice(
            (
                "Google Scholar\n[agents] - new results",
                "Scholar Alert: New articles in your profile",
                "New citations to your articles\nGoogle Scholar",
                "Recommended articles",
                "Semantic Scholar\nNew research for you",
                "Ihre Benachrichtigung: neue Artikel",
            )
        )
    ]
    for paper in papers:
        who = people(r, paper, (", ",))
        where = r.choice(
            (
                f" - arXiv preprint arXiv:{paper.arxiv}, {paper.published.year}",
                f" - {paper.venue}, {paper.published.year}",
                f" - {paper.venue}, {paper.published.year} - aclanthology.org",
                f" · {paper.venue} · {paper.published:%d %B %Y}",
            )
        )
        if r.random() < 0.9:
            shorten(r, paper)
        foot = r.choice(
            (
                "Save\nTwitter\nLinkedIn\nFacebook",
                "Cite\nSave\nRelated articles",
                "☆ Save  99 Cite  Cited by 12  Related articles  All 3 versions",
                "Speichern\nTwitter",
                "TLDR",
                "Save to Library\nCreate Alert\nCite",
                "",
            )
        )
        parts.append(_join([(tag if r.random() < 0.7 else "") + paper.title, who + where, paper.abstract, foot]))
    parts.append(
        r.choice(
            (
                "This message was sent by Google Scholar because you're following new results for [agents].\nList alerts\nCancel alert",
                "Unsubscribe",
                "See all recommendations",
            )
        )
    )
    return _join(parts, "\n\n")


def journal_alert(r: Random, papers: list[Paper], day: date) -> str:
    """A publisher's table of contents."""
    parts = [
        r.choice(
            (
                f"New content alert for {day:%-d %b %Y}",
                f"Volume {r.randint(2, 90)}, Issue {r.randint(1, 12)}, {day:%B %Y}",
                f"Early access articles\n{day:%-d %B %Y}",
                "In this issue",
                "Latest articles",
                f"Table of contents, {day:%B %-d, %Y}",
            )
        )
    ]
    kind = r.choice(
        (
            "Research article  Full text access",
            "Article",
            "Open Access",
            "Original Research",
            "",
            "Full Length Article",
            "OPEN ACCESS ARTICLE",
        )
    )
    foot = r.choice(
        (
            "Abstract | HTML | PDF (2401 KB)",
            "View PDF\nArticle preview",
            "[Abstract] [Full Text] [PDF]",
            "Cited by: Papers (3)\nAbstract | HTML | PDF",
            "",
            "Read the full article ›",
        )
    )
    kinds = r.random() < 0.7
    numbered = r.random() < 0.3
    for number, paper in enumerate(papers, 1):
        paper.pages = paper.pages or f"{number * 12}-{number * 12 + 11}"
        lines = [
            kind if kinds else "",
            f"{number}. " * numbered + paper.title,
            r.choice((people(r, paper, ("; ", ", ")),) * 1),
            r.choice(
                (
                    f"Pages {paper.pages}",
                    f"Publication Year: {paper.published.year}, Page(s): {paper.pages}",
                    f"Article {r.randint(100, 999)}",
                    "",
                )
            ),
            _abstract(r, paper, 0.35, 0.6),
            r.choice((f"DOI: {paper.doi}", f"https://doi.org/{paper.doi}", "")) if paper.doi else _maybe(r, paper.url),
            foot,
        ]
        parts.append(_join(lines))
        if r.random() < 0.1:
            parts.append(
                r.choice(
                    ("Editorial\nEditorial Board\nPage ii", "Call for papers: special issue on evaluation", "Erratum")
                )
            )
    return _join(parts, "\n\n")


def pubmed(r: Random, papers: list[Paper], day: date) -> str:
    parts = [
        f"Sent on {day:%A, %Y %B %-d}\nSearch: language models\n\nPubMed Results\nItems 1 - {len(papers)} of {len(papers)}"
    ]
    for number, paper in enumerate(papers, 1):
        paper.is_dated = False
        paper.authors = [
            f"{name.split()[-1]} {''.join(word[0] for word in name.split()[:-1])}" for name in paper.authors
        ]
        doi = f" doi: {paper.doi}." if paper.doi else ""
        lines = [
            f"{number}. " + ", ".join(paper.authors) + ".",
            paper.title + ("" if paper.title[-1] in "?!" else "."),
            f"J Example Inform. {paper.published.year} {paper.published:%b} {paper.published.day};12(3):101-9.{doi}",
            f"PMID: {r.randint(10**7, 4 * 10**7)}" + _maybe(r, "; PMCID: PMC11165476"),
            _abstract(r, paper, 0.3, 0),
        ]
        parts.append(_join([wrap(line, 79) for line in lines if line], r.choice(("\n", "\n")) if number else "\n"))
    return _join(parts, "\n\n")


def programme(r: Random, papers: list[Paper], day: date) -> str:
    """A conference's or a seminar's schedule."""
    parts = [
        r.choice(
            (
                "Programme",
                "Program",
                "Conference Schedule",
                "Workshop programme",
                "Seminar schedule",
                "Agenda",
                "Accepted papers",
                "Oral presentations",
                "Programm",
                "Programme des journées",
            )
        ),
        say_date(r, day),
    ]
    way = r.randrange(7)
    hour, minute = 9, 0
    room = r.choice(("Room 2.14", "Hall A", "Auditorium", "East Ballroom", "Raum 101"))
    for number, paper in enumerate(papers, 1):
        if number % r.choice((3, 4, 5)) == 1:
            parts.append(
                r.choice(
                    (
                        f"Session {number}: {r.choice(_EN['section'])}",
                        f"Session {chr(64 + min(number, 26))} – {r.choice(_EN['section'])}\nChair: {_person(r)}",
                        f"{r.choice(_EN['section'])} ({room})",
                        f"{hour:02}:{minute:02}  Opening remarks",
                        f"Oral Session {number} | {room}",
                    )
                )
            )
        end = (hour * 60 + minute + 20) // 60, (minute + 20) % 60
        start = (
            r.choice((f"{hour:02}:{minute:02}–{end[0]:02}:{end[1]:02}", f"{hour}:{minute:02}"))
            if way != 6
            else f"{hour:02}:{minute:02}"
        )
        hour, minute = end
        who = people(r, paper)
        abstract = _abstract(r, paper, 0.25, 0.3)
        parts.append(
            _join(
                [
                    {
                        0: f"{start} {paper.title}\n{who}",
                        1: f"{start}  {paper.title} ({who})",
                        2: f"{start}\n{paper.title}\n{who}",
                        3: f"{start} | {paper.title} | {who}",
                        4: f"{start}\t{paper.title}\t{who}",
                        5: f"{paper.title}\n{who}\n{start}, {room}",
                        6: f"{start} – {who}: {paper.title}",
                    }[way],
                    abstract,
                ]
            )
        )
        if r.random() < 0.2:
            parts.append(
                r.choice(
                    (
                        f"{hour:02}:{minute:02} Coffee break",
                        f"{hour:02}:{minute:02}–{hour + 1:02}:{minute:02}  Lunch",
                        "Lunch break",
                        f"{hour:02}:{minute:02} Keynote: {_person(r)} (University of Example)",
                        "Poster session (Foyer)",
                    )
                )
            )
    return _join(parts, r.choice(("\n", "\n\n", "\n\n")))


def venue_page(r: Random, papers: list[Paper], day: date) -> str:
    """Accepted papers and proceedings: OpenReview, Anthology, CVF, PMLR, NeurIPS, USENIX."""
    way = r.randrange(8)
    head = r.choice(
        (
            "Accepted Papers",
            "ICLR 2025 Conference\nAccept (Oral)\nAccept (Poster)",
            "Proceedings",
            "Volume 267: International Conference on Machine Learning",
            "Main Conference Papers",
            "List of accepted papers",
            f"{day.year} Workshop on Examples",
            "Home\nCall for Papers\nProgram\nAccepted Papers\nVenue\nRegistration\nContact",
            "Books\nNeurIPS Proceedings\nSearch",
        )
    )
    parts = [head, _maybe(r, say_date(r, day), 0.4)]
    poster = r.random() < 0.3
    for number, paper in enumerate(papers, 1):
        who = people(r, paper, (", ", ", ", " · ", "; ", ", "))
        if way == 0:
            lines = [
                paper.title,
                who,
                f"Published: {paper.published:%d %b %Y}, Last Modified: 02 Mar {day.year}",
                "ICLR 2025 Poster\nReaders: Everyone",
                r.choice(("Show details", "Abstract: " + _abstract(r, paper, 1, 0.1))),
            ]
        elif way == 1:
            lines = [
                "pdf bib abs",
                paper.title,
                who.replace(", ", " | ") if r.random() < 0.6 else who,
                _abstract(r, paper, 0.5, 0),
            ]
        elif way == 2:
            lines = [
                paper.title,
                who,
                r.choice(("[pdf] [supp] [arXiv] [bibtex]", "[pdf] [supp]\n[bibtex]", "[Download PDF][OpenReview]")),
            ]
        elif way == 3:
            lines = [
                paper.title,
                who
                + f"; Proceedings of the 42nd International Conference on Machine Learning, PMLR 267:{number}00-{number}30",
                "[abs][Download PDF][OpenReview]",
            ]
        elif way == 4:
            lines = [
                paper.title,
                who + r.choice((", University of Example", " (Example Institute)", "")),
                "Available Media" if r.random() < 0.5 else "",
                _abstract(r, paper, 0.6, 0.2),
                "Paper (Prepublication)",
            ]
        elif way == 5:
            lines = [f"{number}", paper.title, who]
        elif way == 6:
            lines = [
                paper.title,
                "Authors: " + who,
                r.choice(("Poster", "Oral", "Spotlight")) + f" #{r.randint(100, 999)}",
                f"{day:%a %-d %b} 10 a.m. PDT — 1 p.m. PDT",
                "Abstract",
                _abstract(r, paper, 0.6, 0.3),
            ]
        else:
            lines = [f"Paper ID: {r.randint(10, 999)}", "Title: " + paper.title, "Authors: " + who, "Track: Main"]
        if not any(paper.abstract and paper.abstract in line for line in lines):
            _drop(paper)
        if poster:
            lines.insert(0, f"Poster {number}")
        parts.append(_join(lines))
    return _join(parts, "\n\n") + _maybe(r, "\n\n© 2025 Example Society\nTerms\nPrivacy Policy\nContact")


def search_page(r: Random, papers: list[Paper], day: date) -> str:
    """Results of Semantic Scholar, OpenAlex, Connected Papers, ACM, IEEE, dblp, a library."""
    parts = [
        r.choice(
            (
                f"About {r.randint(100, 9000)} results",
                f"{len(papers)} results for “language models”\nSort by relevance\nFilters\nDate Range\nHas PDF",
                "Search\nlanguage models\nAll dates\nAny type\nClear all",
                "Results 1 - 20 of 312\nRefine by\nPublication Date\nAuthor",
                "Suchergebnisse\nSortieren nach Relevanz\nFilter",
            )
        )
    ]
    kind = r.choice(
        ("", "", "Article", "Conference Paper", "Preprint", "research-article", "RESEARCH-ARTICLE\nOpen Access")
    )
    way = r.randrange(5)
    foot = r.choice(
        (
            "Save  Cite  Alert",
            "Cite\nSave\nPDF",
            "View PDF on arXiv\nSave\nAlert\nCite",
            "[PDF]\nSave to Library\nCreate Alert",
            "Add to favorites\nExport",
            "",
            "0 citations · 3 references",
            f"{r.randint(1, 99)} Citations",
        )
    )
    numbered = r.random() < 0.3
    for number, paper in enumerate(papers, 1):
        who = people(r, paper, (", ", ", ", "; ", " · "))
        text = _abstract(r, paper, 0.6, 0.7)
        year = str(paper.published.year)
        title = f"{number}. " * numbered + paper.title
        meta = {
            0: f"{who}\n{paper.venue}\n{paper.published:%-d %B %Y}",
            1: f"{who} · {year} · {paper.venue}",
            2: f"{who}\n{year}, {paper.venue}",
            3: f"{who} - {paper.venue}, {year}",
            4: f"{year} | {paper.venue}\n{who}",
        }[way]
        parts.append(
            _join(
                [
                    kind,
                    title,
                    meta,
                    r.choice(
                        (
                            "",
                            f"https://doi.org/{paper.doi}" if paper.doi else paper.url,
                            f"DOI: {paper.doi}" if paper.doi else "",
                        )
                    ),
                    _maybe(r, "TLDR\n", 0.1) + text if text else "",
                    foot,
                ]
            )
        )
    return _join(parts, "\n\n") + r.choice(
        ("", "\n\n1\n2\n3\nNext", "\n\nPrevious 1 2 3 … 16 Next\nStay connected\nAbout Us\nTerms of Service")
    )


def feed_reader(r: Random, papers: list[Paper], day: date) -> str:
    """Feedly, Inoreader, NewsBlur, Thunderbird: title, source, age, teaser."""
    source = r.choice(
        (
            "arXiv cs.CL",
            "cs.LG updates on arXiv.org",
            "Hugging Face Daily Papers",
            "Nature Machine Intelligence",
            "arxiv.org",
            "ML papers",
        )
    )
    way = r.randrange(6)
    parts = [
        r.choice(
            (
                "Today",
                "All\nUnread\nSaved\nMark all as read",
                f"{source}\n{r.randint(10, 300)} unread",
                "Feeds\nToday\nRead later\nSort: newest",
                f"Feed: {source}",
                "",
            )
        ),
        _maybe(r, say_date(r, day)),
    ]
    for paper in papers:
        age = r.choice(
            (
                f"{r.randint(1, 23)}h",
                f"{r.randint(1, 23)} hours ago",
                f"{day:%d %b}",
                f"{r.randint(8, 11)}:{r.randint(10, 59)}",
                "yesterday",
                f"{day:%Y-%m-%d} 05:00",
            )
        )
        who = people(r, paper)
        text = _abstract(r, paper, 0.75, 0.5)
        note = f"arXiv:{paper.arxiv}v1 Announce Type: new" if paper.arxiv and way == 3 else ""
        lines = {
            0: [paper.title, f"{source} by {who} / {age}", text],
            1: [source, paper.title, text, f"{age} • {source}"],
            2: [f"{age}  {source}", paper.title, who, text],
            3: [paper.title, f"{source}", f"{who}", note, text and "Abstract: " + text],
            4: [f"★ {paper.title}", f"{source} · {age}", text, "Read · Save · Share"],
            5: [f"• {paper.title}  ({source}, {age})", text],
        }[way]
        parts.append(_join([*lines, r.choice(("", paper.url, "Read more", "Open in browser", f"Link: {paper.url}"))]))
    return _join(parts, "\n\n")


def newsletter(r: Random, papers: list[Paper], day: date) -> str:
    """An issue with an introduction, sections, sponsors and legal words."""
    name = r.choice(
        (
            "The Paper Post",
            "AI Weekly",
            "NLP News",
            "The Batch of Papers",
            "Deep Reads",
            "Graph & Tensor",
            "Research Radar",
        )
    )
    md = r.random() < 0.5
    parts = [
        f"{'# ' if md else ''}{name}" + r.choice((f" #{r.randint(3, 300)}", f" – Issue {r.randint(3, 99)}", "")),
        say_date(r, day),
        r.choice(
            ("View in browser", "Read online", "Forwarded this email? Subscribe here for more", f"by {_person(r)}", "")
        ),
        r.choice(_EN["hello"]),
        _maybe(
            r,
            "This week was full of news about agents, and three groups independently found that smaller models do better when they are trained for longer. Below are the papers that I found most interesting. As always, replies are welcome.",
            0.5,
        ),
    ]
    way = r.randrange(6)
    for number, paper in enumerate(papers, 1):
        if r.random() < 0.2:
            parts.append(
                _join(
                    [
                        r.choice(
                            (
                                "SPONSORED",
                                "Sponsor",
                                "Together with Example Cloud",
                                "— Advertisement —",
                                "FROM OUR PARTNERS",
                            )
                        ),
                        "Ship your models on Example Cloud" if r.random() < 0.5 else "",
                        "Example Cloud gives you 500 dollars of credits. Try it free today.",
                    ]
                )
            )
        if r.random() < 0.15:
            parts.append(("## " if md else "") + r.choice(EMOJI) + " " + r.choice(_EN["section"]))
        url = paper.url
        minutes = r.choice(("", "", f" ({r.randint(3, 19)} minute read)"))
        text = _abstract(r, paper, 0.9, 0.8)
        who = people(r, paper)
        title = link("md", paper.title, url) if md else paper.title
        title = bold("md", title) if md and r.random() < 0.6 else title
        lines = {
            0: [title + minutes, text, "" if md else url],
            1: [r.choice(EMOJI) + " " + title, text, "Read more →" if not md else link("md", "Read the paper", url)],
            2: [f"{number}. {title}", f"by {who}", text, url],
            3: [title, f"{who} | {r.choice(('arXiv', paper.venue))}", text, f"Paper: {url}"],
            4: [f"{title} — {text}" if text else title, url if not md else ""],
            5: [
                title,
                text,
                "Why it matters: it makes training cheaper.",
                r.choice(("Read the paper", "Link", "PDF · Code")),
            ],
        }[way]
        parts.append(_join(lines, r.choice(("\n", "\n\n"))))
    parts += [
        r.choice(("That's all for this week!", "Thanks for reading.", "Share this issue")),
        r.choice(
            (
                "Unsubscribe | Manage preferences\nExample Media, 1 Example Street",
                "You received this email because you subscribed.\nUnsubscribe",
                "© 2025 Example Media",
                "",
            )
        ),
    ]
    return _join(parts, "\n\n")


def org_list(r: Random, papers: list[Paper], day: date) -> str:
    parts = [
        f"#+TITLE: {r.choice(_EN['header'])}\n#+DATE: <{day:%Y-%m-%d %a}>"
        + _maybe(r, f"\n#+AUTHOR: {_person(r)}\n#+OPTIONS: toc:nil"),
        _maybe(r, f"* {say_date(r, day)}"),
    ]
    level, way = r.choice((1, 2, 3)), r.randrange(4)
    for paper in papers:
        todo = r.choice(("", "", "TODO ", "DONE ", "[ ] "))
        tags = _maybe(r, "  :nlp:read:", 0.3)
        url = paper.url
        title = link("org", paper.title, url) if way == 0 else paper.title
        who = people(r, paper)
        drawer = (
            f":PROPERTIES:\n:AUTHORS: {who}\n:URL: {url}\n:ADDED: [{day:%Y-%m-%d %a}]\n:END:"
            if way == 1
            else _join([who if way != 3 else f"Authors :: {who}", "" if way == 0 else f"[[{url}]]"], "\n")
        )
        text = _abstract(r, paper, 0.7, 0.3)
        text = (
            f"#+BEGIN_QUOTE\n{text}\n#+END_QUOTE"
            if text and r.random() < 0.3
            else wrap(text, 78, "  ", "  ")
            if text and r.random() < 0.5
            else text
        )
        if way == 2:
            parts.append(_join([f"- {title}", f"  - {who}", f"  - {url}", f"  {text}" if text else ""]))
        else:
            parts.append(_join(["*" * level + f" {todo}{title}{tags}", drawer, text]))
    return _join(parts, r.choice(("\n", "\n\n")))


def latex_list(r: Random, papers: list[Paper], day: date) -> str:
    way = r.randrange(5)
    inside: list[str] = []
    for paper in papers:
        title = (
            r.choice(
                (
                    bold("latex", paper.title),
                    link("latex", paper.title, paper.url),
                    bold("latex", link("latex", paper.title, paper.url)),
                    italic("latex", paper.title),
                    paper.title,
                )
            )
            .replace("%", "\\%")
            .replace("&", "\\&")
        )
        who = people(r, paper).replace("&", "\\&")
        text = _abstract(r, paper, 0.5, 0.3).replace("%", "\\%").replace("&", "\\&")
        text = wrap(text, 78) if r.random() < 0.5 else text
        url = f"\\url{{{paper.url}}}"
        inside.append(
            {
                0: f"\\item {title} \\\\\n  {who} \\\\\n  {url}\n\n  {text}",
                1: f"\\item {who}. {title}. {italic('latex', paper.venue)}, {paper.published.year}. {url}",
                2: f"\\subsection*{{{paper.title}}}\n{italic('latex', who)}\n\n{text}\n\n{url}",
                3: f"\\bibitem{{key{len(inside)}}} {who}.\n\\newblock {title}.\n\\newblock {paper.venue}, {paper.published.year}.",
                4: f"\\item[{title}] {who}. {text}",
            }[way]
        )
        if way in (1, 3):
            _drop(paper)
    environment = {0: "enumerate", 1: "itemize", 3: "thebibliography", 4: "description"}.get(way, "")
    head = f"\\section{{{r.choice(_EN['header'])}}}\n" if r.random() < 0.7 else ""
    body = _join(inside, r.choice(("\n", "\n\n")))
    body = (
        f"\\begin{{{environment}}}{'{99}' if way == 3 else ''}\n{body}\n\\end{{{environment}}}" if environment else body
    )
    when = (
        f"\\date{{{say_date(r, day)}}}\n"
        if r.random() < 0.5
        else _maybe(r, f"% {say_date(r, day)}\n") + _maybe(r, f"Week of {say_date(r, day)}\n", 0.3)
    )
    return (
        (
            f"\\documentclass{{article}}\n\\usepackage{{hyperref}}\n\\title{{{r.choice(_EN['header'])}}}\n{when}\\begin{{document}}\n\\maketitle\n{head}{body}\n\\end{{document}}\n"
        )
        if r.random() < 0.6
        else head + when + body
    )


def minutes(r: Random, papers: list[Paper], day: date) -> str:
    parts = [
        r.choice(
            (
                f"Minutes of the reading group, {say_date(r, day)}",
                f"Meeting notes {say_date(r, day)}",
                f"Protokoll Lesekreis {say_date(r, day, 'de')}",
                f"Lab meeting\nDate: {say_date(r, day)}",
            )
        ),
        f"Present: {_person(r)}, {_person(r)}, {_person(r)}\nApologies: {_person(r)}" if r.random() < 0.8 else "",
        r.choice(("1. Welcome and approval of the last minutes\nNo objections.", "Agenda", "TOP 1: Begrüßung", "")),
    ]
    way = r.randrange(5)
    first = r.choice((1, 2))
    for number, paper in enumerate(papers, first):
        who = people(r, paper)
        by = _person(r)
        text = _abstract(r, paper, 0.6, 0.6)
        url = address(r, paper)
        lines = {
            0: [
                f"{number}. {paper.title}",
                f"   Presented by {by}",
                f"   {who}",
                f"   {url}",
                f"   {text}" if text else "",
            ],
            1: [
                f"Paper {number}: {paper.title} ({who})",
                f"Link: {url}",
                text,
                f"Discussion: {by} asked about the baselines.",
            ],
            2: [f"TOP {number}: {paper.title}", f"Vortrag: {by}", url, text],
            3: [f"* {paper.title} - {url}", f"  {by}: {r.choice(_EN['chat'])}", f"  {text}" if text else ""],
            4: [f"{by} presented “{paper.title}” ({url}).", text],
        }[way]
        if way in (2, 3, 4):
            paper.authors = []
        parts.append(_join(lines))
        if r.random() < 0.3:
            parts.append(
                r.choice(
                    (
                        f"Action: {_person(r)} to send the slides.",
                        "AP: Folien verschicken",
                        "Decision: read the appendix next time.",
                    )
                )
            )
    parts.append(
        r.choice(
            (
                f"Next meeting: {say_date(r, day + timedelta(7))}, room 2.14",
                "AOB: none",
                f"Minutes taken by {_person(r)}",
                "",
            )
        )
    )
    return _join(parts, "\n\n")


def office_copy(r: Random, papers: list[Paper], day: date) -> str:
    """Copied from a word processor, slides or a table without borders."""
    bullet = r.choice(("•\t", "·\t", "o\t", "\uf0b7\t", "1.\t", "- ", "", "▪\t"))
    tabs = r.random() < 0.35
    parts = [r.choice(_EN["header"]) + r.choice(("", f" {say_date(r, day)}")), _maybe(r, say_date(r, day), 0.4)]
    for number, paper in enumerate(papers, 1):
        who = people(r, paper)
        text = _abstract(r, paper, 0.6, 0.4)
        mark = bullet.replace("1", str(number))
        if tabs:
            parts.append(
                r.choice(("{n}\t{t}\t{w}\t{u}\t{a}", "{t}\t{w}\t{u}")).format(
                    n=number, t=paper.title, w=who, u=paper.url, a=text
                )
            )
            if not parts[-1].endswith(text) or not text:
                _drop(paper)
        else:
            parts.append(
                _join(
                    [mark + paper.title, who, paper.url if r.random() < 0.6 else "", text],
                    r.choice(("\n", "\n", "\v", "\n\t")),
                )
            )
        if r.random() < 0.08:
            parts.append(f"Page {number} of {len(papers)}")
    return _join(parts, r.choice(("\n", "\n\n", "\n\n"))) if not tabs else _join(parts, "\n")


def csv_rows(r: Random, papers: list[Paper], day: date) -> str:
    """An export without a header row that would say what is what."""
    out = io.StringIO()
    writer = csv.writer(
        out,
        delimiter=r.choice((",", ";", "\t", "|")),
        quoting=r.choice((csv.QUOTE_MINIMAL, csv.QUOTE_ALL)),
        lineterminator="\n",
    )
    columns = r.choice(("taua", "tu", "ntwu", "ntau", "dtwu", "tawu", "utw", "twy", "wty", "tvu"))
    for number, paper in enumerate(papers, 1):
        who = people(r, paper, ("; ", "; ", ", "))
        values = {
            "t": paper.title,
            "a": paper.abstract,
            "u": paper.url,
            "n": str(number),
            "d": paper.published.isoformat(),
            "w": who,
            "y": str(paper.published.year),
            "v": str(paper.votes),
        }
        writer.writerow([values[key] for key in columns])
        if "a" not in columns:
            _drop(paper)
    return _maybe(r, f"{r.choice(_EN['header'])} {say_date(r, day)}\n", 0.4) + out.getvalue()


def social(r: Random, papers: list[Paper], day: date) -> str:
    """Posts on X, Bluesky, Mastodon, LinkedIn, Reddit, Hacker News."""
    way = r.randrange(6)
    parts = [
        r.choice(
            (
                "",
                "For you\nFollowing",
                "Posts\nReplies\nMedia\nLikes",
                "r/MachineLearning",
                "Hacker News new | past | comments | ask | show | jobs | submit",
                "Home\nExplore\nNotifications",
                f"Top papers of {say_date(r, day)} 🧵",
                f"Papers of {say_date(r, day)}:",
            )
        )
    ]
    for number, paper in enumerate(papers, 1):
        handle = r.choice(("@paperbot", "@example_ai", "@annab", "@ak_example"))
        age = r.choice((f"{r.randint(1, 23)}h", f"{day:%b %-d}", f"{r.randint(1, 9)} hours ago", f"{r.randint(2, 5)}d"))
        who = people(r, paper)
        text = _abstract(r, paper, 0.6, 0.9)
        url = address(r, paper)
        counts = r.choice(
            (
                f"{r.randint(1, 40)}\n{r.randint(1, 99)}\n{r.randint(100, 900)}\n{r.randint(1, 90)}K",
                f"💬 {r.randint(1, 9)} 🔁 {r.randint(1, 90)} ❤️ {r.randint(1, 300)}",
                "Like · Reply · Repost",
                "Reply\nRepost\nLike\nShare",
                "",
            )
        )
        lines = {
            0: [r.choice(("Paper Bot", _person(r))), handle, "·", age, paper.title, text, url, counts],
            1: [f"{_person(r)} {handle} · {age}", f"{number}/ {paper.title}", text, url, counts],
            2: [
                f"{number}. {paper.title} ({r.choice(('arxiv.org', 'aclanthology.org'))})",
                f"{paper.votes} points by {handle[1:]} {age} ago | hide | {r.randint(0, 90)} comments",
            ],
            3: [
                f"r/MachineLearning • {age}",
                f"[R] {paper.title}",
                text,
                f"{paper.votes} upvotes · {r.randint(0, 50)} comments",
            ],
            4: [
                f"{_person(r)}\n{r.choice(('PhD student at Example', 'Research Scientist'))}\n{age} • 🌐",
                f"{r.choice(EMOJI)} {paper.title}",
                f"Authors: {who}",
                text,
                f"Paper: {url}",
                "#AI #NLP",
                counts,
            ],
            5: [f"📄 {paper.title}", f"👥 {who}", f"🔗 {url}", text, counts],
        }[way]
        if way in (0, 1, 2, 3):
            paper.authors = []
        if way == 2:
            _drop(paper)
        parts.append(_join(lines, r.choice(("\n", "\n", "\n\n"))))
    return _join(parts, "\n\n")


def text_browser(r: Random, papers: list[Paper], day: date) -> str:
    """A page as lynx, links or w3m dump it: numbers before links, addresses at the end."""
    numbered = r.random() < 0.7
    refs: list[str] = []

    def ref(text: str, url: str) -> str:
        refs.append(url)
        return f"[{len(refs)}]{text}" if numbered else text

    indent = r.choice(("   ", "  ", ""))
    parts = [
        _join(
            [
                ref("Home", "https://example.org/"),
                ref("Archive", "https://example.org/archive"),
                ref("About", "https://example.org/about"),
            ],
            r.choice((" | ", "\n" + indent, "  ")),
        ),
        r.choice(("                       Papers of the week", "Daily Papers", "   Reading list")),
        say_date(r, day),
    ]
    way = r.randrange(4)
    for number, paper in enumerate(papers, 1):
        title = ref(paper.title, paper.url)
        who = people(r, paper)
        text = _abstract(r, paper, 0.7, 0.3)
        mark = {0: "     * ", 1: f"    {number}. ", 2: indent, 3: indent}[way]
        extra = _maybe(
            r,
            ref("PDF", paper.url.replace("/abs/", "/pdf/"))
            + r.choice(("", " " + ref("Code", paper.code) if paper.code else "")),
            0.4,
        )
        rest = " " * len(mark)
        parts.append(
            _join(
                [
                    wrap(title, 72, mark, rest),
                    wrap(who, 72, rest, rest),
                    wrap(text, 72, rest, rest) if text else "",
                    rest + extra if extra else "",
                ],
                r.choice(("\n", "\n", "\n\n")),
            )
        )
    text = _join(parts, "\n\n")
    if numbered:
        text += (
            "\n\nReferences\n\n"
            + _maybe(r, "   Visible links\n")
            + "\n".join(f"{n:4}. {url}" for n, url in enumerate(refs, 1))
            + "\n"
        )
    return text


def links_only(r: Random, papers: list[Paper], day: date) -> str:
    """Addresses and bare identifiers, among others that are no papers."""
    parts = [
        _maybe(
            r, r.choice((say_date(r, day), "To read", f"{r.choice(_EN['header'])} {say_date(r, day)}", "links:")), 0.7
        )
    ]
    mark = r.choice(("", "", "- ", "* ", "1. ", "• "))
    for number, paper in enumerate(papers, 1):
        paper.has_title = False
        paper.abstract, paper.authors = "", []
        forms = (
            (
                paper.arxiv,
                f"arXiv:{paper.arxiv}",
                f"https://arxiv.org/abs/{paper.arxiv}",
                f"https://arxiv.org/pdf/{paper.arxiv}.pdf",
                f"https://huggingface.co/papers/{paper.arxiv}",
                f"arxiv.org/abs/{paper.arxiv}v2",
            )
            if paper.arxiv
            else (f"https://doi.org/{paper.doi}", paper.url, f"doi:{paper.doi}")
            if paper.doi
            else (paper.url,)
        )
        parts.append(
            mark.replace("1", str(number))
            + r.choice(forms)
            + _maybe(r, r.choice((" (Bo)", " - to discuss", "  read!")), 0.1)
        )
        if r.random() < 0.15:
            parts.append(
                mark.replace("1", str(number))
                + r.choice(
                    (
                        "https://github.com/example-org/tiny-trainer",
                        "https://example.org/blog/post",
                        "https://www.youtube.com/watch?v=abc",
                        "https://example.org/room-booking",
                        "https://news.example.org/ai",
                    )
                )
            )
    return _join(parts, r.choice(("\n", "\n", "\n\n")))


def mail(r: Random, papers: list[Paper], day: date) -> str:
    """Any of the others, forwarded, answered or quoted."""
    text = r.choice((mixed, mixed, bibliography, hugging_face))(r, papers, day)
    who, to = _person(r), _person(r)
    address_ = who.replace(" ", "").lower() + "@example.org"
    head = r.choice(
        (
            f"---------- Forwarded message ---------\nFrom: {who} <{address_}>\nDate: {day:%a, %b %-d, %Y} at 9:12 AM\nSubject: Papers\nTo: <group@example.org>\nCc: {to} <x@example.org>\n",
            f"Begin forwarded message:\n\nFrom: {who} <{address_}>\nDate: {day:%-d %B %Y} at 07:44:10 CET\nTo: team@example.org\nSubject: Morning papers\n",
            f"________________________________\nVon: {who} <{address_}>\nGesendet: {say_date(r, day, 'de')} 10:31\nAn: {to}\nBetreff: WG: Lesekreis\n",
            f"From: {who}\nSent: {day:%A, %B %-d, %Y} 10:31 AM\nTo: {to}\nSubject: RE: papers\n",
            f"De : {who}\nEnvoyé : {say_date(r, day, 'fr')}\nÀ : {to}\nObjet : articles\n",
        )
    )
    hello = r.choice(("fyi!", "see below", "Have a look, esp. the last one", "", "Hallo zusammen,\n\nanbei die Liste."))
    bye = r.choice(
        (
            "",
            f"--\n{who}\nPhD student\nExample University",
            "Sent from my iPhone",
            "This e-mail may contain confidential information.",
            f"Best,\n{who.split()[0]}",
        )
    )
    if r.random() < 0.3:
        quoted = "\n".join(f"> {line}" if line else ">" for line in text.split("\n"))
        return f"{hello}\n\nOn {day:%a, %-d %b %Y} at 08:55, {who} <{address_}> wrote:\n{quoted}\n\n{bye}"
    return f"{hello}\n\n{head}\n\nDear all,\n\nplease find below the papers for this week's meeting. See you in room 2.14!\n\n{text}\n\n{bye}"


def contents(r: Random, papers: list[Paper], day: date) -> str:
    """A proceedings' table of contents with leaders, or a book of abstracts with running heads."""
    leaders = r.random() < 0.6
    parts = [r.choice(("Table of Contents", "Contents", "Inhalt", "Book of Abstracts", "Conference Program"))]
    width = r.choice((70, 80, 88))
    head = r.choice(
        (
            "Book of Abstracts – Example Workshop",
            "Proceedings of the Example Conference",
            "Example Day of Language Technology",
        )
    )
    page = 1
    for number, paper in enumerate(papers, 1):
        page += r.randint(1, 14)
        numbered = f"{number} " if r.random() < 0.05 else ""
        who = people(r, paper, (" and ", ", "))
        if leaders:
            lines = wrap(numbered + paper.title, width - 8).split("\n")
            lines[-1] += (
                " " + "." * max(5, width - len(lines[-1])) + f" {page}"
                if r.random() < 0.5
                else " " + ". " * max(5, (width - len(lines[-1])) // 2) + f"{page}"
            )
            parts.append(_join([*lines, who]))
            _drop(paper)
        else:
            marks = r.random() < 0.3
            if marks:
                who = ", ".join(f"{name}{r.randint(1, 3)}" for name in who.split(", "))
            place = "1 University of Example, 2 Example Research" if marks else _maybe(r, "University of Example", 0.3)
            text = wrap(r.choice(("", "Abstract. ", "")) + paper.abstract, width, hyphens=r)
            rows = text.split("\n")
            if len(rows) > 8 and r.random() < 0.5:
                rows[5:5] = r.choice(([str(page), head], [head], [f"{page}"]))
            parts.append(
                _join(
                    [
                        wrap(numbered + paper.title, width),
                        who,
                        place,
                        r.choice(("", "\n")) + "\n".join(rows),
                        _maybe(r, "Keywords: language, models, evaluation", 0.4),
                    ]
                )
            )
    return _join(parts, "\n\n")


def manager_report(r: Random, papers: list[Paper], day: date) -> str:
    """Label and value by tabs or colons, an author a line; notes of Zotero, Readwise, Notion and Obsidian."""
    way = r.randrange(4)
    parts = [
        r.choice(
            (
                "Zotero Report",
                "Library export",
                f"# Reading {say_date(r, day)}",
                "---\ntags: [daily, papers]\ndate: " + day.isoformat() + "\n---",
            )
        )
    ]
    has_abstract = r.random() < 0.8
    for paper in papers:
        text = _abstract(r, paper, 1, 0.3) if has_abstract else _drop(paper)
        if way == 0:
            lines = [
                paper.title,
                "Item Type\tPreprint",
                *(f"Author\t{name}" for name in paper.authors),
                f"Abstract\t{text}" if text else "",
                f"Date\t{paper.published}",
                "Language\ten",
                "Library Catalog\tarXiv.org",
                f"URL\t{paper.url}",
                "Accessed\t8/5/2025, 10:12:33 AM",
            ]
        elif way == 1:
            lines = [
                f"## {paper.title}\n",
                "Status: Reading",
                "Tags: LLM, Evaluation",
                f"URL: {paper.url}",
                f"Authors: {people(r, paper)}",
                f"Added: {say_date(r, day)} 9:14 AM\n",
                text,
            ]
        elif way == 2:
            lines = [
                f"### [[{paper.title.replace('[', '').replace(']', '')}]]",
                "authors:: " + ", ".join(f"[[{name}]]" for name in paper.authors),
                f"link:: {paper.url}\n",
                f"> [!abstract]- Abstract\n> {text}" if text else "",
            ]
        else:
            lines = [
                f"# {paper.title}",
                "## Metadata",
                f"- Author: [[{people(r, paper)}]]",
                f"- Full Title: {paper.title}",
                "- Category: #articles",
                f"- Summary: {text}" if text else "",
                f"- URL: {paper.url}",
                "## Highlights",
                "- Good figures. ([View Highlight](https://read.example.org/x))",
            ]
        parts.append(_join(lines))
    return _join(parts, "\n\n")


def assistant(r: Random, papers: list[Paper], day: date) -> str:
    """A language model's answer, in Markdown or copied without its marks."""
    md = r.random() < 0.7
    parts = [
        r.choice(
            (
                f"Here are the top {len(papers)} papers for {say_date(r, day)}:",
                "Sure! Here is a summary of the latest papers:",
                "I went through the feed. Results:",
                "You said:\nsummarise the top papers\nChatGPT said:",
                f"# 🤖 AI Papers Digest | {say_date(r, day)}\n\n📊 **{len(papers)} papers** · ⏱️ 6 min read",
            )
        )
    ]
    way = r.randrange(7)
    keys = r.choice(
        (
            ("title", "authors", "url", "abstract"),
            ("paper", "authors", "link", "summary"),
            ("title", "summary", "arxiv_url", "authors"),
        )
    )
    for number, paper in enumerate(papers, 1):
        who = people(r, paper)
        text = _abstract(r, paper, 0.95, 0.8)
        url = paper.url
        if way == 6:
            values = {
                "title": paper.title,
                "paper": paper.title,
                "authors": paper.authors if r.random() < 0.7 else who,
                "url": url,
                "link": url,
                "arxiv_url": url,
                "abstract": text,
                "summary": text,
            }
            parts.append(
                ("```json\n[\n" if number == 1 else "")
                + json.dumps({key: values[key] for key in keys}, indent=2, ensure_ascii=False)
                + ("\n]\n```" if number == len(papers) else ",")
            )
            continue
        b = (lambda words: f"**{words}**") if md else (lambda words: words)
        h = (lambda words: f"### {words}") if md else (lambda words: words)
        mark = "- " if md else ""
        lines = {
            0: [
                h(f"{number}. {paper.title}"),
                f"{b('Authors:')} {who}",
                f"{b('TL;DR:')} {text}",
                f"{b('Why it matters:')} It makes evaluation cheaper.",
                f"{b('Link:')} {url}",
            ],
            1: [
                mark + b(paper.title),
                f"  {mark}{b('Summary')}: {text}",
                f"  {mark}{b('Key takeaway')}: smaller is fine",
                f"  {mark}{link('md', 'arXiv', url) if md else url}",
            ],
            2: [
                h(f"{r.choice(EMOJI)} {paper.title}"),
                f"👥 {who} | 📅 {paper.published} | 👍 {paper.votes}",
                f"📝 {b('Abstract:')} {text}",
                f"🔗 {link('md', 'Paper', url) if md else url}",
                "🏷️ #Agents #Benchmark",
            ],
            3: [paper.title, "What it does", text, "Key result", "It beats the baselines by ten points.", "Paper", url],
            4: [f"{number}. {b(paper.title)} ({who})", f"   {text}", f"   {url}"],
            5: [
                "<paper>",
                f"  <title>{paper.title}</title>",
                f"  <authors>{who}</authors>",
                f"  <url>{url}</url>",
                f"  <abstract>{text}</abstract>",
                "  <verdict>read</verdict>",
                "</paper>",
            ],
        }[way]
        parts.append(_join(lines, r.choice(("\n", "\n\n")) if way not in (3, 5) else "\n"))
        if md and way < 3 and r.random() < 0.3:
            parts.append("---")
    parts.append(
        r.choice(
            (
                "Would you like me to dig deeper into any of these?",
                "Two of them overlap with last week's list.",
                "",
                "Let me know if you want more details.",
            )
        )
    )
    return _join(parts, "\n\n")


def awesome(r: Random, papers: list[Paper], day: date) -> str:
    """A README's list by topic, with badges, tools and a citation among the papers."""
    parts = [
        f"# Awesome {r.choice(_EN['section'])} {r.choice(('Papers', ''))}".strip()
        + " [![Awesome](https://awesome.re/badge.svg)](https://awesome.re)",
        r.choice(
            (
                "A curated list of papers. Contributions welcome!",
                "> Updated daily by a robot.",
                f"Last updated: {day.isoformat()}",
            )
        ),
        r.choice(("## Contents\n- [Surveys](#surveys)\n- [Methods](#methods)\n- [Tools](#tools)", "")),
    ]
    way = r.randrange(6)
    rows: list[str] = []
    for number, paper in enumerate(papers):
        if number % 4 == 0 and way != 5:
            rows.append("\n## " + r.choice(_EN["section"]) + "\n")
        who = people(r, paper)
        url = paper.url
        code = f" [[code]({paper.code})]" if paper.code else ""
        badge = "![](https://img.shields.io/badge/x-y) "
        text = _abstract(r, paper, 1, 0.3) if way == 3 else _drop(paper)
        rows.append(
            {
                0: f"- [{paper.title}]({url}), {who}, *{paper.venue} {paper.published.year}*.{code}",
                1: f"- **{paper.title}** [[paper]({url})]{code}\n  - {who}",
                2: f"* ({paper.venue}) {badge}[{paper.title}]({url}) {code}\n",
                3: f"- [{paper.title}]({url}) <br> *{who}* <br>\n  <details><summary>Abstract</summary>{text}</details>\n",
                4: f"{paper.title} [Paper] [Code]\n{who}\n{paper.venue}\n",
                5: f"| {paper.published} | **{paper.title}** | {who} | [{paper.arxiv or 'link'}]({url}) | null |",
            }[way]
        )
    if way in (2,):
        for paper in papers:
            paper.authors = []
    tail = r.choice(
        (
            "",
            "\n## Tools\n\n- [Example Arena](https://arena.example.org) - a benchmark platform\n- [Harness](https://github.com/example-org/evalbox) - a framework to evaluate",
            "\n## Citation\n\n```bibtex\n@article{x3,\n  title={A survey of examples},\n  journal={arXiv preprint},\n  year={2025}\n}\n```",
            "\n## Citation\n\nIf you find this list helpful, please cite our survey.",
        )
    )
    return _join([*parts, "\n".join(rows), tail], "\n\n")


def several_days(r: Random, papers: list[Paper], day: date) -> str:
    """Lists of several days under each other."""
    form = r.choice(("{}", "## {}", "**{}**", "--- {} ---", "{}:", "# {}"))
    way, mark = r.randrange(4), r.choice(("", "- ", "1. ", "* "))
    abstract = r.random() < 0.6
    language = r.choice(("en", "en", "de", "es", "zh", "fr"))
    parts = []
    at = day
    state = r.getstate()
    for number, paper in enumerate(papers):
        if number % 2 == 0:
            # the same way of writing each day
            keep = r.getstate()
            r.setstate(state)
            parts.append(form.format(say_date(r, at, language)))
            r.setstate(keep)
            at -= timedelta(1)
        text = _abstract(r, paper, 1, 0.3) if abstract else _drop(paper)
        who = people(r, paper) if way in (1, 2) else ""
        parts.append(
            _join([mark.replace("1", str(number + 1)) + paper.title, who, paper.url if way != 2 else "", text])
        )
    return _join(parts, "\n\n" if abstract else r.choice(("\n", "\n\n")))


def seed_page(r: Random, papers: list[Paper], day: date) -> str:
    """The page that the seed was saved from, in the styles and with the damage of `tests.pasted_styles`."""
    known = [
        Known(
            title=paper.title,
            abstract=paper.abstract,
            arxiv=paper.arxiv,
            votes=paper.votes,
            comments=paper.comments,
            submitter=paper.submitter,
            authors=tuple(paper.authors),
        )
        for paper in papers
    ]
    for paper in papers:
        paper.authors = []
    if r.random() < 0.4:
        return page(known, STYLES[r.choice(list(STYLES))], r.choice(("\n\n", "\n\n", "\n")), f"{day:%b %-d}")
    text = VARIANTS[r.choice([name for name in VARIANTS if name not in ("names", "utf-16", "cr")])](known)
    return text if isinstance(text, str) else text.decode()


FAMILIES: tuple[Style, ...] = (
    *(mixed,) * 14, *(bibliography,) * 6, *(hugging_face,) * 6, *(seed_page,) * 4, *(chat_app, chat_log) * 2, *(arxiv_page, scholar_alert, journal_alert, pubmed) * 1, *(programme, venue_page, search_page, feed_reader, newsletter, org_list, latex_list, minutes, office_copy, csv_rows, social, text_browser) * 2,
    *(links_only, mail, contents, manager_report, assistant, awesome, several_days) * 1, contents, mail, awesome, assistant,
)  # fmt: skip
