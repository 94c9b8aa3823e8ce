"""A whole document, the look it is drawn with, and what a format gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

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
class NoteForm:
    """How the notes of a note style stand in a paper.

    Attributes:
        at: at the foot of the page, or at the end of the document.
        numbers: 1, 2, 3 or ①, ②, ③.
        restart: numbers run through the document, or begin anew on every page; then no note points back by number.
        again: what a repeat that may not point back names: author and title, or the short name by which the text has
            introduced its article.
    """

    at: Literal["foot", "end"] = field(default="foot", metadata={"name": "place"})
    numbers: Literal["1", "①"] = "1"
    restart: Literal["document", "page"] = "document"
    again: Literal["title", "short"] = "title"


@dataclass(frozen=True)
class Document:
    """A whole document in one language.

    Attributes:
        title: plain words, for the file's properties.
        lang: BCP 47 primary tag ("zh", "en").
        date: ISO date of issue; the only date that the file's properties may carry.
        words: the template's fixed words in `lang` ("source": "资料来源", "table": "表", …).
        running: one-line fields of the look ("header", "footer", "header_even", "footer_even"), already filled in.
        subject, keywords: for the file's properties.
        places: where in the author's files each line's words stand, by line id: a format that cannot set a line
            (it does not fit) raises a Problem there.
        style: the citation style that the template asks for; "" for the outline's.
        notes: how footnotes stand, where the style writes any.
        citations: how the marks were made; None as long as they are empty.
        pages: on which page each heading stands, by the heading's id, where a renderer has counted them.
        origin: what the document was made from ("outline", "template"), for the file's own properties.
        fields: the fields of the look (`{{ outline.title }}`), each with the words that are to stand there.
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
    style: str = ""
    notes: NoteForm = NoteForm()
    citations: Citations | None = None
    pages: Mapping[str, int] = field(default_factory=dict)
    origin: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class LookField:
    """A field in a look file: what stands there (`{{ outline.title }}`), in which part, and the place of the look."""

    text: str
    where: str
    place: Place


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
