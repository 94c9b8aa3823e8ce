"""A finished file as a printer would get it: through LibreOffice and poppler, where they are installed.

Nothing needs them. Only they know, before Word does, on which page something stands; with other fonts than the
reader's, a page may break elsewhere.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

PROGRAMS = ("soffice", "pdfinfo")
"""LibreOffice, and poppler's reader of what stands where in a PDF."""
TIMEOUT_S = 240
_DESTINATIONS = 'pdf:{}_pdf_Export:{{"ExportBookmarksToPDFDestination":{{"type":"boolean","value":"true"}}}}'
_FILTERS = {".docx": "writer", ".pptx": "impress"}
_LISTED = re.compile(r'^ *(\d+) \[.*\] "(.*)"$', re.M)


def lacking() -> list[str]:
    """The programs that are not on this machine."""
    return [program for program in PROGRAMS if shutil.which(program) is None]


def pages_of_bookmarks(data: bytes) -> dict[str, int]:
    """On which page of a Word file each bookmark stands; pages count from 1.

    Names stand as LibreOffice writes them into a PDF: `destination` gives the name of a bookmark.

    Raises:
        OSError: LibreOffice or poppler are not here, or could not read the file.
    """
    with tempfile.TemporaryDirectory() as folder:
        pdf = to_pdf(data, ".docx", Path(folder))
        found = _run(["pdfinfo", "-dests", str(pdf)])
    return {name: int(page) for page, name in _LISTED.findall(found)}


def destination(bookmark: str) -> str:
    """A bookmark's name in a PDF: LibreOffice writes what is neither letter nor digit as two hexadecimal digits."""
    return re.sub(r"[^A-Za-z0-9]", lambda m: f"{ord(m[0]):02X}", bookmark)


def to_pdf(data: bytes, suffix: str, folder: Path) -> Path:
    """The file as a PDF in `folder`, its bookmarks as named destinations.

    Args:
        data: the file.
        suffix: .docx or .pptx.
        folder: empty and ours; LibreOffice keeps its profile there too, so that it neither reads nor disturbs the
            user's own.

    Raises:
        OSError: LibreOffice is not here, or could not read the file.
    """
    path = folder / f"printed{suffix}"
    path.write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').resolve().as_uri()}"
    to = _DESTINATIONS.format(_FILTERS[suffix])
    _run(["soffice", profile, "--headless", "--convert-to", to, "--outdir", str(folder), str(path)])
    if not path.with_suffix(".pdf").is_file():
        raise OSError(f"LibreOffice could not read a {suffix} file")
    return path.with_suffix(".pdf")


def _run(command: list[str]) -> str:
    try:
        done = subprocess.run(command, check=True, capture_output=True, timeout=TIMEOUT_S)
    except subprocess.SubprocessError as e:
        raise OSError(f"{command[0]} stopped: {e}") from e
    return done.stdout.decode("utf-8", "replace")
