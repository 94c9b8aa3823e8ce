"""What differs between two decks, slide by slide: words, cells, figures, notes, and slides that came, went and moved.

    found = differing(read(old), read(new))

Slides and shapes are paired as in merging, by their names and by what they say. Every paragraph that reads differently
is in it, once; numbers of sources, of figures and of parts are derived, and stand by themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from builder.kept.align import matched, stays
from builder.kept.atoms import plain
from builder.kept.slides import pairing
from builder.kept.slides.charts import Points, figures
from builder.kept.slides.file import A, Element
from builder.kept.slides.notes import notes_body
from builder.kept.slides.numbers import Numbers, numbers_in, renamed
from builder.kept.slides.reading import RUNNING, TITLES, Deck, Shape, Slide, chart_of, table_of, words
from builder.kept.slides.rewording import HERE, Change, Where, bare, reworded
from builder.kept.slides.runs import atoms_of, read_words
from builder.kept.slides.tables import cells_in, columns_in, lines_paired, rows_in
from builder.kept.slides.weave import paired

_WHOLE = 8  # characters: a shorter text may well stand in two places without having been moved from one to the other


@dataclass(frozen=True)
class Differing:
    """A slide that differs.

    Attributes:
        before, now: as it was and as it is; `before` is None for a new slide, `now` for one that is gone.
        moved: it stands in another order among the others.
        behind: of a slide that is gone, the slide of the new deck behind which it stood; None for the first.
    """

    before: Slide | None
    now: Slide | None
    changes: tuple[Change, ...]
    moved: bool = False
    behind: Slide | None = None

    @property
    def says(self) -> bool:
        """Whether more than derived numbers differs."""
        return self.moved or self.before is None or self.now is None or any(c.says for c in self.changes)


def differing(old: Deck, new: Deck) -> tuple[list[Differing], tuple[Change, ...]]:
    """The slides that differ, in the new deck's order, behind them those that are gone; and what footers say."""
    before = numbers_in(old)
    compared = _Compared(old, new, before, renamed(numbers_in(new), before, new))
    pairs = pairing.slides(old.slides, new.slides)
    origin = {b: a for a, b in pairs.items()}
    kept = stays([origin[b] for b in sorted(origin)])
    found: list[Differing] = []
    for b, slide in enumerate(new.slides):
        a = origin.get(b)
        was = None if a is None else old.slides[a]
        found.append(Differing(was, slide, tuple(compared.slide(was, slide)), a is not None and a not in kept))
    behind: Slide | None = None
    for a, slide in enumerate(old.slides):
        if a in pairs:
            behind = new.slides[pairs[a]]
        else:
            found.append(Differing(slide, None, tuple(compared.slide(slide, None)), behind=behind))
    running = tuple(dict.fromkeys(compared.running))
    return [one for one in _followed(found) if one.changes or one.says], running


class _Compared:
    """Two decks, and how each numbers its sources."""

    def __init__(self, old: Deck, new: Deck, before: Numbers, now: Numbers):
        self.old, self.new, self.before, self.now = old, new, before, now
        self.running: list[Change] = []

    def slide(self, old: Slide | None, new: Slide | None) -> Iterator[Change]:
        """All that differs between two slides."""
        one = [s for s in old.shapes if s.kind != "group"] if old else []
        other = [s for s in new.shapes if s.kind != "group"] if new else []
        pairs = {b: a for a, b in pairing.shapes(one, other).items()}
        for b, shape in enumerate(other):
            was = one[pairs[b]] if b in pairs else None
            if shape.holder in RUNNING:
                self._footer(was, shape)
            else:
                yield from self._shape(old, was, new, shape)
        for a, shape in enumerate(one):
            if a not in pairs.values() and shape.holder not in RUNNING:
                yield from self._shape(old, shape, new, None)
        bodies = notes_body(self.old, old) if old else None, notes_body(self.new, new) if new else None
        yield from self._paragraphs(_lines(bodies[0]), _lines(bodies[1]), Where("notes"))

    def _footer(self, was: Shape | None, shape: Shape) -> None:
        if was is not None and shape.holder != "sldNum":
            found = self._paragraphs(_lines(was.element), _lines(shape.element), Where("running"))
            self.running += (replace(c, paragraph=None, spans=()) for c in found)

    def _shape(self, old: Slide | None, was: Shape | None, new: Slide | None, shape: Shape | None) -> Iterator[Change]:
        kind = next(s.kind for s in (shape, was) if s is not None)
        one, other = (s.element if s is not None else None for s in (was, shape))
        if kind == "table":
            yield from self._table(one, other)
        elif kind == "picture":
            yield from _picture(self.old, old, was, self.new, new, shape)
        elif kind == "chart":
            yield from self._chart(_chart(self.old, old, was), _chart(self.new, new, shape))
        else:
            title = any(s is not None and s.holder in TITLES for s in (was, shape))
            yield from self._paragraphs(_lines(one), _lines(other), Where("title" if title else "text"))

    def _table(self, one: Element | None, other: Element | None) -> Iterator[Change]:
        """Cell by cell; rows and columns are paired as in merging."""
        tables = [table_of(t) if t is not None else None for t in (one, other)]
        cells = [cells_in(t) if t is not None else [] for t in tables]
        rows = [rows_in(t) if t is not None else [] for t in tables]
        columns = [columns_in(t) if t is not None else [] for t in tables]
        down, across = lines_paired(rows[0], rows[1]), lines_paired(columns[0], columns[1])
        back = {b: a for a, b in down.items()}, {b: a for a, b in across.items()}
        seen: set[tuple[int, int]] = set()
        for r, row in enumerate(cells[1]):
            for c, cell in enumerate(row):
                at = back[0].get(r, -1), back[1].get(c, -1)
                was = cells[0][at[0]][at[1]] if min(at) >= 0 and at[1] < len(cells[0][at[0]]) else None
                seen |= {at} if was is not None else set()
                yield from self._paragraphs(_lines(was), _lines(cell), Where("cell", r + 1, c + 1))
        for r, row in enumerate(cells[0]):
            for c, cell in enumerate(row):
                if (r, c) not in seen:
                    yield from self._paragraphs(_lines(cell), [], Where("cell", r + 1, c + 1))

    def _chart(self, one: Element | None, other: Element | None) -> Iterator[Change]:
        """Titles and labels as paragraphs, then the figures, series by series and category by category."""
        where = Where("chart")
        yield from self._paragraphs(_lines(one), _lines(other), where)
        old, new = (figures(tree) if tree is not None else [] for tree in (one, other))
        series = lines_paired([name for name, _ in old], [name for name, _ in new])
        back = {b: a for a, b in series.items()}
        for b, (name, points) in enumerate(new):
            was = old[back[b]] if b in back else ("", [])
            if was[0] != name and was[1]:
                yield Change(where, was[0], name, ((was[0], name),))
            yield from _points(where, was[1], points, name if len(new) > 1 else "")
        for a, (name, points) in enumerate(old):
            if a not in series:
                yield from _points(where, points, [], name)

    def _paragraphs(self, old: list[Element], new: list[Element], where: Where) -> Iterator[Change]:
        """The paragraphs that differ, in the new order; what is gone stands where it stood."""
        before, now = [read_words(p, self.before) for p in old], [read_words(p, self.now) for p in new]
        moved = _moved([bare(atoms_of(w)) for w in before], [bare(atoms_of(w)) for w in now])
        left = [a for a in range(len(old)) if a not in moved.values()]
        free = [b for b in range(len(new)) if b not in moved]
        texts = [words(old[a]) for a in left], [words(new[b]) for b in free]
        back = {free[b]: left[a] for a, b in paired(*texts, matched(*texts)).items()}
        gone = [a for a in left if a not in back.values()]
        found: list[Change | None] = []
        for b, paragraph in enumerate(new):
            a = back.get(b, -1)
            while gone and gone[0] < a:
                found.append(reworded(before[gone.pop(0)], [], where, None))
            if b in moved:
                text = plain(atoms_of(now[b])).strip()
                found.append(Change(where, text, text, source=HERE))
            else:
                found.append(reworded(before[a] if a >= 0 else [], now[b], where, paragraph))
        found += (reworded(before[a], [], where, None) for a in gone)
        return (one for one in found if one is not None)


def _moved(old: Sequence[object], new: Sequence[object]) -> dict[int, int]:
    """Paragraphs that read the same and stand in another order, the new one's position to the old one's."""
    free: dict[str, list[int]] = {}
    for a, one in enumerate(old):
        free.setdefault(repr(one), []).append(a)
    same = {b: free[repr(one)].pop(0) for b, one in enumerate(new) if free.get(repr(one))}
    kept = stays([same[b] for b in sorted(same)])
    return {b: a for b, a in same.items() if a not in kept}


def _points(where: Where, old: Sequence[Points], new: Sequence[Points], series: str) -> Iterator[Change]:
    """The points of a series that differ: “category: value”."""
    pairs = lines_paired([p[0] for p in old], [p[0] for p in new])
    back = {b: a for a, b in pairs.items()}
    told = [[" ".join([*([series] if series else []), f"{p[0]}: {p[-1]}"]) for p in points] for points in (old, new)]
    rows = [(back.get(b), b) for b in range(len(new))] + [(a, None) for a in range(len(old)) if a not in pairs]
    for a, b in rows:
        if a is None or b is None or old[a] != new[b]:
            was, is_ = told[0][a] if a is not None else "", told[1][b] if b is not None else ""
            yield Change(where, was, is_, ((was, is_),))


def _picture(
    old: Deck, before: Slide | None, was: Shape | None, new: Deck, now: Slide | None, shape: Shape | None
) -> Iterator[Change]:
    """A picture that came, went, or was replaced by another; told by its description."""
    shown = []
    for deck, slide, one in ((old, before, was), (new, now, shape)):
        id = next((v for e in one.element.iter(f"{A}blip") for v in e.attrib.values()), "") if one else ""
        shown.append(deck.meaning(slide.part)(id) if slide and id else None)
    if shown[0] != shown[1]:
        names = [_described(one) for one in (was, shape)]
        yield Change(Where("picture"), names[0], names[1], ((names[0], names[1]),))


def _described(shape: Shape | None) -> str:
    said = next((e for e in shape.element.iter() if str(e.tag).endswith("}cNvPr")), None) if shape else None
    return "" if said is None else said.get("descr") or said.get("name", "")


def _chart(deck: Deck, slide: Slide | None, shape: Shape | None) -> Element | None:
    rel = deck.file.rels(slide.part).get(chart_of(shape.element)) if slide and shape else None
    return deck.file.tree(rel.target) if rel is not None and rel.target in deck.file.parts else None


def _followed(found: list[Differing]) -> list[Differing]:
    """Paragraphs that stand as they are on another slide, or in another shape, were moved: told where they are now."""
    gone: dict[str, list[tuple[int, Change]]] = {}
    for one in found:
        for change in one.changes:
            if not change.new and len(change.old) >= _WHOLE and one.before and change.where.kind in ("text", "cell"):
                gone.setdefault(change.old, []).append((one.before.number, change))
    moved: list[Change] = []
    made: list[Differing] = []
    for one in found:
        changes = []
        for change in one.changes:
            same = gone.get(change.new, []) if not change.old and change.where.kind in ("text", "cell") else []
            if same:
                number, was = same.pop(0)
                moved.append(was)
                change = replace(change, swaps=(), spans=(), source=number)
            changes.append(change)
        made.append(replace(one, changes=tuple(changes)))
    return [replace(one, changes=tuple(c for c in one.changes if not any(c is was for was in moved))) for one in made]


def _lines(element: Element | None) -> list[Element]:
    """The paragraphs in an element that say something."""
    return [p for p in element.iter(f"{A}p") if words(p).strip()] if element is not None else []
