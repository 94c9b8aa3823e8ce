"""What is new in today's build, brought into the file: elements with their relations, and whole slides with theirs."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace

from builder.kept.slides.file import KINDS, A, Element, P, R, Rel
from builder.kept.slides.reading import Deck, Slide, layout_name

_FIRST_SLIDE_ID = 256  # ECMA-376 part 1, 19.7.13
_FIRST_LAYOUT_ID = 2147483648  # 19.7.9 and 19.7.12: ids of masters and layouts share one row of numbers
_OWN = ("slideLayout", "notesSlide", "notesMaster", "slideMaster", "theme")


class Bringer:
    """Copies from one file into another; what has been brought once is not brought again.

    Attributes:
        slides: which slide of the file each slide of today's build is, by part.
        used: the highest id that a slide has ever had; a slide that was deleted does not leave its id to another.
    """

    def __init__(self, now: Deck, there: Deck):
        self.now, self.there = now.file, there.file
        self.decks = now, there
        self.slides: dict[str, str] = {}
        self.parts: dict[str, str] = {}
        self.used = _FIRST_SLIDE_ID - 1

    def element(self, element: Element, source: str, target: str) -> Element:
        """A copy of an element of a part of today's build, with relations that hold in a part of the file.

        Links to slides that nobody has any more are left out.
        """
        copy = deepcopy(element)
        for one in list(copy.iter()):
            for name, id in list(one.attrib.items()):
                if not name.startswith(R) or not id:
                    continue
                new = self.relation(id, source, target)
                if new:
                    one.set(name, new)
                elif one.getparent() is not None:
                    one.getparent().remove(one)
        return copy

    def relation(self, id: str, source: str, target: str) -> str:
        """The id in a part of the file of a relation that a part of today's build has; "" for a slide that is gone."""
        rel = self.now.rels(source).get(id)
        if rel is None:
            return ""
        if rel.outside:
            return self.there.relate(target, rel)
        if rel.kind == "slide":
            there = self.slides.get(rel.target, "")
            return self.there.relate(target, replace(rel, target=there)) if there else ""
        return self.there.relate(target, replace(rel, target=self.part(rel.target)))

    def part(self, name: str) -> str:
        """A part of today's build with all that it needs, in the file.

        Returns:
            Its name there.
        """
        if name not in self.parts:
            data = self.now.parts[name]
            new = self.there.add(name, self.now.type_of(name), data)
            self.parts[name] = new
            for id, rel in self.now.rels(name).items():
                self.there.set_rel(new, id, rel if rel.outside else replace(rel, target=self.part(rel.target)))
        return self.parts[name]

    # ---------------------------------------------------------------- layouts

    def layout(self, slide: Slide) -> str:
        """The layout of a slide of today's build, in the file: of the same name, else brought with its master."""
        wanted = layout_name(slide)
        for master in self.there.related(self.there.main, "slideMaster"):
            for part in self.there.related(master, "slideLayout"):
                said = self.there.tree(part).find(f"{P}cSld")
                if said is not None and said.get("name") == wanted:
                    return part
        self.master(self.now.one(slide.layout, "slideMaster"))
        return self.parts[slide.layout]

    def master(self, name: str) -> None:
        """Bring a master with its layouts and its theme."""
        new = self.part(name)
        root = self.there.root
        masters = root.find(f"{P}sldMasterIdLst")
        used = [int(e.get("id")) for e in masters]
        for part in self.there.related(self.there.main, "slideMaster"):
            used += [int(e.get("id")) for e in self.there.tree(part).iter(f"{P}sldLayoutId")]
        free = max([_FIRST_LAYOUT_ID, *used]) + 1
        for at, entry in enumerate(self.there.tree(new).iter(f"{P}sldLayoutId"), 1):
            entry.set("id", str(free + at))
        self.there.touch(new)
        entry = masters.makeelement(f"{P}sldMasterId")
        entry.set("id", str(free))
        entry.set(f"{R}id", self.there.relate(self.there.main, Rel("slideMaster", f"{KINDS}slideMaster", new)))
        masters.append(entry)
        self.there.touch(self.there.main)

    # ---------------------------------------------------------------- slides

    def empty(self, slide: Slide) -> Slide:
        """A slide of the file for one of today's build: its part, its layout and its id, without content yet."""
        data = b'<p:sld xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"/>'
        part = self.there.add(slide.part, self.now.type_of(slide.part), data)
        self.slides[slide.part] = part
        self.there.relate(part, Rel("slideLayout", f"{KINDS}slideLayout", self.layout(slide)))
        shown = self.there.root.find(f"{P}sldIdLst")
        if shown is None:
            shown = self.there.root.makeelement(f"{P}sldIdLst")
            spot = [n for n, e in enumerate(self.there.root) if str(e.tag).endswith("MasterIdLst")]
            self.there.root.insert(max(spot, default=-1) + 1, shown)
        id = max([self.used, *(int(e.get("id")) for e in shown)]) + 1
        entry = shown.makeelement(f"{P}sldId")
        entry.set("id", str(id))
        entry.set(f"{R}id", self.there.relate(self.there.main, Rel("slide", f"{KINDS}slide", part)))
        shown.append(entry)
        self.there.touch(self.there.main)
        return Slide(self.there, part, str(id), 0, slide.key)

    def fill(self, slide: Slide, source: Slide) -> None:
        """Give a slide of the file all that one of today's build has: shapes, charts, pictures, links and notes.

        What else is related to it there (comments of reviewers) stays.
        """
        part = slide.part
        old = set(_mentioned(slide.root)) if slide.shapes else set()
        self.there.put(part, self.element(source.root, source.part, part))
        mentioned = set(_mentioned(slide.root))
        for id in old - mentioned:
            rel = self.there.rels(part).get(id)
            if rel is not None and rel.kind not in _OWN:
                self.there.unrelate(part, id)
        self.notes(slide, source)
        slide.refresh()

    def notes(self, slide: Slide, source: Slide) -> None:
        """Give a slide of the file the notes of one of today's build, in place of those that it had."""
        if not source.notes:
            return
        page = slide.notes
        if page:
            self.there.put(page, self.element(self.now.tree(source.notes), source.notes, page))
            return
        data = b'<p:notes xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"/>'
        page = self.there.add(source.notes, self.now.type_of(source.notes), data)
        self.there.relate(page, Rel("notesMaster", f"{KINDS}notesMaster", self._notes_master(source)))
        self.there.relate(page, Rel("slide", f"{KINDS}slide", slide.part))
        self.there.relate(slide.part, Rel("notesSlide", f"{KINDS}notesSlide", page))
        self.there.put(page, self.element(self.now.tree(source.notes), source.notes, page))

    def _notes_master(self, source: Slide) -> str:
        found = self.there.one(self.there.main, "notesMaster")
        if found:
            return found
        found = self.part(self.now.one(source.notes, "notesMaster"))
        root = self.there.root
        holder = root.makeelement(f"{P}notesMasterIdLst")
        entry = holder.makeelement(f"{P}notesMasterId")
        entry.set(f"{R}id", self.there.relate(self.there.main, Rel("notesMaster", f"{KINDS}notesMaster", found)))
        holder.append(entry)
        root.insert(list(root).index(root.find(f"{P}sldMasterIdLst")) + 1, holder)
        self.there.touch(self.there.main)
        return found


def fresh_ids(tree: Element, new: Element, old: Element | None = None) -> None:
    """Give the shapes of a new element ids that are free on the slide; those of an old one go to their namesakes."""
    keep = {e.get("name"): e.get("id") for e in old.iter(f"{P}cNvPr")} if old is not None else {}
    inside = set(new.iter(f"{P}cNvPr")) | (set(old.iter(f"{P}cNvPr")) if old is not None else set())
    used = {e.get("id") for e in tree.iter(f"{P}cNvPr") if e not in inside}
    free = max([1, *(int(id) for id in used if id and id.isdigit())]) + 1
    free = max([free, *(int(id) + 1 for id in keep.values() if id and id.isdigit())])
    changed: dict[str, str] = {}
    first = True
    for one in new.iter(f"{P}cNvPr"):
        id = keep.get(one.get("name"))
        if first and old is not None:
            id = next(old.iter(f"{P}cNvPr")).get("id")
        first = False
        if not id or id in used:
            id = str(free)
            free += 1
        changed[one.get("id", "")] = id
        used.add(id)
        one.set("id", id)
    for end in new.iter(f"{A}stCxn", f"{A}endCxn"):
        end.set("id", changed.get(end.get("id", ""), end.get("id", "")))


def _mentioned(root: Element) -> list[str]:
    """The relation ids that stand in a tree."""
    return [value for one in root.iter() for name, value in one.attrib.items() if name.startswith(R)]
