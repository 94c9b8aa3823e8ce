"""What an audit says of a file."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["differs", "missing", "added", "stale", "unsourced", "claim-lost", "source-lost"]

MEANING: dict[Kind, str] = {
    "differs": "no longer says what the outline says",
    "missing": "the outline's statement is not in the file",
    "added": "is not from the outline",
    "stale": "stands in the outline no more",
    "unsourced": "a sentence about an article without its source",
    "claim-lost": "a claim that the plan prints did not arrive",
    "source-lost": "a source that the plan lists did not arrive",
}


@dataclass(frozen=True)
class Finding:
    """One thing that the file and the outline don't have in common.

    Attributes:
        place: where in the file, in words; for what is missing, after what it should stand.
        id: of the line, the claim or the source; "" for what came from elsewhere.
        file: the words in the file.
        outline: the words that the outline makes.
        articles: ids of the articles whose source is missing.
    """

    kind: Kind
    place: str
    id: str = ""
    file: str = ""
    outline: str = ""
    articles: tuple[str, ...] = ()

    @property
    def fails(self) -> bool:
        """Whether the file can't be issued like this; what people add is theirs, as long as it is sourced."""
        return self.kind != "added"

    def __str__(self) -> str:
        what = MEANING[self.kind] + (f" ({', '.join(self.articles)})" if self.articles else "")
        lines = [f"{self.place}: {what} [{self.kind}]" + (f" {self.id}" if self.id else "")]
        lines += [f"    file:    {self.file}"] if self.file else []
        lines += [f"    outline: {self.outline}"] if self.outline else []
        return "\n".join(lines)


@dataclass(frozen=True)
class Report:
    """An audited file.

    Attributes:
        statements, sources, claims: how many of the outline stand in the file.
        editors: ids of lines in which the editors name an article in their own right (method, gaps, limits).
        findings: in the file's order; claims and sources last.
    """

    path: Path
    outline: str
    statements: int = 0
    sources: int = 0
    claims: int = 0
    editors: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = field(default=())

    @property
    def fails(self) -> bool:
        """Whether anything is unsourced, lost, or not what the outline says."""
        return any(f.fails for f in self.findings)
