"""The sentences around the quotes, where the articles' texts are at hand."""

from __future__ import annotations

from collections.abc import Mapping

from builder.comparison import Comparison
from builder.evidence import Body, find_all


def sentences(comparison: Comparison, bodies: Mapping[str, Body]) -> dict[str, str]:
    """The sentence around each claim's quote, by claim ("zhang-2023.d4"); claims that are not found are left out.

    Args:
        comparison: the articles with their claims.
        bodies: the texts that are at hand, by article (`builder.evidence.read_text`).
    """
    out = {}
    for article in comparison.articles.values():
        body = bodies.get(article.id)
        for claim in article.claims if body else ():
            assert body is not None
            found = find_all(body, claim.quote)
            passage = next((p for p in found if p.locator == claim.at.locator), next(iter(found), None))
            if passage:
                out[f"{article.id}.{claim.id}"] = passage.sentence
    return out
