"""The looks of a chunk by itself: what kind of thing it seems to be, and features of its words."""

from __future__ import annotations

import re

from msgspec import Struct

from sitegen.ingest.plaintext import words
from sitegen.ingest.values.people import OTHERS

_HOSTS = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("arxiv", r"arxiv\.org|alphaxiv\.org|arxiv:|^\d{4}\.\d{4,5}|10\.48550"),
        ("hf", r"(?:huggingface\.co|hf\.co)/papers|^/papers/"),
        ("doi", r"doi\.org|^doi:|^10\.\d{4}"),
        (
            "paper",
            r"openreview\.net|aclanthology|semanticscholar|biorxiv|dl\.acm|ieeexplore|thecvf|proceedings|jmlr|"
            r"neurips\.cc|\.pdf\b|nature\.com|springer|sciencedirect|pubmed",
        ),
        ("code", r"github\.com|gitlab|huggingface\.co|\.github\.io"),
        ("redirect", r"scholar_url|[?&](?:u|url|q)=http"),
        ("anchor", r"^#|^/"),
    )
)
_TRAITS = re.compile(
    r"\b(?:(?P<venue>proceedings|proc\.|conference|journal|transactions|workshop|findings of|advances in|"
    r"association for|arxiv|preprint|neurips|icml|iclr|acl|emnlp|naacl|cvpr|iccv|eccv|aaai|ijcai|kdd|sigir|"
    r"interspeech|tacl|volume|vol\.|pp\.|pages|press|letters|review)"
    r"|(?P<place>university|universit\w+|institute?|college|school|department|laborator\w+|lab|research|inc|google|"
    r"meta|microsoft|tsinghua|stanford|mit)"
    r"|(?P<cat>(?:cs|stat|math|eess|physics|q-bio)\.[a-z]{2}|quant-ph|cond-mat|astro-ph)"
    r"|(?P<year>(?:19|20)\d\d)|(?P<time>\d{1,2}[:h]\d\d))\b",
    re.IGNORECASE,
)
_EMOJI = re.compile("[\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]")
_COUNT = re.compile(r"[▲△⬆👍🔺❤♥★☆]?\ufe0f?\s*\+?\(?\d[\d.,]{0,6}\s?[kK]?\)?\+?")
_QUOTED = re.compile(r"[\"“„«「『].*[\"”“»」』][.,:]?$")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_CUTS = (0, 3, 8, 15, 25, 40, 60, 85, 120, 170, 250, 400)
_LONG, _WORDY = 8, 4
"""Sizes from which words may be a sentence of an abstract, and more than a name."""


_SENTENCE = 8
"""Words."""


class Shape(Struct):
    """The looks of a chunk, by which its neighbours know it too."""

    kind: str
    """`url:…`, `count`, `date`, `label:…`, `names`, `name`, `long`, `text`, `short`."""
    size: int
    is_sentence: bool
    """Whether it has as many words as a sentence."""
    local: list[str]
    """Features of its words."""
    as_before: list[str]
    """Those of them that the chunk behind it knows it by."""
    as_after: list[str]
    key: str
    """Its words without regard to case and numbers, by which repetitions are known."""


def shape(text: str, url: str) -> Shape:
    """The shape of a chunk's words, and of the address that they lead to."""
    size = sum(len(text) > cut for cut in _CUTS)
    known = words.words(text)
    lower = [word.lower() for word in known]
    key = re.sub(r"\d+", "0", text.lower())[:60]
    kind_of_host = host(url)
    is_address = bool(url) and (url.endswith(text) or text.startswith(("http", "www.")))
    count, share = words.people_share(text) if size < len(_CUTS) and known and not is_address else (0, 0.0)
    function = words.function_share(lower)
    kind = f"url:{kind_of_host}" if is_address else _kind(text, size, len(known), count, share, function)
    local = [f"sz={size}", f"end={_ending(text)}", f"beg={_beginning(text)}", f"k={kind}"]
    if kind.startswith("label:"):
        local.append("colon" if text.rstrip("*_ ")[-1:] in ":：" else "nocolon")
    if kind_of_host and not is_address:
        local.append(f"to={kind_of_host}")
    if known:
        capitals = sum(word[0].isupper() for word in known) / len(known)
        local += [f"w0={lower[0][:14]}", f"w-1={lower[-1][:14]}", f"nw={min(len(known), 12)}"]
        local += [f"fn={min(4, int(function * 10))}", f"cap={int(capitals * 4)}"]
        common = int(words.common_share(lower) * 4)
        local += [f"com={common}", f"com={common},{min(len(known), 5)}"]
    if len(known) > 1:
        local.append(f"w01={lower[0][:12]} {lower[1][:12]}")
        local += ["upper"] if text.isupper() else []
    if len(known) <= 5 and not is_address:
        local.append(f"t={key[:36]}")
    elif len(known) <= 25:
        local += sorted({f"w={word[:12]}" for word in lower if word in words.TELLING})
    if count > 1:
        local.append(f"ppl={min(count, 6)},{int(share * 4)}")
    if not known and not is_address:
        local.append(f"p={key[:12]}")
    local += _traits(text)
    as_before = [f"-1{name}" for name in local if name.startswith(("end=", "t=", "emoji="))]
    as_after = [f"+1{name}" for name in local if name.startswith(("beg=", "w0=", "sz="))]
    return Shape(kind, size, len(known) >= _SENTENCE, local, as_before, as_after, key)


def host(url: str) -> str:
    """The kind of site that an address leads to; empty without one."""
    return next((name for name, pattern in _HOSTS if pattern.search(url)), "other") if url else ""


def _kind(text: str, size: int, count: int, people: int, share: float, function: float) -> str:
    if _COUNT.fullmatch(text):
        return "count"
    if words.is_date(text):
        return "date"
    if field := words.field(text):
        return f"label:{field}"
    if share > 0.7 and people > 1:
        return "names"
    if size >= _LONG and function > 0.2:
        return "long"
    if share == 1 and people == 1 and count <= _WORDY:
        return "name"
    return "text" if size >= _WORDY else "short"


def _traits(text: str) -> list[str]:
    local = sorted({mark.lastgroup or "" for mark in _TRAITS.finditer(text[:400])})
    emoji = _EMOJI.match(text)
    local += [f"emoji={emoji[0]}", "emoji"] if emoji else []
    for name, holds in (
        ("quoted", _QUOTED.match(text)),
        ("cjk", _CJK.search(text[:60])),
        ("at", "@" in text),
        ("others", OTHERS.search(text)),
    ):
        if holds:
            local.append(name)
    return local


def _ending(text: str) -> str:
    last = text.rstrip('*_"”’»)] ')[-1:]
    return last if last in ".?!:;,-…。：，" else "0" if last.isdigit() else "a"


def _beginning(text: str) -> str:
    first = text[:1]
    if first.isupper():
        return "A"
    if first.islower():
        return "a"
    return "0" if first.isdigit() else "c" if first.isalpha() else first
