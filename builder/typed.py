"""Typed values out of YAML nodes, every problem at once, and the JSON Schema of the same types.

The frozen dataclasses of `article`, `outline` and `template` are the one description of what authors may write: this
room reads nodes into them, and exports them as JSON Schema (draft 2020-12) for editors. Why not pydantic: a problem
has to name line and column, in the author's words, and typed values keep their places for later stages (see
docs/decisions.md).
"""

from __future__ import annotations

import re
import types
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache
from typing import Any, ClassVar, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from builder.load import MAX_PROBLEMS, Node, Str
from builder.problem import Place, Problem, Problems, did_you_mean

T = TypeVar("T")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}")  # BCP 47, the usual part
_LONGEST_ID = 100


@dataclass(frozen=True)
class Said:
    """A text that may be given in several languages: `{zh: …, en: …}`, or plain in the file's own language.

    Attributes:
        id: the outline node ("questions.motive.finding"); units add "@" and the language.
        texts: the words by language.
        place: where it stands.
    """

    id: str
    texts: Mapping[str, Str]
    place: Place

    def __bool__(self) -> bool:
        return bool(self.texts)


class _Bad(Exception):  # noqa: N818
    """A value that could not be read; the problem is already noted."""


@dataclass
class Reader:
    """Reads nodes into types and collects the problems.

    Attributes:
        lang: the language of texts that are given plainly.
        root: the id of the file ("tech-rivalry", "zhang-2023"), for the ids of texts.
        found: the problems so far.
        verbatim: keep white space at the ends of texts (fixed words: ": " is one).
    """

    lang: str
    root: str
    found: list[Problem]
    verbatim: bool = False

    def note(self, place: Place, message: str, code: str, hint: str = "") -> None:
        """Add a problem and go on; who has very many has the wrong file, and is told these.

        Raises:
            Problems: there are `MAX_PROBLEMS`.
        """
        self.found.append(Problem(place, message, code, hint))
        if len(self.found) >= MAX_PROBLEMS:
            raise Problems(self.found)

    def read(self, node: Node, kind: Any, path: str) -> Any:
        """The node as a value of the type `kind`.

        Raises:
            _Bad: it isn't one; the problem has been noted.
        """
        origin = get_origin(kind)
        if kind is Node:
            return node
        if kind is Str or kind is str:
            return self._text(node)
        if kind is Said:
            return self._said(node, path)
        if kind is bool:
            return self._choice(node, ("true", "false")) == "true"
        if kind is int or kind is float:
            return self._number(node, kind)
        if origin is Literal:
            return self._choice(node, get_args(kind))
        if origin in (Union, types.UnionType):
            return self.read(node, next(a for a in get_args(kind) if a is not types.NoneType), path)
        if origin is tuple:
            return self._list(node, get_args(kind)[0], path)
        if origin is dict or origin is Mapping or (isinstance(origin, type) and issubclass(origin, Mapping)):
            return self._mapping(node, get_args(kind)[1], path)
        if hasattr(kind, "read"):
            return kind.read(self, node, path)
        if is_dataclass(kind):
            return self._fields(node, kind, path)
        raise TypeError(f"no reader for {kind}")

    def _bad(self, node: Node, message: str, hint: str = "", code: str = "type") -> _Bad:
        self.note(node.place, message, code, hint)
        return _Bad()

    def _text(self, node: Node) -> Str:
        if not isinstance(node.value, str):
            raise self._bad(node, f"expected text, found {node.kind}", "put the text in double quotes")
        if not self.verbatim and not node.value.strip():
            raise self._bad(node, "the text is empty", "write it, or remove the field", "empty")
        return Str(node.value.strip() if not self.verbatim else node.value, node.place, node.written)

    def _said(self, node: Node, path: str) -> Said:
        if isinstance(node.value, str):
            return Said(path, {self.lang: self._text(node)}, node.place)
        if not isinstance(node.value, dict):
            raise self._bad(node, f"expected a text or {{zh: …, en: …}}, found {node.kind}")
        texts: dict[str, Str] = {}
        bad = False
        for lang, value in node.value.items():
            if not LANGUAGE.fullmatch(lang):
                self.note(
                    value.key or value.place,
                    f"'{lang}' is not a language",
                    "language",
                    "use zh, en, …; quote a text that holds a comma",
                )
                bad = True
                continue
            try:
                texts[lang] = self._text(value)
            except _Bad:
                bad = True
        if bad:
            raise _Bad
        return Said(path, texts, node.place)

    def _choice(self, node: Node, choices: tuple[str, ...]) -> str:
        if not isinstance(node.value, str) or node.value not in choices:
            found = f"'{node.value}'" if isinstance(node.value, str) else node.kind
            hint = did_you_mean(str(node.value), choices) if isinstance(node.value, str) else ""
            raise self._bad(node, f"expected {' or '.join(choices)}, found {found}", hint, "choice")
        return node.value

    def _number(self, node: Node, kind: type[int] | type[float]) -> int | float:
        text = node.value if isinstance(node.value, str) else ""
        pattern = r"-?\d{1,15}" if kind is int else r"-?\d{1,15}(\.\d{1,15})?"
        if not re.fullmatch(pattern, text):
            what = "a whole number" if kind is int else "a number"
            raise self._bad(node, f"expected {what}, found '{text or node.kind}'", "digits only, with '.' for decimals")
        return kind(text)

    def _list(self, node: Node, kind: Any, path: str) -> tuple[Any, ...]:
        if not isinstance(node.value, list):
            raise self._bad(node, f"expected a list, found {node.kind}", "start each item with '- '")
        items, bad = [], False
        seen: dict[str, Place] = {}
        for n, item in enumerate(node.value, 1):
            name = _own_id(item)
            if len(name) > _LONGEST_ID:
                hint = "a few letters and digits will do: what it says stands elsewhere"
                self.note(item.place, f"an id longer than {_LONGEST_ID} characters", "id", hint)
            elif name:
                if name in seen:
                    self.note(
                        item.place,
                        f"the id '{name}' is given twice",
                        "doubled",
                        f"first in line {seen[name].line}",
                    )
                seen.setdefault(name, item.place)
            try:
                items.append(self.read(item, kind, f"{path}.{name or n}"))
            except _Bad:
                bad = True
        if bad:
            raise _Bad
        return tuple(items)

    def _mapping(self, node: Node, kind: Any, path: str) -> dict[Str, Any]:
        if not isinstance(node.value, dict):
            raise self._bad(node, f"expected fields, found {node.kind}")
        out, bad = {}, False
        for key, value in node.value.items():
            try:
                out[Str(key, value.key or value.place)] = self.read(value, kind, f"{path}.{key}")
            except _Bad:
                bad = True
        if bad:
            raise _Bad
        return out

    def _fields(self, node: Node, cls: Any, path: str) -> Any:
        if not isinstance(node.value, dict):
            raise self._bad(node, f"expected fields, found {node.kind}", f"one of: {', '.join(known_fields(cls))}")
        path = _own_path(cls, node, path, self.root)
        known = known_fields(cls)
        self.unknown(node, known)
        given: dict[str, Any] = {}
        bad = False
        for name, (attribute, kind, required) in known.items():
            if name in node.value:
                try:
                    given[attribute] = self.read(node.value[name], kind, f"{path}.{name}")
                except _Bad:
                    bad = True
            elif required:
                self.note(node.place, f"'{name}' is missing", "missing", f"add '{name}:' here")
                bad = True
        if bad:
            raise _Bad
        if "place" in (f.name for f in fields(cls)):
            given["place"] = node.place
        if "path" in (f.name for f in fields(cls)):
            given["path"] = path
        return cls(**given)

    def unknown(self, node: Node, known: Iterable[str]) -> None:
        """Note every field of `node` whose name is not known."""
        assert isinstance(node.value, dict)
        names = list(known)
        for key, value in node.value.items():
            if key not in names:
                place = value.key or value.place
                self.note(place, f"unknown field '{key}'", "unknown-field", did_you_mean(key, names))


def typed(node: Node, kind: type[T], *, lang: str, root: str, path: str = "", verbatim: bool = False) -> T:
    """The whole node as a `kind`.

    Args:
        node: what `load` gave.
        kind: a frozen dataclass.
        lang: the language of texts that are given plainly.
        root: the file's id.
        path: the prefix of the ids of texts.
        verbatim: keep white space at the ends of texts.

    Raises:
        Problems: all that does not fit the type.
    """
    reader = Reader(lang, root, [], verbatim)
    try:
        value = reader.read(node, kind, path)
    except _Bad:
        value = None
    if reader.found:
        raise Problems(reader.found)
    assert isinstance(value, kind)
    return value


def _own_id(node: Node) -> str:
    if isinstance(node.value, dict) and "id" in node.value and isinstance(node.value["id"].value, str):
        return node.value["id"].value
    return ""


def _own_path(cls: Any, node: Node, path: str, root: str) -> str:
    form: str | None = getattr(cls, "PATH", None)
    return form.format(root=root, id=_own_id(node)) if form else path.lstrip(".")


@cache
def known_fields(cls: Any) -> Mapping[str, tuple[str, Any, bool]]:
    """YAML name -> (attribute, type, required) of a dataclass. Names use "-" where attributes use "_"."""
    hints = get_type_hints(cls)
    out: dict[str, tuple[str, Any, bool]] = {}
    for f in fields(cls):
        if f.name in ("place", "path") or get_origin(hints[f.name]) is ClassVar:
            continue
        required = f.default is MISSING and f.default_factory is MISSING
        out[f.metadata.get("name", f.name)] = (f.name, hints[f.name], required)
    return out
