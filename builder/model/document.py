"""A whole document, the look it is drawn with, and what a format gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from builder.model.shapes import Shape
from builder.problem import Place


@dataclass(frozen=True)
class Citations:
    """How the marks of a document were made, for formats that hand them on to other programs.

    Attributes:
        style: the style's name.
        notes: it writes notes.
        live: the program that is to go on with the marks ("zotero"), "" for none.
    """

    style: str
    notes: bool = False
    live: str = ""


@dataclass(frozen=True)
class Document:
    """A whole document in one language.

    Attributes:
        title: plain words, for the file's properties.
        lang: BCP 47 primary tag ("zh", "en").
        date: ISO date of issue; the only date that the file's properties may carry.
        words: the template's fixed words in `lang` ("source": "资料来源", "table": "表", …).
        running: one-line fields of the look ("header", "footer"), already filled in.
        subject, keywords: for the file's properties.
        places: where in the author's files each line's words stand, by line id: a format that cannot set a line
            (it does not fit) raises a Problem there.
        citations: how the marks were made; None as long as they are empty.
    """

    title: str
    lang: str
    date: str
    shapes: tuple[Shape, ...]
    words: Mapping[str, str] = field(default_factory=dict)
    running: Mapping[str, str] = field(default_factory=dict)
    subject: str = ""
    keywords: str = ""
    places: Mapping[str, Place] = field(default_factory=dict)
    citations: Citations | None = None


@dataclass(frozen=True)
class Look:
    """A look file: its bytes, its path for messages, and the place in the plan that names it.

    `slots` is what its `look.yaml` says of it, as the format's own `Slots`; None where a look needs none.
    """

    data: bytes
    path: Path
    place: Place
    slots: object = None


@dataclass(frozen=True)
class Unit:
    """One line as it stands in a finished file: its id, its plain text, and where ("slide 3", "body", "notes 3")."""

    id: str
    text: str
    where: str


@dataclass(frozen=True)
class Made:
    """A finished file in memory: the bytes, its units, and the number of slides (0 for paged formats)."""

    data: bytes
    units: tuple[Unit, ...]
    slides: int = 0
