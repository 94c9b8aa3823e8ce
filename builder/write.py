"""Bytes in, a file in out/: whole or not at all, the same bytes for the same input, and only if they changed."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from builder.ooxml.steady import steady


def write(path: Path, data: bytes, date: str) -> bool:
    """Write a finished file.

    The new file is written beside the old one, flushed to the disk, and takes its place in one step: a crash, a kill
    or a full disk leaves the old file or the new one, never half of either.

    Args:
        path: where it goes.
        data: the bytes; an OOXML package is made repeatable first.
        date: ISO date for the package's properties.

    Returns:
        Whether anything was written: not when the same bytes are there already.

    Raises:
        OSError: the folder cannot be written to.
    """
    return put(path, finished(data, date))


def finished(data: bytes, date: str) -> bytes:
    """The bytes as they are written: an OOXML package made repeatable, anything else as it is."""
    return steady(data, date) if data[:2] == b"PK" else data


def put(path: Path, data: bytes) -> bool:
    """Write bytes as they are, in one step; returns whether anything was written, as `write` does.

    Raises:
        OSError: the folder cannot be written to.
    """
    if path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return True
