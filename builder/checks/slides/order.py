"""Reading order: rule 20.

`order`, warning: what a screen reader reads (the order of the file) is not what the eye reads. The title comes first;
then what stands higher comes before what stands lower, and of what stands side by side the left before the right, both
with a tolerance of `order_tolerance` of the slide's height. Columns may be read one after the other. Groups count as
one; footers, labels above the title, and what is decorative are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from builder.checks.slides._roles import FOOTERS, at
from builder.finished.deck import Deck, Shape, Slide
from builder.finished.flaw import Flaw
from builder.profile.deck import DeckProfile

CODES = ("order",)


def check(deck: Deck, profile: DeckProfile) -> Iterator[Flaw]:
    """Slides whose shapes are read out in another order than they are seen."""
    tolerance_pt = profile.order_tolerance * deck.height_pt
    for slide in deck.slides:
        read = [s for s in slide.shapes if not s.within and _read(s)]
        if slide.title in read[1:]:
            message = f"'{read[0].name}' is read before the title"
            yield Flaw(at(slide), 20, "order", message, "send the title to the back", "warning")
        rest = [s for s in read if s is not slide.title and not _above(s, slide)]
        for before, after in pairwise(rest):
            if _wrong(before, after, tolerance_pt):
                message = f"'{after.name}' is read after '{before.name}', which stands behind it"
                yield Flaw(at(slide), 20, "order", message, "change the order in the selection pane", "warning")


def _read(shape: Shape) -> bool:
    worded = shape.frame is not None and bool(shape.frame.said)
    return not shape.decorative and shape.holder not in FOOTERS and (worded or shape.kind not in ("text", "line"))


def _above(shape: Shape, slide: Slide) -> bool:
    return slide.title is not None and shape.place.bottom_pt <= slide.title.place.y_pt + 1


def _wrong(before: Shape, after: Shape, tolerance_pt: float) -> bool:
    a, b = before.place, after.place
    if b.x_pt >= a.right_pt - tolerance_pt:
        return False  # to the right: the next in the row, or the next column
    same_row = min(a.bottom_pt, b.bottom_pt) - max(a.y_pt, b.y_pt) > min(a.h_pt, b.h_pt) / 2
    return b.right_pt <= a.x_pt + tolerance_pt if same_row else b.bottom_pt <= a.y_pt + tolerance_pt
