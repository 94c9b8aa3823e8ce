"""Where the text goes in a look, and on which pages."""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass
from typing import Any

from builder import model
from builder.formats.word.elements import Element, name, value
from builder.formats.word.fields import TITLE
from builder.formats.word.opening import Opening, open_body
from builder.formats.word.slots import Slots
from builder.formats.word.styles import Page


@dataclass(frozen=True)
class Placed:
    """Where the text goes in a look, and on which pages.

    Attributes:
        opening: the place in its body.
        page, wide: upright, and for wide tables.
        sections: those that stay in the file, and those of the two pages.
        cover: what the file has before the text prints the title.
    """

    opening: Opening
    page: Page
    wide: Page
    sections: tuple[Element, ...]
    cover: bool


def slots_of(look: model.Look) -> Slots:
    """What `look.yaml` says of a look; nothing where there is none."""
    return look.slots if isinstance(look.slots, Slots) else Slots(look.place)


def placed(document: Any, look: model.Look) -> Placed:
    """Make room for the text in a look: its sample text goes.

    Raises:
        Problems: there is no such place.
    """
    slots, body = slots_of(look), document.element.body
    every = list(body.iter(name("w:sectPr")))
    opening = open_body(body, slots, look)
    before = "".join("".join(map(str, e.itertext())) for e in opening.at.itersiblings(preceding=True))
    cover = slots.cover == "theirs" or (slots.cover == "" and bool(TITLE.search(before)))
    page, wide = _pages(opening, every)
    sections = (*body.iter(name("w:sectPr")), page.section, wide.section)
    return Placed(opening, page, wide, sections, cover)


def _pages(opening: Opening, every: list[Element]) -> tuple[Page, Page]:
    """The upright page, and the one for wide tables: the look's first landscape section, else the other on its side.

    Args:
        opening: where the text goes: its own section counts first, unless all of the file's text is gone.
        every: the sections of the whole file.
    """
    found = every or [opening.section]
    if opening.mark is not None:
        found = [opening.section, *found]
    lying = [s for s in found if value(s.find(name("w:pgSz")), "w:orient") == "landscape"]
    upright = next((s for s in found if s not in lying), found[-1])
    if lying:
        return _page(upright if opening.mark is None else found[0]), _page(lying[0])
    wide = copy.deepcopy(upright)
    size = wide.find(name("w:pgSz"))
    if size is not None:
        width, height = value(size, "w:w"), value(size, "w:h")
        for key, text in (("w", height), ("h", width), ("orient", "landscape")):
            size.set(name(f"w:{key}"), text)
    for columns in wide.findall(name("w:cols")):
        columns.attrib.pop(name("w:num"), "")
        for column in list(columns):
            columns.remove(column)
    return _page(upright), _page(wide)


def _page(section: Element) -> Page:
    size, margins, columns = (section.find(name(f"w:{tag}")) for tag in ("pgSz", "pgMar", "cols"))

    def twips(element: Element | None, key: str, default: int) -> int:
        text = value(element, f"w:{key}").lstrip("-")
        return int(text) if re.fullmatch(r"\d+", text) else default

    left, right, top, bottom = (twips(margins, side, 1440) for side in ("left", "right", "top", "bottom"))
    text = twips(size, "w", 11906) - left - right - twips(margins, "gutter", 0)
    number = max(1, twips(columns, "num", 1))
    text = (text - (number - 1) * twips(columns, "space", 720)) // number
    return Page(section, text, twips(size, "h", 16838) - top - bottom)
