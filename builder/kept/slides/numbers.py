"""Numbers that are derived: citation marks stand for sources, and are renumbered wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from builder.kept.align import likeness
from builder.kept.atoms import Atom, atoms
from builder.kept.slides.file import A
from builder.kept.slides.reading import Deck, words

_ENTRY = re.compile(r"\s*\[(\d+)\]\s+(\S.*)", re.DOTALL)
_MARK = re.compile(r"\[(\d+(?:\s*[,，、–—-]\s*\d+)*)\]")
_PART = re.compile(r"[（(]\d+/\d+[)）](?=\s*$)")  # of a title that goes on: （1/2）
_FIGURE = re.compile(r"^(图|表|Figure|Table)\s*\d+(?=\s)")
_SOURCES = "sources/"  # what the list of sources is called, in every template
_ALIKE = 0.7  # an entry that was mended is still the same source
_DERIVED = ("part", "figure")


@dataclass
class Numbers:
    """How one deck numbers its sources: what each number stands for, and how marks are written."""

    sources: dict[int, str] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)

    def atoms(self, text: str, form: str = "") -> Iterator[Atom]:
        """A run's words; marks, numbers of figures and of parts of a title are things."""
        done = 0
        for found in sorted([*_MARK.finditer(text), *_PART.finditer(text)], key=lambda m: m.start()):
            thing = self._thing(found)
            if thing:
                yield from atoms(text[done : found.start()], form)
                yield Atom(found[0], form, thing)
                done = found.end()
        rest = text[done:]
        figure = _FIGURE.match(rest) if not done else None
        if figure:
            yield Atom(figure[0], form, f"figure:{figure[1]}")
            rest = rest[figure.end() :]
        yield from atoms(rest, form)

    def _thing(self, found: re.Match[str]) -> str:
        if found.re is _PART:
            return "part:"
        numbers = list(_numbers(found[1]))
        if not numbers or any(n not in self.sources for n in numbers):
            return ""
        return "mark:" + "\n".join(sorted(self.sources[n] for n in numbers))

    def mark(self, atom: Atom) -> str:
        """How this deck writes a mark; as it stands where it knows the source no more."""
        if not atom.thing.startswith("mark:"):
            return atom.text
        if atom.thing in self.written:
            return self.written[atom.thing]
        known = {source: number for number, source in self.sources.items()}
        numbers = [known.get(source) for source in atom.thing.removeprefix("mark:").split("\n")]
        if any(n is None for n in numbers):
            return atom.text
        joint = "，" if "，" in atom.text else ","
        return f"[{joint.join(str(n) for n in sorted(n for n in numbers if n is not None))}]"


def numbers_in(deck: Deck) -> Numbers:
    """How a deck of ours numbers, by its list of sources."""
    found = Numbers()
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.name.startswith(_SOURCES):
                for paragraph in shape.element.iter(f"{A}p"):
                    entry = _ENTRY.match(words(paragraph))
                    if entry:
                        found.sources[int(entry[1])] = entry[2].strip()
    _written(deck, found)
    return found


def renamed(numbers: Numbers, last: Numbers, deck: Deck) -> Numbers:
    """The same, with each source called as the last deck called it, so that marks can be compared."""
    free = dict(last.sources)
    called: dict[int, str] = {}
    for number, source in numbers.sources.items():
        same = next((n for n, other in free.items() if other == source), None)
        if same is not None:
            called[number] = free.pop(same)
    for number, source in numbers.sources.items():
        if number not in called:
            like = max(free, key=lambda n: likeness(free[n], source), default=None)
            known = like is not None and likeness(free[like], source) >= _ALIKE
            called[number] = free.pop(like) if known and like is not None else source
    found = Numbers(called)
    _written(deck, found)
    return found


def rewritten(of: list[Atom], now: Numbers, wording: list[Atom]) -> list[Atom]:
    """Atoms with the numbers of today: marks by their sources, parts and figures as the outline has them."""
    today = {atom.thing: atom.text for atom in wording if atom.thing.partition(":")[0] in _DERIVED}
    return [Atom(today.get(a.thing, now.mark(a)), a.form, a.thing) if a.thing else a for a in of]


def unmarked(text: str) -> str:
    """A text without its marks, whose numbers change with the order of the sources."""
    return _MARK.sub("", text).strip()


def _written(deck: Deck, numbers: Numbers) -> None:
    for slide in deck.slides:
        for found in _MARK.finditer(slide.text):
            thing = numbers._thing(found)
            if thing:
                numbers.written.setdefault(thing, found[0])


def _numbers(text: str) -> Iterator[int]:
    """The numbers in a mark; `1–3` is three of them."""
    for part in re.split(r"\s*[,，、]\s*", text):
        ends = [int(n) for n in re.split(r"\s*[–—-]\s*", part)]
        yield from range(ends[0], ends[-1] + 1)
