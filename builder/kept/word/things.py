"""What stands in a paragraph and is no text, told by what it leads to: marks, notes, fields, pictures, charts."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import Any

from builder.kept.word.file import File
from builder.kept.word.names import CHART, Element, R, local, val, w

_NUMBER = re.compile(r"[\[\]()（）【】〔〕〈〉<>0-9,，、;；–—\-\s\u2460-\u2473a-z]{1,16}")
_ON = ("", "1", "true", "on")


def numberlike(text: str) -> bool:
    """Whether a mark shows a number ("[3]", "〔2〕"), which is derived."""
    return bool(_NUMBER.fullmatch(text))


@dataclass
class Things:
    """Remembers what was looked up; one for all files that are compared."""

    _notes: dict[tuple[int, str, str], str] = field(default_factory=dict)
    _forms: dict[tuple[int, str], tuple[bool, bool]] = field(default_factory=dict)
    _kept: list[Any] = field(default_factory=list)

    @staticmethod
    def field(code: str) -> str:
        """A field by its instruction, without what programs write in different ways."""
        words = [one for one in code.replace('"', " ").split() if one.upper() != "MERGEFORMAT"]
        while words and words[-1] == "\\*":
            words.pop()
        return "field:" + " ".join([*(one.upper() for one in words[:1]), *words[1:]])

    @staticmethod
    def address(file: File, part: str, link: Element) -> str:
        """Where a hyperlink leads outside the file."""
        relation = file.relations(part).get(link.get(f"{{{R}}}id", ""))
        return relation.part if relation else ""

    def note(self, file: File, kind: str, id: str) -> str:
        """A footnote or endnote by the sources that it names; one that names none by its words."""
        if (key := (id_of(file), kind, id)) not in self._notes:
            self._kept.append(file)
            root = file.tree(file.part(f"{kind}s"))
            for note in root.iter(w(kind)) if root is not None else ():
                links = [val(link, "anchor") for link in note.iter(w("hyperlink"))]
                text = "".join(t.text or "" for t in note.iter(w("t"))).strip()
                named = ",".join(one for one in links if one.startswith("_s_"))
                self._notes[id_of(file), kind, val(note, "id")] = f"note:{named or text}"
        return self._notes.get(key, "note:?")

    def other(self, file: File, part: str, node: Element) -> str:
        """A picture by its bytes; a chart as a chart; anything else by its name."""
        name = local(node)
        for one in node.iter():
            if one.tag == f"{{{CHART}}}chart":
                return "drawing:chart"
            if local(one) == "blip":
                relation = file.relations(part).get(one.get(f"{{{R}}}embed", ""))
                data = file.parts.get(relation.part, b"") if relation else b""
                return f"drawing:{hashlib.sha1(data).hexdigest()[:12]}"
        said = "".join(t.text or "" for t in node.iter(w("t")))
        return f"{name}:{val(node, 'type')}{said}"

    def form(self, file: File, properties: Element | None) -> str:
        """ "b", "i", "bi" or "": strong and emphasis, by hand or by character style."""
        if properties is None:
            return ""
        bold, italic = self._style(file, val(properties.find(w("rStyle"))))
        for tag in ("b", "i"):
            one = properties.find(w(tag))
            if one is not None:
                on = val(one) in _ON
                bold, italic = (on, italic) if tag == "b" else (bold, on)
        return ("b" if bold else "") + ("i" if italic else "")

    def _style(self, file: File, id: str) -> tuple[bool, bool]:
        if not id:
            return False, False
        if (key := (id_of(file), id)) not in self._forms:
            self._kept.append(file)
            self._forms[key] = (False, False)  # should styles rest on one another in a circle
            root = file.tree(file.part("styles"))
            style = (
                next((s for s in root.iter(w("style")) if val(s, "styleId") == id), None) if root is not None else None
            )
            if style is not None:
                bold, italic = self._style(file, val(style.find(w("basedOn"))))
                properties = style.find(w("rPr"))
                for tag in ("b", "i"):
                    one = properties.find(w(tag)) if properties is not None else None
                    if one is not None:
                        on = val(one) in _ON
                        bold, italic = (on, italic) if tag == "b" else (bold, on)
                self._forms[key] = bold, italic
        return self._forms[key]


def id_of(file: File) -> int:
    """A number for a file that lives as long as it does."""
    return id(file)
