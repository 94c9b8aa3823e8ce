"""Bringing a build into out/: what is there is never lost, wherever a build is cut short, and whoever made the file."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from builder import ledger
from builder.keep import keep
from builder.kept import Kept
from builder.ledger import Entry, digest, opened_in
from builder.ooxml.custom_properties import BUILD, UNSTAMPED, build_id, custom_xml, origin
from builder.ooxml.steady import steady
from builder.write import finished

DATE = "2026-11-22"


def made(words: str) -> bytes:
    """A small Word file that says who made it, as a format gives it to the stages after it."""
    document = docx.Document()
    document.add_paragraph(words)
    package = document.part.package
    custom = Part(PackURI("/docProps/custom.xml"), CT.OFC_CUSTOM_PROPERTIES, custom_xml(origin({})), package)
    package.relate_to(custom, RT.CUSTOM_PROPERTIES)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "out" / "demo" / "briefing.en.docx"


def test_the_first_build_is_written_and_remembered(path: Path) -> None:
    done = keep(path, made("one"), DATE)
    assert done.changed and not done.undecided
    assert Entry(path).last(path.read_bytes()) == path.read_bytes()


def test_building_again_writes_nothing(path: Path) -> None:
    keep(path, made("one"), DATE)
    before = {file: file.stat().st_mtime_ns for file in path.parents[1].rglob("*") if file.is_file()}
    assert not keep(path, made("one"), DATE).changed
    assert before == {file: file.stat().st_mtime_ns for file in path.parents[1].rglob("*") if file.is_file()}


def test_a_file_that_nobody_touched_becomes_the_new_build(path: Path) -> None:
    keep(path, made("one"), DATE)
    old = path.read_bytes()
    keep(path, made("two"), DATE)
    assert path.read_bytes() == finished(made("two"), DATE)
    backup = Entry(path).backup
    assert backup is not None and backup.read_bytes() == old


def test_a_file_of_somebody_else_is_never_overwritten(path: Path) -> None:
    path.parent.mkdir(parents=True)
    theirs = docx.Document()
    theirs.add_paragraph("A shopping list that has nothing to do with it.")
    theirs.save(str(path))
    before = path.read_bytes()
    done = keep(path, made("one"), DATE)
    assert path.read_bytes() == before
    assert done.undecided and "was left as it is" in done.beside
    assert done.path == path.with_name("briefing.en.new.docx") and done.path.read_bytes() == finished(made("one"), DATE)


def test_a_damaged_file_is_left_alone(path: Path) -> None:
    keep(path, made("one"), DATE)
    path.write_bytes(path.read_bytes()[:700])
    done = keep(path, made("two"), DATE)
    assert path.stat().st_size == 700 and done.undecided


@pytest.mark.parametrize("owner", ["~$iefing.en.docx", ".~lock.briefing.en.docx#", "~$briefing.en.docx"])
def test_a_file_that_is_open_is_written_beside_until_it_is_closed(path: Path, owner: str) -> None:
    keep(path, made("one"), DATE)
    before = path.read_bytes()
    path.with_name(owner).write_bytes(b"\x04User")
    done = keep(path, made("two"), DATE)
    assert path.read_bytes() == before and "it is open in" in done.beside and owner in done.hint
    path.with_name(owner).unlink()
    assert not keep(path, made("two"), DATE).beside
    assert path.read_bytes() == finished(made("two"), DATE)
    assert not done.path.exists(), "what was written beside has arrived"


def test_what_was_written_beside_stays_if_somebody_has_worked_on_it(path: Path) -> None:
    keep(path, made("one"), DATE)
    path.with_name("~$iefing.en.docx").touch()
    beside = keep(path, made("two"), DATE).path
    beside.write_bytes(beside.read_bytes() + b" ")
    path.with_name("~$iefing.en.docx").unlink()
    keep(path, made("two"), DATE)
    assert beside.exists()


def test_names_of_owner_files() -> None:
    folder = Path("nowhere")
    assert opened_in(folder / "briefing.en.docx") is None


def test_force_gives_up_what_people_did_and_keeps_a_backup(path: Path) -> None:
    keep(path, made("one"), DATE)
    document = docx.Document(str(path))
    document.add_paragraph("by hand")
    document.save(str(path))
    edited = path.read_bytes()
    keep(path, made("two"), DATE, force=True)
    assert path.read_bytes() == finished(made("two"), DATE)
    backup = Entry(path).backup
    assert backup is not None and backup.read_bytes() == edited


def test_no_more_than_ten_backups(path: Path) -> None:
    for n in range(15):
        keep(path, made(f"version {n}"), DATE)
    names = sorted(p.name for p in (Entry(path).folder / "before").iterdir())
    assert names == [f"{n:04d}.docx" for n in range(5, 15)]


class CutShortError(RuntimeError):
    """The power went."""


@pytest.mark.parametrize("moment", range(6))
def test_a_build_cut_short_at_any_point_leaves_a_true_ledger(
    path: Path, monkeypatch: pytest.MonkeyPatch, moment: int
) -> None:
    """Wherever it stops, the file is whole, and the ledger tells from which build it was made."""
    first, second = finished(made("one"), DATE), finished(made("two"), DATE)
    keep(path, made("one"), DATE)
    left = moment

    def counted(real):  # type: ignore[no-untyped-def]
        def one(*given):  # type: ignore[no-untyped-def]
            nonlocal left
            if left == 0:
                raise CutShortError
            left -= 1
            return real(*given)

        return one

    real_put, real_replace = ledger.put, Path.replace
    monkeypatch.setattr(ledger, "put", counted(real_put))
    monkeypatch.setattr(Path, "replace", lambda self, to: counted(real_replace)(self, to))
    with pytest.raises(CutShortError):
        Entry(path).write(second, second)
    monkeypatch.undo()
    there = path.read_bytes()
    assert there in (first, second)
    assert Entry(path).last(there) == there, f"cut short at {moment}"
    assert keep(path, made("two"), DATE).path.read_bytes() == second


def test_the_build_id_changes_with_any_part_and_survives_editing(tmp_path: Path) -> None:
    one, two = steady(made("one"), DATE), steady(made("two"), DATE)
    assert build_id(one) != build_id(two) and build_id(one) == build_id(steady(made("one"), DATE))
    assert UNSTAMPED not in (build_id(one), build_id(two))
    edited = tmp_path / "edited.docx"
    edited.write_bytes(one)
    document = docx.Document(str(edited))
    document.add_paragraph("more")
    document.save(str(edited))
    assert build_id(edited.read_bytes()) == build_id(one)
    assert BUILD == "Collate build"


def test_the_summary_counts() -> None:
    assert Kept(b"").summary() == ""
    assert len(digest(b"")) == 64
