"""Files are written whole or not at all, and only if they changed."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from builder.ooxml.steady import steady
from builder.write import write


def test_only_if_changed(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b.txt"
    assert write(path, b"one", "2031-05-20")
    stamp = path.stat().st_mtime_ns
    assert not write(path, b"one", "2031-05-20")
    assert path.stat().st_mtime_ns == stamp
    assert write(path, b"two", "2031-05-20")
    assert path.read_bytes() == b"two"
    assert [p.name for p in path.parent.iterdir()] == ["b.txt"]


def test_a_failure_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "b.txt"
    write(path, b"old", "2031-05-20")

    def full(fd: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        write(path, b"new", "2031-05-20")
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["b.txt"]


def package(when: tuple[int, ...], stamp: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for name, text in (
            ("docProps/core.xml", f'<dcterms:created xsi:type="dcterms:W3CDTF">{stamp}</dcterms:created>'),
            ("[Content_Types].xml", "<Types/>"),
        ):
            new.writestr(zipfile.ZipInfo(name, when), text)  # type: ignore[arg-type]
    return out.getvalue()


def test_a_package_forgets_the_clock() -> None:
    one = steady(package((2024, 1, 2, 3, 4, 6), "2024-01-02T03:04:06Z"), "2031-05-20")
    two = steady(package((2025, 5, 6, 7, 8, 10), "2025-05-06T07:08:10Z"), "2031-05-20")
    assert one == two
    with zipfile.ZipFile(BytesIO(one)) as made:
        assert made.namelist()[0] == "[Content_Types].xml"
        assert b">2031-05-20T00:00:00Z<" in made.read("docProps/core.xml")
