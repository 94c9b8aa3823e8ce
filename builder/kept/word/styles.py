"""Styles one by one: those that nobody has touched become today's, touched ones stay and are reported."""

from __future__ import annotations

from copy import deepcopy

from builder.kept.word.file import File
from builder.kept.word.merge import Merge
from builder.kept.word.names import Element, local, val, w

_REFERS = ("basedOn", "next", "link")
Key = tuple[str, str]


def settle(m: Merge) -> None:
    """Merge the styles, and learn which style there is which of today's."""
    roots = [file.tree(file.part("styles")) for file in (m.last, m.there, m.now)]
    if roots[1] is None or roots[2] is None:
        return
    last, there, now = (_by_name(root) for root in roots)
    m.bringer.style_ids.update(
        {val(style, "styleId"): val(there[key], "styleId") for key, style in now.items() if key in there}
    )
    signs = [_Signs(m, file) for file in (m.last, m.there, m.now)]
    taken = {val(style, "styleId") for style in there.values()}
    for key, style in now.items():
        if key not in there:
            if val(style, "styleId") not in taken:
                roots[1].append(_fitted(m, style))
                taken.add(val(style, "styleId"))
            continue
        old = last.get(key)
        if old is not None and signs[0].of(old) == signs[2].of(style):
            continue
        if old is not None and signs[0].of(old) == signs[1].of(there[key]):
            fresh = _fitted(m, style)
            there[key].addprevious(fresh)
            roots[1].remove(there[key])
        elif signs[1].of(there[key]) != signs[2].of(style):
            m.say("kept-format", None, (), f"style {key[1]}")
    for tag in ("docDefaults", "latentStyles"):
        _plain(m, tag, roots)


class _Signs:
    """Signatures of the styles of one file, which name one another by id."""

    def __init__(self, m: Merge, file: File):
        self.m, self.file, self.part = m, file, file.part("styles")

    def of(self, style: Element) -> str:
        return self.m.signatures(self.file).of(style, self.part)


def _by_name(root: Element | None) -> dict[Key, Element]:
    """The styles by type and name: programs change their ids."""
    found: dict[Key, Element] = {}
    for style in root.iter(w("style")) if root is not None else ():
        name = val(style.find(w("name"))) or val(style, "styleId")
        found.setdefault((val(style, "type"), name.lower()), style)
    return found


def _fitted(m: Merge, style: Element) -> Element:
    """A copy with the ids that the file there has for it and for the styles that it names."""
    made: Element = deepcopy(style)
    made.tail = None
    ids = m.bringer.style_ids
    made.set(w("styleId"), ids.get(val(made, "styleId"), val(made, "styleId")))
    for one in made.iter():
        if local(one) in _REFERS:
            one.set(w("val"), ids.get(val(one), val(one)))
        elif local(one) == "numId" and val(one) != "0":
            if val(one) not in m.bringer.list_ids:
                m.bringer.list_ids[val(one)] = m.bringer.bring_list(val(one))
            one.set(w("val"), m.bringer.list_ids[val(one)])
    return made


def _plain(m: Merge, tag: str, roots: list[Element]) -> None:
    """A part of the styles that has no name."""
    one, other, new = (root.find(w(tag)) if root is not None else None for root in roots)
    signs = [
        m.signatures(file).of(e, file.part("styles"))
        for file, e in zip((m.last, m.there, m.now), (one, other, new), strict=True)
    ]
    if signs[0] == signs[2] or new is None:
        return
    if signs[0] == signs[1] and other is not None:
        other.addprevious(deepcopy(new))
        roots[1].remove(other)
