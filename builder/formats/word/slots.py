"""What `look.yaml` may say of somebody's own Word file: which of its styles stand for ours, and where the text goes.

    styles: {Collate Body: 正文缩进, Collate Table: ACME Table}   # ours: theirs, by name or by id
    body: {bookmark: body}                                        # or {control: TAG}; `whole` replaces everything
    keep: [before, after]                                         # of the file's own text around that place
    cover: theirs                                                 # or ours: the plan's cover is drawn as well
    numbering: ours                                               # of headings: theirs, ours, none

Nothing in it is needed: what is not said is found out (`collate template inspect` shows what, and why).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from builder.load import Node, Str
from builder.problem import Place, did_you_mean
from builder.typed import Reader, _Bad

KINDS = ("bookmark", "control")


@dataclass(frozen=True)
class BodyPlace:
    """Where the text goes: at a bookmark, in a content control (by its tag), or instead of all there is ("whole")."""

    kind: str
    name: str
    place: Place

    @classmethod
    def read(cls, reader: Reader, node: Node, path: str) -> BodyPlace:
        """From `whole`, `{bookmark: NAME}` or `{control: TAG}`."""
        if node.value == "whole":
            return cls("whole", "", node.place)
        hint = "write `whole`, {bookmark: NAME} or {control: TAG}"
        if not isinstance(node.value, dict) or len(node.value) != 1:
            reader.note(node.place, "the place of the body cannot be read", "type", hint)
            raise _Bad
        [(kind, name)] = node.value.items()
        if kind not in KINDS:
            reader.note(name.key or name.place, f"unknown field '{kind}'", "unknown-field", did_you_mean(kind, KINDS))
            raise _Bad
        return cls(kind, str(reader.read(name, Str, path)), name.place)

    @classmethod
    def schema(cls) -> dict[str, Any]:
        """For editors."""
        each = [
            {"type": "object", "properties": {k: {"type": "string"}}, "required": [k], "additionalProperties": False}
            for k in KINDS
        ]
        return {"anyOf": [{"const": "whole"}, *each]}


@dataclass(frozen=True)
class Slots:
    """What `look.yaml` says of a Word file.

    Attributes:
        styles: our names of styles and theirs, by name or by id.
        body: where the text goes.
        keep: which of the file's own text stays: what stands before the body, what stands after it.
        cover: whose cover is drawn; left out, theirs where it holds `{{ outline.title }}`.
        numbering: whose numbers headings have; left out, theirs where their headings have any.
    """

    place: Place
    styles: Mapping[str, Str] = field(default_factory=dict)
    body: BodyPlace | None = None
    keep: tuple[Literal["before", "after"], ...] = ("before", "after")
    cover: Literal["", "theirs", "ours"] = ""
    numbering: Literal["", "theirs", "ours", "none"] = ""
