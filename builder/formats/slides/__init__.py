"""PowerPoint decks: every shape drawn with PowerPoint's own means, every claim with its source on the slide.

    - format: slides
      look: look.pptx

How a document becomes slides:

* Cover: the cover slide. A heading of level 1: a section slide, a PowerPoint section, and the small words above the
  titles that follow; the lead paragraph after it is what the section slide asks. A heading of level 2: a slide with
  that title; level 3: a bold line. Everything until the next heading belongs to that slide.
* What does not fit is first set smaller, to 14 pt at least, and then cut: tables between rows (the header row stands
  on every part), lists between items, paragraphs between sentences. The titles then end in （1/2）, (1/2).
* Notes go to the notes page. Tags are tinted pills or cells, always with symbol and word.
* Whatever cites something has a source line at the foot, made of the citations of that very slide.

Ids: a shape whose words are one line is named by the line's id; a frame with several paragraphs holds one line in
each; tables, charts and timelines have their shape's id. A line that stands again elsewhere (a tracker, a repeated
header row, the rest of a cut paragraph) has `~` and the slide's key behind its id. `Made.units` lists all of them.

The look: any pptx or potx. One of ours has the layouts of `needed.needed_layouts` and, in the layout "Collate Parts",
one sample shape for every part of `needed.needed_parts`: code takes fill, outline, geometry, insets and text from them
and sets no colour and no font of its own. How any other file is read, `slots` says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder import model
from builder.formats.slides.arrange import arrange
from builder.formats.slides.look import read_look
from builder.formats.slides.package import package
from builder.formats.slides.scene import Figure, Item, Slide, words_in
from builder.formats.slides.setting import Setting
from builder.formats.slides.slots import Slots as Slots

SUFFIX = ".pptx"


def render(doc: model.Document, look: model.Look | None) -> model.Made:
    """Draw a document as a PowerPoint deck.

    Args:
        doc: with its citations filled in.
        look: the look file; a deck has no appearance of its own.

    Raises:
        Problems: what the look lacks (`missing-layout`), or lines that fit on no slide (`too-long`).
        ValueError: without a look.
    """
    if look is None:
        raise ValueError("a deck needs a look: name one in plan.yaml")
    deck = read_look(look)
    setting = Setting(deck, doc.lang, doc.words)
    slides = arrange(doc, setting, look.place)
    data = package(slides, doc, deck, look, setting.locale)
    return model.Made(data, tuple(_units(slides)), len(slides) + len(deck.keep))


def _units(slides: Sequence[Slide]) -> Iterator[model.Unit]:
    for n, slide in enumerate(slides, 1):
        for words in words_in(slide.items):
            yield model.Unit(words.line, words.text, f"slide {n}")
        for figure in _figures(slide.items):
            chart = figure.chart
            for line in (*chart.categories, *(s.name for s in chart.series)):
                yield model.Unit(line.id, model.plain(line), f"slide {n}")
        for words in slide.notes:
            yield model.Unit(words.line, words.text, f"notes {n}")


def _figures(items: Sequence[Item]) -> list[Figure]:
    return [i for i in items if isinstance(i, Figure)]
