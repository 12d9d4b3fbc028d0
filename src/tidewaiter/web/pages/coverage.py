"""What was missed: the gaps, each a number and a list that leads to the item."""

from fastapi import APIRouter

router = APIRouter()
