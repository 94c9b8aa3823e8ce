"""A claim is complete: voice, addressee and evidence belong to its mode and kind.

Codes: voice, addressee, quote, doubled.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from builder.article import Article, Claim
from builder.comparison import Comparison
from builder.problem import Place, Problem

LEAST, MOST, MOST_WORDS = 4, 25, 12  # characters (words in a Latin script): quotation as evidence, no more
_LATIN = re.compile(r"[A-Za-z]")
_HAN = re.compile(r"[\u3400-\u9fff]")


def check(comparison: Comparison, langs: Iterable[str]) -> Iterator[Problem]:
    """Every claim that lacks what its mode or kind asks for, or whose quote is no short phrase."""
    for article in comparison.articles.values():
        yield from _claims(article)


def _claims(article: Article) -> Iterator[Problem]:
    quotes: dict[str, Place] = {}
    for claim in article.claims:
        yield from _complete(claim)
        yield from _length(claim)
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


def _length(claim: Claim) -> Iterator[Problem]:
    if _HAN.search(claim.quote) or not _LATIN.search(claim.quote):
        size, most, unit = len(claim.quote), MOST, "characters"
    else:
        size, most, unit = len(claim.quote.split()), MOST_WORDS, "words"
    if size > most:
        yield Problem(claim.quote.place, f"a quote of {size} {unit}; at most {most}", "quote", "keep the key words")
    elif len(claim.quote) < LEAST:
        yield Problem(claim.quote.place, f"a quote of {size} {unit} proves little", "quote", "quote a phrase")
