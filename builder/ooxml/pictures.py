"""Whether a picture in a stranger's file can be handed on: it is what it says, of a bearable size, and does not act."""

from __future__ import annotations

import re
import warnings
from io import BytesIO
from xml.parsers import expat

MOST_PIXELS = 100_000_000  # a photograph has twenty million; a reader's program has to unpack all of them
_KINDS = {
    "PNG": ("image/png",), "JPEG": ("image/jpeg", "image/jpg", "image/pjpeg"), "GIF": ("image/gif",),
    "BMP": ("image/bmp", "image/x-ms-bmp"), "TIFF": ("image/tiff",), "WEBP": ("image/webp",),
    "MPO": ("image/jpeg", "image/jpg"),
}  # fmt: skip
_METAFILES = {"image/x-emf": b"\x01\x00\x00\x00", "image/emf": b"\x01\x00\x00\x00", "image/x-wmf": b"\xd7\xcd\xc6\x9a",
              "image/wmf": b"\xd7\xcd\xc6\x9a"}  # fmt: skip
_ACTS = ("script", "foreignobject", "handler", "listener", "iframe", "object", "embed", "audio", "video", "animate",
         "animatemotion", "animatetransform", "set", "a")  # fmt: skip
_FETCHES = re.compile(r"url\(\s*['\"]?(?!#)|@import|expression\(|javascript:", re.IGNORECASE)
_KEPT_INSIDE = re.compile(r"#|data:image/(png|jpeg|gif);", re.IGNORECASE)


def fault_of_picture(data: bytes, kind: str) -> str:
    """Why a picture is not handed on, in a few words; "" where it is.

    Args:
        data: its bytes.
        kind: the content type that its package says ("image/png").
    """
    kind = kind.lower()
    if kind == "image/svg+xml":
        return _svg(data)
    if kind in _METAFILES:
        whole = data[40:44] == b" EMF" if "emf" in kind else data[:4] == _METAFILES[kind] or data[:2] == b"\x01\x00"
        return "" if whole else "a picture that is none"
    from PIL import Image, UnidentifiedImageError  # here: most looks have no picture

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # its own, about large pictures: we say so ourselves
            with Image.open(BytesIO(data), formats=tuple(_KINDS)) as picture:
                (width, height), found = picture.size, picture.format
    except Image.DecompressionBombError:
        return "a picture of too many pixels"
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, KeyError, OverflowError, ZeroDivisionError):
        return "a picture that is none"
    if width * height > MOST_PIXELS:
        return "a picture of too many pixels"
    if not width or not height:
        return "a picture that is none"
    return "" if kind in _KINDS[found or ""] else "a picture that is of another kind than it says"


class _Refused(Exception):  # noqa: N818
    """Something in a drawing acts or fetches."""


def _svg(data: bytes) -> str:
    """A drawing in SVG is a program as much as a picture: only what draws, and leads nowhere, is handed on."""

    def start(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2].lower() in _ACTS:
            raise _Refused
        for key, text in attributes.items():
            bare = key.rpartition(":")[2].lower()
            if bare.startswith("on") or (bare in ("href", "src", "base") and not _KEPT_INSIDE.match(text.strip())):
                raise _Refused
            if _FETCHES.search(text):
                raise _Refused

    def words(text: str) -> None:
        if _FETCHES.search(text):
            raise _Refused

    def other(*found: object) -> None:
        raise _Refused

    parser = expat.ParserCreate()
    parser.buffer_text, parser.buffer_size = True, 1 << 20
    parser.StartElementHandler, parser.CharacterDataHandler = start, words
    parser.StartDoctypeDeclHandler, parser.ProcessingInstructionHandler = other, other
    try:
        parser.Parse(data, True)
    except _Refused:
        return "a drawing (SVG) that acts or reaches outside"
    except (expat.ExpatError, ValueError, LookupError):
        return "a picture that is none"
    return ""
