"""The cover, the section slides, and the title and tracker of every other slide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from builder import model
from builder.formats.slides import needed
from builder.formats.slides.look import Holder
from builder.formats.slides.pieces.text import chars
from builder.formats.slides.scene import Frame, Item, Slide, Words
from builder.formats.slides.setting import Setting
from builder.formats.slides.topics import Topic
from builder.problem import Place, Problem

_MOST_LINES = 2
_SMALLEST_TITLE_PT = 22
_LONELY_EM = 2.6  # a last line shorter than this looks like a slip


def cover_slide(topic: Topic, setting: Setting) -> Slide:
    """Title, subtitle, and the small lines."""
    cover = next(s for s in topic.shapes if isinstance(s, model.Cover))
    layout = "Collate Cover"
    holders = setting.look.layouts[layout]
    items: list[Item] = [_filled(layout, needed.TITLE, (cover.title,), setting)]
    for index, lines in (
        (needed.KICKER, (cover.kicker,) if cover.kicker else ()),
        (needed.BODY, (cover.subtitle,) if cover.subtitle else ()),
        (needed.BYLINE, cover.byline),
    ):
        if lines and index in holders:
            items.append(_filled(layout, index, lines, setting))
    notes = tuple(setting.set(x, setting.look.style("text", "note"), places=True) for x in topic.notes)
    return Slide(topic.id, layout, model.plain(cover.title), tuple(items), notes, (topic.id,), "", footer=False)


def section_slide(topic: Topic, setting: Setting) -> Slide:
    """The number, the title, and what this part asks."""
    layout = "Collate Section"
    items: list[Item] = [_filled(layout, needed.TITLE, (topic.heading,), setting)]
    if topic.number:
        style = setting.look.layouts[layout][needed.SECTION_NUMBER].style
        said = setting.words.get("part", "{n}、" if setting.han else "{n}").replace("{n}", topic.number)
        number = setting.say(f"{topic.id}/number", said, style)
        items.append(Frame(None, (number,), holder=needed.SECTION_NUMBER))
    if topic.lead:
        items.append(_filled(layout, needed.BODY, (topic.lead,), setting))
    notes = tuple(setting.set(x, setting.look.style("text", "note"), places=True) for x in topic.notes)
    return Slide(topic.id, layout, model.plain(topic.heading), tuple(items), notes, (topic.id,), topic.section)


def title_frame(
    topic: Topic, layout: str, setting: Setting, suffix: str, problems: list[Problem], place: Place
) -> Frame:
    """The title in two lines at most: smaller where it must be, and without a lonely last word where that is easy."""
    holder = setting.look.layouts[layout][needed.TITLE]
    heading = topic.heading
    if suffix:
        heading = replace(heading, parts=(*heading.parts, model.Text(suffix)))
    words = setting.set(heading, holder.style, size_pt=holder.style.size_pt)
    size_pt = _title_size(words, holder, setting)
    if size_pt == 0:
        room_pt = _MOST_LINES * _SMALLEST_TITLE_PT * setting.pitch_em(words) * 1.001
        count = chars(setting, replace(words, size_pt=_SMALLEST_TITLE_PT), holder.rect.w_pt, room_pt)
        hint = f"about {count} characters fit"
        problems.append(Problem(place, "this title takes more than two lines on its slide", "too-long", hint))
        size_pt = _SMALLEST_TITLE_PT
    return Frame(None, (replace(words, size_pt=size_pt),), holder=needed.TITLE)


def _title_size(words: Words, holder: Holder, setting: Setting) -> float:
    """The largest size at which it fits, or a little smaller where that spares a lonely last word; 0 if none."""
    fitting: list[tuple[float, bool]] = []
    size_pt = holder.style.size_pt
    while size_pt >= _SMALLEST_TITLE_PT:
        tried = replace(words, size_pt=size_pt)
        lines = setting.wrap(tried, holder.rect.w_pt)
        if len(lines) <= _MOST_LINES and setting.height_pt([tried], holder.rect.w_pt) <= holder.rect.h_pt:
            lonely = len(lines) > 1 and _wide_em(lines[-1]) < _LONELY_EM
            fitting.append((size_pt, lonely))
        size_pt -= 1
    if not fitting:
        return 0.0
    return next((s for s, lonely in fitting[:4] if not lonely), fitting[0][0])


def _wide_em(text: str) -> float:
    return sum(1.0 if c > "\u2e80" else 0.5 for c in text.strip())


def tracker_frame(topic: Topic, layout: str, setting: Setting) -> Frame | None:
    """The small words above the title that say where one is."""
    if topic.section_line is None or topic.section_line.id == topic.heading.id:
        return None
    style = setting.look.layouts[layout][needed.TRACKER].style
    words = setting.set(topic.section_line, style, size_pt=style.size_pt, tags=False)
    if topic.number:
        gap = "　" if setting.han else "\u2002"
        words = replace(words, runs=(*setting.say("", topic.number + gap, style).runs, *words.runs))
    return Frame(None, (words,), holder=needed.TRACKER)


def _filled(layout: str, index: int, lines: Sequence[model.Line], setting: Setting) -> Frame:
    """Lines in a placeholder, smaller where they would not fit it."""
    holder = setting.look.layouts[layout][index]
    size_pt = holder.style.size_pt
    while size_pt > 12:
        words = tuple(setting.set(x, holder.style, size_pt=size_pt) for x in lines)
        if setting.room_pt(words, holder.rect.w_pt) <= holder.rect.h_pt:
            break
        size_pt -= 1
    words = tuple(setting.set(x, holder.style, size_pt=size_pt) for x in lines)
    name = f"{words[0].line}/lines" if len(words) > 1 else ""
    return Frame(None, words, name, holder=index)
