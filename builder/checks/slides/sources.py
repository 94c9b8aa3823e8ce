"""The source line: rule 16.

`source`, error: a slide with claims has no source line, its source line is empty, names an article without a place, or
lacks an article that is cited on the slide. A slide has claims where its words carry citation marks ([2], or raised
numbers) or where it has a chart. Covers, section slides and the list of sources have none.

The source line is the shape whose name fits one of `source_names`, or whose words begin with one of `source_words`.
A mark in the header row of a table names the article of the column and not a claim: where no other mark stands on the
slide, the line may name articles without places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.slides._roles import MARK, PLACE, TITLES, at, is_source, lists_sources, opens, short
from builder.finished.deck import Deck, Frame, Slide
from builder.finished.flaw import Flaw
from builder.profile.deck import DeckProfile

CODES = ("source",)
_HINT = "name every article that is cited here, with section, paragraph or page"


def check(deck: Deck, profile: DeckProfile) -> Iterator[Flaw]:
    """Slides with claims and without their sources."""
    for slide in deck.slides:
        if opens(slide) or lists_sources(slide, profile):
            continue
        numbers, stated = _cited(slide, profile)
        charts = any(s.chart for s in slide.shapes)
        if not numbers and not stated and not charts:
            continue
        lines = [s.frame.said for s in slide.shapes if s.frame is not None and is_source(s, profile)]
        line = " ".join(filter(None, lines))
        body = line
        for word in profile.source_words:
            body = body.removeprefix(word)
        if not body.strip("：: \u3000"):
            what = "a chart" if charts and not numbers else "citation marks"
            wrong = "the source line is empty" if lines else "no source line"
            yield Flaw(at(slide), 16, "source", f"{wrong}, and {what} on the slide", _HINT)
            continue
        named = set(re.findall(r"\d+", " ".join(MARK.findall(line))))
        if named and numbers - named:
            lacking = ", ".join(f"[{n}]" for n in sorted(numbers - named, key=int))
            yield Flaw(at(slide), 16, "source", f"{lacking} cited, and not in the source line", _HINT)
        if (stated or charts) and not PLACE.search(body):
            yield Flaw(at(slide), 16, "source", f"no place in the source line '{short(line, 40)}'", _HINT)


def _cited(slide: Slide, profile: DeckProfile) -> tuple[set[str], bool]:
    """The numbers of the marks on a slide, and whether any stands behind a statement (not in a header row)."""
    numbers: set[str] = set()
    stated = False
    for shape in slide.shapes:
        if is_source(shape, profile):
            continue
        if shape.frame is not None:
            found = _marks(shape.frame)
            numbers |= found
            stated |= bool(found) and shape.holder not in TITLES
        for cell in shape.table.cells if shape.table else ():
            found = _marks(cell.frame)
            numbers |= found
            stated |= bool(found) and not (shape.table is not None and shape.table.header and cell.row == 1)
    return numbers, stated


def _marks(frame: Frame) -> set[str]:
    said = MARK.findall(frame.text) + [r.text for r in frame.runs if r.raised and re.search(r"\d", r.text)]
    if not said:
        return set()
    return set(re.findall(r"\d+", " ".join(re.sub(r"[^\d,\s\[\]-]", " ", one).split("-")[0] for one in said)))
