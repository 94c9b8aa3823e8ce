"""What was built last, as the ledger has it: the base against which an edit is an edit."""

from __future__ import annotations

from pathlib import Path
from zipfile import BadZipFile

from builder.ledger import Entry, digest
from builder.ooxml.custom_properties import build_id


def made_last(path: Path, home: Path, data: bytes) -> bytes | None:
    """The bytes that were written before anybody edited them; None where nobody knows them.

    A file that somebody sends back may come from an older build than the last one: then what that build wrote is looked
    for among the ledger's backups, by the build's id, which every file carries.

    Args:
        path: the file, wherever it lies now.
        home: where builds put it, in out/.
        data: its bytes.
    """
    entry = Entry(home)
    last = entry.last(data)
    own = _build(data)
    at_home = path.resolve() == home.resolve()
    if last is not None and (own in ("", _build(last)) or (at_home and entry.wrote != digest(last))):
        return last  # also where a build was merged into the file, which may have kept its older id
    if own:
        for before in sorted((entry.folder / "before").glob(f"*{home.suffix}"), reverse=True):
            if _build(kept := before.read_bytes()) == own:
                return kept
    return last if at_home else None


def _build(data: bytes) -> str:
    try:
        return build_id(data)
    except BadZipFile:
        return ""
