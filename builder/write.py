"""Bytes in, a file in out/: whole or not at all, the same bytes for the same input, and only if they changed."""

from __future__ import annotations

import hashlib
import os
import platform
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from builder.ooxml.steady import steady

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]


_HERE = hashlib.sha256(platform.node().encode("utf-8", "replace")).hexdigest()[:8]
"""This machine, in the names of unfinished files: the folder may be shared."""


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
    if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    _sweep(path)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.{_HERE}.{os.getpid()}.", suffix=".part")
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


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Wait until no other build works on what this folder is kept for; whoever is killed lets go.

    Where nobody can be kept out (Windows, a disk that is read-only or knows no locks), there is no waiting: every
    single file is whole all the same.
    """
    with ExitStack() as held:
        if fcntl is not None:
            with suppress(OSError):
                folder.mkdir(parents=True, exist_ok=True)
                lock = os.open(folder / "lock", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK, 0o644)
                held.callback(os.close, lock)
                fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _sweep(path: Path) -> None:
    """Take away what a build on this machine that was killed has left beside a file; a build that still runs keeps its.

    On Windows nobody can be asked without harm whether he lives: there what is left stays.
    """
    begins = f".{path.name}.{_HERE}."
    for left in path.parent.iterdir() if os.name == "posix" else ():
        if left.name.startswith(begins) and left.name.endswith(".part"):
            process = left.name.removeprefix(begins).partition(".")[0]
            if process.isdecimal() and not _lives(int(process)):
                left.unlink(missing_ok=True)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
