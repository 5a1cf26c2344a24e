"""No source, however mangled, gives anything but papers and diagnostics."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.diagnostics import Report
from sitegen.ingest import formats, ingest, jsonl
from sitegen.ingest.formats import Format
from sitegen.ingest.parser import Source
from tests.ingest import test_acl as acl
from tests.ingest import test_arxiv as arxiv
from tests.ingest import test_arxiv_feeds as answers
from tests.ingest import test_digest_styles as styles
from tests.ingest import test_feed as feed
from tests.ingest import test_huggingface as huggingface
from tests.ingest import test_markdown_digest as digests
from tests.ingest.plaintext import test_styles as lists

SOURCES = {
    "Hugging Face": json.dumps([huggingface.listed(), repr(huggingface.listed())], indent=1),
    "scrape": json.dumps([huggingface.scraped(abstract="We study it. " * 40)]),
    "Atom": answers.ATOM.format(answers.ATOM_ENTRY),
    "recorded": json.dumps({"url": "u", "status_code": 200, "body": answers.ATOM.format(answers.ATOM_ENTRY)}),
    "RSS": answers.RSS,
    **{f"OAI {name}": answers.OAI.format(form) for name, form in answers.OAI_FORMS.items()},
    "mail": arxiv.MAIL,
    "abs": arxiv.ABS.format("arXiv:cs/0012007"),
    "Kaggle": json.dumps(arxiv.LINE) + "\n" + json.dumps(arxiv.LINE),
    "ACL lines": acl.lines({}, {}),
    "ACL XML": acl.XML.format(""),
    "feed": feed.RSS.format(""),
    "Atom of others": feed.ATOM,
    "HTML": digests.CHINESE_HTML,
    "numbered": styles.NUMBERED,
    "pictures": styles.PICTURES,
    "counted": styles.COUNTED,
    **{style: lists.listed(form) for style, form in lists.WITH_ALL.items()},
    "CSV": "Title,Authors,Published,Link\nDepth,Ann Lee; Bo Cho,2025-03-28,https://arxiv.org/abs/2502.05795\n",
    "YAML": "- title: Depth\n  authors: [Ann Lee, Bo Cho]\n  url: https://arxiv.org/abs/2502.05795\n",
    "ours": '{"sitegen": "papers", "version": 1}\n{"title": "A", "links": [["code", "https://a.b/c"]]}\n',
}


@st.composite
def mangled(draw: st.DrawFn, source: str) -> str:
    """A source of which parts are cut out, doubled, moved, or replaced by anything."""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(source)))
        end = min(len(source), start + draw(st.integers(0, 60)))
        part = draw(
            st.sampled_from(
                ["", source[start:end] * 2, source[:40], "\n", '"', "{", "]", "<", "&a;", "\\\\\n", "|", "\x00"]
            )
            | st.text(max_size=8)
        )
        source = source[:start] + part + source[end:]
    return source


@pytest.mark.parametrize("name", list(SOURCES))
@given(data=st.data())
def test_a_mangled_source_breaks_nothing(name: str, data: st.DataObject) -> None:
    text = data.draw(mangled(SOURCES[name]))
    report = Report()
    digest = ingest(text.encode("utf-8", "surrogatepass"), "2025-03-28.txt", report)
    assert digest.entries or report.diagnostics
    for entry in digest.entries:
        assert entry.facts.title.strip()
    # whatever was read can be kept
    b"".join(jsonl.write(digest.entries, digest)).decode()


@pytest.mark.parametrize("known", formats.known_formats(), ids=lambda known: known.name)
@given(text=st.text() | st.sampled_from(list(SOURCES.values())))
def test_a_parser_that_is_given_what_it_did_not_ask_for_breaks_nothing(known: Format, text: str) -> None:
    known.accepts(text)
    known.load()(text, Source("x.txt"))
