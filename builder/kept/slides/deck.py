"""A deck merged, slide by slide: which are there, in which order, and what stands on each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from builder.kept.slides import charts
from builder.kept.slides.body import said_in, wording
from builder.kept.slides.bring import Bringer
from builder.kept.slides.file import P
from builder.kept.slides.items import called_before, of_item
from builder.kept.slides.notes import merge_notes, notes_body, notes_page
from builder.kept.slides.numbers import numbers_in, renamed
from builder.kept.slides.page import Conflict, Decks, Page
from builder.kept.slides.pairing import slides
from builder.kept.slides.reading import RUNNING, Deck, Slide, layout_name, telling, unused
from builder.kept.slides.sheet import Sheet, touched
from builder.kept.slides.slide import merge_slide
from builder.kept.slides.weave import by_hand, out_of_order, woven


class Merging:
    """Three decks on their way to become one.

    Attributes:
        there, now: which slide of the file, and of today's build, each slide of the last build is.
    """

    def __init__(self, last: Deck, there: Deck, now: Deck, *, unsure: bool = False):
        called(last)
        self.original = list(there.slides)
        self.there = {last.slides[a]: there.slides[b] for a, b in slides(last.slides, there.slides).items()}
        self.now = {last.slides[a]: now.slides[b] for a, b in slides(last.slides, now.slides, renamed=True).items()}
        for slide, mine in self.there.items():
            mine.key = slide.key
        for slide, today in self.now.items():
            today.key = slide.key
        self.bringer = Bringer(now, there)
        self.bringer.used = max([self.bringer.used, *(int(s.id) for s in last.slides)])
        self.bringer.slides = {today.part: self.there[s].part for s, today in self.now.items() if s in self.there}
        free = [s for s in there.slides if not s.key]
        for slide in now.slides:
            if not slide.key:
                slide.key = unused(name_of(slide), {s.key for s in (*last.slides, *now.slides)})
                same = next((s for s in free if s.text == slide.text and s.names & slide.names), None)
                if same is not None:  # somebody has put it in, or back, already
                    free.remove(same)
                    same.key = slide.key
                    self.bringer.slides[slide.part] = same.part
        for slide in free:
            slide.key = unused(f"+{slide.part}", {s.key for s in there.slides})
        before = numbers_in(last)
        numbers = before, renamed(numbers_in(now), before, now)
        self.decks = Decks(last, there, now, numbers, self.bringer.element, unsure=unsure)
        self.decks.taken_out = _taken_out(last, there, self.there)
        self.decks.before = called_before(*([one for s in deck.slides for one in s.shapes] for deck in (last, now)))

    def merge(self) -> Decks:
        """Merge today's build into the file that is there.

        Returns:
            The decks; that which is there is the result. Conflicts are not written into it yet.
        """
        decks = self.decks
        known = {slide.key for slide in decks.there.slides}
        new = [s for s in decks.now.slides if s not in set(self.now.values()) and s.key not in known]
        made = {slide: self.bringer.empty(slide) for slide in new}
        for slide in made.values():
            decks.there.by_part[slide.part] = slide
        order_there = [s.key for s in decks.there.slides]
        dropped: set[str] = set()
        for last in decks.last.slides:
            there, now = self.there.get(last), self.now.get(last)
            if there is None:
                self._deleted(last, now)
            elif now is None:
                if self._dropped(last, there):
                    dropped.add(there.key)
            else:
                self._slide(last, there, now)
        for source, slide in made.items():
            self._fill(slide, source)
            decks.note("added", slide.key, slide, source.headline)
        for slide in decks.there.slides:
            if slide not in set(self.there.values()) and slide.key.startswith("+"):
                decks.note("kept-addition", "", slide, slide.headline)
        decks.there.slides += made.values()
        self._order(order_there, dropped)
        return decks

    def page(self, last: Slide, there: Slide, now: Slide) -> Page:
        """A slide in its three states."""
        return Page(self.decks, there, (last.part, there.part, now.part), (last.layout, there.layout))

    def _slide(self, last: Slide, there: Slide, now: Slide) -> None:
        decks = self.decks
        named = [s.name for s in last.shapes] == [s.name for s in there.shapes]  # quicker, where names were dropped
        before = decks.last.canon(last) if named else ()
        if named and decks.there.canon(there) == before:
            if decks.now.canon(now) != before:
                self._layout(last, there, now)
                self._fill(there, now)
                decks.note("patched", there.key, there, now.headline)
            return
        self._layout(last, there, now)
        merge_slide(self.page(last, there, now), self.bringer, last, there, now)
        merge_notes(decks, self.bringer, last, there, now)

    def _fill(self, slide: Slide, source: Slide) -> None:
        """Make a slide as today's build has it, without what people have taken out where it stood before."""
        self.bringer.fill(slide, source)
        out = {s.name for s in source.shapes if self.decks.stays_out(s)}
        gone = [s for s in slide.shapes if s.name in out]
        for shape in gone:
            shape.element.getparent().remove(shape.element)
            self.decks.note("kept-deletion", shape.name, slide, shape.text)
        if gone:
            slide.refresh()

    def _layout(self, last: Slide, there: Slide, now: Slide) -> None:
        """The outline has given the slide another layout; people have not."""
        file = self.decks.there.file
        if layout_name(last) == layout_name(now) or layout_name(there) != layout_name(last):
            return
        wanted = self.bringer.layout(now)
        for id, rel in list(file.rels(there.part).items()):
            if rel.kind == "slideLayout" and rel.target != wanted:
                file.set_rel(there.part, id, type(rel)(rel.kind, rel.type, wanted))

    def _deleted(self, last: Slide, now: Slide | None) -> None:
        """People have taken a slide out: it stays out, and they are told if the outline has changed it."""
        decks = self.decks
        if now is None:
            return
        page = Page(decks, now, (last.part, last.part, now.part), (last.layout, last.layout))
        if _says(page, decks.last, last, 0) == _says(page, decks.now, now, 1) and not decks.unsure:
            decks.note("kept-deletion", last.key, None, last.headline)
            return
        at = decks.last.slides.index(last)
        near = [self.there[s] for s in (*reversed(decks.last.slides[:at]), *decks.last.slides[at:]) if s in self.there]
        if near:
            body = notes_body(decks.now, now)
            said = [now.text, *(charts.said(page, 2, s) for s in now.shapes if s.kind == "chart")]
            old = notes_body(decks.last, last)
            if body is not None and (old is None or said_in(page, old, 0) != said_in(page, body, 1)):
                said.append(wording(page, body))
            decks.conflicts.append(Conflict(near[0], None, (last.key, ""), "deleted", "\n".join(said)))
        decks.note("conflict", last.key, near[0] if near else None, now.headline)

    def _dropped(self, last: Slide, there: Slide) -> bool:
        """The outline has a slide no more: whether it goes; it does not if people have worked on it."""
        decks = self.decks
        page = self.page(last, there, last)
        sheet = Sheet(page, self.bringer, (last, there, last))
        bodies = notes_body(decks.last, last), notes_body(decks.there, there)
        of_notes = notes_page(decks, last, there, last)
        notes = [said_in(of_notes, b, 0) if b is not None else [] for b in bodies]
        commented = any(True for _ in decks.there.file.related(there.part, "comments"))
        if commented or notes[0] != notes[1] or touched(sheet):
            decks.conflicts.append(Conflict(there, None, (there.key, ""), "gone", ""))
            decks.note("conflict", last.key, there, there.headline)
            return False
        decks.note("removed", last.key, None, last.headline)
        return True

    def _order(self, order_there: list[str], dropped: set[str]) -> None:
        decks = self.decks
        last, now = [s.key for s in decks.last.slides], [s.key for s in decks.now.slides]
        order = [key for key in woven(last, order_there, now) if key not in dropped]
        if by_hand(last, order_there):
            for key in sorted(out_of_order(last, order_there)):
                slide = next(s for s in decks.there.slides if s.key == key)
                decks.note("kept-move", key, slide, slide.headline)
        else:
            for key in sorted(out_of_order(last, now) & set(order)):
                slide = next(s for s in decks.there.slides if s.key == key)
                decks.note("moved", key, slide, slide.headline)
        by_key = {slide.key: slide for slide in decks.there.slides}
        decks.there.slides = [by_key[key] for key in order]
        for number, slide in enumerate(decks.there.slides, 1):
            slide.number = number
        file = decks.there.file
        shown = file.root.find(f"{P}sldIdLst")
        entries = {e.get("id"): e for e in shown} if shown is not None else {}
        wanted = [entries[slide.id] for slide in decks.there.slides]
        if wanted == (list(shown) if shown is not None else []):
            return
        for key in dropped:
            part = by_key[key].part
            for id, rel in list(file.rels(file.main).items()):
                if rel.target == part:
                    file.unrelate(file.main, id)
            _unlinked(decks.there, part)
        for entry in list(shown):
            shown.remove(entry)
        shown.extend(wanted)
        file.touch(file.main)


def called(deck: Deck) -> None:
    """Give every slide of a build of ours its key: what its title is called, which says of what the slide is."""
    used: set[str] = set()
    for slide in deck.slides:
        slide.key = unused(name_of(slide), used)
        used.add(slide.key)


def name_of(slide: Slide) -> str:
    """What a slide is called by the outline: as its title, else as its first shape."""
    if slide.title is not None and telling(slide.title.name):
        return slide.title.name
    return next((s.name for s in slide.shapes if telling(s.name)), slide.part)


def _taken_out(last: Deck, there: Deck, pairs: Mapping[Slide, Slide]) -> dict[str, str]:
    """Parts of items that are on no slide any more, by names that only one slide had, and what they said.

    Where a program has dropped all names of a slide, nothing is known to have been taken out.
    """
    slides_with = Counter(name for slide in last.slides for name in slide.names)
    standing = {name for slide in there.slides for name in slide.names}
    return {
        shape.name: shape.text
        for slide, mine in pairs.items()
        if slide.names & mine.names
        for shape in slide.shapes
        if of_item(shape.name) and slides_with[shape.name] == 1 and shape.name not in standing
    }


def _says(page: Page, deck: Deck, slide: Slide, today: int) -> list[object]:
    """Whatever a slide says in words and numbers, its notes too; `today` is 1 for today's build."""
    found: list[object] = []
    for shape in slide.shapes:
        if shape.kind == "chart":
            found.append(charts.said(page, 2 * today, shape))
        elif shape.kind != "group" and shape.holder not in RUNNING:
            found.append(said_in(page, shape.element, today))
    body = notes_body(deck, slide)
    return [*found, said_in(page, body, today) if body is not None else []]


def _unlinked(deck: Deck, gone: str) -> None:
    """Take away the links that lead to a slide that is no more."""
    for slide in deck.slides:
        ids = [id for id, rel in deck.file.rels(slide.part).items() if rel.target == gone and slide.part != gone]
        for id in ids:
            for one in [e for e in slide.root.iter() if id in e.attrib.values() and "hlink" in str(e.tag)]:
                one.getparent().remove(one)
            deck.file.unrelate(slide.part, id)
            deck.file.touch(slide.part)
