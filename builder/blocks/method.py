"""How the comparison was made: the outline's own paragraph, and what the signs mean.

Fields:
    key: false leaves out the key to the signs.
    confidence: false leaves out the signs of confidence, where none is printed.
    modes: true explains the ids and the modes of claims, where they are printed.

```yaml
- block: method
```
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from builder.model import Inline, Notes, Para, Shape, Tag, Text
from builder.world import LEVELS, MODES, SYMBOLS, World


@dataclass(frozen=True)
class Fields:
    """What a step may hold."""

    key: bool = True
    confidence: bool = True
    modes: bool = False


def lower(fields: Fields, world: World) -> Iterator[Shape]:
    """A paragraph, and small print with every sign and its word, a line a kind: relations, confidence, modes."""
    method = world.comparison.outline.method
    yield Para(world.say(method))
    if fields.key:
        yield _key("relation", SYMBOLS, world)
        if fields.confidence:
            yield _key("confidence", LEVELS, world)
        if fields.modes:
            yield _key("mode", MODES, world)
            yield Para(world.fixed("key_modes_mean", of="method"), "note")
            claims = [claim for article in world.comparison.articles.values() for claim in article.claims]
            if all(claim.id.startswith("d" if claim.kind == "diagnosis" else "r") for claim in claims):
                yield Para(world.fixed("key_ids", of="method"), "note")
    yield Notes((world.fixed("say_method", of="method"), world.fixed("say_method_tags", of="method")))


def _key(kind: Literal["relation", "confidence", "mode"], symbols: Mapping[str, str], world: World) -> Para:
    """What the signs of one kind mean, on a line."""
    parts: list[Inline] = []
    for value, symbol in symbols.items():
        parts += [Text(world.word("gap"))] if parts else []
        tint = "asserts" if value == "recommends" else value
        parts.append(Tag(kind, tint, world.word(value), symbol))
    return Para(world.made(f"method.key.{kind}", Text(world.word(f"key_{kind}")), *parts), "note")
