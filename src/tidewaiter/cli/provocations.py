"""`tidewaiter provocations`."""


def show_provocations() -> None:
    """Soon."""
