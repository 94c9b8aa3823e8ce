"""Makes templates/briefing/look.docx, the look of the policy briefing: named styles, theme, page, numbering.

    PYTHONPATH=. python templates/make/briefing_look.py [FILE]

The file is written from XML, not from another program's default document, so it carries no relics. Sizes are points;
colours are named once below. Lengths in the XML are twentieths of a point. Afterwards the look may be restyled in
Word: the program only needs the style names.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from briefing_parts import package
from briefing_xml import border, box, face, par, run, shade, style, tab

INK, NAVY, RED, GREY, RULE = "1F2933", "17365D", "A6192E", "56616E", "C5CFDB"
PAPER, MIST = "FBF4F2", "EEF3F8"  # under the key judgements, under other boxes
SERIF, SERIF_HAN = "Cambria", "宋体"
SANS, SANS_HAN, KAI = "Calibri", "微软雅黑", "楷体"
SERIFS, SANSES = face(SERIF_HAN, SERIF), face(SANS_HAN, SANS)
SYMBOLS = "Segoe UI Symbol"
WIDTH = round(160 * 1440 / 25.4)  # of the text: 37 Han characters of 12 pt and some slack for punctuation

TINTS = {  # value: fill, ink; every pair has a contrast of at least 4.5 and stays readable in grey
    "Agree": ("E0F0E6", "1B5E37"),
    "Partly": ("FBEFD5", "7A4A00"),
    "Differ": ("FAE3E0", "96201A"),
    "Single": ("E9EDF2", "44505E"),
    "High": ("DCE8F4", "17446F"),
    "Moderate": ("E9F0F7", "2C5480"),
    "Low": ("F1F3F5", "505A65"),
    "Silent": ("F3F4F6", "5A6470"),
    "Asserts": ("E6EEF5", "234D75"),
    "Forecasts": ("EFEAF6", "553A86"),
    "Reports": ("F6EFE3", "704A10"),
}

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

BOXED = 'w:left="250" w:right="180"'  # bar, padding and edge stand exactly on the margins

HEADINGS_ZH, HEADINGS_EN, HEADINGS, BULLETS, NUMBERS, BOX_BULLETS, CELL_BULLETS, AGENDA = range(1, 9)


def paragraph_styles() -> list[str]:
    body, cell = "Collate Body", "Collate Cell"
    inside = 'w:left="470" w:right="180" w:hanging="220"'
    return [
        style("Normal", par(15.5), run(SERIFS, 11)),
        style(body, par(15.2, 0, 5)),
        style("Collate Body zh", par(18.8, 0, 4, ind='w:firstLineChars="200" w:firstLine="480"', align="both"),
              run(size=12), base=body),
        style("Collate Lead", par(17, 2, 7, keep="nl"), run(SANSES, 11, GREY), next_=body),
        style("Collate Note", par(14, 2, 6, keep="l"), run(SANSES, 9, GREY), next_=body),
        style("Collate Kicker", par(16, 0, 6, keep="n", frame=f"<w:pBdr>{border('top', 36, NAVY, 9)}</w:pBdr>"),
              run(SANSES, 10.5, RED, True, spread="24"), next_="Title"),
        style("Title", par(32, 0, 2, keep="nl"), run(SANSES, 23.5, NAVY, True), next_="Subtitle", priority=10),
        style("Subtitle", par(20, 0, 6, keep="nl"), run(SANSES, 13, GREY), next_=body, priority=11),
        style("Collate Byline", par(14.5, 0, 0, frame=f"<w:pBdr>{border('bottom', 6, RULE, 6)}</w:pBdr>"),
              run(SANSES, 9.5, GREY), next_=body),
        style("heading 1", par(22, 14, 5, outline=0, frame=f"<w:pBdr>{border('bottom', 6, RULE, 3)}</w:pBdr>",
              keep="nl", num=HEADINGS_ZH),
              run(SANSES, 15.5, NAVY, True), next_=body, priority=9),
        style("heading 2", par(19, 13, 5, outline=1, level=1, keep="nl", num=HEADINGS_ZH),
              run(SANSES, 12.5, NAVY, True), next_=body,
              priority=9),
        style("heading 3", par(17, 9, 3, outline=2, level=2, keep="nl", num=HEADINGS_ZH),
              run(SANSES, 11, INK, True), next_=body, priority=9),
        style("List Bullet", par(16, 0, 3, num=BULLETS, align="left"), base=body),
        style("List Bullet zh", par(19, 0, 3, num=BULLETS, align="both"), run(size=12), base="List Bullet"),
        style("List Number", par(16, 0, 4, num=NUMBERS, align="left"), base=body),
        style("List Number zh", par(19, 0, 4, num=NUMBERS, align="both"), run(size=12), base="List Number"),
        style("Collate Box Head", par(19, 11, 1, keep="nl", frame=box(RED, PAPER), ind=BOXED),
              run(SANSES, 12.5, RED, True)),
        style("Collate Box Text", par(14.5, 0, 0.5, keep="l", frame=box(RED, PAPER), ind=BOXED), run(size=10.5)),
        style("Collate Box Text zh", par(17.5, 0, 0.5, ind=BOXED, align="both"), run(size=11), base="Collate Box Text"),
        style("Collate Box Foot", par(13, 0, 4, keep="l", frame=box(RED, PAPER), ind=BOXED), run(SANSES, 9, GREY)),
        style("Collate Callout Head", par(18, 10, 2, keep="nl", frame=box(NAVY, MIST), ind=BOXED),
              run(SANSES, 11.5, NAVY, True)),
        style("Collate Callout Text", par(15.5, 0, 3, keep="l", frame=box(NAVY, MIST), ind=BOXED), run(size=10.5)),
        style("Collate Callout Text zh", par(18, 0, 3, ind=BOXED, align="both"),
              run(size=11), base="Collate Callout Text"),
        style("Collate Callout Item", par(14.8, 0, 2, keep="l", num=BOX_BULLETS, frame=box(NAVY, MIST), ind=inside),
              run(size=10.5)),
        style("Collate Callout Item zh", par(17, 0, 2, num=BOX_BULLETS, ind=inside, align="both"), run(size=11),
              base="Collate Callout Item"),
        style("caption", par(15, 8, 4, keep="nl"), run(SANSES, 10, NAVY, True), next_=body, priority=35),
        style("Collate Source", par(13.5, 3, 9, keep="l", close=True), run(SANSES, 9, GREY), next_=body),
        style("Collate Figure", par(0, 6, 2, keep="n", align="center"), run(SANSES, 10)),
        style("Collate Gap", par(9), run(size=5)),
        style(cell, par(13.5), run(SANSES, 9.5)),
        style("Collate Cell Head", par(14.5, keep="n"), run(color="FFFFFF", bold=True), base=cell),
        style("Collate Cell Head Brief", par(14.5, keep="n", align="center"), base="Collate Cell Head"),
        style("Collate Cell Label", par(13.5), run(color=NAVY, bold=True), base=cell),
        style("Collate Cell Brief", par(11.5, align="center", exact=True), run(size=9), base=cell),
        style("Collate Cell Source", par(13.5), run(size=9, color=GREY), base=cell),
        style("Collate Cell Item", par(13.5, 0, 2, num=CELL_BULLETS), base=cell),
        style("Collate Versus Left", par(15, keep="n", frame=shade(NAVY)), run(color="FFFFFF", bold=True), base=cell),
        style("Collate Versus Right", par(15, keep="n", frame=shade("8A4B08")),
              run(color="FFFFFF", bold=True), base=cell),
        style("Collate Versus Foot", par(14.5, frame=shade(MIST)), base=cell),
        style("Collate Stage", par(14.5, 0, 0, frame=shade(MIST)), run(color=NAVY, bold=True), base=cell),
        style("Collate Stage Aside", par(13, 1, 0, frame=shade(MIST)), run(size=9, color=GREY, bold=False), base=cell),
        style("Quote", par(17, 6, 2, keep="nl", frame=f"<w:pBdr>{border('left', 18, RULE, 10)}</w:pBdr>",
              ind='w:left="400" w:right="400"'), run(face(KAI, SERIF), 11.5, NAVY), priority=29),
        style("Collate Quote By", par(14, 0, 8, frame=f"<w:pBdr>{border('left', 18, RULE, 10)}</w:pBdr>",
              ind='w:left="400" w:right="400"'), run(SANSES, 9, GREY)),
        style("TOC Heading", par(17, 11, 3, keep="n"), run(SANSES, 11.5, NAVY, True), next_=body, priority=39),
        style("toc 1", par(13.8, 0, 0.5, tabs=tab("left", 380) + tab("right", WIDTH, "dot"),
              ind='w:left="380" w:hanging="380"'), run(SANSES, 9.5), priority=39),
        style("toc 2", par(15, 0, 1, tabs=tab("left", 940) + tab("right", WIDTH, "dot"),
              ind='w:left="940" w:hanging="560"'), run(SANSES, 9.5), priority=39),
        style("toc 3", par(15, 0, 1, tabs=tab("left", 1640) + tab("right", WIDTH, "dot"),
              ind='w:left="1640" w:hanging="700"'), run(SANSES, 9.5), priority=39),
        style("Collate Source Entry", par(15.5, 0, 3, keep="l", tabs=tab("left", 460),
              ind='w:left="460" w:hanging="460"'),
              run(size=10)),
        style("Collate Agenda", par(16, 4, 1, keep="nl", num=AGENDA, tabs=tab("right", WIDTH)), run(SANSES, 11)),
        style("Collate Agenda zh", par(18, 4, 1, keep="nl", num=AGENDA, tabs=tab("right", WIDTH)), run(SANSES, 12),
              base="Collate Agenda"),
        style("Collate Agenda Body", par(15, 0, 4, keep="l", ind='w:left="420"'), run(SANSES, 10, GREY)),
        style("header", par(13, 0, 0, frame=f"<w:pBdr>{border('bottom', 4, RULE, 4)}</w:pBdr>"), run(SANSES, 9, GREY)),
        style("footer", par(13), run(SANSES, 9, GREY)),
        style("footnote text", par(12.5, 0, 1.5), run(size=9), priority=99),
    ]  # fmt: skip


def character_styles() -> list[str]:
    def char(name: str, rpr: str, priority: int = 20) -> str:
        return style(name, "", rpr, kind="character", base="Default Paragraph Font", priority=priority)

    return [
        style("Default Paragraph Font", kind="character", base="", priority=1),
        char("Strong", f'<w:rFonts w:eastAsia="{SANS_HAN}"/>' + run(bold=True), 22),
        char("Emphasis", run(italic="1")),
        char("Collate Emphasis Han", f'<w:rFonts w:eastAsia="{KAI}"/>'),
        char("Collate Strong Emphasis", f'<w:rFonts w:eastAsia="{SANS_HAN}"/>' + run(bold=True, italic="1")),
        char("Collate Small Caps", run(small="1")),
        char("Collate Cite", run(SANSES, 11.5, raised="1")),
        char("Collate Pinpoint", run(SANSES, 9, GREY)),
        char("Collate Pointer", run(under="none")),
        char("footnote reference", run(raised="1"), 99),
        char("Collate Symbol", face(SYMBOLS, SYMBOLS)),
        char("Hyperlink", run(color="1F5A99", under="single"), 99),
    ]


def tag_styles() -> list[str]:
    """Each tag as a linked pair, as Word makes them: the paragraph style's fill tints cells, its twin tints words."""
    made = []
    for value, (fill, ink) in TINTS.items():
        name = f"Collate Tag {value}"
        words = run(face(other=SYMBOLS), 9, ink, value != "Silent", fill=fill)
        made.append(
            style(name, par(14, frame=shade(fill), align="center"), words, base="Collate Cell", link=f"{name} Char")
        )
        made.append(style(f"{name} Char", "", words, kind="character", base="Default Paragraph Font", link=name))
    return made


def table_styles() -> list[str]:
    def margins(top: int, left: int) -> str:
        sides = (("top", top), ("left", left), ("bottom", top), ("right", left))
        rows = (f'<w:{side} w:w="{n}" w:type="dxa"/>' for side, n in sides)
        return f"<w:tblCellMar>{''.join(rows)}</w:tblCellMar>"

    def lines(*sides: tuple[str, int, str]) -> str:
        return f"<w:tblBorders>{''.join(border(s, e, c, 0) for s, e, c in sides)}</w:tblBorders>"

    plain = '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>' + margins(0, 108) + "</w:tblPr>"
    rows = lines(("top", 8, NAVY), ("bottom", 12, NAVY), ("insideH", 4, RULE))
    head = f'<w:tblStylePr w:type="firstRow"><w:tcPr>{shade(NAVY)}</w:tcPr></w:tblStylePr>'
    boxes = lines(("top", 4, RULE), ("left", 4, RULE), ("bottom", 8, NAVY), ("right", 4, RULE), ("insideH", 4, RULE),
                  ("insideV", 4, RULE))  # fmt: skip
    middle = '<w:tcPr><w:vAlign w:val="center"/></w:tcPr>'
    return [
        style("Normal Table", kind="table", base="", more=plain, priority=99),
        style("Collate Table", kind="table", base="Normal Table", priority=40,
              more=f"<w:tblPr>{rows}{margins(42, 66)}</w:tblPr>{middle}{head}"),
        style("Collate Versus Table", kind="table", base="Normal Table", priority=40,
              more=f"<w:tblPr>{boxes}{margins(70, 120)}</w:tblPr>"),
        style("Collate Steps Table", kind="table", base="Normal Table", priority=40,
              more=f"<w:tblPr>{rows}{margins(70, 110)}</w:tblPr>"),
    ]  # fmt: skip


def styles_xml(paragraphs: Sequence[str] | None = None) -> str:
    """All styles; `paragraphs` in place of the briefing's own paragraph styles."""
    language = '<w:lang w:val="en-GB" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{run(SERIFS, 11, INK)}{language}</w:rPr></w:rPrDefault>"
        '<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0"/></w:pPr></w:pPrDefault></w:docDefaults>'
    )
    every = [*(paragraphs or paragraph_styles()), *tag_styles(), *character_styles(), *table_styles()]
    every.append('<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
                 '<w:uiPriority w:val="99"/></w:style>')  # fmt: skip
    return f"<w:styles {W}>{defaults}{''.join(every)}</w:styles>"


# ---------------------------------------------------------------- numbering


def numbering_xml() -> str:
    """Two ways to number headings (the program keeps the one of the document's language), and the lists."""

    def level(n: int, form: str, text: str, ind: str, *, suff: str = "tab", style: str = "", rpr: str = "") -> str:
        linked = f'<w:pStyle w:val="{style}"/>' if style else ""
        fonts = f"<w:rPr>{rpr}</w:rPr>" if rpr else ""
        return (
            f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{linked}<w:suff w:val="{suff}"/>'
            f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr><w:ind {ind}/></w:pPr>{fonts}</w:lvl>'
        )

    def hang(left: int, by: int) -> str:
        return f'w:left="{left}" w:hanging="{by}"'

    flat = 'w:left="0" w:firstLine="0"'
    zh = (("chineseCountingThousand", "%1、", "nothing"), ("chineseCountingThousand", "（%2）", "nothing"),
          ("decimal", "%3.", "space"))  # fmt: skip
    en = (("%1", 440), ("%1.%2", 560), ("%1.%2.%3", 680))
    dot = run(SANSES, color=NAVY)
    lists = {
        HEADINGS_ZH: ("Collate Headings zh", [
            level(n, f, t, flat, suff=s, style=f"Heading{n + 1}") for n, (f, t, s) in enumerate(zh)]),
        HEADINGS_EN: ("Collate Headings en", [
            level(n, "decimal", t, hang(i, i), style=f"Heading{n + 1}") for n, (t, i) in enumerate(en)]),
        HEADINGS: ("Collate Headings none", [level(n, "none", "", flat, suff="nothing") for n in range(3)]),
        BULLETS: ("Collate Bullets", [level(0, "bullet", "•", hang(400, 240), rpr=dot)]),
        NUMBERS: ("Collate Numbers", [
            level(0, "decimal", "%1.", hang(400, 400), rpr=run(SANSES, color=NAVY, bold=True))]),
        BOX_BULLETS: ("Collate Box Bullets", [
            level(0, "bullet", "•", hang(470, 220), rpr=dot)]),
        CELL_BULLETS: ("Collate Cell Bullets", [
            level(0, "bullet", "•", hang(170, 170), rpr=dot)]),
        AGENDA: ("Collate Agenda Numbers", [
            level(0, "decimal", "%1", hang(420, 420), rpr=run(color=RED, bold=True))]),
    }  # fmt: skip
    out = []
    for n, (name, levels) in lists.items():
        kind = "multilevel" if len(levels) > 1 else "singleLevel"
        out.append(f'<w:abstractNum w:abstractNumId="{n}"><w:nsid w:val="{0x3C010000 + n:08X}"/>'
                   f'<w:multiLevelType w:val="{kind}"/><w:tmpl w:val="{0x5A020000 + n:08X}"/>'
                   f'<w:name w:val="{name}"/>{"".join(levels)}</w:abstractNum>')  # fmt: skip
    out += [f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in lists]
    return f"<w:numbering {W}>{''.join(out)}</w:numbering>"


def specimens(styles: Sequence[str]) -> list[tuple[str, str]]:
    """Ids and names of the paragraph styles among these."""
    shown = [s for s in styles if 'w:type="paragraph"' in s]
    return [(s.split('w:styleId="')[1].split('"')[0], s.split('w:name w:val="')[1].split('"')[0]) for s in shown]


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "briefing" / "look.docx"
    names = specimens(paragraph_styles() + tag_styles())
    target.write_bytes(package(styles_xml(), numbering_xml(), names))
    print(target)
