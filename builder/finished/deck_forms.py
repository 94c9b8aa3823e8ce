"""How words are set, effectively: what a run, its paragraph, its shape, the layout, the master and the deck say of it.

The nearest that says a thing decides it (ECMA-376 part 1, 19.3.1 and 21.1.2): run, paragraph, the shape's list style,
that of the placeholder in the layout, in the master, the master's text styles, the presentation's default.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from builder.finished.deck_colours import A, Element, Palette
from builder.finished.deck_words import Box, Paragraph, Run
from builder.finished.package import signature
from builder.ooxml.rect import EMU_PER_PT

_P, _R, _FIELD, _BREAK, _T = (A + kind for kind in ("p", "r", "fld", "br", "t"))
_P_PR, _R_PR, _END = (A + kind for kind in ("pPr", "rPr", "endParaRPr"))
_WORDS = (_R, _FIELD)
_FACES = (f"{A}latin", f"{A}ea", f"{A}cs", f"{A}sym")
_BULLETS = (f"{A}buNone", f"{A}buChar", f"{A}buAutoNum", f"{A}buBlip")
_INKS = tuple(f"{A}{kind}" for kind in ("solidFill", "gradFill", "blipFill", "pattFill"))


@dataclass(frozen=True)
class Form:
    """What is known of a paragraph's words so far; an ink of None is the theme's for text."""

    size_pt: float = 18.0
    bold: bool = False
    ink: str | None = None
    own_ink: bool = False
    latin: str = "+mn-lt"
    han: str = "+mn-ea"
    left_pt: float = 0.0
    first_pt: float = 0.0
    before_pt: float = 0.0
    before_share: float = 0.0
    spacing: float = 1.0
    pitch_pt: float = 0.0
    bullet: str = ""


Look: TypeAlias = tuple[float, bool, bool, str, bool, str, str, tuple[str, ...], str]
"""Of a run, from `size_pt` to `lang`."""
Key: TypeAlias = bytes | tuple[tuple[str, str], ...] | None
"""The properties of a run, as they can be compared."""


@dataclass(frozen=True)
class _Setting:
    """How paragraphs of one kind stand, and their runs by the runs' own properties."""

    level: int
    form: Form
    looks: dict[Key, Look] = field(default_factory=dict)


@dataclass
class Forms:
    """Reads paragraphs of one slide, and remembers what it found for the same properties in the same chain.

    Attributes:
        palette: the colours of the slide.
        fonts: what the theme's font names stand for ("+mn-lt").
        boxes: the cells of tables by their properties, as they were read before.
    """

    palette: Palette
    fonts: Mapping[str, str]
    boxes: dict[bytes, Box] = field(default_factory=dict)
    _levels: dict[tuple[int, ...], tuple[Form, tuple[Element, ...]]] = field(default_factory=dict)
    _settings: dict[tuple[object, ...], _Setting] = field(default_factory=dict)
    _lists: dict[bytes, Element] = field(default_factory=dict)

    def paragraphs(self, body: Element, chain: tuple[Element, ...], ink: str = "") -> tuple[Paragraph, ...]:
        """The paragraphs of a text body.

        Args:
            body: `p:txBody` or `a:txBody`.
            chain: list styles, the farthest first.
            ink: the colour of the shape's own style, which the shape's list style may change.
        """
        ids = tuple(map(id, chain))
        return tuple([self._paragraph(p, chain, ids, ink) for p in body.iterchildren(_P)])

    def list_style(self, own: Element) -> Element:
        """A list style, or one read before that says the same: what was found with that holds here too."""
        return self._lists.setdefault(signature(own), own)

    def _paragraph(self, paragraph: Element, chain: tuple[Element, ...], ids: tuple[int, ...], ink: str) -> Paragraph:
        properties, end = None, None
        words, breaks = [], 0
        for one in paragraph:
            tag = one.tag
            if tag in _WORDS:
                words.append(one)
            elif tag == _BREAK:
                words.append(one)
                breaks += 1
            elif tag == _P_PR:
                properties = one if properties is None else properties
            elif tag == _END:
                end = one if end is None else end
        key = (ids, ink, b"" if properties is None else signature(properties))
        setting = self._settings.get(key)
        if setting is None:
            setting = self._settings[key] = self._setting(properties, chain, ink)
        form = setting.form
        runs = [self._run(one, form, setting.looks) for one in words]
        size_pt = max([r.size_pt for r in runs]) if runs else form.size_pt
        if not runs:  # an empty line is as high as its end mark says
            runs.append(Run("", *self._look(end, form, setting.looks)))
        before_pt = form.before_pt or form.before_share * size_pt * 1.2
        return Paragraph(
            tuple(runs), setting.level, form.left_pt, form.first_pt, before_pt, form.spacing, form.pitch_pt,
            form.bullet, breaks,
        )  # fmt: skip

    def _setting(self, properties: Element, chain: tuple[Element, ...], ink: str) -> _Setting:
        """How paragraphs with these properties stand in this chain."""
        level = int(properties.get("lvl", 0)) if properties is not None else 0
        form = self._level(chain, level)
        if ink:
            form = replace(form, ink=ink, own_ink=False)
        return _Setting(level, self._over(form, properties))

    def _run(self, run: Element, form: Form, looks: dict[Key, Look]) -> Run:
        own, text, tag = None, None, run.tag
        for one in run:
            if one.tag == _T:
                text = one.text if text is None else text
            elif one.tag == _R_PR:
                own = one if own is None else own
        kind = run.get("type", "") if tag == _FIELD else ""
        return Run("\n" if tag == _BREAK else text or "", *self._look(own, form, looks), kind)

    def _look(self, own: Element, form: Form, looks: dict[Key, Look]) -> Look:
        """How a run with these properties looks in a paragraph of that form."""
        key: Key = None if own is None else signature(own) if len(own) else tuple(own.items())
        found = looks.get(key)
        if found is None:
            form = self._run_over(form, own)
            given = [] if own is None else [f.get("typeface", "") for f in own if f.tag in _FACES]
            found = looks[key] = (
                form.size_pt,
                form.bold,
                own is not None and own.get("baseline", "0") not in ("0", "0%"),
                self.palette.named("tx1") if form.ink is None else form.ink,
                form.own_ink,
                self.fonts.get(form.latin, form.latin),
                self.fonts.get(form.han, form.han),
                tuple(dict.fromkeys(f for f in given if f and f not in self.fonts)),
                own.get("lang", "") if own is not None else "",
            )
        return found

    def _level(self, chain: tuple[Element, ...], level: int) -> Form:
        if not chain:
            return Form()
        key = (*map(id, chain), level)
        if key not in self._levels:
            form = self._over(self._level(chain[:-1], level), chain[-1].find(f"{A}lvl{level + 1}pPr"))
            self._levels[key] = form, chain  # the chain too: an element's id is its own as long as it is held
        return self._levels[key][0]

    def _over(self, form: Form, level: Element) -> Form:
        """The form with what the properties of a paragraph or a level say instead."""
        if level is None:
            return form
        changes: dict[str, object] = {}
        if level.get("marL") is not None:
            changes["left_pt"] = int(level.get("marL")) / EMU_PER_PT
        if level.get("indent") is not None:
            changes["first_pt"] = int(level.get("indent")) / EMU_PER_PT
        for one in level:
            if one.tag in _BULLETS:
                auto = one.tag == f"{A}buAutoNum"
                changes["bullet"] = "auto" if auto else "" if one.tag == f"{A}buNone" else one.get("char", "•")
            elif one.tag == f"{A}spcBef":
                points, share = _spaced(one)
                changes |= {"before_pt": points, "before_share": share}
            elif one.tag == f"{A}lnSpc":
                points, share = _spaced(one)
                changes |= {"pitch_pt": points, "spacing": share or 1.0}
            elif one.tag == f"{A}defRPr":
                form = self._run_over(form, one)
        return replace(form, **changes) if changes else form  # type: ignore[arg-type]

    def _run_over(self, form: Form, run: Element) -> Form:
        """The form with what the properties of characters say instead."""
        if run is None:
            return form
        changes: dict[str, object] = {}
        if run.get("sz"):
            changes["size_pt"] = int(run.get("sz")) / 100
        if run.get("b") is not None:
            changes["bold"] = run.get("b") in ("1", "true")
        for one in run:
            if one.tag in _INKS:
                changes["ink"] = self.palette.colour(one) if one.tag == f"{A}solidFill" else ""
                changes["own_ink"] = any(c.tag == f"{A}srgbClr" for c in one)
            elif one.tag == f"{A}latin":
                changes["latin"] = one.get("typeface") or form.latin
            elif one.tag == f"{A}ea":
                changes["han"] = one.get("typeface") or form.han
        return replace(form, **changes) if changes else form  # type: ignore[arg-type]


def _spaced(element: Element) -> tuple[float, float]:
    """A space in points, or as a share of the line's height (spcPct 100000 or "100%" is 1.0)."""
    points, share = element.find(f"{A}spcPts"), element.find(f"{A}spcPct")
    if points is not None:
        return int(points.get("val", 0)) / 100, 0.0
    value = str(share.get("val", "0")) if share is not None else "0"
    return 0.0, float(value[:-1]) / 100 if value.endswith("%") else int(value) / 100_000
