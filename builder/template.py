"""A template: the plan (which blocks, in which order, in which words), with its Jinja expressions compiled.

Jinja2 stands only in the text values of plan.yaml: in a sandbox, strict about undefined names, without loops, calls
that could grow, or anything that writes YAML or XML. What an outline says is data and is never rendered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

import jinja2
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from builder.files import fault_of_name, is_there, keep_in, read_file
from builder.load import Node, Str, load
from builder.model import Look, NoteForm
from builder.ooxml.sound import MOST_PACKED, danger, unpacked
from builder.problem import BROKEN, Place, Problem, Problems, did_you_mean, spot
from builder.shipped import TEMPLATES
from builder.typed import Said, typed

MAX_TEXT = 2_000  # characters of an expression
MAX_FILLED = 50_000  # characters of what it gives
RUNNING = ("header", "footer", "header_even", "footer_even")
"""The one-line fields of a look; those of even pages stand in for the others on pages 2, 4, …"""


@dataclass(frozen=True)
class Template:
    """A plan as its author wrote it.

    Attributes:
        format: the output format: word, slides, text.
        steps: the blocks, in order; `for`, `when` and `steps` repeat, choose and group them.
        like: the name of another template, whose fields stand wherever this one gives none of its own.
        show: all, or the notes alone: what is said under each title, and the sources (a handout).
        words: fixed words, by key and language.
        look: the look file beside the plan.
        look_of: the name of another template, whose look file this one uses.
        running: one-line fields of the look: header, footer, and for even pages header_even, footer_even.
        citations: another citation style than the outline's (one that writes notes, say).
        notes: where the notes of such a style stand (`place:` foot, end), in which numerals (`numbers:` 1, ①), and
            whether these begin anew on every page (`restart:` document, page).
        languages: the languages that the template can speak (default: all).
        profile: the name of the thresholds that finished files must keep, in `profiles.yaml`.
        limits: single thresholds of this template's own.
        accepts: warnings about finished files that are as they should be, by code, each with its reason.
    """

    place: Place
    format: Str | None = None
    steps: tuple[Node, ...] = ()
    like: Str | None = None
    show: Literal["", "all", "notes"] = ""
    words: Mapping[str, Said] = field(default_factory=dict)
    look: Str | None = None
    look_of: Str | None = field(default=None, metadata={"name": "look-of"})
    running: Mapping[str, Str] | None = None
    citations: Str | None = None
    notes: NoteForm | None = None
    languages: tuple[Str, ...] = ()
    profile: Str | None = None
    limits: Mapping[str, Str] = field(default_factory=dict)
    accepts: Mapping[str, Str] = field(default_factory=dict)


def read_template(folder: Path, shown: Path, folders: Mapping[str, Path] = MappingProxyType({})) -> Template:
    """Load and type a template with the words that all templates share (words.yaml beside its folder).

    Args:
        folder: the template's.
        shown: how messages name it.
        folders: of the other templates by name, for `like:`.

    Raises:
        Problems: what is wrong with the plan.
    """
    keep_in(folder / "plan.yaml", folder.parent, Place(shown / "plan.yaml"), what="the plan")
    node = load(folder / "plan.yaml", shown / "plan.yaml")
    template = typed(node, Template, lang="zh", root=folder.name, path=f"plan/{folder.name}", verbatim=True)
    template = replace(template, words={**_shared(folder.parent / "words.yaml", shown.parent), **template.words})
    if template.look_of is not None and template.look is None:
        template = replace(template, look=_other(template.look_of, folders, shown.parent).look)
    if template.like is not None:
        template = _filled(template, template.like, folders, shown.parent)
    found = [
        Problem(template.place, f"'{key}' is missing", "missing", f"add '{key}:' or 'like:' here")
        for key, given in (("format", template.format), ("steps", template.steps))
        if not given
    ]
    for key in template.running or ():
        if key not in RUNNING:
            place = getattr(key, "place", template.place)
            found.append(Problem(place, f"no running line '{key}'", "unknown-field", did_you_mean(key, RUNNING)))
    if template.notes and (template.notes.at, template.notes.restart) == ("end", "page"):
        assert isinstance(node.value, dict)
        place = node.value["notes"].place if "notes" in node.value else template.place
        message = "notes at the end cannot begin anew on every page"
        found.append(Problem(place, message, "notes", "write 'restart: document', or 'place: foot'"))
    if found:
        raise Problems(found)
    return template


def _filled(template: Template, name: Str, folders: Mapping[str, Path], shown: Path) -> Template:
    """The template with the fields of another where it has none of its own."""
    base = _other(name, folders, shown)
    return replace(
        template,
        format=template.format or base.format,
        steps=template.steps or base.steps,
        show=template.show or base.show,
        look=template.look or base.look,
        words={**base.words, **template.words},
        running=base.running if template.running is None else template.running,
        citations=template.citations or base.citations,
        notes=template.notes or base.notes,
        languages=template.languages or base.languages,
        profile=template.profile or base.profile,
        limits={**base.limits, **template.limits},
        accepts={**base.accepts, **template.accepts},
    )


def _other(name: Str, folders: Mapping[str, Path], shown: Path) -> Template:
    """Another template, named in `like:` or `look-of:`; one that itself leans on a third is refused."""
    if name not in folders:
        raise Problems([Problem(name.place, f"no template '{name}'", "no-template", did_you_mean(name, folders))])
    other = read_template(folders[name], shown / name)
    if leans := other.like or other.look_of:
        raise Problems([Problem(name.place, f"'{name}' itself leans on '{leans}'", "like", f"name '{leans}'")])
    return other


def read_look(template: Template, folder: Path, shown: Path) -> Look | None:
    """The look file that a template names; None where it names none.

    Raises:
        Problems: there is no such file, or it is no Office file.
    """
    if template.look is None:
        return None
    if Path(template.look).name != template.look or template.look.startswith(".") or fault_of_name(template.look):
        raise Problems([Problem(template.look.place, "a look is a file beside the plan, without folders", "path")])
    try:
        what = f"the look '{template.look}'"
        data = read_file(folder / template.look, template.look.place, most=MOST_PACKED, within=folder, what=what)
    except OSError as e:
        there = [p.name for p in folder.glob("look.*")]
        hint = did_you_mean(template.look, there)
        raise Problems([Problem(template.look.place, f"no look file '{template.look}'", "no-file", hint)]) from e
    try:
        parts = unpacked(data)
    except ValueError as e:
        message = f"the look '{template.look}' cannot be opened: {e}"
        raise Problems([Problem(template.look.place, message, "look", "save it in Word or PowerPoint again")]) from e
    if why := danger(parts):
        hint = "save it in Word or PowerPoint again: neither writes such a file"
        raise Problems([Problem(template.look.place, f"the look '{template.look}', {why}", "look", hint)])
    return Look(data, shown / template.look, template.look.place)


@contextmanager
def blamed(look: Look | None) -> Iterator[None]:
    """What breaks while somebody's own look is read or drawn in is a problem of the look: it is damaged inside.

    Whatever breaks with a look of ours is a mistake of ours, and stays one.

    Raises:
        Problems: at the place that names the look.
    """
    try:
        yield
    except BROKEN as e:
        if look is None or any(look.data == ours.read_bytes() for ours in TEMPLATES.glob("*/look.*")):
            raise
        again = "open it in Word or PowerPoint and save it again"
        hint = f"{again}; if that does not help, please report it with '{spot(e)}'"
        message = f"the look '{look.path.name}' is damaged inside: {str(e)[:200] or 'nothing can be read there'}"
        raise Problems([Problem(look.place, message, "look", hint)]) from e


@dataclass(frozen=True)
class _Words:
    words: Mapping[str, Said]


def _shared(file: Path, shown: Path) -> Mapping[str, Said]:
    """The fixed words that the templates beside one another share."""
    if not is_there(file):
        return {}
    keep_in(file, file.parent, Place(shown / file.name))
    node = load(file, shown / file.name)
    around = Node({"words": node}, node.place)
    return typed(around, _Words, lang="zh", root="words", path="words", verbatim=True).words


class View:
    """A value of the outline as expressions see it: its fields by name, and nothing else."""

    __slots__ = ("_lang", "_value")

    def __init__(self, value: Any, lang: str):
        self._value = value
        self._lang = lang

    def __getattr__(self, name: str) -> Any:
        value = self._value
        if is_dataclass(value) and name in {f.name for f in fields(value)}:
            return view(getattr(value, name), self._lang)
        known = [f.name for f in fields(value)] if is_dataclass(value) else []
        raise AttributeError(f"no '{name}' here; {did_you_mean(name, known)}")

    def __getitem__(self, name: str) -> Any:
        if isinstance(self._value, Mapping) and name in self._value:
            return view(self._value[name], self._lang)
        raise KeyError(name)

    def __str__(self) -> str:
        if isinstance(self._value, Said):
            return str(self._value.texts.get(self._lang, ""))
        raise SecurityError("only a text can be printed")

    def __bool__(self) -> bool:
        return bool(self._value)


def view(value: Any, lang: str) -> Any:
    """The value for expressions: text, numbers and truth as they are, lists as lists, the rest behind a `View`."""
    if value is None or isinstance(value, (str, int, float, bool)):
        return str(value) if isinstance(value, str) else value
    if isinstance(value, tuple):
        return [view(v, lang) for v in value]
    return View(value, lang)


def behind(value: Any) -> Any:
    """The outline's own value behind a view, or the value itself."""
    if isinstance(value, list):
        return tuple(behind(v) for v in value)
    return value._value if isinstance(value, View) else value


class _Sandbox(ImmutableSandboxedEnvironment):
    intercepted_binops = frozenset(["*", "**", "%", "//"])

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        raise SecurityError(f"'{operator}' is not used in plans")

    def call(self, context: Any, obj: Any, *args: Any, **kwargs: Any) -> Any:
        raise SecurityError("a plan calls nothing")


_FILTERS = ("length", "first", "last", "upper", "lower", "title", "trim", "join")


def _shown(value: Any) -> Any:
    """What a field prints: nothing where the outline says nothing."""
    return "" if value is None else value


@cache
def _sandbox() -> _Sandbox:
    sandbox = _Sandbox(undefined=jinja2.StrictUndefined, autoescape=False, optimized=False, finalize=_shown)
    sandbox.globals.clear()
    sandbox.filters = {name: sandbox.filters[name] for name in _FILTERS}
    return sandbox


@lru_cache(maxsize=4_096)
def _expression(text: str) -> jinja2.environment.TemplateExpression:
    return _sandbox().compile_expression(text, undefined_to_none=False)


@lru_cache(maxsize=4_096)
def _sentence(text: str) -> jinja2.Template:
    return _sandbox().from_string(text)


def evaluate(text: Str, names: Mapping[str, Any]) -> Any:
    """The value of one expression (`questions`, `question.kind == "diagnosis"`), as views.

    Raises:
        Problems: at the place of the text.
    """
    _short(text)
    value = _guard(text, names, lambda: _expression(str(text))(**names))
    if isinstance(value, jinja2.Undefined):
        raise _undefined(text, names, value._undefined_message)
    if not isinstance(value, (str, int, float, list, View, type(None))):
        raise Problems([Problem(text.place, f"'{text}' is nothing of the outline", "jinja")])
    return value


def fill(text: Str, names: Mapping[str, Any]) -> Any:
    """A text value of a plan, filled in: the value itself where it is one expression (so that it keeps its id), else
    the text.

    Raises:
        Problems: at the place of the text.
    """
    _short(text)
    inner = text[2:-2] if text.startswith("{{") and text.endswith("}}") else ""
    if inner and "{{" not in inner and "}}" not in inner:
        return evaluate(Str(inner.strip(), text.place), names)
    if "{%" in text or "{#" in text:
        raise Problems(
            [Problem(text.place, "only {{ … }} stands in a plan", "jinja", "use `for:` and `when:` of the plan")]
        )
    if "{{" not in text:
        return str(text)
    filled = _guard(text, names, lambda: _sentence(str(text)).render(**names))
    if len(filled) > MAX_FILLED:
        raise Problems([Problem(text.place, f"longer than {MAX_FILLED:,} characters once it is filled", "too-large")])
    return filled


def _short(text: Str) -> None:
    if len(text) > MAX_TEXT:
        raise Problems([Problem(text.place, f"longer than {MAX_TEXT} characters", "too-large")])


def _guard(text: Str, names: Mapping[str, Any], action: Callable[[], Any]) -> Any:
    try:
        return action()
    except jinja2.UndefinedError as e:
        raise _undefined(text, names, e.message or "") from e
    except jinja2.TemplateSyntaxError as e:
        raise Problems([Problem(text.place, f"cannot read '{text}': {e.message}", "jinja")]) from e
    except (SecurityError, TypeError, ValueError, LookupError, AttributeError, ArithmeticError) as e:
        raise Problems([Problem(text.place, f"cannot fill '{text}': {e}", "jinja")]) from e
    except (RecursionError, SyntaxError, MemoryError) as e:  # Python's own, of what Jinja made of it
        raise Problems([Problem(text.place, f"cannot read '{text}': it is nested too deeply", "jinja")]) from e


def _undefined(text: Str, names: Mapping[str, Any], message: str) -> Problems:
    word = message.split("'")[1] if message.count("'") >= 2 else text
    if "has no attribute" in message:
        word = message.rsplit("'", 2)[1]
        owner = text.split(".")[0].strip("{ ")
        value = behind(names.get(owner)) if owner in names else None
        known = [f.name for f in fields(value)] if is_dataclass(value) else []
        return Problems([Problem(text.place, f"'{owner}' has no '{word}'", "undefined", did_you_mean(word, known))])
    hint = did_you_mean(word, names)
    return Problems([Problem(text.place, f"nothing here is called '{word}'", "undefined", hint)])
