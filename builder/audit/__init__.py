"""Reads a finished Word or PowerPoint file back, and says what in it is not the outline's, or lacks its source.

The document is made again in memory; it and the file, which people or other programs may have edited, are read by the
same readers, which know nothing of how we write. Then:

* `match`: lines that differ, are missing, or were added;
* `sourced`: sentences about an article without its source;
* `arrived`: claims and sources that the plan prints and the file lacks.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from builder.audit.arrived import arrivals, listed, lost, printed
from builder.audit.finding import Finding, Report
from builder.audit.match import match
from builder.audit.piece import Piece
from builder.audit.slides import identified, read_pptx, recognised
from builder.audit.sourced import claimed, sourced
from builder.audit.voices import voices
from builder.audit.word import read_docx
from builder.cite import cite
from builder.comparison import Comparison
from builder.formats.word.anchors import lines_in
from builder.model import Document
from builder.ooxml.sound import fault
from builder.plan import plan
from builder.render import Press, render

__all__ = ["SUFFIXES", "Finding", "Piece", "Report", "Standing", "audit", "read_back", "standing"]

SUFFIXES = (".docx", ".pptx")


@dataclass(frozen=True)
class Standing:
    """An output as the outline makes it today.

    Attributes:
        by: its template, look and format.
        pieces: what a reader of the file finds, with the ids of the lines.
    """

    comparison: Comparison
    by: Press
    document: Document
    data: bytes
    pieces: tuple[Piece, ...]

    @property
    def spoken(self) -> bool:
        """Whether the format has notes for a speaker."""
        return str(self.by.form.SUFFIX) == ".pptx"


def standing(comparison: Comparison, by: Press, own_styles: Path | None = None) -> Standing:
    """Make an output in memory, and read it back; `own_styles` is the project's folder of `.csl` files.

    Raises:
        Problems: it cannot be made.
        ValueError: it is neither Word nor PowerPoint.
    """
    if by.form.SUFFIX not in SUFFIXES:
        raise ValueError(f"'{by.output.template}' makes no Word or PowerPoint file")
    document = cite(plan(comparison, by.template, by.output.lang, by.fields), comparison, own_styles)
    made = render(document, by)
    if by.form.SUFFIX == ".docx":
        pieces = read_docx(made.data, lines_in(made.data))
    else:
        pieces = identified(read_pptx(made.data), made.units)
    return Standing(comparison, by, document, made.data, pieces)


def read_back(data: bytes, today: Standing) -> tuple[Piece, ...]:
    """What stands in a file, with the ids of the lines that are in it.

    Raises:
        ValueError: it is no file of the kind that the output is; says why.
    """
    if data == today.data:
        return today.pieces  # as it was made: the same readers have read it
    if today.spoken:
        return recognised(read_pptx(data), today.pieces)
    if wrong := fault(data):
        raise ValueError(wrong)
    try:
        names = lines_in(data)
    except (KeyError, SyntaxError):
        names = {}  # another program dropped the part that names the lines; their bookmarks have names of their own
    return read_docx(data, names | lines_in(today.data))


def audit(path: Path, today: Standing) -> Report:
    """Compare a file with what the outline makes today.

    Raises:
        OSError: it cannot be read.
        ValueError: it is no file of the kind that the output is; says why.
    """
    return report(path, read_back(path.read_bytes(), today), today)


def report(path: Path, there: tuple[Piece, ...], today: Standing) -> Report:
    """The report on a file that has been read back."""
    said = claimed(today.comparison)
    speak = voices(today.comparison, today.document)
    fit = match(today.pieces, there)
    sources_given = sourced(fit, said, speak)
    fit.found += sources_given.found
    wanted, sources = printed(today.document, spoken=today.spoken), listed(today.document)
    claims = arrivals(wanted, fit.there, speak)
    return Report(
        path,
        today.comparison.id,
        statements=sum(1 for line in fit.words if said.said(line)),
        sources=sum(1 for line in sources.values() if line in fit.words),
        claims=len(claims),
        editors=sources_given.editors,
        findings=(*fit.findings, *lost(wanted, claims, sources, fit.words)),
    )
