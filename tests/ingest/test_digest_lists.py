"""Digests in Markdown whose papers are set in lists, below headings, at length and in short."""

from __future__ import annotations

from sitegen.ingest.values import prose
from tests.ingest.test_digest_styles import EXPECTED, ONE, TWO, outline, read


def test_what_is_said_behind_a_link_is_said_of_the_paper() -> None:
    items = f"""# 2025-03-28

- [The Curse of Depth](https://arxiv.org/abs/2502.05795)（45 赞）：{ONE}
- [Learning to Forget](https://arxiv.org/abs/2502.05796) - {TWO}
"""
    assert [(votes, told) for *_, votes, told in outline(read(items))] == [(45, ONE), (None, TWO)]


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


def test_authors_around_those_who_are_left_out_are_told() -> None:
    digest = read("# 2025-03-28\n\n## 1. The Curse of Depth\n\n**Authors:** Wenfang Sun, ..., Xinyuan Song\n")
    assert [author.name for author in digest.entries[0].facts.authors] == ["Wenfang Sun", "Xinyuan Song"]


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
