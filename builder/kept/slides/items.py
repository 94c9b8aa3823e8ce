"""Items of lists that have no id of their own: the outline calls them by their place, and that changes.

Where a question is put in before it, `discussion.2.ask@en` is called `discussion.3.ask@en` from then on. It is the same
question: what reads alike is the same item, whatever its number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeAlias

from builder.kept.align import LEAST, likeness
from builder.kept.slides.numbers import unmarked
from builder.kept.slides.reading import Shape

_ITEM = re.compile(r"(?!plan\.)([^@/]*?\.)(\d+)(?=[.@/])")  # steps of a plan are places, not items
Items: TypeAlias = dict[str, dict[int, str]]  # what each says, by the list's name and by number


def of_item(name: str) -> bool:
    """Whether a shape belongs to an item without an id."""
    return _ITEM.match(name) is not None


def called_before(last: Sequence[Shape], now: Sequence[Shape]) -> dict[Shape, str]:
    """What today's shapes were called in the last build, where that is not as today; "" for those of new items."""
    before, today = _items(last), _items(now)
    found: dict[Shape, str] = {}
    same = {name: _same(before[name], items) for name, items in today.items() if name in before}
    for shape in now:
        item = _ITEM.match(shape.name)
        if item is None or item[1] not in same:
            continue
        number = same[item[1]].get(int(item[2]))
        if number != int(item[2]):
            found[shape] = "" if number is None else f"{item[1]}{number}{shape.name[item.end() :]}"
    return found


def _items(shapes: Sequence[Shape]) -> Items:
    found: Items = {}
    for shape in shapes:
        item = _ITEM.match(shape.name)
        if item is not None:
            said = unmarked(shape.text)
            items = found.setdefault(item[1], {})
            items[int(item[2])] = items.get(int(item[2]), "") + ("" if said.isdigit() else said)
    return found


def _same(last: dict[int, str], now: dict[int, str]) -> dict[int, int]:
    """Today's numbers and those of the last build: the likest first, then what kept its number."""
    alike = [(likeness(mine, said), a, b) for a, mine in last.items() for b, said in now.items()]
    found: dict[int, int] = {}
    for score, a, b in sorted(alike, key=lambda s: (-s[0], abs(s[1] - s[2]), s[1], s[2])):
        if score >= LEAST and a not in found.values() and b not in found:
            found[b] = a
    for b in now:
        if b not in found and b in last and b not in found.values():
            found[b] = b
    return found
