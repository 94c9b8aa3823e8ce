"""Rule 34, tables: header rows repeat, rows don't split, alternative text, caption above, source below, few columns.

A table that says it has a header row (`w:tblLook`) repeats it on every page; no row breaks over two pages; it has a
title or description for those who cannot see it. Its caption, or a line that stays with it, stands above. Its source
stands in it or in a line below (`source_words`, `note_words`), and the last row stays with that line. On an upright
page it has at most `columns_most` columns and is no wider than the text. A table of one row or one column is taken for
layout: it needs neither caption nor source. Error; width: warning.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.word._parts import after, before, captions, cites, inside, is_caption, is_source_line, source_marks
from builder.finished.flaw import Flaw
from builder.finished.paper import Paper, Paragraph, Table, paragraphs
from builder.profile.paper import PaperProfile

CODES = (
    "table-header",
    "table-split",
    "table-words",
    "table-columns",
    "table-wide",
    "table-caption",
    "caption-keep",
    "caption-below",
    "table-source",
    "source-keep",
)

_SLACK_MM = 2.0


def check(paper: Paper, profile: PaperProfile) -> Iterator[Flaw]:
    """Every table by itself, then those of the body with what stands around them."""
    for table in paper.tables:
        yield from _alone(table, paper, profile)
    sources = source_marks(paper, profile)
    for n, block in enumerate(paper.body):
        if isinstance(block, Table) and len(block.rows) > 1 and len(block.grid) > 1:
            yield from _caption(block, n, paper)
            yield from _source(block, n, paper, profile, sources)


def _alone(table: Table, paper: Paper, profile: PaperProfile) -> Iterator[Flaw]:
    where = table.where
    if table.headed and table.rows and not table.rows[0].repeats:
        yield Flaw(where, 34, "table-header", "the header row does not repeat", "set 'repeat as header row'")
    split = [str(n) for n, row in enumerate(table.rows, 1) if not row.whole]
    if split:
        rows = f"row {split[0]}" if len(split) == 1 else f"rows {', '.join(split[:5])}{' …' if len(split) > 5 else ''}"
        yield Flaw(where, 34, "table-split", f"{rows} may break over two pages", "clear 'allow row to break'")
    if not table.title.strip() and not table.words.strip():
        yield Flaw(where, 34, "table-words", "no alternative text", "describe it in the table's properties")
    section = paper.section(table.at)
    columns = max((sum(c.covers for c in row.cells) for row in table.rows), default=0)
    if not section.wide and columns > profile.columns_most:
        message = f"{columns} columns on an upright page, at most {profile.columns_most}"
        yield Flaw(where, 34, "table-columns", message, "make it 'wide: true', or leave columns out")
    room = section.width_mm - section.left_mm - section.right_mm
    if table.grid and sum(table.grid) > room + _SLACK_MM:
        message = f"{sum(table.grid):.0f} mm wide, the text {room:.0f} mm"
        yield Flaw(where, 34, "table-wide", message, severity="warning")


def _caption(table: Table, n: int, paper: Paper) -> Iterator[Flaw]:
    above, below = before(paper, n), after(paper, n)
    if is_caption(above, paper):
        assert isinstance(above, Paragraph)
        if not above.form.keep_next:
            yield Flaw(above.where, 34, "caption-keep", "the caption does not stay with its table", "keep with next")
    elif is_caption(below, paper) and _of_tables(below, paper):
        yield Flaw(table.where, 34, "caption-below", "its caption stands below it", "move it above the table")
    elif not isinstance(above, Paragraph) or not above.text.strip() or not above.form.keep_next:
        message = "neither a caption nor a line that stays with it stands above"
        yield Flaw(table.where, 34, "table-caption", message, "give it a 'caption:'")


def _of_tables(p: object, paper: Paper) -> bool:
    """Whether a caption is one of tables: it has the label of a caption right above a table, or no label at all."""
    labels = {c.paragraph.at: c.label for c in captions(paper)}
    of_tables = {
        labels.get(a.at, "")
        for a, b in zip(paper.body, paper.body[1:], strict=False)
        if isinstance(a, Paragraph) and isinstance(b, Table)
    }
    figures = {
        labels.get(b.at, "")
        for a, b in zip(paper.body, paper.body[1:], strict=False)
        if isinstance(a, Paragraph) and isinstance(b, Paragraph) and a.drawings
    }
    label = labels.get(p.at, "") if isinstance(p, Paragraph) else ""
    return not label or label in of_tables or label not in figures


def _source(
    table: Table, n: int, paper: Paper, profile: PaperProfile, sources: frozenset[str]
) -> Iterator[Flaw]:  # fmt: skip
    below = after(paper, n)
    lined = is_source_line(below, profile)
    if not lined and not any(cites(p, sources) for p in inside(table)):
        yield Flaw(table.where, 34, "table-source", "no source in it or below it", "cite in its cells, or add a line")
    last = [p for cell in table.rows[-1].cells for p in paragraphs(cell.blocks)]
    if lined and last and not any(p.form.keep_next for p in last):
        message = "its last row does not stay with the line of sources"
        yield Flaw(table.where, 34, "source-keep", message, "keep with next in its last row")
