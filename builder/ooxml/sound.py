"""Whether a file is an OOXML package at all, before a library is asked to open it."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

MOST_BYTES = 200_000_000  # unpacked; a look is a few hundred kilobytes


def fault(package: bytes) -> str:
    """Why these bytes are no OOXML package, in a few words; "" where nothing is wrong (ECMA-376 part 2, OPC)."""
    try:
        with zipfile.ZipFile(BytesIO(package)) as opened:
            if "[Content_Types].xml" not in opened.namelist():
                return "it is a zip file, but no Word or PowerPoint file"
            if sum(entry.file_size for entry in opened.infolist()) > MOST_BYTES:
                return f"it unpacks to more than {MOST_BYTES:,} bytes"
            damaged = opened.testzip()
            return f"its part '{damaged}' is damaged" if damaged else ""
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError):
        return "it is empty, cut short, encrypted, or of another kind"
