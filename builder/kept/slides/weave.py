"""Three orders of the same things become one: slides, shapes, paragraphs, rows and columns alike.

woven(["a", "b", "c"], ["b", "mine", "c"], ["c", "a", "b", "new"])  ->  ["c", "b", "mine", "new"]
"""

from __future__ import annotations

import itertools
from collections.abc import Hashable, Sequence
from typing import TypeVar

from builder.kept.align import stays

K = TypeVar("K", bound=Hashable)


def woven(last: Sequence[K], there: Sequence[K], now: Sequence[K]) -> list[K]:
    """The order of what is there, with what the outline has put in or moved; nothing is taken out.

    What people have moved stays where they put it, and then the outline moves nothing. What is new in the outline
    comes after its neighbour there, behind what people have added after that.
    """
    out = list(there)
    known, here, wanted = set(last), set(there), set(now)
    moved = set() if by_hand(last, there) else out_of_order(last, now) & here
    out = [key for key in out if key not in moved]
    placed = set(out)
    for at, key in enumerate(now):
        if key in placed or not (key in moved or key not in known):
            continue
        before = next((k for k in reversed(now[:at]) if k in placed), None)
        if before is not None:
            spot = out.index(before) + 1
            while spot < len(out) and out[spot] not in known and out[spot] not in wanted:
                spot += 1
        else:
            after = next((k for k in now[at + 1 :] if k in placed), None)
            spot = out.index(after) if after is not None else len(out)
        out.insert(spot, key)
        placed.add(key)
    return out


def by_hand(last: Sequence[K], there: Sequence[K]) -> bool:
    """Whether people have put things into another order."""
    return bool(out_of_order(last, there))


def out_of_order(last: Sequence[K], other: Sequence[K]) -> set[K]:
    """What the other order has moved: the fewest things that one would have to move."""
    position = {key: n for n, key in enumerate(last)}
    order = [position[key] for key in other if key in position]
    kept = stays(order)
    return {last[n] for n in order if n not in kept}


def paired(last: Sequence[str], other: Sequence[str], pairs: Sequence[tuple[int, int]]) -> dict[int, int]:
    """Alignments completed: between two pairs, rows of the same length stand for one another one by one."""
    found = dict(pairs)
    edges = [(-1, -1), *sorted(pairs), (len(last), len(other))]
    for (a, b), (c, d) in itertools.pairwise(edges):
        if c - a == d - b:
            found.update(zip(range(a + 1, c), range(b + 1, d), strict=True))
    return found
