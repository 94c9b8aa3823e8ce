"""Looks that are no look, or a zip file made to hurt whoever opens it: each in Word and in PowerPoint."""

# ruff: noqa: E501  (tables: an entry is a line)
from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO

from attack import Attack
from laying import LOOKS, look, repacked, shipped, swap

from builder.ooxml.sound import MOST_TAGS

ARGUMENTS = ("build", "outlines/case.yaml", "--template", "own", "--lang", "zh")
SAYS = r"^templates/own/plan\.yaml:2:\d+: error: "
OPENS = SAYS + r"the look '.*' cannot be opened: "
MAIN = {"briefing": "word/document.xml", "seminar": "ppt/presentation.xml"}
STYLED = {"briefing": "word/styles.xml", "seminar": "ppt/slideMasters/slideMaster1.xml"}
TYPES = "[Content_Types].xml"
OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(4_000)
MACROS = {
    "briefing": (b"wordprocessingml.document.main+xml", b"application/vnd.ms-word.document.macroEnabled.main+xml"),
    "seminar": (b"presentationml.presentation.main+xml",
                b"application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml"),
}  # fmt: skip
ENTITY = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd"><!ENTITY a "evil">]>'


def zipped(entries: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", method) as new:
        for name, data in entries.items():
            new.writestr(name, data)
    return out.getvalue()


def bomb(like: str) -> bytes:
    """A gigabyte of zeros in a megabyte."""
    out = BytesIO(shipped(like))
    with (
        zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as new,
        new.open("media/evil.bin", "w", force_zip64=True) as part,
    ):
        for _ in range(1_000):
            part.write(bytes(1_000_000))
    return out.getvalue()


def lying(like: str) -> bytes:
    """A part whose directory entry says that it is small."""
    data = bytearray(repacked(shipped(like), more={"media/evil.bin": bytes(50_000_000)}))
    at = data.rindex(b"media/evil.bin")
    data[at - 46 + 24 : at - 46 + 28] = struct.pack("<I", 100)
    return bytes(data)


def twice(like: str) -> bytes:
    """Two parts of one name: programs differ in which they read."""
    out = BytesIO(shipped(like))
    with zipfile.ZipFile(out, "a") as new:
        new.writestr(MAIN[like], b"<evil/>")
    return out.getvalue()


def encrypted(like: str) -> bytes:
    """With the bit set that says: encrypted."""
    data = bytearray(shipped(like))
    at = data.index(b"PK\x01\x02")
    while data[at : at + 4] == b"PK\x01\x02":
        data[at + 8] |= 1
        name, extra, comment = struct.unpack("<HHH", data[at + 28 : at + 34])
        at += 46 + name + extra + comment
    return bytes(data)


def doctype(encoding: str, ahead: bytes = b"", name: str = "") -> Callable[[str], bytes]:
    """A document type, where nobody looks for it."""

    def make(like: str) -> bytes:
        part = name or STYLED[like]

        def change(data: bytes) -> bytes:
            text = data.decode("utf-8")
            head, _, rest = text.partition("?>")
            head = f'<?xml version="1.0" encoding="{encoding}" standalone="yes"?>'
            return f"{head}{ahead.decode()}{ENTITY.decode()}{rest}".encode(encoding)

        return repacked(shipped(like), {part: change})

    return make


def hidden_doctype(like: str) -> bytes:
    """In a part whose name does not say that it is XML."""
    part = STYLED[like]
    hidden = part.rpartition(".")[0] + ".dat"
    folder, _, file = part.rpartition("/")
    rels = f"{folder}/_rels/{file}.rels"
    old = shipped(like)
    inner = zipfile.ZipFile(BytesIO(old))
    changes: dict[str, bytes | Callable[[bytes], bytes] | None] = {
        part: None,
        TYPES: swap(f"/{part}".encode(), f"/{hidden}".encode()),
        f"{MAIN[like].rpartition('/')[0]}/_rels/{MAIN[like].rpartition('/')[2]}.rels": lambda data: data.replace(
            file.encode(), hidden.rpartition("/")[2].encode()
        ),
    }
    more = {hidden: inner.read(part).replace(b"?>", b"?>" + ENTITY, 1)}
    if rels in inner.namelist():
        changes[rels] = None
        more[f"{folder}/_rels/{hidden.rpartition('/')[2]}.rels"] = inner.read(rels)
    return repacked(old, changes, more)


def deep(depth: int) -> Callable[[str], bytes]:
    """Elements in elements."""
    inner = {"briefing": (b"<w:sdt><w:sdtContent>", b"</w:sdtContent></w:sdt>", b"</w:body>"),
             "seminar": (b"<p:extLst><p:ext>", b"</p:ext></p:extLst>", b"</p:presentation>")}  # fmt: skip

    def make(like: str) -> bytes:
        opening, closing, end = inner[like]
        return repacked(shipped(like), {MAIN[like]: swap(end, opening * depth + closing * depth + end)})

    return make


def crowded(like: str, count: int = 8_000_000) -> bytes:
    """Millions of elements, packed into nothing."""
    element = {"briefing": (b"<w:p/>", b"</w:body>"), "seminar": (b"<p:ext/>", b"</p:presentation>")}[like]
    return repacked(shipped(like), {MAIN[like]: swap(element[1], element[0] * count + element[1])})


def many_parts(like: str) -> bytes:
    return repacked(shipped(like), more={f"media/{n}.png": b"" for n in range(66_000)})


def renamed(name: str) -> Callable[[str], bytes]:
    return lambda like: repacked(shipped(like), more={name: b"evil"})


def macros(like: str) -> bytes:
    """.docm or .pptm, with the name of its harmless sister."""
    old, new = MACROS[like]
    return repacked(shipped(like), {TYPES: swap(b"application/vnd.openxmlformats-officedocument." + old, new)},
                    {"word/vbaProject.bin": b"evil"})  # fmt: skip


def without(part: str) -> Callable[[str], bytes]:
    return lambda like: repacked(shipped(like), {part.format(main=MAIN[like], styled=STYLED[like]): None})


def broken(data: bytes) -> Callable[[str], bytes]:
    return lambda like: repacked(shipped(like), {STYLED[like]: data})


def other(like: str) -> bytes:
    """A deck as a Word look, a paper as a deck's."""
    return shipped("seminar" if like == "briefing" else "briefing")


def workbook(like: str) -> bytes:
    import xlsxwriter  # type: ignore[import-untyped]

    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.add_worksheet().write(0, 0, "evil")
    return out.getvalue()


def mistyped(like: str) -> bytes:
    """Every part says that it is a picture."""
    return repacked(shipped(like), {TYPES: lambda data: data.replace(b"+xml", b"+evil")})


def circular(like: str) -> bytes:
    """A part that is related to itself."""
    return repacked(shipped(like), {"_rels/.rels": lambda data: data.replace(MAIN[like].encode(), b"_rels/.rels")})


MAKERS: dict[str, tuple[Callable[[str], bytes], str]] = {
    "bomb": (bomb, OPENS + "it unpacks to more than"),
    "lying-size": (lying, OPENS),
    "many-parts": (many_parts, OPENS + "it has more than"),
    "crowded": (crowded, SAYS + ".*more than [\\d,]+ tags"),
    "climbing": (renamed("../../../evil.txt"), OPENS + "its part .* leads out of it"),
    "absolute": (renamed("/etc/evil"), OPENS + "its part .* leads out of it"),
    "backslash": (renamed("..\\..\\evil.txt"), OPENS + "its part .* leads out of it"),
    "drive": (renamed("C:/evil.txt"), OPENS + "its part .* leads out of it"),
    "twice": (twice, OPENS + "it has the part .* twice"),
    "twice-by-case": (renamed("[content_types].XML"), OPENS + "it has the part .* twice"),
    "empty": (lambda like: b"", OPENS),
    "text": (lambda like: b"evil", OPENS),
    "empty-zip": (lambda like: zipped({}), OPENS),
    "other-zip": (lambda like: zipped({"evil.txt": b"evil"}), OPENS),
    "only-types": (lambda like: zipped({TYPES: b"evil"}), SAYS),
    "cut-short": (lambda like: shipped(like)[:-2_000], OPENS),
    "cut-in-half": (lambda like: shipped(like)[: len(shipped(like)) // 2], OPENS),
    "behind-something": (lambda like: b"MZ evil" + bytes(10_000) + shipped(like), OPENS),
    "old-office": (lambda like: OLD_OFFICE, OPENS),
    "encrypted": (encrypted, OPENS),
    "other-kind": (other, SAYS),
    "workbook": (workbook, SAYS),
    "macros": (macros, SAYS + ".* holds macros"),
    "no-main": (without("{main}"), SAYS),
    "no-styles": (without("{styled}"), SAYS),
    "no-rels": (without("_rels/.rels"), SAYS),
    "styles-broken": (broken(b"<evil"), SAYS + ".*not well-formed"),
    "styles-empty": (broken(b""), SAYS + ".*not well-formed"),
    "styles-other": (broken(b"<evil/>"), SAYS),
    "mistyped": (mistyped, SAYS),
    "circular": (circular, SAYS),
    "doctype": (doctype("utf-8"), SAYS + ".* a DOCTYPE"),
    "doctype-late": (doctype("utf-8", b"<!--" + b" " * 5_000 + b"-->"), SAYS + ".* a DOCTYPE"),
    "doctype-utf-16": (doctype("utf-16"), SAYS + ".* a DOCTYPE"),
    "doctype-hidden": (hidden_doctype, SAYS + ".* a DOCTYPE"),
    "doctype-types": (lambda like: repacked(shipped(like), {TYPES: swap(b"?>", b"?>" + ENTITY)}), SAYS + ".* a DOCTYPE"),
    "doctype-rels": (lambda like: repacked(shipped(like), {"_rels/.rels": swap(b"?>", b"?>" + ENTITY)}), SAYS + ".* a DOCTYPE"),
    "utf-7": (lambda like: repacked(shipped(like), {STYLED[like]: lambda data: data.replace(b"UTF-8", b"UTF-7", 1)}), SAYS),
    "deep": (deep(300), SAYS + ".* nested"),
    "deeper": (deep(100_000), SAYS + ".* nested"),
}  # fmt: skip


def attacks() -> Iterator[Attack]:
    for like in LOOKS:
        for name, (make, says) in MAKERS.items():
            yield Attack(
                f"{like}-{name}", look(lambda make=make, like=like: make(like), like), says, arguments=ARGUMENTS
            )
        bearable = look(lambda like=like: crowded(like, MOST_TAGS - 100_000), like)
        yield Attack(f"{like}-crowded-bearably", bearable, arguments=ARGUMENTS, code=None, makes=None)


ATTACKS = tuple(attacks())
