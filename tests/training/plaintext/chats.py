"""Chats, forwarded mail and assistants: messages around lists."""

from __future__ import annotations

import json
from datetime import date
from random import Random

from tests.training.plaintext.facts import address, people
from tests.training.plaintext.listings import hugging_face
from tests.training.plaintext.markup import link, say_date
from tests.training.plaintext.mixed import EMOJI, mixed
from tests.training.plaintext.papers import Paper
from tests.training.plaintext.pieces import EN, abstract, drop, join, maybe, person
from tests.training.plaintext.references import bibliography


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
        maybe(r, say_date(r, day)),
    ]
    for number, paper in enumerate(papers):
        if several and number and r.random() < 0.3:
            parts.append(say_date(r, day))
        clock = f"{r.randint(8, 11)}:{r.randint(10, 59)}" + r.choice((" AM", "", " AM"))
        head = stamp.format(n=person(r), t=clock)
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
            inside = join([site, paper.title, abstract(r, paper, 0.9) if has_abstract else drop(paper)])
            text = r.choice(("\n", "\n\n")) + inside
        elif not has_abstract:
            drop(paper)
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
        parts.append(join([head, first, text, reactions]))
        if r.random() < 0.35:
            parts.append(join([stamp.format(n=person(r), t=clock), r.choice(EN["chat"])]))
    return join(parts, "\n\n")


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
        maybe(r, at.format(d=day, t="08:00", n="Papers & Pizza") + "Messages and calls are end-to-end encrypted.", 0.4)
    ]
    has_abstract = r.random() < 0.65
    one_line = r.random() < 0.3
    emoji, tail = (
        r.choice(("", "", "", "📄 ", "🔥 ")),
        r.choice(("", "", "", "#nlp #llm @paper_channel", "💻 Code: https://github.com/example-org/x")),
    )
    for paper in papers:
        clock = f"{r.randint(8, 11):02}:{r.randint(10, 59)}"
        head = at.format(d=day, t=clock, n=person(r))
        if r.random() < 0.08 and head.endswith("\n"):
            head += r.choice(("Forwarded from Another Channel\n", "Forwarded from Deep Reads\n"))
        title = emoji + r.choice(("{}", "{}", "*{}*", "**{}**")).format(paper.title)
        who = maybe(r, people(r, paper), 0.2)
        body = [title, address(r, paper)]
        if r.random() < 0.15:
            body.reverse()
        if who:
            body.insert(1, who)
        body.append(abstract(r, paper, 1, 0.2) if has_abstract else drop(paper))
        body.append(tail)
        parts.append(head + join(body, " " if one_line else "\n"))
        if r.random() < 0.35:
            parts.append(
                at.format(d=day, t=clock, n=person(r))
                + r.choice((*EN["chat"], "image omitted", "<Media omitted>", "joined the group"))
            )
    return join(parts, r.choice(("\n", "\n", "\n\n")))


def mail(r: Random, papers: list[Paper], day: date) -> str:
    """Any of the others, forwarded, answered or quoted."""
    text = r.choice((mixed, mixed, bibliography, hugging_face))(r, papers, day)
    who, to = person(r), person(r)
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
        text = abstract(r, paper, 0.95, 0.8)
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
        parts.append(join(lines, r.choice(("\n", "\n\n")) if way not in (3, 5) else "\n"))
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
    return join(parts, "\n\n")
