"""Goods: what descriptions name, beside a plain search in the official texts."""
