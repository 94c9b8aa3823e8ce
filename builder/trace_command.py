"""`collate trace ID|TEXT`: a claim, its passage, and every place in every output where it is cited.

    $ collate trace zhang-2023.d4
    zhang-2023.d4  diagnosis, asserts
        says:  …
        at:    一（一）¶3
        quote: …
        out/tech-rivalry/briefing.zh.docx
            table 3, row 5, column 3 under '…': [4] 一（一）第3段
        out/tech-rivalry/seminar.zh.pptx
            slide 12, notes: …

Places are read back from the files as the outlines make them today, not from what stands in out/.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from builder.article import Article, Claim
    from builder.audit import Piece
    from builder.comparison import Comparison
    from builder.project import Project

FOUND, NOT_FOUND = 0, 1
_ABOUT = "show a claim, its passage, and where the outputs cite it"
_SHOWN = 70
"""Of a paragraph's words, in characters."""


@dataclass(frozen=True)
class Use:
    """A paragraph of an output in which a claim is cited."""

    output: Path
    piece: Piece


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the door."""
    one = commands.add_parser(
        "trace", help=_ABOUT, description=_ABOUT, epilog="example: collate trace zhang-2023.d4"
    )  # fmt: skip
    one.add_argument("what", metavar="ID|TEXT", help="a claim's id, or words of what it says or quotes")
    one.add_argument(
        "--outline", type=Path, action="append", default=[], metavar="FILE", help="only in this outline's outputs"
    )
    one.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the claims that fit, with their uses; 1 where none fits.

    Raises:
        Problems: an outline cannot be read or made.
    """
    from builder.comparison import read_comparison
    from builder.locator import text
    from builder.problem import every
    from builder.project import Project

    given: list[Path] = options.outline
    folder = given[0].resolve().parent if given else Path("outlines")
    root = folder.parent if folder.name == "outlines" else folder
    project = Project(root, root / "out")
    comparisons = every(lambda path: read_comparison(path, root), given or project.outlines())
    claims = claims_like(options.what, comparisons)
    if not claims:
        print(f"no claim with this id or these words: {options.what}", file=sys.stderr)
        return NOT_FOUND
    found = uses(set(claims), comparisons, project)
    for reference, (_, claim) in claims.items():
        voice = ", ".join(map(str, claim.voice.texts.values())) if claim.voice else ""
        print(f"{reference}  {claim.kind}, {claim.mode}" + (f" ({voice})" if voice else ""))
        for lang, says in claim.says.texts.items():
            print(f"    says ({lang}): {says}")
        print(f"    at: {text(claim.at.locator)}\n    quote: {claim.quote}\n    read in: {claim.place}")
        for line in _used(found.get(reference, ()), root):
            print(f"    {line}")
    return FOUND


def claims_like(what: str, comparisons: Iterable[Comparison]) -> dict[str, tuple[Article, Claim]]:
    """The claim with an id, or those that say or quote a text (spaces, widths and marks folded), by reference."""
    from builder.evidence.fold import fold

    needle = fold(what).text
    found: dict[str, tuple[Article, Claim]] = {}
    for comparison in comparisons:
        if by_id := comparison.claim(what):
            return {what: by_id}
        for article in comparison.articles.values():
            for claim in article.claims:
                texts = (*claim.says.texts.values(), claim.quote)
                if needle and any(needle in fold(str(text)).text for text in texts):
                    found[f"{article.id}.{claim.id}"] = (article, claim)
    return found


def uses(claims: set[str], comparisons: Iterable[Comparison], project: Project) -> dict[str, list[Use]]:
    """Every paragraph in which the outputs cite these claims, by claim, in reading order.

    Raises:
        Problems: an output cannot be made.
    """
    from builder.audit import SUFFIXES, standing
    from builder.audit.arrived import printed
    from builder.audit.piece import base
    from builder.render import press

    found: dict[str, list[Use]] = {}
    for comparison in comparisons:
        for output in comparison.outline.outputs:
            by = press(output, project.templates(), project.root)
            if by.form.SUFFIX not in SUFFIXES:
                continue
            today = standing(comparison, by, project.styles)
            lines: dict[str, set[str]] = {}
            for claim, ids in printed(today.document, spoken=today.spoken).items():
                for line in ids if claim in claims else ():
                    lines.setdefault(line, set()).add(claim)
            path = project.out / comparison.id / by.file_name
            for piece in today.pieces:
                for line, _ in piece.lines:
                    for claim in sorted(lines.get(line) or lines.get(base(line)) or ()):
                        found.setdefault(claim, []).append(Use(path, piece))
    return found


def _used(found: Iterable[Use], root: Path) -> Iterator[str]:
    """The uses of one claim, a file's under its name."""
    file: Path | None = None
    for use in found:
        if use.output != file:
            file = use.output
            yield (file.relative_to(root) if file.is_relative_to(root) else file).as_posix()
        words = use.piece.text
        yield f"    {use.piece.place}: {words if len(words) <= _SHOWN else words[: _SHOWN - 1] + '…'}"
    if file is None:
        yield "cited in no output"
