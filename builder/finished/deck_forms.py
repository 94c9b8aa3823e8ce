"""How words are set, effectively: what a run, its paragraph, its shape, the layout, the master and the deck say of it.

The nearest that says a thing decides it (ECMA-376 part 1, 19.3.1 and 21.1.2): run, paragraph, the shape's list style,
that of the placeholder in the layout, in the master, the master's text styles, the presentation's default.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from builder.finished.deck_colours import A, Element, Palette
from builder.finished.deck_words import Paragraph, Run
from builder.ooxml.rect import EMU_PER_PT

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


@dataclass
class Forms:
    """Reads paragraphs of one slide, and remembers what it found of each level of each chain.

    Attributes:
        palette: the colours of the slide.
        fonts: what the theme's font names stand for ("+mn-lt").
    """

    palette: Palette
    fonts: Mapping[str, str]
    _levels: dict[tuple[int, ...], tuple[Form, tuple[Element, ...]]] = field(default_factory=dict)

    def paragraphs(self, body: Element, chain: tuple[Element, ...], ink: str = "") -> tuple[Paragraph, ...]:
        """The paragraphs of a text body.

        Args:
            body: `p:txBody` or `a:txBody`.
            chain: list styles, the farthest first.
            ink: the colour of the shape's own style, which the shape's list style may change.
        """
        return tuple(self._paragraph(p, chain, ink) for p in body.iterchildren(f"{A}p"))

    def _paragraph(self, paragraph: Element, chain: tuple[Element, ...], ink: str) -> Paragraph:
        properties = paragraph.find(f"{A}pPr")
        level = int(properties.get("lvl", 0)) if properties is not None else 0
        form = self._level(chain, level)
        if ink:
            form = replace(form, ink=ink, own_ink=False)
        form = self._over(form, properties)
        runs, breaks = [], 0
        for one in paragraph.iterchildren(f"{A}r", f"{A}fld", f"{A}br"):
            if one.tag == f"{A}br":
                breaks += 1
            runs.append(self._run(one, form))
        size_pt = max((r.size_pt for r in runs), default=form.size_pt)
        if not runs:  # an empty line is as high as its end mark says
            runs.append(self._run(paragraph, form))
        before_pt = form.before_pt or form.before_share * size_pt * 1.2
        return Paragraph(
            tuple(runs), level, form.left_pt, form.first_pt, before_pt, form.spacing, form.pitch_pt, form.bullet, breaks
        )  # fmt: skip

    def _run(self, run: Element, form: Form) -> Run:
        own = run.find(f"{A}rPr" if run.tag != f"{A}p" else f"{A}endParaRPr")
        form = self._run_over(form, own)
        text = "\n" if run.tag == f"{A}br" else run.findtext(f"{A}t") or ""
        given = [] if own is None else [f.get("typeface", "") for f in own if f.tag in _FACES]
        return Run(
            text,
            form.size_pt,
            form.bold,
            own is not None and own.get("baseline", "0") not in ("0", "0%"),
            self.palette.named("tx1") if form.ink is None else form.ink,
            form.own_ink,
            self.fonts.get(form.latin, form.latin),
            self.fonts.get(form.han, form.han),
            tuple(dict.fromkeys(f for f in given if f and f not in self.fonts)),
            own.get("lang", "") if own is not None else "",
            run.get("type", "") if run.tag == f"{A}fld" else "",
        )

    def _level(self, chain: tuple[Element, ...], level: int) -> Form:
        key = (*map(id, chain), level)
        if key not in self._levels:
            form = Form()
            for styles in chain:
                form = self._over(form, styles.find(f"{A}lvl{level + 1}pPr"))
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
