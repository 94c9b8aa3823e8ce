"""The author's folder: outlines, templates, texts and outputs. No file ever chooses a place outside of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from builder.files import keep_in
from builder.glossary import NAME as GLOSSARY
from builder.problem import Place
from builder.shipped import TEMPLATES


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

    def folder(self, outline: str) -> Path:
        """The folder in which an outline's files are written; its ledger may hold no links either.

        Raises:
            Problems: a link leads from it, or from the folder of the ledger, to somewhere else.
        """
        hint = "take the link away, or name the folder by --out DIR"
        if self.out == self.root / "out":
            keep_in(self.out, self.root, Place(self.out), what="out/", hint=hint)
        ledger = self.out / ".collate" / outline
        pages = (path for form in ("*", "*/*") for path in sorted(ledger.glob(form)))
        for path in (self.out / ".collate", ledger, self.out / outline, *pages):
            keep_in(path, self.out, Place(path), what=path.as_posix(), hint=hint)
        return self.out / outline

    def outlines(self) -> list[Path]:
        """Every outline of the project, by name."""
        return sorted(path for path in (self.root / "outlines").glob("*.yaml") if path.name != GLOSSARY)

    def templates(self) -> Mapping[str, Path]:
        """Template folders by name: the project's own, else the shipped ones."""
        return {
            p.parent.name: p.parent
            for where in (TEMPLATES, self.root / "templates")
            for p in sorted(where.glob("*/plan.yaml"))
        }

    @property
    def styles(self) -> Path:
        """The folder of the project's own `.csl` files."""
        return self.root / "templates" / "styles"

    def texts(self, outline: Path) -> Iterator[Path]:
        """The folders in which full texts are looked for."""
        own = outline.parent / "articles" / "texts"
        hint = "name a folder that lies elsewhere by --texts DIR"
        keep_in(own, self.root, Place(own), what="the folder of texts", hint=hint)
        yield own
        yield from self.texts_in
