"""Layouts and masters of a finished deck: what a slide's shapes inherit, and what stands behind them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from builder.finished.deck_above import Above, P, above_of, place
from builder.finished.deck_colours import A, Element, Palette, fill_in, theme_colours
from builder.finished.deck_forms import Forms
from builder.finished.package import Package
from builder.ooxml.rect import Rect

TITLES = ("title", "ctrTitle")
_SAME = {**dict.fromkeys(TITLES, "title"), **{k: k for k in ("ftr", "sldNum", "dt")}}  # any other is a master's body
_SHAPES = tuple(f"{P}{kind}" for kind in ("sp", "pic", "graphicFrame", "cxnSp", "grpSp"))
Layer = tuple[Rect, tuple[str, ...]]  # where something painted stands, and its colours: () for a picture


@dataclass(frozen=True)
class Layout:
    """What slides of one layout share.

    Attributes:
        root, master: the trees.
        forms: reads words in the layout's colours and fonts.
        background: its colours; () for a picture.
        free: what a shape inherits that is no placeholder: nothing.
        layers: what its own and its master's ornaments paint, from the lowest to the topmost.
    """

    name: str
    kind: str
    root: Element
    master: Element
    theme: Element
    forms: Forms
    background: tuple[str, ...]
    layers: tuple[Layer, ...]
    holders: Mapping[tuple[str, int], Element]
    masters: Mapping[str, Element]
    _chains: dict[tuple[str, int], tuple[Element, ...]] = field(default_factory=dict)
    _above: dict[tuple[str, int], Above] = field(default_factory=dict)
    free: Above = field(default_factory=Above)

    def above(self, kind: str, index: int) -> Above:
        """The placeholders from which one of that kind and index inherits."""
        key = (kind, index)
        if key not in self._above:
            self._above[key] = above_of(self._holders_above(kind, index))
        return self._above[key]

    def _holders_above(self, kind: str, index: int) -> tuple[Element, ...]:
        own = self.holders.get((_SAME.get(kind, ""), index))
        if own is None and kind in _SAME:
            own = next((e for (k, _), e in self.holders.items() if k == _SAME[kind]), None)
        if own is None:
            own = next((e for (_, i), e in self.holders.items() if i == index), None)
        said = own.find(f".//{P}ph").get("type", "") if own is not None else ""
        master = self.masters.get(_SAME.get(said or kind, "body"))
        return tuple(e for e in (own, master) if e is not None)

    def chain(self, kind: str, index: int, default: Element) -> tuple[Element, ...]:
        """The list styles from which a shape's words inherit, the farthest first; `kind` is "" for no placeholder."""
        key = (kind, index)
        if key not in self._chains:
            styles = self.master.find(f"{P}txStyles")
            name = {"title": "titleStyle", "": "otherStyle"}.get(_SAME.get(kind, "body") if kind else "", "bodyStyle")
            name = "otherStyle" if kind in ("ftr", "sldNum", "dt") else name
            general = [] if styles is None else [styles.find(f"{P}{name}")]
            own = [e.find(f"{P}txBody/{A}lstStyle") for e in reversed(self.above(kind, index).elements)] if kind else []
            first = [*general, default] if not kind else [default, *general]
            self._chains[key] = tuple(e for e in (*first, *own) if e is not None)
        return self._chains[key]


def read_layout(package: Package, part: str) -> Layout:
    """A layout with its master and theme.

    Raises:
        ValueError: one of the three is missing or broken.
    """
    root = package.tree(part)
    above = next((r.part for r in package.related(part).values() if r.kind == "slideMaster"), "")
    master = package.tree(above)
    theme = package.tree(next((r.part for r in package.related(above).values() if r.kind == "theme"), ""))
    if root is None or master is None or theme is None:
        raise ValueError(f"the layout '{part}' is without master or theme")
    palette = Palette(theme_colours(theme), mapped(root, mapped(master, {})))
    ornaments = [*_ornaments(master, palette)] if root.get("showMasterSp", "1") not in ("0", "false") else []
    data, own = root.find(f"{P}cSld"), ground(root, theme, palette)
    below = ground(master, theme, palette)
    return Layout(
        data.get("name", "") if data is not None else "",
        root.get("type", ""),
        root,
        master,
        theme,
        Forms(palette, theme_fonts(theme)),
        next((g for g in (own, below) if g is not None), (palette.named("bg1"),)),
        (*ornaments, *_ornaments(root, palette)),
        {(_SAME.get(k, ""), i): e for e, k, i in _holders(root)},
        {_SAME.get(k, "body"): e for e, k, _ in _holders(master)},
    )


def mapped(root: Element, names: Mapping[str, str]) -> Mapping[str, str]:
    """The colour map of a master, or what a layout or slide puts in its place."""
    own = root.find(f"{P}clrMap")
    if own is None:
        own = root.find(f"{P}clrMapOvr/{A}overrideClrMapping")
    return names if own is None else dict(own.attrib)


def theme_fonts(theme: Element) -> Mapping[str, str]:
    """What the theme's font names stand for: "+mn-lt" is the Latin font of text, "+mj-ea" the Chinese one of titles."""
    found = {}
    for short, kind in (("mj", "majorFont"), ("mn", "minorFont")):
        for key, script in (("lt", "latin"), ("ea", "ea"), ("cs", "cs")):
            face = theme.find(f".//{A}{kind}/{A}{script}")
            found[f"+{short}-{key}"] = face.get("typeface", "") if face is not None else ""
        if not found[f"+{short}-ea"]:
            hans = theme.find(f".//{A}{kind}/{A}font[@script='Hans']")
            found[f"+{short}-ea"] = hans.get("typeface", "") if hans is not None else ""
    return found


def ground(root: Element, theme: Element, palette: Palette) -> tuple[str, ...] | None:
    """The colours of a slide's, layout's or master's own background; None where it has none of its own."""
    own = root.find(f"{P}cSld/{P}bg")
    if own is None:
        return None
    if (properties := own.find(f"{P}bgPr")) is not None:
        return palette.fill(properties)
    reference = own.find(f"{P}bgRef")
    return _of_theme(reference, theme, palette) if reference is not None else None


def _of_theme(reference: Element, theme: Element, palette: Palette) -> tuple[str, ...] | None:
    """The fill of the theme that a reference names by number (20.1.4.1.13: from 1001 on those of backgrounds)."""
    number = int(reference.get("idx", 0))
    kind, at = ("bgFillStyleLst", number - 1001) if number > 1000 else ("fillStyleLst", number - 1)
    fills = theme.find(f".//{A}{kind}")
    if at < 0 or fills is None or at >= len(fills):
        return None
    return palette.painted(fills[at], palette.colour(reference))


def painted(
    properties: Element, style: Element, above: Above, theme: Element, palette: Palette
) -> tuple[str, ...] | None:  # fmt: skip
    """The colours that fill a shape: its own, else those of the placeholders above it, else its style's.

    Args:
        properties: its `p:spPr`, or None.
        style: its `p:style`, or None.
        above: the placeholders from which it inherits.
        theme: of its layout.
        palette: of its slide.
    """
    own = fill_in(properties)
    if own is None:
        own = above.fill
    if own is not None:
        return palette.painted(own)
    reference = style.find(f"{A}fillRef") if style is not None else None
    return _of_theme(reference, theme, palette) if reference is not None else None


def shapes_in(tree: Element) -> Iterator[Element]:
    """The shapes right under a shape tree or a group; of alternatives the one that today's programs take."""
    for one in tree:
        if one.tag in _SHAPES:
            yield one
        elif str(one.tag).endswith("}AlternateContent"):
            choice = next((c for c in one if str(c.tag).endswith("}Choice")), None)
            yield from shapes_in(choice) if choice is not None else ()


def _ornaments(root: Element, palette: Palette) -> Iterator[Layer]:
    """What a layout or master paints itself, placeholders apart; groups by their own places."""
    tree = root.find(f"{P}cSld/{P}spTree")
    for shape in tree.iter(f"{P}sp", f"{P}pic") if tree is not None else ():
        xfrm = shape.find(f"{P}spPr/{A}xfrm")
        if xfrm is None or shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph") is not None:
            continue
        colours = () if shape.tag == f"{P}pic" else palette.fill(shape.find(f"{P}spPr"))
        if colours is not None:
            yield place(xfrm), colours


def _holders(root: Element) -> Iterator[tuple[Element, str, int]]:
    """The placeholders of a layout or master: the shape, its kind, its index."""
    for shape in root.iter(f"{P}sp", f"{P}pic", f"{P}graphicFrame"):
        holder = next(shape.iter(f"{P}ph"), None)
        if holder is not None:
            yield shape, holder.get("type", "obj"), int(holder.get("idx", 0))
