"""Charts: numbers follow the outline, colours and whatever else people have set stay; the workbook behind them too."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from typing import TypeAlias

from builder.kept.slides.bring import Bringer
from builder.kept.slides.file import A, C, Element, R
from builder.kept.slides.page import Page
from builder.kept.slides.reading import Shape, chart_of

_DATA = tuple(f"{C}{name}" for name in ("tx", "cat", "val", "xVal", "yVal", "bubbleSize"))
_BEFORE_DATA = tuple(f"{C}{name}" for name in ("idx", "order", "tx", "spPr", "invertIfNegative", "pictureOptions",
                     "marker", "dPt", "dLbls", "trendline", "errBars", "explosion", "cat", "xVal"))  # fmt: skip
Points: TypeAlias = tuple[str, ...]


def merge_chart(page: Page, bringer: Bringer, last: Shape, there: Shape, now: Shape) -> str:
    """Merge a chart's numbers into the one that is there.

    Returns:
        "patched", "edited" (only people changed it), "conflict", or "" where nothing has changed.
    """
    parts = [_part(page, which, shape) for which, shape in enumerate((last, there, now))]
    if not all(parts):
        return ""
    decks = page.decks
    charts = decks.last.chart(parts[0]), decks.there.chart(parts[1]), decks.now.chart(parts[2])
    old, mine, new = (d.file.tree(p) for d, p in zip((decks.last, decks.there, decks.now), parts, strict=True))
    if charts[0] == charts[1]:
        if charts[0] == charts[2]:
            return ""
        decks.there.file.put(parts[1], bringer.element(new, parts[2], parts[1]))
        _workbook(bringer, parts[1], parts[2])
        return "patched"
    data = [figures(tree) for tree in (old, mine, new)]
    if data[0] == data[2]:
        return "edited" if data[0] != data[1] else ""
    if data[1] == data[2]:
        return ""
    if data[0] != data[1]:
        return "conflict"
    _replace(old, mine, new)
    decks.there.file.touch(parts[1])
    _workbook(bringer, parts[1], parts[2])
    return "patched"


def untouched(page: Page, last: Shape, there: Shape) -> bool:
    """Whether nobody has changed the chart's numbers."""
    parts = _part(page, 0, last), _part(page, 1, there)
    trees = [d.file.tree(p) for d, p in zip((page.decks.last, page.decks.there), parts, strict=True) if p]
    return len(trees) == 2 and figures(trees[0]) == figures(trees[1])


def said(page: Page, which: int, shape: Shape) -> str:
    """The numbers of a chart, in words: a line a series. `which`: 0 last, 1 there, 2 now."""
    part = _part(page, which, shape)
    deck = (page.decks.last, page.decks.there, page.decks.now)[which]
    lines = figures(deck.file.tree(part)) if part else []
    return "\n".join(f"{name}: " + ", ".join(" ".join(p) for p in points) for name, points in lines)


def _part(page: Page, which: int, shape: Shape) -> str:
    deck = (page.decks.last, page.decks.there, page.decks.now)[which]
    rel = deck.file.rels(page.parts[which]).get(chart_of(shape.element))
    return rel.target if rel is not None and rel.target in deck.file.parts else ""


def figures(tree: Element) -> list[tuple[str, list[Points]]]:
    """Every series with its name and its points: category and value, or two values."""
    found = []
    for series in tree.iter(f"{C}ser"):
        name = " ".join(_points(series, "tx").values())
        first = _points(series, "cat") or _points(series, "xVal")
        second = _points(series, "val") or _points(series, "yVal")
        points = [(_number(first.get(k, str(k))), _number(v)) for k, v in second.items()]
        found.append((name, list[Points](points)))
    return found


def _points(series: Element, kind: str) -> dict[int, str]:
    holder = series.find(f"{C}{kind}")
    if holder is None:
        return {}
    return {int(p.get("idx", "0")): p.findtext(f"{C}v") or "" for p in holder.iter(f"{C}pt")}


def _number(text: str) -> str:
    try:
        return f"{float(text):.10g}"
    except ValueError:
        return text


def _replace(old: Element, mine: Element, new: Element) -> None:
    """The series of today's chart in the one that is there: numbers and names from today's, the looks as they are."""
    theirs, before, today = (list(t.iter(f"{C}ser")) for t in (mine, old, new))
    names = [[" ".join(_points(s, "tx").values()) for s in one] for one in (theirs, before, today)]
    used: set[int] = set()
    for n, series in enumerate(today):
        at = next((i for i, name in enumerate(names[0]) if name == names[2][n] and i not in used), None)
        if at is None and len(theirs) == len(today) and n not in used and names[0][n] not in names[2]:
            at = n
        if at is None:
            _added(mine, series)
            continue
        used.add(at)
        for tag in _DATA:
            fresh, stale = series.find(tag), theirs[at].find(tag)
            if fresh is not None and stale is not None:
                theirs[at].replace(stale, deepcopy(fresh))
            elif fresh is not None:
                order = [c for c in theirs[at] if c.tag in _BEFORE_DATA]
                theirs[at].insert(theirs[at].index(order[-1]) + 1 if order else 0, deepcopy(fresh))
    for at, name in enumerate(names[0]):
        if at not in used and name in names[1]:
            theirs[at].getparent().remove(theirs[at])
    for number, series in enumerate(mine.iter(f"{C}ser")):
        for tag in ("idx", "order"):
            said = series.find(f"{C}{tag}")
            if said is not None:
                said.set("val", str(number))
    for title in _titles(old, mine, new):
        title[0].text = title[1]


def _added(mine: Element, series: Element) -> None:
    """A series that the outline has added, beside those of the same kind of chart."""
    plot = next((p for p in mine.iter(series.getparent().tag)), None)
    if plot is None:
        plot = next(e.getparent() for e in mine.iter(f"{C}ser"))
    others = plot.findall(f"{C}ser")
    if others:
        others[-1].addnext(deepcopy(series))
    else:
        plot.insert(0, deepcopy(series))


def _titles(old: Element, mine: Element, new: Element) -> list[tuple[Element, str]]:
    """Titles of axes and of the chart whose words the outline has changed, and nobody else."""
    texts = [[t for title in tree.iter(f"{C}title") for t in title.iter(f"{A}t")] for tree in (old, mine, new)]
    if len({len(one) for one in texts}) > 1:
        return []
    rows = zip(*texts, strict=True)
    return [(m, n.text or "") for o, m, n in rows if o.text == m.text and n.text != o.text]


def _workbook(bringer: Bringer, there: str, now: str) -> None:
    """The workbook behind the chart is today's; where a program has dropped it, it comes back."""
    file = bringer.there
    source = bringer.now.tree(now).find(f"{C}externalData")
    if source is None:
        return
    book = bringer.now.rels(now)[source.get(f"{R}id")]
    root = file.tree(there)
    mine = root.find(f"{C}externalData")
    rel = file.rels(there).get(mine.get(f"{R}id")) if mine is not None else None
    if rel is not None and rel.target in file.parts:
        file.put_data(rel.target, bringer.now.parts[book.target])
        return
    if mine is None:
        mine = deepcopy(source)
        after = [e for e in root if str(e.tag).rpartition("}")[2] in ("txPr", "spPr", "chart")]
        root.insert(list(root).index(after[-1]) + 1 if after else len(root), mine)
    mine.set(f"{R}id", file.relate(there, replace(book, target=bringer.part(book.target))))
    file.touch(there)
