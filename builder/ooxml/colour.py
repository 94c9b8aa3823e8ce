"""Colours of DrawingML as red, green and blue, and the contrast between two of them (ECMA-376 Part 1, 20.1.2.3)."""

from __future__ import annotations

import colorsys
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
_NAMED = {"black": BLACK, "white": WHITE, "gray": (0.5, 0.5, 0.5), "red": (1.0, 0.0, 0.0), "blue": (0.0, 0.0, 1.0)}
_SLOTS = ("dk1", "lt1", "dk2", "lt2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
_COLOURS = {A + k for k in ("srgbClr", "schemeClr", "sysClr", "prstClr", "scrgbClr", "hslClr")}
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
    """A colour element with its `lumMod`, `lumOff`, `satMod`, `tint` and `shade`, in their order."""
    found = _plain(colour, names)
    if found is None:
        return None
    for change in colour:
        share = int(change.get("val", "100000").rstrip("%")) / 100000
        match etree.QName(change).localname:
            case "lumMod" | "lumOff" | "satMod" as what:
                hue, light, grey = colorsys.rgb_to_hls(*found)
                light = light * share if what == "lumMod" else light + share if what == "lumOff" else light
                grey = grey * share if what == "satMod" else grey
                found = colorsys.hls_to_rgb(hue, min(1.0, max(0.0, light)), min(1.0, max(0.0, grey)))
            case "shade":
                found = _lit(found, BLACK, share)
            case "tint":
                found = _lit(found, WHITE, share)
    return found


def opacity(fill: _Element | None) -> float:
    """The share by which a fill hides what lies under it."""
    alpha = None if fill is None else next(fill.iter(A + "alpha"), None)
    return 1.0 if alpha is None else int(alpha.get("val", "100000").rstrip("%")) / 100000


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


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def _lit(colour: RGB, other: RGB, share: float) -> RGB:
    """Mixed as light is: PowerPoint makes tints and shades of linear values."""
    mixed = (_linear(a) * share + _linear(b) * (1 - share) for a, b in zip(colour, other, strict=True))
    red, green, blue = (12.92 * c if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055 for c in mixed)
    return red, green, blue


def _plain(colour: _Element, names: Palette) -> RGB | None:
    match etree.QName(colour).localname:
        case "srgbClr":
            return _from_hex(colour.get("val", ""))
        case "sysClr":
            shown = {"windowText": "000000", "window": "FFFFFF"}.get(colour.get("val", ""), "808080")
            return _from_hex(colour.get("lastClr", shown))
        case "schemeClr":
            return names.get(colour.get("val", ""))
        case "prstClr":
            return _NAMED.get(colour.get("val", ""), (0.5, 0.5, 0.5))
        case "scrgbClr":
            red, green, blue = (int(colour.get(k, "0").rstrip("%")) / 100000 for k in "rgb")
            return red, green, blue
        case "hslClr":
            hue, grey, light = (int(colour.get(k, "0").rstrip("%")) for k in ("hue", "sat", "lum"))
            return colorsys.hls_to_rgb(hue / 21600000, light / 100000, grey / 100000)
    return None


def _from_hex(text: str) -> RGB | None:
    try:
        red, green, blue = (int(text[i : i + 2], 16) / 255 for i in (0, 2, 4))
    except ValueError:
        return None
    return red, green, blue


def _mixed(one: RGB, other: RGB, share: float) -> RGB:
    red, green, blue = (a * share + b * (1 - share) for a, b in zip(one, other, strict=True))
    return red, green, blue
