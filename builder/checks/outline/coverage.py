"""Nothing of weight is left out: every article is cited, and its central claims are taken up.

A claim is taken up where readers meet it as the article's own: in its thesis, a position, a side of a tension, a step,
an item of a grid or a quote. An outline that means to take up only some of what the articles argue says so, and is not
asked for the rest:

    scope: part

Codes: unused, left-out (both warn).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from builder.comparison import Comparison, saids
from builder.problem import Problem

_MENTION = re.compile(r"@([\w-]+)\.[\w-]+")


def check(comparison: Comparison, langs: Iterable[str]) -> Iterator[Problem]:
    """Every article that nothing cites, and every article with central claims that no question takes up."""
    outline = comparison.outline
    mentioned = {m for said in saids(outline) for text in said.texts.values() for m in _MENTION.findall(text)}
    cited = {reference.partition(".")[0] for reference in outline.claims()} | mentioned
    taken = {r for q in outline.questions for p in q.positions.values() for r in p.claims}
    taken |= {r for t in outline.tensions for side in t.sides for r in side.claims}
    taken |= {r for step in outline.steps for r in step.claims}
    taken |= {r for grid in outline.grids for item in grid.items for r in item.claims}
    taken |= {r for quoted in outline.quotes for r in quoted.claims}
    for name in outline.articles:
        article = comparison.articles.get(name)
        if article is None:
            continue
        if name not in cited:
            hint = "give it a position with claims, or take it out of 'articles'"
            yield Problem(name.place, f"nothing cites the article '{name}'", "unused", hint, "warning")
        elif outline.scope == "whole":
            shown = {r.partition(".")[2] for r in taken if r.startswith(f"{name}.")} | set(article.argues.claims)
            left = [c.id for c in article.claims if c.central and c.id not in shown]
            if left:
                which = f"central claim{'' if len(left) == 1 else 's'} {', '.join(left)}"
                message = f"no question takes up the {which} of '{name}'"
                hint = "add them to positions, or write 'scope: part' where the outline leaves things out on purpose"
                yield Problem(name.place, message, "left-out", hint, "warning")
