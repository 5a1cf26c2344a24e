"""Names of authors from the words of a list: `A. Lee, B. Cho and C. Roy et al.`, `Lee, A., & Cho, B.`, `张三、李四`."""

from __future__ import annotations

import re

from sitegen.ingest.plaintext.words import OTHERS, field

_LEAD = re.compile(
    r"^\W*(?:(?:presented )?by|von|par|por|di|authors?|author\(s\)|speakers?|autoren|auteurs?|autores|авторы?)"
    r"\s*[:：]?\s+(?=\S)|^\W*(?:作者|著者|저자)[:：]?\s*",
    re.I,
)
_MARKS = re.compile(
    r"[*†‡§¶#∗⋆¹²³⁴⁵⁶⁷⁸⁹⁰]+|(?<=[^\W\d_])\d+(?:,\d+)*(?=[,;.\s]|$)|\bet al\.?(?=,)"
    r"|(?<=\S)\s*(?:\([^()]*\)|（[^（）]*）|\[[^\[\]]*\])|\[\[|^\(|\)$|\]\]|[\"“”]"
)
_INITIALS = re.compile(
    r"(?:[^\W\d_a-z]\.?[\s‐-]?|[^\W\d_]\.[\s‐-]?){1,5}(?:(?<=[\s.])(?:van|von|de|der|den|del|la|di)\b ?)*"
)
_AND = re.compile(r"\s*(?:,|;|，|、)?\s+(?:&|and|und|y|et|e|и)\s+|\s*&\s*")
_PLACE = re.compile(
    r"(?:,|\bat|\bof)?\s*[^,;]{0,40}\b(?:universit\w*|institut\w*|college|school|academy|laborator\w+|labs|gmbh|inc)\b[^,;]{0,40}",
    re.I,
)
_NAME = re.compile(r"[^\W\d_][^,;|]{0,60}")


def names(text: str) -> list[str]:
    """The names that a field lists, in order, each as it is written.

    >>> names("by Ann Lee, Bo Cho and Cy Roy et al."), names("Lee, A., Cho, B., & Roy, C.")
    (['Ann Lee', 'Bo Cho', 'Cy Roy'], ['Lee, A.', 'Cho, B.', 'Roy, C'])
    """
    if re.search(r"[,;]\s*(?:\.\.\.|…)\s*,?\s*\w", text):
        # the middle is left out
        return []
    text = _MARKS.sub("", _LEAD.sub("", OTHERS.sub("", " ".join(text.split())).strip()))
    text = re.sub(r"^[^\w]+", "", OTHERS.sub("", text.strip(" .,;:-–—()")).strip(" ,;:-–—()"))
    text = re.sub(r"\s*[|·•∙⋅]\s*", ", ", text)
    groups = [[part.strip() for part in group.split(",") if part.strip()[:1].isalpha()] for group in text.split(";")]
    if any(len(group) > 2 for group in groups) and all(" " in name for group in groups for name in group):
        # `Ann Lee, Bo Cho, Example University; Cy Roy, Example Labs`, and names with pages behind them
        text = ", ".join(name for group in groups for name in group)
    text = _PLACE.sub("", text).strip(" ,;") or text
    sign = next((sign for sign in (";", " / ", "\t") if sign in text), "")
    parts = [part for whole in text.split(sign) for part in _AND.split(whole)] if sign else _AND.sub(", ", text)
    if isinstance(parts, str):
        parts = _joined([part.strip() for part in re.split(r"[,，、]", parts) if part.strip()])
    return [
        name
        for part in parts
        if (name := part.strip(" ,;:")) and _NAME.fullmatch(name.replace(",", "")) and not field(name)
    ]


def _joined(parts: list[str]) -> list[str]:
    """Names of which the family name stands first, put together again."""
    initials = [bool(_INITIALS.fullmatch(part)) for part in parts]
    pairs = sum(not before and after for before, after in zip(initials[::2], initials[1::2], strict=False))
    if len(parts) > 1 and pairs and pairs >= 0.6 * (len(parts) // 2):
        names: list[str] = []
        for part, is_initials in zip(parts, initials, strict=True):
            if is_initials and names and "," not in names[-1]:
                names[-1] += f", {part}"
            else:
                names.append(part)
        return names
    single = [" " not in part and part.isascii() for part in parts]
    if len(parts) % 2 == 0 and all(single[::2]) and len(parts) > 1:
        return [f"{family}, {given}" for family, given in zip(parts[::2], parts[1::2], strict=True)]
    if len(parts) > 2 and single[0] and single[1] and not any(single[2:]):
        # only the first author is inverted
        return [f"{parts[0]}, {parts[1]}", *parts[2:]]
    return parts
