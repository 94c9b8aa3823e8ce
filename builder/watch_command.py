"""`collate watch`: build again whatever an edit touches, as soon as it is saved.

    $ collate watch
    watching outlines/tech-rivalry.yaml; Ctrl-C ends
    10:31:07 outlines/tech-rivalry.yaml:41:9: error: no claim 'zhang-2023.d44' [no-claim]
    10:31:22 mended: outlines/tech-rivalry.yaml: error: no claim 'zhang-2023.d44' [no-claim]
    10:31:23 built out/tech-rivalry/briefing.zh.docx

With `--preview`, a page on this machine alone shows every document while it is written: docs/watch.md.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from builder.project import Project
    from builder.watch import News, Watch

OK, USAGE = 0, 2
_ABOUT = "build again whatever an edit touches, as soon as it is saved"
PAUSE_S = 0.25
"""Between two looks at the files."""


def add(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    outlines: Callable[[argparse.ArgumentParser], None],
    project: Callable[[argparse.Namespace], tuple[Project, list[Path]]],
) -> None:
    """Add the command to the door.

    Args:
        commands: the door's.
        outlines: gives a command the arguments of all that take outlines.
        project: finds the project and the outlines that were asked for.
    """
    one = commands.add_parser("watch", help=_ABOUT, description=_ABOUT, epilog="example: collate watch --preview")
    outlines(one)
    one.add_argument("--preview", action="store_true", help="show the documents on a local page while you write")
    one.add_argument("--port", type=_port, default=0, metavar="N", help="of the preview (default: any that is free)")
    one.set_defaults(run=run, project=project)


def _port(text: str) -> int:
    if not (text.isdigit() and int(text) < 65536):
        raise argparse.ArgumentTypeError(f"not a port: {text}")
    return int(text)


def run(options: argparse.Namespace) -> int:
    """Watch until Ctrl-C; 2 where the preview's port is taken."""
    from builder.watch import Watch

    project, outlines = options.project(options)
    watch = Watch(project, tuple(outlines) if options.outlines else (), options.strict)
    names = ", ".join(path.as_posix() for path in outlines)
    print(f"watching {names}; Ctrl-C ends", flush=True)
    if not options.preview:
        return _watch(watch)
    from builder.watch.preview import preview

    with ExitStack() as stack:
        try:
            address = stack.enter_context(preview(watch, options.port))
        except OSError as e:
            print(f"collate watch: port {options.port} cannot be had: {e.strerror}", file=sys.stderr)
            return USAGE
        print(f"preview: {address}", flush=True)
        return _watch(watch)


def _watch(watch: Watch) -> int:
    try:
        while True:
            for news in watch.step():
                print(_line(news), flush=True)
            time.sleep(PAUSE_S)
    except KeyboardInterrupt:
        print("\rwatched until here", file=sys.stderr)
        return OK


def _line(news: News) -> str:
    """A line a piece of news, with the time."""
    words = {"mended": "mended: ", "built": "built ", "trouble": "error: "}
    return f"{time.strftime('%H:%M:%S')} {words.get(news.kind, '')}{news.text}"
