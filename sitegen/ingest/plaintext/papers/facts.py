"""The facts of a paper from its labelled words: a title without marks, names, identifiers, links, counts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain

from sitegen.ingest.parser import Source
from sitegen.ingest.plaintext.items import Item
from sitegen.ingest.plaintext.lines.inline_marks import FILE_ENDING
from sitegen.ingest.plaintext.papers.assembly import Paper
from sitegen.ingest.plaintext.papers.authors import authors_of, has_more
from sitegen.ingest.plaintext.papers.days import day_in
from sitegen.ingest.plaintext.words import READ_IN, section
from sitegen.ingest.record import plain
from sitegen.ingest.values import identifiers, links, prose
from sitegen.model import Author, Date, Entry, Facts, Link
from sitegen.text import addresses
from sitegen.text.folding import letters

_SPACES = " \t\n\r\xa0\u2003\u2009\u202f\u3000"
_BEFORE_TITLE = _SPACES + '"“„«»”《]*_`|~>▲△☆★•·–—:,'
_BEHIND_TITLE = _SPACES + '"“„«»》*_`|~-–—:;,'
_TITLE_TAIL = re.compile(
    r",\s+[Ii]n:?$|\s*[(（\[]$|(?<=[\w)?!$])(?:[\"”]|\s?»)?\.$|[\"”]$"
    r"|\s*(?:[\[(]\s*(?:pdf|html|code|paper|project|link|github repo|website"
    r"|(?:invited|keynote) (?:talk|paper|lecture))\s*[\])]\s*)+$"
    rf"|(?<=\w){FILE_ENDING}$"
    r"|\s*\[(?:[A-Z]{2,3}\d{1,2}|(?=[A-Z]{3})[A-Z][A-Za-z]{2,9}(?:[ ’']\d{2,4})?)\]$"
    r"|(?<=\w)\((?-i:[A-Z][A-Za-z]{2,9})\s?['’]?(?:20)?\d\d\)$|\s(?-i:presented)$"
    r"|(?<=\w)\[\d{1,2}\]$|\s+[\[(](?:remote|online|virtual|hybrid)[\])]$"
    r"|(?:\s+#(?:[a-z][\w/-]*|\d{1,3})){2,}$|\s+#\d{1,3}$"
    r"|(?:, | \()(?:\d{1,2}(?:st|nd|rd|th)|rev(?:ised|\.)|second|third|fourth|fifth) ed(?:n|ition)?\b(?=[.,)]|$)"
    r"[.,)]{0,2}(?-i:(?:,? [A-Z][\w&’'-]{1,20}){0,4})(?:,? (?:19|20)\d\d)?[.)]?$"
    r"|\s+\((?:oral|poster|spotlight|(?:regular|full|short|long|demo|position|poster|workshop|tool|industry) paper"
    r"|(?:(?:tool|system|software|live|research) )?demo(?:nstration)?|(?:lightning|short) talk"
    r"|(?:best|outstanding) [^()]{0,30}(?:award|paper|poster|demo|prize)[^()]{0,10})\)\.?$"
    r"|(?:\s+@[a-z]+(?:\([^()]*\))?)+$|(?<=[\"”“»])\s*\((?:19|20)\d\d\)$"
    r"|\s+\(\d{1,2}:\d\d(?::\d\d)?\)$|\s+\((?:arXiv|(?:bio|med)Rxiv|OpenReview|ACL Anthology)\)\.?$"
    r"|,\s(?-i:(?:could(?: not|n['’]t)|can(?:not|['’]t)) find|no)(?: (?:the|an?|any))? (?-i:link|pdf|PDF)$"
    r"|(?<=\S)\s*论文(?:总结|解读|笔记)$|(?<=\S)\s*[🏆🥇🏅★⭐✨]\ufe0f?\s*[\w -]{3,40}$",
    re.I,
)
_NO_LINE = (
    r"(?!(?:[FHKPV](?= )|A[lr]|C[alor]?|Fe|He|Li|M[gn]|N[aei]?|O|Si?|Ti|Zn) ?[IVX]{1,5}\]"
    r"|[\w-]*Fe(?![a-z])|\d [\d ]+\])"
)
"""`[C II] in Galaxies`, a spectral line, `[NiFe] Hydrogenases` and `[3 2] Cycloaddition`, whose titles begin so."""
_KNOWN_TAG = re.compile(
    r"\[(?!(?:PDF|HTML|BOOK|DOC|CITATION)\])(?:[A-Z][A-Z -]+\]|[\w -]*?(?:[a-z][A-Z]|[A-Za-z]-?\d|\b(?:19|20)?\d\d\]))"
)
"""`[CLIP]`, `[ClockNet]`, `[Map-2]`, `[Lee 23]`: systems and references, which no title begins with."""
_TITLE_TAG = re.compile(
    r"^\s*(?:\[(?:PDF|HTML|R|D|P|BOOK|CITATION|DOC|(?:cs\.)?(?:AI|CL|CV|IR|LG|ML|RO|SD))\]\s*)+"
    rf"|^[（(【][一二三四五六七八九十]{{1,3}}[）)】]\s*|^[①-⑳]\s*|^\[{_NO_LINE}[A-Z][A-Z -]{{2,15}}\]\s*"
    r"|^\d{1,2}/\d{1,2}\s+(?=[\"“„«])"
    r"|^(?:TODO|READING|TOREAD|SOMEDAY|CANCELL?ED) (?:\[#[A-Z]\] )?(?=[A-Z])|^#\d{1,4}\s+(?=[A-Z])"
    r"|^\[(?:(?:Short|Long|Full|Demo|Industry)|(?:Poster|Paper|Talk|Spotlight|Oral) \d{1,3})\]\s+(?=\S)"
    r"|^[🏆🥇🏅⭐★]\ufe0f?\s+|^【[^【】]{1,20}】\s*(?=[A-Z])"
    r"|^(?:Optional|Required|Oral|Poster|Spotlight|Art[ií]culo|Artigo|Articolo): "
    r"|^\[(?:(?i:moved|cancell?ed|updated|new|online|remote|virtual|postponed)\b[^\[\]]{0,30})\]\s+"
)
"""What search engines, Reddit, posts, syllabuses and programmes put before titles, `[MOVED to room 12] `."""
_LIST_TAG = re.compile(
    r"(?<=\S)\s(?:Oral|Poster|Spotlight|(?:Open|Free|Full) Access"
    r"|(?:Original|Brief|Review|Research) (?:Research|Report|Article))$"
    r"|(?<! in)(?<! of)(?<! on)(?<! for)(?<! with)(?<! and)\s+#[a-z][\w/-]*$"
    rf"|^\[{_NO_LINE}[\w -]{{2,30}}\]\s+(?=\S)"
    r"|(?<=\S)(?:\s*\[(?![^\[\]]*\bet al)[\w -]{2,20}\])+$"
)
"""`[reading-group] `, as mailing lists begin their subjects, `[ClockNet] `, what a paper presents; ` [Poster] [Video]`
or ` #clocks`, behind titles.
"""
_SPEAKER = re.compile(r"([^\W\d_a-z][a-z'’]+): (?=\S)")
"""`Ada: `, who speaks of a paper."""
_REMARK = (
    r"(?:a|again|also|and|another|btw|currently|discussing|favou?rite|final|first|for|fourth|from|here|here['’]s|[iI]|in|is|just|last"
    r"|let['’]s|me|mine|my|new|next|now|of|ok|okay|on|one|our|papers?|pick|presenting|read|reading|recommend|recommendation|second"
    r"|so|suggest|suggestion|the|then|third|this|today|today['’]s|tomorrow|tonight|up|vote|we|week|week['’]s|\+1)"
)
_INTRODUCED = re.compile(
    r"(?=[^:]{0,60}\b(?:also|mine|and last|next|one|papers?|pick|reading|suggestion|today|tomorrow|tonight|up|vote)\b)"
    rf"(?:\(?{_REMARK}(?:,? {_REMARK}){{1,7}}: ?(?=\S)|\(?(?i:{_REMARK})(?:,? {_REMARK}){{2,7}}: ?(?=[^\Wa-z]|[\"“„«]))"
    r"|(?:also|mine|next|today|tomorrow|tonight): (?=\S)|(?:Mine|T(?:oday|omorrow|onight)): (?=[^\Wa-z]|[\"“„«])"
    r"|(?:Last|Finally|Also), (?:a|one|the) (?:[a-z]+ ){0,2}(?:paper|preprint|report)\b[^,:]{0,60}, (?=[^\Wa-z])"
    r"|(?:next up|up next|mine is|my (?:pick|vote|suggestion) is) (?=\S)"
    r"|(?:[Nn]ext up|[Uu]p next|(?:[Nn]ow|[Cc]urrently) reading|M(?:ine|y (?:pick|vote|suggestion)) is) "
    r"(?=[^\Wa-z]|[\"“„«])"
)
"""`first one today: `, `Last, a report I like, `, `next up `, with which people name a paper in a conversation.

Titles may begin so, too, `Just one: a game`, `Now reading minds from scans`, `MINE: Clocks`: capitals tell most apart.
"""
_ABSTRACT_LEAD = re.compile(r"(?i:tl;?dr) |.{0,30}?[^\W\d_]{2}.{0,20}?[^\w\s,;.'’\"“”()\[\]$\\-]\ufe0f?\s+")
"""`tl;dr `, `In short 👉 `, `Why: `."""
_NUMBERED = re.compile(
    r"^(?:P\d{1,3}:?|\d{1,3}(?::| ?--)|(?:[1-9]\d?\.){1,2}[1-9]\d?|(?i:wk|week|session|slot) ?\d{1,2}[.:]?)\s+(?=\S)"
)
"""`P2 ` of programmes, `wk2 ` of plans, `1.2 ` of sections, never one in a chapter; not `2.5 Million Clocks`."""
_AROUND_TITLES = (
    re.compile(r"^(?:\d{1,2}/\d{0,2}|#\d{1,3}|TOP \d{1,2}[.:]?)\s+(?=\S)"),
    re.compile(
        r"^(?:(?:[^\W\d_a-z][\w'’-]+ ){1,2}|I |[wW]e )(?:picked|chose|brought|(?:suggest|present|recommend)(?:s|ed)"
        r"|(?:propose|nominate)[sd])(?: to (?:read|present))?:?\s+(?=[^\w\s]?[A-Z])"
    ),
    re.compile(r"^(?:[A-Z]\d{1,2}|\d{1,2}[A-Z])[-.]\d{1,3}[.:)]?\s+(?=\S)"),
    re.compile(r"^(?:\[?(?:pdf|bib|abs|html|code|video|slides)\]?\s+){1,6}(?=\S)", re.I),
    re.compile(
        r"(?<=[\w?!.”»)])\s+(?:\d{1,4}\s?[–-]\s?\d{1,4}|(?P<open>\[)?(?:pp?|S)\.\s?\d{1,4}(?:\s?[–-]\s?\d{1,4})?(?(open)\]))$"
    ),
    re.compile(r"(?<=\S)\s+(?:pdf(?: icon)?|\[\d{1,3}\])$|(?<=[^\W\d_])#\d{1,3}$", re.I),
    re.compile(
        r"(?<=\S)(?:\s+\[[^\W\d_]{2,9}\^?\d{0,4}\]){0,5}\s+\[[^\[\]]{2,40}\](?:\s*\[)?$"
        r"|(?<=[\w)?!]),\s(?:[A-Z]{3,8}|Co(?:NLL|RL)|NeurIPS)\s?['’]?(?:19|20)\d\d\.?$"
    ),
    re.compile(
        r"(?<=\S)\s+\((?:[^\W\d_a-z][^\W\d_A-Z]{1,11}|[A-Z]\w{0,20}[a-z][A-Z][\w-]{0,20}"
        r"|[A-Z][a-z]{1,20} [A-Z]\w{1,20})\)$"
        r"|,\s[A-Z][a-z]{2} \d{1,2}, \d{1,2}:\d\d$"
    ),
)
"""What lists put beside their titles: `2/ ` or `#2 ` of posts, `TOP 2 ` or `Ann picked ` of minutes, `2A-1 ` of
programmes; `pdf bib `; pages, ` 15-24`, ` S. 3` or ` [p. 15-24]`; ` pdf icon`; a reference, ` [12]`, or `#3`;
` [at CVPR 23]`, `, CVPR 2023` or buttons, ` [PDF12] [Copy]`; who presents them, ` (Ann)`, or when, `, May 22, 04:00`.
"""
_PICTURES = re.compile(r"^[\U0001f000-\U0001faff\u2190-\u21ff\u2300-\u27bf\ufe0f\u20e3]+\s*")
_CUT_QUOTATION = re.compile(r"\s[\"“„«][^\"“”„«»]+$")
_QUOTATION = re.compile(r"(?:[“„«]\s?(?=[\"“„«]))?([\"“„«][^\"“”„«»]+[\"”“»])(?=[\s:,;–—-]\W*\w)")
"""A quotation that a title begins and does not end with, `“Average” Is Not “First”`, `"Slow Clocks": A Reply`."""
_WHOLE = re.compile(r"['‘]((?:[^'‘’]|(?<=\w)['’](?=\w))+)['’][.,]?|[「『]([^「」『』]+)[」』]")
"""`'Don't Wait for Slow Clocks'`, `『Slow Clocks』`, but not `'Slow' Clocks and 'Fast'`."""
_LABEL_TAIL = re.compile(
    r"(?<=[.!?…])(?:(?:\[\d{1,2}\])+|(?:Show|Read) (?:Less|More)|Expand)$"
    rf"|(?<=[^\W\d_][.!?])(?:\d{{1,2}}|{READ_IN})$"
    r"|(?<=[.!?…])\s+(?:[^.!?:…]{2,30}\s?[:：]|Expand|Collapse|\[more\]|(?:Read|Show) (?:[Mm]ore|[Ll]ess)"
    r"|(?:--|—|–)\s?\S+(?: \S+)? \(talk\)[^.!?]{0,40}|\{\{ ?:\S+)$"
    r"|(?<=…)\s*\[[^\W\d][^\[\]]{2,24}\]$|(?<=[.!?])\s?;\sComment: .{2,300}$"
)
"""What stands behind or below an abstract: a label, ` Full text:`, a button, ` Expand`, who signed it in a wiki,
` --Bo (talk)`, a picture of DokuWiki's, ` {{:clock.png`, a button where it is cut off, `… [Weiterlesen]`; behind its
last stop where a model read it, `arxiv+2`; what authors told arXiv, ` ; Comment: 9 pages`.
"""
_MARK_BEFORE = re.compile(r"^(?:(?:[-–—=]>|[-–—→↳⇒|]|[\U0001f300-\U0001faff\u2600-\u27bf]\ufe0f?)\s+)+(?=\w)")
"""What an abstract is marked with, where lists have no word for it: `- `, `-> `, `📝 `."""
_SUBMITTED = re.compile(r"^(?:·\s*)?submitted\s+by\s*|^by\s+", re.I)
_LONGEST_NAME, _FEWEST = 120, 3
_TOPICS, _CATEGORY = re.compile(r"[,;、，|]|\s+(?=#)"), re.compile(r"\b[a-z][a-z-]+(?:\.[A-Za-z-]{2,})")
_VERSION, _SCORE = re.compile(r"\d{4}\.\d{4,5}v(\d{1,2})\b"), re.compile(r"\d+\.\d\d?")
_CITED = re.compile(r"\bcit(?:ed|ations?|é|ado|ato|acões|ações|aciones)\b|zitiert|цитир|被引", re.I)
"""What counts papers that cite one, which nobody has voted for."""
_COUNT = re.compile(r"(\d[\d.,]{0,9})\s?(k\b)?", re.I)


def titles(listed: Sequence[Paper]) -> list[str]:
    """The titles without marks, and without the pictures, numbers and tags that a list puts before several of them."""
    texts = [paper.title.text if paper.title.label == "T" else "" for paper in listed]
    if sum(bool(_PICTURES.match(text)) for text in texts) > 0.5 * len(texts):
        texts = [_PICTURES.sub("", text) for text in texts]
    if len(texts) > 1 and all(text.startswith((f"{number} ", f"{number}-")) for number, text in enumerate(texts, 1)):
        texts = [text.lstrip("0123456789")[1:] for text in texts]
    numbers = [mark[0] for text in texts if (mark := _NUMBERED.match(text))]
    bare = [_NUMBERED.sub("", text) for text in texts]
    chapters = Counter(number.partition(".")[0] for number in numbers if number[0].isdigit() and "." in number)
    if len(set(numbers)) > 1 and len(numbers) >= max(_FEWEST, 0.6 * len({*map(letters, bare)})):
        texts = bare if max(chapters.values(), default=2) > 1 else texts
    for beside in _AROUND_TITLES:
        if sum(bool(beside.search(text)) for text in texts) >= max(2, 0.5 * len(texts)):
            texts = [beside.sub("", text) for text in texts]
    speakers = Counter(mark[1] for text in texts if (mark := _SPEAKER.match(text)))
    if speakers.total() > max(2, 0.5 * len(texts)) and max(speakers.values()) > 1:
        # each title may begin with a word and a colon, but no two with the same
        texts = [_SPEAKER.sub("", text, count=1) for text in texts]
    tags = Counter(_kind_of_tag(mark) for text in texts for mark in _LIST_TAG.finditer(text))
    before = [mark[0].strip() for text in texts if (mark := _LIST_TAG.match(text))]
    known = {mark for mark in before if _KNOWN_TAG.match(mark)}
    are_known = len(known) > max(1, 0.5 * len({*before}))
    are_usual = are_known or len({*before}) >= max(_FEWEST, 0.6 * len(texts))
    texts = [
        _LIST_TAG.sub(
            lambda mark: "" if tags[_kind_of_tag(mark)] > 1 or (are_usual and not mark.start()) else mark[0], text
        )
        for text in texts
    ]
    return list(map(title_of, texts))


def _kind_of_tag(mark: re.Match[str]) -> str:
    """What tags of a list have in common: their last word, `Poster`, or that they are hashtags."""
    word = mark[0].split()[-1]
    return "#" if word[0] == "#" else word


def title_of(text: str) -> str:
    """A title without the marks around it, as of a link that goes on below, but with that of a quotation at its end."""
    whole = text
    text = _INTRODUCED.sub("", text, count=1) if _INTRODUCED.match(text) else text
    text = _unframed(_TITLE_TAG.sub("", text)) or text
    text = quoted[1] or quoted[2] if (quoted := _WHOLE.fullmatch(text)) else text
    if text[:1] == "[" and {*"[]"}.isdisjoint(text[1:-1]):
        text = text[1:].removesuffix("]")
    text = _unframed(_TITLE_TAIL.sub("", text)) if not text.endswith(("...", "etc.")) else text
    text = re.sub(r"(?<=\w)[.,]$", "", text) if text.count(".") < 2 else text
    ends = [f"{text}{sign}" for sign in '"”“»'] if _CUT_QUOTATION.search(text) else []
    return next((end for end in ends if end in whole), text)


def _unframed(text: str) -> str:
    bare = text.lstrip(_BEFORE_TITLE).rstrip(_BEHIND_TITLE)
    if opened := _QUOTATION.match(text.strip(_SPACES)):
        bare = f"{opened[1][0]}{bare}"
    # `Learning to Search with A*`
    has_star = bare[-1:].isupper() and text.rstrip().endswith("*") and text.count("*") % 2
    return f"{bare}*" if has_star else bare


def entry(paper: Paper, words: str, line: int, hint: str, listed_on: Date, topic: str, source: Source) -> Entry:
    title, title_repairs = prose.title(words, source)
    told = (part for item in paper.fields.get("S", ()) for part in item.paragraphs)
    paragraphs = [_LABEL_TAIL.sub("", _MARK_BEFORE.sub("", part, count=1)) for part in told]
    abstract, repairs = prose.abstract(paragraphs, source)
    urls = [pair for item in paper.items() for pair in item.urls]
    # `e-Print: 0704.0797 [gr-qc]`, `arXiv 0704.0797`
    bare = (_arxiv(item.text) for item in paper.fields.get("L", ()) if not item.urls)
    arxiv = next(filter(None, chain((_arxiv(url) for _, url in urls), bare)), "")
    doi = next(filter(None, (identifiers.doi(url) for _, url in urls)), "")
    day = day_in(paper.text("P"), hint)
    authors = tuple([Author(plain(name, source)) for name in authors_of(paper)])
    facts = Facts(
        title=title,
        authors=authors,
        more_authors=bool(authors) and has_more(paper),
        published=day.date if day else "",
        arxiv=arxiv,
        version=next((mark[1] for _, url in urls if arxiv and (mark := _VERSION.search(url))), ""),
        doi=doi,
        venue=re.sub(r"^in:?\s+|^\W+$", "", paper.text("V").strip(" .,()"), flags=re.I),
        categories=tuple(dict.fromkeys(_CATEGORY.findall(" ".join(item.text for item in paper.fields.get("K", ()))))),
        topics=tuple(filter(None, (part.strip(" `*#") for part in (topic, *_TOPICS.split(paper.text("W")))))),
        links=links.distinct([*_links(urls), *prose.links_in(abstract)]),
    )
    return Entry(
        facts=facts,
        abstract=abstract,
        line=line,
        votes=count(paper.text("N")),
        comments=count(paper.text("C")),
        submitter=_SUBMITTED.sub("", paper.text("M")),
        organisation=paper.text("G").lstrip("🏢 ")[:_LONGEST_NAME],
        listed=listed_on,
        repairs=title_repairs + repairs,
    )


def remove_leads(listed: Sequence[Paper]) -> None:
    """Takes off what all papers of a list have before their abstracts."""
    abstracts = [paper.fields["S"][0].paragraphs for paper in listed if "S" in paper.fields]
    firsts = ["".join(paragraphs[:1]) for paragraphs in abstracts]
    lead = _ABSTRACT_LEAD.match(firsts[0]) if len(firsts) >= _FEWEST else None
    if lead and not section(lead[0]) and all(words.startswith(lead[0]) for words in firsts):
        for paragraphs in abstracts:
            paragraphs[0] = paragraphs[0][lead.end() :]


def is_paper(title: Item) -> bool:
    """Whether an address without words leads to a paper."""
    return any(_arxiv(url) or identifiers.doi(url) or links.leads_to_paper(url) for _, url in title.urls)


def is_identified(paper: Paper) -> bool:
    """Whether a paper has an address or identifier of its own."""
    return any(is_paper(item) for item in (paper.title, *paper.fields.get("L", ())))


def _arxiv(url: str) -> str:
    return identifiers.find_arxiv(url) or identifiers.arxiv(url.split(" ")[0])[0]


def _links(urls: Iterable[tuple[str, str]]) -> Iterable[Link]:
    for words, url in urls:
        is_doi = identifiers.find_doi(url) or identifiers.doi(url)
        host, slash, _ = url.partition("/")
        # `example.org/x` is an address, `../x` and `code/x.py` are files beside the page that it was copied from
        is_address = url.startswith("http") or (slash and addresses.is_host_name(host.partition(":")[0]))
        if is_address and not is_doi and (link := links.named(links.trimmed(url), words if words != url else "")):
            yield link


def count(text: str) -> int | None:
    """A number as pages show it, `1.2k`; None where there is none, or one that counts nothing."""
    mark = _COUNT.search(text)
    if not mark or len(mark[1]) > 9 or _CITED.search(text) or text[mark.end() : mark.end() + 1] == "/":
        return None
    if not mark[2]:
        return None if _SCORE.fullmatch(mark[1]) else int(re.sub("[.,]", "", mark[1]))
    thousands = re.sub(r",(?=\d\d?$)", ".", mark[1].rstrip(".,")).replace(",", "")
    return round(float(thousands) * 1000) if thousands.count(".") < 2 else None
