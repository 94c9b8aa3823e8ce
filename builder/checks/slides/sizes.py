"""Sizes of words: rules 10 and 11.

* 10 `small`, error: words smaller than `body_pt_least`; for source lines `source_pt_least`, for footers and numbers
  `footer_pt_least`, for labels (tags, trackers above the title, captions and notes to a table or chart)
  `label_pt_least`. The cells of a column whose head is one of `source_columns` count as source lines, a key to the
  symbols of tags (a paragraph with two of them or more) as a label. Raised marks count with
  the size from which they are raised.
* 11 `many-sizes`, warning: more than `sizes_most` distinct sizes on a slide, charts apart.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.slides._roles import at, role, short
from builder.finished.deck import Deck, Frame, Paragraph, Table
from builder.finished.flaw import Flaw
from builder.profile.deck import DeckProfile

CODES = ("small", "many-sizes")


def check(deck: Deck, profile: DeckProfile) -> Iterator[Flaw]:
    """Words that are too small, and slides with too many sizes."""
    least_pt = {
        "title": profile.body_pt_least,
        "body": profile.body_pt_least,
        "source": profile.source_pt_least,
        "label": profile.label_pt_least,
        "footer": profile.footer_pt_least,
    }
    for slide in deck.slides:
        sizes: set[float] = set()
        columns = [f for shape in slide.shapes if shape.table for f in _sources(shape.table, profile)]
        parts = {id(shape): role(shape, slide, profile) for shape in slide.shapes if shape.frames}
        for shape, name, frame in slide.frames:
            if not frame.spoken:
                continue
            sizes.update([r.size_pt for r in frame.spoken])
            part = parts[id(shape)]
            if part == "body" and any(frame is f for f in columns):
                part = "source"
            for paragraph in frame.paragraphs:
                least = least_pt["label" if part == "body" and _is_key(paragraph, profile) else part]
                small = [r for r in paragraph.runs if r.size_pt < least and r.text.strip()]
                if small:
                    message = f"'{short(small[0].text)}' is set in {small[0].size_pt:g} pt, {least:g} wanted"
                    yield Flaw(at(slide, name), 10, "small", message, "set it larger, or say less")
                    break
        if len(sizes) > profile.sizes_most:
            listed = ", ".join(f"{size:g}" for size in sorted(sizes))
            message = f"{len(sizes)} sizes ({listed} pt), at most {profile.sizes_most} are wanted"
            yield Flaw(at(slide), 11, "many-sizes", message, "give words of the same kind the same size", "warning")


def _sources(table: Table, profile: DeckProfile) -> Iterator[Frame]:
    """The cells under heads such as "Source"."""
    if table.header:
        heads = {c.column for c in table.rows[0] if c.frame.said in profile.source_columns}
        yield from (c.frame for c in table.cells if c.column in heads and c.row > 1)


def _is_key(paragraph: Paragraph, profile: DeckProfile) -> bool:
    return len(paragraph.runs) > 1 and sum(run.text.strip() in profile.tag_symbols for run in paragraph.runs) > 1
