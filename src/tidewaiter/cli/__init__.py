"""The commands: the same verbs as the workbench."""

from tidewaiter.cli.app import main

__all__ = ["main"]
