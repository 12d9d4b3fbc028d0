"""One vessel: names, flags, owners, listings, calls through time."""

from fastapi import APIRouter

router = APIRouter()
