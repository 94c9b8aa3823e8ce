"""Comparison and template in, document out: the steps of the plan, walked in order.

A step is `{block: name, …}`, which lowers itself to shapes; `{for: question in session.questions, steps: […]}`, which
repeats; or `{when: …, steps: […]}`, which chooses. `when` may stand on every step.
"""

from __future__ import annotations

import re
import types
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from types import ModuleType
from typing import Any, Union, get_args, get_origin, get_type_hints

from builder import blocks
from builder.comparison import Comparison
from builder.inline import inlines
from builder.load import Node, Str
from builder.model import (
    Agenda,
    AgendaItem,
    Chart,
    Document,
    Heading,
    Inline,
    Line,
    LookField,
    NoteForm,
    Ref,
    Shape,
    Table,
    Timeline,
    over_lines,
)
from builder.problem import Problem, Problems, did_you_mean
from builder.shelf import names, take
from builder.speaking import spoken
from builder.template import Template, behind, evaluate, fill, view
from builder.typed import Reader, Said, _Bad, known_fields
from builder.world import Endless, World, missing_language

_FOR = re.compile(r"([a-z_]+) in (.+)")
_OWN = ("block", "for", "when", "steps")


def plan(comparison: Comparison, template: Template, lang: str, look_fields: Sequence[LookField] = ()) -> Document:
    """Walk the template's steps.

    Args:
        comparison: what is compared.
        template: the plan.
        lang: of the document.
        look_fields: what the look asks to have filled in (`{{ outline.title }}`).

    Raises:
        Problems: every step that cannot be followed, and every text that is missing in `lang`.
    """
    world = World(comparison, lang, template.words, template.place)
    outline = comparison.outline
    start = {f.name: view(getattr(outline, f.name), lang) for f in fields(outline) if f.name not in ("place", "lang")}
    start["outline"] = view(outline, lang)
    start["articles"] = view(tuple(comparison.articles.values()), lang)
    start["parts"] = view(comparison.parts(), lang)
    start["lang"] = lang
    shapes: list[Shape] = []
    try:
        for n, step in enumerate(template.steps, 1):
            shapes += _walk(step, start, world, f"plan.{n}")
    except Endless as e:
        raise Problems([e.problem]) from e
    running = {}
    for key, text in (template.running or {}).items():
        try:
            running[str(key)] = _plain(fill(text, start), world)
        except Problems as e:
            world.found.extend(e.found)
    filled = _look_fields(look_fields, start, world)
    if world.found:
        raise Problems(world.found)
    if template.show == "notes":
        shapes = list(spoken(shapes, world))
    shapes = list(_whole_agendas(shapes, world))
    document = _document(comparison, world, template, tuple(shapes), running)
    return _numbered(_unique(replace(document, fields=filled)), world)


def _look_fields(wanted: Sequence[LookField], start: Mapping[str, Any], world: World) -> dict[str, str]:
    """The words for the fields of a look. They know the outline, the language and the date, and nothing else."""
    known = {"outline": start["outline"], "lang": world.lang, "date": str(world.comparison.outline.date.text)}
    filled: dict[str, str] = {}
    for one in wanted:
        try:
            value = behind(fill(Str(one.text, one.place), known))
            if not isinstance(value, (Said, str, int, float, types.NoneType)):
                raise Problems([Problem(one.place, f"'{one.text}' is no text", "type", "name a text: outline.title")])
            filled[one.text] = _plain(value, world)
        except Problems as e:
            world.found.extend(replace(p, place=one.place, message=f"{one.where}: {p.message}") for p in e.found)
    return filled


def _whole_agendas(shapes: Sequence[Shape], world: World) -> Iterator[Shape]:
    """Agendas with an item for every numbered section that follows, also those that are no session.

    Where it is one, it has the minutes that the sessions leave.
    """
    left = world.comparison.outline.left_minutes
    for n, shape in enumerate(shapes):
        if isinstance(shape, Agenda):
            led = {item.target for item in shape.items}
            later = [
                s for s in shapes[n:] if isinstance(s, Heading) and s.level == 1 and s.numbered and s.id not in led
            ]
            aside = world.word("minutes").replace("{n}", str(left)) if left > 0 and len(later) == 1 else ""
            more = (AgendaItem(Line(f"agenda/{s.line.id}", s.line.parts), aside=aside, target=s.id) for s in later)
            shape = replace(shape, items=(*shape.items, *more))
        yield shape


def _document(
    comparison: Comparison, world: World, template: Template, shapes: tuple[Shape, ...], running: Mapping[str, str]
) -> Document:
    outline = comparison.outline
    return Document(
        title=world.text(outline.title),
        lang=world.lang,
        date=str(outline.date.text),
        shapes=shapes,
        words={key: world.text(said) for key, said in world.words.items()},
        running=running,
        subject=world.text(outline.subtitle) if outline.subtitle else "",
        keywords=", ".join(world.text(q.short) for q in outline.questions),
        places=world.places,
        style=template.citations or "",
        notes=template.notes or NoteForm(),
        origin={"outline": comparison.id, "template": template.place.file.parent.name},
    )


def _walk(step: Node, known: Mapping[str, Any], world: World, path: str) -> Iterator[Shape]:
    """The shapes of one step; its problems go to `world.found`."""
    try:
        yield from _step(step, known, world, path)
    except Problems as e:
        world.found.extend(e.found)


def _step(step: Node, known: Mapping[str, Any], world: World, path: str) -> Iterator[Shape]:
    world.walk(step.place)
    if not isinstance(step.value, dict):
        raise Problems([Problem(step.place, f"a step is a block, found {step.kind}", "type", "write '- block: …'")])
    parts = {key: _expression(step.value[key]) for key in ("for", "when") if key in step.value}
    if "for" in parts:
        m = _FOR.fullmatch(parts["for"])
        if not m:
            raise Problems(
                [
                    Problem(
                        parts["for"].place,
                        f"cannot read '{parts['for']}'",
                        "for",
                        "write 'question in questions'",
                    )
                ]
            )
        values = evaluate(Str(m[2], parts["for"].place), known)
        if not isinstance(values, list):
            raise Problems([Problem(parts["for"].place, f"'{m[2]}' is not a list", "for")])
        for n, value in enumerate(values, 1):
            world.walk(step.place)
            inner = {**known, m[1]: value, "number": n, "last": n == len(values)}
            if "when" not in parts or evaluate(parts["when"], inner):
                yield from _inside(step, inner, world, f"{path}.{_name(value, n)}")
    elif "when" not in parts or evaluate(parts["when"], known):
        yield from _inside(step, known, world, path)


def _inside(step: Node, known: Mapping[str, Any], world: World, path: str) -> Iterator[Shape]:
    assert isinstance(step.value, dict)
    if "block" in step.value:
        yield from _block(step, known, world, path)
        return
    if not ("steps" in step.value and isinstance(step.value["steps"].value, list)):
        raise Problems([Problem(step.place, "a step has a 'block:' or 'steps:'", "missing", "add 'block: …'")])
    for key, value in step.value.items():
        if key not in _OWN:
            hint = did_you_mean(key, _OWN)
            world.found.append(Problem(value.key or value.place, f"unknown field '{key}'", "unknown-field", hint))
    for n, inner in enumerate(step.value["steps"].value, 1):
        yield from _walk(inner, known, world, f"{path}.{n}")


def _block(step: Node, known: Mapping[str, Any], world: World, path: str) -> Iterator[Shape]:
    assert isinstance(step.value, dict)
    name = _expression(step.value["block"])
    if name not in names(blocks):
        hint = did_you_mean(name, names(blocks))
        raise Problems([Problem(name.place, f"unknown block '{name}'", "unknown-block", hint)])
    block: ModuleType = take(blocks, name)
    wanted = known_fields(block.Fields)
    hints = get_type_hints(block.Fields)
    reader = Reader(world.lang, path, world.found)
    reader.unknown(Node({k: v for k, v in step.value.items() if k not in _OWN}, step.place), wanted)
    given: dict[str, Any] = {}
    bad = False
    for key, (attribute, kind, required) in wanted.items():
        if key in step.value:
            try:
                given[attribute] = _field(step.value[key], kind, known, world, reader, f"{path}.{key}")
            except _Bad:
                bad = True
            except Problems as e:
                world.found.extend(e.found)
                bad = True
        elif required:
            world.found.append(
                Problem(step.place, f"the block '{name}' needs '{key}:'", "missing", f"add '{key}:' here")
            )
            bad = True
    if not bad:
        if "path" in hints:
            given["path"] = path
        yield from block.lower(block.Fields(**given), world)


def _field(node: Node, kind: Any, known: Mapping[str, Any], world: World, reader: Reader, path: str) -> Any:
    """A field of a block: a line (Jinja text), a value of the outline (an expression), or a plain value."""
    united = get_origin(kind) in (Union, types.UnionType)
    kinds = [a for a in (get_args(kind) if united else (kind,)) if a is not types.NoneType]
    inner = _inner(kinds[0])
    if inner is Line:
        text = _own_words(node, world, reader, path)
        return _line(fill(text, known), text, world, path)
    if isinstance(inner, type) and is_dataclass(inner):
        text = reader.read(node, Str, path)
        value = behind(evaluate(text, known))
        if any(_is(value, k) for k in kinds):
            return value
        wanted = " or ".join(
            ("a list of " if get_origin(k) is tuple else "") + _inner(k).__name__.lower() for k in kinds
        )
        found = "a list" if isinstance(value, tuple) else type(value).__name__.lower()
        raise Problems([Problem(text.place, f"expected {wanted}, found {found}", "type")])
    return reader.read(node, kinds[0], path)


def _inner(kind: Any) -> Any:
    """What a list is of, or the kind itself."""
    return get_args(kind)[0] if get_origin(kind) is tuple else kind


def _is(value: Any, kind: Any) -> bool:
    """Whether a value of the outline is of a kind, or a list of it."""
    if get_origin(kind) is tuple:
        return isinstance(value, tuple) and all(isinstance(v, _inner(kind)) for v in value)
    return isinstance(value, kind)


def _own_words(node: Node, world: World, reader: Reader, path: str) -> Str:
    """A text of the plan in the language that is built: `{zh: …, en: …}`, or plain where it holds no words."""
    if not isinstance(node.value, dict):
        text: Str = reader.read(node, Str, path)
        return text
    said: Said = reader.read(node, Said, path)
    if world.lang not in said.texts:
        raise Problems([missing_language(said, world.lang)])
    return said.texts[world.lang]


def _line(value: Any, text: Str, world: World, path: str) -> Line:
    value = behind(value)
    if isinstance(value, Said):
        return world.say(value, within=path)
    if not isinstance(value, (str, int, float)):
        raise Problems([Problem(text.place, f"'{text}' is no text", "type", "name a text: {{ question.finding }}")])
    world.places[f"{path}@{world.lang}"] = text.place
    return Line(f"{path}@{world.lang}", inlines(str(value), lambda r: world.cite(r, text.place), refs=True))


def _plain(value: Any, world: World) -> str:
    value = behind(value)
    return world.text(value) if isinstance(value, Said) else "" if value is None else str(value)


def _expression(node: Node) -> Str:
    if not isinstance(node.value, str):
        raise Problems([Problem(node.place, f"expected text, found {node.kind}", "type")])
    return Str(node.value.strip(), node.place)


def _name(value: Any, n: int) -> str:
    own = getattr(behind(value), "id", None)
    return str(own) if own else str(n)


def _unique(doc: Document) -> Document:
    """Every line with an id of its own: the second of a name becomes `name~2`."""
    seen: dict[str, int] = {}
    places = dict(doc.places)

    def own(line: Line) -> Line:
        n = seen[line.id] = seen.get(line.id, 0) + 1
        if n == 1:
            return line
        name = f"{line.id}~{n}"
        if line.id in places:
            places[name] = places[line.id]
        return Line(name, line.parts)

    shapes = tuple(over_lines(shape, own) for shape in doc.shapes)
    return replace(doc, shapes=shapes, places=places)


def _numbered(doc: Document, world: World) -> Document:
    """Tables and figures with a caption get their numbers, and every mention of one its words."""
    counts = {"table": 0, "figure": 0}
    labels: dict[str, str] = {}
    shapes: list[Shape] = []
    for shape in doc.shapes:
        if isinstance(shape, (Table, Timeline, Chart)) and shape.caption is not None:
            kind = "figure" if isinstance(shape, Chart) else "table"
            counts[kind] += 1
            shape = replace(shape, number=counts[kind])
            labels[shape.id] = f"{doc.words.get(kind, kind)}{'' if doc.lang == 'zh' else ' '}{counts[kind]}"
        shapes.append(shape)

    def mention(part: Inline) -> Inline:
        if not isinstance(part, Ref):
            return part
        if part.target not in labels:
            world.found.append(
                Problem(
                    world.place,
                    f"nothing here is called '{part.target}'",
                    "no-target",
                    did_you_mean(part.target, labels),
                )
            )
            return part
        return replace(part, text=labels[part.target])

    def told(line: Line) -> Line:
        mentions = any(isinstance(part, Ref) for part in line.parts)
        return Line(line.id, tuple(map(mention, line.parts))) if mentions else line

    done = tuple(over_lines(s, told) for s in shapes)
    if world.found:
        raise Problems(world.found)
    return replace(doc, shapes=done)
