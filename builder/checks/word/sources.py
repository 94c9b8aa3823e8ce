"""Rule 32, sources: what the file alone can tell about them; `collate audit` compares with the outline.

A mark in numbers has its entry in the list of sources, and every entry is cited. A column headed as one of sources
(`source_heads`) is filled on every row that says something (`silent_words` otherwise), and each mark in it, or in a
line of sources, is followed by a place in the article (`locator`). A document that names sources nowhere is unsourced.
Entries are paragraphs of `entry_styles`. Error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.word._parts import MARK, begins, cites, entries, source_marks
from builder.finished.flaw import Flaw
from builder.finished.paper import Paper, Row, Table, paragraphs
from builder.finished.paper_words import short
from builder.profile.paper import PaperProfile

CODES = ("unsourced", "uncited", "no-entry", "no-source", "no-place")

_NUMBER = re.compile(r"\d+")


def check(paper: Paper, profile: PaperProfile) -> Iterator[Flaw]:
    """Marks against entries, columns of sources, places."""
    listed = entries(paper, profile)
    sources = source_marks(paper, profile)
    inside = {p.at for p in listed}
    text = [p for p in paper.paragraphs if p.at not in inside]
    if not listed and not any(kind in ("footnote", "endnote") for p in text for kind, _ in p.notes):
        yield Flaw("document", 32, "unsourced", "neither a list of sources nor a note", "add the block 'sources'")
        return
    yield from _numbers(paper, profile)
    cited = {r.link for p in (*text, *(n for ns in paper.notes.values() for n in ns)) for r in p.runs}
    numbers = {n for p in text for mark in MARK.findall(p.text) for n in _NUMBER.findall(mark)}
    for p in listed:
        own = MARK.match(p.text.strip())
        if not cited & set(p.bookmarks) and not (own and own[0].strip("[]") in numbers):
            message = f"'{short(p.text, 30)}' is listed, but not cited"
            yield Flaw(p.where, 32, "uncited", message, "cite it, or leave it out of the list")
    for table in paper.tables:
        yield from _column(table, sources, profile)
    for p in paper.flow:
        if begins(p, profile.source_words):
            yield from _places(p.text, p.where, profile)


def _numbers(paper: Paper, profile: PaperProfile) -> Iterator[Flaw]:
    """Every number in brackets has its entry, where entries are numbered."""
    labels = {m[0].strip("[]") for p in entries(paper, profile) if (m := MARK.match(p.text.strip()))}
    for p in paper.paragraphs if labels else ():
        for mark in MARK.findall(p.text):
            for number in _NUMBER.findall(mark):
                if number not in labels:
                    yield Flaw(p.where, 32, "no-entry", f"{mark} has no entry in the list of sources")


def _column(table: Table, sources: frozenset[str], profile: PaperProfile) -> Iterator[Flaw]:
    """The column of sources, where the header row names one."""
    if len(table.rows) < 2:
        return
    heads = [c.text.strip() for c in table.rows[0].cells]
    for n in (n for n, head in enumerate(heads) if head in profile.source_heads):
        for row_number, row in enumerate(table.rows[1:], 2):
            if n >= len(row.cells) or row.cells[n].goes_on or _silent(row, n, profile):
                continue
            where = f"{table.where}, row {row_number}"
            cell = row.cells[n].text.strip()
            if not cell and not any(cites(p, sources) for c in row.cells for p in paragraphs(c.blocks)):
                yield Flaw(where, 32, "no-source", "a statement without source", "give the claims that it rests on")
            yield from _places(cell, where, profile)


def _silent(row: Row, source: int, profile: PaperProfile) -> bool:
    said = [c.text.strip() for n, c in enumerate(row.cells) if n != source]
    return any(text.rstrip("。.") in profile.silent_words for text in said) or not any(said[1:])


def _places(text: str, where: str, profile: PaperProfile) -> Iterator[Flaw]:
    """Each mark is followed by a place before the next one begins."""
    marks = list(MARK.finditer(text))
    for n, mark in enumerate(marks):
        until = marks[n + 1].start() if n + 1 < len(marks) else len(text)
        if not re.search(profile.locator, text[mark.end() : until]):
            yield Flaw(where, 32, "no-place", f"{mark[0]} names no page or paragraph", "give the claim an 'at:'")
