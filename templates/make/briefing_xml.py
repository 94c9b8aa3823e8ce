"""Style properties as XML, their children in the order of the schema (ECMA-376 Part 1, 17.3.1 and 17.3.2)."""

from __future__ import annotations


def face(han: str = "微软雅黑", latin: str = "Calibri", other: str = "") -> str:
    """Fonts by name: `other` is for signs that are neither ASCII nor Han (● ◐ ○)."""
    names = f'w:ascii="{latin}" w:hAnsi="{other or latin}" w:eastAsia="{han}" w:cs="{latin}"'
    return f"<w:rFonts {names}/>"


def run(fonts: str = "", size: float = 0, color: str = "", bold: bool | None = None, **more: str) -> str:
    """Run properties. `more`: italic, caps, small, spread (twips), under, fill, raised."""
    on = "" if bold is None else ("<w:b/><w:bCs/>" if bold else '<w:b w:val="0"/><w:bCs w:val="0"/>')
    half = round(size * 2)
    parts = (
        fonts,
        on,
        "<w:i/><w:iCs/>" if more.get("italic") else "",
        "<w:caps/>" if more.get("caps") else "",
        "<w:smallCaps/>" if more.get("small") else "",
        f'<w:color w:val="{color}"/>' if color else "",
        f'<w:spacing w:val="{more["spread"]}"/>' if "spread" in more else "",
        f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>' if size else "",
        f'<w:u w:val="{more["under"]}"/>' if "under" in more else "",
        f'<w:bdr w:val="single" w:sz="8" w:space="0" w:color="{more["fill"]}"/>' if "fill" in more else "",
        f'<w:shd w:val="clear" w:color="auto" w:fill="{more["fill"]}"/>' if "fill" in more else "",
        '<w:vertAlign w:val="superscript"/>' if more.get("raised") else "",
    )
    return "".join(parts)


def border(side: str, eighths: int, color: str, gap: int) -> str:
    return f'<w:{side} w:val="single" w:sz="{eighths}" w:space="{gap}" w:color="{color}"/>'


def box(bar: str, fill: str) -> str:
    """A bar at the left and a fill; borders in the fill's own colour give the fill its padding."""
    sides = border("top", 4, fill, 4) + border("left", 36, bar, 8) + border("bottom", 4, fill, 6)
    return f"<w:pBdr>{sides}{border('right', 4, fill, 8)}</w:pBdr>" + shade(fill)


def shade(fill: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'


def par(
    line: float = 0,
    before: float = 0,
    after: float = 0,
    *,
    keep: str = "",
    num: int = 0,
    level: int = 0,
    close: bool = False,
    exact: bool = False,
    place: str = "",
    frame: str = "",
    snap: str = "",
    tabs: str = "",
    ind: str = "",
    align: str = "",
    outline: int | None = None,
) -> str:
    """Paragraph properties.

    Args:
        line: the pitch in points, at least so much or (`exact`) exactly so.
        before, after: space in points.
        keep: "n" with the next, "l" lines together.
        num, level: list.
        close: no space between neighbours of this style.
        place, frame, snap, tabs, ind: XML of page breaks and text frames, borders and shading, the text grid, tabs,
            indents.
    """
    rule = "exact" if exact else "atLeast"
    pitch = f' w:line="{round(line * 20)}" w:lineRule="{rule}"' if line else ""
    parts = (
        "<w:keepNext/>" if "n" in keep else "",
        "<w:keepLines/>" if "l" in keep else "",
        place,
        "<w:widowControl/>",
        f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>' if num else "",
        frame,
        f"<w:tabs>{tabs}</w:tabs>" if tabs else "",
        snap,
        f'<w:spacing w:before="{round(before * 20)}" w:after="{round(after * 20)}"{pitch}/>',
        f"<w:ind {ind}/>" if ind else "",
        "<w:contextualSpacing/>" if close else "",
        f'<w:jc w:val="{align}"/>' if align else "",
        f'<w:outlineLvl w:val="{outline}"/>' if outline is not None else "",
    )
    return "".join(parts)


def style(name: str, ppr: str = "", rpr: str = "", *, kind: str = "paragraph", base: str = "Normal", link: str = "",
          next_: str = "", more: str = "", priority: int = 20) -> str:  # fmt: skip
    own = ' w:customStyle="1"' if name.startswith("Collate") or name.endswith(" zh") else ""
    default = ' w:default="1"' if name in ("Normal", "Normal Table", "Default Paragraph Font") else ""
    parts = (
        f'<w:style w:type="{kind}"{default}{own} w:styleId="{ident(name)}"><w:name w:val="{name}"/>',
        f'<w:basedOn w:val="{ident(base)}"/>' if base and not default else "",
        f'<w:next w:val="{ident(next_)}"/>' if next_ else "",
        f'<w:link w:val="{ident(link)}"/>' if link else "",
        f'<w:uiPriority w:val="{priority}"/>',
        "<w:qFormat/>" if kind != "table" and not default else "",
        f"<w:pPr>{ppr}</w:pPr>" if ppr else "",
        f"<w:rPr>{rpr}</w:rPr>" if rpr else "",
        more,
        "</w:style>",
    )
    return "".join(parts)


def ident(name: str) -> str:
    special = {"heading": "Heading", "caption": "Caption", "toc": "TOC", "header": "Header", "footer": "Footer",
               "footnote": "Footnote", "text": "Text", "reference": "Reference"}  # fmt: skip
    return "".join(special.get(w, w) for w in name.split(" "))


def tab(kind: str, at: int, leader: str = "") -> str:
    return f'<w:tab w:val="{kind}"{f" w:leader={chr(34)}{leader}{chr(34)}" if leader else ""} w:pos="{at}"/>'
