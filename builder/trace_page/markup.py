"""HTML that data cannot break out of: whatever is not `Markup` is escaped on its way in."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

_VOID = ("input", "meta", "br", "img", "link", "col")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_UNSAFE = re.compile(f"{_CONTROL.pattern[:-1]}&<>\"']")
_PLAIN = re.compile(r"[A-Za-z0-9.-]")


class Markup(str):
    """Text that is HTML already. Only `element` and `joined` make it."""

    __slots__ = ()


def escaped(text: str) -> Markup:
    """A text as HTML, safe in elements and in quoted attributes; what is `Markup` stays as it is."""
    if isinstance(text, Markup):
        return text
    if not _UNSAFE.search(text):
        return Markup(text)
    return Markup(html.escape(_CONTROL.sub("\ufffd", text), quote=True))


def joined(parts: Iterable[str], between: str = "") -> Markup:
    """Parts one after the other, each escaped unless it is `Markup`."""
    return Markup(str(escaped(between)).join([p if type(p) is Markup else escaped(p) for p in parts]))


def element(tag: str, *children: str, **attributes: str | bool | int) -> Markup:
    """One HTML element.

    Args:
        tag: its name; names of tags and attributes come from our code only.
        children: texts, which are escaped, and `Markup`, which is not.
        attributes: `class_` is class, `aria_label` is aria-label; True is a bare attribute, False and "" none at all.
            Their values are always escaped.
    """
    given = []
    for key, value in attributes.items():
        name = key.rstrip("_").replace("_", "-")
        if value is True:
            given.append(f" {name}")
        elif value is not False and value != "":
            given.append(f' {name}="{escaped(str(value))}"')
    start = f"<{tag}{''.join(given)}>"
    return Markup(start) if tag in _VOID else Markup(f"{start}{joined(children)}</{tag}>")


def anchor(kind: str, name: str) -> str:
    """An id for an element: no white space, nothing that a selector or an address could misread, and no two alike."""
    return f"{kind}-" + "".join(c if _PLAIN.match(c) else f"_{ord(c):x}_" for c in name)
