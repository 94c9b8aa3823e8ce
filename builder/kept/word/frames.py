"""Sections, headers and footers: merged where they stand for one another, brought where today's build has new ones."""

from __future__ import annotations

from builder.kept.word import container
from builder.kept.word.file import File
from builder.kept.word.merge import Merge
from builder.kept.word.names import Element, R, local, val, w

_ID = f"{{{R}}}id"
_KINDS = {w("headerReference"), w("footerReference")}
Place = tuple[str, str]


def pair(m: Merge) -> None:
    """Learn which header there is which of today's, before anything with a section is brought.

    Sections are counted from the end: people add them ahead of the last one, and our files have few.
    """
    rows = [_sections(file.body) for file in (m.last, m.there, m.now)]
    for last, there, now in zip(*(reversed(row) for row in rows), strict=False):
        parts = [_parts(file, s) for file, s in zip((m.last, m.there, m.now), (last, there, now), strict=True)]
        for place, part in parts[2].items():
            if place in parts[0] and place in parts[1]:
                m.bringer.parts.setdefault(part, parts[1][place])
                m.frames.setdefault(parts[1][place], (parts[0][place], part))


def settle(m: Merge) -> None:
    """Merge the headers and footers, and the last section's page set-up."""
    for there, (last, now) in m.frames.items():
        if m.sign(m.last, last) == m.sign(m.now, now):
            continue
        three = m.three(last, there, now)
        if m.sign(m.last, last) == m.sign(m.there, there) and not m.track.on:
            fresh = m.bringer.bring(three.now.root, now, there)
            three.there.root[:] = list(fresh)
            m.say("patched", None, (), "header or footer")
            continue
        container.settle(m, three, three.last.root, three.there.root, three.now.root, loose=True)
    ends = [file.body.find(w("sectPr")) for file in (m.last, m.there, m.now)]
    if ends[2] is None or ends[0] is None or m.main.last.sign(ends[0]) == m.main.now.sign(ends[2]):
        return
    if ends[1] is not None and m.main.there.sign(ends[1]) == m.main.last.sign(ends[0]):
        ends[1].addprevious(m.bring(m.main)(ends[2]))
        m.there.body.remove(ends[1])
    elif m.main.there.sign(ends[1]) != m.main.now.sign(ends[2]):
        m.say("kept-format", None, (), "page set-up of the last section")


def _sections(body: Element) -> list[Element]:
    return [one for one in body.iter(w("sectPr")) if local(one.getparent()) in ("pPr", "body")]


def _parts(file: File, section: Element) -> dict[Place, str]:
    """The parts of a section's headers and footers, by kind and by the pages that they stand on."""
    relations = file.relations(file.main)
    return {
        (local(one), val(one, "type")): relations[one.get(_ID)].part
        for one in section
        if one.tag in _KINDS and one.get(_ID) in relations
    }
