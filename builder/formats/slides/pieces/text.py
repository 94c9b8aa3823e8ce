"""Paragraphs, unordered lists and small headings as one text; numbered lists as rows with discs; sources."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby

from builder import model
from builder.formats.slides.needed import BODY
from builder.formats.slides.pages import Piece
from builder.formats.slides.scene import Frame, Item, Run, Words
from builder.formats.slides.setting import Setting
from builder.ooxml.rect import Rect

_SENTENCE_END = re.compile(r"(?<=[。！？；])|(?<=[.!?;])\s+")
_ROW_EASE_PT = 22.0
_ROW_GAP_PT = 10.0
_DISC_GAP_PT = 16.0


def text_piece(
    shapes: Sequence[model.Shape], setting: Setting, width_pt: float, *, alone: bool, sentences: bool = False
) -> Piece:
    """Running text.

    Args:
        alone: it fills the body placeholder of "Collate Text", whose style its bullets take.
        sentences: paragraphs may be cut between sentences.
    """
    look = setting.look
    bullet = look.layouts["Collate Text"][BODY].style if alone else look.style("text", "bullet")
    styles = {r: look.style("text", r) for r in ("body", "subhead", "note")}
    atoms: list[tuple[model.Line, Words]] = []
    clings: set[int] = set()
    for shape in shapes:
        match shape:
            case model.Para(line, role):
                style = styles["note" if role == "note" else "body"]
                atoms += [(x, setting.set(x, style)) for x in (split(line) if sentences else [line])]
            case model.Bullets(lines):
                atoms += [(y, setting.set(y, bullet)) for x in lines for y in (split(x) if sentences else [x])]
            case model.Heading(line=line):
                clings.add(len(atoms))
                atoms.append((line, setting.set(line, styles["subhead"])))
            case _:
                raise TypeError(f"{type(shape).__name__} is no running text")

    def paragraphs(start: int, stop: int) -> tuple[Words, ...]:
        groups = groupby(atoms[start:stop], key=lambda a: a[0].id)
        return tuple(joined([w for _, w in group]) for _, group in groups)

    @cache
    def need(start: int, stop: int) -> float:
        return setting.room_pt(paragraphs(start, stop), width_pt)

    def draw(start: int, stop: int, rect: Rect, holder: bool) -> tuple[Item, ...]:
        words = paragraphs(start, stop)
        name = f"{words[0].line}/text" if len(words) > 1 else ""
        return (Frame(rect, words, name, holder=BODY if holder else None),)

    def tight(n: int, room_pt: float) -> tuple[model.Line, int]:
        return atoms[n][0], chars(setting, atoms[n][1], width_pt, room_pt)

    return Piece(
        len(atoms),
        need,
        draw,
        lambda i, j: tuple(x for x, _ in atoms[i:j]),
        tight,
        layout="Text",
        clings=frozenset(clings),
    )


def numbered_piece(shape: model.Bullets, setting: Setting, width_pt: float) -> Piece:
    """A numbered list: a disc with the number, and the words beside it."""
    look = setting.look
    disc, style = look.parts["number"], look.style("text", "numbered")
    size_pt = disc.rect.h_pt
    words = [setting.set(x, style) for x in shape.lines]
    inner_pt = width_pt - size_pt - _DISC_GAP_PT
    heights = [max(size_pt, setting.room_pt([w], inner_pt)) + _ROW_GAP_PT for w in words]

    def draw(start: int, stop: int, rect: Rect, holder: bool) -> tuple[Item, ...]:
        more_pt = (rect.h_pt - sum(heights[start:stop])) / (stop - start)
        items: list[Item] = []
        top_pt = 0.0
        for n in range(start, stop):
            row = rect.row(top_pt, heights[n] + more_pt - _ROW_GAP_PT)
            number = setting.say(f"{words[n].line}/number", str(n + 1), disc.styles["number"])
            spot = Rect(row.x_pt, row.y_pt + (row.h_pt - size_pt) / 2, disc.rect.w_pt, size_pt)
            items.append(Frame(spot, (number,), part="number", anchor=disc.anchor, inset_pt=disc.inset_pt))
            items.append(Frame(row.column(size_pt + _DISC_GAP_PT, inner_pt), (words[n],), anchor="ctr"))
            top_pt += heights[n] + more_pt
        return tuple(items)

    return Piece(
        len(words),
        lambda i, j: sum(heights[i:j]),
        draw,
        lambda i, j: shape.lines[i:j],
        lambda n, room_pt: (shape.lines[n], chars(setting, words[n], inner_pt, room_pt)),
        lambda i, j: _ROW_EASE_PT * (j - i),
    )


def sources_piece(shape: model.SourceList, setting: Setting, width_pt: float) -> Piece:
    """The list of sources, one paragraph each, in the placeholder of "Collate Sources"."""
    style = setting.look.layouts["Collate Sources"][BODY].style
    words = [setting.entry(e, style) for e in shape.entries]

    @cache
    def need(start: int, stop: int) -> float:
        return setting.room_pt(words[start:stop], width_pt)

    def draw(start: int, stop: int, rect: Rect, holder: bool) -> tuple[Item, ...]:
        return (Frame(rect, tuple(words[start:stop]), f"{shape.id}/entries", holder=BODY if holder else None),)

    return Piece(
        len(words),
        need,
        draw,
        lambda i, j: (),
        lambda n, room_pt: (shape.entries[n].line, chars(setting, words[n], width_pt, room_pt)),
        layout="Sources",
    )


def joined(words: Sequence[Words]) -> Words:
    """Sentences of one paragraph that stand on one slide, as that paragraph."""
    return replace(words[0], runs=tuple(run for w in words for run in w.runs))


def split(line: model.Line) -> list[model.Line]:
    """A line cut after its sentences; every piece keeps the line's id and the marks of its words."""
    pieces: list[list[model.Inline]] = [[]]
    for part in line.parts:
        if not isinstance(part, model.Text):
            pieces[-1].append(part)
            continue
        at = 0
        for found in _SENTENCE_END.finditer(part.text):
            if found.end() < len(part.text):
                pieces[-1].append(replace(part, text=part.text[at : found.end()]))
                pieces.append([])
                at = found.end()
        pieces[-1].append(replace(part, text=part.text[at:]))
    return [model.Line(line.id, tuple(p)) for p in pieces]


def level_pt(needs_pt: Sequence[float], room_pt: float) -> float:
    """The height in points that none of several parts may exceed, if all are to fit a room; low ones keep theirs."""
    left_pt = room_pt
    for n, need_pt in enumerate(sorted(needs_pt)):
        share_pt = left_pt / (len(needs_pt) - n)
        if need_pt > share_pt:
            return max(share_pt, 0.0)
        left_pt -= need_pt
    return max(needs_pt, default=0.0)


def chars(setting: Setting, words: Words, width_pt: float, height_pt: float) -> int:
    """How many of these words' characters fit, rounded down to tens: for hints. The mark at their end stays."""
    body = list(words.runs)
    mark: list[Run] = []
    while body and body[-1].raised:
        mark.insert(0, body.pop())
    low, high = 0, sum(len(run.text) for run in body)
    while low < high:
        middle = (low + high + 1) // 2
        if setting.room_pt([replace(words, runs=(*_first(body, middle), *mark))], width_pt) <= height_pt:
            low = middle
        else:
            high = middle - 1
    return low // 10 * 10 or low


def _first(runs: Sequence[Run], count: int) -> Iterator[Run]:
    """The first so many characters."""
    for run in runs:
        if count > 0:
            yield replace(run, text=run.text[:count])
        count -= len(run.text)
