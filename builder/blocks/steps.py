"""What is recommended, by whom to whom, in the editors' order: first, next, later.

```yaml
- block: steps
```
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builder.model import Line, Notes, Shape, Stage, Steps, Text
from builder.outline import Step
from builder.speaking import evidence
from builder.world import World

_STAGES = ("first", "next", "later")


@dataclass(frozen=True)
class Fields:
    """What a step may hold: nothing."""


def lower(fields: Fields, world: World) -> Iterator[Shape]:
    """Up to three stages, and what a speaker needs."""
    steps = world.comparison.outline.steps
    stages = []
    for stage in _STAGES:
        lines = tuple(_line(s, world) for s in steps if s.stage == stage)
        if lines:
            stages.append(Stage(world.fixed(stage, of="steps"), lines, world.fixed(f"{stage}_aside", of="steps")))
    yield Steps(tuple(stages))
    notes = [world.fixed("say_steps", of="steps")]
    for step in steps:
        notes += evidence(world, step.claims, "notes/steps")
    yield Notes(tuple(notes))


def _line(step: Step, world: World) -> Line:
    cite = world.cite(step.claims, step.place)
    lead = (Text(world.text(step.by) + world.word("colon"), strong=True),)
    return world.say(step.says, *((cite,) if cite else ()), lead=lead)
