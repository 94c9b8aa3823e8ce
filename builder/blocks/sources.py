"""The list of sources that the outline cites, with the numbers of the marks.

Fields:
    note: false leaves out the line that explains "not stated".

```yaml
- block: sources
```
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builder.model import Notes, Para, Shape, SourceList
from builder.world import World


@dataclass(frozen=True)
class Fields:
    """What a step may hold."""

    note: bool = True


def lower(fields: Fields, world: World) -> Iterator[Shape]:
    """One list of sources."""
    yield SourceList("sources")
    if fields.note and any(article.not_stated for article in world.comparison.articles.values()):
        yield Para(world.fixed("note_sources", of="sources"), "note")
    yield Notes((world.fixed("say_sources", of="sources"), world.fixed("note_sources", of="notes/sources")))
