"""What servers answer, in the shapes they were seen to use: days of Hugging Face, arXiv's API and feed, OpenAlex."""

from __future__ import annotations

import json
from xml.sax.saxutils import escape

SUMMARY = "We study how depth behaves in large language models, and find that half of the layers do almost nothing."


def hugging_face_day(*titles: str, day: str = "2025-03-28", votes: int = 12) -> str:
    """`https://huggingface.co/api/daily_papers?date=…`"""
    return json.dumps(
        [
            {
                "paper": {
                    "id": f"2503.{number:05d}",
                    "authors": [{"_id": f"{number}", "name": "Ada Lovelace", "hidden": False}],
                    "publishedAt": f"{day}T01:02:03.000Z",
                    "submittedOnDailyAt": f"{day}T03:00:00.000Z",
                    "title": title,
                    "summary": SUMMARY,
                    "upvotes": votes,
                    "discussionId": f"d{number}",
                },
                "publishedAt": f"{day}T03:00:00.000Z",
                "title": title,
                "summary": SUMMARY,
                "numComments": 3,
                "submittedBy": {"_id": "1", "fullname": "AK", "name": "akhaliq"},
            }
            for number, title in enumerate(titles, 1)
        ]
    )


def hugging_face_search(title: str, identifier: str = "2502.05795", summary: str = SUMMARY) -> str:
    """`https://huggingface.co/api/papers/search?q=…`"""
    paper = {
        "id": identifier,
        "title": title,
        "summary": summary,
        "upvotes": 5,
        "publishedAt": "2025-02-09T00:00:00.000Z",
        "authors": [{"_id": "1", "name": "Ada Lovelace", "hidden": False}],
    }
    return json.dumps([{"title": title, "paper": paper, "publishedAt": "2025-02-09T00:00:00.000Z", "summary": summary}])


def arxiv(*titles: str, identifier: str = "2502.05795", summary: str = SUMMARY) -> str:
    """`http://export.arxiv.org/api/query?search_query=…`"""
    entries = "".join(
        f"""
  <entry>
    <id>http://arxiv.org/abs/{identifier[:-1]}{int(identifier[-1]) + number}v2</id>
    <updated>2025-03-01T10:00:00Z</updated>
    <published>2025-02-09T10:00:00Z</published>
    <title>{escape(title)}</title>
    <summary>  {escape(summary)}
</summary>
    <author><name>Ada Lovelace</name></author>
    <author><name>Alan Turing</name></author>
    <arxiv:primary_category xmlns:arxiv="http://arxiv.org/schemas/atom" term="cs.LG"/>
    <category term="cs.LG" scheme="http://arxiv.org/schemas/atom"/>
    <category term="cs.CL" scheme="http://arxiv.org/schemas/atom"/>
  </entry>"""
        for number, title in enumerate(titles)
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <link href="http://arxiv.org/api/query?search_query=x" rel="self" type="application/atom+xml"/>
  <title type="html">ArXiv Query: search_query=x</title>
  <id>http://arxiv.org/api/abc</id>
  <updated>2025-03-28T00:00:00-04:00</updated>
  <opensearch:totalResults xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">{len(titles)}</opensearch:totalResults>
{entries}
</feed>
"""


ARXIV_ERROR = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <title type="html">ArXiv Query: search_query=x</title>
  <entry>
    <id>http://arxiv.org/api/errors#malformed_query</id>
    <title>Error</title>
    <summary>malformed query</summary>
    <author><name>arXiv api core</name></author>
  </entry>
</feed>
"""


def arxiv_feed(*titles: str, day: str = "Fri, 28 Mar 2025") -> str:
    """`https://rss.arxiv.org/rss/cs.CL`"""
    items = "".join(
        f"""
    <item>
      <title>{escape(title)}</title>
      <link>https://arxiv.org/abs/2503.{number:05d}</link>
      <description>arXiv:2503.{number:05d}v1 Announce Type: new
Abstract: {SUMMARY}</description>
      <guid isPermaLink="false">oai:arXiv.org:2503.{number:05d}v1</guid>
      <category>cs.CL</category>
      <pubDate>{day} 00:00:00 -0400</pubDate>
      <arxiv:announce_type>new</arxiv:announce_type>
      <dc:creator>Ada Lovelace, Alan Turing</dc:creator>
    </item>"""
        for number, title in enumerate(titles, 1)
    )
    return f"""<?xml version='1.0' encoding='UTF-8'?>
<rss xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/" version="2.0">
  <channel>
    <title>cs.CL updates on arXiv.org</title>
    <link>http://rss.arxiv.org/rss/cs.CL</link>
    <lastBuildDate>{day} 04:00:00 +0000</lastBuildDate>
    <pubDate>{day} 00:00:00 -0400</pubDate>{items}
  </channel>
</rss>
"""


def journal(*titles: str, changed: str, published: str = "") -> str:
    """The feed of a journal or a blog, which says when it was last made."""
    day = f"<pubDate>{published}</pubDate>" if published else ""
    items = "".join(
        f"<item><title>{escape(title)}</title><link>https://journal.example/{title.replace(' ', '-')}</link>"
        f"<description>{SUMMARY}</description>{day}</item>\n"
        for title in titles
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel><title>A journal</title>\n'
        f"<lastBuildDate>{changed}</lastBuildDate>\n{items}</channel></rss>\n"
    )


def openalex(*titles: str, doi: str = "10.1000/curse") -> str:
    """`https://api.openalex.org/works?filter=title.search:…`"""
    words = {word: [place] for place, word in enumerate(SUMMARY.split())}
    works = [
        {
            "id": f"https://openalex.org/W{number}",
            "doi": f"https://doi.org/{doi}",
            "title": title,
            "display_name": title,
            "publication_date": "2025-07-13",
            "authorships": [{"author": {"display_name": "Ada Lovelace"}, "institutions": []}],
            "primary_location": {"source": {"display_name": "ICML"}, "pdf_url": None},
            "abstract_inverted_index": words,
        }
        for number, title in enumerate(titles, 1)
    ]
    return json.dumps({"meta": {"count": len(works), "page": 1}, "results": works, "group_by": []})


def openreview(title: str, forum: str) -> str:
    """`https://api2.openreview.net/notes?id=…`"""
    content = {
        "title": {"value": title},
        "authors": {"value": ["Ada Lovelace"]},
        "abstract": {"value": SUMMARY},
        "venue": {"value": "ICLR 2025 Oral"},
        "keywords": {"value": ["depth"]},
        "pdf": {"value": "/pdf/1.pdf"},
    }
    note = {
        "id": forum,
        "forum": forum,
        "content": content,
        "invitations": ["ICLR/-/Submission"],
        "pdate": 1743134400000,
    }
    return json.dumps({"notes": [note], "count": 1})
