"""Advance widths out of a TrueType or OpenType file, with nothing but the standard library.

Only the tables that say who a font is and how wide its characters are get read: head, hhea, hmtx, cmap
(formats 4 and 12), name, OS/2. Clauses named are those of ISO/IEC 14496-22 (Open Font Format).
"""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

LAST_POINT = 0x2DFF  # Han and full-width marks are 1 em without asking a font
_SUFFIXES = (".ttf", ".otf", ".ttc", ".otc")


@dataclass(frozen=True)
class FontFile:
    """One face of a font file: its family names, its weight, its advance widths in em."""

    path: Path
    families: frozenset[str]
    bold: bool
    widths_em: dict[str, float] = field(repr=False, compare=False)


def find_font(family: str, folders: Sequence[Path], *, bold: bool) -> FontFile | None:
    """The upright face of a family in the first folder that has one, or None.

    Italic faces are passed over. A file that can't be read as a font counts as not there.
    """
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix.lower() in _SUFFIXES and path.is_file():
                for font in _fonts(path):
                    if family.casefold() in font.families and font.bold == bold:
                        return font
    return None


@cache
def _fonts(path: Path) -> tuple[FontFile, ...]:
    try:
        return tuple(_read(path))
    except (struct.error, KeyError, ValueError, IndexError):  # cut off, garbled, or not a font at all
        return ()


def _read(path: Path) -> Iterator[FontFile]:
    data = path.read_bytes()
    starts = [0]
    if data[:4] == b"ttcf":  # 4.4.2: a collection; its header lists the fonts
        (count,) = struct.unpack_from(">I", data, 8)
        starts = list(struct.unpack_from(f">{count}I", data, 12))
    for start in starts:
        (count,) = struct.unpack_from(">H", data, start + 4)
        tables = {}
        for i in range(count):
            tag, _, offset, length = struct.unpack_from(">4sIII", data, start + 12 + 16 * i)
            tables[tag.decode("latin-1")] = data[offset : offset + length]
        (style,) = struct.unpack_from(">H", tables["head"], 44)
        if "OS/2" in tables:  # 5.2.3: fsSelection bit 0 italic, bit 5 bold, bit 9 oblique
            (selection,) = struct.unpack_from(">H", tables["OS/2"], 62)
            bold, slanted = bool(selection & 0x20), bool(selection & 0x201)
        else:  # 5.2.1: macStyle bit 0 bold, bit 1 italic
            bold, slanted = bool(style & 1), bool(style & 2)
        if not slanted:
            yield FontFile(path, frozenset(_families(tables["name"])), bold, _widths_em(tables))


def _families(name: bytes) -> Iterator[str]:
    """The family (name 1) in each language, case folded; not name 16, which light and black faces share."""
    _, count, storage = struct.unpack_from(">HHH", name, 0)
    for i in range(count):
        platform, _, _, kind, length, offset = struct.unpack_from(">6H", name, 6 + 12 * i)
        if kind == 1:
            raw = name[storage + offset : storage + offset + length]
            yield raw.decode("mac-roman" if platform == 1 else "utf-16-be", "replace").casefold()


def _widths_em(tables: dict[str, bytes]) -> dict[str, float]:
    (em,) = struct.unpack_from(">H", tables["head"], 18)
    (metrics,) = struct.unpack_from(">H", tables["hhea"], 34)
    if not em or not metrics:
        raise ValueError("a font without an em or without advance widths")
    # 5.2.5: advance and side bearing in turn; glyphs beyond the last one share its advance
    advances = struct.unpack_from(">" + "Hh" * metrics, tables["hmtx"], 0)[::2]
    return {
        chr(point): advances[min(glyph, metrics - 1)] / em
        for point, glyph in _glyphs(tables["cmap"])
        if glyph and not 0xD800 <= point <= 0xDFFF
    }


def _glyphs(cmap: bytes) -> Iterator[tuple[int, int]]:
    """Code point and glyph of every character up to LAST_POINT, from the best Unicode subtable."""
    (count,) = struct.unpack_from(">H", cmap, 2)
    offsets = {}
    for i in range(count):
        platform, encoding, offset = struct.unpack_from(">HHI", cmap, 4 + 8 * i)
        if platform == 0 or (platform == 3 and encoding in (1, 10)):
            (kind,) = struct.unpack_from(">H", cmap, offset)
            offsets[kind] = offset
    if 12 in offsets:
        yield from _segmented_32(cmap, offsets[12])
    else:
        yield from _segmented_16(cmap, offsets[4])


def _segmented_32(cmap: bytes, at: int) -> Iterator[tuple[int, int]]:
    (groups,) = struct.unpack_from(">I", cmap, at + 12)
    before = -1
    for i in range(groups):
        first, last, glyph = struct.unpack_from(">III", cmap, at + 16 + 12 * i)
        if first <= before:  # 5.2.2, format 12: ascending; also what bounds the work on a hostile file
            raise ValueError("cmap groups out of order")
        for point in range(first, min(last, LAST_POINT) + 1):
            yield point, glyph + point - first
        before = last
        if last >= LAST_POINT:
            return


def _segmented_16(cmap: bytes, at: int) -> Iterator[tuple[int, int]]:
    (twice,) = struct.unpack_from(">H", cmap, at + 6)
    count = twice // 2
    ends = struct.unpack_from(f">{count}H", cmap, at + 14)
    starts = struct.unpack_from(f">{count}H", cmap, at + 16 + twice)
    deltas = struct.unpack_from(f">{count}H", cmap, at + 16 + 2 * twice)
    ranges_at = at + 16 + 3 * twice
    before = -1
    for i, (first, last, delta) in enumerate(zip(starts, ends, deltas, strict=True)):
        if first <= before or first > LAST_POINT:
            return
        (range_offset,) = struct.unpack_from(">H", cmap, ranges_at + 2 * i)
        for point in range(first, min(last, LAST_POINT) + 1):
            if not range_offset:
                yield point, (point + delta) & 0xFFFF
                continue
            (glyph,) = struct.unpack_from(">H", cmap, ranges_at + 2 * i + range_offset + 2 * (point - first))
            yield point, (glyph + delta) & 0xFFFF if glyph else 0
        before = last
