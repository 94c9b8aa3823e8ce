"""Typography of a finished deck: rules 48 to 52 (docs/typography.md), on slides, in charts and in notes.

* `width`, `straight-quotes`, `unbalanced`, error: half-width marks in Chinese, full-width ones in English, brackets
  that do not close.
* `quotes`, `range`, `spaces`, `doubled-mark`, warning: quotation marks by locale, ranges, spaces and marks typed twice.

The list of sources and the source lines follow the style of citations and are passed over. Terms (53) and names of
articles (54) are held in the outline and in the words of templates, from which every word of a file comes.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.slides._roles import at, is_source, lists_sources, short
from builder.finished.deck import Deck, Frame, Slide
from builder.finished.flaw import Flaw
from builder.profile.deck import DeckProfile
from builder.typography.printed import printed_findings

CODES = ("width", "straight-quotes", "unbalanced", "quotes", "range", "spaces", "doubled-mark")


def check(deck: Deck, profile: DeckProfile) -> Iterator[Flaw]:
    """Every paragraph, label and line of notes that breaks a rule of its language."""
    for slide in deck.slides:
        for where, text, lang in _texts(slide, deck, profile):
            for one in printed_findings(text, lang):
                around = short(text[max(0, one.start - 6) : one.end + 6])
                message = f"{one.message}: '{around}'"
                yield Flaw(at(slide, where), one.rule, one.code, message, one.hint, one.severity)


def _texts(slide: Slide, deck: Deck, profile: DeckProfile) -> Iterator[tuple[str, str, str]]:
    """Where it stands, the text, its language."""
    if lists_sources(slide, profile):
        return
    sources = {id(shape.frame) for shape in slide.shapes if is_source(shape, profile)}
    for _, name, frame in slide.frames:
        if id(frame) not in sources:
            yield from ((name, p.text, _lang(frame, deck)) for p in frame.paragraphs)
    for shape in slide.shapes:
        if shape.chart is not None:
            yield from ((f"chart '{shape.name}'", label, deck.lang) for label in shape.chart.labels)
    for line in slide.notes.splitlines():
        if not line.startswith((*profile.source_words, "[")):
            yield "notes", line, deck.lang


def _lang(frame: Frame, deck: Deck) -> str:
    return next((run.lang for run in frame.runs if run.lang), deck.lang)
