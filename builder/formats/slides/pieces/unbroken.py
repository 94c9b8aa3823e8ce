"""Columns wide enough that no word of a table is cut."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from builder import fit
from builder.formats.slides.scene import GridCell, Words
from builder.formats.slides.setting import Setting

_WORD = re.compile(f"[^\\s/‐–{fit.HAN.pattern[1:-2]}-]+[/‐–-]?")  # what no program breaks, short of having to
_WIDEST_EM = 1.1  # no Latin letter is wider


def unbroken(
    widths: tuple[float, ...], rows: Sequence[tuple[GridCell, ...]], setting: Setting, inset_pt: float
) -> tuple[float, ...]:
    """These widths, with what a column lacks for its longest word taken from what others can spare; empty: nowhere."""

    def least(column: int, from_pt: float) -> float:
        """What the longest word of a column needs, among those that may be wider than `from_pt`."""
        found_pt = 0.0
        for words in (words for row in rows for words in row[column].words):
            text = "".join(run.text for run in words.runs)
            for word in _WORD.finditer(text):
                if len(word[0]) * words.size_pt * _WIDEST_EM > from_pt - 2 * inset_pt:
                    found_pt = max(found_pt, setting.width_pt(_part(words, *word.span())) + 2 * inset_pt)
        return found_pt

    if all(least(n, w) <= w for n, w in enumerate(widths)):
        return widths
    needs = [least(n, 0.0) for n in range(len(widths))]
    lack_pt = sum(max(0.0, need - w) for need, w in zip(needs, widths, strict=True))
    spare_pt = sum(max(0.0, w - need) for need, w in zip(needs, widths, strict=True))
    if lack_pt > spare_pt:
        return ()
    return tuple(max(need, w - max(0.0, w - need) * lack_pt / spare_pt) for need, w in zip(needs, widths, strict=True))


def _part(words: Words, start: int, stop: int) -> Words:
    """Some characters of a paragraph, in the runs in which they stand."""
    runs, at = [], 0
    for run in words.runs:
        runs.append(replace(run, text=run.text[max(start - at, 0) : max(stop - at, 0)]))
        at += len(run.text)
    return replace(words, runs=tuple(run for run in runs if run.text))
