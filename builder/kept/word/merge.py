"""What all parts of merging share: the three files, how things are brought over, and the report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from builder.kept.happened import Happened, Kind
from builder.kept.word.blocks import Story
from builder.kept.word.bring import Bringer
from builder.kept.word.canonical import Signatures
from builder.kept.word.comments import Comments
from builder.kept.word.file import File
from builder.kept.word.marks import Track
from builder.kept.word.names import Element, local, paragraphs, val, w
from builder.kept.word.pairs import Places
from builder.kept.word.pieces import Reading
from builder.kept.word.reader import Reader
from builder.kept.word.things import Things

_SHORT = 24
_TOLD = 140
"""So much of what a person has to decide is told, in characters."""


@dataclass(eq=False)
class Three:
    """The same story in three files: what we wrote last, what is there, what is built now."""

    last: Story
    there: Story
    now: Story

    @property
    def all(self) -> tuple[Story, Story, Story]:
        """One after the other."""
        return self.last, self.there, self.now


@dataclass(eq=False)
class Merge:
    """One merge.

    Attributes:
        last, there, now: the files; only `there` is changed.
        track: how changes are marked.
        mark: how a conflict is marked.
        known: what we wrote last is known; if not, every difference is a conflict.
        unsure: if it is known from what the file remembers only: bookmarks of lines of which it is not; else None.
        untouched: by the same memory, bookmarks of lines that nobody has edited.
        ids: the ids of lines by their bookmarks.
        happened: the report.
        numbered: what marks show in the new build by what they lead to and showed before.
        current: hyperlinks whose numbers are those of the new build already.
        numbers: what marks show in either of our builds, by what they lead to.
        pairs: paragraphs there and in today's build that stand for one another now.
        renewed: tables that were replaced as a whole, and what replaced them.
        frames: headers and footers there, and what they were and are in our builds.
        notes: the ids there of today's notes, by kind and id.
        note_stories: the footnotes and the endnotes.
    """

    last: File
    there: File
    now: File
    track: Track
    mark: Track
    known: bool
    ids: dict[str, str]
    comments: Comments
    bringer: Bringer
    unsure: frozenset[str] | None = None
    untouched: frozenset[str] = frozenset()
    things: Things = field(default_factory=Things)
    happened: list[Happened] = field(default_factory=list)
    numbered: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    current: set[Element] = field(default_factory=set)
    numbers: dict[str, set[str]] = field(default_factory=dict)
    renewed: dict[Element, Element] = field(default_factory=dict)
    pairs: list[tuple[tuple[Element, ...], tuple[Element, ...]]] = field(default_factory=list)
    notes: dict[tuple[str, str], str] = field(default_factory=dict)
    note_stories: dict[str, Three] = field(default_factory=dict)
    frames: dict[str, tuple[str, str]] = field(default_factory=dict)
    _signatures: dict[int, Signatures] = field(default_factory=dict)
    _tables: dict[Element, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for file in (self.last, self.now) if self.unsure is None else (self.last, self.there, self.now):
            self._learn(file)
        self.main = self.three(self.last.main, self.there.main, self.now.main)
        self.places = Places(self.there.tree(self.there.main))
        self.lines = {val(b, "name") for b in self.last.tree(self.last.main).iter(w("bookmarkStart"))}
        for n, table in enumerate(self.there.body.iter(w("tbl")), 1):
            self._tables[table] = n

    def knows(self, names: tuple[str, ...]) -> bool:
        """Whether it is known what lines said in our last build; a file remembers no words that belong to no line."""
        return self.known and (self.unsure is None or (bool(names) and not self.unsure & set(names)))

    def doubtful(self, names: tuple[str, ...]) -> bool:
        """Whether today's words stand for what lines said in our last build, because nobody knows that any more."""
        return not self.known or bool((self.unsure or frozenset()) & set(names))

    def three(self, last: str, there: str, now: str) -> Three:
        """A story by the names of its parts."""
        stories = []
        for file, part in ((self.last, last), (self.there, there), (self.now, now)):
            reader = Reader(file, part, self.things, numbers=self.numbers if file is self.there else {})
            reader.literal = self.track.on
            stories.append(Story(file, part, reader, self.signatures(file)))
        return Three(*stories)

    def signatures(self, file: File) -> Signatures:
        """What tells whether something in a file was touched."""
        return self._signatures.setdefault(id(file), Signatures(file))

    def sign(self, file: File, part: str) -> str:
        """The signature of a whole part."""
        return self.signatures(file).of(file.tree(part), part)

    def bring(self, three: Three) -> Callable[[Element], Element]:
        """Copies elements of the story from today's build."""
        return lambda element: self.bringer.bring(element, three.now.part, three.there.part)

    def say(self, kind: Kind, at: Element | None, names: tuple[str, ...], what: str = "") -> None:
        """Put something in the report.

        Args:
            kind: what happened.
            at: the paragraph, row or table; None for what is gone.
            names: the bookmarks of its lines.
            what: the words concerned.
        """
        line = next((self.ids[name] for name in names if name in self.ids), "")
        told = short(what, _TOLD if kind == "conflict" else _SHORT)
        self.happened.append(Happened(kind, line, self.where(at) if at is not None else line or "the text", told))

    def where(self, element: Element) -> str:
        """Where a person finds it."""
        cell = next((e for e in (element, *element.iterancestors()) if local(e) == "tc"), None)
        row = next((e for e in (element, *element.iterancestors()) if local(e) == "tr"), None)
        table = next((e for e in (element, *element.iterancestors()) if local(e) == "tbl"), None)
        if table is not None and table in self._tables:
            place = f"table {self._tables[table]}"
            if row is not None:
                place += f", row {1 + sum(1 for _ in row.itersiblings(w('tr'), preceding=True))}"
            if cell is not None:
                place += f", column {1 + sum(1 for _ in cell.itersiblings(w('tc'), preceding=True))}"
            return place
        p = next(iter(paragraphs(element)), None)
        said = _said(p) if p is not None else ""
        if not said and p is not None and (after := p.getnext()) is not None:
            return f"above '{short(_said(after))}'"
        return f"paragraph '{short(said)}'"

    def needed(self, element: Element) -> bool:
        """Whether marks elsewhere lead to a source whose entry stands in an element."""
        named = {val(one, "name") for one in element.iter(w("bookmarkStart"))}
        sources = {name for name in named if name.startswith("_s_")}
        roots = [self.there.tree(self.there.main), *(three.there.root for three in self.note_stories.values())]
        return bool(sources) and any(
            val(link, "anchor") in sources and element not in link.iterancestors()
            for root in roots
            for link in root.iter(w("hyperlink"))
        )

    def _learn(self, file: File) -> None:
        """What marks show in our builds: anything else is a hand edit."""
        for part in [file.main, *(one.part for one in file.relations(file.main).values() if not one.outside)]:
            if not part.endswith(".xml"):
                continue
            root = file.tree(part)
            for link in root.iter(w("hyperlink")) if root is not None else ():
                text = "".join(t.text or "" if local(t) == "t" else "\t" for t in link.iter(w("t"), w("tab")))
                self.numbers.setdefault(f"mark:{val(link, 'anchor')}", set()).add(text)

    def learn_numbers(self, last: Reading, now: Reading, pairs: list[tuple[int, int]]) -> None:
        """Remember which number became which."""
        for i, j in pairs:
            one, other = last.pieces[i].atom, now.pieces[j].atom
            if one.thing:
                self.numbered.setdefault((one.thing, one.text), set()).add(other.text)


def _said(element: Element) -> str:
    return "".join(t.text or "" for t in element.iter(w("t")))


def short(text: str, longest: int = _SHORT) -> str:
    """The beginning of a text, on one line."""
    text = " ".join(text.split())
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
