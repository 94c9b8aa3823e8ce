"""Which slide, and which shape, of one deck is which of another: by name where one is left, else by what it says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from builder.kept.align import LEAST, likeness
from builder.kept.slides.items import called_before
from builder.kept.slides.reading import RUNNING, TITLES, Rect, Shape, Slide, telling

_NEAR_EMU = 60_000  # shapes without words are told apart by where they stand, if they stand that near
_TITLE_SHARE = 0.5  # how much of two slides' likeness the titles make


def slides(one: Sequence[Slide], other: Sequence[Slide], *, renamed: bool = False) -> dict[int, int]:
    """Positions of slides that stand for one another. Slides may have been moved, copied, added and taken out.

    Args:
        renamed: names may be others now, and what reads alike is the same; people's decks have our names or none.
    """
    found: dict[int, int] = {}
    taken: set[int] = set()
    shared = _by_names(one, other)
    for score, a, b in sorted(shared, key=lambda s: (-s[0], abs(s[1] - s[2]), s[1], s[2])):
        if score > 0 and a not in found and b not in taken:
            found[a] = b
            taken.add(b)
    left = [a for a in range(len(one)) if a not in found]
    free = [b for b in range(len(other)) if b not in taken and (renamed or not other[b].names)]
    alike = [(_alike(one[a], other[b]), a, b) for a in left for b in free]
    for score, a, b in sorted(alike, key=lambda s: (-s[0], abs(s[1] - s[2]), s[1], s[2])):
        if score >= LEAST and a not in found and b not in taken:
            found[a] = b
            taken.add(b)
    return found


def _by_names(one: Sequence[Slide], other: Sequence[Slide]) -> list[tuple[float, int, int]]:
    """How many names pairs of slides share: a rare name says more; of copies the one that reads alike comes first."""
    often = Counter(name for slide in (*one, *other) for name in slide.names)
    where: dict[str, list[int]] = {}
    for b, slide in enumerate(other):
        for name in slide.names:
            where.setdefault(name, []).append(b)
    found: list[tuple[float, int, int]] = []
    for a, slide in enumerate(one):
        weights: Counter[int] = Counter()
        total = sum(1 / often[name] for name in slide.names)
        for name in slide.names:
            for b in where.get(name, ()):
                weights[b] += 1 / often[name]  # type: ignore[assignment]
        for b, weight in weights.items():
            whole = total + sum(1 / often[name] for name in other[b].names)
            share = 2 * weight / whole
            mine, theirs = slide.title, other[b].title
            same_title = mine is not None and theirs is not None and telling(mine.name) and mine.name == theirs.name
            if share >= 0.25 or same_title:
                found.append((share + same_title + 0.1 * likeness(slide.text, other[b].text), a, b))
    return found


def _alike(one: Slide, other: Slide) -> float:
    if not one.text.strip() or not other.text.strip():
        return 0.0
    whole = likeness(one.text, other.text)
    if one.headline and one.headline == other.headline:
        return _TITLE_SHARE + (1 - _TITLE_SHARE) * whole
    return whole


def shapes(one: Sequence[Shape], other: Sequence[Shape], *, renamed: bool = False) -> dict[int, int]:
    """Positions of shapes of a slide that stand for one another.

    Args:
        renamed: names may be others now, and what reads alike is the same.
    """
    found: dict[int, int] = {}
    taken: set[int] = set()

    def pair(score: Callable[[Shape, Shape], float], least: float) -> None:
        scores = [
            (score(s, t), a, b)
            for a, s in enumerate(one)
            if a not in found
            for b, t in enumerate(other)
            if b not in taken and _kind(s) == _kind(t)
        ]
        for value, a, b in sorted(scores, key=lambda s: (-s[0], abs(s[1] - s[2]), s[1], s[2])):
            if value >= least and a not in found and b not in taken:
                found[a] = b
                taken.add(b)

    before = called_before(one, other) if renamed else {}
    pair(lambda s, t: _same_name(s, t, before.get(t, t.name)), 1.0)
    pair(_same_role, 1.0)
    pair(lambda s, t: _same_words(s, t) if renamed or not (telling(s.name) and telling(t.name)) else 0.0, LEAST)
    pair(_same_place, 1.0)
    return found


def _kind(shape: Shape) -> str:
    return "frame" if shape.kind in ("chart", "frame") and not shape.text else shape.kind


def _same_name(one: Shape, other: Shape, name: str) -> float:
    if not one.name or one.name != name:
        return 0.0
    return 1.0 + likeness(one.text, other.text)


def _same_role(one: Shape, other: Shape) -> float:
    """Titles, footers, numbers and dates: there is one of each on a slide."""
    if one.holder in TITLES:
        return 1.0 if other.holder in TITLES else 0.0
    return 1.0 if one.holder in RUNNING and one.holder == other.holder else 0.0


def _same_words(one: Shape, other: Shape) -> float:
    if not one.text.strip() or not other.text.strip():
        return 0.0
    return likeness(one.text, other.text) + (0.01 if near(one.rect, other.rect) else 0.0)


def _same_place(one: Shape, other: Shape) -> float:
    if telling(one.name) and telling(other.name):
        return 0.0
    if bool(one.text.strip()) != bool(other.text.strip()):
        return 0.0
    return 1.0 if near(one.rect, other.rect) else 0.0


def near(one: Rect | None, other: Rect | None, within: int = _NEAR_EMU) -> bool:
    """Whether two places are the same, but for what programs round."""
    if one is None or other is None:
        return False
    return all(abs(a - b) <= within for a, b in zip(one, other, strict=True))
