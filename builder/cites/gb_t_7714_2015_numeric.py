"""GB/T 7714-2015, numeric (顺序编码制): the edition before, which many journals still ask for.

Signs are half-width with a space behind them, western family names stand in capitals, and every online source carries
its date of access.

    citations: gb-t-7714-2015-numeric

A mark:       [1]  [1,3]  [1-3]  [2]260   (raised; the page stands outside the bracket)
An entry:     [1] 李明, 王芳. 城市更新的路径[J]. 规划评论, 2024, 12(3): 15-28.
An English:   [2] BAKER S K, JACKSON M E. Shared stacks[M]. 2nd ed. Leeds: Aire Press, 1995: 12.
"""

from builder.gbt.edition import GBT_2015
from builder.gbt.systems import Numeric

_style = Numeric(GBT_2015)

kind = _style.kind
order = _style.order
suffixes = _style.suffixes
entry = _style.entry
mark = _style.mark
