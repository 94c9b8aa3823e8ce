"""A file with records, by its ending; only read, never run, and never larger than an outline may be."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

from builder.files import MAX_BYTES
from builder.importing import bibtex, csl_file, ris
from builder.importing.record import Incoming, Raw, Remarks, take
from builder.problem import Place, Problem, Problems

MAX_RECORDS = 10_000

_Records: TypeAlias = Callable[[str, Path, Remarks], Iterator[Raw]]
_READERS: Mapping[str, _Records] = {
    ".json": csl_file.from_json,
    ".yaml": csl_file.from_yaml,
    ".yml": csl_file.from_yaml,
    ".bib": bibtex.records,
    ".ris": ris.records,
}


def read(path: Path, remarks: Remarks) -> list[Incoming]:
    """The records of a `.bib`, `.json` (CSL), `.ris` or `.yaml` (CSL) file, in its order, in the fields of CSL.

    Args:
        path: the file.
        remarks: takes what could not be mapped, and the records that were refused.

    Raises:
        Problems: the file cannot be read at all, or the library that reads it is not installed.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        hint = "CSL-JSON (.json), CSL-YAML (.yaml), BibTeX (.bib) or RIS (.ris): export one of them from Zotero"
        raise _problem(Place(path), f"no importer for '{path.suffix or path.name}' files", "format", hint)
    text = _text(path)
    incoming = []
    for n, raw in enumerate(reader(text, path, remarks), 1):
        if n > MAX_RECORDS:
            raise _problem(raw.place, f"more than {MAX_RECORDS:,} records", "too-large", "import it in parts")
        one = take(raw, remarks)
        if one:
            incoming.append(one)
    if not incoming and not remarks.found:
        raise _problem(Place(path), "no record in this file", "empty")
    return incoming


def _text(path: Path) -> str:
    if not path.is_file():
        raise _problem(Place(path), "no such file", "no-file")
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as e:
        raise _problem(Place(path), f"cannot read the file: {e.strerror}", "no-file") from e
    if len(data) > MAX_BYTES:
        raise _problem(Place(path), f"the file is larger than {MAX_BYTES:,} bytes", "too-large", "import it in parts")
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as e:
        place = Place(path, data[: e.start].count(b"\n") + 1)
        raise _problem(place, "not UTF-8 text", "encoding", "export it as UTF-8, or save it so") from e


def _problem(place: Place, message: str, code: str, hint: str = "") -> Problems:
    return Problems([Problem(place, message, code, hint)])
