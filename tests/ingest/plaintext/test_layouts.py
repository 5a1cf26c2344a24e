"""Lists in the layouts that people and programs use most, each read as a whole."""

from __future__ import annotations

import pytest

from sitegen.diagnostics import Report
from sitegen.ingest import ingest
from sitegen.ingest.values import prose

PAPERS = (
    (
        "Lantern: Training Language Models on a Budget of Words",
        ["Mira Solberg", "Tomás Quiroga", "Ye-jin Han"],
        "Models read more words than anybody has written. We train one on a hundredth of them and lose little.",
    ),
    (
        "Do Robots Dream of Electric Grippers?",
        ["Ines Falk", "Omar Haddad"],
        "Robots that rest between tasks grasp better afterwards. We show that replaying failures is what helps them.",
    ),
    (
        "Sparse Attention Is Enough for Long Documents",
        ["Petra Novak", "Luca Ferri", "Amina Diallo", "Kenji Mori"],
        "Attention to all words of a book is slow. We attend to a few of them, and answer questions as well as before.",
    ),
    (
        "Learning to Sort with Few Comparisons",
        ["Hugo Lindgren", "Priya Raman"],
        "Sorting needs many comparisons in the worst case. A learned order of them halves their number on real data.",
    ),
    (
        "FoldNet+: Protein Structures from Single Sequences",
        ["Sofia Marino", "Wei Zhang"],
        "Structures are predicted from many related sequences. We need a single one, and are a hundred times faster.",
    ),
)  # fmt: skip
TITLES = {
    "numbers": "{n}. {title}",
    "boxes": "- [ ] {title}",
    "addresses behind": "{title}: {url}",
    "addresses before": "{url} {title}",
    "chat": "[9:1{n}] ana: {title} {url}",
    "hacker news": "{n}.\t▲\t{title} (arxiv.org)\n\t{n}7 points by user{n} {n} hours ago | hide | {n} comments",
}
NAMES = {
    "dash": "{title} - {authors}",
    "names and a dash before": "* {authors} - {title}",
    "slashes": "{title} / {authors} / {venue}",
    "bars": "{title} | {authors} | {id}",
    "semicolons": "{title}; {authors}; {venue}; {url}",
    "by": '{n}. "{title}" by {authors}',
    "von": "{n}. {title} von {authors}",
    "parentheses": "- **{title}** ({authors}) [[pdf]({url})]",
    "linked": "- [{title}]({url}), {authors}",
    "headings": "### {title}\n*{authors}*\n",
    "days in brackets": "[2024-04-0{n}] {title} [{id}] {authors}",
    "two lines": "{title}\n{authors}\n",
    "names above": "{authors}\n{title}\n{venue}\n",
    "emoji": "📄 {title}\n👥 {authors}\n🔗 {url}\n",
    "fields": "Title: {title}\nAuthors: {authors}\nDate: 2024-04-0{n}\n",
    "tabs": "{n}\t{title}\t{authors}\t{venue}",
    "programme": "9:{n}0  {title}\n       {authors}",
    "anthology": "[pdf] [bib] {title}\n{authors}\n",
}
SUMMARIES = {
    "paragraphs": "{title}\n{authors}\n\n{summary}\n\n",
    "bold": "**{title}**\n{authors}\n{summary}\n",
    "numbers": "{n}. {title}\n   {authors}\n   {summary}\n",
    "dash": "{n}. {title} - {summary} (paper)\n",
    "arrows": "- {title}\n  -> {summary}",
    "items below": "- {title}\n  - {authors}\n  - {summary}\n  - {url}",
    "quotations": "{n}. [{title}]({url}), {authors}\n   > {summary}",
    "votes": "▲ {n}3\n{title}\n{summary}\n",
    "pairs": "{title}\n{summary}",
    "fields": "Titel: {title}\nAutoren: {authors}\nZusammenfassung: {summary}\n",
    "emoji": "🔥 {title}\n✍️ {authors}\n📝 {summary}\n🔗 {url}\n",
    "newsletter": "{title} (9 minute read)\n{summary}\n",
    "org": "** TODO {title}\n   :PROPERTIES:\n   :AUTHOR: {authors}\n   :END:\n   {summary}\n",
    "japanese": "・{title}\n  著者: {authors}\n  {summary}\n",
    "chinese": "标题：{title}\n作者：{authors}\n摘要：{summary}\n",
}
FRAMES = {
    "alone": "{}\n",
    "mail": "Hi all,\n\nhere is the list for this week:\n\n{}\n\nBest,\nAna\n\n--\nAna Berg\nExample University\n",
}


@pytest.mark.parametrize("frame", FRAMES.values(), ids=FRAMES)
@pytest.mark.parametrize(
    "layout",
    [
        pytest.param(layout, id=f"{kind}, {name}")
        for kind, layouts in (("titles", TITLES), ("names", NAMES), ("summaries", SUMMARIES))
        for name, layout in layouts.items()
    ],
)
def test_lists_in_usual_layouts_are_read_whole(layout: str, frame: str) -> None:
    rows = [
        layout.format(
            n=number,
            title=title,
            authors=", ".join(authors),
            summary=summary,
            venue=f"ICML 202{number}",
            id=f"2404.0123{number}",
            url=f"https://arxiv.org/abs/2404.0123{number}",
        )
        for number, (title, authors, summary) in enumerate(PAPERS, 1)
    ]
    entries = ingest(frame.format("\n".join(rows)).encode(), "2026-01-01.md", Report()).entries
    assert [entry.facts.title for entry in entries] == [title for title, _, _ in PAPERS]
    if "{authors}" in layout:
        assert [[author.name for author in entry.facts.authors] for entry in entries] == [
            names for _, names, _ in PAPERS
        ]
    if "{summary}" in layout:
        assert [prose.text(entry.abstract) for entry in entries] == [summary for _, _, summary in PAPERS]
