"""Every text is there in every language that is built; none is ever taken from another language in silence.

Code: missing-language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from builder.comparison import Comparison, saids
from builder.problem import Problem
from builder.world import missing_language


def check(comparison: Comparison, langs: Iterable[str]) -> Iterator[Problem]:
    """Every text that lacks one of the languages."""
    wanted = tuple(langs)
    for value in (comparison.outline, *comparison.articles.values()):
        for said in saids(value):
            for lang in wanted:
                if lang not in said.texts:
                    yield missing_language(said, lang)
