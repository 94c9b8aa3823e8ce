"""The JSON Schema (draft 2020-12) of the types that authors fill in; the descriptions come from the docstrings."""

from __future__ import annotations

import re
import types
from collections.abc import Mapping
from inspect import cleandoc
from typing import Any, Literal, Union, get_args, get_origin

from builder.load import Node, Str
from builder.typed import LANGUAGE, Said, known_fields


def json_schema(kind: Any, title: str) -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of what `typed(…, kind)` reads; descriptions come from the docstrings."""
    definitions: dict[str, Any] = {}
    root = _schema(kind, definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        **definitions.pop(root["$ref"].rsplit("/", 1)[1]),
        "$defs": dict(sorted(definitions.items())),
    }


_SCALAR = {"type": ["string", "number", "boolean"]}  # editors read YAML's plain 2023 as a number


def _schema(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    origin = get_origin(kind)
    if kind is Str or kind is str:
        return dict(_SCALAR)
    if kind is Node:
        return {"type": "object"}
    if kind is Said:
        by_language = {
            "type": "object",
            "patternProperties": {f"^{LANGUAGE.pattern}$": dict(_SCALAR)},
            "additionalProperties": False,
            "minProperties": 1,
        }
        return {"anyOf": [dict(_SCALAR), by_language]}
    if kind is bool:
        return {"type": "boolean"}
    if kind is int:
        return {"type": "integer"}
    if kind is float:
        return {"type": "number"}
    if origin is Literal:
        return {"enum": list(get_args(kind))}
    if origin in (Union, types.UnionType):
        return _schema(next(a for a in get_args(kind) if a is not types.NoneType), definitions)
    if origin is tuple:
        return {"type": "array", "items": _schema(get_args(kind)[0], definitions)}
    if origin is dict or (isinstance(origin, type) and issubclass(origin, Mapping)):
        return {"type": "object", "additionalProperties": _schema(get_args(kind)[1], definitions)}
    if hasattr(kind, "schema"):
        made: dict[str, Any] = kind.schema()
        return made
    name = kind.__name__
    if name not in definitions:
        definitions[name] = {}
        about = _attributes(kind)
        known = known_fields(kind)
        properties = {
            n: {**_schema(t, definitions), **({"description": about[a]} if a in about else {})}
            for n, (a, t, _) in known.items()
        }
        definitions[name] = {
            "type": "object",
            "description": (kind.__doc__ or "").split("\n")[0],
            "properties": properties,
            "required": [n for n, (_, _, required) in known.items() if required],
            "additionalProperties": False,
        }
        short: str | None = getattr(kind, "SHORT", None)
        if short:
            definitions[name] = {"anyOf": [{"const": short}, definitions[name]]}
    return {"$ref": f"#/$defs/{name}"}


def _attributes(cls: Any) -> dict[str, str]:
    """The "Attributes:" of a Google-style docstring."""
    text = cleandoc(cls.__doc__ or "").partition("Attributes:")[2]  # indented up to Python 3.12, no more since
    out: dict[str, str] = {}
    name = ""
    for line in text.splitlines():
        if m := re.match(r" {4}(\w+): (.*)", line):
            name = m[1]
            out[name] = m[2].strip()
        elif name and line.startswith(" " * 8):
            out[name] += " " + line.strip()
    return out
