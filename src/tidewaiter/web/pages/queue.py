"""What waits for a decision: filters, saved views, assigning many at once."""

from fastapi import APIRouter

router = APIRouter()
