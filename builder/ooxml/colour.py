"""Colours of DrawingML as red, green and blue, and the contrast between two of them (ECMA-376 Part 1, 20.1.2.3)."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from lxml import etree

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
RGB: TypeAlias = tuple[float, float, float]
"""Shares of red, green and blue, 0 to 1."""
Palette: TypeAlias = Mapping[str, RGB]
"""Colours by the names that shapes use: dk1 … folHlink, and tx1, bg1, tx2, bg2 as a master's map has them."""

BLACK: RGB = (0.0, 0.0, 0.0)
WHITE: RGB = (1.0, 1.0, 1.0)
ENOUGH = 4.5  # WCAG 2.2, 1.4.3: words against what lies behind them
_SHORT = re.compile("^(dk|lt|med)(?=[A-Z])")
_LONG = {"dk": "dark", "lt": "light", "med": "medium"}
_SLOTS = ("dk1", "lt1", "dk2", "lt2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
_COLOURS = {A + k for k in ("srgbClr", "schemeClr", "sysClr", "prstClr", "scrgbClr", "hslClr")}
_CIRCLE = 21_600_000  # of hues: 60,000 to the degree
_Element = Any


def palette(theme: _Element, clr_map: Mapping[str, str]) -> Palette:
    """The colours of a theme under the names that a master's `p:clrMap` gives them."""
    scheme = theme.find(f".//{A}clrScheme")
    found: dict[str, RGB] = {}
    for slot in _SLOTS:
        entry = None if scheme is None else scheme.find(A + slot)
        colour = None if entry is None or not len(entry) else _plain(entry[0], {})
        found[slot] = colour or (WHITE if slot.startswith("lt") else BLACK)
    return {**found, **{name: found[slot] for name, slot in clr_map.items() if slot in found}}


def colour_in(fill: _Element | None, names: Palette) -> RGB | None:
    """The first colour inside an element (a solid fill, a `bgRef`, a stop), with its changes; None without one."""
    colour = None if fill is None else next((e for e in fill.iter() if e.tag in _COLOURS), None)
    return None if colour is None else resolve(colour, names)


def colour_of(fill: str, names: Palette) -> RGB | None:
    """The same of XML without namespace declarations, as looks keep their fills and inks."""
    return colour_in(etree.fromstring(f'<x xmlns:a="{A[1:-1]}">{fill}</x>'), names) if fill else None


def resolve(colour: _Element, names: Palette) -> RGB | None:
    """A colour element with its changes, in their order: of light and hue in HSL, tint and shade of linear values."""
    found = _plain(colour, names)
    if found is None:
        return None
    for change in colour:
        share = share_in(change.get("val"), 1.0)
        match _name(change):
            case "shade":
                found = _lit(found, BLACK, share)
            case "tint":
                found = _lit(found, WHITE, share)
            case "inv":
                red, green, blue = found
                found = 1 - red, 1 - green, 1 - blue
            case "gray":
                red, green, blue = found
                grey = 0.299 * red + 0.587 * green + 0.114 * blue
                found = grey, grey, grey
            case what:
                found = _turned(found, what, share)
    return found


def _turned(colour: RGB, what: str, share: float) -> RGB:
    hue, light, full = colorsys.rgb_to_hls(*(round(c, 6) for c in colour))  # white has no hue, nor has nearly white
    match what:
        case "lumMod":
            light *= share
        case "lumOff":
            light += share
        case "lum":
            light = share
        case "satMod":
            full *= share
        case "satOff":
            full += share
        case "hueOff":
            hue = (hue + share * 100_000 / _CIRCLE) % 1.0
        case _:
            return colour
    return colorsys.hls_to_rgb(hue, _within(light), _within(full))


def opacity(fill: _Element | None) -> float:
    """The share by which a fill hides what lies under it."""
    alpha = None if fill is None else next(fill.iter(A + "alpha"), None)
    return 1.0 if alpha is None else share_in(alpha.get("val"), 1.0)


def over(top: RGB, below: RGB, share: float) -> RGB:
    """A colour seen through another that hides that share of it."""
    return _mixed(top, below, share)


def luminance(colour: RGB) -> float:
    """Relative luminance, 0 for black to 1 for white (WCAG 2.2)."""
    red, green, blue = map(_linear, colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(a: RGB, b: RGB) -> float:
    """From 1 (the same) to 21 (black on white)."""
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def worst(ink: RGB, grounds: Iterable[RGB]) -> float:
    """The contrast of an ink against the ground where it is weakest."""
    return min((contrast(ink, g) for g in grounds), default=21.0)


def hexed(colour: RGB) -> str:
    """ "1F497D"."""
    return "".join(f"{round(c * 255):02X}" for c in colour)


def from_hex(text: str) -> RGB | None:
    """The colour that six digits stand for."""
    try:
        red, green, blue = (int(text[i : i + 2], 16) / 255 for i in (0, 2, 4))
    except ValueError:
        return None
    return red, green, blue


def share_in(value: str | None, usual: float) -> float:
    """A share as DrawingML writes it: 40000 or "40%" is 0.4; the usual one where there is none."""
    try:
        return usual if value is None else float(value[:-1]) / 100 if value.endswith("%") else int(value) / 100_000
    except ValueError:
        return usual


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def _lit(colour: RGB, other: RGB, share: float) -> RGB:
    """Mixed as light is: PowerPoint makes tints and shades of linear values."""
    mixed = (_linear(a) * share + _linear(b) * (1 - share) for a, b in zip(colour, other, strict=True))
    red, green, blue = map(_bent, mixed)
    return red, green, blue


def _bent(linear: float) -> float:
    """The other way round than `_linear`."""
    return _within(12.92 * linear if linear <= 0.0031308 else 1.055 * linear ** (1 / 2.4) - 0.055)


def _within(share: float) -> float:
    return min(1.0, max(0.0, share))


def _plain(colour: _Element, names: Palette) -> RGB | None:
    match _name(colour):
        case "srgbClr":
            return from_hex(colour.get("val", ""))
        case "sysClr":
            shown = {"windowText": "000000", "window": "FFFFFF"}.get(colour.get("val", ""), "808080")
            return from_hex(colour.get("lastClr", shown))
        case "schemeClr":
            return names.get(colour.get("val", ""))
        case "prstClr":
            return _preset(colour.get("val", ""))
        case "scrgbClr":
            red, green, blue = (_bent(share_in(colour.get(k), 0.0)) for k in "rgb")  # linear: 20.1.2.3.30
            return red, green, blue
        case "hslClr":
            hue, full, light = (share_in(colour.get(k), 0.0) for k in ("hue", "sat", "lum"))
            return colorsys.hls_to_rgb(hue * 100_000 / _CIRCLE, _within(light), _within(full))
    return None


def _preset(name: str) -> RGB | None:
    """One of CSS's names, some of them shortened ("dkRed"): 20.1.10.48."""
    from PIL import ImageColor  # slow to load, and hardly ever asked

    known = ImageColor.colormap.get(_SHORT.sub(lambda m: _LONG[m[1]], name).lower())
    return from_hex(known[1:]) if isinstance(known, str) else None


def _mixed(one: RGB, other: RGB, share: float) -> RGB:
    red, green, blue = (a * share + b * (1 - share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _name(element: _Element) -> str:
    return str(element.tag).rpartition("}")[2]
