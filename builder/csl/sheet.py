"""A CSL style or locale, read: what kind it is, and the form in which citeproc-js takes it.

Three things are changed in a style before it is used, because Collate asks for entries and marks one by one:

* Each layout is doubled for the languages of the sources that are not the style's own, so that 等 and et al. stand in
  one list (citeproc-js then chooses per source; plain CSL cannot).
* The number in front of an entry goes: Collate prints the label itself.
* No dash stands for a repeated author: a deck prints parts of a list, where the dash would point to somebody else.
"""

from __future__ import annotations

import hashlib
import xml.etree.ElementTree as ElementTree
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias
from xml.etree.ElementTree import Element

from builder.problem import Place, Problem, Problems

Kind: TypeAlias = Literal["numeric", "author-date", "note"]

_CSL = "{http://purl.org/net/xbiblio/csl}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_NUMBER = "citation-number"
_HINT = "take the file from the CSL project's styles, or from Zotero"
_WORDED = ("term", "single", "multiple")  # elements whose text counts even when it is empty or only spaces


@dataclass(frozen=True)
class Sheet:
    """A CSL style.

    Attributes:
        file: where it was read, for messages.
        root: its XML.
        digest: SHA-256 of its text.
    """

    file: Path
    root: Element
    digest: str

    @property
    def title(self) -> str:
        """What the style calls itself."""
        return (self.root.findtext(f"{_CSL}info/{_CSL}title") or "").strip()

    @property
    def kind(self) -> Kind:
        """How the text refers to the list. MLA's author-page counts as author-date: it has no numbers either."""
        if self.root.get("class") == "note":
            return "note"
        formats = [e.get("citation-format") for e in self.root.iter(f"{_CSL}category")]
        return "numeric" if "numeric" in formats else "author-date"

    @property
    def base(self) -> str:
        """The locale in which the style was written; American English unless it says otherwise."""
        return self.root.get("default-locale") or "en-US"

    @property
    def parent(self) -> str:
        """The name of the style that this one only renames; empty for a style of its own."""
        for link in self.root.iterfind(f"{_CSL}info/{_CSL}link"):
            if link.get("rel") == "independent-parent":
                return link.get("href", "").rstrip("/").rpartition("/")[2]
        return ""

    @property
    def has_list(self) -> bool:
        """Whether the style prints a list of sources."""
        return self.root.find(f"{_CSL}bibliography") is not None

    @property
    def bilingual(self) -> bool:
        """Whether the style has layouts for several languages itself (CSL-M)."""
        return len(self.root.findall(f"{_CSL}citation/{_CSL}layout")) > 1

    def tree(self, tongues: Mapping[str, Sequence[str]]) -> dict[str, Any]:
        """The style for citeproc-js, with a layout of its own for each of these locales.

        Args:
            tongues: locale ("zh-CN") to the languages of the sources that are printed in it.
        """
        root = deepcopy(self.root)
        for part in ("citation", "bibliography"):
            area = root.find(_CSL + part)
            if area is not None:
                _double(area, tongues)
        listed = root.find(f"{_CSL}bibliography")
        if listed is not None:
            listed.attrib.pop("subsequent-author-substitute", None)
            listed.attrib.pop("second-field-align", None)
            macros = {str(m.get("name")): m for m in root.findall(f"{_CSL}macro")}
            for layout in listed.findall(f"{_CSL}layout"):
                _unnumber(layout, macros, root)
        return _json(root)


def read_sheet(text: bytes, file: Path) -> Sheet:
    """A style out of its file.

    Raises:
        Problems: it is not a CSL style.
    """
    root = _parse(text, file, "style")
    macros = {macro.get("name") for macro in root.findall(f"{_CSL}macro")}
    called = dict.fromkeys(name for element in root.iter() if (name := element.get("macro")) is not None)
    if lacking := [name for name in called if name not in macros]:  # citeproc-js would print nothing in its place
        raise Problems([Problem(Place(file), f"the style lacks its macro '{lacking[0]}'", "bad-style", _HINT)])
    return Sheet(file, root, hashlib.sha256(text).hexdigest())


def read_locale(text: bytes, file: Path) -> dict[str, Any]:
    """A locale out of its file, for citeproc-js.

    Raises:
        Problems: it is not a CSL locale.
    """
    return _json(_parse(text, file, "locale"))


def _parse(text: bytes, file: Path, wanted: str) -> Element:
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:  # no style needs them, and they can swell without end
        raise Problems([Problem(Place(file), "a CSL file has no document type and no entities", "bad-style", _HINT)])
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError as e:
        line, col = e.position
        raise Problems([Problem(Place(file, line, col + 1), f"not XML: {e.msg}", "bad-style", _HINT)]) from None
    if root.tag != _CSL + wanted:
        raise Problems([Problem(Place(file), f"not a CSL {wanted}", "bad-style", _HINT)])
    return root


def _double(area: Element, tongues: Mapping[str, Sequence[str]]) -> None:
    layouts = area.findall(f"{_CSL}layout")
    if len(layouts) != 1:  # a bilingual style (CSL-M) that knows its languages itself
        return
    [layout] = layouts
    place = list(area).index(layout)
    for locale, languages in tongues.items():
        copy = deepcopy(layout)
        copy.set("locale", " ".join(dict.fromkeys((locale, *languages))))
        area.insert(place, copy)
        place += 1


def _unnumber(parent: Element, macros: dict[str, Element], root: Element) -> None:
    """Take the number out of what the list prints; macros that the marks share are copied first."""
    for child in list(parent):
        if _is_number(child):
            parent.remove(child)
        elif child.tag == f"{_CSL}text" and (name := child.get("macro", "")) in macros:
            if not _numbers(macros[name], macros):
                continue
            copied = f"{name} without the number"
            if copied not in macros:
                macros[copied] = deepcopy(macros[name])
                macros[copied].set("name", copied)
                root.append(macros[copied])
                _unnumber(macros[copied], macros, root)
            child.set("macro", copied)
        else:
            _unnumber(child, macros, root)


def _is_number(element: Element) -> bool:
    printing = element.tag in (f"{_CSL}text", f"{_CSL}number", f"{_CSL}label")
    return printing and element.get("variable") == _NUMBER


def _numbers(macro: Element, macros: Mapping[str, Element], above: tuple[str, ...] = ()) -> bool:
    for element in macro.iter():
        name = element.get("macro", "")
        if _is_number(element):
            return True
        if name in macros and name not in above and _numbers(macros[name], macros, (*above, name)):
            return True
    return False


def _json(element: Element) -> dict[str, Any]:
    name = element.tag.removeprefix(_CSL)
    inner: list[Any] = [_json(e) for e in element if isinstance(e.tag, str) and e.tag.startswith(_CSL)]
    text = element.text or ""
    if not inner and (text.strip() or name in _WORDED):
        inner = [text]
    return {"name": name, "attrs": {k.replace(_XML, "xml:"): v for k, v in element.items()}, "children": inner}
