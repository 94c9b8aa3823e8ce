"""What has changed since the version that the outline names with `since`; nothing where it names none.

Fields:
    most: how many changes are told one by one; the others are counted.

```yaml
- {block: changes, most: 12}
```

Its heading needs `when: outline.since`, or it stands alone where nothing was issued.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builder.changes import Change, changes
from builder.locator import shown
from builder.model import Bullets, Inline, Line, Para, Shape, Text
from builder.world import World

_CHOICES = ("relation", "confidence")  # their values are words of the templates, as in the tags


@dataclass(frozen=True)
class Fields:
    """What a step may hold."""

    path: str
    most: int = 40


def lower(fields: Fields, world: World) -> Iterator[Shape]:
    """One line a change, in the outline's order."""
    if world.comparison.issued is None:
        return
    found = changes(world.comparison.issued, world.comparison, world.lang)
    lines = [told(change, world, fields.path, n) for n, change in enumerate(found[: fields.most], 1)]
    if lines:
        yield Bullets(tuple(lines))
    if rest := len(found) - len(lines):
        yield Para(_word(world, f"{fields.path}.more", "changes_more", n=str(rest)), "note")
    if not found:
        yield Para(world.fixed("changes_none", of=fields.path), "note")


def told(change: Change, world: World, within: str, n: int) -> Line:
    """One change in words: what it concerns, then how it differs."""
    lead = [world.word(f"part_{change.part}") if change.part else "", change.title]
    if change.article and change.part != "articles" and change.article in world.comparison.articles:
        lead.append(world.text(world.comparison.articles[change.article].short))
    if change.field in _FIELDS:
        lead.append(world.word(f"field_{change.field}"))
    parts: list[Inline] = [Text(world.word("changes_gap").join(filter(None, lead)) + world.word("colon"), strong=True)]
    parts += _how(change, world)
    return world.made(f"{within}.{n}.{change.id}", *parts)


_FIELDS = ("says", "finding", "ask", "because", "brief", "why", "decided_by", "relation", "confidence", "title", "head",
           "caution", "quote", "at", "rests_on", "claims", "method", "headline", "decision", "caption", "reading",
           "stage", "by")  # fmt: skip


def _how(change: Change, world: World) -> Iterator[Inline]:
    old, new = (
        "; ".join(_value(change, text, world) for text in side if text != change.title)
        for side in (change.old, change.new)
    )
    match change.kind:
        case "figure":
            pairs = zip(change.old, change.new, strict=True)
            said = world.word("changes_arrow")
            yield Text(world.word("comma").join(f"{a}{said}{b}" for a, b in pairs))
        case "sources":
            if change.new:
                yield Text(world.word("changes_source_added"))
                yield from filter(None, [world.cite(change.new, world.place, "source")])
            if change.new and change.old:
                yield Text(world.word("semicolon"))
            if change.old:
                yield Text(world.word("changes_source_removed") + world.word("comma").join(_gone(change.old, world)))
        case "turned":
            yield Text(world.word("changes_turned"))
            yield from filter(None, [world.cite(change.new, world.place, "source")])
        case "moved":
            yield Text(world.word("changes_moved"))
        case "choice":
            yield Text(f"{old or '–'}{world.word('changes_arrow')}{new or '–'}")
        case _:
            key = f"changes_{change.kind}" + ("" if old or new else "_whole")
            yield Text(world.word(key).replace("{old}", old).replace("{new}", new))


def _gone(references: tuple[str, ...], world: World) -> Iterator[str]:
    """Claims that are cited no more, by article and place, as they were when the version was issued."""
    assert world.comparison.issued is not None
    for reference in references:
        found = world.comparison.issued.claim(reference)
        yield f"{world.text(found[0].short)} {shown(found[1].at.locator, world.lang)}" if found else reference


def _value(change: Change, text: str, world: World) -> str:
    return world.word(text) if change.field in _CHOICES and text in world.words else text


def _word(world: World, name: str, key: str, **values: str) -> Line:
    text = world.word(key)
    for value, put in values.items():
        text = text.replace(f"{{{value}}}", put)
    return world.made(name, Text(text))
