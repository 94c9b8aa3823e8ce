"""The author's folder: outlines, templates, texts and outputs. No file ever chooses a place outside of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from builder.glossary import NAME as GLOSSARY

SHIPPED = Path(__file__).resolve().parent.parent / "templates"


@dataclass(frozen=True)
class Project:
    """A project's folders.

    Attributes:
        root: the folder that holds `outlines/`; messages name files relative to it.
        out: where files are written.
        texts_in: folders with the articles' full texts, besides `outlines/articles/texts/`.
    """

    root: Path
    out: Path
    texts_in: tuple[Path, ...] = ()

    def outlines(self) -> list[Path]:
        """Every outline of the project, by name."""
        return sorted(path for path in (self.root / "outlines").glob("*.yaml") if path.name != GLOSSARY)

    def templates(self) -> Mapping[str, Path]:
        """Template folders by name: the project's own, else the shipped ones."""
        return {
            p.parent.name: p.parent
            for where in (SHIPPED, self.root / "templates")
            for p in sorted(where.glob("*/plan.yaml"))
        }

    @property
    def styles(self) -> Path:
        """The folder of the project's own `.csl` files."""
        return self.root / "templates" / "styles"

    def texts(self, outline: Path) -> Iterator[Path]:
        """The folders in which full texts are looked for."""
        yield outline.parent / "articles" / "texts"
        yield from self.texts_in
