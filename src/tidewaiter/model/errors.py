"""The errors of the package.

TidewaiterError
  BadInput        a file or value from outside that cannot be used
  LawError        law content that does not load or does not hold together
  LedgerError     a ledger that cannot be opened, or whose chain is broken
    Conflict      somebody else has written about the same thing meanwhile
  Refused         an act that the roles or the state of the case do not allow
"""


class TidewaiterError(Exception):
    """Base of every error the package raises on purpose."""


class BadInput(TidewaiterError):  # noqa: N818 - read aloud, it says what happened
    """Input that cannot be used: what, where, and what to do, in one message.

    Args:
        what: What is wrong, in a sentence without the full stop.
        where: The file, and the place in it where known.
        advice: What to do next.
    """

    def __init__(self, what: str, *, where: str, advice: str) -> None:
        super().__init__(f"{where}: {what}. {advice}")
        self.what = what
        self.where = where
        self.advice = advice


class LawError(TidewaiterError):
    """Law content that does not load: file, key and reason are in the message."""


class LedgerError(TidewaiterError):
    """A ledger that cannot be opened, read or written: what, where, and what to do.

    Args:
        what: What is wrong, in a sentence without the full stop.
        where: The database (never its password), and the event where known.
        advice: What to do next.
    """

    def __init__(self, what: str, *, where: str, advice: str) -> None:
        super().__init__(f"{where}: {what}. {advice}")
        self.what = what
        self.where = where
        self.advice = advice


class Conflict(LedgerError):  # noqa: N818 - read aloud, it says what happened
    """Somebody else wrote about the same subject since it was read; nothing was saved."""


class Refused(TidewaiterError):  # noqa: N818 - read aloud, it says what happened
    """An act that this person's roles, or the state of the case, do not allow.

    Args:
        what: What is not allowed, in a sentence without the full stop.
        who: Who may, or what must come first.
    """

    def __init__(self, what: str, *, who: str) -> None:
        super().__init__(f"{what}. {who}")
        self.what = what
        self.who = who
