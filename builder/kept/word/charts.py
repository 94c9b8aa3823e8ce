"""Charts in the text: today's numbers into the chart that is there, whose colours stay as people have set them."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING

from lxml import etree

from builder.kept.word.counterparts import paired_things
from builder.kept.word.file import File, opened_any, serialised
from builder.kept.word.names import CHART, Element, R, local
from builder.kept.word.pieces import Reading

if TYPE_CHECKING:
    from builder.kept.word.merge import Merge, Three

_ID = f"{{{R}}}id"
_ALT = ("descr", "title")


def match(m: Merge, three: Three, last: Reading, there: Reading, now: Reading) -> None:
    """Merge the charts of a unit, their sizes and their alternative texts."""
    theirs = dict(paired_things(last, there))
    for i, j in paired_things(last, now):
        if not last.pieces[i].atom.thing.startswith("drawing:") or i not in theirs:
            continue
        nodes = [row.pieces[n].spots[0].node for row, n in ((last, i), (there, theirs[i]), (now, j))]
        _frame(*nodes)
        parts = [_part(story.file, story.part, node) for story, node in zip(three.all, nodes, strict=True)]
        if all(parts):
            _merge(m, *parts, names=tuple(last.pieces[i].lines), at=there.paragraphs[0])


def _part(file: File, part: str, node: Element) -> str:
    relations = file.relations(part)
    for one in node.iter(f"{{{CHART}}}chart"):
        related = relations.get(one.get(_ID, ""))
        return related.part if related else ""
    return ""


def _frame(last: Element, there: Element, now: Element) -> None:
    """Size and alternative text: today's where nobody has touched them."""
    for name in ("docPr", "extent"):
        one, other, new = (next((e for e in node.iter() if local(e) == name), None) for node in (last, there, now))
        if one is None or other is None or new is None:
            continue
        keys = _ALT if name == "docPr" else ("cx", "cy")
        if all(one.get(key) == other.get(key) for key in keys):
            for key in keys:
                if new.get(key) is not None:
                    other.set(key, new.get(key))


def _merge(m: Merge, last: str, there: str, now: str, *, names: tuple[str, ...], at: Element) -> None:
    """Merge one chart part."""
    m.bringer.parts[now] = there
    signs = [m.sign(file, part) for file, part in ((m.last, last), (m.there, there), (m.now, now))]
    new = m.now.tree(now)
    if signs[0] == signs[2]:
        clash = _unlike(m.there.tree(there), new) if m.unsure is not None else []
        if clash:  # the file remembers no figures
            m.comments.add(at, "pending", "; ".join(clash))
            m.say("conflict", at, names, "; ".join(clash))
        return
    book = _book(m.now, now)
    if signs[0] == signs[1]:
        fresh = deepcopy(new)
        _relinked(fresh, m.there.tree(there))
        m.there.replace(there, serialised(fresh))
        _rebook(m, there, book)
        m.say("patched", at, names, "chart")
        return
    clash, kept = _patched(m.last.tree(last), m.there.tree(there), new)
    _rebook(m, there, _with(book, kept))
    if clash:
        m.comments.add(at, "pending", "; ".join(clash))
        m.say("conflict", at, names, "; ".join(clash))
    m.say("merged", at, names, "chart")


def _unlike(there: Element, now: Element) -> list[str]:
    """The figures that differ: there / today."""
    found = []
    for mine, new in zip(_series(there), _series(now), strict=False):
        rows = [_points(one) if (one := side.find(f"{{{CHART}}}val")) is not None else {} for side in (mine, new)]
        found += [f"{rows[0].get(k, '–')} / {v}" for k, v in rows[1].items() if rows[0].get(k) != v]
    return found


def _patched(last: Element, there: Element, now: Element) -> tuple[list[str], dict[str, str]]:
    """Put today's data into the chart; gives what both sides changed, and the hand-set numbers by their cells."""
    clash: list[str] = []
    kept: dict[str, str] = {}
    old, mine, new = (_series(root) for root in (last, there, now))
    for n, series in enumerate(new):
        if n >= len(mine):
            if mine:
                made = deepcopy(series)
                mine[-1].addnext(made)
                mine.append(made)
            continue
        for kind in ("tx", "cat", "val", "xVal", "yVal"):
            fresh = series.find(f"{{{CHART}}}{kind}")
            standing = mine[n].find(f"{{{CHART}}}{kind}")
            before = old[n].find(f"{{{CHART}}}{kind}") if n < len(old) else None
            if fresh is None or standing is None:
                continue
            points = [_points(one) if one is not None else {} for one in (before, standing, fresh)]
            hand = {k: v for k, v in points[1].items() if v != points[0].get(k)}
            made = deepcopy(fresh)
            for k, v in hand.items():
                if k not in points[2]:
                    continue
                if points[2][k] not in (points[0].get(k), v):
                    clash.append(f"{v} / {points[2][k]}")
                for one in made.iter(f"{{{CHART}}}pt"):
                    if one.get("idx") == k:
                        one[0].text = v
                        kept[_cell(fresh, int(k))] = v
            standing.addprevious(made)
            mine[n].remove(standing)
    for series in mine[len(new) :]:
        if len(new) < len(old):
            series.getparent().remove(series)
    _texts(last, there, now)
    return clash, kept


def _texts(last: Element, there: Element, now: Element) -> None:
    """Titles of the chart and of its axes, where nobody has changed them."""
    a = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
    rows = [list(root.iter(a)) for root in (last, there, now)]
    if len({len(row) for row in rows}) == 1:
        for one, other, new in zip(*rows, strict=True):
            if one.text == other.text:
                other.text = new.text


def _series(root: Element) -> list[Element]:
    return list(root.iter(f"{{{CHART}}}ser"))


def _points(part: Element) -> dict[str, str]:
    found = {one.get("idx", ""): _plain(one.findtext(f"{{{CHART}}}v") or "") for one in part.iter(f"{{{CHART}}}pt")}
    if not found and (text := part.findtext(f"{{{CHART}}}v")):
        found["0"] = text
    return found


def _plain(value: str) -> str:
    """12 and 12.0 are one number: programs write it either way."""
    try:
        return f"{float(value):.12g}"
    except ValueError:
        return value


def _cell(part: Element, n: int) -> str:
    """The cell of a point: `Sheet1!$B$2:$B$5` and 1 give B3."""
    formula = next((one.text or "" for one in part.iter(f"{{{CHART}}}f")), "")
    found = re.search(r"\$?([A-Z]+)\$?(\d+)", formula.rpartition("!")[2])
    return f"{found[1]}{int(found[2]) + n}" if found else ""


def _book(file: File, part: str) -> tuple[str, bytes]:
    """The workbook behind a chart: the part's name and its bytes."""
    for one in file.relations(part).values():
        if one.kind == "package" and not one.outside:
            return one.part, file.parts.get(one.part, b"")
    return "", b""


def _rebook(m: Merge, chart: str, book: tuple[str, bytes]) -> None:
    """Today's workbook behind the chart that is there."""
    name, data = book
    mine, _ = _book(m.there, chart)
    if not data:
        return
    if mine:
        m.there.replace(mine, data)
        return
    mine = m.there.add(name, data, m.now.content_type(name))
    type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/package"
    id = m.there.relate(chart, type, mine)
    root = m.there.tree(chart)
    assert root is not None
    link = root.find(f"{{{CHART}}}externalData")
    if link is None:
        link = etree.Element(f"{{{CHART}}}externalData")
        etree.SubElement(link, f"{{{CHART}}}autoUpdate", val="0")
        at = next(
            (n for n, one in enumerate(root) if local(one) in ("printSettings", "userShapes", "extLst")), len(root)
        )
        root.insert(at, link)
    link.set(_ID, id)


def _relinked(fresh: Element, there: Element | None) -> None:
    """The workbook is named by the relations of the chart that is there."""
    old = there.find(f"{{{CHART}}}externalData") if there is not None else None
    link = fresh.find(f"{{{CHART}}}externalData")
    if link is not None and old is not None:
        link.set(_ID, old.get(_ID, ""))
    elif link is not None:
        fresh.remove(link)


def _with(book: tuple[str, bytes], cells: dict[str, str]) -> tuple[str, bytes]:
    """The workbook with numbers that people have set, so that editing the data shows what the chart shows."""
    name, data = book
    if not data or not cells:
        return book
    package = opened_any(data)
    for part in sorted(package.parts):
        if not re.fullmatch(r"xl/worksheets/sheet1\.xml", part):
            continue
        root = package.tree(part)
        assert root is not None
        for cell in root.iter("{*}c"):
            value = cell.find("{*}v")
            if cell.get("r") in cells and value is not None and cell.get("t") in (None, "n"):
                value.text = cells[cell.get("r")]
    return name, package.saved()
