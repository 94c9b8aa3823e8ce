"""What people made of the lines of a file: edits that lead back to a text of the outline, and those that don't.

Paragraphs are paired by the ids of their lines. Only where what stands in the file is neither what was made last nor
what the outline makes today has somebody edited; `compared` says what.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from builder.audit import Piece, Standing
from builder.audit.piece import folded
from builder.pull.compared import Paragraph, compared
from builder.pull.edit import Edit, Refused
from builder.typed import Said

_TELLING = 4
"""Characters in a row that two paragraphs do not share by chance."""


def edited(
    file: Path, today: Standing, last: Sequence[Piece], there: Sequence[Piece], saids: Mapping[str, Said]
) -> Iterator[Edit | Refused]:
    """Every edit of a line in a file, in its order.

    Args:
        file: the finished file, for messages.
        today: the output as the outline makes it now.
        last: the paragraphs that we made last.
        there: the paragraphs of the file, with the ids of lines.
        saids: the texts of the outline by id.
    """
    stand, now = _homes(there), _homes(today.pieces)
    done: set[int] = set()
    for piece in last:
        for line, _ in piece.lines:
            if line not in stand:
                continue  # deleted by hand: it stays deleted
            places = [there[n] for n in stand[line]]
            if places[0].text == piece.text or set(stand[line]) <= done:
                continue
            done.update(stand[line])
            refusal = Refused(file, places[0].place, line, "", "", folded(" ".join(p.text for p in places)), piece.text)
            made = [today.pieces[n] for n in now.get(line, ())]
            if refusal.after in (piece.text, folded(" ".join(p.text for p in made))):
                continue  # as it was made, or as the outline has it by now
            whole = _torn(there, stand[line][0], piece)
            if whole == piece.text:
                continue  # in two paragraphs now, as some programs do with a line break
            if whole or len(places) > 1 or {n for n, _ in places[0].lines} != {n for n, _ in piece.lines}:
                yield refusal.because("paragraphs were split or joined", "the outline has one text for each line")
            elif len(made) != 1:
                yield refusal.because("the outline no longer has this line", "say in the outline what is to be said")
            else:
                yield from compared(refusal, Paragraph(piece, places[0], made[0]), today, saids)


def _homes(pieces: Sequence[Piece]) -> dict[str, list[int]]:
    homes: dict[str, list[int]] = {}
    for n, piece in enumerate(pieces):
        for line, _ in piece.lines:
            homes.setdefault(line, []).append(n)
    return homes


def _torn(there: Sequence[Piece], n: int, last: Piece) -> str:
    """The words of a paragraph that was torn apart, with the parts that lost its line; "" where it was not.

    Those are its neighbours without a line that hold words of it which it lacks itself.
    """
    here = there[n]
    parts = [here.text]
    for step in (-1, 1):
        at = n + step
        while 0 <= at < len(there) and not there[at].lines and _side(there[at]) == _side(here):
            found = SequenceMatcher(None, there[at].text, last.text, autojunk=False).find_longest_match()
            words = there[at].text[found.a : found.a + found.size]
            if found.size < min(_TELLING, len(there[at].text)) or words in here.text:
                break
            parts.insert(0 if step < 0 else len(parts), there[at].text)
            at += step
    return folded(" ".join(parts)) if len(parts) > 1 else ""


def _side(piece: Piece) -> tuple[str, int, bool, tuple[int, int, int]]:
    """What paragraphs have in common that stand together: shape, slide, notes or not, cell."""
    return piece.anchor, piece.slide, piece.spoken, piece.cell
