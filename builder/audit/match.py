"""A file's pieces against those of the file as it is made today: what differs, what is missing, what is new."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from builder.audit.finding import Finding
from builder.audit.piece import Piece, base, folded

_ID = re.compile(r"@[a-z]{2,3}(?![A-Za-z.])")


@dataclass
class Match:
    """How two readings of pieces fit together.

    Attributes:
        made: what the outline makes.
        there: what the file holds; a piece whose ids were lost gets them back when it is recognised.
        words: the words in the file of every line that stands in it, by id.
        strangers: indexes into `there` of pieces that are not the outline's, or no longer.
        changed: indexes into `there` of pieces that don't say what the outline says.
        found: differences, with the index in `there` after which they stand.
    """

    made: Sequence[Piece]
    there: list[Piece]
    words: dict[str, str] = field(default_factory=dict)
    strangers: list[int] = field(default_factory=list)
    changed: set[int] = field(default_factory=set)
    found: list[tuple[float, Finding]] = field(default_factory=list)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The differences in the file's order."""
        return tuple(finding for _, finding in sorted(self.found, key=lambda pair: pair[0]))


def match(made: Sequence[Piece], there: Sequence[Piece]) -> Match:
    """Fit the pieces of a file to the pieces that the outline makes today.

    Lines are the same that have the same id. A line whose id was lost is recognised by its words, or, where it was
    retyped, by what stands before it.
    """
    m = Match(made, list(there))
    known = {line for piece in made for line, _ in piece.lines}
    home: dict[str, int] = {}
    for n, piece in enumerate(there):
        for line, text in piece.lines:
            m.words[line] = folded(f"{m.words.get(line, '')} {text}")
            home.setdefault(line, n)
    lost, missing = _unnamed(m), {line for line in known if line not in m.words}
    missing -= _moved(m, missing, home)
    lost, missing = _retyped(m, lost, missing, home)
    for n in m.strangers:
        piece = m.there[n]
        ids = [line for line, _ in piece.lines] or ([piece.anchor] if _ID.search(piece.anchor) else [])
        kind = "stale" if ids else "added"
        m.found.append((n, Finding(kind, piece.place, ids[0] if ids else "", piece.text)))  # type: ignore[arg-type]
    for n in sorted(lost | {n for n, piece in enumerate(made) if any(line in missing for line, _ in piece.lines)}):
        gone = [(line, text) for line, text in made[n].lines if line in missing] or [("", made[n].text)]
        at = home.get(_before(made, n, home), -1)
        place = f"after {m.there[at].place}" if at >= 0 else "at the beginning"
        m.found += [(at + 0.5, Finding("missing", place, line, "", text)) for line, text in gone]
    for n, difference in _differences(m, home):
        m.changed.add(n)
        m.found.append((n, difference))
    m.changed.update(m.strangers)
    return m


def _unnamed(m: Match) -> set[int]:
    """Pieces that are no lines (dates, words of the template, numbers of charts): the same words are the same."""
    wanted: dict[tuple[str, str], list[int]] = {}
    for n, piece in enumerate(m.made):
        if not piece.lines:
            wanted.setdefault((piece.anchor, piece.text), []).append(n)
            wanted.setdefault(("", piece.text), []).append(n)
    free = {n for n, piece in enumerate(m.made) if not piece.lines}
    known = {line for piece in m.made for line, _ in piece.lines}
    for n, piece in enumerate(m.there):
        if any(line in known for line, _ in piece.lines):
            continue
        same = [k for key in ((piece.anchor, piece.text), ("", piece.text)) for k in wanted.get(key, ()) if k in free]
        if same and not piece.lines:
            free.discard(same[0])
        else:
            m.strangers.append(n)
    return free


def _moved(m: Match, missing: set[str], home: dict[str, int]) -> set[str]:
    """Lines that stand in the file word by word, where nothing tells their id any more."""
    waiting: dict[str, list[Piece]] = {}
    for piece in m.made:
        if piece.lines and all(line in missing for line, _ in piece.lines):
            waiting.setdefault(piece.text, []).append(piece)
    found: set[str] = set()
    for n in list(m.strangers):
        if m.there[n].lines or not waiting.get(m.there[n].text):
            continue
        piece = waiting[m.there[n].text].pop(0)
        m.strangers.remove(n)
        m.there[n] = replace(m.there[n], lines=piece.lines, rest=piece.rest)
        for line, text in piece.lines:
            m.words[line], home[line] = text, n
            found.add(line)
    return found


def _retyped(m: Match, lost: set[int], missing: set[str], home: dict[str, int]) -> tuple[set[int], set[str]]:
    """Strangers that stand where something is missing: that, in other words. Gives what is missing still."""
    gaps: dict[str, list[int]] = {}
    for n, piece in enumerate(m.made):
        if n in lost or any(line in missing for line, _ in piece.lines):
            gaps.setdefault(piece.anchor if n in lost and piece.anchor else _before(m.made, n, home), []).append(n)
    ids = {line for piece in m.made for line, _ in piece.lines}
    before = ""
    for n, piece in enumerate(m.there):
        before = next((line for line, _ in reversed(piece.lines) if line in ids), before)
        if n not in m.strangers or piece.lines:
            continue
        key = piece.anchor if gaps.get(piece.anchor) else before
        if not gaps.get(key):
            continue
        k = gaps[key].pop(0)
        m.strangers.remove(n)
        m.changed.add(n)
        lines = [line for line, _ in m.made[k].lines if line in missing]
        m.there[n] = replace(piece, lines=tuple((line, piece.text) for line in lines))
        m.words |= dict.fromkeys(lines, piece.text)
        name = lines[0] if lines else m.made[k].anchor
        m.found.append((n, Finding("differs", piece.place, name, piece.text, m.made[k].text)))
        lost, missing = lost - {k}, missing - set(lines)
    return lost, missing


def _before(made: Sequence[Piece], n: int, home: Mapping[str, int]) -> str:
    """The line before piece `n` that stands in the file too, or ""."""
    return next((line for k in range(n - 1, -1, -1) for line, _ in reversed(made[k].lines) if line in home), "")


def _differences(m: Match, home: Mapping[str, int]) -> Iterator[tuple[int, Finding]]:
    """Lines whose words changed; where they did not, words that were written beside them."""
    rests = {piece.lines[0][0]: piece.rest for piece in m.made if piece.lines}
    spread = Counter(line for piece in m.there for line, _ in piece.lines)
    for piece in m.made:
        here = [(line, text, m.words[line]) for line, text in piece.lines if line in home]
        whole = here and len(here) == len(piece.lines) and all(spread[line] == 1 for line, _, _ in here)
        if whole and m.there[home[here[0][0]]].text == piece.text:
            continue  # LibreOffice may shift the end of a bookmark; the paragraph says what it said
        other = [(line, text, now) for line, text, now in here if folded(text) != now]
        for line, text, now in other:
            yield home[line], Finding("differs", m.there[home[line]].place, line, now, text)
        if other or not here or here[0][0] != piece.lines[0][0]:
            continue
        n = home[here[0][0]]
        there = m.there[n]
        if there.lines and there.lines[0][0] == piece.lines[0][0]:
            together = [rests[line] for line, _ in there.lines if line in rests]
            if folded(" ".join(together)).replace(" ", "") != there.rest.replace(" ", ""):
                yield n, Finding("differs", there.place, base(here[0][0]), there.text, piece.text)
