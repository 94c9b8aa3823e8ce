"""Words in their frames: rule 6.

* `fits`, error: the words of a shape need more than `fit_most` of its height inside the insets.
* `tight`, warning: they need more than `fit_tight` of it.

Measured at 100 % scale from advance widths with Chinese line breaking (`builder.fit`), whatever scale the file has
written: a program that shrinks hides the fault. Cells of tables are rule 7's.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder import fit
from builder.checks.slides._roles import at, short
from builder.finished.deck import Deck
from builder.finished.deck_fit import height_pt
from builder.finished.flaw import Flaw
from builder.profile.deck import DeckProfile

CODES = ("fits", "tight")
ROUNDING_PT = 0.6  # places are whole EMUs, sizes hundredths of a point


def check(deck: Deck, profile: DeckProfile) -> Iterator[Flaw]:
    """Every frame that is too small for its words."""
    for slide in deck.slides:
        for shape in slide.shapes:
            frame = shape.frame
            if frame is None or not frame.upright or not frame.wraps:
                continue
            need_pt, room_pt = height_pt(frame, fit.TALL_EM), frame.room.h_pt
            if need_pt <= room_pt * profile.fit_tight + ROUNDING_PT:
                continue
            share = f"{need_pt / room_pt:.0%}" if room_pt > 0 else "far more than all"
            message = f"'{short(frame.text)}' needs {need_pt:.0f} of {room_pt:.0f} pt, {share} of the frame"
            if need_pt > room_pt * profile.fit_most + ROUNDING_PT:
                yield Flaw(at(slide, f"shape '{shape.name}'"), 6, "fits", message, "say it shorter, or cut the slide")
            else:
                hint = f"leave {1 - profile.fit_tight:.0%} of it free: programs set text differently"
                yield Flaw(at(slide, f"shape '{shape.name}'"), 6, "tight", message, hint, "warning")
