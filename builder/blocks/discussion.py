"""Questions for discussion.

```yaml
- block: discussion
```
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builder.model import Bullets, Notes, Shape, Text
from builder.world import World


@dataclass(frozen=True)
class Fields:
    """What a step may hold: nothing."""


def lower(fields: Fields, world: World) -> Iterator[Shape]:
    """A numbered list, and for a speaker the findings that each question takes up."""
    outline = world.comparison.outline
    yield Bullets(tuple(world.say(q.ask) for q in outline.discussion), ordered=True)
    findings = {str(q.id): q.finding for q in outline.questions} | {str(t.id): t.title for t in outline.tensions}
    about: dict[str, list[str]] = {}
    for n, q in enumerate(outline.discussion, 1):
        for name in dict.fromkeys(map(str, q.about)):
            if name in findings:
                about.setdefault(name, []).append(str(n))
    says = (world.fixed("say_discussion", of="discussion"), world.fixed("say_discussion_more", of="discussion"))
    evidence = [world.fixed("taken_up", of="notes/discussion")] if about else []
    for name, numbers in about.items():
        lead = world.word("taken_up_by").replace("{n}", world.word("comma").join(numbers))
        evidence.append(world.say(findings[name], within="notes/discussion", lead=(Text(lead),)))
    yield Notes(says, tuple(evidence))
