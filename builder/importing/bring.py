"""Records in, article files out: only new files, only in the folder of the articles, only for what is not there yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from builder.importing.doubles import known
from builder.importing.naming import article_id
from builder.importing.record import Incoming, Remarks, shortened
from builder.importing.skeleton import skeleton
from builder.problem import Problem


@dataclass(frozen=True)
class Brought:
    """What an import did.

    Attributes:
        files: the new article files, in the order of the records.
        doubles: how many records were here already.
    """

    files: tuple[Path, ...]
    doubles: int


def bring(records: Iterable[Incoming], folder: Path, remarks: Remarks, *, dry: bool = False) -> Brought:
    """Write an article file for each record that is new.

    No file is ever overwritten: each is created, or the next free name is taken.

    Args:
        records: what `read` gave.
        folder: `outlines/articles`; made where it is missing.
        remarks: takes doubles, and what an article file could not hold.
        dry: write nothing, but say what would be written.

    Raises:
        OSError: the folder cannot be written to.
    """
    here, unread = known(sorted(folder.glob("*.yaml")), folder)
    remarks.found += unread
    taken = {path.name.partition(".")[0].lower() for path in folder.glob("*.*")}
    files: list[Path] = []
    doubles = 0
    for record in records:
        if where := here.double(record.csl):
            doubles += 1
            message = f"record '{shortened(record.key)}' is here already: {where}"
            remarks.found.append(Problem(record.place, message, "double", "not imported again", "warning"))
            continue
        name = article_id(record.key, record.csl, taken)
        data, lost = skeleton(record, name)
        for field, value in lost.items():
            remarks.unmapped(record.place, record.key, field, value, "kept in part; a comment in the new file has it")
        path = folder / f"{name}.yaml"
        if not dry:
            create(path, data)
        taken.add(name)
        here.add(record.csl, path.as_posix())
        files.append(path)
    return Brought(tuple(files), doubles)


def create(path: Path, data: bytes) -> None:
    """Write a file that must not be there yet; a symbolic link in its place is not followed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    file = path.open("xb")
    try:
        with file:
            file.write(data)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
