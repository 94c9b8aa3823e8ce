"""The styles of a Word file as they take effect: along `w:basedOn` and down to the document's defaults."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from builder.formats.word.elements import Element, name, value

Kind = str
"""Of a style: "paragraph", "character", "table", "numbering"."""


@dataclass(frozen=True)
class Sheet:
    """The `w:styles` of a file, by id and by name."""

    root: Element
    by_id: Mapping[str, Element]
    by_name: Mapping[tuple[Kind, str], Element]

    @classmethod
    def of(cls, root: Element) -> Sheet:
        """Read a `w:styles`; where a name or one of its other names stands twice, the first counts."""
        by_id: dict[str, Element] = {}
        by_name: dict[tuple[Kind, str], Element] = {}
        for style in root.iterchildren(name("w:style")):
            by_id.setdefault(value(style, "w:styleId"), style)
            others = value(style.find(name("w:aliases"))).split(",")
            for each in (title(style), *others):
                by_name.setdefault((kind_of(style), folded(each)), style)
        return cls(root, by_id, by_name)

    def named(self, kind: Kind, style: str) -> Element | None:
        """The style of that name, however it is written: Word shows its own "heading 1" as "Heading 1"."""
        return self.by_name.get((kind, folded(style)))

    def default(self, kind: Kind) -> Element | None:
        """What paragraphs (or tables) without a style have."""
        of_kind = [s for s in self.by_id.values() if kind_of(s) == kind]
        marked = (s for s in of_kind if value(s, "w:default") in ("1", "true", "on"))
        normal = {"paragraph": "Normal", "table": "Normal Table"}.get(kind, "Default Paragraph Font")
        return next(marked, self.named(kind, normal))

    def chain(self, style: Element | None) -> Iterator[Element]:
        """The style and those that it is based on; a ring is walked once."""
        seen: set[str] = set()
        while style is not None and value(style, "w:styleId") not in seen:
            seen.add(value(style, "w:styleId"))
            yield style
            style = self.by_id.get(value(style.find(name("w:basedOn"))))

    def property(self, style: Element | None, path: str) -> Element | None:
        """The element at `path` ("w:rPr/w:sz") that takes effect on a style."""
        steps = "/".join(name(step) for step in path.split("/"))
        for each in self.chain(style):
            if (found := each.find(steps)) is not None:
                return found
        outer = {"w:pPr": "w:pPrDefault", "w:rPr": "w:rPrDefault"}.get(path.partition("/")[0], "")
        return self.root.find(f"{name('w:docDefaults')}/{name(outer)}/{steps}") if outer else None

    def attribute(self, style: Element | None, path: str, key: str) -> str:
        """An attribute that takes effect on a style, "" for none; attributes of one element are inherited singly."""
        steps = "/".join(name(step) for step in path.split("/"))
        for each in self.chain(style):
            if found := value(each.find(steps), key):
                return found
        return value(self.property(None, path), key)

    def on(self, style: Element | None, path: str) -> bool:
        """Whether a property such as bold or keep-with-next is switched on (ECMA-376 Part 1, 17.17.4)."""
        found = self.property(style, path)
        return found is not None and value(found) not in ("0", "false", "off")

    def points(self, style: Element | None) -> float:
        """The size of a style's text; 10 points where nothing says (17.3.2.38)."""
        return int(self.attribute(style, "w:rPr/w:sz", "w:val") or 20) / 2


def title(style: Element) -> str:
    """The name of a style."""
    return value(style.find(name("w:name")))


def kind_of(style: Element) -> Kind:
    """What a style is for."""
    return value(style, "w:type") or "paragraph"


def folded(style: str) -> str:
    """A name as names are compared."""
    return style.strip().casefold()
