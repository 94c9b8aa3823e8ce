"""What the styles of a look give to paragraphs and runs, each style worked out once."""

from __future__ import annotations

from dataclasses import dataclass, field

from builder.fit.faces import Face, face
from builder.formats.word.elements import Element, name, value
from builder.formats.word.sheet import Sheet, title

_SIDES_TWIPS = 108  # of a cell, where its table's style says nothing (17.4.42)


@dataclass(frozen=True)
class RunForm:
    """Of a run: size, Latin face, weight, what is added behind each character (points), space of its border."""

    size_pt: float
    face: Face
    bold: bool
    raised: bool
    spacing_pt: float
    edge_pt: float


@dataclass(frozen=True)
class ParagraphForm:
    """Of a paragraph's style.

    Attributes:
        title: its name; "" where the file has no such style.
        align: "both", "center", "left", …
        indents: attributes of its `w:ind` ("left", "firstLine", …) in twips, where it says them.
        numbers: the `w:numPr` that takes effect.
        bordered: it has a border or a fill.
        hanging: it says in so many words whether signs may stand beyond the end of its lines.
        pitch_pt: from line to line.
        gaps_pt: above and below; 0 where neighbours of the same style have none between them.
    """

    title: str
    align: str
    indents: dict[str, int]
    numbers: Element | None
    bordered: bool
    hanging: bool
    pitch_pt: float
    gaps_pt: float


@dataclass(frozen=True)
class StyleForms:
    """The styles of one file, which nobody changes any more."""

    sheet: Sheet
    _runs: dict[tuple[str, str], RunForm] = field(default_factory=dict)
    _paragraphs: dict[str, ParagraphForm] = field(default_factory=dict)
    _sides_pt: dict[str, float] = field(default_factory=dict)

    def run(self, style_id: str, own: str) -> RunForm:
        """What takes effect on a run: its character style's (`own`), else its paragraph style's."""
        if (style_id, own) not in self._runs:
            self._runs[style_id, own] = self._run(style_id, own)
        return self._runs[style_id, own]

    def paragraph(self, style_id: str) -> ParagraphForm:
        """What a paragraph's style gives it."""
        if style_id not in self._paragraphs:
            self._paragraphs[style_id] = self._paragraph(style_id)
        return self._paragraphs[style_id]

    def sides_pt(self, style_id: str) -> float:
        """The margins left and right in a cell of a table of that style."""
        if style_id not in self._sides_pt:
            style = self.sheet.by_id.get(style_id)
            self._sides_pt[style_id] = sum(
                int(self.sheet.attribute(style, f"w:tblPr/w:tblCellMar/w:{side}", "w:w") or _SIDES_TWIPS) / 20
                for side in ("left", "right")
            )
        return self._sides_pt[style_id]

    def title(self, style_id: str) -> str:
        """The name of a style; "" for none."""
        style = self.sheet.by_id.get(style_id)
        return "" if style is None else title(style)

    def _run(self, style_id: str, own: str) -> RunForm:
        sheet = self.sheet
        outer, inner = sheet.by_id.get(style_id), sheet.by_id.get(own)

        def found(tag: str, key: str = "w:val") -> str:
            for each in sheet.chain(inner):
                if text := value(each.find(f"{name('w:rPr')}/{name(tag)}"), key):
                    return text
            return sheet.attribute(outer, f"w:rPr/{tag}", key)

        on = any(each.find(f"{name('w:rPr')}/{name('w:b')}") is not None for each in sheet.chain(inner))
        return RunForm(
            size_pt=int(found("w:sz") or 20) / 2,
            face=face(found("w:rFonts", "w:ascii") or "Times New Roman"),
            bold=sheet.on(inner if on else outer, "w:rPr/w:b"),
            raised=found("w:vertAlign") == "superscript",
            spacing_pt=int(found("w:spacing") or 0) / 20,
            edge_pt=int(found("w:bdr", "w:sz") or 0) / 8 * 2,
        )

    def _paragraph(self, style_id: str) -> ParagraphForm:
        sheet, style = self.sheet, self.sheet.by_id.get(style_id)
        line, rule, before, after = (
            sheet.attribute(style, "w:pPr/w:spacing", f"w:{key}") for key in ("line", "lineRule", "before", "after")
        )
        indents = {
            key: sheet.attribute(style, "w:pPr/w:ind", f"w:{key}") for key in ("left", "right", "firstLine", "hanging")
        }
        fixed = line and rule in ("exact", "atLeast")
        together = sheet.on(style, "w:pPr/w:contextualSpacing")  # its neighbour may be of the same style
        return ParagraphForm(
            title=self.title(style_id),
            align=sheet.attribute(style, "w:pPr/w:jc", "w:val") or "left",
            indents={key: int(twips) for key, twips in indents.items() if twips},
            numbers=sheet.property(style, "w:pPr/w:numPr"),
            bordered=any(sheet.property(style, f"w:pPr/{tag}") is not None for tag in ("w:pBdr", "w:shd")),
            hanging=sheet.property(style, "w:pPr/w:overflowPunct") is not None,
            pitch_pt=int(line) / 20 if fixed else 1.3 * sheet.points(style) * int(line or 240) / 240,
            gaps_pt=0.0 if together else (int(before or 0) + int(after or 0)) / 20,
        )
