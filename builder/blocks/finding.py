"""What the comparison finds on one question, as a paragraph: finding, relation, reason, and where the articles say it.

Fields:
    of: the question.

```yaml
- {block: finding, of: question}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builder.model import Inline, Line, Para, Shape, Text
from builder.outline import Question
from builder.world import World


@dataclass(frozen=True)
class Fields:
    """What a step may hold."""

    of: Question


def lower(fields: Fields, world: World) -> Iterator[Shape]:
    """One paragraph. Of each article that speaks, the first claim of its position stands behind it."""
    question = fields.of
    parts: list[Inline] = [Text(world.text(question.finding) + world.word("stop"), strong=True)]
    parts += [world.relation(question), Text(world.word("gap"))]
    if question.because:
        parts.append(Text(world.text(question.because)))
    spoken = (question.positions[name] for name in world.comparison.articles if name in question.positions)
    claims = [position.claims[0] for position in spoken if position.claims]
    if cite := world.cite(claims, question.place):
        parts.append(cite)
    name = f"questions.{question.id}.in_brief@{world.lang}"
    world.places[name] = question.finding.place
    yield Para(Line(name, tuple(parts)))
