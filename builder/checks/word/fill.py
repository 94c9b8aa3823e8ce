"""Rule 39, page fill: a page is used to `fill_least` of its height, the last of a section to `last_fill_least`.

Measured in the printed pages, from the head of the type area to the lowest words in it that are no footnote. Warning.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.checks.word._printed import sheets
from builder.finished.flaw import Flaw
from builder.finished.pages import Page
from builder.finished.paper import Paper
from builder.profile.paper import PaperProfile

CODES = ("page-fill",)


def check_pages(paper: Paper, pages: Sequence[Page], profile: PaperProfile) -> Iterator[Flaw]:
    """The height that each page uses."""
    for sheet in sheets(paper, pages):
        lowest = max((line.bottom for line in sheet.text), default=sheet.top)
        fill = (lowest - sheet.top) / (sheet.bottom - sheet.top)
        least = profile.last_fill_least if sheet.last else profile.fill_least
        if fill < least:
            message = f"filled to {fill:.0%}, at least {least:.0%}"
            yield Flaw(sheet.where, 39, "page-fill", message, "shorten, or order the parts anew", severity="warning")
