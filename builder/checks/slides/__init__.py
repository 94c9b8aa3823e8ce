"""What a finished deck has to satisfy: rules 1 to 29 of docs/rules.md.

A check has `check(deck, profile)`, which yields flaws; `deck` is a `finished.deck.Deck`.
"""
