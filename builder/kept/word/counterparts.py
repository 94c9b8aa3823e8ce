"""Which atoms of two readings are the same, whatever programs and people did to their looks."""

from __future__ import annotations

from dataclasses import replace
from difflib import SequenceMatcher

from builder.kept.atoms import Atom
from builder.kept.word.pieces import Reading


def _bare(atom: Atom) -> str:
    return atom.thing or (" " if atom.text.isspace() else atom.text)


def borrow(last: Reading, there: Reading, now: Reading) -> None:
    """Compare words only: what people did to the look of a word is theirs, and no change of the text.

    Words that people put in have the form that today's build gives to the same words. Notes whose words were edited
    are known by their order.
    """
    fresh = _fresh(last, there)
    one, other = [_bare(p.atom) for p in there.pieces], [_bare(p.atom) for p in now.pieces]
    for i, k, size in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks():
        for n in (n for n in range(size) if i + n in fresh):
            mine = there.pieces[i + n]
            mine.atom = replace(mine.atom, form=now.pieces[k + n].atom.form)


def _fresh(last: Reading, there: Reading) -> set[int]:
    """Give words of the last build the form that they had in it, all others none; the numbers of those others."""
    fresh: set[int] = set()
    one, other = [_bare(p.atom) for p in last.pieces], [_bare(p.atom) for p in there.pieces]
    lone: tuple[list[int], list[int]] = [], []
    for op, i, j, k, m in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if op == "equal":
            for a, b in zip(range(i, j), range(k, m), strict=True):
                there.pieces[b].atom = replace(there.pieces[b].atom, form=last.pieces[a].atom.form)
            continue
        for b in range(k, m):
            there.pieces[b].atom = replace(there.pieces[b].atom, form="")
            fresh.add(b)
        for row, side, found in ((last, range(i, j), lone[0]), (there, range(k, m), lone[1])):
            found += [n for n in side if row.pieces[n].atom.thing.startswith("note:")]
    for a, b in zip(*lone, strict=False):
        there.pieces[b].atom = replace(there.pieces[b].atom, thing=last.pieces[a].atom.thing)
    return fresh


def paired_things(one: Reading, other: Reading) -> list[tuple[int, int]]:
    """The things that stand in both, by the numbers of their pieces."""
    rows = [[_bare(p.atom) for p in row.pieces] for row in (one, other)]
    found: list[tuple[int, int]] = []
    left: tuple[list[int], list[int]] = [], []
    for op, i, j, k, m in SequenceMatcher(None, rows[0], rows[1], autojunk=False).get_opcodes():
        if op == "equal":
            found += [(a, b) for a, b in zip(range(i, j), range(k, m), strict=True) if one.pieces[a].atom.thing]
        else:
            left[0].extend(n for n in range(i, j) if one.pieces[n].atom.thing)
            left[1].extend(n for n in range(k, m) if other.pieces[n].atom.thing)
    for a in left[0]:
        match = next((b for b in left[1] if rows[1][b] == rows[0][a]), None)
        if match is not None:
            left[1].remove(match)
            found.append((a, match))
    return found
