"""Back to the outline: what people have edited in finished files, written into the YAML that it was made from.

    read = [reading(path, path.read_bytes(), today, last) for …]
    pulled = pull(outline, project, comparison, read)
    for path, (before, after) in pulled.files.items(): …

Only the bytes of the edited texts change. Before anything is written the outline is read again with the edits in it,
checked, and the files are made again in memory: an edit after which a check fails, a text no longer fits, or the line
would not read as people wrote it, is refused with that reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from builder.audit.piece import folded
from builder.comparison import Comparison
from builder.finished.received import shown
from builder.load import Str
from builder.project import Project
from builder.pull.edit import Edit, Refused
from builder.pull.origin import said_behind
from builder.pull.proof import Ground, proved
from builder.pull.reading import Reading, Suggestion, reading
from builder.pull.rewriting import commented, rewritten

__all__ = ["Edit", "Pulled", "Reading", "Refused", "Suggestion", "pull", "reading"]


@dataclass(frozen=True)
class Pulled:
    """What a pull comes to; nothing has been written yet.

    Attributes:
        edits: what goes into the outline.
        refused: what stays in the files, with reasons.
        files: the YAML files that change, with their bytes before and after.
    """

    edits: tuple[Edit, ...] = ()
    refused: tuple[Refused, ...] = ()
    files: Mapping[Path, tuple[bytes, bytes]] = field(default_factory=dict)


def pull(
    outline: Path, project: Project, comparison: Comparison, read: Sequence[Reading], *, comments: bool = False
) -> Pulled:
    """Find out what the edits of some files change in their outline and its articles.

    Args:
        outline: the outline's file.
        project: the folders around it.
        comparison: the outline and its articles, as they are now.
        read: files that were made from it.
        comments: write the comments of the files above the lines that they are about, as YAML comments.

    Raises:
        Problems: the outline cannot be made as it is.
    """
    saids = {said.id: said for said in comparison.saids}
    found = [one for each in read for one in each.edits(saids)]
    refused = [one for one in found if isinstance(one, Refused)]
    edits, quarrels = _agreed([one for one in found if isinstance(one, Edit)])
    refused += quarrels
    files_with = _Writer(project.root)
    edits, unwritten = files_with.writable(edits)
    refused += unwritten
    edits, failed = proved(edits, Ground(outline, project, comparison, read, files_with))
    refused += failed
    files = files_with(edits)
    if comments:
        files = _noted(files, read, comparison, project.root)
    return Pulled(tuple(edits), tuple(refused), {p: pair for p, pair in files.items() if pair[0] != pair[1]})


def _agreed(edits: Iterable[Edit]) -> tuple[list[Edit], list[Refused]]:
    """Each text once; those that were edited to read differently in two places are refused, each with the other."""
    groups: dict[str, list[Edit]] = {}
    for one in edits:
        groups.setdefault(f"{one.text.place}", []).append(one)
    agreed: list[Edit] = []
    refused: list[Refused] = []
    for group in groups.values():
        if len({one.new for one in group}) == 1:
            agreed += group
            continue
        for one in group:
            others = "; ".join(f"{o.file.name}, {o.where}: {o.after}" for o in group if o.new != one.new)
            why = "the same text was edited differently elsewhere"
            refused.append(_refusal(one, why, f"make them read the same (the other: {others})"))
    return agreed, refused


def _refusal(one: Edit, why: str, hint: str) -> Refused:
    return Refused(one.file, one.where, one.line, why, hint, one.after, one.before, one.text.place)


class _Writer:
    """Writes edits into the YAML files of a project, in memory; what it has written once it remembers."""

    def __init__(self, root: Path):
        self.root = root
        self._done: dict[tuple[Path, tuple[tuple[str, str], ...]], tuple[bytes, bytes | None]] = {}

    def __call__(self, edits: Iterable[Edit]) -> dict[Path, tuple[bytes, bytes]]:
        """The YAML files that some edits change, before and after; each edit can be written."""
        files = {}
        for path, group in self._by_file(edits).items():
            before, after = self._written(path, group)
            if after is None:
                raise AssertionError(f"edits of {path} that can be written one by one cannot be written together")
            files[path] = (before, after)
        return files

    def writable(self, edits: Iterable[Edit]) -> tuple[list[Edit], list[Refused]]:
        """The edits that can be written into their YAML, and those for which no way was found."""
        kept: list[Edit] = []
        refused: list[Refused] = []
        for path, group in self._by_file(edits).items():
            if self._written(path, group)[1] is not None:
                kept += group
                continue
            for one in group:
                if self._written(path, [one])[1] is not None:
                    kept.append(one)
                else:
                    refused.append(_refusal(one, "it cannot be written into the YAML as it stands", "change it there"))
        return kept, refused

    def _by_file(self, edits: Iterable[Edit]) -> dict[Path, list[Edit]]:
        files: dict[Path, list[Edit]] = {}
        for one in edits:
            files.setdefault(self.root / one.text.place.file, []).append(one)
        return files

    def _written(self, path: Path, group: Iterable[Edit]) -> tuple[bytes, bytes | None]:
        texts = {str(one.text.place): (one.text, one.new) for one in group}
        key = path, tuple((place, new) for place, (_, new) in texts.items())
        if key not in self._done:
            before = path.read_bytes()
            self._done[key] = before, rewritten(before, list(texts.values()))
        return self._done[key]


def _noted(
    files: Mapping[Path, tuple[bytes, bytes]], read: Sequence[Reading], comparison: Comparison, root: Path
) -> dict[Path, tuple[bytes, bytes]]:
    """The files with the open comments above the lines that they are about."""
    saids = {said.id: said for said in comparison.saids}
    notes: dict[Path, dict[str, tuple[Str, list[str]]]] = {}
    for comment in (c for one in read for c in one.comments if c.line and not c.resolved):
        if behind := said_behind(comment.line, saids):
            text = behind[1]
            about = f" “{comment.about[:40]}”" if comment.about else ""
            words = shown(folded(f"{comment.author}, {comment.date or 'no date'}{about}: {comment.text}"))
            said = notes.setdefault(root / text.place.file, {}).setdefault(str(text.place), (text, []))[1]
            if words not in said:
                said.append(words)
    done = dict(files)
    for path, texts in notes.items():
        before, after = done.get(path) or (path.read_bytes(),) * 2
        done[path] = (before, commented(after, list(texts.values())))
    return done
