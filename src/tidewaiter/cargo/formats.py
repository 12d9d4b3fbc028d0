"""Every document format that can be read, most telling signature first."""

from tidewaiter.cargo import asycuda, awmds, dcsa, ics, wco
from tidewaiter.cargo.source import Format

FORMATS: tuple[Format, ...] = (
    awmds.FORMAT,
    asycuda.FORMAT,
    ics.FORMAT,
    wco.FORMAT,
    dcsa.FORMAT,
)
