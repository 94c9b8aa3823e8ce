"""The other parts of the package: settings, theme, fonts, document properties, and the ids of the lines."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy

from lxml import etree

from builder.kept.word.file import File, parsed, serialised
from builder.kept.word.merge import Merge
from builder.kept.word.names import Element, val, w

_WHOLE = ("theme", "fontTable")
_CORE = "docProps/core.xml"
_CUSTOM = "docProps/custom.xml"
_LINES = "urn:collate:lines"
_SOURCES = "http://schemas.openxmlformats.org/officeDocument/2006/bibliography"


def settle(m: Merge) -> None:
    """Parts that nobody has touched become today's."""
    for kind in _WHOLE:
        names = [file.part(kind) for file in (m.last, m.there, m.now)]
        if all(names) and m.sign(m.last, names[0]) == m.sign(m.there, names[1]) != m.sign(m.now, names[2]):
            m.there.replace(names[1], m.now.parts[names[2]])
    _children(m, [file.part("settings") for file in (m.last, m.there, m.now)], lambda e: e.tag)
    _children(m, [_CORE] * 3, lambda e: e.tag)
    _children(m, [_CUSTOM] * 3, lambda e: e.get("name", ""))
    _lines(m)
    _sources(m)


def _children(m: Merge, names: list[str], key: Callable[[Element], str]) -> None:
    """Settings and properties one by one."""
    roots: list[Element] = [file.tree(name) for file, name in zip((m.last, m.there, m.now), names, strict=True)]
    if roots[0] is None or roots[1] is None or roots[2] is None:
        return
    last, there, now = ({key(e): e for e in root if isinstance(e.tag, str)} for root in roots)
    signs = [m.signatures(file) for file in (m.last, m.there, m.now)]
    said = [
        {k: _value(signs[n].of(e, names[n]), e) for k, e in side.items()} for n, side in enumerate((last, there, now))
    ]
    for one, element in now.items():
        if said[0].get(one) == said[2][one] or said[1].get(one) == said[2][one]:
            continue
        if one in there and said[0].get(one) == said[1][one]:
            there[one].addprevious(_copy(element))
            roots[1].remove(there[one])
        elif one not in there and one not in last:
            _beside(roots[1], roots[2], element)
    for one in last:
        if one not in now and one in there and said[0][one] == said[1][one]:
            there[one].getparent().remove(there[one])


def _value(sign: str, element: Element) -> str:
    """Properties of a document are compared by what they say; programs number them anew."""
    if element.get("pid"):
        return "".join(element.itertext())
    return sign


def _copy(element: Element) -> Element:
    made: Element = deepcopy(element)
    made.tail = None
    return made


def _beside(there: Element, now: Element, element: Element) -> None:
    """Put an element in where today's build has it: behind the nearest one before it that is there too."""
    made = _copy(element)
    if made.get("pid"):
        made.set("pid", str(max([1, *(int(one.get("pid", "1")) for one in there)]) + 1))
    for before in element.itersiblings(preceding=True):
        found = next((one for one in there if one.tag == before.tag and one.get("name") == before.get("name")), None)
        if found is not None:
            found.addnext(made)
            return
    there.insert(0, made)


def _custom_xml(file: File, space: str) -> str:
    """The custom XML part of a namespace; "" if there is none."""
    for name in sorted(file.parts):
        if name.startswith("customXml/item") and space.encode() in file.parts[name]:
            root = file.tree(name)
            if root is not None and root.tag.startswith(f"{{{space}}}"):
                return name
    return ""


def ids(file: File) -> dict[str, str]:
    """The ids of the lines by the names of their bookmarks, as the file itself has them."""
    name = _custom_xml(file, _LINES)
    root = file.tree(name) if name else None
    return {one.get("bookmark", ""): one.get("id", "") for one in root} if root is not None else {}


def words(file: File) -> dict[str, str]:
    """The words of the lines as they were made, by the names of their bookmarks, as the file itself has them."""
    name = _custom_xml(file, _LINES)
    root = file.tree(name) if name else None
    return {one.get("bookmark", ""): one.text or "" for one in root} if root is not None else {}


def _lines(m: Merge) -> None:
    """The ids of today's lines, and of those that people have kept in the file."""
    there, now = _custom_xml(m.there, _LINES), _custom_xml(m.now, _LINES)
    if not now:
        return
    mine = ids(m.there)
    root = parsed(m.now.parts[now])
    assert root is not None
    known = ids(m.now)
    marks = {val(one, "name") for one in m.there.body.iter(w("bookmarkStart"))}
    for name, id in mine.items():
        if name in marks and name not in known:
            kept = etree.SubElement(root, f"{{{_LINES}}}line", bookmark=name, id=id)
            kept.text = words(m.there).get(name)
    if there:
        old = m.there.tree(there)
        if old is not None and [(dict(e.attrib), e.text) for e in old] != [(dict(e.attrib), e.text) for e in root]:
            m.there.replace(there, serialised(root))
        return
    part = m.bringer.part(now)
    relation = next(id for id, one in m.now.relations(m.now.main).items() if one.part == now)
    m.there.relate(m.there.main, m.now.relation_type(m.now.main, relation), part)
    m.there.replace(part, serialised(root))


def _sources(m: Merge) -> None:
    """Word's own list of sources."""
    names = [_custom_xml(file, _SOURCES) for file in (m.last, m.there, m.now)]
    if all(names) and m.sign(m.last, names[0]) == m.sign(m.there, names[1]) != m.sign(m.now, names[2]):
        m.there.replace(names[1], m.now.parts[names[2]])


def chinese(file: File) -> bool:
    """Whether most of a document is Chinese."""
    text = "".join(t.text or "" for t in file.body.iter(w("t")))
    return sum("\u4e00" <= c <= "\u9fff" for c in text) * 4 > len(text)
