"""Official papers made of the record."""

from fastapi import APIRouter

router = APIRouter()
