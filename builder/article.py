"""An article that is compared: its bibliographic record, and what a reader found in it.

One file an article, in `outlines/articles/`, shared by every outline that compares it.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

from builder.load import Node, Str
from builder.locator import Locator, parse
from builder.problem import Place
from builder.typed import Reader, Said, _Bad

_NAMES = (
    "author", "editor", "translator", "container-author", "collection-editor", "director", "interviewer",
    "recipient", "contributor", "chair", "compiler", "composer", "curator", "editorial-director",
    "executive-producer", "guest", "host", "illustrator", "narrator", "organizer", "original-author", "performer",
    "producer", "reviewed-author", "script-writer", "series-creator",
)  # fmt: skip
_DATES = ("issued", "accessed", "original-date", "event-date", "submitted", "available-date")
_WORDS = (
    "type", "title", "title-short", "container-title", "container-title-short", "collection-title",
    "collection-number", "volume", "volume-title", "number-of-volumes", "issue", "page", "page-first",
    "number-of-pages", "number", "edition", "version", "publisher", "publisher-place", "event-title", "event-place",
    "genre", "medium", "status", "section", "chapter-number", "part-number", "archive", "archive_location",
    "archive-place", "call-number", "source", "references", "dimensions", "scale", "jurisdiction", "authority",
    "original-title", "original-publisher", "original-publisher-place", "DOI", "ISBN", "ISSN", "PMID", "PMCID", "URL",
    "language", "abstract", "note", "keyword", "annote", "citation-key", "citation-label", "year-suffix",
    "division", "part-title", "printing-number", "reviewed-genre", "reviewed-title", "supplement-number",
    "volume-title-short", "title-translated", "container-title-translated",
)  # fmt: skip
_DATE = re.compile(r"\d{1,4}(-\d{2}(-\d{2})?)?")


@dataclass(frozen=True)
class Record:
    """The bibliographic record in the fields of CSL (csl-data 1.0.2), as CSL-YAML writes them.

    Only what the source itself states. Beyond CSL: `title-translated`, `container-title-translated` (shown in brackets
    in outputs of another language) and a name's `romanised` form.
    """

    id: Str
    data: Mapping[str, Any]
    place: Place

    @classmethod
    def read(cls, reader: Reader, node: Node, path: str) -> Record:
        """Read the fields; dates may be `2023-05-01`, `{year: 2023, month: 5}` or CSL-JSON's `date-parts`."""
        if not isinstance(node.value, dict):
            reader.note(node.place, f"expected the fields of a CSL record, found {node.kind}", "type")
            raise _Bad
        reader.unknown(node, ("id", *_WORDS, *_NAMES, *_DATES))
        data: dict[str, Any] = {}
        bad = False
        for key in ("id", "type"):
            if key not in node.value:
                reader.note(node.place, f"'{key}' is missing", "missing", f"add '{key}:' here")
                bad = True
        for key, value in node.value.items():
            try:
                if key in _NAMES:
                    data[key] = list(reader.read(value, tuple[Name, ...], path))
                elif key in _DATES:
                    data[key] = _date(reader, value)
                elif key == "id" or key in _WORDS:
                    data[key] = reader.read(value, Str, path)
            except _Bad:
                bad = True
        if bad:
            raise _Bad
        for key in _NAMES:
            if key in data:
                data[key] = [name.csl() for name in data[key]]
        return cls(data["id"], data, node.place)

    @classmethod
    def schema(cls) -> dict[str, Any]:
        """The record's JSON Schema."""
        text = {"type": ["string", "number"]}
        name = {"type": "object", "additionalProperties": {"type": "string"}}
        properties: dict[str, Any] = dict.fromkeys(("id", *_WORDS), text)
        properties |= {n: {"type": "array", "items": name} for n in _NAMES}
        properties |= {d: {"type": ["string", "number", "object", "array"]} for d in _DATES}
        return {"type": "object", "description": (cls.__doc__ or "").split("\n")[0], "properties": properties,
                "required": ["id", "type"], "additionalProperties": False}  # fmt: skip


@dataclass(frozen=True)
class Name:
    """A person (`family` and `given`) or a body (`literal`)."""

    family: Str | None = None
    given: Str | None = None
    literal: Str | None = None
    suffix: Str | None = None
    dropping_particle: Str | None = field(default=None, metadata={"name": "dropping-particle"})
    non_dropping_particle: Str | None = field(default=None, metadata={"name": "non-dropping-particle"})
    romanised: Str | None = None

    def csl(self) -> dict[str, str]:
        """The name as CSL-JSON."""
        return {k.replace("_", "-"): str(v) for k, v in vars(self).items() if v}


def _date(reader: Reader, node: Node) -> dict[str, Any]:
    """CSL-JSON's form of a date: {"date-parts": [["2023", "5", "1"]]}, or {"literal": …} for what is no date.

    A range has two lists of parts; `circa: true` and `season: 1` (spring) to 4 stand beside them.
    """
    if isinstance(node.value, dict) and "date-parts" in node.value:
        more = {k: str(reader.read(v, Str, "")) for k, v in node.value.items() if k in ("circa", "season")}
        outer = node.value["date-parts"].value
        points = [point.value for point in outer if isinstance(point.value, list)] if isinstance(outer, list) else []
        if 1 <= len(points) == len(outer) <= 2 and points[0]:
            read = [[str(reader.read(p, Str, "")) for p in point] for point in points]
            if all(is_day(parts) or _is_season(parts) for parts in read):
                return {"date-parts": read, **more}
    elif isinstance(node.value, (dict, list)):
        one = node.value[0] if isinstance(node.value, list) and node.value else node
        if isinstance(one.value, dict) and "year" in one.value:
            given = [one.value[k] for k in ("year", "month", "day") if k in one.value]
            parts = [str(reader.read(p, Str, "")) for p in given]
            if is_day(parts):
                return {"date-parts": [parts]}
    elif isinstance(node.value, str):
        if _DATE.fullmatch(node.value):
            parts = [str(int(p)) for p in node.value.split("-")]
            if is_day(parts):
                return {"date-parts": [parts]}
        else:
            return {"literal": str(reader.read(node, Str, ""))}
    reader.note(node.place, "expected a date that the calendar has", "date", "write 2023, 2023-05 or 2023-05-01")
    raise _Bad


def is_day(parts: Sequence[str]) -> bool:
    """Whether year, month and day are in the calendar; month and day may be missing, the year may be before our era."""
    if not 1 <= len(parts) <= 3 or not all(re.fullmatch(r"-?\d{1,4}", part) for part in parts):
        return False
    year, month, day = (*map(int, parts), 1, 1)[:3]
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    try:
        datetime.date(2000 if leap else 2001, month, day)
    except ValueError:
        return False
    return True


def _is_season(parts: Sequence[str]) -> bool:
    """CSL's older form of seasons: months 13 to 24."""
    return len(parts) == 2 and bool(re.fullmatch(r"-?\d{1,4}", parts[0])) and parts[1] in map(str, range(13, 25))


@dataclass(frozen=True)
class At:
    """Where a passage stands: section and paragraph, or page."""

    locator: Locator
    place: Place

    @classmethod
    def read(cls, reader: Reader, node: Node, path: str) -> At:
        """Read `三（一）¶2`, `¶7`, `引言¶1`, `p. 12-14`."""
        text: Str = reader.read(node, Str, path)
        try:
            return cls(parse(text), text.place)
        except ValueError as e:
            reader.note(
                text.place,
                f"not a place in an article: '{text}' ({e})",
                "at",
                "write 三（一）¶2, ¶7 or p. 12",
            )
            raise _Bad from e

    @classmethod
    def schema(cls) -> dict[str, Any]:
        """The JSON Schema of a place."""
        return {
            "type": "string",
            "description": "section and paragraph (三（一）¶2), paragraph (¶7) or page (p. 12-14)",
        }


@dataclass(frozen=True)
class Figure:
    """A number that a claim carries, as printed.

    Attributes:
        what: what it measures.
        value: the digits as printed.
        unit: its unit.
        at: the time that it refers to, if the article says.
    """

    what: Said
    value: Str
    unit: Said | None = None
    at: Str | None = None


@dataclass(frozen=True)
class Claim:
    """A diagnosis or a recommendation that the article makes.

    Attributes:
        id: d1, d2 … for diagnoses, r1, r2 … for recommendations.
        kind: diagnosis or recommendation.
        says: the claim in your own words; a forecast keeps its modality.
        at: section and paragraph, or page.
        quote: a short verbatim phrase: the evidence.
        mode: asserts, forecasts, or reports (someone else's words).
        voice: whose words they are, where the article reports.
        addressee: who is to act, for a recommendation.
        central: whether the article's argument rests on it.
        figures: the numbers in it.
        caution: what looks doubtful in the printed text; nothing is corrected silently.
    """

    PATH: ClassVar[str] = "claims/{root}.{id}"

    id: Str
    kind: Literal["diagnosis", "recommendation"]
    says: Said
    at: At
    quote: Str
    mode: Literal["asserts", "forecasts", "reports"]
    place: Place
    path: str
    voice: Said | None = None
    addressee: Said | None = None
    central: bool = False
    figures: tuple[Figure, ...] = ()
    caution: Said | None = None


@dataclass(frozen=True)
class Thesis:
    """What the article argues, in one sentence.

    Attributes:
        says: the sentence.
        claims: the claims of this article on which it rests (d1, r2).
    """

    says: Said
    claims: tuple[Str, ...]
    place: Place


@dataclass(frozen=True)
class Profile:
    """What kind of text it is.

    Attributes:
        genre: journal article, web column, …
        basis: what it works with.
        limits: what a reader should bear in mind; the editors' judgement.
    """

    genre: Said
    basis: Said
    limits: Said


@dataclass(frozen=True)
class Budget:
    """How much of an article's wording is quoted at most: evidence, not a reprint.

    Attributes:
        characters: the longest quote.
        words: the longest quote in a Latin script.
        share: per cent of the text that all quotes of the claims which an outline cites may come to.
    """

    characters: int = 25
    words: int = 12
    share: float = 10
    place: Place | None = None


@dataclass(frozen=True)
class Article:
    """Reading notes on one article.

    Attributes:
        article: the bibliographic record (CSL).
        label: how every output names it at first mention.
        short: how it is named afterwards and in tables.
        claims: what it diagnoses and recommends.
        argues: its thesis in one sentence.
        vantage: the latest date that its authors could know of; `unstated` where the text prints none.
        vantage_basis: how that date is known.
        not_stated: the usual CSL fields that the text does not state.
        text: the file of the full text, where you have it.
        cites: ids of other compared articles that it cites: support from them is not independent.
        profile: genre, basis and limits.
        budget: how much of it is quoted at most (default: 25 characters or 12 words a quote, 10 % of the text).
        lang: the language of texts that are given plainly.
    """

    PATH: ClassVar[str] = "articles/{root}"

    article: Record
    label: Said
    short: Said
    claims: tuple[Claim, ...]
    argues: Thesis
    vantage: Str
    place: Place
    vantage_basis: Said | None = None
    not_stated: tuple[Str, ...] = ()
    text: Str | None = None
    cites: tuple[Str, ...] = ()
    profile: Profile | None = None
    budget: Budget = Budget()
    lang: Str | None = None

    @property
    def id(self) -> Str:
        """The article's id."""
        return self.article.id
