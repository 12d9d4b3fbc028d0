"""What the OpenAPI document allows, and what it does not: no answer is a fault of ours."""

from collections import Counter
from collections.abc import Callable

from fastapi import FastAPI

from tests.web.api.conftest import token_of
from tools.fuzz_api import faults


def test_no_request_brings_a_fault(filled: FastAPI, serve: Callable[[FastAPI], str]) -> None:
    answered: Counter[int] = Counter()
    token = token_of(filled, "supervisor")
    assert list(faults(serve(filled), token, answered, examples=3)) == []
    assert answered[200] > 20
    assert answered[400] + answered[404] + answered[422] > 20
