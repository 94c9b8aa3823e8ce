"""A deck as merging sees it: slides, and the shapes on them, by their names and by what they say."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b

from builder.kept.slides.canon import Canon, Meaning, canon
from builder.kept.slides.file import A, C, Element, File, P, R

Rect = tuple[int, int, int, int]
SHAPES = {
    f"{P}sp": "shape", f"{P}cxnSp": "shape", f"{P}pic": "picture", f"{P}grpSp": "group", f"{P}graphicFrame": "frame",
}  # fmt: skip
TITLES = ("title", "ctrTitle")
RUNNING = ("ftr", "sldNum", "dt")
_NAMELESS = ("PlaceHolder ", "Placeholder ")  # what LibreOffice and PowerPoint call placeholders themselves


@dataclass(eq=False)
class Shape:
    """One shape of a slide; groups come before their members.

    Attributes:
        kind: "shape" (with lines), "picture", "group", "table", "chart" or "frame".
        holder: the placeholder's type ("title", "body"), "" for no placeholder.
        parent: the group around it.
    """

    element: Element
    kind: str
    name: str
    holder: str
    parent: Shape | None = None

    @cached_property
    def text(self) -> str:
        """Its words, a line a paragraph; of a table all cells'; of a group none."""
        return "" if self.kind == "group" else said(self.element)

    @property
    def rect(self) -> Rect | None:
        """Left, top, width and height in EMU, where the shape itself says them."""
        return rect_of(self.element)


@dataclass(eq=False)
class Slide:
    """One slide: its part and its tree; `key` is what it is called in the other decks, once that is known."""

    file: File
    part: str
    id: str
    number: int
    key: str = ""
    shapes: list[Shape] = field(default_factory=list)

    @property
    def root(self) -> Element:
        """The slide's tree."""
        return self.file.tree(self.part)

    @property
    def tree(self) -> Element:
        """Where its shapes stand."""
        return self.root.find(f"{P}cSld/{P}spTree")

    @cached_property
    def title(self) -> Shape | None:
        """The title's placeholder."""
        return next((s for s in self.shapes if s.holder in TITLES), None)

    @cached_property
    def names(self) -> frozenset[str]:
        """The names that say something of what stands here."""
        return frozenset(s.name for s in self.shapes if telling(s.name))

    @cached_property
    def text(self) -> str:
        """All that stands on it, but for what runs through the deck."""
        return "\n".join(s.text for s in self.shapes if s.text and s.holder not in RUNNING)

    @property
    def headline(self) -> str:
        """Its title's words, or the first words on it."""
        return (self.title.text if self.title else self.text.partition("\n")[0]).strip()

    @property
    def layout(self) -> str:
        """The part of its layout."""
        return self.file.one(self.part, "slideLayout")

    @property
    def notes(self) -> str:
        """The part of its notes; "" for none."""
        return self.file.one(self.part, "notesSlide")

    def refresh(self) -> None:
        """Read the shapes anew, after the tree has been changed."""
        self.shapes = list(shapes_in(self.tree))
        for name in ("title", "names", "text"):
            self.__dict__.pop(name, None)


@dataclass
class Deck:
    """A file's slides in their order."""

    file: File
    slides: list[Slide]
    by_part: dict[str, Slide]

    def meaning(self, part: str) -> Meaning:
        """What the relation ids in a part stand for: slides by their keys, charts and pictures by what they hold."""
        rels = self.file.rels(part)

        def of(id: str) -> object:
            rel = rels.get(id)
            if rel is None:
                return id
            if rel.outside:
                return rel.kind, rel.target
            if rel.target in self.by_part:
                return "slide", self.by_part[rel.target].key
            if rel.kind == "chart":
                return "chart", self.chart(rel.target)
            return rel.kind, blake2b(self.file.parts.get(rel.target, b""), digest_size=16).hexdigest()

        return of

    def chart(self, part: str) -> Canon:
        """What a chart's part says, but for its workbook."""
        if part not in self.file.parts:
            return ()
        return canon(self.file.tree(part), lambda id: "")

    def canon(self, slide: Slide) -> Canon:
        """What a slide says, with its notes."""
        own = canon(slide.root, self.meaning(slide.part))
        notes = slide.notes
        words = canon(self.file.tree(notes).find(f"{P}cSld/{P}spTree"), self.meaning(notes)) if notes else ()
        return (*own, posixpath.basename(layout_name(slide)), words)


def read(data: bytes) -> Deck:
    """The deck in a file.

    Raises:
        ValueError: there is none, or it is broken; says why.
    """
    file = File(data)
    shown = file.root.find(f"{P}sldIdLst")
    slides: list[Slide] = []
    known: set[str] = set()
    for one in shown if shown is not None else ():
        rel = file.rels(file.main).get(one.get(f"{R}id", ""))
        if rel is None or rel.target not in file.parts:
            raise ValueError(f"slide {len(slides) + 1} is missing")
        if rel.target in known:
            raise ValueError(f"slide {len(slides) + 1} is another slide once more")
        known.add(rel.target)
        slides.append(Slide(file, rel.target, one.get("id", ""), len(slides) + 1))
        if slides[-1].root.find(f"{P}cSld/{P}spTree") is None:
            raise ValueError(f"slide {len(slides)} is broken")
        slides[-1].refresh()
    return Deck(file, slides, {slide.part: slide for slide in slides})


def shapes_in(tree: Element, parent: Shape | None = None) -> Iterator[Shape]:
    """The shapes in a tree or a group, those in groups after them."""
    for element in tree:
        kind = SHAPES.get(element.tag)
        if not kind:
            continue
        said = next(element.iter(f"{P}cNvPr"), None)
        holder = element.find(f"./*/{P}nvPr/{P}ph")
        if kind == "frame":
            kind = "table" if table_of(element) is not None else "chart" if chart_of(element) else kind
        name = said.get("name", "") if said is not None else ""
        shape = Shape(element, kind, name, holder.get("type", "body") if holder is not None else "", parent)
        yield shape
        if kind == "group":
            yield from shapes_in(element, shape)


def said(element: Element) -> str:
    """The words in an element, a line a paragraph."""
    return "\n".join(words(p) for p in element.iter(f"{A}p"))


def words(paragraph: Element) -> str:
    """A paragraph's words; a line break is one blank."""
    return "".join((e.text or "") if e.tag == f"{A}t" else " " for e in paragraph.iter(f"{A}t", f"{A}br"))


def table_of(frame: Element) -> Element | None:
    """The table in a graphic frame."""
    return frame.find(f"{A}graphic/{A}graphicData/{A}tbl")


def chart_of(frame: Element) -> str:
    """The id of the relation to a frame's chart; "" if it has none."""
    chart = frame.find(f"{A}graphic/{A}graphicData/{C}chart")
    return "" if chart is None else chart.get(f"{R}id", "")


def xfrm_of(element: Element) -> Element | None:
    """Where a shape says its place."""
    found = element.find(f"{P}xfrm")
    if found is None:
        found = element.find(f"{P}spPr/{A}xfrm")
    return found if found is not None else element.find(f"{P}grpSpPr/{A}xfrm")


def rect_of(element: Element) -> Rect | None:
    """Left, top, width and height in EMU, where the shape itself says them."""
    xfrm = xfrm_of(element)
    at, size = (xfrm.find(f"{A}off"), xfrm.find(f"{A}ext")) if xfrm is not None else (None, None)
    if at is None or size is None:
        return None
    return int(at.get("x")), int(at.get("y")), int(size.get("cx")), int(size.get("cy"))


def telling(name: str) -> bool:
    """Whether a name is one of ours, and says of what the shape speaks."""
    return any(mark in name for mark in "@./") and not name.startswith(_NAMELESS)


def unused(name: str, used: set[str]) -> str:
    """The name, with a number where it is taken."""
    numbers = (name if n == 1 else f"{name}#{n}" for n in range(1, len(used) + 2))
    return next(one for one in numbers if one not in used)


def layout_name(slide: Slide) -> str:
    """What the slide's layout is called."""
    layout = slide.layout
    said = slide.file.tree(layout).find(f"{P}cSld") if layout else None
    return "" if said is None else said.get("name", "")
