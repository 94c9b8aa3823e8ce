"""`collate status [OUTLINE…]`: how every built file stands to its outline; nothing is written.

    $ collate status
    file                                   outline   edits  suggested  comments  conflicts
    out/tech-rivalry/briefing.zh.docx      current       2          1         3          0
    out/tech-rivalry/seminar.zh.pptx       stale         0          0         0          0
    out/tech-rivalry/briefing.en.docx      not built

`current` means that a build would make the same file, `stale` that the outline, a template or the program has changed
since. Edits are lines that read otherwise than they were made, lines taken out and paragraphs put in; `--verbose`
names them. Exit code: 0, or 1 where an outline cannot be built.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from builder.audit import Standing
    from builder.project import Project
    from builder.pull import Reading

OK = 0
_ABOUT = "say how every built file stands to its outline: stale, edited, commented, in conflict"
_HEADS = ("outline", "edits", "suggested", "comments", "conflicts")


@dataclass(frozen=True)
class Status:
    """How one file stands.

    Attributes:
        path: the file.
        state: "current", "stale", "not built", "unknown" (nobody knows what was built last), or "unreadable".
        edits: the ids of lines that people have edited or taken out, "" for what they have put in.
        suggested, comments: what is pending, and what is written in the margin (resolved comments not counted).
        conflicts: the ids of lines on which a build has put a conflict that nobody has settled.
        details: all of it in words.
    """

    path: Path
    state: str
    edits: tuple[str, ...] = ()
    suggested: int = 0
    comments: int = 0
    conflicts: tuple[str, ...] = ()
    details: tuple[str, ...] = ()


def add(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    outlines: Callable[[argparse.ArgumentParser], None],
    project: Callable[[argparse.Namespace], tuple[Project, list[Path]]],
) -> None:
    """Add the command to the door, which knows how outlines are named and where their project is."""
    one = commands.add_parser("status", help=_ABOUT, description=_ABOUT, epilog="example: collate status --verbose")
    outlines(one)
    one.add_argument("--out", type=Path, metavar="DIR", help="where the files are (default: out/ beside outlines/)")
    one.add_argument("--verbose", action="store_true", help="name every line, suggestion, comment and conflict")
    one.set_defaults(run=lambda options: run(options, *project(options)))


def run(options: argparse.Namespace, project: Project, outlines: list[Path]) -> int:
    """Print a line a file, and with `--verbose` what is behind the numbers.

    Raises:
        Problems: an outline cannot be built.
    """
    from builder.finished.received import shown
    from builder.problem import every

    found = [one for group in every(lambda path: list(statuses(path, project)), outlines) for one in group]
    for line in table(found):
        print(line)
    if options.verbose:
        for one in found:
            for detail in one.details:
                print(shown(f"{one.path.as_posix()}: {detail}"))
    return OK


def statuses(outline: Path, project: Project) -> Iterator[Status]:
    """How the files of one outline stand, in its order.

    Raises:
        Problems: the outline cannot be built.
    """
    from builder.audit import SUFFIXES, standing
    from builder.comparison import read_comparison
    from builder.finished.received import blamed, received
    from builder.problem import Problems
    from builder.pull import reading
    from builder.pull.made import made_last
    from builder.render import press

    comparison = read_comparison(outline, project.root)
    saids = {said.id: said for said in comparison.saids}
    for output in comparison.outline.outputs:
        by = press(output, project.templates(), project.root)
        path = project.out / comparison.id / by.file_name
        if by.form.SUFFIX not in SUFFIXES:
            continue
        if not (path.exists() or path.is_symlink()):
            yield Status(path, "not built")
            continue
        today = standing(comparison, by, project.styles)
        try:
            data = received(path, within=project.out)
            with blamed(path):
                one = reading(path, data, today, made_last(path, path, data))
                lines = tuple((edit.line, edit.after) for edit in one.edits(saids))
        except (OSError, Problems) as e:
            said = tuple(problem.message for problem in e.found) if isinstance(e, Problems) else (str(e),)
            yield Status(path, "unreadable", details=said)
            continue
        yield _status(one, _state(one.last, today), lines)


def _state(last: bytes | None, today: Standing) -> str:
    """Whether a build would make what was made last."""
    from builder.write import finished

    if last is None:
        return "unknown"
    return "current" if last == finished(today.data, today.document.date) else "stale"


def _status(one: Reading, state: str, lines: tuple[tuple[str, str], ...]) -> Status:
    open_comments = [c for c in one.comments if not c.resolved]
    details = [f"edited: {words} {line}".rstrip() for line, words in lines]
    details += [f"taken out: {line}" for line in one.deleted]
    details += [f"put in: {where}: {words}" for where, words in one.added]
    details += [f"suggested: {suggestion}" for suggestion in one.suggestions]
    details += [f"comment: {comment}" for comment in open_comments]
    details += [f"conflict: {line}" for line in sorted(one.disputed)]
    edits = (*(line for line, _ in lines), *one.deleted, *("" for _ in one.added))
    return Status(
        one.path,
        state,
        edits,
        len(one.suggestions),
        len(open_comments),
        tuple(sorted(one.disputed)),
        tuple(details),
    )


def table(found: list[Status]) -> Iterator[str]:
    """A line a file, under a line of heads."""
    if not found:
        yield "no outputs"
        return
    wide = max(len(one.path.as_posix()) for one in found)
    first, *others = _HEADS
    yield f"{'file':{wide}s}  {first:10s}" + "".join(f"  {head:>9s}" for head in others)
    for one in found:
        numbers = (len(one.edits), one.suggested, one.comments, len(one.conflicts))
        read = one.state not in ("not built", "unreadable")
        shown = "".join(f"  {n:9d}" for n in numbers) if read else ""
        yield f"{one.path.as_posix():{wide}s}  {one.state:10s}{shown}".rstrip()
