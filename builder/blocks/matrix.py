"""The overview: questions down, articles across, a few words in each cell, and the relation.

Fields:
    of: the questions (default: all).
    wide: true asks a paged format for a landscape page.
    least: only questions of at least this priority.
    caption: false leaves out caption and number (where a slide's title says it already).

```yaml
- {block: matrix, of: session.questions, caption: false}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from builder.article import Article
from builder.model import Cell, Column, Line, Notes, Shape, Table, Text
from builder.outline import PRIORITIES, Question, at_least
from builder.world import World

_SAID = 3  # findings that a speaker names; the table shows the others


@dataclass(frozen=True)
class Fields:
    """What a step may hold."""

    of: tuple[Question, ...] = ()
    wide: bool = False
    caption: bool = True
    least: Literal["high", "normal", "low"] = "low"


def lower(fields: Fields, world: World) -> Iterator[Shape]:
    """One table, and what a speaker needs."""
    questions = at_least(fields.of or world.comparison.outline.questions, fields.least)
    if not questions:
        return
    asked = {name for q in questions for name in q.positions}
    articles = [a for a in world.comparison.articles.values() if a.id in asked]
    name = "matrix" if not fields.of else f"matrix.{questions[0].id}"
    columns = (
        Column(world.fixed("question", of=name), 1.15, "label"),
        *(Column(world.say(a.short, world.whole(a), within=name), 1.55, "brief") for a in articles),
        Column(world.fixed("relation", of=name), 1.0, "tag"),
    )
    rows = tuple(
        (
            Cell((world.say(q.short, within=name),)),
            *(Cell((_cell(world, q, a, name),)) for a in articles),
            Cell((world.made(f"{name}/questions.{q.id}.relation", world.relation(q)),)),
        )
        for q in questions
    )
    caption = world.fixed("caption_matrix", of=name) if fields.caption else None
    note = world.made(
        f"{name}/note_matrix", Text(world.word("note_matrix").replace("{see}", world.word("note_matrix_see")))
    )
    yield Table(name, columns, rows, world.word("summary_matrix"), caption, note, wide=fields.wide)
    says = [world.fixed("say_matrix", of=name)]
    first = sorted(questions, key=lambda q: PRIORITIES.index(q.priority))[:_SAID]
    says += [world.ended(world.say(q.finding, within=f"notes/{name}")) for q in questions if q in first]
    claims = [p.claims[0] for q in questions if q in first for p in q.positions.values() if p.claims]
    yield Notes(tuple(says), (world.sources(f"notes/{name}.sources", claims, questions[0].place),))


def _cell(world: World, question: Question, article: Article, name: str) -> Line:
    position = question.positions.get(article.id)
    if position is None:  # the question is not put to it
        return world.made(f"{name}/questions.{question.id}.{article.id}", Text(world.word("dash")))
    if position.says is None:
        return world.made(f"{name}/{position.path}.silent", *world.silence(question, position, why=False))
    return world.say(position.brief or position.says, within=name)
