"""What ends a section fills a fair part of its last page: no page with three lines on it.

By hand: select the last paragraphs or rows, Paragraph > Line and Page Breaks > Keep with next, so that they go over to
the last page together. Word writes `w:keepNext` into each paragraph (ECMA-376 Part 1, 17.3.1.15), and keeps a table's
row with the next one where its paragraphs have it; LibreOffice 7.4 does the same.

What we do: keep together, from the end backwards, what is about a third of a page high. Where all of it fits on the
page on which it begins, nothing changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from builder.formats.word.elements import Element, name, new, ordered
from builder.formats.word.typeset import Typesetting

SHARE = 0.28
"""Of a page: what ends a section and stays together. Heights are estimates, and a quarter of a page is asked for."""


def keep_ends(document: Any) -> None:
    """Keep the end of each section together."""
    setting = Typesetting(document)
    for section in setting.sections():
        pieces = list(_pieces(section.blocks))
        high_pt = 0.0
        for n in range(len(pieces) - 1, -1, -1):
            if n < len(pieces) - 1:
                _keep(pieces[n])
            high_pt += setting.height_pt(pieces[n], section.width_pt)
            if high_pt >= SHARE * section.tall_pt:
                break


def _pieces(blocks: list[Element]) -> Iterator[Element]:
    """Paragraphs, and tables row by row."""
    for block in blocks:
        if block.tag == name("w:tbl"):
            yield from block.iterchildren(name("w:tr"))
        elif block.tag == name("w:p"):
            yield block


def _keep(piece: Element) -> None:
    paragraphs = piece.iter(name("w:p")) if piece.tag == name("w:tr") else [piece]
    for p in paragraphs:
        form = p.find(name("w:pPr"))
        if form is None:
            form = new("w:pPr")
            p.insert(0, form)
        if form.find(name("w:keepNext")) is None and form.find(name("w:framePr")) is None:
            form.append(new("w:keepNext"))
            ordered(form)
