"""The language of words: rule 21.

`lang`, warning, one for each slide: a run says no language, or words in Han characters are not marked as Chinese (or
Japanese), or Latin words of a deck in English as Chinese. Spelling, hyphens, fonts and voices go by it. In a Chinese
deck a run of Latin words may be marked either way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.slides._roles import HAN, at, short
from builder.finished.deck import Deck, Run
from builder.finished.flaw import Flaw
from builder.profile.deck import DeckProfile

CODES = ("lang",)
_LATIN = re.compile("[A-Za-z]{3}")


def check(deck: Deck, profile: DeckProfile) -> Iterator[Flaw]:
    """Slides with words whose language is not said, or said wrongly."""
    chinese = _is_chinese(deck)
    for slide in deck.slides:
        wrong = [(n, r, w) for _, n, f in slide.frames for r in f.spoken if (w := _wrong(r, chinese))]
        if wrong:
            name, run, what = wrong[0]
            message = f"'{short(run.text)}' {what}" + (f", and {len(wrong) - 1} more" if len(wrong) > 1 else "")
            yield Flaw(at(slide, name), 21, "lang", message, "set the proofing language of the words", "warning")


def _is_chinese(deck: Deck) -> bool:
    """By what the properties say, else by most of the words."""
    if deck.lang:
        return deck.lang.lower().startswith("zh")
    text = "".join(f.text for s in deck.slides for _, _, f in s.frames)
    return len(HAN.findall(text)) * 2 > len(re.findall(r"\w", text))


def _wrong(run: Run, chinese: bool) -> str:
    if not run.lang:
        return "has no language"
    lang = run.lang.lower()
    if HAN.search(run.text):
        return "" if lang.startswith(("zh", "ja")) else f"is marked as {run.lang}"
    foreign = not chinese and lang.startswith("zh") and _LATIN.search(run.text)
    return f"is marked as {run.lang}" if foreign else ""
