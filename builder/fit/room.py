"""Height of paragraphs in a box: do they fit, how many of them."""

from collections.abc import Sequence
from itertools import accumulate

from builder.fit.faces import Face
from builder.fit.lines import Run, lines

ROUNDING_PT = 0.01  # lengths are whole EMUs in the file, sums of floats here
PITCH_EM = 1.2  # from one line to the next, at single spacing


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
