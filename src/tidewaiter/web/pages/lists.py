"""Lists and their versions: ages, entries, what a version changes."""

from fastapi import APIRouter

router = APIRouter()
