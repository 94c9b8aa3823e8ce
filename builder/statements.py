"""What an outline says on the strength of claims, in one form for the checks that ask how its claims carry it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builder.comparison import Comparison
from builder.problem import Place
from builder.typed import Said


@dataclass(frozen=True)
class Statement:
    """A sentence or two, and the claims on which they rest.

    Attributes:
        what: what it is, in the author's words ("a position").
        saids: its sentences, each of which is printed by itself.
        claims: references to claims.
        place: where it stands.
    """

    what: str
    saids: tuple[Said, ...]
    claims: tuple[str, ...]
    place: Place


def statements(comparison: Comparison) -> Iterator[Statement]:
    """Theses, judgements, positions, sides of tensions, steps, events, and why items of grids stand where they do.

    Not charts, whose numbers have a rule, and not quotes, which are the articles' own words.
    """
    outline = comparison.outline
    for article in comparison.articles.values():
        thesis = article.argues
        own = tuple(f"{article.id}.{claim}" for claim in thesis.claims)
        yield Statement("a thesis", (thesis.says,), own, thesis.place)
    for judgement in outline.judgements:
        yield Statement("a judgement", (judgement.says,), judgement.rests_on, judgement.place)
    for question in outline.questions:
        for position in question.positions.values():
            if not position.is_silent:
                said = tuple(s for s in (position.says, position.brief) if s)
                yield Statement("a position", said, position.claims, position.place)
    for tension in outline.tensions:
        for side in tension.sides:
            yield Statement("a side of a tension", (side.says,), side.claims, side.place)
    for step in outline.steps:
        yield Statement("a step", (step.says,), step.claims, step.place)
    for event in outline.events:
        yield Statement("an event", (event.what,), event.claims, event.place)
    for grid in outline.grids:
        for item in grid.items:
            yield Statement("an item of a grid", (item.because,), item.claims, item.place)
