"""How the comparison was made: the outline's own paragraph, and what the signs mean.

Fields:
    key: false leaves out the key to the signs.

```yaml
- block: method
```
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from builder.model import Inline, Notes, Para, Shape, Tag, Text
from builder.world import LEVELS, SYMBOLS, World


@dataclass(frozen=True)
class Fields:
    """What a step may hold."""

    key: bool = True


def lower(fields: Fields, world: World) -> Iterator[Shape]:
    """A paragraph, and two lines of small print with every sign and its word: relations, then confidence."""
    method = world.comparison.outline.method
    yield Para(world.say(method))
    if fields.key:
        yield _key("relation", SYMBOLS, world)
        yield _key("confidence", LEVELS, world)
    yield Notes((world.fixed("say_method", of="method"), world.fixed("say_method_tags", of="method")))


def _key(kind: Literal["relation", "confidence"], symbols: Mapping[str, str], world: World) -> Para:
    """What the signs of one kind mean, on a line."""
    parts: list[Inline] = []
    for value, symbol in symbols.items():
        parts += [Text(world.word("gap"))] if parts else []
        parts.append(Tag(kind, value, world.word(value), symbol))
    return Para(world.made(f"method.key.{kind}", Text(world.word(f"key_{kind}")), *parts), "note")
