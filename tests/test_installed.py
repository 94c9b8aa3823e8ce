"""Collate as a wheel, made of the sdist: installed where nothing else is, and used far from the repository.

Needs the package index, like `make build`; without it the tests are skipped, but never in CI.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from dataclasses import dataclass, replace
from email import message_from_bytes
from email.message import Message
from pathlib import Path

import docx
import pytest
from conftest import ROOT

from builder import __version__, build
from builder.csl.engine import HINT as CSL_HINT
from builder.csl.parts import PARTS, csl_folder, missing
from builder.importing.library import HINT as IMPORT_HINT
from builder.many import HINT as DASK_HINT
from builder.project import Project
from builder.starter import start

pytestmark = pytest.mark.slow

BIB = '@book{moss, title = {Slow {\\"a} water}, author = {Moss, Una}, publisher = {Fen Press}, year = 2029}\n'
RIS = "TY  - BOOK\nTI  - Slow water\nAU  - Moss, Una\nPB  - Fen Press\nPY  - 2029\nER  - \n"
HERE = "{}.{}".format(*sys.version_info)
PYTHONS = ("3.11", "3.12", "3.13", "3.14")


@dataclass(frozen=True)
class House:
    """An environment that holds Collate and what it needs, and a folder far from the repository."""

    python: Path
    folder: Path

    def run(self, *command: str, code: int = 0) -> str:
        """What a command of the environment says; it must end with that code."""
        home = {"PATH": os.defpath, "HOME": str(self.folder), "LANG": "C.UTF-8"}
        program = self.python.parent / command[0]
        done = subprocess.run([program, *command[1:]], cwd=self.folder, env=home, capture_output=True, text=True)
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout + done.stderr

    def install(self, *wanted: str) -> None:
        """Install with pip; skips the test where the index can't be reached, but not in CI."""
        quiet = ("--quiet", "--disable-pip-version-check", "--no-compile")
        done = subprocess.run(
            [self.python, "-I", "-m", "pip", "install", *quiet, *wanted], capture_output=True, text=True
        )
        if done.returncode and not os.environ.get("CI"):
            pytest.skip(f"the package index is not here: {done.stderr[-200:]}")
        assert done.returncode == 0, done.stderr


def interpreter(version: str) -> str | None:
    """A Python of that version on this machine."""
    kept = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    found = [f"python{version}", *map(str, sorted(kept.glob(f"{version}.*/bin/python")))]
    for program in filter(shutil.which, found):
        told = subprocess.run([program, "-c", "import sys; print(*sys.version_info[:2], sep='.')"], capture_output=True)
        if told.stdout.decode().strip() == version:
            return program
    return None


def fresh(folder: Path, wheel: Path, program: str = sys.executable, extras: str = "") -> House:
    """A new environment with the wheel; what it needs is pinned as for `make build`."""
    subprocess.run([program, "-m", "venv", folder / "venv"], check=True)
    house = House(folder / "venv" / "bin" / "python", folder)
    house.install("--require-hashes", "-r", str(ROOT / "requirements.lock"))
    house.install(f"{wheel}{extras}") if extras else house.install("--no-deps", str(wheel))
    return house


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel that is made of the sdist that is made of the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", folder], cwd=ROOT, check=True)
    [sdist] = folder.glob("*.tar.gz")
    options = ("--no-deps", "--no-build-isolation", "--quiet", "--disable-pip-version-check")
    subprocess.run([sys.executable, "-m", "pip", "wheel", *options, "-w", folder, sdist], check=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def bare(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> House:
    return fresh(tmp_path_factory.mktemp("bare"), wheel)


@pytest.fixture(scope="module")
def full(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> House:
    return fresh(tmp_path_factory.mktemp("full"), wheel, extras="[csl,import]")


@pytest.fixture
def house(bare: House, tmp_path: Path) -> House:
    """Collate without extras, in an empty folder."""
    return replace(bare, folder=tmp_path)


@pytest.fixture
def furnished(full: House, tmp_path: Path) -> House:
    """Collate with the extras of authors, in an empty folder."""
    return replace(full, folder=tmp_path)


def metadata(wheel: Path) -> Message:
    with zipfile.ZipFile(wheel) as package:
        name = next(n for n in package.namelist() if n.endswith(".dist-info/METADATA"))
        return message_from_bytes(package.read(name))


def digests(out: Path) -> dict[str, str]:
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in out.iterdir()}


def test_the_sdist_makes_the_same_wheel_as_the_checkout(wheel: Path, tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path], cwd=ROOT, check=True)
    assert (tmp_path / wheel.name).read_bytes() == wheel.read_bytes()


def test_the_wheel_says_what_it_is(wheel: Path) -> None:
    told = metadata(wheel)
    assert told["Version"] == __version__
    with zipfile.ZipFile(wheel) as package:
        inside = {n.split("/")[0] for n in package.namelist()}
        assert inside == {"builder", f"collate-{__version__}.dist-info"}
        assert not [n for n in package.namelist() if "/make/" in n or n.endswith((".png", ".pyc"))]


@pytest.mark.parametrize("version", PYTHONS)
def test_new_and_build_far_from_the_repository(
    version: str, wheel: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    if version == HERE:
        house: House = request.getfixturevalue("house")
    elif program := interpreter(version):
        house = fresh(tmp_path, wheel, program)
    else:
        pytest.skip(f"Python {version} is not here")
    assert "now: edit them" in house.run("collate", "new", "mine")
    assert "no problem" in house.run("collate", "check", "--strict")
    house.run("collate", "build", "--strict")
    assert "nothing unsourced, nothing differs" in house.run("collate", "audit", "out/mine/briefing.zh.docx")

    checkout = tmp_path / "checkout"
    start(checkout, "mine")
    made = build(checkout / "outlines/mine.yaml", Project(checkout, checkout / "out"))
    assert len(made) == 5
    for made_in in ("out/mine", "outlines/.schema"):
        assert digests(house.folder / made_in) == digests(checkout / made_in)


def test_templates_are_in_it(wheel: Path, house: House) -> None:
    top = ROOT / "templates"
    wanted = {*top.glob("*.yaml"), *top.glob("*/plan.yaml"), *top.glob("*/look.*")}
    with zipfile.ZipFile(wheel) as package:
        inside = {n: package.read(n) for n in package.namelist() if n.startswith("builder/templates/")}
    assert inside == {f"builder/templates/{p.relative_to(top).as_posix()}": p.read_bytes() for p in wanted}
    house.run("collate", "new", "all")
    for template in ("boardroom", "gongwen", "handout"):
        house.run("collate", "build", "outlines/all.yaml", "--template", template, "--lang", "zh")


def test_schemas_come_out_of_it(house: House) -> None:
    for kind in ("outline", "article", "template", "glossary"):
        assert '"$schema"' in house.run("collate", "schema", kind)


def test_type_checkers_see_its_types(house: House) -> None:
    (house.folder / "right.py").write_text(
        "from builder import Built\n\n\ndef f(b: Built) -> int:\n    return b.slides\n"
    )
    (house.folder / "wrong.py").write_text(
        "from builder import Built\n\n\ndef f(b: Built) -> str:\n    return b.slides\n"
    )
    mypy = [sys.executable, "-m", "mypy", "--strict", "--python-executable", str(house.python), "--cache-dir", "cache"]
    for file, code in (("right.py", 0), ("wrong.py", 1)):
        done = subprocess.run([*mypy, file], cwd=house.folder, capture_output=True, text=True)
        assert done.returncode == code, done.stdout
        assert ("[return-value]" in done.stdout) == bool(code)


# ---------------------------------------------------------------- extras


def test_each_extra_is_tested(wheel: Path) -> None:
    tested = {"csl", "import", "dask"}  # the last in tests/test_many.py
    for_developers = {"dev", "bench"}  # `make test` installs the first; tests/bench/compare.py runs with the second
    assert set(metadata(wheel).get_all("Provides-Extra", [])) == tested | for_developers


@pytest.mark.parametrize(("extra", "hint"), [("import", IMPORT_HINT), ("csl", CSL_HINT), ("dask", DASK_HINT)])
def test_hints_name_what_the_extra_brings(extra: str, hint: str) -> None:
    """Never `collate[…]`: in another environment pip would take a stranger's package of that name."""
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"][extra]
    assert hint.startswith("pip install ")
    assert re.findall("'([^']+)'", hint) == declared


def test_without_the_extra_import_says_what_to_install(house: House) -> None:
    for name, text in (("refs.bib", BIB), ("refs.ris", RIS)):
        (house.folder / name).write_text(text, "utf-8")
        assert IMPORT_HINT in house.run("collate", "import", name, code=1)


def test_import_reads_bibtex_and_ris(furnished: House) -> None:
    for name, text in (("refs.bib", BIB), ("refs.ris", RIS)):
        (furnished.folder / name).write_text(text, "utf-8")
        assert "1 records: 1 new" in furnished.run("collate", "import", name)
        shutil.rmtree(furnished.folder / "outlines")


def styled(house: House, code: int = 0) -> str:
    """What a build with a style of CSL says."""
    house.run("collate", "new", "styled")
    outline = house.folder / "outlines/styled.yaml"
    outline.write_text(re.sub("(?m)^citations: .*$", "citations: ieee", outline.read_text("utf-8")), "utf-8")
    return house.run("collate", "build", "outlines/styled.yaml", "--template", "briefing", "--lang", "en", code=code)


def test_without_the_extra_a_style_says_what_to_install(house: House) -> None:
    assert f"{CSL_HINT}, then collate styles install" in styled(house, code=1)


@pytest.mark.skipif(bool(missing()), reason="`collate styles install` was not run")
def test_styles_of_csl_set_the_marks(furnished: House) -> None:
    cache = furnished.folder / ".cache/collate/csl"
    cache.mkdir(parents=True)
    for part in PARTS:
        shutil.copy(csl_folder() / part.kept_as, cache)
    assert "briefing.en.docx" in styled(furnished)
    printed = docx.Document(str(furnished.folder / "out/styled/briefing.en.docx")).element.body
    assert "[1]" in "".join(printed.itertext())
