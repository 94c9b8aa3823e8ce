"""The layout "Collate Parts" of the seminar look: one sample shape per part, its words named by their role."""

from __future__ import annotations

from deck_package import Layout
from deck_shapes import Page, form

MUTED = "accent6"


def parts() -> Layout:
    """Shapes that nobody sees in a deck: the deck's parts take fill, line, insets and text from them by name."""
    page = Page()
    page.drawn(
        "about",
        (0.3, 0.1, 12.7, 0.3),
        words=(("Forms of the deck’s parts: restyle, but keep names and words", form(12, MUTED)),),
    )
    tags = {
        "agree": "accent3", "partly": "accent2", "differ": "accent4", "single": MUTED, "silent": MUTED,
        "high": "accent1", "moderate": "accent5", "low": MUTED, "asserts": "accent1",
        "forecasts": "accent2", "reports": MUTED,
    }  # fmt: skip
    pill = '<a:gd name="adj" fmla="val 50000"/>'
    for n, (value, colour) in enumerate(tags.items()):
        tint = f"{colour}:{'10' if colour in (MUTED, 'accent1') else '12'}"
        page.drawn(f"tag.{value}", (0.3 + 1.14 * n, 0.5, 1.05, 0.3), tint, shape="roundRect", adjust=pill,
                   words=(("tag", form(12, colour, bold=True, align="ctr")),), inset_in=(0.09, 0))  # fmt: skip
        if value in ("agree", "partly", "differ", "single"):
            page.drawn(f"card.bar.{value}", (0.3 + 1.14 * n, 0.9, 1.05, 0.07), colour)
    page.drawn("card.bar", (4.9, 0.9, 1.05, 0.07), "accent1")
    page.drawn("card", (0.3, 1.05, 2.2, 1.7), "bg2", anchor="t", inset_in=(0.22, 0.2), words=(
        ("head", form(20, "tx2", bold=True)), ("body", form(18)), ("foot", form(12, MUTED))))  # fmt: skip
    page.drawn("callout", (2.7, 1.05, 2.6, 0.75), "accent1", inset_in=(0.3, 0.08), words=(
        ("head", form(18, "accent2:45", bold=True)), ("body", form(18, "bg1"))))  # fmt: skip
    page.drawn("callout.box", (2.7, 1.95, 2.6, 0.95), "accent2:8", inset_in=(0.3, 0.14), anchor="t", words=(
        ("head", form(18, "accent2", bold=True)), ("body", form(18, before_pt=3)),
        ("bullet", form(18, before_pt=3, bullet="•", hang_pt=16))))  # fmt: skip
    page.drawn("callout.rule", (2.55, 1.95, 0.07, 0.95), "accent2")
    page.drawn(
        "table.head", (5.5, 1.05, 1.7, 0.4), "tx2", words=(("text", form(16, "bg1", bold=True)),), inset_in=(0.13, 0.06)
    )
    for n, (role, words) in enumerate({
        "label": form(16, "tx2", bold=True), "text": form(16), "brief": form(16, align="ctr"),
        "source": form(12, MUTED),
    }.items()):  # fmt: skip
        page.drawn(
            f"table.{role}", (5.5, 1.5 + 0.36 * n, 1.7, 0.32), "", words=(("text", words),), inset_in=(0.13, 0.06)
        )
    page.drawn("table.band", (5.5, 2.95, 1.7, 0.15), "")
    page.drawn("table.rule", (5.5, 3.2, 1.7, 0.001), "", "accent6:35", 0.75, "line")
    page.drawn(
        "number",
        (7.4, 1.05, 0.5, 0.5),
        "accent3",
        shape="ellipse",
        words=(("number", form(18, "bg1", bold=True, align="ctr")),),
        inset_in=(0, 0),
    )
    for n, colour in enumerate(("accent1", "accent2", "accent3", "accent5"), 1):
        page.drawn(f"agenda.number.{n}", (7.4 + 1.05 * (n - 1), 1.75, 1.0, 0.8), colour,
                   words=(("number", form(28, "bg1", bold=True, align="ctr")),), inset_in=(0, 0))  # fmt: skip
    for n, colour in enumerate(("accent3", "accent1", "accent2", "accent5"), 1):
        point = "homePlate" if n == 1 else "chevron"
        page.drawn(f"stage.{n}", (0.3 + 2.6 * (n - 1), 3.35, 2.5, 0.9), colour, shape=point,
                   adjust='<a:gd name="adj" fmla="val 28000"/>', inset_in=(0.2, 0.04),
                   words=(("head", form(20, "bg1", bold=True, align="ctr")),
                          ("aside", form(14, "bg1", align="ctr"))))  # fmt: skip
    page.drawn("stage.body", (10.8, 3.35, 2.2, 0.9), "bg2", anchor="t", inset_in=(0.22, 0.18), words=(
        ("bullet", form(18, before_pt=6, bullet="•", hang_pt=16)),))  # fmt: skip
    page.drawn("agenda.bar", (8.1, 0.85, 4.9, 0.8), "bg2", inset_in=(0.25, 0.04), words=(
        ("head", form(22, "tx2", bold=True)), ("body", form(18)), ("aside", form(14, MUTED, align="r"))))  # fmt: skip
    for n, (side, colour) in enumerate({"left": "accent1", "right": "accent2"}.items()):
        page.drawn(f"versus.{side}", (0.3 + 2.7 * n, 4.5, 2.5, 1.1), "bg2", anchor="t", inset_in=(0.3, 0.25), words=(
            ("head", form(22, colour, bold=True)), ("body", form(20, before_pt=6))))  # fmt: skip
        page.drawn(f"versus.{side}.bar", (0.3 + 2.7 * n, 4.4, 2.5, 0.07), colour)
        page.drawn(f"quote.rule.{n + 1}", (5.7 + 0.15 * n, 4.4, 0.07, 1.2), colour)
    page.drawn("quote", (6.05, 4.4, 2.5, 1.2), "", anchor="ctr", inset_in=(0.25, 0.03), words=(
        ("body", form(20)), ("by", form(14, MUTED, before_pt=4))))  # fmt: skip
    page.drawn("axis", (8.8, 5.0, 4.2, 0.045), "accent1")
    for n, (lane, colour) in enumerate({"article": "accent1", "event": "accent2"}.items()):
        page.drawn(f"dot.{lane}", (8.9 + 0.4 * n, 4.9, 0.24, 0.24), colour, "bg1", 2, "ellipse")
        page.drawn(f"lane.{lane}", (9.7 + 1.2 * n, 4.5, 1.1, 0.3), f"{colour}:10", shape="roundRect",
                   adjust=pill, inset_in=(0.09, 0),
                   words=(("tag", form(12, colour, bold=True, align="ctr")),))  # fmt: skip
        page.drawn(f"moment.{lane}", (8.9 + 2 * n, 5.2, 1.9, 0.6), "", anchor="t", inset_in=(0, 0), words=(
            ("when", form(14, colour, bold=True)), ("body", form(18))))  # fmt: skip
    page.drawn("stem", (12.6, 4.4, 0.001, 0.5), "", "accent6:55", 1, "line")
    for n, (fill, colour) in enumerate((("accent3:10", "accent3"), ("accent5:12", "accent5"), ("bg2", MUTED),
                                        ("accent2:8", "accent2")), 1):  # fmt: skip
        page.drawn(f"grid.quadrant.{n}", (7.3 + 1.05 * (n - 1), 5.85, 1.0, 0.55), fill, anchor="t",
                   inset_in=(0.13, 0.08), words=(("corner", form(14, colour, bold=True)),))  # fmt: skip
    page.drawn("grid.dot", (11.6, 5.85, 0.4, 0.4), "accent1", "bg1", 1.5, "ellipse", inset_in=(0, 0),
               words=(("number", form(14, "bg1", bold=True, align="ctr")),))  # fmt: skip
    page.drawn("grid.axis", (7.3, 6.5, 2.0, 0.6), "", inset_in=(0, 0), words=(
        ("name", form(14, MUTED)), ("end", form(14, "tx2", bold=True))))  # fmt: skip
    page.drawn("grid.item", (9.5, 6.5, 2.0, 0.6), "", anchor="t", inset_in=(0, 0), words=(
        ("head", form(18, "tx2", bold=True)), ("body", form(16, before_pt=2))))  # fmt: skip
    page.drawn("undated", (12.1, 5.85, 0.9, 0.9), "bg2", anchor="t", inset_in=(0.18, 0.14), words=(
        ("head", form(14, MUTED, bold=True)),))  # fmt: skip
    page.drawn("text", (0.3, 5.75, 4.2, 1.65), "", anchor="t", inset_in=(0, 0), words=(
        ("body", form(20, before_pt=8)), ("bullet", form(20, before_pt=9, bullet="•", hang_pt=18)),
        ("subhead", form(20, "tx2", bold=True, before_pt=12)), ("note", form(12, MUTED, before_pt=8)),
        ("caption", form(14, "tx2", bold=True)), ("numbered", form(20))))  # fmt: skip
    page.drawn("cite", (4.8, 5.75, 0.8, 0.3), "", inset_in=(0, 0), words=(("cite", form(12, MUTED)),))
    page.drawn("symbol", (5.8, 5.75, 1.2, 0.3), "", inset_in=(0, 0), words=(("symbol", form(12)),),
               font='<a:latin typeface="Segoe UI Symbol"/><a:ea typeface="Segoe UI Symbol"/>')  # fmt: skip
    return Layout("Collate Parts", "blank", page.xml, master_shapes=False)
