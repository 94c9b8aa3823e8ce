"""What a shape of a deck takes from the placeholders above it: the layout's, then the master's."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from builder.finished.deck_colours import A, Element, fill_in
from builder.finished.deck_words import AROUND_PT
from builder.finished.package import children, signature
from builder.ooxml.rect import EMU_PER_PT, Rect

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
NOWHERE = Rect(0, 0, 0, 0)
_SP_PR, _XFRM, _GROUP_PR = (P + kind for kind in ("spPr", "xfrm", "grpSpPr"))
_OWN_XFRM, _OFF, _EXT = (A + kind for kind in ("xfrm", "off", "ext"))


@dataclass(frozen=True)
class Body:
    """How words are held in a shape: the insets in points (left, top, right, bottom), and as in `Frame`."""

    around_pt: tuple[float, float, float, float]
    wraps: bool
    autofit: Literal["none", "normal", "shape"]
    upright: bool


@dataclass(frozen=True)
class Above:
    """Placeholders from which others inherit, the nearest first; none for a shape that is no placeholder.

    Attributes:
        places: where each stands, by itself or by the others.
        fill: the nearest fill among them, or None.
    """

    elements: tuple[Element, ...] = ()
    places: tuple[Rect, ...] = ()
    fill: Element = None
    _bodies: dict[bytes, Body] = field(default_factory=dict)

    @property
    def place(self) -> Rect:
        """Where a shape stands that says nothing of it."""
        return self.places[0] if self.places else NOWHERE

    def body(self, own: Element) -> Body:
        """How words are held by a shape whose own `a:bodyPr` is this, or None."""
        key = b"" if own is None else signature(own)
        if key not in self._bodies:
            said = (own, *(e.find(f"{P}txBody/{A}bodyPr") for e in self.elements))
            self._bodies[key] = _body([b for b in said if b is not None])
        return self._bodies[key]


def above_of(elements: tuple[Element, ...]) -> Above:
    """What these placeholders, the nearest first, hand down."""
    fills = (fill_in(e.find(_SP_PR)) for e in elements)
    places = (next((p for s in (e, *elements) if (p := own_place(s)) is not None), NOWHERE) for e in elements)
    return Above(elements, tuple(places), next((f for f in fills if f is not None), None))


def own_place(shape: Element) -> Rect | None:
    """The place that a shape itself tells, if it does."""
    parts = children(shape)
    for name in (_SP_PR, _XFRM, _GROUP_PR):
        found = parts.get(name)
        if found is not None and name != _XFRM:
            found = children(found).get(_OWN_XFRM)
        if found is not None:
            return place(found)
    return None


def place(xfrm: Element) -> Rect:
    """The place that an `a:xfrm` or `p:xfrm` tells."""
    parts = children(xfrm)
    off, ext = parts.get(_OFF), parts.get(_EXT)
    x, y = (int(off.get("x", 0)), int(off.get("y", 0))) if off is not None else (0, 0)
    w, h = (int(ext.get("cx", 0)), int(ext.get("cy", 0))) if ext is not None else (0, 0)
    return Rect(x / EMU_PER_PT, y / EMU_PER_PT, w / EMU_PER_PT, h / EMU_PER_PT)


def _body(bodies: list[Element]) -> Body:
    left, top, right, low = (
        int(said) / EMU_PER_PT if (said := _first(bodies, key, "")) else usual
        for key, usual in zip(("lIns", "tIns", "rIns", "bIns"), AROUND_PT, strict=True)
    )
    fits = (str(e.tag) for b in bodies for e in b)
    autofit = next((tag for tag in fits if tag.endswith(("Autofit", "AutoFit"))), "").removeprefix(A)
    return Body(
        (left, top, right, low),
        _first(bodies, "wrap", "square") != "none",
        "shape" if autofit == "spAutoFit" else "normal" if autofit == "normAutofit" else "none",
        _first(bodies, "vert", "horz") == "horz",
    )


def _first(bodies: list[Element], key: str, usual: str) -> str:
    return next((str(b.get(key)) for b in bodies if b.get(key) is not None), usual)
