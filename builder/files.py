"""Files that a stranger may have put there: only plain ones are read, of a bearable size, and none outside the project.

A link may lead anywhere, a pipe never ends, a device has no end, a name may be one that another system cannot hold.
"""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

from builder.problem import Place, Problem, Problems

MAX_BYTES = 20_000_000
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*\ud800-\udfff]')
_LONGEST = 100


def read_file(path: Path, place: Place, *, most: int = MAX_BYTES, within: Path | None = None, what: str = "") -> bytes:
    """The bytes of a plain file.

    Args:
        path: the file.
        place: where it is named, for messages.
        most: bytes that it may have.
        within: a folder in which it must really lie, links followed.
        what: how messages call it ("the look 'look.docx'"; default: "the file").

    Raises:
        Problems: it is a pipe, a device or a folder, too large, or lies outside.
        OSError: it is not there, or cannot be read.
    """
    what = what or "the file"
    if within is not None:
        keep_in(path, within, place, what=what)
    try:
        file = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError as e:
        if path.is_dir() or path.is_fifo() or path.is_socket():
            raise _no_file(place, what) from e
        raise
    try:
        plain = os.fdopen(file, "rb")
    except IsADirectoryError as e:
        os.close(file)
        raise _no_file(place, what) from e
    with plain as opened:
        if not stat.S_ISREG(os.fstat(opened.fileno()).st_mode):
            raise _no_file(place, what)
        data = opened.read(most + 1)
    if len(data) > most:
        raise Problems([Problem(place, f"{what} is larger than {most:,} bytes", "too-large")])
    return data


def is_there(path: Path) -> bool:
    """Whether something stands at a path; a name that no system can hold is nowhere."""
    try:
        return path.exists()
    except OSError:
        return False


def keep_in(path: Path, folder: Path, place: Place, *, what: str = "the file", hint: str = "") -> None:
    """Refuse what lies outside of a folder, links followed.

    Raises:
        Problems: it does.
    """
    if not is_inside(path, folder):
        hint = hint or "a link may not lead out of the project: put the file itself there"
        raise Problems([Problem(place, f"{what} lies outside the project", "outside", hint)])


def is_inside(path: Path, folder: Path) -> bool:
    """Whether a path is really in a folder, links followed."""
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def fault_of_name(name: str) -> str:
    """Why a name cannot be a file's on every system (Windows forbids the most); "" where it can."""
    if _RESERVED.fullmatch(name):
        return f"Windows keeps the name '{name}' for itself"
    if bad := _FORBIDDEN.search(name):
        return f"Windows allows no {bad[0]!a} in a file's name"
    if name.endswith((".", " ")) or name.startswith(" "):
        return "a file's name has no space at its ends and no dot at its end"
    return f"a file's name longer than {_LONGEST} characters" if len(name) > _LONGEST else ""


def _no_file(place: Place, what: str) -> Problems:
    hint = "only plain files are read: no folders, pipes or devices"
    return Problems([Problem(place, f"{what} is no file", "no-file", hint)])
