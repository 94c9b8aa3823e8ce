"""Make templates/memo/look.docx: the briefing's look, set closer, so that a memo keeps to one page.

PYTHONPATH=. python templates/make/memo_look.py [FILE]
"""

from __future__ import annotations

import sys
from pathlib import Path

import briefing_look as briefing
from briefing_look import BOXED, BULLETS, GREY, HEADINGS_ZH, INK, MIST, NAVY, NUMBERS, PAPER, RED, RULE, SANSES
from briefing_parts import package
from briefing_xml import border, box, par, run, style, tab

UPRIGHT_MM = (14, 20, 15)


def paragraph_styles() -> list[str]:
    """The briefing's paragraph styles, with those of the memo in their place."""
    body = "Collate Body"
    closer = [
        style(body, par(14, 0, 4), run(size=10.5)),
        style("Collate Body zh", par(16, 0, 2, align="both"), run(size=12), base=body),
        style("Collate Note", par(12, 1, 1, keep="l"), run(SANSES, 9, GREY), next_=body),
        style("Collate Kicker", par(18, 0, 3, keep="n", frame=f"<w:pBdr>{border('bottom', 12, RED, 3)}</w:pBdr>"),
              run(SANSES, 13, RED, True, spread="40"), next_="Title"),
        style("Title", par(23, 4, 1, keep="nl"), run(SANSES, 17, NAVY, True), next_="Subtitle", priority=10),
        style("Collate Byline", par(13), run(SANSES, 9.5, GREY), next_=body),
        style("heading 1", par(16, 4, 1, outline=0, keep="nl", num=HEADINGS_ZH,
              frame=f"<w:pBdr>{border('bottom', 6, RULE, 2)}</w:pBdr>"),
              run(SANSES, 12, NAVY, True), next_=body, priority=9),
        style("heading 2", par(15, 6, 2, outline=1, level=1, keep="nl", num=HEADINGS_ZH),
              run(SANSES, 11, NAVY, True), next_=body, priority=9),
        style("heading 3", par(14, 4, 1, outline=2, level=2, keep="nl", num=HEADINGS_ZH),
              run(SANSES, 10.5, INK, True), next_=body, priority=9),
        style("Collate Box Head", par(16, 5, 0, keep="nl", frame=box(RED, PAPER), ind=BOXED),
              run(SANSES, 11.5, RED, True)),
        style("Collate Box Text", par(12.8, 0, 1.5, keep="l", frame=box(RED, PAPER), ind=BOXED), run(size=10.5)),
        style("Collate Box Text zh", par(16, 0, 1, ind=BOXED, align="both"), run(size=11), base="Collate Box Text"),
        style("Collate Callout Head", par(15, 5, 0, keep="nl", frame=box(NAVY, MIST), ind=BOXED),
              run(SANSES, 11, NAVY, True)),
        style("Collate Callout Text", par(14, 0, 2, keep="l", frame=box(NAVY, MIST), ind=BOXED), run(size=10.5)),
        style("Collate Callout Text zh", par(16, 0, 1, ind=BOXED, align="both"), run(size=11),
              base="Collate Callout Text"),
        style("List Bullet", par(13.5, 0, 1.5, num=BULLETS, align="left"), base=body),
        style("List Bullet zh", par(16, 0, 1, num=BULLETS, align="both"), run(size=12), base="List Bullet"),
        style("List Number", par(13.5, 0, 1.5, num=NUMBERS, align="left"), base=body),
        style("List Number zh", par(16, 0, 1, num=NUMBERS, align="both"), run(size=12), base="List Number"),
        style("Collate Source Entry", par(10.8, 0, 1, keep="l", tabs=tab("left", 400),
              ind='w:left="400" w:hanging="400"'), run(size=9)),
    ]  # fmt: skip
    own = {_name(one): one for one in closer}
    return [own.pop(_name(one), one) for one in briefing.paragraph_styles()] + list(own.values())


def _name(one: str) -> str:
    return one.split('w:name w:val="')[1].split('"')[0]


def main(target: Path) -> None:
    """Write the look."""
    paragraphs = paragraph_styles()
    shown = briefing.specimens(paragraphs + briefing.tag_styles())
    target.write_bytes(package(briefing.styles_xml(paragraphs), briefing.numbering_xml(), shown, UPRIGHT_MM))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "memo" / "look.docx")
