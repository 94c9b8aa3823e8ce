"""The lists of somebody's own Word file: their numbering of headings, or ours beside it, and the lists of our styles.

A heading style of theirs is never changed, so where ours number the headings, each heading paragraph names the list
itself, as Word does when somebody numbers headings with the button instead of through the style.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from docx.opc.packuri import PackURI
from docx.oxml.parser import parse_xml
from docx.parts.numbering import NumberingPart

from builder.formats.word.elements import Element, name, new, ordered, put, value
from builder.formats.word.match import level_of, numbered
from builder.formats.word.paint import Paint
from builder.formats.word.sheet import Sheet
from builder.formats.word.shipped import shipped

MANNER = "Collate Headings"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering"
_OURS_PT = {1: 15.5, 2: 12.5, 3: 11.0}  # of the shipped headings, for whose numbers its indents are wide enough

Level = tuple[str, str, str]
"""Number format, text ("%1.%2"), and what follows the number ("tab", "space", "nothing")."""


@dataclass(frozen=True)
class HeadingNumbers:
    """How the headings of somebody's own file are numbered.

    Attributes:
        levels: of the three headings.
        direct: the list (`w:numId`) that each heading paragraph names; "" where their styles number themselves.
        plain: the list of headings without a number.
        why: in words.
    """

    levels: tuple[Level, ...]
    direct: str
    plain: str
    why: str


def lists_in(root: Element | None) -> dict[str, Element]:
    """The lists (`w:abstractNum`) of a numbering part by `w:numId`; a list that is a style's is looked up there."""
    if root is None:
        return {}
    abstract = {value(a, "w:abstractNumId"): a for a in root.iterchildren(name("w:abstractNum"))}
    styled = {value(a.find(name("w:styleLink"))): a for a in abstract.values()}
    out = {}
    for num in root.iterchildren(name("w:num")):
        found = abstract.get(value(num.find(name("w:abstractNumId"))))
        if found is not None:
            link = value(found.find(name("w:numStyleLink")))
            out[value(num, "w:numId")] = styled.get(link, found) if link else found
    return out


def numbering_of(document: Any) -> Element:
    """The root of the numbering part, which is added where the file has none; its children in the schema's order."""
    part = next((r.target_part for r in document.part.rels.values() if r.reltype == _RELATION), None)
    if part is None:
        empty = parse_xml('<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>')
        part = NumberingPart(PackURI("/word/numbering.xml"), _TYPE, empty, document.part.package)
        document.part.relate_to(part, _RELATION)
    root: Element = part.element
    for level in root.iter(name("w:lvl")):
        ordered(level)
    for relic in root.findall(name("w:numIdMacAtCleanup")):
        root.remove(relic)  # it would have to stay behind the lists that are added
    return root


def add_lists(root: Element, numbers: Iterable[str], paint: Paint) -> dict[str, str]:
    """Copy lists of the shipped look; gives their new `w:numId` by the old one."""
    return {number: _add(root, shipped().abstract(number), paint) for number in numbers}


def number_headings(
    root: Element, sheet: Sheet, theirs: Mapping[int, Element], lang: str, choice: str, paint: Paint
) -> HeadingNumbers:
    """Decide how headings are numbered, and add the lists that this takes.

    Args:
        root: of the numbering part.
        sheet: the file's styles.
        theirs: its heading styles by level.
        lang: whose manner of numbering is taken where they have none.
        choice: what `look.yaml` says: theirs, ours, none, or nothing.
        paint: the file's colours.
    """
    lists = lists_in(root)
    own = {n: style for n, style in theirs.items() if numbered(sheet, lists, style)}
    plain = _add(root, _manner("none"), paint)
    if choice == "none" and not own:
        return HeadingNumbers((("none", "", "nothing"),) * 3, "", plain, "look.yaml wants none")
    if choice == "none":
        return HeadingNumbers((("none", "", "nothing"),) * 3, plain, plain, "look.yaml wants none")
    if own and choice != "ours":
        levels = tuple(_level(level_of(sheet, lists, own[n])) if n in own else _NONE for n in (1, 2, 3))
        return HeadingNumbers(levels, "", plain, "their heading styles are numbered")
    manner = _manner(lang)
    wide = {n: sheet.points(style) / _OURS_PT[n] for n, style in theirs.items()}
    direct = _add(root, manner, paint, wide)
    levels = tuple(_level(level) for level in list(manner.iterchildren(name("w:lvl")))[:3])
    why = "look.yaml wants ours" if choice == "ours" else "their heading styles have no numbers"
    return HeadingNumbers(levels, direct, plain, why)


_NONE: Level = ("none", "", "nothing")


def _manner(which: str) -> Element:
    """A shipped way to number headings, by language; the first where there is none for it."""
    every = {value(a.find(name("w:name"))): a for a in shipped().lists()}
    first = next(key for key in every if key.startswith(MANNER))
    return every.get(f"{MANNER} {which}", every[first])


def _level(level: Element | None) -> Level:
    """As the contents show it; after the number a space: only our own styles have a tab stop there."""
    if level is None:
        return _NONE
    form, text = value(level.find(name("w:numFmt"))), value(level.find(name("w:lvlText")))
    after = value(level.find(name("w:suff"))) or "tab"
    return form, text, "nothing" if after == "nothing" else "space"


def _add(root: Element, source: Element, paint: Paint, wide: Mapping[int, float] | None = None) -> str:
    """Copy a list and make an instance of it; gives its `w:numId`.

    Args:
        root: of the numbering part.
        source: a shipped `w:abstractNum`.
        paint: the file's colours.
        wide: for headings: how much larger theirs are than ours, by level.
    """
    made = copy.deepcopy(source)
    taken = [int(value(a, "w:abstractNumId")) for a in root.iterchildren(name("w:abstractNum"))]
    number = max(taken, default=0) + 1
    made.set(name("w:abstractNumId"), str(number))
    for tag in ("w:nsid", "w:tmpl"):
        if (stamp := made.find(name(tag))) is not None:
            stamp.set(name("w:val"), f"{int(value(stamp), 16) + number:08X}")
    headings = value(made.find(name("w:name"))).startswith(MANNER)
    for n, level in enumerate(made.iterchildren(name("w:lvl")), 1):
        for run in level.findall(name("w:rPr")):
            for fonts in run.findall(name("w:rFonts")):
                run.remove(fonts)  # numbers and bullets are set in the file's own fonts
        if headings:
            _unlink(level, (wide or {}).get(n, 1.0))
        elif value(level.find(name("w:numFmt"))) == "bullet":
            _widen(level)
    paint.over(made)
    first = root.find(name("w:num"))
    if first is None:
        root.append(made)
    else:
        first.addprevious(made)
    every = [int(value(n, "w:numId")) for n in root.iterchildren(name("w:num"))]
    instance = put(root, "w:num", numId=max(every, default=0) + 1)
    put(instance, "w:abstractNumId", val=number)
    return value(instance, "w:numId")


def _widen(level: Element) -> None:
    """Room for a bullet that is as wide as a Han character: so it is in many Chinese fonts."""
    indent = level.find(f"{name('w:pPr')}/{name('w:ind')}")
    if indent is not None:
        more = round(int(value(indent, "w:hanging")) * 0.3)
        for key in ("left", "hanging"):
            indent.set(name(f"w:{key}"), str(int(value(indent, f"w:{key}")) + more))


def _unlink(level: Element, wider: float) -> None:
    """A level of headings without its link to our style, and as wide as their type needs; flat ones leave the indent
    to their style."""
    for link in level.findall(name("w:pStyle")):
        level.remove(link)
    properties = level.find(name("w:pPr"))
    indent = None if properties is None else properties.find(name("w:ind"))
    if properties is None or indent is None:
        return
    if not value(indent, "w:hanging"):
        properties.remove(indent)
        return
    width = round(int(value(indent, "w:hanging")) * max(1.0, wider))
    properties.replace(indent, new("w:ind", left=width, hanging=width))
