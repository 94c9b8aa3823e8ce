"""The proof that what the plan prints arrived: every claim that a line cites, and every source that is listed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from builder.audit.finding import Finding
from builder.audit.piece import Piece, base
from builder.audit.voices import Voices
from builder.model import Cite, Document, Line, Notes, SourceList, lines_of

_SPOKEN = re.compile(r"claims/([^./]+\.[^./]+)\.")


def claims_of(line: Line) -> set[str]:
    """The claims that a line cites, and the one that it tells a speaker, as references ("zhang-2023.d4")."""
    cited = {f"{i.article}.{i.claim}" for p in line.parts if isinstance(p, Cite) for i in p.items if i.claim}
    return cited | set(_SPOKEN.findall(line.id))


def printed(document: Document, *, spoken: bool) -> dict[str, list[str]]:
    """The ids of the lines in which each claim is printed.

    Args:
        spoken: the format has notes for a speaker.
    """
    found: dict[str, list[str]] = {}
    for shape in document.shapes:
        if spoken or not isinstance(shape, Notes):
            for line in lines_of(shape):
                for claim in sorted(claims_of(line)):
                    found.setdefault(claim, []).append(line.id)
    return found


def listed(document: Document) -> dict[str, str]:
    """The sources of the list, with the ids of their lines."""
    lists = [shape for shape in document.shapes if isinstance(shape, SourceList)]
    return {entry.source: entry.line.id for shape in lists for entry in shape.entries}


def arrivals(wanted: Mapping[str, list[str]], pieces: Iterable[Piece], voices: Voices) -> set[str]:
    """The claims whose line stands in the file, with the name, mark or footnote of their article in it.

    Args:
        wanted: `printed`.
        pieces: what stands in the file; a line cut over two slides stands in several.
    """
    given: dict[str, set[str]] = {}
    for piece in pieces:
        for line, text in piece.lines:
            articles = voices.cited(text, piece.links) | voices.named(text)
            for key in {line, base(line)}:
                given.setdefault(key, set()).update(articles.union(*map(voices.noted, piece.notes)))
    return {claim for claim, lines in wanted.items() if any(claim.partition(".")[0] in given.get(n, ()) for n in lines)}


def lost(
    wanted: Mapping[str, list[str]], there: set[str], sources: Mapping[str, str], words: Mapping[str, str]
) -> Iterator[Finding]:
    """Claims and sources that did not arrive."""
    for claim, lines in wanted.items():
        if claim not in there:
            yield Finding("claim-lost", f"in none of {len(lines)} lines", claim)
    for source, line in sources.items():
        if line not in words:
            yield Finding("source-lost", "in the list of sources", source)
