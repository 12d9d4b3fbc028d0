"""What is owed, by whom and by when; proof of filing."""

from fastapi import APIRouter

router = APIRouter()
