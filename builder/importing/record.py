"""A record in the one form that article files hold: the fields of CSL, every value as text, names and dates in parts.

Whatever a file said that this form has no place for is a remark: file, record, field, and the value itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from builder.article import Record
from builder.importing.dates import dated
from builder.importing.names import KEYS, plain
from builder.load import FORBIDDEN
from builder.problem import Place, Problem

MAX_TEXT = 100_000  # characters of one field: an abstract has a few thousand
# The types of CSL 1.0.2 (csl-schema, csl-types.rnc).
_TYPES = (
    "article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset "
    "document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation "
    "manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical "
    "personal_communication post post-weblog regulation report review review-book software song speech standard thesis "
    "treaty webpage"
)
TYPES = frozenset(_TYPES.split())
# Other spellings of a field: csl-data.json's own doublets, and what programs write.
_SAME = {
    "journalAbbreviation": "container-title-short", "shortTitle": "title-short", "event": "event-title", "doi": "DOI",
    "url": "URL", "isbn": "ISBN", "issn": "ISSN", "pmid": "PMID", "pmcid": "PMCID", "archive-location":
    "archive_location", "translated-title": "title-translated",
}  # fmt: skip
_CLIMBS = re.compile(r"(^|[\\/])\.\.([\\/]|$)")


@dataclass(frozen=True)
class Raw:
    """A record as its file gives it: CSL fields with values of any kind.

    Attributes:
        key: what its file calls it (citation key, id); may be empty.
        place: where it begins.
        fields: CSL fields; values may be text, numbers, lists and mappings, as in CSL-JSON.
    """

    key: str
    place: Place
    fields: Mapping[str, Any]


@dataclass(frozen=True)
class Incoming:
    """A record ready for an article file.

    Attributes:
        key: what its file calls it.
        place: where it begins in that file.
        csl: its fields without `id`: texts, lists of names, dates (`date-parts` of texts, or `literal`).
        left: what has no place in an article file, by field.
    """

    key: str
    place: Place
    csl: Mapping[str, Any]
    left: Mapping[str, Any]


@dataclass
class Remarks:
    """What an import has to say: `found` holds warnings (not mapped, double) and errors (refused)."""

    found: list[Problem] = field(default_factory=list)
    left: dict[tuple[Place, str], dict[str, Any]] = field(default_factory=dict)

    def unmapped(self, place: Place, record: str, name: str, value: object, why: str = "") -> None:
        """Say that a field (or a part of it) has no place in an article file, and keep its value for a comment."""
        kept = self.left.setdefault((place, record), {})
        kept[name] = f"{kept[name]}; {value}" if name in kept else value
        message = f"record '{shortened(record)}': no place for '{shortened(name)}': {shortened(value)}"
        self.found.append(Problem(place, message, "unmapped", why or "kept as a comment in the new file", "warning"))

    def refuse(self, place: Place, record: str, message: str, hint: str = "") -> None:
        """Say that a record is not imported."""
        self.found.append(Problem(place, f"record '{shortened(record)}': {message}", "refused", hint))


def shortened(value: object, most: int = 80) -> str:
    """A value in one line without control characters, cut for a message."""
    text = FORBIDDEN.sub("�", re.sub(r"\s+", " ", str(value)))
    return text if len(text) <= most else text[: most - 1] + "…"


def take(raw: Raw, remarks: Remarks) -> Incoming | None:
    """The record in the form of article files; None when it is refused (the remark says why)."""
    wrong = _hostile(raw)
    if wrong:
        remarks.refuse(raw.place, raw.key, *wrong)
        return None
    out: dict[str, Any] = {}
    for name, value in raw.fields.items():
        if name != "id" and not _empty(value):
            _put(out, _SAME.get(name, name), name, value, raw, remarks)
    kind = str(out.pop("type", ""))
    if kind not in TYPES:
        remarks.unmapped(raw.place, raw.key, "type", kind or "none given", "imported as 'document': mend 'type:'")
        kind = "document"
    if "title" not in out and "DOI" not in out and "author" not in out:
        remarks.refuse(raw.place, raw.key, "neither title, author nor DOI", "is this a record of a text?")
        return None
    return Incoming(raw.key, raw.place, {"type": kind, **out}, remarks.left.pop((raw.place, raw.key), {}))


def _put(out: dict[str, Any], name: str, given: str, value: Any, raw: Raw, remarks: Remarks) -> None:
    names, dates, words = kinds()

    def left(what: object, why: str = "") -> None:
        remarks.unmapped(raw.place, raw.key, given, what, why)

    new: Any = None
    if name in names:
        new = _people(value, left)
    elif name in dates:
        new = dated(value)
        if new is None:
            left(value, "not a date")
    elif name not in words and name != "type":
        left(value)
    elif isinstance(value, (dict, list)):
        left(value, f"'{name}' is a text")
    else:
        new = _word(name, str(value))
    if new and name in out and out[name] != new:
        left(value, f"'{name}' is given twice; the first was taken")
    elif new:
        out[name] = new


def kinds() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The names, dates and texts that an article file holds, as its own schema says."""
    properties: dict[str, dict[str, Any]] = Record.schema()["properties"]
    names = frozenset(key for key, form in properties.items() if form["type"] == "array")
    dates = frozenset(key for key, form in properties.items() if "object" in form["type"])
    return names, dates, frozenset(properties) - names - dates


def _people(value: Any, left: Any) -> list[dict[str, str]]:
    people = []
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, str):
            people.append(plain(one))
            continue
        if not isinstance(one, dict):
            left(one, "not a name")
            continue
        person = {key: str(one[key]).strip() for key in KEYS if key in one and not _empty(one[key])}
        for key, part in one.items():
            if key not in KEYS and not _empty(part) and str(part).lower() not in ("0", "false"):
                left(f"{'; '.join(person.values())}: {key}: {part}")
        if person:
            people.append(person)
    return people


def _word(name: str, text: str) -> str:
    text = text.strip()
    if name == "DOI":
        text = re.sub(r"^(https?://(dx\.)?doi\.org/|doi:?\s*)", "", text, flags=re.IGNORECASE)
    elif name == "page":  # 12--31 and 12–31 are 12-31 (csl-data: ranges with a hyphen)
        text = re.sub(r"(?<=[\dA-Za-z])\s*(?:--+|–)\s*(?=[\dA-Za-z])", "-", text)
    return text


def _empty(value: Any) -> bool:
    return value is None or value in ([], {}) or (isinstance(value, str) and not value.strip())


def _hostile(raw: Raw) -> tuple[str, str] | None:
    """What is wrong with the record's texts, and what to do about it; None when nothing is."""
    if _CLIMBS.search(raw.key) or _CLIMBS.search(str(raw.fields.get("id", ""))):
        return "its id leads out of the folder", "give it an id without '..'"
    todo: list[tuple[str, Any]] = [("id", raw.key), *raw.fields.items()]
    while todo:
        name, value = todo.pop()
        if isinstance(value, dict):
            todo += [(name, part) for pair in value.items() for part in pair]
        elif isinstance(value, list):
            todo += [(name, part) for part in value]
        elif bad := FORBIDDEN.search(str(value)) or FORBIDDEN.search(name):
            return (
                f"'{shortened(name)}' holds a character that must not stand in text: U+{ord(bad[0]):04X}",
                "delete it",
            )
        elif len(str(value)) > MAX_TEXT:
            return f"'{shortened(name)}' is longer than {MAX_TEXT:,} characters", "shorten it"
    return None
