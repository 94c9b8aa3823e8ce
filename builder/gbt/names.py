"""Names of people and bodies (2015, 6.4 and 8.1; 2025, 7.1)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from builder.citation import Record
from builder.gbt.edition import Edition
from builder.gbt.record import script, text
from builder.gbt.terms import Terms

# Who answers for the work, in this order; editors only where it is not part of another work.
_CREATORS = ("composer", "author", "illustrator", "director", "host")
_EDITORS = ("editor", "editorial-director", "compiler", "collection-editor")
_SHOWN = 3  # up to three are all named, of more the first three (2015, 8.1.2; 2025, 7.1)

Person = Mapping[str, Any]


def people(record: Record, *roles: str) -> Sequence[Person]:
    """Those who fill the first of these roles that anybody fills."""
    for role in roles:
        found = [person for person in record.get(role) or () if isinstance(person, Mapping)]
        if found:
            return found
    return ()


def creators(record: Record) -> Sequence[Person]:
    """Those who answer for the work: authors, or the editors of a work that is not part of another."""
    alone = () if text(record, "container-title") else _EDITORS
    return people(record, *_CREATORS, *alone)


def container_creators(record: Record) -> Sequence[Person]:
    """Those who answer for the book or proceedings of which the work is a part."""
    return people(record, "container-author", *_EDITORS)


def listed(persons: Sequence[Person], edition: Edition, terms: Terms, romanised: bool = False) -> str:
    """The names as the list prints them: three at most, then 等 or et al.

    Args:
        romanised: set the romanised form, where the record has one, in brackets behind a name.
    """
    shown = [name(person, edition, romanised) for person in persons[:_SHOWN]]
    if len(persons) > _SHOWN:
        shown.append(terms.others)
    return edition.comma.join(part for part in shown if part)


def name(person: Person, edition: Edition, romanised: bool = False) -> str:
    """One name, family name first.

    A western family name is followed by initials without full stops, and by "Jr" where there is one; in 2015 it
    stands in capitals, with "Jr." behind a comma. Han, kana and Hangul names are written together. A body is printed
    as it is.
    """
    printed = _name(person, edition)
    beside = str(person.get("romanised") or "").strip()
    return f"{printed} [{beside}]" if romanised and beside else printed


def _name(person: Person, edition: Edition) -> str:
    body = text(person, "literal")
    family, given = text(person, "family"), text(person, "given")
    if body or not (family and given):
        return body or family or given
    if script(family + given) in ("zh", "ja", "ko"):
        return family + given
    family = " ".join(part for part in (text(person, "non-dropping-particle"), family) if part)
    initial = initials(" ".join(part for part in (given, text(person, "dropping-particle")) if part), edition)
    suffix = text(person, "suffix").rstrip(".")
    if edition.capitals:
        stop = "." if suffix in ("Jr", "Sr") else ""
        return f"{family.upper()} {initial}" + (f", {suffix}{stop}" if suffix else "")
    return " ".join(part for part in (family, initial, suffix) if part)


def initials(given: str, edition: Edition) -> str:
    """Jung-Ran gives J-R (2015: J R), J. Alan gives J A; particles in small letters (de, van) stay as they are."""
    words = re.sub(r"\.(?=[^\s-])", ". ", given.replace("’", "'")).split()
    capitalised = [word for word in words if word[:1].isupper()]
    out = []
    for word in words:
        if capitalised and word[:1].islower():
            out.append(word)
        elif len(words) == 1 and 1 < len(word) <= 3 and word.isupper() and word.isalpha():
            out.extend(word)  # "JK": initials that somebody wrote together
        else:
            parts = [part[0].upper() for part in re.split(r"[-‐–]", word) if part]
            out.append((" " if edition.capitals else "-").join(parts))
    return " ".join(out)


def marked(record: Record, edition: Edition, terms: Terms) -> str:
    """The name in an author-date mark: the first author, then 等 or et al. for more (2015, 10.2; 2025, 9.3.1.2).

    Chinese names stand in full, of western ones only the family name.
    """
    persons = creators(record)
    if not persons:
        return terms.anonymous
    first = persons[0]
    family, given = text(first, "family"), text(first, "given")
    if text(first, "literal") or not family or script(family + given) in ("zh", "ja", "ko"):
        shown = _name(first, edition)
    else:
        shown = " ".join(part for part in (text(first, "non-dropping-particle"), family) if part)
    if len(persons) == 1:
        return shown
    gap = edition.gap if script(terms.others) in ("zh", "ja") else " "
    return f"{shown}{gap}{terms.others}"
