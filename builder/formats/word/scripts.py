"""Text cut by script: what Word sets in which font and spells in which language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, TypeAlias

Script: TypeAlias = Literal["han", "latin", "symbol"]

_HAN = "\u2e80-\u303f\u3100-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"
_EITHER = "“”‘’…—–·①-⑳"  # full or half width, by what stands around
_IS_HAN = re.compile(f"[{_HAN}]")
_IS_EITHER = re.compile(f"[{_EITHER}]")
_IS_LETTER = re.compile(r"[A-Za-z\u00c0-\u024f\u0370-\u052f]")
_SYMBOLS = re.compile("([\u25a0-\u25ff\u2605\u2606\u2713-\u2718]+)")
_AMONG_LATIN = re.compile(f"([{_HAN}](?:[{_HAN}]|[{_EITHER}]+(?=[{_HAN}]))*)")


def stretches(text: str, lang: str) -> Iterator[tuple[str, Script]]:
    """The text cut where fonts or language change, and nowhere else.

    In Chinese text, Latin words stay in the run: Word gives them the Latin font by itself. Only signs that both
    scripts share (“ ” … —) need to be told which they are, so in other languages Han stands in runs of its own.
    """
    for n, piece in enumerate(_SYMBOLS.split(text)):
        if not piece:
            continue
        if n % 2:
            yield piece, "symbol"
        elif lang == "zh":
            han = _IS_HAN.search(piece) or (_IS_EITHER.search(piece) and not _IS_LETTER.search(piece))
            yield piece, "han" if han else "latin"
        else:
            for k, part in enumerate(_AMONG_LATIN.split(piece)):
                if part:
                    yield part, "han" if k % 2 else "latin"
