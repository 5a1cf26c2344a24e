"""Pages of huggingface.co/papers as a browser saves them or `sitegen add` fetches them.

The list that the page's script shows stands in the page as JSON, in an attribute `data-props` with the papers as the
API gives them. What is visible of them has neither abstracts nor authors.
"""

from __future__ import annotations

import re
from html import unescape

from msgspec import Struct

from sitegen.diagnostics import Report
from sitegen.ingest.huggingface.api import HuggingFace
from sitegen.ingest.parser import Options
from sitegen.model import Digest

_PROPS = re.compile(r'\bdata-props="([^"]*&quot;(?:dailyPapers|papers?)&quot;:[^"]*)"')
_TARGET = re.compile(r'data-target="(?:DailyPapers|Papers|TrendingPapers|PaperContent|PaperPage)\w*"')


class HuggingFacePage(Struct, frozen=True):
    """The parser of such pages."""

    name: str = "Hugging Face papers (web page)"

    def sniff(self, head: str) -> bool:
        is_theirs = re.search("hugging ?face", head, re.IGNORECASE)
        return bool(is_theirs and (_TARGET.search(head) or _PROPS.search(head)))

    def parse(self, text: str, path: str, report: Report, options: Options) -> Digest:
        found = max(_PROPS.findall(text), key=len, default="")
        return HuggingFace().parse(unescape(found), path, report, options)
