"""Digests as the newsletters of several countries and the keepers of lists set them."""

from __future__ import annotations

import base64

import pytest

from sitegen.diagnostics import Report
from sitegen.ingest import ingest
from sitegen.ingest.values import prose
from sitegen.model import Digest

ONE = "Half of the layers of a large model do almost nothing. We show why, and scale what each of them hands on."
TWO = "Memory that grows with the input is dear. This work keeps what matters, and forgets the rest, on three tasks."


def read(text: str, path: str = "2025-03-28.md") -> Digest:
    return ingest(text.encode(), path, Report())


def outline(digest: Digest) -> list[tuple[str, list[str], str, int | None, str]]:
    return [
        (
            entry.facts.title,
            [author.name for author in entry.facts.authors],
            entry.facts.arxiv,
            entry.votes,
            prose.text(entry.abstract),
        )
        for entry in digest.entries
    ]


EXPECTED = [
    ("The Curse of Depth", ["Wenfang Sun", "Xinyuan Song"], "2502.05795", 45, ONE),
    ("Learning to Forget", ["Yi Liu"], "2502.05796", 1200, TWO),
]
NUMBERED = f"""AI论文日报 2025年3月28日

【1】The Curse of Depth
作者：Wenfang Sun、Xinyuan Song
机构：The Lab
链接：https://arxiv.org/abs/2502.05795
点赞：45
摘要：{ONE}

【2】Learning to Forget
作者：Yi Liu
机构：Another Lab
链接：https://arxiv.org/abs/2502.05796
点赞：1.2k
摘要：{TWO}
"""
LABELLED = f"""每日论文 2025-03-28

标题：The Curse of Depth
中文标题：深度的诅咒
作者：Wenfang Sun, Xinyuan Song
论文地址：https://arxiv.org/abs/2502.05795
点赞数：45
摘要：{ONE}

标题：Learning to Forget
中文标题：学会遗忘
作者：Yi Liu
论文地址：https://arxiv.org/abs/2502.05796
点赞数：1.2k
摘要：{TWO}
"""
PICTURES = f"""# 📰 每日论文 · 2025年3月28日

### 1️⃣ The Curse of Depth
🔗 论文地址：https://arxiv.org/abs/2502.05795
👥 作者：Wenfang Sun、Xinyuan Song
🏢 机构：The Lab
⭐ 点赞：45
📄 摘要：{ONE}

### 2️⃣ Learning to Forget
🔗 论文地址：https://arxiv.org/abs/2502.05796
👥 作者：Yi Liu
⭐ 点赞：1.2k
📄 摘要：{TWO}
"""
COUNTED = f"""# 2025-03-28

## [The Curse of Depth](https://arxiv.org/abs/2502.05795)
*Wenfang Sun, Xinyuan Song*

👍 45 | 💬 3

{ONE}

## [Learning to Forget](https://arxiv.org/abs/2502.05796)
*Yi Liu*

👍 1.2k | 💬 0

{TWO}
"""


FOLDED = f"""# arXiv of 2025-03-28

<details><summary>1. <a href="https://arxiv.org/abs/2502.05795">The Curse of Depth</a></summary>

**Authors:** Wenfang Sun, Xinyuan Song
**Votes:** 45

{ONE}
</details>

<details><summary>2. <a href="https://arxiv.org/abs/2502.05796">Learning to Forget</a></summary>

**Authors:** Yi Liu
**Votes:** 1.2k

{TWO}
</details>
"""
INDENTED = f"""2025-03-28

1. The Curse of Depth
   Upvotes: 45
   Authors: Wenfang Sun, Xinyuan Song
   Link: https://huggingface.co/papers/2502.05795
   Summary: {ONE}

2. Learning to Forget
   Upvotes: 1.2k
   Authors: Yi Liu
   Link: https://huggingface.co/papers/2502.05796
   Summary: {TWO}
"""


BOLD = f"""# Weekly digest of 2025-03-28

**1. The Curse of Depth** — *Wenfang Sun, Xinyuan Song* — [arXiv](https://arxiv.org/abs/2502.05795) · ⬆️ 45

{ONE}

**2. Learning to Forget** — *Yi Liu* — [arXiv](https://arxiv.org/abs/2502.05796) · ⬆️ 1.2k

{TWO}
"""
HTML_TABLE = f"""<!DOCTYPE html><html><body><h1>Papers of 2025-03-28</h1><table>
<tr><th>Title</th><th>Authors</th><th>Votes</th><th>Abstract</th></tr>
<tr><td><a href="https://arxiv.org/abs/2502.05795">The Curse of Depth</a></td><td>Wenfang Sun,<br>Xinyuan Song</td>
<td>45</td><td>{ONE}</td></tr>
<tr><td><a href="https://arxiv.org/abs/2502.05796">Learning to Forget</a></td><td>Yi Liu</td>
<td>1.2k</td><td>{TWO}</td></tr></table></body></html>"""


@pytest.mark.parametrize("text", [NUMBERED, LABELLED, PICTURES, COUNTED, FOLDED, INDENTED, BOLD])
def test_a_digest_reads_the_same_in_any_style(text: str) -> None:
    digest = read(text, "digest.txt")
    assert digest.date == "2025-03-28"
    assert [entry[:4] for entry in outline(digest)] == [entry[:4] for entry in EXPECTED]
    assert [entry[4] for entry in outline(digest)] == [ONE, TWO]


def test_a_digest_of_pictures_and_counts_tells_houses_and_comments() -> None:
    assert [entry.organisation for entry in read(PICTURES).entries] == ["The Lab", ""]
    assert [entry.comments for entry in read(COUNTED).entries] == [3, 0]


def test_a_table_of_html_gives_the_same() -> None:
    assert outline(read(HTML_TABLE, "2025-03-28.html")) == EXPECTED


def test_titles_in_bold_in_a_list_of_html_end_where_the_names_begin() -> None:
    titles = ("The Curse of Depth in Models", "Learning to Forget", "Planning with Slow Clocks")
    item = "<li><b>{}</b>, Ann Lee and Bo Cho. <a href='https://a.example/x'>PDF</a></li>"
    page = f"<html><body><h1>Papers</h1><ul>{''.join(map(item.format, titles))}</ul></body></html>"
    found = [(title, names) for title, names, *_ in outline(read(page, "2025-03-28.html"))]
    assert found == [(title, ["Ann Lee", "Bo Cho"]) for title in titles]


def test_a_table_of_html_that_closes_nothing_is_read_as_browsers_do() -> None:
    page = "<html><body><table><tr><th>Title<th>Votes<tr>x<td><a href='https://arxiv.org/abs/2502.05795'>The Curse<td>3"
    assert outline(read(page)) == [("The Curse", [], "2502.05795", 3, "")]


def test_a_table_of_one_paper_is_a_table_of_papers() -> None:
    table = "| # | Title | Authors | Votes |\n|--|:--|---|--:|\n"
    row = "| 1 | [The Curse of Depth](https://arxiv.org/abs/2502.05795) | Wenfang Sun | 1.2k |\n"
    assert outline(read(table + row)) == [("The Curse of Depth", ["Wenfang Sun"], "2502.05795", 1200, "")]


def test_the_head_of_a_mail_tells_the_day() -> None:
    mail = (
        f"From: me@example.org\nDate: Fri, 28 Mar 2025 10:00:00 +0100\nSubject: Papers\n\nThe Curse of Depth\n\n{ONE}\n"
    )
    digest = read(mail, "mail.txt")
    assert (digest.date, [title for title, *_ in outline(digest)]) == ("2025-03-28", ["The Curse of Depth"])


def test_letters_of_a_saved_mail_are_read_in_each_of_its_encodings() -> None:
    words = ONE.replace("large", "naïve Müller")
    head = "From: me@example.org\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
    body = f"1. The Curse of Depth\n\n{words}\n\n2. A Beginning to Hope\n\n{TWO}\n"
    encoded = base64.encodebytes(body.encode()).decode()
    plain = read(f"{head}Content-Transfer-Encoding: 8bit\n\n{body}", "a.eml")
    assert plain.entries == read(f"{head}Content-Transfer-Encoding: base64\n\n{encoded}", "a.eml").entries
    assert [prose.text(entry.abstract) for entry in plain.entries] == [words, TWO]
