"""Shapes and placeholders of a master or layout, as PresentationML: what a deck's look is made of."""

from __future__ import annotations

from xml.sax.saxutils import escape


def emu(inches: float) -> int:
    return round(inches * 914400)


def ink(colour: str) -> str:
    """A fill: "accent1", or "accent3:15" for a tint of 15 per cent; "" for none."""
    if not colour:
        return "<a:noFill/>"
    name, _, share = colour.partition(":")
    mix = ""
    if share:
        mix = f'<a:satMod val="80000"/><a:lumMod val="{share}000"/><a:lumOff val="{100 - int(share)}000"/>'
    return f'<a:solidFill><a:schemeClr val="{name}">{mix}</a:schemeClr></a:solidFill>'


def outline(colour: str, width_pt: float) -> str:
    return f'<a:ln w="{round(width_pt * 12700)}">{ink(colour)}</a:ln>' if colour else "<a:ln><a:noFill/></a:ln>"


def form(
    size_pt: float,
    colour: str = "tx1",
    *,
    bold: bool = False,
    align: str = "l",
    before_pt: float = 0,
    spacing: int = 100,
    bullet: str = "",
    hang_pt: float = 0,
) -> tuple[str, str]:
    """Paragraph and character properties, as inner XML: (attributes and children of pPr, the same of rPr)."""
    mark = "<a:buNone/>"
    if bullet:
        mark = f'<a:buClr><a:schemeClr val="accent2"/></a:buClr><a:buFont typeface="Arial"/><a:buChar char="{bullet}"/>'
    paragraph = (
        f' marL="{round(hang_pt * 12700)}" indent="{-round(hang_pt * 12700)}" algn="{align}">'
        f'<a:lnSpc><a:spcPct val="{spacing}000"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="{round(before_pt * 100)}"/></a:spcBef>{mark}'
    )
    return paragraph, f' sz="{round(size_pt * 100)}" b="{int(bold)}">{ink(colour)}'


class Page:
    """Shapes of one master or layout, with running ids."""

    def __init__(self) -> None:
        self.xml, self.id = "", 1

    def _shape(
        self, name: str, app: str, box: tuple[float, float, float, float], geometry: str, style: str, text: str
    ) -> None:
        self.id += 1
        x, y, w, h = map(emu, box)
        self.xml += (
            f'<p:sp><p:nvSpPr><p:cNvPr id="{self.id}" name="{escape(name)}"/>{app}</p:nvSpPr><p:spPr><a:xfrm>'
            f'<a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/></a:xfrm>{geometry}{style}</p:spPr>'
            f"<p:txBody>{text}</p:txBody></p:sp>"
        )

    def drawn(
        self,
        name: str,
        box: tuple[float, float, float, float],
        fill: str = "",
        line: str = "",
        line_pt: float = 0.75,
        shape: str = "rect",
        adjust: str = "",
        path: str = "",
        words: tuple[tuple[str, tuple[str, str]], ...] = (),
        anchor: str = "ctr",
        inset_in: tuple[float, float] = (0.1, 0.04),
        font: str = "",
    ) -> None:
        """A shape of the look itself; each word names a role and shows its form."""
        geometry = f'<a:prstGeom prst="{shape}"><a:avLst>{adjust}</a:avLst></a:prstGeom>'
        if path:
            w, h = emu(box[2]), emu(box[3])
            geometry = (
                '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
                f'<a:path w="{w}" h="{h}" fill="none">{path}</a:path></a:pathLst></a:custGeom>'
            )
        x, y = map(emu, inset_in)
        text = "".join(
            f'<a:p><a:pPr{para}</a:pPr><a:r><a:rPr lang="en-GB"{run}{font}</a:rPr><a:t>{escape(role)}</a:t></a:r></a:p>'
            for role, (para, run) in words
        )
        body = (
            f'<a:bodyPr wrap="square" lIns="{x}" tIns="{y}" rIns="{x}" bIns="{y}"'
            f' anchor="{anchor}"><a:noAutofit/></a:bodyPr>'
            f"<a:lstStyle/>{text or '<a:p><a:endParaRPr lang=' + chr(34) + 'en-GB' + chr(34) + '/></a:p>'}"
        )
        self._shape(
            name, '<p:cNvSpPr/><p:nvPr userDrawn="1"/>', box, geometry, ink(fill) + outline(line, line_pt), body
        )

    def holder(
        self,
        name: str,
        kind: str,
        index: int | None,
        box: tuple[float, float, float, float],
        prompt: str,
        words: tuple[str, str],
        anchor: str = "t",
        field: bool = False,
    ) -> None:
        """A placeholder."""
        number = "" if index is None else f' idx="{index}"'
        custom = "" if kind in ("ftr", "sldNum") else ' hasCustomPrompt="1"'
        para, run = words
        level = f"<a:lvl1pPr{para}<a:defRPr{run}</a:defRPr></a:lvl1pPr>"
        text = (
            f'<a:r><a:rPr lang="zh-CN"/><a:t>{escape(prompt)}</a:t></a:r>' if prompt else '<a:endParaRPr lang="zh-CN"/>'
        )
        if field:
            text = (
                '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum">'
                '<a:rPr lang="zh-CN"/><a:t>‹#›</a:t></a:fld>'
            )
        body = (
            f'<a:bodyPr vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0"'
            f' anchor="{anchor}"><a:normAutofit/></a:bodyPr>'
            f"<a:lstStyle>{level}</a:lstStyle><a:p>{text}</a:p>"
        )
        app = f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="{kind}"{number}{custom}/></p:nvPr>'
        self._shape(name, app, box, '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>', "", body)

    def node(
        self, name: str, x: float, y: float, radius: float, fill: str, line: str = "", line_pt: float = 2.5
    ) -> None:
        self.drawn(name, (x - radius, y - radius, 2 * radius, 2 * radius), fill, line, line_pt, "ellipse")
