"""Rule 44, empty paragraphs: space is a matter of styles, not of empty lines; at most `empty_most`.

Not counted are what Word itself needs: a paragraph between two tables, at the end of a cell, or one that ends a section
or breaks a page. Warning.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.finished.flaw import Flaw
from builder.finished.paper import Paper, Paragraph, Table
from builder.profile.paper import PaperProfile

CODES = ("empty",)


def check(paper: Paper, profile: PaperProfile) -> Iterator[Flaw]:
    """The empty paragraphs of the body."""
    found: list[Paragraph] = []
    for n, block in enumerate(paper.body):
        if not isinstance(block, Paragraph) or block.text.strip() or block.drawings or block.notes or block.breaks:
            continue
        above = paper.body[n - 1] if n else None
        below = paper.body[n + 1] if n + 1 < len(paper.body) else None
        parts = isinstance(above, Table) and (below is None or isinstance(below, Table))
        if not block.closes and not parts and not paper.fields_at.get(block.at):
            found.append(block)
    if len(found) > profile.empty_most:
        message = f"{len(found)} empty paragraphs, at most {profile.empty_most}"
        yield Flaw(found[0].where, 44, "empty", message, "set the space in the styles", severity="warning")
