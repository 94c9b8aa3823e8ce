"""What a finished deck must keep to: one threshold a field. The numbers themselves are data, in profiles.yaml."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class DeckProfile:
    """The thresholds of rules 1 to 29 of docs/rules.md. Lengths name their unit; shares are parts of 1.

    Attributes:
        title_lines_most: lines of a title (rule 3).
        title_han_most, title_words_most: length of a title, in Han characters or words (4).
        fit_most, fit_tight: how much of a frame its words may need at 100 % scale: above it an error, a warning (6).
        foot_gap_in: inches between the foot of a table and the source line (7).
        beyond_edge_pt: points by which a shape may pass the slide's edge (8).
        margin_in: inches from the words to the slide's edge; small print at head and foot excepted (8).
        overlap_most: share of the smaller of two frames of words that the other may cover (9).
        body_pt_least, source_pt_least, footer_pt_least, label_pt_least: smallest sizes; labels are tags, trackers,
            captions and notes (10).
        sizes_most: distinct sizes on a slide (11).
        contrast_least, contrast_large_least: of words against what is behind them (12).
        large_pt, large_bold_pt: from which size on words count as large (12).
        tag_symbols: the symbols of tags (13).
        han_most, words_most: words on a slide without small print (14).
        bullets_most, levels_most: bullets in a frame, and how deep they are nested (14).
        leftovers: what only a forgotten draft holds (15).
        source_words: with which a source line begins (16).
        source_columns: heads of columns of a table that hold sources.
        source_titles: titles of the slide with the list of sources.
        source_names, label_names: patterns for the names of shapes with sources and with labels ("*/source").
        order_tolerance: share of the slide's height within which shapes stand in one row (20).
        symbol_fonts: fonts that words may have besides the theme's (22).
        colours_most: colours of words in a deck (23).
        own_colours: colours, as RRGGBB, that words may have besides the theme's (23).
        bullet_marks: signs that make a typed bullet when a paragraph begins with one (24).
        series_most, chart_pt_least: of a chart (25).
        dpi_least: dots an inch of a placed picture (26).
        slides_a_minute_most: slides for one planned minute (29).
        appendix_words: what the names of sections that nobody presents begin with (29).
        minutes: the planned time; 0 where nobody planned it. Never in a file: the outline says it.
    """

    title_lines_most: int
    title_han_most: int
    title_words_most: int
    fit_most: float
    fit_tight: float
    foot_gap_in: float
    beyond_edge_pt: float
    margin_in: float
    overlap_most: float
    body_pt_least: float
    source_pt_least: float
    footer_pt_least: float
    label_pt_least: float
    sizes_most: int
    contrast_least: float
    contrast_large_least: float
    large_pt: float
    large_bold_pt: float
    tag_symbols: tuple[str, ...]
    han_most: int
    words_most: int
    bullets_most: int
    levels_most: int
    leftovers: tuple[str, ...]
    source_words: tuple[str, ...]
    source_columns: tuple[str, ...]
    source_titles: tuple[str, ...]
    source_names: tuple[str, ...]
    label_names: tuple[str, ...]
    order_tolerance: float
    symbol_fonts: tuple[str, ...]
    colours_most: int
    own_colours: tuple[str, ...]
    bullet_marks: tuple[str, ...]
    series_most: int
    chart_pt_least: float
    dpi_least: int
    slides_a_minute_most: float
    appendix_words: tuple[str, ...]
    minutes: int = 0
