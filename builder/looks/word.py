"""Somebody's own Word file, read as a look."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from builder.formats.word import fields_in
from builder.formats.word.elements import Element, name, value
from builder.formats.word.known import own_to_word
from builder.formats.word.look_file import open_file, theme_of
from builder.formats.word.opened import Opened, open_look
from builder.formats.word.opening import marks
from builder.formats.word.sheet import Sheet, kind_of, title
from builder.looks import Shortfall
from builder.model import Look
from builder.problem import Place, Problems

FILE = Path("look.docx")
_MM_PER_TWIP = 25.4 / 1440
_NARROW_MM = 110.0
_KNOWN = ("outline", "lang", "date")
_LOOSE = (
    ("keepNext", "nothing keeps paragraphs with what follows", "each of our paragraphs says so itself"),
    ("outlineLvl", "no outline level", "each of our headings states its own"),
)
_LEAST_PT = {"zh": 12.0, "en": 10.5}


def inspect(data: bytes) -> str:
    """What is in a Word file: its styles and which of ours they stand for, numbering, pages, the place of the text,
    fields, and what will be done about the rest.

    Raises:
        Problems: it is no Word file, or one that is not taken.
    """
    look = _look(data)
    document = open_file(look)
    opened = open_look(look, "en", notes=True)
    sheet = Sheet.of(document.styles.element)
    return "\n".join(
        [
            *_styles(sheet, opened),
            *_numbering(opened),
            *_pages(document.element.body),
            *_place(document.element.body, opened, look),
            "",
            "What it lacks, and what is done about it:",
            *([f"  {lack.what}: {lack.then}" for lack in shortfalls(look)] or ["  nothing"]),
        ]
    )


def first_map(data: bytes) -> str:
    """The text of a first look.yaml: every choice with its reason, to be changed by hand.

    Raises:
        Problems: as `inspect`.
    """
    opened = open_look(_look(data), "en", notes=True)
    opening, headings = opened.place.opening, opened.styles.foreign
    lines = [
        "# What stands for what in this Word file. Change the right side, or delete a line to have it found out.",
        f"body: {_yaml_place(opened)}  # {opening.how}",
        "keep: [before, after]  # of the text around that place",
        f"cover: {'theirs' if opened.place.cover else 'ours'}  # "
        + ("its own text prints the title" if opened.place.cover else "nothing before the text prints the title"),
    ]
    if headings is not None:
        whose = "theirs" if not headings.direct else "ours"
        lines.append(f"numbering: {whose}  # {headings.why}")
    lines.append("styles:" if opened.theirs else "styles: {}  # it has none that could stand for ours")
    for ours, match in opened.theirs.items():
        lines.append(f"  {_quoted(ours)}: {_quoted(title(match.style))}  # {match.how}")
    return "\n".join(lines) + "\n"


def shortfalls(look: Look) -> list[Shortfall]:
    """What a look lacks for a briefing, and what will be done about it."""
    try:
        opened = open_look(look, "en", notes=True)
        fields = fields_in(look)
    except Problems as e:
        return [Shortfall(p.message, p.hint, fatal=True) for p in e.found]
    out = [
        Shortfall(f"{f.where}: nothing is called '{f.text}'", f"use {', '.join(_KNOWN)}", fatal=True)
        for f in fields
        if not f.text.strip("{} ").startswith(_KNOWN)
    ]
    return [*out, *_lacks(look, opened)]


def _lacks(look: Look, opened: Opened) -> Iterator[Shortfall]:
    word = [style for style in opened.added if own_to_word(style)]
    if word:
        yield Shortfall(f"no styles {', '.join(map(repr, word))}", "added, as Word itself does on first use")
    rest = [style for style in opened.added if style not in word]
    if rest:
        then = f"added from the shipped look, in the file's fonts and colours ({opened.colours})"
        yield Shortfall(f"no styles for {len(rest)} things such as '{rest[0]}'", then)
    headings = opened.styles.foreign
    if headings is not None and headings.direct:
        yield Shortfall(headings.why, "headings are numbered in the manner of the language, paragraph by paragraph")
    if theme_of(open_file(look)) is None:
        yield Shortfall("no theme", "charts get one with the file's colour and fonts")
    for lack, what, then in _LOOSE:
        loose = [ours for ours in opened.theirs if lack in opened.styles.loose.get(ours, ())]
        if loose:
            yield Shortfall(f"{what} in {', '.join(map(repr, loose))}", then)
    body_pt = opened.styles.points("Collate Body")
    small = [lang for lang, least in _LEAST_PT.items() if body_pt < least]
    if small and headings is not None and "Collate Body" in opened.theirs:
        yield Shortfall(f"its text is {body_pt:g} pt, small for {' and '.join(small)}", "left as it is")
    wide_mm = opened.styles.page.text * _MM_PER_TWIP
    if wide_mm < _NARROW_MM:
        yield Shortfall(f"its text is {wide_mm:.0f} mm wide", "tables are set in that width, with many lines a cell")
    for dropped in opened.dropped:
        yield Shortfall(dropped, "not taken over")


def _look(data: bytes) -> Look:
    return Look(data, FILE, Place(FILE))


def _styles(sheet: Sheet, opened: Opened) -> Iterator[str]:
    counts = {
        kind: sum(kind_of(s) == kind for s in sheet.by_id.values()) for kind in ("paragraph", "character", "table")
    }
    yield "Styles: " + ", ".join(f"{n} {kind}" for kind, n in counts.items())
    for ours, match in opened.theirs.items():
        style_id = value(match.style, "w:styleId")
        size = f", {sheet.points(match.style):g} pt" if kind_of(match.style) == "paragraph" else ""
        yield f"  {ours} = '{title(match.style)}' (id {style_id}{size}): {match.how}"
    used = {value(match.style, "w:styleId") for match in opened.theirs.values()}
    others = [f"{title(s)} ({key})" for key, s in sheet.by_id.items() if key not in used and kind_of(s) == "paragraph"]
    if others:
        yield f"  other paragraph styles: {', '.join(others[:40])}{', …' if len(others) > 40 else ''}"


def _numbering(opened: Opened) -> Iterator[str]:
    headings = opened.styles.foreign
    yield ""
    if headings is None:
        yield "Numbering: lists of our own"
        return
    yield f"Numbering: {headings.why}"
    for n, (form, text, _) in enumerate(headings.levels, 1):
        yield f"  level {n}: {'no number' if form == 'none' or not text else f'{text} ({form})'}"


def _pages(body: Element) -> Iterator[str]:
    yield "\nSections:"
    for n, section in enumerate(body.iter(name("w:sectPr")), 1):
        size, margins = section.find(name("w:pgSz")), section.find(name("w:pgMar"))
        width, height = (_mm(size, f"w:{side}") for side in "wh")
        sides = [_mm(margins, f"w:{side}") for side in ("top", "right", "bottom", "left")]
        paper = f"{width} x {height} mm" if width else "no paper size (A4 is set)"
        running = [
            f"{value(r, 'w:type')} {tag}"
            for tag in ("header", "footer")
            for r in section.iterchildren(name(f"w:{tag}Reference"))
        ]
        columns = value(section.find(name("w:cols")), "w:num")
        more = f", {columns} columns" if columns not in ("", "1") else ""
        yield (
            f"  {n}: {paper}, margins {' '.join(sides)} mm (top, right, bottom, left){more};"
            f" {', '.join(running) or 'no header or footer'}"
        )


def _mm(element: Element | None, key: str) -> str:
    text = value(element, key).lstrip("-")
    return f"{int(text) * _MM_PER_TWIP:.0f}" if text.isdigit() else ""


def _place(body: Element, opened: Opened, look: Look) -> Iterator[str]:
    yield f"\nThe text: {opened.place.opening.how}"
    there = [f"{kind} '{mark}'" for kind, mark in marks(body)]
    yield f"  it could go to: {', '.join(there) or 'no bookmark or content control'}"
    try:
        fields = fields_in(look)
    except Problems as e:
        fields = ()
        for problem in e.found:
            yield f"  {problem.message}"
    shown = (f"{field.text} in {field.where.rpartition(' ')[2]}" for field in fields)
    yield f"\nFields: {', '.join(shown) or 'none'}"


def _yaml_place(opened: Opened) -> str:
    mark = opened.place.opening.mark
    return "whole" if mark is None else f"{{{mark.kind}: {_quoted(mark.name)}}}"


def _quoted(text: str) -> str:
    """As YAML reads it back, whatever is in it."""
    return json.dumps(text, ensure_ascii=False)
