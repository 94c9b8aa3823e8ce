"""Which block stands for which: by the bookmarks of lines first, by words and neighbours for the rest."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from builder.kept.align import LEAST, likeness, matched, stays
from builder.kept.word.blocks import Block, spread
from builder.kept.word.names import Element, local, w

_SURE = 0.8
"""From this likeness on a paragraph is known again wherever it stands."""
_ALMOST = 0.65
"""From this likeness on, if those under the same id are below `LEAST`."""
_SHORT = 4
"""Texts of so few characters stand for nothing by themselves."""
_LONG = 12
"""Shorter texts, in characters, are known again only in their place."""


def by_names(last: Sequence[Block], now: Sequence[Block]) -> dict[int, int]:
    """Pairs of positions: blocks of which most lines are the same.

    Some ids count ("the second gap"), and shift when something comes or goes: words that stand only once in either
    count more, and so do words that are almost the same where those under the same id are quite different.
    """
    found = _by_words(last, now)
    _almost(last, now, found)
    owners: dict[str, list[int]] = {}
    for n, block in enumerate(now):
        for name in block.names:
            owners.setdefault(name, []).append(n)
    shared: list[tuple[int, int, int]] = []
    for n, block in enumerate(last):
        votes = Counter(m for name in block.names for m in owners.get(name, ()))
        shared += [(-count, n, m) for m, count in votes.items() if now[m].is_table == block.is_table]
    taken = set(found.values())
    for _, n, m in sorted(shared):
        if n not in found and m not in taken:
            found[n] = m
            taken.add(m)
    return found


def _by_words(last: Sequence[Block], now: Sequence[Block]) -> dict[int, int]:
    """Blocks that say the same: under the same name, or nowhere else."""
    found: dict[int, int] = {}
    mine, theirs = ({n: b for n, b in enumerate(row) if len(b.words) > _SHORT and b.names} for row in (last, now))
    names = {name: n for n, b in theirs.items() for name in b.names}
    for n, block in mine.items():
        same = next((names[name] for name in block.names if name in names), None)
        if same is not None and now[same].words == block.words and same not in found.values():
            found[n] = same
    counts = [Counter(b.words for b in row) for row in (last, now)]
    places = {b.words: n for n, b in theirs.items()}
    for n, block in mine.items():
        alone = counts[0][block.words] == counts[1][block.words] == 1
        if n not in found and alone and block.words in places and places[block.words] not in found.values():
            found[n] = places[block.words]
    return found


def _almost(last: Sequence[Block], now: Sequence[Block], found: dict[int, int]) -> None:
    """Pair paragraphs whose ids have shifted, and whose words have changed a little as well."""
    left = _strange(last, now, found.keys())
    free = _strange(now, last, found.values())
    for n in left:
        best = max(free, key=lambda m: likeness(last[n].said, now[m].said), default=None)
        if best is not None and likeness(last[n].said, now[best].said) >= _ALMOST:
            found[n] = best
            free.remove(best)


def _strange(one: Sequence[Block], other: Sequence[Block], done: Collection[int]) -> list[int]:
    """Long paragraphs that say something quite different from what stands under the same id in the other build."""
    said = {name: b.said for b in other for name in b.names}
    found = [n for n, b in enumerate(one) if n not in done and not b.is_table and b.names and len(b.said) > _LONG]
    return [n for n in found if all(likeness(one[n].said, said.get(name, "")) < LEAST for name in one[n].names)]


def fill(
    last: Sequence[Block], other: Sequence[Block], found: dict[int, int], taken: set[int], *, any_words: bool = False
) -> None:
    """Pair what is left between neighbours that are paired: by words, tables with tables.

    Args:
        last, other: the blocks.
        found: the pairs so far; more are put in.
        taken: positions in `other` that stand for something already.
        any_words: between neighbours, blocks are paired in order even if their words differ (cells, notes).
    """
    in_order = stays([m for _, m in sorted(found.items())])
    steady = [(n, m) for n, m in sorted(found.items()) if m in in_order]
    edges = [(-1, -1), *steady, (len(last), len(other))]
    for (i, k), (j, m) in itertools.pairwise(edges):
        mine = [n for n in range(i + 1, j) if n not in found]
        theirs = [n for n in range(k + 1, m) if n not in taken]
        if not mine or not theirs:
            continue
        for kind in (False, True):
            a = [n for n in mine if last[n].is_table == kind]
            b = [n for n in theirs if other[n].is_table == kind]
            pairs = matched([last[n].words for n in a], [other[n].words for n in b])
            if any_words:
                left = [n for n in range(len(a)) if n not in {x for x, _ in pairs}]
                right = [n for n in range(len(b)) if n not in {y for _, y in pairs}]
                pairs += list(zip(left, right, strict=False))
            for x, y in pairs:
                found[a[x]] = b[y]
                taken.add(b[y])


def far(last: Sequence[Block], there: Sequence[Block], found: dict[int, int], taken: set[int]) -> None:
    """Pair long paragraphs that stand elsewhere now, and whose bookmarks are lost."""
    left = [n for n in range(len(last)) if n not in found and not last[n].is_table and len(last[n].words) > _LONG]
    free = [n for n in range(len(there)) if n not in taken and not there[n].is_table and len(there[n].words) > _LONG]
    for n in left:
        best = max(free, key=lambda m: likeness(last[n].words, there[m].words), default=None)
        if best is not None and likeness(last[n].words, there[best].words) >= _SURE:
            found[n] = best
            taken.add(best)
            free.remove(best)


class Places:
    """Where the lines of our last build stand in the file that is there."""

    def __init__(self, root: Element):
        self.of: Mapping[str, list[Element]] = spread(root)
        self.order: Mapping[str, int] = {name: n for n, name in enumerate(self.of)}

    def paragraphs(self, block: Block) -> list[Element]:
        """The paragraphs that hold the lines of a block, in their order."""
        found: list[Element] = []
        for name in block.names:
            first, *others = self.of.get(name) or [None]
            found += [p for p in (first,) if p is not None and p not in found]
            found += [p for p in others if p not in found and _holds(p, block.words)]
        return found

    def table(self, block: Block) -> Element | None:
        """The table that holds most lines of a table."""
        votes: Counter[Element] = Counter()
        for name in block.names:
            for p in self.of.get(name, ())[:1]:
                if (table := next(p.iterancestors(w("tbl")), None)) is not None:
                    votes[table] += 1
        return votes.most_common(1)[0][0] if votes else None


def _holds(p: Element, words: str) -> bool:
    """Whether at least half of a paragraph through which a bookmark runs is of its line: people may have put one of
    their own between the halves of one that they have split.
    """
    said = "".join(t.text or "" for t in p.iter(w("t")))
    pairs = [said[n : n + 2] for n in range(len(said) - 1)] or [said]
    return 2 * sum(pair in words for pair in pairs) >= len(pairs)


def within(element: Element, container: Element) -> bool:
    """Whether an element stands right in a container, content controls apart."""
    parent = element.getparent()
    while parent is not None and parent is not container and local(parent) in ("sdt", "sdtContent", "ins", "customXml"):
        parent = parent.getparent()
    return parent is container
