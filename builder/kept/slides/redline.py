"""What has changed in a deck since it was issued: a marked copy, and a list.

    marked, listed = redline(old, new, since="v1.0", date="2026-11-22")

PowerPoint has no tracked changes. In the copy, which is the new deck, new words are underlined on a ground of their own
(neither moves a line break), a tag in a free corner says what became of the slide, and a comment tells what stood there
before: struck out in place, it would move every line. A slide that is gone is told in the comment on the slide before
it: there a reader looks for it, no slide is added that nobody showed, and no number changes.
"""

from __future__ import annotations

import colorsys
import itertools
from collections import Counter
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from builder import fit
from builder.finished.deck import Shape, read_deck
from builder.kept.slides import comments
from builder.kept.slides.differing import Differing, differing
from builder.kept.slides.file import A, Element, P
from builder.kept.slides.page import palette
from builder.kept.slides.reading import Deck, Slide, read
from builder.kept.slides.rewording import Change
from builder.kept.slides.telling import Telling
from builder.ooxml import colour as rgb
from builder.ooxml.rect import EMU_PER_PT, Rect

_TAG_PT = 10.0
_AROUND_PT = (6.0, 2.0)  # of the tag's words, at the sides and above and below
_EDGE_PT = 6.0  # of the tag from the slide's edge
_YELLOW = 1 / 6  # of the circle of hues
_LIGHT, _DARK = 0.8, 0.25  # how light the ground of new words is, under a dark ink and under a light one
_MIDDLE = 0.18  # the luminance on which black and white can be read equally well
_BEFORE_HIGHLIGHT = tuple(f"{A}{name}" for name in ("ln", "noFill", "solidFill", "gradFill", "blipFill", "pattFill",
                          "grpFill", "effectLst", "effectDag"))  # fmt: skip


@dataclass(frozen=True)
class _Look:
    """How new words are shown: their ink and their ground, RRGGBB."""

    ink: str
    ground: str


def redline(old: bytes, new: bytes, *, since: str, date: str) -> tuple[bytes, str]:
    """What has changed between two decks: a marked copy of the new one, and a list as Markdown.

    Words, cells, figures, pictures, notes and slides count; places, sizes and colours do not. The list names every
    paragraph that differs. Where nothing differs, the copy is the new deck to the byte.

    Args:
        old: the deck as it was issued.
        new: the deck as it is.
        since: what the issue is called ("v1.0").
        date: ISO date of the comments.

    Raises:
        ValueError: one of them is no PowerPoint file; says why.
    """
    deck = read(new)
    found, running = differing(read(old), deck)
    lang = _language(deck)
    telling = Telling(lang, since)
    seen = read_deck(new)
    room = Rect(0.0, 0.0, seen.width_pt, seen.height_pt)
    for one, gone in _with_gone(found, deck):
        slide = one.now
        if slide is None or not (one.says or gone):
            continue
        look = _look(deck, slide)
        if one.before is not None:
            _mark(deck, slide, one.changes, look)
        spot = Rect(_EDGE_PT, _EDGE_PT, 0.0, 0.0)
        if one.says:
            tag = telling.tag(one)
            spot = _corner(_size(tag, telling.zh), room, seen.slides[slide.number - 1].shapes)
            slide.tree.append(_tag(slide, tag, spot, look, lang))
            deck.file.touch(slide.part)
        said = telling.comment(one, gone)
        if said:
            comments.put(deck.file, slide, said, date, (_emu(spot.x_pt), _emu(spot.y_pt)))
    return deck.file.save() if deck.file.changed else new, telling.listed(found, running)


def _with_gone(found: Sequence[Differing], deck: Deck) -> list[tuple[Differing, list[Differing]]]:
    """Each slide of the new deck with its differences and the slides that went from behind it."""
    by_slide = {id(one.now): one for one in found if one.now is not None}
    here = {id(slide): by_slide.get(id(slide), Differing(slide, slide, ())) for slide in deck.slides}
    gone: dict[int, list[Differing]] = {}
    for one in found:
        if one.now is None and deck.slides:
            gone.setdefault(id(one.behind or deck.slides[0]), []).append(one)
    return [(one, gone.get(key, [])) for key, one in here.items()]


def _mark(deck: Deck, slide: Slide, changes: Sequence[Change], look: _Look) -> None:
    """Make the new words stand out."""
    for change in changes:
        if change.paragraph is not None and change.spans and change.where.kind != "chart":
            _underline(change.paragraph, change.spans, look)
            deck.file.touch(slide.notes if change.where.kind == "notes" else slide.part)


def _underline(paragraph: Element, spans: Sequence[tuple[int, int]], look: _Look) -> None:
    """Cut the runs of a paragraph at the spans, and form those inside."""
    edges = sorted({edge for span in spans for edge in span})
    start = 0
    for run in paragraph.findall(f"{A}r"):
        text = run.findtext(f"{A}t") or ""
        cuts = [start, *(e for e in edges if start < e < start + len(text)), start + len(text)]
        for a, b in itertools.pairwise(cuts):
            piece = deepcopy(run)
            piece.find(f"{A}t").text = text[a - start : b - start]
            if any(first <= a < last for first, last in spans):
                _form(piece, look)
            run.addprevious(piece)
        if text:
            paragraph.remove(run)
        start += len(text)


def _form(run: Element, look: _Look) -> None:
    """Underline a run, in an ink that can be read on its ground; its own order is that of 21.1.2.3.9."""
    form = run.find(f"{A}rPr")
    if form is None:
        form = etree.Element(f"{A}rPr")
        run.insert(0, form)
    form.set("u", "sng")
    for old in [e for e in form if e.tag in (*_BEFORE_HIGHLIGHT[1:7], f"{A}highlight")]:
        form.remove(old)
    at = 1 if form.find(f"{A}ln") is not None else 0
    form.insert(at, _solid("solidFill", look.ink))
    at = max(n for n, e in enumerate(form) if e.tag in _BEFORE_HIGHLIGHT) + 1
    form.insert(at, _solid("highlight", look.ground))


def _solid(name: str, colour: str) -> Element:
    holder = etree.Element(A + name)
    etree.SubElement(holder, f"{A}srgbClr", val=colour)
    return holder


def _look(deck: Deck, slide: Slide) -> _Look:
    """The slide's own ink, on that accent of the theme which is nearest to a highlighter's yellow, made light.

    On a dark ground it is made dark, and in either case so far that the ink can be read on it.
    """
    colours = palette(deck, slide.layout)
    ink = rgb.from_hex(colours.named("tx1")) or rgb.BLACK
    accents = [rgb.from_hex(colours.named(f"accent{n}")) or ink for n in range(1, 7)]
    hue, _, full = max((colorsys.rgb_to_hls(*a) for a in accents), key=_yellow)
    lights = (_LIGHT, 0.9, 1.0) if rgb.luminance(ink) < _MIDDLE else (_DARK, 0.15, 0.0)
    grounds = [colorsys.hls_to_rgb(hue, light, full) for light in lights]
    ground = next((g for g in grounds if rgb.contrast(ink, g) >= rgb.ENOUGH), grounds[-1])
    return _Look(rgb.hexed(ink), rgb.hexed(ground))


def _yellow(colour: tuple[float, float, float]) -> float:
    """How near a colour (hue, light, fullness) is to a highlighter's."""
    return colour[2] * (0.5 - abs((colour[0] - _YELLOW + 0.5) % 1.0 - 0.5))


# ---------------------------------------------------------------- the tag


def _size(text: str, zh: bool) -> tuple[float, float]:
    """Width and height in points of a tag with these words, the usual face of its script taken for its own."""
    run, face = fit.Run(text, _TAG_PT), fit.face("Calibri")
    low, high = _TAG_PT, _TAG_PT * (len(text) + 2)
    while high - low > 1.0:
        middle = (low + high) / 2
        low, high = (low, middle) if len(fit.wrap([run], middle, face)) == 1 else (middle, high)
    return high * (1.0 if zh else 1.1) + 2 * _AROUND_PT[0], _TAG_PT * fit.PITCH_EM + 2 * _AROUND_PT[1]


def _corner(size: tuple[float, float], room: Rect, shapes: Sequence[Shape]) -> Rect:
    """The corner in which a tag covers least of what stands on the slide: top right, if it is free."""
    right, bottom = room.w_pt - size[0] - _EDGE_PT, room.h_pt - size[1] - _EDGE_PT
    spots = [Rect(x, y, *size) for y in (_EDGE_PT, bottom) for x in (right, _EDGE_PT)]
    taken = [s.place for s in shapes if s.kind not in ("group", "line") and not _backdrop(s.place, room)]
    return min(spots, key=lambda spot: sum(spot.shared(place) for place in taken))


def _backdrop(place: Rect, room: Rect) -> bool:
    return place.area > 0.9 * room.area


def _tag(slide: Slide, text: str, spot: Rect, look: _Look, lang: str) -> Element:
    """A text box with the tag's words, in the slide's own ink on the ground of new words."""
    ids = [int(e.get("id", "0")) for e in slide.root.iter(f"{P}cNvPr")]
    shape = etree.Element(f"{P}sp")
    about = etree.SubElement(shape, f"{P}nvSpPr")
    etree.SubElement(about, f"{P}cNvPr", id=str(max(ids, default=1) + 1), name=text)
    etree.SubElement(about, f"{P}cNvSpPr", txBox="1")
    etree.SubElement(about, f"{P}nvPr")
    properties = etree.SubElement(shape, f"{P}spPr")
    place = etree.SubElement(properties, f"{A}xfrm")
    etree.SubElement(place, f"{A}off", x=str(_emu(spot.x_pt)), y=str(_emu(spot.y_pt)))
    etree.SubElement(place, f"{A}ext", cx=str(_emu(spot.w_pt)), cy=str(_emu(spot.h_pt)))
    etree.SubElement(etree.SubElement(properties, f"{A}prstGeom", prst="rect"), f"{A}avLst")
    properties.append(_solid("solidFill", look.ground))
    body = etree.SubElement(shape, f"{P}txBody")
    side, above = (str(_emu(pt)) for pt in _AROUND_PT)
    frame = etree.SubElement(body, f"{A}bodyPr", wrap="none", anchor="ctr")
    frame.attrib.update({"lIns": side, "tIns": above, "rIns": side, "bIns": above})
    etree.SubElement(frame, f"{A}noAutofit")
    paragraph = etree.SubElement(body, f"{A}p")
    etree.SubElement(paragraph, f"{A}pPr", algn="ctr")
    run = etree.SubElement(paragraph, f"{A}r")
    form = etree.SubElement(run, f"{A}rPr", lang=lang, sz=str(round(_TAG_PT * 100)))
    form.append(_solid("solidFill", look.ink))
    etree.SubElement(run, f"{A}t").text = text
    return shape


def _language(deck: Deck) -> str:
    """The language of most of the deck's words."""
    found = Counter(e.get("lang") for s in deck.slides for e in s.root.iter(f"{A}rPr") if e.get("lang"))
    return str(found.most_common(1)[0][0]) if found else "en-US"


def _emu(points: float) -> int:
    return round(points * EMU_PER_PT)
