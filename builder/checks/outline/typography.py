"""Typography of every text that authors write, by its language: rules 48 to 52 (docs/typography.md).

    says: {zh: 美国,中国, en: Growth of 12-14 per cent}     # ， in Chinese; 12–14 in English

Quotes (`quote:`) and bibliographic fields are an article's own and are not looked at. `collate check --fix` puts right
what is mechanical.

Codes: width, straight-quotes, unbalanced; quotes, range, spaces, doubled-mark (warn).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from builder.comparison import Comparison
from builder.problem import Problem
from builder.typography import findings
from builder.typography.scalar import place_of


def check(comparison: Comparison, langs: Iterable[str]) -> Iterator[Problem]:
    """Everything in the outline's and the articles' texts that breaks a rule of typography."""
    for said in comparison.saids:
        for lang, text in said.texts.items():
            for one in findings(text, lang):
                yield Problem(place_of(text, one.start), one.message, one.code, one.hint, one.severity)
