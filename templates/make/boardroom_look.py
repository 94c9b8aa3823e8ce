"""Make templates/boardroom/look.pptx: the deck for a decision, quieter than the seminar's: rules instead of panels.

python templates/make/boardroom_look.py
"""

from __future__ import annotations

from pathlib import Path

from deck_package import Layout, write
from deck_shapes import Page, form
from seminar_look import HEIGHT_IN, LEFT_IN, TITLE, TRACKER, WIDE_IN, WIDTH_IN, design, foot
from seminar_parts import MUTED

LOOK = Path(__file__).parents[1] / "boardroom" / "look.pptx"
COLOURS = {
    "dk1": "1D2226",
    "lt1": "FFFFFF",
    "dk2": "123C3A",
    "lt2": "F4F5F2",
    "accent1": "17504C",
    "accent2": "8A5A12",
    "accent3": "2B6B4F",
    "accent4": "A3262A",
    "accent5": "46627F",
    "accent6": "59615F",
    "hlink": "1C5D8C",
    "folHlink": "6A4C86",
}


def head(page: Page) -> None:
    page.holder("Title", "title", None, (LEFT_IN, 0.5, WIDE_IN, 1.0), "结论 · The message", TITLE, "b")
    page.holder("Tracker", "body", 20, (LEFT_IN, 0.26, 9.0, 0.28), "章节 · Section", TRACKER, "ctr")


def cover() -> Layout:
    page = Page()
    page.drawn("Cover band", (0, 0, WIDTH_IN, 1.15), "accent1")
    page.drawn("Cover edge", (0, 1.15, WIDTH_IN, 0.07), "accent2")
    page.drawn("Cover rule", (LEFT_IN, 5.02, WIDE_IN, 0.015), "accent6:35")
    kicker = form(16, "bg1", bold=True)
    page.holder("Kicker", "body", 20, (LEFT_IN, 0.35, 9.0, 0.5), "文种 · Kind of document", kicker, "ctr")
    title = form(44, "tx2", bold=True, spacing=95)
    page.holder("Title", "ctrTitle", None, (LEFT_IN, 1.75, WIDE_IN, 2.0), "标题 · Title", title, "b")
    page.holder("Subtitle", "subTitle", 1, (LEFT_IN, 3.9, WIDE_IN, 0.9), "副标题 · Subtitle", form(24, MUTED), "t")
    byline = form(14, MUTED, before_pt=4)
    page.holder("Byline", "body", 22, (LEFT_IN, 5.2, WIDE_IN, 1.6), "机构、日期 · Who and when", byline, "t")
    return Layout("Collate Cover", "title", page.xml, master_shapes=False)


def section() -> Layout:
    page = Page()
    page.drawn("Section band", (0, 0, 0.45, HEIGHT_IN), "accent1")
    page.drawn("Section edge", (0.45, 0, 0.07, HEIGHT_IN), "accent2")
    number = form(20, "accent2", bold=True)
    page.holder("Number", "body", 23, (1.3, 1.7, 9.0, 0.6), "第一部分 · Part 1", number, "b")
    title = form(40, "tx2", bold=True, spacing=95)
    page.holder("Title", "title", None, (1.3, 2.4, 11.0, 1.4), "章节标题 · Section", title, "ctr")
    page.holder("Text", "body", 1, (1.3, 4.0, 9.0, 1.9), "本节要回答的问题 · What this part asks", form(20, MUTED), "t")
    foot(page, source=False)
    return Layout("Collate Section", "secHead", page.xml, master_shapes=False)


def main(target: Path = LOOK) -> None:
    """Write the look."""
    master = Page()
    master.drawn("Title rule", (LEFT_IN, 1.56, WIDE_IN, 0.03), "accent2")
    master.holder("Title", "title", None, (LEFT_IN, 0.5, WIDE_IN, 1.0), "标题 · Title", TITLE, "b")
    write(design("Collate Boardroom", COLOURS, master, (cover(), section()), head, "怎么读"), target)


if __name__ == "__main__":
    main()
