"""Three-way merging by sentences.

The grain is the sentence, never the word: "grew 5 %", edited by hand to "fell 5 %" while the outline says "grew 7 %",
must not become "fell 7 %", which nobody wrote. Two people may change neighbouring sentences, not the same one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from builder.kept.atoms import HAN, Atom, alike, keys, plain

_HAN_END = "。！？；…"
_LATIN_END = ".!?;"
_CLOSING = "”’」』）)]】》\"'"
_ABBREVIATED = {
    "no",
    "nos",
    "vs",
    "dr",
    "mr",
    "ms",
    "st",
    "e.g",
    "i.e",
    "cf",
    "p",
    "pp",
    "fig",
    "al",
    "ed",
    "eds",
    "vol",
}
_LETTER = re.compile(r"[A-Za-z](?:\.[A-Za-z])*")
_NUMERAL = "[一二三四五六七八九十]+"
_SECTION = rf"(?:{_NUMERAL}（{_NUMERAL}）|{_NUMERAL}|[引导前]言|绪论|[结余]论|结语|结束语|摘要)"
_PASSAGE = (
    rf"(?:{_SECTION}?第\d+段|{_SECTION}(?!\w)|第\d[\d—–-]*页|pp?\.\s?\w[\w–-]*"
    r"|(?:§\d+(?:\(\d+\))?|Foreword|Introduction|Conclusion|Abstract)(?:\s¶\d+)?|¶\d+)"
)
_PLACE = re.compile(rf"{_PASSAGE}(?:[、，,]\s?{_PASSAGE})*", re.IGNORECASE)
"""Where in its source a passage stands, tied to a mark by a no-break space: "[1] 三（一）第2段、五第1段"."""
_LONGEST = 40
"""Of such places, in atoms."""
_WIDE = ("\u2002", "\u2003", "\u3000")


def sentences(atoms: Sequence[Atom]) -> list[list[Atom]]:
    """The atoms in sentences; blanks and closing quotation marks stay with the sentence that they follow.

    A full stop ends a sentence when a blank or the end comes after it, and no abbreviation and no small letter stands
    around it; Chinese stops always do. Where it is not clear, the sentence goes on: a larger grain is a safe one.
    """
    found: list[list[Atom]] = []
    start = at = 0
    while at < len(atoms):
        end = _end(atoms, at)
        if end:
            found.append(list(atoms[start:end]))
            start = end
        at = max(end, at + 1)
    if start < len(atoms):
        found.append(list(atoms[start:]))
    return found


def _end(atoms: Sequence[Atom], at: int) -> int:
    """Where the sentence ends that this atom closes; 0 if it closes none."""
    one = atoms[at]
    if one.thing or len(one.text) != 1 or one.text not in _HAN_END + _LATIN_END:
        return 0
    end = _cited(atoms, at + 1)
    if one.text in _HAN_END:
        while end < len(atoms) and not atoms[end].thing and atoms[end].text.isspace():
            end += 1
        return end
    blank = end
    while blank < len(atoms) and not atoms[blank].thing and atoms[blank].text.isspace():
        blank += 1
    if blank == len(atoms):
        return blank
    before = atoms[at - 1].text.lower() if at else ""
    shortened = one.text == "." and (before in _ABBREVIATED or _LETTER.fullmatch(before) is not None)
    return 0 if blank == end or shortened or atoms[blank].text[:1].islower() else blank


def _cited(atoms: Sequence[Atom], end: int) -> int:
    """Past what belongs to the sentence behind its stop: quotation marks, notes, and marks with their places."""
    cited = False
    while end < len(atoms):
        blank = next((n for n in range(end, len(atoms)) if atoms[n].thing or not atoms[n].text.isspace()), end)
        if atoms[end].thing or atoms[end].text in _CLOSING or atoms[end].text in _HAN_END:
            cited = bool(atoms[end].thing)
            end += 1
        elif cited and atoms[blank].thing.startswith("mark:"):
            end = blank + 1
        elif cited and atoms[end].text == "\xa0" and (stop := _placed(atoms, end + 1)):
            end = stop
        else:
            break
    return end


def _placed(atoms: Sequence[Atom], start: int) -> int:
    """Past the place behind a mark: all that comes before the next thing, a wide blank or the end of the text, so that
    people may write into it; where a sentence follows, what reads like a place. 0 if nothing does.
    """
    for n in range(start, min(start + _LONGEST, len(atoms))):
        if atoms[n].thing or atoms[n].text in _WIDE:
            return n
        stop = atoms[n].text in _LATIN_END and (n + 1 == len(atoms) or atoms[n + 1].text in (" ", "\n"))
        if stop or atoms[n].text in _HAN_END:
            break
    else:
        if start + _LONGEST >= len(atoms):
            return len(atoms)
    place = _PLACE.match(plain(atoms[start : start + _LONGEST]))
    length = place.end() if place else 0
    end = start
    while length > 0:
        length -= len(atoms[end].text)
        end += 1
    return end if place else 0


def three_way(last: Sequence[Atom], there: Sequence[Atom], now: Sequence[Atom]) -> list[Atom] | None:
    """What both sides made of a text, put together; None where they changed the same sentence differently.

    Args:
        last: what we wrote last.
        there: what people made of it.
        now: what the outline says today.
    """
    if alike(last, there):
        return list(now)
    if alike(last, now) or alike(there, now):
        return list(there)
    base = sentences(last)
    hunks = sorted(
        [(*hunk, 0) for hunk in _hunks(base, sentences(there))] + [(*hunk, 1) for hunk in _hunks(base, sentences(now))],
        key=lambda hunk: (hunk[0], hunk[1], hunk[3]),
    )
    out: list[list[Atom]] = []
    done, before = 0, None
    for start, end, new, side in hunks:
        if before is not None and before[3] != side:
            if before[:2] == (start, end) and _unstopped(before[2]) == _unstopped(new):
                out[len(out) - len(before[2]) :] = new  # both did the same; the outline's build has set the stop
                continue
            touching = start == end or before[0] == before[1]
            if start < before[1] or (touching and start in before[:2]):
                return None
        out += base[done:start] + new
        done, before = end, (start, end, new, side)
    out += base[done:]
    return _joined(out)


def _hunks(base: list[list[Atom]], other: list[list[Atom]]) -> list[tuple[int, int, list[list[Atom]]]]:
    matcher = SequenceMatcher(None, _keys(base), _keys(other), autojunk=False)
    return [(i, j, other[k:m]) for op, i, j, k, m in matcher.get_opcodes() if op != "equal"]


def _keys(groups: list[list[Atom]]) -> list[tuple[tuple[str, str], ...]]:
    return [tuple(keys(group)) for group in groups]


def _unstopped(groups: list[list[Atom]]) -> list[tuple[str, str]]:
    """What is said, but for the full stop at its end: a build sets one where people have pulled words without."""
    said = keys(atom for group in groups for atom in group)
    return said[:-1] if said and said[-1][0] in ("。", ".") else said


def _joined(groups: list[list[Atom]]) -> list[Atom]:
    """Sentences in a row; two without a blank get one, unless the first ends in Han, or goes on in it unstopped."""
    out: list[Atom] = []
    for group in groups:
        left, right = plain(out)[-1:], plain(group)[:1]
        parted = left.isspace() or right.isspace() or re.match(f"[{HAN}]", left)
        if left and right and not parted and (left in _LATIN_END or not re.match(f"[{HAN}]", right)):
            out.append(Atom(" "))
        out += group
    while out and not out[-1].thing and out[-1].text.isspace():
        out.pop()
    return out
