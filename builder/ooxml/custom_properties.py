"""Custom properties: what a file says of where it comes from (ECMA-376 Part 1, 22.3).

By hand: File > Info > Properties > Advanced Properties > Custom. Word, PowerPoint and LibreOffice carry them along
through editing and saving, in both kinds of files.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any

ORIGIN = "Collate "
"""The custom properties of ours begin with this."""
BUILD = f"{ORIGIN}build"
"""The property that tells one build from another."""
UNSTAMPED = "0" * 16
"""The build's id in a package whose parts are not all there yet; `stamped` puts the right one in its place."""
PART = "docProps/custom.xml"
_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # of all custom properties (22.3.2.2)
_ID = re.compile(rb"[0-9a-f]{16}")


def custom_xml(properties: Mapping[str, str], old: bytes = b"", *, drop: tuple[str, ...] = ()) -> bytes:
    """The part with these properties, beside those of an old part whose names do not begin with one of `drop`."""
    from lxml import etree  # here, so that the door opens without lxml

    spaces: dict[Any, str] = {None: _PROPERTIES, "vt": _VALUES}
    root = etree.Element(f"{{{_PROPERTIES}}}Properties", nsmap=spaces)
    if old:
        kept = etree.fromstring(old, etree.XMLParser(resolve_entities=False, no_network=True))
        root.extend([p for p in kept if not p.get("name", "").startswith(drop)] if drop else list(kept))
    number = max((int(p.get("pid", "1")) for p in root), default=1)  # the first two numbers are Office's own
    for n, (key, text) in enumerate(properties.items(), 1):
        place = {"fmtid": _FORMAT, "pid": str(number + n), "name": key}
        made = etree.SubElement(root, f"{{{_PROPERTIES}}}property", place)
        etree.SubElement(made, f"{{{_VALUES}}}lpwstr").text = text
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data


def origin(made_from: Mapping[str, str]) -> dict[str, str]:
    """What a file was made from and by which version of Collate, as custom properties; never when or by whom."""
    from builder import __version__  # known only once the whole house stands

    said = {f"{ORIGIN}{key}": text for key, text in (*made_from.items(), ("version", __version__))}
    return said | {BUILD: UNSTAMPED}


def build_of(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """A build's id: 16 hexadecimal digits of the SHA-256 of all parts, names and bytes, in their order."""
    digest = hashlib.sha256()
    for name, data in parts:
        digest.update(f"{name}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()[:16].encode("ascii")


def build_id(package: bytes) -> str:
    """The id of the build that a file comes from, also after people have edited it; "" where it says none.

    Raises:
        BadZipFile: it is no package.
    """
    with zipfile.ZipFile(BytesIO(package)) as opened:
        if PART not in opened.namelist():
            return ""
        data = opened.read(PART)
    if b"<!DOCTYPE" in data:
        return ""
    from lxml import etree

    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return ""
    text = next(("".join(map(str, p.itertext())).strip() for p in root if p.get("name") == BUILD), "")
    return text if _ID.fullmatch(text.encode("utf-8")) else ""
