"""A page of each kind, with all that the theme can show of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from sitegen.model import Author, Facts, Link, Listing, Related
from sitegen.render.pagination import placed
from sitegen.render.plan.archive import ArchiveMonth, ArchiveView, ArchiveYear
from sitegen.render.plan.editions import EditionView
from sitegen.render.plan.free_pages import FreePageView
from sitegen.render.plan.interactive import NotFoundView
from sitegen.render.plan.lists import ListView
from sitegen.render.plan.names import IndexView, Letter, Name
from sitegen.render.theme import Theme, page
from sitegen.render.views import AppearanceView, Card, PaperView, Ref, RelatedView, Site
from sitegen.routes import Output

DAY = Ref("2025-03-28", "date/2025-03-28.html")


EARLIER = Ref("2025-03-21", "date/2025-03-21.html")


TOPIC = Ref("vector quantization", "topics/vector-quantization.html", 2)


AUTHOR = Ref("Ada Lovelace", "authors/ada-lovelace.html", 2)


ABSTRACT = "Vectors are quantized so that they fit. " * 30 + "The last sentence speaks of zeppelins."


SITE = Site(
    title="Little digest",
    description="",
    lang="en",
    base_url="",
    base_path="/",
    urls="file",
    curator="Ada and friends",
    nav=(
        Ref("archive", "date/index.html"),
        Ref("topics", "topics/index.html"),
        Ref("search", "search/index.html"),
        Ref("about", "about.html"),
    ),
    assets="assets",
    newsletter_action="https://mail.example/subscribe",
    newsletter_email_field="address",
    newsletter_fields=(("list", "digest"),),
    foot=(Ref("", "about.html"),),
)


def card(rank: int, title: str, **more: Any) -> Card:
    return Card(id=f"p{rank}", title=title, route=f"papers/p{rank}.html", rank=rank, **more)


CARDS = (
    card(1, "The Curse of Depth", abstract=ABSTRACT, votes=12, comments=3, submitter="ada", topics=(TOPIC,), new=True),
    card(
        2, "Codes", abstract=ABSTRACT, authors=(AUTHOR,), links=(Link("code", "https://code.example"),), seen=(EARLIER,)
    ),
    card(3, "نماذج لغوية كبيرة", abstract="ملخص قصير عن النماذج اللغوية. " * 12, note="Worth *reading*."),
    card(4, "Crowds", authors=tuple(Ref(f"Person {number}") for number in range(60))),
    card(
        5, "Bounds of $O(x^2)$", abstract=f"We show $x^2$. {ABSTRACT} See https://deep.example <https://deep.example>."
    ),
)


NOTES = """\
## Notes

| depth | loss |
| --- | --- |
| 12 | 3.1 |

```python
def scale(depth):
    return depth ** 0.5
```
"""


def paper(shown: Card, notes: str = "", **facts: Any) -> PaperView:
    return PaperView(
        route=shown.route,
        id=shown.id,
        key=shown.id,
        facts=Facts(
            title=shown.title,
            authors=tuple(Author(author.label) for author in shown.authors),
            links=shown.links,
            **facts,
        ),
        abstract=shown.abstract,
        text="",
        notes=notes,
        authors=shown.authors,
        topics=shown.topics,
        appearances=(AppearanceView(edition=DAY, listing=Listing(paper=shown.id, rank=1, votes=12)),),
        related=(
            RelatedView(paper=Ref("Codes", "papers/p2.html"), relation=Related("p2", ("codebook", "tokens"))),
            RelatedView(
                paper=Ref(f"Anti{'dis' * 30}establishment", "papers/p3.html"), relation=Related("p3", ("words",))
            ),
        ),
        previous=Ref(f"Anti{'dis' * 30}establishment", "papers/p3.html"),
        next=Ref("Codes", "papers/p2.html"),
    )


def outputs() -> Iterator[Output]:
    edition = EditionView(
        route="index.html",
        date="2025-03-28",
        start="",
        curator="Ada and friends",
        intro="A *quiet* day.",
        cards=CARDS,
        total=len(CARDS),
        home=True,
        previous=EARLIER,
        week=Ref("2025-W13", "week/2025-W13.html"),
        new_count=1,
    )
    listed = tuple(replace(one, rank=0, abstract="", text="Vectors are quantized.", listed=DAY) for one in CARDS)
    _, _, place = next(placed(range(9), TOPIC.route, by_age=True))
    topic = ListView(kind="topic", title=TOPIC.label, cards=listed, total=90, **place)
    month = ArchiveMonth(month=Ref("2025-03"), editions=(DAY, EARLIER))
    letter = Letter(letter="", anchor="", names=(Name(label=TOPIC.label, route=TOPIC.route, count=2),))
    topics = IndexView(
        route="topics/index.html", kind="topics", letters=(letter,), total=1, part=1, parts=1, first="topics/index.html"
    )
    about = FreePageView(
        route="about.html", title="About", body="Who we are.\n\n## How\n\nSlowly.", papers=5, editions=1
    )
    archive = ArchiveView(
        route="date/index.html", years=(ArchiveYear(year="2025", editions=2, months=(month,)),), editions=2, papers=5
    )
    views = (
        edition,
        replace(edition, route=DAY.route, home=False),
        paper(CARDS[0], notes=NOTES),
        paper(CARDS[3], arxiv="2503.02130", published="2025-03-04", venue="Journal of Crowds"),
        paper(CARDS[4]),
        topic,
        topics,
        archive,
        replace(about, generated=True),
        NotFoundView(route="404.html"),
    )
    yield from map(page, views)


PAGES = [output.route for output in outputs()]


def write(theme: Theme, folder: Path) -> None:
    # keys fetch the next paper's page before it is opened
    others = [page(paper(shown)) for shown in CARDS[1:3]]
    for output in (*outputs(), *others, *theme.outputs()):
        file = folder / output.route
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(output.render(output.view, theme))
