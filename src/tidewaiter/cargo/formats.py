"""Every document format that can be read, most telling signature first."""

from tidewaiter.cargo.edifact import EDIFACT
from tidewaiter.cargo.source import Format

FORMATS: tuple[Format, ...] = (EDIFACT,)
