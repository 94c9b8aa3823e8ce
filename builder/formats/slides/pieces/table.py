"""A table: columns by role, rows as high as their words need, the header row on every part of it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, takewhile

from builder import model
from builder.formats.slides.needed import TABLE
from builder.formats.slides.pages import Piece
from builder.formats.slides.pieces.text import chars, level_pt, split
from builder.formats.slides.pieces.unbroken import unbroken
from builder.formats.slides.scene import Frame, Grid, GridCell, Item, Words
from builder.formats.slides.setting import Setting
from builder.ooxml.rect import Rect

_ROW_EASE_PT = 26.0
_AIR_PT = 5.0  # between a table and its caption
_NOTE_GAP_PT = 8.0
_SMALL_PT = 12.0
_STEPS = 6  # points that words may lose so that none is cut
_MOST = {"label": 0.2, "tag": 0.17, "source": 0.22}  # of the width, whatever stands in the column


def table_piece(table: model.Table, setting: Setting, width_pt: float, room_pt: float = math.inf) -> Piece:
    """A native table with its caption above and its note below.

    Args:
        room_pt: rows that are higher than this allows are cut between sentences.
    """
    look = setting.look
    x_pt, y_pt = look.parts["table.text"].inset_pt[:2]
    for smaller in range(_STEPS):
        tried = replace(setting, step=setting.step + smaller)
        head, rows = _set(table, tried)
        widths = _widths(table, [head, *rows], tried, width_pt, x_pt)
        if whole := unbroken(widths, [head, *rows], tried, x_pt):
            setting, widths = tried, whole
            break
    else:
        head, rows = _set(table, setting)
        widths = _widths(table, [head, *rows], setting, width_pt, x_pt)

    def height(row: tuple[GridCell, ...]) -> float:
        rooms = [setting.row_pt(c.words, w - 2 * x_pt) for c, w in zip(row, widths, strict=True)]
        return max(rooms) + 2 * y_pt

    head_pt, heights = height(head), [height(r) for r in rows]
    caption = _caption(table, setting)
    note = setting.set(table.note, look.style("text", "note")) if table.note else None
    above_pt = setting.room_pt([caption], width_pt) + _AIR_PT if caption else 0.0
    below_pt = setting.room_pt([note], width_pt) + _NOTE_GAP_PT if note else 0.0
    most_pt = room_pt - head_pt - above_pt - below_pt
    if max(heights, default=0.0) > most_pt:

        def high_pt(cells: tuple[model.Cell, ...]) -> float:
            return height(tuple(_cell(cell, col, setting) for cell, col in zip(cells, table.columns, strict=True)))

        cut = [part for row in table.rows for part in _sentences(row, table.columns, high_pt, most_pt)]
        return table_piece(replace(table, rows=tuple(cut)), setting, width_pt)

    def need(start: int, stop: int) -> float:
        ends = (above_pt if start == 0 else 0.0) + (below_pt if stop == len(rows) else 0.0)
        return head_pt + sum(heights[start:stop]) + ends

    def draw(start: int, stop: int, rect: Rect, holder: bool) -> tuple[Item, ...]:
        items: list[Item] = []
        more_pt = (rect.h_pt - need(start, stop)) / (stop - start)
        tall = tuple(h + more_pt for h in heights[start:stop])
        top_pt = 0.0
        if caption and start == 0:
            items.append(Frame(rect.row(0, above_pt - _AIR_PT), (caption,)))
            top_pt = above_pt
        body_pt = head_pt + sum(tall)
        shown = (head, *(_banded(r, n) for n, r in enumerate(rows[start:stop])))
        place = rect.row(top_pt, body_pt)
        items.append(Grid(place, table.id, table.summary, widths, (head_pt, *tall), shown, TABLE if holder else None))
        if note and stop == len(rows):
            items.append(Frame(rect.row(top_pt + body_pt + _NOTE_GAP_PT, below_pt - _NOTE_GAP_PT), (note,)))
        return tuple(items)

    heads = [c.head for c in table.columns]

    def lines(start: int, stop: int) -> tuple[model.Line, ...]:
        ends = [x for x in (table.caption, table.note) if x]
        return (*heads, *(x for row in table.rows[start:stop] for cell in row for x in cell.lines), *ends)

    def tight(n: int, room_pt: float) -> tuple[model.Line, int]:
        needs = [setting.row_pt(c.words, w - 2 * x_pt) for c, w in zip(rows[n], widths, strict=True)]
        worst = needs.index(max(needs))
        inner_pt = widths[worst] - 2 * x_pt
        lines_pt = [setting.row_pt([w], inner_pt) for w in rows[n][worst].words]
        around_pt = need(n, n + 1) - sum(lines_pt)
        longest = lines_pt.index(max(lines_pt))
        free_pt = level_pt(lines_pt, room_pt - around_pt)
        return table.rows[n][worst].lines[longest], chars(setting, rows[n][worst].words[longest], inner_pt, free_pt)

    return Piece(len(rows), need, draw, lines, tight, lambda i, j: _ROW_EASE_PT * (j - i), "Table")


def _sentences(
    row: tuple[model.Cell, ...],
    columns: Sequence[model.Column],
    high_pt: Callable[[tuple[model.Cell, ...]], float],
    most_pt: float,
) -> Iterator[tuple[model.Cell, ...]]:
    """A row that is too high in parts: its longest text goes on between two sentences, all else stands again."""
    texts = [i for i, column in enumerate(columns) if column.role == "text" and row[i].lines]
    if high_pt(row) <= most_pt or not texts:
        yield row
        return
    at = max(texts, key=lambda i: sum(len(model.plain(line)) for line in row[i].lines))
    marks = {line.id: _marks(line) for line in row[at].lines}

    def part(sentences: Sequence[model.Line]) -> tuple[model.Cell, ...]:
        lines = []
        for id, some in groupby(sentences, key=lambda line: line.id):
            lines.append(model.Line(id, (*(p for sentence in some for p in sentence.parts), *marks[id])))
        return (*row[:at], model.Cell(tuple(lines)), *row[at + 1 :])

    taken: list[model.Line] = []
    for line in row[at].lines:
        for sentence in split(replace(line, parts=line.parts[: len(line.parts) - len(marks[line.id])])):
            if taken and high_pt(part([*taken, sentence])) > most_pt:
                yield part(taken)
                taken = []
            taken.append(sentence)
    yield part(taken)


def _marks(line: model.Line) -> tuple[model.Inline, ...]:
    """The marks behind a line: they are of all its sentences."""
    return tuple(reversed([*takewhile(lambda part: isinstance(part, model.Cite), reversed(line.parts))]))


def caption_words(shape: model.Table | model.Chart | model.Timeline, word: str, setting: Setting) -> Words | None:
    """ "表1　…", "Table 1  …": only what is numbered has the word before it."""
    if shape.caption is None:
        return None
    words = setting.set(shape.caption, setting.look.style("text", "caption"))
    if not shape.number:
        return words
    lead = f"{word}{shape.number}　" if setting.han else f"{word} {shape.number}\u2002"
    prefix = setting.say("", lead, words.style).runs
    return replace(words, runs=(*prefix, *words.runs))


def _caption(table: model.Table, setting: Setting) -> Words | None:
    return caption_words(table, setting.words.get("table", ""), setting)


def _head(column: model.Column, setting: Setting) -> Words:
    size_pt = setting.size_pt(setting.look.style("table.text", "text"))
    words = setting.set(column.head, setting.look.style("table.head", "text"), size_pt=size_pt)
    return replace(words, align="ctr") if column.role in ("brief", "tag") else words


def _cell(cell: model.Cell, column: model.Column, setting: Setting) -> GridCell:
    look = setting.look
    if column.role == "tag":
        tags = [p for line in cell.lines for p in line.parts if isinstance(p, model.Tag)]
        size_pt = setting.size_pt(look.style("table.brief", "text"))
        if len(tags) == 1:
            part = f"tag.{tags[0].value}"
            style = replace(look.style(part, "tag"), before_pt=0.0)
            return GridCell(tuple(setting.set(x, style, size_pt=size_pt) for x in cell.lines), "table.brief", part)
    role = "brief" if column.role == "tag" else column.role
    part = f"table.{role}"
    style = look.style(part, "text")
    # places may be set as small as a source line; what is claimed never shrinks below a slide's smallest size
    size_pt = max(min(style.size_pt, _SMALL_PT), style.size_pt - setting.step) if role == "source" else 0
    return GridCell(tuple(setting.set(x, style, size_pt=size_pt) for x in cell.lines), part)


def _set(table: model.Table, setting: Setting) -> tuple[tuple[GridCell, ...], list[tuple[GridCell, ...]]]:
    """The header row and the others, with their words at this step's sizes."""
    head = tuple(GridCell((_head(c, setting),), "table.head") for c in table.columns)
    rows = [tuple(_cell(cell, col, setting) for cell, col in zip(r, table.columns, strict=True)) for r in table.rows]
    return head, rows


def _banded(row: tuple[GridCell, ...], n: int) -> tuple[GridCell, ...]:
    """Every second row on the look's band, where the look gives it a fill."""
    return tuple(replace(c, fill=c.fill or "table.band") for c in row) if n % 2 else row


def _widths(
    table: model.Table, rows: list[tuple[GridCell, ...]], setting: Setting, total_pt: float, inset_pt: float
) -> tuple[float, ...]:
    """What each needs, if there is room; else labels, tags and sources up to a share, and the others the rest."""
    columns = table.columns
    natural = [
        [max((setting.width_pt(w) for w in row[i].words), default=0.0) + 2 * inset_pt for row in rows]
        for i in range(len(columns))
    ]
    widest = [max(n) for n in natural]
    spare_pt = total_pt - sum(widest)
    open_ = [c.weight if c.role in ("text", "brief") else 0.0 for c in columns]
    if spare_pt >= 0 and any(open_):
        return tuple(w + spare_pt * o / sum(open_) for w, o in zip(widest, open_, strict=True))
    weights = sum(c.weight for c in columns)
    fixed: dict[int, float] = {}
    for i, column in enumerate(columns):
        if column.role in _MOST:
            most_pt = total_pt * max(_MOST[column.role], min(column.weight / weights, 0.3))
            fixed[i] = min(widest[i], most_pt)
    free = [i for i in range(len(columns)) if i not in fixed]
    if not free:
        scale = total_pt / sum(fixed.values())
        return tuple(fixed[i] * scale for i in range(len(columns)))
    pull = {i: math.sqrt(sum(natural[i]) / len(natural[i])) for i in free}
    briefs = [i for i in free if columns[i].role == "brief"]
    for i in briefs:
        pull[i] = sum(pull[j] for j in briefs) / len(briefs)
    shares = {i: columns[i].weight * pull[i] for i in free}
    rest_pt = total_pt - sum(fixed.values())
    return tuple(fixed[i] if i in fixed else rest_pt * shares[i] / sum(shares.values()) for i in range(len(columns)))
