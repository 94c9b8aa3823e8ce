"""A look's package without what is only the look's: sample slides, their sections, and whatever could act or leak.

Masters, layouts and theme stay as they are, except that a shape which needs a part of another kind than a picture (an
embedded object, a film, a chart), and a link to outside, is taken out of them: nothing embedded and nothing outside is
carried from a stranger's file into ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI

from builder.formats.slides.layouts import P
from builder.formats.slides.styles import A
from builder.ooxml.pictures import fault_of_picture

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
_KEPT = {
    RT.SLIDE_MASTER, RT.SLIDE_LAYOUT, RT.NOTES_MASTER, RT.HANDOUT_MASTER, RT.THEME, RT.THEME_OVERRIDE,
    RT.PRES_PROPS, RT.VIEW_PROPS, RT.TABLE_STYLES, RT.FONT, RT.SLIDE, RT.IMAGE, RT.NOTES_SLIDE,
}  # fmt: skip
_PICTURES = "/hdphoto"  # a picture's own layers, by Microsoft's type
_PACKAGE = {RT.OFFICE_DOCUMENT, RT.CORE_PROPERTIES}
_SHAPES = tuple(P + k for k in ("sp", "pic", "graphicFrame", "cxnSp", "contentPart"))
_ATTRIBUTES = {R + k for k in ("id", "embed", "link", "pict", "dm", "lo", "qs", "cs", "href")}
_VIEW = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<p:viewPr xmlns:p="%s"/>' % P[1:-1].encode()
_ABOUT = ("custShowLst", "custDataLst", "photoAlbum", "modifyVerifier", "smartTags", "kinsoku")
_LINKS = tuple(A + k for k in ("hlinkClick", "hlinkHover", "hlinkMouseOver"))
_ACTS = re.compile(r"ppaction://(?!hlink(sldjump|showjump|pres)?\b)", re.IGNORECASE)  # macro, program, ole, media, …
_Element = Any


def emptied(deck: Any, keep: tuple[int, ...] = ()) -> list[Any]:
    """Take the samples and all else that is not the look out of a presentation.

    Args:
        keep: the numbers of sample slides that stay.

    Returns:
        The kept slides' entries in the list of slides; they are in no list now.
    """
    root = deck.part._element
    for name in _ABOUT[:-1]:
        for element in list(root.iter(P + name)):
            element.getparent().remove(element)
    ids = deck.slides._sldIdLst
    kept = []
    for n, entry in enumerate(list(ids), 1):
        ids.remove(entry)
        if n in keep:
            kept.append(entry)
        else:
            deck.part.drop_rel(entry.rId)
    for extension in list(root.iter(P + "ext")):
        if extension.get("uri") == _SECTIONS:
            extension.getparent().remove(extension)
    package = deck.part.package
    for id, relation in list(package._rels.items()):
        if relation.reltype not in _PACKAGE:
            package._rels.pop(id)
    for part in list(_parts(deck, kept)):
        _without_strangers(part)
    _viewed(deck)
    return kept


def _viewed(deck: Any) -> None:
    """How the file was last looked at: it names the sample slides. PowerPoint wants the part to be there."""
    views = [r for r in deck.part.rels.values() if r.reltype == RT.VIEW_PROPS]
    if views and not len(views[0].target_part.rels):
        return
    for relation in views:
        deck.part.rels.pop(relation.rId)
    part = Part(PackURI("/ppt/viewProps.xml"), CT.PML_VIEW_PROPS, deck.part.package, _VIEW)
    deck.part.relate_to(part, RT.VIEW_PROPS)


def strangers(deck: Any) -> list[str]:
    """What `emptied` will take out of masters and layouts, in words."""
    found = []
    for part in _parts(deck, []):
        for relation in part.rels.values():
            if _strange(relation):
                kind = "a link to outside" if relation.is_external else f"something embedded ({_kind(relation)})"
                found.append(f"{kind} in {part.partname.filename}")
    return found


def renamed(deck: Any, kept: list[Any], first: int) -> None:
    """Give kept slides the part names that follow ours: `first` is the number of the first of them."""
    for n, entry in enumerate(kept, first):
        slide = deck.part.related_part(entry.rId)
        slide.partname = PackURI(f"/ppt/slides/slide{n}.xml")
        if slide.has_notes_slide:
            slide.notes_slide.part.partname = PackURI(f"/ppt/notesSlides/notesSlide{n}.xml")
        deck.slides._sldIdLst.append(entry)


def _parts(deck: Any, kept: list[Any]) -> Iterator[Any]:
    """The parts of a look that can hold relationships of their own."""
    yield deck.part
    for master in deck.slide_masters:
        yield master.part
        yield from (r.target_part for r in master.part.rels.values() if r.reltype in (RT.SLIDE_LAYOUT, RT.THEME))
    for relation in deck.part.rels.values():
        if relation.reltype in (RT.NOTES_MASTER, RT.HANDOUT_MASTER):
            yield relation.target_part
    for entry in kept:
        slide = deck.part.related_part(entry.rId)
        yield slide
        if slide.has_notes_slide:
            yield slide.notes_slide.part


def _strange(relation: Any) -> bool:
    if relation.is_external or (relation.reltype not in _KEPT and not relation.reltype.endswith(_PICTURES)):
        return True
    part = relation.target_part
    return part.content_type.startswith("image/") and bool(fault_of_picture(part.blob, part.content_type))


def _kind(relation: Any) -> str:
    return str(relation.reltype).rpartition("/")[2]


def _without_strangers(part: Any) -> None:
    for element in [e for e in _all(part) if e.tag in _LINKS and _ACTS.match(e.get("action", ""))]:
        element.getparent().remove(element)
    gone = {id for id, relation in part.rels.items() if _strange(relation)}
    if not gone:
        return
    root = getattr(part, "_element", None)
    if root is not None:
        for element in [e for e in root.iter() if any(v in gone for k, v in e.attrib.items() if k in _ATTRIBUTES)]:
            _take_out(element)
    for id in gone:
        part.rels.pop(id)


def _all(part: Any) -> Iterator[_Element]:
    root = getattr(part, "_element", None)
    return iter(()) if root is None else root.iter()


def _take_out(element: _Element) -> None:
    """A link or a list entry alone; else the whole shape that cannot be drawn without it."""
    parent = element.getparent()
    if parent is None:
        return
    link = element.tag in _LINKS
    shape = next((e for e in element.iterancestors() if e.tag in _SHAPES), None)
    gone = element if link or shape is None else shape
    if gone.getparent() is not None:
        gone.getparent().remove(gone)
