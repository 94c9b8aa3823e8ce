"""Every quote looked up in its article's text, where the text is at hand."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from builder.article import Article, Claim
from builder.comparison import Comparison
from builder.evidence import Body, find_all, read_text
from builder.locator import text
from builder.problem import Problem, Problems


def verify(comparison: Comparison, folders: Iterable[Path]) -> int:
    """Look up every quote whose article's text stands in one of the folders.

    Args:
        comparison: the articles with their claims.
        folders: where full texts are looked for; the first that holds one wins.

    Returns:
        How many quotes were found; 0 where no text is at hand.

    Raises:
        Problems: quotes that do not stand in the text, and claims whose `at` is not where they stand.
    """
    where = [f for f in folders if f.is_dir()]
    found: list[Problem] = []
    verified = 0
    for article in comparison.articles.values():
        body = _body(article, where)
        if body is None:
            continue
        for claim in article.claims:
            problem = _look_up(claim, body)
            found += [problem] if problem else []
            verified += problem is None
    if found:
        raise Problems(found)
    return verified


def _body(article: Article, folders: list[Path]) -> Body | None:
    name = article.text
    if name is None:
        return None
    if Path(name).name != name or name.startswith("."):
        raise Problems(
            [Problem(name.place, "a text is a file in a folder of texts, without folders of its own", "path")]
        )
    for folder in folders:
        if (folder / name).is_file():
            return read_text((folder / name).read_text("utf-8"))
    return None


def _look_up(claim: Claim, body: Body) -> Problem | None:
    places = [passage.locator for passage in find_all(body, claim.quote)]
    if not places:
        hint = "quote the text's own words in one piece, and numbers whole, with their unit (3552亿, 13.7%)"
        return Problem(claim.quote.place, f"the quote does not stand in the article: '{claim.quote}'", "quote", hint)
    if claim.at.locator.page is None and claim.at.locator not in places:
        message = f"the quote does not stand at {text(claim.at.locator)}"
        return Problem(claim.at.place, message, "at", f"write 'at: {text(places[0])}'")
    return None
