"""One case: its state, what is owed, the next lawful step."""

from fastapi import APIRouter

router = APIRouter()
