"""What both sides made of a text where they changed the same sentence: the two wordings between which to decide."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from builder.kept.atoms import HAN, Atom, keys
from builder.kept.sentences import sentences

_Sentences = list[list[Atom]]
_CROSSED = 2
"""So many characters that one sentence has lost and another has got are words that have been moved."""


@dataclass(frozen=True)
class _Hunk:
    """Sentences `start` to `end` of the base, replaced on one side; `held` if people still have to decide on them."""

    start: int
    end: int
    new: _Sentences
    there: bool
    held: bool = False


def both(
    last: Sequence[Atom], there: Sequence[Atom], now: Sequence[Atom], held: Collection[int] = ()
) -> tuple[list[Atom], list[Atom]]:
    """The text with people's wording where both changed a sentence, and the text with the outline's wording there.

    Equal if nothing is disputed. Where only one side changed something, both texts have that.

    Args:
        last, there, now: the three versions.
        held: numbers of atoms of `there` on which a decision is awaited from before.
    """
    base = sentences(last)
    hunks = _hunks(base, sentences(there), True, held) + _hunks(base, sentences(now), False, ())
    hunks.sort(key=lambda one: (one.start, one.end, not one.there))
    clusters: list[list[_Hunk]] = []
    for one in hunks:
        if clusters and _touch(clusters[-1], one):
            clusters[-1].append(one)
        else:
            clusters.append([one])
    kept: list[Atom] = []
    wished: list[Atom] = []
    done = 0
    for cluster in clusters:
        start, end = min(h.start for h in cluster), max(h.end for h in cluster)
        for text in (kept, wished):
            _add(text, base[done:start])
        mine, outline = _side(base, cluster, True, start, end), _side(base, cluster, False, start, end)
        changed = {h.there for h in cluster}
        same = _words(mine) == _words(outline)  # in another form perhaps, and that is people's
        if (len(changed) == 2 or any(h.held for h in cluster)) and not same:
            _add(kept, mine)
            _add(wished, outline)
        else:
            for text in (kept, wished):
                _add(text, mine if True in changed else outline)
        done = end
    for text in (kept, wished):
        _add(text, base[done:])
    return kept, wished


def _words(of: _Sentences) -> list[str]:
    return [atom.thing or atom.text for one in of for atom in one if not atom.text.isspace() or atom.thing]


def _touch(cluster: list[_Hunk], one: _Hunk) -> bool:
    for other in cluster:
        if other.there == one.there:
            continue
        if one.start < other.end or (other.start, other.end) == (one.start, one.end):
            return True
        if (one.start == one.end or other.start == other.end) and one.start in (other.start, other.end):
            return True
    return False


def _side(base: _Sentences, cluster: list[_Hunk], there: bool, start: int, end: int) -> _Sentences:
    out: _Sentences = []
    for one in (h for h in cluster if h.there == there):
        out += base[start : one.start] + one.new
        start = one.end
    return out + base[start:end]


def _hunks(base: _Sentences, other: _Sentences, there: bool, held: Collection[int]) -> list[_Hunk]:
    starts = [0]
    for one in other:
        starts.append(starts[-1] + len(one))
    first, second = ([tuple(keys(one)) for one in side] for side in (base, other))
    found = []
    for op, i, j, k, m in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        if op == "equal":
            continue
        alone = op == "replace" and j - i == m - k and not _crossed(base[i:j], other[k:m])
        for a, b, c, d in [(i + n, i + n + 1, k + n, k + n + 1) for n in range(j - i)] if alone else [(i, j, k, m)]:
            waiting = any(starts[c] <= n < starts[d] or n == starts[c] == starts[d] for n in held)
            found.append(_Hunk(a, b, other[c:d], there, waiting))
    return found


def _crossed(old: _Sentences, new: _Sentences) -> bool:
    """Whether words have gone from one sentence to another: as many as there were, and yet none stands for one."""
    lost, fresh = [], []
    for one, other in zip(old, new, strict=True):
        words = [Counter(_words([row])) for row in (one, other)]
        lost.append(words[0] - words[1])
        fresh.append(words[1] - words[0])
    return any(
        sum(len(word) for word in (fresh[n] & lost[m]).elements() if any(c.isalnum() for c in word)) >= _CROSSED
        for n in range(len(new))
        for m in range(len(old))
        if n != m
    )


def _add(text: list[Atom], more: _Sentences) -> None:
    for one in more:
        if text and one and _needs_blank(text[-1], one[0]):
            text.append(Atom(" "))
        text += one


def _needs_blank(left: Atom, right: Atom) -> bool:
    """Between two sentences in Latin script stands a blank."""
    if not left.text or not right.text or left.text[-1].isspace() or right.text[0].isspace():
        return False
    return left.text[-1].isascii() and not right.thing and not re.match(f"[{HAN}]", right.text)
