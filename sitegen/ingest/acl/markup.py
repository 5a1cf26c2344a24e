"""The ACL Anthology's inline markup as spans: `<tex-math>`, `<i>`, `<b>`, `<url>`; `<fixed-case>` is for BibTeX only.

The markup is a handful of tags in text whose only other signs are character references, and it is nested freely. It is
read tag by tag, so that a tag that is never closed costs nothing but itself.
"""

from __future__ import annotations

import re
from html import unescape

from sitegen.ingest.parser import Options
from sitegen.ingest.values import links
from sitegen.ingest.values.characters import clean
from sitegen.model import Link, Repair, RichText, Span, SpanKind
from sitegen.text import tex

_TAG = re.compile(r"<(/?)(fixed-case|tex-math|i|b|em|strong|tt|code|url|a|sup|sub|span|br|p)\b[^<>]*>")
_KINDS: dict[str, SpanKind] = {
    "i": "emphasis", "em": "emphasis", "b": "strong", "strong": "strong", "tt": "code", "code": "code",
    "tex-math": "math",
}  # fmt: skip


def spans(markup: str, options: Options) -> tuple[RichText, tuple[Repair, ...]]:
    """One paragraph as spans, its TeX repaired outside of formulas."""
    found: list[Span] = []
    repairs: list[Repair] = []
    for text, kind in _runs(markup):
        if kind == "math":
            inside = text.strip().strip("$").strip()
            found += [Span("math", f"${inside}$")] if inside else []
        elif kind in ("text", "emphasis", "strong"):
            made = tex.repair(text, options.repair_skip, options.repair)
            repairs += made.repairs
            found += (Span(kind, span.text) if span.kind == "text" else span for span in made.spans)
        elif text:
            found.append(Span(kind, text))
    return _trimmed(found), tuple(repairs)


def title(markup: str, options: Options) -> tuple[str, tuple[Repair, ...]]:
    """A title as plain text in which formulas keep their TeX."""
    made, repairs = spans(markup, options)
    return "".join(span.text for span in made), repairs


def urls(markup: str) -> tuple[Link, ...]:
    """The addresses that stand in `<url>`, with what the words before them tell."""
    found = []
    for place in re.finditer(r"<url>([^<>]*)</url>", markup):
        before = _TAG.sub("", markup[max(0, place.start() - 90) : place.start()])
        url = links.trimmed(unescape(place[1]).strip())
        if re.match(r"https?://", url) and (link := links.named(url, before)):
            found.append(link)
    return tuple(found)


def _runs(markup: str) -> list[tuple[str, SpanKind]]:
    """Stretches of text of one kind; the innermost tag decides, and a formula over all."""
    runs: list[tuple[str, SpanKind]] = []
    tags: list[str] = []
    place = 0
    for tag in [*_TAG.finditer(markup), None]:
        text = re.sub(r"\s+", " ", clean(unescape(markup[place : tag.start() if tag else len(markup)])))
        kind: SpanKind = (
            "math" if "tex-math" in tags else next((_KINDS[name] for name in reversed(tags) if name in _KINDS), "text")
        )
        if runs and runs[-1][1] == kind:
            runs[-1] = (runs[-1][0] + text, kind)
        elif text:
            runs.append((text, kind))
        if tag is None:
            break
        place = tag.end()
        if not tag[1] and not tag[0].endswith("/>"):
            tags.append(tag[2])
        elif tag[2] in tags:
            del tags[len(tags) - 1 - tags[::-1].index(tag[2])]
    return runs


def _trimmed(found: list[Span]) -> RichText:
    """Without white space at either end."""
    if found:
        found[0] = Span(found[0].kind, found[0].text.lstrip())
        found[-1] = Span(found[-1].kind, found[-1].text.rstrip())
    return tuple(span for span in found if span.text)
