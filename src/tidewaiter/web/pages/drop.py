"""Documents put before the screening: dropped, followed, their verdicts by action."""

from fastapi import APIRouter

router = APIRouter()
