"""Titles: rules 1 to 5.

* 1 `title`, error: every slide's title placeholder is filled.
* 2 `title-twice`, error: no two slides have the same title, (1/2) included.
* 3 `title-lines`, error: a title takes at most `title_lines_most` lines, measured from advance widths at 100 % scale.
* 4 `title-length`, warning: at most `title_han_most` Han characters or `title_words_most` words, without (1/2).
* 5 `title-label`, warning: on a content slide the title is a sentence. A guess, and a shy one: a short title is taken
  as a label only where none of the usual verbs, adverbs and particles stand in it, nor a comma or question mark.
  Covers, section slides and the list of sources are left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from builder.checks.slides._roles import HAN, WORD, at, lists_sources, opens, short, title_words
from builder.finished.deck import Deck, Slide
from builder.finished.deck_fit import lines
from builder.finished.flaw import Flaw
from builder.profile.deck import DeckProfile

CODES = ("title", "title-twice", "title-lines", "title-length", "title-label")

_SAYS_ZH = re.compile(
    "[是有在不没未都应要须需会能可将把被让使令说谈看问答给占超达增减升降变了着过来去做靠凭当即各均只却也又仍还更最]"
    "|认为|主张|指出|强调|来自|取决|导致|促|推动|面临|落后|领先|分歧|一致|成于|发生|影响|遏制|怎|何|谁|[，；？！：,;?!:]"
)
_SAYS_EN = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|do|does|did|can|could|will|would|may|might|must|should|shall|not|n.t"
    r"|what|how|who|why|when|where|which|agrees?|differs?|says?|sees?|finds?|leads?|lags?|needs?|gives?|takes?|makes?"
    r"|shows?|rests?|runs?|calls?|names?|asks?|falls?|rises?|grows?|comes?|goes|go|depends?|remains?|\w{3,}(?:ed|ing))\b"
    r"|[,;:?!]",
    re.IGNORECASE,
)
_LONG_LABEL_HAN, _LONG_LABEL_WORDS = 14, 7  # what is longer is taken as a sentence


def check(deck: Deck, profile: DeckProfile) -> Iterator[Flaw]:
    """Every flaw of the titles."""
    counts = Counter(s.title.frame.said for s in deck.slides if s.title and s.title.frame)
    for slide in deck.slides:
        shape = slide.title
        whole = shape.frame.said if shape is not None and shape.frame is not None else ""
        if shape is None or shape.frame is None or not whole:
            wrong = "no title placeholder" if shape is None else "the title is empty"
            yield Flaw(at(slide), 1, "title", wrong, "say the slide's message in one sentence")
            continue
        if counts[whole] > 1:
            hint = "number them (1/2), or say what differs"
            yield Flaw(at(slide), 2, "title-twice", f"{counts[whole]} slides are called '{short(whole)}'", hint)
        found = sum(len(lines(p, shape.frame.room.w_pt)) for p in shape.frame.paragraphs)
        if found > profile.title_lines_most:
            message = f"the title takes {found} lines, at most {profile.title_lines_most} are wanted"
            yield Flaw(at(slide), 3, "title-lines", message, "say it shorter")
        yield from _worded(slide, profile)


def _worded(slide: Slide, profile: DeckProfile) -> Iterator[Flaw]:
    text = title_words(slide)
    han, words = len(HAN.findall(text)), len(WORD.findall(text))
    if han > profile.title_han_most:
        message = f"a title of {han} Han characters, at most {profile.title_han_most} are wanted"
        yield Flaw(at(slide), 4, "title-length", message, "say it shorter", "warning")
    elif not han and words > profile.title_words_most:
        message = f"a title of {words} words, at most {profile.title_words_most} are wanted"
        yield Flaw(at(slide), 4, "title-length", message, "say it shorter", "warning")
    if opens(slide) or lists_sources(slide, profile):
        return
    label = han <= _LONG_LABEL_HAN and not _SAYS_ZH.search(text) if han else _is_label(text, words)
    if label:
        hint = "say in a sentence what the slide shows"
        yield Flaw(at(slide), 5, "title-label", f"the title '{short(text)}' is a label", hint, "warning")


def _is_label(text: str, words: int) -> bool:
    return words <= _LONG_LABEL_WORDS and not _SAYS_EN.search(text)
