"""What two versions of an element have in common when ids, rsids and other traces of programs are left out."""

from __future__ import annotations

import hashlib

from builder.kept.word.file import File
from builder.kept.word.names import Element, R, val, w

_TRACES = {w("proofErr"), w("lastRenderedPageBreak"), w("noProof")}
_START, _END = w("bookmarkStart"), w("bookmarkEnd")
_TEXTS = {w("t"), w("delText"), w("instrText")}
_PROGRAMS = {"paraId", "textId", "space"}
_UNSAID = {
    w("footnoteReference"): {"id"},
    w("endnoteReference"): {"id"},
    "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr": {"id"},
}
_RELATION = f"{{{R}"


class Signatures:
    """Signatures of one file's elements: equal where nobody changed anything, whoever wrote the XML ids."""

    def __init__(self, file: File):
        self.file = file
        self._known: dict[Element, str] = {}
        self._relations: dict[str, dict[str, str]] = {}

    def of(self, element: Element | None, part: str = "") -> str:
        """The signature of an element of a part (of the document, if none is named); "" for None."""
        if element is None:
            return ""
        if element not in self._known:
            out: list[str] = []
            self._write(element, part or self.file.main, {}, out)
            self._known[element] = hashlib.sha1("\x01".join(out).encode("utf-8", "surrogatepass")).hexdigest()
        return self._known[element]

    def _write(self, element: Element, part: str, marks: dict[str, str], out: list[str]) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in _TRACES:
            return
        if tag == _START:
            marks[val(element, "id")] = val(element, "name")
            if val(element, "name") != "_GoBack":
                out.append(f"<{val(element, 'name')}")
            return
        if tag == _END:
            if (called := marks.get(val(element, "id"), "")) != "_GoBack":
                out.append(f">{called}")
            return
        out.append(tag)
        for key, value in sorted(element.items()):
            space, _, attribute = key.rpartition("}")
            if attribute in _UNSAID.get(tag, ()) or attribute in _PROGRAMS or attribute.startswith("rsid"):
                continue
            if space == _RELATION and attribute != "type":
                value = self._target(part, value)
            out.append(f"{attribute}={value}")
        text = element.text
        if text and (tag in _TEXTS or text.strip()):
            out.append(text)
        for child in element:
            self._write(child, part, marks, out)
        out.append("/")

    def _target(self, part: str, id: str) -> str:
        """What a relation leads to: an address, the bytes of a picture, the XML of a chart; of others the kind."""
        if part not in self._relations:
            self._relations[part] = {}
            for number, one in self.file.relations(part).items():
                told = f"{one.kind} {one.part}" if one.outside else one.kind
                if one.kind == "image" and not one.outside:
                    told += hashlib.sha1(self.file.parts.get(one.part, b"")).hexdigest()
                elif one.kind == "chart":
                    told += self.of(self.file.tree(one.part), one.part)
                self._relations[part][number] = told
        return self._relations[part].get(id, "")
