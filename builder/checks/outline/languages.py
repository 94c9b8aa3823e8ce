"""Every text is there in every language that is built; none is ever taken from another language in silence.

Codes: missing-language; language, for a language in which the outline says nothing at all (a slip of the pen).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from builder.comparison import Comparison, saids
from builder.problem import Problem, did_you_mean
from builder.world import missing_language


def check(comparison: Comparison, langs: Iterable[str]) -> Iterator[Problem]:
    """Every text that lacks one of the languages, and every language that no text has."""
    every = [said for value in (comparison.outline, *comparison.articles.values()) for said in saids(value)]
    spoken = {lang for said in every for lang in said.texts}
    wanted = tuple(langs)
    for lang in wanted:
        if lang not in spoken:
            places = [o.lang.place for o in comparison.outline.outputs if o.lang == lang]
            place = places[0] if places else comparison.outline.place
            yield Problem(place, f"nothing is written in '{lang}'", "language", did_you_mean(lang, spoken))
    for said in every:
        for lang in wanted:
            if lang in spoken and lang not in said.texts:
                yield missing_language(said, lang)
