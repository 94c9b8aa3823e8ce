"""A build that is killed, or finds the disk full, at any point: every file is the old one or the new one, never half.

"Every file" is all that stands in out/: what people read, and the ledger from which their work on it is kept. After
the accident a build must come out as if nothing had happened: the same files, nothing left over.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import docx
import pptx
import pytest
from laying import OUTLINE, change

pytestmark = pytest.mark.slow  # in CI and by hand: `make test-slow`

COMMAND = ("build", "outlines/case.yaml", "--template", "briefing", "--lang", "zh")
BOTH = ("build", "outlines/case.yaml", "--lang", "zh")
NEW = change(OUTLINE, "夜间公交往何处去", "夜间公交去向何方")


def _build(project: Path, arguments: tuple[str, ...], before: Callable[[], object]) -> None:
    os.chdir(project)
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    from builder.__main__ import main

    before()
    os._exit(main(list(arguments)))


def building(project: Path, arguments: tuple[str, ...] = BOTH, before: Callable[[], object] = lambda: None):  # type: ignore[no-untyped-def]
    child = multiprocessing.get_context("fork").Process(target=_build, args=(project, arguments, before))
    child.start()
    return child


def built(project: Path, arguments: tuple[str, ...] = BOTH) -> int:
    child = building(project, arguments)
    child.join(60)
    return child.exitcode or 0


def read(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def papers(out: dict[str, bytes]) -> dict[str, bytes]:
    """What people read."""
    return {name: data for name, data in out.items() if not name.startswith(".collate/") and not name.endswith(".part")}


def whole(name: str, data: bytes) -> None:
    """The file opens, in a library that did not write it."""
    if data[:2] == b"PK":
        assert zipfile.ZipFile(BytesIO(data)).testzip() is None
        (docx.Document if name.endswith(".docx") else pptx.Presentation)(BytesIO(data))


def old_or_new(out: Path, old: dict[str, bytes], new: dict[str, bytes]) -> None:
    """Every paper is there, and is the old one or the new one."""
    found = papers(read(out))
    for name, data in papers(old).items():
        assert name in found, f"{name} is gone"
        assert found[name] in (data, papers(new)[name]), f"{name} is neither the old file nor the new one"
        whole(name, found[name])
    assert set(found) <= set(papers(new)), f"left over: {set(found) - set(papers(new))}"


@pytest.fixture
def twice(project: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes], dict[str, bytes]]:
    """A project that was built and whose outline has changed since; what stands in out/, and what will."""
    assert built(project) == 0
    old = read(project / "out")
    NEW(project)
    copy = tmp_path_factory.mktemp("new") / "p"
    shutil.copytree(project, copy)
    assert built(copy) == 0
    return project, old, read(copy / "out")


def again(project: Path, new: dict[str, bytes]) -> None:
    """A build after the accident makes all things good, and takes the left-overs away."""
    assert built(project) == 0
    assert papers(read(project / "out")) == papers(new)
    assert not list((project / "out").rglob("*.part")), "a part of a file is left over"


@pytest.mark.parametrize("seed", [*range(5), *(pytest.param(n, marks=pytest.mark.long) for n in range(5, 50))])
def test_killed_at_any_point(seed: int, twice: tuple[Path, dict[str, bytes], dict[str, bytes]]) -> None:
    project, old, new = twice
    dice = random.Random(seed)

    def die_at(count: int) -> Callable[[], None]:
        """Die at the n-th change to the disk: the kernel's own signal, nothing is tidied up."""
        seen = 0

        def hear(event: str, given: tuple[object, ...]) -> None:
            nonlocal seen
            writes = event in ("os.rename", "os.remove", "os.mkdir", "os.link", "os.chmod", "shutil.copyfile")
            if writes or (event == "open" and isinstance(given[2], int) and given[2] & (os.O_WRONLY | os.O_RDWR)):
                seen += 1
                if seen >= count:
                    os.kill(os.getpid(), signal.SIGKILL)

        return lambda: sys.addaudithook(hear)

    if seed % 5 == 0:  # by the clock
        child = building(project)
        time.sleep(dice.uniform(0.1, 2.5))
        if child.pid and child.is_alive():
            os.kill(child.pid, signal.SIGKILL)
    else:  # where it hurts
        child = building(project, before=die_at(dice.randint(1, 40)))
    child.join(60)
    old_or_new(project / "out", old, new)
    again(project, new)


@contextmanager
def small_disk(where: Path, kilobytes: int) -> Iterator[bool]:
    """A disk of that size at a folder; False where only root may have one."""
    mounted = False
    if sys.platform == "linux" and os.geteuid() == 0:
        command = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(where)]
        mounted = subprocess.run(command, capture_output=True, check=False).returncode == 0
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", "--lazy", str(where)], check=True)


@pytest.mark.parametrize("seed", [*range(2), *(pytest.param(n, marks=pytest.mark.long) for n in range(2, 20))])
def test_a_full_disk(seed: int, twice: tuple[Path, dict[str, bytes], dict[str, bytes]], tmp_path: Path) -> None:
    project, old, new = twice
    dice = random.Random(seed)
    size = sum(-(-len(data) // 4096) * 4 for data in old.values())  # kilobytes, in pages of four
    disk = project / "out"
    kept = project / "kept"
    disk.rename(kept)
    disk.mkdir()
    with small_disk(disk, size + dice.randint(40, 700)) as mounted:
        if not mounted:
            pytest.skip("a small disk can be mounted by root on Linux only")
        shutil.copytree(kept, disk, dirs_exist_ok=True)
        code = built(project)
        old_or_new(disk, old, new)
        found = read(disk)
        assert code in (0, 1)
        if code:
            assert not [name for name in found if name.endswith(".part")], "a part of a file is left over"
        subprocess.run(["mount", "-o", "remount,size=64m", str(disk)], check=True)
        again(project, new)


def test_two_builds_at_once(twice: tuple[Path, dict[str, bytes], dict[str, bytes]]) -> None:
    project, old, new = twice
    children = [building(project) for _ in range(3)]
    for child in children:
        child.join(60)
    assert [child.exitcode for child in children] == [0, 0, 0]
    old_or_new(project / "out", old, new)
    again(project, new)


def test_a_folder_that_cannot_be_written_to(twice: tuple[Path, dict[str, bytes], dict[str, bytes]]) -> None:
    project, _, _ = twice
    with small_disk(project / "out", 4_000) as mounted:
        if not mounted:
            pytest.skip("root may write anywhere: a disk that is read-only can be mounted by root on Linux only")
        out = project / "out"
        (out / "case").mkdir()
        subprocess.run(["mount", "-o", "remount,ro", str(out)], check=True)
        done = subprocess.run([sys.executable, "-m", "builder", *COMMAND], cwd=project, capture_output=True, text=True,
                              check=False)  # fmt: skip
        assert done.returncode == 1
        assert done.stderr.startswith("cannot write ") and "Read-only" in done.stderr and "Traceback" not in done.stderr


def test_a_target_that_is_locked(twice: tuple[Path, dict[str, bytes], dict[str, bytes]]) -> None:
    """Open in Word: the file is left alone, the build stands beside it, and the command says so."""
    project, old, new = twice
    target = project / "out/case/briefing.zh.docx"
    (target.parent / "~$iefing.zh.docx").write_bytes(b"owner")
    done = subprocess.run([sys.executable, "-m", "builder", *COMMAND], cwd=project, capture_output=True, text=True,
                          check=False)  # fmt: skip
    assert "Traceback" not in done.stderr and "open in" in done.stderr + done.stdout
    assert target.read_bytes() == old["case/briefing.zh.docx"]
    assert (target.parent / "briefing.zh.new.docx").read_bytes() == new["case/briefing.zh.docx"]


def test_a_clock_that_goes_back(twice: tuple[Path, dict[str, bytes], dict[str, bytes]]) -> None:
    """No time is asked for: files from the future are brought up to date like any other."""
    project, _, new = twice
    future = time.time() + 10 * 365 * 86_400
    for path in (project / "out").rglob("*"):
        os.utime(path, (future, future))
    for path in (project / "outlines").rglob("*"):
        os.utime(path, (0, 0))
    again(project, new)
