"""Folders of Thunderbird's feeds: a mailbox with a mail for each item, whose sender are its authors.

Where an item names no author, the feed is the sender.
"""

from __future__ import annotations

import re
from collections import Counter
from email import message_from_string
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from itertools import pairwise
from typing import Any

from sitegen.ingest import record
from sitegen.ingest.fields import JsonFields
from sitegen.ingest.parser import Source
from sitegen.ingest.read.characters import whole
from sitegen.ingest.sources.doubtful_rows import of_no_other_pages
from sitegen.ingest.sources.records import RECORD, canonical
from sitegen.ingest.values import identifiers, links, title_cells
from sitegen.model import Digest

_MAIL = re.compile(r"^From - .*\n(?=[\w-]+: )", re.MULTILINE)
_BODY = re.compile(r"</?body\b[^<>]*>", re.IGNORECASE)
_LINK = re.compile(r"https?://[^\s\"'<>]+")
_MOST = 3
"""Addresses that one paper may have, of which one at most is of arXiv and one a DOI."""


def sniff(head: str) -> bool:
    """Whether the first mail is no letter about several papers, which is read as pasted text."""
    starts = [mark.start() for mark in _MAIL.finditer(head)]
    return not _is_list(_mail(head[: starts[1]] if len(starts) > 1 else head))


def parse(text: str, source: Source) -> Digest:
    """Parse the mails of a folder, or a single one."""
    starts = [mark.start() for mark in _MAIL.finditer(text)] or [0]
    mails = [_mail(text[start:end]) for start, end in pairwise([*starts, len(text)])]
    lines = [text.count("\n", 0, start) + 1 for start in starts]
    times = Counter(_head(mail, "From") for mail in mails)
    papers: list[JsonFields] = []
    for mail, line in zip(mails, lines, strict=True):
        if _is_list(mail):
            what = f"'{_head(mail, 'Subject')[:80]}' is about several papers, and was left out"
            source.warning("doubtful-paper", what, line, hint="save this mail alone, to have them read")
        else:
            papers.append(JsonFields(_paper(mail, times), line))
    return record.collect(of_no_other_pages(papers, source), RECORD, source)


def _mail(text: str) -> Message:
    """A mail; Python 3.11 can read none with half a surrogate pair in it."""
    return message_from_string(whole(text))


def _is_list(mail: Message) -> bool:
    """Whether a mail links to several papers, and is none itself."""
    linked = {*filter(links.leads_to_paper, _LINK.findall(str(mail.get_payload(decode=False))))}
    known = [{*filter(None, map(find, linked))} for find in (identifiers.find_arxiv, identifiers.find_doi)]
    are_several = len(linked) > _MOST or max(map(len, known)) > 1
    return are_several and not links.leads_to_paper(_head(mail, "Content-Base"))


def _paper(mail: Message, times: Counter[str]) -> dict[str, Any]:
    """A mail as the fields of a paper; one name that sends several is that of a feed."""
    sender, content = _head(mail, "From"), str(mail.get_payload(decode=False))
    if "@" not in sender:
        # where the address would be
        sender = sender.strip("<>")
    are_authors = title_cells.are_several(sender) or (title_cells.is_person(sender) and times[sender] == 1)
    return canonical(
        {
            "title": _head(mail, "Subject"),
            "authors": sender if are_authors else "",
            "abstract": max(_BODY.split(content)[1:] or [content], key=len),
            "url": _head(mail, "Content-Base"),
            "published": _head(mail, "Date"),
        }
    )


def _head(mail: Message, name: str) -> str:
    # names without addresses are no senders for the standard library, which shortens them where it knows what they are
    value = str(mail[name] or "")
    try:
        return " ".join(str(make_header(decode_header(value))).split())
    except (HeaderParseError, LookupError, UnicodeError):
        return " ".join(value.split())
