"""Pages and alerts of Hugging Face, arXiv, Google Scholar and PubMed."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from tests.pasted_styles import STYLES, VARIANTS, Known, page
from tests.training.plaintext.facts import people, shorten
from tests.training.plaintext.markup import wrap
from tests.training.plaintext.papers import Paper
from tests.training.plaintext.pieces import abstract, drop, join, maybe, person


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
            drop(paper)
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
        f"Abstract\n{paper.abstract}\nView arXiv page\nView PDF\nGitHub\n{r.randint(3, 99)}\nAdd to collection\nCommunity\n{person(r)}\n1 day ago\nThis is an automated message from a bot. The following papers were recommended by an API:\n\nModels citing this paper\n1\nexample-org/Mini-7B-Chat\nText Generation • Updated 2 days ago • 12.3k\nDatasets citing this paper\n0\nNo dataset linking this paper\nCollections including this paper\n3"
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
                maybe(r, "Comments: 9 pages, 4 figures"),
                f"Subjects: {subjects}",
                abstract(r, paper, 1, 0) if not way else drop(paper),
            ]
        elif way == 2:
            lines = [
                f"{number}. arXiv:{ident} [pdf, other]  {' '.join(paper.categories)}",
                paper.title,
                "Authors: " + ", ".join(paper.authors),
                "Abstract: " + maybe(r, "…", 0.3) + paper.abstract + r.choice(("", " △ Less", " ▽ More")),
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
        parts.append(join(lines))
    return join(parts, r.choice(("\n", "\n\n")))


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
        parts.append(join([(tag if r.random() < 0.7 else "") + paper.title, who + where, paper.abstract, foot]))
    parts.append(
        r.choice(
            (
                "This message was sent by Google Scholar because you're following new results for [agents].\nList alerts\nCancel alert",
                "Unsubscribe",
                "See all recommendations",
            )
        )
    )
    return join(parts, "\n\n")


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
            f"PMID: {r.randint(10**7, 4 * 10**7)}" + maybe(r, "; PMCID: PMC11165476"),
            abstract(r, paper, 0.3, 0),
        ]
        parts.append(join([wrap(line, 79) for line in lines if line], r.choice(("\n", "\n")) if number else "\n"))
    return join(parts, "\n\n")


def seed_page(r: Random, papers: list[Paper], day: date) -> str:
    """The page that the seed was saved from, in the styles and with the damage of `tests.pasted_styles`."""
    width, hanging = r.choice((0, 0, 0, r.randint(48, 80))), r.choice(("", "  "))
    known = [
        Known(
            title=wrap(paper.title, width, "", hanging) if width else paper.title,
            abstract=wrap(paper.abstract, 80) if width else paper.abstract,
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
