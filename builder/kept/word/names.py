"""Names of WordprocessingML, and the little that every module asks of an element."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from builder.finished.package import CHART, Element

__all__ = ["CHART", "OURS", "Element", "R", "W", "above", "local", "paragraphs", "remove", "val", "w"]

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
OURS = ("_c_", "_s_", "_m_", "_Toc", "_Ref")
"""How the names of bookmarks begin that a build may put: lines, sources, first marks, headings, captions."""


@cache
def w(tag: str) -> str:
    """`p` as lxml wants it."""
    return f"{{{W}}}{tag}"


def val(element: Element | None, key: str = "val") -> str:
    """An attribute in Word's namespace of an element that may be missing ("" then)."""
    return "" if element is None else element.get(w(key), "")


def local(element: Element) -> str:
    """The name of an element without its namespace; "" for comments and the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def above(element: Element, tag: str) -> Element | None:
    """The nearest element of that name around this one, or None."""
    return next(element.iterancestors(w(tag)), None)


def paragraphs(root: Element) -> Iterator[Element]:
    """All paragraphs in an element, itself included; none in the fallbacks of text boxes, which are copies."""
    for p in root.iter(w("p")):
        if next(p.iterancestors(FALLBACK), None) is None:
            yield p


def remove(element: Element) -> None:
    """Take an element out of its tree."""
    parent = element.getparent()
    if parent is not None:
        if element.tail and element.tail.strip():
            element.tail = None
        parent.remove(element)
