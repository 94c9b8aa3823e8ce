"""The front: title, subtitle, who issues it and when.

Fields:
    kicker: a small line above the title (the kind of document).
    note: a small line below (what it compares).

```yaml
- {block: cover, kicker: Policy briefing}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builder.article import Article
from builder.model import Cover, Line, Shape, Text
from builder.world import World


@dataclass(frozen=True)
class Fields:
    """What a step may hold."""

    kicker: Line | None = None
    note: Line | None = None


def lower(fields: Fields, world: World) -> Iterator[Shape]:
    """One cover."""
    outline = world.comparison.outline
    issued = [world.text(outline.by)] if outline.by else []
    byline = [world.made("cover.issued", Text(world.word("between").join([*issued, day(world, outline.date.text)])))]
    names = world.word("list").join(_introduced(a, world) for a in world.comparison.articles.values())
    byline.append(world.made("cover.articles", Text(world.word("compared") + names)))
    if fields.note:
        byline.append(fields.note)
    subtitle = world.say(outline.subtitle, within="cover") if outline.subtitle else None
    yield Cover(world.say(outline.title, within="cover"), subtitle, tuple(byline), fields.kicker)


def _introduced(article: Article, world: World) -> str:
    """The article's label, with the short name by which it goes from here on, where the label does not show it."""
    label, short, called = world.text(article.label), world.text(article.short), world.word("called")
    if not called or short in label or not label.endswith("）"):
        return label
    return label.removesuffix("）") + called.replace("{short}", short)


def day(world: World, iso: str) -> str:
    """A day in the template's words: the word `day` holds {year}, {month} and {day}, `months` the months' names."""
    year, month, number = iso.split("-")
    months = world.word("months").split()
    return (
        world.word("day")
        .replace("{year}", year)
        .replace("{month}", months[int(month) - 1])
        .replace("{day}", str(int(number)))
    )
