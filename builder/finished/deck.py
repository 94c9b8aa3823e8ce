"""A finished PowerPoint file, read back: slides, shapes and words as somebody who looks at them sees them.

    deck = read_deck(Path("seminar.zh.pptx").read_bytes())
    deck.slides[2].title.frame.paragraphs[0].runs[0].size_pt

Sizes, colours, places and typefaces are effective: what a slide does not say comes from its layout, its master or the
theme. Read with lxml and by the standard alone; no writer of ours is asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from builder.finished.deck_above import P
from builder.finished.deck_colours import A, Element
from builder.finished.deck_forms import Forms
from builder.finished.deck_layouts import Layout, ground, mapped, read_layout
from builder.finished.deck_parts import Axis, Cell, Chart, Deck, Link, Shape, Slide, Table
from builder.finished.deck_shapes import Stage
from builder.finished.deck_words import Frame, Paragraph, Run
from builder.finished.package import RELATION_ID, Package, open_package
from builder.ooxml.rect import EMU_PER_PT, Rect

__all__ = [
    "Axis", "Cell", "Chart", "Deck", "Frame", "Link", "Paragraph", "Rect", "Run", "Shape", "Slide", "Table",
    "deck_in", "read_deck",
]  # fmt: skip
_P14 = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"
_DC = "{http://purl.org/dc/elements/1.1/}"


def read_deck(data: bytes) -> Deck:
    """Read a .pptx file.

    Raises:
        ValueError: it is none, or too broken to be read; says why.
    """
    return deck_in(open_package(data))


def deck_in(package: Package) -> Deck:
    """The deck in a package.

    Raises:
        ValueError: there is none, or it is too broken to be read; says why.
    """
    root = package.tree(package.main)
    if root is None or root.tag != f"{P}presentation":
        raise ValueError("it is no PowerPoint file")
    size = root.find(f"{P}sldSz")
    order = _order(package, root)
    layouts: dict[str, Layout] = {}
    default = root.find(f"{P}defaultTextStyle")
    sections = _sections(root)
    numbers = {part: number for number, part in reversed(list(enumerate(order.values(), 1)))}
    slides = []
    for number, (id, part) in enumerate(order.items(), 1):
        slide = package.tree(part)
        if slide is None:
            raise ValueError(f"slide {number} is missing or broken")
        under = next((r.part for r in package.related(part).values() if r.kind == "slideLayout"), "")
        if under not in layouts:
            layouts[under] = read_layout(package, under)
        section = sections.get(id, "")
        slides.append(_slide(package, part, number, slide, layouts[under], default, numbers, section))
    title, lang = _properties(package)
    return Deck(
        int(size.get("cx")) / EMU_PER_PT if size is not None else 720.0,
        int(size.get("cy")) / EMU_PER_PT if size is not None else 540.0,
        tuple(slides),
        title,
        lang,
        frozenset(face for one in layouts.values() for face in one.forms.fonts.values() if face),
        {name: colour for one in layouts.values() for name, colour in one.forms.palette.theme.items()},
    )


def _order(package: Package, root: Element) -> dict[str, str]:
    """The parts of the slides by their ids, in the order in which they are shown."""
    relations = package.related(package.main)
    shown = root.find(f"{P}sldIdLst")
    ids = [] if shown is None else [(one.get("id", ""), relations.get(one.get(RELATION_ID, ""))) for one in shown]
    return {id: related.part for id, related in ids if related}


def _sections(root: Element) -> Mapping[str, str]:
    """The name of the section in which each slide stands, by the slide's id."""
    return {one.get("id", ""): s.get("name", "") for s in root.iter(f"{_P14}section") for one in s.iter(f"{_P14}sldId")}


def _slide(
    package: Package,
    part: str,
    number: int,
    root: Element,
    layout: Layout,
    default: Element,
    numbers: Mapping[str, int],
    section: str,
) -> Slide:
    forms = layout.forms
    if root.find(f"{P}clrMapOvr/{A}overrideClrMapping") is not None:
        palette = replace(forms.palette, names=mapped(root, forms.palette.names))
        forms = Forms(palette, forms.fonts)
    own = ground(root, layout.theme, forms.palette)
    ornaments = layout.layers if root.get("showMasterSp", "1") not in ("0", "false") else ()
    stage = Stage(
        package, part, layout, forms, own if own is not None else layout.background, default, list(ornaments)
    )  # fmt: skip
    tree = root.find(f"{P}cSld/{P}spTree")
    return Slide(
        number,
        part,
        layout.name,
        layout.kind,
        tuple(stage.shapes(tree)) if tree is not None else (),
        _notes(package, part),
        tuple(_links(package, part, root, numbers)),
        section,
        hidden=root.get("show", "1") in ("0", "false"),
    )


def _notes(package: Package, part: str) -> str:
    page = next((package.tree(r.part) for r in package.related(part).values() if r.kind == "notesSlide"), None)
    said = []
    for shape in page.iter(f"{P}sp") if page is not None else ():
        holder = next(shape.iter(f"{P}ph"), None)
        if holder is not None and holder.get("type", "body") == "body":
            said += ["".join(t.text or "" for t in p.iter(f"{A}t")) for p in shape.iter(f"{A}p")]
    return "\n".join(line for line in said if line.strip())


def _links(package: Package, part: str, root: Element, numbers: Mapping[str, int]) -> Iterator[Link]:
    """Links of shapes and words; those to the first, the last, the next slide need no relation and lead somewhere."""
    relations = package.relations(part)
    for one in root.iter(f"{A}hlinkClick", f"{A}hlinkHover"):
        shape = next(one.iterancestors(f"{P}sp", f"{P}pic", f"{P}graphicFrame", f"{P}cxnSp"), None)
        said = next(shape.iter(f"{P}cNvPr"), None) if shape is not None else None
        name = said.get("name", "") if said is not None else ""
        action, related = one.get("action", ""), relations.get(one.get(RELATION_ID, ""))
        if "hlinksldjump" in action:
            there = related.part if related is not None and not related.outside else ""
            yield Link(name, "", numbers.get(there, 0))
        elif not action.startswith("ppaction://hlinkshowjump"):
            yield Link(name, related.part if related is not None else "")


def _properties(package: Package) -> tuple[str, str]:
    core = package.tree("docProps/core.xml")
    if core is None:
        return "", ""
    return core.findtext(f"{_DC}title") or "", core.findtext(f"{_DC}language") or ""
