"""Inspection cases: what was done about each consignment, by whom, and what is still owed."""

from tidewaiter.cases.desk import ACTIONS, CASE, Cases, case_id
from tidewaiter.cases.rules import is_settled, needs_release, owed, unchecked
from tidewaiter.cases.states import STEPS, TABLE, fold, name_of, request_of
from tidewaiter.cases.steps import fields_of, step_of

__all__ = [
    "ACTIONS",
    "CASE",
    "STEPS",
    "TABLE",
    "Cases",
    "case_id",
    "fields_of",
    "fold",
    "is_settled",
    "name_of",
    "needs_release",
    "owed",
    "request_of",
    "step_of",
    "unchecked",
]
