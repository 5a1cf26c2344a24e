"""Digests as the newsletters of several countries and the keepers of lists set them."""

from __future__ import annotations

import pytest

from sitegen.diagnostics import Report
from sitegen.ingest import ingest
from sitegen.ingest.values import prose
from sitegen.model import Digest, Link

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


@pytest.mark.parametrize("text", [NUMBERED, LABELLED, PICTURES, COUNTED, FOLDED, INDENTED, BOLD, HTML_TABLE])
def test_a_digest_reads_the_same_in_any_style(text: str) -> None:
    digest = read(text, "digest.txt")
    assert digest.date == "2025-03-28"
    assert [entry[:4] for entry in outline(digest)] == [entry[:4] for entry in EXPECTED]
    assert [entry[4] for entry in outline(digest)] == [ONE, TWO]


def test_a_digest_of_pictures_and_counts_tells_houses_and_comments() -> None:
    assert [entry.organisation for entry in read(PICTURES).entries] == ["The Lab", ""]
    assert [entry.comments for entry in read(COUNTED).entries] == [3, 0]


def test_a_table_of_html_that_closes_nothing_is_read_as_browsers_do() -> None:
    page = "<html><body><table><tr><th>Title<th>Votes<tr>x<td><a href='https://arxiv.org/abs/2502.05795'>The Curse<td>3"
    assert outline(read(page)) == [("The Curse", [], "2502.05795", 3, "")]


def test_a_table_of_one_paper_is_a_table_of_papers() -> None:
    table = "| # | Title | Authors | Votes |\n|--|:--|---|--:|\n"
    row = "| 1 | [The Curse of Depth](https://arxiv.org/abs/2502.05795) | Wenfang Sun | 1.2k |\n"
    assert outline(read(table + row)) == [("The Curse of Depth", ["Wenfang Sun"], "2502.05795", 1200, "")]


def test_what_is_said_behind_a_link_is_said_of_the_paper() -> None:
    items = f"""# 2025-03-28

- [The Curse of Depth](https://arxiv.org/abs/2502.05795)（45 赞）：{ONE}
- [Learning to Forget](https://arxiv.org/abs/2502.05796) - {TWO}
"""
    assert [(votes, told) for *_, votes, told in outline(read(items))] == [(45, ONE), (None, TWO)]


def test_names_behind_a_title_are_its_authors_and_venues_are_none() -> None:
    items = """## Models

- **The Curse of Depth**, Wenfang Sun, Xinyuan Song. *arXiv 2025*. [[paper]](https://arxiv.org/abs/2502.05795)
- [2025/03] **[Learning to Forget](https://arxiv.org/abs/2502.05796)** | [Code](https://github.com/a/b)
- (CVPR 2025) Another One [[arXiv]](https://arxiv.org/abs/2502.05797), ICML, Oral
"""
    digest = read(items)
    assert [(title, names) for title, names, *_ in outline(digest)] == [
        ("The Curse of Depth", ["Wenfang Sun", "Xinyuan Song"]),
        ("Learning to Forget", []),
        ("Another One", []),
    ]
    assert digest.entries[1].facts.links == (Link("code", "https://github.com/a/b"),)


def test_the_head_of_a_mail_tells_the_day() -> None:
    mail = (
        f"From: me@example.org\nDate: Fri, 28 Mar 2025 10:00:00 +0100\nSubject: Papers\n\nThe Curse of Depth\n\n{ONE}\n"
    )
    digest = read(mail, "mail.txt")
    assert (digest.date, [title for title, *_ in outline(digest)]) == ("2025-03-28", ["The Curse of Depth"])


def test_an_items_links_and_abstract_may_stand_in_the_lines_below_its_title() -> None:
    folded = f"""# Daily digest

_Updated: 2025-03-28 07:10 UTC_

## Topics

- [Depth](depth.md) — **1** papers
- [Memory](memory.md) — **1** papers

## Depth (1)

- **The Curse of Depth**
  Wenfang Sun, Xinyuan Song
  _2025-02-09_ · https://arxiv.org/abs/2502.05795v1 · `cs.LG`
  <details><summary>Abstract</summary>

  {ONE}

  </details>

## Memory (1)

- **Learning to Forget** - 👍 1.2k
  - Authors: Yi Liu
  - [HF page](https://huggingface.co/papers/2502.05796)
  - [PDF](https://arxiv.org/pdf/2502.05796)
  - Abstract: {TWO}
"""
    digest = read(folded, "digest.md")
    assert digest.date == "2025-03-28"
    assert [entry[:3] + entry[4:] for entry in outline(digest)] == [entry[:3] + entry[4:] for entry in EXPECTED]
    first, second = digest.entries
    assert (first.facts.published, first.facts.categories, first.facts.topics) == ("2025-02-09", ("cs.LG",), ("Depth",))
    assert (second.votes, second.facts.topics) == (1200, ("Memory",))


def test_a_topic_with_a_list_of_its_own_is_no_paper() -> None:
    nested = """# 2025-03-28

- **Depth**
  - [The Curse of Depth](https://arxiv.org/abs/2502.05795)
- **Memory**
  - [Learning to Forget](https://arxiv.org/abs/2502.05796)
  - [Learning to Remember](https://arxiv.org/abs/2502.05797)
"""
    assert [title for title, *_ in outline(read(nested))] == [
        "The Curse of Depth",
        "Learning to Forget",
        "Learning to Remember",
    ]


def test_a_field_ends_where_another_begins_though_nobody_knows_its_label() -> None:
    headed = f"""# 每日论文 2025-03-28

## 1) The Curse of Depth
- 作者：Wenfang Sun, Xinyuan Song
- 推荐理由：值得一读
- 期刊/平台：Nature Depth
- DOI：10.1038/s41586-025-00001-2
- 一句话总结：{ONE}

## 2) Learning to Forget
**Authors:** Yi Liu
**Upvotes:** 1.2k | **Sources:** here and there
**Categories:** Robotics (cs.RO); Machine Learning (stat.ML)

**Summary:** {TWO}

**Why trending:** everyone forgets.
"""
    first, second = read(headed, "digest.md").entries
    assert [author.name for author in first.facts.authors] == ["Wenfang Sun", "Xinyuan Song"]
    assert (first.facts.venue, first.facts.doi) == ("Nature Depth", "10.1038/s41586-025-00001-2")
    assert [author.name for author in second.facts.authors] == ["Yi Liu"]
    assert (second.votes, second.facts.categories) == (1200, ("cs.RO", "stat.ML"))
    assert [prose.text(entry.abstract) for entry in (first, second)] == [ONE, TWO]


def test_headings_that_lead_to_papers_are_titles_whatever_stands_below() -> None:
    loose = f"""# 2025-03-28

### 1. **[The Curse of Depth]**(https://huggingface.co/papers/2502.05795)
- **What is new**: {ONE}

### 2\\. [Learning to Forget 2.5: The Sequel](https://huggingface.co/papers/2502.05796)

![figure](https://pictures.example.org/a.png)

{TWO}
"""
    digest = read(loose)
    assert [(title, arxiv) for title, _, arxiv, *_ in outline(digest)] == [
        ("The Curse of Depth", "2502.05795"),
        ("Learning to Forget 2.5: The Sequel", "2502.05796"),
    ]
    assert ONE in prose.text(digest.entries[0].abstract)
    assert prose.text(digest.entries[1].abstract) == TWO
    assert digest.entries[1].facts.links == ()


def test_a_linked_title_may_go_on_in_the_next_line() -> None:
    bold = f"""# Trending, 2025-03-28

**[The Curse of Depth](https://huggingface.co/papers/2502.05795)**

*Wenfang Sun, Xinyuan Song, XS et al. (17 authors)*

🏢 The Lab

{ONE}

▲ 45 • 💬 3 • ⭐ 12,690 • 9d ago

[🎓 arXiv](https://arxiv.org/abs/2502.05795) • [💻 code](https://github.com/a/curse)

---

**[Learning to
  Forget](https://huggingface.co/papers/2502.05796)**

{TWO}

▲ 1.2k • 💬 2 • 2mo ago
"""
    digest = read(bold)
    assert [(title, votes, told) for title, _, _, votes, told in outline(digest)] == [
        ("The Curse of Depth", 45, ONE),
        ("Learning to Forget", 1200, TWO),
    ]
    assert (digest.entries[0].organisation, digest.entries[0].comments) == ("The Lab", 3)
    assert digest.entries[0].facts.links == (Link("code", "https://github.com/a/curse"),)


def test_authors_of_whom_the_middle_is_left_out_are_not_told() -> None:
    digest = read("# 2025-03-28\n\n## 1. The Curse of Depth\n\n**Authors:** Wenfang Sun, ..., Xinyuan Song\n")
    assert digest.entries[0].facts.authors == ()


def test_papers_told_at_length_and_papers_of_a_list_are_all_papers() -> None:
    mixed = f"""# AI 论文日报 · 2025-03-28

> 收录 4 篇 · [Daily](https://huggingface.co/papers)

## Depth（2 篇）

### 1. ⭐ The Curse of Depth（upvotes: 45）
- **摘要**：{ONE}
- **方法**：pruning
- **链接**：[arXiv](https://arxiv.org/abs/2502.05795) · 5/5
- **作者**：Wenfang Sun, Xinyuan Song

### 2. Learning to Forget (Score: 7/10)
- **🔗 Link**: [Web](https://arxiv.org/abs/2502.05796)
- **👥 Authors**: Yi Liu
- **摘要**：{TWO}

## Others

- **Mixing Again** — a new router [arXiv](https://arxiv.org/abs/2502.05797)
- **Longer** — a recipe [arXiv](https://arxiv.org/abs/2502.05798)
- **Learning to Forget** — once more [arXiv](https://arxiv.org/abs/2502.05796)
"""
    first, second, *others = outline(read(mixed, "digest.md"))
    assert first == EXPECTED[0]
    assert second == (*EXPECTED[1][:3], None, TWO)
    assert [(title, arxiv) for title, _, arxiv, *_ in others] == [
        ("Mixing Again", "2502.05797"),
        ("Longer", "2502.05798"),
    ]


def test_a_table_of_tools_beside_one_of_papers_is_none_of_papers() -> None:
    tables = """# 2025-03-28

| # | 论文 | arXiv | 关键词 |
|---|---|---|---|
| 1 | **The Curse of Depth** | [2502.05795](https://arxiv.org/abs/2502.05795) | depth, layers |
| 2 | **Learning to Forget** | 2502.05796 | memory |

| Title | Stars | Url |
|---|---|---|
| forgetter | 12 | https://github.com/a/forgetter |
"""
    digest = read(tables)
    assert [(title, arxiv) for title, _, arxiv, *_ in outline(digest)] == [
        ("The Curse of Depth", "2502.05795"),
        ("Learning to Forget", "2502.05796"),
    ]
    assert digest.entries[0].facts.topics == ("depth", "layers")


def test_a_link_below_a_title_may_have_any_words() -> None:
    items = f"""# 今日论文 2025-03-28

1. **The Curse of Depth** · `arXiv`
   **Why:** {ONE}
   [Go and read it](http://arxiv.org/abs/2502.05795v1)

2. **Learning to Forget** · `arXiv`
   **Why:** {TWO}
   [Go and read it](http://arxiv.org/abs/2502.05796v1)
"""
    assert [(title, arxiv) for title, _, arxiv, *_ in outline(read(items))] == [
        ("The Curse of Depth", "2502.05795"),
        ("Learning to Forget", "2502.05796"),
    ]


def test_the_authors_abstract_goes_before_what_somebody_says_in_short() -> None:
    folded = f"""<div id=toc></div>

# Table of Contents

- [cs.LG](#cs.LG) [Total: 2]

<div id='cs.LG'></div>

# cs.LG [[Back]](#toc)

### [1] [The Curse of Depth](https://arxiv.org/abs/2502.05795)
*Wenfang Sun,Xinyuan Song*

Main category: cs.LG

TL;DR: Depth is a curse.

<details>
  <summary>Details</summary>
Motivation: layers.

Abstract: {ONE}

</details>

### [2] [Learning to Forget](https://arxiv.org/abs/2502.05796)

**Authors:** Yi Liu

### 总结

一种遗忘的方法。

### 论文摘要

{TWO}
"""
    digest = read(folded)
    assert [entry[:3] + entry[4:] for entry in outline(digest)] == [entry[:3] + entry[4:] for entry in EXPECTED]
    assert digest.entries[0].facts.categories == ("cs.LG",)
