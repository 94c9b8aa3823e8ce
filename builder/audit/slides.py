"""A PowerPoint file read back: slides in the order in which they are shown, then each slide's charts and notes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from builder.audit.piece import Piece, folded
from builder.finished.package import RELATION_ID, Element, Package, open_package
from builder.model import Unit

_P = "http://schemas.openxmlformats.org/presentationml/2006/main"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NO_WORDS = ("ftr", "sldNum", "dt", "hdr", "sldImg")


def read_pptx(data: bytes) -> tuple[Piece, ...]:
    """The paragraphs of a deck, in reading order; `identified` tells which lines they are.

    Raises:
        ValueError: it is no PowerPoint file.
    """
    package = open_package(data)
    root = package.tree(package.main)
    shown = root.find(f"{{{_P}}}sldIdLst") if root is not None else None
    if root is None or root.tag != f"{{{_P}}}presentation":
        raise ValueError("it is a zip file, but no PowerPoint file")
    relations = package.related(package.main)
    found: list[Piece] = []
    for n, one in enumerate(shown if shown is not None else (), 1):
        related = relations.get(one.get(RELATION_ID, ""))
        if related:
            found += _slide(package, related.part, n)
    return tuple(found)


def _slide(package: Package, part: str, n: int) -> Iterator[Piece]:
    root = package.tree(part)
    if root is None:
        return
    relations = package.related(part)
    shapes = list(_shapes(root))
    for shape in shapes:
        yield from _paragraphs(shape, f"slide {n}", n)
    for shape in shapes:
        name = _name(shape)
        for series in package.charts(shape, relations):
            yield from (Piece(folded(one), f"slide {n}, chart '{name}'", name, slide=n) for one in series)
    notes = next((r.part for r in relations.values() if r.kind == "notesSlide"), "")
    page = package.tree(notes)
    if page is not None:
        key = next((_name(s) for s in shapes if _kind(s) in ("title", "ctrTitle")), _name(shapes[0]) if shapes else "")
        for shape in _shapes(page):
            for piece in _paragraphs(shape, f"slide {n}, notes", n):
                yield replace(piece, anchor=f"notes of {key}", spoken=True)


def _shapes(root: Element) -> Iterator[Element]:
    """Shapes and graphic frames in reading order, those of groups too."""
    for one in root.iter(f"{{{_P}}}sp", f"{{{_P}}}graphicFrame", f"{{{_P}}}cxnSp"):
        if next(one.iterancestors(_FALLBACK), None) is None and _kind(one) not in _NO_WORDS:
            yield one


def _name(shape: Element) -> str:
    """What the shape is called in the selection pane."""
    return next((one.get("name", "") for one in shape.iter(f"{{{_P}}}cNvPr")), "")


def _kind(shape: Element) -> str:
    """The kind of placeholder ("title", "body"), "" for other shapes."""
    return next((one.get("type", "") for one in shape.iter(f"{{{_P}}}ph")), "")


def _paragraphs(shape: Element, where: str, n: int) -> Iterator[Piece]:
    name = _name(shape)
    rows = list(shape.iter(f"{{{_A}}}tr"))
    if not rows:
        place = f"{where}, shape '{name}'" if not where.endswith("notes") else where
        yield from (Piece(text, place, name, slide=n) for text in _texts(shape))
        return
    for r, row in enumerate(rows, 1):
        for c, cell in enumerate(row.iter(f"{{{_A}}}tc"), 1):
            place = f"{where}, table '{name}', row {r}, column {c}"
            for text in _texts(cell):
                yield Piece(text, place, name, slide=n, cell=(_number(shape), r, c))


def _number(shape: Element) -> int:
    """A table's number on its slide: the id that PowerPoint gives every shape."""
    given = next((one.get("id", "") for one in shape.iter(f"{{{_P}}}cNvPr")), "")
    return int(given) if given.isdecimal() else 1


def _texts(parent: Element) -> Iterator[str]:
    """The words of every paragraph that has any."""
    for paragraph in parent.iter(f"{{{_A}}}p"):
        parts = []
        for one in paragraph.iter(f"{{{_A}}}t", f"{{{_A}}}br"):
            parts.append("\n" if one.tag == f"{{{_A}}}br" else one.text or "")
        if text := folded("".join(parts)):
            yield text


def identified(pieces: Sequence[Piece], units: Sequence[Unit]) -> tuple[Piece, ...]:
    """The pieces of a deck just made, with the ids of the units that its maker says stand there."""
    by_place: dict[str, list[Unit]] = {}
    for unit in units:
        by_place.setdefault(unit.where, []).append(unit)
    done: list[Piece] = []
    for where, group in _grouped(pieces, lambda p: f"{'notes' if p.spoken else 'slide'} {p.slide}").items():
        ids = [(u.id, folded(u.text)) for u in by_place.get(where, ())]
        done += _aligned(group, ids, pair=False)
    return tuple(done)


def recognised(pieces: Sequence[Piece], made: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces of any deck, with the ids that the pieces of the deck just made have in shapes of the same name."""
    known = _grouped(made, lambda p: p.anchor)
    groups = _grouped(pieces, lambda p: p.anchor)
    named: dict[int, Piece] = {}
    for anchor, group in groups.items():
        ids = [(line, text) for p in known.get(anchor, ()) for line, text in p.lines]
        for before, after in zip(group, _aligned(group, ids, pair=True), strict=True):
            named[id(before)] = after
    return tuple(named[id(piece)] for piece in pieces)


def _grouped(pieces: Sequence[Piece], key: Callable[[Piece], str]) -> dict[str, list[Piece]]:
    groups: dict[str, list[Piece]] = {}
    for piece in pieces:
        groups.setdefault(key(piece), []).append(piece)
    return groups


def _aligned(group: Sequence[Piece], ids: Sequence[tuple[str, str]], *, pair: bool) -> Iterator[Piece]:
    """The pieces with the ids that fall to them: by equal words in equal order, and (`pair`) by order alone between."""
    wanted, there = [text for _, text in ids], [p.text for p in group]
    given: dict[int, str] = {}
    if pair and len(wanted) == len(there):
        given = {n: line for n, (line, _) in enumerate(ids)}
    else:
        for tag, a, a_end, b, b_end in SequenceMatcher(None, wanted, there, autojunk=False).get_opcodes():
            if tag == "equal" or (tag == "replace" and pair):
                given |= {n: ids[m][0] for n, m in zip(range(b, b_end), range(a, a_end), strict=False)}
    for n, piece in enumerate(group):
        yield replace(piece, lines=((given[n], piece.text),)) if n in given else replace(piece, rest=piece.text)
