"""Height of paragraphs in a box: do they fit, how many of them."""

import re
from collections.abc import Mapping, Sequence
from itertools import accumulate
from types import MappingProxyType

from builder.fit.faces import Face
from builder.fit.lines import Run, lines

ROUNDING_PT = 0.01  # lengths are whole EMUs in the file, sums of floats here
PITCH_EM = 1.2  # from one line to the next, at single spacing
TALL_EM: Mapping[str, float] = MappingProxyType(
    {"微软雅黑": 1.32, "Microsoft YaHei": 1.32, "等线": 1.25, "DengXian": 1.25}
)
"""The same of Chinese families whose own metrics exceed those of Latin ones."""
HAN = re.compile("[\u2e80-\u2fff\u3000-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]+")
"""What the Chinese family draws, and what makes a line as high as that."""


def height_pt(
    paragraphs: Sequence[Sequence[Run]],
    width_pt: float,
    face: Face,
    *,
    line_spacing: float = 1.0,
    before_pt: float = 0.0,
) -> float:
    """Height in points of paragraphs in a box `width_pt` points wide (its margins taken off).

    Args:
        paragraphs: each the runs of one paragraph.
        width_pt: width of the text area, in points.
        face: the widths of the Latin family.
        line_spacing: of each line, 1.0 being single (1.2 em of the line's largest size).
        before_pt: points between one paragraph and the next; none above the first.
    """
    heights_pt = _reached_pt(paragraphs, width_pt, face, line_spacing, before_pt)
    return heights_pt[-1] if heights_pt else 0.0


def fits(
    paragraphs: Sequence[Sequence[Run]],
    width_pt: float,
    height_pt: float,
    face: Face,
    *,
    line_spacing: float = 1.0,
    before_pt: float = 0.0,
) -> bool:
    """Whether paragraphs fit in a box of that width and height, in points; see `height_pt`."""
    return most(paragraphs, width_pt, height_pt, face, line_spacing=line_spacing, before_pt=before_pt) == len(
        paragraphs
    )


def most(
    paragraphs: Sequence[Sequence[Run]],
    width_pt: float,
    height_pt: float,
    face: Face,
    *,
    line_spacing: float = 1.0,
    before_pt: float = 0.0,
) -> int:
    """How many whole paragraphs, from the first on, fit in a box of that width and height, in points."""
    heights_pt = _reached_pt(paragraphs, width_pt, face, line_spacing, before_pt)
    return sum(reached_pt <= height_pt + ROUNDING_PT for reached_pt in heights_pt)


def _reached_pt(
    paragraphs: Sequence[Sequence[Run]], width_pt: float, face: Face, line_spacing: float, before_pt: float
) -> list[float]:
    """How far down each paragraph reaches, in points."""
    pitch = PITCH_EM * line_spacing
    heights_pt = [pitch * sum(line.size_pt for line in lines(runs, width_pt, face)) for runs in paragraphs]
    return list(accumulate(heights_pt, lambda reached_pt, next_pt: reached_pt + before_pt + next_pt))
