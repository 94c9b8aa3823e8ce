"""Colours of a finished deck as RRGGBB: theme colours with their changes, fills, and contrast."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeAlias

from builder.finished.package import signature
from builder.ooxml import colour as rgb

Element: TypeAlias = Any
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SCHEME = {"tx1": "dk1", "tx2": "dk2", "bg1": "lt1", "bg2": "lt2"}
_FILLS = frozenset(("noFill", "solidFill", "gradFill", "blipFill", "pattFill", "grpFill"))
_FAINT = 0.3  # what is more transparent than that is taken as not there


@dataclass(frozen=True)
class Palette:
    """The colours that names stand for on one slide: the theme's, through the master's or the slide's colour map."""

    theme: Mapping[str, str]
    names: Mapping[str, str]
    _fills: dict[tuple[bytes, str], tuple[str, ...] | None] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )

    def colour(self, holder: Element, instead: str = "") -> str:
        """The colour in an element such as `a:solidFill`, as RRGGBB; "" where there is none or it can't be seen.

        Args:
            holder: the element around the colour.
            instead: what `phClr` stands for in the theme's own fills.
        """
        names = {**self._known, "phClr": known} if (known := rgb.from_hex(instead)) else self._known
        found = (rgb.resolve(one, names) for one in (holder if holder is not None else ()))
        return next((rgb.hexed(c) for c in found if c), "")

    def named(self, name: str) -> str:
        """The colour that a name of the colour map stands for ("tx1", "accent2")."""
        return self.theme.get(self.names.get(name) or _SCHEME.get(name, name), "")

    @cached_property
    def _known(self) -> rgb.Palette:
        """The same as shares of red, green and blue, by every name that there is."""
        told = {name: rgb.from_hex(self.named(name)) for name in {*self.theme, *self.names, *_SCHEME}}
        return {name: known for name, known in told.items() if known}

    def fill(self, properties: Element, instead: str = "") -> tuple[str, ...] | None:
        """The colours of the fill in `p:spPr`, `a:tcPr` or `p:bgPr`: all of them in a gradient, () for a picture.

        Returns:
            None where it says nothing of a fill, or that there is none.
        """
        one = fill_in(properties)
        return None if one is None else self.painted(one, instead)

    def painted(self, fill: Element, instead: str = "") -> tuple[str, ...] | None:
        """The same of the fill itself (`a:solidFill`, `a:gradFill`, …)."""
        key = (signature(fill), instead)
        if key not in self._fills:
            self._fills[key] = self._painted(fill, instead)
        return self._fills[key]

    def _painted(self, fill: Element, instead: str) -> tuple[str, ...] | None:
        match _name(fill):
            case "noFill" | "grpFill":
                return None
            case "solidFill":
                if rgb.opacity(fill) < _FAINT:
                    return None
                found = self.colour(fill, instead)
                return (found,) if found else ()
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


def fill_in(properties: Element) -> Element:
    """What an element says of a fill, even that there is none; None where it says nothing."""
    if properties is not None:
        for one in properties:
            if _name(one) in _FILLS:
                return one
    return None


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    return rgb.contrast(rgb.from_hex(one) or rgb.BLACK, rgb.from_hex(other) or rgb.BLACK)


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
