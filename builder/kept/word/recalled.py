"""A stand-in for the last build when nobody has it any more: today's, with the words that the file itself remembers.

A file of ours holds the words of every line as they were made (`formats.word.anchors.words_in`). They tell what people
have edited since from what the outline has changed since; where they cannot, the two are left to a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from builder.kept.atoms import Atom, atoms, plain
from builder.kept.happened import UnknownError
from builder.kept.word import parts
from builder.kept.word.blocks import names_in
from builder.kept.word.bring import Bringer
from builder.kept.word.file import File, opened
from builder.kept.word.marks import PLAIN
from builder.kept.word.names import Element, above, local, paragraphs, remove, val, w
from builder.kept.word.patch import patch
from builder.kept.word.pieces import Piece, Reading
from builder.kept.word.reader import Reader
from builder.kept.word.things import Things

_MOST = 0.2
"""If a larger share of the lines differs and no words are remembered, nobody could go through all the conflicts."""
_NUMBERS = re.compile(r"\s|\[[\d,–-]+\]")
_WITH_MORE = ("note:", "drawing:")
"""Things that stand in other parts, and are not taken along."""


@dataclass(frozen=True)
class Recalled:
    """What the last build must have looked like.

    Attributes:
        data: the file.
        unsure: bookmarks of lines of which that cannot be told.
        untouched: bookmarks of lines that stand as they were made.
    """

    data: bytes
    unsure: frozenset[str]
    untouched: frozenset[str]


def recalled(there: bytes, now: bytes) -> Recalled | None:
    """The last build as far as the file that is there remembers it; None if it remembers no words.

    Raises:
        UnknownError: it remembers nothing, and too much is different.
    """
    mine, base = opened(there), opened(now)
    if not set(names_in(base.body)) & set(names_in(mine.body)):
        raise UnknownError("nothing in it can be told to be ours")
    if not any(parts.words(mine).values()):
        _comparable(mine, base)
        return None
    recall = _Recall(mine, base)
    recall.words()
    recall.fresh()
    recall.gone()
    return Recalled(base.saved(), frozenset(recall.unsure), recall.untouched())


class _Recall:
    def __init__(self, mine: File, base: File):
        self.mine, self.base = mine, base
        self.told, self.new = parts.words(mine), parts.words(base)
        things = Things()
        self.readers = [Reader(file, file.main, things) for file in (mine, base)]
        self.standing = dict(_lines(self.readers[0], mine.body))
        self.bringer = Bringer(mine, base)
        self.unsure: set[str] = set()

    def untouched(self) -> frozenset[str]:
        """The lines that stand as they were made, in paragraphs that say nothing beside them that today's do not."""
        beside: list[dict[str, str]] = []
        for reader, file in zip(self.readers, (self.mine, self.base), strict=True):
            rows = [(names_in(p), reader.read(p)) for p in paragraphs(file.body)]
            beside.append({name: plain(r.atoms[n] for n in _beside(r)) for names, r in rows for name in names})
        return frozenset(
            name
            for name, row in self.standing.items()
            if name in self.told and _same(plain(one.atom for one in row), self.told[name])
            if beside[0].get(name) == beside[1].get(name)
        )

    def words(self) -> None:
        """Lines that the outline has changed since say what they said."""
        for p in paragraphs(self.base.body):
            changed = [n for n in names_in(p) if n in self.told and not _same(self.told[n], self.new.get(n, ""))]
            if changed:
                reading = self.readers[1].read(p)
                self._say(reading, {name: self._once(name) for name in changed})

    def _once(self, name: str) -> list[Piece]:
        """What a line said: as it stands there, or without its marks if people have edited it."""
        standing = self.standing.get(name, [])
        if _same(plain(one.atom for one in standing), self.told[name]):
            return standing
        return [Piece(atom) for atom in atoms(self.told[name])]

    def _say(self, reading: Reading, once: dict[str, list[Piece]]) -> None:
        """Put other words into the lines of a paragraph."""
        wanted, done = list[Piece](), 0
        for name, (start, end) in sorted(reading.marks.items(), key=lambda one: (one[1][0], -one[1][1])):
            if name not in once or start < done:
                continue
            if any(one.atom.thing.startswith(_WITH_MORE) for one in [*once[name], *reading.pieces[start:end]]):
                self.unsure.add(name)
                continue
            wanted += [*reading.pieces[done:start], *once[name]]
            done = end
        wanted += reading.pieces[done:]
        sources = {id(one.atom): one for one in wanted if one.spots}
        row: list[Atom] = [one.atom for one in wanted]
        patch(reading, row, sources, self._bring, PLAIN)

    def _bring(self, element: Element) -> Element:
        made: Element = self.bringer.bring(element, self.mine.main, self.base.main)
        return made

    def fresh(self) -> None:
        """Lines and sources that are new since were not in it."""
        known = {val(one, "name") for one in self.mine.body.iter(w("bookmarkStart"))}
        for element in list(self.base.body.iter(w("tr"), w("p"))):
            names = names_in(element)
            sources = [n for one in element.iter(w("bookmarkStart")) if (n := val(one, "name")).startswith("_s_")]
            if element.find(f".//{w('sectPr')}") is not None or element.getparent() is None:
                continue
            new = [name for name in names if name not in self.told]
            whole = len(new) == len(names) if names else bool(sources) and not known & set(sources)
            row = above(element, "tr")
            if (whole or new) and row is not None and self._columns(row) != self._columns_there(row):
                raise UnknownError("a table in it has had other columns")
            if whole and (row is None or len(element.getparent().findall(w("p"))) > 1):  # a cell keeps a paragraph
                remove(element)
            elif new and local(element) == "p":
                self._say(self.readers[1].read(element), {name: [] for name in new})

    def _columns(self, row: Element) -> int:
        return sum(1 for _ in row.iterchildren(w("tc")))

    def _columns_there(self, row: Element) -> int:
        """How many cells the same row has there; as many as here if it is not there."""
        for p in paragraphs(self.mine.body):
            if set(names_in(p)) & set(names_in(row)) and (found := above(p, "tr")) is not None:
                return self._columns(found)
        return self._columns(row)

    def gone(self) -> None:
        """Paragraphs, rows and tables of which nothing is left in the outline stood in it."""
        today = set(names_in(self.base.body)) | set(self.new)
        before: Element | None = None
        for element in self.mine.body.iter(w("tr"), w("p")):
            names = set(names_in(element)) & set(self.told)
            if local(element) == "p" and above(element, "tr") is not None:
                self.unsure |= names & today if names - today else set()
            elif names & today:
                before = self._standing(element, names & today)
                self.unsure |= names & today if names - today and local(element) == "p" else set()
            elif names and (at := _behind(before, element)) is not None and not _more(element):
                made = self._bring(element)
                at.addnext(made)
                for p in paragraphs(made):
                    reading = self.readers[1].read(p)
                    edited = [n for n, (i, j) in reading.marks.items() if n in self.told and not _same(
                        plain(one.atom for one in reading.pieces[i:j]), self.told[n])]  # fmt: skip
                    self._say(reading, {name: [Piece(a) for a in atoms(self.told[name])] for name in edited})
                    again = self.readers[1].read(p)
                    beside = set(_beside(again))  # perhaps people's: it goes here, so that it counts as an edit there
                    left = [one for n, one in enumerate(again.pieces) if n not in beside]
                    patch(again, [one.atom for one in left], {id(one.atom): one for one in left}, self._bring, PLAIN)
                before = made

    def _standing(self, element: Element, names: set[str]) -> Element | None:
        """The paragraph or row of the stand-in that has one of these lines."""
        found = (one for one in self.base.body.iter(element.tag) if names & set(names_in(one)))
        return next(found, None)


def _lines(reader: Reader, body: Element) -> Iterator[tuple[str, list[Piece]]]:
    """The pieces of every line that stands in one paragraph."""
    for p in paragraphs(body):
        if names_in(p):
            reading = reader.read(p)
            yield from ((name, reading.pieces[i:j]) for name, (i, j) in reading.marks.items())


def _beside(reading: Reading) -> list[int]:
    """The numbers of the words in a paragraph that belong to no line."""
    inside = {n for name, (i, j) in reading.marks.items() if name.startswith("_c_") for n in range(i, j)}
    words = (
        n for n, one in enumerate(reading.pieces) if not one.atom.thing and any(c.isalnum() for c in one.atom.text)
    )
    return [n for n in words if n not in inside]


def _behind(before: Element | None, element: Element) -> Element | None:
    """What a paragraph or row that is put in again stands behind: the one before it, or the table in which that is."""
    if before is None or before.tag == element.tag:
        return before
    return above(before, "tbl") if local(element) == "p" else None


def _comparable(mine: File, base: File) -> None:
    """See that the file is not wholly different from today's build.

    Raises:
        UnknownError: it is.
    """
    there, now = (
        {name: plain(one.atom for one in row) for name, row in _lines(Reader(f, f.main, Things()), f.body)}
        for f in (mine, base)
    )
    lines = [name for name in now if name.startswith("_c_")]
    differ = [name for name in lines if not _same(there.get(name, ""), now[name])]
    if len(differ) > _MOST * len(lines):
        raise UnknownError(f"{len(differ)} of {len(lines)} lines differ, and nothing tells who changed them")


def _same(one: str, other: str) -> bool:
    """Whether two texts say the same, whatever numbers their marks show."""
    return _NUMBERS.sub("", one) == _NUMBERS.sub("", other)


def _more(element: Element) -> bool:
    return any(True for _ in element.iter(w("footnoteReference"), w("endnoteReference"), w("drawing"), w("pict")))
