"""Regenerating without losing anything: today's build merged into a file that people have worked on.

    kept = keep(".docx", last, there, now, date="2026-11-22")

Three files are read by one reader that knows nothing of how we write: what we made **last**, what people made of it
(**there**), and what the outline makes **now**. Merging patches *there* with what differs between *last* and *now*:
whatever nobody here understands (a picture that somebody put in, a page set-up, a comment) then survives because it is
never touched. docs/keeping.md has the table of cases.
"""

from __future__ import annotations

from builder.kept.happened import AUTHOR, Happened, Kept, UnknownError

__all__ = ["AUTHOR", "SUFFIXES", "Happened", "Kept", "UnknownError", "keep"]

SUFFIXES = (".docx", ".pptx")
"""The files into which a build can be merged; others are written anew."""


def keep(suffix: str, last: bytes | None, there: bytes, now: bytes, *, date: str) -> Kept:
    """Merge today's build into the file that is there.

    Args:
        suffix: ".docx" or ".pptx".
        last: the bytes that were made last, None where nobody knows them any more.
        there: the file as people have left it.
        now: today's build.
        date: ISO date for tracked changes and comments of ours.

    Raises:
        UnknownError: there is no way to tell what in `there` is ours.
        ValueError: `there` is no file of its kind; says why.
    """
    if there in (last, now):
        return Kept(now)
    match suffix:
        case ".docx":
            from builder.kept.word import keep as keep_word  # here, so that the door opens without lxml

            return keep_word(last, there, now, date=date)
        case ".pptx":
            from builder.kept.slides import keep as keep_slides

            return keep_slides(last, there, now, date=date)
    raise ValueError(f"nothing is known about merging '{suffix}' files")
