"""A PowerPoint file from its parts: theme, one master, layouts, notes master; no slides, no relics of a library."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PML = "application/vnd.openxmlformats-officedocument.presentationml"
_MAP = (
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3"'
    ' accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
)
_KEEP_MAP = "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>"
_TREE = (
    '<p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
    '<a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)


@dataclass(frozen=True)
class Layout:
    """A slide layout: its name, its schema type, its shapes as XML, and whether the master's shapes show."""

    name: str
    kind: str
    shapes: str
    master_shapes: bool = True
    background: str = ""


@dataclass(frozen=True)
class Design:
    """What a deck looks like, ready to be packed.

    Attributes:
        name: of the theme.
        colours: the twelve theme colours, RRGGBB by slot (dk1, lt1, …).
        latin, han: the theme's fonts.
        master_shapes, text_styles: XML of the master's shapes and of its `p:txStyles`.
        width_emu, height_emu: of a slide.
    """

    name: str
    colours: dict[str, str]
    latin: str
    han: str
    master_shapes: str
    text_styles: str
    layouts: Sequence[Layout]
    notes_shapes: str
    notes_style: str
    width_emu: int
    height_emu: int


def write(design: Design, path: Path) -> None:
    """Write the look; the same design gives the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, text in _parts(design).items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            file.writestr(info, text.encode("utf-8"))
    path.write_bytes(out.getvalue())


def _parts(d: Design) -> dict[str, str]:
    layouts = {f"ppt/slideLayouts/slideLayout{n}.xml": one for n, one in enumerate(d.layouts, 1)}
    types = [
        ("/ppt/presentation.xml", f"{_PML}.presentation.main+xml"),
        ("/ppt/slideMasters/slideMaster1.xml", f"{_PML}.slideMaster+xml"),
        ("/ppt/notesMasters/notesMaster1.xml", f"{_PML}.notesMaster+xml"),
        ("/ppt/presProps.xml", f"{_PML}.presProps+xml"),
        ("/ppt/viewProps.xml", f"{_PML}.viewProps+xml"),
        ("/ppt/tableStyles.xml", f"{_PML}.tableStyles+xml"),
        ("/ppt/theme/theme1.xml", "application/vnd.openxmlformats-officedocument.theme+xml"),
        ("/ppt/theme/theme2.xml", "application/vnd.openxmlformats-officedocument.theme+xml"),
        ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        *((f"/{name}", f"{_PML}.slideLayout+xml") for name in layouts),
    ]
    parts = {
        "[Content_Types].xml": _HEAD + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(f'<Override PartName="{n}" ContentType="{t}"/>' for n, t in types)
        + "</Types>",
        "_rels/.rels": _rels(
            ("officeDocument", "ppt/presentation.xml"),
            (
                "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
                "docProps/core.xml",
            ),
        ),
        "docProps/core.xml": _HEAD
        + '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{d.name}</dc:title></cp:coreProperties>",
        "ppt/presentation.xml": _presentation(d),
        "ppt/_rels/presentation.xml.rels": _rels(
            ("slideMaster", "slideMasters/slideMaster1.xml"),
            ("notesMaster", "notesMasters/notesMaster1.xml"),
            ("presProps", "presProps.xml"),
            ("viewProps", "viewProps.xml"),
            ("theme", "theme/theme1.xml"),
            ("tableStyles", "tableStyles.xml"),
        ),
        "ppt/presProps.xml": f"{_HEAD}<p:presentationPr {NAMESPACES}/>",
        "ppt/viewProps.xml": f"{_HEAD}<p:viewPr {NAMESPACES}/>",
        "ppt/tableStyles.xml": _HEAD + '<a:tblStyleLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
        ' def="{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}"/>',
        "ppt/theme/theme1.xml": _theme(d),
        "ppt/theme/theme2.xml": _theme(d),
        "ppt/slideMasters/slideMaster1.xml": _master(d),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": _rels(
            *(("slideLayout", f"../slideLayouts/slideLayout{n}.xml") for n in range(1, len(layouts) + 1)),
            ("theme", "../theme/theme1.xml"),
        ),
        "ppt/notesMasters/notesMaster1.xml": _HEAD
        + f'<p:notesMaster {NAMESPACES}><p:cSld><p:bg><p:bgRef idx="1001"><a:schemeClr val="bg1"/></p:bgRef></p:bg>'
        f"{_TREE}{d.notes_shapes}</p:spTree></p:cSld>{_MAP}{d.notes_style}</p:notesMaster>",
        "ppt/notesMasters/_rels/notesMaster1.xml.rels": _rels(("theme", "../theme/theme2.xml")),
    }
    for name, one in layouts.items():
        show = "" if one.master_shapes else ' showMasterSp="0"'
        parts[name] = (
            f'{_HEAD}<p:sldLayout {NAMESPACES}{show} type="{one.kind}" preserve="1" userDrawn="1">'
            f'<p:cSld name="{one.name}">{one.background}{_TREE}{one.shapes}</p:spTree></p:cSld>'
            f"{_KEEP_MAP}</p:sldLayout>"
        )
        folder, _, file = name.rpartition("/")
        parts[f"{folder}/_rels/{file}.rels"] = _rels(("slideMaster", "../slideMasters/slideMaster1.xml"))
    return parts


def _rels(*targets: tuple[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{n}" Type="{kind if ":" in kind else f"{_REL}/{kind}"}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    name = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{_HEAD}<Relationships xmlns="{name}">{rows}</Relationships>'


def _presentation(d: Design) -> str:
    levels = "".join(
        f'<a:lvl{n}pPr marL="{457200 * (n - 1)}" algn="l" defTabSz="914400" rtl="0" eaLnBrk="1" latinLnBrk="0"'
        ' hangingPunct="1"><a:defRPr sz="1800" kern="1200"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill>'
        '<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr>'
        f"</a:lvl{n}pPr>"
        for n in range(1, 10)
    )
    return (
        f'{_HEAD}<p:presentation {NAMESPACES} saveSubsetFonts="1"><p:sldMasterIdLst>'
        '<p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst><p:notesMasterIdLst>'
        f'<p:notesMasterId r:id="rId2"/></p:notesMasterIdLst><p:sldSz cx="{d.width_emu}" cy="{d.height_emu}"/>'
        '<p:notesSz cx="6858000" cy="9144000"/><p:defaultTextStyle><a:defPPr><a:defRPr lang="zh-CN"/></a:defPPr>'
        f"{levels}</p:defaultTextStyle></p:presentation>"
    )


def _master(d: Design) -> str:
    ids = "".join(f'<p:sldLayoutId id="{2147483648 + n}" r:id="rId{n}"/>' for n in range(1, len(d.layouts) + 1))
    return (
        f'{_HEAD}<p:sldMaster {NAMESPACES}><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill>'
        f"<a:effectLst/></p:bgPr></p:bg>{_TREE}{d.master_shapes}</p:spTree></p:cSld>{_MAP}"
        f"<p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst>{d.text_styles}</p:sldMaster>"
    )


def _theme(d: Design) -> str:
    colours = "".join(f'<a:{slot}><a:srgbClr val="{rgb}"/></a:{slot}>' for slot, rgb in d.colours.items())
    font = (
        f'<a:latin typeface="{d.latin}"/><a:ea typeface="{d.han}"/><a:cs typeface=""/>'
        f'<a:font script="Hans" typeface="{d.han}"/>'
    )
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    lines = "".join(
        f'<a:ln w="{w}" cap="flat" cmpd="sng" algn="ctr">{fill}<a:prstDash val="solid"/></a:ln>'
        for w in (6350, 12700, 19050)
    )
    effects = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    return (
        f'{_HEAD}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="{d.name}">'
        f'<a:themeElements><a:clrScheme name="{d.name}">{colours}</a:clrScheme><a:fontScheme name="{d.name}">'
        f"<a:majorFont>{font}</a:majorFont><a:minorFont>{font}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="{d.name}"><a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effects}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements></a:theme>"
    )
