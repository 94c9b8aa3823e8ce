"""The door: the command `collate` (also `python -m builder`)."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from builder.keep import Outcome
    from builder.project import Project

OK, PROBLEMS, USAGE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code.

    0 done, 1 problems in the author's files, 2 wrong usage, 3 done, and something is left for people to decide.
    """
    options = _parser().parse_args(arguments)
    from builder.problem import Problems

    try:
        run: Callable[[argparse.Namespace], int] = options.run
        return run(options)
    except Problems as e:
        print(e, file=sys.stderr)
        errors = sum(p.severity == "error" for p in e.found)
        print(
            f"\n{_count(errors, 'error')}, {_count(len(e.found) - errors, 'warning')}; nothing was built",
            file=sys.stderr,
        )
        return PROBLEMS
    except BrokenPipeError:  # whoever read our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except OSError as e:
        print(f"cannot write {e.filename}: {e.strerror}" if e.filename else e, file=sys.stderr)
        return PROBLEMS


def _count(n: int, what: str) -> str:
    return f"{n} {what}{'' if n == 1 else 's'}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="collate",
        description="One YAML outline that compares articles becomes a Word briefing and a PowerPoint deck.",
        epilog="example: collate build outlines/tech-rivalry.yaml --template briefing --lang en",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    one = _command(
        commands,
        "check",
        "look for problems, build nothing",
        "collate check outlines/tech-rivalry.yaml",
        _check,
    )
    _outlines(one)
    one.add_argument("--fix", action="store_true", help="put right what is mechanical: places, marks, terms")
    one.add_argument("--lock", action="store_true", help="record what is verified in outlines/evidence.lock")
    one = _command(commands, "build", "build what the outlines list", "collate build --lang zh --strict", _build)
    _outlines(one)
    one.add_argument("--template", default="", metavar="NAME", help="only this template")
    one.add_argument("--lang", default="", metavar="LANG", help="only this language")
    one.add_argument("--out", type=Path, metavar="DIR", help="where to write (default: out/ beside outlines/)")
    one.add_argument(
        "--force", action="store_true", help="give up what people have done to the files (backups are kept)"
    )
    one.add_argument("--pages", action="store_true", help="page numbers in contents, counted by LibreOffice (slow)")

    from builder import (
        audit_command,
        import_command,
        locate_command,
        styles_command,
        template_command,
        trace_command,
        watch_command,
    )

    watch_command.add(commands, _outlines, _project)
    locate_command.add(commands)
    import_command.add(commands)
    audit_command.add(commands)
    trace_command.add(commands)
    styles_command.add(commands)
    template_command.add(commands)
    one = _command(commands, "new", "write a commented starter outline and article", "collate new my-comparison", _new)
    one.add_argument("name", metavar="NAME", help="the outline's name: small letters, digits, hyphens")
    one = _command(
        commands,
        "schema",
        "print the JSON Schema of an outline, an article, a plan or a glossary",
        "collate schema outline",
        _schema,
    )
    one.add_argument("kind", choices=("outline", "article", "template", "glossary"))
    one.add_argument("--write", action="store_true", help="write all of them to outlines/.schema/ for editors")
    return parser


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    about: str,
    example: str,
    run: Callable[[argparse.Namespace], int],
) -> argparse.ArgumentParser:
    one = commands.add_parser(name, help=about, description=about, epilog=f"example: {example}")
    one.set_defaults(run=run)
    return one


def _outlines(one: argparse.ArgumentParser) -> None:
    one.add_argument(
        "outlines", nargs="*", type=Path, metavar="OUTLINE", help="outline files (default: all in outlines/)"
    )
    one.add_argument("--strict", action="store_true", help="warnings count as errors")
    one.add_argument(
        "--texts",
        type=Path,
        action="append",
        default=[],
        metavar="DIR",
        help="a folder with the articles' texts",
    )


def _project(options: argparse.Namespace) -> tuple[Project, list[Path]]:
    """The project around the outlines asked for; a file in `outlines/` belongs to the folder above that."""
    from builder.project import Project

    given: list[Path] = options.outlines
    for path in given:
        if not path.is_file():
            _parser().error(f"no such file: {path}")
    folder = given[0].parent if given else Path("outlines")
    root = folder.parent if folder.resolve().name == "outlines" else folder
    texts = [*options.texts, *filter(None, map(_path, os.environ.get("COLLATE_TEXTS", "").split(os.pathsep)))]
    project = Project(root, getattr(options, "out", None) or root / "out", tuple(texts))
    outlines = given or project.outlines()
    if not outlines:
        _parser().error("no outlines/ here; `collate new NAME` writes a starter")
    return project, outlines


def _path(text: str) -> Path | None:
    return Path(text) if text else None


def _warn(line: str) -> None:
    print(line, file=sys.stderr)


def _check(options: argparse.Namespace) -> int:
    from builder import read
    from builder.comparison import read_comparison
    from builder.evidence_lock import NAME
    from builder.fix import fix, fix_texts
    from builder.problem import every
    from builder.record import record

    project, outlines = _project(options)

    def one(path: Path) -> str:
        if options.fix:
            for fixed in fix(read_comparison(path, project.root), project.texts(path), path.parent / "articles"):
                print(fixed)
            for fixed in fix_texts(read_comparison(path, project.root), path, project.root):
                print(fixed)
        if options.lock:
            for line in record(read_comparison(path, project.root), project.texts(path), path.parent / NAME):
                print(line)
        comparison, _, verified = read(path, project, strict=options.strict, say=_warn)
        claims = sum(len(a.claims) for a in comparison.articles.values())
        checked = f"{verified} quotes verified" if verified else "no quote verified"
        return f"{path.as_posix()}: {len(comparison.articles)} articles, {claims} claims, {checked}; no problem"

    for line in every(one, outlines):
        print(line)
    return OK


def _build(options: argparse.Namespace) -> int:
    from builder import Built, build
    from builder.finished.printed import lacking
    from builder.problem import every

    project, outlines = _project(options)

    pages: bool = options.pages
    if pages and (absent := lacking()):
        _warn(f"contents stay without page numbers: no {' and no '.join(absent)} here")
        pages = False

    def one(path: Path) -> list[Built]:
        if sys.stderr.isatty():
            print(f"\rbuilding {path.stem} …\033[K", end="", file=sys.stderr, flush=True)
        try:
            return build(
                path,
                project,
                template=options.template,
                lang=options.lang,
                strict=options.strict,
                pages=pages,
                force=options.force,
                say=_warn,
            )
        finally:
            if sys.stderr.isatty():
                print("\r\033[K", end="", file=sys.stderr, flush=True)

    code = OK
    for files in every(one, outlines):
        for file in files:
            size = f"{file.slides:3d} slides" if file.slides else " " * 10
            state = "" if file.changed else "  (unchanged)"
            print(
                f"{file.path.as_posix():44s} {size} {file.claims:5d} claims {file.sources:3d} sources "
                f"{file.seconds:6.2f} s{state}"
            )
            code = max(code, _kept(file.kept))
    return code


def _kept(outcome: Outcome) -> int:
    """Tell what became of a file that people had worked on; gives the exit code."""
    from builder.keep import LEFT
    from builder.kept import Kept

    if summary := Kept(b"", outcome.happened).summary():
        print(f"  {summary}")
    for one in outcome.happened:
        if one.kind == "conflict":
            _warn(f"{outcome.path.as_posix()}: {one.where}: to decide: {one.what}")
    if outcome.beside:
        _warn(f"{outcome.beside}; today’s build is {outcome.path.as_posix()}\n  hint: {outcome.hint}")
    return LEFT if outcome.undecided else OK


def _new(options: argparse.Namespace) -> int:
    from builder.starter import start

    try:
        for path in start(Path(), options.name):
            print(f"wrote {path.as_posix()}")
    except ValueError as e:
        print(f"collate new: {e}", file=sys.stderr)
        return USAGE
    print(f"now: edit them, then `collate build outlines/{options.name}.yaml`")
    return OK


def _schema(options: argparse.Namespace) -> int:
    from builder.schema import schemas, write_schemas

    if options.write:
        for path in write_schemas(Path("outlines")):
            print(f"wrote {path.as_posix()}")
    else:
        print(json.dumps(schemas()[options.kind], ensure_ascii=False, indent=2))
    return OK


if __name__ == "__main__":
    sys.exit(main())
