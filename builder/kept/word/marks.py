"""Tracked changes: made, read, settled (ECMA-376 Part 1, 17.13.5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree

from builder.kept.happened import AUTHOR
from builder.kept.word.names import SPACE, Element, local, paragraphs, remove, val, w

_INSERTED = ("ins", "moveTo")
_BEHIND_MARK = {w("rPr"), w("sectPr"), w("pPrChange")}


@dataclass
class Track:
    """How changes are marked: not at all (`author` ""), or as tracked changes of an author.

    Attributes:
        author: of the changes.
        date: their time, as Word has it (2026-11-22T00:00:00Z).
        number: the last `w:id` that is taken.
    """

    author: str = ""
    date: str = ""
    number: list[int] = field(default_factory=lambda: [0])

    @property
    def on(self) -> bool:
        """Whether changes are marked."""
        return bool(self.author)

    def element(self, tag: str) -> Element:
        """A `w:ins` or `w:del` with all that it must have."""
        self.number[0] += 1
        made = etree.Element(w(tag))
        for key, text in (("id", str(self.number[0])), ("author", self.author), ("date", self.date)):
            made.set(w(key), text)
        return made

    def inserted(self, elements: Iterable[Element]) -> list[Element]:
        """The runs as insertions; a hyperlink has the insertion inside, as `w:ins` may hold none (17.13.5.18)."""
        found: list[Element] = []
        for one in elements:
            if local(one) in ("hyperlink", "fldSimple"):
                runs = [run for run in one if local(run) == "r"]
                if runs:
                    wrapped = self.element("ins")
                    runs[0].addprevious(wrapped)
                    for run in runs:
                        wrapped.append(run)
                found.append(one)
            elif found and local(found[-1]) == "ins":
                found[-1].append(one)
            else:
                wrapped = self.element("ins")
                wrapped.append(one)
                found.append(wrapped)
        return found

    def delete(self, node: Element) -> None:
        """Take a run or a hyperlink out, or mark it as deleted."""
        parent = node.getparent()
        if parent is None:
            return
        if not self.on:
            remove(node)
            if local(parent) in ("hyperlink", "ins", "del", "smartTag") and not any(
                local(one) in ("r", "hyperlink", "ins", "del", "fldSimple", "sdt") for one in parent
            ):
                remove(parent)
            return
        if local(node) != "r":
            for run in [run for run in node.iter(w("r")) if local(run.getparent()) != "del"]:
                self.delete(run)
            return
        if local(parent) == "ins" and val(parent, "author") == self.author:
            remove(node)  # what we have put in ourselves need not be struck out
            return
        before = node.getprevious()
        if before is not None and local(before) == "del" and val(before, "author") == self.author:
            wrapped = before
        else:
            wrapped = self.element("del")
            node.addprevious(wrapped)
        wrapped.append(node)
        for text in node.iter(w("t"), w("instrText")):
            text.tag = w("delText") if text.tag == w("t") else w("delInstrText")

    def paragraph(self, p: Element, tag: str) -> None:
        """Mark a whole paragraph, its end included, as inserted or deleted ("ins", "del")."""
        properties = p.find(w("pPr"))
        if properties is None:
            properties = etree.Element(w("pPr"))
            p.insert(0, properties)
        look = properties.find(w("rPr"))
        if look is None:
            look = etree.Element(w("rPr"))
            at = next((n for n, one in enumerate(properties) if one.tag in _BEHIND_MARK), len(properties))
            properties.insert(at, look)
        look.insert(0, self.element(tag))
        if tag == "del":
            for run in [run for run in p.iter(w("r")) if local(run.getparent()) not in ("del", "ins")]:
                self.delete(run)
            return
        for run in [run for run in p.iter(w("r")) if local(run.getparent()) not in ("del", "ins")]:
            before = run.getprevious()
            if before is not None and local(before) == "ins":
                before.append(run)
                continue
            wrapped = self.element("ins")
            run.addprevious(wrapped)
            wrapped.append(run)

    def row(self, row: Element, tag: str) -> None:
        """Mark a row of a table, with all that is in it, as inserted or deleted."""
        properties = row.find(w("trPr"))
        if properties is None:
            properties = etree.Element(w("trPr"))
            at = next((n for n, one in enumerate(row) if one.tag == w("tc")), 0)
            row.insert(at, properties)
        properties.append(self.element(tag))
        for p in list(paragraphs(row)):
            self.paragraph(p, tag)

    def block(self, element: Element, tag: str) -> None:
        """Mark a paragraph or a table."""
        if local(element) == "p":
            self.paragraph(element, tag)
        for row in list(element.iter(w("tr"))) if local(element) == "tbl" else ():
            self.row(row, tag)


PLAIN = Track()
"""Changes are made, not marked."""


def ours(root: Element) -> list[Element]:
    """Our own tracked changes that wait for an answer."""
    return [one for one in root.iter(w("ins"), w("del")) if val(one, "author") == AUTHOR]


def others(root: Element) -> bool:
    """Whether other people's changes wait for an answer here."""
    kinds = (w("ins"), w("del"), w("moveFrom"), w("moveTo"), w("cellIns"), w("cellDel"))
    return any(val(one, "author") != AUTHOR for one in root.iter(*kinds))


def take_back(root: Element) -> None:
    """Reject our own tracked changes, so that what people wrote stands there again."""
    for one in ours(root):
        parent = one.getparent()
        if parent is None:
            continue
        if local(one) == "ins" or local(parent) in ("rPr", "trPr"):
            remove(one)
            if local(parent) == "hyperlink" and not len(parent):
                remove(parent)
            continue
        for child in list(one):
            one.addprevious(child)
            for text in child.iter(w("delText"), w("delInstrText")):
                text.tag = w("t") if text.tag == w("delText") else w("instrText")
                text.set(SPACE, "preserve")
        remove(one)
