"""How things stand in a finished Word document: runs, paragraphs, drawings, sections, fields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Face:
    """How a run looks after document defaults, table, paragraph and character style, and its own formatting.

    Attributes:
        latin, east: the typefaces of Latin and of East Asian characters; theme fonts by their names.
        hint: whether characters that both scripts have (“ ” …) take the East Asian typeface.
        lang, lang_east: BCP 47.
        raised: it stands as superscript or subscript.
        spacing_pt: added to each character.
    """

    size_pt: float
    latin: str
    east: str
    hint: bool
    lang: str
    lang_east: str
    bold: bool
    raised: bool
    hidden: bool
    spacing_pt: float


@dataclass(frozen=True)
class Run:
    """Words of one look.

    Attributes:
        style: the name of the character style, "" for none.
        direct: what is formatted by hand ("sz", "color"); language and East Asian hint are none of it.
        field: the first word of the innermost field of which it is the result ("REF"), else "".
        fonts: the typefaces that the run itself names.
        link: the bookmark to which it leads.
    """

    text: str
    face: Face
    style: str = ""
    direct: tuple[str, ...] = ()
    field: str = ""
    fonts: tuple[str, ...] = ()
    link: str = ""


@dataclass(frozen=True)
class Form:
    """How a paragraph stands, after its style and its own formatting.

    Attributes:
        level: 1 to 9 for a heading, else 0.
        number: the number format ("decimal", "bullet"), "" where it carries none.
        boxed: it has a border or a fill.
        line_pt, rule: the line pitch ("exact", "atLeast"); with "auto" in lines, not points.
        before_pt, after_pt: the space above and below.
    """

    style: str
    level: int
    keep_next: bool
    keep_lines: bool
    page_break: bool
    number: str
    boxed: bool
    line_pt: float
    rule: str
    before_pt: float
    after_pt: float


@dataclass(frozen=True)
class Drawing:
    """A picture, a chart or a drawn shape.

    Attributes:
        words: its alternative text.
        decorative: marked as saying nothing.
        part: the part of the picture or chart, "" where the package has none.
        workbook: whether the numbers of a chart can be edited.
        labels: the words in a chart.
    """

    kind: Literal["chart", "picture", "shape"]
    name: str
    words: str
    decorative: bool
    width_mm: float
    height_mm: float
    part: str
    workbook: bool = False
    labels: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """Pages of one format. `last` is the number of its last paragraph, -1 for the end of the document.

    Attributes:
        pitch_pt: the pitch of the lines on the document grid, 0 where there is none.
        char_pt: what the grid adds to each character.
        start: "nextPage", "evenPage", "oddPage", "continuous".
    """

    width_mm: float
    height_mm: float
    top_mm: float
    right_mm: float
    bottom_mm: float
    left_mm: float
    grid: str
    pitch_pt: float
    char_pt: float
    last: int
    start: str = "nextPage"

    @property
    def wide(self) -> bool:
        return self.width_mm > self.height_mm


@dataclass(frozen=True)
class Field:
    """A field: its instruction, what it shows, the paragraphs in which it begins and ends (-1: never)."""

    code: str
    shows: str
    at: int
    until: int
    dirty: bool

    @property
    def kind(self) -> str:
        return (self.code.split() or [""])[0].upper()

    @property
    def target(self) -> str:
        """The first argument: the bookmark of a REF, the label of a SEQ."""
        return [*self.code.split(), "", ""][1].strip('"')


@dataclass(frozen=True)
class Settings:
    """What the file asks of Word: `update_fields` makes it ask the reader on opening."""

    update_fields: bool = False
    even_and_odd: bool = False
