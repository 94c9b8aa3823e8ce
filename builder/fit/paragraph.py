"""Where the lines of a paragraph end, as one program would break them.

`builder.fit.lines` errs towards too many lines, for a text that must fit; this is the nearest guess, for a paragraph
whose last line matters. Programs set differently what no standard rules: a `Way` says how.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from builder.fit.breaks import borders, kinds, pieces
from builder.fit.faces import HAN_EM, Face
from builder.fit.lines import Run, flow, lay

_QUOTES = frozenset("“”‘’")
_LOOSE = re.compile("(?<=[\u2e80-\uffef])\u00a0|\u00a0(?=[\u2e80-\uffef])")
_HAN, _LATIN = frozenset("HCO"), frozenset("A9")
_WEAK = frozenset("“”‘’…—·")  # in both scripts
_CLINGING = re.compile("C(?=[A9])")
_FREE = re.compile(r"[.,;:!?)\]](?=\[\d)")
HANGING = frozenset("，。、；：！？")
"""Signs that may stand in the margin."""


@dataclass(frozen=True)
class Way:
    """How a program sets a line.

    Attributes:
        gap_em: between Han and Latin letters or digits; none at punctuation.
        raised: the size of a superscript, as a share.
        quotes_em: of “ ” ‘ ’ beside Han, where the font draws them narrow.
        symbol_em: of ● ◐ ▲ in a font for symbols.
        hangs: a sign such as ， or 。 may stand beyond the end of its line.
        follows: “ ” … are as wide as what stands before them, not as Han wherever that is beside them.
        glues: a no-break space beside Han holds both together.
        signs: the gap stands wherever the script changes, signs and blanks being of the script before them.
        clings: no break between a full-width sign and a Latin letter or digit behind it.
        frees: a citation mark may go to the next line without the sign before it ("end.[4]").
        grain_pt: Han and full-width signs are rounded to a multiple of this; 0 for as they are.
    """

    gap_em: float
    raised: float
    quotes_em: float = HAN_EM
    symbol_em: float = HAN_EM
    hangs: bool = False
    follows: bool = False
    glues: bool = True
    signs: bool = False
    clings: bool = False
    frees: bool = False
    grain_pt: float = 0.0

    def drawn_pt(self, size_pt: float) -> float:
        """How wide a character of one em is drawn, in points."""
        return round(size_pt / self.grain_pt) * self.grain_pt if self.grain_pt else size_pt


@dataclass(frozen=True)
class Stretch:
    """Text in one form: size in points, Latin face, and what is added behind each of its characters, in points.

    `symbol` tells signs in a font of their own, `han` Han type for what both scripts have (“ ” …).
    """

    text: str
    size_pt: float
    face: Face
    bold: bool = False
    raised: bool = False
    symbol: bool = False
    spacing_pt: float = 0.0
    before_pt: float = 0.0

    def widths_pt(self, way: Way, wide: Sequence[bool]) -> list[float]:
        """Of each character; `wide`: whether it is Han or set like Han."""
        size_pt = self.size_pt * (way.raised if self.raised else 1.0)
        drawn_pt = way.drawn_pt(size_pt)
        table = self.face.bold if self.bold else self.face.regular
        if self.symbol:
            widths_pt = [way.symbol_em * size_pt] * len(self.text)
        elif way.quotes_em == HAN_EM:
            widths_pt = [
                drawn_pt if full else table[char] * size_pt for char, full in zip(self.text, wide, strict=True)
            ]
        else:
            widths_pt = [
                (way.quotes_em if char in _QUOTES else HAN_EM) * drawn_pt if full else table[char] * size_pt
                for char, full in zip(self.text, wide, strict=True)
            ]
        if self.before_pt and widths_pt:
            widths_pt[0] += self.before_pt
        return [width_pt + self.spacing_pt for width_pt in widths_pt] if self.spacing_pt else widths_pt


@dataclass(frozen=True)
class Laid:
    """A paragraph on one endless line, as one program sets it.

    Attributes:
        text: its words.
        kinds: of each character.
        stretches: from one forced break to the next: the first character, and what stays whole.
        begin_pt, end_pt: where character i begins; where the characters before i end, before the gap behind them.
    """

    text: str
    kinds: str
    stretches: list[tuple[int, list[tuple[int, int]]]]
    begin_pt: list[float]
    end_pt: list[float]

    def lines(self, width_pt: float, indent_pt: float = 0.0) -> list[tuple[int, int]]:
        """First character and end of each line; see `broken`."""
        begin_pt = self.begin_pt
        if indent_pt:
            begin_pt = [begin_pt[0] - indent_pt, *begin_pt[1:]]
        return flow(self.stretches, self.kinds, begin_pt, self.end_pt, width_pt)


def broken(
    stretches: Sequence[Stretch], width_pt: float, way: Way, *, indent_pt: float = 0.0, more_pt: float = 0.0
) -> list[tuple[int, int]]:
    """First character and end of each line.

    Args:
        stretches: of the paragraph, in reading order.
        width_pt: from its left to its right indent.
        way: the program's.
        indent_pt: of its first line; less than nothing where that hangs.
        more_pt: added behind every character.
    """
    return laid(stretches, way, more_pt).lines(width_pt, indent_pt)


def laid(stretches: Sequence[Stretch], way: Way, more_pt: float = 0.0) -> Laid:
    """A paragraph as it is before it is broken, for who asks for its lines in several widths."""
    text = "".join(s.text for s in stretches)
    found, ambiguous = kinds(text if way.glues else _LOOSE.sub(" ", text))
    wide = [kind in "HCO" for kind in found]
    for i in ambiguous:
        wide[i] = not way.follows or (i > 0 and wide[i - 1])
    widths_pt: list[float] = []
    sizes_pt: list[float] = []
    for s in stretches:
        at = len(widths_pt)
        drawn_pt = s.widths_pt(way, wide[at : at + len(s.text)])
        widths_pt += [w + more_pt for w in drawn_pt] if more_pt else drawn_pt
        sizes_pt += [s.size_pt * (way.raised if s.raised else 1.0)] * len(s.text)
    letters = [] if way.signs else [i for i in borders(found) if text[i - 1 : i + 1].isalnum()]
    changes = _changes(text, found) if way.signs else letters
    gaps_pt = {i: way.gap_em * min(sizes_pt[i], sizes_pt[i - 1]) for i in changes}
    for i, gap_pt in gaps_pt.items():
        widths_pt[i - 1] += gap_pt
    begin_pt = list(accumulate(widths_pt, initial=0.0))
    end_pt = begin_pt.copy()
    for i, gap_pt in gaps_pt.items():  # no gap where a line ends
        end_pt[i] -= gap_pt
    if way.hangs:
        for i, char in enumerate(text):
            if char in HANGING:
                end_pt[i + 1] = end_pt[i]
    parts = pieces(_CLINGING.sub("J", found) if way.clings else found, 0, len(text))
    if way.frees and (free := [m.end() for m in _FREE.finditer(text)]):
        parts = [part for whole in parts for part in _freed(*whole, free)]
    return Laid(text, found, [(0, parts)], begin_pt, end_pt)


def hung(runs: Sequence[Run], face: Face) -> Laid:
    """A paragraph without gaps between Han and Latin, whose signs may stand beyond the end of a line."""
    endless = lay(tuple(runs), face)
    end_pt = endless.reach_pt.copy()
    for i, char in enumerate(endless.text):
        if char in HANGING:
            end_pt[i + 1] = end_pt[i]
    return Laid(endless.text, endless.kinds, endless.stretches, endless.reach_pt, end_pt)


def _changes(text: str, found: str) -> list[int]:
    """The characters before which the script changes; a paragraph begins in Latin."""
    changes, han = [], False
    for i, (char, kind) in enumerate(zip(text, found, strict=True)):
        if (kind in _HAN and char not in _WEAK) if not han else kind in _LATIN:
            han = not han
            if i:
                changes.append(i)
    return changes


def _freed(first: int, end: int, free: Sequence[int]) -> Iterator[tuple[int, int]]:
    """One whole piece, cut where a mark may leave it."""
    for at in free:
        if first < at < end:
            yield first, at
            first = at
    yield first, end
