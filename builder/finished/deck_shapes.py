"""The shapes of one slide of a finished deck, read with what they inherit and with what stands behind their words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

from PIL import Image, UnidentifiedImageError

from builder.finished.deck_above import Above, Body, P, own_place, place
from builder.finished.deck_charts import read_chart
from builder.finished.deck_colours import A, Element
from builder.finished.deck_forms import Forms
from builder.finished.deck_layouts import Layer, Layout, painted, shapes_in
from builder.finished.deck_parts import Kind, Shape
from builder.finished.deck_tables import Around, read_table
from builder.finished.deck_words import Frame
from builder.finished.package import Package, children
from builder.ooxml.rect import EMU_PER_PT, Rect

_SP, _GROUP, _FRAME, _PICTURE = (P + kind for kind in ("sp", "grpSp", "graphicFrame", "pic"))
_KINDS: dict[str, Kind] = {
    _SP: "text",
    _PICTURE: "picture",
    f"{P}cxnSp": "line",
    _GROUP: "group",
    _FRAME: "other",
}
_SP_PR, _STYLE, _TEXT, _HOLDER, _SAID = (P + kind for kind in ("spPr", "style", "txBody", "ph", "cNvPr"))
_BODY_PR, _LIST, _GEOMETRY, _GRID = (A + kind for kind in ("bodyPr", "lstStyle", "prstGeom", "tbl"))
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
_UNDER = 0.25  # what covers less of a frame than this is no ground of its words
_WHOLE = 0.95
_AT_HOME_PT = 0.5


@dataclass
class Stage:
    """One slide while it is read.

    Attributes:
        part: the slide's.
        layers: what has been painted so far, from the lowest to the topmost.
        background: behind all of it.
        default: the deck's default list style.
    """

    package: Package
    part: str
    layout: Layout
    forms: Forms
    background: tuple[str, ...]
    default: Element
    layers: list[Layer] = field(default_factory=list)

    def shapes(self, tree: Element, within: tuple[str, ...] = (), scale: _Scale | None = None) -> Iterator[Shape]:
        """The shapes of a tree or group, those of groups in it too, in the order in which they are painted."""
        scale = scale or _Scale()
        for one in shapes_in(tree):
            shape = self._shape(one, within, scale)
            yield shape
            if one.tag == _GROUP:
                yield from self.shapes(one, (*within, shape.name), scale.inside(one))

    def _shape(self, one: Element, within: tuple[str, ...], scale: _Scale) -> Shape:
        said = next(one.iter(_SAID))
        holder = next(one.iter(_HOLDER), None) if one.tag != _GROUP else None
        kind, index = ("", 0) if holder is None else (holder.get("type", "obj"), int(holder.get("idx", 0)))
        above = self.layout.above(kind, index) if holder is not None else self.layout.free
        own = own_place(one)
        where = scale.place(above.place if own is None else own)
        shape_kind, frame, table, chart, dpi = _KINDS[one.tag], None, None, None, 0.0
        if one.tag == _SP:
            frame = self._framed(one, kind, index, above, where)
        elif one.tag == _FRAME:
            grid = next(one.iter(_GRID), None)
            chart = read_chart(one, self.package, self.part)
            chain = self.layout.chain("", 0, self.default)
            table = (
                read_table(grid, where, Around(self.package, self.forms, chain, self._under))
                if grid is not None
                else None
            )
            shape_kind = "table" if table else "chart" if chart else "other"
        elif one.tag == _PICTURE:
            dpi = self._dpi(one, where)
            self.layers.append((where, ()))
        decorative = any(e.get("val", "1") in ("1", "true") for e in said.iter(_DECORATIVE))
        return Shape(
            said.get("name", ""), shape_kind, where, within, kind, index, said.get("descr", "").strip(), decorative,
            frame, table, chart, dpi, any(_same(where, home) for home in above.places),
        )  # fmt: skip

    def _framed(self, one: Element, kind: str, index: int, above: Above, where: Rect) -> Frame | None:
        parts = children(one)
        properties, style, body = (parts.get(name) for name in (_SP_PR, _STYLE, _TEXT))
        fill = painted(properties, style, above, self.layout.theme, self.forms.palette)
        grounds = fill if fill is not None else self._under(where)
        if fill is not None:
            self.layers.append((where, fill))
        if body is None:
            return None
        parts = children(body)
        box, own = parts.get(_BODY_PR), parts.get(_LIST)
        chain = self.layout.chain(kind, index, self.default)
        if own is not None and len(own):
            chain = (*chain, self.forms.list_style(own))
        reference = style.find(f"{A}fontRef") if style is not None else None
        ink = self.forms.palette.colour(reference) if reference is not None else ""
        held = above.body(box)
        return Frame(
            self.forms.paragraphs(body, chain, ink),
            _room(properties, held, where),
            held.wraps,
            held.autofit,
            held.upright,
            grounds,
            fill is not None,
        )

    def _under(self, where: Rect) -> tuple[str, ...]:
        """The colours that lie under a place: those of the topmost shape that fills it, and of what stands before."""
        found: tuple[str, ...] = ()
        for rect, colours in reversed(self.layers):
            share = rect.shared(where) / (where.area or 1.0)
            if share < _UNDER:
                continue
            if not colours:
                return ()
            found += colours
            if share > _WHOLE:
                return tuple(dict.fromkeys(found))
        return tuple(dict.fromkeys((*found, *self.background))) if self.background else ()

    def _dpi(self, one: Element, where: Rect) -> float:
        blip = next(one.iter(f"{A}blip"), None)
        related = self.package.related(self.part).get(blip.get(_EMBED, "")) if blip is not None else None
        if related is None or related.part not in self.package.parts or not where.w_pt:
            return 0.0
        try:
            with Image.open(BytesIO(self.package.parts[related.part])) as picture:
                wide = picture.width
        except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
            return 0.0
        crop = one.find(f".//{A}srcRect")
        cut = sum(int(crop.get(k, 0)) for k in "lr") / 100_000 if crop is not None else 0.0
        return wide * (1 - cut) / (where.w_pt / 72)


@dataclass(frozen=True)
class _Scale:
    """From the places inside a group to places on the slide (20.1.7.5: chOff and chExt)."""

    x: float = 1.0
    y: float = 1.0
    dx_pt: float = 0.0
    dy_pt: float = 0.0

    def place(self, own: Rect) -> Rect:
        return Rect(
            own.x_pt * self.x + self.dx_pt, own.y_pt * self.y + self.dy_pt, own.w_pt * self.x, own.h_pt * self.y
        )

    def inside(self, group: Element) -> _Scale:
        xfrm = group.find(f"{P}grpSpPr/{A}xfrm")
        if xfrm is None:
            return self
        outer = self.place(place(xfrm))
        off, ext = xfrm.find(f"{A}chOff"), xfrm.find(f"{A}chExt")
        x_pt, y_pt = (int(off.get(k, 0)) / EMU_PER_PT for k in "xy") if off is not None else (0.0, 0.0)
        w_pt, h_pt = (int(ext.get(k, 0)) / EMU_PER_PT for k in ("cx", "cy")) if ext is not None else (0.0, 0.0)
        x, y = outer.w_pt / w_pt if w_pt else self.x, outer.h_pt / h_pt if h_pt else self.y
        return _Scale(x, y, outer.x_pt - x_pt * x, outer.y_pt - y_pt * y)


def _same(one: Rect, other: Rect) -> bool:
    """Whether one stands where the other does, from there as wide, and perhaps higher."""
    return (
        abs(one.x_pt - other.x_pt) < _AT_HOME_PT
        and abs(one.y_pt - other.y_pt) < _AT_HOME_PT
        and abs(one.w_pt - other.w_pt) < _AT_HOME_PT
    )


def _room(properties: Element, held: Body, where: Rect) -> Rect:
    """Where words may stand in a shape: its geometry's text rectangle without the insets.

    Round ends narrow it; upwards and downwards words may reach into the rounding, where nothing cuts them off.
    """
    left, top, right, low = held.around_pt
    geometry: Element = children(properties).get(_GEOMETRY) if properties is not None else None
    kind = geometry.get("prst", "rect") if geometry is not None else "rect"
    across = 0.0
    if kind == "ellipse":  # the text rectangle of the presets: presetShapeDefinitions.xml
        across = where.w_pt * 0.14645
    elif kind == "roundRect":
        guide = next((g.get("fmla", "") for g in geometry.iter(f"{A}gd")), "")
        share = int(guide.split()[-1]) / 100_000 if guide.startswith("val ") else 0.16667
        across = min(where.w_pt, where.h_pt) * min(share, 0.5) * 0.29289
    return Rect(
        where.x_pt + left + across,
        where.y_pt + top,
        where.w_pt - left - right - 2 * across,
        where.h_pt - top - low,
    )
