"""Every check of the shelf, run on a comparison; all problems at once."""

from __future__ import annotations

from collections.abc import Iterable

from builder.checks import outline as shelf
from builder.comparison import Comparison
from builder.problem import Problem, Problems
from builder.shelf import names, take


def check(comparison: Comparison, langs: Iterable[str], *, strict: bool = False) -> list[Problem]:
    """Run every check.

    Args:
        comparison: what is checked.
        langs: the languages that will be built.
        strict: warnings stop the build too.

    Returns:
        The warnings.

    Raises:
        Problems: with every error (and, if `strict`, every warning).
    """
    wanted = tuple(dict.fromkeys(langs))
    found = sorted({p for name in names(shelf) for p in take(shelf, name).check(comparison, wanted)})
    if any(strict or p.severity == "error" for p in found):
        raise Problems(found)
    return found
