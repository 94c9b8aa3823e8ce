"""What a short output leaves out of the outline, and where it stands in full: nothing is dropped in silence.

Fields:
    least: the output takes up what has at least this priority.
    questions: false where it takes up no question as such.
    judgements: the key judgements that it takes up have at least this priority.
    see: where the rest stands.

```yaml
- {block: left-out, least: high, see: {zh: 详见简报全文, en: see the full briefing}}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from builder.model import Inline, Line, Para, Shape, Text
from builder.outline import at_least
from builder.world import World


@dataclass(frozen=True)
class Fields:
    """What a step may hold."""

    path: str
    see: Line
    least: Literal["high", "normal", "low"] = "normal"
    questions: bool = True
    judgements: Literal["high", "normal", "low"] = "low"


def lower(fields: Fields, world: World) -> Iterator[Shape]:
    """One small paragraph that names the questions, unless none is taken up, and counts the rest; or nothing."""
    outline = world.comparison.outline
    kept = {id(q) for q in at_least(outline.questions, fields.least) if fields.questions}
    named = [world.text(q.short) for q in outline.questions if id(q) not in kept]
    counted = {
        "left_judgements": len(outline.judgements) - len(at_least(outline.judgements, fields.judgements)),
        "left_tensions": len(outline.tensions) - len(at_least(outline.tensions, fields.least)),
        "left_steps": len(outline.steps) - len(at_least(outline.steps, fields.least)),
    }
    said = [world.word(key).replace("{n}", str(n)) for key, n in counted.items() if n]
    if named and not kept:
        said.insert(0, world.word("left_all_questions").replace("{n}", str(len(named))))
    elif named:
        said.insert(0, world.word("left_questions").replace("{names}", world.word("comma").join(named)))
    if not said:
        return
    parts: tuple[Inline, ...] = (Text(world.word("left_out") + world.word("semicolon").join(said)),)
    parts += (Text(world.word("semicolon")), *fields.see.parts, Text(world.word("stop").rstrip()))
    yield Para(Line(f"{fields.path}.left_out@{world.lang}", parts), "note")
