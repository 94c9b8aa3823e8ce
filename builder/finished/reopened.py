"""Whether the libraries that everybody uses open a finished file."""

from __future__ import annotations

from io import BytesIO
from zipfile import BadZipFile

import docx
import pptx
from docx.opc.exceptions import PackageNotFoundError as NoDocument
from lxml.etree import LxmlError
from pptx.exc import PythonPptxError

from builder.finished.package import Package

_REFUSALS = (KeyError, ValueError, AttributeError, TypeError, LxmlError, BadZipFile, PythonPptxError, NoDocument)


def refused(package: Package) -> str:
    """Why python-pptx or python-docx cannot open the file, in their words; "" where they can, or where it is neither.

    Slides are counted too: one that the list of slides names and that cannot be opened is a refusal.
    """
    try:
        if package.main.startswith("ppt/"):
            for slide in pptx.Presentation(BytesIO(package.data)).slides:
                slide.slide_layout  # noqa: B018  (reads slide and layout)
        elif package.main.startswith("word/"):
            docx.Document(BytesIO(package.data)).sections  # noqa: B018  (reads the body)
    except _REFUSALS as e:  # what they raise of a broken file is of any kind
        return f"{type(e).__name__}: {e}"[:200]
    return ""
