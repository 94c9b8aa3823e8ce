"""`collate build [OUTLINE…]`: build what the outlines list, or some of it; what stands already is not built again.

    $ collate build --lang zh --strict
    out/tech-rivalry/briefing.zh.docx               97 claims   5 sources   0.86 s
    out/tech-rivalry/seminar.zh.pptx      41 slides 142 claims   5 sources   1.32 s

`--jobs N` builds many outlines in N processes, `--executor dask:ADDRESS` on the workers of a Dask cluster that see the
same folders; the files are the same. Exit code: 0, 1 for problems, 3 where something was left for people to decide.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from builder.many import Report
    from builder.project import Project

OK, PROBLEMS, USAGE, UNDECIDED = 0, 1, 2, 3
_ABOUT = "build what the outlines list"


def add(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    outlines: Callable[[argparse.ArgumentParser], None],
    project: Callable[[argparse.Namespace], tuple[Project, list[Path]]],
) -> None:
    """Add the command to the door, which knows how outlines are named and where their project is."""
    example = "example: collate build --lang zh --strict"
    one = commands.add_parser("build", help=_ABOUT, description=_ABOUT, epilog=example)
    outlines(one)
    one.add_argument("--template", default="", metavar="NAME", help="only this template")
    one.add_argument("--lang", default="", metavar="LANG", help="only this language")
    one.add_argument("--out", type=Path, metavar="DIR", help="where to write (default: out/ beside outlines/)")
    one.add_argument(
        "--force", action="store_true", help="give up what people have done to the files (backups are kept)"
    )
    one.add_argument("--pages", action="store_true", help="page numbers in contents, counted by LibreOffice (slow)")
    one.add_argument("--jobs", type=int, default=1, metavar="N", help="build outlines in N processes")
    one.add_argument("--executor", default="", metavar="NAME", help="build on another machine's workers: dask:ADDRESS")
    one.set_defaults(run=lambda options: run(options, project))


def run(options: argparse.Namespace, project: Callable[[argparse.Namespace], tuple[Project, list[Path]]]) -> int:
    """Build, and print a line a file.

    Raises:
        Problems: those of every outline; what has none is built.
    """
    from builder.finished.printed import lacking
    from builder.many import Asked, build_all, executor_of
    from builder.problem import Problem, Problems

    try:
        workers = executor_of(options.executor) if options.executor else _processes(options.jobs)
    except ValueError as e:
        _warn(f"collate build: {e}")
        return USAGE
    where, outlines = project(options)
    pages: bool = options.pages
    if pages and (absent := lacking()):
        _warn(f"contents stay without page numbers: no {' and no '.join(absent)} here")
        pages = False
    asked = Asked(options.template, options.lang, options.strict, pages, options.force)
    code = OK
    found: list[Problem] = []
    with workers() if len(outlines) > 1 else nullcontext() as executor:
        for report in build_all(outlines, where, asked, executor):
            code = max(code, _print(report))
            found += report.problems
    if found:
        raise Problems(found)
    return code


def _processes(jobs: int) -> Callable[[], AbstractContextManager[Executor | None]]:
    """What opens that many processes; one is this one."""
    if jobs < 2:
        return nullcontext
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    return lambda: ProcessPoolExecutor(jobs, mp_context=get_context("spawn"))


def _print(report: Report) -> int:
    from builder.finished.received import shown

    for warning in report.warnings:
        _warn(shown(warning))
    for line in report.lines:
        print(shown(line))
    if report.failed:
        _warn(report.failed)
        return PROBLEMS
    return UNDECIDED if report.undecided else OK


def _warn(line: str) -> None:
    print(line, file=sys.stderr)
