"""What an element says, whoever wrote it: without ids, marks of editing, and the ways in which one can say the same.

Two elements of which this is equal were not touched by hand, as far as anybody can see.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TypeAlias

from builder.kept.slides.file import A, Element, P, R

Canon: TypeAlias = tuple[object, ...]
Meaning: TypeAlias = Callable[[str], object]
"""What a relation's id stands for: the same for the same picture, address or slide in any file."""

_PROOFING = frozenset({"dirty", "err", "smtClean"})  # a:rPr: what spelling and grammar left there
_LEFT_OUT = frozenset({f"{A}endParaRPr", f"{P}extLst", f"{A}extLst"})
_KEPT_EXTENSION = "decorative"
_RUNS = (f"{A}r",)


def canon(element: Element, meaning: Meaning = lambda id: id, without: Collection[str] = ()) -> Canon:
    """The element as nested tuples to be compared.

    Args:
        meaning: what relation ids stand for.
        without: tags of children, at any depth, that do not count.
    """
    shape_id = element.tag == f"{P}cNvPr"
    attributes = tuple(
        sorted(
            (name, meaning(value) if name.startswith(R) else value)
            for name, value in element.attrib.items()
            if name not in _PROOFING and not (shape_id and name == "id")
        )
    )
    children: list[Canon] = []
    for child in element:
        tag = child.tag
        if not isinstance(tag, str) or tag in without:
            continue
        if tag in _LEFT_OUT and not _says_decorative(child):
            continue
        one = canon(child, meaning, without)
        if tag in _RUNS and children and children[-1][0] == tag and _look(children[-1]) == _look(one):
            children[-1] = _one_run(children[-1], one)  # programs cut runs where they checked spelling
            continue
        children.append(one)
    text = element.text or ""
    return element.tag, attributes, text if text.strip() or not len(element) else "", tuple(children)


def _says_decorative(extensions: Element) -> bool:
    return any(str(one.tag).endswith(_KEPT_EXTENSION) for one in extensions.iter())


def _look(run: Canon) -> tuple[Canon, ...]:
    return tuple(c for c in run[3] if c[0] != f"{A}t")  # type: ignore[attr-defined]


def _one_run(first: Canon, second: Canon) -> Canon:
    words = "".join(str(c[2]) for run in (first, second) for c in run[3] if c[0] == f"{A}t")  # type: ignore[attr-defined]
    return first[0], first[1], first[2], (*_look(first), (f"{A}t", (), words, ()))
