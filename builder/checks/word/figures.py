"""Rule 35, figures: a caption, a source, alternative text; a chart has its numbers in it.

Every drawing needs alternative text, or the mark that it is decorative. One at least `figure_mm_least` wide is a
figure: a caption stands right below or above it, and a line of sources (`source_words`) below, unless the caption
cites. A chart is native: its part is in the file, with the workbook from which it can be edited. Error.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.word._parts import after, before, begins, cites, is_caption, source_marks
from builder.finished.flaw import Flaw
from builder.finished.paper import Block, Paper, Paragraph
from builder.finished.paper_forms import Drawing
from builder.profile.paper import PaperProfile

CODES = ("figure-words", "figure-part", "chart-numbers", "figure-caption", "figure-source", "figure-keep")


def check(paper: Paper, profile: PaperProfile) -> Iterator[Flaw]:
    """Every drawing; every figure of the body with what stands around it."""
    for p in paper.everything:
        for drawing in p.drawings:
            yield from _drawing(drawing, p.where)
    sources = source_marks(paper, profile)
    for n, block in enumerate(paper.body):
        if isinstance(block, Paragraph):
            figure = next((d for d in block.drawings if d.width_mm >= profile.figure_mm_least), None)
            if figure is not None and not figure.decorative:
                yield from _around(figure, block, n, paper, profile, sources)


def _drawing(drawing: Drawing, where: str) -> Iterator[Flaw]:
    name = f"{where}, '{drawing.name}'" if drawing.name else where
    if not drawing.words and not drawing.decorative:
        yield Flaw(name, 35, "figure-words", f"a {drawing.kind} without alternative text", "describe what it shows")
    if drawing.kind != "shape" and not drawing.part:
        yield Flaw(name, 35, "figure-part", f"the {drawing.kind} is not in the file", "insert it, don't link it")
    elif drawing.kind == "chart" and not drawing.workbook:
        yield Flaw(name, 35, "chart-numbers", "a chart without its numbers: it cannot be edited", "embed the workbook")


def _around(
    figure: Drawing, p: Paragraph, n: int, paper: Paper, profile: PaperProfile, sources: frozenset[str]
) -> Iterator[Flaw]:  # fmt: skip
    name = f"{p.where}, '{figure.name}'"
    above, below = before(paper, n), after(paper, n)
    captioned = is_caption(below, paper)
    caption: Block | None = below if captioned else above if is_caption(above, paper) else None
    if caption is None:
        yield Flaw(name, 35, "figure-caption", "no caption stands with it", "give it a 'caption:'")
    below = after(paper, n + 1) if captioned else below
    cited = isinstance(caption, Paragraph) and cites(caption, sources)
    if not cited and not begins(below, profile.source_words):
        yield Flaw(name, 35, "figure-source", "no source stands below it", "name the claims that its numbers are from")
    if captioned and not p.form.keep_next:
        yield Flaw(name, 35, "figure-keep", "does not stay with its caption", "keep with next")
