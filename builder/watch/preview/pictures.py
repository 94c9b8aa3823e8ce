"""Exact pages: the files of out/ through LibreOffice and poppler, in a thread of their own, where both are here."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tempfile
import threading
from pathlib import Path

from builder.finished.printed import TIMEOUT_S, lacking, to_pdf
from builder.watch.preview.showing import Pictures, Showing

DPI = 110
_DRAWER = "pdftoppm"


def can_draw() -> bool:
    """Whether LibreOffice and poppler are on this machine."""
    return not lacking() and shutil.which(_DRAWER) is not None


def drawn(data: bytes, suffix: str) -> tuple[bytes, ...]:
    """Every page of a file as PNG.

    Raises:
        OSError: LibreOffice or poppler are not here, or could not read the file.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pdf = to_pdf(data, suffix, folder)
        try:
            command = [_DRAWER, "-r", str(DPI), "-png", str(pdf), str(folder / "page")]
            subprocess.run(command, check=True, capture_output=True, timeout=TIMEOUT_S)
        except subprocess.SubprocessError as e:
            raise OSError(f"{_DRAWER} stopped: {e}") from e
        return tuple(path.read_bytes() for path in sorted(folder.glob("page-*.png")))


def draw_asked(showing: Showing) -> bool:
    """Draw the pages of one file that somebody looks at and that has changed; False where there is none."""
    for outline, file, path, pictures in showing.asked():
        try:
            data = path.read_bytes()
        except OSError:
            continue  # between two builds; the bell will ring again
        digest = hashlib.sha256(data).hexdigest()
        if digest == pictures.of:
            continue
        showing.drawn(outline, file, Pictures(pictures.pages, digest, "old" if pictures.pages else "drawing"))
        try:
            pages = drawn(data, path.suffix)
        except OSError:
            showing.drawn(outline, file, Pictures((), digest, "failed"))
        else:
            showing.drawn(outline, file, Pictures(pages, digest, "ready"))
        return True
    return False


class Drawer(threading.Thread):
    """Draws what is asked for until nothing changes any more."""

    def __init__(self, showing: Showing) -> None:
        super().__init__(daemon=True, name="pages")
        self.showing = showing

    def run(self) -> None:
        """Draw, and wait for the bell when there is nothing to draw."""
        while not self.showing.closed:
            version = self.showing.version
            if not draw_asked(self.showing):
                self.showing.wait(version, 60)
