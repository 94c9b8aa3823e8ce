"""RIS (EndNote, CNKI, Wanfang, Scopus), read with `rispy`; the tags mean what Zotero's translator takes them for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from builder.importing.library import library
from builder.importing.names import plain
from builder.importing.record import Raw, Remarks
from builder.problem import Place

_TAG = re.compile(r"([A-Z][A-Z0-9])  - ?(.*)")

_TYPES = {
    "ABST": "article-journal", "ADVS": "motion_picture", "AGGR": "dataset", "ANCIENT": "classic", "ART": "graphic",
    "BILL": "bill", "BLOG": "post-weblog", "BOOK": "book", "CASE": "legal_case", "CHAP": "chapter", "CHART": "figure",
    "CLSWK": "classic", "COMP": "software", "CONF": "paper-conference", "CPAPER": "paper-conference", "CTLG": "book",
    "DATA": "dataset", "DBASE": "dataset", "DICT": "entry-dictionary", "EBOOK": "book", "ECHAP": "chapter",
    "EDBOOK": "book", "EJOUR": "article-journal", "ELEC": "webpage", "ENCYC": "entry-encyclopedia",
    "FIGURE": "figure", "GEN": "document", "GOVDOC": "report", "HEAR": "hearing", "ICOMM": "personal_communication",
    "INPR": "article-journal", "JFULL": "periodical", "JOUR": "article-journal", "LEGAL": "regulation",
    "MANSCPT": "manuscript", "MAP": "map", "MGZN": "article-magazine", "MPCT": "motion_picture",
    "MULTI": "webpage", "MUSIC": "musical_score", "NEWS": "article-newspaper", "PAMP": "pamphlet", "PAT": "patent",
    "PCOMM": "personal_communication", "RPRT": "report", "SER": "periodical", "SLIDE": "speech", "SOUND": "song",
    "STAND": "standard", "STAT": "legislation", "THES": "thesis", "UNPB": "manuscript", "VIDEO": "motion_picture",
}  # fmt: skip
_PARTS = ("article-journal", "article-magazine", "article-newspaper")  # which have an issue
# A tag's field; where several tags have one field, the first that stands here is taken.
_FIELDS = {
    "TI": "title", "T1": "title", "BT": "title", "CT": "title", "T2": "container-title", "JF": "container-title",
    "JO": "container-title", "JA": "container-title-short", "J2": "container-title-short",
    "J1": "container-title-short", "T3": "collection-title", "ST": "title-short", "TT": "title-translated",
    "VL": "volume", "ET": "edition", "NV": "number-of-volumes", "SE": "section", "PB": "publisher",
    "CY": "publisher-place", "PP": "publisher-place", "CN": "call-number", "DB": "archive", "DP": "source",
    "M3": "genre", "LA": "language", "DO": "DOI", "UR": "URL", "AB": "abstract", "N2": "abstract",
    "OP": "original-title",
}  # fmt: skip
_PEOPLE = {"AU": "author", "A1": "author", "A2": "editor", "ED": "editor", "A3": "collection-editor",
           "A4": "translator"}  # fmt: skip
_JOINED = {"KW": ("keyword", ", "), "N1": ("note", "\n")}
_IN_LINES = ("N1", "AB", "N2")  # whose line breaks mean something
_END = "\x1e"  # ends a line for rispy, so that a value may hold line breaks (ASCII's record separator)
_READ_ELSEWHERE = ("ID", "PY", "Y1", "DA", "Y2", "SP", "EP", "IS", "M1", "SN")


def records(text: str, path: Path, remarks: Remarks) -> Iterator[Raw]:
    """The records of a RIS file; one that isn't closed with `ER` is read too."""
    rispy = library("rispy", path)
    for place, lines, names in _chunks(text, path, remarks):
        parser = rispy.RisParser(mapping={n: n for n in (*names, "UK", "ER")}, list_tags=list(names),
                                 delimiter_tags_mapping={}, newline=_END)  # fmt: skip
        for tags in parser.parse(_END.join([*lines, "ER  - "])):
            yield _record(tags, place, remarks)


def _chunks(text: str, path: Path, remarks: Remarks) -> Iterator[tuple[Place, list[str], list[str]]]:
    """Each record's place, its lines (a value that runs over several put in one), and the tags in it."""
    place, lines, names = Place(path), list[str](), list[str]()
    for n, line in enumerate(text.split("\n"), 1):
        tag = _TAG.match(line)
        if tag and tag[1] in ("TY", "ER"):
            if names:
                yield place, lines, names
            place, lines, names = Place(path, n), [], []
        if tag and (names or tag[1] == "TY"):
            lines.append(f"{tag[1]}  - {tag[2]}")
            names.append(tag[1])
        elif names and line.strip():
            lines[-1] += ("\n" if names[-1] in _IN_LINES else " ") + line.strip()
        elif line.strip() and not (tag and tag[1] == "ER"):
            remarks.unmapped(Place(path, n), "-", "line", line, "it stands outside of any record")
    if names:
        yield place, lines, names


def _record(tags: dict[str, Any], place: Place, remarks: Remarks) -> Raw:
    kind = str(tags.pop("TY")).strip().upper()  # the one tag that rispy does not list
    found: dict[str, list[str]] = {tag: [v for v in values if v] for tag, values in tags.items()}
    fields: dict[str, Any] = {"type": _TYPES.get(kind, f"RIS {kind}")}
    key = (found.get("ID") or found.get("DO") or found.get("TI") or found.get("T1") or [""])[0]

    def left(tag: str, values: list[str]) -> None:
        for value in values:
            remarks.unmapped(place, key, tag, value)

    for tag, name in _PEOPLE.items():
        if found.get(tag):
            fields[name] = [*fields.get(name, ()), *map(plain, found[tag])]
    for tag, (name, between) in _JOINED.items():
        if found.get(tag):
            fields[name] = between.join(found[tag])
    for tag, name in _FIELDS.items():
        values = found.get(tag, [])
        if values and name not in fields:
            fields[name], values = values[0], values[1:]
        left(tag, [value for value in values if value != fields.get(name)])
    _numbers(found, kind, fields, left)
    _dates(found, fields, left)
    for tag, values in found.items():
        if tag not in (*_FIELDS, *_PEOPLE, *_JOINED, *_READ_ELSEWHERE):
            left(tag, values)
    return Raw(key, place, fields)


def _numbers(found: Mapping[str, list[str]], kind: str, fields: dict[str, Any], left: Any) -> None:
    """Pages, the number of an issue or of a report, ISSN and ISBN."""
    first, last = (found.get(tag, [""])[0] for tag in ("SP", "EP"))
    if first or last:
        fields["page"] = "-".join(dict.fromkeys(filter(None, (first, last))))
    name = "issue" if fields["type"] in _PARTS else "number"
    given = [*found.get("IS", []), *found.get("M1", [])]
    if given:
        fields[name] = given[0]
        left("IS", [value for value in given[1:] if value != given[0]])
    for value in found.get("SN", []):
        name = "ISSN" if re.fullmatch(r"\d{4}-?\d{3}[\dXx](\s.*)?", value) else "ISBN"
        fields[name] = f"{fields[name]}, {value}" if name in fields else value


def _dates(found: Mapping[str, list[str]], fields: dict[str, Any], left: Any) -> None:
    """The fullest of PY, Y1 and DA, and Y2, which is the day of access."""
    dates = [(tag, value) for tag in ("DA", "PY", "Y1") for value in found.get(tag, [])]
    if dates:
        best = max(dates, key=lambda d: len(re.findall(r"\d+", d[1])[:3]))
        fields["issued"] = _date(best[1])
        for tag, value in dates:
            if not _date(best[1]).startswith(_date(value)):
                left(tag, [value])
    if found.get("Y2"):
        fields["accessed"] = _date(found["Y2"][0])
        left("Y2", found["Y2"][1:])


def _date(text: str) -> str:
    """RIS writes YYYY/MM/DD/other, with parts left out; what is no such date stays as it is."""
    match = re.fullmatch(r"(\d{4})(?:/(\d{1,2})?(?:/(\d{1,2})?(?:/(.*))?)?)?", text.strip())
    if not match:
        return text.strip()
    known = [part.zfill(2) for part in match.group(2, 3) if part]
    return "-".join([match[1], *known]) if match[2] or not match[4] else f"{match[4].strip()} {match[1]}"
