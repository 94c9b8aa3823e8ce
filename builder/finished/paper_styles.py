"""The styles of a Word document: how paragraphs and runs look after all that they inherit (ECMA-376-1, 17.7.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from builder.finished.package import signature
from builder.finished.paper_forms import Face, Form

Element = Any
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_HEADING = re.compile(r"(?:heading|标题|überschrift|titre|título|見出し)\s*([1-9])", re.IGNORECASE)
_FREE = {f"{W}rStyle", f"{W}lang", f"{W}noProof", f"{W}webHidden", f"{W}rPrChange"}
"""What a run may carry without being formatted by hand."""
_BARE = Face(10.0, "", "", False, "", "", False, False, False, 0.0)


def val(element: Element, name: str = "val") -> str:
    """An attribute of the main namespace; "" where element or attribute is missing."""
    found: str = element.get(W + name, "") if element is not None else ""
    return found


def part(element: Element, child: str) -> Element:
    """A child of the main namespace, or None; `element` may be None too."""
    return element.find(W + child) if element is not None else None


def on(element: Element) -> bool:
    """A toggle (17.17.4): there, and not switched off."""
    return element is not None and val(element) not in ("0", "false", "off")


def number(text: str, other: float = 0.0) -> float:
    """A measure as a number; what is none counts as `other`."""
    try:
        return float(text)
    except ValueError:
        return other


class Look(NamedTuple):
    """How a run looks, the name of its character style, what is formatted by hand, and the typefaces that it names."""

    face: Face
    style: str
    direct: tuple[str, ...]
    fonts: tuple[str, ...]


class Styles:
    """Styles, theme fonts and numbering of one document."""

    def __init__(self, styles: Element, theme: Element, numbering: Element):
        self._styles = {val(s, "styleId"): s for s in _each(styles, "style")}
        default = {val(s, "type"): i for i, s in self._styles.items() if val(s, "default") in ("1", "true")}
        self._paragraph, self._table = default.get("paragraph", ""), default.get("table", "")
        self._theme = _theme_fonts(theme)
        defaults = styles.find(f"{W}docDefaults") if styles is not None else None
        self._defaults = defaults.find(f"{W}rPrDefault/{W}rPr") if defaults is not None else None
        self._spaced = defaults.find(f"{W}pPrDefault/{W}pPr") if defaults is not None else None
        self._formats = dict(_formats(numbering))
        self._forms: dict[bytes, tuple[str, Form]] = {}
        self._looks: dict[tuple[str, str, bytes], Look] = {}
        self._chains: dict[str, tuple[Element, ...]] = {}

    def name(self, style: str) -> str:
        """The name of a style as Word shows it, by its id."""
        found = self._styles.get(style)
        return val(found.find(f"{W}name")) if found is not None else ""

    def fonts(self) -> frozenset[str]:
        """Every typeface that the theme, the defaults or a style names."""
        found = {f for key, f in self._theme.items() if key[:5] in ("major", "minor")}
        for r in (self._defaults, *(s.find(f"{W}rPr") for s in self._styles.values())):
            if r is not None:
                found |= set(self.fonts_of(r))
        return frozenset(found - {""})

    def fonts_of(self, r: Element) -> tuple[str, ...]:
        """The typefaces that one `w:rPr` names."""
        fonts = r.find(f"{W}rFonts")
        if fonts is None:
            return ()
        got = [self._font(fonts, side) for side in ("ascii", "hAnsi", "eastAsia")]
        return tuple(dict.fromkeys(f for f in got if f))

    def form(self, p: Element) -> tuple[str, Form]:
        """The id of a paragraph's style, "" for the default one, and how it stands; `p` is its `w:pPr` or None."""
        key = b"" if p is None else signature(p)
        found = self._forms.get(key)
        if found is None:
            style = val(p.find(f"{W}pStyle")) if p is not None else ""
            found = self._forms[key] = style, self._form(style or self._paragraph, p)
        return found

    def _form(self, style: str, p: Element) -> Form:
        chain = self._chain(style)
        parts = [s.find(f"{W}pPr") for s in chain]
        steps = [self._spaced, *parts, p]
        name = self.name(style)
        level = int(number(val(_last(steps, "outlineLvl")), 9)) + 1
        if level > 9 and (named := next((m for s in chain if (m := _HEADING.match(self._called(s)))), None)):
            level = int(named[1])
        spacing = {k: v for s in steps if s is not None and (x := s.find(f"{W}spacing")) is not None
                   for k, v in x.attrib.items()}  # fmt: skip
        rule = spacing.get(f"{W}lineRule", "auto")
        line = number(spacing.get(f"{W}line", ""), 240.0)
        frame = _last(steps, "pBdr")
        shading = _last(steps, "shd")
        filled = shading is not None and val(shading, "fill") not in ("", "auto", "FFFFFF")
        bars = frame is not None and any(val(side) not in ("nil", "none") for side in frame)
        return Form(
            style=name,
            level=level if level <= 9 else 0,
            keep_next=on(_last(steps, "keepNext")),
            keep_lines=on(_last(steps, "keepLines")),
            page_break=on(_last(steps, "pageBreakBefore")),
            number=self._number(steps, style),
            boxed=bars or filled,
            line_pt=line / (240 if rule == "auto" else 20),
            rule=rule,
            before_pt=number(spacing.get(f"{W}before", "")) / 20,
            after_pt=number(spacing.get(f"{W}after", "")) / 20,
        )

    def _called(self, style: Element) -> str:
        return val(style.find(f"{W}name"))

    def _number(self, steps: list[Element], style: str) -> str:
        """The number format; a style's level is that which names the style (17.9.23)."""
        ids = [x for s in steps if s is not None and (x := s.find(f"{W}numPr/{W}numId")) is not None]
        levels = [x for s in steps if s is not None and (x := s.find(f"{W}numPr/{W}ilvl")) is not None]
        if not ids or val(ids[-1]) in ("", "0"):
            return ""
        found = self._formats.get((val(ids[-1]), val(levels[-1]) if levels else "0"), "")
        return "" if found == "none" else found

    def look(self, paragraph: str, r: Element, table: str = "") -> Look:
        """How a run looks; `r` is its `w:rPr` or None, `paragraph` and `table` are ids of styles."""
        key = (paragraph, table, b"" if r is None else signature(r))
        found = self._looks.get(key)
        if found is None:
            style = val(part(r, "rStyle"))
            chains = (*self._chain(table), *self._chain(paragraph or self._paragraph), *self._chain(style))
            steps = [self._defaults, *(s.find(f"{W}rPr") for s in chains), r]
            direct = self._direct(r)
            named = self.fonts_of(r) if "rFonts" in direct else ()
            found = Look(self._face([s for s in steps if s is not None]), self.name(style), direct, named)
            self._looks[key] = found
        return found

    def _face(self, steps: list[Element]) -> Face:
        fonts = [f for s in steps if (f := s.find(f"{W}rFonts")) is not None]

        def font(*sides: str) -> str:
            return next((f for e in reversed(fonts) for side in sides if (f := self._font(e, side))), "")

        languages = [x for s in steps if (x := s.find(f"{W}lang")) is not None]
        hints = [h for f in fonts if (h := val(f, "hint"))]
        return Face(
            size_pt=number(val(_last(steps, "sz")), 2 * _BARE.size_pt) / 2,
            latin=font("ascii", "hAnsi"),
            east=font("eastAsia"),
            hint=hints[-1:] == ["eastAsia"],
            lang=next((v for x in reversed(languages) if (v := val(x))), ""),
            lang_east=next((v for x in reversed(languages) if (v := val(x, "eastAsia"))), ""),
            bold=on(_last(steps, "b")),
            raised=val(_last(steps, "vertAlign")) in ("superscript", "subscript"),
            hidden=on(_last(steps, "vanish")),
            spacing_pt=number(val(_last(steps, "spacing"))) / 20,
        )

    def _direct(self, r: Element) -> tuple[str, ...]:
        """What a run's own `w:rPr` formats by hand, by the names of its elements."""
        found = []
        for child in r if r is not None else ():
            if child.tag == f"{W}rFonts" and set(child.attrib) <= {f"{W}hint"}:
                continue
            if child.tag not in _FREE and isinstance(child.tag, str):
                found.append(child.tag.removeprefix(W))
        return tuple(found)

    def _font(self, fonts: Element, side: str) -> str:
        themed = val(fonts, {"eastAsia": "eastAsiaTheme"}.get(side, f"{side}Theme"))
        return self._theme.get(themed, "") or val(fonts, side)

    def _chain(self, style: str) -> tuple[Element, ...]:
        """A style and what it is based on, the ground first; a circle ends where it closes."""
        if style not in self._chains:
            chain: list[Element] = []
            at = style
            while (found := self._styles.get(at)) is not None and found not in chain:
                chain.append(found)
                at = val(found.find(f"{W}basedOn"))
            self._chains[style] = tuple(reversed(chain))
        return self._chains[style]


def _last(steps: list[Element], child: str) -> Element:
    """The child as the innermost step gives it."""
    return next((x for s in reversed(steps) if s is not None and (x := s.find(W + child)) is not None), None)


def _each(root: Element, child: str) -> Iterator[Element]:
    return root.iterchildren(W + child) if root is not None else iter(())


def _theme_fonts(theme: Element) -> dict[str, str]:
    """ "minorHAnsi", "majorEastAsia", …: the typefaces behind them; the Chinese one where `a:ea` is empty."""
    found: dict[str, str] = {}
    for kind in ("major", "minor"):
        fonts = theme.find(f".//{_A}{kind}Font") if theme is not None else None
        if fonts is None:
            continue
        latin, east = fonts.find(f"{_A}latin"), fonts.find(f"{_A}ea")
        latins = latin.get("typeface", "") if latin is not None else ""
        hans = next((f.get("typeface", "") for f in fonts.iterchildren(f"{_A}font") if f.get("script") == "Hans"), "")
        easts = (east.get("typeface", "") if east is not None else "") or hans
        found |= {f"{kind}{s}": latins for s in ("Ascii", "HAnsi")} | {f"{kind}EastAsia": easts}
    return found


def _formats(numbering: Element) -> Iterator[tuple[tuple[str, str], str]]:
    """The number formats by list and level; what a list overrides of its levels comes last."""
    abstract = {val(a, "abstractNumId"): a for a in _each(numbering, "abstractNum")}
    for num in _each(numbering, "num"):
        base = abstract.get(val(num.find(f"{W}abstractNumId")))
        for source in (base, *num.iterchildren(f"{W}lvlOverride")):
            for level in source.iterchildren(f"{W}lvl") if source is not None else ():
                yield (val(num, "numId"), val(level, "ilvl")), val(level.find(f"{W}numFmt"))
