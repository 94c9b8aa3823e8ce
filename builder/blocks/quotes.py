"""Words of the articles side by side: verbatim, each with whose they are and where they stand.

Where an article is written in another language than the output, its words stay as printed, and under them stands what
they come to in the output's own language, labelled as a paraphrase. Somebody else's words, which an article only
passes on, name both.

Fields:
    of: the quotes.
    listen: false leaves out the line that says what to listen for.

```yaml
- {block: quotes, of: quoted}
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from builder.article import Article, Claim
from builder.exhibits import Quoted
from builder.load import Str
from builder.model import Line, Notes, Para, Quote, Shape, Text
from builder.speaking import evidence, in_quotes
from builder.world import World, no_claim

_HAN = re.compile("[\u3400-\u9fff]")


@dataclass(frozen=True)
class Fields:
    """What a step may hold."""

    of: Quoted
    listen: bool = True


def lower(fields: Fields, world: World) -> Iterator[Shape]:
    """What to listen for, the quotes, and what a speaker needs."""
    quoted = fields.of
    path = f"quotes.{quoted.id}"
    if fields.listen and quoted.listen_for:
        yield Para(world.say(quoted.listen_for, lead=(Text(world.word("listen_for")),)), "lead")
    for reference in quoted.claims:
        found = world.comparison.claim(reference)
        if found is None:
            world.found.append(no_claim(world.comparison, reference, reference.place))
        else:
            yield _quote(*found, reference, path, world)
    within = f"notes/{path}"
    says = (world.ended(world.say(quoted.title, within=within)), world.fixed("say_quotes", of=within))
    yield Notes(says, tuple(evidence(world, quoted.claims, within)))


def _quote(article: Article, claim: Claim, reference: Str, path: str, world: World) -> Quote:
    line = world.made(f"{path}/{claim.path}.quote", Text(in_quotes(world, claim)))
    world.places[line.id] = claim.quote.place
    gloss = None
    if _language(article, claim) != world.lang:
        gloss = world.say(claim.says, within=path, lead=(Text(world.word("paraphrase")),))
    return Quote(line, _by(article, claim, reference, path, world), gloss)


def _by(article: Article, claim: Claim, reference: Str, path: str, world: World) -> Line:
    """Whose words they are, and the mark that says where."""
    form = world.word("quote_by_voice" if claim.voice else "quote_by")
    whose = form.replace("{article}", world.text(article.short))
    whose = whose.replace("{voice}", world.text(claim.voice)) if claim.voice else whose
    note = world.word("forecast_note")
    gap = note[len(note.rstrip()) :]  # the word is made to stand before others: here it stands behind
    more = [Text(gap + note.rstrip())] if claim.mode == "forecasts" else []
    cite = world.cite([reference], reference.place)
    return world.made(f"{path}/{claim.path}.by", Text(whose), *more, *((cite,) if cite else ()))


def _language(article: Article, claim: Claim) -> str:
    """What the article is written in; where its record does not say, as its words look."""
    said = str(article.article.data.get("language", "")).partition("-")[0].casefold()
    return said or ("zh" if _HAN.search(claim.quote) else "en")
