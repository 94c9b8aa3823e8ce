"""Tables: rule 7.

* `row`, error: the words of a row need more height than the row has, so that the table grows in PowerPoint. Measured
  like rule 6.
* `table-foot`, error: less than `foot_gap_in` between the foot of a table, grown where it must grow, and the source
  line.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder import fit
from builder.checks.slides._roles import at, has_words, is_source
from builder.checks.slides.fits import ROUNDING_PT
from builder.finished.deck import Deck
from builder.finished.deck_fit import table_heights_pt
from builder.finished.flaw import Flaw
from builder.profile.deck import DeckProfile

CODES = ("row", "table-foot")


def check(deck: Deck, profile: DeckProfile) -> Iterator[Flaw]:
    """Every row that will grow, and every table that reaches the source line."""
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.table is None:
                continue
            needs_pt = table_heights_pt(shape.table, fit.TALL_EM)
            for n, (need_pt, high_pt) in enumerate(zip(needs_pt, shape.table.heights_pt, strict=True), 1):
                if need_pt > high_pt + ROUNDING_PT:
                    where = at(slide, f"table '{shape.name}', row {n}")
                    message = f"the row needs {need_pt:.0f} pt and has {high_pt:.0f}"
                    yield Flaw(where, 7, "row", message, "make the row higher, or say it shorter")
            grown_pt = sum(map(max, needs_pt, shape.table.heights_pt))
            foot_pt = shape.place.y_pt + grown_pt
            least_pt = profile.foot_gap_in * 72
            for other in slide.shapes:
                if not is_source(other, profile) or not has_words(other.frame) or other.place.y_pt < shape.place.y_pt:
                    continue
                gap_pt = other.place.y_pt - foot_pt
                if gap_pt < least_pt - ROUNDING_PT:
                    message = (
                        f"{gap_pt / 72:.2f} in between its foot and the source line, {profile.foot_gap_in:g} wanted"
                    )
                    hint = "cut the table between two rows"
                    yield Flaw(at(slide, f"table '{shape.name}'"), 7, "table-foot", message, hint)
