"""A small Word document, written by hand in XML, that keeps every rule: tests break it in one place each.

Nothing of ours writes it. The subject is invented.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HAN = '<w:rFonts w:hint="eastAsia"/>'


def run(text: str, more: str = "", hint: bool = True) -> str:
    form = f"{_HAN if hint else ''}{more}"
    return f'<w:r><w:rPr>{form}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def styled(name: str, text: str) -> str:
    return f'<w:r><w:rPr><w:rStyle w:val="{name}"/>{_HAN}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(style: str, *inside: str, more: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{"".join(inside)}</w:p>'


def mark(number: int, name: str, inside: str) -> str:
    start = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
    return f'{start}{inside}<w:bookmarkEnd w:id="{number}"/>'


def field(code: str, shows: str) -> str:
    def sign(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    instruction = f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    return f"{sign('begin')}{instruction}{sign('separate')}{shows}{sign('end')}"


def link(anchor: str, text: str) -> str:
    return f'<w:hyperlink w:anchor="{anchor}">{run(text)}</w:hyperlink>'


def cell(style: str, *inside: str, more: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="2900" w:type="dxa"/></w:tcPr>{p(style, *inside, more=more)}</w:tc>'


def judgement(head: str, says: str, tag: str) -> str:
    return p("BoxText", styled("Strong", f"{head}。"), run(says), styled("TagHigh", tag))


KEEP = "<w:keepNext/>"
_CHART = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:extent cx="5400000" cy="1800000"/><wp:docPr id="1" name="Chart 1" descr="夜间客流，2029年42，2030年40"/>'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    f'<a:graphicData uri="{_C}"><c:chart xmlns:c="{_C}" r:id="rId9"/></a:graphicData></a:graphic>'
    "</wp:inline></w:drawing></w:r>"
)
_FOOTNOTE = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="1"/></w:r>'

BODY = "".join(
    [
        p("Title", run("夜班公交三文比较")),
        p("BoxHead", run("核心判断")),
        judgement("病根一致", "三文都说固定班次对不上分散的出行，分歧只在先改线路还是先改票价。", "● 一致"),
        judgement("先后相左", "顾文主张先改线路，许文主张先改票价。", "○ 有分歧"),
        judgement("数据不足", "逐时客流三文都没有，孰先孰后尚无法判定。", "▲ 置信度高"),
        p("TOC1", '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
          '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-1" \\h </w:instrText></w:r>',
          '<w:r><w:fldChar w:fldCharType="separate"/></w:r>', link("_Toc1", "一、比较对象"), "<w:r><w:tab/></w:r>",
          field("PAGEREF _Toc1 \\h", run("1"))),
        p("TOC1", link("_Toc2", "二、影响"), "<w:r><w:tab/></w:r>", field("PAGEREF _Toc2 \\h", run("1")),
          '<w:r><w:fldChar w:fldCharType="end"/></w:r>'),
        p("Heading1", mark(1, "_Toc1", run("比较对象"))),
        p("Body", field("REF _Ref1 \\h", run("表1")), run("列出两文的立场，"), field("REF _Ref2 \\h", run("图1")),
          run("是两年的客流。顾文认为很可能回升"), link("_s1", "[1]"), run("。")),
        p("Caption", mark(2, "_Ref1", run("表") + field("SEQ 表 \\* ARABIC", run("1"))), run("　两文的立场")),
        '<w:tbl><w:tblPr><w:tblW w:w="8700" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0020" w:firstRow="1"/><w:tblCaption w:val="两文的立场"/></w:tblPr>'
        '<w:tblGrid><w:gridCol w:w="2900"/><w:gridCol w:w="2900"/><w:gridCol w:w="2900"/></w:tblGrid>',
        "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>",
        *(cell("Cell", run(head), more=KEEP) for head in ("文章", "立场", "出处")), "</w:tr>",
        "<w:tr><w:trPr><w:cantSplit/></w:trPr>",
        cell("Cell", run("顾文"), more=KEEP), cell("Cell", run("先改线路"), more=KEEP),
        cell("Cell", link("_s1", "[1]"), run(" 二第3段"), more=KEEP), "</w:tr>",
        "<w:tr><w:trPr><w:cantSplit/></w:trPr>",
        cell("Cell", run("许文"), more=KEEP), cell("Cell", run("未论及"), more=KEEP), cell("Cell", more=KEEP),
        "</w:tr></w:tbl>",
        p("SourceLine", run("注：立场由编者归纳。")),
        p("Heading1", mark(3, "_Toc2", run("影响"))),
        p("Heading2", run("客流")),
        p("Body", run("许文说客流略降"), _FOOTNOTE, run("，两年的数字见图。")),
        p("Figure", _CHART, more=KEEP),
        p("Caption", mark(4, "_Ref2", run("图") + field("SEQ 图 \\* ARABIC", run("1"))), run("　夜间客流（万人次）")),
        p("SourceLine", run("资料来源："), link("_s2", "[2]"), run(" 一第2段")),
        p("Body", run("两年的差别不大。")),
        p("Entry", mark(5, "_s1", run("[1]") + run(" 顾岚. 夜班公交的班次[J]. 城市出行，2031（2）：1-9."))),
        p("Entry", mark(6, "_s2", run("[2]") + run(" 许一舟. 夜班公交的票价[J]. 城市出行，2030（4）：2-8."))),
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440"/></w:sectPr>',
    ]
)  # fmt: skip


def _style(id: str, name: str, ppr: str = "", size: float = 12, kind: str = "paragraph", more: str = "") -> str:
    default = ' w:default="1"' if id == "Normal" else ""
    form = f"<w:pPr>{ppr}</w:pPr>" if ppr else ""
    return (
        f'<w:style w:type="{kind}"{default} w:styleId="{id}"><w:name w:val="{name}"/>{form}'
        f'<w:rPr>{more}<w:sz w:val="{round(2 * size)}"/></w:rPr></w:style>'
    )


STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Cambria" w:hAnsi="Cambria" w:eastAsia="宋体"/>'
    '<w:lang w:val="en-GB" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>'
    + _style("Normal", "Normal")
    + _style("Title", "Title", size=22)
    + _style("Heading1", "heading 1", '<w:keepNext/><w:outlineLvl w:val="0"/>', 16)
    + _style("Heading2", "heading 2", '<w:keepNext/><w:outlineLvl w:val="1"/>', 13)
    + _style("TOC1", "toc 1", size=10)
    + _style("Body", "Collate Body")
    + _style("BoxHead", "Collate Box Head", '<w:keepNext/><w:shd w:val="clear" w:fill="FBF4F2"/>')
    + _style("BoxText", "Collate Box Text", '<w:shd w:val="clear" w:fill="FBF4F2"/>', 11)
    + _style("Caption", "caption", "<w:keepNext/>", 10)
    + _style("Cell", "Collate Cell", size=9.5)
    + _style("Figure", "Collate Figure", size=10)
    + _style("SourceLine", "Collate Source", size=9)
    + _style("Entry", "Collate Source Entry", size=10)
    + _style("FootnoteText", "footnote text", size=9)
    + _style("Strong", "Strong", kind="character", size=11, more="<w:b/>")
    + _style("TagHigh", "Collate Tag High Char", kind="character", size=9)
)

PARTS: Mapping[str, str] = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="xlsx" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"/>'
    + "".join(
        f'<Override PartName="/word/{part}" ContentType="application/vnd.openxmlformats-officedocument.{kind}+xml"/>'
        for part, kind in (
            ("document.xml", "wordprocessingml.document.main"), ("styles.xml", "wordprocessingml.styles"),
            ("settings.xml", "wordprocessingml.settings"), ("footnotes.xml", "wordprocessingml.footnotes"),
            ("charts/chart1.xml", "drawingml.chart"),
        )
    ) + "</Types>",
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>',
    "word/document.xml": f"<w:document {_W} {_R}><w:body>{BODY}</w:body></w:document>",
    "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATIONS}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId2" Type="{_RELATIONS}/settings" Target="settings.xml"/>'
    f'<Relationship Id="rId3" Type="{_RELATIONS}/footnotes" Target="footnotes.xml"/>'
    f'<Relationship Id="rId9" Type="{_RELATIONS}/chart" Target="charts/chart1.xml"/></Relationships>',
    "word/styles.xml": f"<w:styles {_W}>{STYLES}</w:styles>",
    "word/settings.xml": f'<w:settings {_W}><w:defaultTabStop w:val="420"/></w:settings>',
    "word/footnotes.xml": f'<w:footnotes {_W}><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
    f'<w:footnote w:id="1">{p("FootnoteText", run("许一舟，2030，第4页。"))}</w:footnote></w:footnotes>',
    "word/charts/chart1.xml": f'<c:chartSpace xmlns:c="{_C}"><c:chart><c:plotArea><c:layout/></c:plotArea></c:chart>'
    "</c:chartSpace>",
    "word/charts/_rels/chart1.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    f'relationships"><Relationship Id="rId1" Type="{_RELATIONS}/package" Target="../embeddings/book.xlsx"/>'
    "</Relationships>",
    "word/embeddings/book.xlsx": "PK",
}  # fmt: skip
"""The parts of the document, by name."""

DOCUMENT, STYLE, SETTINGS = "word/document.xml", "word/styles.xml", "word/settings.xml"
CHART_RELATIONS = "word/charts/_rels/chart1.xml.rels"


def made(*changes: tuple[str, str, str], renamed: tuple[str, str] = ("", "")) -> bytes:
    """The document with changes: part, what stands there, what shall stand there instead; each must be found.

    Args:
        renamed: a part's name, and the one under which it is stored.
    """
    parts = dict(PARTS)
    for part, old, new in changes:
        assert old in parts[part], f"{old} is not in {part}"
        parts[part] = parts[part].replace(old, new, 1)
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, text in parts.items():
            package.writestr(renamed[1] if name == renamed[0] else name, text)
    return out.getvalue()
