"""Our styles added to somebody's own Word file: under names of our own, in its fonts, colours and sizes.

Nothing of theirs is changed. Styles that Word has in every file, written down or not ("heading 1", "Title",
"footnote text"), keep Word's names, as when Word itself writes them down on first use: contents, cross-references,
the navigation pane and screen readers go by these names. All others are called "Collate …".
"""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping

from builder.formats.word.elements import Element, name, new, value
from builder.formats.word.paint import rgb
from builder.formats.word.settle import Host, set_fonts, settle_paragraph
from builder.formats.word.sheet import folded, kind_of, title
from builder.formats.word.shipped import shipped
from builder.ooxml.colour import ENOUGH, WHITE, contrast

SMALLEST_PT = 9.0
"""Of what we add: no small print below it."""
_HEX = re.compile("[0-9A-Fa-f]{6}")
_GAP = "Collate Gap"


def lists_needed(missing: list[str], lang: str) -> set[str]:
    """The shipped lists (`w:numId`) that the missing styles use."""
    path = f"{name('w:pPr')}/{name('w:numPr')}/{name('w:numId')}"
    found = {value(s.find(path)) for s in sources(missing, lang).values() if not title(s).startswith("heading")}
    return found - {""}


def sources(missing: list[str], lang: str) -> dict[str, Element]:
    """The shipped styles to be copied, by our names: each missing one, and its twin in the language."""
    sheet = shipped().sheet
    out = {}
    for style in missing:
        for each in (style, f"{style} {lang}"):
            found = next(
                (f for k in ("paragraph", "character", "table") if (f := sheet.named(k, each)) is not None), None
            )
            if found is not None:
                out[each] = found
    return out


def adopt(host: Host, missing: list[str], lists: Mapping[str, str]) -> dict[str, Element]:
    """Add the missing styles to a file; gives them by our names.

    Args:
        host: the file.
        missing: our names.
        lists: the new `w:numId` of each shipped list.
    """
    copies = {ours: copy.deepcopy(style) for ours, style in sources(missing, host.lang).items()}
    _table_default(host)
    taken = {key.casefold() for key in host.sheet.by_id}
    ids: dict[str, str] = {}  # of the shipped look -> of this file
    for ours, style in copies.items():
        old = value(style, "w:styleId")
        own = old if old.casefold() not in taken else f"Collate{old}"
        while own.casefold() in taken:
            own += "x"
        taken.add(own.casefold())
        ids[old] = own
        if any(folded(title(style)) == known for _, known in host.sheet.by_name):
            style.find(name("w:name")).set(name("w:val"), f"Collate {ours}")  # type: ignore[union-attr]
            style.set(name("w:customStyle"), "1")
    for style in copies.values():
        _settle(style, host, ids, lists)
        host.sheet.root.append(style)
    if (table := host.theirs.get("Collate Table")) is not None and "Collate Cell Head" in copies:
        _on_their_table(copies["Collate Cell Head"], table)
    return copies


def _on_their_table(head: Element, table: Element) -> None:
    """Our heads of columns on a table style of theirs: white only where its first row is dark."""
    rows = [r for r in table.findall(name("w:tblStylePr")) if value(r, "w:type") == "firstRow"]
    fills = [value(shade, "w:fill") for row in rows for shade in row.iter(name("w:shd"))]
    dark = any(_HEX.fullmatch(fill) and contrast(rgb(fill), WHITE) >= ENOUGH for fill in fills)
    for run in head.findall(name("w:rPr")):
        for colour in run.findall(name("w:color")):
            if not dark:
                run.remove(colour)


def _table_default(host: Host) -> None:
    """Write down what tables have by default, where a file doesn't: other styles of it may name that as their base."""
    plain = shipped().sheet.default("table")
    there = host.sheet.named("table", "Normal Table") is not None or "TableNormal" in host.sheet.by_id
    if plain is not None and not there:
        made = copy.deepcopy(plain)
        made.set(name("w:styleId"), "TableNormal")  # as Word calls it
        if host.sheet.default("table") is not None:
            made.attrib.pop(name("w:default"))
        host.sheet.root.append(made)


def _settle(style: Element, host: Host, ids: Mapping[str, str], lists: Mapping[str, str]) -> None:
    """Make a copied style one of this file's."""
    kind = kind_of(style)
    base = _based(style, host, ids)
    style.set(name("w:styleId"), ids[value(style, "w:styleId")])
    style.attrib.pop(name("w:default"), "")
    for tag in ("w:next", "w:link"):
        if (link := style.find(name(tag))) is not None:
            new_id = ids.get(value(link)) or _theirs(host, value(link), kind)
            if new_id:
                link.set(name("w:val"), new_id)
            else:
                style.remove(link)
    host.paint.over(style)
    for run in style.iter(name("w:rPr")):
        set_fonts(run, host, bold=run.find(name("w:b")) is not None)
    for size in style.iter(name("w:sz"), name("w:szCs")):
        scaled = max(SMALLEST_PT * 2, int(value(size)) * host.scale)
        size.set(name("w:val"), str(round(scaled)) if title(style) != _GAP else value(size))
    if kind == "paragraph":
        settle_paragraph(style, host, base, lists)
    elif kind == "table" and host.hangs:
        _pull_in(style)


def _pull_in(style: Element) -> None:
    """Let a table begin with the text, where Word would hang it out to the left."""
    properties = style.find(name("w:tblPr"))
    left = None if properties is None else properties.find(f"{name('w:tblCellMar')}/{name('w:left')}")
    if properties is None or left is None:
        return
    for old in properties.findall(name("w:tblInd")):
        properties.remove(old)
    properties.insert(0, new("w:tblInd", w=value(left, "w:w"), type="dxa"))


def _based(style: Element, host: Host, ids: Mapping[str, str]) -> Element | None:
    """Base a copied style on the file's own; gives that one where it is theirs, None where it is another of ours."""
    based = style.find(name("w:basedOn"))
    kind = kind_of(style)
    if based is not None and value(based) in ids:
        based.set(name("w:val"), ids[value(based)])
        return None
    theirs = None
    if based is not None:
        ours = title(shipped().sheet.by_id[value(based)])
        theirs = next((s for key, s in host.theirs.items() if folded(key) == folded(ours)), None)
        style.remove(based)
    if theirs is None:
        theirs = host.sheet.default(kind)
    if theirs is not None:
        made = new("w:basedOn", val=value(theirs, "w:styleId"))
        style.find(name("w:name")).addnext(made)  # type: ignore[union-attr]
    return theirs


def _theirs(host: Host, shipped_id: str, kind: str) -> str:
    """The id of the file's style that stands for a shipped one, "" where none of that kind does."""
    style = shipped().sheet.by_id.get(shipped_id)
    wanted = "" if style is None else folded(title(style))
    found = next((s for key, s in host.theirs.items() if folded(key) == wanted and kind_of(s) == kind), None)
    return "" if found is None else value(found, "w:styleId")
