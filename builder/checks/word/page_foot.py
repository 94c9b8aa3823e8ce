"""Rule 40, what must stay together: no heading at the foot of a page, no line of sources parted from its table.

Measured in the printed pages: the last line of a page is no heading and no caption of a table that begins on the next
one; the first line of a page is no line of sources or note of what stands before it. Error.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from builder.checks.word._parts import is_caption, is_source_line
from builder.checks.word._printed import Sheet, sheets
from builder.finished.flaw import Flaw
from builder.finished.pages import Page, rows
from builder.finished.paper import Paper, Paragraph, Table
from builder.finished.paper_words import folded, short
from builder.profile.paper import PaperProfile

CODES = ("page-foot", "source-parted")

_SOME = 3  # lines or characters that are no accident
_OPENING = 6  # characters before which no mark of a note stands
_HEAD = 12  # characters by which a line is known again


def check_pages(paper: Paper, pages: Sequence[Page], profile: PaperProfile) -> Iterator[Flaw]:
    """The last and the first line of each pair of pages."""
    leads = [p for p in paper.headings if p.text.strip()]
    leads += [a for a, b in pairwise(paper.body) if isinstance(a, Paragraph) and isinstance(b, Table)
              and is_caption(a, paper)]  # fmt: skip
    trails = [b for a, b in pairwise(paper.body) if isinstance(b, Paragraph) and is_source_line(b, profile)
              and (isinstance(a, Table) or is_caption(a, paper) or is_source_line(a, profile))]  # fmt: skip
    listed = {folded(p.text) for f in paper.fields if f.kind == "TOC" for p in paper.flow if f.at <= p.at <= f.until}
    headings = {folded(p.text) for p in paper.headings}
    for sheet, following in pairwise(sheets(paper, pages)):
        foot, head = _line(sheet, -1), _line(following, 0)
        contents = foot in listed and sum(_line(sheet, n) in listed for n in range(-_SOME, 0)) == _SOME
        for p in leads:
            if len(foot) > 1 and _ends(folded(p.text), foot) and not contents and not _elsewhere(p, foot, head, paper):
                message = f"'{short(p.text, 30)}' stands at the foot, parted from what it leads"
                yield Flaw(sheet.where, 40, "page-foot", message, "keep with next in its style")
                break
        if head not in headings and any(_begins(folded(p.text), head) for p in trails):
            message = f"'{short(head, 30)}' is parted from what stands before it"
            yield Flaw(following.where, 40, "source-parted", message, "keep the last row with next")


def _elsewhere(lead: Paragraph, foot: str, head: str, paper: Paper) -> bool:
    """Whether the line at the foot is of another paragraph in the same words, by what the next page begins with."""

    def goes_on(p: Paragraph) -> bool:
        return p.at in after and (head.startswith(after[p.at]) or after[p.at].startswith(head))

    head = head[:_OPENING]
    said = [p for p in paper.paragraphs if p.text.strip()]
    others = [p for p in said if p is not lead and not p.form.level and folded(p.text).endswith(foot)]
    if not others:
        return False
    after = {p.at: folded(following.text)[:_OPENING] for p, following in pairwise(said)}
    return any(map(goes_on, others)) or not goes_on(lead)


def _line(sheet: Sheet, n: int) -> str:
    """The n-th line of a page, as one."""
    every = rows(sheet.text)
    return folded("".join(line.text for line in every[n])) if len(every) >= _SOME else ""


def _begins(text: str, line: str) -> bool:
    """Whether a line is the first of a text."""
    return len(line) >= min(_SOME, len(text)) and text.startswith(line[:_HEAD])


def _ends(text: str, line: str) -> bool:
    """Whether a line is the last of a text, with its number before it where the whole text is in it."""
    return text.endswith(line) or (line.endswith(text) and len(line) - len(text) <= _HEAD)
