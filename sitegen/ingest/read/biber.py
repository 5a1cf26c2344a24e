r"""The entries of the `.bbl` that biber makes of a bibliography for BibLaTeX.

    \entry{lee2025}{online}{}{}
      \name{author}{1}{}{%
        {{hash=fa}{%
           family={Lee},
           given={Ann\bibnamedelima Bo}}}%
      }
      \field{title}{Slow Clocks}            {author = {family=Lee, given=Ann Bo}, title = {Slow Clocks}, …}
      \verb{eprint}
      \verb 2501.00001
      \endverb
    \endentry

A part that was copied may begin amid an entry.
"""

from __future__ import annotations

import re

from sitegen.ingest.read.bibtex import Record

_TITLE = re.compile(r"^[ \t]*\\field\{title\}\{", re.MULTILINE)
_BIBTEX = re.compile(r"^[ \t]*@\w+[ \t]*\{", re.MULTILINE)
_LINE = re.compile(
    r"^[ \t]*(?:[{}%]|\\(?:end)?(?:entry|field|keyw|list|name|range|refsection|sort\w*|strng|true|verb|warn)\b"
    r"|\w{2,20}=[{\d])",
    re.MULTILINE,
)
"""What biber begins lines with."""
_ENTRY = re.compile(r"^[ \t]*\\entry\{([^{}\n]*)\}\{(\w*)\}", re.MULTILINE)
_FIELD = re.compile(r"^[ \t]*\\field\{(\w+)\}\{(.*)\}[ \t]*$", re.MULTILINE)
_VERBATIM = re.compile(r"^[ \t]*\\verb\{(\w+)\}\s*\\verb (\S+)[ \t]*$", re.MULTILINE)
_AUTHORS = re.compile(r"\\name\{author\}.*(?:\n[ \t]*+(?!\\).*)*")
"""Up to the next command."""
_PART = re.compile(r"\b((?:family|given|prefix|suffix)=)\{([^{}\n]*(?:\{[^{}\n]*\}[^{}\n]*)*)\}")
_SPACE = re.compile(r"\\bib(?:namedelim[a-z]?|initdelim|nbspace)(?![a-z])(?:\{\}|\s)?")
_SIGNS = (("\\bibrangedash ", "--"), ("\\bibinitperiod", "."), ("\\bibinithyphendelim", ".-"))


def is_bbl(text: str) -> bool:
    """Whether a text is such a file or a part of one, and does not only show some of its lines."""
    is_other = not _TITLE.search(text) or _BIBTEX.search(text)
    return not is_other and 2 * len(_LINE.findall(text)) > len(re.findall(r"\n\s*", text))


def records(text: str) -> list[Record]:
    """The entries with a title, each once though several lists of a document have it."""
    text = _SPACE.sub(" ", text)
    for written, sign in _SIGNS:
        text = text.replace(written, sign)
    found: dict[str, Record] = {}
    line = 1
    # what stands before the first entry is the end of another
    for key, kind, entry in zip(*[iter(["", "", *_ENTRY.split(text)])] * 3, strict=True):
        whole = entry.partition("\\endentry")[0]
        fields = dict(_FIELD.findall(whole)) | dict(_VERBATIM.findall(whole))
        if authors := _AUTHORS.search(whole):
            parts = (", ".join(map("".join, _PART.findall(person))) for person in authors[0].split("hash="))
            fields["author"] = " and ".join(filter(None, parts))
        if "title" in fields:
            found.setdefault(key, Record(kind.lower(), key, fields, line))
        line += entry.count("\n")
    return list(found.values())
