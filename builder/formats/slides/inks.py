"""Our sample parts in somebody else's theme: in its sizes, and in inks that can be read on its fills and grounds.

The parts name theme colours, so they take on the file's. That may set dark words on a dark fill: every pair of words
and fill is measured, and where it is weaker than 4.5 to 1 the words take the theme's dark or light, or the fill a
deeper shade of its own colour.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from builder.formats.slides.holder import Part
from builder.formats.slides.scene import Style
from builder.ooxml.colour import ENOUGH, RGB, Palette, colour_of, contrast, luminance, worst
from builder.ooxml.rect import Rect

_GREY = re.compile(r'<a:schemeClr val="accent6">(.*?)</a:schemeClr>|<a:schemeClr val="accent6"/>', re.S)
_SEEN = 1.3  # a line or a dot against its ground
_READABLE_PT = 14.0
_FLOOR_PT = 12.0
_DEEPER = (85, 75, 65, 50, 40)
_ACCENT = re.compile(r'<a:solidFill><a:schemeClr val="(accent\d)"(?:/>|></a:schemeClr>)</a:solidFill>')
_BACKGROUND = 'val="bg1"'
_PANELS = {"undated": "moment.", "table.band": "table."}  # parts on which the words of other parts stand
_PALE = 0.8  # luminance: a paler fill keeps dark words


@dataclass(frozen=True)
class Inks:
    """How words are coloured on this file's slides.

    Attributes:
        names: the theme's colours.
        grounds: what lies under words that stand on the bare slide.
        plain: the ink of such words, as DrawingML.
        grey: for words of less weight.
        flipped: the ground asks for the ink that the theme calls a background.
    """

    names: Palette
    grounds: tuple[RGB, ...]
    plain: str
    grey: str
    flipped: bool


def inks_of(names: Palette, grounds: tuple[RGB, ...], body_ink: str) -> Inks:
    """The inks for a ground: the words' own ink in the file's text, if it can be read, else the theme's dark or light.

    Args:
        body_ink: of the file's placeholder for text, as DrawingML.
    """
    own = colour_of(body_ink, names)
    best = max(("tx1", "bg1"), key=lambda n: worst(names[n], grounds))
    tx1_reads = worst(names["tx1"], grounds) >= ENOUGH
    plain = _ink("tx1") if tx1_reads else _ink(best)
    if own is not None and worst(own, grounds) >= ENOUGH:
        plain = body_ink
    name = "tx1" if tx1_reads else best
    grey = next(
        (
            made
            for light in (35, 25, 15)
            if worst(colour_of(made := _softer(name, names[name], light), names) or names[name], grounds) >= 5.0
        ),
        plain,
    )
    return Inks(names, grounds, plain, grey, best == "bg1" and not tx1_reads)


def _ink(name: str, change: str = "") -> str:
    return f'<a:solidFill><a:schemeClr val="{name}">{change}</a:schemeClr></a:solidFill>'


def _softer(name: str, colour: RGB, light: int) -> str:
    """Towards the middle: a dark colour lighter, a light one darker."""
    if luminance(colour) > 0.5:
        return _ink(name, f'<a:lumMod val="{100 - light}000"/>')
    return _ink(name, f'<a:lumMod val="{100 - light}000"/><a:lumOff val="{light}000"/>')


def suited(parts: Mapping[str, Part], inks: Inks, share: float, *, ours: bool) -> Mapping[str, Part]:
    """The parts with inks that can be read.

    Args:
        share: how large they are to be beside their samples.
        ours: the shipped samples, whose sixth accent is a grey; a file's own samples mean what they say.
    """
    if ours:
        parts = {name: _scaled(_greyed(part, inks), share) for name, part in parts.items()}
    parts = {name: _panel(name, _filled(part, inks), inks) for name, part in parts.items()}
    return {name: _inked(name, part, parts, inks) for name, part in parts.items()}


def _scaled(part: Part, share: float) -> Part:
    r = part.rect
    rect = Rect(r.x_pt, r.y_pt, r.w_pt * share, r.h_pt * share)
    left, top, right, low = (x * min(share, 1.25) for x in part.inset_pt)
    styles = {role: _sized(style, share) for role, style in part.styles.items()}
    return replace(part, rect=rect, inset_pt=(left, top, right, low), styles=styles)


def _sized(style: Style, share: float) -> Style:
    """Never below what can be read; no space of the placeholder's own comes on top."""
    floor_pt = _READABLE_PT if style.size_pt >= _READABLE_PT else min(style.size_pt, _FLOOR_PT)
    above, marks = style.children
    if "spcAft" not in marks:
        marks = f'<a:spcAft><a:spcPts val="0"/></a:spcAft>{marks}'
    size_pt = max(floor_pt, float(round(style.size_pt * share)))
    return replace(style, size_pt=size_pt, before_pt=style.before_pt * share, children=(above, marks))


def _greyed(part: Part, inks: Inks) -> Part:
    """The samples' grey accent as a grey of this theme: another theme's sixth accent is any colour."""
    dark = sum(map(luminance, inks.grounds)) / len(inks.grounds) < 0.2
    fill_grey = 'bg1"><a:lumMod val="85000"/><a:lumOff val="15000"/>' if dark else 'bg1"><a:lumMod val="95000"/>'
    if luminance(inks.names["bg1"]) > 0.5:
        fill_grey = 'bg1"><a:lumMod val="92000"/>'

    def in_fill(found: re.Match[str]) -> str:
        grey = re.sub(r"</?a:solidFill>", "", inks.grey)
        return f'<a:schemeClr val="{fill_grey}</a:schemeClr>' if found[1] and "lumOff" in found[1] else grey

    def words(style: Style) -> Style:
        return replace(style, ink=inks.grey) if _GREY.search(style.ink) else style

    fill, line = _GREY.sub(in_fill, part.fill), _GREY.sub(in_fill, part.line)
    shape = part.shape
    for old, new in ((part.fill, fill), (part.line, line)):
        shape = shape.replace(old, new) if old else shape
    styles = {role: words(s) for role, s in part.styles.items()}
    return replace(part, fill=fill, line=line, shape=shape, styles=styles)


def _filled(part: Part, inks: Inks) -> Part:
    """A full accent under words: the theme's light as their ink, and the fill in a shade deep enough for it.

    All accents alike, since the words of one part may stand on the fill of another.
    """
    own = colour_of(part.fill, inks.names)
    if own is None or luminance(own) > _PALE or not _ACCENT.fullmatch(part.fill):
        return part
    name = max(("tx1", "bg1"), key=lambda n: luminance(inks.names[n]))
    light = inks.names[name]
    styles = {r: replace(s, ink=_ink(name)) if _BACKGROUND in s.ink else s for r, s in part.styles.items()}
    for share in (100, *_DEEPER):
        change = f'<a:lumMod val="{share}000"/>' if share < 100 else ""
        fill = _ACCENT.sub(rf'<a:solidFill><a:schemeClr val="\1">{change}</a:schemeClr></a:solidFill>', part.fill)
        made = colour_of(fill, inks.names)
        if made is not None and contrast(light, made) >= ENOUGH:
            return replace(part, fill=fill, shape=part.shape.replace(part.fill, fill), styles=styles)
    return part


def _panel(name: str, part: Part, inks: Inks) -> Part:
    """A panel under words that have the inks of the bare slide: without fill where these can't be read on it."""
    own, plain = colour_of(part.fill, inks.names), colour_of(inks.plain, inks.names)
    if name not in _PANELS or own is None or plain is None or contrast(own, plain) >= ENOUGH:
        return part
    return replace(part, fill="", shape=part.shape.replace(part.fill, "<a:noFill/>"))


def _inked(name: str, part: Part, parts: Mapping[str, Part], inks: Inks) -> Part:
    under = list(_under(name, part, parts, inks))
    styles = {role: readable(style, under, inks) for role, style in part.styles.items()}
    made = replace(part, styles=styles)
    if part.styles or not part.line or part.fill:
        return made
    line = colour_of(part.line, inks.names)  # a rule or a stem on the bare slide
    if line is None or worst(line, inks.grounds) >= _SEEN:
        return made
    seen = re.sub(r"<a:solidFill>.*?</a:solidFill>", inks.grey, part.line)
    return replace(made, line=seen, shape=made.shape.replace(part.line, seen))


def _under(name: str, part: Part, parts: Mapping[str, Part], inks: Inks) -> Iterator[RGB]:
    """The colours on which a part's words stand."""
    own = colour_of(part.fill, inks.names)
    if own is not None:
        yield own
        return
    yield from inks.grounds
    for panel in (p for p, words in _PANELS.items() if name.startswith(words) and p in parts):
        fill = colour_of(parts[panel].fill, inks.names)
        yield from () if fill is None else (fill,)


def readable(style: Style, under: Sequence[RGB], inks: Inks, enough: float = ENOUGH) -> Style:
    """The style, in another ink where its own is weaker than `enough` on one of these grounds."""
    colour = colour_of(style.ink, inks.names) or inks.names["tx1"]
    if worst(colour, under) >= enough:
        return style
    name = re.search(r'schemeClr val="(accent\d)"', style.ink)
    if name:  # deeper or paler, but still that colour
        for change in (75, 50, 40, 25):
            for more in ("", f'<a:lumOff val="{100 - change}000"/>'):
                ink = _ink(name[1], f'<a:lumMod val="{change}000"/>{more}')
                made = colour_of(ink, inks.names)
                if made is not None and worst(made, under) >= enough:
                    return replace(style, ink=ink)
    candidates = [inks.plain, _ink("tx1"), _ink("bg1"), _ink("tx2"), _ink("bg2")]
    for ink in candidates:
        made = colour_of(ink, inks.names)
        if made is not None and worst(made, under) >= enough:
            return replace(style, ink=ink)
    return replace(style, ink=max(candidates, key=lambda i: worst(colour_of(i, inks.names) or colour, under)))


def inline(parts: Mapping[str, Part], inks: Inks) -> Mapping[str, str]:
    """The ink of a tag in running words, by its part: its own if it can be read there, else that of the words."""
    body = parts["text"].styles["body"].ink
    stands = [*inks.grounds, *(c for p in parts.values() for c in _grounds_like(p, body, inks))]
    found = {}
    for name, part in parts.items():
        if name.startswith("tag.") and "tag" in part.styles:
            colour = colour_of(part.styles["tag"].ink, inks.names)
            found[name] = part.styles["tag"].ink if colour and worst(colour, stands) >= ENOUGH else ""
    cite = parts["cite"].styles["cite"]
    colour = colour_of(cite.ink, inks.names)
    found["cite"] = cite.ink if colour and worst(colour, stands) >= ENOUGH else ""
    return found


def _grounds_like(part: Part, body: str, inks: Inks) -> Iterator[RGB]:
    """A part's fill, where words on it have the ink of words on the bare slide."""
    fill = colour_of(part.fill, inks.names)
    if fill is not None and any(s.ink == body for s in part.styles.values()):
        yield fill
