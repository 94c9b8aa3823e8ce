"""The compared articles at a glance: what they are, what they work with, what they argue, what to bear in mind.

Fields:
    caption: false leaves out caption and number (where a slide's title says it already).
    limits: false leaves out the column of limits.

```yaml
- block: articles
```
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builder.article import Article
from builder.load import Str
from builder.model import Cell, Column, Line, Notes, Shape, Table, Text
from builder.world import World


@dataclass(frozen=True)
class Fields:
    """What a step may hold."""

    caption: bool = True
    limits: bool = True


def lower(fields: Fields, world: World) -> Iterator[Shape]:
    """One table, and what a speaker needs."""
    columns = [
        Column(world.fixed("article", of="articles"), 1.35, "label"),
        Column(world.fixed("argues", of="articles"), 3.6, "text"),
        Column(world.fixed("basis", of="articles"), 2.2, "text"),
    ]
    if fields.limits:
        columns.append(Column(world.fixed("limits", of="articles"), 2.2, "text"))
    rows = tuple(_row(a, world, fields.limits) for a in world.comparison.articles.values())
    caption = world.fixed("caption_articles", of="articles") if fields.caption else None
    note = world.fixed("note_articles", of="articles") if fields.limits else None
    yield Table("articles", tuple(columns), rows, world.word("summary_articles"), caption, note)
    count = world.word("say_count").replace("{n}", str(len(world.comparison.articles)))
    says = (world.made("notes/articles.count", Text(count)), world.fixed("say_articles", of="articles"))
    lines: list[Line] = []
    if any(a.profile for a in world.comparison.articles.values()):
        lines.append(world.fixed("limits_of", of="notes/articles"))
    for a in world.comparison.articles.values():
        if a.profile:
            lines.append(
                world.say(a.profile.limits, within="notes", lead=(Text(world.text(a.short) + world.word("colon")),))
            )
    yield Notes(says, tuple(lines))


def _row(article: Article, world: World, limits: bool) -> tuple[Cell, ...]:
    references = [Str(f"{article.id}.{name}", name.place) for name in article.argues.claims]
    cite = world.cite(references, article.argues.place)
    cells = [
        Cell((world.say(article.label, world.whole(article), within="articles"),)),
        Cell((world.say(article.argues.says, *((cite,) if cite else ())),)),
    ]
    if article.profile:
        genre = Text(world.text(article.profile.genre) + world.word("semicolon"))
        cells.append(Cell((world.say(article.profile.basis, lead=(genre,)),)))
        if limits:
            cells.append(Cell((world.say(article.profile.limits),)))
    else:
        cells += [Cell((_dash(article, world, n),)) for n in range(2 if limits else 1)]
    return tuple(cells)


def _dash(article: Article, world: World, n: int) -> Line:
    return world.made(f"{article.id}.profile.{n}", Text(world.word("dash")))
