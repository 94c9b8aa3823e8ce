"""Two positions that cannot both be followed, side by side, and what would decide between them.

Fields:
    of: the tension.
    brief: true makes one paragraph of it: the tension, who stands on which side and where, and what would decide it.
    decided: false leaves out what would decide it from that paragraph.

```yaml
- {block: tension, of: tension}
```
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from builder.model import Inline, Line, Notes, Para, Shape, Side, Text, Versus
from builder.outline import Tension, TensionSide
from builder.speaking import evidence
from builder.world import World


@dataclass(frozen=True)
class Fields:
    """What a step may hold."""

    of: Tension
    brief: bool = False
    decided: bool = True


def lower(fields: Fields, world: World) -> Iterator[Shape]:
    """Two sides, and what a speaker needs."""
    tension = fields.of
    path = f"tensions.{tension.id}"
    if fields.brief:
        yield _brief(tension, world, fields.decided)
        return
    lead = (Text(world.word("decided_by"), strong=True),)
    foot = world.say(tension.decided_by, lead=lead)
    yield Versus(_side(tension.sides[0], world), _side(tension.sides[1], world), foot)
    within = f"notes/{path}"
    says = (
        world.ended(world.say(tension.title, within=within)),
        world.ended(world.say(tension.decided_by, within=within, lead=(Text(world.word("decided_by")),))),
    )
    yield Notes(says, tuple(line for side in tension.sides for line in evidence(world, side.claims, within)))


def _brief(tension: Tension, world: World, decided: bool) -> Para:
    held = world.word("side_held")
    sides = (
        held.replace("{head}", world.text(side.head)).replace("{names}", world.holders(side.claims))
        for side in tension.sides
    )
    parts: list[Inline] = [
        Text(world.text(tension.title) + world.word("stop"), strong=True),
        Text(world.word("semicolon").join(sides) + world.word("stop").rstrip()),
    ]
    firsts = [claim for side in tension.sides for claim in _firsts(side)]
    if cite := world.cite(dict.fromkeys(firsts), tension.place):
        parts.append(cite)
    if decided:
        parts.append(Text(world.word("gap") + world.word("decided_by") + world.text(tension.decided_by)))
    name = f"tensions.{tension.id}.in_brief@{world.lang}"
    world.places[name] = tension.title.place
    return Para(Line(name, tuple(parts)))


def _firsts(side: TensionSide) -> Iterable[str]:
    """One claim for each article that stands on a side; one on both sides has its place for each."""
    return {claim.partition(".")[0]: claim for claim in reversed(side.claims)}.values()


def _side(side: TensionSide, world: World) -> Side:
    cite = world.cite(side.claims, side.place)
    return Side(world.say(side.head), world.say(side.says, *((cite,) if cite else ())))
