"""Nothing unsourced: what the editors say rests on claims, and says no more than they carry.

Codes: unsourced, no-position, relation, not-recommended, sides, number.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from builder.comparison import Comparison
from builder.exhibits import Figures
from builder.load import Str
from builder.outline import Question
from builder.problem import Place, Problem


def check(comparison: Comparison, langs: Iterable[str]) -> Iterator[Problem]:
    """Every statement without claims, and every relation, step or number that its claims do not carry."""
    outline = comparison.outline
    for article in comparison.articles.values():
        yield from _rests("a thesis", article.argues.claims, article.argues.place)
    for judgement in outline.judgements:
        yield from _rests("a judgement", judgement.rests_on, judgement.place)
        voices = {reference.partition(".")[0] for reference in judgement.rests_on}
        if judgement.relation and judgement.rests_on:
            yield from _related(judgement.relation, len(voices), f"it rests on {_count(len(voices))}", judgement.place)
    for question in outline.questions:
        yield from _positions(question, comparison)
    for tension in outline.tensions:
        if len(tension.sides) != 2:
            yield Problem(tension.place, f"a tension has two sides, found {len(tension.sides)}", "sides")
        for side in tension.sides:
            yield from _rests("a side of a tension", side.claims, side.place)
    for step in outline.steps:
        yield from _rests("a step", step.claims, step.place)
        yield from _recommended(step.claims, comparison, "a step")
    for event in outline.events:
        yield from _rests("an event", event.claims, event.place)
    for figures in outline.charts:
        yield from _rests("a chart", figures.claims, figures.place)
        yield from _numbers(figures, comparison)
    for quoted in outline.quotes:
        yield from _rests("a set of quotes", quoted.claims, quoted.place)
    for grid in outline.grids:
        for item in grid.items:
            yield from _rests("an item of a grid", item.claims, item.place)


def _rests(what: str, claims: tuple[Str, ...], place: Place) -> Iterator[Problem]:
    if not claims:
        yield Problem(place, f"{what} rests on no claim", "unsourced", "name the claims: [zhang-2023.d4]")


def _recommended(claims: Iterable[Str], comparison: Comparison, what: str) -> Iterator[Problem]:
    for reference in claims:
        found = comparison.claim(reference)
        if found and found[1].kind != "recommendation":
            yield Problem(
                reference.place,
                f"{what} rests on '{reference}', which recommends nothing",
                "not-recommended",
                "name a recommendation of the article (r1, r2 …)",
            )


def _positions(question: Question, comparison: Comparison) -> Iterator[Problem]:
    speaking = 0
    for name in question.put_to or comparison.articles:
        if name not in comparison.articles:
            continue
        position = question.positions.get(name)
        if position is None:
            hint = f"add '{name}: silent' if it says nothing on it"
            yield Problem(
                question.place,
                f"the question '{question.id}' has no position of '{name}'",
                "no-position",
                hint,
            )
            continue
        if position.is_silent:
            continue
        speaking += 1
        yield from _rests("a position", position.claims, position.place)
        for reference in position.claims:
            if reference.partition(".")[0] != name and comparison.claim(reference):
                yield Problem(reference.place, f"a position of '{name}' rests on '{reference}'", "unsourced",
                              "name claims of the same article")  # fmt: skip
        kinds = {found[1].kind for r in position.claims if (found := comparison.claim(r))}
        if question.kind == "recommendation" and kinds and "recommendation" not in kinds:
            yield Problem(position.place, f"'{name}' recommends nothing here", "not-recommended",
                          f"name one of its recommendations, or write '{name}: silent'")  # fmt: skip
    if speaking:
        but = f"{speaking} of {len(comparison.articles)} articles speak"
        yield from _related(question.relation, speaking, but, question.place)
    if not speaking:
        yield Problem(question.place, f"no article speaks on the question '{question.id}'", "relation", "leave it out")


def _count(voices: int) -> str:
    return f"{voices} article{'' if voices == 1 else 's'}"


def _related(relation: str, voices: int, but: str, place: Place) -> Iterator[Problem]:
    """A relation needs as many voices as it relates."""
    if (voices == 1) != (relation == "single"):
        hint = "single: one article speaks; agree, partly, differ: at least two do"
        yield Problem(place, f"the relation is '{relation}', but {but}", "relation", hint)


def _numbers(figures: Figures, comparison: Comparison) -> Iterator[Problem]:
    """Every number drawn is the printed figure of a claim that the chart names."""
    printed = {
        _digits(figure.value)
        for reference in figures.claims
        if (found := comparison.claim(reference))
        for figure in found[1].figures
    }
    for row in figures.series:
        if len(row.values) != len(figures.categories):
            message = f"{len(row.values)} numbers for {len(figures.categories)} categories"
            yield Problem(row.place, message, "number", "one number for each; 'none' where there is none")
        for value in row.values:
            if value == "none":
                continue
            try:
                float(value)
            except ValueError:
                yield Problem(value.place, f"'{value}' is not a number", "number", "digits only, or 'none'")
                continue
            if _digits(value) not in printed:
                hint = "the claims that the chart names carry: " + (", ".join(sorted(printed)) or "no figure")
                yield Problem(value.place, f"no claim of the chart prints {value}", "number", hint)


def _digits(text: str) -> str:
    """The printed digits without grouping and padding, so that 5000 is 5,000 and 8.50 is not 8.5 by accident."""
    folded = unicodedata.normalize("NFKC", text).replace(",", "").replace(" ", "")
    return folded.rstrip("%")
