"""What is read back from a finished file: its paragraphs, one after the other, with what is known of each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

Words: TypeAlias = tuple[tuple[str, str], ...]
"""Ids of lines, with their words."""

_OWN = re.compile(r"/[a-z]+\d*$")
_UNIT = re.compile(r"(?P<base>[^@]*)@(?P<lang>[A-Za-z-]+)(?P<more>.*)")


@dataclass(frozen=True)
class Piece:
    """A paragraph, or one series of a chart, as it stands in a finished file.

    Attributes:
        text: its words, spaces folded.
        place: where it stands, in words ("slide 3, table, row 2").
        anchor: what its container is called in the file: the name of a shape, "chart 2"; "" in running text.
        lines: the lines that stand in it, by id, with their words; known in Word from bookmarks, in PowerPoint from
            the shape's name and the order in it.
        rest: the words outside of its lines.
        links: the bookmarks inside the file to which its words and footnotes lead.
        notes: the words of each of its footnotes.
        slide: the slide's number, 0 in a paper.
        spoken: it stands on a notes page.
        cell: table, row and column, each from 1; zeros outside of tables.
    """

    text: str
    place: str
    anchor: str = ""
    lines: Words = ()
    rest: str = ""
    links: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    slide: int = 0
    spoken: bool = False
    cell: tuple[int, int, int] = (0, 0, 0)


def folded(text: str) -> str:
    """The text with every white space as one space: Word and PowerPoint are free to change those."""
    return " ".join(text.split())


def node(line: str) -> str:
    """The outline's path in a line's id, or "" for what formats put together (source lines, tags, numbers).

    `matrix/questions.motive.finding@zh~2` has `matrix/questions.motive.finding`; `…@zh/tag1` has none.
    """
    found = _UNIT.fullmatch(line)
    return found["base"] if found and not _OWN.search(found["more"]) else ""


def base(line: str) -> str:
    """The id of the line of which this is a part or a repetition (`~` and what follows stripped)."""
    return line.partition("~")[0]
