"""Numbering: the lists of today's build under the ids that the file there has for them."""

from __future__ import annotations

from collections import Counter
from copy import deepcopy

from builder.kept.word.blocks import names_in
from builder.kept.word.merge import Merge
from builder.kept.word.names import Element, paragraphs, val, w


def settle(m: Merge) -> None:
    """Untouched numbering becomes today's; after that today's lists are known by their ids there."""
    parts = [file.part("numbering") for file in (m.last, m.there, m.now)]
    if not parts[2]:
        return
    if not parts[1]:
        m.bringer.part(parts[2])
        relation = next(id for id, one in m.now.relations(m.now.main).items() if one.kind == "numbering")
        m.there.relate(m.there.main, m.now.relation_type(m.now.main, relation), m.bringer.parts[parts[2]])
        m.bringer.bring_list = lambda id: id
        return
    signs = [m.sign(file, part) if part else "" for file, part in zip((m.last, m.there, m.now), parts, strict=True)]
    if signs[1] == signs[2]:
        m.bringer.bring_list = lambda id: id
        return
    if signs[0] == signs[1] and not m.track.on and _extends(m.last.tree(parts[0]), m.now.tree(parts[2])):
        m.there.replace(parts[1], m.now.parts[parts[2]])
        m.bringer.bring_list = lambda id: id
        return
    if signs[0] != signs[1]:
        _learn(m)
    lists = _Lists(m, m.there.tree(parts[1]), m.now.tree(parts[2]))
    m.bringer.bring_list = lists.bring


def _extends(last: Element | None, now: Element | None) -> bool:
    """Whether every list of the last build has the same id in today's, and counts by the same definition."""
    if last is None or now is None:
        return False
    old, new = ({val(n, "numId"): val(n.find(w("abstractNumId"))) for n in r.iter(w("num"))} for r in (last, now))
    return all(new.get(id) == definition for id, definition in old.items())


def _learn(m: Merge) -> None:
    """After another program has renumbered the lists: which is which, by the lines that stand in them."""
    named: dict[str, str] = {}
    for p in paragraphs(m.now.body):
        if number := val(p.find(f"{w('pPr')}/{w('numPr')}/{w('numId')}")):
            named.update(dict.fromkeys(names_in(p), number))
    votes: Counter[tuple[str, str]] = Counter()
    for name, number in named.items():
        for p in m.places.of.get(name, ())[:1]:
            if there := val(p.find(f"{w('pPr')}/{w('numPr')}/{w('numId')}")):
                votes[number, there] += 1
    for (number, there), _ in votes.most_common():
        m.bringer.list_ids.setdefault(number, there)


class _Lists:
    """Brings single lists."""

    def __init__(self, m: Merge, there: Element, now: Element):
        self.m, self.there, self.now = m, there, now
        self.used: set[str] = set()

    def bring(self, id: str) -> str:
        """The id there of a list: of one that counts the same way under the same id, else of a new one."""
        num = next((one for one in self.now.iter(w("num")) if val(one, "numId") == id), None)
        if num is None:
            return id
        shape = _shape(self.now, num)
        same = next((one for one in self.there.iter(w("num")) if val(one, "numId") == id), None)
        if same is not None and _shape(self.there, same) == shape:
            return id
        ids = [int(val(one, "numId")) for one in self.there.iter(w("num"))]
        made = deepcopy(num)
        made.tail = None
        made.set(w("numId"), str(max([0, *ids]) + 1))
        made.find(w("abstractNumId")).set(w("val"), self._abstract(val(num.find(w("abstractNumId")))))
        behind = [one for one in self.there if one.tag == w("num")]
        (behind[-1].addnext if behind else self.there.append)(made)
        return val(made, "numId")

    def _abstract(self, id: str) -> str:
        """The id there of a way of counting, brought where there is none like it."""
        mine = {val(one, "abstractNumId"): one for one in self.there.iter(w("abstractNum"))}
        wanted = next(one for one in self.now.iter(w("abstractNum")) if val(one, "abstractNumId") == id)
        for key, one in mine.items():
            if _levels(one) == _levels(wanted):
                return key
        made = deepcopy(wanted)
        made.tail = None
        number = str(max([-1, *(int(key) for key in mine)]) + 1)
        made.set(w("abstractNumId"), number)
        for one in list(made.iter(w("nsid"))):
            made.remove(one)  # two lists of the same nsid would become one
        last = [one for one in self.there if one.tag == w("abstractNum")]
        if last:
            last[-1].addnext(made)
        else:
            self.there.insert(0, made)
        return number


def _shape(root: Element, num: Element) -> tuple[object, ...]:
    """How a list counts, and where it begins anew."""
    id = val(num.find(w("abstractNumId")))
    abstract = next((one for one in root.iter(w("abstractNum")) if val(one, "abstractNumId") == id), None)
    return (_levels(abstract), tuple(_flat(one) for one in num.iter(w("lvlOverride"))))


def _levels(abstract: Element | None) -> tuple[object, ...]:
    return tuple(_flat(one) for one in abstract.iter(w("lvl"))) if abstract is not None else ()


def _flat(element: Element) -> tuple[object, ...]:
    attributes = tuple(sorted((k, v) for k, v in element.attrib.items() if not k.endswith("}tplc")))
    return (element.tag, attributes, *(_flat(child) for child in element))
