"""CSL-JSON (Zotero, citation-js, Crossref) and CSL-YAML (pandoc, Better BibTeX)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from builder.importing.record import Raw, Remarks
from builder.load import MAX_DEPTH, Node, parse
from builder.problem import Place, Problem, Problems

_HOLDERS = ("items", "references")  # Zotero's and pandoc's field around the list
_SPACE = " \t\n"


def from_json(text: str, path: Path, remarks: Remarks) -> Iterator[Raw]:
    """The records of a CSL-JSON file: a list, one record, or `{"items": […]}`. Numbers stay as they are written.

    Raises:
        Problems: it is not JSON, or nested too deep.
    """
    if _depth(text) > MAX_DEPTH:
        raise _problem(Place(path), f"nested more than {MAX_DEPTH} levels deep", "depth")
    decoder = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=str)
    try:
        whole = decoder.decode(text)
        listed = isinstance(whole, list)
        yield from _listed(text, decoder, path, remarks) if listed else _each(whole, Place(path), remarks)
    except json.JSONDecodeError as e:
        raise _problem(Place(path, e.lineno, e.colno), f"not JSON: {e.msg.lower()}", "json") from e


def _listed(text: str, decoder: json.JSONDecoder, path: Path, remarks: Remarks) -> Iterator[Raw]:
    """The items of a list that is known to be well-formed, each with its line."""
    at, line, seen = text.index("[") + 1, 1, 0
    while True:
        while text[at] in _SPACE + ",":
            at += 1
        if text[at] == "]":
            return
        line, seen = line + text.count("\n", seen, at), at
        item, at = decoder.raw_decode(text, at)
        yield from _one(item, Place(path, line), remarks)


def from_yaml(text: str, path: Path, remarks: Remarks) -> Iterator[Raw]:
    """The records of a CSL-YAML file: a list, or a list under `references:`.

    Raises:
        Problems: what `builder.load` refuses: no YAML, tags, aliases, control characters.
    """
    text = text.removeprefix("---\n")
    node = parse(text.removesuffix("\n...\n").removesuffix("\n---\n").encode(), path)
    if isinstance(node.value, dict):
        holder = next((node.value[name] for name in _HOLDERS if name in node.value), None)
        items = holder.value if holder and isinstance(holder.value, list) else [node]
    else:
        items = node.value if isinstance(node.value, list) else [node]
    for item in items:
        yield from _one(_plain(item), item.place, remarks)


def _each(value: Any, place: Place, remarks: Remarks) -> Iterator[Raw]:
    holder = next((value[h] for h in _HOLDERS if isinstance(value.get(h), list)), None) if _is_record(value) else None
    for one in [value] if holder is None else holder:
        yield from _one(one, place, remarks)


def _one(item: Any, place: Place, remarks: Remarks) -> Iterator[Raw]:
    if not _is_record(item):
        remarks.refuse(place, str(item), "not the fields of a CSL record")
        return
    key = item.get("id", item.get("citation-key", ""))
    yield Raw(str(key) if isinstance(key, str) else "", place, item)


def _is_record(item: Any) -> bool:
    return isinstance(item, dict)


def _plain(node: Node) -> Any:
    """The node without places; `load` has bounded its depth."""
    if isinstance(node.value, dict):
        return {key: _plain(value) for key, value in node.value.items()}
    return [_plain(value) for value in node.value] if isinstance(node.value, list) else node.value


def _depth(text: str) -> int:
    """How deep brackets are nested, outside of strings."""
    deepest = depth = 0
    inside = escaped = False
    for char in text:
        if inside:
            inside = escaped or char != '"'
            escaped = char == "\\" and not escaped
        elif char == '"':
            inside = True
        elif char in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif char in "]}":
            depth -= 1
    return deepest


def _problem(place: Place, message: str, code: str) -> Problems:
    return Problems([Problem(place, message, code)])
