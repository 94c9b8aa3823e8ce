"""What a finished Word document has to satisfy: rules 30 to 47 of docs/rules.md.

A check has `check(paper, profile)`, which yields flaws; `paper` is a `finished.paper.Paper`.
"""
