"""The key judgements, with their relation, confidence and evidence.

Fields:
    title: false leaves out the box's own head (where a heading says it already).
    least: only those of at least this priority.
    marks: true puts citation marks behind each in place of the line of evidence.

```yaml
- block: judgements
```
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from builder.model import Card, Cards, Inline, Line, Notes, Shape, Tag, Text
from builder.outline import Judgement, at_least
from builder.world import SYMBOLS, World


@dataclass(frozen=True)
class Fields:
    """What a step may hold."""

    title: bool = True
    least: Literal["high", "normal", "low"] = "low"
    marks: bool = False


def lower(fields: Fields, world: World) -> Iterator[Shape]:
    """One group of cards, and what a speaker needs."""
    judgements = at_least(world.comparison.outline.judgements, fields.least)
    head = world.fixed("judgements", of="judgements") if fields.title else None
    yield Cards(tuple(_card(j, world, fields.marks) for j in judgements), head)
    says = [world.fixed("say_judgements", of="judgements")]
    if headline := world.comparison.outline.headline:
        says.append(world.ended(world.say(headline, within="notes")))
    lines: list[Line] = []
    for j in judgements:
        why = (Text(world.word("caveat") + world.text(j.why)),) if j.why else ()
        level = Text(world.word("colon_confidence") + world.word(j.confidence))
        lines.append(world.say(j.head, level, *why, within="notes"))
        lines.append(world.sources(f"notes/judgements.{j.id}.rests_on", j.rests_on, j.place))
    yield Notes(tuple(says), tuple(lines))


def _card(j: Judgement, world: World, marks: bool) -> Card:
    tags: list[Tag] = []
    if j.relation:
        tags.append(Tag("relation", j.relation, world.word(j.relation), SYMBOLS[j.relation]))
    tags.append(world.confidence(j.confidence))
    if marks:
        cite = world.cite(j.rests_on, j.place)
        return Card(world.say(j.head), world.say(j.says, *((cite,) if cite else ())), tuple(tags))
    lead: tuple[Inline, ...] = (Text(world.word("rests_on")),)
    foot = world.sources(f"judgements.{j.id}.rests_on", j.rests_on, j.place, *lead)
    agreeing = dict.fromkeys(r.partition(".")[0] for r in j.rests_on) if j.relation != "differ" else ()
    leaning = world.leaning(agreeing)
    foot = Line(foot.id, (*foot.parts, *leaning))
    return Card(world.say(j.head), world.say(j.says), tuple(tags), foot)
