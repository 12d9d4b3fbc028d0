"""How well openings teach what to open next, on public synthetic import declarations."""
