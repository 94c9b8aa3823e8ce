"""One attack: what a stranger put into a project, and what must come of it.

`tried` lays an attack and runs it: `run` builds in a child process with 2 GB and 60 seconds to live, and listens to
what that process does (PEP 578): which files it opens for writing, whom it calls; `complaints` holds what came of it
against what every attack must come to:

* a problem with its place, and nothing built; or files that are as they should be;
* no traceback, no signal, in time, nothing said on which a terminal acts; refused in words that can be read;
* nothing written outside out/, nobody called, no program started;
* nothing of the attacker's (the word "evil", whatever it stands in) in any part of any output.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import re
import resource
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

from builder.load import FORBIDDEN

MEMORY_BYTES = 2 << 30
SECONDS = 60
MOST_SAID = 1_000_000  # characters of a refusal: 200 problems of the longest kind are a fraction of it
MARK = b"evil"
_WAIT = 4  # times as long by the clock, on a machine that has other things to do; who waits for a pipe uses no time
_PLACED = re.compile(r"^\S[^\n]*:\d+:\d+: (error|warning): ", re.MULTILINE)
_CALLS = ("socket.", "subprocess.", "urllib.", "http.", "ftplib.", "smtplib.", "webbrowser.", "os.system", "os.exec",
          "os.posix_spawn", "os.fork", "ctypes.dlopen")  # fmt: skip
_CHANGES = ("os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate", "os.chmod",
            "shutil.")  # fmt: skip


@dataclass(frozen=True)
class Attack:
    """What a stranger does to a project.

    Attributes:
        name: of the case.
        lay: puts it into the project's folder, which holds the starter as outlines/case.yaml and a template "plain".
        says: what the problem must say, as a regular expression with its place; "" where files must be made.
        warns: what a warning must say although files are made.
        arguments: of the command.
        holds: looks at out/; what is wrong there is an AssertionError.
        marked: whether the word "evil" may stand in the outputs: where it is the author's own harmless text.
        code: the exit code where no problem is to be told; None: done, found, or left to decide.
        makes: whether files are to be made then; None: as may be.
        writes: where the command may write.
        same: files that must stay as they are.
    """

    name: str
    lay: Callable[[Path], object]
    says: str = ""
    warns: str = ""
    arguments: tuple[str, ...] = ("build", "outlines/case.yaml", "--template", "plain", "--lang", "zh")
    holds: Callable[[Path], object] = field(default=lambda out: None)
    marked: bool = False
    code: int | None = 0
    makes: bool | None = True
    writes: tuple[str, ...] = ("out/",)
    same: tuple[str, ...] = ()


@dataclass(frozen=True)
class Came:
    """What came of it: exit code (negative: the signal), words, processor time, and what else the process did."""

    code: int
    said: str
    seconds: float
    did: tuple[str, ...]


def tried(attack: Attack, project: Path, **how: Any) -> tuple[Came, list[str]]:
    """Lay an attack and run it; what came of it, and everything in it that is not as it must be.

    Args:
        attack: not yet laid.
        project: its folder.
        how: as for `run`.
    """
    attack.lay(project)
    before = files(project)
    came = run(attack, project, **how)
    return came, complaints(attack, came, project, before)


def run(
    attack: Attack,
    project: Path,
    *,
    unguarded: Callable[[], object] = lambda: None,
    seconds: float = SECONDS,
    memory_bytes: int = MEMORY_BYTES,
) -> Came:
    """Build in a child process.

    Args:
        attack: already laid.
        project: its folder.
        unguarded: takes a guard away, in the child.
        seconds, memory_bytes: what the child may use; the time is the processor's.
    """
    told = project.parent / f"{project.name}.told"
    _own(project).mkdir(exist_ok=True)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    arguments = (attack.arguments, project, told, unguarded, memory_bytes, seconds, attack.writes)
    child = multiprocessing.get_context("fork").Process(target=_child, args=arguments)
    child.start()
    child.join(seconds * _WAIT)
    if child.is_alive():
        child.kill()
        child.join()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    took = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    said = told.with_suffix(".said").read_text("utf-8", "replace")
    did = tuple(json.loads(told.read_text("utf-8"))) if told.is_file() else ()
    return Came(child.exitcode or 0, said, took, did)


def _child(
    arguments: tuple[str, ...],
    project: Path,
    told: Path,
    unguarded: Callable[[], object],
    memory_bytes: int,
    seconds: float,
    writes: tuple[str, ...],
) -> None:
    told.unlink(missing_ok=True)
    said = os.open(told.with_suffix(".said"), os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(said, 1)
    os.dup2(said, 2)
    sys.stdout, sys.stderr = os.fdopen(1, "w", closefd=False), os.fdopen(2, "w", closefd=False)
    tempfile.tempdir = str(_own(project))
    os.chdir(project)
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds) + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    from builder.__main__ import main  # the modules a build needs are the child's own business

    unguarded()
    did: list[str] = []
    listening = True

    def hear(event: str, given: tuple[Any, ...]) -> None:
        if listening and (note := _noted(event, given, project, writes)):
            did.append(note)

    sys.addaudithook(hear)
    try:
        code = main(list(arguments))
    except SystemExit as e:
        code = e.code if isinstance(e.code, int) else 1
    listening = False
    sys.stdout.flush()
    sys.stderr.flush()
    told.write_text(json.dumps(sorted(set(did))), "utf-8")
    os._exit(code)


def _noted(event: str, given: tuple[Any, ...], project: Path, writes: tuple[str, ...]) -> str:
    """What must not be: a call to somebody, a change outside of where the command may write."""
    if event.startswith(_CALLS):
        return f"{event} {given!r:.120}"
    if event == "open":
        path, mode, flags = (*given, None, None)[:3]
        changes = isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND)
        changes = changes or (isinstance(mode, str) and set(mode) & set("wax+"))
        return f"wrote {path}" if changes and not _inside(path, project, writes) else ""
    if event in ("os.remove", "os.rmdir") and isinstance(given[1], int) and given[1] >= 0:  # a name in an open folder
        path = f"{Path(f'/proc/self/fd/{given[1]}').readlink()}/{os.fsdecode(given[0])}"
        return "" if _inside(path, project, writes) else f"{event} {path}"
    if event.startswith(("os.rename", "os.remove")):  # of the name itself, not of what a link in its place names
        folders = [os.path.dirname(os.path.abspath(os.fsdecode(p))) for p in given[:2] if not isinstance(p, int)]  # noqa: PTH100, PTH120
        return "".join(f"{event} in {folder}" for folder in folders if not _inside(f"{folder}/.", project, writes))
    if event.startswith(_CHANGES):
        changed = given[1:2] if event.startswith("shutil.copy") else given  # what is copied stays as it is
        paths = [p for p in changed if isinstance(p, (str, bytes, os.PathLike))]
        return "".join(f"{event} {p!r}" for p in paths if not _inside(p, project, writes))
    return ""


def _inside(path: Any, project: Path, writes: tuple[str, ...]) -> bool:
    """Whether it is really where the command may write, links followed.

    Caches of Python's own and the null device are nobody's harm.
    """
    if isinstance(path, int):
        return True
    text = os.fsdecode(path)
    real = os.path.realpath(text)
    folders = (f"{os.path.realpath(_own(project))}/", *(f"{os.path.realpath(project)}/{name}" for name in writes))
    return text == os.devnull or "__pycache__" in text or f"{real}/".startswith(folders)


def _own(project: Path) -> Path:
    """The folder for what a command puts aside while it works."""
    return project.parent / f"{project.name}.aside"


def complaints(attack: Attack, came: Came, project: Path, before: dict[str, bytes]) -> list[str]:
    """Everything that is not as it must be after an attack."""
    return list(_complaints(attack, came, project, before))


def _complaints(attack: Attack, came: Came, project: Path, before: dict[str, bytes]) -> Iterator[str]:
    said = came.said[-1500:]
    if came.code < 0 or came.seconds > SECONDS:
        yield f"it ended by signal {-came.code} after {came.seconds:.0f} s"
    if "Traceback" in came.said or "MemoryError" in came.said:
        yield f"a traceback:\n{said}"
    if attack.says and len(came.said) > MOST_SAID:
        yield f"it refused in {len(came.said):,} characters"
    if bad := FORBIDDEN.search(came.said):
        yield f"it said {bad[0]!a}, on which a terminal acts"
    yield from came.did
    out = project / "out"
    after = files(project)
    for name in before.keys() | after.keys():
        if (not name.startswith(attack.writes) or name in attack.same) and before.get(name) != after.get(name):
            yield f"{name} was changed"
    made = [name for name in after if name.startswith(attack.writes) and after[name] != before.get(name)]
    if attack.says:
        if came.code not in (1, 2) or not re.search(attack.says, came.said):
            yield f"exit {came.code}; wanted: {attack.says}; said:\n{said}"
        if came.code == 1 and not _PLACED.search(came.said) and not came.said.startswith("cannot write"):
            yield f"no place in what it said:\n{said}"
        if made:
            yield f"it refused, and made {made}"
        return
    if came.code not in ((0, 1, 3) if attack.code is None else (attack.code,)):
        yield f"exit {came.code}:\n{said}"
    elif attack.makes not in (None, bool(made)):
        yield f"made: {made}"
    if attack.warns and not re.search(attack.warns, came.said):
        yield f"wanted a warning: {attack.warns}; said:\n{said}"
    for name in () if attack.marked else made:
        yield from (f"the attacker's: {where}" for where in marked(name, after[name]))
    if attack.code in (None, came.code):
        try:
            attack.holds(out)
        except AssertionError as e:
            yield f"in out/: {e!s:.600}"


def marked(name: str, data: bytes) -> Iterator[str]:
    """The parts of a file, and of files inside it, that hold the mark."""
    if MARK in data.lower() or MARK in name.lower().encode():
        yield name
    if data[:2] == b"PK":
        with zipfile.ZipFile(BytesIO(data)) as package:
            for part in package.namelist():
                yield from marked(f"{name}!{part}", package.read(part))


def files(folder: Path) -> dict[str, bytes]:
    """What stands in a folder, by name: links as what they name, pipes and devices left alone."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = b"-> " + os.fsencode(path.readlink())
        elif path.is_file():
            found[name] = path.read_bytes()
    return found
