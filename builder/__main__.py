"""The door: the command `collate` (also `python -m builder`)."""

from __future__ import annotations

import argparse
import gc
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from builder.project import Project

OK, PROBLEMS, USAGE = 0, 1, 2
YOUNG = 50_000
"""Objects made before Python looks for unused rings among them. A build makes millions and few rings: a tenth of its
time went into looking, every 700 objects."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code.

    0 done, 1 problems in the author's files, 2 wrong usage, 3 done, and something is left for people to decide.
    """
    options = _parser().parse_args(arguments)
    gc.set_threshold(YOUNG, *gc.get_threshold()[1:])
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
        path = e.filename2 or e.filename  # the file itself, not what was to take its place
        print(f"cannot write {path}: {e.strerror}" if path else e, file=sys.stderr)
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
    from builder import (
        audit_command,
        build_command,
        import_command,
        issue_command,
        locate_command,
        pull_command,
        redline_command,
        status_command,
        styles_command,
        template_command,
        trace_command,
        watch_command,
    )

    watch_command.add(commands, _outlines, _project)
    build_command.add(commands, _outlines, _project)
    locate_command.add(commands)
    import_command.add(commands)
    audit_command.add(commands)
    issue_command.add(commands)
    redline_command.add(commands)
    pull_command.add(commands)
    status_command.add(commands, _outlines, _project)
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
