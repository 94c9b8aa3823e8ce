"""What an outline has to satisfy: each module holds one rule or one family of rules.

A check has `check(comparison, langs)`, which yields problems. Its docstring is its manual. To add one, add a file.
"""
