"""Printed pages beside the document that they show: sections, text areas, notes. No rule."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from builder.finished.pages import Page, PrintedLine
from builder.finished.paper import Paper
from builder.finished.paper_forms import Section
from builder.finished.paper_words import folded

POINTS_A_MM = 72 / 25.4
_SAME_PT = 3.0
_SURE = 4  # characters by which a line of a footnote is known
_NUMBER = re.compile(r"^[\d*†‡①-⑳]+")


@dataclass(frozen=True)
class Sheet:
    """A page with its section; `text` are the lines of the type area without its footnotes; `last` of its section."""

    page: Page
    section: Section
    text: tuple[PrintedLine, ...]
    last: bool
    noted: bool

    @property
    def where(self) -> str:
        return f"page {self.page.number}"

    @property
    def top(self) -> float:
        return self.section.top_mm * POINTS_A_MM

    @property
    def bottom(self) -> float:
        return self.page.height - self.section.bottom_mm * POINTS_A_MM


def sheets(paper: Paper, pages: Sequence[Page]) -> tuple[Sheet, ...]:
    """The pages with the sections that have their size, in order."""
    notes = "".join(folded(p.text) for ps in paper.notes.values() for p in ps)
    found = []
    at = 0
    for n, page in enumerate(pages):
        later = (k for k in range(at, len(paper.sections)) if _fits(paper.sections[k], page))
        at = next(later, at)
        section = paper.sections[at]
        inside = page.within(section.top_mm, section.bottom_mm)
        text = tuple(line for line in inside if not _is_note(line, notes))
        last = n + 1 == len(pages) or not _fits(section, pages[n + 1])
        found.append(Sheet(page, section, text, last, len(text) < len(inside)))
    return tuple(found)


def _is_note(line: PrintedLine, notes: str) -> bool:
    """Whether a line is part of a footnote, its number before it or not."""
    words = folded(line.text)
    return len(words) >= _SURE and bool(notes) and (words in notes or _NUMBER.sub("", words) in notes)


def _fits(section: Section, page: Page) -> bool:
    return (
        abs(section.width_mm * POINTS_A_MM - page.width) < _SAME_PT
        and abs(section.height_mm * POINTS_A_MM - page.height) < _SAME_PT
    )
