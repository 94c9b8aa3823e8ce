"""Things in a row in three versions: new ones go in, moved ones move, and what people put in stays where it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from builder.kept.align import stays
from builder.kept.word.names import Element, local, w

_LAST = {w("sectPr")}


@dataclass
class Row:
    """A row of things (blocks of a body, rows of a table, cells of a row) to be put in today's order.

    Attributes:
        parent: the element that holds them there.
        to_now: positions in today's build by those in our last one.
        there: by positions in the last build: the elements that stand for it right in `parent`; those of hand
            deletions and of what stands elsewhere are missing.
        count: how many there are in today's build.
    """

    parent: Element
    to_now: Mapping[int, int]
    there: Mapping[int, Sequence[Element]]
    count: int

    def arrange(
        self,
        bring: Callable[[int], Element | None],
        moved: Callable[[int, bool], None],
        leave: Callable[[Element], bool],
    ) -> dict[int, Element]:
        """Bring what is new and move what today's build has moved.

        Args:
            bring: an element for a position of today's build that the last one hadn't; None if there shall be none.
            moved: told a position of the last build that was moved: by today's build (True), or by hand (False).
            leave: whether an element was put in by hand: it goes along if both its neighbours move.

        Returns:
            The new elements by their positions in today's build.
        """
        old = {now: last for last, now in self.to_now.items()}
        places = {id(e): n for n, e in enumerate(self.parent.iter())}
        standing = {n: list(e) for n, e in self.there.items() if e}
        by_place = sorted(standing, key=lambda n: places.get(id(standing[n][0]), 0))
        by_hand = set(standing) - stays(by_place)
        common = [old[n] for n in range(self.count) if n in old]
        by_outline = set(common) - stays(common)
        for n in sorted(by_hand):
            moved(n, False)
        before: Element | None = None
        fresh: dict[int, Element] = {}
        for n in range(self.count):
            last = old.get(n)
            if last is None:
                made = bring(n)
                if made is not None:
                    self._put([made], before, n, old, standing, by_hand | by_outline)
                    fresh[n] = before = made
                continue
            if last not in standing or last in by_hand:
                continue
            if last in by_outline:
                elements = self._with_guests(standing, last, by_outline, leave)
                self._put(elements, before, n, old, standing, by_hand | by_outline)
                moved(last, True)
                before = elements[-1]
            else:
                before = standing[last][-1]
        return fresh

    def _with_guests(
        self, standing: Mapping[int, list[Element]], last: int, moving: set[int], leave: Callable[[Element], bool]
    ) -> list[Element]:
        """The elements to move, with what people have put between them and the next one that moves too."""
        guests: list[Element] = []
        heads = {id(standing[n][0]): n for n in standing}
        after = standing[last][-1].getnext()
        while after is not None and leave(after):
            guests.append(after)
            after = after.getnext()
        if after is None or heads.get(id(after)) not in moving:
            guests = []
        return [*standing[last], *guests]

    def _put(
        self, elements: list[Element], before: Element | None, n: int, old: Mapping[int, int],
        standing: Mapping[int, list[Element]], unsteady: set[int],
    ) -> None:  # fmt: skip
        """Behind what precedes it in today's build; if nothing does, ahead of what follows it."""
        for one in elements:
            parent = one.getparent()
            if parent is not None:
                parent.remove(one)
        if before is None:
            following = (old[k] for k in range(n + 1, self.count) if k in old)
            steady = next((standing[k][0] for k in following if k in standing and k not in unsteady), None)
            for one in elements:
                if steady is not None:
                    steady.addprevious(one)
                else:
                    self._append(one)
            return
        while (mark := before.getnext()) is not None and local(mark) == "bookmarkEnd":
            before = mark
        for one in reversed(elements):
            before.addnext(one)

    def _append(self, element: Element) -> None:
        last = self.parent[-1] if len(self.parent) else None
        if last is not None and last.tag in _LAST:
            last.addprevious(element)
        else:
            self.parent.append(element)
