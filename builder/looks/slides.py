"""Somebody's own PowerPoint file, read as a look."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from builder import fit
from builder.formats.slides.emptied import strangers
from builder.formats.slides.ground import ground
from builder.formats.slides.layouts import Blank, Layout, read_layouts
from builder.formats.slides.look import is_ours, lacks_of, size_of, used_layouts
from builder.formats.slides.mapping import FirstMapping, first_mapping
from builder.formats.slides.opened import opened
from builder.formats.slides.slots import ROLES
from builder.looks import Shortfall
from builder.model import Look
from builder.ooxml.colour import hexed, worst
from builder.ooxml.rect import Rect
from builder.problem import Place

FILE = Path("look.pptx")
_CM_PER_PT = 2.54 / 72
_COLOURS = ("tx1", "bg1", "tx2", "bg2", *(f"accent{n}" for n in range(1, 7)), "hlink")
_ABOUT = """\
# Which layout and placeholder of this file stands for what. A layout is named as PowerPoint shows it (the second of two
# with one name has " (2)" behind it), a placeholder by its number (idx): `collate template inspect FILE` prints both.
# What is left out has a fallback: `collate template check DIR` says which.
"""
_KEEP = "# keep: [7]                    # sample slides that stay, at the end: a legal notice, say"


def inspect(data: bytes) -> str:
    """What is in a PowerPoint file: sizes, layouts and placeholders, fonts and colours, and what it lacks.

    Raises:
        Problems: it is no PowerPoint file, or one that is not taken.
    """
    look = _look(data)
    deck = opened(look)
    layouts, size, used = read_layouts(deck), size_of(deck), used_layouts(deck)
    if not layouts:
        return "no layouts"
    mapping = first_mapping(layouts, used, size, look.place)
    chosen = mapping.slots.text.layout if mapping and mapping.slots.text else layouts[0].name
    text = next(x for x in layouts if x.name == chosen)
    under = ground(text, Rect(size.w_pt * 0.1, size.h_pt * 0.3, size.w_pt * 0.8, size.h_pt * 0.5), size, deck)
    lines = [
        f"Slides: {_cm(size.w_pt)} × {_cm(size.h_pt)} cm; {len(used)} of the file's own, {len(layouts)} layouts",
        *_fonts(text),
        f"Colours, with their contrast to the background of '{text.name}' ({', '.join(map(hexed, under))}):",
        *(f"  {n:8s} {hexed(text.colours[n])} {worst(text.colours[n], under):5.1f}" for n in _COLOURS),
        "Layouts: placeholders by kind and number, with place, size and size of words",
    ]
    for layout in layouts:
        count = used.count(layout.part)
        own = f", used by {count} of its slides" if count else ""
        lines.append(f"  '{layout.name}'{f' ({layout.kind})' if layout.kind else ''}{own}")
        lines += [f"    {_placeholder(b)}" for b in layout.blanks]
    lines += ["", "What it lacks, and what is done about it:"]
    lines += [f"  {x.what}: {x.then}" for x in shortfalls(look)] or ["  nothing"]
    return "\n".join(lines)


def first_map(data: bytes) -> str:
    """The text of a first look.yaml: every choice with its reason, to be changed by hand.

    Raises:
        Problems: it is no PowerPoint file, or one that is not taken.
    """
    look = _look(data)
    deck = opened(look)
    layouts = read_layouts(deck)
    if is_ours(layouts):
        return ""
    mapping = first_mapping(layouts, used_layouts(deck), size_of(deck), look.place)
    if mapping is None:
        return f"{_ABOUT}# no layout has a title: nothing can stand for a slide\n"
    return _ABOUT + "\n".join([*_mapped(mapping), _KEEP, ""])


def shortfalls(look: Look) -> list[Shortfall]:
    """What a look lacks, and what is done about it; nothing for a look with layouts of ours.

    Raises:
        Problems: it can't be read, or its look.yaml names what it does not have.
    """
    found = [Shortfall(x.what, x.then, x.fatal) for x in lacks_of(look)]
    deck = opened(look)
    if not is_ours(read_layouts(deck)):
        found += [Shortfall(x, "it is not taken over") for x in strangers(deck)]
    return found


def _look(data: bytes) -> Look:
    return Look(data, FILE, Place(FILE))


def _fonts(layout: Layout) -> Iterator[str]:
    heads, text = layout.latin
    yield f"Fonts: headings {heads}, text {text}, Chinese {layout.han or 'none named'}"
    for family in dict.fromkeys((heads, text)):
        if not (face := fit.face(family)).exact:
            yield f"  {family} is measured by {face.source}"


def _placeholder(blank: Blank) -> str:
    r = blank.rect
    place = f"{_cm(r.x_pt)}, {_cm(r.y_pt)} cm; {_cm(r.w_pt)} × {_cm(r.h_pt)} cm"
    return f"{blank.kind:9s} {blank.index:3d}  '{blank.name}'  {place}; {blank.style.size_pt:g} pt"


def _cm(length_pt: float) -> str:
    return f"{length_pt * _CM_PER_PT:.1f}"


def _mapped(mapping: FirstMapping) -> Iterator[str]:
    for role in ROLES:
        slot = mapping.slots.slot(role)
        if slot is None:
            continue
        yield f"{role}:"
        yield _line("layout", json.dumps(str(slot.layout), ensure_ascii=False), mapping.why.get(role, ""))
        if slot.at != "layout":
            yield _line("at", slot.at, mapping.why.get(f"{role}.at", ""))
        for what in slot.named():
            key = what.replace(" ", "-")
            yield _line(key, str(slot.number_of(what)), mapping.why.get(f"{role}.{what.replace(' ', '_')}", ""))


def _line(key: str, value: str, why: str) -> str:
    said = f"  {key}: {value}"
    return f"{said:32s}# {why}" if why else said
