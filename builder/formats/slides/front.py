"""The cover, the section slides, and the title and tracker of every other slide."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeAlias

from builder import model
from builder.formats.slides import needed
from builder.formats.slides.holder import Holder
from builder.formats.slides.pieces.text import chars
from builder.formats.slides.scene import Frame, Item, Slide, Words
from builder.formats.slides.setting import FULL, Setting
from builder.formats.slides.topics import Topic

_MOST_LINES = 2
_SMALLEST_TITLE_PT = 22
_SMALLEST_PT = 14
_ROUNDING = 1.001
_JOINED_PT = 14.0
_JOINED_SHARE = 0.7
_TOO_MANY_LINES = "this title takes more than two lines on its slide"
_LONELY_EM = 2.6  # a last line shorter than this looks like a slip

Tell: TypeAlias = Callable[[model.Line, str, int], None]  # a line that is too long, what is wrong, what would fit


def cover_slide(topic: Topic, setting: Setting, tell: Tell) -> Slide:
    """Title, subtitle, and the small lines."""
    cover = next(s for s in topic.shapes if isinstance(s, model.Cover))
    layout = "Collate Cover"
    holders = setting.look.layouts[layout]
    items: list[Item] = [_filled(layout, needed.TITLE, (cover.title,), setting, tell)]
    given = {
        needed.KICKER: (cover.kicker,) if cover.kicker else (),
        needed.BODY: (cover.subtitle,) if cover.subtitle else (),
        needed.BYLINE: cover.byline,
    }
    left: Sequence[model.Line] = ()
    joining = [x for index in (needed.KICKER, needed.BYLINE) if index not in holders for x in given[index]]
    for index, lines in given.items():
        if index == needed.BODY and joining:
            frame, left = _joined(layout, lines, joining, setting)
            items.append(frame)
        elif lines and index in holders:
            items.append(_filled(layout, index, lines, setting, tell))
    noted = (*left, *topic.notes)
    notes = tuple(setting.set(x, setting.look.style("text", "note"), places=True) for x in noted)
    return Slide(topic.id, layout, model.plain(cover.title), tuple(items), notes, (topic.id,), "", footer=False)


def section_slide(topic: Topic, setting: Setting, tell: Tell) -> Slide:
    """The number, the title, and what this part asks."""
    layout = "Collate Section"
    items: list[Item] = [_filled(layout, needed.TITLE, (topic.heading,), setting, tell)]
    said = setting.words.get("part", "{n}、" if setting.han else "{n}").replace("{n}", topic.number)
    alone = needed.SECTION_NUMBER in setting.look.layouts[layout]
    if topic.number and alone:
        style = setting.look.layouts[layout][needed.SECTION_NUMBER].style
        number = setting.say(f"{topic.id}/number", said, style)
        items.append(Frame(None, (number,), holder=needed.SECTION_NUMBER))
    if topic.number and not alone:
        first = model.Line(f"{topic.id}/number", (model.Text(said, strong=True),))
        items.append(_filled(layout, needed.BODY, (first, *((topic.lead,) if topic.lead else ())), setting, tell))
    elif topic.lead:
        items.append(_filled(layout, needed.BODY, (topic.lead,), setting, tell))
    notes = tuple(setting.set(x, setting.look.style("text", "note"), places=True) for x in topic.notes)
    return Slide(topic.id, layout, model.plain(topic.heading), tuple(items), notes, (topic.id,), topic.section)


def title_frame(topic: Topic, layout: str, setting: Setting, suffix: str, tell: Tell) -> Frame:
    """The title of a content slide, with what says that it goes on."""
    holder = setting.look.layouts[layout][needed.TITLE]
    heading = topic.heading
    if suffix:
        heading = replace(heading, parts=(*heading.parts, model.Text(suffix)))
    return sized_title(setting.set(heading, holder.style), layout, setting, suffix, tell)


def sized_title(words: Words, layout: str, setting: Setting, suffix: str, tell: Tell) -> Frame:
    """A title in two lines at most: smaller where it must be, and without a lonely last word where that is easy.

    Args:
        suffix: what its author cannot shorten.
    """
    holder = setting.look.layouts[layout][needed.TITLE]
    size_pt = _title_size(words, holder, setting)
    if size_pt == 0:
        size_pt = min(_SMALLEST_TITLE_PT, holder.style.size_pt)
        count = _title_chars(replace(words, size_pt=size_pt), holder, setting) - len(suffix)
        tell(model.Line(words.line, ()), _TOO_MANY_LINES, count)
    return Frame(None, (replace(words, size_pt=size_pt),), holder=needed.TITLE)


def _title_chars(words: Words, holder: Holder, setting: Setting) -> int:
    """About how many characters stand on two lines of that size."""
    lines_pt = setting.height_pt([words], math.inf)
    room_pt = min(_MOST_LINES * lines_pt * _ROUNDING, holder.rect.h_pt)
    return chars(setting, words, holder.rect.w_pt, room_pt / FULL)


def _title_size(words: Words, holder: Holder, setting: Setting) -> float:
    """The largest size at which it fits, or a little smaller where that spares a lonely last word; 0 if none."""
    fitting: list[tuple[float, bool]] = []
    slips: set[float] = set()
    size_pt = holder.style.size_pt
    while size_pt >= min(_SMALLEST_TITLE_PT, holder.style.size_pt):
        tried = replace(words, size_pt=size_pt)
        lines = setting.wrap(tried, holder.rect.w_pt)
        if len(lines) <= _MOST_LINES and setting.height_pt([tried], holder.rect.w_pt) <= holder.rect.h_pt:
            lonely = len(lines) > 1 and _wide_em(lines[-1]) < _LONELY_EM
            fitting.append((size_pt, lonely))
            slips |= {size_pt} if len(lines) > 1 and len(lines[-1].strip()) == 1 else set()
        size_pt -= 1
    if not fitting:
        return 0.0
    fair = next((s for s, _ in fitting if s not in slips), fitting[0][0])
    return next((s for s, lonely in fitting[:4] if not lonely), fair)


def _one_character(words: Words, holder: Holder, setting: Setting) -> bool:
    lines = setting.wrap(words, holder.rect.w_pt)
    return len(lines) > 1 and len(lines[-1].strip()) == 1


def _wide_em(text: str) -> float:
    return sum(1.0 if c > "\u2e80" else 0.5 for c in text.strip())


def tracker_frame(topic: Topic, layout: str, setting: Setting) -> Frame | None:
    """The small words above the title that say where one is."""
    if topic.section_line is None or topic.section_line.id == topic.heading.id:
        return None
    if needed.TRACKER not in setting.look.layouts[layout]:
        return None
    style = setting.look.layouts[layout][needed.TRACKER].style
    words = setting.set(topic.section_line, style, size_pt=style.size_pt, tags=False)
    if topic.number:
        gap = "　" if setting.han else "\u2002"
        words = replace(words, runs=(*setting.say("", topic.number + gap, style).runs, *words.runs))
    return Frame(None, (words,), holder=needed.TRACKER)


def _joined(
    layout: str, main: Sequence[model.Line], more: Sequence[model.Line], setting: Setting
) -> tuple[Frame, Sequence[model.Line]]:
    """Words that have no placeholder of their own under the main ones, smaller; and those for which no room is left."""
    holder = setting.look.layouts[layout][needed.BODY]
    shown = len(more)
    size_pt = holder.style.size_pt
    while True:
        small_pt = min(size_pt, max(_JOINED_PT, round(size_pt * _JOINED_SHARE)))
        words = [setting.set(x, holder.style, size_pt=size_pt) for x in main]
        words += [setting.set(x, holder.style, size_pt=small_pt) for x in more[:shown]]
        if setting.room_pt(words, holder.rect.w_pt) <= holder.rect.h_pt or not (main or shown > 1):
            break
        if size_pt > _JOINED_PT:
            size_pt -= 1
        elif shown:
            shown -= 1
        else:
            break
    name = f"{words[0].line}/lines" if len(words) > 1 else ""
    return Frame(None, tuple(words), name, holder=needed.BODY), more[shown:]


def _filled(layout: str, index: int, lines: Sequence[model.Line], setting: Setting, tell: Tell) -> Frame:
    """Lines in a placeholder, smaller where they would not fit it."""
    holder = setting.look.layouts[layout][index]
    size_pt = holder.style.size_pt
    least_pt = min(size_pt, _SMALLEST_TITLE_PT if index == needed.TITLE else _SMALLEST_PT)
    while True:
        words = tuple(setting.set(x, holder.style, size_pt=size_pt) for x in lines)
        needs = [setting.room_pt([w], holder.rect.w_pt) for w in words]
        two = index != needed.TITLE or len(setting.wrap(words[0], holder.rect.w_pt)) <= _MOST_LINES
        if two and setting.room_pt(words, holder.rect.w_pt) <= holder.rect.h_pt:
            break
        if size_pt <= least_pt:
            worst = needs.index(max(needs))
            room_pt = holder.rect.h_pt - setting.room_pt(words, holder.rect.w_pt) + needs[worst]
            if index == needed.TITLE:
                tell(lines[0], _TOO_MANY_LINES, _title_chars(words[0], holder, setting))
            else:
                count = chars(setting, words[worst], holder.rect.w_pt, room_pt)
                tell(lines[worst], "this does not fit on its slide even at its smallest size", count)
            break
        size_pt = max(size_pt - 1, least_pt)
    for less in range(1, 8):  # a title whose last line is one character looks like a slip
        if index != needed.TITLE or not _one_character(words[-1], holder, setting):
            break
        words = tuple(setting.set(x, holder.style, size_pt=size_pt - less) for x in lines)
    name = f"{words[0].line}/lines" if len(words) > 1 else ""
    return Frame(None, words, name, holder=index)
