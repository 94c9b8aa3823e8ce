"""Colours of a finished deck: theme colours with their changes, fills, and contrast.

DrawingML's changes of a colour (ECMA-376 part 1, 20.1.2.3) are done in the order in which they stand, as PowerPoint
does: lumMod, lumOff and their like in HSL, tint and shade in linear RGB.
"""

from __future__ import annotations

import colorsys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

Element: TypeAlias = Any
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SCHEME = {"tx1": "dk1", "tx2": "dk2", "bg1": "lt1", "bg2": "lt2"}
_NAMED = {"black": "000000", "white": "FFFFFF", "red": "FF0000", "green": "008000", "blue": "0000FF", "gray": "808080"}
_FILLS = ("noFill", "solidFill", "gradFill", "blipFill", "pattFill", "grpFill")
_FAINT = 0.3  # what is more transparent than that is taken as not there


@dataclass(frozen=True)
class Palette:
    """The colours that names stand for on one slide: the theme's, through the master's or the slide's colour map."""

    theme: Mapping[str, str]
    names: Mapping[str, str]

    def colour(self, holder: Element, instead: str = "") -> str:
        """The colour in an element such as `a:solidFill`, as RRGGBB; "" where there is none or it can't be seen.

        Args:
            holder: the element around the colour.
            instead: what `phClr` stands for in the theme's own fills.
        """
        for one in holder if holder is not None else ():
            base = self._base(one, instead)
            if base:
                return _changed(base, one)
        return ""

    def named(self, name: str) -> str:
        """The colour that a name of the colour map stands for ("tx1", "accent2")."""
        return self.theme.get(self.names.get(name) or _SCHEME.get(name, name), "")

    def _base(self, one: Element, instead: str) -> str:
        value = one.get("val", "")
        match _name(one):
            case "srgbClr":
                return str(value).upper()
            case "sysClr":
                return str(one.get("lastClr") or ("FFFFFF" if value == "window" else "000000")).upper()
            case "schemeClr" if value == "phClr":
                return instead
            case "schemeClr":
                return self.named(value)
            case "prstClr":
                return _NAMED.get(value, "")
            case "scrgbClr":
                parts = [int(one.get(k, "0").rstrip("%")) / 100_000 for k in "rgb"]
                return "".join(f"{round(255 * _from_linear(p)):02X}" for p in parts)
            case "hslClr":
                hue, full, light = int(one.get("hue", 0)) / 21_600_000, _share(one, "sat"), _share(one, "lum")
                return _hex(colorsys.hls_to_rgb(hue, light, full))
        return ""

    def fill(self, properties: Element, instead: str = "") -> tuple[str, ...] | None:
        """The colours of the fill in `p:spPr`, `a:tcPr` or `p:bgPr`: all of them in a gradient, () for a picture.

        Returns:
            None where it says nothing of a fill, or that there is none.
        """
        one = next((e for e in properties if _name(e) in _FILLS), None) if properties is not None else None
        return None if one is None else self.painted(one, instead)

    def painted(self, fill: Element, instead: str = "") -> tuple[str, ...] | None:
        """The same of the fill itself (`a:solidFill`, `a:gradFill`, …)."""
        match _name(fill):
            case "noFill" | "grpFill":
                return None
            case "solidFill":
                if any(int(a.get("val", 100_000)) < _FAINT * 100_000 for a in fill.iter(f"{A}alpha")):
                    return None
                colour = self.colour(fill, instead)
                return (colour,) if colour else ()
            case "gradFill":
                return tuple(dict.fromkeys(self.colour(stop, instead) for stop in fill.iter(f"{A}gs")))
            case "pattFill":
                return tuple(self.colour(fill.find(A + k), instead) for k in ("fgClr", "bgClr"))
        return ()


def theme_colours(theme: Element) -> Mapping[str, str]:
    """The twelve colours of a theme, by name ("dk1", "accent3")."""
    scheme = theme.find(f".//{A}clrScheme") if theme is not None else None
    plain = Palette({}, {})
    return {_name(one): plain.colour(one) for one in (scheme if scheme is not None else ())}


def says_fill(properties: Element) -> bool:
    """Whether an element says anything of a fill, even that there is none."""
    return properties is not None and any(_name(e) in _FILLS for e in properties)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _changed(colour: str, element: Element) -> str:
    """The colour after the changes in an element, in their order."""
    for change in element:
        name, value = _name(change), change.get("val", "")
        share = int(value) / 100_000 if value.lstrip("-").isdigit() else 1.0
        red, green, blue = _parts(colour)
        if name in ("tint", "shade"):
            linear = [_linear(p) for p in (red, green, blue)]
            mixed = [p * share if name == "shade" else 1 - (1 - p) * share for p in linear]
            colour = _hex(tuple(_from_linear(p) for p in mixed))
            continue
        hue, light, full = colorsys.rgb_to_hls(red, green, blue)
        match name:
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
                hue = (hue + int(value) / 21_600_000) % 1.0
            case "inv":
                colour = _hex((1 - red, 1 - green, 1 - blue))
                continue
            case "gray":
                grey = 0.299 * red + 0.587 * green + 0.114 * blue
                colour = _hex((grey, grey, grey))
                continue
            case _:
                continue
        colour = _hex(colorsys.hls_to_rgb(hue, min(max(light, 0.0), 1.0), min(max(full, 0.0), 1.0)))
    return colour


def _parts(colour: str) -> Iterator[float]:
    return (int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4))


def _hex(parts: tuple[float, ...]) -> str:
    return "".join(f"{round(255 * min(max(p, 0.0), 1.0)):02X}" for p in parts)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _from_linear(part: float) -> float:
    return part * 12.92 if part <= 0.0031308 else float(1.055 * part ** (1 / 2.4) - 0.055)


def _share(element: Element, name: str) -> float:
    return int(str(element.get(name, "0")).rstrip("%")) / 100_000


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
