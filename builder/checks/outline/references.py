"""References lead somewhere: claims, articles, questions, tensions, charts, quotes, grids.

Codes: no-claim, no-article, not-asked, no-target, unplaced.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from builder.comparison import Comparison
from builder.load import Str
from builder.problem import Problem, did_you_mean
from builder.world import no_claim


def check(comparison: Comparison, langs: Iterable[str]) -> Iterator[Problem]:
    """Every reference that leads nowhere, and every question that no session takes up."""
    outline = comparison.outline
    for reference in outline.claims():
        if comparison.claim(reference) is None:
            yield no_claim(comparison, reference, reference.place)
    for article in comparison.articles.values():
        own = [c.id for c in article.claims]
        for name in article.argues.claims:
            if name not in own:
                hint = did_you_mean(name, own)
                yield Problem(name.place, f"the article '{article.id}' has no claim '{name}'", "no-claim", hint)
    for question in outline.questions:
        for id in question.put_to:
            if id not in comparison.articles:
                yield Problem(id.place, f"no article '{id}'", "no-article", did_you_mean(id, comparison.articles))
        for key in question.positions:
            if question.put_to and key in comparison.articles and key not in question.put_to:
                place, message = question.positions[key].place, f"the question '{question.id}' is not put to '{key}'"
                yield Problem(place, message, "not-asked", "add it to 'put-to:', or take the position away")
            if key not in comparison.articles:
                place = getattr(key, "place", question.place)
                yield Problem(place, f"no article '{key}'", "no-article", did_you_mean(key, comparison.articles))
    kinds = {
        "question": [str(q.id) for q in outline.questions],
        "chart": [str(c.id) for c in outline.charts],
        "tension": [str(t.id) for t in outline.tensions],
        "quotes": [str(q.id) for q in outline.quotes],
        "grid": [str(g.id) for g in outline.grids],
    }
    for session in outline.sessions:
        for kind, listed in (
            ("question", session.questions),
            ("chart", session.charts),
            ("tension", session.tensions),
            ("quotes", session.quotes),
            ("grid", session.grids),
        ):
            yield from _known(kind, listed, kinds[kind])
    for asked in outline.discussion:
        yield from _known("question or tension", asked.about, kinds["question"] + kinds["tension"])
    if outline.sessions:
        taken = {name for s in outline.sessions for name in s.questions}
        for q in outline.questions:
            if q.id not in taken:
                hint = "add it to one: decks show only what a session takes up"
                yield Problem(q.id.place, f"no session takes up the question '{q.id}'", "unplaced", hint, "warning")


def _known(kind: str, listed: Iterable[Str], known: list[str]) -> Iterator[Problem]:
    for name in listed:
        if name not in known:
            yield Problem(name.place, f"no {kind} '{name}'", "no-target", did_you_mean(name, known))
