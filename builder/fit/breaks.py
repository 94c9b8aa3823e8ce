"""Where a line may break: the pieces of a text that stay whole, by Chinese and Latin rules.

Each character is given a one-letter kind, and one pattern over the kinds finds the pieces. The rules are
those of GB/T 15834—2011, 5.1.1 to 5.1.4 (which marks begin no line and which end none), of the W3C's
Requirements for Chinese Text Layout (prohibition rules for line start and line end), and, for Latin text,
those of Unicode Standard Annex 14 that prose needs.
"""

import re
import unicodedata

# kinds: H han or other full-width, O opening mark, C mark that starts no line (both full-width);
# A Latin letter or sign, 9 digit, o opening, c closing, b and B after which a word may break (Latin);
# S blank, G blank that doesn't break, J glue of no width, M combining mark, N new line.
# Ambiguous until the neighbours are known: q opening, Q closing, D dash, a sign
_OPEN = set("（《「『【〔〈〖〘〚［｛｟〝｢＄￥￡﹙﹛﹝")
_CLOSE = set(
    "，。、；：？！）》」』】〕〉〗〙〛］｝｠〞〟％‰～〜／々〻ゝゞヽヾー・·｡｣､･﹐﹑﹒﹔﹕﹖﹗﹚﹜﹞"
    "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ℃℉￠"
)
_LATIN_OPEN = set("([{$£€¥₩₹")
_LATIN_CLOSE = set(",.;:!?)]}%¢")
_AMBIGUOUS_OPEN = set("“‘")
_AMBIGUOUS_CLOSE = set("”’…·°′″‰‥")
_WIDE = {"H", "O", "C"}


class _Kinds(dict[int, str]):
    """Kind of any character, worked out when first asked for; a table for `str.translate`."""

    def __missing__(self, point: int) -> str:
        self[point] = kind = _kind(chr(point))
        return kind


def _kind(char: str) -> str:
    if char in "\n\v\u2028\u2029":
        return "N"
    if char in " \t\u3000\u200b\u1680" or ("\u2000" <= char <= "\u200a" and char != "\u2007"):
        return "S"
    if char in "\u00a0\u2007\u202f":
        return "G"
    if char in "\u2060\u200d\ufeff":
        return "J"
    if char in _AMBIGUOUS_OPEN:
        return "q"
    if char in _AMBIGUOUS_CLOSE:
        return "Q"
    if char in "—―⸺":
        return "D"
    for kind, chars in (("O", _OPEN), ("C", _CLOSE), ("o", _LATIN_OPEN), ("c", _LATIN_CLOSE)):
        if char in chars:
            return kind
    if char in "-/‐":
        return "b"
    if char == "–":
        return "B"
    category, width = unicodedata.category(char), unicodedata.east_asian_width(char)
    if category in ("Mn", "Me", "Mc", "Cf", "Cc") or "\U0001f3fb" <= char <= "\U0001f3ff":  # skin tones
        return "M"
    if category == "Nd" and width != "F":
        return "9"
    if width in ("W", "F", "H"):
        return "H"
    if width == "A" and category[0] in "SPN":  # ① → × ■: with Chinese around them they are full-width
        return "a"
    return "A"


_KINDS = _Kinds()
_AMBIGUOUS = re.compile("[qQDa]+")
_IN_CHINESE = str.maketrans("qQDa", "OCCH")
_IN_LATIN = str.maketrans("qQDa", "ocBA")

_PIECE = re.compile(
    r"[^SN](?:"
    r"[CcbBGJM]"  # these start no line
    r"|S+C"  # … nor after a blank (UAX 14 LB13)
    r"|(?<=[A9cM])[A9oc]"  # a Latin word, with the marks in it and on it
    r"|(?<=b)9"  # -5 and 1/2 stay whole (LB25)
    r"|(?<=[Oo])[^SN]|(?<=O)S+[^SN]"  # an opening mark ends no line (LB14)
    r"|(?<=[GJ])[^SN]"
    r")*"
)
_BORDER = re.compile(r"(?<=[HCO])[A9ocbB]|(?<=[A9ocbBM])[HCO]")


def kinds(text: str) -> tuple[str, list[int]]:
    """The kind of every character, and where an ambiguous one is full-width because it stands by Chinese.

    “ ” ‘ ’ … — · and signs such as → are drawn by the Chinese font when Chinese is next to them, and by the
    Latin one otherwise; a stretch of them is decided as a whole.
    """
    found = text.translate(_KINDS)
    wide: list[int] = []
    for match in _AMBIGUOUS.finditer(found):
        start, end = match.span()
        if found[start - 1 : start] in _WIDE or found[end : end + 1] in _WIDE:
            wide.extend(range(start, end))
    if not wide:
        return found.translate(_IN_LATIN), wide
    settled = list(found.translate(_IN_LATIN))
    for i in wide:
        settled[i] = found[i].translate(_IN_CHINESE)
    return "".join(settled), wide


def pieces(kinds: str, start: int, end: int) -> list[tuple[int, int]]:
    """First character and end of each whole piece in a stretch; the blanks between them belong to none."""
    return [match.span() for match in _PIECE.finditer(kinds, start, end)]


def borders(kinds: str) -> list[int]:
    """Where Han or a full-width mark meets Latin: the characters before which a program may put a gap."""
    return [match.start() for match in _BORDER.finditer(kinds)]
