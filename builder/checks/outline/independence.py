"""Support that is not independent: articles that agree, while one of them cites the other (`cites:` in its notes).

Two articles that agree prove more than one only if each has seen for itself. Where they may not have, readers should
know: the warning goes away when the question's `because`, or the judgement's `why`, says so (引用, 援引, 不独立; cites,
citing, not independent) in every language.

    because: {zh: 周文援引林文，并非独立的佐证, en: Zhou cites Lin and is no independent support}

The outputs say it in any case, under the question or behind the judgement's evidence.

Code: not-independent (warns).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from builder.comparison import Comparison
from builder.problem import Place, Problem
from builder.typed import Said

_SAYS_SO = re.compile(r"引用|援引|征引|引自|转引|所引|独立|\b(?i:cit(?:es?|ed|ing)|independent(?:ly)?)\b")


def check(comparison: Comparison, langs: Iterable[str]) -> Iterator[Problem]:
    """Every agreement, and every judgement on several articles, that counts an article and one which cites it."""
    for question in comparison.outline.questions:
        if question.relation == "agree":
            speaking = [name for name, position in question.positions.items() if not position.is_silent]
            what = f"the question '{question.id}'"
            yield from _leaning(comparison, what, speaking, question.because, "because", question.place)
    for judgement in comparison.outline.judgements:
        if judgement.relation in (None, "agree", "partly"):
            voices = [reference.partition(".")[0] for reference in judgement.rests_on]
            what = f"the judgement '{judgement.id}'"
            yield from _leaning(comparison, what, voices, judgement.why, "why", judgement.place)


def _leaning(
    comparison: Comparison, what: str, names: Iterable[str], said: Said | None, field: str, place: Place
) -> Iterator[Problem]:
    if said is not None and said.texts and all(_SAYS_SO.search(text) for text in said.texts.values()):
        return
    for name, other in comparison.leaning(names):
        message = f"{what} counts '{name}' and '{other}', but '{name}' cites '{other}'"
        hint = f"say so in '{field}', or count them as one"
        yield Problem(place, message, "not-independent", hint, "warning")
