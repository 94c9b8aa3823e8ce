"""Numbering: of headings in the document's language, of lists from 1 each, and the same numbers in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from builder import model
from builder.formats.word.anchors import numbered as bookmark_numbered
from builder.formats.word.elements import Element, name, put, value
from builder.formats.word.styles import Styles
from builder.problem import Problem, Problems
from builder.typography.numerals import in_han


@dataclass(frozen=True)
class Listed:
    """A heading as the table of contents lists it.

    Attributes:
        numbered: whether it has a number; not where the heading above it has none (Word and LibreOffice would count
            a heading above that isn't there, each in its own way).
        words: number and words; a tab where one stands after the number.
        bookmark: around the heading.
    """

    level: int
    numbered: bool
    words: str
    bookmark: str


@dataclass(frozen=True)
class Numbering:
    """The numbering part of the document.

    Attributes:
        root: its XML.
        levels: of the headings: number format, text ("%1.%2") and what follows ("tab", "space", "nothing").
        plain: the list of headings without a number (`w:numId`).
        direct: the list that headings name themselves, where their styles don't; "" else.
    """

    root: Element
    levels: tuple[tuple[str, str, str], ...]
    plain: str
    direct: str = ""

    def headings(self, shapes: Iterable[model.Shape]) -> dict[str, Listed]:
        """Every heading by its id, with its number as Word will show it."""
        out: dict[str, Listed] = {}
        counts = [0] * len(self.levels)
        under = [True] + [False] * len(self.levels)  # whether the heading above has a number, by level
        for heading in shapes:
            if not isinstance(heading, model.Heading):
                continue
            level = heading.level
            numbered = heading.numbered and under[level - 1]
            under[level:] = [numbered] + [False] * (len(under) - level - 1)
            number = ""
            if numbered:
                counts[level - 1] += 1
                counts[level:] = [0] * (len(counts) - level)
                number = self._shown(level, counts)
            bookmark = bookmark_numbered("Toc", heading.id)
            out[heading.id] = Listed(level, numbered, number + model.plain(heading.line), bookmark)
        return out

    def _shown(self, level: int, counts: Sequence[int]) -> str:
        _, text, suffix = self.levels[level - 1]
        number = re.sub(r"%(\d)", lambda m: in_words(counts[int(m[1]) - 1], self.levels[int(m[1]) - 1][0]), text)
        return number + {"tab": "\t", "space": " "}.get(suffix, "")

    def restarted(self, like: str) -> str:
        """A list of its own, numbered from 1, in the manner of the list `like` (a `w:numId`)."""
        source = next(n for n in self.root.iterchildren(name("w:num")) if value(n, "w:numId") == like)
        every = [int(value(n, "w:numId")) for n in self.root.iterchildren(name("w:num"))]
        made = put(self.root, "w:num", numId=max(every) + 1)
        put(made, "w:abstractNumId", val=value(source.find(name("w:abstractNumId"))))
        put(put(made, "w:lvlOverride", ilvl=0), "w:startOverride", val=1)
        return value(made, "w:numId")


def open_numbering(document: Any, styles: Styles, look: model.Look, lang: str) -> Numbering:
    """The look's numbering, with headings linked to the manner of one language.

    A look has one multilevel list a language, named "Collate Headings zh", "Collate Headings en", …; the one that
    fits (else the first) is linked to the heading styles, and the others are left out. "Collate Headings none" is for
    headings without a number: list 0, which the standard has for that (ECMA-376 Part 1, 17.9.18), is taken where the
    look has no such list, but not all validators know it.

    Raises:
        Problems: the look numbers no headings.
    """
    root = document.part.numbering_part.element
    if (theirs := styles.foreign) is not None:
        return Numbering(root, theirs.levels, theirs.plain, theirs.direct)
    manners = {
        value(a.find(name("w:name"))): a
        for a in root.iterchildren(name("w:abstractNum"))
        if value(a.find(name("w:name"))).startswith("Collate Headings")
    }
    unnumbered = manners.pop("Collate Headings none", None)
    if not manners:
        message = f"{look.path.name} has no list 'Collate Headings {lang}'"
        raise Problems([Problem(look.place, message, "missing-list", "take over the numbering of the shipped look")])
    chosen = manners.get(f"Collate Headings {lang}", next(iter(manners.values())))
    keep = value(chosen, "w:abstractNumId")
    number, plain = "", "0"
    dropped = {value(a, "w:abstractNumId") for a in manners.values()} - {keep}
    for num in list(root.iterchildren(name("w:num"))):
        points_to = value(num.find(name("w:abstractNumId")))
        if points_to in dropped:
            root.remove(num)
        elif points_to == keep:
            number = number or value(num, "w:numId")
        elif unnumbered is not None and points_to == value(unnumbered, "w:abstractNumId"):
            plain = value(num, "w:numId")
    for manner in manners.values():
        if manner is not chosen:
            root.remove(manner)
    levels = [
        (
            value(lvl.find(name("w:numFmt"))),
            value(lvl.find(name("w:lvlText"))),
            value(lvl.find(name("w:suff"))) or "tab",
        )
        for lvl in chosen.iterchildren(name("w:lvl"))
    ]
    for n in range(3):
        if not _linked(styles.element(f"Heading {n + 1}"), number, n):
            levels[n : n + 1] = [("none", "", "nothing")]
    return Numbering(root, tuple(levels[:3]), plain)


def _linked(style: Element, number: str, level: int) -> bool:
    """Number a heading style by the list `number`; False for a look whose headings of that level have no number."""
    properties = style.find(f"{name('w:pPr')}/{name('w:numPr')}")
    if properties is None:
        return False
    for child in list(properties):
        properties.remove(child)
    put(properties, "w:ilvl", val=level)
    put(properties, "w:numId", val=number)
    return True


def in_words(n: int, form: str) -> str:
    """A number as a list counts (ECMA-376 Part 1, 17.18.59)."""
    if form.startswith(("chineseCounting", "ideographDigital", "japaneseCounting", "taiwaneseCounting")):
        return in_han(n) if n else ""
    if form in ("upperLetter", "lowerLetter"):
        letter = chr(ord("A") + (n - 1) % 26)
        return letter if form == "upperLetter" else letter.lower()
    if form in ("upperRoman", "lowerRoman"):
        return _roman(n) if form == "upperRoman" else _roman(n).lower()
    return str(n)


def _roman(n: int) -> str:
    out = ""
    for size, sign in ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while n >= size:
            out += sign
            n -= size
    return out
