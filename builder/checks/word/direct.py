"""Rule 45, formatting by hand: at most `direct_most` of the runs carry any of their own.

Character styles, languages and the East Asian hint are no formatting by hand, and neither is spacing of less than a
point: that is how a paragraph is fitted to its lines. Warning.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from builder.finished.flaw import Flaw
from builder.finished.paper import Paper
from builder.finished.paper_forms import Run
from builder.profile.paper import PaperProfile

CODES = ("direct",)

_FITTED_PT = 1.0


def check(paper: Paper, profile: PaperProfile) -> Iterator[Flaw]:
    """The share of runs with formatting of their own."""
    runs = [r for p in paper.everything for r in p.runs]
    found = [by_hand for r in runs if r.direct and (by_hand := _by_hand(r))]
    kinds = Counter(kind for by_hand in found for kind in by_hand)
    share = len(found) / len(runs) if runs else 0.0
    if share > profile.direct_most:
        most = ", ".join(kind for kind, _ in kinds.most_common(3))
        message = f"{share:.0%} of the runs are formatted by hand ({most}), at most {profile.direct_most:.0%}"
        yield Flaw("document", 45, "direct", message, "use styles", severity="warning")


def _by_hand(run: Run) -> tuple[str, ...]:
    fitted = abs(run.face.spacing_pt) < _FITTED_PT
    return tuple(kind for kind in run.direct if not (kind == "spacing" and fitted))
