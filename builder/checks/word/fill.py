"""Rule 39, page fill: a page is used to `fill_least` of its height, the last of a section to `last_fill_least`.

Measured in the printed pages, from the head of the type area to the lowest words in it that are no footnote. A page
that Word leaves blank, so that a section may start on an even or an odd one, is none. Warning.
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
    every = sheets(paper, pages)
    for sheet, following in zip(every, [*every[1:], None], strict=True):
        if following is not None and not sheet.text and following.section.start in ("evenPage", "oddPage"):
            continue
        lowest = max((line.bottom for line in sheet.text), default=sheet.top)
        fill = (lowest - sheet.top) / (sheet.bottom - sheet.top)
        least = profile.last_fill_least if sheet.last else profile.fill_least
        if fill < least:
            message = f"filled to {fill:.0%}, at least {least:.0%}"
            yield Flaw(sheet.where, 39, "page-fill", message, "shorten, or order the parts anew", severity="warning")
