"""Is it here already? The same DOI, or the same title where nothing speaks against it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from builder.article import Record
from builder.importing.naming import family, year
from builder.load import load
from builder.problem import Place, Problem, Problems
from builder.typed import typed

# Where both records state one of these and differ, the same title is not the same text (an editorial, a column).
_APART = ("volume", "issue", "number", "edition")


@dataclass
class Known:
    """The records that are here, by DOI and by title; each with the words that name it in messages."""

    by_doi: dict[str, str] = field(default_factory=dict)
    by_title: dict[str, list[tuple[Mapping[str, Any], str]]] = field(default_factory=dict)

    def add(self, csl: Mapping[str, Any], where: str) -> None:
        """Remember a record."""
        if doi(csl):
            self.by_doi.setdefault(doi(csl), where)
        if title := folded(str(csl.get("title", ""))):
            self.by_title.setdefault(title, []).append((csl, where))

    def double(self, csl: Mapping[str, Any]) -> str:
        """Where the same text is, and by what it was known; empty when it is new."""
        if doi(csl) in self.by_doi:
            return f"{self.by_doi[doi(csl)]} (same DOI)"
        for other, where in self.by_title.get(folded(str(csl.get("title", ""))), ()):
            if not _differ(csl, other):
                return f"{where} (same title)"
        return ""


def known(files: Iterable[Path], shown: Path) -> tuple[Known, list[Problem]]:
    """The records of the article files that are here, and a warning for each file that cannot be read.

    Args:
        files: the article files.
        shown: the folder as messages name it.
    """
    here, found = Known(), list[Problem]()
    for file in files:
        name = shown / file.name
        try:
            node = load(file, name)
            if not isinstance(node.value, dict) or "article" not in node.value:
                raise Problems([Problem(Place(name), "no 'article:'", "missing")])
            here.add(typed(node.value["article"], Record, lang="zh", root=file.stem).data, name.as_posix())
        except Problems as e:
            message = f"not looked at for doubles: {e.found[0].message}"
            found.append(Problem(e.found[0].place, message, "unread", "`collate check` says more", "warning"))
    return here, found


def doi(csl: Mapping[str, Any]) -> str:
    """The DOI in small letters (DOI Handbook 2.4: case does not count), from the field or from the address."""
    stated = str(csl.get("DOI", ""))
    if not stated and (found := re.match(r"https?://(?:dx\.)?doi\.org/(10\..+)", str(csl.get("URL", "")))):
        stated = unquote(found[1])
    return stated.strip().lower()


def folded(title: str) -> str:
    """A title without case, spaces, punctuation, width and markup."""
    plain = unicodedata.normalize("NFKC", re.sub(r"</?(i|b|sub|sup|span)[^>]*>", "", title)).casefold()
    return "".join(char for char in plain if char.isalnum())


def _differ(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    pairs = [(one.get(name), other.get(name)) for name in _APART]
    pairs += [(year(one), year(other)), (doi(one), doi(other)), (_first(one), _first(other))]
    return any(a and b and folded(str(a)) != folded(str(b)) for a, b in pairs)


def _first(csl: Mapping[str, Any]) -> str:
    """The first author's name as far as two records can be expected to agree on it."""
    people = csl.get("author") or ()
    if not people:
        return ""
    name = family(people[0])
    return name if not re.search("[\u3400-\u9fff]", name) else name + people[0].get("given", "")
