"""The comparison: what several articles say on the same questions, and what the editors conclude from it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar, Literal, Protocol, TypeVar

from builder.citing import Citing
from builder.exhibits import Event, Figures, Grid, Quoted
from builder.load import Node, Str
from builder.problem import Place
from builder.typed import Reader, Said, _Bad

DEFAULT_STYLE = Citing(Str("gb-t-7714-2025-numeric", Place(Path("outline"))))
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Position:
    """What one article says on one question; or `silent`, with the reason where it is one of date.

    Attributes:
        says: the position in one sentence, without the article's name.
        brief: the same in a few words, for the cells of the overview table.
        claims: the claims that carry it (tang-ma-2025.d9).
        silent: why the article says nothing; use the bare word `silent` where there is nothing to explain.
    """

    SHORT: ClassVar[str] = "silent"

    place: Place
    path: str
    says: Said | None = None
    brief: Said | None = None
    claims: tuple[Str, ...] = ()
    silent: Said | None = None
    is_silent: bool = False

    @classmethod
    def read(cls, reader: Reader, node: Node, path: str) -> Position:
        """Read the fields, or the bare word `silent`."""
        if node.value == "silent":
            return cls(node.place, path, is_silent=True)
        if isinstance(node.value, dict) and "silent" in node.value:
            reader.unknown(node, ("silent",))
            why: Said = reader.read(node.value["silent"], Said, f"{path}.silent")
            return cls(node.place, path, silent=why, is_silent=True)
        said: _Spoken = reader.read(node, _Spoken, path)
        return cls(node.place, path, said.says, said.brief, said.claims)

    @classmethod
    def schema(cls) -> dict[str, Any]:
        """A position's JSON Schema."""
        text = {"anyOf": [{"type": "string"}, {"type": "object"}]}
        claims = {"type": "array", "items": {"type": "string"}}
        spoken = {"type": "object", "properties": {"says": text, "brief": text, "claims": claims},
                  "required": ["says", "claims"], "additionalProperties": False}  # fmt: skip
        silent = {"type": "object", "properties": {"silent": text}, "required": ["silent"],
                  "additionalProperties": False}  # fmt: skip
        return {"anyOf": [{"const": "silent"}, spoken, silent]}


@dataclass(frozen=True)
class _Spoken:
    says: Said
    claims: tuple[Str, ...]
    brief: Said | None = None


@dataclass(frozen=True)
class Question:
    """One question that is put to every article, or to some of many.

    Attributes:
        id: a short name.
        short: two to six words, for tables.
        ask: the question.
        finding: what the comparison shows, as a full sentence: the slide's title, the section's first line.
        kind: whether it asks for a diagnosis or a recommendation.
        relation: how the positions stand to one another.
        because: one sentence on why the editors see the relation so.
        positions: by article id.
        priority: short outputs take up the high ones first, and leave out the low ones.
        put_to: ids of the articles that it is put to (default: all).
    """

    id: Str
    short: Said
    ask: Said
    finding: Said
    kind: Literal["diagnosis", "recommendation"]
    relation: Literal["agree", "partly", "differ", "single"]
    positions: Mapping[str, Position]
    place: Place
    because: Said | None = None
    priority: Literal["high", "normal", "low"] = "normal"
    put_to: tuple[Str, ...] = field(default=(), metadata={"name": "put-to"})


@dataclass(frozen=True)
class Judgement:
    """A key judgement of the editors.

    Attributes:
        id: a short name.
        head: the judgement in a few words.
        says: the judgement, at most 60 Han characters or 40 words.
        rests_on: the claims that carry it.
        confidence: how sure the editors are.
        why: why they are no surer, in a few words.
        relation: how the articles stand to one another on it.
        priority: as a question's.
    """

    id: Str
    head: Said
    says: Said
    rests_on: tuple[Str, ...]
    confidence: Literal["high", "moderate", "low"]
    place: Place
    why: Said | None = None
    relation: Literal["agree", "partly", "differ", "single"] | None = None
    priority: Literal["high", "normal", "low"] = "normal"


@dataclass(frozen=True)
class TensionSide:
    """One side of a tension, attributed to the articles that hold it.

    Attributes:
        head: the side in a few words.
        says: what these articles say.
        claims: the claims that carry it.
    """

    head: Said
    says: Said
    claims: tuple[Str, ...]
    place: Place


@dataclass(frozen=True)
class Tension:
    """Two positions that cannot both be followed, or not at once.

    Attributes:
        id: a short name.
        title: the tension as a full sentence.
        sides: the two sides.
        decided_by: what would decide between them; the editors' view.
        priority: as a question's.
    """

    id: Str
    title: Said
    sides: tuple[TensionSide, ...]
    decided_by: Said
    place: Place
    priority: Literal["high", "normal", "low"] = "normal"


@dataclass(frozen=True)
class Step:
    """A recommendation in its order, by addressee.

    Attributes:
        id: a short name.
        stage: first, next or later; the editors' ordering.
        by: who is to act.
        says: what is to be done, attributed by its claims.
        claims: the recommendations that carry it.
        priority: as a question's.
    """

    id: Str
    stage: Literal["first", "next", "later"]
    by: Said
    says: Said
    claims: tuple[Str, ...]
    place: Place
    priority: Literal["high", "normal", "low"] = "normal"


@dataclass(frozen=True)
class Session:
    """A part of the meeting, and a section of the deck.

    Attributes:
        id: a short name.
        title: its name.
        goal: what it asks.
        minutes: how long it takes.
        questions: ids of the questions that it takes up, in order.
        charts: ids of the charts shown in it.
        tensions: ids of the tensions discussed in it.
        quotes: ids of the quotes heard in it.
        grids: ids of the grids shown in it.
    """

    id: Str
    title: Said
    goal: Said
    minutes: int
    place: Place
    questions: tuple[Str, ...] = ()
    charts: tuple[Str, ...] = ()
    tensions: tuple[Str, ...] = ()
    quotes: tuple[Str, ...] = ()
    grids: tuple[Str, ...] = ()


class _Ranked(Protocol):
    @property
    def priority(self) -> str: ...


R = TypeVar("R", bound=_Ranked)
PRIORITIES = ("high", "normal", "low")


def at_least(items: Iterable[R], least: str) -> tuple[R, ...]:
    """Those questions, tensions, steps, charts or grids that have at least this priority."""
    return tuple(item for item in items if PRIORITIES.index(item.priority) <= PRIORITIES.index(least))


@dataclass(frozen=True)
class Asked:
    """A question for discussion.

    Attributes:
        ask: the question.
        about: ids of the questions or tensions that it takes up.
    """

    ask: Said
    place: Place
    about: tuple[Str, ...] = ()


@dataclass(frozen=True)
class Gap:
    """What the articles leave unknown; the editors' view.

    Attributes:
        head: the gap in a few words.
        says: what is missing.
    """

    head: Said
    says: Said
    place: Place


@dataclass(frozen=True)
class Output:
    """A file to make.

    Attributes:
        template: the name of a folder in templates/.
        lang: the language.
    """

    template: Str
    lang: Str
    place: Place


@dataclass(frozen=True)
class Day:
    """A calendar day, ISO 8601."""

    text: Str

    @classmethod
    def read(cls, reader: Reader, node: Node, path: str) -> Day:
        """Read 2026-11-22."""
        text: Str = reader.read(node, Str, path)
        try:
            datetime.date.fromisoformat(text if _DAY.fullmatch(text) else "")
        except ValueError as e:
            reader.note(text.place, f"'{text}' is not a day", "date", "write it as 2026-11-22")
            raise _Bad from e
        return cls(text)

    @classmethod
    def schema(cls) -> dict[str, Any]:
        """A day's JSON Schema."""
        return {"type": "string", "format": "date"}


@dataclass(frozen=True)
class Outline:
    """A comparison of several articles.

    Attributes:
        title: the title of every output.
        subtitle: a second line.
        headline: what the comparison comes to, in one sentence: the title over the judgements.
        by: who issues it.
        date: the day of issue; the only date in the files.
        articles: ids of the compared articles, in the order of columns and rows.
        citations: the citation style, by name; or `{style: …, live: zotero}`.
        outputs: the files to make.
        method: how the comparison was made, in one paragraph.
        judgements: the key judgements, three to five.
        questions: what is put to every article.
        tensions: where one cannot follow all of them at once.
        steps: the recommendations by addressee, in the editors' order.
        charts: sourced numbers.
        quotes: words of the articles that are worth hearing.
        grids: two-by-two pictures of the editors' judgement.
        events: dated events that the articles cite, for the timeline.
        minutes: how long the meeting takes (default: its sessions together); what they leave is for discussion.
        sessions: the parts of the meeting and the sections of the deck.
        discussion: questions for discussion.
        gaps: what the articles leave unknown.
        decision: what the reader is asked to decide, in one sentence; the editors' words.
        since: the version issued last (`collate issue`): the block `changes` tells what has changed since then.
        scope: whole, or part where the outline takes up only some of what the articles argue.
        lang: the language of texts that are given plainly.
    """

    title: Said
    date: Day
    articles: tuple[Str, ...]
    outputs: tuple[Output, ...]
    method: Said
    judgements: tuple[Judgement, ...]
    questions: tuple[Question, ...]
    place: Place
    subtitle: Said | None = None
    headline: Said | None = None
    by: Said | None = None
    citations: Citing = DEFAULT_STYLE
    tensions: tuple[Tension, ...] = ()
    steps: tuple[Step, ...] = ()
    charts: tuple[Figures, ...] = ()
    quotes: tuple[Quoted, ...] = ()
    grids: tuple[Grid, ...] = ()
    events: tuple[Event, ...] = ()
    minutes: int | None = None
    sessions: tuple[Session, ...] = ()
    discussion: tuple[Asked, ...] = ()
    gaps: tuple[Gap, ...] = ()
    decision: Said | None = None
    since: Str | None = None
    scope: Literal["whole", "part"] = "whole"
    lang: Str | None = None

    @property
    def left_minutes(self) -> int:
        """What the sessions leave of the meeting's minutes; 0 where nobody says how long it takes."""
        return 0 if self.minutes is None else self.minutes - sum(s.minutes for s in self.sessions)

    @property
    def all_minutes(self) -> int:
        """How long the meeting takes; 0 where nobody planned any time."""
        return sum(s.minutes for s in self.sessions) if self.minutes is None else self.minutes

    def claims(self) -> Iterator[Str]:
        """Every reference to a claim, in the outline's own reading order: the order in which sources are numbered."""
        for judgement in self.judgements:
            yield from judgement.rests_on
        for question in self.questions:
            for article in self.articles:
                if article in question.positions:
                    yield from question.positions[article].claims
            for name, position in question.positions.items():
                if name not in self.articles:
                    yield from position.claims
        for tension in self.tensions:
            for side in tension.sides:
                yield from side.claims
        for step in self.steps:
            yield from step.claims
        for figures in self.charts:
            yield from figures.claims
        for event in self.events:
            yield from event.claims
        for quoted in self.quotes:
            yield from quoted.claims
        for grid in self.grids:
            for placed in grid.items:
                yield from placed.claims
