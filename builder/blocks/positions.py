"""What each article says on one question, side by side, each with its source; silence is shown as silence.

Fields:
    of: the question.
    relation: false leaves out the line that says how the positions stand to one another.

```yaml
- {block: positions, of: question}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builder.article import Article
from builder.model import Cell, Column, Line, Notes, Para, Shape, Table, Text
from builder.outline import Position, Question
from builder.speaking import evidence
from builder.world import World


@dataclass(frozen=True)
class Fields:
    """What a step may hold."""

    of: Question
    relation: bool = True


def lower(fields: Fields, world: World) -> Iterator[Shape]:
    """The question with its relation, a table of positions, and what a speaker needs."""
    question = fields.of
    path = f"questions.{question.id}"
    if fields.relation:
        yield Para(
            world.say(question.ask, Text(world.word("gap")), world.relation(question), within="positions"),
            "lead",
        )
    columns = (
        Column(world.fixed("article", of=path), 1.0, "label"),
        Column(world.fixed("position", of=path), 4.6, "text"),
        Column(world.fixed("where", of=path), 1.9, "source"),
    )
    rows = tuple(
        _row(world, a, question.positions[a.id])
        for a in world.comparison.articles.values()
        if a.id in question.positions
    )
    summary = world.word("summary_positions").replace("{question}", world.text(question.short))
    yield Table(f"{path}.positions", columns, rows, summary)
    yield Notes(tuple(notes(world, question)))


def _row(world: World, article: Article, position: Position) -> tuple[Cell, ...]:
    label = world.say(article.short, within=position.path)
    if position.says is None:
        silent = world.made(f"{position.path}.silent", *world.silence(position))
        return (
            Cell((label,)),
            Cell((silent,)),
            Cell((world.made(f"{position.path}.where", Text(world.word("dash"))),)),
        )
    where = world.sources(f"{position.path}.where", position.claims, position.place)
    return (Cell((label,)), Cell((world.say(position.says),)), Cell((where,)))


def notes(world: World, question: Question) -> Iterator[Line]:
    """What to say on a question (its finding, why the relation is so), then claims, places and quotes."""
    yield world.say(question.finding, within="notes")
    if question.because:
        yield world.say(question.because, within="notes")
    for name in world.comparison.articles:
        if name in question.positions:
            yield from evidence(world, question.positions[name].claims, f"notes/questions.{question.id}")
