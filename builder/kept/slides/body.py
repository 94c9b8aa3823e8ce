"""The words of a shape, a cell or the notes, merged paragraph by paragraph and sentence by sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from builder.kept.align import matched
from builder.kept.atoms import Atom, alike, keys, plain
from builder.kept.sentences import three_way
from builder.kept.slides.file import A, Element
from builder.kept.slides.numbers import rewritten
from builder.kept.slides.page import Page
from builder.kept.slides.reading import words
from builder.kept.slides.runs import Word, atoms_of, read_there, read_words, write
from builder.kept.slides.weave import paired, woven

Key: TypeAlias = tuple[str, int]


@dataclass
class Outcome:
    """What became of a text.

    Attributes:
        patched: the outline changed it, and nobody else had.
        merged: both changed it, in different places.
        edited: people changed it.
        conflicts: what the outline says now where both changed the same; "" for what it has no more.
    """

    patched: bool = False
    merged: bool = False
    edited: bool = False
    conflicts: list[str] = field(default_factory=list)

    def add(self, other: Outcome) -> None:
        """Take another text's outcome in."""
        self.patched |= other.patched
        self.merged |= other.merged
        self.edited |= other.edited
        self.conflicts += other.conflicts

    @property
    def changed(self) -> bool:
        """Whether the outline's change went in."""
        return self.patched or self.merged


def merge_body(page: Page, last: Element, there: Element, now: Element) -> Outcome:
    """Merge the paragraphs of a text body into the one that is there.

    Args:
        last, there, now: `p:txBody` or `a:txBody` of the three files.
    """
    before = page.last(last)
    if page.there(there) == before == page.now(now):
        return Outcome()
    return _Body(page, last, there, now).merge()


def same_words(page: Page, last: Element, there: Element) -> bool:
    """Whether nobody has changed the words of a body (or of anything with paragraphs) since we wrote it."""
    return said_in(page, last, 0) == said_in(page, there, 0)


def said_in(page: Page, element: Element, today: int) -> list[list[tuple[str, str]]]:
    """What an element with paragraphs says, without forms, its marks by the sources for which they stand.

    Args:
        today: 1 for an element of today's build, 0 for others, whose marks are numbered as in the last.
    """
    numbers = page.decks.numbers[today]
    return [keys(map(_bare, atoms_of(read_words(p, numbers)))) for p in element.iter(f"{A}p")]


def wording(page: Page, now: Element) -> str:
    """What today's build says in a body, a line a paragraph."""
    return "\n".join(plain(atoms_of(read_words(p, page.decks.numbers[1]))) for p in now.iter(f"{A}p"))


def _bare(atom: Atom) -> Atom:
    return Atom(atom.text, "", atom.thing)


class _Body:
    """One text body in three states."""

    def __init__(self, page: Page, last: Element, there: Element, now: Element):
        self.page, self.body = page, there
        self.last, self.there, self.now = (list(b.findall(f"{A}p")) for b in (last, there, now))
        texts = [[words(p) for p in paragraphs] for paragraphs in (self.last, self.there, self.now)]
        self.to_there, self.to_now = _pairs(texts[0], texts[1]), _pairs(texts[0], texts[2])
        self.outcome = Outcome()
        self.elements: dict[Key, Element] = {}

    def merge(self) -> Outcome:
        order_there = _keys(self.to_there, len(self.there), "there")
        order_now = _keys(self.to_now, len(self.now), "now")
        for key, element in zip(order_there, self.there, strict=True):
            self.elements[key] = element
        for n in range(len(self.last)):
            self._paragraph(n, self.to_there.get(n), self.to_now.get(n))
        for kind, k in order_now:
            if kind == "now" and not self._already(k, order_there):
                self.elements["now", k] = self.page.brought(self.now[k])
                self.outcome.patched = True
        self.outcome.edited |= any(kind == "there" and words(self.there[t]).strip() for kind, t in order_there)
        order = woven([("last", n) for n in range(len(self.last))], order_there, order_now)
        self._put([self.elements[key] for key in order if key in self.elements])
        return self.outcome

    def _said(self, paragraph: Element, today: int) -> list[Atom]:
        return atoms_of(read_words(paragraph, self.page.decks.numbers[today]))

    def _already(self, k: int, there: Sequence[Key]) -> bool:
        """Whether people have added the same paragraph that the outline now has."""
        mine = [_bare(a) for a in self._said(self.now[k], 1)]
        return any(kind == "there" and alike(map(_bare, self._said(self.there[t], 0)), mine) for kind, t in there)

    def _paragraph(self, n: int, t: int | None, k: int | None) -> None:
        page, last = self.page, self.last[n]
        if t is None:
            if words(last).strip():
                self.outcome.edited = True
                if k is not None and not alike(self._said(last, 0), self._said(self.now[k], 1)):
                    self.outcome.conflicts.append(plain(self._said(self.now[k], 1)))
            return
        mine, old = self.there[t], page.last(last)
        pristine = page.there(mine) == old
        if k is None:
            if pristine or alike(self._said(last, 0), atoms_of(self._there(mine, last))):
                self.elements.pop(("last", n))
                self.outcome.patched = True
            else:
                self.outcome.edited = True
                self.outcome.conflicts.append("")
        elif not pristine:
            self._words(mine, self._there(mine, last), self._said(last, 0), page.brought(self.now[k]))
        elif page.now(self.now[k]) != old:
            self.elements["last", n] = page.brought(self.now[k])
            self.outcome.patched = True

    def _there(self, mine: Element, last: Element) -> list[Word]:
        numbers = self.page.decks.numbers[0]
        return read_there(mine, numbers, read_words(last, numbers))

    def _words(self, mine: Element, there: list[Word], before: list[Atom], now: Element) -> None:
        """Merge the words of a paragraph that somebody, or some program, has written anew."""
        fresh = read_words(now, self.page.decks.numbers[1])
        said, wanted = atoms_of(there), atoms_of(fresh)
        edited, changed = not alike(before, said), not alike(before, wanted)
        result = said
        if changed and not edited:
            result, self.outcome.patched = wanted, True
        elif edited and not changed:
            self.outcome.edited = True
        elif edited and changed and not alike(said, wanted):
            both = three_way(before, said, wanted)
            self.outcome.edited = True
            if both is None:
                self.outcome.conflicts.append(plain(wanted))
            else:
                result, self.outcome.merged = both, True
        result = rewritten(result, self.page.decks.numbers[1], wanted)
        if plain(result) != plain(said) or [a.form for a in result] != [a.form for a in said]:
            write(mine, there, result, fresh)
            self.outcome.patched |= not self.outcome.merged and not self.outcome.conflicts
            self.page.touch()

    def _put(self, wanted: list[Element]) -> None:
        """The paragraphs in their order; a body has at least one."""
        if not wanted:
            wanted = [self.there[0]] if self.there else [self.body.makeelement(f"{A}p")]
            for child in list(wanted[0]):
                if child.tag != f"{A}pPr":
                    wanted[0].remove(child)
        if wanted == self.there:
            return
        for old in self.there:
            self.body.remove(old)
        for paragraph in wanted:
            self.body.append(paragraph)
        self.page.touch()


def _pairs(last: Sequence[str], other: Sequence[str]) -> dict[int, int]:
    return paired(last, other, matched(last, other))


def _keys(pairs: dict[int, int], count: int, side: str) -> list[Key]:
    """What each paragraph of a side is: one of the last build's, or one of its own."""
    known = {b: a for a, b in pairs.items()}
    return [("last", known[n]) if n in known else (side, n) for n in range(count)]
