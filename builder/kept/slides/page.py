"""One slide in its three states, and what is found on it: what merging hands from hand to hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from builder.finished.deck_colours import Palette, theme_colours
from builder.finished.deck_layouts import mapped
from builder.kept.happened import Happened, Kind
from builder.kept.slides.canon import Canon, Meaning, canon
from builder.kept.slides.file import Element
from builder.kept.slides.numbers import Numbers
from builder.kept.slides.reading import Deck, Shape, Slide


@dataclass
class Decks:
    """The three decks, how each numbers its sources, and what has happened so far.

    Attributes:
        bring: an element of today's build as it may stand in a part of the file: (element, part of now, part there).
        conflicts: what people have to decide, to be told in comments.
        renamed: what shapes are called today, by their slides' keys and what they were called last.
        taken_out: parts of items that people have taken out, by name, and what they said; they stay out everywhere.
        before: what today's shapes of items without an id were called last, where that is not as today.
        unsure: nobody knows what was made last, so that nobody can tell an edit from a change of the outline.
    """

    last: Deck
    there: Deck
    now: Deck
    numbers: tuple[Numbers, Numbers]
    bring: Callable[[Element, str, str], Element]
    notes: list[tuple[Kind, str, Slide | None, str]] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    renamed: dict[tuple[str, str], str] = field(default_factory=dict)
    taken_out: dict[str, str] = field(default_factory=dict)
    before: dict[Shape, str] = field(default_factory=dict)
    unsure: bool = False

    def note(self, kind: Kind, id: str, slide: Slide | None, what: str = "") -> None:
        """Something has happened."""
        self.notes.append((kind, id, slide, short(what)))

    def stays_out(self, shape: Shape) -> bool:
        """Whether a shape of today's build is one that people have taken out, of another slide, and says the same."""
        said = self.taken_out.get(self.before.get(shape, shape.name))
        return said is not None and (said == shape.text or (said.isdigit() and shape.text.isdigit()))

    def happened(self) -> tuple[Happened, ...]:
        """What has happened, told by the numbers that the slides have in the end."""
        return tuple(
            Happened(kind, id, f"slide {slide.number}" if slide is not None else "the deck", what)
            for kind, id, slide, what in self.notes
        )


@dataclass(frozen=True)
class Conflict:
    """What a person has to decide.

    Attributes:
        slide: where the comment is to stand.
        shape: the shape beside which it stands, if there is one.
        about: the slide and the shape, by the names that the outline's build gives them.
        why: "edited", "deleted" or "gone".
        wording: what the outline says now; "" if nothing.
    """

    slide: Slide
    shape: Shape | None
    about: tuple[str, str]
    why: str
    wording: str


@dataclass
class Page:
    """One slide as it was made last, as it is there, and as it would be made now; or their notes."""

    decks: Decks
    slide: Slide
    parts: tuple[str, str, str]
    layouts: tuple[str, str]

    @cached_property
    def meanings(self) -> tuple[Meaning, Meaning, Meaning]:
        """What relation ids stand for in each."""
        of = zip((self.decks.last, self.decks.there, self.decks.now), self.parts, strict=True)
        last, there, now = (deck.meaning(part) for deck, part in of)
        return last, there, now

    def last(self, element: Element | None, *without: str) -> Canon:
        """What an element of the last build says."""
        return () if element is None else canon(element, self.meanings[0], without)

    def there(self, element: Element | None, *without: str) -> Canon:
        """What an element of the file that is there says."""
        return () if element is None else canon(element, self.meanings[1], without)

    def now(self, element: Element | None, *without: str) -> Canon:
        """What an element of today's build says."""
        return () if element is None else canon(element, self.meanings[2], without)

    def brought(self, element: Element) -> Element:
        """A copy of an element of today's build that may stand in the file."""
        return self.decks.bring(element, self.parts[2], self.parts[1])

    def touch(self) -> None:
        """The slide has been changed."""
        self.decks.there.file.touch(self.parts[1])

    @cached_property
    def palettes(self) -> tuple[Palette, Palette]:
        """The colours of the last build and of the file."""
        return palette(self.decks.last, self.layouts[0]), palette(self.decks.there, self.layouts[1])


def palette(deck: Deck, layout: str) -> Palette:
    """What colour names stand for on slides of a layout."""
    master = deck.file.one(layout, "slideMaster") if layout else ""
    theme = deck.file.one(master, "theme") if master else ""
    if not theme:
        return Palette({}, {})
    return Palette(theme_colours(deck.file.tree(theme)), mapped(deck.file.tree(master), {}))


def short(text: str, most: int = 60) -> str:
    """A text's beginning, in one line."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"
