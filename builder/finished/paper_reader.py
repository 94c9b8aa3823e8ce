"""Reads a Word file into a `Paper`, in one pass over its body. Knows no writer of ours."""

from __future__ import annotations

from builder.finished.package import Package, open_package
from builder.finished.paper import Paper, Paragraph
from builder.finished.paper_forms import Settings
from builder.finished.paper_sections import sections
from builder.finished.paper_styles import Element, Styles, W, on, val
from builder.finished.paper_walk import Walk
from builder.finished.paper_words import HAN


def read_paper(data: bytes | Package) -> Paper:
    """The document as it is read once tracked changes are accepted.

    Args:
        data: the file, or its opened package.

    Raises:
        ValueError: it is no Word file; says why.
    """
    package = open_package(data) if isinstance(data, bytes) else data
    root = package.tree(package.main)
    body = root.find(f"{W}body") if root is not None else None
    if body is None:
        raise ValueError("it is a zip file, but no Word file")
    styles = Styles(*(_part(package, kind) for kind in ("styles", "theme", "numbering")))
    walk = Walk(package, package.main, styles)
    blocks = tuple(walk.blocks(body))
    notes: dict[tuple[str, str], tuple[Paragraph, ...]] = {}
    running: list[Paragraph] = []
    for related in package.related(package.main).values():
        kind, root = related.kind, package.tree(related.part)
        if root is None:
            continue
        if kind in ("header", "footer"):
            running += walk.apart(root, related.part, kind)
        elif kind in ("footnotes", "endnotes"):
            for one in root.iterchildren(W + kind[:-1]):
                if val(one, "type") in ("", "normal"):
                    name = (kind[:-1], val(one, "id"))
                    notes[name] = walk.apart(one, related.part, f"{name[0]} {name[1]}")
    return Paper(
        lang=_language(walk.read),
        body=blocks,
        boxes=tuple(walk.boxes),
        running=tuple(running),
        notes=notes,
        sections=sections(body, walk.closing),
        fields=tuple(sorted(walk.fields.done, key=lambda f: f.at)),
        marks=frozenset(walk.marks),
        open_fields=walk.fields.unbalanced(),
        settings=_settings(_part(package, "settings")),
        named_fonts=styles.fonts(),
    )


def _part(package: Package, kind: str) -> Element:
    return next((package.tree(r.part) for r in package.related(package.main).values() if r.kind == kind), None)


def _language(texts: list[str]) -> str:
    """Chinese where a third of the letters are Han."""
    letters = sum(sum(map(str.isalpha, text)) for text in texts)
    han = sum(len(HAN.findall(text)) for text in texts)
    return "zh" if 3 * han >= letters > 0 else "en"


def _settings(root: Element) -> Settings:
    if root is None:
        return Settings()
    return Settings(on(root.find(f"{W}updateFields")), on(root.find(f"{W}evenAndOddHeaders")))
