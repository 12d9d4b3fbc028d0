"""`python -m tidewaiter`: the command line."""

from tidewaiter.cli import main

main()
