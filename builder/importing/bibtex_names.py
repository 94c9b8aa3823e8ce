"""BibTeX's lists of names: `A and B and {A Body} and others`, `van der Berg, Jr., Hans`, BibLaTeX's `family=…`."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module

from builder.importing.names import han, plain

_KEYED = re.compile(r"\s*(family|given|prefix|suffix)\s*=", re.IGNORECASE)
_KEYS = {"family": "family", "given": "given", "prefix": "non-dropping-particle", "suffix": "suffix"}


def people(value: str, text_of: Callable[[str], str]) -> tuple[list[dict[str, str]], bool]:
    """The names, and whether the list ends in `and others`.

    Args:
        value: the field, still in LaTeX: braces keep a body together.
        text_of: makes plain text of a piece.
    """
    split = import_module("bibtexparser.middlewares.names").split_multiple_persons_names
    names = [" ".join(name.split()) for name in split(value)]
    return [_name(name, text_of) for name in names if name and name != "others"], "others" in names


def _name(name: str, text_of: Callable[[str], str]) -> dict[str, str]:
    if _KEYED.match(name):
        return _keyed(name, text_of)
    if re.fullmatch(r"\{[^{}]*\}", name):
        return {"literal": text_of(name)}
    if re.search("[\u3400-\u9fff]", name):
        return plain(text_of(name))
    found = import_module("bibtexparser.middlewares.names").parse_single_name_into_parts(name, strict=False)
    parts = {"family": found.last, "given": found.first, "non-dropping-particle": found.von, "suffix": found.jr}
    person = {key: text_of(" ".join(words)) for key, words in parts.items() if words}
    return {"literal": person["family"]} if set(person) == {"family"} else person


def _keyed(name: str, text_of: Callable[[str], str]) -> dict[str, str]:
    pairs = (part.partition("=") for part in re.split(r",\s*(?=\w+\s*=)", name))
    found = {_KEYS[key.strip().lower()]: text_of(value.strip().strip('"')) for key, _, value in pairs
             if key.strip().lower() in _KEYS}  # fmt: skip
    whole = han(found.get("family", "")) if set(found) == {"family"} else None
    return whole or found
