"""Which style of somebody's own Word file stands for which of ours, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from builder.formats.word.elements import Element, name, value
from builder.formats.word.known import own_to_word, recognised
from builder.formats.word.sheet import Kind, Sheet, folded, kind_of, title
from builder.formats.word.slots import Slots
from builder.load import Str
from builder.problem import Problem, did_you_mean

BODY = "Collate Body"
_LISTS = ("List Bullet", "List Number")


@dataclass(frozen=True)
class Match:
    """A style of the file that stands for one of ours, and how it was recognised."""

    style: Element
    how: str


def matches(
    sheet: Sheet, lists: Mapping[str, Element], wanted: Mapping[str, Kind], slots: Slots, found: list[Problem]
) -> dict[str, Match]:
    """The styles of a file that can stand for ours.

    Args:
        sheet: of the file.
        lists: its lists by `w:numId`.
        wanted: our styles and what they are for.
        slots: what `look.yaml` says.
        found: takes what is wrong with that.
    """
    out = dict(_named(sheet, wanted, slots, found))
    for style, kind in wanted.items():
        if style in out:
            continue
        match = recognised(sheet, kind, style)
        if match and style in _LISTS and not numbered(sheet, lists, match[0]):
            continue  # paragraphs in it would have no bullet
        if match:
            out[style] = Match(*match)
    if BODY in wanted and BODY not in out and (body := _body(sheet, out.get("Heading 1"))):
        out[BODY] = body
    return out


def misspelt(sheet: Sheet, missing: Sequence[str], wanted: Mapping[str, Kind]) -> Iterator[tuple[str, str]]:
    """Missing styles of ours that the file has under a slightly other name, and a hint that says so."""
    known = {folded(w) for w in wanted}
    every = [title(s) for s in sheet.by_id.values() if title(s).startswith("Collate")]
    there = [t for t in every if folded(t) not in known and folded(t).rpartition(" ")[0] not in known]
    for style in missing:
        hint = did_you_mean(style, there) if there else ""
        if hint.startswith("did you mean"):
            yield style, hint


def numbered(sheet: Sheet, lists: Mapping[str, Element], style: Element) -> bool:
    """Whether paragraphs of a style have a bullet or a number."""
    level = level_of(sheet, lists, style)
    return level is not None and value(level.find(name("w:numFmt"))) != "none"


def level_of(sheet: Sheet, lists: Mapping[str, Element], style: Element) -> Element | None:
    """The level (`w:lvl`) of the list that a style belongs to."""
    found = lists.get(sheet.attribute(style, "w:pPr/w:numPr/w:numId", "w:val"))
    if found is None:
        return None
    at = sheet.attribute(style, "w:pPr/w:numPr/w:ilvl", "w:val") or "0"
    own = value(style, "w:styleId")
    levels = list(found.iterchildren(name("w:lvl")))
    linked = (level for level in levels if value(level.find(name("w:pStyle"))) == own)
    return next(linked, next((level for level in levels if value(level, "w:ilvl") == at), None))


def _named(sheet: Sheet, wanted: Mapping[str, Kind], slots: Slots, found: list[Problem]) -> Iterator[tuple[str, Match]]:
    for ours, theirs in slots.styles.items():
        place = ours.place if isinstance(ours, Str) else slots.place
        kind = wanted.get(ours)
        if kind is None:
            found.append(Problem(place, f"'{ours}' is no style of ours", "unknown-field", did_you_mean(ours, wanted)))
            continue
        style = sheet.named(kind, theirs)
        if style is None and theirs in sheet.by_id and kind_of(sheet.by_id[theirs]) == kind:
            style = sheet.by_id[theirs]
        if style is None:
            names = [title(s) for s in sheet.by_id.values() if kind_of(s) == kind]
            message = f"the look has no {kind} style '{theirs}'"
            found.append(Problem(theirs.place, message, "missing-style", did_you_mean(theirs, names)))
            continue
        yield str(ours), Match(style, "look.yaml")


def _body(sheet: Sheet, heading: Match | None) -> Match | None:
    """What follows a heading where people press Enter, as long as its paragraphs can be told from one another."""
    after = None if heading is None else sheet.by_id.get(value(heading.style.find(name("w:next"))))
    if after is not None and kind_of(after) == "paragraph" and not own_heading(after) and _apart(sheet, after):
        return Match(after, f"'{title(after)}' follows a heading")
    body = recognised(sheet, "paragraph", "Body Text")
    if body and _apart(sheet, body[0]):
        return Match(body[0], "it is the file's body text")
    normal = sheet.default("paragraph")
    return Match(normal, "paragraphs have it by default") if normal is not None and _apart(sheet, normal) else None


def own_heading(style: Element) -> bool:
    """Whether a style is one of Word's headings by its name."""
    return folded(title(style)).startswith("heading") and own_to_word(title(style).strip().title())


def _apart(sheet: Sheet, style: Element) -> bool:
    """Whether its paragraphs stand apart: by space, or by an indent of the first line."""
    spacing, indent = "w:pPr/w:spacing", "w:pPr/w:ind"
    space = sum(_number(sheet.attribute(style, spacing, f"w:{side}")) for side in ("before", "after"))
    lines = sum(_number(sheet.attribute(style, spacing, f"w:{side}Lines")) for side in ("before", "after"))
    first = _number(sheet.attribute(style, indent, "w:firstLine"))
    chars = _number(sheet.attribute(style, indent, "w:firstLineChars"))
    return space >= 60 or lines > 0 or first > 0 or chars > 0


def _number(text: str) -> int:
    return int(text) if text.lstrip("-").isdigit() else 0
