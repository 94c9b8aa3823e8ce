"""Which of two rows of texts stand for one another, when nothing but the words is left to tell."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

LEAST = 0.5
"""From this likeness on two texts are taken for versions of one; below, for different texts."""


def likeness(one: str, other: str) -> float:
    """How much two texts share, from 0 to 1: the Dice coefficient of their pairs of characters."""
    if one == other:
        return 1.0
    first, second = _pairs(one), _pairs(other)
    total = sum(first.values()) + sum(second.values())
    return 2 * sum((first & second).values()) / total if total else 0.0


def _pairs(text: str) -> Counter[str]:
    text = f"\x02{text}\x03"  # so that a single character has pairs too
    return Counter(text[i : i + 2] for i in range(len(text) - 1))


def matched(last: Sequence[str], there: Sequence[str], least: float = LEAST) -> list[tuple[int, int]]:
    """Pairs of positions that stand for one another, both in order: equal texts first, between them the likest.

    Args:
        last, there: the texts, in the order of their documents.
        least: the least likeness of a pair.
    """
    found: list[tuple[int, int]] = []
    for op, i, j, k, m in SequenceMatcher(None, list(last), list(there), autojunk=False).get_opcodes():
        if op == "equal":
            found += zip(range(i, j), range(k, m), strict=True)
        elif op == "replace":
            found += [(i + a, k + b) for a, b in _likest(last[i:j], there[k:m], least)]
    return found


def _likest(one: Sequence[str], other: Sequence[str], least: float) -> list[tuple[int, int]]:
    """The pairs, in order, that together are likest (Needleman and Wunsch, 1970; a gap costs nothing)."""
    first, second = [_pairs(text) for text in one], [_pairs(text) for text in other]
    sizes = [sum(pairs.values()) for pairs in first], [sum(pairs.values()) for pairs in second]
    best = [[0.0] * (len(other) + 1) for _ in range(len(one) + 1)]
    paired = [[False] * (len(other) + 1) for _ in range(len(one) + 1)]
    for a in range(len(one)):
        for b in range(len(other)):
            total = sizes[0][a] + sizes[1][b]
            share = 0.0
            if 2 * min(sizes[0][a], sizes[1][b]) / total >= least:  # more they cannot share
                share = 2 * sum((first[a] & second[b]).values()) / total
            both = best[a][b] + share - least / 2 if share >= least else -1.0
            best[a + 1][b + 1] = max(both, best[a][b + 1], best[a + 1][b])
            paired[a + 1][b + 1] = both == best[a + 1][b + 1]
    found: list[tuple[int, int]] = []
    a, b = len(one), len(other)
    while a and b:
        if paired[a][b]:
            a, b = a - 1, b - 1
            found.append((a, b))
        elif best[a - 1][b] >= best[a][b - 1]:
            a -= 1
        else:
            b -= 1
    return found[::-1]


def stays(order: Sequence[int]) -> set[int]:
    """Of things in a new order, given by their old positions: the old positions of those that need not be moved.

    The longest run that is in order already (patience sorting).
    """
    tails: list[int] = []
    ends: list[int] = []
    before = [-1] * len(order)
    for at, value in enumerate(order):
        k = bisect_left(tails, value)
        tails[k:] = [value, *tails[k + 1 :]] if k < len(tails) else [value]
        ends[k:] = [at, *ends[k + 1 :]] if k < len(ends) else [at]
        before[at] = ends[k - 1] if k else -1
    kept: set[int] = set()
    at = ends[-1] if ends else -1
    while at >= 0:
        kept.add(order[at])
        at = before[at]
    return kept
