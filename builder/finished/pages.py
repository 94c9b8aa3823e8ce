"""The pages of a PDF as they are seen: lines of words, each with its place, in points from the top left corner.

Read with poppler's `pdftotext -bbox-layout`. Only words are seen: lines, fills and pictures are not, the words in
charts are.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from builder.finished.printed import TIMEOUT_S, lacking, to_pdf

_H = "{http://www.w3.org/1999/xhtml}"
_MM = 72 / 25.4


@dataclass(frozen=True)
class PrintedLine:
    """Words that stand in one line of a column; `block` counts the blocks of the page."""

    left: float
    top: float
    right: float
    bottom: float
    text: str
    block: int

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True)
class Page:
    """A page: its number from 1, its size, its lines from top to bottom."""

    number: int
    width: float
    height: float
    lines: tuple[PrintedLine, ...]

    def within(self, top_mm: float, bottom_mm: float) -> tuple[PrintedLine, ...]:
        """The lines between head and foot margin: no running lines."""
        return tuple(n for n in self.lines if top_mm * _MM - 1 <= n.middle <= self.height - bottom_mm * _MM + 1)


def can_measure() -> bool:
    """Whether LibreOffice and poppler are on this machine."""
    return not lacking() and shutil.which("pdftotext") is not None


def pages_of(data: bytes, suffix: str = ".docx") -> tuple[Page, ...]:
    """A finished file's pages, as LibreOffice breaks them.

    Raises:
        OSError: LibreOffice or poppler are not here, or could not read the file.
    """
    with tempfile.TemporaryDirectory() as folder:
        return measure(to_pdf(data, suffix, Path(folder)))


def measure(pdf: Path) -> tuple[Page, ...]:
    """The pages of a PDF.

    Raises:
        OSError: poppler is not here, or could not read the file.
    """
    command = ["pdftotext", "-bbox-layout", str(pdf), "-"]
    try:
        done = subprocess.run(command, check=True, capture_output=True, timeout=TIMEOUT_S)
    except subprocess.SubprocessError as e:
        raise OSError(f"pdftotext stopped: {e}") from e
    root = etree.fromstring(done.stdout, etree.XMLParser(recover=True, resolve_entities=False, no_network=True))
    return tuple(_page(n, page) for n, page in enumerate(root.iter(f"{_H}page"), 1))


def _page(number: int, page: Any) -> Page:
    lines = sorted(_lines(page), key=lambda n: (round(n.top), n.left))
    return Page(number, float(page.get("width")), float(page.get("height")), tuple(lines))


def _lines(page: Any) -> Iterator[PrintedLine]:
    for number, block in enumerate(page.iter(f"{_H}block")):
        for line in block.iterchildren(f"{_H}line"):
            left, top, right, bottom = (float(line.get(side)) for side in ("xMin", "yMin", "xMax", "yMax"))
            words = " ".join(w.text or "" for w in line.iterchildren(f"{_H}word"))
            yield PrintedLine(left, top, right, bottom, words, number)


def rows(lines: Iterable[PrintedLine]) -> tuple[tuple[PrintedLine, ...], ...]:
    """Lines that stand beside one another, from top to bottom and from left to right."""
    found: list[list[PrintedLine]] = []
    for line in sorted(lines, key=lambda n: n.middle):
        if found and abs(found[-1][0].middle - line.middle) < (line.bottom - line.top) / 3:
            found[-1].append(line)
        else:
            found.append([line])
    return tuple(tuple(sorted(row, key=lambda n: n.left)) for row in found)
