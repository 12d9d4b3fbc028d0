"""tidewaiter: which measure bites on which consignment, on that date, and what to do."""

__version__ = "0.1.0"
