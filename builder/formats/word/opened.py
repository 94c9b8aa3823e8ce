"""A look opened for one document.

A look is any Word file. One that has our styles is taken as it is; to another, what it lacks is added (`adopt`), and
its own stay as they are. A style of ours that is only misspelt is a problem, and all of these are said at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from builder import model
from builder.formats.word.adopt import adopt, lists_needed
from builder.formats.word.clean import clean
from builder.formats.word.elements import Element, name, value
from builder.formats.word.headings import HeadingNumbers, add_lists, lists_in, number_headings, numbering_of
from builder.formats.word.look_file import add_theme, hanging_tables, open_file, theme_of
from builder.formats.word.match import Match, matches, misspelt
from builder.formats.word.paint import paint
from builder.formats.word.places import Placed, placed, slots_of
from builder.formats.word.settle import Host
from builder.formats.word.sheet import Sheet, folded, kind_of, title
from builder.formats.word.shipped import shipped
from builder.formats.word.styles import (
    CHARACTERS,
    NOTE,
    NOTE_NUMBER,
    PARAGRAPHS,
    STAND_INS,
    TABLES,
    VALUES,
    Page,
    Styles,
)
from builder.problem import Problem, Problems


@dataclass(frozen=True)
class Opened:
    """A look opened for one document.

    Attributes:
        document: the file as python-docx has it, its sample text gone.
        styles: for the writer.
        place: where the text goes.
        theirs: its styles that stand for ours, by our names.
        added: the styles that it lacked, by our names.
        dropped: what is not taken over from it, in words.
        colours: where the colours of the added styles come from, in words.
    """

    document: Any
    styles: Styles
    place: Placed
    theirs: Mapping[str, Match]
    added: Mapping[str, Element]
    dropped: tuple[str, ...] = ()
    colours: str = ""


def open_look(look: model.Look, lang: str, *, notes: bool = False) -> Opened:
    """Open a look for a document in one language; `notes`: with the styles of footnotes.

    Raises:
        Problems: the file is no Word file, a style of ours is misspelt in it, or what `look.yaml` says is not so.
    """
    document = open_file(look)
    sheet = Sheet.of(document.styles.element)
    slots = slots_of(look)
    wanted, known = kinds(notes=notes), kinds(notes=True)
    found: list[Problem] = []
    lists = lists_in(numbering_of(document))
    theirs = matches(sheet, lists, known, slots, found)
    missing = [w for w in wanted if w not in theirs]
    for style, hint in misspelt(sheet, missing, known):
        found.append(Problem(look.place, f"{look.path.name} has no style '{style}'", "missing-style", hint))
    if found:
        raise Problems(found)
    place = placed(document, look)
    page, wide = place.page, place.wide
    if not missing and _ours(lists):
        return Opened(document, _styles(sheet, theirs, {}, lang, page, wide), place, theirs, {})
    dropped = clean(document, place.sections)
    host = Host(
        sheet,
        {ours: match.style for ours, match in theirs.items()},
        lang,
        paint(sheet, theirs["Heading 1"].style if "Heading 1" in theirs else None, theme_of(document)),
        page.text,
        value(page.section.find(name("w:docGrid")), "w:type") not in ("", "default"),
        hanging_tables(document),
    )
    root = numbering_of(document)
    added = adopt(
        host, [*missing, *_optional(missing)], add_lists(root, sorted(lists_needed(missing, lang)), host.paint)
    )
    sheet = Sheet.of(sheet.root)
    headings = None
    if not _ours(lists):
        by_level = {n: sheet.by_id[_id_of(f"Heading {n}", theirs, added)] for n in (1, 2, 3)}
        headings = number_headings(root, sheet, by_level, lang, slots.numbering, host.paint)
    add_theme(document, host)
    styles = _styles(sheet, theirs, added, lang, page, wide, headings)
    return Opened(document, styles, place, theirs, added, tuple(dropped), host.paint.why)


def kinds(*, notes: bool = False) -> dict[str, str]:
    """The styles that a document needs, and what each is for; `notes`: with those of footnotes."""
    pairs = [f"Collate Tag {tag.capitalize()}" for tag in VALUES]
    return {
        **dict.fromkeys((*PARAGRAPHS, *((NOTE,) if notes else ())), "paragraph"),
        **dict.fromkeys((*CHARACTERS, *((NOTE_NUMBER,) if notes else ())), "character"),
        **dict.fromkeys(TABLES, "table"),
        **dict.fromkeys(pairs, "paragraph"),
        **dict.fromkeys((f"{pair} Char" for pair in pairs), "character"),
    }


def _ours(lists: Mapping[str, Element]) -> bool:
    """Whether a file has one of our lists for headings: then it is a look of ours."""
    return any(value(a.find(name("w:name"))).startswith("Collate Headings") for a in lists.values())


def _optional(missing: list[str]) -> list[str]:
    """What our looks have besides, for files that lack what it stands in for."""
    return [optional for optional, stand_in in STAND_INS.items() if stand_in in missing or stand_in == "Emphasis"]


def _id_of(style: str, theirs: Mapping[str, Match], added: Mapping[str, Element]) -> str:
    return value(theirs[style].style if style in theirs else added[style], "w:styleId")


def _styles(
    sheet: Sheet, theirs: Mapping[str, Match], added: Mapping[str, Element], lang: str, page: Page, wide: Page,
    headings: HeadingNumbers | None = None,
) -> Styles:  # fmt: skip
    """The styles for one language, with the tints of those that have a fill."""
    ids, tints, loose = {}, {}, {}
    for wanted in dict.fromkeys((*theirs, *added, *STAND_INS)):
        kind = kind_of(theirs[wanted].style) if wanted in theirs else "paragraph"
        style = theirs[wanted].style if wanted in theirs else added.get(wanted)
        named = wanted not in theirs or folded(title(theirs[wanted].style)) == folded(wanted)
        twin = added.get(f"{wanted} {lang}")
        if twin is None and named:
            twin = sheet.named(kind, f"{wanted} {lang}")
        style = style if twin is None else twin
        if style is None:
            style = next((s for k in ("paragraph", "character") if (s := sheet.named(k, wanted)) is not None), None)
        if style is None:
            stand_in = STAND_INS[wanted]
            style = theirs[stand_in].style if stand_in in theirs else added[stand_in]
        ids[wanted] = value(style, "w:styleId")
        shading = style.find(f"{name('w:pPr')}/{name('w:shd')}")
        if shading is not None:
            tints[wanted] = shading
        if headings is not None and wanted in theirs:
            loose[wanted] = _loose(sheet, style, wanted)
    for optional, stand_in in STAND_INS.items():
        if ids[optional] == ids[stand_in] and stand_in in loose:
            loose[optional] = loose[stand_in]
    return Styles(ids, tints, page, wide, sheet.by_id, headings, loose)


def _loose(sheet: Sheet, style: Element, ours: str) -> frozenset[str]:
    """What our style has and theirs lacks of what keeps a document together."""
    base = shipped().sheet.named("paragraph", ours)
    if base is None:
        return frozenset()
    found = set()
    if shipped().sheet.on(base, "w:pPr/w:keepNext") and not sheet.on(style, "w:pPr/w:keepNext"):
        found.add("keepNext")
    if ours.startswith("Heading") and sheet.property(style, "w:pPr/w:outlineLvl") is None:
        found.add("outlineLvl")
    return frozenset(found)
