"""Reported trade against the bans: published figures, statistics that a desk loads, questions."""
