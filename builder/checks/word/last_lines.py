"""Rule 41, last lines: none of a single character.

Measured in the printed pages: a line that holds one Chinese character or one letter, with or without a full stop, under
another line of the same paragraph. One flaw a page, and one for all tables. Warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from builder.checks.word._printed import sheets
from builder.finished.flaw import Flaw
from builder.finished.pages import Page, PrintedLine
from builder.finished.paper import Paper
from builder.finished.paper_words import folded, short
from builder.profile.paper import PaperProfile

CODES = ("last-line",)

_ONE = re.compile(r"[^\W\d_][。．.，,；;：:！!？?”’」』）)》]*")
_TAIL = 8  # characters of the line above by which a paragraph is known
_SHOWN = 8  # numbers of pages


def check_pages(paper: Paper, pages: Sequence[Page], profile: PaperProfile) -> Iterator[Flaw]:
    """The short lines that end paragraphs: page by page in the text, all together in tables."""
    flow = {p.at for p in paper.flow}
    text = _ends(p.text for p in paper.paragraphs if p.at in flow)
    cells = _ends(p.text for p in paper.paragraphs if p.at not in flow)
    in_cells: list[tuple[int, str]] = []
    for sheet in sheets(paper, pages):
        in_text = []
        for line, above in _short(sheet.text):
            end = f"{folded(above.text)[-_TAIL:]}{folded(line.text)}\n"
            found = f"'{folded(line.text)}' under '{short(above.text, 20)}'"
            if end in text:
                in_text.append(found)
            elif end in cells:
                in_cells.append((sheet.page.number, found))
        if in_text:
            yield _flaw(sheet.where, in_text)
    if in_cells:
        numbers = list(dict.fromkeys(number for number, _ in in_cells))
        shown = ", ".join(map(str, numbers[:_SHOWN])) + (" …" if len(numbers) > _SHOWN else "")
        yield _flaw(f"tables on page{'s' if len(numbers) > 1 else ''} {shown}", [found for _, found in in_cells])


def _ends(texts: Iterable[str]) -> str:
    return "".join(f"{folded(text)}\n" for text in texts)


def _flaw(where: str, found: Sequence[str]) -> Flaw:
    more = f" and {len(found) - 1} more" if len(found) > 1 else ""
    message = f"a last line of one character: {found[0]}{more}"
    return Flaw(where, 41, "last-line", message, "say it a little shorter or longer", severity="warning")


def _short(lines: Sequence[PrintedLine]) -> Iterator[tuple[PrintedLine, PrintedLine]]:
    """The lines of one character, with the line above."""
    for line in lines:
        alone = _ONE.fullmatch(folded(line.text)) and not any(_goes_on(line, other) for other in lines)
        above = _above(line, lines) if alone else None
        if above is not None:
            yield line, above


def _goes_on(line: PrintedLine, other: PrintedLine) -> bool:
    """Whether the rest of a line stands in another one: smaller or raised type beside it."""
    beside = other is not line and other.top < line.bottom and line.top < other.bottom
    return beside and -1 < other.left - line.right < line.bottom - line.top


def _above(line: PrintedLine, lines: Sequence[PrintedLine]) -> PrintedLine | None:
    """The nearest line above that reaches over this one."""
    over = [n for n in lines if n.middle < line.top and n.left <= line.right and n.right >= line.left]
    return max(over, key=lambda n: n.middle, default=None)
