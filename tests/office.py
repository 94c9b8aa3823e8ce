"""LibreOffice's own editing commands, driven by a macro in Basic: the other program of a story, that isn't ours.

    run('Sub Main\n  …\nEnd Sub')

The commands are those of its menus (`.uno:TrackChanges`, `.uno:InsertAnnotation`, `.uno:AcceptAllTrackedChanges`).
Nothing but soffice is needed: the macro lies in a profile of its own.
"""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from rendering import FONTS

_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">\
{code}</script:module>"""
_COMMON = """
Dim Doc As Object
Dim Frame As Object
Sub OpenIt(address As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  Doc = StarDesktop.loadComponentFromURL(address, "_blank", 0, hidden())
  Frame = Doc.CurrentController.Frame
End Sub
Sub SaveIt(address As String, filter As String)
  Dim how(0) As New com.sun.star.beans.PropertyValue
  how(0).Name = "FilterName" : how(0).Value = filter
  Doc.storeToURL(address, how())
  Doc.close(True)
End Sub
Sub Command(name As String)
  Dim none()
  CreateUnoService("com.sun.star.frame.DispatchHelper").executeDispatch(Frame, ".uno:" & name, "", 0, none())
End Sub
Sub CommandWith(name As String, key As String, value As Variant)
  Dim given(0) As New com.sun.star.beans.PropertyValue
  given(0).Name = key : given(0).Value = value
  CreateUnoService("com.sun.star.frame.DispatchHelper").executeDispatch(Frame, ".uno:" & name, "", 0, given())
End Sub
Sub Pick(words As String)
  Dim search As Object
  search = Doc.createSearchDescriptor()
  search.SearchString = words
  Doc.CurrentController.select(Doc.findFirst(search))
End Sub
"""
DOCX, PPTX = "MS Word 2007 XML", "Impress MS PowerPoint 2007 XML"
"""LibreOffice's names of the formats."""


def quoted(text: str | Path) -> str:
    """A string of Basic; a path becomes an address."""
    given = text.resolve().as_uri() if isinstance(text, Path) else text
    return '"' + given.replace('"', '""') + '"'


def run(lines: Iterable[str]) -> None:
    """Run these lines of Basic in a LibreOffice of its own, with `OpenIt`, `Pick`, `Command`, `CommandWith`, `SaveIt`.

    Raises:
        CalledProcessError, TimeoutExpired: LibreOffice fails, or comes to no end.
    """
    code = _COMMON + "Sub Main\n" + "\n".join(f"  {line}" for line in lines) + "\n  StarDesktop.terminate()\nEnd Sub\n"
    profile = _profile()
    module = profile / "user" / "basic" / "Standard" / "Module1.xba"  # the one that every new profile has
    module.write_text(_MODULE.format(code=escape(code, {'"': "&quot;"})), "utf-8")
    _soffice(profile, "macro:///Standard.Module1.Main")


@cache
def _profile() -> Path:
    """A profile as LibreOffice makes it at its first start; what is put into it before that is overwritten."""
    folder = tempfile.mkdtemp(prefix="office-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    _soffice(Path(folder), "--terminate_after_init")
    return Path(folder)


def _soffice(profile: Path, *arguments: str) -> None:
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", *arguments],
        check=True,
        capture_output=True,
        timeout=240,
        env={**os.environ, "FONTCONFIG_FILE": str(FONTS)},
    )
