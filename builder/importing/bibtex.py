"""BibTeX and BibLaTeX, read with `bibtexparser` 2; fields as in BibLaTeX's manual (2.2), as far as CSL knows them."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from builder.importing.bibtex_fields import FIELDS, GENRES, LANGUAGES, NUMBERED, PEOPLE, SUBTITLES, TYPES, VERBATIM
from builder.importing.bibtex_names import people
from builder.importing.latex import decoded
from builder.importing.library import library
from builder.importing.record import Raw, Remarks
from builder.problem import Place

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_INHERITED = ("crossref", "xdata")
_READ_ELSEWHERE = {"year", "month", "day", "number", "issue", "langid", "language", "entrysubtype", "editortype",
                   "eprint", "eprinttype", "archiveprefix", "howpublished", *_INHERITED}  # fmt: skip


def records(text: str, path: Path, remarks: Remarks) -> Iterator[Raw]:
    """The entries of a BibTeX file; an entry that is broken is refused alone."""
    parser, latex = library("bibtexparser", path), library("pylatexenc.latex2text", path)
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # we report broken blocks ourselves
    entries: dict[str, Any] = {}
    listed = []
    whole = parser.parse_string(text)
    strings = {string.key.lower(): string.value for string in whole.strings}
    bare = parser.middlewares.RemoveEnclosingMiddleware(allow_inplace_modification=True)
    for block in whole.blocks:
        place = Place(path, (block.start_line or 0) + 1)
        kept = getattr(block, "ignore_error_block", None)
        if isinstance(block, parser.model.ParsingFailedBlock) and not isinstance(kept, parser.model.Entry):
            first = (block.raw or "").partition("\n")[0]
            remarks.refuse(place, first[:60], "not BibTeX: this entry cannot be read", "look for a missing } or comma")
            continue
        entry = kept or block
        if isinstance(kept, parser.model.Entry):  # a key or a field given twice: the parser leaves it as it stood
            for one in kept.fields:
                one.value = strings.get(str(one.value).lower(), one.value)
            entry = bare.transform_entry(kept, whole)
        if isinstance(entry, parser.model.Entry):
            listed.append((place, entry))
            entries.setdefault(entry.key.lower(), entry)
    for place, entry in listed:
        if entry.entry_type.lower() != "xdata":
            try:
                yield _record(place, entry, entries, latex, remarks)
            except ValueError as e:
                remarks.refuse(place, entry.key, str(e))


def _fields(place: Place, entry: Any, entries: Mapping[str, Any], remarks: Remarks) -> dict[str, str]:
    """The entry's fields by small name, with those that it inherits (one step, as BibTeX does)."""
    own: dict[str, str] = {}
    for one in entry.fields:
        name = one.key.lower()
        if name in own and own[name] != one.value:
            remarks.unmapped(place, entry.key, name, one.value, "the field is given twice; the first was taken")
        own.setdefault(name, str(one.value))
    for link in _INHERITED:
        parent = entries.get(own.get(link, "").strip().lower())
        if link in own and parent is None:
            remarks.unmapped(place, entry.key, link, own[link], "no entry of this name in the file")
        for one in parent.fields if parent is not None else ():
            name = one.key.lower()
            if link == "crossref" and name in ("title", "subtitle") and entry.entry_type.lower() != "book":
                name = "book" + name
            if name not in (*_INHERITED, "ids", "shorttitle"):
                own.setdefault(name, str(one.value))
    return own


def _record(place: Place, entry: Any, entries: Mapping[str, Any], latex: Any, remarks: Remarks) -> Raw:
    source = _fields(place, entry, entries, remarks)
    kind = entry.entry_type.lower()

    def text(name: str) -> str:
        value = source.get(name, "")
        if not value or name in VERBATIM:
            return re.sub(r"\\([_%&#~])", r"\1", value).strip()
        plain, lost = decoded(value, latex)
        if lost:
            why = f"a text cannot hold {', '.join(dict.fromkeys(lost))}: look at the field in the new file"
            remarks.unmapped(place, entry.key, name, value, why)
        return plain

    def left(name: str, value: str, why: str = "") -> None:
        remarks.unmapped(place, entry.key, name, value, why)

    fields: dict[str, Any] = {"type": _type(kind, source, left), "citation-key": entry.key}
    if kind in GENRES and "type" not in source:
        fields["genre"] = GENRES[kind]
    for name, role in PEOPLE.items():
        if source.get(name):
            role = _role(source, left) if name == "editor" else role
            found, others = people(source[name], text_of=lambda part: decoded(part, latex)[0])
            fields[role] = [*fields.get(role, ()), *found]
            if others:
                left(name, "and others", "CSL has no 'and others': add the names")
    for name, field in FIELDS.items():
        value = text(name)
        if value and field in fields:
            left(name, value, f"'{field}' is taken by another field")
        elif value:
            fields[field] = value
    for name, (field, main) in SUBTITLES.items():
        if value := text(name):
            if main in source and field in fields:
                between = "：" if re.search("[\u3400-\u9fff]$", fields[field]) else ": "
                fields[field] += between + value
            else:
                left(name, value)
    _numbers(kind, text, fields, left)
    _dates(source, fields, left)
    _elsewhere(text, fields, left)
    known = {*FIELDS, *PEOPLE, *SUBTITLES, *_READ_ELSEWHERE, "date", "urldate", "origdate", "eventdate"}
    for name in source:
        if name not in known and text(name):
            left(name, text(name))
    return Raw(entry.key, place, fields)


def _type(kind: str, source: Mapping[str, str], left: Any) -> str:
    subtype = source.get("entrysubtype", "").strip().lower()
    if kind == "article" and subtype in ("magazine", "newspaper"):
        return f"article-{subtype}"
    if subtype:
        left("entrysubtype", subtype)
    if kind == "misc" and (source.get("url") or source.get("howpublished", "").startswith(("http", "\\url"))):
        return "webpage"
    return TYPES.get(kind, f"@{kind}")


def _role(source: Mapping[str, str], left: Any) -> str:
    kind = source.get("editortype", "editor").strip().lower()
    if kind not in ("editor", "compiler", "director"):
        left("editortype", kind)
    return kind if kind in ("compiler", "director") else "editor"


def _numbers(kind: str, text: Any, fields: dict[str, Any], left: Any) -> None:
    """`number` is the issue of a journal, the place in a series, or the number of a report or standard."""
    number, issue = text("number"), text("issue")
    if kind in NUMBERED:
        fields["issue"] = number or issue
        if number and issue:
            left("issue", issue)
        return
    if number:
        fields["collection-number" if fields.get("collection-title") else "number"] = number
    if issue:
        fields["issue"] = issue


def _dates(source: Mapping[str, str], fields: dict[str, Any], left: Any) -> None:
    for name, field in (("date", "issued"), ("urldate", "accessed"), ("origdate", "original-date"),
                        ("eventdate", "event-date")):  # fmt: skip
        if value := source.get(name, "").strip(" {}"):
            fields[field] = value.removesuffix("/") + "/.." if value.endswith("/") else value
    year = source.get("year", "").strip(" {}")
    if "issued" in fields or not year:
        if year and year not in fields["issued"]:
            left("year", year, "'date' says something else")
        return
    month, day = (source.get(name, "").strip(" {}") for name in ("month", "day"))
    if month[:3].lower() in _MONTHS:
        month = str(_MONTHS.index(month[:3].lower()) + 1)
    if not re.fullmatch(r"\d{1,2}", month):
        fields["issued"] = f"{month} {year}".strip()
        return
    fields["issued"] = "-".join([year, month.zfill(2), *([day.zfill(2)] if re.fullmatch(r"\d{1,2}", day) else [])])


def _elsewhere(text: Any, fields: dict[str, Any], left: Any) -> None:
    """Language, preprint numbers, and how something was published."""
    stated = text("language") or text("langid")
    if stated:
        fields["language"] = LANGUAGES.get(stated.lower(), stated)
    if text("langid") and LANGUAGES.get(text("langid").lower(), text("langid")) != fields["language"]:
        left("langid", text("langid"), "'language' was taken")
    eprint, kind = text("eprint"), (text("eprinttype") or text("archiveprefix")).lower()
    if eprint and kind in ("pubmed", "pmid"):
        fields["PMID"] = eprint
    elif eprint and kind == "arxiv" and "number" not in fields:
        fields["number"] = f"arXiv:{re.sub(r'^arxiv:', '', eprint, flags=re.IGNORECASE)}"
    elif eprint:
        left("eprint", f"{kind}: {eprint}" if kind else eprint)
    how = text("howpublished")
    if address := re.search(r"https?://[^\s{}<>]+", how):
        fields.setdefault("URL", address[0])
        if address[0] not in (fields["URL"], how.strip("<>")):
            left("howpublished", how)
    elif how and "publisher" not in fields:
        fields["publisher"] = how
    elif how:
        left("howpublished", how)
