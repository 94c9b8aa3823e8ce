"""What a look file says of a deck's appearance: layouts with their placeholders, and parts by name.

A look of ours has layouts "Collate …" and the layout "Collate Parts", which holds one sample shape per part (`card`,
`tag.agree`, `table.head`, …). Its fill, outline, geometry and insets are the part's; each of its paragraphs names a
role of words ("head", "body", "foot") and shows their size, colour, alignment and bullet. A part with numbered variants
(`stage.1`, `stage.2`, …) is used in turn. Nothing of this stands in code.

Any other PowerPoint file will do too: `look.yaml` beside it says which of its layouts stand for ours (`slots`), or the
likeliest reading is taken (`mapping`); what it lacks has a fallback (`fallback`), and the shipped parts take on its
theme (`inks`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from builder import model
from builder.formats.slides.fallback import Fitted, fitted, scale
from builder.formats.slides.ground import ground
from builder.formats.slides.holder import Holder, Lack, Part
from builder.formats.slides.inks import Inks, inks_of, inline, readable, suited
from builder.formats.slides.layouts import Layout, read_layouts
from builder.formats.slides.mapping import first_mapping
from builder.formats.slides.needed import PARTS_LAYOUT, needed_layouts, needed_parts
from builder.formats.slides.opened import opened
from builder.formats.slides.parts import read_parts, shipped_parts
from builder.formats.slides.scene import Style
from builder.formats.slides.slots import ROLES, Slots
from builder.ooxml.colour import ENOUGH, colour_of
from builder.ooxml.rect import EMU_PER_PT, Rect
from builder.problem import Problem, Problems, did_you_mean

_LARGE_PT = 22.0  # the smallest title


@dataclass(frozen=True)
class DeckLook:
    """A look, read and complete.

    Attributes:
        layouts: places by number, by our name of the layout.
        files: the part names of the file's layouts, by our names.
        latin, han: the families of its text.
        inline: inks of tags (by part) and of marks ("cite") in running words, where they are not the part's own.
        share: how large its slides are beside ours.
        flipped: what the theme calls a background is the ink of words on the bare slide.
        keep: the numbers of sample slides that stay, at the end.
        lacks: what the file does not have.
    """

    layouts: Mapping[str, Mapping[int, Holder]]
    parts: Mapping[str, Part]
    latin: str
    han: str
    files: Mapping[str, str] = field(default_factory=dict)
    inline: Mapping[str, str] = field(default_factory=dict)
    share: float = 1.0
    flipped: bool = False
    keep: tuple[int, ...] = ()
    lacks: tuple[Lack, ...] = ()

    def variant(self, name: str, n: int) -> str:
        """The name of the part for the n-th of several things, from 0: numbered variants are used in turn."""
        count = 0
        while f"{name}.{count + 1}" in self.parts:
            count += 1
        return f"{name}.{n % count + 1}" if count else name

    def style(self, part: str, role: str) -> Style:
        """How words of that role are set in that part."""
        return self.parts[part].styles[role]

    def ink(self, part: str, role: str) -> str:
        """The ink of a tag or a mark in running words."""
        return self.inline[part] if part in self.inline else self.style(part, role).ink


def read_look(look: model.Look) -> DeckLook:
    """Read a look file.

    Raises:
        Problems: what it lacks and has no fallback for, or what `look.yaml` names and it does not have.
    """
    deck = opened(look)
    layouts = read_layouts(deck)
    if look.slots is None and is_ours(layouts):
        return _ours(look, layouts)
    made = _theirs(look, deck, layouts)
    if fatal := [x for x in made.lacks if x.fatal]:
        raise Problems([Problem(look.place, f"{look.path.name}: {x.what}", "look", x.then) for x in fatal])
    return made


def lacks_of(look: model.Look) -> tuple[Lack, ...]:
    """What a look does not have, and what is done about it; nothing for a look of ours.

    Raises:
        Problems: it can't be read, or `look.yaml` names what it does not have.
    """
    deck = opened(look)
    layouts = read_layouts(deck)
    if look.slots is None and is_ours(layouts):
        return _ours(look, layouts).lacks
    return _theirs(look, deck, layouts).lacks


def is_ours(layouts: Sequence[Layout]) -> bool:
    """Whether a file has layouts of ours: then it must have all of them."""
    return bool({x.name for x in layouts} & set(needed_layouts()))


def size_of(deck: Any) -> Rect:
    """Of a slide."""
    return Rect(0, 0, deck.slide_width / EMU_PER_PT, deck.slide_height / EMU_PER_PT)


def used_layouts(deck: Any) -> list[str]:
    """The part names of the layouts of the file's own slides, in order."""
    return [str(s.slide_layout.part.partname) for s in deck.slides]


def _ours(look: model.Look, layouts: tuple[Layout, ...]) -> DeckLook:
    found = {x.name: x for x in layouts}
    parts = dict(read_parts(found[PARTS_LAYOUT].element)) if PARTS_LAYOUT in found else {}
    held = {
        n: {b.index: Holder(b.kind, b.inside(b.rect), b.style, b.anchor, b.inset_pt, b.list_style, b.index)
            for b in x.blanks}
        for n, x in found.items() if n != PARTS_LAYOUT
    }  # fmt: skip
    problems = list(_missing(look, held, parts, PARTS_LAYOUT in found))
    if problems:
        raise Problems(problems)
    first = layouts[0]
    return DeckLook(held, parts, first.latin[1], first.han, {n: x.part for n, x in found.items()})


def _theirs(look: model.Look, deck: Any, layouts: tuple[Layout, ...]) -> DeckLook:
    size = size_of(deck)
    by_name = {x.name: x for x in layouts if x.name != PARTS_LAYOUT}
    slots = look.slots if isinstance(look.slots, Slots) else None
    if slots is None or slots.text is None:
        guess = first_mapping(list(by_name.values()), used_layouts(deck), size, look.place)
        if guess is None:
            none = Lack(
                "no layout has a title", "give one a title placeholder in PowerPoint's slide master", fatal=True
            )
            return DeckLook({}, {}, "", "", lacks=(none,))
        slots = guess.slots if slots is None else replace(slots, text=guess.slots.text)
    wrong = list(_wrong(look, slots, by_name, len(deck.slides)))
    if wrong:
        raise Problems(wrong)
    assert slots.text is not None
    text = by_name[slots.text.layout]
    plain = shipped_parts()
    place = fitted(by_name, slots, plain, size).layouts["Collate Text"][1].rect
    body = text.blank(slots.text.body) if slots.text.body is not None else None
    inks = inks_of(text.colours, ground(text, place, size, deck), body.style.ink if body else "")
    parts = dict(suited(plain, inks, scale(size), ours=True))
    own = next((x for x in layouts if x.name == PARTS_LAYOUT), None)
    if own is not None:
        parts |= suited(dict(read_parts(own.element)), inks, 1.0, ours=False)
    made: Fitted = fitted(by_name, slots, parts, size)
    by_part = {x.part: x for x in layouts}
    held = {
        name: {n: _seen(h, by_part[made.files[name]], deck, size, inks) for n, h in holders.items()}
        for name, holders in made.layouts.items()
    }
    return DeckLook(
        held, parts, text.latin[1], text.han, made.files, inline(parts, inks), scale(size),
        inks.flipped, slots.keep, made.lacks,
    )  # fmt: skip


def _seen(held: Holder, layout: Layout, deck: Any, size: Rect, inks: Inks) -> Holder:
    """A place whose words can be read on what lies under it; large ones at 3 to 1 (WCAG 2.2, 1.4.3)."""
    large = held.kind in ("title", "ctrTitle") and held.style.size_pt >= _LARGE_PT
    here = replace(inks, names=layout.colours)
    own = colour_of(held.fill, layout.colours)
    under = ground(layout, held.outer, size, deck) if own is None else (own,)
    return replace(held, style=readable(held.style, under, here, 3.0 if large else ENOUGH))


def _wrong(look: model.Look, slots: Slots, by_name: Mapping[str, Layout], samples: int) -> Iterator[Problem]:
    """What `look.yaml` names that the file, or the role, does not have."""
    file = look.path.name
    for role in ROLES:
        slot = slots.slot(role)
        if slot is None:
            continue
        if slot.layout not in by_name:
            yield Problem(slot.layout.place, f"{file} has no layout '{slot.layout}'", "missing-layout",
                          did_you_mean(slot.layout, by_name))  # fmt: skip
            continue
        layout = by_name[slot.layout]
        there = ", ".join(f"{b.index} ({b.name})" for b in layout.blanks if not b.titles) or "none"
        if layout.title is None:
            yield Problem(slot.layout.place, f"the layout '{slot.layout}' has no title", "missing-layout",
                          "choose one with a title placeholder")  # fmt: skip
        known = needed_layouts()[f"Collate {role.title()}"].values()
        for what in slot.named():
            number = slot.number_of(what)
            if what not in known:
                yield Problem(slot.place, f"'{role}' has no '{what}'", "unknown-field", did_you_mean(what, known))
            elif what != "title" and number is not None and layout.blank(number) is None:
                message = f"the layout '{slot.layout}' has no placeholder {number} ({what})"
                yield Problem(slot.place, message, "missing-layout", f"it has {there}")
    for number in slots.keep:
        if not 1 <= number <= samples:
            hint = f"it has {samples}"
            yield Problem(look.place, f"{file} has no slide {number} to keep", "missing-layout", hint)


def _missing(
    look: model.Look, layouts: Mapping[str, Mapping[int, Holder]], parts: Mapping[str, Part], has_parts: bool
) -> Iterator[Problem]:
    file = look.path.name

    def problem(what: str, hint: str) -> Problem:
        return Problem(look.place, f"{file} {what}", "missing-layout", hint)

    for name, holders in needed_layouts().items():
        if name not in layouts:
            yield problem(f"has no layout '{name}'", did_you_mean(name, layouts))
            continue
        for index, what in holders.items():
            if index not in layouts[name]:
                there = ", ".join(str(i) for i in sorted(layouts[name]))
                hint = f"its placeholders have the numbers {there}"
                yield problem(f"has no placeholder {index} ({what}) in layout '{name}'", hint)
    if not has_parts:
        yield problem(f"has no layout '{PARTS_LAYOUT}'", did_you_mean(PARTS_LAYOUT, layouts))
        return
    for name, roles in needed_parts().items():
        if name not in parts and f"{name}.1" not in parts:
            yield problem(f"has no part '{name}' in layout '{PARTS_LAYOUT}'", did_you_mean(name, parts))
            continue
        known = parts[name if name in parts else f"{name}.1"].styles
        for role in roles:
            if role not in known:
                yield problem(f"has no words '{role}' in part '{name}'", did_you_mean(role, known))
