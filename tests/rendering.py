"""Finished files as PDF and pictures, through LibreOffice and poppler where they are installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

FONTS = Path(__file__).parent / "fonts.conf"


def has_libreoffice() -> bool:
    """Whether soffice and pdftoppm are on this machine."""
    return bool(shutil.which("soffice") and shutil.which("pdftoppm"))


def to_pdf(path: Path, folder: Path) -> Path:
    """Convert one docx or pptx to `folder`/<stem>.pdf with the fonts that stand in for Word's."""
    with tempfile.TemporaryDirectory() as profile:
        to = ["--headless", "--convert-to", "pdf", "--outdir", str(folder)]
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{profile}", *to, str(path)],
            check=True,
            capture_output=True,
            timeout=240,
            env={**os.environ, "FONTCONFIG_FILE": str(FONTS)},
        )
    return folder / f"{path.stem}.pdf"


def to_png(pdf: Path, folder: Path, dpi: int = 80) -> list[Path]:
    """Every page of a PDF as <stem>-NN.png."""
    subprocess.run(["pdftoppm", "-r", str(dpi), "-png", str(pdf), str(folder / pdf.stem)], check=True)
    return sorted(folder.glob(f"{pdf.stem}-*.png"))


if __name__ == "__main__":
    import sys

    out = Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    for page in to_png(to_pdf(Path(sys.argv[1]), out), out, int(sys.argv[3]) if len(sys.argv) > 3 else 80):
        print(page)
