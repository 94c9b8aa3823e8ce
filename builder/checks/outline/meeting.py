"""A meeting is as long as its parts: the sessions may leave minutes for discussion, but take no more than there are.

    minutes: 45
    sessions:
      - {id: place, minutes: 36, …}

Codes: minutes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from builder.comparison import Comparison
from builder.problem import Problem


def check(comparison: Comparison, langs: Iterable[str]) -> Iterator[Problem]:
    """Sessions that take longer than the meeting."""
    outline = comparison.outline
    if outline.left_minutes < 0:
        taken = sum(session.minutes for session in outline.sessions)
        message = f"the sessions take {taken} minutes, the meeting has {outline.minutes}"
        yield Problem(outline.sessions[-1].place, message, "minutes", "shorten a session, or give 'minutes:' more")
