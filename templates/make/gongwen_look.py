"""Makes templates/gongwen/look.docx, the look of the Chinese official form after GB/T 9704-2012.

    PYTHONPATH=. python templates/make/gongwen_look.py [FILE]

Clauses are those of the standard as secondary sources give them (docs/gongwen.md). Sizes are points; lengths in the
XML are twentieths of a point. All is black but the letterhead and its rule (5.2.4, 7.2.4); nothing is boxed or tinted.
"""

from __future__ import annotations

import sys
from pathlib import Path

from briefing_parts import MM, R, W, document_xml, fonts_xml, package, section_xml, settings_xml, theme_xml
from briefing_xml import border, face, par, run, style, tab

RED, INK, RULE = "D7000F", "000000", "7F7F7F"
ROMAN = "Times New Roman"
FANG, KAI, HEI, SONG = "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体"
XIAOBIAO = "方正小标宋简体"
FONTS = {
    FANG: ("仿宋,FangSong", "86", "modern", "fixed"),
    KAI: ("楷体,KaiTi", "86", "modern", "fixed"),
    HEI: ("SimHei", "86", "modern", "fixed"),
    SONG: ("SimSun", "86", "auto", "variable"),
    XIAOBIAO: ("方正小标宋_GBK,华文中宋,STZhongsong,宋体,SimSun", "86", "auto", "variable"),
    ROMAN: ("", "00", "roman", "variable"),
    "Segoe UI Symbol": ("", "00", "swiss", "variable"),
}
FANGS, KAIS, HEIS = face(FANG, ROMAN), face(KAI, ROMAN), face(HEI, ROMAN)
TITLES, SONGS = face(XIAOBIAO, ROMAN), face(SONG, SONG)
SYMBOLS = "Segoe UI Symbol"

THIRD, FOURTH, SMALL_FOURTH, SMALL_FIFTH, SECOND = 16, 14, 12, 9, 22  # 三号 四号 小四 小五 二号
PITCH = 28.95  # 22 lines in 225 mm (5.2.3)
TIGHT = "-5"  # a quarter point less between characters: 28 of 16 pt in 156 mm (5.2.3)
EM = 315  # of the text, in twips: 16 pt less that quarter
WIDTH = round(156 * MM)
TWO = f'w:firstLineChars="200" w:firstLine="{2 * EM}"'  # 7.3.3: every paragraph two characters in
FREE = '<w:snapToGrid w:val="0"/>'
SIGNS = "<w:overflowPunct/>"  # Word's default, but LibreOffice 7.4 takes it the wrong way round, and loses signs
PLAIN = 'w:firstLineChars="0" w:firstLine="0"'
THICK, THIN = 8, 6  # rules of the imprint in eighths of a point: 0.35 mm (7.4.1), and finer

HEADINGS_ZH, HEADINGS, BULLETS, NUMBERS, CELL_BULLETS, AGENDA = range(1, 7)
TAGS = ("Agree", "Partly", "Differ", "Single", "High", "Moderate", "Low", "Silent", "Asserts", "Forecasts", "Reports")


def paragraph_styles() -> list[str]:
    body, cell = "Collate Body", "Collate Cell"
    imprint = (f'<w:framePr w:w="{WIDTH}" w:wrap="around" w:vAnchor="margin" w:hAnchor="margin" w:xAlign="left"'
               ' w:yAlign="bottom"/>')  # fmt: skip
    rules = f"<w:pBdr>{border('top', THICK, INK, 2)}{border('bottom', THICK, INK, 2)}</w:pBdr>"

    def text(line: float = PITCH, before: float = 0, after: float = 0, **more: object) -> str:
        return par(line, before, after, exact=True, **more)  # type: ignore[arg-type]

    def small(line: float, before: float = 0, after: float = 0, **more: object) -> str:
        return text(line, before, after, snap=FREE, **more)

    def table(align: str = "left", keep: str = "") -> str:
        return par(18, keep=keep, snap=FREE, align=align)

    return [
        style("Normal", text(align="both", snap=SIGNS), run(FANGS, THIRD, INK, spread=TIGHT)),
        style(body, text(ind=TWO, align="both")),
        style("Collate Lead", small(PITCH, PITCH, PITCH, keep="nl", align="center"), run(TITLES, 18), next_=body),
        style("Collate Note", text(PITCH, PITCH, ind=TWO, align="both"), next_=body),
        # 35 mm from the top of the type area to the letterhead (7.2.4); the red rule as wide as the text (7.2.7)
        style("Collate Kicker", small(58, 90, 0, keep="n", align="center",
              frame=f"<w:pBdr>{border('bottom', 18, RED, 12)}</w:pBdr>"),
              run(TITLES, 44, RED, spread="160"), next_="Title"),
        # two lines below the rule (7.3.1), one line above the text
        style("Title", small(36, 2 * PITCH, PITCH, keep="nl", align="center"),
              run(TITLES, SECOND, INK, spread="0"), next_=body, priority=10),
        style("Subtitle", small(PITCH, 0, PITCH, keep="nl", align="center"), run(KAIS), next_=body, priority=11),
        style("Collate Byline", small(PITCH, 0, 0, align="center"), run(KAIS), next_=body),
        # 一、（一）1. in 黑体, 楷体 and 仿宋 (7.3.3)
        style("heading 1", text(ind=TWO, outline=0, keep="nl", num=HEADINGS_ZH, align="left"), run(HEIS), next_=body,
              priority=9),
        # 附件 on a page of its own, at its upper left (7.3.7)
        style("Collate Annex", text(ind=PLAIN, keep="nl", place="<w:pageBreakBefore/>"), next_=body, base="heading 1"),
        style("heading 2", text(ind=TWO, outline=1, level=1, keep="nl", num=HEADINGS_ZH, align="left"), run(KAIS),
              next_=body, priority=9),
        style("heading 3", text(ind=TWO, outline=2, level=2, keep="nl", num=HEADINGS_ZH, align="left"),
              run(bold=True), next_=body, priority=9),
        style("List Bullet", text(num=BULLETS, align="both"), base=body),
        style("List Number", text(num=NUMBERS, align="both"), base=body),
        style("Collate Box Head", text(ind=TWO, keep="nl"), run(HEIS)),
        style("Collate Box Text", text(ind=TWO, align="both")),
        style("Collate Box Foot", text(ind=TWO, align="both"), run(KAIS)),
        style("Collate Callout Head", text(ind=TWO, keep="nl"), run(HEIS)),
        style("Collate Callout Text", text(ind=TWO, align="both")),
        style("Collate Callout Item", text(num=BULLETS, align="both")),
        style("caption", small(24, 8, 4, keep="nl", align="center"), run(HEIS, FOURTH), next_=body, priority=35),
        style("Collate Source", small(16, 3, 8, keep="l", close=True, align="left"), run(size=10.5, spread="0"),
              next_=body),
        style("Collate Figure", par(0, 6, 2, keep="n", align="center", snap=FREE), run(size=SMALL_FOURTH)),
        style("Collate Gap", small(1), run(size=1)),
        style(cell, table(), run(size=SMALL_FOURTH, spread="0")),
        style("Collate Cell Head", table(keep="n"), run(HEIS), base=cell),
        style("Collate Cell Head Brief", table("center", "n"), base="Collate Cell Head"),
        style("Collate Cell Label", table(), run(HEIS), base=cell),
        style("Collate Cell Brief", table("center"), base=cell),
        style("Collate Cell Source", table(), run(size=10.5), base=cell),
        style("Collate Cell Item", par(18, num=CELL_BULLETS, snap=FREE), base=cell),
        style("Collate Versus Left", table("center", "n"), run(HEIS), base=cell),
        style("Collate Versus Right", table("center", "n"), run(HEIS), base=cell),
        style("Collate Versus Foot", table(), run(KAIS), base=cell),
        style("Collate Stage", table(keep="n"), run(HEIS), base=cell),
        style("Collate Stage Aside", table(), run(KAIS, 10.5), base=cell),
        style("Quote", text(ind=TWO, keep="n", align="both"), run(KAIS), priority=29),
        style("Collate Quote By", text(ind='w:rightChars="200" w:right="630"', align="right")),
        style("TOC Heading", text(keep="n", align="center"), run(HEIS), next_=body, priority=39),
        *(style(f"toc {n}", text(tabs=tab("right", WIDTH, "dot"), align="left",
                ind=f'w:leftChars="{200 * (n - 1)}" w:left="{2 * EM * (n - 1)}"'), priority=39) for n in (1, 2, 3)),
        style("Collate Source Entry", text(keep="l", tabs=tab("left", 2 * EM), align="left",
              ind=f'w:left="{2 * EM}" w:hanging="{2 * EM}"')),
        style("Collate Agenda", text(keep="nl", num=AGENDA, tabs=tab("right", WIDTH))),
        style("Collate Agenda Body", text(keep="l", ind=TWO)),
        # below the text, centred on a date that ends four characters from the margin (7.3.5.1): room for the seal
        style("Collate Signed", text(PITCH, 2 * PITCH, keep="n", close=True, align="center",
              ind=f'w:leftChars="1300" w:left="{13 * EM}"')),
        # at the foot of the type area, between rules of its width; a character in from either side (7.4)
        style("Collate Imprint", par(22, place=imprint, frame=rules, snap=FREE, exact=True,
              tabs=tab("right", WIDTH - 280), ind='w:left="280" w:right="280"', align="left"),
              run(size=FOURTH, spread="0")),
        style("header", small(18, align="center"), run(SONGS, SMALL_FIFTH, spread="0")),
        # the number a character in from the outer edge (7.5): right on odd pages, left on even ones
        style("footer", small(18, align="right", ind='w:rightChars="100" w:right="280"'),
              run(SONGS, FOURTH, spread="0")),
        style("Collate Footer Even", small(18, align="left", ind='w:leftChars="100" w:left="280"'), base="footer"),
        style("footnote text", small(13, align="both"), run(size=SMALL_FIFTH, spread="0"), priority=99),
        style("endnote text", small(20, align="both"), run(size=SMALL_FOURTH, spread="0"), priority=99),
    ]  # fmt: skip


def character_styles() -> list[str]:
    def char(name: str, rpr: str = "", priority: int = 20) -> str:
        return style(name, "", rpr, kind="character", base="Default Paragraph Font", priority=priority)

    return [
        style("Default Paragraph Font", kind="character", base="", priority=1),
        char("Strong", f'<w:rFonts w:eastAsia="{KAI}"/>', 22),  # what a numbered paragraph opens with (7.3.3)
        char("Emphasis", run(italic="1")),
        char("Collate Emphasis Han", f'<w:rFonts w:eastAsia="{KAI}"/>'),
        char("Collate Strong Emphasis", f'<w:rFonts w:eastAsia="{KAI}"/>' + run(bold=True)),
        char("Collate Small Caps", run(small="1")),
        char("Collate Cite", run(raised="1")),
        char("Collate Pinpoint", run(size=SMALL_FOURTH)),
        char("Collate Pointer", run(under="none")),
        char("footnote reference", run(raised="1"), 99),
        char("endnote reference", run(raised="1"), 99),
        char("Collate Symbol", face(SYMBOLS, SYMBOLS)),
        char("Hyperlink", run(color=INK, under="none"), 99),
    ]


def tag_styles() -> list[str]:
    """Tags are words among words: a pair of styles for each, without a fill."""
    made = []
    for value in TAGS:
        name = f"Collate Tag {value}"
        made.append(style(name, par(18, snap=FREE, align="center"), run(face(FANG, ROMAN, SYMBOLS), SMALL_FOURTH),
                          base="Collate Cell", link=f"{name} Char"))  # fmt: skip
        made.append(style(f"{name} Char", "", run(face(FANG, ROMAN, SYMBOLS)), kind="character",
                          base="Default Paragraph Font", link=name))  # fmt: skip
    return made


def table_styles() -> list[str]:
    def table(name: str, sides: tuple[str, ...]) -> str:
        lines = "".join(border(s, THICK if s in ("top", "bottom") else 4, INK, 0) for s in sides)
        margins = "".join(f'<w:{s} w:w="{n}" w:type="dxa"/>' for s, n in zip(
            ("top", "left", "bottom", "right"), (50, 80, 50, 80), strict=True))  # fmt: skip
        return style(name, kind="table", base="Normal Table", priority=40,
                     more=f"<w:tblPr><w:tblBorders>{lines}</w:tblBorders><w:tblCellMar>{margins}</w:tblCellMar>"
                     "</w:tblPr>")  # fmt: skip

    plain = ('<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
             '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>'
             "</w:tblCellMar></w:tblPr>")  # fmt: skip
    rows = ("top", "bottom", "insideH")
    return [
        style("Normal Table", kind="table", base="", more=plain, priority=99),
        table("Collate Table", rows),
        table("Collate Versus Table", ("top", "left", "bottom", "right", "insideH", "insideV")),
        table("Collate Steps Table", rows),
    ]


def styles_xml() -> str:
    language = '<w:lang w:val="en-GB" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{run(FANGS, THIRD, INK)}{language}</w:rPr></w:rPrDefault>"
        f'<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0"/></w:pPr></w:pPrDefault></w:docDefaults>'
    )
    every = [*paragraph_styles(), *tag_styles(), *character_styles(), *table_styles()]
    every.append('<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
                 '<w:uiPriority w:val="99"/></w:style>')  # fmt: skip
    return f"<w:styles {W}>{defaults}{''.join(every)}</w:styles>"


def numbering_xml() -> str:
    """一、（一）1. for headings; （一） for paragraphs that open with a few words in 楷体."""

    def level(n: int, form: str, text: str, ind: str, fonts: str = "", linked: str = "") -> str:
        style_ = f'<w:pStyle w:val="{linked}"/>' if linked else ""
        return (
            f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{style_}<w:suff w:val="nothing"/>'
            f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr><w:ind {ind}/></w:pPr>'
            f"{f'<w:rPr>{fonts}</w:rPr>' if fonts else ''}</w:lvl>"
        )

    han = "chineseCountingThousand"
    heads = ((han, "%1、", HEIS), (han, "（%2）", KAIS), ("decimal", "%3.", run(bold=True)))
    lists = {
        HEADINGS_ZH: ("Collate Headings zh", [
            level(n, form, text, TWO, fonts, f"Heading{n + 1}") for n, (form, text, fonts) in enumerate(heads)]),
        HEADINGS: ("Collate Headings none", [level(n, "none", "", PLAIN) for n in range(3)]),
        BULLETS: ("Collate Bullets", [level(0, "decimal", "（%1）", TWO)]),
        NUMBERS: ("Collate Numbers", [level(0, han, "（%1）", TWO, KAIS)]),
        CELL_BULLETS: ("Collate Cell Bullets", [level(0, "bullet", "·", PLAIN)]),
        AGENDA: ("Collate Agenda Numbers", [level(0, "decimal", "%1.", TWO)]),
    }  # fmt: skip
    out = []
    for n, (name, levels) in lists.items():
        kind = "multilevel" if len(levels) > 1 else "singleLevel"
        out.append(f'<w:abstractNum w:abstractNumId="{n}"><w:nsid w:val="{0x3C020000 + n:08X}"/>'
                   f'<w:multiLevelType w:val="{kind}"/><w:tmpl w:val="{0x5A030000 + n:08X}"/>'
                   f'<w:name w:val="{name}"/>{"".join(levels)}</w:abstractNum>')  # fmt: skip
    out += [f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in lists]
    return f"<w:numbering {W}>{''.join(out)}</w:numbering>"


def footer_xml(style_id: str) -> str:
    """— 1 —: the page's number between two dashes (7.5)."""

    def run_of(inner: str) -> str:
        lang = '<w:rPr><w:rFonts w:hint="eastAsia"/><w:lang w:val="en-GB" w:eastAsia="zh-CN"/></w:rPr>'
        return f"<w:r>{lang}{inner}</w:r>"

    def mark(kind: str) -> str:
        return run_of(f'<w:fldChar w:fldCharType="{kind}"/>')

    code = run_of('<w:instrText xml:space="preserve"> PAGE </w:instrText>')
    number = mark("begin") + code + mark("separate") + run_of("<w:t>1</w:t>") + mark("end")
    before, after = (run_of(f'<w:t xml:space="preserve">{t}</w:t>') for t in ("— ", " —"))
    return f'<w:ftr {W} {R}><w:p><w:pPr><w:pStyle w:val="{style_id}"/></w:pPr>{before}{number}{after}</w:p></w:ftr>'


FOOTERS = {"default": "Footer", "even": "CollateFooterEven", "first": "Footer"}


def pages() -> tuple[str, str]:
    """The upright page (5.2.1), and the same turned round for wide tables (8): the top edge becomes the left one."""
    feet = "".join(f'<w:footerReference w:type="{kind}" r:id="rIdFooter{n}"/>' for n, kind in enumerate(FOOTERS, 1))
    grid = f'<w:docGrid w:type="lines" w:linePitch="{round(PITCH * 20)}"/>'
    upright = section_xml((210, 297), (37, 26, 35, 28), (15, 25), first=feet, last=grid)
    return upright, section_xml((297, 210), (28, 37, 26, 35), (15, 16), first=feet, last=grid)


def look() -> bytes:
    """The look file."""
    shown = [s for s in paragraph_styles() + tag_styles() if 'w:type="paragraph"' in s]
    names = [(s.split('w:styleId="')[1].split('"')[0], s.split('w:name w:val="')[1].split('"')[0]) for s in shown]
    return package(
        styles_xml(),
        numbering_xml(),
        names,
        document=document_xml(names, *pages()),
        title="Collate gongwen: look",
        settings=settings_xml("<w:evenAndOddHeaders/>"),
        fonts=fonts_xml(FONTS),
        theme=theme_xml("Collate Gongwen", ROMAN, FANG),
        footers=[footer_xml(style_id) for style_id in FOOTERS.values()],
    )


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "gongwen" / "look.docx"
    target.write_bytes(look())
    print(target)
