"""What an edit in a finished file must not touch, because something else in the outline vouches for it.

A number that stands in a figure or a quote of a claim, and words in quotation marks that are an article's own, are
evidence: they are changed in the outline, beside their source, or not at all.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from builder.article import Claim
from builder.comparison import Comparison
from builder.evidence.fold import fold
from builder.statements import statements
from builder.typed import Said

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_QUOTED = re.compile(r"[“‘「『\"]([^“”‘’「」『』\"]+)[”’」』\"]")
_PART = re.compile(r"(?:questions|judgements|tensions|charts|steps|events|quotes|grids)\.[^./]+")


def touched(said: Said, before: str, after: str, comparison: Comparison) -> str:
    """What evidence an edit of a text would change, in words; "" for none.

    Args:
        said: the text.
        before, after: its words, without markup.
        comparison: with the claims on which it rests.
    """
    claims = tuple(_claims(said, comparison))
    gone = Counter(_NUMBER.findall(before)) - Counter(_NUMBER.findall(after))
    for number in gone:
        for name, claim in claims:
            if number in _numbers(claim):
                return f"the number {number} has its evidence in {name}"
        if number in _charted(said, comparison):
            return f"the number {number} is one of a chart's"
    quoted = [words for words in _QUOTED.findall(before) if words not in after]
    for words in quoted:
        needle = fold(words).text
        for name, claim in claims:
            if needle and needle in fold(str(claim.quote)).text:
                return f"“{words}” are the article's own words, quoted in {name}"
    return ""


def _claims(said: Said, comparison: Comparison) -> Iterator[tuple[str, Claim]]:
    """The claims behind a text, by reference: its own, those of its statement, those of its part; else all."""
    every = {f"{article.id}.{c.id}": c for article in comparison.articles.values() for c in article.claims}
    if own := [(name, claim) for name, claim in every.items() if said.id.startswith(f"{claim.path}.")]:
        yield from own
        return
    rests = [s.claims for s in statements(comparison) if any(one.id == said.id for one in s.saids)]
    names: Iterable[str] = [name for claims in rests for name in claims]
    if not names and (part := _PART.match(said.id)):
        names = _of_part(part[0], comparison)
    yield from ((name, every[name]) for name in dict.fromkeys(names or every) if name in every)


def _of_part(part: str, comparison: Comparison) -> Iterator[str]:
    outline = comparison.outline
    kind, _, id = part.partition(".")
    for one in getattr(outline, kind):
        if str(getattr(one, "id", "")) != id:
            continue
        for held in (one, *getattr(one, "sides", ()), *getattr(one, "items", ())):
            yield from (*getattr(held, "claims", ()), *getattr(held, "rests_on", ()))
        for position in getattr(one, "positions", {}).values():
            yield from position.claims


def _numbers(claim: Claim) -> set[str]:
    """The numbers that a claim vouches for."""
    return {n for text in (claim.quote, *(f.value for f in claim.figures)) for n in _NUMBER.findall(str(text))}


def _charted(said: Said, comparison: Comparison) -> set[str]:
    if not said.id.startswith("charts."):
        return set()
    charts = (c for c in comparison.outline.charts if said.id.startswith(f"charts.{c.id}."))
    return {n for chart in charts for row in chart.series for value in row.values for n in _NUMBER.findall(str(value))}
