"""Many outlines on many workers: the same files as from one process, and a worker that fails loses nothing."""

from __future__ import annotations

import os
import re
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

from builder.__main__ import main
from builder.many import Asked, build_all
from builder.project import Project
from builder.starter import start

pytestmark = pytest.mark.slow  # in CI and by hand: `make test-slow`


def project(root: Path, count: int) -> Project:
    """A folder with so many outlines of one output each, no two alike, that share their articles."""
    root.mkdir(parents=True, exist_ok=True)
    first, *_ = (path for path in start(root, "o0") if path.stem == "o0")
    text = re.sub(r"outputs:\n(  - .*\n)+", "outputs: [{template: briefing, lang: en}]\n", first.read_text("utf-8"))
    assert "template: briefing, lang: en}]" in text
    for n in range(count):
        dated = re.sub(r"(?m)^date: \S+", f"date: {2031 + n}-05-20", text)
        (root / "outlines" / f"o{n}.yaml").write_text(dated, "utf-8")
    return Project(root, root / "out")


def files(root: Path) -> dict[str, bytes]:
    found = sorted(path for path in (root / "out").rglob("*") if path.is_file() and ".collate" not in path.parts)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


def test_two_processes_write_what_one_writes(tmp_path: Path) -> None:
    one, two = project(tmp_path / "one", 4), project(tmp_path / "two", 4)
    alone = list(build_all(one.outlines(), one, Asked()))
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        together = list(build_all(two.outlines(), two, Asked(), pool))
    assert [r.problems for r in (*alone, *together)] == [()] * 8
    assert [r.outline.name for r in together] == [r.outline.name for r in alone] == [f"o{n}.yaml" for n in range(4)]
    assert files(one.root) == files(two.root) != {}


class Mortal(Executor):
    """An executor one of whose workers dies on its second outline."""

    def __init__(self) -> None:
        self.begun = 0

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.begun += 1
        future: Future[Any] = Future()
        if self.begun == 2:
            future.set_exception(OSError("the worker is gone"))
        else:
            future.set_result(fn(*args, **kwargs))
        return future


def test_what_a_failed_worker_left_undone_is_done_here(tmp_path: Path) -> None:
    whole, partly = project(tmp_path / "whole", 3), project(tmp_path / "partly", 3)
    assert all(not r.problems for r in build_all(whole.outlines(), whole, Asked()))
    reports = list(build_all(partly.outlines(), partly, Asked(), Mortal()))
    assert [any("the worker" in w for w in r.warnings) for r in reports] == [False, True, False]
    assert files(whole.root) == files(partly.root)


def _die(*given: Any) -> None:
    os._exit(1)


def test_a_pool_whose_process_dies_loses_nothing(tmp_path: Path) -> None:
    whole, broken = project(tmp_path / "whole", 2), project(tmp_path / "broken", 2)
    assert all(not r.problems for r in build_all(whole.outlines(), whole, Asked()))
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        with pytest.raises(Exception, match="terminated"):
            pool.submit(_die).result()
        reports = list(build_all(broken.outlines(), broken, Asked(), pool))
    assert all("built here instead" in r.warnings[0] for r in reports)
    assert files(whole.root) == files(broken.root)


def test_problems_of_one_outline_keep_no_other_from_being_built(tmp_path: Path) -> None:
    given = project(tmp_path, 3)
    (given.root / "outlines" / "o1.yaml").write_text("title: nothing else\n", "utf-8")
    reports = list(build_all(given.outlines(), given, Asked()))
    assert [bool(r.problems) for r in reports] == [False, True, False]
    assert {name.split("/")[1] for name in files(given.root)} == {"o0", "o2"}


def test_jobs_at_the_door(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    project(tmp_path, 2)
    monkeypatch.chdir(tmp_path)
    assert main(["build", "--jobs", "2"]) == 0
    told = capsys.readouterr().out
    assert "out/o0/" in told and "out/o1/" in told


def test_an_executor_that_nobody_knows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project(tmp_path, 2)
    monkeypatch.chdir(tmp_path)
    assert main(["build", "--executor", "slurm:here"]) == 2


@pytest.mark.slow
def test_a_dask_cluster_of_two_workers_builds_200_outlines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    distributed = pytest.importorskip("distributed")
    one, two = project(tmp_path / "one", 200), project(tmp_path / "two", 200)
    assert all(not r.problems for r in build_all(one.outlines(), one, Asked()))
    monkeypatch.chdir(two.root)
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        assert main(["build", "--executor", f"dask:{cluster.scheduler_address}"]) == 0
    assert files(one.root) == files(two.root)
    assert len({name.split("/")[1] for name in files(two.root)}) == 200
