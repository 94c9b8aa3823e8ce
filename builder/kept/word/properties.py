"""What surrounds text: the properties of paragraphs, rows, cells, tables and sections, taken as wholes."""

from __future__ import annotations

from lxml import etree

from builder.kept.word.merge import Merge, Three
from builder.kept.word.names import Element, local, w


def follow(
    m: Merge, three: Three, last: Element | None, owner: Element, now: Element | None, names: tuple[str, ...] = ()
) -> None:
    """Properties that nobody has touched become today's; touched ones stay.

    Args:
        m: the merge.
        three: the story.
        last, now: the `w:pPr`, `w:trPr`, `w:tcPr`, `w:tblPr` or `w:tblGrid` in our two builds, or None.
        owner: the element there that has them.
        names: the bookmarks of its lines, for the report.
    """
    tag = next((one.tag for one in (last, now) if one is not None), "")
    if not tag or three.last.sign(last) == three.now.sign(now):
        return
    there = owner.find(tag)
    if three.there.sign(there) != three.last.sign(last):
        if three.there.sign(there) != three.now.sign(now):
            m.say("kept-format", owner, names, "formatting by hand")
        return
    fresh = m.bring(three)(now) if now is not None else None
    if there is not None:
        if fresh is not None:
            there.addprevious(fresh)
        owner.remove(there)
    elif fresh is not None:
        _first(owner, fresh)


def _first(owner: Element, fresh: Element) -> None:
    """Where such properties stand: first, in a table's row behind exceptions, the grid behind the table's."""
    at = next((n + 1 for n, one in enumerate(owner) if local(one) in ("tblPrEx", "tblPr") and one is not fresh), 0)
    owner.insert(at if local(fresh) != "tblPr" else 0, fresh)


def property_of(owner: Element, tag: str) -> Element:
    """The properties of a name, made where there are none."""
    found = owner.find(w(tag))
    if found is None:
        found = etree.Element(w(tag))
        _first(owner, found)
    return found
