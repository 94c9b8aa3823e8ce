"""From a document and a look to slides: what stands on which slide, where, and how large. Pure, and before any XML."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial

from builder import model
from builder.formats.slides import needed
from builder.formats.slides.building import build
from builder.formats.slides.credits import credits_frame, credits_text
from builder.formats.slides.front import cover_slide, section_slide, sized_title, title_frame, tracker_frame
from builder.formats.slides.lonely import accompanied
from builder.formats.slides.pages import Cut, Pages, even, fill, place
from builder.formats.slides.pieces.cards import pill_rects
from builder.formats.slides.scene import Frame, Item, Slide, Words, over_words
from builder.formats.slides.setting import Setting
from builder.formats.slides.topics import Topic, topics
from builder.ooxml.rect import Rect
from builder.problem import Place, Problem, Problems

_STEPS = range(8)
_MORE_STEPS = range(-4, 8)  # for a few sentences alone on a slide: they may be larger than the look sets them
_SPARSE = (model.Versus, model.Callout, model.Para, model.Quote, model.SourceList)
_LEAD_GAP_PT = 14.0
_PILL_GAP_PT = 16.0


@dataclass
class _Desk:
    """What arranging one document needs at hand, and the problems that it meets."""

    doc: model.Document
    setting: Setting
    topics: tuple[Topic, ...]
    place: Place
    problems: list[Problem] = field(default_factory=list)

    @cached_property
    def numbers(self) -> Mapping[str, str]:
        return {t.id: t.number for t in self.topics if t.kind == "section"}

    @cached_property
    def has_sources(self) -> bool:
        return any(isinstance(s, model.SourceList) for t in self.topics for s in t.shapes)

    def tell(self, line: model.Line, message: str, count: int) -> None:
        """Note a line that is too long, where its words stand, with about how many characters would fit."""
        where = self.doc.places.get(line.id.partition("~")[0], self.place)
        hint = f"about {count} characters fit: say it shorter" if count > 0 else "say it shorter"
        self.problems.append(Problem(where, message, "too-long", hint))


def arrange(doc: model.Document, setting: Setting, look_place: Place) -> tuple[Slide, ...]:
    """All slides of a deck.

    Raises:
        Problems: lines that fit on no slide (`too-long`), and shapes without a heading (`no-heading`).
    """
    desk = _Desk(doc, setting, tuple(topics(doc.shapes, setting.han)), look_place)
    slides: list[Slide] = []
    for topic in desk.topics:
        match topic.kind:
            case "cover":
                slides.append(cover_slide(topic, setting, desk.tell))
            case "section":
                slides.append(section_slide(topic, setting, desk.tell))
                if topic.shapes:
                    slides += _content(desk, replace(topic, id=f"{topic.id}/more", lead=None, notes=()))
            case "content":
                slides += _content(desk, topic)
    slides = list(_titled_once(slides, desk))
    if desk.problems:
        raise Problems(desk.problems)
    return tuple(_once_named(slides))


def _content(desk: _Desk, topic: Topic) -> list[Slide]:
    if not topic.id:
        hint = "begin with a heading of level 2: it becomes the slide's title"
        desk.problems.append(Problem(desk.place, "the plan has content before its first heading", "no-heading", hint))
        return []
    zone = desk.setting.look.layouts["Collate Text"][needed.BODY].rect
    setting, pages = _fit(desk, topic, zone)
    for piece, atom, room_pt in pages.too_high:
        line, count = piece.tight(atom, room_pt)
        title = model.plain(topic.heading)
        desk.tell(line, f"this does not fit on the slide '{title}' even at its smallest size", count)
    many = len(pages.pages)
    return [_slide(desk, topic, setting, zone, cuts, n, many) for n, cuts in enumerate(pages.pages or ((),), 1)]


def _fit(desk: _Desk, topic: Topic, zone: Rect) -> tuple[Setting, Pages]:
    """The largest sizes that need as few slides as the smallest sizes do; the smallest where something is too high."""
    for sentences in (False, True):
        tried: list[tuple[Setting, Pages, Callable[[], Pages]]] = []
        for step in _MORE_STEPS if all(isinstance(s, _SPARSE) for s in topic.shapes) else _STEPS:
            setting = replace(desk.setting, step=step)
            rooms = zone.h_pt - _lead(topic, setting)[1], zone.h_pt
            pieces = build(topic, setting, zone.w_pt, desk.topics, desk.numbers, sentences=sentences, room_pt=rooms[0])
            pages = fill(pieces, *rooms)
            if len(pages.pages) < 2 and not pages.too_high:
                return setting, pages
            tried.append((setting, pages, partial(even, pages, pieces, *rooms)))
        if not pages.too_high:
            break
    if pages.too_high:
        return setting, pages
    setting, _, evenly = next(t for t in tried if len(t[1].pages) <= len(pages.pages) and not t[1].too_high)
    return setting, evenly()


def _slide(desk: _Desk, topic: Topic, setting: Setting, zone: Rect, cuts: Sequence[Cut], n: int, many: int) -> Slide:
    key = topic.id if n == 1 else f"{topic.id}~{n}"
    layout = _layout(cuts)
    lead, lead_pt = _lead(topic, setting) if n == 1 else ((), 0.0)
    room = Rect(zone.x_pt, zone.y_pt + lead_pt, zone.w_pt, zone.h_pt - lead_pt)
    suffix = _which(n, many, setting) if many > 1 else ""
    shown = [topic.heading] if n == 1 else []
    shown += [topic.lead] if topic.lead and n == 1 else []
    shown += [x for cut in cuts for x in cut.lines]
    title = title_frame(topic, layout, setting, suffix, desk.tell)
    items: list[Item] = [title]
    if tracker := tracker_frame(topic, layout, setting):
        items.append(tracker)
    items += lead
    items += place(cuts, room, layout.removeprefix("Collate "))
    if source := credits_frame(key, shown, layout, setting, desk.has_sources):
        items.append(source)
    notes = _notes(topic, setting, key, shown, n)
    opens = tuple(f"source:{e.source}" for s in topic.shapes if isinstance(s, model.SourceList) for e in s.entries)
    settled = tuple(accompanied(item, layout, setting) for item in items)
    return Slide(key, layout, title.words[0].text, settled, notes, (key, *opens), topic.section)


def _layout(cuts: Sequence[Cut]) -> str:
    kinds = {c.piece.layout for c in cuts}
    for kind in ("Table", "Chart"):
        if kind in kinds:
            return f"Collate {kind}"
    return f"Collate {kinds.pop()}" if len(kinds) == 1 else "Collate Canvas"


def _lead(topic: Topic, setting: Setting) -> tuple[tuple[Item, ...], float]:
    """The question under the title with its tags at the right margin, and the height that both take."""
    if topic.lead is None:
        return (), 0.0
    holder = setting.look.layouts["Collate Canvas"][needed.LEAD]
    zone = setting.look.layouts["Collate Text"][needed.BODY].rect
    words = setting.set(topic.lead, holder.style, tags=False)
    tags = [p for p in topic.lead.parts if isinstance(p, model.Tag)]
    pills = [setting.tag(f"{topic.lead.id}/tag{n}", t) for n, t in enumerate(tags, 1)]
    rects = pill_rects(pills, setting, Rect(0, 0, holder.rect.w_pt, 0))
    pill_pt = rects[-1].right_pt if rects else 0.0
    wide_pt = holder.rect.w_pt - (pill_pt + _PILL_GAP_PT if pills else 0.0)
    high_pt = max([setting.room_pt([words], wide_pt), *(r.h_pt for r in rects)])
    rect = Rect(holder.rect.x_pt, holder.rect.y_pt, wide_pt, high_pt)
    items: list[Item] = [Frame(rect, (words,), holder=needed.LEAD, anchor="ctr")]
    for (part, tag), r in zip(pills, rects, strict=True):
        x_pt = holder.rect.right_pt - pill_pt + r.x_pt
        spot = Rect(x_pt, rect.y_pt + (high_pt - r.h_pt) / 2, r.w_pt, r.h_pt)
        items.append(Frame(spot, (tag,), part=part, anchor="ctr"))
    return tuple(items), max(0.0, rect.bottom_pt + _LEAD_GAP_PT - zone.y_pt)


def _notes(topic: Topic, setting: Setting, key: str, shown: Sequence[model.Line], n: int) -> tuple[Words, ...]:
    """What is said, and on further slides that it goes on; then the sources in full, where it names none."""
    style = setting.look.style("text", "note")
    said = topic.notes if n == 1 else ()
    words = [setting.set(x, style, places=True) for x in said]
    if n > 1:
        words.append(setting.say(f"{key}/continued", setting.words.get("continued", "…"), style))
    if not list(model.cited_in(said)) and (sources := credits_text(shown, setting)):
        words.append(setting.say(f"{key}/sources", sources, style))
    return tuple(words)


def _titled_once(slides: list[Slide], desk: _Desk) -> Iterator[Slide]:
    """Number titles that would stand twice: a reader of the outline view, or without eyes, must tell them apart."""
    counts, seen = Counter(s.title for s in slides), Counter[str]()
    for slide in slides:
        if counts[slide.title] < 2:
            yield slide
            continue
        seen[slide.title] += 1
        suffix = _which(seen[slide.title], counts[slide.title], desk.setting)
        extra = desk.setting.say("", suffix, desk.setting.look.style("text", "body")).runs
        title, *rest = slide.items
        if isinstance(title, Frame):
            words = replace(title.words[0], runs=(*title.words[0].runs, *extra))
            frame = sized_title(words, slide.layout, desk.setting, suffix, desk.tell)
            yield replace(slide, title=words.text, items=(frame, *rest))


def _which(n: int, many: int, setting: Setting) -> str:
    return f"（{n}/{many}）" if setting.han else f" ({n}/{many})"


def _once_named(slides: Sequence[Slide]) -> Iterator[Slide]:
    """Give a line that stands again elsewhere (a tracker, a header row) the id `<line>~<slide>` there."""
    seen: set[str] = set()
    for slide in slides:

        def name(words: Words, key: str = slide.key) -> Words:
            id = words.line if words.line not in seen else f"{words.line}~{key}"
            seen.add(id)
            return replace(words, line=id)

        items = tuple(over_words(item, name) for item in slide.items)
        yield replace(slide, items=items, notes=tuple(map(name, slide.notes)))
