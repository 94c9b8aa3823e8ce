"""The text and the inks of native charts: the theme's fonts and colours, one size, one language."""

from __future__ import annotations

from xml.sax.saxutils import escape


def ink(name: str, light: int = 0) -> str:
    """A theme colour, `light` per cent of the way to white."""
    mix = f'<a:lumMod val="{1000 * (100 - light)}"/><a:lumOff val="{1000 * light}"/>' if light else ""
    return f'<a:solidFill><a:schemeClr val="{name}">{mix}</a:schemeClr></a:solidFill>'


INK, MUTED, ON_FILL = ink("tx1"), ink("tx1", 25), ink("bg1")
AXIS_LINE = f'<a:ln w="9525">{ink("tx1", 50)}</a:ln>'
NO_LINE = "<a:ln><a:noFill/></a:ln>"
CLEAR = f"<c:spPr><a:noFill/>{NO_LINE}</c:spPr>"
GRIDLINES = f'<c:majorGridlines><c:spPr><a:ln w="6350">{ink("tx1", 85)}</a:ln></c:spPr></c:majorGridlines>'
LEVEL, UPWARDS = ' rot="0" vert="horz"', ' rot="-5400000" vert="horz"'
_FONTS = '<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/>'


class Form:
    """Text properties in one size (points) and language ("zh-CN")."""

    def __init__(self, text_pt: float, lang: str):
        self.text_pt, self.lang = text_pt, lang
        self.han = lang.startswith("zh")
        self._size = f'sz="{round(text_pt * 100)}"'
        self._alt = "en-US" if self.han else "zh-CN"

    def body(self, fill: str, *, bold: bool = False, turned: str = "") -> str:
        """A `c:txPr`."""
        return (
            f"<c:txPr><a:bodyPr{turned}/><a:lstStyle/><a:p><a:pPr>{self._default(fill, bold)}</a:pPr>"
            f'<a:endParaRPr lang="{self.lang}"/></a:p></c:txPr>'
        )

    def words(self, text: str, fill: str, *, bold: bool = False, turned: str = "") -> str:
        """A `c:tx` with words of its own."""
        run = f'<a:rPr lang="{self.lang}" altLang="{self._alt}" {self._size} b="{int(bold)}">{fill}{_FONTS}</a:rPr>'
        return (
            f"<c:tx><c:rich><a:bodyPr{turned}/><a:lstStyle/><a:p><a:pPr>{self._default(fill, bold)}</a:pPr>"
            f"<a:r>{run}<a:t>{escape(text)}</a:t></a:r></a:p></c:rich></c:tx>"
        )

    def title(self, text: str, turned: str = "") -> str:
        """The `c:title` of an axis."""
        return f'<c:title>{self.words(text, MUTED, turned=turned)}<c:overlay val="0"/></c:title>'

    def _default(self, fill: str, bold: bool) -> str:
        return f'<a:defRPr {self._size} b="{int(bold)}">{fill}{_FONTS}</a:defRPr>'


def shows(value: bool) -> str:
    """What a data label shows: its value (or its own words in the value's place), or nothing."""
    return (
        f'<c:showLegendKey val="0"/><c:showVal val="{int(value)}"/><c:showCatName val="0"/>'
        '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>'
    )
