"""The same parts, the same bytes: an OOXML package without clock, order or compression noise."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

_EPOCH = (1980, 1, 1, 0, 0, 0)
_STAMP = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:)")


def steady(package: bytes, date: str) -> bytes:
    """Repack a docx, pptx or xlsx so that equal parts give equal bytes.

    Members keep the order in which the package lists them, except that `[Content_Types].xml` stands first (OPC asks
    for no order; readers that stream like it there). Times are set to 1980-01-01, the zip format's zero; the dates in
    docProps/core.xml become `date`.

    Args:
        package: the zip file's bytes.
        date: ISO date (2026-11-22) to be written as created and modified.
    """
    stamp = f"{date}T00:00:00Z".encode("ascii")
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(package)) as old, zipfile.ZipFile(out, "w") as new:
        names = sorted(dict.fromkeys(old.namelist()), key=lambda n: n != "[Content_Types].xml")
        for name in names:
            data = old.read(name)
            if name == "docProps/core.xml":
                data = _STAMP.sub(lambda m: m[1] + stamp + m[3], data)
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0  # FAT: the same on every system
            info.external_attr = 0
            new.writestr(info, data, compresslevel=6)
    return out.getvalue()
