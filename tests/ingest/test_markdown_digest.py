"""Digests as people and bots write them in Markdown."""

from __future__ import annotations

import textwrap

import pytest

from sitegen.diagnostics import Report
from sitegen.ingest import ingest
from sitegen.ingest.values import prose
from sitegen.model import Digest, Entry, Link

ABSTRACT = "Large language models need memory that grows with the input. We show how to do with less of it, and why."
ANOTHER = (
    "Books of problems in mathematics are ordered by what a reader must know before. We collect such an order for five "
    "thousand problems, and teach a model of images and words along it. It solves more of them than models that saw "
    "ten times as many problems in no order, and says where its knowledge ends."
)
BOT = f"""# arXiv Papers Bot

This repository fetches papers. [![Deploy](https://a.b/button)](https://a.b/new)

## Statistics

- **Last Updated**: 2025-08-14 12:51:43 UTC
- **Total Papers Found**: 2

## Recent Papers

### 1. [RocketKV: Long-Context Inference](https://arxiv.org/abs/2502.14051)

**Authors**: Payman Behnam, Yaosheng Fu
**Category**: cs.CL
**Published**: 2025-08-14
**Score**: 7.0

arXiv:2502.14051v3 Announce Type: replace
Abstract: {ABSTRACT}

---

### 2. [Fantasy: Vector Search](https://arxiv.org/abs/2512.02278)

**Authors**: Yi Liu
**Category**: cs.DC
**Type**: new
**ArXiv ID**: 2512.02278v1

#### Abstract
{ABSTRACT}

#### AI Summary
# Fantasy in short

### 1. What it does
- **Problem**: memory

| Stage | Title |
|---|---|
| 1 | K-means |

---

## Schedule

1. **Fork this repository**
2. [Open an issue](https://github.com/a/b/issues)
"""


def read(text: str, path: str = "digest.md", date: str = "") -> tuple[Digest, Report]:
    report = Report()
    return ingest(text.encode(), path, report, date_hint=date), report


def told(entry: Entry) -> str:
    return prose.text(entry.abstract)


def test_a_bots_readme_is_an_edition_and_its_summaries_are_no_papers() -> None:
    digest, _ = read(BOT)
    assert digest.date == "2025-08-14"
    first, second = digest.entries
    assert (first.facts.title, first.facts.arxiv, first.facts.version) == (
        "RocketKV: Long-Context Inference",
        "2502.14051",
        "3",
    )
    assert [author.name for author in first.facts.authors] == ["Payman Behnam", "Yaosheng Fu"]
    assert (first.facts.categories, first.facts.published) == (("cs.CL",), "2025-08-14")
    assert (second.facts.arxiv, second.facts.version) == ("2512.02278", "1")
    assert told(first) == told(second) == ABSTRACT


TABLE = """# Daily papers

> Updated on 2025.03.28

## SLAM

|Publish Date|Title|Authors|PDF|Code|
|---|---|---|---|---|
|**2025-03-27**|**A Map \\| and more**|Ann Lee et.al.|[2503.19652](http://arxiv.org/abs/2503.19652)|**[link](https://github.com/a/map)**|
|**2025-03-26**|**Another Map**|B. Ito, C. Roy|[2503.19653v2](http://arxiv.org/abs/2503.19653v2)|null|

## Depth

|Publish Date|Title|Authors|PDF|Code|
|---|---|---|---|---|
|**2025-03-25**|**The Depth**|D. Ko|[2503.19654](http://arxiv.org/abs/2503.19654)|null|
"""


def test_tables_are_read_by_their_heads() -> None:
    digest, _ = read(TABLE)
    assert digest.date == "2025-03-28"
    first, second, third = (entry.facts for entry in digest.entries)
    assert [facts.title for facts in (first, second, third)] == ["A Map | and more", "Another Map", "The Depth"]
    assert [facts.arxiv for facts in (first, second, third)] == ["2503.19652", "2503.19653", "2503.19654"]
    assert first.links == (Link("code", "https://github.com/a/map"),)
    assert [author.name for author in second.authors] == ["B. Ito", "C. Roy"]


WEEK = f"""Hugging Face 주간 인기 논문 Top 10 (2025-W33) - 번역본
출처: https://huggingface.co/papers/week/2025-W33

--- 1. GLM-4.5: Agentic Models ---
Link: https://huggingface.co/papers/2508.06471

## Abstract (Original)
{ABSTRACT}

## 초록 (Korean)
번역 중 오류 발생: 3번의 시도 후에도 네트워크 연결에 실패했습니다.

--- 2. We-Math 2.0: A Versatile
  MathBook System ---
Link: https://huggingface.co/papers/2508.10433

## Abstract (Original)
{textwrap.fill(ANOTHER, 60)}

## 초록 (Korean)
번역
"""


def test_a_week_of_the_calendar_is_a_range_and_translations_are_left_out() -> None:
    digest, report = read(WEEK)
    assert not report.diagnostics
    assert (digest.start, digest.date) == ("2025-08-11", "2025-08-17")
    first, second = digest.entries
    assert (first.facts.arxiv, told(first)) == ("2508.06471", ABSTRACT)
    assert second.facts.title == "We-Math 2.0: A Versatile MathBook System"
    assert told(second) == ANOTHER


CHINESE = """# Hugging Face 2025-01-09 论文日报

## 📊 今日论文统计
- 总论文数：1

## 📝 论文详情

### 1. 小型语言模型通过自我进化

**原文标题：** rStar-Math: Small LLMs Can Master Math
  Reasoning

**摘要：**
我们提出了rStar-Math。代码将在https://github.com/microsoft/rStar上提供。

**论文链接：** [HuggingFace](https://huggingface.co/papers/2501.08325) | [arXiv](https://arxiv.org/abs/2501.08325)

---

## 📱 订阅渠道
- GitHub: [newsletter](https://github.com/a/newsletter)
"""
CHINESE_HTML = """<h1>Hugging Face 2025-01-09 论文日报</h1><h2>论文详情</h2>
<h3>1. 小型语言模型通过自我进化</h3>
<p><strong>原文标题：</strong> rStar-Math: Small LLMs Can Master Math
  Reasoning</p>
<p><strong>摘要：</strong>
我们提出了rStar-Math。代码将在https://github.com/microsoft/rStar上提供。</p>
<p><strong>论文链接：</strong> <a href="https://arxiv.org/abs/2501.08325">arXiv</a></p>
<hr />"""


@pytest.mark.parametrize("text", [CHINESE, CHINESE_HTML])
def test_labels_of_other_languages_are_known_in_markdown_and_html(text: str) -> None:
    digest, _ = read(text)
    (entry,) = digest.entries
    assert digest.date == "2025-01-09"
    assert (entry.facts.title, entry.facts.arxiv) == ("rStar-Math: Small LLMs Can Master Math Reasoning", "2501.08325")
    assert told(entry) == "我们提出了rStar-Math。代码将在https://github.com/microsoft/rStar上提供。"
    assert entry.facts.links == (Link("code", "https://github.com/microsoft/rStar"),)


def test_a_title_in_bold_type_is_parted_from_what_is_said_of_it() -> None:
    row = "| {}) **{}** - {} | [Paper](https://arxiv.org/abs/2503.0000{}), [Tweet](https://x.com/a/status/1) |\n"
    told_of = {"One: a title": ABSTRACT, "Two": ANOTHER, "Three": f"In three rooms {ABSTRACT.lower()}"}
    rows = "".join(row.format(n, title, words, n) for n, (title, words) in enumerate(told_of.items(), 1))
    digest, _ = read(
        f"## Top Papers of the Week (March 3 - March 9) - 2025\n| **Paper** | **Links** |\n|---|---|\n{rows}"
    )
    assert (digest.start, digest.date) == ("2025-03-03", "2025-03-09")
    assert {entry.facts.title: told(entry) for entry in digest.entries} == told_of
    assert not any(entry.facts.links for entry in digest.entries)
    assert digest.entries[2].facts.arxiv == "2503.00003"


@pytest.mark.parametrize(
    ("names", "is_cut"),
    [
        ("Ann Lee, Bo Cho", False),
        ("Ann Lee, Bo Cho, et al.", True),
        ("Ann Lee, Bo Cho, *et al.*", True),
        ("by Ann Lee, Bo Cho and others", True),
        ("Ann Lee, Bo Cho +3", True),
        ("Ann Lee, Bo Cho and 1 other author", True),
        ("Ann Lee, Bo Cho et 1 autre auteur", True),
        ("Ann Lee, Bo Cho y 1 otro autor", True),
        ("Ann Lee, Bo Cho und 1 weiterer Autor", True),
    ],
)
def test_authors_whom_a_list_leaves_out_are_a_fact_and_no_name(names: str, is_cut: bool) -> None:
    entry = "- [{}](https://arxiv.org/abs/2401.0000{}) - {}\n  {}\n"
    rows = [
        entry.format("Slow Clocks of the Moon", 1, names, ABSTRACT),
        entry.format("Small Maps of Old Rooms", 2, "Cy Roy, Di Sun", ANOTHER),
    ]
    clocks, maps = ingest("".join(rows).encode(), "2025-03-28.md", Report()).entries
    assert [author.name for author in clocks.facts.authors] == ["Ann Lee", "Bo Cho"]
    assert (clocks.facts.more_authors, maps.facts.more_authors) == (is_cut, False)


def test_a_paper_that_is_named_twice_has_no_more_authors_than_those_of_the_mention_that_they_are_from() -> None:
    entry = "- [{}](https://arxiv.org/abs/2401.0000{}) - {}\n  {}\n"
    rows = [
        entry.format("Slow Clocks of the Moon", 1, "Ann Lee, Bo Cho", ABSTRACT),
        entry.format("Small Maps of Old Rooms", 2, "Cy Roy, Di Sun", ANOTHER),
        entry.format("Slow Clocks of the Moon", 1, "Ann Lee et al.", ABSTRACT),
    ]
    clocks, _ = ingest("".join(rows).encode(), "2025-03-28.md", Report()).entries
    assert [author.name for author in clocks.facts.authors] == ["Ann Lee", "Bo Cho"]
    assert not clocks.facts.more_authors
