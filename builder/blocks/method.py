"""How the comparison was made: the outline's own paragraph, and what the signs mean.

Fields:
    key: false leaves out the key to the signs.

```yaml
- block: method
```
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builder.model import Inline, Notes, Para, Shape, Tag, Text
from builder.world import LEVELS, SYMBOLS, World


@dataclass(frozen=True)
class Fields:
    """What a step may hold."""

    key: bool = True


def lower(fields: Fields, world: World) -> Iterator[Shape]:
    """A paragraph, and a line of small print with every sign and its word."""
    method = world.comparison.outline.method
    yield Para(world.say(method))
    if fields.key:
        gap = Text(world.word("gap"))
        parts: list[Inline] = [Text(world.word("key_relation"))]
        for value, symbol in SYMBOLS.items():
            parts += [Tag("relation", value, world.word(value), symbol), gap]
        parts.append(Text(world.word("key_confidence")))
        for value, symbol in LEVELS.items():
            parts += [Tag("confidence", value, world.word(value), symbol), gap]
        yield Para(world.made("method.key", *parts[:-1]), "note")
    yield Notes((world.fixed("say_method", of="method"), world.fixed("say_method_tags", of="method")))
