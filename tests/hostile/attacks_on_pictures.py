"""Pictures in looks: bombs, none at all, of another kind than they say, drawings that are programs; in Word and in decks."""

# ruff: noqa: E501  (tables: an entry is a line)
from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

from attack import Attack
from attacks_on_looks import (
    ARGUMENTS,
    LAYOUT,
    LAYOUT_RELS,
    data,
    deck,
    drawing,
    paper,
    plain,
    related,
    relation,
    shape,
    shows,
)
from laying import look, repacked, swap
from PIL import Image


def chunk(kind: bytes, inner: bytes) -> bytes:
    return struct.pack(">I", len(inner)) + kind + inner + struct.pack(">I", zlib.crc32(kind + inner))


def png(width: int, height: int) -> bytes:
    """A picture that says it is so large, in seventy bytes."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    marked = chunk(b"tEXt", b"Comment\0evil")
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + marked
        + chunk(b"IDAT", zlib.compress(b"\0"))
        + chunk(b"IEND", b"")
    )


def drawn(form: str, mode: str = "RGB", **more: object) -> bytes:
    out = BytesIO()
    Image.new(mode, (40, 20), 128 if mode == "L" else (1, 2, 3, 4)[: len(mode)]).save(out, form, **more)
    return out.getvalue()


def turned() -> bytes:
    """A photograph that says: turn me."""
    exif = Image.Exif()
    exif[0x0112] = 6
    return drawn("JPEG", exif=exif)


def svg(inner: str, root: str = "", ahead: str = "") -> bytes:
    return (f'{ahead}<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9" '
            f"{root}>{inner}</svg>").encode()  # fmt: skip


BAD: dict[str, tuple[bytes, str]] = {
    "bomb": (png(60_000, 60_000), "png"),
    "bomb-wide": (png(2_147_483_647, 1), "png"),
    "many-pixels": (png(12_000, 12_000), "png"),
    "zero": (png(0, 0), "png"),
    "empty": (b"", "png"),
    "none": (b"evil", "png"),
    "html": (b"<html><script>evil</script></html>", "png"),
    "program": (b"MZ evil" + bytes(200), "jpeg"),
    "other-kind": (drawn("GIF").replace(b"\x00;", b"\x00;evil"), "png"),
    "zip": (b"PK\x03\x04evil", "png"),
    "metafile-none": (b"evil" * 20, "x-emf"),
    "svg-script": (svg("<script>evil</script>"), "svg+xml"),
    "svg-onload": (svg("<rect/>", 'onload="evil"'), "svg+xml"),
    "svg-image": (svg('<image xlink:href="http://evil.example/x.png"/>'), "svg+xml"),
    "svg-use": (svg('<use xlink:href="evil.svg#a"/>'), "svg+xml"),
    "svg-foreign": (svg("<foreignObject><b>evil</b></foreignObject>"), "svg+xml"),
    "svg-style": (svg("<style>@import url(http://evil.example/x.css);</style>"), "svg+xml"),
    "svg-fill": (svg('<rect fill="url(http://evil.example/x)"/>'), "svg+xml"),
    "svg-link": (svg('<a xlink:href="javascript:evil"><rect/></a>'), "svg+xml"),
    "svg-data": (svg('<image xlink:href="data:image/svg+xml;evil"/>'), "svg+xml"),
    "svg-sheet": (svg("", ahead='<?xml-stylesheet href="evil.css"?>'), "svg+xml"),
}  # fmt: skip
GOOD: dict[str, tuple[bytes, str]] = {
    "plain": (drawn("PNG"), "png"),
    "cmyk": (drawn("JPEG", "CMYK"), "jpeg"),
    "grey": (drawn("JPEG", "L"), "jpeg"),
    "turned": (turned(), "jpeg"),
    "no-density": (drawn("JPEG", dpi=(0, 0)), "jpeg"),
    "svg": (svg('<defs><linearGradient id="g"/></defs><rect fill="url(#g)" width="9" height="9"/>'), "svg+xml"),
}
TYPES = "[Content_Types].xml"


def typed(made: bytes, kind: str) -> bytes:
    """The package with the content type of the ending "pic"."""
    one = f'<Default Extension="pic" ContentType="image/{kind}"/></Types>'.encode()
    return repacked(made, {TYPES: swap(b"</Types>", one)})


def in_word(picture: bytes, kind: str) -> bytes:
    blip = (
        '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="1" name="x"'
        ' descr="x"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rIdX"/></pic:blipFill><pic:spPr/></pic:pic>'
    )
    inner = drawing(data("picture", blip)).replace('name="x">', 'name="x" descr="A drawing">', 1)
    return typed(paper(inner, **related("image", "media/x.pic", {"word/media/x.pic": picture})), kind)


def in_deck(picture: bytes, kind: str) -> bytes:
    changes = {LAYOUT: shape('<a:blip r:embed="rIdX"/>'), LAYOUT_RELS: relation("image", "../media/x.pic", False)}
    return typed(deck(changes, {"ppt/media/x.pic": picture}), kind)


def pictures(out: Path) -> list[bytes]:
    found = []
    for path in (*out.glob("case/*.docx"), *out.glob("case/*.pptx")):
        with zipfile.ZipFile(path) as package:
            found += [package.read(n) for n in package.namelist() if "/media/" in n]
    return found


def gone(picture: bytes, reads: Callable[[Path], object]) -> Callable[[Path], object]:
    def holds(out: Path) -> None:
        assert picture not in pictures(out), "the picture was carried over"
        reads(out)

    return holds


def stays(picture: bytes, reads: Callable[[Path], object]) -> Callable[[Path], object]:
    def holds(out: Path) -> None:
        assert picture in pictures(out), "the picture was lost"
        reads(out)

    return holds


def attacks() -> Iterator[Attack]:
    for form, make, like, reads in (("word", in_word, "briefing", plain), ("deck", in_deck, "seminar", shows)):
        for laid, after in ((BAD, gone), (GOOD, stays)):
            for name, (picture, kind) in laid.items():
                made = look(lambda make=make, picture=picture, kind=kind: make(picture, kind), like)
                yield Attack(f"picture-{name}-{form}", made, arguments=ARGUMENTS, holds=after(picture, reads))


ATTACKS = tuple(attacks())
