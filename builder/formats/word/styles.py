"""The look as the writer needs it: styles by name, tints, spacing, page. Whatever is missing is said all at once."""

from __future__ import annotations

import copy
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import docx
from docx.opc.exceptions import PackageNotFoundError

from builder import model
from builder.formats.word.elements import Element, name, value
from builder.problem import Problem, Problems, did_you_mean

PARAGRAPHS = (
    "Collate Body", "Collate Lead", "Collate Note", "Collate Kicker", "Title", "Subtitle", "Collate Byline",
    "Heading 1", "Heading 2", "Heading 3", "List Bullet", "List Number", "Collate Box Head", "Collate Box Text",
    "Collate Box Foot", "Collate Callout Head", "Collate Callout Text", "Collate Callout Item", "Caption",
    "Collate Source", "Collate Figure", "Collate Gap", "Collate Cell", "Collate Cell Head", "Collate Cell Head Brief",
    "Collate Cell Label", "Collate Cell Brief", "Collate Cell Source", "Collate Cell Item", "Collate Versus Left",
    "Collate Versus Right", "Collate Versus Foot", "Collate Stage", "Collate Stage Aside", "Quote", "Collate Quote By",
    "TOC Heading", "TOC 1", "TOC 2", "TOC 3", "Collate Source Entry", "Collate Agenda", "Collate Agenda Body",
    "Header", "Footer",
)  # fmt: skip
CHARACTERS = (
    "Strong", "Emphasis", "Collate Strong Emphasis", "Collate Small Caps", "Collate Cite", "Collate Pinpoint",
    "Collate Pointer", "Collate Symbol", "Hyperlink",
)  # fmt: skip
NOTE, NOTE_NUMBER = "Footnote Text", "Footnote Reference"
"""The styles that documents with footnotes need besides."""
TABLES = ("Collate Table", "Collate Versus Table", "Collate Steps Table")
VALUES = (
    "agree", "partly", "differ", "single", "high", "moderate", "low", "silent", "asserts", "forecasts", "reports",
)  # fmt: skip
HAN_EMPHASIS = "Collate Emphasis Han"
"""Han has no italics: where the look has this style, emphasised Han takes it, and else "Emphasis"."""

_TEMPLATE, _DOCUMENT = b"wordprocessingml.template.main+xml", b"wordprocessingml.document.main+xml"


@dataclass(frozen=True)
class Page:
    """A page of the look, and how much of it is for text; lengths in twips (twentieths of a point)."""

    section: Element
    text: int
    tall: int


@dataclass(frozen=True)
class Room:
    """What surrounds a text in a table of one style, in points."""

    across: float
    down: float


@dataclass(frozen=True)
class Styles:
    """Style ids by name. A style "X zh" stands in for "X" in Chinese documents, where the look has one."""

    ids: Mapping[str, str]
    tints: Mapping[str, Element]
    page: Page
    wide: Page
    _by_id: Mapping[str, Element]

    def __getitem__(self, style: str) -> str:
        return self.ids[style]

    def tag(self, value: str) -> tuple[str, str]:
        """The names of the paragraph style and of the character style of a tag."""
        style = f"Collate Tag {value.capitalize()}"
        return style, f"{style} Char"

    def element(self, style: str) -> Element:
        """The style itself."""
        return self._by_id[self.ids[style]]

    def list(self, style: str) -> str:
        """The list (`w:numId`) that numbers a style's paragraphs, "" where none does."""
        return self._inherited(style, "w:pPr/w:numPr/w:numId", "w:val")

    def points(self, style: str) -> float:
        """The size of a style's text."""
        return int(self._inherited(style, "w:rPr/w:sz", "w:val") or 20) / 2

    def pitch(self, style: str) -> float:
        """The distance of a style's lines, in points."""
        return int(self._inherited(style, "w:pPr/w:spacing", "w:line") or 0) / 20 or 1.2 * self.points(style)

    def room(self, table: str) -> Room:
        """What a table's style leaves free in its cells."""
        margins = self.element(table).find(f"{name('w:tblPr')}/{name('w:tblCellMar')}")
        sides = {} if margins is None else {m.tag.rpartition("}")[2]: int(value(m, "w:w") or 0) / 20 for m in margins}
        across = sides.get("left", sides.get("start", 5.4)) + sides.get("right", sides.get("end", 5.4))
        return Room(across, sides.get("top", 0) + sides.get("bottom", 0))

    def twips(self, style: str, side: str) -> int:
        """The space "before" or "after" a style's paragraphs."""
        return int(self._inherited(style, "w:pPr/w:spacing", f"w:{side}") or 0)

    def _inherited(self, style: str, path: str, key: str) -> str:
        steps = "/".join(name(s) for s in path.split("/"))
        element: Element | None = self.element(style)
        while element is not None:
            if found := value(element.find(steps), key):
                return found
            element = self._by_id.get(value(element.find(name("w:basedOn"))))
        return ""


def open_look(look: model.Look, lang: str, *, notes: bool = False) -> tuple[Any, Styles]:
    """The look as python-docx's document, and its styles for one language; `notes`: with those of footnotes.

    Raises:
        Problems: the file is no Word file, or lacks styles.
    """
    document = _document(look)
    root = document.styles.element
    by_name: dict[str, Element] = {}
    by_id: dict[str, Element] = {}
    for style in root.iterchildren(name("w:style")):
        by_name[_folded(value(style.find(name("w:name"))))] = style
        by_id[value(style, "w:styleId")] = style
    every = (*_wanted(), *((NOTE, NOTE_NUMBER) if notes else ()))
    missing = [wanted for wanted in every if _folded(wanted) not in by_name]
    if missing:
        wanted_too = {_folded(w) for w in every}
        names = [value(s.find(name("w:name"))) for s in by_id.values()]
        there = [n for n in names if _folded(n) not in wanted_too]  # what a missing one may have been renamed to
        raise Problems(
            Problem(look.place, f"{look.path.name} has no style '{m}'", "missing-style", did_you_mean(m, there))
            for m in missing
        )
    ids, tints = {}, {}
    for wanted in every:
        style = by_name.get(_folded(f"{wanted} {lang}"), by_name[_folded(wanted)])
        ids[wanted] = value(style, "w:styleId")
        shading = style.find(f"{name('w:pPr')}/{name('w:shd')}")
        if shading is not None:
            tints[wanted] = shading
    leaning = by_name.get(_folded(HAN_EMPHASIS), by_name[_folded("Emphasis")])
    ids[HAN_EMPHASIS] = value(leaning, "w:styleId")
    return document, Styles(ids, tints, *_pages(document), by_id)


def _wanted() -> Iterator[str]:
    yield from (*PARAGRAPHS, *CHARACTERS, *TABLES)
    for tag in VALUES:
        yield f"Collate Tag {tag.capitalize()}"
        yield f"Collate Tag {tag.capitalize()} Char"


def _folded(style: str) -> str:
    return style.casefold()  # Word writes its own styles as "heading 1" and shows "Heading 1"


def _document(look: model.Look) -> Any:
    try:
        return docx.Document(BytesIO(_as_document(look.data)))
    except (zipfile.BadZipFile, KeyError, ValueError, PackageNotFoundError) as e:
        hint = "save it in Word as .docx"
        raise Problems([Problem(look.place, f"{look.path.name} is not a Word file", "not-word", hint)]) from e


def _as_document(data: bytes) -> bytes:
    """A template (.dotx) differs from a document by its main content type; python-docx takes documents only."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        types = package.read("[Content_Types].xml")
        if _TEMPLATE not in types:
            return data
        out = BytesIO()
        with zipfile.ZipFile(out, "w") as changed:
            for part in package.namelist():
                read = package.read(part)
                changed.writestr(part, types.replace(_TEMPLATE, _DOCUMENT) if part == "[Content_Types].xml" else read)
        return out.getvalue()


def _pages(document: Any) -> tuple[Page, Page]:
    """The look's upright page, and the one for wide tables: its first landscape section, else the other on its side."""
    body = document.element.body
    body.get_or_add_sectPr()
    found = list(body.iter(name("w:sectPr")))
    lying = [s for s in found if value(s.find(name("w:pgSz")), "w:orient") == "landscape"]
    upright = next((s for s in found if s not in lying), found[-1])
    if lying:
        return _page(upright), _page(lying[0])
    wide = copy.deepcopy(upright)
    size = wide.find(name("w:pgSz"))
    if size is not None:
        width, height = value(size, "w:w"), value(size, "w:h")
        for key, text in (("w", height), ("h", width), ("orient", "landscape")):
            size.set(name(f"w:{key}"), text)
    return _page(upright), _page(wide)


def _page(section: Element) -> Page:
    size, margins = section.find(name("w:pgSz")), section.find(name("w:pgMar"))

    def twips(element: Element | None, key: str, default: int) -> int:
        text = value(element, f"w:{key}")
        return int(text) if re.fullmatch(r"\d+", text) else default

    left, right, top, bottom = (twips(margins, side, 1440) for side in ("left", "right", "top", "bottom"))
    return Page(section, twips(size, "w", 11906) - left - right, twips(size, "h", 16838) - top - bottom)
