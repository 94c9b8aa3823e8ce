"""Footnotes and endnotes: those that stand for one another are merged, new ones come along, unused ones go."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from lxml import etree

from builder.kept.word.counterparts import paired_things
from builder.kept.word.file import serialised
from builder.kept.word.names import Element, local, remove, val, w
from builder.kept.word.pieces import Reading

if TYPE_CHECKING:
    from builder.kept.word.merge import Merge, Three

_KINDS = ("footnote", "endnote")


def match(m: Merge, three: Three, last: Reading, there: Reading, now: Reading) -> None:
    """Merge the notes of a unit, and remember which note of today's build stands where."""
    theirs = dict(paired_things(last, there))
    for i, j in paired_things(last, now):
        if not last.pieces[i].atom.thing.startswith("note:") or i not in theirs:
            continue
        nodes = [row.pieces[n].spots[0].node for row, n in ((last, i), (there, theirs[i]), (now, j))]
        kinds = {local(node).removesuffix("Reference") for node in nodes}
        if len(kinds) == 1:
            _merge(m, kinds.pop(), *(val(node, "id") for node in nodes))


def _merge(m: Merge, kind: str, last: str, there: str, now: str) -> None:
    from builder.kept.word import container

    if (kind, now) in m.notes:
        return
    parts = [file.part(f"{kind}s") for file in (m.last, m.there, m.now)]
    if not all(parts):
        return
    if kind not in m.note_stories:
        m.note_stories[kind] = m.three(*parts)
    three = m.note_stories[kind]
    found = [_note(story.root, kind, id) for story, id in zip(three.all, (last, there, now), strict=True)]
    if any(one is None for one in found):
        return
    m.notes[kind, now] = there
    container.settle(m, three, found[0], found[1], found[2], loose=True)


def bring(m: Merge, kind: str, id: str) -> str:
    """Bring a note of today's build; gives its id there."""
    if (kind, id) in m.notes:
        return m.notes[kind, id]
    source = m.now.part(f"{kind}s")
    root = _part(m, kind)
    note = _note(m.now.tree(source), kind, id)
    ids = [int(val(one, "id")) for one in root.iter(w(kind)) if val(one, "id").lstrip("-").isdecimal()]
    number = str(max([0, *ids]) + 1)
    m.notes[kind, id] = number
    made = etree.SubElement(root, w(kind))
    made.set(w("id"), number)
    for child in note if note is not None else ():
        made.append(m.bringer.bring(child, source, m.there.part(f"{kind}s")))
    return number


def _part(m: Merge, kind: str) -> Element:
    """The notes there; a part like today's, with nothing but its separators, where there is none."""
    part = m.there.part(f"{kind}s")
    if not part:
        source = m.now.part(f"{kind}s")
        fresh = etree.fromstring(m.now.parts[source])
        for one in list(fresh):
            if not val(one, "type"):
                fresh.remove(one)
        part = m.there.add(source, serialised(fresh),
                           m.now.content_type(source))  # fmt: skip
        relation = next(id for id, one in m.now.relations(m.now.main).items() if one.kind == f"{kind}s")
        m.there.relate(m.there.main, m.now.relation_type(m.now.main, relation), part)
    return m.there.tree(part)


def sweep(m: Merge) -> None:
    """Take out the notes to which nothing refers any more: nobody sees them, and they stand in the way of the order."""
    for kind in _KINDS:
        _single(m, kind)
    mentions = mentioned(m.there.tree(m.there.main))
    for kind in _KINDS:
        root = m.there.tree(m.there.part(f"{kind}s"))
        for note in [one for one in root if one.tag == w(kind)] if root is not None else ():
            if not val(note, "type") and (kind, val(note, "id")) not in mentions:
                remove(note)
        _in_order(m, kind)


def _single(m: Merge, kind: str) -> None:
    """No two references lead to one note: of two of the same source, that which stands may have taken the new one's
    place.
    """
    tag = w(f"{kind}Reference")
    counts = Counter(val(one, "id") for one in m.there.body.iter(tag))
    for there, now in m.pairs:
        mine = [one for p in there if p.getparent() is not None for one in p.iter(tag)]
        ids = [val(one, "id") for p in now for one in p.iter(tag)]
        for one, id in zip(mine, ids, strict=False) if len(mine) == len(ids) else ():
            standing = val(one, "id")
            if counts[standing] > 1 and m.notes.get((kind, id)) != standing:
                one.set(w("id"), bring(m, kind, id))
                counts[standing] -= 1


def _in_order(m: Merge, kind: str) -> None:
    """Notes stand and count in the order of their references: LibreOffice 7.4 mixes them up otherwise."""
    root = m.there.tree(m.there.part(f"{kind}s"))
    if root is None:
        return
    places = {val(one, "id"): n for n, one in enumerate(m.there.body.iter(w(f"{kind}Reference")))}
    notes = [one for one in root if one.tag == w(kind)]
    wanted = sorted(notes, key=lambda one: (not val(one, "type"), places.get(val(one, "id"), len(places))))
    ids = [val(one, "id") for one in wanted if not val(one, "type")]
    if wanted == notes and ids == sorted(ids, key=int):
        return
    first = max([0, *(int(val(one, "id")) for one in notes if val(one, "type"))]) + 1
    fresh = {id: str(n) for n, id in enumerate(ids, first)}
    for one in wanted:
        root.append(one)
        one.set(w("id"), fresh.get(val(one, "id"), val(one, "id")))
    for one in m.there.body.iter(w(f"{kind}Reference")):
        one.set(w("id"), fresh.get(val(one, "id"), val(one, "id")))


def mentioned(root: Element | None) -> set[tuple[str, str]]:
    """The notes that a text refers to, by kind and id."""
    assert root is not None
    return {(kind, val(one, "id")) for kind in _KINDS for one in root.iter(w(f"{kind}Reference"))}


def mention(m: Merge, three: Three, p: Element) -> Element | None:
    """The paragraph of the text that refers to the note in which a paragraph stands."""
    note = next((one for one in p.iterancestors() if local(one) in _KINDS), None)
    if note is None:
        return None
    for one in m.there.body.iter(w(f"{local(note)}Reference")):
        if val(one, "id") == val(note, "id"):
            found: Element = next(one.iterancestors(w("p")))
            return found
    return None


def _note(root: Element | None, kind: str, id: str) -> Element | None:
    return next((one for one in root.iter(w(kind)) if val(one, "id") == id), None) if root is not None else None
