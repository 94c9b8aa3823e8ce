"""What statements rest on: each claim in words, whose they are, what looks doubtful in it; its quote, place and mode.

Of an article: every claim that was read in it, cited or not. Of a question: the claims behind each position. Of the
judgements: the claims behind each of them. For annexes, and for whoever checks the document.

Fields:
    of: an article, a question, or judgements.
    wide: true asks a paged format for a landscape page.
    caption: true numbers the table, so that it can be mentioned as [#evidence.zhang-2023].

```yaml
- {block: evidence, of: article}
- {block: evidence, of: outline.judgements}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builder.article import Article, Claim
from builder.load import Str
from builder.model import Cell, Column, Line, Notes, Shape, Table, Text
from builder.outline import Judgement, Question
from builder.speaking import in_quotes
from builder.world import World


@dataclass(frozen=True)
class Fields:
    """What a step may hold."""

    of: Article | Question | tuple[Judgement, ...]
    wide: bool = False
    caption: bool = False


@dataclass(frozen=True)
class _Row:
    """A claim, and the first cell, which says what the claim belongs to.

    Attributes:
        within: what makes the ids of its lines unique.
        named: the first cell does not say whose claim it is.
    """

    label: Line
    reference: Str
    article: Article
    claim: Claim
    within: str
    named: bool = False


def lower(fields: Fields, world: World) -> Iterator[Shape]:
    """One table, a row a claim, and what a speaker says."""
    match fields.of:
        case Article() as article:
            name, head, of = f"evidence.{article.id}", "claim_id", world.text(article.label)
            rows = _of_article(article, name, world)
        case Question() as question:
            name, head, of = f"evidence.{question.id}", "article", world.text(question.short)
            rows = _of_question(question, name, world)
        case judgements:
            name, head, of = "evidence.judgements", "judgement", world.word("judgements")
            rows = _of_judgements(judgements, name, world)
    of_ids = head == "claim_id"  # short ones: the room goes to the claim
    columns = (
        Column(world.fixed(head, of=name), 0.6 if of_ids else 1.1, "label"),
        Column(world.fixed("claim", of=name), 4.3 if of_ids else 4.2, "text"),
        Column(world.fixed("quote", of=name), 3.0 if of_ids else 3.2, "text"),
        Column(world.fixed("where", of=name), 1.7, "source"),
        Column(world.fixed("mode", of=name), 1.4 if of_ids else 1.2, "tag"),
    )
    caption = None
    if fields.caption:
        caption = world.made(f"{name}/caption", Text(world.word("caption_evidence").replace("{of}", of)))
    summary = world.word("summary_evidence").replace("{of}", of)
    if not (body := tuple(_cells(row, world) for row in rows)):
        return
    yield Table(name, columns, body, summary, caption, wide=fields.wide)
    yield Notes((world.fixed("say_evidence", of=f"notes/{name}"),))


def _of_article(article: Article, name: str, world: World) -> Iterator[_Row]:
    for claim in article.claims:
        label = world.made(f"{name}/{claim.path}.id", Text(str(claim.id)))
        yield _Row(label, Str(f"{article.id}.{claim.id}", claim.place), article, claim, name)


def _of_question(question: Question, name: str, world: World) -> Iterator[_Row]:
    for id in world.comparison.articles:
        for reference in question.positions[id].claims if id in question.positions else ():
            if found := world.comparison.claim(reference):
                article, claim = found
                yield _Row(world.say(article.short, within=f"{name}/{claim.path}"), reference, article, claim, name)


def _of_judgements(judgements: tuple[Judgement, ...], name: str, world: World) -> Iterator[_Row]:
    for judgement in judgements:
        for reference in judgement.rests_on:
            if found := world.comparison.claim(reference):
                article, claim = found
                within = f"{name}/{judgement.id}"
                label = world.say(judgement.head, within=f"{within}/{claim.path}")
                yield _Row(label, reference, article, claim, within, named=True)


def _cells(row: _Row, world: World) -> tuple[Cell, ...]:
    claim, within = row.claim, row.within
    lead = (Text(world.text(row.article.short) + world.word("colon")),) if row.named else ()
    says = [world.say(claim.says, within=within, lead=lead)]
    if claim.voice:
        says.append(world.say(claim.voice, within=within, lead=(Text(world.word("speaker")),)))
    if claim.caution:
        says.append(world.say(claim.caution, within=within, lead=(Text(world.word("caution")),)))
    quote = world.made(f"{within}/{claim.path}.quote", Text(in_quotes(world, claim)))
    world.places[quote.id] = claim.quote.place
    where = world.sources(f"{within}/{claim.path}.where", [row.reference], row.reference.place)
    mode = world.made(f"{within}/{claim.path}.mode", world.mode(claim))
    return Cell((row.label,)), Cell(tuple(says)), Cell((quote,)), Cell((where,)), Cell((mode,))
