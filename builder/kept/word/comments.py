"""Comments of ours, beside those of other people (ECMA-376 Part 1, 17.13.4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from builder.kept.happened import AUTHOR
from builder.kept.word.file import File
from builder.kept.word.marks import ours
from builder.kept.word.names import SPACE, Element, W, local, paragraphs, remove, val, w

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_SAYS = {
    "both": {
        "en": "Edited here, and changed in the outline. Accept the tracked change for the outline’s wording, "
        "reject it to keep yours.",
        "zh": "此处已手工修改，大纲也作了改动。接受修订则用大纲的文字，拒绝修订则保留手工修改。",
    },
    "pending": {
        "en": "A change awaits a decision here, and the outline has changed the same sentence. It now says: ",
        "zh": "此处有待定的修订，大纲也改动了同一句。大纲现为：",
    },
    "removed": {
        "en": "No longer in the outline, but worked on here, so it was kept. Delete it to follow the outline.",
        "zh": "大纲已删去此处；因有手工修改或批注，予以保留。如同意大纲，请删除。",
    },
    "deleted": {
        "en": "Deleted here by hand, and changed in the outline. It now says: ",
        "zh": "此处有一段已被手工删除，而大纲作了改动。大纲现为：",
    },
}


@dataclass(eq=False)
class Comments:
    """The comments of the file that is there.

    Attributes:
        file: the file.
        date: of new ones, as Word has it.
        chinese: ours are written in Chinese, as the document is.
    """

    file: File
    date: str
    chinese: bool = False
    _new: list[str] = field(default_factory=list)

    def add(self, p: Element, what: str, words: str = "") -> None:
        """Put a comment on a paragraph.

        Args:
            p: the paragraph.
            what: which of the sentences: "both", "pending", "removed", "deleted".
            words: what follows it.
        """
        text = _SAYS[what]["zh" if self.chinese else "en"] + words
        for id, one in list(self._ours()):
            if not any(p is q for q in self._carriers(id)):
                continue
            if _text(one) == text:
                self._new.append(id)
                return
            if what == "pending" and _text(one).startswith(tuple(_SAYS[what].values())):
                self._drop(id, one)  # the outline has moved on
        root = self._root()
        ids = [int(val(one, "id")) for one in root if val(one, "id").isdecimal()]
        number = str(max([-1, *ids]) + 1)
        self._new.append(number)
        made = etree.SubElement(root, w("comment"))
        for key, value in (("id", number), ("author", AUTHOR), ("date", self.date), ("initials", "C")):
            made.set(w(key), value)
        said = etree.SubElement(etree.SubElement(etree.SubElement(made, w("p")), w("r")), w("t"))
        said.text = text
        said.set(SPACE, "preserve")
        start, end = etree.Element(w("commentRangeStart")), etree.SubElement(p, w("commentRangeEnd"))
        start.set(w("id"), number)
        end.set(w("id"), number)
        properties = p.find(w("pPr"))
        p.insert(0 if properties is None else p.index(properties) + 1, start)
        reference = etree.SubElement(etree.SubElement(p, w("r")), w("commentReference"))
        reference.set(w("id"), number)

    def settle(self) -> None:
        """Take away our comments on changes that have been accepted or rejected since."""
        for id, one in list(self._ours()):
            if _text(one) not in _SAYS["both"].values():
                continue
            carriers = list(self._carriers(id))
            if not any(ours(one) for p in carriers for one in (p, *self._notes(p))):
                self._drop(id, one)

    def drop_on(self, p: Element) -> None:
        """Take our comments on a change off a paragraph."""
        for id, one in list(self._ours()):
            if _text(one) in _SAYS["both"].values() and any(p is q for q in self._carriers(id)):
                self._drop(id, one)

    def open(self) -> Iterator[Element]:
        """Where comments of ours on what no tracked change shows wait from before, unless somebody has ticked them."""
        part = self.file.part("commentsExtended")
        root = self.file.tree(part) if part else None
        ticked = (
            {one.get(f"{_W15}paraId") for one in root if one.get(f"{_W15}done") == "1"} if root is not None else set()
        )
        for id, one in self._ours():
            known = id in self._new or _text(one) in _SAYS["both"].values()
            if not known and not any(p.get(f"{_W14}paraId") in ticked for p in paragraphs(one)):
                yield from list(self._carriers(id))[:1]

    def on(self, element: Element) -> bool:
        """Whether somebody has commented inside an element; our own comments do not count."""
        mine = {id for id, _ in self._ours()}
        return any(val(one, "id") not in mine for one in element.iter(w("commentReference"), w("commentRangeStart")))

    def _ours(self) -> Iterator[tuple[str, Element]]:
        part = self.file.part("comments")
        root = self.file.tree(part) if part else None
        for one in root if root is not None else ():
            if val(one, "author") == AUTHOR:
                yield val(one, "id"), one

    def _carriers(self, id: str) -> Iterator[Element]:
        """The paragraphs that a comment is about."""
        root = self.file.tree(self.file.main)
        inside = False
        for p in paragraphs(root):
            starts = any(val(one, "id") == id for one in p.iter(w("commentRangeStart")))
            ends = any(val(one, "id") == id for one in p.iter(w("commentRangeEnd"), w("commentReference")))
            if starts or ends or inside:
                yield p
            inside = (inside or starts) and not ends

    def _notes(self, p: Element) -> Iterator[Element]:
        """The notes to which a paragraph refers: they have no comments of their own."""
        for kind in ("footnote", "endnote"):
            ids = {val(one, "id") for one in p.iter(w(f"{kind}Reference"))}
            part = self.file.part(f"{kind}s") if ids else ""
            root = self.file.tree(part) if part else None
            yield from (one for one in root if val(one, "id") in ids) if root is not None else ()

    def _drop(self, id: str, comment: Element) -> None:
        root = self.file.tree(self.file.main)
        assert root is not None
        for one in list(root.iter(w("commentRangeStart"), w("commentRangeEnd"), w("commentReference"))):
            if val(one, "id") != id:
                continue
            run = one.getparent()
            remove(one)
            if local(run) == "r" and all(local(left) == "rPr" for left in run):
                remove(run)
        remove(comment)

    def _root(self) -> Element:
        part = self.file.part("comments")
        if not part:
            empty = f'<w:comments xmlns:w="{W}"/>'.encode()
            part = self.file.add("word/comments.xml", empty, _TYPE)
            self.file.relate(self.file.main, _RELATION, part)
        root = self.file.tree(part)
        assert root is not None
        return root


def _text(comment: Element) -> str:
    return "".join(t.text or "" for t in comment.iter(w("t")))
