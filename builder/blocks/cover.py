"""The front: title, subtitle, who issues it and when.

Fields:
    kicker: a small line above the title: the kind of document (default: the template's word `kind`, if it has one).
    note: a small line below.
    subtitle: false leaves the subtitle out.
    articles: false leaves out which articles are compared (where they are too many to be named).

```yaml
- {block: cover, kicker: Policy briefing}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builder.model import Cover, Line, Notes, Shape, Text
from builder.world import World


@dataclass(frozen=True)
class Fields:
    """What a step may hold."""

    kicker: Line | None = None
    note: Line | None = None
    subtitle: bool = True
    articles: bool = True


def lower(fields: Fields, world: World) -> Iterator[Shape]:
    """One cover."""
    outline = world.comparison.outline
    issued = [world.text(outline.by)] if outline.by else []
    byline = [world.made("cover.issued", Text(world.word("between").join([*issued, world.day(outline.date.text)])))]
    if fields.articles:
        names = world.word("list").join(world.introduced(a) for a in world.comparison.articles.values())
        byline.append(world.made("cover.articles", Text(world.word("compared") + names)))
    if fields.note:
        byline.append(fields.note)
    subtitle = world.say(outline.subtitle, within="cover") if outline.subtitle and fields.subtitle else None
    kicker = fields.kicker or (world.fixed("kind", of="cover") if "kind" in world.words else None)
    yield Cover(world.say(outline.title, within="cover"), subtitle, tuple(byline), kicker)
    count = world.word("say_count").replace("{n}", str(len(world.comparison.articles)))
    says = [world.made("notes/cover.count", Text(count))]
    if outline.headline:
        says.append(world.ended(world.say(outline.headline, within="notes/cover")))
    yield Notes(tuple(says))
