"""Where the lines of a paragraph on paper end, as one program would break them.

`builder.fit.lines` errs towards too many lines, for a text that must fit; this is the nearest guess, for a paragraph
whose last line matters. Programs set differently what no standard rules: a `Way` says how.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from builder.fit.breaks import borders, kinds, pieces
from builder.fit.faces import HAN_EM, Face
from builder.fit.lines import flow

_QUOTES = frozenset("“”‘’")
_LOOSE = re.compile("(?<=[\u2e80-\uffef])\u00a0|\u00a0(?=[\u2e80-\uffef])")
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
    """

    gap_em: float
    raised: float
    quotes_em: float = HAN_EM
    symbol_em: float = HAN_EM
    hangs: bool = False
    follows: bool = False
    glues: bool = True


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

    def widths_pt(self, way: Way, wide: Sequence[bool]) -> Iterator[float]:
        """Of each character; `wide`: whether it is Han or set like Han."""
        size_pt = self.size_pt * (way.raised if self.raised else 1.0)
        table = self.face.bold if self.bold else self.face.regular
        for n, (char, full) in enumerate(zip(self.text, wide, strict=True)):
            if self.symbol:
                em = way.symbol_em
            elif full:
                em = way.quotes_em if char in _QUOTES else HAN_EM
            else:
                em = table[char]
            yield em * size_pt + self.spacing_pt + (0.0 if n else self.before_pt)


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
    text = "".join(s.text for s in stretches)
    found, ambiguous = kinds(text if way.glues else _LOOSE.sub(" ", text))
    wide = [kind in "HCO" for kind in found]
    for i in ambiguous:
        wide[i] = not way.follows or (i > 0 and wide[i - 1])
    widths_pt: list[float] = []
    sizes_pt: list[float] = []
    for s in stretches:
        at = len(widths_pt)
        widths_pt += [w + more_pt for w in s.widths_pt(way, wide[at : at + len(s.text)])]
        sizes_pt += [s.size_pt * (way.raised if s.raised else 1.0)] * len(s.text)
    gaps_pt = {
        i: way.gap_em * min(sizes_pt[i], sizes_pt[i - 1]) for i in borders(found) if text[i - 1 : i + 1].isalnum()
    }
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
    begin_pt[0] -= indent_pt
    whole = [(0, pieces(found, 0, len(text)))]
    return flow(whole, found, begin_pt, end_pt, width_pt)
