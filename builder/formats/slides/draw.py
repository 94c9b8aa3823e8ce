"""Slides as PresentationML: what `scene` says, written out, with the look's own forms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import assert_never
from xml.sax.saxutils import escape, quoteattr

from builder.formats.slides import needed
from builder.formats.slides.foot import footer_words, number_form
from builder.formats.slides.holder import RECTANGLE, Holder, Part
from builder.formats.slides.lengths import box, emu, same, whole, xfrm
from builder.formats.slides.look import DeckLook
from builder.formats.slides.paragraphs import Script
from builder.formats.slides.scene import (
    Figure,
    Frame,
    Grid,
    GridCell,
    Group,
    Item,
    Slide,
    Stroke,
)
from builder.ooxml.rect import Rect

NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_FIELD = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
_NO_GRID = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # PowerPoint's "No Style, No Grid": the cells say the rest
_DECORATIVE = (
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative'
    ' xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext>'
)
_TREE = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
    '<a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)


@dataclass(frozen=True)
class Links:
    """Where relationships of the slide being drawn come from.

    Attributes:
        slide: the relationship to the slide that a heading or source opens; empty where there is none.
        url: the relationship to an outside address; empty where its scheme is not safe.
        chart: the relationship to the part of a chart.
    """

    slide: Callable[[str], str]
    url: Callable[[str], str]
    chart: Callable[[Figure], str]


def slide_xml(slide: Slide, look: DeckLook, links: Links, footer: str, locale: str) -> str:
    """A whole `p:sld`."""
    pen = _Pen(look, slide.layout, links, locale)
    shapes = "".join(map(pen.item, slide.items))
    if slide.footer:
        shapes += pen.footer(footer)
    return (
        f"<p:sld {NAMESPACES}><p:cSld><p:spTree>{_TREE}{shapes}</p:spTree></p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>"
    )


def notes_xml(slide: Slide, look: DeckLook, links: Links, locale: str) -> str:
    """A whole `p:notes`: the slide's image and the words, in the notes master's form."""
    pen = _Pen(look, slide.layout, links, locale)
    words = "".join(pen.script.paragraph(w, plain=True) for w in slide.notes)
    return (
        f"<p:notes {NAMESPACES}><p:cSld><p:spTree>{_TREE}"
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide Image"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1"'
        ' noChangeAspect="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldImg"/></p:nvPr></p:nvSpPr><p:spPr/></p:sp>'
        '<p:sp><p:nvSpPr><p:cNvPr id="3" name="Notes"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>'
        '<p:ph type="body" idx="1"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>'
        f"{words}</p:txBody></p:sp></p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"
    )


class _Pen:
    """Writes the shapes of one slide, with running ids."""

    def __init__(self, look: DeckLook, layout: str, links: Links, locale: str):
        self.look, self.layout, self.links, self.locale, self.id = look, layout, links, locale, 1
        self.script = Script(look.parts["symbol"].font, locale, links.url)

    def item(self, item: Item) -> str:
        match item:
            case Frame():
                return self.frame(item)
            case Stroke():
                return self.stroke(item)
            case Grid():
                return self.grid(item)
            case Figure():
                return self.figure(item)
            case Group():
                return self.group(item)
            case _:
                assert_never(item)

    def name(self, name: str, *, descr: str = "", decorative: bool = False, target: str = "") -> str:
        """The `p:cNvPr` of the next shape."""
        self.id += 1
        link = self.links.slide(target) if target else ""
        inner = f'<a:hlinkClick r:id="{link}" action="ppaction://hlinksldjump"/>' if link else ""
        if decorative:
            inner += f"<a:extLst>{_DECORATIVE}</a:extLst>"
        said = f" descr={quoteattr(descr)}" if descr else ""
        return f'<p:cNvPr id="{self.id}" name={quoteattr(name)}{said}>{inner}</p:cNvPr>'

    def holder(self, index: int | None) -> str:
        """The `p:ph` inside `p:nvPr`, or nothing."""
        held = self.held(index)
        if held is None:
            return "<p:nvPr/>"
        number = f' idx="{held.index}"' if held.index else ""
        return f'<p:nvPr><p:ph type="{held.kind}"{number}/></p:nvPr>'

    def held(self, index: int | None) -> Holder | None:
        """The placeholder of that number; None where the look has a text box instead."""
        found = None if index is None else self.look.layouts[self.layout][index]
        return found if found and found.kind else None

    def frame(self, frame: Frame) -> str:
        part = self.look.parts[frame.part] if frame.part else None
        name = frame.name or frame.words[0].line
        held = self.held(frame.holder)
        lock = '<a:spLocks noGrp="1"/>' if held else ""
        text_box = ' txBox="1"' if part is None and held is None else ""
        place = self.place(frame)
        if held:
            form = place
            body = f"<a:bodyPr{_box(held) if held.moved else ''}><a:normAutofit/></a:bodyPr>"
        else:
            form = place + _form(part, frame.square)
            left, top, right, low = map(emu, frame.inset_pt)
            anchor = frame.anchor
            if frame.holder is not None:  # a text box instead of a placeholder
                anchor = self.look.layouts[self.layout][frame.holder].anchor
            body = (
                f'<a:bodyPr wrap="square" lIns="{left}" tIns="{top}" rIns="{right}" bIns="{low}"'
                f' rtlCol="0" anchor="{anchor}"><a:noAutofit/></a:bodyPr>'
            )
        given = (held.given or held.style) if held else None
        words = self.script.paragraphs(frame.words, given)
        said = self.name(name, decorative=not frame.words, target=frame.target)
        return (
            f"<p:sp><p:nvSpPr>{said}<p:cNvSpPr{text_box}>{lock}</p:cNvSpPr>{self.holder(frame.holder)}</p:nvSpPr>"
            f"<p:spPr>{form}</p:spPr><p:txBody>{body}<a:lstStyle/>{words}</p:txBody></p:sp>"
        )

    def place(self, frame: Frame) -> str:
        """The `a:xfrm`; none where a placeholder stands where its layout has it."""
        if frame.holder is None:
            return xfrm(frame.rect) if frame.rect else ""
        held = self.look.layouts[self.layout][frame.holder]
        rect = frame.rect or held.rect
        stays = held.kind and not held.moved and same(rect, held.rect)
        return "" if stays else xfrm(held.around(rect))

    def stroke(self, stroke: Stroke) -> str:
        line = self.look.parts[stroke.part].line
        return (
            f"<p:cxnSp><p:nvCxnSpPr>{self.name(stroke.name, decorative=True)}<p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr>"
            f'<p:spPr>{xfrm(stroke.rect)}<a:prstGeom prst="line"><a:avLst/></a:prstGeom>{line}</p:spPr></p:cxnSp>'
        )

    def group(self, group: Group) -> str:
        said = self.name(group.name, descr=group.summary)
        inner = "".join(map(self.item, group.items))
        x, y, w, h = box(group.rect)
        return (
            f"<p:grpSp><p:nvGrpSpPr>{said}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>"
            f'<a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/><a:chOff x="{x}" y="{y}"/><a:chExt cx="{w}" cy="{h}"/>'
            f"</a:xfrm></p:grpSpPr>{inner}</p:grpSp>"
        )

    def figure(self, figure: Figure) -> str:
        said = self.name(figure.chart.id, descr=figure.chart.summary)
        return self._graphic(
            said,
            figure.holder,
            figure.rect,
            "http://schemas.openxmlformats.org/drawingml/2006/chart",
            '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
            f' r:id="{self.links.chart(figure)}"/>',
        )

    def grid(self, grid: Grid) -> str:
        columns = "".join(f'<a:gridCol w="{w}"/>' for w in whole(grid.widths_pt))
        heights = whole(grid.heights_pt)
        rows = "".join(
            f'<a:tr h="{h}">{"".join(self.cell(c, n, len(heights)) for c in row)}</a:tr>'
            for n, (row, h) in enumerate(zip(grid.rows, heights, strict=True))
        )
        return self._graphic(
            self.name(grid.name, descr=grid.summary),
            grid.holder,
            grid.rect,
            "http://schemas.openxmlformats.org/drawingml/2006/table",
            f'<a:tbl><a:tblPr firstRow="1"><a:tableStyleId>{_NO_GRID}</a:tableStyleId></a:tblPr>'
            f"<a:tblGrid>{columns}</a:tblGrid>{rows}</a:tbl>",
        )

    def _graphic(self, said: str, holder: int | None, rect: Rect, kind: str, inner: str) -> str:
        x, y, w, h = box(rect)
        return (
            f'<p:graphicFrame><p:nvGraphicFramePr>{said}<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/>'
            f"</p:cNvGraphicFramePr>{self.holder(holder)}</p:nvGraphicFramePr>"
            f'<p:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/></p:xfrm>'
            f'<a:graphic><a:graphicData uri="{kind}">{inner}</a:graphicData></a:graphic></p:graphicFrame>'
        )

    def cell(self, cell: GridCell, row: int, rows: int) -> str:
        part = self.look.parts[cell.part]
        fill = self.look.parts[cell.fill].fill if cell.fill else part.fill
        rule = self.look.parts["table.rule"].line.removeprefix("<a:ln")
        below = f"<a:lnB{rule.removesuffix('</a:ln>')}</a:lnB>" if rule and row else ""
        none = "".join(f'<a:{side} w="0"><a:noFill/></a:{side}>' for side in ("lnL", "lnR", "lnT"))
        before_pt, behind_pt = cell.narrower_pt
        left_pt, top_pt, right_pt, low_pt = part.inset_pt
        left, top, right, low = map(emu, (left_pt + before_pt, top_pt, right_pt + behind_pt, low_pt))
        words = self.script.paragraphs(cell.words)
        return (
            f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{words}</a:txBody>"
            f'<a:tcPr marL="{left}" marR="{right}" marT="{top}" marB="{low}" anchor="ctr">{none}{below}'
            f"{fill or '<a:noFill/>'}</a:tcPr></a:tc>"
        )

    def footer(self, text: str) -> str:
        """Footer and slide number, copied from the layout: PowerPoint does not show them by itself."""
        xml = ""
        holders = self.look.layouts[self.layout]
        for index, kind in ((needed.FOOTER, "ftr"), (needed.NUMBER, "sldNum")):
            held = holders.get(index)
            if held is None or not held.kind or not (text or index == needed.NUMBER):
                continue
            shown, form = footer_words(text, held, self.look.latin)
            form = form if index == needed.FOOTER else number_form(held)
            run = f'<a:rPr lang="{self.locale}"{form[0]} dirty="0"'
            run += f">{form[1]}</a:rPr>" if form[1] else "/>"
            inner = f"<a:r>{run}<a:t>{escape(shown)}</a:t></a:r>"
            if index == needed.NUMBER:
                inner = f'<a:fld id="{_FIELD}" type="slidenum">{run}<a:t>‹#›</a:t></a:fld>'
            place = xfrm(held.outer) if held.moved else ""
            xml += (
                f'<p:sp><p:nvSpPr>{self.name(kind)}<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
                f"{self.holder(index)}</p:nvSpPr><p:spPr>{place}</p:spPr><p:txBody><a:bodyPr/>"
                f"{held.list_style or '<a:lstStyle/>'}<a:p>{inner}</a:p></p:txBody></p:sp>"
            ).replace("<p:spPr></p:spPr>", "<p:spPr/>")
        return xml


def _box(held: Holder) -> str:
    """Insets and anchor of a placeholder that stands elsewhere than its layout has it."""
    left, top, right, low = map(emu, held.inset_pt)
    return f' lIns="{left}" tIns="{top}" rIns="{right}" bIns="{low}" anchor="{held.anchor}" anchorCtr="0"'


def _form(part: Part | None, square: bool) -> str:
    if part is None:
        return f"{RECTANGLE}<a:noFill/>"
    return part.square if square else part.shape
