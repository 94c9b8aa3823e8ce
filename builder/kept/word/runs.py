"""Runs, hyperlinks and fields for atoms that come from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy

from lxml import etree

from builder.kept.atoms import HAN, Atom
from builder.kept.word.cuts import WHOLE
from builder.kept.word.names import SPACE, Element, local, remove, val, w
from builder.kept.word.pieces import Piece

Bring = Callable[[Element], Element]
"""Copies an element of another file, with all that it needs."""
_DERIVED = ("rFonts", "lang")  # of a run's properties: what follows from the script of its text


def made_of(new: list[tuple[Atom, Piece | None]], properties: Element | None, bring: Bring) -> list[Element]:
    """Runs, hyperlinks and fields for atoms, neighbours that look alike in one run."""
    made: list[Element] = []
    before: tuple[Element | None, str] | None = None
    for at, (atom, source) in enumerate(new):
        if source is not None and not source.spots:  # the blank between two paragraphs
            around = [a.text for a, _ in new[max(at - 1, 0) : at + 2]]
            if any(re.match(f"[{HAN}]", text[-1:]) for text in around):
                continue
            source = None
        if atom.thing and source is not None:
            made += _copied(source, bring)
            before = None
            continue
        origin = source.run if source is not None else None
        if before is None or before != (origin, source.link if source else ""):
            run = etree.Element(w("r"))
            if (look := _look(properties, source, bring)) is not None:
                run.append(look)
            made.append(_linked(run, source, bring))
            before = (origin, source.link if source else "")
        else:
            run = made[-1] if local(made[-1]) == "r" else made[-1][-1]
        _say(run, atom.text)
    return made


def _look(properties: Element | None, source: Piece | None, bring: Bring) -> Element | None:
    """The properties of a new run: of the text beside it, if that is as strong and as plain; else its own."""
    own = source.run.find(w("rPr")) if source is not None and source.run is not None else None
    if source is None or source.run is None:
        return deepcopy(properties) if properties is not None else None
    brought = bring(own) if own is not None else None
    if properties is None:
        return brought
    if _style(properties) != _style(brought):
        return brought
    look = deepcopy(properties)
    for tag in _DERIVED:
        if (old := look.find(w(tag))) is not None and (tag == "lang" or _hint_only(old)):
            look.remove(old)
        fresh = brought.find(w(tag)) if brought is not None else None
        if fresh is not None and look.find(w(tag)) is None:
            _in_order(look, deepcopy(fresh))
    return look if len(look) else None


def _style(properties: Element | None) -> tuple[str, ...]:
    if properties is None:
        return ("", "", "")
    return tuple(
        f"{tag}{val(one)}" if (one := properties.find(w(tag))) is not None else "" for tag in ("rStyle", "b", "i")
    )


def _hint_only(fonts: Element) -> bool:
    return set(fonts.keys()) <= {w("hint")}


def _in_order(look: Element, child: Element) -> None:
    """`w:rFonts` follows `w:rStyle`, `w:lang` comes last but for a few that our files never have (17.3.2.28)."""
    if local(child) == "rFonts":
        look.insert(1 if look.find(w("rStyle")) is not None else 0, child)
        return
    last = {w(tag) for tag in ("eastAsianLayout", "specVanish", "oMath", "rPrChange")}
    at = next((n for n, one in enumerate(look) if one.tag in last), len(look))
    look.insert(at, child)


def _linked(run: Element, source: Piece | None, bring: Bring) -> Element:
    """The run in a copy of the hyperlink that it stands in."""
    if source is None or not source.link or source.run is None:
        return run
    link = next(source.run.iterancestors(w("hyperlink")), None)
    if link is None:
        return run
    made = bring(etree.Element(link.tag, dict(link.attrib)))
    made.append(run)
    return made


def _copied(source: Piece, bring: Bring) -> list[Element]:
    """A thing with all that it needs: its hyperlink, or its runs with nothing else in them."""
    made: list[Element] = []
    last: tuple[Element, Element] | None = None
    for spot in source.spots:
        if local(spot.node) in WHOLE:
            made.append(bring(spot.node))
            continue
        run = spot.node.getparent()
        if last is None or last[0] is not run:
            copy = etree.Element(w("r"))
            if (properties := run.find(w("rPr"))) is not None:
                copy.append(bring(properties))
            made.append(copy)
            last = (run, copy)
        last[1].append(bring(spot.node))
    return made


def _say(run: Element, text: str) -> None:
    """Text at the end of a run; tabs and line breaks are elements of their own."""
    signs = {"\t": "tab", "\n": "br", "\u2011": "noBreakHyphen"}
    for part in (text,) if text not in signs else ():
        last = run[-1] if len(run) and run[-1].tag == w("t") else None
        if last is None:
            last = etree.SubElement(run, w("t"))
            last.text = ""
        last.text = (last.text or "") + part
        last.set(SPACE, "preserve")
    if text in signs:
        etree.SubElement(run, w(signs[text]))


def joined(p: Element) -> None:
    """Neighbouring runs of text that look alike become one again."""
    for run in list(p.iter(w("r"))):
        if run.getparent() is None:
            continue
        while (after := run.getnext()) is not None and after.tag == w("r") and _alike(run, after):
            mine, other = run[-1], after[-1]
            mine.text = (mine.text or "") + (other.text or "")
            mine.set(SPACE, "preserve")
            remove(after)


def _alike(one: Element, other: Element) -> bool:
    contents = [[c for c in run if c.tag != w("rPr")] for run in (one, other)]
    if any(len(c) != 1 for c in contents) or contents[0][0].tag != contents[1][0].tag:
        return False
    if contents[0][0].tag not in (w("t"), w("delText")):
        return False
    looks = [run.find(w("rPr")) for run in (one, other)]
    texts = [b"" if look is None or not len(look) else etree.tostring(look, method="c14n") for look in looks]
    return texts[0] == texts[1]
