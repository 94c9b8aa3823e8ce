"""The numbers that stand before paragraphs of lists, counted as Word counts them (ECMA-376 Part 1, 17.9)."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from builder.formats.word.elements import Element, name, value
from builder.formats.word.lists import in_words


@dataclass(frozen=True)
class NumbersShown:
    """Asked for once a paragraph, in the order of the file.

    Attributes:
        lists: a `w:abstractNum` by its `w:numId`.
    """

    lists: dict[str, Element]
    _counts: Counter[tuple[str, int]] = field(default_factory=Counter)

    def next(self, numbers: Element | None) -> tuple[Element | None, str]:
        """The indents of the list level of a `w:numPr`, and the number itself; a tab where one stands behind it."""
        number, level = (value(None if numbers is None else numbers.find(name(f"w:{k}"))) for k in ("numId", "ilvl"))
        abstract = self.lists.get(number)
        if abstract is None:
            return None, ""
        depth = int(level or 0)
        rungs = {int(value(one, "w:ilvl") or 0): one for one in abstract.iterchildren(name("w:lvl"))}
        if depth not in rungs:
            return None, ""
        self._counts[number, depth] += 1
        for deeper in range(depth + 1, 9):
            self._counts[number, deeper] = 0

        def shown(m: re.Match[str]) -> str:
            at = int(m[1]) - 1
            form = value(rungs[at].find(name("w:numFmt"))) if at in rungs else "decimal"
            return in_words(max(1, self._counts[number, at]), form)

        one = rungs[depth]
        text = re.sub(r"%(\d)", shown, value(one.find(name("w:lvlText"))))
        behind = value(one.find(name("w:suff"))) or "tab"
        shows = {"tab": "\t", "space": f"{text} ", "nothing": text}[behind] if text else ""
        return one.find(f"{name('w:pPr')}/{name('w:ind')}"), shows
