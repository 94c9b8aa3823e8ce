"""`collate pull FILE…`: what people have edited in finished files, taken back into their outline.

    $ collate pull out/tech-rivalry/briefing.zh.docx
    --- outlines/tech-rivalry.yaml
    +++ outlines/tech-rivalry.yaml
    @@ -61,1 +61,1 @@
    …
    out/tech-rivalry/briefing.zh.docx: paragraph 3: not pulled: these are words of the template plan.5.text@zh
        …
    1 text to pull; `--yes` writes it

Without `--yes` nothing is written. Only the bytes of the edited texts change in the YAML, which is shown first as a
unified diff. What is refused says why: quotes, citations and figures that have evidence are changed in the outline,
beside their evidence. Pending tracked changes are suggestions until `--accept` takes them as text.

Exit code: 0 nothing to do, or all of it done; 3 there is something to pull, or something was refused; 1 problems.
"""

from __future__ import annotations

import argparse
import difflib
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from builder.comparison import Comparison
    from builder.project import Project
    from builder.pull import Pulled, Reading

OK, SOMETHING = 0, 3
_ABOUT = "take edits of finished Word and PowerPoint files back into their outline"


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the door."""
    one = commands.add_parser(
        "pull", help=_ABOUT, description=_ABOUT, epilog="example: collate pull out/tech-rivalry/*.docx --yes"
    )
    one.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a .docx or .pptx file that was built")
    one.add_argument("--outline", type=Path, metavar="FILE", help="the outline (default: by the file's place in out/)")
    one.add_argument("--yes", action="store_true", help="write the outline; else only show what would change")
    one.add_argument("--accept", action="store_true", help="take pending tracked changes as text")
    one.add_argument("--comments", action="store_true", help="write open comments above their lines, as YAML comments")
    one.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Show what would change, and write it if asked; 3 where something is left to do.

    Raises:
        Problems: a file cannot be read, or its outline is not found or cannot be built.
    """
    from builder.finished.received import shown
    from builder.problem import every
    from builder.pull import pull
    from builder.write import write

    belongs: dict[Path, list[Path]] = {}
    for outline, path in every(lambda path: (source(path, options.outline), path), options.files):
        belongs.setdefault(outline, []).append(path)
    left = False
    for outline, files in belongs.items():
        project, comparison, read = readings(outline, files, accept=options.accept)
        for one in read:
            if one.last is None:
                print(f"{one.path.as_posix()}: {_UNKNOWN}", file=sys.stderr)
        pulled = pull(outline, project, comparison, read, comments=options.comments)
        for line in told(pulled, read, project):
            print(shown(line))
        if options.yes:
            for path, (_, after) in pulled.files.items():
                write(path.resolve(), after, "")
        print(summary(pulled, written=options.yes))
        left = left or bool(pulled.refused) or (bool(pulled.files) and not options.yes)
    return SOMETHING if left else OK


_UNKNOWN = "nothing is recorded of what was built last; whatever differs from the outline counts as an edit"


def source(path: Path, outline: Path | None) -> Path:
    """The outline that a file was made from: as given, or by its place in out/.

    Raises:
        Problems: there is none, or the file is of no kind that can be pulled from.
    """
    from builder.audit import SUFFIXES
    from builder.audit_command import outline_of
    from builder.problem import Place, Problem, Problems

    def stop(message: str, hint: str) -> Problems:
        return Problems([Problem(Place(path), message, "pull", hint)])

    if path.suffix.lower() not in SUFFIXES:
        raise stop("neither a .docx nor a .pptx file", "save it as one of these in Word or PowerPoint")
    if not path.is_file():
        raise stop("no such file", "`collate build` makes it")
    found = outline or outline_of(path)
    if found is None or not found.is_file():
        raise stop("no outline belongs to this file", "name it: --outline outlines/NAME.yaml")
    return found


def readings(
    outline: Path, files: Iterable[Path], *, accept: bool = False
) -> tuple[Project, Comparison, list[Reading]]:
    """The project and the outline, and the files that were made from it, read back.

    Raises:
        Problems: a file cannot be read, or the outline cannot be built.
    """
    from builder.audit_command import output_today
    from builder.comparison import read_comparison
    from builder.finished.received import blamed, received
    from builder.problem import Place, Problem, Problems, every
    from builder.project import Project
    from builder.pull import reading
    from builder.pull.made import made_last

    folder = outline.resolve().parent
    root = folder.parent if folder.name == "outlines" else folder
    project = Project(root, root / "out")
    comparison = read_comparison(outline, root)

    def one(path: Path) -> Reading:
        try:
            data = received(path)
            with blamed(path):
                today = output_today(path, data, comparison, project)
                home = project.out / comparison.id / today.by.file_name
                return reading(path, data, today, made_last(path, home, data), accept=accept)
        except OSError as e:
            hint = "open it in Word or PowerPoint and save it again"
            raise Problems([Problem(Place(path), str(e), "pull", hint)]) from e

    return project, comparison, every(one, files)


def told(pulled: Pulled, read: Iterable[Reading], project: Project) -> Iterator[str]:
    """What is to be seen before anything is written: the diff, then what stays out of the outline and why."""
    for path, (before, after) in pulled.files.items():
        name = path.resolve().relative_to(project.root.resolve()).as_posix()
        old, new = (data.decode("utf-8-sig").splitlines(keepends=True) for data in (before, after))
        for line in difflib.unified_diff(old, new, name, name):
            yield line.rstrip("\r\n")
    for refused in pulled.refused:
        yield str(refused)
    for one in read:
        shown = one.path.as_posix()
        yield from (f"{shown}: taken out by hand, stays out: {line}" for line in one.deleted)
        yield from (f"{shown}: {where}: put in by hand, stays in the file: {words}" for where, words in one.added)
        yield from (f"{shown}: {suggestion}" for suggestion in one.suggestions)
        yield from (f"{shown}: {comment}" for comment in one.comments)


def summary(pulled: Pulled, *, written: bool) -> str:
    """How many texts change, and how many edits were refused."""
    texts = len({str(one.text.place) for one in pulled.edits})
    said = f"{texts} text{'' if texts == 1 else 's'} {'pulled' if written else 'to pull'}"
    if pulled.files and not written:
        said += "; `--yes` writes " + ("it" if texts == 1 else "them" if texts else "the comments")
    refused = len(pulled.refused)
    return said + (f"; {refused} edit{'' if refused == 1 else 's'} refused" if refused else "")
