"""The stage between a made file and out/: a file that people have worked on is patched, never overwritten."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from builder import kept
from builder.files import read_file
from builder.finished.flaw import Flaw
from builder.finished.received import blamed
from builder.kept import Happened, UnknownError
from builder.ledger import Entry, opened_in
from builder.ooxml.sound import MOST_PACKED, unsound
from builder.problem import Place, Problems
from builder.write import alone, finished, put

LEFT = 3
"""The command's exit code when something was left for people to decide."""


@dataclass(frozen=True)
class Outcome:
    """What became of one file.

    Attributes:
        path: where the build stands: the file itself, or the one beside it.
        changed: whether anything was written.
        happened: what merging did, if people had worked on the file.
        beside: why the file was left alone and the build written beside it; "" if it was not.
        hint: what to do about it.
    """

    path: Path
    changed: bool
    happened: tuple[Happened, ...] = ()
    beside: str = ""
    hint: str = ""

    @property
    def undecided(self) -> bool:
        """Whether people have something to decide."""
        return bool(self.beside) or any(one.kind == "conflict" for one in self.happened)


def keep(path: Path, data: bytes, date: str, *, force: bool = False) -> Outcome:
    """Bring a made file into out/, with what people have done to the file that is there.

    Args:
        path: where it goes: `out/<outline>/<file>`.
        data: the file as it was made.
        date: ISO date of the outline.
        force: people's work on the file is given up; a backup of it is kept.

    Raises:
        OSError: something cannot be written.
    """
    now = finished(data, date)
    if path.suffix not in kept.SUFFIXES:
        return Outcome(path, put(path, now))
    entry = Entry(path)
    with alone(entry.folder):
        return _keep(entry, now, date, force=force)


def _keep(entry: Entry, now: bytes, date: str, *, force: bool) -> Outcome:
    path = entry.file
    try:
        there = _standing(path)
    except Problems as e:
        if not force:
            return _beside(entry, now, e.found[0].message, "mend or delete it, then build again")
        there = None
    last = None if there is None or there == now or force else entry.last(there)
    if there is None or there in (now, last) or force:
        merged = kept.Kept(now)
    else:
        if why := unsound(there):
            return _beside(entry, now, f"it cannot be read: {why}", "mend or delete it, then build again")
        if last is not None and unsound(last):
            last = None  # the ledger may come from anybody, as the file may
        try:
            with blamed(path):
                try:
                    merged = kept.keep(path.suffix, last, there, now, date=date)
                except UnknownError as e:
                    why, hint = f"nobody knows what in it is Collate’s: {e}", "build with --force to replace it"
                    return _beside(entry, now, why, hint)
                except ValueError as e:
                    return _beside(entry, now, f"it cannot be read: {e}", "mend or delete it, then build again")
                if faults := _new_faults(there, merged.data):
                    why = f"merging would break it ({faults[0].where}: {faults[0].message})"
                    return _beside(entry, now, why, "please report this; --force replaces the file")
        except Problems as e:
            return _beside(entry, now, e.found[0].message, e.found[0].hint)
    changed = merged.data != there
    if changed and there is not None and (by := opened_in(path)):
        hint = f"close it there and build again; if it is not open, delete {by[1].name}"
        return _beside(entry, now, f"it is open in {by[0]}", hint)
    if there is None or changed or entry.last(there) != now:
        entry.write(now, merged.data)
    entry.clear_beside()
    return Outcome(path, changed, merged.happened)


def _standing(path: Path) -> bytes | None:
    """The bytes of the file that is there; None if there is none.

    Raises:
        Problems: it is no plain file, too large, or a link leads from it out of out/.
    """
    if not path.exists():
        return None
    return read_file(path, Place(path), most=MOST_PACKED, within=path.parent.parent)


def _beside(entry: Entry, now: bytes, why: str, hint: str) -> Outcome:
    changed = entry.write_beside(now)
    return Outcome(entry.beside, changed, beside=f"{entry.file.as_posix()} was left as it is: {why}", hint=hint)


def _new_faults(there: bytes, merged: bytes) -> list[Flaw]:
    """What makes the merged package unsound and was not there before: nothing, unless merging is wrong."""
    from builder.proof import package_flaws

    before = {(flaw.code, flaw.message) for flaw in package_flaws(there)}
    return [flaw for flaw in package_flaws(merged) if (flaw.code, flaw.message) not in before]
