"""A look file as a presentation: templates and shows become presentations, macros are refused."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.exc import InvalidXmlError

from builder import model
from builder.problem import Problem, Problems

_TYPES = "[Content_Types].xml"
_MAIN = b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
_OTHERS = (
    b"application/vnd.openxmlformats-officedocument.presentationml.template.main+xml",  # .potx
    b"application/vnd.openxmlformats-officedocument.presentationml.slideshow.main+xml",  # .ppsx
)


def opened(look: model.Look) -> Any:
    """The file as python-pptx has it.

    Raises:
        Problems: it holds macros, or it is no PowerPoint file.
    """
    file = look.path.name
    with zipfile.ZipFile(BytesIO(look.data)) as package:
        types = package.read(_TYPES)
    if b"macroEnabled" in types or b"vbaProject" in types:
        hint = "save it as a presentation without macros (.pptx)"
        raise Problems([Problem(look.place, f"{file} holds macros", "macros", hint)])
    data = look.data
    for other in _OTHERS:
        if other in types:
            data = _with_types(look.data, types.replace(other, _MAIN))
    if b"presentationml" not in types:
        hint = "name a .pptx or .potx"
        raise Problems([Problem(look.place, f"{file} is no PowerPoint file", "look", hint)])
    try:
        deck = Presentation(BytesIO(data))
        _ = [layout.name for master in deck.slide_masters for layout in master.slide_layouts]
    except (KeyError, ValueError, AttributeError, TypeError, InvalidXmlError, SyntaxError) as e:
        hint = "save it in PowerPoint as .pptx"
        raise Problems(
            [Problem(look.place, f"{file} is no PowerPoint file, or a part is missing", "look", hint)]
        ) from e
    return deck


def _with_types(data: bytes, types: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in dict.fromkeys(old.namelist()):
            new.writestr(name, types if name == _TYPES else old.read(name))
    return out.getvalue()
