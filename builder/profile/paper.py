"""What a finished Word document must keep to: one threshold a field. The numbers are data, in profiles.yaml."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PaperProfile:
    """The thresholds of rules 30 to 47 of docs/rules.md. Lengths name their unit; shares are parts of 1.

    A value for each language stands where both speak: `…_zh_…` counts for documents in Chinese, `…_en_…` for others.

    Attributes:
        judgements_least, judgements_most: key judgements on page 1; least 0 where there may be none (rule 31).
        judgement_styles: the styles of the paragraphs that are judgements; where there are none of them, the
            paragraphs under the heading in `judgement_heads` (31).
        judgement_heads: the words over the judgements (31).
        judgement_han_most, judgement_words_most: length of one, without its bold lead, its tags and its marks (31).
        tag_styles: with which the names of the character styles of tags begin (31).
        tag_words: the words of tags, where no style marks them (31).
        tag_symbols: the signs of tags.
        source_heads: the head of a column that holds sources (32).
        silent_words: what stands for an article that says nothing (32).
        source_words: with which a line of sources begins (34, 35).
        note_words: with which a note under a table begins (34, 35).
        entry_styles: the styles of the entries in the list of sources (32, 42).
        locator: a regular expression of a place in an article: page, paragraph, section (32).
        likelihood_zh, likelihood_en: the vocabularies of likelihood, each "word | word | …" (33).
        confidence_zh, confidence_en: regular expressions of how sure the editors are (33).
        columns_most: of a table on an upright page (34).
        figure_mm_least: from this width on a picture is a figure, with caption and source (35).
        fill_least, last_fill_least: how much of a page must be used; of the last page of a section (39).
        pages_most, han_most, words_most: length; 0 for any (42).
        margins_mm: top, right, bottom, left; none for any (43).
        margin_slack_mm: by which a margin may miss (43).
        lines_a_page, characters_a_line: of the type area; 0 for any (43).
        empty_most: empty paragraphs (44).
        direct_most: share of runs that are formatted by hand (45).
        fonts: the typefaces of words; none for those that theme and styles name (46).
        body_zh_pt_least, body_en_pt_least, small_pt_least: smallest sizes of the text, and of all else (47).
        small_styles: the styles of what is no text, of paragraphs or characters: notes, lines of sources, marks (47).
    """

    judgements_least: int
    judgements_most: int
    judgement_styles: tuple[str, ...]
    judgement_heads: tuple[str, ...]
    judgement_han_most: int
    judgement_words_most: int
    tag_styles: tuple[str, ...]
    tag_words: tuple[str, ...]
    tag_symbols: tuple[str, ...]
    source_heads: tuple[str, ...]
    silent_words: tuple[str, ...]
    source_words: tuple[str, ...]
    note_words: tuple[str, ...]
    entry_styles: tuple[str, ...]
    locator: str
    likelihood_zh: tuple[str, ...]
    likelihood_en: tuple[str, ...]
    confidence_zh: str
    confidence_en: str
    columns_most: int
    figure_mm_least: float
    fill_least: float
    last_fill_least: float
    pages_most: int
    han_most: int
    words_most: int
    empty_most: int
    direct_most: float
    body_zh_pt_least: float
    body_en_pt_least: float
    small_pt_least: float
    small_styles: tuple[str, ...]
    fonts: tuple[str, ...] = ()
    margins_mm: tuple[float, ...] = ()
    margin_slack_mm: float = 1.0
    lines_a_page: int = 0
    characters_a_line: int = 0
