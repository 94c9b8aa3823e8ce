"""Paragraphs read: their runs, hyperlinks, fields and tracked changes as pieces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from builder.kept.atoms import Atom, atoms
from builder.kept.happened import AUTHOR
from builder.kept.word.file import File
from builder.kept.word.names import FALLBACK, Element, local, val, w
from builder.kept.word.pieces import Piece, Reading, Spot
from builder.kept.word.things import Things, numberlike

_SKIPPED = {"pPr", "rPr", "proofErr", "commentRangeStart", "commentRangeEnd", "lastRenderedPageBreak"}
_UNSEEN = {
    "commentReference", "footnoteRef", "endnoteRef", "annotationRef", "separator", "continuationSeparator",
    "softHyphen", "instrText", "delInstrText", "fldChar", *_SKIPPED,
}  # fmt: skip
"""Of a run's children, what nobody reads."""
_SIGNS = {"tab": "\t", "cr": "\n", "noBreakHyphen": "\u2011"}


@dataclass
class _Text:
    """A stretch of text with one hyperlink, before it is cut into atoms."""

    link: str
    parts: list[tuple[str, Element, Element, str, frozenset[str], str]] = field(default_factory=list)


@dataclass
class Reader:
    """Reads the paragraphs of one part of one file.

    Attributes:
        file: the file.
        part: the part.
        things: what stands for what that is no text.
        accepted: our own pending changes are read as if they were accepted, not as if they were rejected.
        literal: numbers are text like all other, and fields what they show.
        numbers: of marks, all texts that our builds gave them, by what they lead to; another text is a hand edit.
    """

    file: File
    part: str
    things: Things
    accepted: bool = False
    literal: bool = False
    numbers: Mapping[str, set[str]] = field(default_factory=dict)

    def read(self, of: Element | tuple[Element, ...] | list[Element]) -> Reading:
        """The atoms of one or several paragraphs; between Latin words a blank stands for the end of a paragraph."""
        several = tuple(of) if isinstance(of, (tuple, list)) else (of,)
        reading = Reading(paragraphs=several)
        for p in several:
            count = len(reading.pieces)
            _Walk(self, reading, p).read()
            if 0 < count < len(reading.pieces) and _apart(reading.pieces[count - 1], reading.pieces[count]):
                reading.pieces.insert(count, Piece(Atom(" ")))
        return reading


class _Walk:
    """One paragraph."""

    def __init__(self, reader: Reader, reading: Reading, p: Element):
        self.reader, self.reading, self.p = reader, reading, p
        self.text: _Text | None = None
        self.lines: dict[str, str] = {}
        self.opened: dict[str, tuple[str, int, int]] = {}
        self.ends: dict[Element, Element] = {}
        self.inside: list[Spot] | None = None
        self.until: Element | None = None
        self.code, self.shown, self.separated = "", "", False
        self.first: Element | None = None

    def read(self) -> None:
        begun: list[Element] = []
        for mark in self.p.iter(w("fldChar")):
            if val(mark, "fldCharType") == "begin":
                begun.append(mark)
            elif val(mark, "fldCharType") == "end" and begun:
                self.ends[begun.pop()] = mark
        self.walk(self.p, "", "")
        self.flush()

    def walk(self, parent: Element, link: str, by: str) -> None:
        for child in parent:
            match local(child):
                case "r":
                    self.run(child, link, by)
                case "hyperlink":
                    self.hyperlink(child, by)
                case "ins" | "moveTo" | "del" | "moveFrom" as kind:
                    self.change(child, kind in ("ins", "moveTo"), link, by)
                case "fldSimple":
                    self.field(val(child, "instr"), self.said(child), (Spot(child),), None, link, by)
                case "bookmarkStart":
                    self.flush_if(val(child, "name"))
                    number, called = val(child, "id"), val(child, "name")
                    if called.startswith("_c_"):
                        self.lines[number] = called
                    self.opened[number] = (called, self.count(), 0)
                case "bookmarkEnd":
                    self.lines.pop(val(child, "id"), "")
                    if opened := self.opened.pop(val(child, "id"), None):
                        self.flush()
                        self.reading.marks[opened[0]] = (opened[1], len(self.reading.pieces))
                case "oMath" | "oMathPara" as name:
                    self.thing(f"{name}:{self.said(child)}", self.said(child), (Spot(child),), None, link, by)
                case name if name and name not in _SKIPPED and child.tag != FALLBACK:
                    self.walk(child, link, by)  # content controls, smart tags

    def change(self, child: Element, inserted: bool, link: str, by: str) -> None:
        """A tracked change: ours as `accepted` says, other people's as if accepted."""
        author = val(child, "author") or "?"
        if author == AUTHOR and self.reader.accepted == inserted:
            self.walk(child, link, by if self.reader.accepted else AUTHOR)
        elif author != AUTHOR and inserted:
            self.walk(child, link, by or author)
        else:
            self.flush()
            self.reading.gaps.setdefault(len(self.reading.pieces), set()).add(author)

    def hyperlink(self, child: Element, by: str) -> None:
        anchor = val(child, "anchor")
        leads = anchor or self.reader.things.address(self.reader.file, self.reader.part, child)
        text = self.said(child)
        pending = list(child.iter(w("ins"), w("del")))
        short = numberlike(text) or self.reader.part == self.reader.file.main  # in notes, whole references are links
        ours = anchor.startswith(("_s_", "_m_", "_Toc"))
        if text and ours and short and not pending and not self.reader.literal:
            thing = f"mark:{anchor}"
            known = self.reader.numbers.get(thing)
            if known is not None and text not in known:
                thing += f"={text}"  # a hand has been at the number itself
            self.thing(thing, text, (Spot(child),), None, "", by)
        else:
            self.walk(child, leads, by)

    def run(self, run: Element, link: str, by: str) -> None:
        for node in run:
            name = local(node)
            if self.inside is None and name == "fldChar" and node in self.ends:
                self.inside, self.until, self.first = [], self.ends[node], run
                self.code, self.shown, self.separated = "", "", False
            if self.inside is not None:
                self.in_field(node, name, link, by)
                continue
            match name:
                case "t" | "delText":
                    self.say(node.text or "", node, run, link, by)
                case "br" if val(node, "type") in ("", "textWrapping"):
                    self.say("\n", node, run, link, by)
                case "tab" | "cr" | "noBreakHyphen":
                    self.say(_SIGNS[name], node, run, link, by)
                case "footnoteReference" | "endnoteReference":
                    thing = self.reader.things.note(self.reader.file, name.removesuffix("Reference"), val(node, "id"))
                    self.thing(thing, "", (Spot(node),), run, link, by)
                case _ if name and name not in _UNSEEN:
                    thing = self.reader.things.other(self.reader.file, self.reader.part, node)
                    self.thing(thing, "", (Spot(node),), run, link, by)

    def in_field(self, node: Element, name: str, link: str, by: str) -> None:
        """A field is one thing, from its first sign to its last; what it shows is derived."""
        assert self.inside is not None
        if name != "rPr":
            self.inside.append(Spot(node))
        if name in ("instrText", "delInstrText") and not self.separated:
            self.code += node.text or ""
        elif name in ("t", "delText"):
            self.shown += node.text or ""
        elif name == "fldChar" and val(node, "fldCharType") == "separate":
            self.separated = True
        elif node is self.until:
            spots, self.inside = tuple(self.inside), None
            self.field(self.code, self.shown, spots, self.first, link, by)

    # ---------------------------------------------------------------- text becomes atoms

    def say(self, text: str, node: Element, run: Element, link: str, by: str) -> None:
        if self.text is None or self.text.link != link:
            self.flush()
            self.text = _Text(link)
        self.text.parts.append((text, node, run, by, frozenset(self.lines.values()), self.form(run)))

    def form(self, run: Element) -> str:
        return self.reader.things.form(self.reader.file, run.find(w("rPr")))

    def field(self, code: str, shown: str, spots: tuple[Spot, ...], run: Element | None, link: str, by: str) -> None:
        thing = Things.field(code) + (f"={shown}" if self.reader.literal else "")
        self.thing(thing, shown, spots, run, link, by)

    def thing(self, thing: str, shown: str, spots: tuple[Spot, ...], run: Element | None, link: str, by: str) -> None:
        self.flush()
        atom = Atom(shown, "", thing)
        self.reading.pieces.append(Piece(atom, spots, run, link, frozenset(self.lines.values()), by))

    def count(self) -> int:
        self.flush()
        return len(self.reading.pieces)

    def flush_if(self, name: str) -> None:
        """Text goes on through bookmarks of other people; those of ours begin a new atom."""
        if name.startswith("_"):
            self.flush()

    def flush(self) -> None:
        if self.text is not None:
            self.reading.pieces += _cut(self.text)
            self.text = None

    def said(self, element: Element) -> str:
        return "".join(t.text or "" if local(t) == "t" else "\t" for t in element.iter(w("t"), w("tab")))


def _cut(text: _Text) -> Iterator[Piece]:
    """The atoms of a stretch: a word may stand in several runs; its form is that of its first character."""
    parts, at, used = text.parts, 0, 0
    for atom in atoms("".join(part[0] for part in parts)):
        while len(parts[at][0]) == used:
            at, used = at + 1, 0
        _, _, run, by, lines, form = parts[at]
        spots: list[Spot] = []
        left = len(atom.text)
        while left:
            words, node, _, who, *_ = parts[at]
            taken = min(left, len(words) - used)
            if taken:
                whole = local(node) not in ("t", "delText")
                spots.append(Spot(node) if whole else Spot(node, used, used + taken))
            by, left, used = by or who, left - taken, used + taken
            if left:
                at, used = at + 1, 0
        yield Piece(Atom(atom.text, form) if form else atom, tuple(spots), run, text.link, lines, by)


def _apart(left: Piece, right: Piece) -> bool:
    """Whether a blank is wanted between the last word of a paragraph and the first of the next."""
    edges = left.atom.text[-1:], right.atom.text[:1]
    return all(re.match(r"[\x21-\u2e7f]", edge) and not edge.isspace() for edge in edges)
