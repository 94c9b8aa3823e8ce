"""GB/T 7714-2025 in footnotes: the first note on a source is its entry with the page cited, later ones point back.

    citations: gb-t-7714-2025-note

A first note: 李明. 城市更新的路径[M]. 北京：江河出版社，2024：15.
A repeat:     同1：28.
"""

from builder.gbt.edition import GBT_2025
from builder.gbt.systems import Note

_style = Note(GBT_2025)

kind = _style.kind
order = _style.order
suffixes = _style.suffixes
entry = _style.entry
mark = _style.mark
