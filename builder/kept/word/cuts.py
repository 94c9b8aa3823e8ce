"""Runs cut at the edges of atoms, so that what is between can be taken out or something put in between."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from builder.kept.word.names import SPACE, Element, local, w
from builder.kept.word.pieces import Piece, Spot

WHOLE = ("hyperlink", "fldSimple", "oMath", "oMathPara")
"""What stands beside runs, and is never cut."""


def isolated(piece: Piece) -> list[Element]:
    """The piece's own runs (or hyperlink), cut out of the runs around them; from right to left."""
    found: list[Element] = []
    for spot in reversed(piece.spots):
        if local(spot.node) in WHOLE:
            found.append(spot.node)
            continue
        run = _cut_out(spot)
        if not found or found[-1] is not run:
            found.append(run)
    return found


def outermost(spot: Spot, *, first: bool) -> Element:
    """The run of a spot, cut so that what comes next to the spot can stand next to the run."""
    if local(spot.node) in WHOLE:
        return spot.node
    if local(spot.node) in ("t", "delText"):
        text = spot.node.text or ""
        at = spot.start if first else spot.end
        if first and at:
            _cut_out(Spot(spot.node, at, len(text)))
            return spot.node.getparent().getnext()
        if not first and at < len(text):
            _after(spot.node, text[at:])
            spot.node.text = text[:at]
            spot.node.set(SPACE, "preserve")
    run = spot.node.getparent()
    following = list(spot.node.itersiblings())
    if not first and following:
        _next_run(run, following)
    if first and any(one.tag != w("rPr") for one in spot.node.itersiblings(preceding=True)):
        return _next_run(run, [spot.node, *following])
    return run


def _cut_out(spot: Spot) -> Element:
    """The run with nothing but this spot."""
    node = spot.node
    if local(node) in ("t", "delText"):
        text = node.text or ""
        if spot.end < len(text):
            _after(node, text[spot.end :])
            node.text = text[: spot.end]
        if spot.start:
            node = _after(node, (node.text or "")[spot.start :])
            spot.node.text = (spot.node.text or "")[: spot.start]
            spot.node.set(SPACE, "preserve")
        node.set(SPACE, "preserve")
    run = node.getparent()
    following = list(node.itersiblings())
    if following:
        _next_run(run, following)
    before = [one for one in node.itersiblings(preceding=True) if one.tag != w("rPr")]
    if before:
        run = _next_run(run, [node])
    return run


def _after(node: Element, text: str) -> Element:
    """A second `w:t` right behind, with the rest."""
    made = etree.Element(node.tag)
    made.text = text
    made.set(SPACE, "preserve")
    node.addnext(made)
    return made


def _next_run(run: Element, children: list[Element]) -> Element:
    """A second run right behind, with these children and the same properties."""
    made = etree.Element(w("r"))
    if (properties := run.find(w("rPr"))) is not None:
        made.append(deepcopy(properties))
    for child in children:
        made.append(child)
    run.addnext(made)
    return made
