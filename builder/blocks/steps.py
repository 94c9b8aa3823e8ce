"""What is recommended, by whom to whom, in the editors' order: first, next, later.

Fields:
    least: only what has at least this priority.
    plain: true makes a numbered list of it, without the names of the stages.

```yaml
- block: steps
```
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from builder.model import Bullets, Line, Notes, Shape, Stage, Steps, Text, plain
from builder.outline import Step, at_least
from builder.speaking import evidence
from builder.world import World

_STAGES = ("first", "next", "later")


@dataclass(frozen=True)
class Fields:
    """What a step may hold."""

    least: Literal["high", "normal", "low"] = "low"
    plain: bool = False


def lower(fields: Fields, world: World) -> Iterator[Shape]:
    """Up to three stages, and what a speaker needs."""
    steps = at_least(world.comparison.outline.steps, fields.least)
    stages = []
    for stage in _STAGES:
        lines = tuple(_line(s, world) for s in steps if s.stage == stage)
        if lines:
            stages.append(Stage(world.fixed(stage, of="steps"), lines, world.fixed(f"{stage}_aside", of="steps")))
    yield (
        Bullets(tuple(line for s in stages for line in s.lines), ordered=True) if fields.plain else Steps(tuple(stages))
    )
    counts = world.word("comma").join(
        world.word("say_stage").replace("{stage}", plain(s.head)).replace("{n}", str(len(s.lines))) for s in stages
    )
    says = (world.fixed("say_steps", of="steps"), world.ended(world.made("notes/steps.counts", Text(counts))))
    yield Notes(says, tuple(line for step in steps for line in evidence(world, step.claims, "notes/steps")))


def _line(step: Step, world: World) -> Line:
    cite = world.cite(step.claims, step.place)
    lead = (Text(world.text(step.by) + world.word("colon"), strong=True),)
    return world.say(step.says, *((cite,) if cite else ()), lead=lead)
