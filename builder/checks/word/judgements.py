"""Rule 31, the bottom line up front: three to five key judgements on page 1, each short and tagged.

The judgements are the paragraphs of the profile's `judgement_styles`; where a document has none of these, the text
under the heading that says `judgement_heads`. Counted are `judgements_least` to `judgements_most`; the length without
bold lead, tags and marks is at most `judgement_han_most` or `judgement_words_most`. Each says its relation or
confidence in words (`tag_words`): in a tag, after a sign, or in brackets. That they end on page 1 is reckoned from
widths and line pitches, and measured where the pages are given; pages that a template of somebody's own has in front
(a cover) are not counted. Error.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.checks.word._parts import has_tag, judgements, statement
from builder.finished.flaw import Flaw
from builder.finished.pages import Page
from builder.finished.paper import Paper, Paragraph, Table
from builder.finished.paper_words import folded, measure, short
from builder.fit import Run, face, wrap
from builder.profile.paper import PaperProfile

CODES = ("judgements", "judgement-long", "judgement-tag", "judgements-page")

_POINTS_A_MM = 72 / 25.4


def check(paper: Paper, profile: PaperProfile) -> Iterator[Flaw]:
    """Number, length, tags, and whether they can be on page 1."""
    found = judgements(paper, profile)
    least, most = profile.judgements_least, profile.judgements_most
    if not found and not least:
        return
    if not least <= len(found) <= most:
        message = f"{len(found)} key judgements, expected {least} to {most}"
        yield Flaw(found[0].where if found else "page 1", 31, "judgements", message, "see 'judgements:' in the outline")
    room = profile.judgement_han_most if paper.lang == "zh" else profile.judgement_words_most
    unit = "characters" if paper.lang == "zh" else "words"
    for p in found:
        long = measure(statement(p, profile), paper.lang)
        name = f"{p.where}, '{short(p.text, 24)}'"
        if long > room:
            yield Flaw(name, 31, "judgement-long", f"a judgement of {long} {unit}, at most {room}", "shorten it")
        if not has_tag(p, profile):
            yield Flaw(name, 31, "judgement-tag", "a judgement without relation or confidence", "say how sure it is")
    if found and (why := _beyond(paper, found[-1])):
        yield Flaw(found[-1].where, 31, "judgements-page", f"the judgements don't end on page 1: {why}")


def check_pages(paper: Paper, pages: Sequence[Page], profile: PaperProfile) -> Iterator[Flaw]:
    """Whether every judgement's words stand on page 1."""
    texts = [folded("".join(line.text for line in page.lines)) for page in pages]
    start = folded(opening.text)[:8] if (opening := _opening(paper)) else ""
    first = next((text for text in texts if start in text), texts[0] if texts else "")
    for p in judgements(paper, profile):
        if folded(p.text)[-8:] not in first:
            where = f"{p.where}, '{short(p.text, 24)}'"
            yield Flaw(where, 31, "judgements-page", "a judgement does not end on page 1", "shorten what is above")


def _opening(paper: Paper) -> Paragraph | None:
    """The first paragraph of the document's own text: a template may have a cover before it."""
    blocks = (b for b in paper.body if isinstance(b, Paragraph))
    return next((p for p in blocks if any(mark.startswith("_c_") for mark in p.bookmarks)), None)


def _beyond(paper: Paper, last: Paragraph) -> str:
    """Why a paragraph cannot be on page 1; "" where it can."""
    begin = opening.at if (opening := _opening(paper)) else 1
    section = paper.section(begin)
    width_pt = (section.width_mm - section.left_mm - section.right_mm) * _POINTS_A_MM
    room_pt = (section.height_mm - section.top_mm - section.bottom_mm) * _POINTS_A_MM
    need_pt = 0.0
    for block in paper.body:
        if isinstance(block, Table):
            if block.at > last.at:
                break
            need_pt += sum(max((_height(c.text, 10.5, 13.5, width_pt) for c in r.cells), default=0) for r in block.rows)
            continue
        if block.at > begin and block.form.page_break:
            return "a page break stands before"
        need_pt += _height_of(block, width_pt)
        if block.at >= last.at:
            break
        if block.at < begin and (block.breaks or block.closes):
            need_pt = 0.0
        elif block.breaks or block.closes:
            return "a page or section break stands before"
    return "" if need_pt <= room_pt else f"they need about {need_pt:.0f} points of height, the page has {room_pt:.0f}"


def _height_of(p: Paragraph, width_pt: float) -> float:
    size = max((r.face.size_pt for r in p.runs), default=10.5)
    line_pt = 1.2 * size * p.form.line_pt if p.form.rule == "auto" else p.form.line_pt
    return _height(p.text, size, line_pt, width_pt) + p.form.before_pt + p.form.after_pt


def _height(text: str, size_pt: float, line_pt: float, width_pt: float) -> float:
    return max(1, len(wrap([Run(text, size_pt=size_pt)], width_pt, face("Calibri")))) * line_pt
