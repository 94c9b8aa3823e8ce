"""When the articles were finished, and the dated events that they cite.

What prints no date stands apart, never at a place on the axis.

Fields:
    caption: false leaves out caption and number (where a slide's title says it already).

```yaml
- block: timeline
```
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builder.article import Article
from builder.exhibits import Event
from builder.model import Moment, Notes, Shape, Text, Timeline
from builder.world import World


@dataclass(frozen=True)
class Fields:
    """What a step may hold."""

    caption: bool = True


def lower(fields: Fields, world: World) -> Iterator[Shape]:
    """One timeline, and what a speaker needs."""
    outline = world.comparison.outline
    moments = [_article(a, world) for a in world.comparison.articles.values()]
    moments += [_event(e, world) for e in outline.events]
    items = tuple(sorted(moments, key=lambda m: (not m.sort, m.sort, m.lane)))
    caption = world.fixed("caption_timeline", of="timeline") if fields.caption else None
    yield Timeline("timeline", items, world.word("summary_timeline"), caption)
    yield Notes((world.fixed("say_timeline", of="timeline"),))


def _article(article: Article, world: World) -> Moment:
    basis: tuple[Text, ...] = ()
    if article.vantage_basis:
        basis = (Text(world.word("colon") + world.text(article.vantage_basis)),)
    line = world.say(article.label, *basis, within="timeline")
    if article.vantage == "unstated":
        return Moment(world.word("undated"), "", line, "article")
    return Moment(_date(str(article.vantage), world), str(article.vantage), line, "article")


def _event(event: Event, world: World) -> Moment:
    cite = world.cite(event.claims, event.place)
    line = world.say(event.what, *((cite,) if cite else ()))
    if event.date == "XXXX":
        return Moment(world.word("undated"), "", line)
    if event.date.startswith("XXXX"):
        return Moment(world.word("no_year").replace("{date}", _date(event.date, world)), "", line)
    return Moment(_date(event.date, world), str(event.date), line)


def _date(iso: str, world: World) -> str:
    """A date in words, as precise as it is given: 2022, 2022-10, 2022-10-07; XXXX-04-16 without its year."""
    year, month, day = [*iso.split("-"), "", ""][:3]
    if not month:
        return world.word("year").replace("{year}", year)
    names = world.word("months").split()
    if not 1 <= int(month) <= len(names):
        return iso
    form = world.word(("day" if day else "month") + ("" if year.isdigit() else "_of_year"))
    said = form.replace("{year}", year).replace("{month}", names[int(month) - 1])
    return said.replace("{day}", str(int(day or 0)))
