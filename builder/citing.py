"""How an outline wants its sources cited: the field `citations`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from builder.load import Node, Str
from builder.typed import Reader


@dataclass(frozen=True)
class Citing:
    """A citation style by its name, or its fields: `{style: gb-t-7714-2025-note, live: zotero}`.

    Attributes:
        style: the style's name.
        live: `zotero` makes the marks in Word fields that Zotero's plug-in goes on with.
    """

    style: Str
    live: Literal["zotero"] | None = None

    @classmethod
    def read(cls, reader: Reader, node: Node, path: str) -> Citing:
        """Read the name, or the fields."""
        if isinstance(node.value, str):
            return cls(reader.read(node, Str, path))
        given: _Fields = reader.read(node, _Fields, path)
        return cls(given.style, given.live)

    @classmethod
    def schema(cls) -> dict[str, Any]:
        """The field's JSON Schema: the name alone, or the fields."""
        name = {"type": "string", "description": "the style's name"}
        live = {"enum": ["zotero"], "description": "marks in Word are fields that Zotero's plug-in goes on with"}
        fields = {"type": "object", "properties": {"style": name, "live": live}, "required": ["style"],
                  "additionalProperties": False}  # fmt: skip
        return {"anyOf": [name, fields]}


@dataclass(frozen=True)
class _Fields:
    style: Str
    live: Literal["zotero"] | None = None
