"""The proof that edits do in the outline what they were meant to do: it is read, checked and made again with them."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from builder.audit import standing
from builder.check import check
from builder.comparison import Comparison, read_comparison
from builder.problem import Problem, Problems, every
from builder.project import Project
from builder.pull.edit import Edit, Refused
from builder.pull.origin import texts_in
from builder.pull.reading import Reading
from builder.render import press

Files = Mapping[Path, tuple[bytes, bytes]]
_NUMBERED = re.compile(r"[\[［]\d+(?:\s*[-–—,，、;；]\s*\d+)*[\]］]")


@dataclass(frozen=True)
class Ground:
    """What edits are tried on.

    Attributes:
        outline, project, comparison, read: as in `pull`.
        files: the YAML files that some edits change, before and after.
    """

    outline: Path
    project: Project
    comparison: Comparison
    read: Sequence[Reading]
    files: Callable[[Sequence[Edit]], Files]


def proved(edits: Sequence[Edit], ground: Ground) -> tuple[list[Edit], list[Refused]]:
    """The edits with which everything can be made and reads as it was edited; the others with the reason.

    Raises:
        Problems: that no single edit explains.
    """
    left, refused = list(edits), list[Refused]()
    while left:
        bad = _tried(left, ground)
        if not bad:
            break
        for one, why, hint in bad:
            place = one.text.place
            refused.append(Refused(one.file, one.where, one.line, why, hint, one.after, one.before, place))
        texts = {str(one.text.place) for one, _, _ in bad}
        refused += [
            Refused(o.file, o.where, o.line, bad[0][1], bad[0][2], o.after, o.before, o.text.place)
            for o in left
            if str(o.text.place) in texts and o not in [one for one, _, _ in bad]
        ]
        left = [one for one in left if str(one.text.place) not in texts]
    return left, refused


def _tried(edits: Sequence[Edit], ground: Ground) -> list[tuple[Edit, str, str]]:
    """The edits that fail, with the reason and a hint."""
    project = ground.project
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        copy = _copied(ground, ground.files(edits), root)
        try:
            after = read_comparison(copy, root)
            if found := list(_errors(after, ground.read)):
                known = {(p.code, p.message, p.place.file) for p in _errors(ground.comparison, ground.read)}
                if new := [p for p in found if (p.code, p.message, p.place.file) not in known]:
                    raise Problems(new)
            made = every(
                lambda one: standing(
                    after, press(one.today.by.output, project.templates(), project.root), project.styles
                ),
                ground.read,
            )
        except Problems as e:
            return _culprits(e, edits, ground)
    saids = {said.id: said for said in after.saids}
    bad = []
    for one in edits:
        n = next(n for n, each in enumerate(ground.read) if each.path == one.file)
        said = [
            piece.text[p.start : p.end]
            for piece in made[n].pieces
            if any(line == one.line for line, _ in piece.lines)
            for p in texts_in(piece, made[n], saids)
            if p.line == one.line
        ]
        if _bare(one.after) not in map(_bare, said):
            bad.append((one, "built from the outline it would not read like this", "change it in the outline"))
    return bad


def _bare(text: str) -> str:
    return _NUMBERED.sub("[]", text)


def _errors(comparison: Comparison, read: Sequence[Reading]) -> Iterator[Problem]:
    try:
        check(comparison, dict.fromkeys(str(one.today.by.output.lang) for one in read))
    except Problems as e:
        yield from (p for p in e.found if p.severity == "error")


def _culprits(problems: Problems, edits: Sequence[Edit], ground: Ground) -> list[tuple[Edit, str, str]]:
    """The edits from which problems come: by their places, else by trying each text alone."""
    bad: dict[int, tuple[Edit, str, str]] = {}
    for problem in problems.found:
        for n, one in enumerate(edits):
            place = one.text.place
            if (place.file, place.line) == (problem.place.file, problem.place.line) and place.col <= problem.place.col:
                bad[n] = (one, f"{problem.message} [{problem.code}]", problem.hint)
    if bad:
        return list(bad.values())
    if len({str(one.text.place) for one in edits}) == 1:
        first = problems.found[0]
        return [(one, f"{first.message} [{first.code}]", first.hint) for one in edits]
    for written in dict.fromkeys(str(one.text.place) for one in edits):
        alone = [one for one in edits if str(one.text.place) == written]
        if failed := _tried(alone, ground):
            return failed
    raise problems


def _copied(ground: Ground, files: Files, to: Path) -> Path:
    """The outline with what it is read with, in another folder, with edits in it; gives the outline's path there."""
    folder = ground.outline.resolve().parent
    there = to / folder.relative_to(ground.project.root.resolve())
    (there / "articles").mkdir(parents=True, exist_ok=True)
    names = [
        *(p.name for p in folder.glob("*.yaml")),
        *(f"articles/{name}.yaml" for name in ground.comparison.articles),
    ]
    changed = {path.resolve(): after for path, (_, after) in files.items()}
    for name in names:
        if data := changed.get(folder / name):
            (there / name).write_bytes(data)
        else:
            shutil.copyfile(folder / name, there / name)
    return there / ground.outline.name
