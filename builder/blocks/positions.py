"""What each article says on one question, side by side, each with its source; silence is shown as silence.

Fields:
    of: the question.
    relation: false leaves out the line that says how the positions stand to one another.
    because: true says why the editors see the relation so (a deck says it in the notes).
    places: false leaves out the column of places (where a slide's source line gives them), and puts marks behind the
        positions.

```yaml
- {block: positions, of: question}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builder.article import Article
from builder.model import Cell, Column, Notes, Para, Shape, Table, Text
from builder.outline import Question
from builder.speaking import evidence
from builder.world import World


@dataclass(frozen=True)
class Fields:
    """What a step may hold."""

    of: Question
    relation: bool = True
    places: bool = True
    because: bool = False


def lower(fields: Fields, world: World) -> Iterator[Shape]:
    """The question with its relation, a table of positions, and what a speaker needs."""
    question = fields.of
    path = f"questions.{question.id}"
    if fields.relation:
        yield Para(
            world.say(question.ask, Text(world.word("gap")), world.relation(question), within="positions"),
            "lead",
        )
    if fields.because and question.because:
        yield Para(world.say(question.because), "note")
    columns = [
        Column(world.fixed("article", of=path), 1.0, "label"),
        Column(world.fixed("position", of=path), 4.6, "text"),
    ]
    if fields.places:
        columns.append(Column(world.fixed("where", of=path), 1.9, "source"))
    rows = tuple(_row(world, question, a, fields.places) for a in world.comparison.asked(question))
    speaking = [name for name, position in question.positions.items() if not position.is_silent]
    if question.relation == "agree" and (leaning := world.leaning(speaking)):
        yield Para(world.made(f"{path}.leaning", *leaning), "note")
    summary = world.word("summary_positions").replace("{question}", world.text(question.short))
    yield Table(f"{path}.positions", tuple(columns), rows, summary)
    yield notes(world, question)


def _row(world: World, question: Question, article: Article, places: bool) -> tuple[Cell, ...]:
    position = question.positions[article.id]
    label = Cell((world.say(article.short, within=position.path),))
    if position.says is None:
        said, where = (
            world.made(f"{position.path}.silent", *world.silence(question, position)),
            Text(world.word("dash")),
        )
        return (label, Cell((said,)), *([Cell((world.made(f"{position.path}.where", where),))] if places else []))
    if not places:
        cite = world.cite(position.claims, position.place)
        return label, Cell((world.say(position.says, *((cite,) if cite else ())),))
    where_line = world.sources(f"{position.path}.where", position.claims, position.place)
    return label, Cell((world.say(position.says),)), Cell((where_line,))


def notes(world: World, question: Question) -> Notes:
    """What to say on a question (what it asks, its finding, why the relation is so), then claims, places and quotes."""
    says = [question.ask, question.finding, *([question.because] if question.because else [])]
    within = f"notes/questions.{question.id}"
    spoken = (question.positions[article.id] for article in world.comparison.asked(question))
    behind = [line for position in spoken for line in evidence(world, position.claims, within)]
    return Notes(tuple(world.ended(world.say(said, within="notes")) for said in says), tuple(behind))
