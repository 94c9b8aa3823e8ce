"""How much stands on a slide: rule 14.

* `density`, warning: more than `han_most` Han characters or `words_most` words, without source line, footer and labels.
  The list of sources is left out, and sections whose names begin with one of `appendix_words`: they are looked up in,
  not presented.
* `many-bullets`, warning: more than `bullets_most` bullets in one frame.
* `deep-bullets`, warning: bullets on more than `levels_most` levels.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.slides._roles import HAN, WORD, at, lists_sources, role
from builder.finished.deck import Deck
from builder.finished.flaw import Flaw
from builder.profile.deck import DeckProfile

CODES = ("density", "many-bullets", "deep-bullets")
_HINT = "say less, or cut the slide: the notes hold the rest"


def check(deck: Deck, profile: DeckProfile) -> Iterator[Flaw]:
    """Slides that nobody reads to the end."""
    for slide in deck.slides:
        told = [s for s in slide.shapes if s.frames and role(s, slide, profile) in ("title", "body")]
        spoken = [(name, frame) for shape in told for name, frame in shape.frames]
        text = "\n".join(frame.text for _, frame in spoken)
        han, words = len(HAN.findall(text)), len(WORD.findall(text))
        if not lists_sources(slide, profile) and not slide.section.startswith(profile.appendix_words):
            if han > profile.han_most:
                message = f"{han} Han characters, at most {profile.han_most} are wanted"
                yield Flaw(at(slide), 14, "density", message, _HINT, "warning")
            elif han < words and words > profile.words_most:
                message = f"{words} words, at most {profile.words_most} are wanted"
                yield Flaw(at(slide), 14, "density", message, _HINT, "warning")
        for name, frame in spoken:
            bullets = [p for p in frame.paragraphs if p.bullet and p.text.strip()]
            if len(bullets) > profile.bullets_most:
                message = f"{len(bullets)} bullets, at most {profile.bullets_most} are wanted"
                yield Flaw(at(slide, name), 14, "many-bullets", message, _HINT, "warning")
            levels = len({p.level for p in bullets})
            if levels > profile.levels_most:
                message = f"bullets on {levels} levels, at most {profile.levels_most} are wanted"
                yield Flaw(at(slide, name), 14, "deep-bullets", message, "lift the deepest level", "warning")
