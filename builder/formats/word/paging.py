"""The contents with page numbers: drawn, printed, and drawn again until the pages stay where they are.

By hand: right-click the contents, Update Field. Word writes `PAGEREF _Toc… \\h` and the number into every entry
(ECMA-376 Part 1, 17.16.5.42). The numbers are LibreOffice's, with the fonts of this machine; Word may break a page
elsewhere, and the field is there to be updated.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

from lxml import etree

from builder import model
from builder.finished.printed import destination, pages_of_bookmarks
from builder.formats.word.anchors import numbered
from builder.formats.word.elements import name, value

ROUNDS = 3
"""Numbers rarely move a heading, and never twice in what we have seen."""


def settled(doc: model.Document, draw: Callable[[model.Document], model.Made]) -> model.Made:
    """The document drawn with the pages of its headings; as it is where it has no contents.

    Raises:
        OSError: the pages can't be counted here.
    """
    made = draw(doc)
    if not any(isinstance(shape, model.Contents) for shape in doc.shapes):
        return made
    for _ in range(ROUNDS):
        pages = _pages(doc, made.data)
        if pages == doc.pages:
            break
        doc = replace(doc, pages=pages)
        made = draw(doc)
    return made


def _pages(doc: model.Document, data: bytes) -> dict[str, int]:
    """The printed number of the page on which each heading stands, by the heading's id."""
    found = pages_of_bookmarks(data)
    before = _first_page(data) - 1
    headings = [shape.id for shape in doc.shapes if isinstance(shape, model.Heading)]
    places = {heading: found.get(destination(numbered("Toc", heading)), 0) for heading in headings}
    return {heading: page + before for heading, page in places.items() if page}


def _first_page(data: bytes) -> int:
    """The number that the look gives to the first page."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    section = next(body.iter(name("w:sectPr")))
    return int(value(section.find(name("w:pgNumType")), "w:start") or 1)
