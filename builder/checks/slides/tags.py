"""Meaning not by colour alone: rule 13.

`colour-only`, error:

* a cell with a fill of its own that says nothing;
* a tag (a shape named so, or words that begin with one of `tag_symbols` on a fill) without symbol or without word;
* a tinted cell without a symbol in a column whose other tinted cells begin with one.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.slides._roles import at, has_words, short
from builder.finished.deck import Cell, Deck, Frame, Table
from builder.finished.flaw import Flaw
from builder.profile.deck import DeckProfile

CODES = ("colour-only",)
_HINT = "say it with a symbol and a word, so that it can be read without colour"
_TAG = "/tag"


def check(deck: Deck, profile: DeckProfile) -> Iterator[Flaw]:
    """Cells and tags whose meaning is lost without colour."""
    for slide in deck.slides:
        for shape in slide.shapes:
            name = f"shape '{shape.name}'"
            if shape.frame is not None and _TAG in shape.name and shape.frame.own_fill:
                yield from _tag(shape.frame, at(slide, name), profile)
            for cell in _tinted(shape.table):
                where = at(slide, f"table '{shape.name}', row {cell.row}, column {cell.column}")
                if not has_words(cell.frame):
                    yield Flaw(where, 13, "colour-only", "a tinted cell says nothing", _HINT)
                elif _symbol(cell.frame, profile) or _among_tags(cell, shape.table, profile):
                    yield from _tag(cell.frame, where, profile)


def _tag(frame: Frame, where: str, profile: DeckProfile) -> Iterator[Flaw]:
    text = frame.said
    word = text.lstrip("".join(profile.tag_symbols)).strip()
    if not _symbol(frame, profile):
        yield Flaw(where, 13, "colour-only", f"the tag '{short(text)}' has no symbol", _HINT)
    elif not word:
        yield Flaw(where, 13, "colour-only", f"the tag '{short(text)}' has no word", _HINT)


def _tinted(table: Table | None) -> list[Cell]:
    """The filled cells of a table, its header row apart."""
    if table is None:
        return []
    return [c for c in table.cells if c.frame.own_fill and not (table.header and c.row == 1)]


def _among_tags(cell: Cell, table: Table | None, profile: DeckProfile) -> bool:
    """Whether most of the other tinted cells of its column are tags."""
    others = [c for c in _tinted(table) if c.column == cell.column and c.row != cell.row]
    return len(others) > 1 and sum(_symbol(c.frame, profile) for c in others) > len(others) / 2


def _symbol(frame: Frame, profile: DeckProfile) -> bool:
    return frame.said.startswith(profile.tag_symbols)
