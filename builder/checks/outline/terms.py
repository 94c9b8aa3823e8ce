"""One term for one thing, after the project's glossary (`outlines/glossary.yaml`), in every language: rule 53.

    terms:
      - term: {zh: 脱钩, en: decoupling}
        avoid: {zh: [脱勾], en: [de-coupling]}

Every text is looked at, the labels of charts too; quotes and bibliographic fields are not. `collate check --fix` writes
the term where it can simply stand in the other form's place.

Code: term (warns).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from builder.comparison import Comparison
from builder.problem import Problem
from builder.typography.scalar import place_of


def check(comparison: Comparison, langs: Iterable[str]) -> Iterator[Problem]:
    """Every form in a text that the glossary avoids."""
    if not comparison.glossary.terms:
        return
    own = comparison.spoken()
    for said in comparison.saids:
        for lang, text in said.texts.items():
            for one in comparison.glossary.findings(text, lang, verbatim=lang.partition("-")[0] in own):
                yield Problem(place_of(text, one.start), one.message, one.code, one.hint, one.severity)
