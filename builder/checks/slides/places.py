"""Places on the slide: rules 8 and 9.

* 8 `edge`, error: a shape passes the slide's edge by more than `beyond_edge_pt`.
* 8 `margin`, error: words, tables or charts stand nearer to the edge than `margin_in`. What carries no words may bleed.
  Footers, and labels above the title, may be nearer to the upper and lower edge (every program's own layouts put them
  there), never to the left and right ones. A placeholder where the look has it is where its author wants it.
* 9 `overlap`, warning: two frames with words cover one another by more than `overlap_most` of the smaller, unless one
  holds the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from builder.checks.slides._roles import at, has_words, role
from builder.finished.deck import Deck, Rect, Shape, Slide
from builder.finished.flaw import Flaw
from builder.profile.deck import DeckProfile

CODES = ("edge", "margin", "overlap")
_ROUNDING_PT = 0.1


def check(deck: Deck, profile: DeckProfile) -> Iterator[Flaw]:
    """Every shape that stands where it should not."""
    for slide in deck.slides:
        for shape in slide.shapes:
            yield from _edges(shape, slide, deck, profile)
        yield from _overlaps(slide, profile)


def _edges(shape: Shape, slide: Slide, deck: Deck, profile: DeckProfile) -> Iterator[Flaw]:
    place = shape.place
    beyond_pt = max(-place.x_pt, -place.y_pt, place.right_pt - deck.width_pt, place.bottom_pt - deck.height_pt)
    if beyond_pt > profile.beyond_edge_pt:
        where = at(slide, f"shape '{shape.name}'")
        yield Flaw(where, 8, "edge", f"{beyond_pt:.0f} pt beyond the slide's edge", "move it inside")
        return
    words = _words_in(shape)
    if words is None or shape.at_home:
        return
    aside = [words.x_pt, deck.width_pt - words.right_pt]
    part = role(shape, slide, profile)
    if part == "label":
        aside.append(deck.height_pt - words.bottom_pt)
    elif part != "footer":
        aside += [words.y_pt, deck.height_pt - words.bottom_pt]
    if min(aside) < profile.margin_in * 72 - _ROUNDING_PT:
        where = at(slide, f"shape '{shape.name}'")
        message = f"{min(aside) / 72:.2f} in from the slide's edge, {profile.margin_in:g} wanted"
        yield Flaw(where, 8, "margin", message, "move it inwards")


def _words_in(shape: Shape) -> Rect | None:
    """Where words stand in a shape; None where it has none."""
    if shape.table is not None or shape.chart is not None:
        return shape.place
    return shape.frame.room if shape.frame is not None and has_words(shape.frame) else None


def _overlaps(slide: Slide, profile: DeckProfile) -> Iterator[Flaw]:
    spoken = [s for s in slide.shapes if _words_in(s) is not None and s.place.area > 0]
    for one, other in combinations(spoken, 2):
        shared = one.place.shared(other.place)
        if not shared:
            continue
        share = shared / min(one.place.area, other.place.area)
        if share > profile.overlap_most and not (one.place.holds(other.place) or other.place.holds(one.place)):
            message = f"'{other.name}' covers {share:.0%} of it, at most {profile.overlap_most:.0%} are wanted"
            yield Flaw(at(slide, f"shape '{one.name}'"), 9, "overlap", message, "move them apart", "warning")
