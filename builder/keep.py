"""The stage between a made file and out/: a file that people have worked on is patched, never overwritten."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from builder import kept
from builder.finished.flaw import Flaw
from builder.kept import Happened, UnknownError
from builder.ledger import Entry, opened_in
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
    there = path.read_bytes() if path.is_file() else None
    if there is None or there == now or force:
        merged: kept.Kept = kept.Kept(now)
    else:
        try:
            merged = kept.keep(path.suffix, entry.last(there), there, now, date=date)
        except UnknownError as e:
            return _beside(entry, now, f"nobody knows what in it is Collate’s: {e}", "build with --force to replace it")
        except ValueError as e:
            return _beside(entry, now, f"it cannot be read: {e}", "mend or delete it, then build again")
        if faults := _new_faults(there, merged.data):
            why = f"merging would break it ({faults[0].where}: {faults[0].message})"
            return _beside(entry, now, why, "please report this; --force replaces the file")
    changed = merged.data != there
    if changed and there is not None and (by := opened_in(path)):
        hint = f"close it there and build again; if it is not open, delete {by[1].name}"
        return _beside(entry, now, f"it is open in {by[0]}", hint)
    if there is None or changed or entry.last(there) != now:
        entry.write(now, merged.data)
    entry.clear_beside()
    return Outcome(path, changed, merged.happened)


def _beside(entry: Entry, now: bytes, why: str, hint: str) -> Outcome:
    changed = entry.write_beside(now)
    return Outcome(entry.beside, changed, beside=f"{entry.file.as_posix()} was left as it is: {why}", hint=hint)


def _new_faults(there: bytes, merged: bytes) -> list[Flaw]:
    """What makes the merged package unsound and was not there before: nothing, unless merging is wrong."""
    from builder.proof import package_flaws

    before = {(flaw.code, flaw.message) for flaw in package_flaws(there)}
    return [flaw for flaw in package_flaws(merged) if (flaw.code, flaw.message) not in before]
