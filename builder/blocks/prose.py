"""What the outline says, as numbered paragraphs of running text: for formal papers, without boxes, tables and symbols.

Each paragraph opens with a few words that say what it is about; what is said of an article names it and carries its
mark. What has high priority in the outline is told in full (each position, each side), the rest in brief.

Fields:
    what: opening (which articles, and how they were compared; not numbered), judgements, questions, tensions, steps or
        gaps.
    least: only questions, tensions and steps of at least this priority.
    full: what has at least this priority is told in full; none tells everything in brief.

```yaml
- {block: prose, what: questions, least: normal, full: high}
```
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, assert_never

from builder.model import Bullets, Inline, Line, Para, Shape, Text
from builder.outline import PRIORITIES, Judgement, Question, Step, Tension, at_least
from builder.problem import Place
from builder.typed import Said
from builder.world import World

_STAGES = ("first", "next", "later")


@dataclass(frozen=True)
class Fields:
    """What a step may hold."""

    what: Literal["opening", "judgements", "questions", "tensions", "steps", "gaps"]
    least: Literal["high", "normal", "low"] = "normal"
    full: Literal["high", "normal", "low", "none"] = "high"


def lower(fields: Fields, world: World) -> Iterator[Shape]:
    """Two paragraphs for the opening, else one numbered list; nothing where the outline has nothing of the kind."""
    outline = world.comparison.outline
    lines: list[Line] = []
    match fields.what:
        case "opening":
            names = world.word("opening_between").join(world.introduced(a) for a in world.comparison.articles.values())
            text = world.word("opening").replace("{names}", names)
            yield Para(world.made("opening.articles", Text(text)))
            yield Para(world.say(outline.method))
        case "judgements":
            lines = [_judgement(j, world) for j in outline.judgements]
        case "questions":
            lines = [_question(q, world, _whole(q.priority, fields)) for q in at_least(outline.questions, fields.least)]
        case "tensions":
            lines = [_tension(t, world, _whole(t.priority, fields)) for t in at_least(outline.tensions, fields.least)]
        case "steps":
            kept = at_least(outline.steps, fields.least)
            stages = {stage: [s for s in kept if s.stage == stage] for stage in _STAGES}
            lines = [_stage(stage, steps, world) for stage, steps in stages.items() if steps]
        case "gaps":
            lines = [world.say(g.says, lead=_about(world, g.head)) for g in outline.gaps]
        case _:
            assert_never(fields.what)
    if lines:
        yield Bullets(tuple(lines), ordered=True)


def _whole(priority: str, fields: Fields) -> bool:
    return fields.full != "none" and PRIORITIES.index(priority) <= PRIORITIES.index(fields.full)


def _about(world: World, *said: Said) -> tuple[Text, ...]:
    """The words that a paragraph opens with."""
    words = "".join(world.text(s) for s in said)
    return (Text(words + world.word("stop").rstrip(), strong=True), Text(world.word("next_sentence")))


def _judgement(j: Judgement, world: World) -> Line:
    """Head, statement, then relation and confidence in words, with the reason; what it rests on stands behind it."""
    words = [world.word(j.relation)] if j.relation else []
    why = world.word("colon_confidence") + world.text(j.why) if j.why else ""
    words.append(world.word(j.confidence) + why)
    judged = world.word("because_open") + world.word("semicolon").join(words) + world.word("because_close")
    agreeing = dict.fromkeys(r.partition(".")[0] for r in j.rests_on) if j.relation != "differ" else ()
    more = (Text(judged), *world.leaning(agreeing), *_mark(world, j.rests_on, j.place))
    return world.say(j.says, *more, within="prose", lead=_about(world, j.head))


def _question(q: Question, world: World, whole: bool) -> Line:
    """The finding, then each position; in brief, why the positions relate as they do; the relation; who is silent."""
    gap = Text(world.word("next_sentence"))
    parts: list[Inline] = [*_about(world, q.short), *_sentence(world, q.finding)]
    spoken = {name: q.positions[name] for name in world.comparison.articles if name in q.positions}
    if whole:
        for name, position in spoken.items():
            if position.says is not None:
                holds = world.word(f"holds_{q.kind}").replace("{names}", _names(world, [name]))
                parts += [gap, Text(holds), *world.say(position.says).parts]
        parts.append(_related(world, q))
        parts += _mark(world, [claim for position in spoken.values() for claim in position.claims], q.place)
        speaking = [name for name, position in spoken.items() if position.says is not None]
        if q.relation == "agree":
            parts += world.leaning(speaking)
    else:
        if q.because:
            parts += [gap, *world.say(q.because).parts]
        parts.append(_related(world, q))
        first = [position.claims[0] for position in spoken.values() if position.claims]
        parts += _mark(world, first, q.place)
    parts += _silent(q, world)
    return _line(world, f"questions.{q.id}", parts, q.finding.place)


def _related(world: World, q: Question) -> Text:
    """How the positions relate, in brackets, as with judgements."""
    return Text(world.word("because_open") + world.word(q.relation) + world.word("because_close"))


def _silent(q: Question, world: World) -> Iterator[Inline]:
    """Who says nothing on it, together where the reason is the same."""
    word = world.word("no_advice" if q.kind == "recommendation" else "silent")
    groups: dict[str, list[str]] = {}
    for name in world.comparison.articles:
        if name in q.positions and q.positions[name].says is None:
            reason = q.positions[name].silent
            why = world.word("because_open") + world.text(reason) + world.word("because_close") if reason else ""
            groups.setdefault(why, []).append(name)
    for why, group in groups.items():
        said = world.word("say_nothing").replace("{names}", _names(world, group)).replace("{silent}", word)
        yield Text(world.word("next_sentence") + said + why + world.word("stop").rstrip())


def _tension(t: Tension, world: World, whole: bool) -> Line:
    """The tension, its sides with who holds them, and what would decide."""
    gap = Text(world.word("next_sentence"))
    parts: list[Inline] = [*_about(world, t.title)]
    for n, side in enumerate(t.sides):
        if whole:
            parts += [*([gap] if n else []), *world.say(side.says).parts, *_mark(world, side.claims, side.place)]
        else:
            held = world.word("side_held").replace("{head}", world.text(side.head))
            held = held.replace("{names}", world.holders(side.claims))
            parts.append(Text((world.word("semicolon") if n else "") + held))
    if not whole:
        claims = [claim for side in t.sides for claim in side.claims]
        parts += [Text(world.word("stop").rstrip()), *_mark(world, claims, t.place)]
    parts += [gap, Text(world.word("decided_by")), *world.say(t.decided_by).parts]
    return _line(world, f"tensions.{t.id}", parts, t.title.place)


def _stage(stage: str, steps: Iterable[Step], world: World) -> Line:
    """One stage of the editors' order: who is to act, and what, each with its mark."""
    gap = Text(world.word("next_sentence"))
    parts: list[Inline] = [Text(world.word(stage) + world.word("stop").rstrip(), strong=True)]
    for step in steps:
        parts += [gap, Text(world.text(step.by) + world.word("colon"), strong=True), *world.say(step.says).parts]
        parts += _mark(world, step.claims, step.place)
        world.places.setdefault(f"steps.{stage}.prose@{world.lang}", step.place)
    return world.made(f"steps.{stage}.prose", *parts)


def _sentence(world: World, said: Said) -> tuple[Inline, ...]:
    """A text that the outline gives without a full stop, with one."""
    return (*world.say(said).parts, Text(world.word("stop").rstrip()))


def _names(world: World, articles: Iterable[str]) -> str:
    return world.word("comma").join(world.text(world.comparison.articles[name].short) for name in articles)


def _mark(world: World, claims: Iterable[str], place: Place) -> tuple[Inline, ...]:
    cite = world.cite(claims, place)
    return (cite,) if cite else ()


def _line(world: World, name: str, parts: Iterable[Inline], place: Place) -> Line:
    line = world.made(f"{name}.prose", *parts)
    world.places[line.id] = place
    return line
