"""What changed between two issues of a document as tracked changes: accept all gives the new, reject all the old."""

from __future__ import annotations

from lxml import etree

from builder.kept.word.file import opened
from builder.kept.word.merge import Merge
from builder.kept.word.names import Element, local, remove, w

_CHANGES = ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange",
            "tcPrChange", "cellIns", "cellDel", "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart",
            "moveToRangeEnd")  # fmt: skip


def accepted(data: bytes) -> bytes:
    """The file with all changes accepted: a redline shows what was done between two issues, and nothing else."""
    file = opened(data)
    for part in [file.main, *(one.part for one in file.relations(file.main).values() if not one.outside)]:
        root = file.tree(part) if part.endswith(".xml") else None
        if root is None or not root.tag.startswith(w("")):
            continue
        for one in list(root.iter(*(w(name) for name in _CHANGES))):
            if one.getparent() is not None:
                _accept(one)
    return file.saved()


def _accept(change: Element) -> None:
    name, parent = local(change), change.getparent()
    if local(parent) == "rPr" and name in ("del", "moveFrom"):
        _into_next(next(parent.iterancestors(w("p"))))
    elif local(parent) == "trPr" and name == "del":
        remove(parent.getparent())
        return
    elif name in ("ins", "moveTo") and local(parent) not in ("rPr", "trPr"):
        for child in list(change):
            change.addprevious(child)
    remove(change)


def _into_next(p: Element) -> None:
    """The end of a paragraph goes: what is left in it begins the next one."""
    after = p.getnext()
    left = [one for one in p if local(one) not in ("pPr", "del", "moveFrom")]
    if after is None or local(after) != "p":
        return
    at = 1 if after.find(w("pPr")) is not None else 0
    for n, one in enumerate(left):
        after.insert(at + n, one)
    remove(p)


def separate(m: Merge, container: Element) -> None:
    """Between a table that goes and one that comes stands a paragraph that is there on neither side of the change."""
    for table in list(container.iterchildren(w("tbl"))):
        after = table.getnext()
        if after is not None and local(after) == "tbl":
            p = etree.Element(w("p"))
            look = etree.SubElement(etree.SubElement(p, w("pPr")), w("rPr"))
            look.append(m.track.element("ins"))
            look.append(m.track.element("del"))
            table.addnext(p)
