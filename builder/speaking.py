"""What a speaker needs under a slide: the claims behind it, where they stand, in whose words, and their quotes."""

from __future__ import annotations

from collections.abc import Iterator

from builder.article import Claim
from builder.model import Inline, Line, Text
from builder.world import World

_INNER = str.maketrans("“”", "‘’")  # quotation marks inside a quotation (GB/T 15834-2011, 4.8.3.4)


def in_quotes(world: World, claim: Claim) -> str:
    """A claim's quote as it is printed, in the marks of the document's language."""
    return f"{world.word('quote_open')}{claim.quote.translate(_INNER)}{world.word('quote_close')}"


def evidence(world: World, references: tuple[str, ...], within: str) -> Iterator[Line]:
    """One line a claim: where it stands, what it says, in whose words, and the quote."""
    for reference in references:
        found = world.comparison.claim(reference)
        if found is None:
            continue  # noted where the text cites it
        article, claim = found
        cite = world.cite((reference,), claim.place, "source")
        assert cite is not None
        lead: list[Inline] = [cite, Text(world.word("gap") + world.text(article.short) + world.word("colon"))]
        if claim.voice:
            lead.append(Text(world.word("voice").replace("{voice}", world.text(claim.voice))))
        elif claim.mode == "forecasts":
            lead.append(Text(world.word("forecast_note")))
        quote = Text(world.word("next_sentence") + in_quotes(world, claim))
        yield world.say(claim.says, quote, within=within, lead=tuple(lead))
        if claim.caution:
            yield world.say(claim.caution, within=within, lead=(Text(world.word("caution")),))
