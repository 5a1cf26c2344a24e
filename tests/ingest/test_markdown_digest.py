"""Digests as people and bots write them in Markdown."""

from __future__ import annotations

import pytest

from sitegen.diagnostics import Report
from sitegen.ingest import ingest
from sitegen.ingest.values import prose
from sitegen.model import Digest, Entry, Link


def read(text: str, path: str = "digest.md", date: str = "") -> tuple[Digest, Report]:
    report = Report()
    return ingest(text.encode(), path, report, date_hint=date), report


def told(entry: Entry) -> str:
    return prose.text(entry.abstract)


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


@pytest.mark.parametrize("text", [CHINESE_HTML])
def test_labels_of_other_languages_are_known_in_markdown_and_html(text: str) -> None:
    digest, _ = read(text)
    (entry,) = digest.entries
    assert digest.date == "2025-01-09"
    assert (entry.facts.title, entry.facts.arxiv) == ("rStar-Math: Small LLMs Can Master Math Reasoning", "2501.08325")
    assert told(entry) == "我们提出了rStar-Math。代码将在https://github.com/microsoft/rStar上提供。"
    assert entry.facts.links == (Link("code", "https://github.com/microsoft/rStar"),)
