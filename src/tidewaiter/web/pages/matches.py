"""Why a name met a listing, readable by a judge; and the ruling on it."""

from fastapi import APIRouter

router = APIRouter()
