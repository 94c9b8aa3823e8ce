"""Printed pages beside the document that they show: sections, text areas, notes. No rule."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from builder.finished.pages import Page, PrintedLine, rows
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
    """The pages with their sections, in order.

    A section begins on the page that begins with its words, or on the first that has its size.
    """
    notes = "".join(folded(p.text) for ps in paper.notes.values() for p in ps)
    openings = _openings(paper)
    numbers = []
    at = 0
    for page in pages:
        later = [k for k in range(at, len(paper.sections)) if _fits(paper.sections[k], page)]
        opened = (k for k in later if k > at and openings[k] and _opens(page, paper.sections[k], openings[k]))
        at = next(opened, later[0] if later else at)
        numbers.append(at)
    found = []
    for page, at, following in zip(pages, numbers, [*numbers[1:], -1], strict=True):
        section = paper.sections[at]
        inside = page.within(section.top_mm, section.bottom_mm)
        text = tuple(line for line in inside if not _is_note(line, notes))
        found.append(Sheet(page, section, text, following != at, len(text) < len(inside)))
    return tuple(found)


def _openings(paper: Paper) -> list[str]:
    """The words that each section begins with."""
    starts = [-1, *(section.last for section in paper.sections[:-1])]
    said = [(p.at, folded(p.text)) for p in paper.paragraphs if p.text.strip()]
    return [next((text for at, text in said if at > start), "") for start in starts]


def _opens(page: Page, section: Section, opening: str) -> bool:
    """Whether a page's first line is that of a section, with a number before it or not."""
    lines = page.within(section.top_mm, section.bottom_mm)
    first = folded("".join(line.text for line in rows(lines)[0])) if lines else ""
    return len(first) > 1 and (opening.startswith(first) or first.endswith(opening))


def _is_note(line: PrintedLine, notes: str) -> bool:
    """Whether a line is part of a footnote, its number before it or not."""
    words = folded(line.text)
    return len(words) >= _SURE and bool(notes) and (words in notes or _NUMBER.sub("", words) in notes)


def _fits(section: Section, page: Page) -> bool:
    return (
        abs(section.width_mm * POINTS_A_MM - page.width) < _SAME_PT
        and abs(section.height_mm * POINTS_A_MM - page.height) < _SAME_PT
    )
