"""Dates are days that the calendar has: of events, and of what an article could know of (`vantage`).

    vantage: 2025-05             # or 2025, 2025-05-07, unstated
    events:
      - date: XXXX-04-17         # or 2025, 2025-04, 2025-04-17; XXXX where no year is printed

Code: date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from builder.article import is_day
from builder.comparison import Comparison
from builder.load import Str
from builder.problem import Problem

_FORM = re.compile(r"(\d{4}|XXXX)(-\d{2}(-\d{2})?)?")
_HINT = "write 2031, 2031-05 or 2031-05-20"


def check(comparison: Comparison, langs: Iterable[str]) -> Iterator[Problem]:
    """Every date that is none."""
    for event in comparison.outline.events:
        if not _is_date(event.date):
            yield Problem(
                event.date.place, f"'{event.date}' is not a date", "date", f"{_HINT}; XXXX-05-20 without a year"
            )
    for article in comparison.articles.values():
        if article.vantage != "unstated" and not _is_date(article.vantage):
            yield Problem(
                article.vantage.place, f"'{article.vantage}' is not a date", "date", f"{_HINT}, or 'unstated'"
            )


def _is_date(text: Str) -> bool:
    return bool(_FORM.fullmatch(text)) and is_day(text.replace("XXXX", "2000").split("-"))
