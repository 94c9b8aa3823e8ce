"""The same parts, the same bytes: an OOXML package without clock, order or compression noise."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from builder.ooxml.custom_properties import PART, UNSTAMPED, build_of

_EPOCH = (1980, 1, 1, 0, 0, 0)
_STAMP = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:)")
_UNSTAMPED = f">{UNSTAMPED}<".encode("ascii")


def steady(package: bytes, date: str) -> bytes:
    """Repack a docx, pptx or xlsx so that equal parts give equal bytes.

    Members keep the order in which the package lists them, except that `[Content_Types].xml` stands first (OPC asks
    for no order; readers that stream like it there). Times are set to 1980-01-01, the zip format's zero; the dates in
    docProps/core.xml become `date`. Where the custom properties have a place for it, the build's id is put in.

    Args:
        package: the zip file's bytes.
        date: ISO date (2026-11-22) to be written as created and modified.
    """
    stamp = f"{date}T00:00:00Z".encode("ascii")
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(package)) as old, zipfile.ZipFile(out, "w") as new:
        names = sorted(dict.fromkeys(old.namelist()), key=lambda n: n != "[Content_Types].xml")
        parts = {name: old.read(name) for name in names}
        if core := parts.get("docProps/core.xml"):
            parts["docProps/core.xml"] = _STAMP.sub(lambda m: m[1] + stamp + m[3], core)
        if _UNSTAMPED in parts.get(PART, b""):
            parts[PART] = parts[PART].replace(_UNSTAMPED, b">" + build_of(parts.items()) + b"<", 1)
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0  # FAT: the same on every system
            info.external_attr = 0
            new.writestr(info, data, compresslevel=6)
    return out.getvalue()
