"""The parts of a Word look besides styles and numbering: theme, settings, fonts, pages, package.

What is not said otherwise is the briefing's; the other Word looks give their own.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from xml.sax.saxutils import escape

from builder.ooxml.steady import steady

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
MM = 1440 / 25.4

THEME_COLORS = {
    "dk1": "1F2933", "lt1": "FFFFFF", "dk2": "17365D", "lt2": "EEF3F8", "accent1": "1F4E7F", "accent2": "A85F0A",
    "accent3": "2A7478", "accent4": "A6192E", "accent5": "5D6B7B", "accent6": "5E4B8B", "hlink": "1F5A99",
    "folHlink": "5E4B8B",
}  # fmt: skip

FONTS = {  # name: (other names of the face or of one that stands in for it, charset, family, pitch)
    "Cambria": ("", "00", "roman", "variable"),
    "Calibri": ("", "00", "swiss", "variable"),
    "宋体": ("SimSun", "86", "auto", "variable"),
    "微软雅黑": ("Microsoft YaHei", "86", "swiss", "variable"),
    "楷体": ("KaiTi", "86", "modern", "fixed"),
    "Segoe UI Symbol": ("", "00", "swiss", "variable"),
}


def theme_xml(name: str = "Collate Briefing", latin: str = "Calibri", han: str = "微软雅黑") -> str:
    """Colours and fonts that charts take: those of tables."""
    colors = "".join(f'<a:{n}><a:srgbClr val="{c}"/></a:{n}>' for n, c in THEME_COLORS.items())
    font = f'<a:latin typeface="{latin}"/><a:ea typeface="{han}"/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = "".join(f'<a:ln w="{w}">{fill}<a:prstDash val="solid"/></a:ln>' for w in (6350, 12700, 19050))
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="{name}">'
        f'<a:themeElements><a:clrScheme name="{name}">{colors}</a:clrScheme>'
        f'<a:fontScheme name="{name}"><a:majorFont>{font}</a:majorFont><a:minorFont>{font}</a:minorFont>'
        f'</a:fontScheme><a:fmtScheme name="{name}"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{line}</a:lnStyleLst><a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


def settings_xml(more: str = "") -> str:
    """Word 2013 and later, Chinese line breaking and punctuation, no question to the reader on opening.

    `more` stands where `w:evenAndOddHeaders` belongs.
    """
    ms = "http://schemas.microsoft.com/office/word"
    compat = {
        "compatibilityMode": "15",
        "overrideTableStyleFontSizeAndJustification": "1",
        "enableOpenTypeFeatures": "1",
        "doNotFlipMirrorIndents": "1",
        "differentiateMultirowTableHeaders": "1",
    }
    rows = "".join(f'<w:compatSetting w:name="{k}" w:uri="{ms}" w:val="{v}"/>' for k, v in compat.items())
    map_ = (
        'w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" w:accent1="accent1" w:accent2="accent2"'
        ' w:accent3="accent3" w:accent4="accent4" w:accent5="accent5" w:accent6="accent6" w:hyperlink="hyperlink"'
        ' w:followedHyperlink="followedHyperlink"'
    )
    return (
        f'<w:settings {W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/>{more}'
        '<w:characterSpacingControl w:val="compressPunctuation"/>'
        f'<w:compat>{rows}</w:compat><w:themeFontLang w:val="en-GB" w:eastAsia="zh-CN"/>'
        f'<w:clrSchemeMapping {map_}/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def fonts_xml(fonts: Mapping[str, tuple[str, str, str, str]] = FONTS) -> str:
    rows = []
    for name, (other, charset, family, pitch) in fonts.items():
        alt = f'<w:altName w:val="{other}"/>' if other else ""
        rows.append(
            f'<w:font w:name="{name}">{alt}<w:charset w:val="{charset}"/><w:family w:val="{family}"/>'
            f'<w:pitch w:val="{pitch}"/></w:font>'
        )
    return f"<w:fonts {W}>{''.join(rows)}</w:fonts>"


UPRIGHT_MM = (22, 25, 19)
"""The margins of the upright page: top, sides, bottom."""


def section_xml(
    size: tuple[float, float],
    margins: tuple[float, float, float, float],
    running: tuple[float, float] = (12, 10),
    *,
    first: str = "",
    last: str = "",
) -> str:
    """The properties of a page; lengths in millimetres.

    Args:
        size: width and height; a page that is wider than high lies on its side.
        margins: top, right, bottom, left.
        running: how far header and footer stand from the page's edge.
        first: XML of headers and footers.
        last: XML of the grid.
    """
    width, height = size
    orient = ' w:orient="landscape"' if width > height else ""
    names = ("top", "right", "bottom", "left", "header", "footer")
    sides = "".join(f' w:{k}="{round(v * MM)}"' for k, v in zip(names, (*margins, *running), strict=True))
    return (
        f'<w:sectPr>{first}<w:pgSz w:w="{round(width * MM)}" w:h="{round(height * MM)}"{orient}/>'
        f'<w:pgMar{sides} w:gutter="0"/><w:cols w:space="425"/>{last}</w:sectPr>'
    )


def document_xml(
    styles: Sequence[tuple[str, str]], upright: str, wide: str = section_xml((297, 210), (20, 18, 19, 18))
) -> str:
    """An upright page with one specimen line a style, so that whoever restyles the look sees what each name is; and the
    page for wide tables.
    """

    def line(style: str, text: str, more: str = "") -> str:
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr><w:r><w:t>{escape(text)}</w:t></w:r></w:p>'

    lines = "".join(line(i, f"{name} · 中文样例 123") for i, name in styles)
    return (
        f"<w:document {W} {R}><w:body>{lines}{line('Normal', 'Upright page', upright)}"
        f"{line('Normal', 'Page for wide tables')}{wide}</w:body></w:document>"
    )


def package(
    styles: str,
    numbering: str,
    specimens: Sequence[tuple[str, str]],
    upright_mm: tuple[int, int, int] = UPRIGHT_MM,
    *,
    document: str = "",
    title: str = "Collate briefing: look",
    settings: str = settings_xml(),
    fonts: str = fonts_xml(),
    theme: str = theme_xml(),
    footers: Sequence[str] = (),
) -> bytes:
    """The look as the bytes of a docx, the same on every run.

    `document` stands in for the briefing's pages; footer n is the relation `rIdFooter<n>`.
    """
    top, side, bottom = upright_mm
    word = {
        "styles": (f"{WML}.styles+xml", styles),
        "numbering": (f"{WML}.numbering+xml", numbering),
        "settings": (f"{WML}.settings+xml", settings),
        "fontTable": (f"{WML}.fontTable+xml", fonts),
    }
    themes = "application/vnd.openxmlformats-officedocument.theme+xml"
    core = "application/vnd.openxmlformats-package.core-properties+xml"
    parts = {f"/word/{n}.xml": t for n, (t, _) in word.items()}
    parts |= {
        "/word/document.xml": f"{WML}.document.main+xml",
        "/word/theme/theme1.xml": themes,
        "/docProps/core.xml": core,
    }
    feet = {f"footer{n}": xml for n, xml in enumerate(footers, 1)}
    parts |= {f"/word/{n}.xml": f"{WML}.footer+xml" for n in feet}
    rels = "http://schemas.openxmlformats.org/package/2006/relationships"
    kinds = "".join(f'<Override PartName="{n}" ContentType="{t}"/>' for n, t in parts.items())
    inner = [("", f"{RELS}/{n}", f"{n}.xml") for n in word] + [("", f"{RELS}/theme", "theme/theme1.xml")]
    inner += [(f"rIdFooter{n}", f"{RELS}/footer", f"footer{n}.xml") for n in range(1, len(footers) + 1)]
    outer = [
        ("", f"{RELS}/officeDocument", "word/document.xml"),
        (
            "",
            "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
            "docProps/core.xml",
        ),
    ]
    defaults = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
    )
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f"{defaults}{kinds}</Types>",
        "_rels/.rels": _relations(rels, outer),
        "docProps/core.xml": "<cp:coreProperties"
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>' + title + "</dc:title></cp:coreProperties>",
        "word/document.xml": document or document_xml(specimens, section_xml((210, 297), (top, side, bottom, side))),
        "word/_rels/document.xml.rels": _relations(rels, inner),
        "word/theme/theme1.xml": theme,
        **{f"word/{n}.xml": xml for n, (_, xml) in word.items()},
        **{f"word/{n}.xml": xml for n, xml in feet.items()},
    }
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, xml in files.items():
            made.writestr(name, (HEAD + xml).encode("utf-8"))
    return steady(out.getvalue(), "2026-01-01")


def _relations(namespace: str, rows: Sequence[tuple[str, str, str]]) -> str:
    """Rows of id ("" for the next number), type and target."""
    body = "".join(
        f'<Relationship Id="{i or f"rId{n}"}" Type="{t}" Target="{f}"/>' for n, (i, t, f) in enumerate(rows, 1)
    )
    return f'<Relationships xmlns="{namespace}">{body}</Relationships>'
