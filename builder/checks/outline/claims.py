"""A claim is complete: voice, addressee and evidence belong to its mode and kind.

A quote is a short phrase: from 4 to 25 characters, or at most 12 words in a Latin script. Another bound, where you
have leave to quote more or mean to quote less, is set in the article's notes; how much of the whole text its quotes
may come to (`share`, per cent) is looked at where the quotes are looked up.

    budget: {characters: 20, words: 10, share: 5}

Codes: voice, addressee, quote, doubled, budget.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from builder.article import Article, Budget, Claim
from builder.comparison import Comparison
from builder.problem import Place, Problem

LEAST = 4  # characters: what is shorter stands in any text, and proves nothing
_LATIN = re.compile(r"[A-Za-z]")
_HAN = re.compile(r"[\u3400-\u9fff]")


def check(comparison: Comparison, langs: Iterable[str]) -> Iterator[Problem]:
    """Every claim that lacks what its mode or kind asks for, or whose quote is no short phrase."""
    for article in comparison.articles.values():
        yield from _claims(article)


def _claims(article: Article) -> Iterator[Problem]:
    quotes: dict[str, Place] = {}
    budget = article.budget
    if budget.characters < LEAST or budget.words < 1 or not 0 < budget.share <= 100:
        hint = f"characters: at least {LEAST}; words: at least 1; share: per cent, above 0 and at most 100"
        yield Problem(
            budget.place or article.place, "a budget that no quote can keep to, or none at all", "budget", hint
        )
    for claim in article.claims:
        yield from _complete(claim)
        yield from _length(claim, budget)
        if claim.quote in quotes:
            hint = f"first in line {quotes[claim.quote].line}: find a phrase for this claim alone"
            yield Problem(claim.quote.place, "this quote is used twice", "doubled", hint, "warning")
        quotes.setdefault(claim.quote, claim.quote.place)


def _complete(claim: Claim) -> Iterator[Problem]:
    if claim.mode == "reports" and not claim.voice:
        yield Problem(claim.place, "a claim that reports needs a voice", "voice", "add 'voice:': whose words they are")
    if claim.mode != "reports" and claim.voice:
        yield Problem(claim.voice.place, "only a claim that reports has a voice", "voice", "write 'mode: reports'")
    if claim.kind == "recommendation" and not claim.addressee:
        yield Problem(
            claim.place, "a recommendation needs an addressee", "addressee", "add 'addressee:': who is to act"
        )
    if claim.kind == "diagnosis" and claim.addressee:
        yield Problem(
            claim.addressee.place, "a diagnosis has no addressee", "addressee", "write 'kind: recommendation'"
        )


def _length(claim: Claim, budget: Budget) -> Iterator[Problem]:
    if _HAN.search(claim.quote) or not _LATIN.search(claim.quote):
        size, most, unit = len(claim.quote), budget.characters, "characters"
    else:
        size, most, unit = len(claim.quote.split()), budget.words, "words"
    if size > most:
        yield Problem(claim.quote.place, f"a quote of {size} {unit}; at most {most}", "quote", "keep the key words")
    elif len(claim.quote) < LEAST:
        yield Problem(claim.quote.place, f"a quote of {size} {unit} proves little", "quote", "quote a phrase")
