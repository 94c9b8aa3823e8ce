"""A paragraph into lines, as a text box of a given width would break it."""

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from builder.fit.breaks import borders, kinds, pieces
from builder.fit.faces import HAN_EM, Face

RAISED = 2 / 3  # a superscript is drawn at two thirds of its size
AUTOSPACE_EM = 0.25  # the widest gap that programs put between Han and Latin; the narrowest is none
TAB_PT = 72.0  # the default distance of tab stops: the most that a tab can take
# of the width counts: programs round sizes (LibreOffice to 0.01 mm), and a line full to the point breaks
SURE = 0.999


class Run(NamedTuple):
    """A stretch of text in one face and size (points); `raised` makes it a superscript."""

    text: str
    size_pt: float
    bold: bool = False
    raised: bool = False

    @property
    def drawn_pt(self) -> float:
        """The size at which the characters are drawn, in points."""
        return self.size_pt * RAISED if self.raised else self.size_pt


class Line(NamedTuple):
    """One line: its text without the blanks at its end, and the largest size in it, in points."""

    text: str
    size_pt: float


def wrap(runs: Sequence[Run], width_pt: float, face: Face) -> tuple[str, ...]:
    """The text of each line of a paragraph in a box `width_pt` points wide (its margins taken off).

    Programs differ in the gap between Han and Latin (none to 0.25 em): both ends are tried, and the one that
    takes more room is told. A word longer than the line is broken anywhere; blanks at a line's end are cut.
    A paragraph without any run has no line; for an empty line give `Run("", size_pt)`.
    """
    return tuple(line.text for line in lines(runs, width_pt, face))


def lines(runs: Sequence[Run], width_pt: float, face: Face) -> tuple[Line, ...]:
    """The lines of a paragraph with their sizes; see `wrap`. A deck asks for many of them several times."""
    return _lines(tuple(runs), round(width_pt, 3), face)  # read back from a file, a width is one of whole EMUs


@lru_cache(maxsize=65_536)
def _lines(runs: tuple[Run, ...], width_pt: float, face: Face) -> tuple[Line, ...]:
    if not runs:
        return ()
    laid = lay(runs, face)
    limit_pt = width_pt * SURE
    tight = _sized(laid, runs, flow(laid.stretches, laid.kinds, laid.reach_pt, laid.reach_pt, limit_pt))
    if laid.begin_pt is laid.reach_pt:
        return tight
    loose = _sized(laid, runs, flow(laid.stretches, laid.kinds, laid.begin_pt, laid.end_pt, limit_pt))
    return max(tight, loose, key=lambda way: sum(line.size_pt for line in way))


class Endless(NamedTuple):
    """A paragraph on one endless line: what does not depend on the width of a box.

    Attributes:
        text: the words.
        kinds: of each character.
        ends: where each run ends.
        stretches: from one forced break to the next: the first character, and the whole pieces.
        reach_pt: where character i begins, without gaps between Han and Latin.
        begin_pt, end_pt: the same with gaps; and where the characters before i end, before the gap.
    """

    text: str
    kinds: str
    ends: list[int]
    stretches: list[tuple[int, list[tuple[int, int]]]]
    reach_pt: list[float]
    begin_pt: list[float]
    end_pt: list[float]


@lru_cache(maxsize=512)
def lay(runs: tuple[Run, ...], face: Face) -> Endless:
    text = "".join(run.text for run in runs)
    found, wide = kinds(text)
    ends = list(accumulate(len(run.text) for run in runs))
    widths_pt = _widths_pt(text, runs, face)
    for i in wide:
        widths_pt[i] = HAN_EM * runs[bisect_right(ends, i)].drawn_pt
    stretches, start = [], 0
    for stretch in found.split("N"):
        stretches.append((start, pieces(found, start, start + len(stretch))))
        start += len(stretch) + 1
    reach_pt = list(accumulate(widths_pt, initial=0.0))
    gaps_pt = {i: AUTOSPACE_EM * runs[bisect_right(ends, i)].drawn_pt for i in borders(found)}
    if not gaps_pt:
        return Endless(text, found, ends, stretches, reach_pt, reach_pt, reach_pt)
    for i, gap_pt in gaps_pt.items():
        widths_pt[i - 1] += gap_pt
    begin_pt = list(accumulate(widths_pt, initial=0.0))
    end_pt = begin_pt.copy()
    for i, gap_pt in gaps_pt.items():  # no gap where a line ends
        end_pt[i] -= gap_pt
    return Endless(text, found, ends, stretches, reach_pt, begin_pt, end_pt)


def _widths_pt(text: str, runs: Sequence[Run], face: Face) -> list[float]:
    """The advance width of each character, in points."""
    widths_pt: list[float] = []
    for run in runs:
        table, size_pt = (face.bold if run.bold else face.regular), run.drawn_pt
        widths_pt += [table[char] * size_pt for char in run.text]
    if "\t" in text:
        return [TAB_PT if char == "\t" else width for char, width in zip(text, widths_pt, strict=True)]
    return widths_pt


def flow(
    stretches: list[tuple[int, list[tuple[int, int]]]],
    kinds: str,
    begin_pt: list[float],
    end_pt: list[float],
    limit_pt: float,
) -> list[tuple[int, int]]:
    """First character and end of each line, filled greedily.

    Args:
        stretches: from one forced break to the next: the first character, and the whole pieces.
        kinds: of each character.
        begin_pt: where character i begins, were all on one endless line.
        end_pt: where the characters before i end: before the gap, if there is one.
        limit_pt: how long a line may be.
    """
    found: list[tuple[int, int]] = []
    for start, parts in stretches:
        end, from_pt = start, begin_pt[start]
        for first, last in parts:
            if end_pt[last] - from_pt > limit_pt:
                if first > start:
                    found.append((start, end))
                    start, from_pt = first, begin_pt[first]
                if end_pt[last] - from_pt > limit_pt:  # longer than a line: broken at any character
                    for i in range(first + 1, last):
                        if end_pt[i + 1] - from_pt > limit_pt:
                            cut = _cut(kinds, start, i)
                            if end_pt[i + 1] - begin_pt[cut] > limit_pt:
                                cut = i
                            if cut < i or not _joined(kinds, i):
                                found.append((start, cut))
                                start, from_pt = cut, begin_pt[cut]
            end = last
        found.append((start, end))
    return found


def _cut(kinds: str, start: int, at: int) -> int:
    """Where to break a word that is too long: at `at`, or a little before if that keeps the rules."""
    for cut in range(at, max(start, at - 8), -1):
        if kinds[cut] not in "CcbB" and kinds[cut - 1] not in "Oo" and not _joined(kinds, cut):
            return cut
    return at


def _joined(kinds: str, at: int) -> bool:
    """Whether a character is one sign with the one before it: é of two characters, a family of emoji."""
    return kinds[at] in "JM" or kinds[at - 1] == "J"


def _sized(laid: Endless, runs: Sequence[Run], spans: list[tuple[int, int]]) -> tuple[Line, ...]:
    """The lines with the largest size in each; a raised run counts with the size it was raised from."""
    text, ends, size_pt = laid.text, laid.ends, runs[0].size_pt
    if all(run.size_pt == size_pt for run in runs):
        return tuple(Line(text[start:end].rstrip(), size_pt) for start, end in spans)
    found = []
    for start, end in spans:
        first = min(bisect_right(ends, start), len(runs) - 1)
        last = min(bisect_right(ends, max(start, end - 1)), len(runs) - 1)
        found.append(Line(text[start:end].rstrip(), max(run.size_pt for run in runs[first : last + 1])))
    return tuple(found)
