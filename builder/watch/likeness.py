"""Whether two documents print the same, wherever in the author's files their words stand now."""

from __future__ import annotations

import io
import pickle
from dataclasses import replace
from typing import Any

from builder.load import Str
from builder.model import Document, Shape
from builder.problem import Place


def alike(one: Document, other: Document) -> bool:
    """Whether two documents are the same but for the places of their words: then so are their files."""
    if len(one.shapes) != len(other.shapes) or not all(map(_same, one.shapes, other.shapes)):
        return False
    return _rest(one) == _rest(other)


def _same(one: Shape, other: Shape) -> bool:
    # most shapes are equal, places and all; only where a line was added above do we have to look past the places
    return one == other or (type(one) is type(other) and _bytes(one) == _bytes(other))


def _rest(document: Document) -> bytes:
    return _bytes(replace(document, shapes=(), places={}))


def _bytes(value: object) -> bytes:
    into = io.BytesIO()
    pickler = _Placeless(into, 5)
    pickler.fast = True  # by value: equal parts are written out, whether they are one object or two
    pickler.dump(value)
    return into.getvalue()


class _Placeless(pickle.Pickler):
    """Writes values without their places; what it writes is only compared, and never read."""

    def reducer_override(self, obj: Any) -> Any:
        if type(obj) is Place:
            return (Place, ())
        if type(obj) is Str:
            return (str, (str.__str__(obj),))
        return NotImplemented
