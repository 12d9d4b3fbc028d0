"""Which law answers: the option `--law`, the same in every command that takes it."""

from typing import Annotated

import typer

HELP = "Further law beside the UN's, joined by commas: us, kr, eu, jp, cn."
LawOption = Annotated[str, typer.Option("--law", help=HELP)]


def parse_sources(text: str) -> tuple[str, ...]:
    """The sources named, in their order, each once."""
    names = (name.strip().lower() for name in text.split(","))
    return tuple(dict.fromkeys(name for name in names if name != ""))
