"""Fonts, sizes, indents of a style of ours made those of somebody's own Word file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from builder.formats.word.elements import Element, name, new, ordered, put, value
from builder.formats.word.paint import Paint
from builder.formats.word.sheet import Sheet, folded, title
from builder.formats.word.shipped import shipped

BODY_PT = {"zh": 12.0}
"""The smallest body that we set of our own accord; 10.5 points in all other languages."""
_SCALE = (0.85, 1.2)
_SYMBOLS = "Segoe UI Symbol"
_SIDES = ("left", "right", "start", "end", "leftChars", "rightChars")
_FIRST = ("firstLine", "firstLineChars")


@dataclass(frozen=True)
class Host:
    """The file that takes our styles in.

    Attributes:
        sheet: its styles; new ones are appended to its root.
        theirs: its styles that stand for ours, by our names.
        lang: the document's language.
        paint: its colours.
        width: of its text, in twips.
        gridded: its lines snap to a grid (`w:docGrid`).
        hangs: its tables hang out of the text by the margin of their cells, as in Word 2010 and before.
    """

    sheet: Sheet
    theirs: Mapping[str, Element]
    lang: str
    paint: Paint
    width: int
    gridded: bool
    hangs: bool

    @property
    def heading(self) -> Element | None:
        """Its style for headings of level 1."""
        return self.theirs.get("Heading 1")

    @property
    def body_pt(self) -> float:
        """The size of its body, or of ours in it."""
        if (body := self.theirs.get("Collate Body")) is not None:
            return self.sheet.points(body)
        return max(self.sheet.points(self.sheet.default("paragraph")), BODY_PT.get(self.lang, 10.5))

    @property
    def scale(self) -> float:
        """Its sizes against ours; small type neither vanishes nor becomes large."""
        low, high = _SCALE
        return min(high, max(low, self.body_pt / shipped().body_pt(self.lang)))


def set_fonts(run: Element, host: Host, *, bold: bool) -> None:
    """No font but theirs: headings' fonts for what is bold, else inherited. Symbols and emphasised Han keep ours, for
    few fonts have ◐, and Han has no italics."""
    fonts = run.find(name("w:rFonts"))
    if fonts is None:
        return
    latin, other, han = (value(fonts, f"w:{key}") for key in ("ascii", "hAnsi", "eastAsia"))
    kept = {}
    if other == _SYMBOLS:
        kept = {"ascii": other, "hAnsi": other, "eastAsia": han} if latin == _SYMBOLS else {"hAnsi": other}
    elif han == "楷体":
        kept = {"eastAsia": han}
    elif bold and latin and host.heading is not None:
        theirs = host.sheet.property(host.heading, "w:rPr/w:rFonts")
        kept = {} if theirs is None else {_local(key): str(text) for key, text in theirs.attrib.items()}
        kept.pop("hint", None)
    run.remove(fonts)
    if kept:
        run.insert(0, new("w:rFonts", **kept))
        ordered(run)


def _local(key: str | bytes) -> str:
    return str(key).rpartition("}")[2]


def settle_paragraph(style: Element, host: Host, base: Element | None, lists: Mapping[str, str]) -> None:
    """Scale a paragraph style, and keep out of it what theirs would pass on: indents, line pitch, justification."""
    properties = style.find(name("w:pPr"))
    if properties is None:
        properties = new("w:pPr")
        run = style.find(name("w:rPr"))
        style.append(properties) if run is None else run.addprevious(properties)
    _numbering(properties, lists, ours=not folded(title(style)).startswith("heading"))
    spacing = properties.find(name("w:spacing"))
    if spacing is not None:
        for key in ("before", "after", "line"):
            if text := value(spacing, f"w:{key}"):
                spacing.set(name(f"w:{key}"), str(round(int(text) * host.scale)))
    for tab in properties.iter(name("w:tab")):
        if value(tab, "w:val") == "right":
            tab.set(name("w:pos"), str(host.width))
    if base is not None:
        _shield(properties, style, host, base, spacing)
    if title(style) == "Collate Body" or title(style).startswith("Collate Body "):
        _body(style, properties, host)
    ordered(properties)


def _numbering(properties: Element, lists: Mapping[str, str], *, ours: bool) -> None:
    numbers = properties.find(name("w:numPr"))
    if numbers is None:
        return
    new_id = lists.get(value(numbers.find(name("w:numId"))), "")
    if not ours or not new_id:
        properties.remove(numbers)  # headings name their list themselves
        return
    numbers.find(name("w:numId")).set(name("w:val"), new_id)  # type: ignore[union-attr]
    for indent in properties.findall(name("w:ind")):
        for key in ("left", "hanging"):
            indent.attrib.pop(name(f"w:{key}"), "")  # the list has them


def _shield(properties: Element, style: Element, host: Host, base: Element, spacing: Element | None) -> None:
    sheet = host.sheet
    if spacing is None:
        spacing = put(properties, "w:spacing", before=0, after=0)
    if not value(spacing, "w:line"):
        spacing.set(name("w:line"), "240")
        spacing.set(name("w:lineRule"), "auto")
    for key in ("beforeLines", "afterLines", "beforeAutospacing", "afterAutospacing"):
        if sheet.attribute(base, "w:pPr/w:spacing", f"w:{key}") not in ("", "0", "false", "off"):
            spacing.set(name(f"w:{key}"), "0")
    indent = properties.find(name("w:ind"))
    keys = _FIRST if properties.find(name("w:numPr")) is not None else (*_SIDES, *_FIRST)
    bothers = [key for key in keys if sheet.attribute(base, "w:pPr/w:ind", f"w:{key}") not in ("", "0")]
    if bothers:
        indent = put(properties, "w:ind") if indent is None else indent
        hanging = bool(value(indent, "w:hanging"))
        for key in bothers:
            if not value(indent, f"w:{key}") and not (key == "firstLine" and hanging):
                indent.set(name(f"w:{key}"), "0")
    own_align = sheet.attribute(base, "w:pPr/w:jc", "w:val")
    if properties.find(name("w:jc")) is None and own_align not in ("", "left", "start"):
        put(properties, "w:jc", val="left")
    if host.gridded and properties.find(name("w:snapToGrid")) is None:
        put(properties, "w:snapToGrid", val=0)
    run = style.find(name("w:rPr"))
    for tag in ("w:b", "w:i", "w:caps", "w:smallCaps"):
        if sheet.on(base, f"w:rPr/{tag}") and (run is None or run.find(name(tag)) is None):
            if run is None:
                run = new("w:rPr")
                properties.addnext(run)
            put(run, tag, val=0)
    if run is not None:
        ordered(run)


def _body(style: Element, properties: Element, host: Host) -> None:
    """Our body where theirs can't be told from its neighbours: in their size, unless that is too small to read."""
    run = style.find(name("w:rPr"))
    if run is None:
        run = new("w:rPr")
        properties.addnext(run)
    for old in (*run.findall(name("w:sz")), *run.findall(name("w:szCs"))):
        run.remove(old)
    for tag in ("w:sz", "w:szCs"):
        put(run, tag, val=round(host.body_pt * 2))
    ordered(run)
    spacing = properties.find(name("w:spacing"))
    if spacing is not None and value(spacing, "w:lineRule") != "exact":
        spacing.set(name("w:line"), "312" if host.lang == "zh" else "288")
        spacing.set(name("w:lineRule"), "auto")
