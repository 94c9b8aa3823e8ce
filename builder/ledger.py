"""What the last build made of each file: `out/.collate/<outline>/<file>/`, the base for keeping hand edits.

    made.docx    the very bytes of the last plain build
    state.json   its build id, and the digest of what was then written into out/
    before/      what builds have replaced, the newest ten

Beside a redline, which is no build, `.collate/<file>.json` has the digests of what was written there.

A build writes `next.*` first, then the file, then moves `next.*` into place: wherever it is cut short, the ledger still
tells truly what the file in out/ was made from.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from builder.files import is_inside, read_file
from builder.ooxml.custom_properties import build_id
from builder.ooxml.sound import MOST_PACKED
from builder.problem import Place, Problems
from builder.write import put

NAME = ".collate"
_MOST_BEFORE = 10
_MOST_STATE = 100_000  # bytes; it has three short values


@dataclass(frozen=True)
class Entry:
    """The ledger's page on one file of out/.

    Attributes:
        file: the file, in `out/<outline>/`.
    """

    file: Path

    @property
    def folder(self) -> Path:
        """Where the page is kept."""
        return self.file.parent.parent / NAME / self.file.parent.name / self.file.name

    def last(self, there: bytes) -> bytes | None:
        """The plain build from which the file that is there was made last; None where nobody knows it.

        Args:
            there: the bytes of the file now; they tell how far a build came that was cut short.
        """
        if not is_inside(self.folder, self.file.parent.parent):
            return None  # a link leads out of the ledger: what stands there is not ours
        if (waiting := _state(self._at("next", ".json"))) and waiting.get("wrote") == digest(there):
            self._commit()
        for name in ("made", "next"):  # next alone: cut short between its two moves
            made = self._at(name, self.file.suffix)
            state = _state(self._at(name, ".json")) or _state(self._at("made", ".json"))
            if state and (data := _plain(made)) is not None and state.get("made") == digest(data):
                return data
        return None

    @property
    def wrote(self) -> str:
        """The digest of what the last build wrote into the file; "" where nobody knows it."""
        return str(_state(self._at("made", ".json")).get("wrote", ""))

    @property
    def beside(self) -> Path:
        """Where a build goes that must not touch the file: `briefing.zh.new.docx`."""
        return self.file.with_suffix(f".new{self.file.suffix}")

    def write(self, made: bytes, merged: bytes) -> None:
        """Write the file and its page, so that neither is ever without the other.

        Args:
            made: the plain build.
            merged: what goes into the file: the plain build with what people have done to the file.

        Raises:
            OSError: one of them cannot be written.
        """
        state = {"build": build_id(made), "made": digest(made), "wrote": digest(merged)}
        put(self._at("next", self.file.suffix), made)
        put(self._at("next", ".json"), json.dumps(state, indent=1).encode("ascii"))
        if self.file.is_file() and not self.file.is_symlink() and _plain(self.file) != merged:
            self._back_up(self.file)
        put(self.file, merged)
        self._commit()

    def write_beside(self, made: bytes) -> bool:
        """Write a build beside the file, which stays as it is; returns whether anything was written."""
        before = _plain(self.beside)
        if before not in (None, made) and digest(before or b"") != _state(self._at("beside", ".json")).get("wrote"):
            self._back_up(self.beside)  # somebody has worked on it, or put it there
        changed = put(self.beside, made)
        put(self._at("beside", ".json"), json.dumps({"wrote": digest(made)}, indent=1).encode("ascii"))
        return changed

    def clear_beside(self) -> None:
        """Take away what an earlier build wrote beside the file, unless somebody has worked on it since."""
        state = self._at("beside", ".json")
        if (wrote := _state(state).get("wrote")) is not None:
            if (new := _plain(self.beside)) is not None and digest(new) == wrote:
                self.beside.unlink()
            state.unlink()

    def _at(self, name: str, suffix: str) -> Path:
        return self.folder / f"{name}{suffix}"

    def _commit(self) -> None:
        for suffix in (self.file.suffix, ".json"):
            if (new := self._at("next", suffix)).is_file():
                new.replace(self._at("made", suffix))

    def _back_up(self, file: Path) -> None:
        """Keep a file that is about to be replaced: a hard link costs nothing."""
        folder = self.folder / "before"
        folder.mkdir(parents=True, exist_ok=True)
        numbers = sorted(int(path.stem) for path in folder.glob(f"*{self.file.suffix}") if path.stem.isdecimal())
        new = folder / f"{numbers[-1] + 1 if numbers else 1:04d}{self.file.suffix}"
        try:
            os.link(file, new)
        except OSError:  # a file system without links
            shutil.copy2(file, new)
        for number in numbers[: max(0, len(numbers) + 1 - _MOST_BEFORE)]:
            (folder / f"{number:04d}{self.file.suffix}").unlink(missing_ok=True)

    @property
    def backup(self) -> Path | None:
        """The newest file that a build has replaced; None if there is none."""
        return max((self.folder / "before").glob(f"*{self.file.suffix}"), default=None)


def edited(path: Path, data: bytes) -> bool:
    """Whether somebody has changed what `put_noted` wrote there, or put something else there.

    Args:
        path: the file.
        data: what is to be written now: who has the same there has lost nothing.
    """
    if not path.exists():
        return False
    there = _plain(path)
    return there is None or (there != data and digest(there) not in _noted(path))


def put_noted(path: Path, data: bytes) -> None:
    """Write bytes as `put` does, and note first that they are ours: so `edited` knows them again.

    Raises:
        OSError: the folder cannot be written to.
    """
    new = digest(data)
    noted = [*(old for old in _noted(path) if old != new), new]
    put(_note(path), json.dumps({"wrote": noted[-_MOST_BEFORE:]}, indent=1).encode("ascii"))
    put(path, data)


def _note(path: Path) -> Path:
    return path.parent / NAME / f"{path.name}.json"


def _noted(path: Path) -> list[object]:
    found = _state(_note(path)).get("wrote")
    return found if isinstance(found, list) else []


def digest(data: bytes) -> str:
    """SHA-256, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def _plain(path: Path) -> bytes | None:
    """The bytes of a plain file of bearable size; None where there is none: nobody knows who filled the ledger."""
    try:
        return read_file(path, Place(path), most=MOST_PACKED)
    except (OSError, Problems):
        return None


def _state(path: Path) -> dict[str, object]:
    """A page's state; empty where there is none or it cannot be read."""
    try:
        found = json.loads(read_file(path, Place(path), most=_MOST_STATE))
    except (OSError, ValueError, RecursionError, Problems):  # none, or one that somebody has made
        return {}
    return found if isinstance(found, dict) else {}


def opened_in(path: Path) -> tuple[str, Path] | None:
    """The program that has a file open, and the owner file that says so; None where no program says so.

    Word leaves `~$` and the name, without its first two letters where it is long; PowerPoint `~$` and the whole name;
    LibreOffice `.~lock.`, the name and `#`.
    """
    stem = len(path.stem)
    office = "~$" + path.name[2 if stem > 7 else 1 if stem == 7 else 0 :]
    names = {f".~lock.{path.name}#": "LibreOffice", f"~${path.name}": "PowerPoint or Word", office: "Word"}
    for name, program in names.items():
        if (owner := path.with_name(name)).exists():
            return program, owner
    return None
