"""Word files that other programs made, or might have: for tests of somebody's own template."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import quoteattr

import docx

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
WML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
A4 = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1800" w:bottom="1440" w:left="1800"' \
     ' w:header="851" w:footer="992" w:gutter="0"/>'  # fmt: skip
A5 = '<w:pgSz w:w="8391" w:h="11906"/><w:pgMar w:top="1000" w:right="850" w:bottom="1000" w:left="850"' \
     ' w:header="500" w:footer="500" w:gutter="0"/>'  # fmt: skip
LETTER = '<w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440"' \
         ' w:header="720" w:footer="720" w:gutter="0"/>'  # fmt: skip
OFFICE = Path("/usr/lib/libreoffice/share/template/common")
LIBREOFFICE = (
    "styles/Modern", "styles/Simple", "styles/Default", "officorr/Modern_business_letter_sans_serif", "personal/CV",
    "wizard/report/stl-01",
)  # fmt: skip


def python_docx() -> bytes:
    """The document that python-docx begins with."""
    return (Path(docx.__file__).parent / "templates" / "default.docx").read_bytes()


@cache
def from_libreoffice() -> Mapping[str, bytes]:
    """LibreOffice's own templates as it saves them for Word, by name; all of them in one go."""
    soffice = Path(shutil.which("soffice") or "/").resolve()
    roots = [OFFICE, soffice.parent.parent / "share" / "template" / "common"]
    root = next(r for r in roots if r.is_dir())
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as profile:
        command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "docx"]
        files = [str(root / f"{each}.ott") for each in LIBREOFFICE]
        subprocess.run([*command, "--outdir", folder, *files], check=True, capture_output=True, timeout=240)
        return {each: (Path(folder) / f"{Path(each).name}.docx").read_bytes() for each in LIBREOFFICE}


def paragraph_style(style_id: str, called: str, inner: str = "", based: str = "a") -> str:
    """A `w:style`; without a base it is the default."""
    base = f'<w:basedOn w:val="{based}"/>' if based else ""
    default = "" if based else ' w:default="1"'
    return (
        f'<w:style w:type="paragraph"{default} w:styleId={quoteattr(style_id)}><w:name w:val={quoteattr(called)}/>'
        f"{base}{inner}</w:style>"
    )


def chinese(*, localised: bool = False, numbered: bool = False) -> str:
    """Styles as Chinese Word writes them (ids 1, 2, a3, English names), or as WPS does (`localised` names).

    The body has 10.5 points and nothing that parts one paragraph from the next. `numbered`: headings are numbered.
    """
    names = {"a": ("Normal", "正文"), "1": ("heading 1", "标题 1"), "2": ("heading 2", "标题 2"),
             "3": ("heading 3", "标题 3"), "a3": ("Title", "标题"), "a4": ("header", "页眉"), "a5": ("footer", "页脚"),
             "a6": ("caption", "题注")}  # fmt: skip
    out = []
    for style_id, (english, han) in names.items():
        inner = ""
        if style_id in "123":
            number = f'<w:numPr><w:ilvl w:val="{int(style_id) - 1}"/><w:numId w:val="7"/></w:numPr>' if numbered else ""
            inner = (
                f'<w:next w:val="a"/><w:pPr><w:keepNext/>{number}<w:spacing w:before="240" w:after="120"/>'
                f'<w:outlineLvl w:val="{int(style_id) - 1}"/></w:pPr><w:rPr><w:b/><w:color w:val="8B1A1A"/>'
                '<w:sz w:val="32"/></w:rPr>'
            )
        if style_id == "a":
            inner = '<w:pPr><w:jc w:val="both"/></w:pPr><w:rPr><w:sz w:val="21"/></w:rPr>'
        out.append(paragraph_style(style_id, han if localised else english, inner, "" if style_id == "a" else "a"))
    fonts = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="宋体" w:cs="Times New Roman"/>'
    defaults = f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts}</w:rPr></w:rPrDefault></w:docDefaults>"
    return f"<w:styles {W}>{defaults}{''.join(out)}</w:styles>"


NUMBERS = (
    f'<w:numbering {W}><w:abstractNum w:abstractNumId="3"><w:multiLevelType w:val="multilevel"/>'
    + "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/>'
        f'<w:pStyle w:val="{n + 1}"/><w:lvlText w:val="第%{n + 1}节"/><w:lvlJc w:val="left"/></w:lvl>'
        for n in range(3)
    )
    + '</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num></w:numbering>'
)


def p(text: str = "", inner: str = "", properties: str = "") -> str:
    """A paragraph."""
    run = f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}{run}</w:p>"


def file(
    body: str = "",
    *,
    page: str = A4,
    styles: str = "",
    numbering: str = "",
    headers: Mapping[str, str] | None = None,
    settings: str = "",
    relations: Mapping[str, tuple[str, str]] | None = None,
    parts: Mapping[str, bytes] | None = None,
    kind: str = "document.main+xml",
) -> bytes:
    """A Word file from its XML.

    Args:
        body: the blocks before the last section's properties.
        page: size and margins.
        styles, numbering, settings: of the parts; `settings` is what stands inside it.
        headers: "header" and "footer": the blocks inside.
        relations: more relations of the document: id to kind and target ("http…" is outside).
        parts: more parts, by name.
        kind: of the main part.
    """
    inner = {"styles": styles or chinese(), "settings": f"<w:settings {W}>{settings}</w:settings>"}
    inner["fontTable"] = f"<w:fonts {W}/>"
    if numbering:
        inner["numbering"] = numbering
    tags = {"header": "hdr", "footer": "ftr"}
    references = ""
    for where, blocks in (headers or {}).items():
        inner[f"{where}1"] = f"<w:{tags[where]} {W} {R}>{blocks}</w:{tags[where]}>"
        references += f'<w:{where}Reference w:type="default" r:id="{where}"/>'
    related = {key if key[:-1] in tags else f"r{key}": (key.rstrip("1"), f"{key}.xml") for key in inner}
    related = {key.rstrip("1"): found for key, found in related.items()} | dict(relations or {})
    rows = "".join(
        f'<Relationship Id="{key}" Type="{RELATION}/{what}" Target={quoteattr(target)}'
        f"{' TargetMode=' + chr(34) + 'External' + chr(34) if '://' in target else ''}/>"
        for key, (what, target) in related.items()
    )
    overrides = "".join(
        f'<Override PartName="/word/{key}.xml" ContentType="{WML}.{key.rstrip("1")}+xml"/>' for key in inner
    )
    files = {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Default Extension="rels" ContentType="application/vnd.'
        'openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="bin" ContentType="application/octet-stream"/>'
        f'<Override PartName="/word/document.xml" ContentType="{WML}.{kind}"/>{overrides}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{RELS}"><Relationship Id="rId1" Type="{RELATION}/officeDocument"'
        ' Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {W} {R}><w:body>{body}<w:sectPr>{references}{page}</w:sectPr></w:body>"
        "</w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELS}">{rows}</Relationships>',
        **{f"word/{key}.xml": xml for key, xml in inner.items()},
    }
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for key, xml in files.items():
            package.writestr(key, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{xml}')
        for key, data in (parts or {}).items():
            package.writestr(key, data)
    return out.getvalue()
