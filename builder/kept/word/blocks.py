"""The paragraphs and tables of a body, a cell or a note, in the order in which they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from builder.kept.word.canonical import Signatures
from builder.kept.word.file import File
from builder.kept.word.names import Element, local, paragraphs, val, w
from builder.kept.word.pieces import Reading
from builder.kept.word.reader import Reader

_INTO = {"sdt", "sdtContent", "ins", "customXml", "smartTag"}


@dataclass(eq=False)
class Block:
    """A paragraph or a table.

    Attributes:
        element: the `w:p` or `w:tbl`.
        names: the bookmarks of lines that begin in it, in order.
        words: what it says, things included, for aligning texts.
        said: what a reader sees of that, for messages.
    """

    element: Element
    names: tuple[str, ...]
    words: str
    said: str = ""

    @property
    def is_table(self) -> bool:
        """Whether it is a table."""
        return local(self.element) == "tbl"


@dataclass(eq=False)
class Story:
    """One part of one file that holds paragraphs: the document, the notes, a header.

    Attributes:
        file: the file.
        part: the part.
        reader: reads its paragraphs.
        signatures: what tells whether an element was touched.
    """

    file: File
    part: str
    reader: Reader
    signatures: Signatures
    _readings: dict[Element, Reading] = field(default_factory=dict)

    @property
    def root(self) -> Element:
        """The part's root."""
        return self.file.tree(self.part)

    def read(self, p: Element) -> Reading:
        """A paragraph as it came (remembered: not to be used once it has been patched)."""
        if p not in self._readings:
            self._readings[p] = self.reader.read(p)
        return self._readings[p]

    def sign(self, element: Element | None) -> str:
        """The element's signature."""
        return self.signatures.of(element, self.part)

    def blocks(self, container: Element) -> list[Block]:
        """The blocks right inside a container."""
        return [self.block(element) for element in _inside(container)]

    def block(self, element: Element) -> Block:
        """A paragraph or table as a block."""
        read = [self.read(p) for p in paragraphs(element)]
        words = "\n".join("".join(one.atom.thing or one.atom.text for one in reading.pieces) for reading in read)
        said = "\n".join("".join(one.atom.text for one in reading.pieces) for reading in read)
        return Block(element, names_in(element), words, said)


def names_in(element: Element) -> tuple[str, ...]:
    """The bookmarks of lines that begin in an element."""
    named = (val(mark, "name") for mark in element.iter(w("bookmarkStart")))
    return tuple(dict.fromkeys(name for name in named if name.startswith("_c_")))


def _inside(container: Element) -> Iterator[Element]:
    for child in container:
        name = local(child)
        if name in ("p", "tbl"):
            yield child
        elif name in _INTO:
            yield from _inside(child)


def spread(root: Element) -> dict[str, list[Element]]:
    """The paragraphs in which, or through which, each line's bookmark runs, by its name; one paragraph as a rule."""
    found: dict[str, list[Element]] = {}
    open_: dict[str, str] = {}
    fresh: set[str] = set()
    for element in root.iter(w("p"), w("bookmarkStart"), w("bookmarkEnd"), w("r")):
        match local(element):
            case "bookmarkStart":
                name = val(element, "name")
                if name.startswith("_c_") and name not in found:
                    open_[val(element, "id")] = name
                    found[name] = []
                    p = next(element.iterancestors(w("p")), None)
                    if p is not None:
                        found[name].append(p)
                    fresh.add(name)
            case "bookmarkEnd":
                open_.pop(val(element, "id"), None)
            case "r" if open_:
                p = next(element.iterancestors(w("p")), None)
                for name in open_.values():
                    if p is not None and p not in found[name]:
                        found[name].append(p)
    return found
