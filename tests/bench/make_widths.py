"""Write builder/fit/widths/*.tsv from the free fonts that share their widths with the usual Office ones.

Usage: `python tests/bench/make_widths.py [FONT_FOLDER]`; needs fonttools and the Debian packages
fonts-crosextra-carlito, fonts-crosextra-caladea and fonts-liberation. Advance widths are facts about a font, not the
font: a table holds nothing else of it.
"""

import sys
from pathlib import Path

from fontTools.ttLib import TTFont

RANGES = (  # Latin, Greek, Cyrillic, punctuation, arrows and what citations and figures add to them
    (0x20, 0x7E),
    (0xA0, 0x24F),
    (0x2C6, 0x2DD),
    (0x370, 0x3FF),
    (0x400, 0x52F),
    (0x1E00, 0x1EFF),
    (0x2000, 0x20BF),
    (0x2100, 0x22FF),
    (0xFB00, 0xFB06),
)
FONTS = {
    "carlito": ("crosextra/Carlito-Regular.ttf", "crosextra/Carlito-Bold.ttf", "SIL Open Font License 1.1"),
    "caladea": ("crosextra/Caladea-Regular.ttf", "crosextra/Caladea-Bold.ttf", "Apache License 2.0"),
    "liberation-sans": (
        "liberation/LiberationSans-Regular.ttf",
        "liberation/LiberationSans-Bold.ttf",
        "GPL-2 with font exception (Liberation 1.x)",
    ),
    "liberation-serif": (
        "liberation/LiberationSerif-Regular.ttf",
        "liberation/LiberationSerif-Bold.ttf",
        "GPL-2 with font exception (Liberation 1.x)",
    ),
}
OUT = Path(__file__).parents[2] / "builder" / "fit" / "widths"


def advances(font: TTFont) -> dict[int, int]:
    """Code point to advance width, in units of the font's em."""
    glyphs, metrics = font.getBestCmap(), font["hmtx"].metrics
    return {
        point: metrics[glyphs[point]][0]
        for first, last in RANGES
        for point in range(first, last + 1)
        if point in glyphs
    }


def table(regular: TTFont, bold: TTFont, licence: str) -> str:
    """The text of one width table."""
    em = regular["head"].unitsPerEm
    assert em == bold["head"].unitsPerEm, "regular and bold must share an em"
    plain, heavy = advances(regular), advances(bold)
    version = regular["name"].getDebugName(5).removeprefix("Version ").split(";")[0]
    lines = [
        f"# font: {regular['name'].getDebugName(1)}, regular and bold, version {version}",
        f"# licence of the font: {licence}; this table holds advance widths only",
        "# written by tests/bench/make_widths.py; columns: code point (hex), regular, bold",
        f"# units per em: {em}",
    ]
    return "\n".join(lines + [f"{p:04X}\t{plain[p]}\t{heavy.get(p, plain[p])}" for p in plain]) + "\n"


def main() -> None:
    """Write every table and say how large it is."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/fonts/truetype")
    OUT.mkdir(parents=True, exist_ok=True)
    for name, (regular, bold, licence) in FONTS.items():
        text = table(TTFont(folder / regular), TTFont(folder / bold), licence)
        (OUT / f"{name}.tsv").write_text(text, encoding="utf-8", newline="\n")
        print(f"{name}.tsv: {text.count(chr(10)) - 4} characters, {len(text)} bytes")


if __name__ == "__main__":
    main()
