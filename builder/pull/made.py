"""What was built last, as the ledger has it: the base against which an edit is an edit."""

from __future__ import annotations

from pathlib import Path

from builder.finished.received import received
from builder.ledger import Entry, digest
from builder.ooxml.custom_properties import build_id
from builder.ooxml.sound import unsound
from builder.problem import Problems


def made_last(path: Path, home: Path, data: bytes) -> bytes | None:
    """The bytes that were written before anybody edited them; None where nobody knows them.

    A file that somebody sends back may come from an older build than the last one: then what that build wrote is looked
    for among the ledger's backups, by the build's id, which every file carries.

    Args:
        path: the file, wherever it lies now.
        home: where builds put it, in out/.
        data: its bytes, a sound package.
    """
    entry = Entry(home)
    last = entry.last(data)
    if last is not None and last != data and unsound(last):
        last = None  # the ledger may come from anybody, as the file may
    own = build_id(data)
    at_home = path.resolve() == home.resolve()
    if last is not None and (own in ("", build_id(last)) or (at_home and entry.wrote != digest(last))):
        return last  # also where a build was merged into the file, which may have kept its older id
    if own:
        for before in sorted((entry.folder / "before").glob(f"*{home.suffix}"), reverse=True):
            if (kept := _kept(before, home)) and build_id(kept) == own:
                return kept
    return last if at_home else None


def _kept(before: Path, home: Path) -> bytes:
    """A backup; nothing where somebody has put something else there."""
    try:
        return received(before, within=home.parent.parent)
    except (OSError, Problems):
        return b""
