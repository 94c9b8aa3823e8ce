"""Bookmarks after merging: each where today's build has it, none twice, none half."""

from __future__ import annotations

from difflib import SequenceMatcher

from lxml import etree

from builder.kept.word.cuts import outermost
from builder.kept.word.merge import Merge
from builder.kept.word.names import OURS, Element, paragraphs, remove, val, w
from builder.kept.word.pieces import Reading


def settle(m: Merge) -> None:
    """Put in what is missing, move what has moved, and take out what is double or half."""
    _halves(m.there.body)
    homes: dict[str, set[Element]] = {}
    for there, now in m.pairs:
        alive = tuple(p for p in there if p.getparent() is not None)
        wanted = [name for p in now for name in _named(p)]
        if not alive or not wanted:
            continue
        for name in wanted:
            homes.setdefault(name, set()).update(alive)
    _outlived(m)
    standing = _standing(m.there.body)
    for name, home in homes.items():
        starts = standing.get(name, [])
        inside = [s for s in starts if next(s.iterancestors(w("p")), None) in home]
        for extra in [*inside[1:], *(s for s in starts if inside and s not in inside)]:
            _drop(m.there.body, extra)
        for start in starts if not inside else ():
            _drop(m.there.body, start)
    for starts in _standing(m.there.body).values():
        for extra in starts[1:]:
            _drop(m.there.body, extra)
    have = set(_standing(m.there.body))
    for there, now in m.pairs:
        alive = tuple(p for p in there if p.getparent() is not None)
        missing = [name for p in now for name in _named(p) if name not in have]
        if alive and missing:
            _put(m, alive, now, missing)
            have |= set(missing)


def _outlived(m: Merge) -> None:
    """Lines of the last build in whose place another line stands today."""
    today = {name for p in paragraphs(m.now.body) for name in _named(p)}
    for there, now in m.pairs:
        for start in [b for p in there if now for b in p.iter(w("bookmarkStart"))]:
            name = val(start, "name")
            if name.startswith("_c_") and name in m.lines and name not in today:
                _drop(m.there.body, start)


def _named(p: Element) -> list[str]:
    return [name for b in p.iter(w("bookmarkStart")) if (name := val(b, "name")).startswith(OURS)]


def _standing(root: Element) -> dict[str, list[Element]]:
    found: dict[str, list[Element]] = {}
    for start in root.iter(w("bookmarkStart")):
        found.setdefault(val(start, "name"), []).append(start)
    return found


def _drop(root: Element, start: Element) -> None:
    """Take out a bookmark: its beginning, and the end that is its own."""
    id = val(start, "id")
    same = [one for one in root.iter(w("bookmarkStart"), w("bookmarkEnd")) if val(one, "id") == id]
    after = same[same.index(start) + 1 :] if start in same else []
    end = next((one for one in after if one.tag == w("bookmarkEnd")), None)
    remove(start)
    if end is not None:
        remove(end)


def _halves(root: Element) -> None:
    """Ends without beginnings, and the other way round."""
    marks = list(root.iter(w("bookmarkStart"), w("bookmarkEnd")))
    begun = {val(one, "id") for one in marks if one.tag == w("bookmarkStart")}
    ended = {val(one, "id") for one in marks if one.tag == w("bookmarkEnd")}
    for one in marks:
        if val(one, "id") not in begun & ended:
            remove(one)


def _put(m: Merge, there: tuple[Element, ...], now: tuple[Element, ...], names: list[str]) -> None:
    mine, new = m.main.there.reader.read(there), m.main.now.reader.read(now)
    for name in names:
        first, last = new.marks.get(name, (0, len(new.pieces)))
        start, end = etree.Element(w("bookmarkStart")), etree.Element(w("bookmarkEnd"))
        number = m.bringer.bookmark()
        start.set(w("id"), number)
        start.set(w("name"), name)
        end.set(w("id"), number)
        around = _around(mine, new, first, last)
        if around is None:
            p = there[0]
            properties = p.find(w("pPr"))
            p.insert(0 if properties is None else p.index(properties) + 1, start)
            there[-1].append(end)
        else:
            _above(around[1], there).addnext(end)
            _above(around[0], there).addprevious(start)
        mine = m.main.there.reader.read(there)


def _around(mine: Reading, new: Reading, first: int, last: int) -> tuple[Element, Element] | None:
    """The first and last run there of what stands between two pieces in today's build; None for all of it."""
    matcher = SequenceMatcher(None, [a.key for a in mine.atoms], [a.key for a in new.atoms], autojunk=False)
    found = [
        i + n for i, k, size in matcher.get_matching_blocks() for n in range(size)
        if first <= k + n < last and mine.pieces[i + n].spots
    ]  # fmt: skip
    if not found or (first == 0 and last == len(new.pieces)):
        return None
    begin, stop = mine.pieces[found[0]].spots[0], mine.pieces[found[-1]].spots[-1]
    behind = outermost(stop, first=False)
    ahead = outermost(begin, first=True)
    return ahead, ahead if begin.node is stop.node else behind


def _above(node: Element, there: tuple[Element, ...]) -> Element:
    """The child of the paragraph in which a node stands."""
    while (parent := node.getparent()) is not None and parent not in there:
        node = parent
    return node
