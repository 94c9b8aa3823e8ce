"""Make templates/seminar/look.pptx: theme, layouts, and the sample shapes whose forms the deck's parts take.

    python templates/make/seminar_look.py

Once made, the look is a file like any other: restyle it in PowerPoint (View > Slide Master). This script is where the
first version came from, and a start for looks of one's own.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from deck_package import Design, Layout, write
from deck_shapes import Page, emu, form, outline
from seminar_parts import MUTED, parts

LOOK = Path(__file__).parents[1] / "seminar" / "look.pptx"
WIDTH_IN, HEIGHT_IN = 13.333, 7.5
LEFT_IN, WIDE_IN = 0.6, 12.133
COLOURS = {
    "dk1": "1C2430",
    "lt1": "FFFFFF",
    "dk2": "14304F",
    "lt2": "F3F5F9",
    "accent1": "14304F",
    "accent2": "A3570F",
    "accent3": "1B6E63",
    "accent4": "B3261E",
    "accent5": "4A6491",
    "accent6": "596371",
    "hlink": "1F5FA8",
    "folHlink": "6B4E9B",
}


def gathering(
    page: Page, x: float, y: float, scale: float, colours: tuple[str, str, str], ring: str, ground: str
) -> None:
    """The emblem: three texts that run into one comparison."""
    w, h = 2.6 * scale, 2.2 * scale
    for row, colour in enumerate(colours):
        top, middle = emu(h * row / 2), emu(h / 2)
        path = (
            f'<a:moveTo><a:pt x="0" y="{top}"/></a:moveTo><a:cubicBezTo><a:pt x="{emu(w * 0.5)}" y="{top}"/>'
            f'<a:pt x="{emu(w * 0.5)}" y="{middle}"/><a:pt x="{emu(w)}" y="{middle}"/></a:cubicBezTo>'
        )
        page.drawn(f"Emblem line {row + 1}", (x, y, w, h), "", colour, 3.5 * scale, path=path)
    for row, colour in enumerate(colours):
        page.node(f"Emblem text {row + 1}", x, y + h * row / 2, 0.11 * scale, colour)
    page.node("Emblem ring", x + w, y + h / 2, 0.2 * scale, ground, ring, 4.5 * scale)


def head(page: Page) -> None:
    page.holder(
        "Title",
        "title",
        None,
        (LEFT_IN, 0.62, WIDE_IN, 1.0),
        "一句话写出本页结论 · The message in one sentence",
        TITLE,
        "ctr",
    )
    page.holder("Tracker", "body", 20, (LEFT_IN, 0.32, 9.0, 0.28), "章节 · Section", TRACKER, "ctr")


def foot(page: Page, colour: str = MUTED, source: bool = True) -> None:
    if source:
        page.holder("Source", "body", 21, (LEFT_IN, 6.56, WIDE_IN, 0.45), "资料来源：· Sources:", SOURCE, "b")
    page.holder("Footer", "ftr", 11, (LEFT_IN, 7.08, 9.0, 0.26), "", form(10, colour), "ctr")
    page.holder("Slide Number", "sldNum", 12, (11.733, 7.08, 1.0, 0.26), "", form(10, colour, align="r"), "ctr", True)


TITLE = form(28, "tx2", bold=True, spacing=90)
TRACKER = form(12, "accent2", bold=True)
LEAD = form(18, MUTED)
SOURCE = form(11, MUTED)
BODY = form(20, before_pt=9, bullet="•", hang_pt=18)
ZONE = (LEFT_IN, 1.82, WIDE_IN, 4.62)
READING = "怎么读这张图"


def cover() -> Layout:
    page = Page()
    page.drawn("Cover panel", (0, 0, 4.5, HEIGHT_IN), "accent1")
    gathering(page, 0.95, 2.65, 1.0, ("bg1", "accent2:45", "accent3:45"), "bg1", "accent1")
    page.drawn("Cover rule", (5.25, 4.5, 1.2, 0.055), "accent2")
    page.holder(
        "Kicker", "body", 20, (5.25, 0.62, 7.4, 0.35), "文种 · Kind of document", form(14, "accent2", bold=True), "t"
    )
    page.holder(
        "Title", "ctrTitle", None, (5.25, 1.8, 7.4, 1.7), "标题 · Title", form(40, "tx2", bold=True, spacing=95), "b"
    )
    page.holder("Subtitle", "subTitle", 1, (5.25, 3.62, 7.4, 0.75), "副标题 · Subtitle", form(22, MUTED), "t")
    page.holder(
        "Byline", "body", 22, (5.25, 4.78, 7.4, 1.7), "机构、日期 · Who and when", form(14, MUTED, before_pt=4), "t"
    )
    return Layout("Collate Cover", "title", page.xml, master_shapes=False)


def section() -> Layout:
    page = Page()
    page.drawn("Section panel", (0, 0, WIDTH_IN, HEIGHT_IN), "accent1")
    gathering(page, 9.35, 4.75, 0.85, ("accent5", "accent2:45", "accent3:45"), "bg1", "accent1")
    page.drawn("Section rule", (1.1, 3.72, 1.2, 0.055), "accent2:45")
    page.holder("Number", "body", 23, (1.1, 1.6, 8.0, 0.6), "第一部分 · Part 1", form(20, "accent2:45", bold=True), "b")
    page.holder(
        "Title",
        "title",
        None,
        (1.1, 2.2, 10.9, 1.35),
        "章节标题 · Section",
        form(38, "bg1", bold=True, spacing=95),
        "ctr",
    )
    page.holder("Text", "body", 1, (1.1, 4.0, 7.6, 1.9), "本节要回答的问题 · What this part asks", form(20, "bg1"), "t")
    foot(page, "bg1", source=False)
    return Layout("Collate Section", "secHead", page.xml, master_shapes=False)


def content(name: str, kind: str, head: Callable[[Page], None] = head, reading: str = READING) -> Layout:
    """A layout with a message on top; `reading` is what the box beside a chart says it is for."""
    page = Page()
    head(page)
    if name != "Sources":
        page.holder("Lead", "body", 24, (LEFT_IN, 1.72, WIDE_IN, 0.45), "本页回答的问题 · The question", LEAD, "ctr")
    match name:
        case "Text":
            page.holder("Body", "body", 1, ZONE, "要点 · Points", BODY)
        case "Table":
            page.holder("Table", "tbl", 13, ZONE, "", form(16))
        case "Chart":
            page.holder("Chart", "chart", 14, (LEFT_IN, 1.82, 7.75, 4.62), "", form(14))
            how = form(18, before_pt=10, bullet="•", hang_pt=16)
            page.holder("Reading", "body", 15, (8.75, 1.95, 3.983, 4.4), f"{reading} · How to read it", how)
        case "Sources":
            page.holder("Entries", "body", 1, ZONE, "文献 · References", form(16, before_pt=7, hang_pt=34))
    foot(page)
    return Layout(f"Collate {name}", kind, page.xml)


def text_styles() -> str:
    theme = '<a:latin typeface="+m{0}-lt"/><a:ea typeface="+m{0}-ea"/><a:cs typeface="+m{0}-cs"/>'

    def level(n: int, words: tuple[str, str], font: str) -> str:
        return f"<a:lvl{n}pPr{words[0]}<a:defRPr{words[1]}{theme.format(font)}</a:defRPr></a:lvl{n}pPr>"

    body = "".join(
        level(n, form(20 - 2 * min(n - 1, 2), before_pt=9 - 2 * min(n, 3), bullet="•–"[n > 1], hang_pt=18), "n")
        for n in (1, 2, 3, 4, 5)
    )
    return (
        f"<p:txStyles><p:titleStyle>{level(1, TITLE, 'j')}</p:titleStyle><p:bodyStyle>{body}</p:bodyStyle>"
        f"<p:otherStyle>{level(1, form(18), 'n')}</p:otherStyle></p:txStyles>"
    )


def notes_page() -> tuple[str, str]:
    """The shapes of the notes master, and its text style."""
    notes = Page()
    notes.id += 1
    notes.xml += (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{notes.id}" name="Slide Image"/><p:cNvSpPr>'
        '<a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/>'
        '</p:cNvSpPr><p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm>'
        '<a:off x="685800" y="1143000"/>'
        '<a:ext cx="5486400" cy="3086100"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>'
        f"{outline('accent6:35', 1)}</p:spPr></p:sp>"
    )
    notes.holder("Notes", "body", 3, (0.75, 4.8, 6.0, 4.3), "备注 · Notes", form(12, before_pt=4), "t")
    style = (
        "<p:notesStyle><a:lvl1pPr"
        + form(12)[0]
        + '<a:defRPr sz="1200"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill>'
    )
    style += '<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/></a:defRPr></a:lvl1pPr></p:notesStyle>'
    return notes.xml, style


def design(
    name: str, colours: dict[str, str], master: Page, front: tuple[Layout, ...],
    head: Callable[[Page], None] = head, reading: str = READING,
) -> Design:  # fmt: skip
    """A look of our size, type, text and notes.

    Args:
        name: of the theme.
        colours: RRGGBB by slot.
        master: what it has above the body's text.
        front: the layouts of cover and sections.
        head, reading: of the other layouts, as for `content`.
    """
    master.holder("Body", "body", 1, ZONE, "正文 · Text", BODY)
    foot(master, source=False)
    kinds = {"Text": "obj", "Table": "tbl", "Chart": "chartAndTx", "Canvas": "titleOnly", "Sources": "obj"}
    layouts = (*front, *(content(what, kind, head, reading) for what, kind in kinds.items()), parts())
    return Design(name, colours, "Calibri", "微软雅黑", master.xml, text_styles(), layouts,
                  *notes_page(), emu(WIDTH_IN), emu(HEIGHT_IN))  # fmt: skip


def main(target: Path = LOOK) -> None:
    """Write the look."""
    master = Page()
    master.drawn("Accent bar", (0, 0.67, 0.16, 0.9), "accent2")
    master.holder("Title", "title", None, (LEFT_IN, 0.62, WIDE_IN, 1.0), "标题 · Title", TITLE, "ctr")
    write(design("Collate Seminar", COLOURS, master, (cover(), section())), target)


if __name__ == "__main__":
    main()
