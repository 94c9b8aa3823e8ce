"""The look and the properties of a deck: masters, layouts and themes follow where nobody has touched them."""

from __future__ import annotations

from copy import deepcopy

from builder.kept.slides.bring import Bringer
from builder.kept.slides.canon import Canon, canon
from builder.kept.slides.file import Element, File, P
from builder.kept.slides.page import Decks

_LAYOUTS = f"{P}sldLayoutIdLst"
_CORE = "docProps/core.xml"
_DC = "{http://purl.org/dc/elements/1.1/}"
_CP = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_SAID = (f"{_DC}title", f"{_DC}subject", f"{_CP}keywords", f"{_DC}language")


def merge_look(decks: Decks, bringer: Bringer) -> None:
    """Give the file today's masters, layouts and themes in place of those that are as we made them."""
    last, there, now = (_parts(deck.file) for deck in (decks.last, decks.there, decks.now))
    kept = []
    for name, part in now.items():
        before, mine = last.get(name, ""), there.get(name, "")
        old, new = _says(decks.last.file, before), _says(decks.now.file, part)
        if not mine or not before or old == new:
            continue
        if _says(decks.there.file, mine) != old:
            kept.append(name)
            continue
        _take(decks, bringer, part, mine)
    if kept:
        decks.note("kept-format", "", None, f"the look was changed here: {', '.join(kept)}")


def merge_properties(decks: Decks) -> None:
    """The deck's title, subject, key words and language follow where people have set no others."""
    files = decks.last.file, decks.there.file, decks.now.file
    if any(_CORE not in file.parts for file in files):
        return
    old, mine, new = (file.tree(_CORE) for file in files)
    for tag in _SAID:
        before, is_, wanted = (tree.findtext(tag) or "" for tree in (old, mine, new))
        if before != wanted and is_ == before:
            holder = mine.find(tag)
            if holder is None:
                holder = mine.makeelement(tag)
                mine.append(holder)
            holder.text = wanted
            files[1].touch(_CORE)


def _parts(file: File) -> dict[str, str]:
    """Masters by number, themes by master, layouts by name."""
    found: dict[str, str] = {}
    for n, master in enumerate(file.related(file.main, "slideMaster"), 1):
        found[f"master {n}"] = master
        found[f"theme {n}"] = file.one(master, "theme")
        for layout in file.related(master, "slideLayout"):
            said = file.tree(layout).find(f"{P}cSld")
            found.setdefault(f"layout {said.get('name', '') if said is not None else layout}", layout)
    return {name: part for name, part in found.items() if part}


def _says(file: File, part: str) -> Canon:
    if part not in file.parts:
        return ()
    rels = file.rels(part)

    def of(id: str) -> object:
        rel = rels.get(id)
        return "" if rel is None else rel.target if rel.outside else file.parts.get(rel.target, b"")

    return canon(file.tree(part), of, (_LAYOUTS,))


def _take(decks: Decks, bringer: Bringer, part: str, mine: str) -> None:
    """Today's tree in place of one that is there; a master keeps the layouts that it has there."""
    there = decks.there.file
    bare, own = deepcopy(decks.now.file.tree(part)), there.tree(mine).find(_LAYOUTS)
    listed = bare.find(_LAYOUTS)
    spot = -1 if listed is None else list(bare).index(listed)
    if listed is not None:
        bare.remove(listed)
    new: Element = bringer.element(bare, part, mine)
    if own is not None and spot >= 0:
        new.insert(spot, deepcopy(own))
    there.put(mine, new)
