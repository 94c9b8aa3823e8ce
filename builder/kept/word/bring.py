"""Elements of today's build taken into the file that is there, with all that they need: relations, styles, lists."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field

from builder.kept.word.file import File, serialised
from builder.kept.word.names import Element, R, local, val, w

_STYLED = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}


@dataclass(eq=False)
class Bringer:
    """Copies elements from one file to another.

    Attributes:
        now: where they come from.
        there: where they go.
        style_ids: the ids of styles there, by theirs in `now`.
        list_ids: the same of lists (`w:num`); those that are not in it are brought when they are first met.
        bring_list: brings a list.
        bring_note: brings a footnote or endnote by kind and id; gives its id there.
        parts: the parts there that stand for parts of `now` (charts, headers, pictures).
    """

    now: File
    there: File
    style_ids: dict[str, str] = field(default_factory=dict)
    list_ids: dict[str, str] = field(default_factory=dict)
    bring_list: Callable[[str], str] = lambda id: id
    bring_note: Callable[[str, str], str] = lambda kind, id: id
    parts: dict[str, str] = field(default_factory=dict)
    _number: int = 0
    _drawing: int = 0

    def __post_init__(self) -> None:
        root = self.there.tree(self.there.main)
        ids = [int(val(one, "id")) for one in root.iter(w("bookmarkStart")) if val(one, "id").lstrip("-").isdecimal()]
        self._number = max([0, *ids])
        drawn = [one.get("id", "") for one in root.iter("{*}docPr")]
        self._drawing = max([0, *(int(one) for one in drawn if one.isdecimal())])

    def bring(self, element: Element, of: str, into: str) -> Element:
        """A copy of an element of `of`, a part of `now`, fit to stand in `into`, a part of `there`."""
        made = deepcopy(element)
        made.tail = None
        bookmarks: dict[str, str] = {}
        for one in made.iter():
            name = local(one)
            if name in ("bookmarkStart", "bookmarkEnd"):
                if val(one, "id") not in bookmarks:
                    bookmarks[val(one, "id")] = self.bookmark()
                one.set(w("id"), bookmarks[val(one, "id")])
            elif name in _STYLED and one.tag == w(name):
                one.set(w("val"), self.style_ids.get(val(one), val(one)))
            elif name == "numId" and val(one) != "0":
                if val(one) not in self.list_ids:
                    self.list_ids[val(one)] = self.bring_list(val(one))
                one.set(w("val"), self.list_ids[val(one)])
            elif name in ("footnoteReference", "endnoteReference"):
                one.set(w("id"), self.bring_note(name.removesuffix("Reference"), val(one, "id")))
            elif name == "docPr":
                self._drawing += 1
                one.set("id", str(self._drawing))
            for key in one.keys() if name else ():
                if key.startswith(f"{{{R}}}"):
                    one.set(key, self.relation(one.get(key), of, into))
        return made

    def bookmark(self) -> str:
        """A number for a bookmark that no other has."""
        self._number += 1
        return str(self._number)

    def relation(self, id: str, of: str, into: str) -> str:
        """The id there of a relation of `now`."""
        known = self.now.relations(of).get(id)
        if known is None:
            return id
        type = self.now.relation_type(of, id)
        if known.outside:
            return self.there.relate(into, type, known.part, outside=True)
        return self.there.relate(into, type, self.part(known.part))

    def part(self, name: str) -> str:
        """The part there that stands for a part of `now`; brought when it is first met."""
        if name in self.parts:
            return self.parts[name]
        data = self.now.parts.get(name, b"")
        if self.there.parts.get(name) == data and not self.now.relations(name):
            self.parts[name] = name
            return name
        made = self.there.add(name, data, self.now.content_type(name))
        self.parts[name] = made
        folder, base = posixpath.split(name)
        relations = posixpath.join(folder, "_rels", f"{base}.rels")
        if relations in self.now.parts:
            root = deepcopy(self.now.tree(relations))
            targets = self.now.relations(name)
            for one in root:
                if one.get("TargetMode") != "External":
                    target = self.part(targets[one.get("Id", "")].part)
                    one.set("Target", posixpath.relpath(f"/{target}", posixpath.join("/", posixpath.dirname(made))))
            at = posixpath.join(posixpath.dirname(made), "_rels", f"{posixpath.basename(made)}.rels")
            self.there.parts[at] = serialised(root)
        return made
