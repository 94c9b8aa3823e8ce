"""Lines and height of a text in a box, computed from advance widths and Chinese line-breaking rules.

No renderer and no installed font is asked, so the answer is the same on every machine:

    >>> from builder.fit import Run, face, height_pt, wrap
    >>> calibri = face("Calibri")
    >>> finding = [Run("夜间客流下滑，不是需求消失。", size_pt=20)]
    >>> wrap(finding, 125, calibri)
    ('夜间客流下', '滑，不是需求', '消失。')
    >>> height_pt([finding], 125, calibri)
    72.0

What it knows, how exact it is and where it errs is told in docs/fit.md. It errs towards too many lines:
what it lets pass should fit.
"""

from builder.fit.faces import Face, face
from builder.fit.lines import Run, wrap
from builder.fit.lonely import left_over, lonely
from builder.fit.room import HAN, PITCH_EM, TALL_EM, fits, height_pt, most

__all__ = [
    "HAN",
    "PITCH_EM",
    "TALL_EM",
    "Face",
    "Run",
    "face",
    "fits",
    "height_pt",
    "left_over",
    "lonely",
    "most",
    "wrap",
]
