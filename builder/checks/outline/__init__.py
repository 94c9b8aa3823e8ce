"""What an outline has to satisfy.

A check has `check(comparison, langs)`, which yields problems at the YAML's line.
"""
