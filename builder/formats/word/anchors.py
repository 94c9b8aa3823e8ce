"""Bookmarks: where each line stands, and where references lead.

A line is bracketed by a bookmark `_c_<id>_<hash>`; Word hides names that begin with "_" and keeps bookmarks through
typing, splitting and moving. A custom XML part holds the id behind each name, so that later commands find the lines
again, in whatever order people have put them (`lines_in`).
"""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO

from lxml import etree

from builder.formats.word.elements import Element, put

NAMESPACE = "urn:collate:lines"
SCHEMES = ("http", "https", "mailto")
"""The only addresses outside the file that links may lead to."""
LONGEST = 40
"""Of a bookmark's name, in characters; Word cuts longer ones."""


@dataclass
class Anchors:
    """The bookmarks of one document.

    Attributes:
        lines: the ids of the lines by the names of their bookmarks, in reading order.
        firsts: the bookmarks around the first mark of each source, by the source's id.
    """

    lines: dict[str, str] = field(default_factory=dict)
    firsts: dict[str, str] = field(default_factory=dict)
    _taken: set[str] = field(default_factory=set)
    _count: int = 0

    def open(self, parent: Element, name: str) -> str:
        """Begin a bookmark; gives the number that `close` wants.

        Raises:
            ValueError: the name is taken: Word would drop one of the two.
        """
        if name in self._taken:
            raise ValueError(f"two bookmarks are called {name}")
        self._taken.add(name)
        self._count += 1
        put(parent, "w:bookmarkStart", id=self._count, name=name)
        return str(self._count)

    def close(self, parent: Element, number: str) -> None:
        """End the bookmark that `open` began."""
        put(parent, "w:bookmarkEnd", id=number)

    def open_line(self, parent: Element, line: str) -> str:
        """Begin the bookmark of a line."""
        name = named("c", line)
        number = self.open(parent, name)
        self.lines[name] = line
        return number

    def open_first(self, parent: Element, source: str) -> str:
        """Begin the bookmark of the first mark of a source, to which its entry leads back."""
        self.firsts[source] = named("m", source)
        return self.open(parent, self.firsts[source])

    def part(self, words: Mapping[str, str]) -> bytes:
        """The custom XML part that maps names to ids, and keeps the words (by id) that were made: so that whoever has
        nothing but the file can still tell what people have changed in it.
        """
        root = etree.fromstring(f'<lines xmlns="{NAMESPACE}"/>')
        for name, line in self.lines.items():
            etree.SubElement(root, f"{{{NAMESPACE}}}line", bookmark=name, id=line).text = words.get(line)
        data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        return data


def named(kind: str, of: str) -> str:
    """A bookmark's name for an id: letters, digits and "_", at most 40, the same on every run."""
    digest = hashlib.sha1(of.encode("utf-8")).hexdigest()[:8]
    words = re.sub(r"[^A-Za-z0-9]", "", of)[: LONGEST - len(f"_{kind}__{digest}")]
    return f"_{kind}_{words}_{digest}"


def numbered(kind: str, of: str) -> str:
    """A name as Word gives to targets of contents and references (`_Toc123456789`)."""
    return f"_{kind}{int(hashlib.sha1(of.encode('utf-8')).hexdigest()[:12], 16) % 10**9:09d}"


def lines_in(docx: bytes) -> dict[str, str]:
    """The ids of the lines by bookmark name, as the custom XML part of a file that we made has them.

    Raises:
        KeyError: the file has no such part.
    """
    return {line.get("bookmark", ""): line.get("id", "") for line in _lines(docx)}


def words_in(docx: bytes) -> dict[str, str]:
    """The words of the lines by id, as they were made; "" for a line that has none.

    Raises:
        KeyError: the file has no such part.
    """
    return {line.get("id", ""): line.text or "" for line in _lines(docx)}


def _lines(docx: bytes) -> list[Element]:
    with zipfile.ZipFile(BytesIO(docx)) as package:
        for part in package.namelist():
            if re.fullmatch(r"customXml/item\d*\.xml", part):
                data = package.read(part)
                if NAMESPACE.encode() in data and b"<!DOCTYPE" not in data:
                    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
                    return [line for line in root if line.tag == f"{{{NAMESPACE}}}line"]
    raise KeyError(NAMESPACE)
