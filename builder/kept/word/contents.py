"""The table of contents: a field that spans paragraphs begins in its first entry and ends in its last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from builder.kept.word.merge import Merge
from builder.kept.word.names import Element, local, paragraphs, remove, val, w


@dataclass
class _Field:
    """The signs of the tables of contents in a text.

    Attributes:
        begins, ends: from the first sign to the one before the entries, and the last signs.
        sound: there is one of each for each table.
    """

    begins: list[list[Element]] = field(default_factory=list)
    ends: list[Element] = field(default_factory=list)
    sound: bool = True


def settle(m: Merge) -> None:
    """Put the signs right where entries have come and gone; entries themselves are paragraphs like all others."""
    found = _signs(m.there.body)
    if found.sound and not (m.track.on and found.begins):
        return
    for sign in [*(one for begin in found.begins for one in begin), *found.ends]:
        _out(sign)
    entries = [p for p in paragraphs(m.there.body) if any(True for _ in _links(p))]
    today = _signs(m.now.body)
    if not entries or not today.begins:
        return
    at = entries[0].find(w("pPr"))
    place = 0 if at is None else entries[0].index(at) + 1
    runs = dict.fromkeys(sign.getparent() for sign in today.begins[0])
    for n, run in enumerate(runs):
        entries[0].insert(place + n, m.bring(m.main)(run))
    for sign in today.ends[:1]:
        entries[-1].append(m.bring(m.main)(sign.getparent()))


def _links(p: Element) -> Iterator[Element]:
    """Links to headings, outside of fields of their own."""
    return (link for link in p.iter(w("hyperlink")) if val(link, "anchor").startswith("_Toc"))


def _signs(body: Element) -> _Field:
    found = _Field()
    inner: list[Element] = []
    opening: list[Element] | None = None
    depth = 0
    for sign in body.iter(w("fldChar"), w("instrText"), w("delInstrText")):
        kind = val(sign, "fldCharType") if local(sign) == "fldChar" else "code"
        if kind == "begin":
            if _code(sign).upper().startswith("TOC"):
                opening = [sign]
                found.begins.append(opening)
                depth += 1
                found.sound &= depth == 1
            else:
                inner.append(sign)
        elif inner:
            if kind == "end":
                inner.pop()
        elif kind == "end":
            found.ends.append(sign)
            depth -= 1
            found.sound &= depth == 0
        elif opening is not None:
            opening.append(sign)
            if kind == "separate":
                opening = None
    found.sound &= depth == 0
    return found


def _code(begin: Element) -> str:
    """The instruction behind the first sign of a field."""
    text = ""
    p = next(begin.iterancestors(w("p")))
    inside = False
    for sign in p.iter(w("fldChar"), w("instrText"), w("delInstrText")):
        if sign is begin:
            inside = True
        elif inside and local(sign) == "fldChar":
            break
        elif inside:
            text += sign.text or ""
    return text.strip()


def _out(sign: Element) -> None:
    run = sign.getparent()
    remove(sign)
    if all(local(one) == "rPr" for one in run):
        around = run.getparent()
        remove(run)
        if local(around) in ("ins", "del") and not len(around):
            remove(around)
