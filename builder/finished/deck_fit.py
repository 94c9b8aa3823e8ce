"""How much room the words of a finished deck need, at 100 % scale: lines and heights from `builder.fit`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from builder import fit
from builder.finished.deck_parts import Table
from builder.finished.deck_words import Frame, Paragraph
from builder.fit.lines import Line
from builder.fit.lines import lines as fit_lines

_LEAST_PT = 1.0
_LONGEST_LABEL = 6  # characters: "[102]"


def lines(paragraph: Paragraph, width_pt: float) -> tuple[str, ...]:
    """The lines into which a paragraph breaks in a frame of that width (its insets taken off)."""
    return tuple([line.text for line in _lines(paragraph, width_pt)])


def _lines(paragraph: Paragraph, width_pt: float) -> tuple[Line, ...]:
    """The same with their sizes: several rules ask for them."""
    found = paragraph.set_in.get(width_pt)
    if found is None:
        room_pt = max(width_pt - paragraph.left_pt, _LEAST_PT)
        found = paragraph.set_in[width_pt] = fit_lines(_runs(paragraph), room_pt, _face(paragraph))
    return found


def height_pt(frame: Frame, pitch_em: Mapping[str, float], width_pt: float = 0.0) -> float:
    """The height in points that the words of a frame need; 0.0 where it has none.

    Args:
        frame: a shape's or a cell's.
        pitch_em: from one line to the next, in em, of Chinese fonts that are taller than Latin ones.
        width_pt: the width instead of the frame's own.
    """
    if not frame.said:
        return 0.0
    total, width_pt = 0.0, width_pt or frame.room.w_pt
    for n, paragraph in enumerate(frame.paragraphs):
        total += paragraph.before_pt if n else 0.0
        set_in = _lines(paragraph, width_pt)
        if paragraph.pitch_pt:
            total += paragraph.pitch_pt * len(set_in)
        else:
            tall = paragraph.spacing * _pitch_em(paragraph, pitch_em) / fit.PITCH_EM
            total += fit.PITCH_EM * tall * sum([line.size_pt for line in set_in])
    return total


def table_heights_pt(table: Table, pitch_em: Mapping[str, float]) -> tuple[float, ...]:
    """The height in points that each row of a table needs, its cells' insets with it."""
    needs = [0.0] * len(table.heights_pt)
    for cell in table.cells:
        at = cell.row - 1
        around = table.heights_pt[at] - cell.frame.room.h_pt
        if 0 <= around <= table.heights_pt[at]:  # a cell over several rows makes none of them taller
            needs[at] = max(needs[at], height_pt(cell.frame, pitch_em) + around)
    return tuple(needs)


def _runs(paragraph: Paragraph) -> list[fit.Run]:
    """The runs to be measured: a label before a tab in a hanging indent ("[4]") stands beside the lines."""
    runs = [fit.Run(r.text, r.size_pt, r.bold, r.raised) for r in paragraph.runs]
    label, tab, _ = paragraph.text.partition("\t")
    if not tab or paragraph.first_pt >= 0 or len(label) > _LONGEST_LABEL:
        return runs
    cut = len(label) + 1
    while runs and cut >= len(runs[0].text):
        cut -= len(runs.pop(0).text)
    return [runs[0]._replace(text=runs[0].text[cut:]), *runs[1:]] if runs else [fit.Run("", paragraph.runs[0].size_pt)]


def _face(paragraph: Paragraph) -> fit.Face:
    """The widths of the family in which most of its characters stand; symbols in their own font don't count."""
    first = paragraph.runs[0].latin
    if len({run.latin for run in paragraph.runs}) == 1:
        return fit.face(first)
    counts: Counter[str] = Counter()
    for run in paragraph.runs:
        counts[run.latin] += len(run.text) if not run.named else 0
    return fit.face(counts.most_common(1)[0][0])


def _pitch_em(paragraph: Paragraph, pitch_em: Mapping[str, float]) -> float:
    if not fit.HAN.search(paragraph.text):
        return fit.PITCH_EM
    return max((pitch_em.get(run.han, fit.PITCH_EM) for run in paragraph.runs), default=fit.PITCH_EM)
