"""The door for finished files: what stands on the disk may come from anybody, and is looked at before it is read.

    data = received(Path("out/tech-rivalry/briefing.zh.docx"))
    with blamed(path):
        paper = read_paper(data)

Every command that reads a finished file reads it through this door; behind it a file is a sound package of bearable
size, whose XML hides nothing (`builder.ooxml.sound`).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from builder.files import read_file
from builder.load import FORBIDDEN
from builder.ooxml.sound import MOST_PACKED, unsound
from builder.problem import BROKEN, Place, Problem, Problems, spot

_AGAIN = "open it in Word or PowerPoint and save it again"
_BROKEN = (*BROKEN, RuntimeError, StopIteration)


def received(path: Path, *, within: Path | None = None) -> bytes:
    """The bytes of a Word or PowerPoint file that may come from anybody, once they can be read without harm.

    Args:
        path: the file.
        within: a folder in which it must really lie, links followed.

    Raises:
        Problems: it is no plain file, too large, lies outside, is no sound package, or hides something in its XML.
        OSError: it is not there, or cannot be read.
    """
    data = read_file(path, Place(path), most=MOST_PACKED, within=within)
    if why := unsound(data):
        raise Problems([Problem(Place(path), f"the file cannot be read: {why}", "unsound", _AGAIN)])
    return data


def shown(text: object) -> str:
    """A stranger's words as a terminal may show them: what would act there, or turn the direction of reading, is �."""
    return FORBIDDEN.sub("�", str(text))


@contextmanager
def blamed(path: Path, *, ours: bool = False) -> Iterator[None]:
    """Whatever fails inside is the file's fault, as somebody else has written it; a file just as we made it is ours.

    Args:
        path: the file that is read.
        ours: it stands as we made it: then what fails is our mistake, and stays a traceback.

    Raises:
        Problems: something in the file is broken.
    """
    try:
        yield
    except _BROKEN as e:
        if ours:
            raise
        hint = _AGAIN
        if type(e) is not ValueError:  # that is how readers say what they cannot read
            hint += f"; if that does not help, please report it with '{spot(e)}'"
        message = f"the file cannot be read: {str(e)[:200] or 'it is damaged inside'}"
        raise Problems([Problem(Place(path), message, "damaged", hint)]) from e
