"""Many outlines: one after the other, or on any `concurrent.futures.Executor`; the files are the same, byte by byte.

    with ProcessPoolExecutor(4) as pool:
        for report in build_all(outlines, project, Asked(strict=True), pool):
            print(*report.lines, sep="\\n")

The workers of an executor see the same folders as we do: processes of this machine, or a Dask cluster on a shared disk.
What a worker that fails has left undone is done again here, so that one failed worker loses nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from builder.problem import Problem, Problems
from builder.unchanged import Told, Wish, note, seen, stands

if TYPE_CHECKING:
    from builder import Built
    from builder.project import Project

HINT = "pip install 'distributed>=2025.1'"  # not `collate[dask]`, which elsewhere is a stranger's
UNDECIDED = 3  # as `builder.keep.LEFT`


@dataclass(frozen=True)
class Asked:
    """What is asked of every outline; as `builder.build` has it."""

    template: str = ""
    lang: str = ""
    strict: bool = False
    pages: bool = False
    force: bool = False


@dataclass(frozen=True)
class Report:
    """What became of one outline.

    Attributes:
        outline: its file.
        lines: what is told of its files.
        warnings: what is told besides.
        problems: why nothing was built.
        undecided: people have something to decide.
        failed: why a file could not be written.
    """

    outline: Path
    lines: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    undecided: bool = False
    failed: str = ""


def build_all(
    outlines: Sequence[Path], project: Project, asked: Asked, executor: Executor | None = None
) -> Iterator[Report]:
    """A report on each outline, in order.

    Args:
        outlines: their files.
        project: the folders around them.
        asked: the options.
        executor: where they are built; None: here, one after the other.
    """
    if executor is None:
        yield from (build_one(outline, project, asked) for outline in outlines)
        return
    here = Path.cwd()
    begun = [(outline, _begin(executor, here, outline, project, asked)) for outline in outlines]
    for outline, future in begun:
        report = _ended(future)
        if report is None:
            report = build_one(outline, project, asked)
            lost = f"{outline.as_posix()}: warning: the worker that was to build this failed; it was built here instead"
            report = replace(report, warnings=(lost, *report.warnings))
        yield report


def _begin(executor: Executor, *work: Any) -> Future[Report] | None:
    try:
        return executor.submit(_away, *work)
    except RuntimeError:  # a pool of which a process has died takes nothing more
        return None


def _away(here: Path, outline: Path, project: Project, asked: Asked) -> Report:
    """Build one outline in a worker, which need not stand in the folder in which the command was given."""
    if Path.cwd() != here:
        texts = tuple(here / folder for folder in project.texts_in)
        outline, project = (
            here / outline,
            replace(project, root=here / project.root, out=here / project.out, texts_in=texts),
        )
    return build_one(outline, project, asked)


def _ended(future: Future[Report] | None) -> Report | None:
    """The worker's report; None where it has none. If the fault is ours, building it here will show it."""
    try:
        return future.result() if future is not None else None
    except Exception:  # whatever an executor of any make raises when its worker is gone
        return None


def build_one(outline: Path, project: Project, asked: Asked) -> Report:
    """Build one outline's files, unless they stand in out/ as a build would make them."""
    wish = Wish(outline, project, (asked.template, asked.lang, str(asked.strict)))
    again = asked.pages or asked.force  # counted by another program; given up at once
    try:
        if not again and (told := stands(wish)):
            return Report(outline, tuple(f"{line}   0.00 s  (unchanged)" for line in told.lines), told.warnings)
        return _built(wish, asked, note_it=not again)
    except Problems as e:
        return Report(outline, problems=tuple(e.found))
    except OSError as e:
        path = e.filename2 or e.filename  # the file itself, not what was to take its place
        return Report(outline, failed=f"cannot write {path}: {e.strerror}" if path else str(e))


def _built(wish: Wish, asked: Asked, *, note_it: bool) -> Report:
    from builder import Hands, build, read
    from builder.keep import LEFT

    assert LEFT == UNDECIDED
    compared: list[Any] = []

    def reading(*given: Any, **options: Any) -> Any:
        compared.append(read(*given, **options))
        return compared[-1]

    before = seen(wish) if note_it else {}
    warnings: list[str] = []
    hands = Hands(reading)
    files = build(wish.outline, wish.project, **vars(asked), say=warnings.append, hands=hands)
    undecided = any(file.kept.undecided for file in files)
    said = tuple(warnings)
    if note_it and not undecided:
        note(wish, before, compared[-1][0], (file.path for file in files), Told(tuple(map(_line, files)), said))
    told = [f"{_line(file)} {file.seconds:6.2f} s{'' if file.changed else '  (unchanged)'}" for file in files]
    lines = [line for file, first in zip(files, told, strict=True) for line in (first, *_summary(file))]
    return Report(wish.outline, tuple(lines), (*said, *(w for file in files for w in _to_decide(file))), (), undecided)


def _line(file: Built) -> str:
    """What is in one file."""
    size = f"{file.slides:3d} slides" if file.slides else " " * 10
    return f"{file.path.as_posix():44s} {size} {file.claims:5d} claims {file.sources:3d} sources"


def _summary(file: Built) -> Iterator[str]:
    """What became of people's work on a file."""
    from builder.kept import Kept

    if summary := Kept(b"", file.kept.happened).summary():
        yield f"  {summary}"


def _to_decide(file: Built) -> Iterator[str]:
    """What people have to decide."""
    kept = file.kept
    for one in kept.happened:
        if one.kind == "conflict":
            yield f"{kept.path.as_posix()}: {one.where}: to decide: {one.what}"
    if kept.beside:
        yield f"{kept.beside}; today’s build is {kept.path.as_posix()}\n  hint: {kept.hint}"


def executor_of(name: str) -> Callable[[], AbstractContextManager[Executor]]:
    """What opens an executor by the name that `--executor` gives: "dask:tcp://host:8786".

    Raises:
        ValueError: there is none of that name, or its library is not installed; says what to do.
    """
    kind, _, address = name.partition(":")
    if kind != "dask" or not address:
        raise ValueError(f"no executor '{name}': write dask:ADDRESS, as in dask:tcp://127.0.0.1:8786")
    try:
        import distributed
    except ImportError as e:
        raise ValueError(f"Dask is not installed: {HINT}") from e

    @contextmanager
    def opened() -> Iterator[Executor]:
        connect: Any = distributed.Client  # its types are not whole
        with connect(address) as client:
            yield client.get_executor(pure=False)

    return opened
